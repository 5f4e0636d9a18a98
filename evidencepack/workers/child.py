"""The program's end of a worker: starts it, asks it, and ends it when it is silent for too long."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
import threading
from pathlib import Path
from typing import Any

from evidencepack.workers.wire import WireError, receive, send

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

    Raises:
        OSError: If no process can be started.
    """

    def __init__(self, module: str, *arguments: str) -> None:
        self._silent = False
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the worker lives
        self._process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            close_fds=True,
            env=_surroundings(),
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

    def ask(self, message: dict[str, Any], time_limit: float) -> dict[str, Any]:
        """Ask and wait for the answer.

        Args:
            message: The request.
            time_limit: Seconds after which the worker is ended.

        Raises:
            ChildGoneError: If no answer came; the worker is gone then.
        """
        out, back = self._process.stdin, self._process.stdout
        if out is None or back is None:
            raise ChildGoneError(False, "it has no pipes")
        watch = threading.Timer(time_limit, self._give_up)
        watch.daemon = True
        watch.start()
        try:
            send(out, message)
            answer = receive(back)
        except (WireError, OSError) as problem:
            raise ChildGoneError(self._silent, self.end()) from problem
        except BaseException:  # interrupted half-way: the answer would be taken for the next one's
            self.end()
            raise
        finally:
            watch.cancel()
        if answer is None:
            raise ChildGoneError(self._silent, self.end())
        return answer

    def _give_up(self) -> None:
        self._silent = True
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
        if not gently:
            self._process.kill()
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
