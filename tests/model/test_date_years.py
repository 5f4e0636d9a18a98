"""A year that is left out comes from the document's own date, and from nothing else."""

from __future__ import annotations

import pytest

from evidencepack.errors import BadInput
from evidencepack.model.date_years import names_year, read_date_beside
from evidencepack.model.dates import read_date


@pytest.mark.parametrize(
    ("words", "own", "edtf"),
    [
        ("10th October", "12 October 2016", "2016-10-10"),
        ("Monday 10 October", "12 October 2016", "2016-10-10"),
        ("early July", "25 July 2016", "2016-07-~01/2016-07-~10"),
        ("before 6 October", "12 October 2016", "[..2016-10-05]"),
        ("20 December", "4 January 2017", "2016-12-20"),  # what lies far ahead was in the year before
        ("10 February", "4 January 2017", "2017-02-10"),
        ("6 October 2015", "12 October 2016", "2015-10-06"),
    ],
)
def test_the_documents_own_date_settles_the_year(words: str, own: str, edtf: str) -> None:
    found = read_date_beside(words, read_date(own))
    assert (found.edtf, found.words) == (edtf, words)


@pytest.mark.parametrize("own", [None, "between July 2015 and September 2016"])
def test_without_a_date_that_settles_it_no_year_is_made_up(own: str | None) -> None:
    with pytest.raises(BadInput, match="no year"):
        read_date_beside("10th October", read_date(own) if own else None)


def test_a_day_that_there_is_not_is_refused_with_a_year_and_without() -> None:
    with pytest.raises(BadInput):
        read_date_beside("31 September", read_date("12 October 2016"))


def test_a_year_in_the_words_is_seen_however_it_is_written() -> None:
    assert all(map(names_year, ("10.10.2016", "10/10/16", "2015-16", "autumn 2016")))
    assert not any(map(names_year, ("10 October", "early July", "before the 6th")))
