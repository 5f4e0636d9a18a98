"""Notes and objects laid upon the pages of a PDF: what is drawn stays as a picture, all else is taken out."""

from __future__ import annotations

from typing import Any

import pikepdf

from evidencepack.reading import commands
from evidencepack.reading.hidden import Hidden, words_of
from evidencepack.reading.layers import Layers

_NOTES = {"/Text", "/Popup"}
_MEDIA = {"/Screen", "/Movie", "/Sound", "/RichMedia", "/3D"}
_MARKS = {
    "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline",
    "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Redact",
}  # fmt: skip
_DRAWN_BY = {
    "/Type", "/Subtype", "/Rect", "/P", "/F", "/AP", "/AS", "/Border", "/C", "/BS", "/BE", "/RD", "/IC",
    "/CA", "/ca", "/BM", "/QuadPoints", "/InkList", "/L", "/LE", "/LL", "/LLE", "/LLO", "/Vertices", "/CL",
    "/OC", "/Name", "/StructParent", "/Lang", "/FixedPrint", "/H",
}  # fmt: skip
_OF_A_LINK = _DRAWN_BY | {"/A", "/Dest", "/PA"}


def settle(pdf: pikepdf.Pdf, hidden: Hidden, layers: Layers) -> None:
    """Take out of every page's annotations what is not drawn, and count comments, files and objects."""
    for number, page in enumerate(pdf.pages, start=1):
        if "/Annots" not in page.obj:
            continue
        here = page.obj.get("/Annots")
        items = list(here) if isinstance(here, pikepdf.Array) else []
        kept = [item for item in items if _stays(item, number, hidden, layers)]
        if len(kept) != len(items):
            page.obj["/Annots"] = pdf.make_indirect(pikepdf.Array(kept))
        if not kept:
            del page.obj["/Annots"]
        if len(kept) != len(items) or not kept:
            hidden.changed = True


def _stays(item: Any, page: int, hidden: Hidden, layers: Layers) -> bool:
    """Whether an annotation stays on its page; what does not is emptied, wherever else it is referred to."""
    if not isinstance(item, pikepdf.Dictionary):
        return False
    kind = words_of(item.get("/Subtype"))
    _count(item, kind, page, hidden)
    commands.take_out(item, "/A", hidden, page)
    commands.take_out(item, "/PA", hidden, page)
    commands.take_out_all(item, hidden, page)
    if kind in _NOTES or kind == "/FileAttachment" or layers.hides(item.get("/OC")):
        return _empty(item)
    if kind in _MEDIA:
        hidden.changed = True
        if "/AP" not in item:
            return _empty(item)
        item["/Subtype"] = pikepdf.Name("/Stamp")
    if kind == "/Link" and not {"/A", "/Dest"} & set(item.keys()) and "/AP" not in item:
        return _empty(item)
    allowed = _OF_A_LINK if kind == "/Link" else _DRAWN_BY
    for key in list(item.keys()):
        if key not in allowed:
            del item[key]
            hidden.changed = True
    return True


def _count(item: Any, kind: str, page: int, hidden: Hidden) -> None:
    if kind in _MEDIA:
        hidden.note("media", page)
    elif kind == "/Redact":
        hidden.note("redaction", page)
    elif kind == "/FreeText":
        hidden.note("text-box", page)
    elif (kind == "/Text" or kind in _MARKS) and words_of(item.get("/Contents")).strip():
        hidden.note("comment", page)


def _empty(item: Any) -> bool:
    for key in list(item.keys()):
        del item[key]
    return False
