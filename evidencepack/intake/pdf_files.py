"""Takes the files out that are within a PDF: attachments, and the documents of a portfolio."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from evidencepack.intake.parts import PartsFolder
from evidencepack.intake.prepared import Part
from evidencepack.reading.attached import files_in
from evidencepack.reading.streams import blocks

_LOCKED = (
    "the files within the PDF are locked with a password, though its pages are not; import it again with the "
    "password"
)
_BROKEN = "it is damaged within the PDF and cannot be taken out; ask for it as a file of its own"
_UNOPENED = "the PDF is too damaged to be searched for files within it; look in the original"


def parts_of(path: Path, workspace: Path, password: str | None = None) -> list[Part]:
    """The files within a PDF, to be imported as sources of their own; nothing in them is opened here.

    Args:
        path: The PDF, as it came.
        workspace: Where its files go.
        password: The password, if one is needed; not kept.
    """
    folder = PartsFolder(workspace)
    try:
        with _opened(path, password) as pdf:
            for file in files_in(pdf):
                try:
                    folder.add_blocks(file.name, blocks(file.stream), file.media_type)
                except pikepdf.PdfError:
                    folder.skip(file.name, _BROKEN)
    except pikepdf.PasswordError:
        folder.skip("attachments", _LOCKED)
    except (MemoryError, OSError):
        raise
    except Exception:  # noqa: BLE001 - broken PDFs provoke every kind of error in pikepdf: then that is told
        folder.skip("attachments", _UNOPENED)
    return folder.parts


def _opened(path: Path, password: str | None) -> pikepdf.Pdf:
    # Older security wants the password in Latin-1, newer in UTF-8.
    secrets = [(password or "").encode("utf-8", "replace"), (password or "").encode("latin-1", "replace")]
    for secret in secrets[:-1]:
        try:
            return _open(path, secret)
        except pikepdf.PasswordError:
            continue
    return _open(path, secrets[-1])


def _open(path: Path, secret: bytes) -> pikepdf.Pdf:
    return pikepdf.open(path, password=secret, access_mode=pikepdf.AccessMode.stream, suppress_warnings=True)
