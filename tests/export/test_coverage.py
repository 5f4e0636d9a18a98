"""Which characters can be printed, and what stands for those that cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.export.coverage import chain, letters, printable, shown_code

SANS = "Liberation Sans"


def test_plain_english_passes_untouched() -> None:
    text = "“It’s £5 – no more…” Ŵ ŷ ½ é"
    assert printable([text], SANS) == ([text], [])


def test_a_letter_of_another_script_is_borrowed_from_another_face() -> None:
    assert ord("王") not in letters(SANS)
    assert printable(["王"], SANS) == (["王"], [])


@pytest.mark.parametrize("character", ["🦄", "\x07", "\x00", "\ufffe", "\ue000", "\ud800", "\U0010ffff"])
def test_a_character_without_a_shape_is_shown_as_its_code(character: str) -> None:
    code = f"[U+{ord(character):04X}]"
    assert printable([f"a{character}b"], SANS) == ([f"a{code}b"], [(character, code)])


@pytest.mark.parametrize("character", ["\u00ad", "\u200b", "\ufeff", "\u2060", "\ufe0f", "\U000e0041"])
def test_what_is_never_seen_is_left_out_without_a_word(character: str) -> None:
    assert printable([f"a{character}b"], SANS) == (["ab"], [])


def test_signs_that_turn_the_direction_of_writing_are_left_out_and_told() -> None:
    assert printable(["a\u202ebc"], SANS) == (["abc"], [("\u202e", "")])


def test_the_end_of_a_line_is_a_space() -> None:
    assert printable(["a\nb\tc\r\nd\u2028e"], SANS) == (["a b c d e"], [])


def test_a_mark_that_no_font_has_together_with_its_letter_is_shown_as_its_code() -> None:
    shown, told = printable(["王\u0323"], SANS)
    assert shown == ["王[U+0323]"]
    assert told == [("\u0323", "[U+0323]")]


def test_a_mark_at_the_start_of_a_run_belongs_to_the_letter_before_it() -> None:
    assert printable(["王", "\u0323"], SANS)[0] == ["王", "[U+0323]"]


def test_the_last_resort_prints_letters_only() -> None:
    assert printable(["e\u0301 ok"], SANS, strict=True) == (["e[U+0301] ok"], [("\u0301", "[U+0301]")])


@given(st.lists(st.text()))
def test_what_is_printed_has_a_shape_in_some_font(parts: list[str]) -> None:
    shown, told = printable(parts, SANS)
    assert len(shown) == len(parts)
    able = frozenset[int]().union(*chain(SANS))
    assert all(ord(character) in able for text in shown for character in text)
    for character, printed in told:
        assert printed in ("", shown_code(character))


@given(st.text(alphabet=st.characters(codec="latin-1", exclude_categories=["Cc", "Cf"])))
def test_western_letters_are_never_changed(text: str) -> None:
    assert printable([text], SANS) == ([text], [])
