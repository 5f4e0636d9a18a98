"""The words of the source that is being read: the check of a selection, page labels, finding words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from evidencepack.actions.anchors import page_words
from evidencepack.actions.elisions import doubts_about
from evidencepack.actions.selected import MOST_SELECTED, check_at, words_between
from evidencepack.quoting.finding import PageIndex
from evidencepack.quoting.places import PageWords
from evidencepack.quoting.sought import Sought
from evidencepack.store.handles import find
from evidencepack.store.pack import Pack

MOST_FOUND = 2000
_MANY_PLACES = 1000
_ALIKE = {"'": "['’‘ʼ]", '"': '["“”„]', "-": "[-‐‑–—−]"}
_ALIKE |= {sign: pattern for pattern in list(_ALIKE.values()) for sign in pattern.strip("[]")}
TRUE = ("exact", "equivalent")


@dataclass(frozen=True)
class Checked:
    """Selected words and what their check came to.

    Attributes:
        words: The words as they will be quoted.
        page: The page, from 1, on which they begin.
        start: The code point of that page's stored text.
        grade: Such as ``exact``.
        sentence: The same for a person: ``Exact, once in this document``.
        note: What there is to say besides.
    """

    words: str
    page: int
    start: int
    grade: str
    sentence: str
    note: str = ""


@dataclass(frozen=True)
class Stretch:
    """A stretch of a page: the page, from 1, and code points of its stored text."""

    page: int
    start: int
    end: int


class SourceText:
    """The stored page texts of one source; read and used outside the window's own thread.

    Attributes:
        pages: The pages in order.
        labels: What each page is called: the number printed on it.
        offset: By how much the person says that printed numbers differ from counted ones.
    """

    def __init__(self, pages: list[PageWords], offset: int) -> None:
        self.pages = pages
        self.offset = offset
        self.labels = [page.label for page in pages]

    @classmethod
    def read(cls, pack: Pack, source: str) -> SourceText:
        """Read them from the pack."""
        with pack.reading() as session:
            return cls(page_words(session, source), find(session, source, "source").label_offset)

    @cached_property
    def _index(self) -> PageIndex:
        return PageIndex(self.pages)

    def check(self, first_page: int, start: int, last_page: int, end: int) -> Checked:
        """Check a selection, as it will be checked when it is tagged."""
        words, begins = words_between(self.pages, first_page, start, last_page, end)
        if not words:
            return Checked("", first_page, begins, "missing", "There are no words here")
        if len(words) > MOST_SELECTED:
            note = "Select a shorter passage."
            return Checked(words, first_page, begins, "missing", "Too long for one quotation", note)
        check = check_at(words, self.pages, first_page, begins)
        if check.grade not in TRUE:
            note = "; ".join(check.notes) or "Select a shorter passage, or one on a single page."
            return Checked(words, first_page, begins, check.grade, "Cannot be quoted like this", note)
        places = [(place.page, place.start) for place in self._index.check(words).occurrences]
        first = check.fragments[0].place
        sentence = f"{check.grade.capitalize()}, {_often(places, (first.page, first.start))}"
        notes = (*check.notes, *(doubt.told for doubt in doubts_about(check, self.pages)))
        return Checked(words, first_page, begins, check.grade, sentence, _noted(notes))

    def find(self, sought: str) -> list[Stretch]:
        """Where words stand side by side, whatever their capitals, quote marks, hyphens and line breaks.

        Where they stand side by side nowhere, the places of each of them.
        """
        if not sought.strip():
            return []
        letters = re.compile(r"\s+".join(_pattern(piece) for piece in sought.split()), re.IGNORECASE)
        side_by_side = Sought(f'"{sought.replace(chr(34), " ")}"')  # besides, words parted at a line's end

        def both(text: str) -> list[tuple[int, int]]:
            spans = [match.span() for match in letters.finditer(text)]
            return _merged(spans + (side_by_side.stretches(text) if side_by_side else []))

        apart = Sought(sought)
        return self._places(both) or (self._places(apart.stretches) if len(apart.terms) > 1 else [])

    def _places(self, found_in: Callable[[str], list[tuple[int, int]]]) -> list[Stretch]:
        found: list[Stretch] = []
        for page in self.pages:
            found += [Stretch(page.page, *span) for span in found_in(page.text)]
            if len(found) >= MOST_FOUND:
                return found[:MOST_FOUND]
        return found

    def page_named(self, typed: str) -> int | None:
        """The page, from 1, with this printed label, or else with this number; None if there is none."""
        wanted = typed.strip().casefold()
        for page in self.pages:
            if page.label.strip().casefold() == wanted:
                return page.page
        if wanted.isdecimal() and 1 <= int(wanted) <= len(self.pages):
            return int(wanted)
        return None


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that overlap put together."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def _pattern(piece: str) -> str:
    return "".join(_ALIKE.get(sign) or re.escape(sign) for sign in piece)


def _often(places: list[tuple[int, int]], here: tuple[int, int]) -> str:
    if len(places) <= 1:
        return "once in this document"
    if len(places) >= _MANY_PLACES:
        return f"one of more than {_MANY_PLACES:,} places in this document"
    if here in places:
        return f"place {places.index(here) + 1} of {len(places)} in this document"
    return f"one of {len(places)} places in this document"


def _noted(notes: tuple[str, ...]) -> str:
    joined = "; ".join(notes)
    return f"{joined[:1].upper()}{joined[1:]}." if joined else ""
