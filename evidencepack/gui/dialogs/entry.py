"""A new entry of the chronology made from quotes: a date, and what happened in one neutral sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evidencepack.actions.entries import add_entry
from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.dialogs.quotes import place_of
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.pack_view import Row
from evidencepack.gui.widgets.fields import ChoiceField, DateField, Form, TextField, understood_date
from evidencepack.gui.widgets.marks import KindMark
from evidencepack.gui.widgets.notices import announce, words
from evidencepack.model.tables import ENTRY_STATUSES

_WIDE = 480  # pixels at 100 %: the cards in the dialog
STATUSES = (("", "None"), *((name, name.replace("-", " ").capitalize()) for name in ENTRY_STATUSES))


def entry_name(desk: Desk, handle: str) -> str:
    """An entry as a person knows it: ``entry 9``."""
    row = desk.view.by_handle.get(handle)
    return f"entry {row['number']}" if row else f"entry {handle}"


class QuoteCard(QFrame):
    """A quote to read: its mark, where it stands, and its words in serif."""

    def __init__(self, quote: Row) -> None:
        super().__init__()
        self.setObjectName("card")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(KindMark(quote["kind"], 16))
        head.addWidget(words(quote["handle"], "strong"))
        head.addWidget(words(place_of(quote), "small"), 1)
        text = words(f"“{quote['text']}”", wrap=True, font=theme.letters(14, serif=True))
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.head = head
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        known = "  ·  ".join(part for part in (quote["speaker"], quote["shown"]) if part)
        if known:
            column.addWidget(words(known, "small", wrap=True))
        column.addWidget(text)


class EntryDialog(QDialog):
    """Asks for the date and the sentence of a new entry that rests on quotes, and adds it.

    Signals:
        saved: The new entry's handle.
    """

    saved = Signal(str)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        quotes: Sequence[str] = (),
        date: str = "",
        text: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("New entry")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._saving = False
        rows = [desk.view.by_handle[handle] for handle in quotes if handle in desk.view.by_handle]
        self._quotes = [row["handle"] for row in rows]
        self.date = DateField("Date")
        self.text = TextField("What happened", "What happened, in one neutral sentence", lines=3)
        self.status = ChoiceField("Status", STATUSES)
        self.complaint = words("", "wrong", wrap=True)
        self.complaint.hide()
        self._lay_out(rows)
        self.date.show_value(date or next((row["date"] for row in rows if row["date"]), None) or "")
        self.text.show_value(text)
        self.text.installEventFilter(self)
        self.resize(theme.scaled(520), self.sizeHint().height())
        (self.text if self.date.line.text() else self.date.line).setFocus()

    def _lay_out(self, rows: Sequence[Row]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        if rows:
            column.addWidget(_cards(rows), 1000)
        form = Form()
        form.add("Date", self.date)
        form.add("What happened", self.text)
        form.add("Status", self.status)
        column.addWidget(form)
        column.addWidget(self.complaint)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.add = self.buttons.button(standard.Ok)
        self.add.setText("Add entry")
        self.add.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column.addStretch()
        column.addWidget(self.buttons)

    def accept(self) -> None:
        """Add the entry; what is wrong is said here, and everything typed stays."""
        date, text = self.date.line.text().strip(), self.text.toPlainText().strip()
        _, complaint = understood_date(date)
        self.date.complain(complaint)
        if complaint:
            self.date.line.setFocus()
            return
        if not text:
            self._complain("An entry needs a sentence that says what happened.")
            self.text.setFocus()
            return
        if not self._desk.can_change:
            self._complain("This pack is open to read only. Nothing was added.")
            return
        self._save(date, text)

    def _save(self, date: str, text: str) -> None:
        if self._saving:
            return
        self._hold(saving=True)
        status, quotes = str(self.status.currentData()), tuple(self._quotes)
        self._desk.change(
            lambda pack: add_entry(pack, date=date, text=text, quotes=quotes, status=status),
            lambda handle: f"{entry_name(self._desk, handle)} added",
            self._done,
            failed=self._refused,
        )

    def reject(self) -> None:
        """Close without adding, unless the entry is just being saved."""
        if not self._saving:
            super().reject()

    def _done(self, handle: str) -> None:
        self._hold(saving=False)
        self.saved.emit(handle)
        super().accept()

    def _refused(self, trouble: Trouble) -> None:
        self._hold(saving=False)
        self._complain(trouble.sentence)

    def _hold(self, *, saving: bool) -> None:
        self._saving = saving
        self.buttons.setEnabled(not saving)

    def _complain(self, sentence: str) -> None:
        self.complaint.setText(sentence)
        self.complaint.show()
        announce(self.complaint)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Enter in the sentence adds the entry: an event is one sentence, without line breaks."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self.accept()
        return True


class _Cards(QScrollArea):
    """As high as the cards need, and no higher, so that no gap stands between them and the fields."""

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Room for the cards, while they are not too many."""
        return QSize(theme.scaled(_WIDE), min(self._needed(theme.scaled(_WIDE)), theme.scaled(260)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Take no more than is needed at this width."""
        super().resizeEvent(event)
        self.setMaximumHeight(max(self._needed(self.viewport().width()), self.minimumHeight()))

    def _needed(self, width: int) -> int:
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        return layout.totalHeightForWidth(width) if layout else 0


def _cards(rows: Sequence[Row]) -> QScrollArea:
    """The quotes, scrolled when they are many or long."""
    inside = QWidget()
    inside.setObjectName("ground")
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for row in rows:
        column.addWidget(QuoteCard(row))
    column.addStretch()
    area = _Cards()
    area.setAccessibleName("Quotes it rests on")
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setMinimumHeight(theme.scaled(min(80 * len(rows), 160)))
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
