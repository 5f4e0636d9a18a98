"""Quotes carried by the mouse from one part of the window to another, or as words to other programs."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QRectF, Qt
from PySide6.QtGui import QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from evidencepack.gui import theme
from evidencepack.gui.widgets.marks import paint_kind

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
