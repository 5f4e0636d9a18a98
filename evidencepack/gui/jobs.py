"""Work that takes a while, in a thread of its own, so that the window never waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

from PySide6.QtCore import QObject, Signal

from evidencepack.progress import Progress


class Job(QObject):
    """One piece of work, which is given this job as its Progress.

    Signals:
        moved: How far it is: steps done, steps in all, and what is being done now.
        ended: The ``Future`` that holds the result, or the exception that ended the work.
    """

    moved = Signal(int, int, str)
    ended = Signal(object)

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._work = work
        self._stop = threading.Event()
        self._state = (0, 0, "")

    def start(self, threads: Executor) -> None:
        """Begin as soon as a thread is free."""
        threads.submit(self._work, self).add_done_callback(self.ended.emit)

    def cancel(self) -> None:
        """Ask the work to stop at the next place where nothing is half done."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def total(self, steps: int) -> None:
        """Hear how many steps there will be."""
        self._tell(0, steps, self._state[2])

    def step(self, steps: int = 1) -> None:
        """Hear that so many more steps are done."""
        done, total, note = self._state
        self._tell(done + steps, total, note)

    def note(self, text: str) -> None:
        """Hear what is being done now."""
        self._tell(self._state[0], self._state[1], text)

    def _tell(self, done: int, total: int, note: str) -> None:
        self._state = (done, total, note)
        self.moved.emit(done, total, note)
