"""The History: who did what and when, what it changed, and undoing back to a moment."""

from __future__ import annotations

from PySide6.QtCore import QDate, QModelIndex, QTimer
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.dialogs.relation_parts import name_clear_button
from evidencepack.gui.models.history_rows import HistoryRows, told
from evidencepack.gui.models.pack_view import PackView, Row, Rows, redo, undo
from evidencepack.gui.pages.history_details import HistoryDetails
from evidencepack.gui.pages.page import Page
from evidencepack.gui.widgets.fields import ChoiceField
from evidencepack.gui.widgets.notices import EmptyState, words
from evidencepack.gui.widgets.tables import Table
from evidencepack.model.wording import counted
from evidencepack.store.history import items_of
from evidencepack.store.pack import Pack
from evidencepack.submission.deeds_told import Told, tell_deed

_PAUSE = 120  # milliseconds after the last letter


class HistoryPage(Page):
    """Everything that was done to the pack, newest first, by days."""

    place = "history"
    title = "History"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._deeds: Rows = []
        self._chosen = 0
        self._told: dict[int, list[Told]] = {}
        self._items: dict[str, list[str]] = {}
        self._named = 0  # the newest deed whose items are known
        self._pack: Pack | None = None
        self.rows = HistoryRows(self)
        self.table = Table("What was done")
        self.table.setModel(self.rows)
        self.table.share_widths({0: 72, 2: 180}, stretch=1)
        self.details = HistoryDetails()
        self.empty = EmptyState("history", "Nothing has been done yet. Every change will be kept here.")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._filter)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.typed.textChanged.connect(lambda _: self._pause.start())
        self.person.currentIndexChanged.connect(lambda _: self._filter())
        self.details.asked.connect(desk.went)
        self.details.turned.connect(self.turn_to_chosen)
        self.details.left.connect(self.table.setFocus)
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("bar")
        self.person = ChoiceField("By whom", [("", "Anybody")])
        self.person.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.person.setMinimumWidth(theme.scaled(136))
        self.typed = QLineEdit(placeholderText="Words or Q1", clearButtonEnabled=True)
        self.typed.setAccessibleName("Words to look for in the history")
        self.typed.setMaximumWidth(theme.scaled(260))
        name_clear_button(self.typed)
        self.count = words("", "small")
        across = QHBoxLayout(bar)
        across.setContentsMargins(16, 6, 16, 6)
        across.setSpacing(theme.scaled(8))
        across.addWidget(self.person)
        across.addWidget(self.typed, 1)
        across.addStretch(1)
        across.addWidget(self.count)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(bar)
        left.addWidget(self.table, 1)
        some = QWidget()
        both = QHBoxLayout(some)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addLayout(left, 1)
        both.addWidget(self.details)
        self.stack = QStackedWidget()
        self.stack.addWidget(some)
        self.stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    # What is shown

    def show_view(self, view: PackView) -> None:
        """Show the history as it is now."""
        if self.desk.pack is not self._pack:
            self._pack = self.desk.pack
            self._told.clear()
            self._items.clear()
            self._chosen = self._named = 0
        self._deeds = view.of("history")
        self.stack.setCurrentIndex(0 if self._deeds else 1)
        self._name_items()
        if self.isVisible():
            self._refresh()
        self.refresh_deeds()

    def arrive(self) -> None:
        """Show what was done while another page was in front."""
        self._refresh()
        self.table.setFocus()

    def _refresh(self) -> None:
        self._show_people()
        self._filter()
        newest = self._deeds[0]["n"] if self._deeds else 0
        if newest <= self._named:
            return
        after, pack = self._named, self._pack

        def read(pack: Pack) -> dict[str, list[str]]:
            with pack.reading() as session:
                return items_of(session.connection(), after)

        def show(items: dict[str, list[str]]) -> None:
            if self._pack is not pack:
                return
            self._named = newest
            for deed, handles in items.items():
                self._items[deed] = list(dict.fromkeys([*self._items.get(deed, []), *handles]))
            self._name_items()
            self._filter()

        self.desk.ask(read, show)

    def _name_items(self) -> None:
        """Say in each row which items it changed."""
        for row in self._deeds:
            row["items"] = self._items.get(row["deed"], [])

    def _show_people(self) -> None:
        people = sorted({row["who"] for row in self._deeds})
        there = [self.person.itemText(n) for n in range(1, self.person.count())]
        if people != there:
            chosen = self.person.currentData()
            self.person.blockSignals(True)
            self.person.clear()
            for name, value in [("Anybody", ""), *((one, one) for one in people)]:
                self.person.addItem(name, value)
            self.person.setCurrentIndex(max(0, self.person.findData(chosen)))
            self.person.blockSignals(False)

    def _filter(self) -> None:
        pieces = self.typed.text().casefold().split()
        person = str(self.person.currentData() or "")
        shown = [
            row
            for row in self._deeds
            if (not person or row["who"] == person) and all(piece in told(row).casefold() for piece in pieces)
        ]
        top = self.table.verticalScrollBar().value()
        self.table.clearSpans()
        self.rows.show_deeds(shown, QDate.currentDate())
        for at in self.rows.days():
            self.table.setSpan(at, 0, 1, self.rows.columnCount())
        self.count.setText(
            f"{len(shown):,} of {len(self._deeds):,}" if len(shown) != len(self._deeds) else _counted(shown)
        )
        at = self.rows.row_of(self._chosen)
        if at >= 0:
            self.table.selectRow(at)
            self.table.verticalScrollBar().setValue(top)
        self._show_chosen()

    # The chosen deed

    @property
    def chosen(self) -> Row | None:
        """The chosen deed."""
        return self.rows.deed(self.rows.row_of(self._chosen))

    def _choose(self, index: QModelIndex) -> None:
        deed = self.rows.deed(index.row())
        if deed is not None and deed["n"] != self._chosen:
            self._chosen = deed["n"]
            self._show_chosen()

    def _show_chosen(self) -> None:
        row = self.chosen
        self.details.show_deed(row, self._turn_words(row), can_turn=self.desk.can_change)
        if row is None:
            return
        n, deed = row["n"], row["deed"]
        if n in self._told:
            self._show_told(n)
            return

        def read(pack: Pack) -> list[Told]:
            with pack.reading() as session:
                return tell_deed(session, deed)

        def show(changes: list[Told]) -> None:
            self._told[n] = changes
            self._show_told(n)

        self.desk.ask(read, show)

    def _show_told(self, n: int) -> None:
        if n == self._chosen:
            known = self.desk.view.by_handle
            self.details.show_changes(self._told[n], lambda handle: handle in known or handle == "Matter")

    # Undoing back to a moment

    def _steps(self, row: Row | None) -> int:
        """How many deeds are undone (or redone) until only this one and those before it are done."""
        if row is None or row["state"] not in ("done", "undone"):
            return 0
        same = [one for one in self._deeds if one["state"] == row["state"]]
        if row["state"] == "done":
            return [one["n"] for one in same].index(row["n"])
        return len(same) - [one["n"] for one in same].index(row["n"])

    def _turn_words(self, row: Row | None) -> str:
        steps = self._steps(row)
        if row is None or not steps:
            return ""
        what = "change" if steps == 1 else "changes"
        return (
            f"Undo the {steps:,} {what} after this"
            if row["state"] == "done"
            else f"Redo up to this ({steps:,} {what})"
        )

    def turn_to_chosen(self) -> None:
        """Undo what was done after the chosen deed, or redo up to it; each step can be turned again."""
        row = self.chosen
        steps = self._steps(row)
        if row is None or not steps:
            return
        back = row["state"] == "done"

        def turn(pack: Pack) -> None:
            for _ in range(steps):
                (undo if back else redo)(pack)

        verb = "undone" if back else "done again"
        self.desk.change(turn, f"{counted(steps, 'change')} {verb}", what="Undo" if back else "Redo")

    def parts(self) -> list[QWidget]:
        """The parts that F6 goes to."""
        return [self.table, self.details]

    @property
    def shows_inspector(self) -> bool:
        """Whether the panel is not folded away."""
        return not self.details.isHidden()

    def toggle_inspector(self) -> None:
        """Fold the panel away, or show it."""
        self.details.setHidden(not self.details.isHidden())

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        super().recolour()
        self.empty.recolour()
        self.table.viewport().update()


def _counted(rows: Rows) -> str:
    return counted(len(rows), "change")
