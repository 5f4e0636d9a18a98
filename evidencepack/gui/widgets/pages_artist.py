"""Draws and reads pages for a view, in a thread and a worker of its own, the newest wish first."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from evidencepack.errors import PackError
from evidencepack.gui.widgets.pages_words import PageWords
from evidencepack.reading.reader import Document, Reader


@dataclass(frozen=True)
class Band:
    """A page at a size, or rows of it: what is asked for, and what a drawn picture is known by.

    Attributes:
        page: From 1.
        scale: Pixels a point.
        first: The first row of pixels.
        after: The row after the last.
        rows: How many the whole page has.
    """

    page: int
    scale: float
    first: int
    after: int
    rows: int

    @property
    def is_whole(self) -> bool:
        """Whether this is all of the page."""
        return (self.first, self.after) == (0, self.rows)


@dataclass(frozen=True)
class Drawn:
    """A drawn band.

    Attributes:
        turn: Which file it belongs to: the number of the order to open.
        band: What was asked for.
        picture: The picture.
    """

    turn: int
    band: Band
    picture: QImage


Outline = list[tuple[int, str, int | None]]
"""A document's own contents list: level from 1, title, page from 1 or None."""


@dataclass(frozen=True)
class _Small:
    """A small picture of a page, for a list of pages."""

    band: Band


@dataclass
class _Wishes:
    turn: int = 0
    path: Path | None = None
    bands: list[Band] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    small: list[Band] = field(default_factory=list)
    outline: bool = False
    ended: bool = False

    def drop(self) -> None:
        self.bands, self.words, self.small, self.outline = [], [], [], False

    def next(self) -> Band | _Small | int | None:
        """The most wanted thing: a picture, a page's words by its number, or None for the outline."""
        if self.bands:
            return self.bands.pop(0)
        if self.words:
            return self.words.pop(0)
        if self.small:
            return _Small(self.small.pop(0))
        self.outline = False
        return None

    def __bool__(self) -> bool:
        return bool(self.bands or self.words or self.small or self.outline)


class Artist(QObject):
    """Fulfils a view's wishes in the background.

    Signals:
        opened: The turn, and the label, width and height of every page.
        failed: The turn, and why the file cannot be shown.
        drawn: A :class:`Drawn` band of a page.
        drawn_small: A small :class:`Drawn` page.
        read: The :class:`PageWords` of a page.
        outlined: The turn, and the :data:`Outline` of the document.
    """

    opened = Signal(int, object)
    failed = Signal(int, str)
    drawn = Signal(object)
    drawn_small = Signal(object)
    read = Signal(object)
    outlined = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wishes = _Wishes()
        self._bell = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="pages", daemon=True)
        self._thread.start()

    def open(self, path: Path | None) -> int:
        """Open another file, or none; the number of the turn that its answers will bear."""
        with self._bell:
            wishes = self._wishes
            wishes.turn, wishes.path = wishes.turn + 1, path
            wishes.drop()
            self._bell.notify()
            return wishes.turn

    def want(self, bands: list[Band], words: list[int]) -> None:
        """Say what is wanted for the pages in view, the most wanted first; earlier wishes are forgotten."""
        with self._bell:
            self._wishes.bands, self._wishes.words = bands, words
            self._bell.notify()

    def want_small(self, bands: list[Band]) -> None:
        """Say which small pictures are wanted after all else, instead of those wished for before."""
        with self._bell:
            self._wishes.small = bands
            self._bell.notify()

    def want_outline(self) -> None:
        """Ask for the document's own contents list."""
        with self._bell:
            self._wishes.outline = True
            self._bell.notify()

    def end(self) -> None:
        """Stop for good, and wait for the worker to be gone."""
        with self._bell:
            self._wishes.ended = True
            self._bell.notify()
        self._thread.join()

    def _work(self) -> None:
        turn, document = 0, None
        with Reader() as reader:
            while True:
                with self._bell:
                    self._bell.wait_for(partial(self._has_wish, turn))
                    if self._wishes.ended:
                        return
                    wished, path = self._wishes.turn, self._wishes.path
                    fresh = wished != turn
                    task = None if fresh else self._wishes.next()
                if fresh:
                    if document is not None:
                        document.close()
                    turn, document = wished, self._open(reader, path, wished)
                elif document is not None:
                    self._fulfil(document, turn, task)

    def _has_wish(self, turn: int) -> bool:
        wishes = self._wishes
        return bool(wishes.ended or wishes.turn != turn or wishes)

    def _open(self, reader: Reader, path: Path | None, turn: int) -> Document | None:
        if path is None:
            return None
        try:
            document = reader.open(path, stored=True)
            self.opened.emit(turn, document.shapes())
        except PackError as problem:
            self.failed.emit(turn, problem.message)
            return None
        return document

    def _fulfil(self, document: Document, turn: int, task: Band | _Small | int | None) -> None:
        try:
            if isinstance(task, Band):
                self.drawn.emit(Drawn(turn, task, _picture(document, task)))
            elif isinstance(task, _Small):
                self.drawn_small.emit(Drawn(turn, task.band, _picture(document, task.band)))
            elif task is not None:
                self.read.emit(PageWords(turn, document.page(task), document.letters(task)))
            else:
                self.outlined.emit(turn, document.outline())
        except PackError as problem:
            self.failed.emit(turn, problem.message)


def _picture(document: Document, band: Band) -> QImage:
    """A band as Qt has it; the copy keeps the bytes."""
    drawn = document.draw(band.page, band.scale, rows=(band.first, band.after))
    form = QImage.Format.Format_RGB32
    return QImage(drawn.data, drawn.width, drawn.height, drawn.stride, form).copy()
