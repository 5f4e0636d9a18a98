"""Makes the lines of a page, with places in the PDF, from what OCR read in a picture of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evidencepack.intake.ocr_words import Line, PageWords, Word
from evidencepack.intake.reading_order import Piece, rows_in_order
from evidencepack.reading.page import Box, PageText

Point = tuple[float, float]
_LEVEL = 0.2  # degrees: less is how a network measures, not how a page lies
_ASKEW = 20.0  # degrees: a line of more is turned by itself and says nothing of the page
_LONG = 8  # times its height: only a long line shows how the page lies


@dataclass(frozen=True)
class _Found:
    """A line as it was found: words and corners in points from the top left of the upright page."""

    words: list[tuple[str, float, float, float]]
    corners: list[Point]

    @property
    def angle(self) -> float:
        """Degrees by which it is turned clockwise, from -180 to 180."""
        (left, top), (right, other) = self.corners[0], self.corners[1]
        return math.degrees(math.atan2(other - top, right - left))

    @property
    def length(self) -> float:
        """How long it is."""
        return math.dist(self.corners[0], self.corners[1])

    @property
    def height(self) -> float:
        """How high its letters are."""
        return math.dist(self.corners[0], self.corners[3])

    @property
    def turned(self) -> int:
        """By how many quarters it is turned, in degrees clockwise."""
        return round(self.angle / 90) % 4 * 90


def page_words(page: PageText, scale: float, turned: int, lines: Sequence[dict[str, Any]]) -> PageWords:
    """Put what was read in order and in its place.

    Args:
        page: The page as it is in the PDF.
        scale: Pixels a point of the picture.
        turned: How far the picture had to be turned clockwise to be upright.
        lines: What the worker found: ``corners`` in pixels of the upright picture, and ``words``, each with
            text, start, end (shares of the line's length) and confidence.
    """
    found = [
        _Found([tuple(word) for word in line["words"]], [(x / scale, y / scale) for x, y in line["corners"]])
        for line in lines
    ]
    slope = _slope(found)
    level = [one for one in found if one.turned == 0]
    rows = rows_in_order([_piece(one, slope) for one in level])
    made = [Line(tuple(_row_words(row, slope, page, turned)), slope=slope) for row in rows]
    made += [Line(tuple(_words(one, page, turned)), one.turned) for one in found if one.turned]
    return PageWords(page.number, tuple(made), turned)


def _slope(found: Sequence[_Found]) -> float:
    """By how many degrees the lines of a page rise: as the middling of its long lines does, by length."""
    long = sorted(
        (-one.angle, one.length)
        for one in found
        if abs(one.angle) < _ASKEW and one.length > _LONG * one.height
    )
    half = sum(length for _, length in long) / 2
    for angle, length in long:
        half -= length
        if half <= 0:
            return round(angle, 2) if abs(angle) >= _LEVEL else 0.0
    return 0.0


def _piece(found: _Found, slope: float) -> Piece[_Found]:
    """The line on the page as it would be if that had not been scanned askew."""
    lean = math.radians(slope)
    level = [
        (x * math.cos(lean) - y * math.sin(lean), x * math.sin(lean) + y * math.cos(lean))
        for x, y in found.corners
    ]
    return Piece(
        found,
        sum(len(word[0]) for word in found.words),
        min(x for x, _ in level),
        min(y for _, y in level),
        max(x for x, _ in level),
        max(y for _, y in level),
    )


def _row_words(row: Sequence[Piece[_Found]], slope: float, page: PageText, turned: int) -> Iterator[Word]:
    """The words of a row, all as high as the row, so that it is seen to be one."""
    top, bottom = min(piece.top for piece in row), max(piece.bottom for piece in row)
    lean = math.radians(slope)
    for piece in row:
        corners = [
            (x * math.cos(lean) + y * math.sin(lean), y * math.cos(lean) - x * math.sin(lean))
            for x, y in (
                (piece.left, top), (piece.right, top), (piece.right, bottom), (piece.left, bottom)
            )
        ]  # fmt: skip
        yield from _words(_Found(piece.what.words, corners), page, turned)


def _words(found: _Found, page: PageText, turned: int) -> list[Word]:
    top_left, top_right, bottom_right, bottom_left = found.corners
    words = []
    for text, start, end, confidence in found.words:
        corners = [
            _between(top_left, top_right, start),
            _between(top_left, top_right, end),
            _between(bottom_left, bottom_right, start),
            _between(bottom_left, bottom_right, end),
        ]
        words.append(Word(text, _in_user_space(corners, page, turned), round(confidence, 4)))
    return words


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _in_user_space(corners: Sequence[Point], page: PageText, turned: int) -> Box:
    """The box around some points of the upright page."""
    width, height = page.width, page.height
    match turned:
        case 90:
            shown = [(y, height - x) for x, y in corners]
        case 180:
            shown = [(width - x, height - y) for x, y in corners]
        case 270:
            shown = [(width - y, x) for x, y in corners]
        case _:
            shown = list(corners)
    box = page.placed(
        (
            min(x for x, _ in shown),
            min(y for _, y in shown),
            max(x for x, _ in shown),
            max(y for _, y in shown),
        )
    )
    return round(box[0], 3), round(box[1], 3), round(box[2], 3), round(box[3], 3)
