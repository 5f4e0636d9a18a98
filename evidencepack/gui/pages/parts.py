"""The parts that pages are made of: a notice, a line that shortens itself, a table of rows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from evidencepack.gui import theme
from evidencepack.gui.models.nouns import Noun
from evidencepack.gui.models.pack_view import Rows
from evidencepack.gui.models.rows import RowsModel


class Notice(QFrame):
    """A sentence in its place: a ``warning``, or an ``error`` that can be put away."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.setObjectName(kind)
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self.words, 1)
        if kind == "error":
            dismiss = QPushButton("Dismiss")
            dismiss.clicked.connect(self.hide)
            dismiss.setAccessibleDescription("Put this message away")
            row.addWidget(dismiss)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence, or nothing when it is empty; a screen reader reads it out."""
        self.words.setText(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            QAccessible.updateAccessibility(QAccessibleEvent(self.words, QAccessible.Event.Alert))


class ShortenedLine(QLabel):
    """A line that never needs more room than there is; what is left out is in its tooltip."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def say(self, words: str) -> None:
        """Show words and have them read out."""
        self.setText(words)
        self.setToolTip(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Room for a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 8, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw what fits; a path is shortened in its middle."""
        line = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, self.contentsRect().width()
        )
        with QPainter(self) as painter:
            self.style().drawItemText(
                painter,
                self.contentsRect(),
                int(Qt.AlignmentFlag.AlignVCenter),
                self.palette(),
                self.isEnabled(),
                line,
                QPalette.ColorRole.WindowText,
            )


class RoomyCells(QStyledItemDelegate):
    """Cells with air around their words and a hairline between the rows."""

    ACROSS, DOWN = 6, 6

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row's ground to its edges, then the words inside."""
        filled = QStyleOptionViewItem(option)
        self.initStyleOption(filled, index)
        style = filled.widget.style()
        style.drawPrimitive(style.PrimitiveElement.PE_PanelItemViewItem, filled, painter, filled.widget)
        painter.setPen(theme.colour("hairline"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        inside = QStyleOptionViewItem(option)
        inside.rect = option.rect.adjusted(self.ACROSS, self.DOWN, -self.ACROSS, -self.DOWN)
        if option.state & style.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -2))
            inside.state &= ~style.StateFlag.State_HasFocus
        super().paint(painter, inside, index)

    def sizeHint(  # noqa: N802 (Qt's name)
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The room for the words as they wrap, and the air."""
        inside = QStyleOptionViewItem(option)
        inside.rect = option.rect.adjusted(self.ACROSS, 0, -self.ACROSS, 0)
        return super().sizeHint(inside, index) + QSize(2 * self.ACROSS, 2 * self.DOWN)


class RowsTable(QTableView):
    """The rows of one noun, to read: short columns as wide as they need, texts share what is left."""

    WIDEST, NARROWEST_TEXT = 34, 30  # in letters

    def __init__(self, noun: Noun) -> None:
        super().__init__()
        self.noun = noun
        self.rows = RowsModel(noun.columns, theme.letters(14, serif=True), self)
        self.setModel(self.rows)
        self.setAccessibleName(noun.title)
        self.setItemDelegate(RoomyCells(self))
        self.setShowGrid(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setResizeContentsPrecision(60)  # rows that are looked at
        self.horizontalHeader().setFont(theme.letters(12))
        self._needed: dict[int, int] = {}

    def show_rows(self, rows: Rows) -> None:
        """Show these rows instead."""
        self.rows.set_rows(rows)
        widest = self.WIDEST * self.fontMetrics().averageCharWidth()
        self._needed = {
            n: min(max(self.sizeHintForColumn(n), self.horizontalHeader().sectionSizeHint(n)), widest)
            for n, column in enumerate(self.noun.columns)
            if column.form not in ("text", "words")
        }
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Share the room anew."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        texts = len(self.noun.columns) - len(self._needed)
        left = (self.viewport().width() - sum(self._needed.values())) // texts
        narrowest = self.NARROWEST_TEXT * self.fontMetrics().averageCharWidth()
        for n in range(len(self.noun.columns)):
            self.setColumnWidth(n, self._needed.get(n, max(left, narrowest)))
        self._fit_rows_in_view()

    def _scrolled(self, value: int) -> None:
        at_end = value == self.verticalScrollBar().maximum()
        self._fit_rows_in_view()
        if at_end:  # the last rows may have become higher: the end is then further down
            self.updateGeometries()
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _fit_rows_in_view(self) -> None:
        """Give the rows in view their height; wrapping thousands at once would make the window wait."""
        row = max(self.rowAt(0), 0)
        room = self.viewport().height()
        while room > 0 and row < self.rows.rowCount():
            self.resizeRowToContents(row)
            room -= self.rowHeight(row)
            row += 1
