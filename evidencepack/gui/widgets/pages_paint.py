"""Draws paper, quotes on it and selected words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from evidencepack.gui import theme

_SHADOW = ((3, 14), (2, 22), (1, 34))


def paint_sheet(painter: QPainter, rect: QRectF) -> None:
    """Draw an empty sheet with its shadow."""
    for spread, strength in _SHADOW:
        painter.fillRect(
            rect.adjusted(-spread + 1, -spread + 2, spread, spread + 1), QColor(0, 0, 0, strength)
        )
    painter.fillRect(rect, theme.on_paper("paper"))


def paint_picture(painter: QPainter, rect: QRectF, picture: QImage) -> None:
    """Draw what is printed on a sheet, or a band of it; dark windows dim it and never invert it."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    modes = QPainter.CompositionMode
    if theme.is_dark():
        painter.fillRect(rect, theme.on_paper("paper"))
        painter.setCompositionMode(modes.CompositionMode_Multiply)
    painter.drawImage(rect, picture)
    painter.setCompositionMode(modes.CompositionMode_SourceOver)


def paint_caret(painter: QPainter, rect: QRectF) -> None:
    """Draw the place between two letters from which Shift and the arrows select."""
    painter.fillRect(rect.adjusted(-0.5, 0, 0.5, 0), theme.on_paper("accent"))


def paint_highlight(painter: QPainter, boxes: list[QRectF], kind: str, *, chosen: bool) -> None:
    """Draw a quote on its page: a claim with dots beneath, evidence with a line, a find without."""
    fill = theme.on_paper("find" if kind == "find" else f"{kind}_fill")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for box in boxes:
        painter.fillRect(box, fill)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    if kind != "find":
        pen = QPen(theme.on_paper(f"{kind}_shape"), 2)
        if kind == "claim":
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.1, 1.9])
        painter.setPen(pen)
        for box in boxes:
            painter.drawLine(QPointF(box.left(), box.bottom()), QPointF(box.right(), box.bottom()))
        if chosen:
            _paint_frame(painter, boxes, theme.on_paper(kind))
    painter.restore()


def _paint_frame(painter: QPainter, boxes: list[QRectF], colour: QColor) -> None:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for box in boxes:
        path.addRect(box.adjusted(-2, -2, 2, 3))
    painter.setPen(QPen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path.simplified())


def paint_selected(painter: QPainter, boxes: list[QRectF]) -> None:
    """Draw the ground of selected words; the words stay readable."""
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for box in boxes:
        painter.fillRect(box, theme.on_paper("picked"))
    painter.restore()
