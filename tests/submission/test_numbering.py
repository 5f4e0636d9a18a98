"""Numbers of paragraphs, entries and annexes: computed from order and level, and the same for everybody."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.model.dates import read_date
from evidencepack.model.tables import Annex, Entry
from evidencepack.submission.numbering import (
    letters,
    mark_annexes,
    number_entries,
    number_paragraphs,
    repeated_letter,
    roman,
)

LEVELS = st.lists(st.integers(1, 4), max_size=60)


def numbers(*levels: int) -> list[tuple[str, str]]:
    return [(number.label, number.full) for number in number_paragraphs(levels)]


def test_levels_are_numbered_as_a_statement_is() -> None:
    assert numbers(1, 2, 2, 3, 3, 4, 4, 2, 1, 3, 1) == [
        ("1.", "1"),
        ("1.1", "1.1"),
        ("1.2", "1.2"),
        ("(a)", "1.2(a)"),
        ("(b)", "1.2(b)"),
        ("(i)", "1.2(b)(i)"),
        ("(ii)", "1.2(b)(ii)"),
        ("1.3", "1.3"),
        ("2.", "2"),
        ("(a)", "2(a)"),
        ("3.", "3"),
    ]


@given(LEVELS)
def test_first_level_numbers_run_from_one_without_a_gap(levels: list[int]) -> None:
    firsts = [n.full for n, level in zip(number_paragraphs(levels), levels, strict=True) if level == 1]
    assert firsts == [str(n) for n in range(1, len(firsts) + 1)]


@given(LEVELS)
def test_no_two_paragraphs_after_the_first_of_level_one_have_the_same_number(levels: list[int]) -> None:
    given_numbers = [number.full for number in number_paragraphs([1, *levels])]
    assert len(set(given_numbers)) == len(given_numbers)


@given(LEVELS, st.integers(1, 4))
def test_a_number_depends_only_on_what_stands_before(levels: list[int], more: int) -> None:
    assert number_paragraphs([*levels, more])[: len(levels)] == number_paragraphs(levels)


@given(LEVELS)
def test_the_label_has_the_form_of_its_level_and_ends_the_full_number(levels: list[int]) -> None:
    forms = {1: r"\d+\.", 2: r"\d+\.\d+", 3: r"\([a-z]+\)", 4: r"\([ivxl]+\)"}
    for number, level in zip(number_paragraphs(levels), levels, strict=True):
        assert re.fullmatch(forms[level], number.label)
        assert number.full.endswith(number.label.rstrip("."))


@given(LEVELS)
def test_numbering_twice_gives_the_same(levels: list[int]) -> None:
    assert number_paragraphs(levels) == number_paragraphs(iter(levels))


def test_marks_run_from_a_to_z_and_then_double() -> None:
    assert [letters(n) for n in (1, 2, 26, 27, 28, 52, 53, 702, 703)] == [
        "A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_marks_differ_and_sort_by_length_then_letter(one: int, other: int) -> None:
    assert (one < other) == ((len(letters(one)), letters(one)) < (len(letters(other)), letters(other)))


def test_sub_paragraphs_are_lettered_as_word_does() -> None:
    assert [repeated_letter(n) for n in (1, 26, 27, 28, 53)] == ["a", "z", "aa", "bb", "aaa"]


@pytest.mark.parametrize(("number", "name"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (29, "xxix")])
def test_roman_numbers_are_the_usual_ones(number: int, name: str) -> None:
    assert roman(number) == name


def entry(number: int, date: str, position: int = 0) -> Entry:
    made = Entry(handle=f"E{number}", text="x", position=position)
    made.date = read_date(date) if date else None
    return made


def test_entries_stand_in_the_order_of_their_dates_and_undated_ones_last() -> None:
    entries = [
        entry(1, ""),
        entry(2, "October 2016"),
        entry(3, "10 October 2016"),
        entry(4, "2016"),
        entry(5, "1 October 2016"),
        entry(6, "before 2012"),
        entry(7, "25 July 2016"),
    ]
    printed = number_entries(entries)
    assert [number for number, _ in printed] == [1, 2, 3, 4, 5, 6, 7]
    handles = [item.handle for _, item in printed]
    assert handles[0] == "E6"
    assert handles[-1] == "E1"
    assert handles.index("E4") < handles.index("E7") < handles.index("E5") < handles.index("E3")
    assert handles.index("E7") < handles.index("E2") < handles.index("E3")


@given(st.permutations(range(1, 8)))
def test_entries_come_out_in_one_order_however_they_went_in(order: list[int]) -> None:
    dates = ["", "2016", "May 2016", "3 May 2016", "3 May 2016", "about 2016", "after 2010"]
    entries = [entry(n, dates[n - 1]) for n in order]
    usual = [item.handle for _, item in number_entries([entry(n, dates[n - 1]) for n in range(1, 8)])]
    assert [item.handle for _, item in number_entries(entries)] == usual


def test_entries_of_one_day_keep_the_persons_order() -> None:
    entries = [entry(1, "3 May 2021", 30), entry(2, "3 May 2021", 10), entry(3, "3 May 2021", 20)]
    assert [item.handle for _, item in number_entries(entries)] == ["E2", "E3", "E1"]


def test_annexes_are_marked_in_their_own_order() -> None:
    annexes = [Annex(handle=f"A{n}", position=100 - n) for n in range(1, 29)]
    marks = mark_annexes(annexes)
    assert (marks["A28"], marks["A27"], marks["A3"], marks["A2"], marks["A1"]) == ("A", "B", "Z", "AA", "AB")
