"""Seeking a quotation again in pages that were read anew: a newer version of a source, or one read by OCR.

Nothing is moved in silence and nothing is dropped: each quotation comes back as *same* (the same words on the
same page), *moved* (the same words on another page), *changed* (only something like it is there now),
*ambiguous* (it stands in several places and nothing tells which is meant) or *lost*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from evidencepack.quoting.finding import Check, PageIndex
from evidencepack.quoting.folding import letters_of
from evidencepack.quoting.grading import ORDER, WordGrade
from evidencepack.quoting.places import Place

Outcome: TypeAlias = Literal["same", "moved", "changed", "ambiguous", "lost"]

_TELLING = 8  # letters of the context that must be the same before it tells one place from another


@dataclass(frozen=True)
class Reanchored:
    """What became of a quotation in other pages.

    Attributes:
        outcome: See above.
        check: Its check there; it has places if the outcome is ``same`` or ``moved``.
        told: What the person must know, in a sentence; empty if nothing.
    """

    outcome: Outcome
    check: Check
    told: str = ""


def reanchor(written: str, grade: WordGrade, stood: Place, pages: PageIndex) -> Reanchored:
    """Seek a quotation again.

    Args:
        written: The quotation as it is kept, with its elisions.
        grade: How it compared with the page where it stood.
        stood: Where it stood, with the words around it there; of an elided one, its first piece.
        pages: The pages to look on, of one source.
    """
    check = pages.check(written)
    if check.grade == "ambiguous":
        number = _meant(stood, check.occurrences)
        if number is None:
            return Reanchored("ambiguous", check, check.notes[0])
        check = pages.check(written, occurrence=number)
    if check.grade in ("altered", "missing"):
        near = check.nearest
        if near is not None and near.is_altered:
            return Reanchored("changed", check, f"On page {near.place.page} {near.sentence}.")
        return Reanchored("lost", check, "Nothing like it was found.")
    if check.grade == "words" and grade != "words":
        return Reanchored("changed", check, _other_signs(check))
    page = check.fragments[0].place.page
    if page == stood.page:
        return Reanchored("same", check, _weaker(check, grade))
    return Reanchored("moved", check, f"It stood on page {stood.page} and stands on page {page} now.")


def _weaker(check: Check, grade: WordGrade) -> str:
    if ORDER[check.grade] <= ORDER[grade]:
        return ""
    return f"It is {check.grade} now, no longer {grade}."


def _other_signs(check: Check) -> str:
    place = check.fragments[0].place
    return f"Page {place.page} has other capitals or punctuation now: “{' '.join(place.exact.split())}”."


def _meant(stood: Place, places: Sequence[Place]) -> int | None:
    """Which of several places, from 1, is the one where the quotation stood; None if nothing tells.

    The words around it tell best; where they are the same everywhere, the page does, if only one place is on
    it.
    """
    likeness = [_alike(stood, place) for place in places]
    top = max(likeness)
    telling = [n for n, each in enumerate(likeness, start=1) if each == top]
    if len(telling) == 1 and top >= _TELLING:
        return telling[0]
    here = [n for n in telling if places[n - 1].page == stood.page]
    return here[0] if len(here) == 1 else None


def _alike(stood: Place, place: Place) -> int:
    """How many letters before and after a quotation are the same, from the quotation outwards."""
    before = _run(letters_of(stood.prefix)[::-1], letters_of(place.prefix)[::-1])
    return before + _run(letters_of(stood.suffix), letters_of(place.suffix))


def _run(one: str, other: str) -> int:
    """How many letters two texts have in common from their beginnings."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
