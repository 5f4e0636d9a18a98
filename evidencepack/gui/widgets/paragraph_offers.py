"""What @ offers under the caret: quotes, entries, annexes, paragraphs and sources that fit what is typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from evidencepack.gui import theme
from evidencepack.gui.models.submission_references import References, Target
from evidencepack.gui.widgets.notices import words
from evidencepack.gui.widgets.paragraph_layout import paint_target

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SHOWN = 7
_FEW = 3  # with room for fewer under the caret, they stand over its line
_WIDE = 440
_ROW = 30


class _Targets(QAbstractListModel):
    """The references offered."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.targets: list[Target] = []

    def show(self, targets: list[Target]) -> None:
        self.beginResetModel()
        self.targets = targets
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self.targets)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        target = self.targets[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return target.words
        return f"{target.handle}, {target.kind}, {target.words}, {target.place}"


class _TargetCells(QStyledItemDelegate):
    """Draws a reference offered: its mark, its handle, its words, its place."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(theme.scaled(200), theme.scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Targets)  # noqa: S101 (for the type checker)
        target = model.targets[index.row()]
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("selection"))
        inside = option.rect.adjusted(theme.scaled(10), 0, -theme.scaled(10), 0)
        mark = theme.scaled(15)
        top = inside.top() + (inside.height() - mark) / 2
        paint_target(painter, QRectF(inside.left(), top, mark, mark), target)
        left = inside.left() + theme.scaled(24)
        left += self._write(painter, inside, left, target.handle, theme.letters(13, QFont.Weight.DemiBold))
        place = theme.letters(12)
        wide = round(QFontMetricsF(place).horizontalAdvance(target.place)) + 2
        room = inside.right() - wide - theme.scaled(10) - left
        font = theme.letters(14 if target.is_quote else 13, serif=target.is_quote)
        self._write(painter, inside, left, target.words, font, room)
        self._write(painter, inside, inside.right() - wide, target.place, place, colour="second")
        painter.restore()

    @staticmethod
    def _write(
        painter: QPainter,
        inside: QRect,
        left: int,
        text: str,
        font: QFont,
        room: int = 10_000,
        colour: str = "text",
    ) -> int:
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(theme.colour(colour))
        where = QRectF(left, inside.top(), max(room, 1), inside.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return round(metrics.horizontalAdvance(shown)) + theme.scaled(10)


class ReferenceOffers(QFrame):
    """What fits what was typed after @; the editor keeps the focus and passes its keys on.

    Signals:
        chosen: The handle to put in.

    Attributes:
        references: What there is to refer to.
    """

    chosen = Signal(str)

    def __init__(self, page: QWidget, editor: QWidget) -> None:
        super().__init__(page)
        self.references: References | None = None
        self._page = page
        self._editor = editor
        self.model = _Targets(self)
        self.rows = QListView()
        self.rows.setAccessibleName("References")
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setUniformItemSizes(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setModel(self.model)
        self.rows.setItemDelegate(_TargetCells(self))
        self.rows.clicked.connect(lambda index: self._choose(index.row()))
        self.foot = QFrame()
        self.foot.setObjectName("footer")
        keys = QHBoxLayout(self.foot)
        keys.setContentsMargins(10, 4, 10, 4)
        keys.setSpacing(6)
        for key, what in (("↑ ↓", "choose"), ("Enter", "put in"), ("Esc", "leave as typed")):
            keys.addWidget(words(key, "key"))
            keys.addWidget(words(what, "small"))
            keys.addSpacing(6)
        keys.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.rows)
        column.addWidget(self.foot)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the ground and the edge that sets it apart from the words under it."""
        with QPainter(self) as painter:
            painter.setPen(theme.colour("edge"))
            painter.setBrush(theme.colour("base"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def offer(self, typed: str, caret: QPoint, line: int) -> None:
        """Show what fits, under the caret or, without room there, over its line.

        Args:
            typed: What was typed after @.
            caret: The upper end of the caret, on the screen.
            line: How high the caret is.
        """
        found = self.references.find(typed) if self.references else []
        if not found:
            self.hide()
            return
        if found != self.model.targets:
            self.model.show(found)
        self.rows.setCurrentIndex(self.model.index(0))
        self._place(self._page.mapFromGlobal(caret), line, len(found))
        self.show()
        self.raise_()

    def _place(self, caret: QPoint, line: int, count: int) -> None:
        page = self._page.size()
        row, rest = theme.scaled(_ROW), self.foot.sizeHint().height() + 2
        wide = min(theme.scaled(_WIDE), page.width() - 16)
        left = max(8, min(caret.x() - theme.scaled(12), page.width() - wide - 8))
        top = caret.y() + line + 6
        fit = (page.height() - 4 - top - rest) // row
        shown = min(count, _SHOWN)
        if fit >= min(shown, _FEW):
            shown = min(shown, fit)
        else:
            top = max(4, caret.y() - shown * row - rest - 6)
        self.rows.setFixedHeight(shown * row)
        self.setGeometry(left, top, wide, shown * row + rest)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means while references are offered; says whether it meant anything."""
        count, now = self.model.rowCount(), self.rows.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Down:
                self._move((now + 1) % count)
            case Qt.Key.Key_Up:
                self._move((now - 1) % count)
            case Qt.Key.Key_PageDown:
                self._move(min(now + _SHOWN, count - 1))
            case Qt.Key.Key_PageUp:
                self._move(max(now - _SHOWN, 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                self._choose(now)
            case Qt.Key.Key_Escape:
                self.hide()
            case _:
                return False
        return True

    def _move(self, row: int) -> None:
        index = self.model.index(row)
        self.rows.setCurrentIndex(index)
        self._editor.setAccessibleDescription(str(self.model.data(index)))
        QAccessible.updateAccessibility(QAccessibleEvent(self._editor, QAccessible.Event.DescriptionChanged))

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.model.targets):
            self.hide()
            self.chosen.emit(self.model.targets[row].handle)
