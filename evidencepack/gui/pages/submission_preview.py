"""The typeset pages beside the text: set anew in the background while a person types."""

from __future__ import annotations

import contextlib
import tempfile
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from evidencepack.errors import PackError
from evidencepack.export.preview import NEW, Typed, compose_typed, set_pages
from evidencepack.gui import theme
from evidencepack.gui.jobs import told
from evidencepack.gui.widgets.notices import Notice, ShortenedLine, words
from evidencepack.gui.widgets.pages_view import PagesView
from evidencepack.store.pack import Pack

PAUSE = 300  # milliseconds without a key after which the pages are set


@dataclass(frozen=True)
class Made:
    """The submission on pages: a PDF, and the page on which each target begins."""

    pdf: bytes
    places: dict[str, int]


@dataclass(frozen=True)
class _Wanted:
    pack: Pack
    typed: Typed | None
    pages: bool


class Previews(QObject):
    """Composes and typesets in a thread of its own, so that saving never waits; the newest request wins.

    Signals:
        counted: How many words count towards the length.
        made: A :class:`Made`, or None if nothing came of a request.
        failed: A sentence.
    """

    counted = Signal(int)
    made = Signal(object)
    failed = Signal(str)
    _ended = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="preview")
        self._reading = threading.Lock()
        self._wanted: _Wanted | None = None
        self._busy: _Wanted | None = None
        self._dropped: _Wanted | None = None
        self._over = False
        self._ended.connect(self._end_of)

    @property
    def busy(self) -> bool:
        """Whether something is being made."""
        return self._busy is not None and self._busy is not self._dropped

    def ask(self, pack: Pack, typed: Typed | None, *, pages: bool) -> None:
        """Ask for the pages as they would be now, or for their number of words alone."""
        self._wanted = _Wanted(pack, typed, pages)
        self._begin()

    def stop(self) -> None:
        """Begin nothing more, and wait until the pack is not being read."""
        self._wanted, self._dropped = None, self._busy
        with self._reading:
            pass

    def end(self) -> None:
        """End the thread; used when the window has closed."""
        self._over = True
        self.stop()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _begin(self) -> None:
        if self._busy is None and self._wanted is not None and not self._over:
            self._busy = self._wanted
            self._thread.submit(self._make, self._busy).add_done_callback(self._heard)

    def _make(self, wanted: _Wanted) -> Made | None:
        """Make what is wanted, in the thread; None if nobody wants it any more."""
        with self._reading:
            if self._wanted is not wanted:
                return None
            composed = compose_typed(wanted.pack, wanted.typed)
        if self._wanted is not wanted:
            return None
        self.counted.emit(composed.words)
        if not wanted.pages:
            return None
        pages = set_pages(composed)
        return Made(pages.pdf, pages.places)

    def _heard(self, future: Future[Made | None]) -> None:
        if not self._over:
            self._ended.emit(future)

    def _end_of(self, future: Future[Made | None]) -> None:
        done, self._busy = self._busy, None
        newest = self._wanted is done
        if newest:
            self._wanted = None
        try:
            made = future.result()
        except (PackError, OSError, MemoryError) as problem:
            if newest:
                self.failed.emit(told(problem))
        else:
            if done is not self._dropped:
                self.made.emit(made)
        self._begin()


class PreviewPanel(QFrame):
    """The pages, and how fresh they are.

    Signals:
        counted: How many words count towards the submission's length.

    Attributes:
        pages: The pages.
    """

    counted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.pages = PagesView("Pages of the submission")
        self.state = ShortenedLine("small")
        self.notice = Notice("error", stays=True)
        self.head = QFrame()
        self.head.setObjectName("bar")
        row = QHBoxLayout(self.head)
        self.head.setFixedHeight(theme.scaled(40))
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(words("Pages", "panelTitle"))
        row.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        self._previews = Previews(self)
        self._previews.counted.connect(self.counted)
        self._previews.made.connect(self._show)
        self._previews.failed.connect(self._fail)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        self._folder = tempfile.TemporaryDirectory(prefix="evidencepack-pages-", ignore_cleanup_errors=True)
        self._files: list[Path] = []
        self._number = 0
        self._pack: Pack | None = None
        self._typed: Typed | None = None
        self._places: dict[str, int] = {}
        self._followed = ""
        self._count = 0
        self.pages.page_changed.connect(lambda _: self._tell())
        self.pages.opened.connect(self._opened)
        self.pages.failed.connect(self._fail)

    # What is wanted

    def want(self, pack: Pack | None, typed: Typed | None) -> None:
        """Ask for the pages with what is being typed, after a short pause; without a pack, for none."""
        if pack is None:
            self.stop()
            self._pack = None
            self.pages.close_file()
            self._places, self._count = {}, 0
            self._tell()
            return
        self._pack, self._typed = pack, typed
        self._pause.start()
        self._tell()

    def follow(self, handle: str) -> None:
        """Keep the page in view on which a paragraph or section begins."""
        self._followed = handle
        self._go()

    def stop(self) -> None:
        """Ask for nothing more, and stop reading the pack: it may be closed now."""
        self._pause.stop()
        self._previews.stop()

    def end(self) -> None:
        """End the threads; used when the window has closed."""
        self._pause.stop()
        self._previews.end()
        self.pages.end()
        self._folder.cleanup()

    def _ask(self) -> None:
        if self._pack is not None:
            self._previews.ask(self._pack, self._typed, pages=not self.isHidden())
            self._tell()

    # What came

    def _show(self, made: Made | None) -> None:
        if made is None or self._pack is None:
            self._tell()
            return
        self.notice.say("")
        self._places = made.places
        self._number += 1
        file = Path(self._folder.name) / f"pages-{self._number}.pdf"
        try:
            file.write_bytes(made.pdf)
        except OSError as problem:
            self._fail(told(problem))
            return
        if self._files:
            self.pages.replace_file(file)
        else:
            self.pages.show_file(file)
        self._files.append(file)
        self._tidy()
        self._tell()

    def _tidy(self) -> None:
        """Remove the files of earlier pages; the one before may still be open."""
        for old in self._files[:-2]:
            with contextlib.suppress(OSError):  # still being read: it goes with the folder
                old.unlink()
        self._files = self._files[-2:]

    def _opened(self, pages: int) -> None:
        self._count = pages
        self._go()
        self._tell()

    def _go(self) -> None:
        page = self._page_of(self._followed)
        if page and self._count and page != self.pages.page:
            self.pages.go_to(page)

    def _page_of(self, handle: str) -> int:
        noun = {"P": "paragraph", "T": "section", "A": "annex"}.get(handle[:1], "paragraph")
        return self._places.get(f"{noun}:{handle or NEW}:0", 0)

    def _fail(self, sentence: str) -> None:
        self.notice.say(sentence, "Try again", self._ask)
        self._tell()

    def _tell(self) -> None:
        if self._pack is None:
            self.state.show_words("")
            return
        fresh = not (self._pause.isActive() or self._previews.busy)
        how = "up to date" if fresh and self.notice.isHidden() else "being set…" if not fresh else "not set"
        where = f"page {self.pages.page} of {self._count} · " if self._count else ""
        self.state.show_words(f"{where}{how}")
