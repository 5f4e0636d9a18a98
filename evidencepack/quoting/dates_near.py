"""The dates that stand near a passage; a year that the words leave out comes from the document's own date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidencepack.model.date_finding import days_without_year, find_dates
from evidencepack.model.date_years import year_beside
from evidencepack.model.dates import FuzzyDate, read_date

_NEAR = 400  # code points before and after the passage, in its own paragraph
_PREPOSITION = re.compile(r"^(?:on|in|at|during)\s(?:the\s)?(?!or\s|about\s|around\s)", re.IGNORECASE)
_BLANK = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class DateNear:
    """A date near a passage.

    Attributes:
        words: As it would be typed, with the year.
        start: The first code point of the words on the page.
        end: The code point after the last.
        distance: Code points from the passage; 0 inside it.
        note: What should be known: a year that was inferred, a weekday that does not fit.
    """

    words: str
    start: int
    end: int
    distance: int
    note: str


def dates_near(text: str, start: int, end: int, own: FuzzyDate | None) -> list[DateNear]:
    """The dates in the paragraph of a passage, the nearest first.

    Args:
        text: The text of the page.
        start: Where the passage begins.
        end: Where it ends.
        own: The document's own date; without it no year is inferred.
    """
    begin, stop = _paragraph(text, start, end)
    stretch = text[begin:stop]
    found = []
    for one in find_dates(stretch):
        words = _PREPOSITION.sub("", " ".join(stretch[one.start : one.end].split()))
        found.append(_near(words, begin + one.start, begin + one.end, start, end, one.date.warnings))
    if own is not None and own.earliest is not None and own.latest is not None:
        found += _inferred(stretch, begin, start, end, own)
    return sorted(found, key=lambda near: (near.distance, near.start))


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    begin, stop = max(0, start - _NEAR), min(len(text), end + _NEAR)
    before = [blank.end() for blank in _BLANK.finditer(text, begin, start)]
    after = _BLANK.search(text, end, stop)
    begin = before[-1] if before else begin
    if begin and not before:
        cut = re.compile(r"\S*").match(text, begin, start)  # a word that is cut says nothing
        begin = cut.end() if cut else begin
    return begin, after.start() if after else stop


def _near(words: str, first: int, last: int, start: int, end: int, notes: tuple[str, ...]) -> DateNear:
    distance = max(0, start - last, first - end)
    return DateNear(words, first, last, distance, " ".join(notes))


def _inferred(stretch: str, begin: int, start: int, end: int, own: FuzzyDate) -> Iterator[DateNear]:
    for match in days_without_year(stretch):
        groups = match.groupdict()
        day = " ".join(
            f"{groups.get('weekday') or ''}{groups.get('day') or ''} {groups['month'].rstrip('.')}".split()
        )
        year = year_beside(day, own)
        if not year:
            continue
        read = read_date(f"{day} {year}")
        note = f"The words name no year: {year} is taken from the document’s own date, {own.shown}."
        first = begin + match.start("day" if groups.get("day") else "month")
        first = begin + match.start() if groups.get("weekday") else first
        yield _near(
            f"{day} {year}",
            first,
            begin + match.start("month") + len(groups["month"].rstrip(".")),
            start,
            end,
            (note, *read.warnings),
        )
