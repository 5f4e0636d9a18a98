"""Whether the typeset page gives back the words it was given."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidencepack.errors import BadInput
from evidencepack.intake.glyphs import Seen, right_to_left
from evidencepack.intake.prepared import Story
from evidencepack.intake.reading_copy import make_copy
from evidencepack.reading.reader import Reader

Setting = Callable[[list[dict[str, Any]]], tuple[str, list[str], Path]]


@pytest.fixture
def set_on_page(reader: Reader, tmp_path: Path) -> Setting:
    def done(blocks: list[dict[str, Any]]) -> tuple[str, list[str], Path]:
        out = tmp_path / "copy.pdf"
        told = make_copy(Story(blocks=blocks), "A title", tmp_path / "letter.txt", out, reader)
        with reader.open(out) as document:
            return "\n".join(document.page(n).text for n in range(1, document.pages + 1)), told, out

    return done


def _para(text: str) -> dict[str, Any]:
    return {"kind": "para", "runs": [{"text": text}]}


def test_markup_characters_come_back_verbatim(set_on_page: Setting) -> None:
    words = r"#let x = 1; *bold* _it_ $m$ `raw` <label> @ref \\ [c] {d} // no /* no */ = head - item"
    text, told, _ = set_on_page([_para(words)])
    assert text.strip() == words
    assert told == []


def test_ligatures_stay_letters_and_soft_hyphens_go(set_on_page: Setting) -> None:
    text, told, _ = set_on_page([_para("The office con\u00adfirmed effi\u200bcient affidavits.")])
    assert text.strip() == "The office confirmed efficient affidavits."
    assert told == []


def test_the_same_words_give_the_same_bytes(set_on_page: Setting) -> None:
    first = set_on_page([_para("Words.")])[2].read_bytes()
    assert set_on_page([_para("Words.")])[2].read_bytes() == first


def test_a_word_longer_than_the_line_is_not_cut_off(set_on_page: Setting, reader: Reader) -> None:
    word = "https://example.org/" + "abcdefghij" * 40
    blocks = [_para(word), {"kind": "lines", "lines": [word], "mono": True}]
    text, told, out = set_on_page(blocks)
    assert "".join(text.split()).count(word) == 2
    with reader.open(out) as document:
        page = document.page(1)
        right = max(box[2] for box in document.rectangles(1, 0, len(page.text)))
    assert right < page.width - 50
    assert told == []


def test_names_in_other_scripts_are_set_and_a_letter_without_shape_is_named(set_on_page: Setting) -> None:
    text, told, _ = set_on_page([_para("王小明 Ŵyn Łódź"), _para("see \uf0d8 and न")])
    assert "王小明 Ŵyn Łódź" in text
    assert any("U+F0D8" in sentence and "U+0928" in sentence for sentence in told)


def test_control_characters_are_dropped_and_told(set_on_page: Setting) -> None:
    text, told, _ = set_on_page([_para("a\x00b\x07c")])
    assert text.strip() == "abc"
    assert told == [
        "2 control characters (U+0000, U+0007) that cannot be seen are left out of the reading copy."
    ]


def test_signs_that_turn_the_text_round_are_left_out_and_told(set_on_page: Setting) -> None:
    text, told, _ = set_on_page([_para("pay \u202e001\u202c pounds")])
    assert text.strip() == "pay 001 pounds"
    assert any("reverse the order" in sentence for sentence in told)


def test_a_document_without_words_is_refused(set_on_page: Setting) -> None:
    with pytest.raises(BadInput, match="has no words"):
        set_on_page([{"kind": "rule"}])


def test_a_damaged_picture_costs_only_itself(reader: Reader, tmp_path: Path) -> None:
    story = Story(
        blocks=[_para("Words."), {"kind": "image", "picture": 0, "width": 20.0, "height": 20.0}],
        pictures=[b"\x89PNG\r\n\x1a\nnot really"],
    )
    told = make_copy(story, "t", tmp_path / "p.html", tmp_path / "copy.pdf", reader)
    assert told == ["1 picture could not be drawn and left out of the reading copy."]


def test_a_hebrew_paragraph_runs_from_right_to_left() -> None:
    assert right_to_left("123 שלום abc")
    assert not right_to_left("abc שלום")


_LETTERS = st.characters(
    codec="utf-8", max_codepoint=0x24F, categories=["Lu", "Ll", "Nd", "Po", "Pd", "Ps", "Pe", "Sc"]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(_LETTERS, min_size=1, max_size=12), min_size=1, max_size=30))
def test_any_western_words_come_back_in_order(set_on_page: Setting, words: list[str]) -> None:
    text, _, _ = set_on_page([_para(" ".join(words))])
    # A line may end after a hyphen or a dash: only there may a space be new.
    assert unicodedata.normalize("NFC", "".join(text.split())) == "".join(words)


@given(st.text(max_size=100))
def test_what_goes_on_a_page_has_no_control_characters(text: str) -> None:
    fitted = Seen().fit(text)
    assert not [c for c in fitted if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
