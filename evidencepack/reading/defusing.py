"""Takes out of a PDF's copy what lies hidden in it or would do something, and tells of it; worker only."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2.raw as pdfium

from evidencepack.reading import commands, forms, invisible, layers, notes
from evidencepack.reading.attached import files_in, rows_of
from evidencepack.reading.hidden import Hidden
from evidencepack.reading.opened import load, missing_pages
from evidencepack.reading.saving import save, save_pikepdf

_OF_THE_CATALOGUE = {
    "/Type", "/Version", "/Extensions", "/Pages", "/PageLabels", "/Names", "/Dests", "/ViewerPreferences",
    "/PageLayout", "/PageMode", "/Outlines", "/MarkInfo", "/StructTreeRoot", "/Lang", "/OutputIntents",
    "/OCProperties", "/OpenAction",
}  # fmt: skip
_NOT_OF_A_PAGE = {"/Thumb", "/AF", "/B", "/PresSteps", "/Trans", "/Dur", "/Hid", "/TemplateInstantiated"}
_PRIVATE = ("/PieceInfo", "/Metadata", "/LastModified", "/AF")
_UNSEARCHED = (
    "It could not be searched for what is hidden in it, such as comments, scripts and files: print it to PDF "
    "and import that before you send it on."
)


def defuse(path: str) -> list[str]:
    """Take everything out of a PDF that is not seen on its pages; leave it untouched if there is nothing.

    Args:
        path: A PDF without a lock; the same PDF always becomes the same bytes.

    Returns:
        A sentence for each kind of thing that was found.

    Raises:
        OSError: If it cannot be written.
    """
    spare = path + "2"
    try:
        pages = _pages(path)
        _draw_fields(path, spare)
        hidden = _taken_out(path, spare)
        if hidden.changed:
            if _pages(spare) != pages:
                return [_UNSEARCHED]
            os.replace(spare, path)
    except (MemoryError, OSError):
        raise
    except Exception:  # noqa: BLE001 - broken PDFs provoke every kind of error in pikepdf: then that is told
        return [_UNSEARCHED]
    finally:
        Path(spare).unlink(missing_ok=True)
    return hidden.told(pages[0])


def _pages(path: str) -> tuple[int, int]:
    """How many pages pdfium finds, and how many of them are missing."""
    document = load(path, None)
    try:
        return pdfium.FPDF_GetPageCount(document), missing_pages(document)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _open(path: str) -> pikepdf.Pdf:
    return pikepdf.open(path, access_mode=pikepdf.AccessMode.stream, suppress_warnings=True)


def _draw_fields(path: str, spare: str) -> None:
    """Have the fields drawn that do not bring their look with them."""
    with _open(path) as pdf:
        pages = forms.undrawn_pages(pdf)
    if not pages:
        return
    document = load(path, None)
    try:
        forms.draw_fields(document, pages)
        saved = save(document, spare)
    finally:
        pdfium.FPDF_CloseDocument(document)
    if saved:
        os.replace(spare, path)


def _taken_out(path: str, spare: str) -> Hidden:
    """Find what is hidden and, if there is any, write the PDF without it."""
    hidden = Hidden()
    with _open(path) as pdf:
        _tell_files(pdf, hidden)
        off = layers.Layers(pdf.Root)
        layers.take_out(pdf, off, hidden)
        forms.flatten(pdf, hidden)
        notes.settle(pdf, hidden, off)
        _settle_catalogue(pdf, hidden)
        _settle_pages(pdf, hidden)
        _settle_rest(pdf, hidden)
        suspects = invisible.suspects(pdf)
        if hidden.changed:
            save_pikepdf(pdf, spare)
    invisible.tell(spare if hidden.changed else path, suspects, hidden)
    return hidden


def _tell_files(pdf: pikepdf.Pdf, hidden: Hidden) -> None:
    for file in files_in(pdf):
        hidden.note("file", file.page, file.name)
    if "/Collection" in pdf.Root:
        hidden.note("portfolio")


def _settle_catalogue(pdf: pikepdf.Pdf, hidden: Hidden) -> None:
    """Leave of the catalogue what is about its pages, and of the document's details its title."""
    root = pdf.Root
    commands.take_out(root, "/OpenAction", hidden)
    commands.take_out_all(root, hidden)
    commands.of_outline(root, hidden)
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        for _ in rows_of(names.get("/JavaScript")):
            hidden.note("script")
        for _ in rows_of(names.get("/Templates")):
            hidden.note("template")
        _leave(names, {"/Dests"}, hidden)
        if not names.keys():
            del root["/Names"]
    _leave(root, _OF_THE_CATALOGUE, hidden)
    if root.get("/PageMode") == "/UseAttachments":
        del root["/PageMode"]
    details = pdf.trailer.get("/Info")
    if isinstance(details, pikepdf.Dictionary):
        _leave(details, {"/Title"}, hidden)


def _settle_pages(pdf: pikepdf.Pdf, hidden: Hidden) -> None:
    for number, page in enumerate(pdf.pages, start=1):
        commands.take_out_all(page.obj, hidden, number)
        for key in _NOT_OF_A_PAGE & set(page.obj.keys()):
            del page.obj[key]
            hidden.changed = True


def _settle_rest(pdf: pikepdf.Pdf, hidden: Hidden) -> None:
    """Take out what programs leave for themselves in drawings, fonts and pictures."""
    for each in pdf.objects:
        if isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
            for key in _PRIVATE:
                if key in each:
                    del each[key]
                    hidden.changed = True


def _leave(holder: Any, kept: set[str], hidden: Hidden) -> None:
    for key in set(holder.keys()) - kept:
        del holder[key]
        hidden.changed = True
