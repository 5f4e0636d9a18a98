"""A list of the pack's quotes: searched, dragged onto other things, or ticked in a dialog."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.models.pack_view import PackView, Row
from evidencepack.gui.widgets.fields import SearchLine
from evidencepack.gui.widgets.marks import paint_kind
from evidencepack.gui.widgets.notices import words

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-evidencepack-handles"
HANDLE = Qt.ItemDataRole.UserRole
ROW = Qt.ItemDataRole.UserRole + 1
USED = Qt.ItemDataRole.UserRole + 2
_ROOT = QModelIndex()


def carry(rows: Sequence[Row]) -> QMimeData:
    """Quotes as they are dragged: their handles, and their words for other programs."""
    data = QMimeData()
    data.setData(MIME, " ".join(row["handle"] for row in rows).encode())
    data.setText("\n".join(row["text"] for row in rows))
    return data


def carried(data: QMimeData) -> list[str]:
    """The handles of quotes that are being dragged."""
    handles = bytes(data.data(MIME).data()).decode("utf-8", "replace").split()
    return [handle for handle in handles if handle.startswith("Q")]


def place_of(quote: Row) -> str:
    """Where a quote stands: ``S3, p. 1``."""
    return f"{quote['source']}, p. {quote['page']}"


def draw_lines(painter: QPainter, where: QRect, text: str, font: QFont, most: int) -> None:
    """Draw words over a few lines; the last one is shortened where there are more."""
    metrics = QFontMetrics(font)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    painter.setFont(font)
    top, high = where.top(), metrics.lineSpacing()
    for n in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(where.width())
        part = text[line.textStart() : line.textStart() + line.textLength()]
        if n == most - 1:
            part = metrics.elidedText(text[line.textStart() :], Qt.TextElideMode.ElideRight, where.width())
        box = QRect(where.left(), top + n * high, where.width(), high)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, part)
    layout.endLayout()


class QuotesModel(QAbstractListModel):
    """Quotes that hold the searched words; those that no entry rests on come first.

    Attributes:
        ticked: The handles ticked, in the order of ticking.
    """

    def __init__(self, parent: QWidget | None = None, *, tickable: bool = False) -> None:
        super().__init__(parent)
        self.ticked: list[str] = []
        self._tickable = tickable
        self._all: list[Row] = []
        self._rows: list[Row] = []
        self._used: set[str] = set()
        self._texts: dict[str, str] = {}
        self._search = ""

    def set_view(self, view: PackView) -> None:
        """Show the quotes of a pack."""
        self._used = {handle for entry in view.of("entries") for handle in entry["quotes"]}
        self._all = sorted(view.of("quotes"), key=lambda row: row["handle"] in self._used)
        titles = {row["handle"]: row["title"] for row in view.of("sources")}
        self._texts = {row["handle"]: _searched(row, titles.get(row["source"], "")) for row in self._all}
        self._filter()

    def search(self, text: str) -> None:
        """Show only quotes that hold all these words, in their own words or in what is known of them."""
        self._search = text
        self._filter()

    def _filter(self) -> None:
        wanted = self._search.casefold().split()
        found = [row for row in self._all if all(word in self._texts[row["handle"]] for word in wanted)]
        if found == self._rows:
            if found:  # their use may have changed
                self.dataChanged.emit(self.index(0), self.index(len(found) - 1))
            return
        self.beginResetModel()
        self._rows = found
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 (Qt's name)
        """How many quotes are shown."""
        return 0 if parent.isValid() else len(self._rows)

    @property
    def total(self) -> int:
        """How many quotes the pack has."""
        return len(self._all)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A quote's words and what is known of it."""
        row = self._rows[index.row()]
        if role == HANDLE:
            return row["handle"]
        if role == ROW:
            return row
        if role == USED:
            return row["handle"] in self._used
        if role == Qt.ItemDataRole.DisplayRole:
            used = "" if row["handle"] in self._used else ", in no entry"
            return f"{row['kind'].capitalize()} {row['handle']}, {place_of(row)}{used}: {row['text']}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return row["text"]
        if role == Qt.ItemDataRole.CheckStateRole and self._tickable:
            return Qt.CheckState.Checked if row["handle"] in self.ticked else Qt.CheckState.Unchecked
        return None

    def setData(  # noqa: N802 (Qt's name)
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Tick a quote, or take the tick away."""
        if role != Qt.ItemDataRole.CheckStateRole or not self._tickable:
            return False
        handle = self._rows[index.row()]["handle"]
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self.ticked.append(handle)
        else:
            self.ticked.remove(handle)
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Quotes can be chosen and dragged, and ticked in a dialog."""
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._tickable else flags

    def mimeTypes(self) -> list[str]:  # noqa: N802 (Qt's name)
        """What is dragged."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 (Qt's name)
        """The quotes chosen, as they are dragged."""
        return carry([self._rows[row] for row in sorted({index.row() for index in indexes})])


def _searched(row: Row, title: str) -> str:
    known = (row["handle"], row["text"], row["speaker"], row["source"], title, row["shown"] or "")
    return " ".join([*known, *row["topics"]]).casefold()


class QuoteCells(QStyledItemDelegate):
    """A quote: its mark, handle and place, and two lines of its words in serif."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 (Qt's name)
        """All quotes are as high, so that a long list needs no measuring."""
        lines = 2 * QFontMetrics(theme.letters(14, serif=True)).lineSpacing()
        return QSize(theme.scaled(200), lines + theme.scaled(16 + 8 + 18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a quote."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, theme.colour("selection" if chosen else "base"))
        painter.setPen(theme.colour("hairline"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        inside = option.rect.adjusted(12, 8, -12, -8)
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        if tick is not None:
            _draw_tick(painter, inside, Qt.CheckState(tick))
            inside.setLeft(inside.left() + theme.scaled(28))
        self._paint_quote(painter, inside, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def _paint_quote(self, painter: QPainter, where: QRect, index: Index) -> None:
        row: Row = index.data(ROW)
        size = theme.scaled(16)
        paint_kind(painter, QRectF(where.left(), where.top(), size, size), row["kind"])
        head = QRect(where.left() + size + 6, where.top() - 1, where.width() - size - 6, size + 2)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.letters(13, QFont.Weight.DemiBold))
        painter.setPen(theme.colour("text"))
        painter.drawText(head, middle, row["handle"])
        head.setLeft(head.left() + painter.fontMetrics().horizontalAdvance(row["handle"]) + 8)
        painter.setFont(theme.letters(12))
        painter.setPen(theme.colour("muted"))
        if not index.data(USED):
            painter.drawText(head, middle | Qt.AlignmentFlag.AlignRight, "in no entry")
            head.setRight(head.right() - painter.fontMetrics().horizontalAdvance("in no entry") - 8)
        known = "  ·  ".join(part for part in (place_of(row), row["shown"]) if part)
        painter.drawText(
            head, middle, painter.fontMetrics().elidedText(known, Qt.TextElideMode.ElideRight, head.width())
        )
        painter.setPen(theme.colour("text"))
        below = where.adjusted(0, size + 8, 0, 0)
        draw_lines(painter, below, " ".join(row["text"].split()), theme.letters(14, serif=True), 2)


def _draw_tick(painter: QPainter, where: QRect, tick: Qt.CheckState) -> None:
    size = theme.scaled(16)
    box = QRectF(where.left() + 0.5, where.top() + 0.5, size - 1, size - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ticked = tick == Qt.CheckState.Checked
    painter.setPen(theme.colour("accent" if ticked else "edge"))
    painter.setBrush(theme.colour("accent" if ticked else "base"))
    painter.drawRoundedRect(box, 3, 3)
    if ticked:
        painter.setPen(theme.colour("on_accent"))
        painter.setFont(theme.letters(12, QFont.Weight.DemiBold))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "✓")
    painter.restore()


class QuoteList(QListView):
    """The list of quotes.

    Signals:
        opened: The handle of a quote that was double-clicked, or on which Enter was pressed.
    """

    opened = Signal(str)

    def __init__(self, name: str, *, tickable: bool = False) -> None:
        super().__init__()
        self.quotes = QuotesModel(self, tickable=tickable)
        self.setModel(self.quotes)
        self.setAccessibleName(name)
        self.setItemDelegate(QuoteCells(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.activated.connect(self._open)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(HANDLE))

    def chosen(self) -> list[str]:
        """The handles of the quotes chosen, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.quotes.index(row).data(HANDLE) for row in rows]


class QuotesDialog(QDialog):
    """Quotes to tick, found by their words.

    Signals:
        chosen: The handles ticked: those that were ticked before first, then the others in the order ticked.
    """

    chosen = Signal(list)

    def __init__(self, desk: Desk, parent: QWidget | None, chosen: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Choose quotes")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = SearchLine("Search quotes", "Search words, speakers, sources")
        self.list = QuoteList("Quotes", tickable=True)
        self.list.setObjectName("choices")
        self.list.quotes.ticked = list(chosen)
        self.list.quotes.set_view(desk.view)
        self.count = words("", "small")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Choose")
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        self.search.textChanged.connect(self._search)
        self.list.quotes.dataChanged.connect(self._say_count)
        self.list.opened.connect(self._tick)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for widget in (self.search, self.list, self.count, buttons):
            column.addWidget(widget)
        self.resize(theme.within_screen(self, 560, 520))
        self._say_count()
        self.search.setFocus()

    def _search(self, text: str) -> None:
        self.list.quotes.search(text)
        self._say_count()

    def _say_count(self) -> None:
        model = self.list.quotes
        ticked = f"{len(model.ticked)} ticked"
        if not model.total:
            ticked = "No quotes yet. Mark words in the Reader with C or E."
        elif not model.rowCount():
            ticked += " · no quote has these words"
        self.count.setText(ticked)

    def _tick(self, handle: str) -> None:
        index = self.list.currentIndex()
        ticked = handle in self.list.quotes.ticked
        state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        self.list.quotes.setData(index, state.value, Qt.ItemDataRole.CheckStateRole)

    def _choose(self) -> None:
        self.chosen.emit(list(self.list.quotes.ticked))
        self.accept()
