"""The forms that a date in a chronology can take: a day, a month, late 2016, a period, before a day.

Each form knows its first and last possible day, its EDTF expression (ISO 8601-2) and its British words.
No two forms have the same EDTF expression, so the words can always be made again from it:

======================================  =======================================  ======================
the words                               EDTF                                     told apart by
======================================  =======================================  ======================
10 October 2016, October 2016, 2016     ``2016-10-10 2016-10 2016``
autumn 2016, the third quarter of 2016  ``2016-23 2016-35``
about 1998; possibly 1998; both         ``1998~ 1998? 1998%``
July 2015 to September 2016             ``2015-07/2016-09``                      a period
from July 2015 onwards; up to 2016      ``2015-07/.. ../2016``                   open at one end
late September 2016                     ``2016-09-~21/2016-09-~30``              the day is about
about the end of September 2016         ``2016-~09-~24/2016-~09-~30``            the month is too
between 2012 and 5 October 2016         ``[2012..2016-10-05]``                   one day somewhere in it
before 6 October 2016                   ``[..2016-10-05]``
on or before 6 October 2016             ``[..2016-10-05,2016-10-06]``            the limit is a choice
after 3 May 2021                        ``[2021-05-04..]``
on or after 3 May 2021                  ``[2021-05-03,2021-05-04..]``            the limit is a choice
Michaelmas term 2016                    ``[2016-10-01,2016-10-02..2016-12-21]``  the first is a choice
======================================  =======================================  ======================
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from evidencepack.errors import BadInput
from evidencepack.model.date_points import QUALIFIED, Moment, Part, Point
from evidencepack.model.law_terms import Term


def _end_edtf(end: Moment, *, opens: bool) -> str:
    return end.edtf if isinstance(end, Point) else end.end_edtf(opens=opens)


def _left_words(left: Moment, right: Moment) -> str:
    """The words of the first end, without the month and the year that the second end says again."""
    if not (isinstance(left, Point) and isinstance(right, Point)) or left.year != right.year:
        return left.words
    if left.unit == right.unit == "day" and left.number == right.number:
        return QUALIFIED[left.qualifier] + str(left.day)
    same = left.unit == right.unit and left.unit in ("day", "month", "season")
    return left.words.removesuffix(f" {left.year}") if same else left.words


def _check_order(left: Moment, right: Moment) -> None:
    if right.last < left.first:
        raise BadInput(
            f"The period ends before it begins: {right.words} comes before {left.words}; "
            "write the earlier date first, each with its year."
        )


@dataclass(frozen=True)
class Period:
    """A stretch of time from one date to another; an end that is None is open.

    Raises:
        BadInput: If it ends before it begins, or both ends are open.
    """

    left: Moment | None
    right: Moment | None

    def __post_init__(self) -> None:
        if self.left and self.right:
            _check_order(self.left, self.right)
        elif not (self.left or self.right):
            raise BadInput("A period that is open at both ends is no date: write where it begins or ends.")

    @property
    def first(self) -> date | None:
        """The first day, or None."""
        return self.left.first if self.left else None

    @property
    def last(self) -> date | None:
        """The last day, or None."""
        return self.right.last if self.right else None

    @property
    def edtf(self) -> str:
        """The EDTF interval."""
        left = _end_edtf(self.left, opens=True) if self.left else ".."
        return f"{left}/{_end_edtf(self.right, opens=False) if self.right else '..'}"

    @property
    def words(self) -> str:
        """The British words: ``10 to 12 October 2016``."""
        if self.left and self.right:
            return f"{_left_words(self.left, self.right)} to {self.right.words}"
        return (
            f"from {self.left.words} onwards"
            if self.left
            else f"up to {self.right.words if self.right else ''}"
        )

    @property
    def approximate(self) -> bool:
        """Whether one of its ends is."""
        return any(end.approximate for end in (self.left, self.right) if end)

    @property
    def exact(self) -> bool:
        """Whether both of its ends are."""
        return bool(self.left and self.right and self.left.exact and self.right.exact)


@dataclass(frozen=True)
class Between:
    """One day somewhere between two dates, both included.

    Raises:
        BadInput: If the second date comes before the first.
    """

    left: Moment
    right: Moment

    def __post_init__(self) -> None:
        _check_order(self.left, self.right)

    @property
    def first(self) -> date:
        """The first day it may be."""
        return self.left.first

    @property
    def last(self) -> date:
        """The last day it may be."""
        return self.right.last

    @property
    def edtf(self) -> str:
        """The EDTF expression: one of a set."""
        return f"[{_end_edtf(self.left, opens=True)}..{_end_edtf(self.right, opens=False)}]"

    @property
    def words(self) -> str:
        """The British words: ``between 2012 and 5 October 2016``."""
        return f"between {_left_words(self.left, self.right)} and {self.right.words}"

    @property
    def approximate(self) -> bool:
        """Whether one of its ends is."""
        return self.left.approximate or self.right.approximate

    @property
    def exact(self) -> bool:
        """Never."""
        return False


@dataclass(frozen=True)
class OneSided:
    """Before or after a date, and perhaps on it.

    Attributes:
        side: Which side.
        limit: The date that the words name.
        included: Whether the day may be the limit itself ("on or before", "since").

    Raises:
        BadInput: If there is no year left on that side.
    """

    side: Literal["before", "after"]
    limit: Point
    included: bool = False

    def __post_init__(self) -> None:
        self._beyond()

    def _beyond(self) -> Point:
        return self.limit.moved(-1 if self.side == "before" else 1)

    @property
    def first(self) -> date | None:
        """The first day it may be, or None."""
        if self.side == "before":
            return None
        return self.limit.first if self.included else self._beyond().first

    @property
    def last(self) -> date | None:
        """The last day it may be, or None."""
        if self.side == "after":
            return None
        return self.limit.last if self.included else self._beyond().last

    @property
    def edtf(self) -> str:
        """The EDTF expression: one of a set, in which an included limit stands as a choice of its own."""
        beyond, limit = self._beyond().edtf, self.limit.edtf
        if self.side == "before":
            return f"[..{beyond},{limit}]" if self.included else f"[..{beyond}]"
        return f"[{limit},{beyond}..]" if self.included else f"[{beyond}..]"

    @property
    def words(self) -> str:
        """The British words: ``before 6 October 2016``."""
        if not self.included:
            return f"{self.side} {self.limit.words}"
        if self.limit.unit == "day":
            return f"on or {self.side} {self.limit.words}"
        return f"by the end of {self.limit.words}" if self.side == "before" else f"since {self.limit.words}"

    @property
    def approximate(self) -> bool:
        """Whether the limit is."""
        return self.limit.approximate

    @property
    def exact(self) -> bool:
        """Never."""
        return False


Form: TypeAlias = Point | Part | Period | Between | OneSided | Term
