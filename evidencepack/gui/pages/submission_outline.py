"""The left column of the submission: its sections and its annexes, in the order in which they are printed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QDropEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from evidencepack.gui import icons, theme
from evidencepack.gui.models.pack_view import PackView, Row
from evidencepack.gui.models.submission_rows import section_name, section_note
from evidencepack.gui.widgets.notices import line, words
from evidencepack.gui.widgets.toolbar import tool
from evidencepack.model.wording import counted
from evidencepack.submission.page_ranges import show_pages

Index = QModelIndex | QPersistentModelIndex
_HANDLE, _NOTE, _MARK, _PLAIN = (Qt.ItemDataRole.UserRole + n for n in range(4))


@dataclass(frozen=True)
class Line:
    """One item of the column: what it is called, a small note, and a mark before it; plain if not printed."""

    handle: str
    name: str
    note: str
    mark: str = ""
    plain: bool = False


def section_lines(view: PackView) -> list[Line]:
    """The sections in order."""
    return [
        Line(row["handle"], section_name(row), section_note(row, view), plain=not row["enabled"])
        for row in view.of("sections")
    ]


def annex_lines(view: PackView) -> list[Line]:
    """The annexes in order, with their marks."""
    return [
        Line(row["handle"], row["title"], _annex_note(row, view), row["mark"]) for row in view.of("annexes")
    ]


def _annex_note(row: Row, view: PackView) -> str:
    pages, all_pages = row["pages"], view.by_handle.get(row["source"], {}).get("pages", 0)
    if len(pages) == all_pages:
        return f"{row['source']} · {counted(all_pages, 'page')}"
    return f"{row['source']} · page{'s' * (len(pages) != 1)} {show_pages(pages)}"


class _LineCells(QStyledItemDelegate):
    """Draws an item: a grip, its mark, its name and its note below."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(theme.scaled(100), theme.scaled(46))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = QStyle.StateFlag
        rect: QRect = option.rect
        painter.save()
        if option.state & state.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.colour("accent"))
        if option.state & state.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        ratio = painter.device().devicePixelRatio()
        picture = icons.pixmap("grip-vertical", "muted", 14, ratio)
        painter.drawPixmap(rect.left() + theme.scaled(10), rect.top() + theme.scaled(9), picture)
        left = rect.left() + theme.scaled(30)
        if mark := index.data(_MARK):
            left += self._write(painter, rect, left, mark, bold=True) + theme.scaled(8)
        plain = bool(index.data(_PLAIN))
        self._write(painter, rect, left, index.data(), bold=not plain, quiet=plain)
        self._write(painter, rect, rect.left() + theme.scaled(30), index.data(_NOTE), below=True)
        painter.restore()

    @staticmethod
    def _write(
        painter: QPainter,
        rect: QRect,
        left: int,
        text: str,
        *,
        bold: bool = False,
        quiet: bool = False,
        below: bool = False,
    ) -> int:
        font = theme.letters(12 if below else 13, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        metrics = QFontMetricsF(font)
        room = rect.right() - left - theme.scaled(8)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(theme.colour("second" if below else "muted" if quiet else "text"))
        top = rect.top() + theme.scaled(24 if below else 6)
        where = QRect(left, top, room, theme.scaled(18))
        painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        return round(metrics.horizontalAdvance(shown))


class OrderedList(QListWidget):
    """Items that a person puts into their order by dragging, and opens by F2 or a double click.

    Signals:
        moved: A handle and the handle that it is to follow; ``first`` to be the first.
        opened: A handle to edit.
        picked: A handle that was chosen.
    """

    moved = Signal(str, str)
    opened = Signal(str)
    picked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_LineCells(self))
        self.setUniformItemSizes(True)
        self.setObjectName("clearList")
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(_HANDLE)))
        self.itemClicked.connect(lambda item: self.picked.emit(item.data(_HANDLE)))
        self._lines: list[Line] = []

    def show_lines(self, lines: list[Line], *, may_move: bool) -> None:
        """Show these items; the chosen one stays chosen."""
        mode = self.DragDropMode
        self.setDragDropMode(mode.InternalMove if may_move else mode.NoDragDrop)
        if lines == self._lines:
            return
        chosen, scrolled = self.handle, self.verticalScrollBar().value()
        self._lines = lines
        self.blockSignals(True)
        self.clear()
        for entry in lines:
            item = QListWidgetItem(entry.name, self)
            for role, value in (
                (_HANDLE, entry.handle),
                (_NOTE, entry.note),
                (_MARK, entry.mark),
                (_PLAIN, entry.plain),
            ):
                item.setData(role, value)
            spoken = " ".join(part for part in (entry.mark, f"{entry.name},", entry.note) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(f"{entry.name}\n{entry.note}")
        self.blockSignals(False)
        self.choose(chosen)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scrolled)

    @property
    def handle(self) -> str:
        """The handle of the chosen item; empty if there is none."""
        item = self.currentItem()
        return str(item.data(_HANDLE)) if item else ""

    def choose(self, handle: str) -> bool:
        """Choose an item; says whether it is there."""
        for n, entry in enumerate(self._lines):
            if entry.handle == handle:
                self.setCurrentRow(n)
                return True
        return False

    def shift(self, step: int) -> None:
        """Ask for the chosen item to be moved up (-1) or down (1)."""
        row = self.currentRow()
        if row >= 0 and 0 <= row + step < self.count():
            before = row - 2 if step < 0 else row + 1
            self.moved.emit(self.handle, self._lines[before].handle if before >= 0 else "first")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Open the chosen item on F2; go to it on Enter."""
        if self.handle and event.key() == Qt.Key.Key_F2:
            self.opened.emit(self.handle)
        elif self.handle and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picked.emit(self.handle)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Ask for the dragged item to be moved; the list shows it once the pack says so."""
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if event.source() is self:
            self.drop(self.indexAt(event.position().toPoint()).row(), self.dropIndicatorPosition())

    def drop(self, row: int, where: QListWidget.DropIndicatorPosition) -> None:
        """Ask for the chosen item to be moved to a row."""
        position = self.DropIndicatorPosition
        target = self.count() if row < 0 else row + (where in (position.BelowItem, position.OnItem))
        now = self.currentRow()
        if now < 0 or target in (now, now + 1):
            return
        self.moved.emit(self.handle, self._lines[target - 1].handle if target else "first")


class Outline(QFrame):
    """The sections and the annexes.

    Attributes:
        sections: The sections.
        annexes: The annexes.
    """

    def __init__(self, add_section: QAction, add_annex: QAction) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setFixedWidth(min(theme.scaled(208), 340))
        self.sections = OrderedList("Sections")
        self.annexes = OrderedList("Annexes")
        self.no_annexes = words("No annexes yet.", "muted")
        self.no_annexes.setContentsMargins(theme.scaled(12), 4, 8, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(_head("Sections", add_section))
        column.addWidget(self.sections, 3)
        column.addWidget(line())
        column.addLayout(_head("Annexes", add_annex))
        column.addWidget(self.no_annexes)
        column.addWidget(self.annexes, 2)

    def show_view(self, view: PackView, *, may_change: bool) -> None:
        """Show what there is now."""
        self.sections.show_lines(section_lines(view), may_move=may_change)
        self.annexes.show_lines(annex_lines(view), may_move=may_change)
        self.no_annexes.setVisible(not self.annexes.count())


def _head(title: str, add: QAction) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(theme.scaled(12), theme.scaled(5), theme.scaled(6), theme.scaled(4))
    row.addWidget(words(title, "panelTitle"))
    row.addStretch()
    button = tool(add, text=False)
    button.setIcon(icons.icon("plus"))
    row.addWidget(button)
    return row
