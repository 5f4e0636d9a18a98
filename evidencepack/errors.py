"""Every way a piece of work can fail, each with the sentence that the person will read and an exit code.

The message is written where the error is raised, because only that place knows the file and the cause.
The command line and the window catch :class:`PackError` once, at their outer edge.
"""

from __future__ import annotations

from typing import Any, ClassVar


class PackError(Exception):
    """Something the person can understand and act on.

    Args:
        message: One sentence: what went wrong, with which file, and what to do next.
        file: The file it concerns, if there is one.
        details: Plain data for ``--json`` (the nearest passage, say).
    """

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 3

    def __init__(
        self, message: str, *, file: str | None = None, details: dict[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.details = details or {}

    def __str__(self) -> str:
        return self.message


class UsageError(PackError):
    """The command was used wrongly."""

    code = "usage"
    exit_code = 2


class BadInput(PackError):
    """A file or a value that cannot be used as it is."""

    code = "bad-input"


class NotFound(BadInput):
    """A handle or a file that is not there."""

    code = "not-found"


class NeedsPassword(BadInput):
    """A document opens only with a password."""

    code = "needs-password"


class ReaderFailed(BadInput):
    """The process that reads PDFs crashed, ran out of memory or took too long on one document."""

    code = "reader-failed"


class CannotWrite(BadInput):
    """A file or a folder that cannot be written."""

    code = "cannot-write"


class QuoteNotStored(PackError):
    """The quotation does not stand in the source as it was given."""

    code = "quote-not-stored"
    exit_code = 1


class FindingsStand(PackError):
    """An export was refused because errors among the findings were not accepted."""

    code = "findings"
    exit_code = 1


class ProofFailed(PackError):
    """What was built does not agree with what it must be."""

    code = "verification"
    exit_code = 1


class PackUnavailable(PackError):
    """The pack cannot be opened for this work."""

    code = "pack"
    exit_code = 4


class PackLocked(PackUnavailable):
    """Somebody else has the pack open."""

    code = "locked"


class PackNewer(PackUnavailable):
    """The pack was written by a later version of the program."""

    code = "newer"


class PackDamaged(PackUnavailable):
    """The pack's bytes are not what they were when they were stored."""

    code = "damaged"


class Cancelled(PackError):
    """The person pressed Cancel."""

    code = "cancelled"
    exit_code = 130

    def __init__(self, message: str = "Cancelled; what was finished before is kept.") -> None:
        super().__init__(message)
