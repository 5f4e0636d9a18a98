"""Running heads, running feet and page numbers: what stands between two pages of one sentence.

A quotation may run over a page break; then the words at a page's edge that every page repeats are not part of
it. A line counts as such only if neighbouring pages have it too, with the same figures or with figures that
count the pages, so that no line of the text itself is ever passed over for looking like a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evidencepack.quoting.places import PageWords

_EDGE_LINES = 4
_NEIGHBOURS = 4
_FEWEST_LETTERS = 8  # a shorter line, such as "Yes.", may well stand at two page ends by chance
_FIGURES = re.compile(r"\d+")
_NUMBERING = re.compile(r"\b(?:page|of|p)\b|[\s\-–—|/.()\[\]]+", re.IGNORECASE)
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True)
class _Line:
    """A line at a page's edge: where it stands, its shape without figures, and the figures."""

    start: int
    end: int
    shape: str
    figures: tuple[int, ...]

    @property
    def is_number(self) -> bool:
        """The line is a page number and nothing else."""
        return bool(self.figures) and not _NUMBERING.sub("", self.shape.replace("#", ""))


def bodies(pages: Sequence[PageWords]) -> list[tuple[int, int]]:
    """For each page of one source, from where to where its text goes without running head and foot."""
    edges = [_edges(page.text) for page in pages]
    found = []
    for number, page in enumerate(pages):
        near = range(max(0, number - _NEIGHBOURS), min(len(pages), number + _NEIGHBOURS + 1))
        start, end = 0, len(page.text)
        for line in edges[number][0]:
            others = [(number - other, edges[other][0]) for other in near if other != number]
            if not _is_furniture(line, page, others):
                break
            start = line.end
        for line in edges[number][1]:
            others = [(number - other, edges[other][1]) for other in near if other != number]
            if line.start < start or not _is_furniture(line, page, others):
                break
            end = line.start
        found.append((start, end))
    return found


def _edges(text: str) -> tuple[list[_Line], list[_Line]]:
    """The first and the last few lines that are not empty, each list from the edge inwards."""
    lines = [match for match in _LINE.finditer(text) if match.group().strip()]
    return [_line(match) for match in lines[:_EDGE_LINES]], [
        _line(match) for match in lines[: -_EDGE_LINES - 1 : -1]
    ]


def _line(match: re.Match[str]) -> _Line:
    words = " ".join(match.group().split()).casefold()
    figures = tuple(int(figure[:9]) for figure in _FIGURES.findall(words))
    return _Line(match.start(), match.end(), _FIGURES.sub("#", words), figures)


def _is_furniture(line: _Line, page: PageWords, others: list[tuple[int, list[_Line]]]) -> bool:
    letters = sum(map(str.isalpha, line.shape))
    if not line.is_number and letters < _FEWEST_LETTERS:
        if letters + sum(len(str(figure)) for figure in line.figures) < _FEWEST_LETTERS:
            return False
        others = [
            (0, lines) for _, lines in others
        ]  # a reference, such as UA-2021-19: its figures never count
    seen = sum(any(_repeats(line, other, distance) for other in lines) for distance, lines in others)
    if line.is_number and (line.figures[0] == page.page or str(line.figures[0]) == page.label.strip()):
        return seen > 0 or len(others) == 1  # the second page of a letter is often the only numbered one
    return seen >= min(2, len(others)) and seen > 0


def _repeats(line: _Line, other: _Line, distance: int) -> bool:
    """Whether a line of another page, so many pages before, is the same but for a count of the pages."""
    if line.shape != other.shape or len(line.figures) != len(other.figures):
        return False
    steps = [ours - theirs for ours, theirs in zip(line.figures, other.figures, strict=True)]
    if line.is_number:
        return steps[0] == distance and all(step in (0, distance) for step in steps)
    return all(step in (0, distance) for step in steps)
