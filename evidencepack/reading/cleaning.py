"""Re-saves a PDF without its locks and its damage, and never with fewer pages; runs in the worker only."""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
from pathlib import Path
from typing import Any, BinaryIO

import pypdfium2.raw as pdfium

from evidencepack.reading.opened import is_whole, load, missing_pages
from evidencepack.reading.trouble import TroubleError

_TAIL = 4096  # bytes at the end of a saved PDF, in which its identifier stands
_IDENTITY = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]*)>\s*<([0-9A-Fa-f]*)>\s*\]")
_WRITE_BLOCK = dict(pdfium.FPDF_FILEWRITE._fields_)["WriteBlock"]


def clean(source: str, target: str, password: str | None) -> list[str]:
    """Write a sound and unlocked copy of a PDF.

    Args:
        source: The file as it came.
        target: Where the copy goes; whole or absent.
        password: The password, if one is needed.

    Returns:
        Sentences for the person about what was lost or mended.

    Raises:
        TroubleError: If neither reader makes a copy with all pages, or the target cannot be written.
    """
    part = target + ".part"
    try:
        warnings = _with_pdfium(source, part, password)
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
        return _with_pypdf(source, part, password)
    try:
        pages = pdfium.FPDF_GetPageCount(document)
        whole = is_whole(document)
        missing = missing_pages(document)
        if pages == 0:
            if whole:
                raise TroubleError("no-pages")
            return _with_pypdf(source, part, password)
        saved = _save(document, part)
        warnings = _form_warnings(document)
    finally:
        pdfium.FPDF_CloseDocument(document)
    if not saved or not _holds(part, pages, missing):
        return _with_pypdf(source, part, password, at_least=pages)
    if not whole:
        pages = _second_opinion(source, part, password, pages, warnings)
        warnings.insert(0, "The file was damaged and has been mended: compare its pages with the original.")
    if missing:
        warnings.append(f"{missing} of its {pages} pages cannot be read and are blank.")
    return warnings


def _form_warnings(document: Any) -> list[str]:
    kind = pdfium.FPDF_GetFormType(document)
    if kind == pdfium.FORMTYPE_NONE:
        return []
    if kind == pdfium.FORMTYPE_XFA_FULL:
        return [
            "It is an XFA form, of which only the ordinary pages can be shown: compare with the original."
        ]
    return ["It is a form: what was filled in is shown on the page but cannot be searched or quoted."]


def _save(document: Any, part: str) -> bool:
    """Save without security; the disk's own complaint is kept, as pdfium only says that it failed."""
    with open(part, "wb") as stream:
        writer = _BlockWriter(stream)
        saved = pdfium.FPDF_SaveAsCopy(document, writer.struct, pdfium.FPDF_REMOVE_SECURITY)
    if writer.problem:
        raise writer.problem
    if saved:
        _settle_identity(part)
    return bool(saved)


def _settle_identity(part: str) -> None:
    """Replace the random identifier that pdfium gives, so that the same PDF gives the same copy."""
    with open(part, "r+b") as stream:
        start = max(0, stream.seek(0, os.SEEK_END) - _TAIL)
        stream.seek(start)
        found = list(_IDENTITY.finditer(stream.read()))
        if not found:
            return
        stream.seek(0)
        digest = hashlib.sha256()
        left = start + found[-1].start()
        while left and (block := stream.read(min(left, 1 << 20))):
            digest.update(block)
            left -= len(block)
        identity = digest.hexdigest().upper().encode()
        for half in (1, 2):
            stream.seek(start + found[-1].start(half))
            length = len(found[-1].group(half))
            stream.write((identity * (length // len(identity) + 1))[:length])


class _BlockWriter:
    """Hands pdfium's blocks to a file."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.problem: OSError | None = None
        self.struct = pdfium.FPDF_FILEWRITE(version=1, WriteBlock=_WRITE_BLOCK(self._write))

    def _write(self, _: Any, data: Any, size: int) -> int:
        try:
            self.stream.write(ctypes.string_at(data, size))
        except OSError as problem:
            self.problem = problem
            return 0
        return 1


def _holds(part: str, pages: int, missing: int) -> bool:
    """Whether a copy opens without a password, with exactly these pages and no more missing ones."""
    try:
        copy = load(part, None)
    except TroubleError:
        return False
    try:
        return (
            pdfium.FPDF_GetPageCount(copy) == pages
            and missing_pages(copy) <= missing
            and pdfium.FPDF_GetSecurityHandlerRevision(copy) < 0
        )
    finally:
        pdfium.FPDF_CloseDocument(copy)


def _second_opinion(source: str, part: str, password: str | None, pages: int, warnings: list[str]) -> int:
    """Ask pypdf how many pages a mended file has and prefer the copy with more; returns that number."""
    spare = part + "2"
    try:
        found = _rewrite(source, spare, password)
        if found > pages and _holds(spare, found, 0):
            os.replace(spare, part)
            return found
    except TroubleError:
        return pages  # pypdf cannot read it at all: there is no second opinion
    finally:
        Path(spare).unlink(missing_ok=True)
    if found > pages:
        warnings.append(f"It may have had {found} pages, of which {pages} could be saved.")
    return pages


def _with_pypdf(source: str, part: str, password: str | None, at_least: int = 1) -> list[str]:
    pages = _rewrite(source, part, password)
    if pages < at_least or not _holds(part, pages, 0):
        raise TroubleError("damaged", f"{pages} of {at_least} pages could be read")
    return ["The file was damaged and had to be rebuilt: compare its pages with the original."]


def _rewrite(source: str, target: str, password: str | None) -> int:
    """Read a broken file with pypdf and write it anew; returns how many pages were read.

    Raises:
        TroubleError: If pypdf cannot read it or finds no page.
        OSError: If the target cannot be written.
    """
    import pypdf

    try:
        reader = pypdf.PdfReader(source, strict=False)
        if reader.is_encrypted and not reader.decrypt(password or ""):
            raise TroubleError("password")  # noqa: TRY301 - a locked file is no damage
        pages = len(reader.pages)
        writer = pypdf.PdfWriter(clone_from=reader)
    except (TroubleError, MemoryError, OSError):
        raise
    except Exception as problem:  # broken bytes provoke every kind of error in pypdf
        raise TroubleError("damaged", f"{type(problem).__name__}: {problem}") from problem
    if not pages:
        raise TroubleError("no-pages")
    try:
        with open(target, "wb") as stream:
            writer.write(stream)
    except (MemoryError, OSError):
        raise
    except Exception as problem:  # and some of it only when it is written
        raise TroubleError("damaged", f"{type(problem).__name__}: {problem}") from problem
    return pages
