"""The law terms: when the High Court sits, so that "Michaelmas term 2016" has a first and a last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from evidencepack.errors import BadInput

TermName = Literal["Hilary", "Easter", "Trinity", "Michaelmas"]
TERMS: tuple[TermName, ...] = ("Hilary", "Easter", "Trinity", "Michaelmas")
FIRST_TERM_YEAR = 1972  # before, terms hung on Whitsun and not on the spring holiday


@dataclass(frozen=True)
class Term:
    """One day in a law term: the sittings of the High Court and the Court of Appeal in England and Wales.

    By the rule that Practice Direction 2F to the Civil Procedure Rules gives: Hilary from 11 January to the
    Wednesday before Easter Sunday; Easter from the second Tuesday after Easter Sunday to the Friday before
    the spring holiday; Trinity from the second Tuesday after that holiday to 31 July; Michaelmas from
    1 October to 21 December. A first or last day at a weekend is not moved.

    Raises:
        BadInput: If the year is before 1972.
    """

    name: TermName
    year: int

    def __post_init__(self) -> None:
        if not FIRST_TERM_YEAR <= self.year <= 9999:
            raise BadInput(
                f"The days of {self.words} are not known to this program: write its first and last day."
            )

    @property
    def first(self) -> date:
        """The first day of the term."""
        match self.name:
            case "Hilary":
                return date(self.year, 1, 11)
            case "Easter":
                return easter(self.year) + timedelta(days=9)  # a Sunday: the second Tuesday is nine days on
            case "Trinity":
                return spring_holiday(self.year) + timedelta(days=8)  # a Monday
            case "Michaelmas":
                return date(self.year, 10, 1)

    @property
    def last(self) -> date:
        """The last day of the term."""
        match self.name:
            case "Hilary":
                return easter(self.year) - timedelta(days=4)
            case "Easter":
                return spring_holiday(self.year) - timedelta(days=3)
            case "Trinity":
                return date(self.year, 7, 31)
            case "Michaelmas":
                return date(self.year, 12, 21)

    @property
    def edtf(self) -> str:
        """The EDTF expression: one of a set, in which the first day stands as a choice of its own."""
        return f"[{self.first},{self.first + timedelta(days=1)}..{self.last}]"

    @property
    def words(self) -> str:
        """The words: ``Michaelmas term 2016``."""
        return f"{self.name} term {self.year}"

    @property
    def approximate(self) -> bool:
        """Never."""
        return False

    @property
    def exact(self) -> bool:
        """Never."""
        return False


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the Gregorian tables."""
    century, of_century = divmod(year, 100)
    fourth, of_fourth = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    full_moon = (19 * (year % 19) + century - fourth - moon_shift + 15) % 30
    leaps, since_leap = divmod(of_century, 4)
    to_sunday = (32 + 2 * of_fourth + 2 * leaps - full_moon - since_leap) % 7
    late = (year % 19 + 11 * full_moon + 22 * to_sunday) // 451
    month, day = divmod(full_moon + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def spring_holiday(year: int) -> date:
    """The spring bank holiday: the last Monday in May; in 2012 it was moved to Monday 4 June."""
    if year == 2012:
        return date(2012, 6, 4)
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())
