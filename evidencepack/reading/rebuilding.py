"""Writes PDFs anew with other readers than pdfium, broken or very large ones; runs in the worker only."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from evidencepack.reading.saving import holds, save_pikepdf
from evidencepack.reading.trouble import TroubleError

_LOST_PAGE = "Pages tree includes non-dictionary object"  # in qpdf's words


@dataclass(frozen=True)
class Rebuilt:
    """What was found of a broken PDF.

    Attributes:
        pages: How many pages its copy has.
        lost: How many more it names that are not there.
    """

    pages: int
    lost: int = 0


def rewrite(source: str, target: str, password: str | None) -> Rebuilt:
    """Write a broken PDF anew, with whichever reader finds the most pages in it.

    Args:
        source: The file as it came.
        target: Where the copy goes; it opens without a lock and has every page that was found.
        password: The password, if one is needed.

    Returns:
        The pages of the copy.

    Raises:
        TroubleError: If no reader finds a page.
        OSError: If the target cannot be written.
    """
    best, first = Rebuilt(0), TroubleError("damaged")
    spare = target + "q"
    try:
        for reader in (_with_qpdf, _with_pypdf):  # what pypdf says of a file that none can read is told
            try:
                found = reader(source, spare, password)
            except TroubleError as trouble:
                first = trouble
                continue
            if found.pages >= max(best.pages, 1) and holds(spare, found.pages, 0):
                os.replace(spare, target)
                best = found
    finally:
        Path(spare).unlink(missing_ok=True)
    if not best.pages:
        raise first
    return best


def copied(source: str, target: str, password: str | None, pages: int) -> bool:
    """Write a sound PDF anew without its lock, piece by piece, where pdfium would hold all of it in memory.

    Args:
        source: The file as it came.
        target: Where the copy goes.
        password: The password, if one is needed.
        pages: How many pages it has.

    Returns:
        Whether the copy has all its pages; pdfium may do better.

    Raises:
        OSError: If the target cannot be written.
    """
    try:
        return _with_qpdf(source, target, password).pages == pages and holds(target, pages, 0)
    except TroubleError:
        return False


def _with_pypdf(source: str, target: str, password: str | None) -> Rebuilt:
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
    _write(lambda: writer.write(target))
    return Rebuilt(pages)


def _with_qpdf(source: str, target: str, password: str | None) -> Rebuilt:
    try:
        pdf = pikepdf.open(
            source,
            password=password or "",
            access_mode=pikepdf.AccessMode.stream,
            suppress_warnings=True,
        )
    except pikepdf.PasswordError as problem:
        raise TroubleError("password") from problem
    except (MemoryError, OSError):
        raise
    except Exception as problem:  # broken bytes provoke several kinds of error in qpdf, too
        raise TroubleError("damaged", f"{type(problem).__name__}: {problem}") from problem
    with pdf:
        pages = _count(pdf)
        if not pages:
            raise TroubleError("no-pages")
        _write(lambda: save_pikepdf(pdf, target))
        return Rebuilt(pages, sum(_LOST_PAGE in warning for warning in pdf.get_warnings()))


def _count(pdf: pikepdf.Pdf) -> int:
    try:
        return len(pdf.pages)
    except (pikepdf.PdfError, RuntimeError) as problem:
        raise TroubleError("damaged", str(problem)) from problem


def _write(write: Callable[[], object]) -> None:
    try:
        write()
    except (MemoryError, OSError):
        raise
    except Exception as problem:  # some damage shows only when it is written
        raise TroubleError("damaged", f"{type(problem).__name__}: {problem}") from problem
