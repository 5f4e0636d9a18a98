"""Relating two quotes: this one, what it does, to that one, why, and how far both speak of the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from evidencepack.actions.fields import set_fields
from evidencepack.actions.relations import add_relation
from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.dialogs.relation_parts import LABEL_WIDTH, Choices, QuoteChooser
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.claims_words import COMPARED, SAMENESS, VERBS, Row
from evidencepack.gui.widgets.fields import TextField
from evidencepack.gui.widgets.notices import announce, line, words
from evidencepack.store.pack import Pack

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class RelationDialog(QDialog):
    """Relates two quotes, or changes a relation; saves by itself and says inside why it was refused.

    Signals:
        saved: The relation's handle.
    """

    saved = Signal(str)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        *,
        from_quote: str = "",
        to_quote: str = "",
        relation: str = "",
    ) -> None:
        """The dialog; show it with ``open()``.

        Args:
            desk: The open pack.
            parent: The window it belongs to.
            from_quote: The handle of the quote that does something, if that is known.
            to_quote: The handle of the quote it is done to, if that is known.
            relation: The handle of a relation to change; then the other two are not needed.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._relation = desk, relation
        self.setWindowTitle(f"Change the relation {relation}" if relation else "Relate two quotes")
        self._was: Row = desk.view.by_handle.get(relation, {})
        quotes = desk.view.of("quotes")
        self.start = QuoteChooser("This quote", "the quote that does something", quotes, "evidence")
        self.end = QuoteChooser("to this quote", "the quote it is done to", quotes, "claim")
        self.kind = Choices(
            "Relation", [(kind, f"{sign} {verb}", verb) for kind, (verb, sign, _) in VERBS.items()]
        )
        self.meaning = words("Choose what it does.", "small", wrap=True)
        self.because = TextField("Reason", "Say in one line why", lines=3)
        self.because.installEventFilter(self)
        self.same = {
            field: Choices(
                f"Same {name.lower()}",
                [(value, f"{sign} {shown}", shown) for value, (sign, _, shown, _) in SAMENESS.items()],
            )
            for field, name in COMPARED
        }
        self.complaint = words("", "wrong", wrap=True)
        self.complaint.hide()
        self.sentence = words("", "strong")
        self._lay_out()
        self.resize(theme.within_screen(self, 720, 660))
        for chooser in (self.start, self.end):
            chooser.picked.connect(self._tell)
        self.kind.picked.connect(self._tell)
        self._fill(from_quote, to_quote)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(theme.scaled(6))
        grid.setColumnMinimumWidth(0, theme.scaled(LABEL_WIDTH))
        grid.setColumnStretch(1, 1)
        why = words("because", "strong")
        why.setBuddy(self.because)
        why.setContentsMargins(0, theme.scaled(5), 0, 0)
        same = [(words(f"Same {name.lower()}?"), self.same[field]) for field, name in COMPARED]
        for n, (label, field) in enumerate([(why, self.because), *same]):
            grid.addWidget(label, n, 0, Qt.AlignmentFlag.AlignTop if field is self.because else _MIDDLE)
            grid.addWidget(field, n, 1)
        middle = QGridLayout()
        middle.setHorizontalSpacing(0)
        middle.setColumnMinimumWidth(0, theme.scaled(LABEL_WIDTH))
        middle.setColumnStretch(1, 1)
        middle.addWidget(words("does this", "strong"), 0, 0)
        middle.addWidget(self.kind, 0, 1)
        middle.addWidget(self.meaning, 1, 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = self.buttons.addButton(
            "Save" if self._relation else "Relate", QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.save.setObjectName("primary")
        self.save.setDefault(True)
        self.buttons.accepted.connect(self.keep)
        self.buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.sentence, 1)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(theme.scaled(10))
        column.addWidget(self.start, 1)
        column.addLayout(middle)
        column.addWidget(self.end, 1)
        column.addLayout(grid)
        column.addWidget(line())
        column.addWidget(self.complaint)
        column.addLayout(foot)

    def _fill(self, from_quote: str, to_quote: str) -> None:
        was = self._was
        self.start.choose(str(was.get("from", from_quote)))
        self.end.choose(str(was.get("to", to_quote)))
        self.kind.choose(str(was.get("kind", "")))
        self.because.setPlainText(str(was.get("because", "")))
        for field, choices in self.same.items():
            choices.choose(str(was.get(field, "unknown")))
        self._tell()
        self._focus_first()

    def _focus_first(self) -> None:
        """Go to the first thing that is still to be said."""
        if not self.start.handle:
            self.start.setFocus()
        elif not self.end.handle:
            self.end.setFocus()
        else:
            self.kind.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Save on Enter in the reason too: it is one line, however long."""
        enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.type() == QEvent.Type.KeyPress and cast(QKeyEvent, event).key() in enters:
            self.save.click()
            return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: Any) -> None:  # noqa: N802 (Qt's name)
        """Bring what is chosen into view, now that the lists have their size."""
        super().showEvent(event)
        for chooser in (self.start, self.end):
            chooser.choose(chooser.handle)

    def _tell(self, _: str = "") -> None:
        """Say in words what would be saved."""
        kind = self.kind.value
        self.meaning.setText(VERBS[kind][2] if kind else "Choose what it does.")
        verb = VERBS[kind][0] if kind else "…"
        self.sentence.setText(f"{self.start.handle or '…'} {verb} {self.end.handle or '…'}")
        self._complain("")

    def _complain(self, sentence: str) -> None:
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))
        if sentence:
            announce(self.complaint)

    def _missing(self) -> tuple[str, Callable[[], object]] | None:
        """What is not yet said, and how to go there."""
        if not self.start.handle:
            return "Choose the quote that does something.", self.start.setFocus
        if not self.kind.value:
            return "Choose what it does.", self.kind.take_focus
        if not self.end.handle:
            return "Choose the quote it is done to.", self.end.setFocus
        if self.start.handle == self.end.handle:
            return f"{self.end.handle} cannot be related to itself. Choose another quote.", self.end.setFocus
        return None

    def keep(self) -> None:
        """Save, unless something is missing or refused: then the dialog stays, with what was typed."""
        missing = self._missing()
        if missing:
            sentence, go = missing
            self._complain(sentence)
            go()
            return
        self._complain("")
        self.save.setEnabled(False)
        self._desk.change(self._deed(), self.sentence.text(), self._done, failed=self._refused)

    def _deed(self) -> Callable[[Pack], str]:
        """What is to be done, of plain values, since it runs in another thread."""
        start, kind, end = self.start.handle, self.kind.value, self.end.handle
        because = self.because.toPlainText()
        same = {field: choices.value for field, choices in self.same.items()}
        if not self._relation:
            return lambda pack: add_relation(pack, start, kind, end, because=because, same=same)
        now = {"from": start, "kind": kind, "to": end, "because": because, **same}
        new = {field: value for field, value in now.items() if value != self._was.get(field)}
        handle = self._relation
        return lambda pack: set_fields(pack, handle, new) if new else handle

    def _done(self, handle: str) -> None:
        if not isValid(self):  # the window was closed meanwhile; the relation is saved all the same
            return
        self.saved.emit(handle)
        self.accept()

    def _refused(self, trouble: Trouble) -> None:
        if not isValid(self):
            return
        self.save.setEnabled(True)
        self._complain(trouble.sentence)
