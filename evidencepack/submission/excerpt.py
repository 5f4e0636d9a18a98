"""A few words around what was found, on one line, with the found words marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evidencepack.quoting.sought import Stretch

_ROOM = 120  # code points of an excerpt
_BEFORE = 30  # of them before the first word found
_MOST_TRIED = 60  # places considered for the one with the most words together
_LINE_END = re.compile(r"([-\u2010\u2011])[^\S\n]*\n\s*")
_SOFT = re.compile("\u00ad(?:[^\\S\\n]*\\n\\s*)?")
_WHITE = re.compile(r"\s+")


@dataclass(frozen=True)
class Marked:
    """Words on one line.

    Attributes:
        text: The words.
        marks: The stretches of it that were found, in order.
    """

    text: str
    marks: tuple[Stretch, ...] = ()

    def between(self, before: str, after: str) -> str:
        """The words with something put before and after each that was found."""
        pieces, done = [], 0
        for start, end in self.marks:
            pieces += [self.text[done:start], before, self.text[start:end], after]
            done = end
        return "".join((*pieces, self.text[done:]))


def side_by_side(text: str, stretches: Sequence[Stretch]) -> list[Stretch]:
    """Found words with nothing but white space between them, each row of them as one stretch."""
    rows: list[Stretch] = []
    for start, end in stretches:
        if rows and not text[rows[-1][1] : start].strip():
            rows[-1] = (rows[-1][0], end)
        else:
            rows.append((start, end))
    return rows


def marked(text: str, stretches: Sequence[Stretch]) -> Marked:
    """A whole text on one line."""
    return _flattened(text, stretches, 0, len(text))


def excerpt(text: str, stretches: Sequence[Stretch], room: int = _ROOM) -> Marked:
    """The part of a text where most of the found words stand together; its beginning if there are none."""
    start, end = _window(text, stretches, room)
    made = _flattened(text, stretches, start, end)
    before = "…" if text[:start].strip() else ""
    after = "…" if text[end:].strip() else ""
    shift = len(before)
    marks = tuple((first + shift, last + shift) for first, last in made.marks)
    return Marked(before + made.text + after, marks)


def _window(text: str, stretches: Sequence[Stretch], room: int) -> tuple[int, int]:
    if len(text) <= room:
        return 0, len(text)
    best, most = 0, 0
    for n, (start, _) in enumerate(stretches[:_MOST_TRIED]):
        reach = start + room - _BEFORE
        together = sum(1 for _, end in stretches[n : n + 12] if end <= reach)
        if together > most:
            best, most = start, together
    start = max(0, best - _BEFORE)
    if start:
        space = _WHITE.search(text, start, best)
        start = space.end() if space else best
    end = start + room
    if end < len(text):
        cut = max(text.rfind(" ", best, end), text.rfind("\n", best, end))
        last = max((end_ for start_, end_ in stretches if start_ < end), default=0)
        end = cut if cut > best and cut >= min(last, end) - room // 3 else end
    return start, min(end, len(text))


def _flattened(text: str, stretches: Sequence[Stretch], first: int, last: int) -> Marked:
    """A part of a text without its line ends."""
    made, done = "", first
    marks: list[Stretch] = []
    for start, end in stretches:
        start, end = max(start, first), min(end, last)
        if start >= end:
            continue
        made += _flat(text[done:start])
        begins = len(made)
        made += _flat(text[start:end])
        marks.append((begins, len(made)))
        done = end
    made += _flat(text[done:last])
    lead = len(made) - len(made.lstrip())
    return Marked(made.strip(), tuple((start - lead, end - lead) for start, end in marks))


def _flat(text: str) -> str:
    return _WHITE.sub(" ", _LINE_END.sub(r"\1", _SOFT.sub("", text)))
