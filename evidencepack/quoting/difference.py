"""The nearest passage to a quotation that is not there as written, and how it differs, word by word.

The neighbourhood is found by likeness; what is said about it is then settled word for word, because
two changed words in a long sentence still look very much alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from operator import itemgetter
from typing import Literal, NamedTuple, TypeAlias

from rapidfuzz.fuzz import partial_ratio_alignment

from evidencepack.quoting.folding import fold, fold_text, letters_of
from evidencepack.quoting.grading import same_words
from evidencepack.quoting.index import SourcePages
from evidencepack.quoting.places import Place, place_on

Op: TypeAlias = Literal["same", "punctuation", "changed", "added", "dropped"]

ALIKE = 60.0
"""From this likeness, out of 100, a passage is looked at."""

_FEWEST_LETTERS = 6  # a shorter text is like something on every page
_LEAST_SHARE = 0.5  # of the quotation's words must be in the passage, in order, for it to be an altered one
_PAGES_TRIED = 6
_LAID_BESIDE = 2
_NEARBY = 200
_SHOWN = 3
_LINE_END = re.compile(r"(?<=\w)[-‐‑\u00ad]\s*\n\s*(?=\w)")
_MARGIN = 4
_WIDTHS = ((14, 7, 60), (7, 3, 200), (4, 2, 400))  # of the samples sought: width, step, most finds of one


class Change(NamedTuple):
    """One step of a word-by-word difference.

    Attributes:
        op: ``same``; ``punctuation`` (or case); ``changed``; ``added`` (only in the quotation);
            ``dropped`` (only on the page).
        written: The quotation's words.
        source: The page's words.
    """

    op: Op
    written: str
    source: str


@dataclass(frozen=True)
class Nearest:
    """The passage that comes nearest to a quotation.

    Attributes:
        place: Where it stands.
        text: The page's words there.
        difference: How the two differ, in reading order.
        sentence: The same in words: ``the page has “all schools”, the quotation “some schools”``.
        share: How much of the quotation's words stands there in order, from 0 to 1.
    """

    place: Place
    text: str
    difference: tuple[Change, ...]
    sentence: str
    share: float

    @property
    def is_altered(self) -> bool:
        """Near enough to call the quotation an altered one of this passage."""
        return self.share >= _LEAST_SHARE


class _Word(NamedTuple):
    key: str
    start: int
    end: int


def nearest(written: str, sources: Sequence[SourcePages], page: int | None = None) -> Nearest | None:
    """Find the passage that comes nearest to a quotation.

    Args:
        written: The quotation, or the piece of it that was not found.
        sources: Where to look.
        page: Look on pages of this index first, and elsewhere only if nothing is there.
    """
    letters = letters_of(written)
    if len(letters) < _FEWEST_LETTERS:
        return None
    folded = fold_text(written).strip()
    alike = []
    for source, number in _likely(letters, sources, page):
        near = partial_ratio_alignment(folded, source.folded(number), score_cutoff=ALIKE)
        if near and near.dest_start < near.dest_end:
            alike.append((near.score, near.dest_start, near.dest_end, source, number))
    found: list[tuple[float, Nearest]] = []
    for score, first, last, source, number in sorted(alike, key=itemgetter(0), reverse=True)[:_LAID_BESIDE]:
        start, end = fold(source.pages[number].text).span(first, last)
        candidate = compare_words(written, source, number, start, end)
        found.append((candidate.share * 100 + score, candidate))
    return max(found, key=itemgetter(0))[1] if found else None


def compare_words(written: str, source: SourcePages, number: int, start: int, end: int) -> Nearest:
    """Lay a quotation beside the passage around a stretch of a page, word by word."""
    page = source.pages[number]
    ours = _words(written)
    theirs = _around(page.text, start, end)
    steps = _steps([word.key for word in ours], [word.key for word in theirs])
    same = sum(j2 - j1 for tag, j1, j2, _, _ in steps if tag == "equal")
    first, last = steps[0][3], steps[-1][4]
    if first < last:
        passage = theirs[first:last]
        _trim(written.strip(), page.text, passage)
        theirs[first:last] = passage
        start, end = passage[0].start, passage[-1].end
    changes: list[Change] = []
    for tag, i1, i2, j1, j2 in steps:
        if tag == "equal":
            pairs = zip(ours[i1:i2], theirs[j1:j2], strict=True)
            changes += [_beside(written, one, page.text, other) for one, other in pairs]
        else:
            changes.append(_differing(_show(written, ours[i1:i2]), _show(page.text, theirs[j1:j2])))
    merged = _merge(changes)
    place = place_on(page, start, end)
    return Nearest(place, place.exact, merged, sentence(merged), same / max(1, len(ours)))


def sentence(difference: Sequence[Change]) -> str:
    """A difference in words; at most three places of it, with a word or two around each."""
    weighty = any(change.op not in ("same", "punctuation") for change in difference)
    plain = ("same", "punctuation") if weighty else ("same",)
    groups = _groups(difference, plain)
    told = [_tell(difference, first, last) for first, last in groups[:_SHOWN]]
    if len(groups) > _SHOWN:
        more = len(groups) - _SHOWN
        told.append(f"and {more} more difference{'' if more == 1 else 's'}")
    return "; ".join(told)


def _likely(letters: str, sources: Sequence[SourcePages], page: int | None) -> list[tuple[SourcePages, int]]:
    """The few pages that share most with the quotation, judged by samples of its letters."""
    for width, step, most in _WIDTHS:
        counts: Counter[tuple[int, int]] = Counter()
        for begin in range(0, max(1, len(letters) - width + 1), step):
            for which, source in enumerate(sources):
                counts.update(
                    {(which, number) for number in _some(source, letters[begin : begin + width], most)}
                )
        if counts:
            ranked = [key for key, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
            if page is not None:
                on_page = [key for key in ranked if sources[key[0]].pages[key[1]].page == page]
                ranked = on_page + [key for key in ranked if key not in on_page]
            return [(sources[which], number) for which, number in ranked[:_PAGES_TRIED]]
    return []


def _some(source: SourcePages, letters: str, most: int) -> list[int]:
    found = []
    for number, _ in source.finds(letters):
        found.append(number)
        if len(found) >= most:
            break
    return found


def _words(text: str) -> list[_Word]:
    """The words of a text, each with what it is compared by and its place."""
    folded = fold(text)
    words, position = [], 0
    for piece in folded.text.split(" "):
        if piece:
            start, end = folded.span(position, position + len(piece))
            words.append(_Word(letters_of(piece) or piece, start, end))
        position += len(piece) + 1
    return words


def _around(text: str, start: int, end: int) -> list[_Word]:
    """The words of a page in a stretch and a few on each side of it."""
    low = text.rfind(" ", 0, max(0, start - _NEARBY)) + 1
    high = text.find(" ", end + _NEARBY)
    window = text[low : len(text) if high < 0 else high]
    words = [_Word(word.key, word.start + low, word.end + low) for word in _words(window)]
    inside = [number for number, word in enumerate(words) if word.end > start and word.start < end]
    if not inside:
        return []
    return words[max(0, inside[0] - _MARGIN) : inside[-1] + 1 + _MARGIN]


def _steps(ours: list[str], theirs: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Align two lists of words, leaving out the page's words before and after the quotation's."""
    steps = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    if not steps:
        return [("equal", 0, 0, 0, 0)]
    while len(steps) > 1 and steps[0][0] == "insert":
        steps.pop(0)
    while len(steps) > 1 and steps[-1][0] == "insert":
        steps.pop()
    tag, i1, i2, j1, j2 = steps[0]
    if tag == "replace" and len(steps) > 1:
        steps[0] = (tag, i1, i2, max(j1, j2 - (i2 - i1)), j2)
    tag, i1, i2, j1, j2 = steps[-1]
    if tag == "replace":
        steps[-1] = (tag, i1, i2, j1, min(j2, j1 + (i2 - i1)))
    return list(steps)


def _show(text: str, words: Sequence[_Word]) -> str:
    raw = text[words[0].start : words[-1].end] if words else ""
    return " ".join(_LINE_END.sub("-", raw).split())


def _beside(written: str, one: _Word, text: str, other: _Word) -> Change:
    """Two words with the same letters."""
    grade = same_words(written[one.start : one.end], text[other.start : other.end])
    op: Op = "changed" if grade is None else "punctuation" if grade == "words" else "same"
    return Change(op, _show(written, [one]), _show(text, [other]))


def _trim(written: str, text: str, words: list[_Word]) -> None:
    """Leave out the page's punctuation before and after the passage where the quotation has none."""
    if words and written[:1].isalnum():
        word = words[0]
        begin = next((n for n in range(word.start, word.end) if text[n].isalnum()), word.start)
        words[0] = word._replace(start=begin)
    if words and written[-1:].isalnum():
        word = words[-1]
        finish = next((n for n in range(word.end, word.start, -1) if text[n - 1].isalnum()), word.end)
        words[-1] = word._replace(end=finish)


def _differing(written: str, source: str) -> Change:
    if written and source:
        return Change("changed", written, source)
    return Change("added", written, "") if written else Change("dropped", "", source)


def _merge(changes: list[Change]) -> tuple[Change, ...]:
    """Put words that are the same, one after another, into one step."""
    merged: list[Change] = []
    for change in changes:
        if merged and change.op == merged[-1].op == "same":
            before = merged.pop()
            change = Change("same", f"{before.written} {change.written}", f"{before.source} {change.source}")
        merged.append(change)
    return tuple(merged)


def _groups(difference: Sequence[Change], plain: Sequence[str]) -> list[tuple[int, int]]:
    """Runs of differences; two with a single word between them are told as one (a swap, for example)."""
    groups: list[tuple[int, int]] = []
    for number, change in enumerate(difference):
        if change.op in plain:
            continue
        if groups:
            between = difference[groups[-1][1] : number]
            if sum(len(step.written.split()) for step in between) <= 1:
                groups[-1] = (groups[-1][0], number + 1)
                continue
        groups.append((number, number + 1))
    return groups


def _tell(difference: Sequence[Change], first: int, last: int) -> str:
    """One difference in words, with the word after it, and the one before it where one side is empty."""
    written = [step.written for step in difference[first:last] if step.written]
    source = [step.source for step in difference[first:last] if step.source]
    after = difference[last] if last < len(difference) else None
    before = difference[first - 1] if first else None
    if before and (not written or not source or not after):
        written[:0] = before.written.split()[-1:]
        source[:0] = before.source.split()[-1:]
    if after:
        written += after.written.split()[:1]
        source += after.source.split()[:1]
    ours, theirs = " ".join(written), " ".join(source)
    return f"the page has “{theirs}”, the quotation “{ours}”"
