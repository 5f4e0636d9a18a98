"""Has files read in a process of its own, and says in a sentence what became of one that broke it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from evidencepack import errors
from evidencepack.errors import BadInput, Cancelled, PackError, ReaderFailed
from evidencepack.intake.ocr_words import PageWords
from evidencepack.intake.prepared import Container, Intake, Part
from evidencepack.workers.child import ChildGoneError
from evidencepack.workers.kept import KeptChild

TIME_LIMIT = 300.0
"""Seconds that one file may take, and as much again for every :data:`LARGE` bytes of it."""
LARGE = 300 << 20


class SeparateIntake:
    """Reads files in a worker process, which starts with the first one and anew after a crash.

    It reads one file at a time, whichever thread asks. One for the whole program is enough: ``INTAKE``.

    Args:
        time_limit: Seconds that one file may take, and more if it is large.
    """

    def __init__(self, *, time_limit: float = TIME_LIMIT) -> None:
        self.time_limit = time_limit
        self._child = KeptChild("evidencepack.intake.worker", family=True)

    @property
    def worker(self) -> int | None:
        """The worker's process id, or None while there is none."""
        return self._child.pid

    def read(
        self,
        path: Path,
        workspace: Path,
        *,
        password: str | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Intake | Container:
        """Read a file, as :func:`evidencepack.intake.registry.read_file` does.

        Args:
            path: The file.
            workspace: A folder for what is made of it.
            password: For a document that is locked; not kept.
            stop: Whether the person does not want it any more; the worker is ended then at once.

        Raises:
            Cancelled: If it was stopped.
            BadInput: Whatever ``read_file`` raises.
            ReaderFailed: If the file broke its reader, or took too long.
        """
        ask = {"do": "read", "workspace": str(workspace.absolute()), "password": password}
        return _taken_in(self._asked(ask, path, stop))

    def add_layer(
        self,
        path: Path,
        pages: Sequence[PageWords],
        out: Path,
        replace: Sequence[int] = (),
        *,
        stop: Callable[[], bool] | None = None,
    ) -> None:
        """Write words that OCR read into a reading copy, as :func:`evidencepack.intake.text_layer.add_layer`.

        Args:
            path: The reading copy.
            pages: What was read.
            out: Where the copy with words goes.
            replace: Pages whose own text is of no use.
            stop: Whether the person does not want it any more; the worker is ended then at once.

        Raises:
            Cancelled: If it was stopped.
            BadInput: Whatever ``add_layer`` raises.
            ReaderFailed: If the file broke its reader, or took too long.
        """
        ask = {
            "do": "add_layer",
            "pages": [page.as_plain() for page in pages],
            "out": str(out.absolute()),
            "replace": list(replace),
        }
        self._asked(ask, path, stop)

    def _asked(self, ask: dict[str, Any], path: Path, stop: Callable[[], bool] | None) -> dict[str, Any]:
        size = path.stat().st_size if path.is_file() else 0
        limit = self.time_limit * (1 + size / LARGE)
        own = {name: value for name, value in os.environ.items() if _is_ours(name)}
        ask |= {"path": str(path.absolute()), "environment": own}
        try:
            answer = self._child.ask(ask, limit, stop)
        except ChildGoneError as loss:
            if stop and stop():
                raise Cancelled from loss
            raise _gone(path, loss, limit) from loss
        except OSError as problem:
            raise ReaderFailed(
                f"The process that reads files cannot be started ({problem.strerror or problem}): "
                "close other programs and try again."
            ) from problem
        if "refusal" in answer:
            raise _refusal(answer)
        if "fault" in answer:
            raise _fault(path, answer["fault"], answer["complaint"])
        return answer

    def close(self) -> None:
        """End the worker. It starts anew when it is needed."""
        self._child.close()


def _taken_in(answer: dict[str, Any]) -> Intake | Container:
    """What the worker found, with its paths."""
    found: dict[str, Any] = answer["found"]
    found["original"] = Path(found["original"])
    found["parts"] = [
        Part(**{**part, "path": part["path"] and Path(part["path"])}) for part in found["parts"]
    ]
    if answer["kind"] == "container":
        return Container(**found)
    return Intake(**{**found, "rendition": Path(found["rendition"])})


def _is_ours(name: str) -> bool:
    return name.startswith("EVIDENCEPACK_")


def _refusal(answer: dict[str, Any]) -> PackError:
    kind = getattr(errors, str(answer["refusal"]), BadInput)
    refusal: PackError = kind(answer["message"], file=answer["file"], details=answer["details"])
    return refusal


def _gone(path: Path, loss: ChildGoneError, limit: float) -> PackError:
    if loss.silent:
        said = f"took more than {limit:.0f} seconds to read and was given up"
    else:
        said = "brought down the process that reads it"
    return ReaderFailed(
        f"“{path.name}” {said}; open it in the program it comes from, save it as PDF and import that.",
        file=str(path),
        details={"complaint": loss.complaint} if loss.complaint else None,
    )


def _fault(path: Path, fault: str, complaint: str) -> PackError:
    said = "needs more memory than it may have" if fault == "memory" else "has a fault that stops its reader"
    return ReaderFailed(
        f"“{path.name}” {said}; open it in the program it comes from, save it as PDF and import that.",
        file=str(path),
        details={"complaint": complaint} if complaint else None,
    )


INTAKE = SeparateIntake()
