"""Sets a template and its data on the pages of a PDF, in a process that is started when first needed.

The same template, data and moment give the same bytes.
"""

from __future__ import annotations

import atexit
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from evidencepack.settings import resources
from evidencepack.workers.child import Child, ChildGoneError

TIME_LIMIT = 600.0
_LONG = 1 << 19  # bytes of data and PDF; some forty pages of text, for which it remembers 16 MB


class TypesettingError(Exception):
    """A document was not set on pages; the words say why, to follow “because” in a sentence."""


class RefusedError(TypesettingError):
    """The typesetter looked at the document and refused it."""


@dataclass(frozen=True)
class Laid:
    """A document on pages.

    Attributes:
        pdf: The file's bytes.
        value: What the template says under the label that was asked for; None if there was none.
    """

    pdf: bytes
    value: Any


class Typesetter:
    """Sets documents in a worker process, which starts with the first one and anew after a crash.

    It sets one document at a time, whichever thread asks. One for the whole program is enough:
    ``TYPESETTER``.

    Args:
        time_limit: Seconds that one document may take.
    """

    def __init__(self, *, time_limit: float = TIME_LIMIT) -> None:
        self.time_limit = time_limit
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._leaving = False

    @property
    def worker(self) -> int | None:
        """The worker's process id, or None while there is none."""
        child = self._child
        return child.pid if child and child.alive else None

    def lay_out(
        self,
        template: str,
        data: dict[str, Any],
        *,
        moment: datetime,
        root: Path | None = None,
        standards: Sequence[str] = (),
        label: str = "",
    ) -> Laid:
        """Set a document on pages.

        Args:
            template: The file's name among the shipped templates.
            data: What the template finds in ``data.json``.
            moment: The date in the PDF, with its time zone.
            root: The folder in which the template finds other files; its own, if left out.
            standards: The standards that the PDF must keep: ``ua-1``, ``a-2a``.
            label: The label of something in the template whose value is wanted too: ``<places>``.

        Raises:
            RefusedError: If the typesetter refuses it.
            TypesettingError: If the worker crashed twice, took too long or cannot be started.
        """
        templates = resources() / "typst"
        ask: dict[str, Any] = {
            "template": (templates / template).read_bytes(),
            "data": json.dumps(data, sort_keys=True).encode("ascii"),
            "root": str(root or templates),
            "fonts": str(resources() / "fonts"),
            "moment": moment.isoformat(),
            "standards": list(standards),
            "label": label,
            "seconds": self.time_limit,
        }
        with self._lock:
            answer = self._request(ask)
            if len(ask["data"]) + len(answer.get("pdf", b"")) > _LONG:
                self._end()  # it remembers what it set, and would fill the memory with long documents
        if "refusal" in answer:
            raise RefusedError(f"the typesetter says “{answer['refusal']}”")
        return Laid(answer["pdf"], json.loads(answer["value"]))

    def close(self) -> None:
        """End the worker. The typesetter can be used again."""
        with self._lock:
            self._end()

    def _leave(self) -> None:
        """Let no worker go on when the program ends, not even one that is busy for a forgotten thread."""
        self._leaving = True
        child = self._child
        if child and child.alive:
            child.end()

    def _end(self) -> None:
        child, self._child = self._child, None
        if child:
            child.end()

    def _request(self, ask: dict[str, Any]) -> dict[str, Any]:
        """Ask the worker; after a crash once more, of a fresh one."""
        try:
            return self._asked(ask)
        except ChildGoneError as loss:
            if loss.silent:
                raise self._gone(loss) from loss
        try:
            return self._asked(ask)
        except ChildGoneError as loss:
            raise self._gone(loss) from loss

    def _asked(self, ask: dict[str, Any]) -> dict[str, Any]:
        if self._leaving:
            raise TypesettingError("the program is being closed")
        if self._child is None or not self._child.alive:
            self._end()
            try:
                self._child = Child("evidencepack.typesetting.worker")
            except OSError as problem:
                raise TypesettingError(
                    f"the typesetter cannot be started ({problem.strerror or problem})"
                ) from problem
        return self._child.ask(ask, self.time_limit)

    def _gone(self, loss: ChildGoneError) -> TypesettingError:
        if loss.silent:
            return TypesettingError(f"it took the typesetter more than {self.time_limit:g} seconds")
        return TypesettingError("the typesetter crashed or ran out of memory twice over it")


TYPESETTER = Typesetter()
atexit.register(TYPESETTER._leave)
