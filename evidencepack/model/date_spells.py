"""Reads stretches of time that have a name: a week, a financial, tax or school year, half a year, a decade.

It also takes what people put around a date and what does not change it ("as at", "the morning of") off the
words, and hands the rest to ``date_phrases``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from evidencepack.errors import BadInput
from evidencepack.model.date_forms import Between, Form, Period
from evidencepack.model.date_phrases import Warnings, fold, read_phrase
from evidencepack.model.date_points import MONTHS, ORDINALS, Point

Read = tuple[Form, Warnings]

_LONGEST = 120  # characters; a longer text is not a date, whatever it holds
_IN = r"(?:(?:in|during|for|of|on) )?(?:the )?"
_WEEK = re.compile(
    rf"{_IN}(?:week|wk|w/?)[ ]?(?P<how>commencing|beginning|starting|of|ending|ended|to|c|b|e)\.? (?P<day>.+)"
)
_YEARS = r"(?P<first>[0-9]{4})(?: ?[-/] ?| to )(?P<last>[0-9]{4}|[0-9]{2})"
_KIND = r"(?P<kind>financial year|fiscal year|tax year|academic year|school year|fy|ay)"
_NAMED_YEAR = re.compile(rf"{_IN}{_KIND}:? ?{_YEARS}")
_YEAR_NAMED = re.compile(rf"{_IN}{_YEARS} {_KIND}")
_BEGINS = {"f": (4, 1), "t": (4, 6), "a": (9, 1), "s": (9, 1)}
"""The month and day on which a year of each kind begins, by its first letter."""
_MONTHS_OF = {"year": 12, "quarter": 3, "month": 1, "three months": 3, "six months": 6, "nine months": 9,
              "twelve months": 12, "half year": 6, "half-year": 6}  # fmt: skip
_ENDING = re.compile(
    rf"{_IN}(?:financial |accounting |academic )?"
    rf"(?P<length>{'|'.join(sorted(_MONTHS_OF, key=len, reverse=True))})"
    r" (?:ending|ended|to)(?: on)? (?P<end>.+)"
)
_FINANCIAL_QUARTER = re.compile(rf"{_IN}q(?P<number>[1-4])(?: of)? {_YEARS}")
_HALF = re.compile(
    rf"{_IN}(?:(?P<half>first|1st|second|2nd|latter|last) half|h(?P<number>[12]))"
    r"(?: of)? (?P<year>[0-9]{4})"
)
_SCHOOL_TERM = re.compile(rf"{_IN}(?P<name>autumn|spring|summer) term(?: of)?,? (?P<year>[0-9]{{4}})")
_TERM_MONTHS = {"autumn": (9, 12), "spring": (1, 4), "summer": (4, 7)}
_DECADE = re.compile(rf"{_IN}(?P<year>(?:1[0-9]|20)[0-9]0)['’]?s")
_HOLIDAYS = {"christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26),
             "new year's day": (1, 1), "new year's eve": (12, 31)}  # fmt: skip
_HOLIDAY = re.compile(rf"(?:on )?(?P<name>{'|'.join(_HOLIDAYS)}),? (?P<year>[0-9]{{4}})")
_TWO = re.compile(
    r"(?:on )?(?:either )?(?P<left>.{1,40}?)(?P<joint> or | and | & |/(?=[0-9]{1,2} [a-z]))(?P<right>.+)"
)

_AROUND = (
    (r"^(?:on |in |during )?the (?:early |late )?(?:morning|afternoon|evening|night) of (?:the )?", ""),
    (r"^(?:as at|as of|as on) ", ""),
    (r"^(?:with effect|effective|w\.?e\.?f\.?) (?:from )?", "from "),
    (r"^towards (?=the (?:end|beginning|start) of)", ""),
    (r"^(?:at )?some ?time (?=between|in|before|after|during)", ""),
    (r"^at the latest by ", "by "),
    (r"^(?P<by>by .+) at the latest$", r"\g<by>"),
    (r"^up until ", "until "),
    (r"^(?P<before>(?:by |at |in )?)(?:the )?end-(?=[a-z0-9])", r"\g<before>the end of "),
    (r"^ever since ", "since "),
    (r"^probably ", "possibly "),
    (r"^(?:in )?(?:the )?calendar year ", ""),
    (r" (?:to|until) (?:date|now|the present(?: day)?|present)$", " onwards"),
    (r"^(?P<day>[^()]*[0-9])(?: \(|, )(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\)?$",
     r"\g<weekday> \g<day>"),
)  # fmt: skip


def read_words(words: str) -> Read | None:
    """Read a phrase of any kind, or return None if it is not one.

    Raises:
        BadInput: If it is a phrase that names an impossible date.
    """
    folded = fold(words)
    if len(folded) > _LONGEST:
        return None
    for pattern, instead in _AROUND:
        folded = re.sub(pattern, instead, folded)
    text = folded.replace("–", "-").replace("’", "'")
    readers: tuple[Callable[[str], Read | None], ...] = (
        *(_week, _named_year, _ending, _quarter, _half, _school_term, _decade, _holiday, _two),
    )
    found = next(filter(None, (reader(text) for reader in readers)), None)
    return found or read_phrase(folded)


def _day(day: date) -> Point:
    return Point("day", day.year, day.month, day.day)


def _days(first: date, last: date) -> Period:
    return Period(_day(first), _day(last))


def _exact_point(words: str) -> tuple[Point, Warnings] | None:
    """A day or a month without "about"."""
    found = read_phrase(words)
    if not found or not isinstance(found[0], Point) or not found[0].exact:
        return None
    return found[0], found[1]


def _week(text: str) -> Read | None:
    match = _WEEK.fullmatch(text)
    found = _exact_point(match["day"]) if match else None
    if not match or not found or found[0].unit != "day":
        return None
    day, warnings = found[0].first, found[1]
    how = match["how"]
    try:
        if how in ("ending", "ended", "to", "e"):
            return _days(day - timedelta(days=6), day), warnings
        first = day - timedelta(days=day.weekday()) if how == "of" else day
        return _days(first, first + timedelta(days=6)), warnings
    except OverflowError as error:
        raise BadInput(f"{found[0].words} is too near the end of the calendar: write another day.") from error


def _years(match: re.Match[str]) -> tuple[int, int] | None:
    """Two years of which the second follows the first."""
    first = int(match["first"])
    last = (first + 1) % 10 ** len(match["last"])
    return (first, first + 1) if int(match["last"]) == last else None


def _named_year(text: str) -> Read | None:
    match = _NAMED_YEAR.fullmatch(text) or _YEAR_NAMED.fullmatch(text)
    years = _years(match) if match else None
    if not match or not years:
        return None
    month, day = _BEGINS[match["kind"][0]]
    begins = Point("day", years[0], month, day)
    return Period(begins, Point("day", years[1], month, day).moved(-1)), ()


def _ending(text: str) -> Read | None:
    match = _ENDING.fullmatch(text)
    found = _exact_point(match["end"]) if match else None
    if not match or not found:
        return None
    end, count = found[0], _MONTHS_OF[match["length"]]
    if end.unit == "month":
        return Period(_moved(end, 1 - count), end), found[1]
    if end.unit != "day":
        return None
    month = Point("month", end.year, end.number)
    if end.day == month.last.day:
        return Period(_day(_moved(month, 1 - count).first), end), found[1]
    before = _moved(month, -count)
    last = monthrange(before.year, before.number)[1]
    return Period(Point("day", before.year, before.number, min(end.day, last)).moved(1), end), found[1]


def _moved(month: Point, by: int) -> Point:
    for _ in range(abs(by)):
        month = month.moved(1 if by > 0 else -1)
    return month


def _months(year: int, first: int, last: int) -> Period:
    return Period(Point("month", year, first), Point("month", year, last))


def _quarter(text: str) -> Read | None:
    match = _FINANCIAL_QUARTER.fullmatch(text)
    years = _years(match) if match else None
    if not match or not years:
        return None
    number = int(match["number"])
    year, first = (years[0], 3 * number + 1) if number < 4 else (years[1], 1)
    quarter = _months(year, first, first + 2)
    said = f"the {ORDINALS[number - 1]} quarter of the financial year {years[0]} to {years[1]}"
    return quarter, (f"Read as {said}, {quarter.words}; if not, write the months.",)


def _half(text: str) -> Read | None:
    match = _HALF.fullmatch(text)
    if not match:
        return None
    second = match["number"] == "2" or match["half"] in ("second", "2nd", "latter", "last")
    return _months(int(match["year"]), *((7, 12) if second else (1, 6))), ()


def _school_term(text: str) -> Read | None:
    match = _SCHOOL_TERM.fullmatch(text)
    if not match:
        return None
    first, last = _TERM_MONTHS[match["name"]]
    told = (
        f"The school terms are not the same everywhere: the {match['name']} term {match['year']} is taken as "
        f"{MONTHS[first - 1]} to {MONTHS[last - 1]}; if not, write its first and last day."
    )
    return _months(int(match["year"]), first, last), (told,)


def _decade(text: str) -> Read | None:
    match = _DECADE.fullmatch(text)
    if not match:
        return None
    first = int(match["year"])
    return Period(Point("year", first), Point("year", first + 9)), ()


def _holiday(text: str) -> Read | None:
    match = _HOLIDAY.fullmatch(text)
    return (Point("day", int(match["year"]), *_HOLIDAYS[match["name"]]), ()) if match else None


def _two(text: str) -> Read | None:
    """Two days that follow each other: both of them, or one of the two."""
    match = _TWO.fullmatch(text)
    if not match or text.startswith(("between ", "from ")):
        return None
    one_of = match["joint"] == " or "
    joined = (
        f"between {match['left']} and {match['right']}" if one_of else f"{match['left']} to {match['right']}"
    )
    found = read_phrase(joined)
    if not found or not isinstance(found[0], Between | Period):
        return None
    left, right = found[0].left, found[0].right
    days = isinstance(left, Point) and isinstance(right, Point) and left.unit == right.unit == "day"
    if not days or not left or not right or (right.first - left.first).days != 1:
        return None
    return found
