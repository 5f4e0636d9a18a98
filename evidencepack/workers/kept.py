"""A worker that starts with the first request and stays for the next; after a crash it starts anew."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from typing import Any

from evidencepack.workers.child import Child


class KeptChild:
    """One worker for the whole program. It answers one request at a time, whichever thread asks.

    It ends with the program, even while it is busy for a forgotten thread.

    Args:
        module: The worker's main module.
        arguments: What the module is given on its command line.
        family: It starts processes itself, which are to end with it.
    """

    def __init__(self, module: str, *arguments: str, family: bool = False) -> None:
        self._start: Callable[[], Child] = lambda: Child(module, *arguments, family=family)
        self._lock = threading.Lock()
        self._child: Child | None = None
        atexit.register(self._leave)

    @property
    def pid(self) -> int | None:
        """The worker's process id, or None while there is none."""
        child = self._child
        return child.pid if child and child.alive else None

    def ask(
        self, message: dict[str, Any], time_limit: float, stop: Callable[[], bool] | None = None
    ) -> dict[str, Any]:
        """Ask and wait for the answer. After an answer with a ``fault`` the worker is ended.

        Args:
            message: The request.
            time_limit: Seconds after which the worker is ended.
            stop: Looked at now and then; once it is true the worker is ended.

        Raises:
            ChildGoneError: If no answer came.
            OSError: If no process can be started.
        """
        with self._lock:
            if self._child is None or not self._child.alive:
                self._end()
                self._child = self._start()
            answer = self._child.ask(message, time_limit, stop)
            if "fault" in answer:
                self._end()  # what else it holds may be half made
        return answer

    def close(self) -> None:
        """End the worker and free its memory. It starts anew when it is needed."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        child, self._child = self._child, None
        if child:
            child.end()

    def _leave(self) -> None:
        child = self._child
        if child:
            child.end()
