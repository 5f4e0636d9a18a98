"""The strip beside the pages that shows where in the document its quotes and finds lie."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from evidencepack.gui import theme
from evidencepack.gui.widgets.dragging import drag_quote
from evidencepack.gui.widgets.marks import paint_kind

WIDTH = 20
_MARK = 13


@dataclass(frozen=True)
class Place:
    """Something to show in the strip.

    Attributes:
        at: How far down the document it lies: 0 to 1.
        kind: ``claim``, ``evidence`` or ``find``.
        handle: Of a quote.
        tip: What is said when the pointer rests on it.
        words: Of a quote, for where plain text is dropped.
    """

    at: float
    kind: str
    handle: str = ""
    tip: str = ""
    words: str = ""


class PagesStrip(QWidget):
    """Marks of quotes where they lie; a click goes there, and a quote can be dragged out of it.

    Signals:
        chosen: The handle of a quote that was clicked.
        went: How far down the document the person clicked beside the marks: 0 to 1.
    """

    chosen = Signal(str)
    went = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        self._chosen = ""
        self._pressed: tuple[QPoint, Place | None] | None = None
        self.setMouseTracking(True)
        self.setAccessibleName("Where quotes lie")

    def show_places(self, places: list[Place], chosen: str) -> None:
        """Show these places."""
        if (places, chosen) == (self._places, self._chosen):
            return
        self._places, self._chosen = sorted(places, key=lambda place: place.at), chosen
        quotes = sum(1 for place in places if place.handle)
        self.setAccessibleDescription(f"{quotes} quotes in this document" if quotes != 1 else "1 quote")
        self.update()

    def tops(self) -> list[tuple[Place, float]]:
        """Where each quote's mark is drawn: moved down a little where it would lie on the one above."""
        size, found = theme.scaled(_MARK), []
        lowest = -float(size)
        quotes = [place for place in self._places if place.handle]
        roomy = len(quotes) * (size + 1) < self.height()
        for place in quotes:
            top = place.at * self.height() - size / 2
            if roomy:
                top = max(top, lowest + size + 1)
            lowest = top
            found.append((place, min(max(top, 0), self.height() - size)))
        return found

    def _at(self, where: QPoint) -> Place | None:
        size = theme.scaled(_MARK)
        hit = [place for place, top in self.tops() if top - 1 <= where.y() <= top + size + 1]
        return next((place for place in hit if place.handle == self._chosen), hit[0] if hit else None)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the marks over the finds."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.colour("window"))
            painter.fillRect(QRectF(0, 0, 1, self.height()), theme.colour("hairline"))
            for place in self._places:
                if place.kind == "find":
                    y = place.at * (self.height() - 3)
                    painter.fillRect(QRectF(3, y, self.width() - 6, 3), theme.on_paper("find"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            size = theme.scaled(_MARK)
            left = (self.width() - size) / 2
            for place, top in self.tops():
                box = QRectF(left, top, size, size)
                if place.handle == self._chosen:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(theme.colour("accent"))
                    painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 3, 3)
                    painter.setBrush(theme.colour("base"))
                    painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), 2, 2)
                paint_kind(painter, box, place.kind)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Remember what was pressed; a click or a drag follows."""
        if event.button() == Qt.MouseButton.LeftButton:
            where = event.position().toPoint()
            self._pressed = where, self._at(where)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Drag the pressed quote, to a claim or into the chronology."""
        where = event.position().toPoint()
        hand = Qt.CursorShape.PointingHandCursor if self._at(where) else Qt.CursorShape.ArrowCursor
        self.setCursor(hand)
        if self._pressed is None or self._pressed[1] is None:
            return
        if (where - self._pressed[0]).manhattanLength() >= QApplication.startDragDistance():
            place, self._pressed = self._pressed[1], None
            drag_quote(self, place.handle, place.kind, place.words)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose the quote, or go to the height that was clicked."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        if pressed[1] is not None:
            self.chosen.emit(pressed[1].handle)
        else:
            self.went.emit(min(max(event.position().y() / max(self.height(), 1), 0.0), 1.0))

    def event(self, event: QEvent) -> bool:
        """Tell what a mark is while the pointer rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(event.pos())
            QToolTip.showText(event.globalPos(), place.tip if place else "", self)
            return True
        return super().event(event)
