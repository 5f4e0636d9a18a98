"""Reads a PDF: it is cleaned of everything but its pages, and those are its reading copy."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from evidencepack.errors import BadInput
from evidencepack.intake.prepared import Intake, new_place, sensible_title, stem

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader


def read(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a cleaned copy of a PDF. The password, if any, is used and not kept.

    Raises:
        NeedsPassword: If it opens only with another password.
        BadInput: If it is damaged or has no pages.
        ReaderFailed: If reading it fails.
    """
    out = new_place(workspace)
    warnings = list(reader.clean(path, out, password))
    document = reader.open(out)
    try:
        title = sensible_title(str(document.metadata().get("Title", "")))
    finally:
        document.close()
    if not title:
        title = _own_title(path, reader, password)
    return Intake(
        original=path, media_type="application/pdf", kind="document", title=title or stem(path), author="",
        url="",
        dates={}, rendition=out, converter=f"pdfium (pypdfium2 {version('pypdfium2')})",
        converter_version=version("pypdfium2"), settings={"cleaned": True}, warnings=warnings,
    )  # fmt: skip


def _own_title(path: Path, reader: Reader, password: str | None) -> str:
    """The title the file itself bears, where mending it lost that; a file too damaged to open has none."""
    try:
        document = reader.open(path, password)
    except BadInput:
        return ""
    try:
        return sensible_title(document.metadata().get("Title", ""))
    finally:
        document.close()
