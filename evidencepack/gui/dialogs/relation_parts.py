"""The parts of the relation dialog: a searched list of quotes, and values side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QRadioButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from evidencepack.gui import theme
from evidencepack.gui.models.claims_choices import ROW, Index, QuoteChoices
from evidencepack.gui.models.claims_words import Row, dated, quoted
from evidencepack.gui.widgets.fields import name_clear_button as name_clear_button
from evidencepack.gui.widgets.marks import paint_kind
from evidencepack.gui.widgets.notices import words

LABEL_WIDTH = 112  # wide, so that everything to fill in begins at the same place
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class _QuoteLines(QStyledItemDelegate):
    """A quote in two lines: its mark, handle and words; who said it, when and where."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 (Qt's name)
        """Two lines and air."""
        return QSize(200, theme.scaled(46))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw both lines."""
        quote: Row = index.data(ROW)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = option.rect
        painter.save()
        painter.fillRect(box, theme.colour("selection" if chosen else "base"))
        painter.setPen(theme.colour("hairline"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        inside = box.adjusted(theme.scaled(10), theme.scaled(4), -theme.scaled(10), -theme.scaled(4))
        size, half = theme.scaled(16), inside.height() // 2
        paint_kind(
            painter, QRectF(inside.left(), inside.top() + (half - size) / 2, size, size), quote["kind"]
        )
        left = inside.left() + size + theme.scaled(8)
        handle = theme.letters(13, QFont.Weight.DemiBold)
        wide = max(
            QFontMetrics(handle).horizontalAdvance("Q888"),
            QFontMetrics(handle).horizontalAdvance(quote["handle"]),
        )
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setFont(handle)
        painter.setPen(theme.colour("text"))
        painter.drawText(left, inside.top(), wide, half, middle, quote["handle"])
        left += wide + theme.scaled(8)
        room = inside.right() - left
        by = " · ".join(part for part in (quote["speaker"], dated(quote)) if part)
        for n, (text, font, colour) in enumerate(
            (
                (quoted(quote["text"]), theme.letters(13, serif=True), "text"),
                (by, theme.letters(12), "second"),
            )
        ):
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            fits = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(left, inside.top() + n * half, room, half, middle, fits)
        painter.restore()


class QuoteChooser(QWidget):
    """A list of quotes to choose one from, and a line that narrows it.

    Signals:
        picked: The handle chosen, or nothing.
    """

    picked = Signal(str)

    def __init__(self, title: str, name: str, quotes: Sequence[Row], first: str) -> None:
        """A chooser.

        Args:
            title: What stands above it.
            name: How the list is read out.
            quotes: The quotes' rows.
            first: The kind that stands at the top: ``claim`` or ``evidence``.
        """
        super().__init__()
        self.handle = ""
        self.model = QuoteChoices(quotes, first, self)
        self.search = QLineEdit(placeholderText="Search words, speaker or Q number", clearButtonEnabled=True)
        self.search.setAccessibleName(f"Search for {name}")
        name_clear_button(self.search)
        self.search.textEdited.connect(self._narrow)
        self.search.installEventFilter(self)
        self.list = QListView()
        self.list.setAccessibleName(name)
        self.list.setModel(self.model)
        self._lines = _QuoteLines(self.list)
        self.list.setItemDelegate(self._lines)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMinimumHeight(min(theme.scaled(46) * 2 + 2, 120))  # one row of very large letters
        self.list.setObjectName("choices")
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.none = words("No quote has these words.", "second")
        self.none.hide()
        head = QHBoxLayout()
        head.setSpacing(0)
        label = words(title, "strong")
        label.setBuddy(self.search)
        label.setMinimumWidth(theme.scaled(LABEL_WIDTH))
        head.addWidget(label)
        head.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.search)

    def choose(self, handle: str) -> None:
        """Choose a quote and bring it into view; one there is not leaves nothing chosen."""
        place = self.model.place(handle)
        self.list.setCurrentIndex(place)
        if place.isValid():
            self.list.scrollTo(place, QAbstractItemView.ScrollHint.PositionAtTop)

    def _narrow(self, typed: str) -> None:
        kept = self.handle
        self.model.narrow(typed)
        place = self.model.place(kept)
        if not place.isValid() and typed.strip() and self.model.shown:
            place = self.model.index(0)
        self.none.setVisible(not self.model.shown)
        self.list.setCurrentIndex(place)
        if not place.isValid():
            self._pick("")
        else:
            self.list.scrollTo(place)

    def _moved(self, index: QModelIndex) -> None:
        self._pick(index.data(ROW)["handle"] if index.isValid() else "")

    def _pick(self, handle: str) -> None:
        if handle != self.handle:
            self.handle = handle
            self.picked.emit(handle)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Let the arrows move through the list while the person types."""
        if event.type() == QEvent.Type.KeyPress and cast(QKeyEvent, event).key() in _MOVES:
            self.list.keyPressEvent(cast(QKeyEvent, event))
            return True
        return False


class Choices(QWidget):
    """One of a few values, side by side; arrows move between them.

    Signals:
        picked: The value chosen.
    """

    picked = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str, str]]) -> None:
        """Values, each with how it is shown and read out."""
        super().__init__()
        self.setAccessibleName(name)
        self.group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(6))
        for value, shown, read in choices:
            button = self.buttons[value] = QRadioButton(shown)
            button.setObjectName("segment")
            button.setAccessibleName(f"{name}: {read}")
            self.group.addButton(button)
            row.addWidget(button)
        row.addStretch()
        self.group.buttonToggled.connect(lambda _, on: self.picked.emit(self.value) if on else None)

    @property
    def value(self) -> str:
        """The value chosen, or nothing."""
        return next((value for value, button in self.buttons.items() if button.isChecked()), "")

    def choose(self, value: str) -> None:
        """Choose a value."""
        if value in self.buttons:
            self.buttons[value].setChecked(True)

    def take_focus(self) -> None:
        """Put the focus on the value chosen, or on the first."""
        self.buttons[self.value or next(iter(self.buttons))].setFocus(Qt.FocusReason.TabFocusReason)
