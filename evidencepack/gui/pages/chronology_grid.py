"""The grid of the chronology: rows as high as their words, quotes dropped on them, entries dragged."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView

from evidencepack.gui import theme
from evidencepack.gui.dialogs.quotes import MIME, carried
from evidencepack.gui.models.entries_model import (
    DATE,
    EVENT,
    NEW,
    NUMBER,
    RESTS_ON,
    STATUS,
    WEIGHT,
    EntriesModel,
    Line,
)
from evidencepack.gui.pages.chronology_editing import EntryEditing
from evidencepack.gui.widgets.tables import Index, Table

ENTRY_MIME = "application/x-evidencepack-entry"
_CHUNK = 60  # rows measured at a time, so that a long chronology never holds the window up
_EDGE = 24  # pixels from the edge where dragging scrolls
_WIDE = {NUMBER: 52, DATE: 200, RESTS_ON: 160, STATUS: 150, WEIGHT: 104}
_NARROW = {NUMBER: 44, DATE: 150, RESTS_ON: 130, STATUS: 146, WEIGHT: 96}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChronologyGrid(Table):
    """The grid.

    Signals:
        quotes_dropped: Handles of quotes, and the entry they were dropped on: its handle, ``new``, or empty.
        entry_dropped: An entry's handle, and the entries it was dropped between; empty at either end.
        read_wanted: Enter was pressed on what an entry rests on.
        draft_left: The new entry was left, or finished by Enter.
        draft_dropped: Esc was pressed in the new entry.
        picked: Other entries are chosen now.
    """

    quotes_dropped = Signal(list, str)
    entry_dropped = Signal(str, str, str)
    read_wanted = Signal()
    draft_left = Signal()
    draft_dropped = Signal()
    picked = Signal()

    def __init__(self, model: EntriesModel) -> None:
        super().__init__("Chronology")
        self.entries = model
        self.cells = EntryEditing(self)
        self._drop = QRect()
        self._next = 0
        self._wide: bool | None = None
        self._scrolling = 0
        self.setModel(model)
        self.setItemDelegate(self.cells)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setMinimumSectionSize(theme.scaled(20))
        self.horizontalHeader().setSectionResizeMode(EVENT, self.horizontalHeader().ResizeMode.Stretch)
        self._measuring = QTimer(self, interval=0)
        self._measuring.timeout.connect(self._measure_some)
        self._auto_scroll = QTimer(self, interval=40)
        self._auto_scroll.timeout.connect(self._scroll_on)
        self._listen(model)

    def _listen(self, model: EntriesModel) -> None:
        for heard in (model.layoutChanged, model.rowsInserted, model.dataChanged, model.modelReset):
            heard.connect(self.measure)
        model.rowsRemoved.connect(self.measure)
        self.horizontalHeader().sectionResized.connect(self._resized)
        self.cells.went_on.connect(self._go_on)
        self.cells.taken_back.connect(self._taken_back)
        self.selectionModel().selectionChanged.connect(lambda: self.picked.emit())

    # Heights

    def measure(self) -> None:
        """Give rows the heights their words need: those in view now, the others when there is time."""
        self._next = 0
        self._measure_visible()
        self._measuring.start()

    def _measure_visible(self) -> None:
        row = max(self.rowAt(0), 0)
        while row < self.entries.rowCount() and self.rowViewportPosition(row) < self.viewport().height():
            self._measure_row(row)
            row += 1

    def _measure_some(self) -> None:
        first = self.rowAt(0)
        top = self.rowViewportPosition(first) if first >= 0 else 0
        last = min(self._next + _CHUNK, self.entries.rowCount())
        changed = [row for row in range(self._next, last) if self._measure_row(row)]
        if first > 0 and changed and changed[0] < first:  # what the person looks at stays where it is
            self.updateGeometries()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(first) - top)
        self._next = last
        if last >= self.entries.rowCount():
            self._measuring.stop()

    def _measure_row(self, row: int) -> bool:
        wanted = self.cells.height(self.entries.line(row), self.columnWidth(DATE), self.columnWidth(EVENT))
        if self.rowHeight(row) == wanted:
            return False
        self.setRowHeight(row, wanted)
        return True

    def _resized(self, column: int) -> None:
        if column in (DATE, EVENT):
            self.measure()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Give the event the room that the other columns can spare."""
        wide = self.viewport().width() >= theme.scaled(1000)
        if wide != self._wide:
            self._wide = wide
            self.share_widths(_WIDE if wide else _NARROW, EVENT)
        super().resizeEvent(event)
        self.measure()

    def remeasure(self) -> None:
        """Measure all rows anew, after the letters changed."""
        self.cells.forget_heights()
        self.measure()

    # What is chosen

    def current(self) -> Line | None:
        """The row the person is in."""
        index = self.currentIndex()
        return self.entries.line(index.row()) if index.isValid() else None

    def chosen(self) -> list[str]:
        """The handles of the entries chosen, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [line.key for line in map(self.entries.line, rows) if line.kind == "entry"]

    def choose(self, key: str, column: int = DATE) -> bool:
        """Choose an entry and bring it into view."""
        row = self.entries.row_of(key)
        if row < 0 or not self.cells.finish():
            return False
        self._measure_visible()
        index = self.entries.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def place(self) -> tuple[str, int, bool]:
        """Where the person is: an entry, a column, and whether they are in view."""
        line, index = self.current(), self.currentIndex()
        return (line.key if line else "", index.column(), self.sees(index))

    def return_to(self, place: tuple[str, int, bool]) -> None:
        """Be there again after the rows changed; where it was in view it stays in view."""
        key, column, seen = place
        if not self.currentIndex().isValid() and self.entries.row_of(key) >= 0:
            self.choose(key, column)
        elif seen and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def sees(self, index: Index) -> bool:
        """Whether a row is in view."""
        return index.isValid() and self.viewport().rect().intersects(self.visualRect(index))

    def scrollTo(  # noqa: N802 (Qt's name)
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into view, not under the heading that stays at the top."""
        super().scrollTo(index, hint)
        hidden = theme.scaled(26) - self.rowViewportPosition(index.row())
        if index.isValid() and index.row() > 0 and hidden > 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - hidden)

    def currentChanged(  # noqa: N802 (Qt's name)
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Hear that the new entry was left."""
        super().currentChanged(current, previous)
        model = self.entries
        was_new = previous.isValid() and model.row_of(NEW) == previous.row()
        if was_new and current.isValid() and current.row() != previous.row():
            QTimer.singleShot(0, self, self.draft_left.emit)

    # Editing

    def edit_cell(self, row: int, column: int) -> None:
        """Edit a cell."""
        index = self.entries.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.edit(index)

    def _go_on(self, at: QPersistentModelIndex, tab: bool) -> None:
        """Go to the next cell; Tab, and a new entry, edit it at once."""
        if not at.isValid():
            return
        row, column, key = at.row(), at.column(), self.entries.line(at.row()).key
        if key == NEW:
            if column == DATE or (tab and column == EVENT):
                self.edit_cell(row, EVENT if column == DATE else STATUS)
            else:
                self.draft_left.emit()
            return
        following = {DATE: EVENT, EVENT: STATUS if tab else RESTS_ON, STATUS: WEIGHT}.get(column, DATE)
        if following == DATE:
            row = self._entry_below(row)
        if tab:
            self.edit_cell(row, following)
        else:
            self.setCurrentIndex(self.entries.index(row, following))
            self.scrollTo(self.currentIndex())

    def _entry_below(self, row: int) -> int:
        """The next row that is no heading; the same one at the end."""
        below = range(row + 1, self.entries.rowCount())
        return next((n for n in below if self.entries.line(n).kind != "group"), row)

    def _taken_back(self, at: QPersistentModelIndex) -> None:
        draft = self.entries.draft
        if draft is None or not at.isValid() or self.entries.line(at.row()).key != NEW:
            return
        if not draft["date"] and not draft["text"]:
            self.draft_dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter edits, or shows the quote; Esc drops the new entry; letters begin to type."""
        line = self.current()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if line is not None and plain and event.key() in _ENTER:
            if self.currentIndex().column() == RESTS_ON:
                self.read_wanted.emit()
            elif self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
        elif line is not None and line.key == NEW and event.key() == Qt.Key.Key_Escape:
            self.draft_dropped.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose a row, unless a date that cannot be kept is still open: nothing typed is lost."""
        if self.cells.finish():
            super().mousePressEvent(event)

    # Dragging and dropping

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802 (Qt's name)
        """Drag the entry under the mouse."""
        line = self.current()
        if line is None or line.kind != "entry" or not self.entries.can_change:
            return
        data = QMimeData()
        data.setData(ENTRY_MIME, line.key.encode())
        data.setText(f"{line.row['shown'] or 'undated'}: {line.row['text']}")
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Take quotes, and entries of this grid."""
        if self.entries.can_change and (event.mimeData().hasFormat(MIME) or _entry_in(event.mimeData())):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 (Qt's name)
        """Show where it would go."""
        at = event.position().toPoint()
        if event.mimeData().hasFormat(MIME):
            key = self._key_at(at)
            self._show_drop(self.row_rect(self.entries.row_of(key)) if key else self._empty_space())
        else:
            row = self._gap_at(at)
            below = row < self.entries.rowCount()
            y = self.row_rect(row).top() if below else self._empty_space().top()
            self._show_drop(QRect(0, y - 1, self.viewport().width(), 2))
        near = at.y() < _EDGE + theme.scaled(26), at.y() > self.viewport().height() - _EDGE
        self._scrolling = near[1] - near[0]
        if self._scrolling and not self._auto_scroll.isActive():
            self._auto_scroll.start()
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:  # noqa: N802 (Qt's name)
        """Show no place any more."""
        self._end_drop()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Say what was dropped where."""
        at, data = event.position().toPoint(), event.mimeData()
        self._end_drop()
        event.acceptProposedAction()
        if not self.cells.finish():
            return
        if data.hasFormat(MIME):
            handles = carried(data)
            if handles:
                self.quotes_dropped.emit(handles, self._key_at(at))
            return
        gap = self._gap_at(at)
        keys = [self.entries.line(row).key for row in self._entry_rows()]
        above = sum(row < gap for row in self._entry_rows())
        before = keys[above - 1] if above else ""
        behind = keys[above] if above < len(keys) else ""
        self.entry_dropped.emit(_entry_in(data), before, behind)

    def _entry_rows(self) -> list[int]:
        rows = range(self.entries.rowCount())
        return [row for row in rows if self.entries.line(row).kind == "entry"]

    def _key_at(self, at: QPoint) -> str:
        row = self.rowAt(at.y())
        line = self.entries.line(row) if row >= 0 else None
        return line.key if line is not None and line.kind != "group" else ""

    def _gap_at(self, at: QPoint) -> int:
        """The row before which something dropped here would go."""
        row = self.rowAt(at.y())
        if row < 0:
            return self.entries.rowCount()
        return row + (at.y() > self.row_rect(row).center().y())

    def _empty_space(self) -> QRect:
        last = self.entries.rowCount() - 1
        top = self.row_rect(last).bottom() + 1 if last >= 0 else 0
        return QRect(0, top, self.viewport().width(), max(theme.scaled(30), self.viewport().height() - top))

    def _show_drop(self, where: QRect) -> None:
        if where != self._drop:
            self._drop = where
            self.viewport().update()

    def _end_drop(self) -> None:
        self._auto_scroll.stop()
        self._show_drop(QRect())

    def _scroll_on(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._scrolling * theme.scaled(16))

    # Drawing

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 (Qt's name)
        """Scroll, and draw the heading at the top anew."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()
        self._measure_visible()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the rows, the heading of the month in view, and where a drop would go."""
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            self._paint_heading(painter)
            if self._drop.isValid():
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.drawRect(self._drop.adjusted(1, 1, -1, -1))

    def _paint_heading(self, painter: QPainter) -> None:
        """Draw the heading of the first rows in view over the top, until the next heading pushes it away."""
        first = self.rowAt(0)
        if first < 0 or self.verticalScrollBar().value() == 0:
            return
        own = next((row for row in range(first, -1, -1) if self.entries.line(row).kind == "group"), -1)
        rest = range(first + 1, self.entries.rowCount())
        following = next((row for row in rest if self.entries.line(row).kind == "group"), -1)
        if own < 0 or self.entries.line(first).key == NEW:
            return
        high = theme.scaled(26)
        top = min(0, self.rowViewportPosition(following) - high) if following >= 0 else 0
        band = QRect(0, top, self.viewport().width(), high)
        self.cells.paint_heading(painter, band, band, self.entries.line(own))


def _entry_in(data: QMimeData) -> str:
    return bytes(data.data(ENTRY_MIME).data()).decode("utf-8", "replace")
