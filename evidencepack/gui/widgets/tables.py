"""Tables: hairlines between rows, no grid, titles that shorten and tell the rest in a tooltip."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from evidencepack.gui import theme

Index = QModelIndex | QPersistentModelIndex


class RowCells(QStyledItemDelegate):
    """Cells with air around their words, a hairline below the row, and a ring around the current cell."""

    ACROSS, DOWN = 8, 5

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row's ground to its edges, then what is inside."""
        self.paint_ground(painter, option, index)
        inside = QStyleOptionViewItem(option)
        inside.rect = option.rect.adjusted(self.ACROSS, self.DOWN, -self.ACROSS, -self.DOWN)
        inside.state &= ~inside.widget.style().StateFlag.State_HasFocus
        self.paint_inside(painter, inside, index)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 (Qt's name)
        """Put a cell's icon beside its first line where its words begin at the top."""
        super().initStyleOption(option, index)
        option.decorationSize = QSize(theme.scaled(16), theme.scaled(16))
        if option.displayAlignment & Qt.AlignmentFlag.AlignTop:
            option.decorationAlignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, the hairline and the ring."""
        filled = QStyleOptionViewItem(option)
        self.initStyleOption(filled, index)
        style = filled.widget.style()
        style.drawPrimitive(style.PrimitiveElement.PE_PanelItemViewItem, filled, painter, filled.widget)
        painter.save()
        painter.setPen(theme.colour("hairline"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & style.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def paint_inside(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the words; pages that show marks or badges draw those."""
        super().paint(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 (Qt's name)
        """The room for the words as they wrap, and the air."""
        inside = QStyleOptionViewItem(option)
        inside.rect = option.rect.adjusted(self.ACROSS, 0, -self.ACROSS, 0)
        size = super().sizeHint(inside, index) + QSize(2 * self.ACROSS, 2 * self.DOWN)
        return size.expandedTo(QSize(0, theme.scaled(28)))


class Table(QTableView):
    """A table that is read and chosen from by rows; the page sets its model and its columns' widths."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(RowCells(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(30))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setStretchLastSection(False)

    def share_widths(self, widths: dict[int, int], stretch: int) -> None:
        """Give columns widths in pixels at 100 %, and one of them the room that is left."""
        head = self.horizontalHeader()
        for column, width in widths.items():
            head.setSectionResizeMode(column, head.ResizeMode.Interactive)
            self.setColumnWidth(column, theme.scaled(width))
        head.setSectionResizeMode(stretch, head.ResizeMode.Stretch)

    def row_rect(self, row: int) -> QRect:
        """Where a row is in the viewport."""
        left = self.visualRect(self.model().index(row, 0))
        return QRect(0, left.top(), self.viewport().width(), left.height())
