"""Work that takes a while: queued, in a thread of its own, with how far it is, time left and Cancel."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from evidencepack.errors import Cancelled, PackError
from evidencepack.progress import Progress

T = TypeVar("T")
_TELL_EVERY = 0.05  # seconds; more often nobody can see, and it would keep the window busy


@dataclass(frozen=True)
class Trouble:
    """Something that did not work, as told to the person.

    Attributes:
        what: What was being done: ``Import 3 files``.
        sentence: What happened, what is safe and what to do.
        again: Tries it once more, where that may help.
        details: What the error carries besides, for a page that can show more.
        code: What kind of error it is, for a page that knows a way on.
    """

    what: str
    sentence: str
    again: Callable[[], object] | None = None
    details: Any = None
    code: str = ""

    @classmethod
    def of(cls, problem: BaseException, what: str, again: Callable[[], object] | None = None) -> Trouble:
        """An error as it is told.

        Raises:
            BaseException: The same error, if it is a mistake of the program's own.
        """
        details, code = getattr(problem, "details", None), getattr(problem, "code", "")
        return cls(what, told(problem), again, details, str(code))


def told(problem: BaseException) -> str:
    """An error as a sentence for a person.

    Raises:
        BaseException: The same, if it is a mistake of the program's own.
    """
    if isinstance(problem, PackError):
        return problem.message
    if isinstance(problem, MemoryError):
        return "There is not enough memory for this; close other programs and try again."
    if isinstance(problem, OSError):
        cause = problem.strerror or str(problem)
        named = f" ({problem.filename})" if problem.filename else ""
        return f"The computer stopped the work: {cause}{named}. What was saved before is safe."
    raise problem


class Job(QObject):
    """One piece of work, which is given this job as its Progress.

    Signals:
        moved: It came further.
        ended: The ``Future`` that holds the result, or the exception that ended the work.

    Attributes:
        title: What is done: ``Import 3 files``.
        state: ``waiting``, ``running`` or ``ended``.
        done: Steps done.
        steps: Steps in all; 0 while nobody knows.
        saying: What is being done now.
    """

    moved = Signal()
    ended = Signal(object)

    def __init__(self, title: str, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self.title = title
        self.state = "waiting"
        self.done, self.steps, self.saying = 0, 0, ""
        self._work = work
        self._stop = threading.Event()
        self._began = self._told = 0.0

    def run(self) -> Any:
        """Do the work, in the thread that calls."""
        if self._stop.is_set():
            raise Cancelled
        self.state, self._began = "running", time.monotonic()
        self.moved.emit()
        return self._work(self)

    def cancel(self) -> None:
        """Ask the work to stop at the next place where nothing is half done."""
        self._stop.set()
        self.moved.emit()

    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    @property
    def seconds_left(self) -> float | None:
        """About how long it will still take, once there is something to judge by."""
        spent = time.monotonic() - self._began
        if self.state != "running" or not self.done or not self.steps or spent < 1:
            return None
        return spent / self.done * max(self.steps - self.done, 0)

    def total(self, steps: int) -> None:
        """Hear how many steps there will be."""
        self.done, self.steps = 0, steps
        self._tell()

    def step(self, steps: int = 1) -> None:
        """Hear that so many more steps are done."""
        self.done += steps
        self._tell()

    def note(self, text: str) -> None:
        """Hear what is being done now."""
        self.saying = text
        self._tell()

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._told >= _TELL_EVERY:
            self._told = now
            self.moved.emit()


class Jobs(QObject):
    """The queue: one piece of work runs, the others wait their turn, and failures are kept in one place.

    Signals:
        changed: A job was added, came further or ended, or a failure was added or put away.

    Attributes:
        waiting: The jobs that run or wait, in order.
        troubles: What failed, newest last, until the person puts it away.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.waiting: list[Job] = []
        self.troubles: list[Trouble] = []
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")

    def run(
        self,
        title: str,
        work: Callable[[Progress], T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[Trouble], object] | None = None,
        stopped: Callable[[], object] | None = None,
    ) -> Job:
        """Queue some work.

        Args:
            title: What it is, for the list.
            work: Is given the job as its Progress; runs outside the window's thread.
            then: Hears the result, in the window's thread.
            failed: Hears of a failure instead of the list of failures.
            stopped: Hears that the person cancelled it.
        """
        job = Job(title, work)
        job.moved.connect(self.changed)
        self.waiting.append(job)

        def end(future: Future[T]) -> None:
            self.waiting.remove(job)
            job.state = "ended"
            try:
                result = future.result()
            except Cancelled:
                if stopped:
                    stopped()
            except (PackError, OSError, MemoryError) as problem:
                again = lambda: self.run(title, work, then, failed=failed, stopped=stopped)  # noqa: E731
                trouble = Trouble.of(problem, title, again)
                if failed:
                    failed(trouble)
                else:
                    self.note(trouble)
            else:
                if then:
                    then(result)
            finally:
                self.changed.emit()
                job.deleteLater()

        job.ended.connect(end)
        self._thread.submit(job.run).add_done_callback(job.ended.emit)
        self.changed.emit()
        return job

    def note(self, trouble: Trouble) -> None:
        """Keep a failure until the person puts it away."""
        self.troubles.append(trouble)
        self.changed.emit()

    def put_away(self, trouble: Trouble) -> None:
        """Take a failure from the list."""
        if trouble in self.troubles:
            self.troubles.remove(trouble)
        self.changed.emit()

    def cancel_all(self) -> None:
        """Ask everything to stop."""
        for job in list(self.waiting):
            job.cancel()

    def end(self) -> None:
        """Wait for the thread; used when the window has closed."""
        self._thread.shutdown()
