"""The program's end of a worker: starts it, asks it, and ends it when it is silent for too long."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evidencepack.workers.wire import WireError, receive, send

_LOOK = 0.1  # seconds between two looks whether it is still wanted
_GRACE = 1.0  # seconds to leave of its own accord
_COMPLAINT = 2000  # characters kept of what it said last


class ChildGoneError(Exception):
    """The worker ended, or was ended, before it answered.

    Attributes:
        silent: It was ended because it took too long.
        complaint: What it wrote on standard error, for the curious.
    """

    def __init__(self, silent: bool, complaint: str) -> None:
        super().__init__("silent" if silent else "crashed", complaint)
        self.silent = silent
        self.complaint = complaint


def _surroundings() -> dict[str, str]:
    """The worker's environment: it finds this very package, and nothing in the current folder."""
    home = str(Path(__file__).resolve().parents[2])
    installed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    search = [] if home in installed else [home]
    search += [folder for folder in given if os.path.isabs(folder)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(search), "PYTHONSAFEPATH": "1"}


class Child:
    """One running worker.

    Args:
        module: The worker's main module.
        arguments: What the module is given on its command line.
        family: It starts processes itself, which are to end with it.

    Raises:
        OSError: If no process can be started.
    """

    def __init__(self, module: str, *arguments: str, family: bool = False) -> None:
        self._silent = False
        self._family = family and hasattr(os, "killpg")
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the worker lives
        self._process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            close_fds=True,
            env=_surroundings(),
            start_new_session=self._family,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    @property
    def pid(self) -> int:
        """The worker's process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it can still be asked."""
        return not self._silent and self._process.poll() is None

    def ask(
        self, message: dict[str, Any], time_limit: float, stop: Callable[[], bool] | None = None
    ) -> dict[str, Any]:
        """Ask and wait for the answer.

        Args:
            message: The request.
            time_limit: Seconds after which the worker is ended.
            stop: Looked at now and then, from another thread; once it is true the worker is ended.

        Raises:
            ChildGoneError: If no answer came; the worker is gone then.
        """
        out, back = self._process.stdin, self._process.stdout
        if out is None or back is None:
            raise ChildGoneError(False, "it has no pipes")
        answered = threading.Event()
        threading.Thread(target=self._watch, args=(answered, time_limit, stop), daemon=True).start()
        try:
            send(out, message)
            answer = receive(back)
        except (WireError, OSError) as problem:
            raise ChildGoneError(self._silent, self.end()) from problem
        except BaseException:  # interrupted half-way: the answer would be taken for the next one's
            self.end()
            raise
        finally:
            answered.set()
        if answer is None:
            raise ChildGoneError(self._silent, self.end())
        return answer

    def _watch(self, answered: threading.Event, time_limit: float, stop: Callable[[], bool] | None) -> None:
        """End the worker if it is silent for too long, or is not wanted any more."""
        end = time.monotonic() + time_limit
        while (left := end - time.monotonic()) > 0:
            if answered.wait(min(left, _LOOK) if stop else left):
                return
            if stop and stop():
                self._kill()
                return
        if not answered.is_set():
            self._silent = True
            self._kill()

    def _kill(self) -> None:
        """End the process and, where it may have some, those that it started."""
        if self._family:
            with contextlib.suppress(ProcessLookupError, PermissionError):  # it has ended by itself
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()

    def end(self, *, gently: bool = False) -> str:
        """End the worker; returns the last it had to say.

        Args:
            gently: Let it finish by itself first.
        """
        if gently and self._process.stdin:
            try:
                self._process.stdin.close()
                self._process.wait(_GRACE)
            except (OSError, subprocess.TimeoutExpired):
                gently = False
        if not gently or self._family:
            self._kill()
        self._process.wait()
        return self._last_words()

    def _last_words(self) -> str:
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                try:
                    stream.close()
                except OSError:  # unsent bytes have nowhere to go any more
                    continue
        if self._errors.closed:
            return ""
        with self._errors:
            size = self._errors.seek(0, os.SEEK_END)
            self._errors.seek(max(0, size - _COMPLAINT))
            return self._errors.read().decode("utf-8", "replace").strip()
