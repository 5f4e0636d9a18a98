"""What a person reads when a PDF cannot be used: one sentence each, with the file, the cause and a way on."""

from __future__ import annotations

from pathlib import Path

from evidencepack.errors import BadInput, CannotWrite, NeedsPassword, NotFound, PackError, ReaderFailed
from evidencepack.workers.child import ChildGoneError

_HEAD = 1024  # a PDF says that it is one within its first bytes


def unusable(path: Path) -> PackError | None:
    """What is wrong with a file before any PDF reader looks at it; None if nothing is."""
    name = str(path)
    try:
        with path.open("rb") as stream:
            head = stream.read(1)
    except FileNotFoundError:
        return NotFound(f"“{path.name}” is not there: check the name and the folder.", file=name)
    except IsADirectoryError:
        return BadInput(f"“{path.name}” is a folder, not a PDF: choose a file.", file=name)
    except OSError as problem:
        cause = problem.strerror or problem
        return BadInput(
            f"“{path.name}” cannot be read ({cause}): check your permission and its drive.",
            file=name,
        )
    if not head:
        return BadInput(f"“{path.name}” is empty: get the file again from where it came.", file=name)
    return None


def trouble(kind: str, detail: str, path: Path, *, password: bool, target: Path | None = None) -> PackError:
    """The error for what the worker reported.

    Args:
        kind: The worker's word for it.
        detail: More about it, kept for the curious.
        path: The PDF.
        password: Whether one was given.
        target: The file that was to be written.
    """
    name, details = path.name, {"detail": detail} if detail else {}
    if kind == "password":
        text = (
            f"The password given for “{name}” does not open it: check it and try again."
            if password
            else f"“{name}” is locked with a password: give the password to open it."
        )
        return NeedsPassword(text, file=str(path), details=details)
    if kind == "write":
        where = target or path
        return CannotWrite(
            f"“{where.name}” cannot be written ({detail}): check the folder and the free space.",
            file=str(where),
        )
    if kind == "memory":
        return ReaderFailed(
            f"“{name}” needs more memory than the PDF reader may use: save it anew from another program.",
            file=str(path),
        )
    texts = {
        "file": "“{}” cannot be read: check that you may open it and that its drive is there.",
        "security": "“{}” is locked in a way that this program does not know: ask for an unlocked copy.",
        "no-pages": "“{}” has no pages: get the file again from where it came.",
        "page": f"Page {detail} of “{{}}” cannot be read: get the file again from where it came.",
    }
    text = texts.get(kind, "“{}” is damaged beyond repair: get the file again from where it came.")
    if kind == "damaged" and not _says_pdf(path):
        text = "“{}” is not a PDF, whatever its name says: choose the right file or import it as what it is."
    return BadInput(text.format(name), file=str(path), details=details)


def _says_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return b"%PDF-" in stream.read(_HEAD)
    except OSError:  # it was readable a moment ago; it is damaged or gone, but it may well be a PDF
        return True


def changed(path: Path) -> BadInput:
    """The error for a file that is another one than when it was opened."""
    return BadInput(f"“{path.name}” was changed while it was being read: open it again.", file=str(path))


def gone(loss: ChildGoneError, path: Path, page: int | None, time_limit: float) -> ReaderFailed:
    """The error for a worker that ended over a document."""
    where = f"page {page} of “{path.name}”" if page else f"“{path.name}”"
    if loss.silent:
        text = f"The PDF reader needed more than {time_limit:g} seconds for {where} and was stopped"
    else:
        text = f"The PDF reader crashed or ran out of memory twice over {where}"
    return ReaderFailed(
        f"{text}: save the document anew from another program, or leave it out.",
        file=str(path),
        details={"complaint": loss.complaint} if loss.complaint else {},
    )
