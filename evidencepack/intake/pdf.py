"""Reads a PDF: cleaned of everything but its pages it is the reading copy, and files within it come along."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from evidencepack.errors import BadInput
from evidencepack.intake.pdf_files import parts_of
from evidencepack.intake.prepared import Intake, new_place, sensible_title, stem

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader


TIME_LIMIT = 60.0
"""Seconds that cleaning may take, and as much again for every :data:`LARGE` bytes of the file."""
LARGE = 50 << 20


def read(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a cleaned copy of a PDF. The password, if any, is used and not kept.

    Raises:
        NeedsPassword: If it opens only with another password.
        BadInput: If it is damaged or has no pages.
        ReaderFailed: If reading it fails.
    """
    out = new_place(workspace)
    time_limit = TIME_LIMIT * (1 + path.stat().st_size / LARGE)
    warnings = list(reader.clean(path, out, password, time_limit=time_limit))
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
        parts=parts_of(path, workspace, password),
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
