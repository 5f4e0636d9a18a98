"""Saves PDFs without their lock and always as the same bytes; runs in the worker only."""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
from typing import Any, BinaryIO

import pikepdf
import pypdfium2.raw as pdfium

from evidencepack.reading.opened import load, missing_pages
from evidencepack.reading.trouble import TroubleError

_TAIL = 4096  # bytes at the end of a saved PDF, in which its identifier stands
_IDENTITY = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]*)>\s*<([0-9A-Fa-f]*)>\s*\]")
_WRITE_BLOCK = dict(pdfium.FPDF_FILEWRITE._fields_)["WriteBlock"]


def save(document: Any, part: str) -> bool:
    """Save a document without security.

    Args:
        document: pdfium's handle.
        part: Where it is saved.

    Returns:
        Whether pdfium could save it.

    Raises:
        OSError: The disk's own complaint, as pdfium only says that it failed.
    """
    with open(part, "wb") as stream:
        writer = _BlockWriter(stream)
        saved = pdfium.FPDF_SaveAsCopy(document, writer.struct, pdfium.FPDF_REMOVE_SECURITY)
    if writer.problem:
        raise writer.problem
    if saved:
        _settle_identity(part)
    return bool(saved)


def save_pikepdf(pdf: pikepdf.Pdf, target: str) -> None:
    """Save a document that pikepdf has open; what is packed stays packed as it was.

    Raises:
        OSError: If it cannot be written.
        pikepdf.PdfError: If it is damaged.
    """
    pdf.save(
        target,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        fix_metadata_version=False,
        encryption=False,
        deterministic_id=True,
    )


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


def holds(part: str, pages: int, missing: int) -> bool:
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
