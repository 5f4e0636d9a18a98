"""In which order the pieces of a page that OCR found are read: column after column, line after line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Generic, TypeVar

T = TypeVar("T")

_FEWEST = 4  # lines: less is no column
_LETTERS = 15  # in the middling line of a column; cells of tables have fewer
_FULL = 0.4  # of a column's width, which a middling line fills; a half if the column is two columns itself
_BESIDE = 0.5  # of the lower column's height, along which the other must stand beside it
_CROSSING = 0.15  # of the height of all lines, which headings across both columns may take up
_GUTTER = 0.8  # of a line's height: no space between words is so wide down a whole page
_EDGE = 0.15  # of the page's width: no gutter is so near to an edge
_SAME_ROW = 0.5  # of the lower line's height, by which two middles may differ


@dataclass(frozen=True)
class Piece(Generic[T]):
    """Something that was found on a page, with its place from the top left of the upright page, in points.

    Attributes:
        what: What was found.
        letters: How many letters it has.
    """

    what: T
    letters: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half-way down."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


def rows_in_order(pieces: Sequence[Piece[T]]) -> list[list[Piece[T]]]:
    """Put pieces into the order of reading.

    A heading across columns comes before them, and what stands below it across them comes after; a column is
    read to its end before the next. Cells of a table are no columns: its rows are read across.

    Args:
        pieces: The pieces of one page, in any order.

    Returns:
        Rows, from the first to the last, each from left to right.
    """
    gutter = _gutter(pieces)
    if gutter is None:
        return _rows(pieces)
    across = sorted((piece for piece in pieces if piece.left < gutter < piece.right), key=_middle)
    rest = [piece for piece in pieces if not piece.left < gutter < piece.right]
    rows: list[list[Piece[T]]] = []
    together: list[Piece[T]] = []
    above = float("-inf")
    for line in [*across, None]:
        below = line.middle if line else float("inf")
        between = [piece for piece in rest if above <= piece.middle < below]
        if between:
            rows += _rows(together)
            together = []
            rows += rows_in_order([piece for piece in between if piece.right <= gutter])
            rows += rows_in_order([piece for piece in between if piece.left >= gutter])
        if line:
            together.append(line)
        above = below
    return rows + _rows(together)


def _middle(piece: Piece[T]) -> float:
    return piece.middle


def _gutter(pieces: Sequence[Piece[T]]) -> float | None:
    """Where a page parts into columns, counted from the left; None if it does not."""
    if len(pieces) < 2 * _FEWEST:
        return None
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    start, count = int(left), int(right) - int(left) + 1
    change = [0.0] * (count + 1)
    for piece in pieces:
        change[int(piece.left) - start] += piece.height
        change[min(count, int(piece.right) - start + 1)] -= piece.height
    allowed = _CROSSING * sum(piece.height for piece in pieces)
    least = _GUTTER * median(piece.height for piece in pieces)
    edge = _EDGE * (right - left)
    covered, begun = 0.0, -1
    gaps: list[tuple[float, float]] = []
    for x, step in enumerate(change):
        covered += step
        if covered <= allowed and x < count:
            begun = x if begun < 0 else begun
        elif begun >= 0:
            gaps.append((x - begun, start + (begun + x) / 2))
            begun = -1
    for width, middle in sorted(gaps, reverse=True):
        if width >= least and left + edge < middle < right - edge and _are_columns(pieces, middle):
            return middle
    return None


def _are_columns(pieces: Sequence[Piece[T]], gutter: float) -> bool:
    """Whether there is running text on both sides of a gutter, side by side."""
    sides = [
        [piece for piece in pieces if piece.right <= gutter],
        [piece for piece in pieces if piece.left >= gutter],
    ]
    if not all(map(_is_running_text, sides)):
        return False
    tops = [min(piece.top for piece in side) for side in sides]
    bottoms = [max(piece.bottom for piece in side) for side in sides]
    lower = min(bottom - top for top, bottom in zip(tops, bottoms, strict=True))
    return min(bottoms) - max(tops) > _BESIDE * lower


def _is_running_text(side: Sequence[Piece[T]]) -> bool:
    if len(side) < _FEWEST:
        return False
    width = max(piece.right for piece in side) - min(piece.left for piece in side)
    return (
        median(piece.letters for piece in side) >= _LETTERS
        and median(piece.right - piece.left for piece in side) >= _FULL * width
    )


def _rows(pieces: Sequence[Piece[T]]) -> list[list[Piece[T]]]:
    """Pieces that stand beside one another as rows, from the top."""
    rows: list[list[Piece[T]]] = []
    for piece in sorted(pieces, key=_middle):
        if rows and all(_beside(piece, other) for other in rows[-1]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _beside(one: Piece[T], other: Piece[T]) -> bool:
    lower = min(one.height, other.height)
    shared = min(one.right, other.right) - max(one.left, other.left)
    return abs(one.middle - other.middle) <= _SAME_ROW * lower and shared < lower
