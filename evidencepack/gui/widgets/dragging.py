"""Quotes carried by the mouse from one part of the window to another, or as words to other programs."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QRectF, Qt
from PySide6.QtGui import QDrag, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from evidencepack.gui import theme
from evidencepack.gui.widgets.marks import KindMark, paint_kind

HANDLES = "application/x-evidencepack-handles"


def drag_quote(start: QWidget, handle: str, kind: str, words: str) -> None:
    """Let the person drag a quote to where it is to be used."""
    data = QMimeData()
    data.setData(HANDLES, QByteArray(handle.encode()))
    data.setText(words)
    size = theme.scaled(24)
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_kind(painter, QRectF(2, 2, size - 4, size - 4), kind)
    drag = QDrag(start)
    drag.setMimeData(data)
    drag.setPixmap(picture)
    drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.LinkAction, Qt.DropAction.CopyAction)


class DragMark(KindMark):
    """The mark of a quote, by which it is dragged to a claim, into the chronology or to another program."""

    def __init__(self, kind: str, size: int) -> None:
        super().__init__(kind, size)
        self._quote = ("", kind, "")
        self._pressed: QPoint | None = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip("Drag the quote to where it is to be used")

    def show_quote(self, handle: str, kind: str, words: str) -> None:
        """Stand for a quote."""
        self._quote = (handle, kind, words)
        self.show_kind(kind)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A drag may begin here."""
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Drag once the mouse has moved far enough."""
        if self._pressed is None or not self._quote[0]:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            drag_quote(self, *self._quote)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """No drag."""
        self._pressed = None
