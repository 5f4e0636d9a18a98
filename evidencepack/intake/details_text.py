"""A document's pages as lines to look through, and what was read at a place in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evidencepack.errors import BadInput
from evidencepack.intake.prepared import one_line
from evidencepack.model.date_finding import DATE, DAY
from evidencepack.model.dates import read_date
from evidencepack.quoting.people import NAME, TITLE_OF_PERSON

__all__ = [
    "DATE",
    "DAY",
    "NAME",
    "TIME",
    "TITLE_OF_PERSON",
    "Detail",
    "Line",
    "Sheet",
    "date_value",
    "only_one",
    "same",
]

_LONGEST_PAGE = 20_000  # code points of a page that are looked at; a full page of small print has 8,000
_LONGEST_VALUE = 300
_BREAKS = "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
TIME = r"(?:(?:at\s{1,3})?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?\s?(?:[ap]\.?m\.?)?\s?(?:GMT|BST|UTC)?)"
"""A pattern for a time of day."""


@dataclass(frozen=True)
class Detail:
    """Something that a document says about itself, as a suggestion for a person.

    Attributes:
        field: The field of a source, or the kind of its date.
        value: As it would be typed into that field.
        words: The words it was read from, on one line.
        page: Where they stand, from 1.
        start: The first code point of the words in that page's stored text.
        end: The code point after the last.
        sure: The document labels it; else it was judged by its place.
        note: What a person should know of how it was read, in a sentence.
    """

    field: str
    value: str
    words: str
    page: int
    start: int
    end: int
    sure: bool
    note: str = ""


@dataclass(frozen=True)
class Line:
    """A line: where it starts and ends in its page's text, and its words."""

    start: int
    end: int
    text: str


class Sheet:
    """A page to look through.

    Attributes:
        number: Which page, from 1.
        stored: Its stored text, as far as it is looked at.
        text: The same as patterns want it: a line feed between lines, one plain space between words, no empty
            lines and nothing unseen.
        lines: The lines of ``text``.
    """

    def __init__(self, number: int, stored: str) -> None:
        self.number = number
        self.stored = stored[:_LONGEST_PAGE]
        letters: list[str] = []
        self._places: list[int] = []  # where each code point of the text stands in the stored text
        gap = ""
        for place, letter in enumerate(self.stored):
            if letter in _UNSEEN:
                continue
            if letter.isspace():
                gap = "\n" if letter in _BREAKS or gap == "\n" else " "
                continue
            if gap and letters:
                letters.append(gap)
                self._places.append(place - 1)
            gap = ""
            letters.append(letter)
            self._places.append(place)
        self.text = "".join(letters)
        self.lines = [Line(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\n]+", self.text)]

    def head(self, count: int) -> int:
        """Where the first so many lines end."""
        return self.lines[: max(count, 1)][-1].end if self.lines else 0

    def detail(self, name: str, value: str, start: int, end: int, *, sure: bool) -> Detail | None:
        """What was read from a stretch of this page's text, or None if there is nothing to say."""
        shown = one_line(value).strip(" ,;:|·*")
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        if start >= end or not any(c.isalnum() for c in shown) or len(shown) > _LONGEST_VALUE:
            return None
        first, after = self._places[start], self._places[end - 1] + 1
        words = " ".join(self.stored[first:after].split())
        return Detail(name, shown, words, self.number, first, after, sure)

    def upto(self, place: int) -> Sheet:
        """The page without what comes after a place in its text."""
        return (
            Sheet(self.number, self.stored[: self._places[place - 1] + 1])
            if place
            else Sheet(self.number, "")
        )

    def dated(self, name: str, match: re.Match[str], group: str = "date", *, sure: bool) -> Detail | None:
        """A date that a pattern found with its label, or None if it is no date that exists."""
        value = date_value(match[group] or "")
        start = match.start("label") if "label" in match.re.groupindex else match.start()
        return self.detail(name, value, start, match.end(group), sure=sure) if value else None


def date_value(words: str) -> str:
    """A date as the document writes it, on one line; nothing if it is not one that can be read."""
    value = " ".join(words.split())
    try:
        read_date(value)
    except BadInput:  # 31 June, or a month before the day: not ours to guess at
        return ""
    return value


def same(left: Detail, right: Detail) -> bool:
    """Whether two details come to the same; a date may be written in two ways."""
    if left.field != right.field:
        return False
    if left.value.casefold() == right.value.casefold():
        return True
    try:
        return read_date(left.value).edtf == read_date(right.value).edtf
    except BadInput:
        return False


def only_one(found: Sequence[Detail]) -> list[Detail]:
    """The first of them if all say the same; none if they differ, for then they are of several things."""
    return list(found[:1]) if all(same(found[0], other) for other in found[1:]) else []
