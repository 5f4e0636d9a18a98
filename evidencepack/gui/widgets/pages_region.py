"""Drawing round a part of a page, with the mouse or the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from evidencepack.gui import theme
from evidencepack.gui.widgets.pages_view import PagesView

_STEP, _FINE = 24, 2  # pixels that an arrow key moves a side; with Ctrl
_LEAST = 6
_SIDES = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}
_KEYS = {*_SIDES, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}


class RegionPicker(QWidget):
    """Lies over the pages while somebody draws; the part that is drawn round stays clear.

    Signals:
        picked: The page, from 1, and two opposite corners in points of the page as displayed, from its top
            left.
        left: Nothing is to be drawn after all.

    Attributes:
        pages: What is drawn on.
        region: What is drawn round, in pixels of the viewport.
    """

    picked = Signal(int, QPointF, QPointF)
    left = Signal()

    def __init__(self, pages: PagesView) -> None:
        super().__init__(pages.viewport())
        self.pages = pages
        self._from = QPoint()
        self.region = QRect()
        self.setAccessibleName("Part of the page to quote as an image")
        self.setAccessibleDescription(
            "Arrow keys move it, Shift and arrows change its size, Enter quotes it, Escape leaves."
        )
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setGeometry(pages.viewport().rect())
        self.show()
        self.raise_()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keep the keys for drawing from being taken as shortcuts of the window."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Leave when the person goes to something else in the window."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self.left.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Begin to draw."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.position().toPoint()
            self.region = QRect()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw up to the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.region = QRect(self._from, event.position().toPoint()).normalized() & self.rect()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Take what was drawn round; a mere click begins anew."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._take()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Leave the wheel to the pages below."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Move and stretch the region; take it, or leave."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key in _SIDES:
            self._move(_SIDES[key], event.modifiers())
        else:
            super().keyPressEvent(event)

    def _move(self, way: QPoint, held: Qt.KeyboardModifier) -> None:
        if self.region.isEmpty():
            middle = QSize(self.width() // 2, self.height() // 3)
            self.region = QRect(QPoint(self.width() // 4, self.height() // 3), middle)
        way *= _FINE if held & Qt.KeyboardModifier.ControlModifier else _STEP
        if held & Qt.KeyboardModifier.ShiftModifier:
            moved = self.region.adjusted(0, 0, way.x(), way.y())
        else:
            moved = self.region.translated(way)
        moved &= self.rect()
        if moved.width() >= _LEAST and moved.height() >= _LEAST:
            self.region = moved
        self.update()

    def _take(self) -> None:
        if self.region.width() < _LEAST or self.region.height() < _LEAST:
            return
        page, one = self.pages.on_page(self.region.center())
        if page:
            one = self.pages.on_this_page(page, self.region.topLeft())
            other = self.pages.on_this_page(page, self.region.bottomRight() + QPoint(1, 1))
            self.picked.emit(page, one, other)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Shade what is left out."""
        painter = QPainter(self)
        painter.setClipRegion(QRegion(self.rect()) - QRegion(self.region))
        painter.fillRect(self.rect(), QColor(0, 0, 0, 70))
        painter.setClipping(False)
        if not self.region.isEmpty():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(self.region)
        painter.end()
