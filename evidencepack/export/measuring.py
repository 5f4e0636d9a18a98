"""What can be read off a finished bundle, page by page, without the library that wrote it.

Words and pictures are read by pdfium, structure by qpdf (pikepdf); the bundle is written by pypdf.
"""

from __future__ import annotations

import base64
import hashlib
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from evidencepack.export.annex_pages import page_of
from evidencepack.reading.page import Box
from evidencepack.reading.reader import Document

INK_COLUMNS, INK_ROWS = 24, 32
_INK_SCALE = 0.25
_DEPTH = 12


def digest(words: str | bytes) -> str:
    """The digest under which printed words are kept: SHA-256, 32 hexadecimal figures of it."""
    data = words.encode("utf-8", "surrogatepass") if isinstance(words, str) else words
    return hashlib.sha256(data).hexdigest()[:32]


def spaced(text: str) -> str:
    """Words with single spaces between them: how lines break is not what is proved."""
    return " ".join(text.split())


@dataclass(frozen=True)
class MeasuredLink:
    """A link as it is in the file: its box, the page it leads to (0 for none), and a forbidden action."""

    box: Box
    to: int
    forbidden: str = ""


def content_digest(page: pikepdf.Page) -> str:
    """A digest of everything a page draws: its content, its forms' content and its pictures.

    White space between drawing commands does not count, nor how streams are packed, so that a lossless
    re-save leaves it as it is.
    """
    seen: set[tuple[int, int]] = set()
    parts = [digest(b" ".join(_contents(page.obj).split()))]
    parts += sorted(_drawn(page.obj.get("/Resources"), seen, _DEPTH))
    return digest("".join(parts))


def _contents(page: Any) -> bytes:
    content = page.get("/Contents")
    streams = list(content) if isinstance(content, pikepdf.Array) else [content]
    return b"\n".join(_decoded(stream) for stream in streams if isinstance(stream, pikepdf.Stream))


def _decoded(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a picture format that qpdf leaves packed, or a damaged stream
        return stream.read_raw_bytes()


def _drawn(resources: Any, seen: set[tuple[int, int]], depth: int) -> Iterator[str]:
    """Digests of the pictures and forms that some resources name, nested ones included."""
    objects = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    for item in objects.values() if isinstance(objects, pikepdf.Dictionary) else ():
        if not isinstance(item, pikepdf.Stream) or item.objgen in seen or depth == 0:
            continue
        seen.add(item.objgen)
        data = _decoded(item)
        if item.get("/Subtype") == "/Form":
            yield digest(b" ".join(data.split()))
            yield from _drawn(item.get("/Resources"), seen, depth - 1)
        else:
            yield digest(data)
            mask = item.get("/SMask")
            if isinstance(mask, pikepdf.Stream):
                yield digest(_decoded(mask))


def ink_of(document: Document, number: int) -> tuple[int, ...]:
    """How dark the page is, in a grid of 24 by 32 cells, 0 to 15."""
    page = document.page(number)
    scale = max(_INK_SCALE, 2 * INK_COLUMNS / max(page.width, 1), 2 * INK_ROWS / max(page.height, 1))
    if not math.isfinite(scale):
        return ()
    picture = document.draw(number, scale, gray=True)
    if picture.width < INK_COLUMNS or picture.height < INK_ROWS:
        return ()
    return picture.ink(INK_COLUMNS, INK_ROWS)


def packed_ink(ink: tuple[int, ...]) -> str:
    """The grid as text."""
    return base64.b64encode(bytes(ink)).decode()


def unpacked_ink(text: str) -> tuple[int, ...]:
    """The grid back from text."""
    return tuple(base64.b64decode(text))


def same_picture(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two grids are of the same page, allowing for another program's way of drawing."""
    if len(one) != len(other):
        return False
    differences = [abs(a - b) for a, b in zip(one, other, strict=True)]
    return not differences or (max(differences) <= 3 and sum(differences) <= len(differences) / 8)


_FORBIDDEN = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition")


def page_numbers(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    """Each page's number, from 1, by its object."""
    return {page.obj.objgen: n for n, page in enumerate(pdf.pages, start=1)}


def links_of(pdf: pikepdf.Pdf, number: int, numbers: dict[tuple[int, int], int]) -> list[MeasuredLink]:
    """The links of a page, and every action that a bundle must not have."""
    found = []
    annotations = pdf.pages[number - 1].obj.get("/Annots")
    for annotation in annotations if isinstance(annotations, pikepdf.Array) else []:
        if not isinstance(annotation, pikepdf.Dictionary):
            continue
        given = annotation.get("/A")
        action = given if isinstance(given, pikepdf.Dictionary) else pikepdf.Dictionary()
        kind = str(action.get("/S", ""))
        forbidden = kind if kind in _FORBIDDEN or "/AA" in annotation else ""
        if kind == "/URI" and not re.match(r"(?i)https?://|mailto:", str(action.get("/URI", ""))):
            forbidden = str(action.get("/URI", ""))
        rect = annotation.get("/Rect")
        if annotation.get("/Subtype") != "/Link" and not forbidden:
            continue
        if not isinstance(rect, pikepdf.Array) or len(rect) != 4:
            continue
        values = [float(value) for value in rect]
        target = action.get("/D") if kind == "/GoTo" else annotation.get("/Dest")
        box = (min(values[0::2]), min(values[1::2]), max(values[0::2]), max(values[1::2]))
        found.append(MeasuredLink(box, page_of(pdf, target, numbers), forbidden))
    return found


def bookmarks_of(pdf: pikepdf.Pdf, numbers: dict[tuple[int, int], int]) -> list[tuple[str, int]]:
    """All bookmarks in reading order, with the page each leads to."""
    found: list[tuple[str, int]] = []
    outlines = pdf.Root.get("/Outlines")
    waiting = [outlines.get("/First")] if isinstance(outlines, pikepdf.Dictionary) else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        item = waiting.pop()
        if not isinstance(item, pikepdf.Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        action = item.get("/A")
        target = action.get("/D") if isinstance(action, pikepdf.Dictionary) else item.get("/Dest")
        found.append((str(item.get("/Title", "")), page_of(pdf, target, numbers)))
        waiting += [item.get("/Next"), item.get("/First")]
    return found


def forbidden_in_catalogue(pdf: pikepdf.Pdf) -> list[str]:
    """What a bundle's catalogue must not have: scripts, attached files, actions on opening."""
    root = pdf.Root
    found = []
    names = root.get("/Names")
    for key, words in (("/JavaScript", "a script"), ("/EmbeddedFiles", "an attached file")):
        if isinstance(names, pikepdf.Dictionary) and key in names:
            found.append(words)
    if "/AA" in root:
        found.append("an automatic action")
    opening = root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != "/GoTo":
        found.append("an action on opening")
    if "/AcroForm" in root and isinstance(root.AcroForm, pikepdf.Dictionary) and "/XFA" in root.AcroForm:
        found.append("a form that runs scripts")
    return found
