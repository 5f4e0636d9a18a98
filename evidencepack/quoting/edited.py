"""A quotation that its writer edited, found piece by piece: where it stands, and what was left out between.

What looks like a mark of the writer may be the source's own: an ellipsis, ``[sic]``, ``[2016] EWHC``. It is
sought as words first; only where it does not stand there is it taken for the writer's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidencepack.quoting.elision import Mark, Pieces
from evidencepack.quoting.folding import letters_of
from evidencepack.quoting.grading import ORDER, WordGrade
from evidencepack.quoting.index import MOST_FINDS, Hit, SourcePages
from evidencepack.quoting.sentences import sentence_ends
from evidencepack.quoting.weighty import NEGATION

Look = Callable[[str], list[Hit]]
"""Where a piece stands in one source, in reading order."""

_MOST_REPLACED = 8  # words for which one insertion may stand; beyond that, words are left out
_SHORT = 400
_NEAR = 80  # letters in which the source's own note of the same kind would stand
_FEWEST_ALIKE = 3  # words; fewer are compared where they stand
_ALIKE = 0.5
_DOTS_FIRST = re.compile(r"\s*(?:…|\.(?:\s?\.){2})")
_DOTS_LAST = re.compile(r"(?:…|\.(?:\s?\.){2})\s*$")


@dataclass(frozen=True)
class Chain:
    """The pieces of a quotation in one source, one after another.

    Attributes:
        hits: A hit a piece.
        grade: The worst of theirs; never exact.
        inserted: What the writer put in.
    """

    hits: tuple[Hit, ...]
    grade: WordGrade
    inserted: tuple[str, ...]


def chains(pieces: Pieces, source: SourcePages, strictly: Look, look: Look) -> Iterator[Chain]:
    """All ways to read an edited quotation in one source.

    Args:
        pieces: The quotation, taken apart.
        source: The source.
        strictly: Where words stand letter for letter: that tells whose a mark is.
        look: Where a piece counts as standing.
    """
    strict = strictly is look
    spans, marks = _without_own_marks(pieces, strictly)
    found = [look(pieces.text[start:end]) for start, end in spans]
    if not found or not all(found):
        return
    inserted = tuple(mark.inserted for each in marks for mark in each if mark.inserted)
    if any(_alters_own(words, source) for words in inserted):
        return
    for first in found[0][:MOST_FINDS]:
        hits = _follow(first, found[1:])
        if not hits or not _edges_are_free(source, hits, marks):
            continue
        gaps = [_judge(source, pieces, *each, marks[n]) for n, each in enumerate(_pairs(hits), start=1)]
        if "wrong" in gaps or (strict and "nothing" in gaps):
            continue
        grade = max((hit.grade or "words" for hit in hits), key=ORDER.__getitem__)
        grade = "words" if "nothing" in gaps else "equivalent" if grade == "exact" else grade
        yield Chain(hits, grade, inserted)


def between(source: SourcePages, before: Hit, after: Hit) -> str:
    """The source's words between two pieces, without running heads and feet; a line a page."""
    (page, start), (last_page, end) = before.last, after.first
    if page == last_page:
        return source.pages[page].text[start:end].strip()
    pieces = []
    for number in range(page, last_page + 1):
        low, high = source.bodies[number]
        low = start if number == page else low
        high = end if number == last_page else high
        pieces.append(source.pages[number].text[low : max(low, high)].strip())
    return "\n".join(filter(None, pieces))


def _pairs(hits: Sequence[Hit]) -> Iterator[tuple[Hit, Hit]]:
    return pairwise(hits)


def _follow(first: Hit, later: Sequence[list[Hit]]) -> tuple[Hit, ...]:
    """For each later piece the nearest place after the one before it; nothing if one has none."""
    chain = [first]
    for hits in later:
        number = bisect_left(hits, chain[-1].last, key=lambda hit: hit.first)
        if number == len(hits):
            return ()
        chain.append(hits[number])
    return tuple(chain)


def _judge(source: SourcePages, pieces: Pieces, before: Hit, after: Hit, marks: tuple[Mark, ...]) -> str:
    """Whether what the source has at a mark fits it: ``right``, ``wrong``, or there is ``nothing``."""
    gap = _short_gap(source, before, after)
    elided = [mark for mark in marks if not mark.inserted]
    if gap is None:
        return "right" if elided else "wrong"
    if elided:
        bare = all(pieces.text[mark.start] in ".…" for mark in elided)
        own = _DOTS_FIRST.match(gap) or _DOTS_LAST.search(gap)
        if letters_of(gap):
            return "wrong" if bare and own else "right"
        return "nothing"
    if letters_of(gap) == letters_of("".join(mark.inserted for mark in marks)):
        return "wrong"  # the brackets alone are the writer's
    return "right" if _may_be_replaced(gap) else "wrong"


def _short_gap(source: SourcePages, before: Hit, after: Hit) -> str | None:
    """The words between two pieces, or None if they are many."""
    (page, start), (last_page, end) = before.last, after.first
    if last_page - page > 1 or (page == last_page and end - start > _SHORT):
        return None
    gap = between(source, before, after)
    return gap if len(gap) <= _SHORT else None


def _may_be_replaced(gap: str) -> bool:
    """Whether an insertion may stand for these words: a few of one sentence, no figure, no negation."""
    if len(gap.split()) > _MOST_REPLACED or any(map(str.isnumeric, gap)) or set(gap) & set("[]"):
        return False
    return not NEGATION.search(gap) and not any(True for _ in sentence_ends(gap + " A"))


def _alters_own(inserted: str, source: SourcePages) -> bool:
    """Whether words in brackets are much like words that the source itself has in brackets."""
    ours = Counter(inserted.casefold().split())
    if ours.total() < _FEWEST_ALIKE:
        return False
    return any(
        (ours & theirs).total() > _ALIKE * max(ours.total(), theirs.total()) for theirs in source.bracketed
    )


def _edges_are_free(source: SourcePages, hits: tuple[Hit, ...], marks: Sequence[tuple[Mark, ...]]) -> bool:
    """Words put in at the start or the end do not stand beside other words in brackets of the source."""
    (page, start), (last_page, end) = hits[0].first, hits[-1].last
    before, after = source.pages[page].text[:start].rstrip(), source.pages[last_page].text[end : end + _SHORT]
    if any(mark.inserted for mark in marks[0]) and before.endswith("]"):
        return False
    last = [mark.inserted for mark in marks[-1] if mark.inserted]
    return not last or not (after.lstrip().startswith("[") or last[-1] in after[:_NEAR])


def _without_own_marks(
    pieces: Pieces, strictly: Look
) -> tuple[list[tuple[int, int]], list[tuple[Mark, ...]]]:
    """The pieces put together again where a mark between them is the source's own."""

    def stands(start: int, end: int) -> bool:
        return bool(strictly(pieces.text[start:end]))

    spans: list[tuple[int, int]] = []
    marks: list[tuple[Mark, ...]] = []
    for (start, end), before in zip(pieces.spans, pieces.marks, strict=False):
        left = list(before)
        if spans and left and stands(spans[-1][0], end):
            spans[-1] = (spans[-1][0], end)
            continue
        while left and left[-1].inserted and stands(left[-1].start, end) and (len(left) > 1 or not spans):
            start = left.pop().start
        while spans and len(left) > 1 and left[0].inserted and stands(spans[-1][0], left[0].end):
            spans[-1] = (spans[-1][0], left.pop(0).end)
        spans.append((start, end))
        marks.append(tuple(left))
    last = list(pieces.marks[-1])
    while spans and last and stands(spans[-1][0], last[0].end):
        spans[-1] = (spans[-1][0], last.pop(0).end)
    return spans, [*marks, tuple(last)]
