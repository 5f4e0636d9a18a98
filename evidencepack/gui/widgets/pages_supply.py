"""What a view shows of its document: the pictures and words of pages, fetched as they are looked at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, Signal

from evidencepack.gui.widgets.pages_artist import Artist, Band, Drawn, Outline
from evidencepack.gui.widgets.pages_held import Pictures, WordsHeld
from evidencepack.gui.widgets.pages_layout import Layout
from evidencepack.gui.widgets.pages_words import PageWords

Shapes = list[tuple[str, float, float]]


class Supply(QObject):
    """Fetches one document's pages for a view; answers of a document that was left are dropped.

    Signals:
        opened: Each page's label, width and height in points.
        failed: Why the document, or a page of it, cannot be shown.
        picture_came: A picture of a page in view is there.
        words_came: The :class:`PageWords` of a page.
        small_came: A page's number and its small picture.
        outlined: The document's :data:`Outline`.

    Attributes:
        words: The words of the pages looked at last.
        pictures: The drawn pictures.
    """

    opened = Signal(object)
    failed = Signal(str)
    picture_came = Signal()
    words_came = Signal(object)
    small_came = Signal(int, object)
    outlined = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.words = WordsHeld()
        self.pictures = Pictures()
        self._needed: set[int] = set()
        self._turn = 0
        self._artist = Artist(self)
        self._artist.opened.connect(self._take_shapes)
        self._artist.failed.connect(self._take_failure)
        self._artist.drawn.connect(self._take_picture)
        self._artist.drawn_small.connect(self._take_small)
        self._artist.read.connect(self._take_words)
        self._artist.outlined.connect(self._take_outline)

    def open(self, path: Path | None) -> None:
        """Open another document, or none; nothing of the one before is shown any more."""
        self.pictures.clear()
        self.words.clear()
        self._turn = self._artist.open(path)

    def reopen(self, path: Path) -> None:
        """Open a new state of the same document; old pictures are kept until it is drawn."""
        self._turn = self._artist.open(path)

    def end(self) -> None:
        """Stop the thread and the worker."""
        self._artist.end()

    def wish(self, layout: Layout, seen: QRectF, ratio: float, also: Iterable[int]) -> None:
        """Ask for what is in view and not yet there, and for the pages just outside it.

        Args:
            layout: Where the pages lie.
            seen: The part of it that is in view.
            ratio: Device pixels a pixel.
            also: Further pages whose words are needed.
        """
        pages = layout.visible(seen.top(), seen.bottom())
        near = [page for page in (pages.stop, pages.start - 1) if 1 <= page <= len(layout.shapes)]
        bands = [band for page in pages for band in layout.bands(page, ratio, seen)]
        for page in near:
            whole = layout.bands(page, ratio)
            bands += whole if len(whole) == 1 else []
        self._needed = {*pages, *also}
        missing = [page for page in dict.fromkeys([*pages, *also, *near]) if page not in self.words]
        wanted = [band for band in bands if band not in self.pictures]
        if wanted or missing:
            self._artist.want(wanted, missing)

    def ask_small(self, layout: Layout, pages: list[int], width: int) -> None:
        """Ask for small pictures of pages, so many pixels wide."""
        wanted = []
        for page in pages:
            _, across, down = layout.shapes[page - 1]
            scale = width / max(across, 1)
            high = max(1, round(down * scale))
            wanted.append(Band(page, scale, 0, high, high))
        self._artist.want_small(wanted)

    def ask_outline(self) -> None:
        """Ask for the document's own contents list."""
        self._artist.want_outline()

    def _take_shapes(self, turn: int, shapes: Shapes) -> None:
        if turn == self._turn:
            self.pictures.age()
            self.words.clear()
            self.opened.emit(shapes)

    def _take_failure(self, turn: int, sentence: str) -> None:
        if turn == self._turn:
            self.failed.emit(sentence)

    def _take_picture(self, drawn: Drawn) -> None:
        if drawn.turn == self._turn:
            self.pictures.keep(drawn.band, drawn.picture)
            self.picture_came.emit()

    def _take_small(self, drawn: Drawn) -> None:
        if drawn.turn == self._turn:
            self.small_came.emit(drawn.band.page, drawn.picture)

    def _take_words(self, words: PageWords) -> None:
        if words.turn == self._turn:
            self.words.keep(words, self._needed)
            self.words_came.emit(words)

    def _take_outline(self, turn: int, outline: Outline) -> None:
        if turn == self._turn:
            self.outlined.emit(outline)
