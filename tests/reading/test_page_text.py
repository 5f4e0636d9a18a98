"""The stored text of a page says what the page shows, in whole code points."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from conftest import PdfMaker, make_pdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidencepack.reading.reader import Reader


def test_lines_are_parted_by_single_line_feeds(reader: Reader, pdf: PdfMaker) -> None:
    assert reader.open(pdf("first line\nsecond line")).page(1).text == "first line\nsecond line"


def test_a_hyphen_at_a_lines_end_keeps_its_line_break(reader: Reader, pdf: PdfMaker) -> None:
    assert reader.open(pdf("before pub-\nlication it was")).page(1).text == "before pub-\nlication it was"


def test_a_hyphen_at_the_pages_end_adds_no_line_break(reader: Reader, pdf: PdfMaker) -> None:
    assert reader.open(pdf("it was pub-")).page(1).text == "it was pub-"


def test_soft_hyphens_no_break_spaces_and_spelt_out_ligatures_are_kept(reader: Reader, pdf: PdfMaker) -> None:
    path = pdf("eABort of 5C000", letters={"41": "FB03", "42": "00AD", "43": "00A0"})
    page = reader.open(path).page(1)
    assert page.text == "effi\u00adort of 5\u00a0000"
    assert page.flags == ()


def test_a_surrogate_pair_is_one_code_point(reader: Reader, pdf: PdfMaker) -> None:
    document = reader.open(pdf("xAy", letters={"41": "D83DDE00"}))
    assert document.page(1).text == "x\U0001f600y"
    before, face, after = (document.rectangles(1, n, n + 1)[0] for n in range(3))
    assert before[2] <= face[0] < face[2] <= after[0]


@pytest.mark.parametrize("units", ["D83D", "DE00", "0000", "FFFE"])
def test_what_is_no_character_becomes_the_replacement_character(
    reader: Reader, pdf: PdfMaker, units: str
) -> None:
    page = reader.open(pdf("an ordinary line of twenty or more letters xAy", letters={"41": units})).page(1)
    assert page.text.endswith("x\ufffdy")
    assert page.flags == ("replacement-characters",)


def test_a_printed_sign_without_a_name_is_never_dropped(reader: Reader, pdf: PdfMaker) -> None:
    path = pdf("a fall of A3 degrees was seen in that long month", letters={"41": "0001"})
    page = reader.open(path).page(1)
    assert page.text.startswith("a fall of \ufffd3 degrees")
    assert "replacement-characters" in page.flags


def test_private_characters_are_kept_and_flagged(reader: Reader, pdf: PdfMaker) -> None:
    page = reader.open(pdf("a long line with one bullet A in it", letters={"41": "F0B7"})).page(1)
    assert "\uf0b7" in page.text
    assert page.flags == ("private-use",)


def test_a_page_of_unreadable_letters_is_flagged_as_garbled(reader: Reader, pdf: PdfMaker) -> None:
    letters = {f"{code:02X}": "0001" for code in range(0x61, 0x6E)}
    assert "garbled" in reader.open(pdf("the committee heard a fable", letters=letters)).page(1).flags


def test_a_page_without_letters_is_flagged(reader: Reader, pdf: PdfMaker) -> None:
    page = reader.open(pdf(b"0 0 m 100 100 l S")).page(1)
    assert page.text == ""
    assert page.flags == ("no-text",)


def test_words_beyond_the_crop_box_are_flagged_and_have_no_rectangles(reader: Reader, pdf: PdfMaker) -> None:
    document = reader.open(pdf("hidden above\nshown below", page="/CropBox[0 0 600 705]"))
    page = document.page(1)
    assert page.flags == ("outside-page",)
    hidden = page.text.index("hidden")
    assert document.rectangles(1, hidden, hidden + 6) == []
    shown = page.text.index("shown")
    assert len(document.rectangles(1, shown, shown + 5)) == 1


def test_an_announced_page_that_is_missing_is_flagged(reader: Reader, pdf: PdfMaker) -> None:
    document = reader.open(pdf("only", announce=3))
    assert document.pages == 3
    assert "unreadable" in document.page(3).flags


code_units = st.one_of(
    st.integers(0, 0xFFFF).map(lambda unit: f"{unit:04X}"),
    st.sampled_from(
        [
            "0002",
            "000A",
            "000D",
            "D83DDE00",
            "FB01",
            "FFFE",
            "FFFF",
            "00AD",
            "0020",
            "00660069",
            "00A8",
            "00B4",
            "0308",
            "0131",
            "06440627",
            "0644",
            "0032",
        ]
    ),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.integers(0x41, 0x5A), code_units, min_size=1), st.text("ABCDEFGHIJ -\n", min_size=1)
)
def test_any_font_gives_text_that_can_be_stored_and_placed(
    reader: Reader, tmp_path: Path, letters: dict[int, str], words: str
) -> None:
    path = tmp_path / "any.pdf"
    path.write_bytes(make_pdf([words], letters={f"{code:02X}": units for code, units in letters.items()}))
    with reader.open(path) as document:
        page = document.page(1)
        stored = sqlite3.connect(":memory:").execute("select ?", (page.text,)).fetchone()[0]
        assert stored == page.text
        assert len(document.letters(1)) == len(page.text)
        assert all(letter == "\n" or ord(letter) >= 0x20 for letter in page.text)
        for start in range(len(page.text)):
            document.rectangles(1, start, start + 1)
    with reader.open(path) as again:
        assert again.page(1) == page
