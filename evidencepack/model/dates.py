"""A date of any precision: the words as written, an EDTF expression, its first and last day, and clear words.

The EDTF expression decides everything that is shown and sorted, so a date read from a pack is the date that
was typed. ``date_forms`` lists the expressions; ``date_phrases`` and ``date_spells`` read British phrases.
"""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from evidencepack.errors import BadInput
from evidencepack.model.date_forms import Between, Form, OneSided, Period
from evidencepack.model.date_phrases import why_not
from evidencepack.model.date_points import STRETCHES, Part, Point, Qualifier, Unit
from evidencepack.model.date_spells import read_words
from evidencepack.model.law_terms import FIRST_TERM_YEAR, TERMS, Term

Precision = Literal["day", "month", "year", "season", "range", "between", "before", "after", "part"]

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([~?%]?)")
_LONGEST_EDTF = 60  # characters; what this program keeps has at most 34
_TYPED_EDTF = re.compile(r"(?=.*[0-9]{3})[0-9XxTZSYE\[\]{}.,/~?%:+ -]+")


@dataclass(frozen=True)
class FuzzyDate:
    """A date in a chronology.

    Attributes:
        words: As typed.
        edtf: The EDTF expression.
        earliest: The first possible day, or None when open. "About" does not widen it.
        latest: The last possible day, or None when open.
        precision: What kind of date it is; a quarter and a law term count as a season.
        approximate: The document says "about".
        shown: Clear British words without signs: ``July 2015 to September 2016``.
        exact: False where the document itself leaves the day open (about, before, late, autumn).
        warnings: What a person should look at, a sentence each.
    """

    words: str
    edtf: str
    earliest: date | None
    latest: date | None
    precision: Precision
    approximate: bool
    shown: str
    exact: bool
    warnings: tuple[str, ...] = ()

    def sort_key(self) -> tuple[int, int, int, int, int, str]:
        """Where it stands in a chronology; equal only for the same EDTF expression.

        By its earliest day. A date that has none (before 6 October) stands by its latest day, just before
        the dates that begin on that day. Of those that begin together, days, months and years come first,
        the shorter before the longer and the plain before the approximate; then periods; then open dates.
        """
        anchor = self.earliest or self.latest or date.min
        longest = date.max.toordinal()
        span = longest
        if self.earliest and self.latest:
            span = self.latest.toordinal() - self.earliest.toordinal()
        rank = 2 if span == longest else 1 if self.precision in ("range", "between") else 0
        return (anchor.toordinal(), int(bool(self.earliest)), rank, span, int(not self.exact), self.edtf)


def read_date(words: str) -> FuzzyDate:
    """Read a date as people in Britain write it, or an EDTF expression.

    Args:
        words: Such as ``10 October 2016``, ``03/05/2021`` (3 May), ``late 2016``, ``before 6 October 2016``.

    Raises:
        BadInput: If it is no date that can be read, or no date that exists.
    """
    typed = words.strip().upper() if _looks_like_edtf(words.strip()) else ""
    # EDTF comes first: in 2000-01-13/2001 a reader of British words would find 13/2001
    form = _form(typed) if typed else None
    if form:
        return _fuzzy(form, words, ())
    found = read_words(words)
    if found:
        return _fuzzy(found[0], words, found[1])
    if typed and _valid_edtf(typed):
        raise BadInput(
            f"“{words.strip()}” is sound EDTF of a kind that cannot be shown here: write it in words."
        )
    raise BadInput(why_not(words))


def _looks_like_edtf(text: str) -> bool:
    """Whether it has the letters and the signs of an EDTF expression, and one that plain dates lack."""
    fits = len(text) <= _LONGEST_EDTF and _TYPED_EDTF.fullmatch(text)
    return bool(fits and re.search(r"[\[\]{}~?%/XxY]|\.\.", text))


def from_edtf(edtf: str, words: str = "") -> FuzzyDate:
    """Make a date again from its stored EDTF expression.

    Args:
        edtf: As :func:`read_date` gave it.
        words: As typed; if empty, the words that are shown stand in for them.

    Raises:
        BadInput: If the expression is not of a kind that this program keeps.
    """
    form = _form(edtf)
    if not form:
        raise BadInput(f"The stored date “{edtf}” cannot be read: type the date again in words.")
    return _fuzzy(form, words or form.words, _warnings(words, form.edtf))


def _warnings(words: str, edtf: str) -> tuple[str, ...]:
    """The warnings that the words gave when they were typed."""
    try:
        found = read_words(words) if words else None
    except BadInput:  # the words may be the document's own, beside a date that a person gave
        return ()
    return found[1] if found and found[0].edtf == edtf else ()


def _fuzzy(form: Form, words: str, warnings: tuple[str, ...]) -> FuzzyDate:
    kept = _form(form.edtf) or form  # "early to early July" is early July: one expression, one wording
    return FuzzyDate(
        words=words,
        edtf=kept.edtf,
        earliest=kept.first,
        latest=kept.last,
        precision=_precision(kept),
        approximate=kept.approximate,
        shown=kept.words,
        exact=kept.exact,
        warnings=warnings,
    )


def _precision(form: Form) -> Precision:
    match form:
        case Point(unit="quarter") | Term():
            return "season"
        case Point(unit=("day" | "month" | "year" | "season") as unit):
            return unit
        case Part():
            return "part"
        case Between():
            return "between"
        case OneSided():
            return form.side
        case Period(left=None):
            return "before"
        case Period(right=None):
            return "after"
        case _:
            return "range"


def _form(edtf: str) -> Form | None:
    """The form that an EDTF expression stands for, or None if it is of another kind.

    Raises:
        BadInput: If it names an impossible date.
    """
    if edtf.startswith("[") and edtf.endswith("]"):
        return _set(edtf)
    left, slash, right = edtf.partition("/")
    if not slash:
        return _point(edtf)
    if part := next((part for part in _parts(left) if part.edtf == edtf), None):
        return part
    opening = None if left == ".." else _point(left) or _part_end(left, opens=True)
    closing = None if right == ".." else _point(right) or _part_end(right, opens=False)
    if (opening is None and left != "..") or (closing is None and right != ".."):
        return None
    return Period(opening, closing)


def _point(text: str) -> Point | None:
    match = _POINT.fullmatch(text)
    if not match:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    qualifier: Qualifier = match[4]  # type: ignore[assignment]
    if month is None or month == "XX":
        return Point("year", year, qualifier=qualifier) if day in (None, "XX") else None
    number = int(month)
    if day not in (None, "XX"):
        return Point("day", year, number, int(day), qualifier)
    kinds: tuple[tuple[Unit, int], ...] = (("season", 20), ("quarter", 32))
    for unit, offset in kinds:
        if offset < number <= offset + 4:
            return Point(unit, year, number - offset, qualifier=qualifier) if day is None else None
    return None if 25 <= number <= 41 else Point("month", year, number, qualifier=qualifier)


def _parts(text: str) -> list[Part]:
    """Every part of the year, and of the month, that an expression names first."""
    match = re.match(r"~?([0-9]{4})-~?(0[1-9]|1[0-2])", text)
    if not match:
        return []
    wholes = (Point("year", int(match[1])), Point("month", int(match[1]), int(match[2])))
    return [
        Part(whole, stretch, about) for whole in wholes for stretch in STRETCHES for about in (False, True)
    ]


def _part_end(text: str, *, opens: bool) -> Part | None:
    plain = ("early", "mid", "late")
    ends = (part for part in _parts(text) if part.stretch in plain and part.end_edtf(opens=opens) == text)
    return next(ends, None)


def _set(edtf: str) -> Form | None:
    """One of a set: before, after, between, or a law term."""
    before, dots, after = edtf[1:-1].partition("..")
    if not dots:
        return None
    if before and after and "," not in edtf:
        left = _point(before) or _part_end(before, opens=True)
        right = _point(after) or _part_end(after, opens=False)
        return Between(left, right) if left and right else None
    if before and after:
        year = int(before[:4]) if re.match("[0-9]{4}", before) else 0
        terms = (Term(name, year) for name in TERMS if year >= FIRST_TERM_YEAR)
        return next((term for term in terms if term.edtf == edtf), None)
    return _one_side(edtf, before or after, "after" if before else "before")


def _one_side(edtf: str, inside: str, side: Literal["before", "after"]) -> OneSided | None:
    texts = inside.split(",")
    points = [point for point in map(_point, texts) if point]
    if len(points) != len(texts):
        return None
    if len(points) == 1:
        return OneSided(side, points[0].moved(1 if side == "before" else -1))
    limit = points[-1] if side == "before" else points[0]
    form = OneSided(side, limit, included=True)
    return form if form.edtf == edtf else None


def _valid_edtf(text: str) -> bool:
    """Whether the text follows the grammar of EDTF, by the library that knows all of it."""
    import edtf  # here, because it is slow to load and hardly ever needed

    try:
        # the library prints what puzzles it; a command's output must stay its own
        with contextlib.redirect_stdout(io.StringIO()):
            edtf.parse_edtf(text)
    except (edtf.EDTFParseException, AttributeError, TypeError, ValueError):
        return False
    return True
