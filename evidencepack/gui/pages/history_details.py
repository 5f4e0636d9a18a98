"""The panel beside the history: one deed, what it changed, and undoing back to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from evidencepack.gui import theme
from evidencepack.gui.models.history_rows import day_named, told, when
from evidencepack.gui.models.pack_view import Row
from evidencepack.gui.widgets.notices import empty, words
from evidencepack.gui.widgets.panes import KeysPane
from evidencepack.submission.deeds_told import Told

_MOST = 60
_KINDS = {
    "undo": "An undo. It is itself part of the history, and nothing before it is lost.",
    "redo": "A redo: what had been undone was done again.",
    "record": "A record of what happened outside the pack. It is not undone.",
    "barrier": "The pack was made new from here on; what came before cannot be undone.",
}


class HistoryDetails(KeysPane):
    """Shows one deed.

    Signals:
        asked: The handle of an item that the person wants to see.
        turned: Undo back to this deed, or redo up to it.
    """

    asked = Signal(str)
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setAccessibleName("What the deed changed")
        self.setFixedWidth(theme.panel_width())
        self.title = words("", "panelTitle", wrap=True)
        self.when = words("", "second", wrap=True)
        self.kind = words("", "small", wrap=True)
        self.turn = QPushButton()
        self.turn.clicked.connect(self.turned)
        self._changes = QVBoxLayout()
        self._changes.setSpacing(theme.scaled(8))
        ground = QWidget()
        ground.setObjectName("ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(theme.scaled(8))
        for widget in (self.title, self.when, self.kind):
            column.addWidget(widget)
        column.addWidget(self.turn, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(words("What it changed", "strong"))
        column.addLayout(self._changes)
        column.addStretch()
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(ground)
        self._none = words("Choose a row to see what it changed.", "second", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setMargin(theme.scaled(32))
        self.stack = QStackedWidget()
        self.stack.addWidget(self._none)
        self.stack.addWidget(scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.addWidget(self.stack)

    def show_deed(self, row: Row | None, turn: str, *, can_turn: bool) -> None:
        """Show a deed before it is known what it changed.

        Args:
            row: Its row of the history; None for no deed.
            turn: What the button says; empty for none.
            can_turn: Whether the pack may be changed.
        """
        self.stack.setCurrentIndex(1 if row else 0)
        if row is None:
            return
        moment = when(row)
        self.title.setText(told(row))
        day = day_named(moment.date(), QDate.currentDate())
        self.when.setText(f"{day}, {moment.toString('HH:mm')}, by {row['who']}")
        self.kind.setText(_KINDS.get(row["kind"], ""))
        self.kind.setVisible(bool(self.kind.text()))
        self.turn.setText(turn)
        self.turn.setVisible(bool(turn))
        self.turn.setEnabled(can_turn)
        empty(self._changes)

    def show_changes(self, changes: list[Told], known: Callable[[str], bool]) -> None:
        """Show what it changed; items that are still there are links."""
        empty(self._changes)
        for one in changes[:_MOST]:
            self._changes.addWidget(self._card(one, known))
        if not changes:
            self._changes.addWidget(words("Nothing that is told in words.", "small", wrap=True))
        elif len(changes) > _MOST:
            self._changes.addWidget(words(f"and {len(changes) - _MOST:,} more.", "small", wrap=True))

    def _card(self, one: Told, known: Callable[[str], bool]) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(theme.scaled(3))
        if one.handle and known(one.handle):
            link = QPushButton(f"{one.handle} · {one.what}")
            link.setObjectName("link")
            link.setToolTip(f"Show {one.handle}")
            link.clicked.connect(lambda: self.asked.emit("matter" if one.handle == "Matter" else one.handle))
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            column.addWidget(
                words(" · ".join(part for part in (one.handle, one.what) if part), "strong", wrap=True)
            )
        if one.before:
            column.addWidget(self._state("Before", one.before))
        if one.after:
            column.addWidget(self._state("After" if one.before else "", one.after))
        return card

    @staticmethod
    def _state(name: str, text: str) -> QLabel:
        shown = text if len(text) <= 400 else f"{text[:399].rstrip()}…"
        return words(f"{name}: {shown}" if name else shown, "second" if name == "Before" else "", wrap=True)

    def recolour(self) -> None:
        """Nothing of its own has colours."""
