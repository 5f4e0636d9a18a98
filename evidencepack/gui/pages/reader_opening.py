"""Getting a source onto the canvas: its reading copy as a file, its words, the page it was left at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.pages.reader_copies import PackCopies
from evidencepack.gui.pages.reader_text import SourceText
from evidencepack.gui.widgets.reading_view import ReadingView
from evidencepack.store.pack import Pack


class Opening(QObject):
    """Opens one source after another on a canvas, in the background, and remembers where each was left.

    Signals:
        read: The words of the source are known; its pages follow.
        failed: Why it cannot be shown.

    Attributes:
        source: The handle of the source that is on the canvas, or on its way there; or empty.
        text: Its words, once they are known.
        copies: The reading copies of the open pack.
    """

    read = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, canvas: ReadingView) -> None:
        super().__init__(canvas)
        self.source = ""
        self.text: SourceText | None = None
        self.copies: PackCopies | None = None
        self._rendition = ""
        self._desk, self._canvas = desk, canvas
        self._last_pages: dict[str, int] = {}
        canvas.page_changed.connect(self._remember)

    def change_pack(self, copies: PackCopies | None) -> None:
        """Forget the pack that was open."""
        self.close()
        self.copies = copies
        self._last_pages.clear()

    def shows(self, source: str, rendition: str) -> bool:
        """Whether this is on the canvas or on its way there."""
        return (self.source, self._rendition) == (source, rendition)

    def open(self, source: str, rendition: str) -> None:
        """Bring a source onto the canvas.

        Args:
            source: Its handle.
            rendition: The SHA-256 of its reading copy.
        """
        self.close()
        copies = self.copies
        if copies is None or not source:
            return
        self.source, self._rendition = source, rendition

        def read(pack: Pack) -> tuple[Path, SourceText]:
            return copies.file(rendition), SourceText.read(pack, source)

        def show(found: tuple[Path, SourceText]) -> None:
            if self.shows(source, rendition) and self.text is None:
                path, self.text = found
                self.read.emit()
                self._canvas.show_file(path, page=self._last_pages.get(source, 1))

        def failed(trouble: Trouble) -> None:
            if self.shows(source, rendition) and self.copies is copies:
                self.failed.emit(trouble.sentence)

        self._desk.ask(read, show, failed=failed)

    def read_labels(self, offset: int) -> None:
        """Read the words again if the pages are now called otherwise than they were."""
        if self.text is None or self.text.offset == offset:
            return
        source, rendition = self.source, self._rendition

        def show(text: SourceText) -> None:
            if self.shows(source, rendition) and self.text is not None:
                self.text = text
                self.read.emit()

        self._desk.ask(lambda pack: SourceText.read(pack, source), show)

    def close(self) -> None:
        """Clear the canvas."""
        self.source = self._rendition = ""
        self.text = None
        self._canvas.close_file()

    def _remember(self, page: int) -> None:
        if self.text is not None:
            self._last_pages[self.source] = page
