"""Looking for a typed quotation in every source: each place where it stands, the truest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from evidencepack.actions.anchors import page_words
from evidencepack.actions.elisions import doubts_about
from evidencepack.model.tables import Source
from evidencepack.model.wording import counted
from evidencepack.quoting.finding import Check, PageIndex
from evidencepack.quoting.grading import ORDER, same_words
from evidencepack.quoting.places import PageWords, Place
from evidencepack.quoting.second_hand import KnownSource, Standing, standings
from evidencepack.store.pack import Pack
from evidencepack.submission.quoted_in import known_sources

_MOST = 100  # places that are listed


@dataclass(frozen=True)
class Match:
    """A place where a quotation stands, or the nearest passage.

    Attributes:
        grade: Such as ``exact``; ``altered`` or ``missing`` for a passage that is only near.
        place: Where; the first of several pieces.
        occurrence: Which of the places in its source, from 1; None if it cannot be kept.
        difference: How the passage differs, in words; empty if it does not.
        note: What there is to say besides: what is left out, words that are cut.
        left_out: What it leaves out that wants a reason.
        standing: What the place is among all: at first hand or second-hand, and why; None if only near.
    """

    grade: str
    place: Place
    occurrence: int | None
    difference: str = ""
    note: str = ""
    left_out: tuple[str, ...] = ()
    standing: Standing | None = None

    @property
    def rank(self) -> tuple[bool, bool, bool, int]:
        """True words first, of these the primary, of these the newest version, of these the truest.

        Exact and equivalent words differ in how they are set only: that never puts a repeat first.
        """
        order = ORDER.get(self.grade, len(ORDER))
        return order > ORDER["equivalent"], *(self.standing.rank if self.standing else (False, False)), order

    @property
    def is_second_hand(self) -> bool:
        """Whether the place only repeats the words."""
        return self.standing is not None and self.standing.second_hand


@dataclass(frozen=True)
class Found:
    """What a search came to.

    Attributes:
        matches: The places, the truest first; or the nearest passage alone.
        places: In how many places the words stand; more than are listed, if they are very many.
        note: What there is to say besides.
    """

    matches: tuple[Match, ...] = ()
    places: int = 0
    note: str = ""


class Sources:
    """The pages of all sources, prepared for many searches; used outside the window's own thread."""

    def __init__(self, pages: Sequence[PageWords], known: Mapping[str, KnownSource]) -> None:
        self._index = PageIndex(pages)
        self._known = known
        self._texts = {(page.rendition, page.page): page.text for page in pages}
        self._pages: dict[str, list[PageWords]] = {}
        for page in pages:
            self._pages.setdefault(page.source, []).append(page)

    @classmethod
    def read(cls, pack: Pack) -> Sources:
        """Read them from the pack."""
        with pack.reading() as session:
            known = known_sources(session.scalars(select(Source)))
            return cls(page_words(session, every_version=True), known)

    def search(self, text: str) -> Found:
        """Find a quotation: where it stands, the truest first; if nowhere, the nearest passage."""
        check = self._index.check(text)
        note = " ".join(check.notes)
        if check.nearest is not None:
            near = Match(check.grade, check.nearest.place, None, check.nearest.sentence)
            return Found((near,), 0, note)
        matches: list[Match] = []
        places = check.occurrences[:_MOST]
        judged = standings(places, self._texts, self._known)
        for place, standing in zip(places, judged, strict=True):
            number = sum(match.place.source == place.source for match in matches) + 1
            each = self._index.check(text, source=place.source, occurrence=number)
            left_out = tuple(doubt.told for doubt in doubts_about(each, self._pages[place.source]))
            note = "; ".join(filter(None, (_said(each), *left_out)))
            matches.append(Match(each.grade, place, number, _signs(each), note, left_out, standing))
        matches.sort(key=lambda match: match.rank)
        return Found(tuple(matches), len(check.occurrences), note)


def _signs(check: Check) -> str:
    """For a quotation with other capitals or punctuation: the page's own words."""
    if check.grade != "words" or all(
        same_words(part.written, part.place.exact) == "exact" for part in check.fragments
    ):
        return ""
    return f"the page has “{' […] '.join(' '.join(part.place.exact.split()) for part in check.fragments)}”"


def _said(check: Check) -> str:
    left_out = sum(any(map(str.isalnum, word)) for words in check.omitted for word in words.split())
    notes = [f"{counted(left_out, 'word')} left out"] if left_out else []
    notes += check.notes
    return "; ".join(notes)
