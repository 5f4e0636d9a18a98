"""Where words stand on a page, and which words stand in a place; runs in the worker only."""

from __future__ import annotations

import math
import re
from ctypes import byref, c_double, c_ushort
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from evidencepack.reading.pagetext import Reading

Box = tuple[float, float, float, float]

_WIDE_GAP = 2.0  # in line heights: wider is another column, which a rectangle must not cover
# What pdfium writes in two ways, or what shows nothing: no help in counting letters.
_UNSURE = re.compile("[\\s\\x00-\\x20\\x7f-\\xa0\\xad\\-\ufffd-\uffff]+")
_UNSURE_BYTES = bytes(code for code in range(256) if _UNSURE.match(chr(code)))
_SAME_LINE = 0.4  # of the lower of two boxes, for them to stand on one line


def glyph_box(textpage: Any, place: int) -> Box | None:
    """The box of a character's ink (left, bottom, right, top); None if it draws nothing."""
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    if not pdfium.FPDFText_GetCharBox(textpage, place, byref(left), byref(right), byref(bottom), byref(top)):
        return None
    return _proper(left.value, bottom.value, right.value, top.value)


def line_box(textpage: Any, place: int) -> Box | None:
    """The box of a character's ink and of its line's height at that place; None if it takes no room."""
    loose = pdfium.FS_RECTF()
    found = pdfium.FPDFText_GetLooseCharBox(textpage, place, byref(loose))
    high = _proper(loose.left, loose.bottom, loose.right, loose.top) if found else None
    ink = glyph_box(textpage, place)
    return _around(high, ink) if high and ink else high or ink


def _proper(left: float, bottom: float, right: float, top: float) -> Box | None:
    box = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
    if not all(map(math.isfinite, box)) or box[0] >= box[2] or box[1] >= box[3]:
        return None
    return box


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def clipped(box: Box, page: Box) -> Box | None:
    """The part of a box that lies on the page; None if none does."""
    return _proper_or_none(
        max(box[0], page[0]), max(box[1], page[1]), min(box[2], page[2]), min(box[3], page[3])
    )


def _proper_or_none(left: float, bottom: float, right: float, top: float) -> Box | None:
    return (left, bottom, right, top) if left < right and bottom < top else None


@dataclass
class _Line:
    """A rectangle that grows along a line of text; ``upright`` lines run along the y axis."""

    box: Box
    upright: bool

    def takes(self, box: Box, upright: bool) -> bool:
        """Whether the box continues this line."""
        if upright != self.upright:
            return False
        along, across = (1, 0) if upright else (0, 1)
        shared = min(box[across + 2], self.box[across + 2]) - max(box[across], self.box[across])
        heights = [one[across + 2] - one[across] for one in (box, self.box)]
        gap = max(box[along] - self.box[along + 2], self.box[along] - box[along + 2])
        return shared >= _SAME_LINE * min(heights) and gap <= _WIDE_GAP * max(heights)


def rectangles(textpage: Any, reading: Reading, start: int, end: int, page: Box) -> list[Box]:
    """The rectangles of a stretch of the stored text: one a line, more where a line has wide gaps.

    Args:
        textpage: pdfium's handle of the page's text.
        reading: The same page's stored text.
        start: The first code point.
        end: The code point after the last.
        page: The page's box, beyond which nothing is shown.

    Returns:
        (left, bottom, right, top) in points of PDF user space, in the order of the text.
    """
    lines: list[_Line] = []
    fresh = True
    for position in range(max(0, start), min(end, len(reading.text))):
        if reading.text[position] == "\n":
            fresh = True
            continue
        place = reading.places[position]
        box = line_box(textpage, place)
        if box is None:
            continue
        angle = pdfium.FPDFText_GetCharAngle(textpage, place)
        upright = abs(math.sin(angle)) > abs(math.cos(angle))
        if lines and not fresh and lines[-1].takes(box, upright):
            lines[-1].box = _around(lines[-1].box, box)
        else:
            lines.append(_Line(box, upright))
        fresh = False
    on_page = (clipped(line.box, page) for line in lines)
    return [box for box in on_page if box]


def reaches_outside(textpage: Any, reading: Reading, page: Box) -> bool:
    """Whether some words lie wholly outside the visible page, where no reader sees them."""
    left, bottom, right, top = page
    size = max(0, pdfium.FPDFText_GetBoundedText(textpage, left, top, right, bottom, None, 0))
    room = (c_ushort * (size + 1))()
    pdfium.FPDFText_GetBoundedText(textpage, left, top, right, bottom, room, size)
    inside = bytes(room).decode("utf-16-le", "replace")
    if _tally(inside) == _tally(reading.text):  # nearly always, and told much faster
        return False
    return len(_UNSURE.sub("", inside)) < len(_UNSURE.sub("", reading.text))


def _tally(text: str) -> tuple[int, int]:
    """How many sure letters of Latin-1 a text has, and how many others."""
    plain = text.encode("latin-1", "ignore")
    return len(plain.translate(None, _UNSURE_BYTES)), len(text) - len(plain)


Inked = tuple[int, Box]
"""A position in the stored text and the box of its ink."""


def inked(textpage: Any, reading: Reading) -> list[Inked]:
    """The ink of every letter of a page, measured once for however many boxes are asked about."""
    boxes = (
        (position, glyph_box(textpage, reading.places[position]))
        for position, letter in enumerate(reading.text)
        if not letter.isspace()
    )
    return [(position, box) for position, box in boxes if box]


def text_within(letters: list[Inked], reading: Reading, box: Box) -> str:
    """The stored text of which any ink touches a box (left, bottom, right, top) in user space.

    Stretches that do not follow one another are parted by a line break, or a space on the same line.
    """
    pieces: list[str] = []
    last = -1
    left, bottom, right, top = box
    for position, ink in letters:
        if ink[0] >= right or ink[2] <= left or ink[1] >= top or ink[3] <= bottom:
            continue
        letter = reading.text[position]
        between = reading.text[last + 1 : position]
        if pieces and between.strip():
            between = "\n" if "\n" in between else " "
        pieces.append(between + letter if pieces else letter)
        last = position
    return "".join(pieces)
