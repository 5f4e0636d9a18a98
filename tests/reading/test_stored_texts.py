"""A text that was stored stays what quotes count, though the page would be read otherwise today."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest
from conftest import make_pdf
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.reading.aligning import as_stored
from evidencepack.reading.pagetext import Reading
from evidencepack.reading.reader import Reader
from evidencepack.reading.stored_texts import keep_texts


def _read(text: str) -> Reading:
    return Reading(text, array("I", range(10, 10 + len(text))), ())


def test_letters_keep_their_places_where_others_are_read_today() -> None:
    old = as_stored(_read("6.1 × 10⁴ people"), "6.1 × 104 people")
    assert old.text == "6.1 × 104 people"
    assert list(old.places) == list(range(10, 26))
    shorter = as_stored(_read("data  base"), "data base")
    assert [shorter.places[0], shorter.places[5]] == [10, 16]


def test_what_is_not_read_today_has_the_place_of_what_follows() -> None:
    assert list(as_stored(_read("ac"), "abc").places) == [10, 11, 11]
    assert list(as_stored(_read("ab"), "abc").places) == [10, 11, 11]


@given(st.text(max_size=60), st.text(min_size=1, max_size=60))
def test_every_code_point_of_the_stored_text_has_a_place(stored: str, today: str) -> None:
    found = as_stored(_read(today), stored)
    assert found.text == stored
    assert len(found.places) == len(stored)
    assert all(10 <= place < 10 + len(today) for place in found.places)
    assert list(found.places) == sorted(found.places)


@pytest.fixture
def page_pdf(tmp_path: Path) -> Path:
    path = tmp_path / "page.pdf"
    path.write_bytes(make_pdf(["The office met 18 requests.", "Nobody asked why."]))
    return path


def test_rectangles_and_letters_follow_the_stored_text(page_pdf: Path, reader: Reader) -> None:
    with reader.open(page_pdf) as document:
        today = document.page(1).text
        word = today.split()[1]
        start = today.index(word)
        where = document.rectangles(1, start, start + len(word))
    keep_texts(page_pdf, {1: "¶¶ " + today})
    with reader.open(page_pdf) as document:
        assert document.page(1).text == today  # other people's files have no say in what their pages are
    with reader.open(page_pdf, stored=True) as document:
        assert document.page(1).text == "¶¶ " + today
        assert document.rectangles(1, start + 3, start + 3 + len(word)) == where
        assert len(document.letters(1)) == len(today) + 3
