"""Re-saves a PDF without its locks, its damage and what is hidden in it, and never with fewer pages.

Runs in the worker only.
"""

from __future__ import annotations

import os
from pathlib import Path

import pikepdf
import pypdfium2.raw as pdfium

from evidencepack.reading.defusing import defuse
from evidencepack.reading.opened import is_whole, load, missing_pages
from evidencepack.reading.rebuilding import copied, rewrite
from evidencepack.reading.saving import holds, save
from evidencepack.reading.trouble import TroubleError

_TAIL = 1 << 16  # bytes at the end of a file, in which it says that it ends, unless it was cut off
_LARGE = 64 << 20
_DAMAGED = "The file was damaged and has been mended: compare its pages with the original."
_REBUILT = "The file was damaged and had to be rebuilt: compare its pages with the original."


def clean(source: str, target: str, password: str | None) -> list[str]:
    """Write a sound and unlocked copy of a PDF that holds nothing but what is seen on its pages.

    Args:
        source: The file as it came.
        target: Where the copy goes; whole or absent.
        password: The password, if one is needed.

    Returns:
        Sentences for the person about what was lost, mended or taken out.

    Raises:
        TroubleError: If no reader makes a copy with all pages, or the target cannot be written.
    """
    part = target + ".part"
    try:
        warnings = _with_pdfium(source, part, password)
        warnings += defuse(part)
        os.replace(part, target)
    except OSError as problem:
        raise TroubleError("write", problem.strerror or str(problem)) from problem
    finally:
        Path(part).unlink(missing_ok=True)
    return warnings


def _with_pdfium(source: str, part: str, password: str | None) -> list[str]:
    try:
        document = load(source, password)
    except TroubleError as trouble:
        if trouble.kind != "damaged":
            raise
        return _with_others(source, part, password)
    try:
        pages = pdfium.FPDF_GetPageCount(document)
        whole = is_whole(document)
        missing = missing_pages(document)
        if pages == 0:
            if whole:
                raise TroubleError("no-pages")
            return _with_others(source, part, password)
        large = whole and not missing and os.path.getsize(source) > _LARGE
        saved = (large and copied(source, part, password, pages)) or save(document, part)
    finally:
        pdfium.FPDF_CloseDocument(document)
    if not saved or not holds(part, pages, missing):
        return _with_others(source, part, password, at_least=pages)
    warnings: list[str] = []
    if not whole:
        pages = _second_opinion(source, part, password, pages, warnings)
        warnings = [_DAMAGED, *_cut_off(source), *warnings, *([] if missing else _bare(part, pages))]
    if missing:
        warnings.append(f"{missing} of its {pages} pages cannot be read and are blank.")
    return warnings


def _second_opinion(source: str, part: str, password: str | None, pages: int, warnings: list[str]) -> int:
    """Ask others how many pages a mended file has and prefer the copy with more; returns that number."""
    spare = part + "2"
    try:
        found = rewrite(source, spare, password).pages
        if found > pages and holds(spare, found, 0):
            os.replace(spare, part)
            return found
    except TroubleError:
        return pages  # no other reader can read it at all: there is no second opinion
    finally:
        Path(spare).unlink(missing_ok=True)
    if found > pages:
        warnings.append(f"It may have had {found} pages, of which {pages} could be saved.")
    return pages


def _with_others(source: str, part: str, password: str | None, at_least: int = 1) -> list[str]:
    rebuilt = rewrite(source, part, password)
    pages, lost = rebuilt.pages, rebuilt.lost
    if pages < at_least:
        raise TroubleError("damaged", f"{pages} of {at_least} pages could be read")
    missing = [f"{lost} of its {pages + lost} pages {_be(lost)} lost."] if lost else []
    return [_REBUILT, *missing, *_cut_off(source), *_bare(part, pages)]


def _be(number: int) -> str:
    return "is" if number == 1 else "are"


def _cut_off(source: str) -> list[str]:
    """Say of a file without its end that pages may have gone with it."""
    with open(source, "rb") as stream:
        stream.seek(max(0, stream.seek(0, os.SEEK_END) - _TAIL))
        if b"%%EOF" in stream.read():
            return []
    return ["Its end is missing, and pages may be missing with it: get the file again from where it came."]


def _bare(part: str, pages: int) -> list[str]:
    """Say of a mended file how many pages have nothing on them, which may have been lost."""
    try:
        with pikepdf.open(part, suppress_warnings=True) as pdf:
            bare = sum(1 for page in pdf.pages if "/Contents" not in page.obj)
    except pikepdf.PdfError:
        return []  # then its pages cannot be searched, which is told with what is hidden
    if not bare:
        return []
    return [f"{bare} of its {pages} pages {_be(bare)} blank, perhaps from the damage."]
