"""Dates near a passage: those of its paragraph, and a year only from the document's own date."""

from __future__ import annotations

from evidencepack.model.dates import FuzzyDate, read_date
from evidencepack.quoting.dates_near import dates_near


def near(text: str, passage: str, own: str = "") -> list[tuple[str, str]]:
    start = text.index(passage)
    date: FuzzyDate | None = read_date(own) if own else None
    return [(one.words, one.note) for one in dates_near(text, start, start + len(passage), date)]


def test_the_nearest_date_of_the_paragraph_comes_first() -> None:
    text = "On 1 May 2015 it began.\n\nBy the end of 2015 ten were met. The rest was met on 6 October 2016."
    assert [words for words, _ in near(text, "The rest was met")] == ["6 October 2016", "By the end of 2015"]


def test_a_weekday_that_contradicts_its_date_is_told() -> None:
    ((words, note),) = near("It was said on Tuesday 10 October 2016.", "It was said")
    assert words == "Tuesday 10 October 2016"
    assert "10 October 2016 was a Monday" in note


def test_a_year_is_taken_from_the_documents_own_date_and_that_is_said() -> None:
    ((words, note),) = near("We wrote on 30 March about it.", "We wrote", "6 October 2016")
    assert words == "30 March 2016"
    assert note == "The words name no year: 2016 is taken from the document’s own date, 6 October 2016."


def test_without_a_date_of_the_document_no_year_is_made_up() -> None:
    assert near("We wrote on 30 March about it.", "We wrote") == []


def test_a_day_far_ahead_was_in_the_year_before_and_a_weekday_decides() -> None:
    assert near("We met on 20 December.", "We met", "5 January 2017")[0][0] == "20 December 2016"
    assert near("We meet on 20 November.", "We meet", "6 October 2016")[0][0] == "20 November 2016"
    assert (
        near("We met on Wednesday 30 March.", "We met", "6 October 2017")[0][0] == "Wednesday 30 March 2016"
    )


def test_a_document_of_a_longer_period_gives_no_year() -> None:
    assert near("We wrote on 30 March.", "We wrote", "2015 to 2016") == []
