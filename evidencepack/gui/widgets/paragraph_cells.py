"""Draws the rows of the submission's text: headings, numbers, paragraphs, and what is made from the pack."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from evidencepack.gui import theme
from evidencepack.gui.models.submission_rows import TextRow
from evidencepack.gui.models.submission_text import TextModel
from evidencepack.gui.widgets.paragraph_layout import Layouts

Index = QModelIndex | QPersistentModelIndex
_LEFT, _RIGHT, _WIDEST, _AIR = 62, 32, 760, 7
_INDENTS = (0, 0, 28, 56)
_NUMBER_GAP = 12


class ParagraphCells(QStyledItemDelegate):
    """Draws the rows.

    Attributes:
        layouts: How the paragraphs are laid out.
        editing: The row that the editor lies over; -1 if there is none.
        editor_height: How high the editor is.
        width: Of the list; :meth:`forget` what was measured when it changes.
    """

    def __init__(self, layouts: Layouts, parent: QObject) -> None:
        super().__init__(parent)
        self.layouts = layouts
        self.editing = -1
        self.editor_height = 0
        self.width = 600
        self._heights: dict[tuple[str, int, str], QSize] = {}

    def words_rect(self, rect: QRect, row: TextRow) -> QRect:
        """Where the words of a row are."""
        left = theme.scaled(_LEFT + _INDENTS[row.level - 1])
        top = theme.scaled(22 if row.what == "heading" else _AIR)
        bottom = theme.scaled(8 if row.what == "heading" else _AIR)
        wide = max(rect.width() - left - theme.scaled(_RIGHT), theme.scaled(120))
        wide = min(wide, theme.scaled(_WIDEST - _INDENTS[row.level - 1]))
        return QRect(rect.left() + left, rect.top() + top, wide, rect.height() - top - bottom)

    def link_rect(self, rect: QRect, row: TextRow) -> QRect:
        """Where the link of a row is."""
        inside = self.words_rect(rect, row)
        letters = QFontMetricsF(theme.letters(12))
        wide = round(letters.horizontalAdvance(row.link_text)) + 2
        high = theme.scaled(20)
        return QRect(inside.left(), inside.bottom() - high + 1, wide, high)

    def forget(self) -> None:
        """Measure everything anew."""
        self._heights.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 (Qt's name)
        """The room for a row at the width of the list."""
        row = self._row(index)
        if index.row() == self.editing:
            return self._room(row, self.editor_height)
        key = (row.what, row.level, row.text)
        size = self._heights.get(key)  # asked for every row whenever one of them changes
        if size is None:
            size = self._heights[key] = self._room(row, self._height(row))
        return size

    def _room(self, row: TextRow, high: int) -> QSize:
        spare = 100 - self.words_rect(QRect(0, 0, self.width, 100), row).height()
        return QSize(theme.scaled(200), high + spare)

    def _height(self, row: TextRow) -> int:
        """How high the words of a row are."""
        wide = self.words_rect(QRect(0, 0, self.width, 100), row).width()
        if row.what == "paragraph":
            return round(self.layouts.lay(row.text, wide).height)
        if row.what == "heading":
            return theme.scaled(24)
        metrics = QFontMetricsF(theme.letters(13))
        bounds = metrics.boundingRect(QRectF(0, 0, wide, 10_000), int(Qt.TextFlag.TextWordWrap), row.text)
        return round(bounds.height()) + (theme.scaled(22) if row.link else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        row = self._row(index)
        rect = option.rect
        inside = self.words_rect(rect, row)
        painter.save()
        if row.what == "paragraph":
            self._paint_paragraph(painter, rect, row, editing=index.row() == self.editing)
        elif row.what == "heading":
            self._paint_heading(painter, inside, row)
        else:
            self._paint_line(painter, inside, row)
        state = QStyle.StateFlag
        if option.state & state.State_HasFocus and index.row() != self.editing:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            top = theme.scaled(8) if row.what == "heading" else 1
            painter.drawRect(self._frame(rect, inside).adjusted(0, top, 0, -1))
        painter.restore()

    def _frame(self, rect: QRect, inside: QRect) -> QRect:
        """The box around a row: from before the number to behind the words."""
        left = theme.scaled(14)
        return QRect(left, rect.top(), inside.right() + theme.scaled(14) - left, rect.height() - 1)

    def _paint_paragraph(self, painter: QPainter, rect: QRect, row: TextRow, *, editing: bool) -> None:
        inside = self.words_rect(rect, row)
        if editing:
            painter.setPen(QPen(theme.colour("edge"), 1))
            painter.setBrush(theme.colour("alternate"))
            painter.drawRect(self._frame(rect, inside))
        number = theme.letters(14)
        painter.setFont(number)
        painter.setPen(theme.colour("second"))
        room = QRectF(rect.left(), inside.top(), inside.left() - rect.left() - theme.scaled(_NUMBER_GAP), 100)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(room, align, row.label.removesuffix("."))
        if not editing:
            laid = self.layouts.lay(row.text, inside.width())
            laid.paint(painter, QPointF(inside.topLeft()), "text" if row.printed else "muted")

    def _paint_heading(self, painter: QPainter, inside: QRect, row: TextRow) -> None:
        plain = row.quiet or not row.printed
        font = theme.letters(13 if row.quiet else 16, QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.colour("muted" if plain else "text"))
        metrics = QFontMetricsF(font)
        note = "not printed" if not row.printed else "no heading is printed" if row.quiet else ""
        small = theme.letters(12)
        spare = QFontMetricsF(small).horizontalAdvance(note) + 16 if note else 0
        shown = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, inside.width() - spare)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, flags, shown)
        if note:
            painter.setFont(small)
            painter.setPen(theme.colour("muted"))
            painter.drawText(
                inside.adjusted(round(metrics.horizontalAdvance(shown)) + 10, 1, 0, 0), flags, note
            )

    def _paint_line(self, painter: QPainter, inside: QRect, row: TextRow) -> None:
        painter.setFont(theme.letters(13))
        painter.setPen(theme.colour("muted"))
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        painter.drawText(inside, flags, row.text)
        if row.link:
            font = theme.letters(12)
            font.setUnderline(True)
            painter.setFont(font)
            painter.setPen(theme.colour("accent"))
            where = inside.adjusted(0, 0, 0, 0)
            painter.drawText(
                where, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), row.link_text
            )

    def _row(self, index: Index) -> TextRow:
        model = index.model()
        assert isinstance(model, TextModel)  # noqa: S101 (for the type checker)
        return model.rows[index.row()]
