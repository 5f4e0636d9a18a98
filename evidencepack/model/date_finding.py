"""Finds the dates that stand in running text, as British documents write them; what is found can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidencepack.errors import BadInput
from evidencepack.model.date_points import MONTHS, ORDINALS, SEASONS
from evidencepack.model.dates import FuzzyDate, read_date
from evidencepack.model.law_terms import TERMS

_MONTH = "(?i:" + "|".join(f"{name}|{name[:3]}" for name in MONTHS) + r"|Sept)\b\.?"
_YEAR = "(?:1[5-9]|20)[0-9]{2}"
_WEEKDAY = (
    r"(?i:(?:Mon|Tues?|Wed(?:nes|s)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s{1,3}(?:the\s{1,3})?)?"
)
_TH = r"(?i:\s?(?:st|nd|rd|th))?"
DAY = (
    rf"(?<![\w/.-])(?:{_WEEKDAY}(?:"
    rf"[0-9]{{1,2}}{_TH}\s{{1,3}}(?:day\s{{1,3}})?(?:of\s{{1,3}})?{_MONTH},?\s{{1,3}}{_YEAR}"
    rf"|{_MONTH}\s{{1,3}}[0-9]{{1,2}}{_TH},?\s{{1,3}}{_YEAR}"
    rf"|[0-9]{{1,2}}-{_MONTH}-{_YEAR}"
    rf"|[0-9]{{1,2}}/[0-9]{{1,2}}/{_YEAR}|[0-9]{{1,2}}\.[0-9]{{1,2}}\.{_YEAR}"
    rf"|[0-9]{{1,2}}-[0-9]{{1,2}}-{_YEAR}|{_YEAR}-[0-9]{{2}}-[0-9]{{2}})(?![\w/-]))"
)
"""A pattern for a day as documents print it. What it finds is a date only if :func:`date_value` says so."""
DATE = rf"(?:{DAY}|(?<![\w/.-]){_MONTH},?\s{{1,3}}{_YEAR}(?![\w/-]))"
"""A pattern for a day or a month of a year."""
_GAP = r"\s{1,3}"
_PERIOD_NAME = rf"(?i:{'|'.join((*SEASONS, *TERMS))})(?:{_GAP}(?:term|sittings))?"
_QUARTER = rf"(?i:Q[1-4]|(?:{'|'.join(ORDINALS)}|1st|2nd|3rd|4th){_GAP}quarter)"
_YEARS = rf"{_YEAR}(?:\s?[-–/]\s?(?:{_YEAR}|[0-9]{{2}}))?(?![\w/-])"
_CORE = re.compile(
    rf"{DATE}|(?<![\w/.-])(?:{_PERIOD_NAME}|{_QUARTER})(?:{_GAP}of)?{_GAP}{_YEARS}|(?:(?<![\w/.£$€-])|(?<=\b[Mm]id-)){_YEARS}(?![.,][0-9])"
)
_WORD = r"(?:[A-Za-z]{1,12}\.?|[0-9]{1,2}(?:st|nd|rd|th)?)"
_LEAD = re.compile(
    rf"(?<![\w/.-])(?:(?:between|from|the|in|on|at|by|of|or|and|to|end|early|mid|late|beginning|start|middle|"
    rf"before|after|since|until|till|prior|about|around|circa|c\.|approximately|no|not|later|earlier|than|during|"
    rf"up|week|weeks|commencing|beginning|ending|w/c|w/e|year|years|financial|tax|academic|school|half|first|"
    rf"second|third|fourth|quarter|month|{'|'.join(MONTHS)}|{'|'.join(name[:3] for name in MONTHS)}|"
    rf"{'|'.join(SEASONS)}|[0-9]{{1,2}}(?:st|nd|rd|th)?)(?:[\s,–-]{{1,3}}))+\Z",
    re.IGNORECASE,
)
_FARTHEST = 70  # code points before a date that can belong to it
_BARE_YEAR = re.compile(r"[0-9]{4}")
_NOT_A_YEAR = re.compile(
    r"(?:\b(?:Acts?|Regulations?|Orders?|Rules|Measure|No\.?|number|page|pages|paragraph|section|column|col\.?|"
    r"ref\.?|reference)|[\[(/£$€#])\s?\Z",
    re.IGNORECASE,
)
_BETWEEN_CORES = re.compile(r"\s{0,2}(?:to|and|until|till|[-–])\s{0,2}")


@dataclass(frozen=True)
class FoundDate:
    """A date in a text.

    Attributes:
        date: The date.
        start: The first code point of its words.
        end: The code point after the last.
    """

    date: FuzzyDate
    start: int
    end: int


def find_dates(text: str) -> list[FoundDate]:
    """The dates in a text, in order, each as long as it can be read: "by the end of 2015", not "2015".

    A year alone counts only behind a word such as "in" or "since"; the year of an Act is none.
    """
    found: list[FoundDate] = []
    cores = [core for core in _CORE.finditer(text) if not core[0].startswith("may")]  # it may, in 2016
    n = 0
    while n < len(cores):
        floor = found[-1].end if found else 0
        read, used = None, 1
        if n + 1 < len(cores) and _BETWEEN_CORES.fullmatch(text[cores[n].end() : cores[n + 1].start()]):
            read, used = _longest(text, floor, cores[n], cores[n + 1].end()), 2
        if read is None:
            read, used = _longest(text, floor, cores[n], cores[n].end()), 1
        if read is not None:
            found.append(read)
        n += used
    return found


def _longest(text: str, floor: int, core: re.Match[str], end: int) -> FoundDate | None:
    """The longest phrase that ends here, holds the core and can be read."""
    lead = _LEAD.search(text, max(floor, core.start() - _FARTHEST), core.start())
    starts = (
        [match.start() for match in re.finditer(r"\S+", text[lead.start() : core.start()])] if lead else []
    )
    offset = lead.start() if lead else 0
    for start in [*(offset + place for place in starts), core.start()]:
        words = " ".join(text[start:end].split())
        bare = _BARE_YEAR.fullmatch(words)
        if bare or (start == core.start() and _NOT_A_YEAR.search(text, max(0, start - 20), start)):
            continue
        try:
            return FoundDate(read_date(words), start, end)
        except BadInput:  # a shorter phrase may be one
            continue
    return None


_DAY_WITHOUT_YEAR = re.compile(
    rf"(?<![\w/.-])(?P<weekday>{_WEEKDAY})(?:the\s)?(?P<day>[0-9]{{1,2}}){_TH}{_GAP}(?:of{_GAP})?"
    rf"(?P<month>{_MONTH})(?!,?\s{{1,3}}{_YEAR})(?!\w)"
)
_MONTH_WITHOUT_YEAR = re.compile(
    rf"(?<![\w/.-])(?:(?i:in|since|until|by|last|during|early|mid|late)[\s-]{{1,3}})(?P<month>{'|'.join(MONTHS)})"
    rf"\b(?!,?\s{{1,3}}(?:{_YEAR}|[0-9]))"
)


def days_without_year(text: str) -> Iterator[re.Match[str]]:
    """Days and months that stand without their year: "on Wednesday 30 March", "in July"."""
    yield from _DAY_WITHOUT_YEAR.finditer(text)
    yield from _MONTH_WITHOUT_YEAR.finditer(text)
