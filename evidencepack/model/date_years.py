"""The year of a date whose words leave it out: taken from the document's own date, and from nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from evidencepack.errors import BadInput
from evidencepack.model.dates import FuzzyDate, read_date

_SOON = 92  # days; a day without a year that lies farther ahead was in the year before
_YEAR = re.compile(r"[0-9]{4}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2}")


def read_date_beside(words: str, own: FuzzyDate | None) -> FuzzyDate:
    """Read a date; where its words name no year, that of the document's own date holds.

    Args:
        words: As typed, with or without a year.
        own: The document's own date; without it, or where it does not settle the year, none is inferred.

    Raises:
        BadInput: If it is no date that can be read, or its year is not known.
    """
    try:
        return read_date(words)
    except BadInput:
        year = year_beside(words, own) if own is not None and not names_year(words) else 0
        if not year:
            raise
        return replace(read_date(f"{words} {year}"), words=words)


def names_year(words: str) -> bool:
    """Whether some words say which year they mean."""
    return _YEAR.search(words) is not None


def year_beside(day: str, own: FuzzyDate) -> int:
    """The year of a day by the document's own date; 0 if that does not settle it.

    A weekday decides; else what is past, or soon to come, on the document's own day.
    """
    if own.latest is None or own.earliest is None or own.earliest.year != own.latest.year:
        return 0
    year = own.latest.year
    read: dict[int, FuzzyDate] = {}
    for candidate in (year, year - 1, year + 1):
        try:
            read[candidate] = read_date(f"{day} {candidate}")
        except BadInput:  # 29 February of a common year, or no date at all
            continue
    fitting = [candidate for candidate in read if not read[candidate].warnings]
    has_weekday = bool(re.match(r"[A-Za-z]+,? (?:the )?[0-9]", day))
    if has_weekday and fitting and year not in fitting:
        return fitting[0]
    if year not in read:
        return 0
    ahead = _days_ahead(read[year].earliest, own.latest)
    return year - 1 if ahead > _SOON and year - 1 in read else year


def _days_ahead(first: date | None, own: date) -> int:
    return (first - own).days if first else 0
