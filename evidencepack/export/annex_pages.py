"""An annex's pages made ready for a bundle: filled-in forms and notes drawn in, scripts and files left out.

Only the pages wanted are kept. Links inside the document are noted down, to be made anew with the pages'
new numbers; links to web and e-mail addresses are kept; every other action is gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from evidencepack.errors import BadInput
from evidencepack.reading.page import Box

_PAGE_KEYS = {
    "/Type",
    "/Parent",
    "/Resources",
    "/MediaBox",
    "/CropBox",
    "/Rotate",
    "/Contents",
    "/Group",
    "/UserUnit",
}
_WEB = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class SourceLink:
    """A link of a source page: its box, and the source page it leads to (from 1) or its web address."""

    page: int
    box: Box
    to_page: int = 0
    address: str = ""


@dataclass(frozen=True)
class AnnexPages:
    """An annex's pages as a PDF file of their own, in the annex's order."""

    path: Path
    pages: tuple[int, ...]
    units: tuple[float, ...]
    links: tuple[SourceLink, ...]


def prepare_annex(rendition: Path, pages: list[int], target: Path) -> AnnexPages:
    """Write the wanted pages of a reading copy into a file of their own.

    Args:
        rendition: The reading copy.
        pages: Its pages, from 1, in the annex's order.
        target: The file to write.

    Raises:
        BadInput: The reading copy cannot be taken apart.
    """
    try:
        with pikepdf.open(rendition) as pdf:
            pdf.generate_appearance_streams()
            pdf.flatten_annotations("screen")
            numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages, start=1)}
            links = [link for n in pages for link in _links(pdf, n, numbers)]
            units = tuple(float(pdf.pages[n - 1].obj.get("/UserUnit", 1)) for n in pages)
            with pikepdf.new() as taken:
                for n in pages:
                    _strip(pdf.pages[n - 1])
                    taken.pages.append(pdf.pages[n - 1])
                taken.save(target, static_id=True)
    except (pikepdf.PdfError, ValueError, RuntimeError) as problem:
        raise BadInput(
            f"The pages of {rendition.name} cannot be put into a bundle ({problem}); save the document anew "
            "from another program and import that.",
            file=str(rendition),
        ) from problem
    return AnnexPages(target, tuple(pages), units, tuple(links))


def _strip(page: pikepdf.Page) -> None:
    """Keep of a page what is needed to draw it."""
    for name in ("/Resources", "/MediaBox", "/CropBox", "/Rotate"):
        inherited = page.obj.get(name) if name in page.obj else _inherited(page.obj, name)
        if inherited is not None:
            page.obj[name] = inherited
    for name in list(page.obj.keys()):
        if name not in _PAGE_KEYS:
            del page.obj[name]


def _inherited(node: Any, name: str) -> Any:
    for _ in range(50):  # a page tree deeper than this is a loop
        node = node.get("/Parent")
        if node is None:
            return None
        if name in node:
            return node[name]
    return None


def _links(pdf: pikepdf.Pdf, number: int, numbers: dict[tuple[int, int], int]) -> list[SourceLink]:
    found = []
    annotations = pdf.pages[number - 1].obj.get("/Annots")
    for annotation in annotations if isinstance(annotations, pikepdf.Array) else []:
        if not isinstance(annotation, pikepdf.Dictionary) or annotation.get("/Subtype") != "/Link":
            continue
        rect = annotation.get("/Rect")
        if not isinstance(rect, pikepdf.Array) or len(rect) != 4:
            continue
        values = [float(value) for value in rect]
        box = (min(values[0::2]), min(values[1::2]), max(values[0::2]), max(values[1::2]))
        action = annotation.get("/A")
        target = annotation.get("/Dest")
        if isinstance(action, pikepdf.Dictionary):
            if action.get("/S") == "/URI":
                address = str(action.get("/URI", ""))
                if address.lower().startswith(_WEB):
                    found.append(SourceLink(number, box, address=address))
                continue
            target = action.get("/D") if action.get("/S") == "/GoTo" else None
        page = page_of(pdf, target, numbers)
        if page:
            found.append(SourceLink(number, box, to_page=page))
    return found


def page_of(pdf: pikepdf.Pdf, target: Any, numbers: dict[tuple[int, int], int]) -> int:
    """The page, from 1, that a destination leads to; 0 if it leads nowhere in this document."""
    for _ in range(5):  # a name may stand for a dictionary that stands for an array
        if isinstance(target, (pikepdf.String, pikepdf.Name, str)):
            target = _named(pdf, str(target))
        if isinstance(target, pikepdf.Dictionary):
            target = target.get("/D")
        if isinstance(target, pikepdf.Array) and len(target):
            first = target[0]
            if isinstance(first, pikepdf.Dictionary):
                return numbers.get(first.objgen, 0)
            return 0
    return 0


def _named(pdf: pikepdf.Pdf, name: str) -> Any:
    old = pdf.Root.get("/Dests")
    if isinstance(old, pikepdf.Dictionary) and name.startswith("/") and name in old:
        return old[name]
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/Dests" in names:
        return pikepdf.NameTree(names["/Dests"]).get(name)
    return None
