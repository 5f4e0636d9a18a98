"""Draws and reads pages for a view, in a thread and a worker of its own, the newest wish first."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from evidencepack.errors import PackError
from evidencepack.reading.page import Box, PageText
from evidencepack.reading.picture import Picture
from evidencepack.reading.reader import Document, Reader


@dataclass(frozen=True)
class Drawn:
    """A page's picture.

    Attributes:
        turn: Which file it belongs to: the number of the order to open.
        page: From 1.
        scale: The scale that was wished for, in pixels a point.
        picture: The picture.
    """

    turn: int
    page: int
    scale: float
    picture: QImage


@dataclass(frozen=True)
class Words:
    """A page's words: its stored text and the room each code point takes, in user space."""

    turn: int
    page: int
    text: PageText
    letters: list[Box | None]


@dataclass
class _Wishes:
    turn: int = 0
    path: Path | None = None
    pictures: list[tuple[int, float]] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    ended: bool = False


class Artist(QObject):
    """Fulfils a view's wishes in the background.

    Signals:
        opened: The turn, and the label, width and height of every page.
        failed: The turn, and why the file cannot be shown.
        drawn: A :class:`Drawn` page.
        read: The :class:`Words` of a page.
    """

    opened = Signal(int, object)
    failed = Signal(int, str)
    drawn = Signal(object)
    read = Signal(object)

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
            wishes.pictures, wishes.words = [], []
            self._bell.notify()
            return wishes.turn

    def want(self, pictures: list[tuple[int, float]], words: list[int]) -> None:
        """Say which pages are wanted, the most wanted first; earlier wishes are forgotten."""
        with self._bell:
            self._wishes.pictures, self._wishes.words = pictures, words
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
                    task = self._next() if wished == turn else None
                if task is None:
                    if document is not None:
                        document.close()
                    turn, document = wished, self._open(reader, path, wished)
                elif document is not None:
                    self._fulfil(document, turn, *task)

    def _has_wish(self, turn: int) -> bool:
        wishes = self._wishes
        return bool(wishes.ended or wishes.turn != turn or wishes.pictures or wishes.words)

    def _next(self) -> tuple[int, float]:
        """The next page, and its scale; a scale of 0 asks for its words."""
        wishes = self._wishes
        return wishes.pictures.pop(0) if wishes.pictures else (wishes.words.pop(0), 0.0)

    def _open(self, reader: Reader, path: Path | None, turn: int) -> Document | None:
        if path is None:
            return None
        try:
            document = reader.open(path)
            self.opened.emit(turn, document.shapes())
        except PackError as problem:
            self.failed.emit(turn, problem.message)
            return None
        return document

    def _fulfil(self, document: Document, turn: int, page: int, scale: float) -> None:
        try:
            if scale:
                self.drawn.emit(Drawn(turn, page, scale, _image(document.draw(page, scale))))
            else:
                self.read.emit(Words(turn, page, document.page(page), document.letters(page)))
        except PackError as problem:
            self.failed.emit(turn, problem.message)


def _image(picture: Picture) -> QImage:
    """A picture as Qt has it; the copy keeps the bytes."""
    form = QImage.Format.Format_RGB32
    return QImage(picture.data, picture.width, picture.height, picture.stride, form).copy()
