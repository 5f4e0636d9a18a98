"""The dates that others are made of: a day, a month, a year, a season, a quarter, and parts of them.

"About" and "possibly" do not widen the first and the last day: nobody can say by how much.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, TypeAlias

from evidencepack.errors import BadInput

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = ("spring", "summer", "autumn", "winter")
ORDINALS = ("first", "second", "third", "fourth")
FIRST_YEAR, LAST_YEAR = 1000, 9999

Unit = Literal["day", "month", "year", "season", "quarter"]
Qualifier = Literal["", "~", "?", "%"]
Stretch = Literal["early", "mid", "late", "beginning", "middle", "end"]
QUALIFIED: dict[Qualifier, str] = {"": "", "~": "about ", "?": "possibly ", "%": "possibly about "}
STRETCHES: tuple[Stretch, ...] = ("early", "mid", "late", "beginning", "middle", "end")


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@dataclass(frozen=True)
class Point:
    """A day, a month, a year, a season or a quarter.

    Attributes:
        unit: Which of them it is.
        year: 1000 to 9999; of a winter, the year it begins in.
        number: The month from 1, the season or the quarter from 1; 0 for a year.
        day: The day of the month; 0 unless it is a day.
        qualifier: How sure it is: EDTF's ``~`` about, ``?`` possibly, ``%`` both.

    Raises:
        BadInput: If there is no such day, month or year.
    """

    unit: Unit
    year: int
    number: int = 0
    day: int = 0
    qualifier: Qualifier = ""

    def __post_init__(self) -> None:
        last = LAST_YEAR - 1 if (self.unit, self.number) == ("season", 4) else LAST_YEAR
        if not FIRST_YEAR <= self.year <= last:
            raise BadInput(
                f"The year {self.year} cannot be kept: write one from {FIRST_YEAR} to {last} in four figures."
            )
        if self.unit in ("day", "month") and not 1 <= self.number <= 12:
            raise BadInput(
                f"There is no month {self.number}: write the day first and then the month, as in 3 May 2021."
            )
        if self.unit == "day" and not 1 <= self.day <= monthrange(self.year, self.number)[1]:
            raise BadInput(f"{_day_words(self)} does not exist: {self._why_no_such_day()}.")

    def _why_no_such_day(self) -> str:
        if (self.number, self.day) == (2, 29):
            return f"{self.year} was not a leap year"
        if not self.day:
            return "a month begins with day 1"
        return f"{MONTHS[self.number - 1]} has {monthrange(self.year, self.number)[1]} days"

    @property
    def first(self) -> date:
        """The first day it covers."""
        match self.unit:
            case "day":
                return date(self.year, self.number, self.day)
            case "month":
                return date(self.year, self.number, 1)
            case "season":
                return date(self.year, 3 * self.number, 1)
            case "quarter":
                return date(self.year, 3 * self.number - 2, 1)
            case "year":
                return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """The last day it covers; seasons are three whole months, spring from March."""
        match self.unit:
            case "day":
                return self.first
            case "month":
                return _last_day(self.year, self.number)
            case "season" if self.number == 4:
                return _last_day(self.year + 1, 2)
            case "season":
                return _last_day(self.year, 3 * self.number + 2)
            case "quarter":
                return _last_day(self.year, 3 * self.number)
            case "year":
                return date(self.year, 12, 31)

    @property
    def edtf(self) -> str:
        """The EDTF expression."""
        match self.unit:
            case "day":
                plain = f"{self.year:04}-{self.number:02}-{self.day:02}"
            case "year":
                plain = f"{self.year:04}"
            case _:
                offset = {"month": 0, "season": 20, "quarter": 32}[self.unit]
                plain = f"{self.year:04}-{self.number + offset:02}"
        return plain + self.qualifier

    @property
    def words(self) -> str:
        """The British words: ``about 10 October 2016``."""
        match self.unit:
            case "day":
                plain = _day_words(self)
            case "month":
                plain = f"{MONTHS[self.number - 1]} {self.year}"
            case "season":
                plain = f"{SEASONS[self.number - 1]} {self.year}"
            case "quarter":
                plain = f"the {ORDINALS[self.number - 1]} quarter of {self.year}"
            case "year":
                plain = str(self.year)
        return QUALIFIED[self.qualifier] + plain

    @property
    def approximate(self) -> bool:
        """Whether it is only about then."""
        return self.qualifier in ("~", "%")

    @property
    def exact(self) -> bool:
        """Whether it is a day, a month or a year without any reserve."""
        return not self.qualifier and self.unit in ("day", "month", "year")

    def moved(self, by: int) -> Point:
        """The next such day, month or year (``by=1``), or the one before (``by=-1``).

        Raises:
            BadInput: If that lies outside the years that can be kept.
        """
        if self.unit == "year":
            return replace(self, year=self.year + by)
        if self.unit == "day":
            try:
                day = self.first + timedelta(days=by)
            except OverflowError as error:
                raise BadInput(
                    f"{self.words} is the last day that can be kept: write a day before it."
                ) from error
            return replace(self, year=day.year, number=day.month, day=day.day)
        count = 12 if self.unit == "month" else 4
        years, number = divmod(self.number - 1 + by, count)
        return replace(self, year=self.year + years, number=number + 1)


def _day_words(point: Point) -> str:
    return f"{point.day} {MONTHS[point.number - 1]} {point.year}"


@dataclass(frozen=True)
class Part:
    """A part of a month or of a year.

    Of a month, early, mid and late are the days 1-10, 11-20 and 21 to the last; the beginning, the middle
    and the end are the first seven days, the days 12-18 and the last seven. Of a year, early, mid and late
    are four months each; the beginning, the middle and the end are January and February, June and July, and
    November and December.

    Attributes:
        of: The month or the year, without a qualifier.
        stretch: Which part of it.
        about: Whether the document says "about" as well.
    """

    of: Point
    stretch: Stretch
    about: bool = False

    def _bounds(self) -> tuple[int, int]:
        if self.of.unit == "year":
            months: dict[Stretch, tuple[int, int]] = {
                "early": (1, 4), "mid": (5, 8), "late": (9, 12),
                "beginning": (1, 2), "middle": (6, 7), "end": (11, 12),
            }  # fmt: skip
            return months[self.stretch]
        last = self.of.last.day
        days: dict[Stretch, tuple[int, int]] = {
            "early": (1, 10), "mid": (11, 20), "late": (21, last),
            "beginning": (1, 7), "middle": (12, 18), "end": (last - 6, last),
        }  # fmt: skip
        return days[self.stretch]

    @property
    def first(self) -> date:
        """The first day of the part."""
        start = self._bounds()[0]
        return date(self.of.year, start, 1) if self.of.unit == "year" else self.of.first.replace(day=start)

    @property
    def last(self) -> date:
        """The last day of the part."""
        end = self._bounds()[1]
        return _last_day(self.of.year, end) if self.of.unit == "year" else self.of.first.replace(day=end)

    def end_edtf(self, *, opens: bool) -> str:
        """The EDTF expression of its first (``opens``) or last month or day."""
        number = self._bounds()[0 if opens else 1]
        about = "~" if self.about else ""
        if self.of.unit == "year":
            return f"{about}{self.of.year:04}-~{number:02}"
        return f"{self.of.year:04}-{about}{self.of.number:02}-~{number:02}"

    @property
    def edtf(self) -> str:
        """The EDTF expression: an interval of which only the smallest component is approximate."""
        return f"{self.end_edtf(opens=True)}/{self.end_edtf(opens=False)}"

    @property
    def words(self) -> str:
        """The British words: ``mid-July 2016``."""
        about = "about " if self.about else ""
        if self.stretch in ("beginning", "middle", "end"):
            return f"{about}the {self.stretch} of {self.of.words}"
        return f"{about}{self.stretch}{'-' if self.stretch == 'mid' else ' '}{self.of.words}"

    @property
    def approximate(self) -> bool:
        """Whether the document says "about"."""
        return self.about

    @property
    def exact(self) -> bool:
        """Never: nobody knows where "late September" begins."""
        return False


Moment: TypeAlias = Point | Part
