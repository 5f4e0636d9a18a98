"""Words of a PDF that are written invisibly: put under a picture by OCR, or hidden where nothing is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import byref, c_float
from typing import Any

import pikepdf
import pypdfium2.raw as pdfium

from evidencepack.reading.hidden import Hidden
from evidencepack.reading.opened import load
from evidencepack.reading.streams import blocks

_INVISIBLE = re.compile(rb"(?<![\d.])[37]\s+Tr\b")
_OVERLAP = 16  # bytes of one block that may begin what the next one ends
_MOST_BYTES = 64 << 20  # a page that takes more to draw is no letter
_DEEPEST = 8
_AT_ONCE = 20  # pages
_Box = tuple[float, float, float, float]
_UNSEEN_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)


def suspects(pdf: pikepdf.Pdf) -> list[int]:
    """The pages, from 1, whose commands switch to invisible writing anywhere."""
    known: dict[tuple[int, int], bool] = {}
    return [number for number, page in enumerate(pdf.pages, start=1) if _page_switches(page.obj, known)]


def tell(path: str, pages: list[int], hidden: Hidden) -> None:
    """Look where invisible words stand: over a picture, or over nothing.

    Args:
        path: The PDF.
        pages: The pages to look at, from 1.
        hidden: Counts them.
    """
    for start in range(0, len(pages), _AT_ONCE):
        document = load(path, None)  # anew, as pdfium keeps every picture that it has come across
        try:
            for number in pages[start : start + _AT_ONCE]:
                _look(document, number, hidden)
        finally:
            pdfium.FPDF_CloseDocument(document)


def _look(document: Any, number: int, hidden: Hidden) -> None:
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return
    words: list[_Box] = []
    pictures: list[_Box] = []
    try:
        for each in _objects(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject):
            _sort(each, words, pictures, 0, None)
    finally:
        pdfium.FPDF_ClosePage(page)
    under = [any(_covers(picture, word) for picture in pictures) for word in words]
    if any(under):
        hidden.note("ocr", number)
    if not all(under):
        hidden.note("invisible", number)


def _page_switches(page: Any, known: dict[tuple[int, int], bool]) -> bool:
    contents = page.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    if any(isinstance(stream, pikepdf.Stream) and _switches(stream) for stream in streams):
        return True
    return _inner_switches(_resources(page), known, 0)


def _resources(page: Any) -> Any:
    for _ in range(_DEEPEST * 8):
        if "/Resources" in page or not isinstance(page.get("/Parent"), pikepdf.Dictionary):
            break
        page = page["/Parent"]
    return page.get("/Resources")


def _inner_switches(resources: Any, known: dict[tuple[int, int], bool], depth: int) -> bool:
    drawings = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(drawings, pikepdf.Dictionary) or depth > _DEEPEST:
        return False
    for name in drawings.keys():  # noqa: SIM118 - no dict
        drawing = drawings[name]
        if not isinstance(drawing, pikepdf.Stream) or drawing.get("/Subtype") != "/Form":
            continue
        if drawing.objgen not in known:
            known[drawing.objgen] = False  # should it hold itself
            inner = _inner_switches(drawing.get("/Resources"), known, depth + 1)
            known[drawing.objgen] = inner or _switches(drawing)
        if known[drawing.objgen]:
            return True
    return False


def _switches(stream: Any) -> bool:
    read, tail = 0, b""
    try:
        for block in blocks(stream):
            whole = tail + block
            if b"Tr" in whole and _INVISIBLE.search(whole):  # the first test is the quicker one
                return True
            tail = block[-_OVERLAP:]
            read += len(block)
            if read > _MOST_BYTES:
                break
    except pikepdf.PdfError:
        return False  # what cannot be unpacked cannot be drawn either
    return False


def _objects(holder: Any, count: Any, get: Any) -> Iterator[Any]:
    for number in range(max(0, count(holder))):
        each = get(holder, number)
        if each:
            yield each


def _sort(each: Any, words: list[_Box], pictures: list[_Box], depth: int, frame: _Box | None) -> None:
    """Note the box of an object of a page; what is within a drawing is noted with the drawing's box."""
    kind = pdfium.FPDFPageObj_GetType(each)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        if pdfium.FPDFTextObj_GetTextRenderMode(each) in _UNSEEN_MODES:
            words.append(frame or _box(each))
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        pictures.append(frame or _box(each))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner = frame or _box(each)
        for one in _objects(each, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject):
            _sort(one, words, pictures, depth + 1, inner)


def _box(each: Any) -> _Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium.FPDFPageObj_GetBounds(each, byref(left), byref(bottom), byref(right), byref(top))
    return left.value, bottom.value, right.value, top.value


def _covers(picture: _Box, word: _Box) -> bool:
    """Whether the middle of a word lies within a picture."""
    across, up = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return picture[0] <= across <= picture[2] and picture[1] <= up <= picture[3]
