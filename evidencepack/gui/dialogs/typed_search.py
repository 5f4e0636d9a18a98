"""Looking for a typed quotation in every source: each place where it stands, the truest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidencepack.actions.quotes import page_words
from evidencepack.quoting.finding import Check, PageIndex
from evidencepack.quoting.grading import ORDER
from evidencepack.quoting.places import PageWords, Place
from evidencepack.store.pack import Pack

_MOST = 60  # places of one source that are listed
_MOST_IN_ALL = 200


@dataclass(frozen=True)
class Match:
    """A place where a quotation stands, or the nearest passage.

    Attributes:
        grade: Such as ``exact``; ``altered`` or ``missing`` for a passage that is only near.
        place: Where; the first of several pieces.
        occurrence: Which of the places in its source, from 1; None if it cannot be kept.
        difference: How the passage differs, in words; empty if it does not.
        note: What there is to say besides: what is left out, words that are cut.
    """

    grade: str
    place: Place
    occurrence: int | None
    difference: str = ""
    note: str = ""


class Sources:
    """The pages of all sources, prepared for many searches; used outside the window's own thread."""

    def __init__(self, pages: Sequence[PageWords]) -> None:
        self._index = PageIndex(pages)
        self._handles = list(dict.fromkeys(page.source for page in pages))

    @classmethod
    def read(cls, pack: Pack) -> Sources:
        """Read them from the pack."""
        with pack.reading() as session:
            return cls(page_words(session))

    def search(self, text: str) -> tuple[list[Match], str]:
        """Find a quotation.

        Returns:
            Where it stands, the truest first; if nowhere, the nearest passage, if there is one. And what
            there is to say if there is none.
        """
        found: list[Match] = []
        for handle in self._handles:
            check = self._index.check(text, source=handle)
            if check.occurrences:
                found += self._places(text, handle, check)
        found.sort(key=lambda match: ORDER.get(match.grade, len(ORDER)))
        if found:
            return found[:_MOST_IN_ALL], ""
        check = self._index.check(text)
        near = check.nearest
        if near is None:
            return [], " ".join(check.notes)
        return [Match(check.grade, near.place, None, near.sentence)], " ".join(check.notes)

    def _places(self, text: str, handle: str, check: Check) -> list[Match]:
        made = []
        for n in range(1, min(len(check.occurrences), _MOST) + 1):
            each = self._index.check(text, source=handle, occurrence=n)
            if each.fragments:
                made.append(Match(each.grade, each.fragments[0].place, n, _signs(each), _said(each)))
        return made


def _signs(check: Check) -> str:
    """For a quotation with other capitals or punctuation: the page's own words."""
    if check.grade != "words":
        return ""
    return f"the page has “{' […] '.join(' '.join(part.place.exact.split()) for part in check.fragments)}”"


def _said(check: Check) -> str:
    left_out = sum(len(words.split()) for words in check.omitted)
    notes = [f"{left_out} words left out"] if left_out else []
    notes += check.notes
    return "; ".join(notes)
