"""What every page of the window shares: the open pack, how it is changed, and who hears of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QDateTime, QObject, Signal

from evidencepack.errors import PackError
from evidencepack.gui.jobs import Jobs, Trouble
from evidencepack.gui.models.pack_view import NOTHING, PackView, look_at
from evidencepack.store.pack import Pack

T = TypeVar("T")


class Desk(QObject):
    """The open pack, and what pages do to it.

    A page never touches the pack in the window's own thread: it asks (:meth:`ask`), changes
    (:meth:`change`) or queues long work (``jobs.run``), and is told the answer later. Changes are done one
    after the other in the order they were asked for; after each one every page hears ``changed``.

    Signals:
        changed: The new :class:`PackView`; also when a pack is opened or closed.
        said: A sentence for the status bar.
        troubled: A :class:`Trouble` to show above the page.
        went: A handle, or the name of a place, that the person wants to see.

    Attributes:
        pack: The open pack, or None.
        view: What is in it, as plain rows.
        jobs: The long work.
    """

    changed = Signal(object)
    said = Signal(str)
    troubled = Signal(object)
    went = Signal(str)
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pack: Pack | None = None
        self.view: PackView = NOTHING
        self.jobs = Jobs(self)
        self._changes = ThreadPoolExecutor(max_workers=1, thread_name_prefix="change")
        self._questions = ThreadPoolExecutor(max_workers=1, thread_name_prefix="question")
        self._pending = self._queued = 0
        self._unseen = False
        self._counting = threading.Lock()
        self._answered.connect(lambda answer: answer())

    @property
    def can_change(self) -> bool:
        """Whether there is a pack that may be changed."""
        return self.pack is not None and not self.pack.read_only

    @property
    def busy(self) -> bool:
        """Whether a change is still being saved."""
        return self._pending > 0

    def take(self, pack: Pack | None, view: PackView = NOTHING) -> None:
        """Put another pack on the desk, or none."""
        self.pack, self.view = pack, view
        self.changed.emit(view)

    def change(
        self,
        deed: Callable[[Pack], T],
        said: str | Callable[[T], str] = "",
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[Trouble], object] | None = None,
        what: str = "",
    ) -> None:
        """Change the pack by an action.

        Args:
            deed: Calls the action; runs outside the window's thread, after the changes asked for before.
            said: What the status bar says after “Saved 14:32 · ”.
            then: Hears the action's result after every page was told.
            failed: Hears why it was refused, to say so in place; else it is said above the page.
            what: What was tried, for the sentence above the page.
        """
        pack = self.pack
        if pack is None:
            return

        with self._counting:
            self._queued += 1

        def work() -> tuple[T, PackView | None]:
            try:
                result = deed(pack)
            finally:
                with self._counting:
                    self._queued -= 1
                    last = not self._queued  # with more to come, only the last one's view is shown
            self._unseen = not last
            return result, look_at(pack) if last else None

        def end(result: tuple[T, PackView | None]) -> None:
            value, view = result
            if view is not None and self.pack is pack:
                self.view = view
                self.changed.emit(view)
            words = said(value) if callable(said) else said
            if words:
                self.said.emit(f"Saved {_time()} · {words}")
            if then:
                then(value)

        def refused(trouble: Trouble) -> None:
            if self._unseen and not self._queued:
                self._unseen = False
                self.look_again()  # an earlier change left the looking to this one
            (failed or self.troubled.emit)(trouble)

        self._submit(self._changes, work, end, refused, what)

    def ask(
        self,
        question: Callable[[Pack], T],
        then: Callable[[T], object],
        *,
        failed: Callable[[Trouble], object] | None = None,
    ) -> None:
        """Read something from the pack in the background."""
        pack = self.pack
        if pack is None:
            return
        self._submit(
            self._questions,
            lambda: question(pack),
            lambda value: then(value) if self.pack is pack else None,
            failed or self.troubled.emit,
            "",
        )

    def look_again(self) -> None:
        """Show the pack as it is now, after a job changed it."""
        self.change(lambda _: None)

    def release(self, pack: Pack) -> None:
        """Close a pack that lies on the desk no more, in the background: a large one takes its time."""
        self._submit(self._changes, pack.close, lambda _: None, self.troubled.emit, "")

    def _submit(
        self,
        thread: ThreadPoolExecutor,
        work: Callable[[], T],
        end: Callable[[T], object],
        failed: Callable[[Trouble], object],
        what: str,
    ) -> None:
        changing = thread is self._changes
        self._pending += changing

        def answer(future: Future[T]) -> None:
            self._pending -= changing
            try:
                value = future.result()
            except (PackError, OSError, MemoryError) as problem:
                failed(Trouble.of(problem, what))
            else:
                end(value)

        thread.submit(work).add_done_callback(
            lambda future: self._answered.emit(lambda: answer(future))  # heard in the window's thread
        )

    def end(self) -> None:
        """Wait for the threads; used when the window has closed. Nothing is asked or changed afterwards."""
        self.pack = None
        self._changes.shutdown()
        self._questions.shutdown()
        self.jobs.end()


def _time() -> str:
    return QDateTime.currentDateTime().toString("HH:mm")
