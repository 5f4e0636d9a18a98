"""Words that somebody seeks are found however the text writes them, and nothing else is."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.quoting.sought import ADJACENT, BEGINNING, WHOLE, Sought, bones, plain_letters


def found(typed: str, text: str) -> list[str]:
    return [text[start:end] for start, end in Sought(typed).stretches(text)]


@pytest.mark.parametrize(
    ("typed", "text", "words"),
    [
        ("HOME office", "the Home Office and the homes", ["Home", "Office", "home"]),
        ("resume", "A résumé", ["résumé"[:6]]),
        ("résumé", "a resume, a RE\u0301SUME\u0301", ["resume", "RE\u0301SUME"]),
        ("don't", "they don’t", ["don’t"]),
        ("2012-2016", "in 2012–2016", ["2012–2016"]),
        ("“home office”", "the Home\nOffice, a home office", ["Home\nOffice", "home office"]),
        ("assessment", "an assess-\nment, an assess\u00adment", ["assess-\nment", "assess\u00adment"]),
        ("finance office", "the \ufb01nance o\ufb03ce", ["\ufb01nance", "o\ufb03ce"]),
        ("re-use", "reuse, re-use and re\u2011use", ["reuse", "re-use", "re\u2011use"]),
        ("cafe\u0301", "cafés", ["café"]),
        ("25%", "25% of 250", ["25", "25"]),
    ],
)
def test_capitals_accents_marks_and_line_ends_make_no_difference(
    typed: str, text: str, words: list[str]
) -> None:
    assert found(typed, text) == words


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("office", "backoffice"),
        ('"home office"', "home and office"),
        ('"home off"', "the home office"),
        ("another", "an other"),
        ("km2", "km²"),
        ('" *"', "anything * at all"),
    ],
)
def test_what_is_not_there_is_not_found(typed: str, text: str) -> None:
    assert Sought(typed).how_well(text) == 0 or not Sought(typed)
    assert found(typed, text) == []


def test_all_words_must_be_there() -> None:
    assert Sought("home office").how_well("the office") == 0


def test_words_side_by_side_are_better_than_whole_words_and_those_than_beginnings() -> None:
    sought = Sought("home office")
    assert sought.how_well("the Home\nOffice") == ADJACENT
    assert sought.how_well("an office at home") == WHOLE
    assert sought.how_well("offices of homes") == BEGINNING


def test_an_unfinished_phrase_is_found_while_it_is_typed() -> None:
    assert found('"home off', "the home office") == ["home off"]
    assert Sought("home off").how_well("the home office") == ADJACENT


def test_one_letter_among_words_is_a_whole_word() -> None:
    assert found("r v smith", "R v Smith, reverend") == ["R", "v", "Smith"]
    assert found("r", "reverend") == ["r"]


def test_nothing_but_signs_seeks_nothing() -> None:
    assert not Sought("")
    assert not Sought(' "* (  –')


@given(st.text())
def test_plain_letters_stand_where_the_text_has_them(text: str) -> None:
    assert len(plain_letters(text)) == len(text)


words = st.text(alphabet=string.ascii_letters + "éàßœ", min_size=1, max_size=8)


@given(st.lists(words, min_size=1, max_size=6), st.data())
def test_a_phrase_taken_from_a_text_is_found_in_it(some: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(some) - 1))
    last = data.draw(st.integers(first, len(some) - 1))
    text = data.draw(st.sampled_from([" ", "\n", ", "])).join(some)
    sought = Sought(f'"{" ".join(some[first : last + 1])}"')
    assert sought.how_well(text) > 0
    assert all(letters in bones(text) for letters in sought.letters())


@given(st.text(), st.text())
def test_any_text_can_be_sought_in_any_other(typed: str, text: str) -> None:
    for start, end in Sought(typed).stretches(text):
        assert 0 <= start < end <= len(text)
