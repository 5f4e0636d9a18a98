"""Whether a page is a picture whose few words, such as a stamp, a header or a page number, say nothing of it.

Runs in the worker only. A page with more than a few words is not looked at, which keeps reading fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import byref, c_float
from typing import Any

import pypdfium2.raw as pdfium

from evidencepack.reading import places
from evidencepack.reading.pagetext import Reading
from evidencepack.reading.places import Box

_FEW_WORDS = 30
_MOST_OF_THE_PAGE = 0.6
_MARGIN = 0.15  # of the page's width and height, where stamps, headers and page numbers stand
_MOST_OBJECTS = 2_000
_DEEPEST = 3
_WORD = re.compile(r"\w+")
_Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: _Matrix = (1, 0, 0, 1, 0, 0)


def is_picture_with_few_words(page: Any, textpage: Any, reading: Reading, box: Box) -> bool:
    """Whether pictures cover most of a page and its words stand in its margins only.

    A title in the middle of a picture, as on covers and slides, makes no scan.

    Args:
        page: pdfium's handle of the page.
        textpage: pdfium's handle of its text.
        reading: Its stored text.
        box: The visible part of the page.
    """
    words = sum(1 for _ in zip(_WORD.finditer(reading.text), range(_FEW_WORDS), strict=False))
    if not 0 < words < _FEW_WORDS or not _in_margins(textpage, reading, box):
        return False
    whole = (box[2] - box[0]) * (box[3] - box[1])
    covered = 0.0
    for picture in _pictures(page):
        seen = places.clipped(picture, box)
        covered += (seen[2] - seen[0]) * (seen[3] - seen[1]) if seen else 0.0
    return covered >= _MOST_OF_THE_PAGE * whole


def _in_margins(textpage: Any, reading: Reading, box: Box) -> bool:
    across, up = _MARGIN * (box[2] - box[0]), _MARGIN * (box[3] - box[1])
    inner = (box[0] + across, box[1] + up, box[2] - across, box[3] - up)
    return not any(places.clipped(ink, inner) for _, ink in places.inked(textpage, reading))


def _pictures(page: Any) -> Iterator[Box]:
    """The boxes of the pictures on a page, also of those within other objects."""
    count = min(_MOST_OBJECTS, pdfium.FPDFPage_CountObjects(page))
    waiting = [(pdfium.FPDFPage_GetObject(page, number), _UNMOVED, 1) for number in range(count)]
    seen = 0
    while waiting and seen < _MOST_OBJECTS:
        thing, moved, depth = waiting.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            sides = [c_float() for _ in range(4)]
            if pdfium.FPDFPageObj_GetBounds(thing, *map(byref, sides)):
                yield _placed((sides[0].value, sides[1].value, sides[2].value, sides[3].value), moved)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _within(thing, moved)
            parts = min(_MOST_OBJECTS, pdfium.FPDFFormObj_CountObjects(thing))
            waiting += [(pdfium.FPDFFormObj_GetObject(thing, n), inner, depth + 1) for n in range(parts)]


def _within(form: Any, outer: _Matrix) -> _Matrix:
    """How what lies in a form object is moved on the page."""
    own = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(form, byref(own)):
        return outer
    a, b, c, d, e, f = outer
    return (
        own.a * a + own.b * c,
        own.a * b + own.b * d,
        own.c * a + own.d * c,
        own.c * b + own.d * d,
        own.e * a + own.f * c + e,
        own.e * b + own.f * d + f,
    )


def _placed(box: Box, moved: _Matrix) -> Box:
    a, b, c, d, e, f = moved
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)
