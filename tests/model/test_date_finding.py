"""Dates in running text are found whole, and what is no date is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidencepack.model.date_finding import days_without_year, find_dates
from evidencepack.model.dates import read_date


def found(text: str) -> list[str]:
    return [" ".join(text[one.start : one.end].split()) for one in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("It met on Monday 10 October 2016 at noon.", ["on Monday 10 October 2016"]),
        ("Between July 2015 and September 2016 there were 18.", ["Between July 2015 and September 2016"]),
        ("by the end of 2015 ten were met", ["by the end of 2015"]),
        ("in mid-2015 and since 2012", ["in mid-2015", "since 2012"]),
        ("The week commencing 10 October 2016 was late.", ["The week commencing 10 October 2016"]),
        ("during the autumn 2016 census", ["during the autumn 2016"]),
        ("in Michaelmas term 2016", ["in Michaelmas term 2016"]),
        ("on 06/10/2016, not 31/06/2016", ["on 06/10/2016"]),
        ("on 10\nOctober 2016", ["on 10 October 2016"]),
        ("the Education Act 1996 and SI 2016/808", []),
        ("page 2016 costs £2016 or 2016", []),
        ("you may 2016 times", []),
    ],
)
def test_dates_are_found_as_long_as_they_can_be_read(text: str, dates: list[str]) -> None:
    assert found(text) == dates


def test_days_without_a_year_are_found_apart() -> None:
    text = "On Wednesday 30 March, in July, and on 6 October 2016."
    assert [match[0].strip() for match in days_without_year(text)] == ["Wednesday 30 March", "in July"]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["on", "by", "the end of", "10", "October", "2016", ",", "-", "and", "to", "early"]),
        max_size=14,
    )
)
def test_whatever_is_found_can_be_read(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for one in find_dates(text):
        assert end <= one.start < one.end <= len(text)
        assert read_date(" ".join(text[one.start : one.end].split())) == one.date
        end = one.end
