"""Reads a date as people in Britain write it: 3 May 2021, 03/05/2021, late 2016, from July 2015 to May 2016.

The day always comes before the month. Nothing is guessed: words that are not a date as a whole are refused,
so that the title of an Act or the number of a section never becomes a date.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from evidencepack.errors import BadInput
from evidencepack.model.date_forms import Between, Form, OneSided, Period
from evidencepack.model.date_points import MONTHS, ORDINALS, SEASONS, Moment, Part, Point, Qualifier, Stretch
from evidencepack.model.law_terms import TERMS, Term

Warnings: TypeAlias = tuple[str, ...]
Found: TypeAlias = tuple[Moment, Warnings]
Ends: TypeAlias = tuple[Moment, Moment, Warnings]

_LONGEST = 120  # characters; a longer text is not a date, whatever it holds
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_GREGORIAN_IN_BRITAIN = date(1752, 9, 14)  # weekdays before it belong to the Julian calendar
_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {name[:3]: number for name, number in _MONTH_NUMBERS.items()} | {"sept": 9}
_NAMES = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_DAY, _YEAR = r"(?P<day>[0-9]{1,2})", r"(?P<year>[0-9]{4})"
_NUMBER, _MONTH = r"(?P<number>[0-9]{1,2})", rf"(?P<month>{_NAMES})\.?"
_TH, _GAP = r"(?: ?(?:st|nd|rd|th))?", r"(?: |, ?|[./-]|\. )"

_WEEKDAY = re.compile(
    r"(?P<weekday>mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun|"
    + "|".join(name.lower() for name in _WEEKDAYS)
    + r")(?:\.?,? |\.)(?=[0-9a-z])"
)
_DAYS = [
    re.compile(rf"{_DAY}{_TH}(?: day)?{_GAP}(?:of )?{_MONTH}{_GAP}(?:of )?{_YEAR}"),
    re.compile(rf"{_MONTH} (?:the )?{_DAY}{_TH}(?:, ?| ){_YEAR}"),
    re.compile(rf"{_DAY}(?P<gap>[./-]){_NUMBER}(?P=gap){_YEAR}"),
    re.compile(rf"{_YEAR}(?P<gap>[./-]){_NUMBER}(?P=gap){_DAY}"),
]
_SPANS = [
    re.compile(rf"(?:month of )?{_MONTH}{_GAP}(?:of )?{_YEAR}"),
    re.compile(rf"{_NUMBER}[./-]{_YEAR}"),
    re.compile(rf"{_YEAR}-(?P<code>[0-9]{{2}})"),
    re.compile(rf"(?:year )?{_YEAR}"),
    re.compile(rf"(?P<season>{'|'.join(SEASONS)})(?: of)? {_YEAR}(?:[-/](?P<next>[0-9]{{4}}|[0-9]{{2}}))?"),
    re.compile(rf"(?P<ordinal>{'|'.join(ORDINALS)}|1st|2nd|3rd|4th) quarter(?: of)? {_YEAR}"),
    re.compile(rf"q(?P<quarter>[1-4])(?: of)?[ -]?{_YEAR}"),
    re.compile(rf"{_YEAR}[ -]?q(?P<quarter>[1-4])"),
]
_ABOUT = re.compile(
    r"(?:(?:on|in|at) or )?"
    r"(?:(?:about|around|circa|approximately|roughly) |(?:approx|ca|c)(?:\. ?| |(?=[0-9])))"
)
_POSSIBLY = re.compile(r"(?:possibly|perhaps|maybe) ")
_PREPOSITION = re.compile(r"(?:on|in|at|during|dated) (?!or )")
_PARTS = [
    re.compile(r"(?P<stretch>early|mid|late)(?:-| in | )(?P<of>.+)"),
    re.compile(r"(?:the )?(?P<stretch>beginning|start|middle|end) of (?P<of>.+)"),
]
_SIDES = {
    "before": ("before", False), "prior to": ("before", False), "until": ("before", False),
    "till": ("before", False), "by": ("before", True), "on or before": ("before", True),
    "no later than": ("before", True), "not later than": ("before", True), "not after": ("before", True),
    "after": ("after", False), "later than": ("after", False), "since": ("after", True),
    "on or after": ("after", True), "no earlier than": ("after", True),
    "not earlier than": ("after", True), "not before": ("after", True),
}  # fmt: skip
_SIDE = re.compile(
    rf"(?P<how>{'|'.join(_SIDES)}) (?:(?:the )?(?P<edge>end|beginning|start) of )?(?P<limit>.+)"
)
_YEARS = re.compile(r"(?:in |during )?(?P<first>[0-9]{4})(?P<gap> ?[–/-] ?)(?P<last>[0-9]{2})")
_TERM = re.compile(rf"(?P<name>{'|'.join(TERMS).lower()})(?P<term> term| sittings)?,? (?:of )?{_YEAR}")


def fold(words: str) -> str:
    """The words in small letters, with plain spaces and hyphens; an en dash (or a longer one) stays ``–``."""
    text = re.sub("[\u00ad\u200b\u200c\u200d\u2060\ufeff]", "", words)
    text = re.sub("[\u2010\u2011]", "-", re.sub("[\u2012-\u2015\u2212]", "–", text))
    return re.sub(r"\s+", " ", text).strip().rstrip(".,; ").lower()


def read_phrase(words: str) -> tuple[Form, Warnings] | None:
    """Read a phrase, or return None if it is not one.

    Raises:
        BadInput: If it is a phrase that names an impossible date.
    """
    dashed = fold(words)
    if len(dashed) > _LONGEST:
        return None
    if years := _pair_of_years(dashed):  # only here a dash says more than a hyphen: 2009–10 and 2009-10
        return years
    text = dashed.replace("–", "-")
    readers = (_between, _one_sided, _open_period, _moment_or_term, _period)
    return next(filter(None, (reader(text) for reader in readers)), None)


def why_not(words: str) -> str:
    """One sentence on why these words are not read, and what to write."""
    text = fold(words).replace("–", "-")
    shown = " ".join(words.split())
    shown = f"“{shown[:60]}…”" if len(shown) > 60 else f"“{shown}”"
    if not text:
        return "There is no date: write one, such as 10 October 2016, October 2016 or 2016."
    if re.search(r"\b[0-9]{1,2}:[0-9]{2}|\b[0-9]{1,2}(?:\.[0-9]{2})? ?[ap]\.?m\b", text):
        return f"{shown} has a time of day: write the date alone, as in 25 March 2023."
    if re.search(
        rf"\b[0-9]{{1,2}}([./-])[0-9]{{1,2}}\1'?[0-9]{{2}}$|\b(?:{_NAMES})[ .,-]+['’]?[0-9]{{2}}$", text
    ):
        return f"Write the year in four figures, as in 10 October 2016: {shown} does not say which century."
    if re.fullmatch(
        rf"(?:[a-z]+,? )?(?:the )?(?:[0-9]{{1,2}}{_TH} (?:of )?)?(?:{_NAMES})(?: [0-9]{{1,2}}{_TH})?", text
    ):
        return f"{shown} has no year: add it in four figures, as in 30 March 2016."
    return (
        f"{shown} is not a date that can be read: write it like 10 October 2016, October 2016, late 2016, "
        "July 2015 to May 2016, about 1998 or before 6 October 2016."
    )


def _pair_of_years(dashed: str) -> tuple[Form, Warnings] | None:
    """2015–16 and 2015/16. With a hyphen, what can be a month (or another EDTF code) is one."""
    match = _YEARS.fullmatch(dashed)
    if not match:
        return None
    first, last = int(match["first"]), int(match["last"])
    until = first + 1 if (last, first % 100) == (0, 99) else first - first % 100 + last
    code = _coded(first, last)
    if until <= first:
        return (code, ()) if code else None
    if code and match["gap"] == "-":
        return code, (f"Read as {code.words}; for the years, write {first} to {until}.",)
    years = Period(Point("year", first), Point("year", until))
    return years, ((f"Read as the years {years.words}; if not, write {code.words}.",) if code else ())


def _coded(year: int, code: int) -> Point | None:
    """A month, a season or a quarter by its number in EDTF."""
    for unit, offset, count in (("month", 0, 12), ("season", 20, 4), ("quarter", 32, 4)):
        if offset < code <= offset + count:
            return Point(unit, year, code - offset)  # type: ignore[arg-type]
    return None


def _point(text: str) -> Found | None:
    text = text.removeprefix("the ")
    weekday = _WEEKDAY.match(text)
    if weekday:
        text = text[weekday.end() :].removeprefix("the ")
    for pattern in _DAYS:
        if match := pattern.fullmatch(text):
            day = _day(match)
            return day, _weekday_warning(weekday["weekday"], day) if weekday else ()
    for pattern in _SPANS if not weekday else ():
        if match := pattern.fullmatch(text):
            return _span(match)
    return None


def _day(match: re.Match[str]) -> Point:
    groups = match.groupdict()
    year, day = int(match["year"]), int(match["day"])
    number = _MONTH_NUMBERS[groups["month"]] if groups.get("month") else int(match["number"])
    if number > 12 and 1 <= day <= 12 and match.start("day") < match.start("year"):
        raise BadInput(
            f"There is no month {number}: the day comes first, so write {number}/{day:02}/{year} "
            f"or {number} {MONTHS[day - 1]} {year} if that is meant."
        )
    return Point("day", year, number, day)


def _weekday_warning(said: str, day: Point) -> Warnings:
    if day.first < _GREGORIAN_IN_BRITAIN:
        return ()
    named = next(name for name in _WEEKDAYS if name.lower().startswith(said[:3]))
    was = _WEEKDAYS[day.first.weekday()]
    return () if named == was else (f"The document says {named}, but {day.words} was a {was}.",)


def _span(match: re.Match[str]) -> Found | None:
    groups = match.groupdict()
    year = int(match["year"])
    if name := groups.get("month"):
        return Point("month", year, _MONTH_NUMBERS[name]), ()
    if number := groups.get("number"):
        return Point("month", year, int(number)), ()
    if code := groups.get("code"):
        return _coded(year, int(code)) or Point("month", year, int(code)), ()
    if season := groups.get("season"):
        return _season(year, season, groups["next"])
    if quarter := groups.get("quarter"):
        return Point("quarter", year, int(quarter)), ()
    if ordinal := groups.get("ordinal"):
        number_of = int(ordinal[0]) if ordinal[0].isdigit() else ORDINALS.index(ordinal) + 1
        return Point("quarter", year, number_of), ()
    return Point("year", year), ()


def _season(year: int, name: str, following: str | None) -> Found | None:
    season = Point("season", year, SEASONS.index(name) + 1)
    if following:
        right = name == "winter" and following in (str(year + 1), str(year + 1)[2:])
        return (season, ()) if right else None
    if name != "winter":
        return season, ()
    return season, (
        f"Winter {year} is taken as December {year} to February {year + 1}; if not, write the months.",
    )


def _moment(text: str) -> Found | None:
    """A day, a month, a year, a season, a quarter or a part of one, with "about" or "possibly"."""
    if preposition := _PREPOSITION.match(text):
        text = text[preposition.end() :]
    possibly = _POSSIBLY.match(text)
    if possibly:
        text = text[possibly.end() :]
    about = _ABOUT.match(text)
    if about:
        text = text[about.end() :]
    for pattern in _PARTS:
        if match := pattern.fullmatch(text):
            part = _part(match, bool(about))
            return (part, ()) if part and not possibly else None
    found = _point(text)
    if not found or not isinstance(found[0], Point):
        return None
    qualifier: Qualifier = "%" if possibly and about else "?" if possibly else "~" if about else ""
    return replace(found[0], qualifier=qualifier), found[1]


def _part(match: re.Match[str], about: bool) -> Part | None:
    found = _point(match["of"])
    if not found or not isinstance(found[0], Point) or found[0].unit not in ("month", "year"):
        return None
    stretch: Stretch = "beginning" if match["stretch"] == "start" else match["stretch"]  # type: ignore[assignment]
    return Part(found[0], stretch, about)


def _moment_or_term(text: str) -> tuple[Form, Warnings] | None:
    bare = re.sub(r"^(?:in |during )?(?:the )?", "", text)
    if match := _TERM.fullmatch(bare):
        name = match["name"].capitalize()
        if name == "Easter" and not match["term"]:
            return None  # Easter 2016 is a feast
        return Term(next(term for term in TERMS if term == name), int(match["year"])), ()
    return _moment(text)


def _one_sided(text: str) -> tuple[Form, Warnings] | None:
    match = _SIDE.fullmatch(text)
    found = _moment(match["limit"]) if match else None
    if not match or not found:
        return None
    limit, warnings = found
    if isinstance(limit, Part):
        raise BadInput(f"Write a day, a month or a year after “{match['how']}”, in place of {limit.words}.")
    side, included = _SIDES[match["how"]]
    if match["edge"]:  # before the end of 2015: on its last day at the latest; after the end: not before 2016
        included = (match["edge"] == "end") == (side == "before")
    return OneSided("before" if side == "before" else "after", limit, included), warnings


def _open_period(text: str) -> tuple[Form, Warnings] | None:
    if match := re.fullmatch(r"up to (?:and including )?(?P<right>.+)", text):
        right = _end(match["right"], opens=False)
        return (Period(None, right[0]), right[1]) if right else None
    match = re.fullmatch(r"from (?P<left>.+?)(?: on| onwards?)?|(?P<bare>.+) onwards?", text)
    left = _end(match["left"] or match["bare"], opens=True) if match else None
    return (Period(left[0], None), left[1]) if left else None


def _period(text: str) -> tuple[Form, Warnings] | None:
    text = text.removeprefix("from ")
    ends = _two_ends(text, " to | until | till | - ") or _two_ends(text, "-")
    return (Period(ends[0], ends[1]), ends[2]) if ends else None


def _between(text: str) -> tuple[Form, Warnings] | None:
    ends = _two_ends(text.removeprefix("between "), " and ") if text.startswith("between ") else None
    return (Between(ends[0], ends[1]), ends[2]) if ends else None


def _two_ends(text: str, separators: str) -> Ends | None:
    """Two dates with one of the separators between them, wherever both sides can be read."""
    for match in re.finditer(separators, text):
        right = _end(text[match.end() :], opens=False)
        left = _completed(text[: match.start()], right[0]) if right else None
        if left and right:
            return left[0], right[0], left[1] + right[1]
    return None


def _end(text: str, *, opens: bool) -> Found | None:
    """One end of a period: its first or last day counts, so "the end of 2016" closes it like 2016 itself."""
    found = _moment(text)
    if not found or not isinstance(found[0], Part):
        return found
    part = found[0]
    if part.stretch == ("beginning" if opens else "end"):
        return replace(part.of, qualifier="~" if part.about else ""), ()
    alike: dict[Stretch, Stretch] = {"beginning": "early", "middle": "mid", "end": "late"}
    return replace(part, stretch=alike.get(part.stretch, part.stretch)), ()


def _completed(text: str, right: Moment) -> Found | None:
    """The first end with what only the second end says: "10" of 10 to 12 October 2016 is 10 October 2016."""
    of = right.of if isinstance(right, Part) else right
    bare = isinstance(right, Part) and text in ("early", "mid", "late")
    candidates = [text]
    if of.unit == "day" or (of.unit == "month" and isinstance(right, Part)):
        if bare or re.search("[0-9]", text):
            candidates.append(f"{text} {MONTHS[of.number - 1].lower()} {of.year}")
    elif bare:
        candidates.append(f"{text} {of.year}")
    if of.unit != "year" and re.search(rf"\b(?:{_NAMES}|{'|'.join(SEASONS)}|q[1-4])\b", text):
        candidates.append(f"{text} {of.year}")
    return next(filter(None, (_end(candidate, opens=True) for candidate in candidates)), None)
