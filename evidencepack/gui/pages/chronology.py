"""The chronology: events in the order of their dates, edited in place, each with the quotes it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from evidencepack.actions.entries import add_entry
from evidencepack.actions.fields import set_fields
from evidencepack.actions.items import move_item, remove_item
from evidencepack.gui.desk import Desk
from evidencepack.gui.dialogs.entry import EntryDialog, entry_name
from evidencepack.gui.dialogs.quotes import QuotesDialog
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.entries_model import DATE, EVENT, NEW, EntriesModel, Filter
from evidencepack.gui.models.pack_view import PackView, Row
from evidencepack.gui.pages.chronology_bar import ChronologyBar, EmptyChronology
from evidencepack.gui.pages.chronology_grid import ChronologyGrid
from evidencepack.gui.pages.chronology_panel import ChronologyPanel
from evidencepack.gui.pages.page import Page
from evidencepack.gui.widgets.notices import EmptyState, Notice
from evidencepack.model.tables import Entry
from evidencepack.model.wording import counted
from evidencepack.store.handles import find
from evidencepack.store.pack import Pack


def attach_quotes(pack: Pack, handle: str, quotes: Sequence[str]) -> str:
    """Let an entry rest on more quotes, besides those it has by now."""
    with pack.reading() as session:
        entry: Any = find(session, handle, "entry")
        assert isinstance(entry, Entry)  # noqa: S101 (for the type checker)
        present = [link.quote.handle for link in entry.quote_links]
    return set_fields(pack, handle, {"quotes": " ".join([*present, *quotes])})


class ChronologyPage(Page):
    """The chronology's page."""

    place = "chronology"
    title = "Chronology"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._pack = desk.pack
        self._wanted = ""  # an entry to choose as soon as it is shown
        self._dialog: QDialog | None = None
        self._make_deeds()
        self.model = EntriesModel(self)
        self.grid = ChronologyGrid(self.model)
        self.bar = ChronologyBar()
        self.notice = Notice("warning")
        self.panel = ChronologyPanel()
        self.empty = EmptyChronology(self.deeds["entry.add"])
        self._show_all = QAction("Show all entries", self)
        self._show_all.triggered.connect(self.bar.clear)
        self.nothing = EmptyState("filter", "No entry fits what is asked for above.", self._show_all)
        self._lay_out()
        self._listen()
        self.show_view(desk.view)

    def _make_deeds(self) -> None:
        self.deed("entry.add", self.new_entry)
        self.deed("entry.edit", self.edit_entry)
        self.deed("entry.up", lambda: self.move_entry(-1))
        self.deed("entry.down", lambda: self.move_entry(1))
        self.deed("entry.quotes", self.choose_quotes)
        self.deed("entry.read", self.read_quote)
        self.deed("entry.remove", self.remove_entries)
        self.tools = ["entry.add", "entry.quotes"]

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for widget in (self.grid, self.empty, self.nothing):
            self.stack.addWidget(widget)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.bar)
        left.addWidget(self.notice)
        left.addWidget(self.stack, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(self.panel)

    def _listen(self) -> None:
        self.model.edited.connect(self._save_field)
        self.bar.filtered.connect(self._filter)
        self.grid.picked.connect(self._picked)
        self.grid.quotes_dropped.connect(self._drop_quotes)
        self.empty.quotes_dropped.connect(self._drop_quotes)
        self.grid.entry_dropped.connect(self._drop_entry)
        self.grid.read_wanted.connect(self.read_quote)
        self.grid.draft_left.connect(self._save_draft)
        self.grid.draft_dropped.connect(self._drop_draft)
        self.panel.quote_opened.connect(self.desk.went)
        self.panel.left.connect(self.grid.setFocus)
        self.panel.details.quote_removed.connect(self._take_quote_away)
        self.panel.details.field_kept.connect(self._save_detail)
        find_here = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find_here.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find_here.activated.connect(self.bar.words.setFocus)

    # What is shown

    def show_view(self, view: PackView) -> None:
        """Show the pack as it is now."""
        if self.desk.pack is not self._pack:
            self._forget()
        place = self.grid.place()
        self.model.set_view(view, can_change=self.desk.can_change, settled=not self.desk.busy)
        self.grid.cells.view = view
        self.empty.takes = self.desk.can_change
        self.panel.show_view(view)
        if self._wanted and self.grid.choose(self._wanted):
            self._wanted = ""
        else:
            self.grid.return_to(place)
        self._show_state()
        self._picked()

    def _forget(self) -> None:
        """Put away what belonged to another pack."""
        self._pack, self._wanted = self.desk.pack, ""
        self.grid.cells.put_away()
        self.model.draft = None
        self.grid.clearSelection()
        self.notice.say("")
        self.bar.clear()

    def _show_state(self) -> None:
        """Show the grid, or why it is empty."""
        if self.model.rowCount():
            self.stack.setCurrentWidget(self.grid)
        else:
            self.stack.setCurrentWidget(self.nothing if self.desk.view.of("entries") else self.empty)
        self.bar.show_counts(self.desk.view, self.model.shown)
        self.bar.setVisible(bool(self.desk.view.of("entries")))

    def _picked(self) -> None:
        chosen = self.grid.chosen()
        entry = self._row(chosen[0]) if len(chosen) == 1 else None
        self.panel.show_entry(entry, self.desk.view, can_change=self.desk.can_change)
        self.refresh_deeds()

    def _row(self, handle: str) -> Row | None:
        return self.desk.view.by_handle.get(handle)

    def _filter(self, wanted: Filter) -> None:
        place = self.grid.place()
        self.model.set_filter(wanted)
        self.grid.return_to(place)
        self._show_state()
        self._picked()

    def show_item(self, handle: str) -> None:
        """Choose an entry; what is asked for above gives way if it would hide it."""
        if self.model.row_of(handle) < 0 and handle in self.desk.view.by_handle:
            self.bar.clear()
        self.grid.choose(handle)

    def arrive(self) -> None:
        """Put the focus into the grid, on an entry."""
        if self.stack.currentWidget() is not self.grid:
            self.setFocus()
            return
        self.grid.setFocus()
        if not self.grid.currentIndex().isValid():
            entries = self.desk.view.of("entries")
            first = next((row["handle"] for row in entries if self.model.row_of(row["handle"]) >= 0), "")
            self.grid.choose(first)

    def leave(self) -> None:
        """Save what is being typed."""
        if self.grid.cells.finish():
            self._save_draft()

    def parts(self) -> list[QWidget]:
        """The parts that F6 goes to."""
        return [self.bar, self.stack, self.panel]

    @property
    def shows_inspector(self) -> bool:
        """Whether the panel is not folded away."""
        return not self.panel.isHidden()

    def toggle_inspector(self) -> None:
        """Fold the panel away, or show it."""
        self.panel.setVisible(self.panel.isHidden())

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        super().recolour()
        for part in (self.bar, self.panel, self.empty, self.nothing):
            part.recolour()
        self.grid.remeasure()
        self.grid.viewport().update()

    def can(self, name: str) -> bool:
        """Whether a deed makes sense with the entries chosen."""
        chosen = self.grid.chosen()
        if name in ("entry.up", "entry.down", "entry.quotes"):
            return len(chosen) == 1
        if name == "entry.edit":
            return self.grid.currentIndex().isValid()
        if name == "entry.read":
            row = self._row(chosen[0]) if len(chosen) == 1 else None
            return bool(row and row["quotes"])
        return name == "entry.add" or bool(chosen)

    # Deeds

    def new_entry(self) -> None:
        """Begin an entry at the bottom, ready to type its date."""
        if not self.desk.can_change or not self.grid.cells.finish():
            return
        self._save_draft()
        index = self.model.start_draft()
        self._show_state()
        self.grid.setFocus()
        draft = self.model.draft
        self.grid.edit_cell(index.row(), EVENT if draft and draft["date"] else DATE)

    def edit_entry(self) -> None:
        """Edit the cell the person is in; its sentence, if that cell is computed."""
        index = self.grid.currentIndex()
        editable = index.flags() & Qt.ItemFlag.ItemIsEditable
        self.grid.edit_cell(index.row(), index.column() if editable else EVENT)

    def remove_entries(self) -> None:
        """Remove the entries chosen."""
        chosen = self.grid.chosen()
        if not chosen:
            return
        named = (
            entry_name(self.desk, chosen[0]) if len(chosen) == 1 else counted(len(chosen), "entry", "entries")
        )
        self._wanted = self._neighbour(chosen)
        self.desk.change(
            lambda pack: remove_item(pack, *chosen), f"{named} removed", failed=self._say, what="Remove"
        )

    def _neighbour(self, chosen: Sequence[str]) -> str:
        """The entry to choose once these are gone: the one below, or the one above at the end."""
        shown = [
            row["handle"] for row in self.desk.view.of("entries") if self.model.row_of(row["handle"]) >= 0
        ]
        last = shown.index(chosen[-1])
        left = [handle for handle in shown[last:] if handle not in chosen]
        above = [handle for handle in shown[:last] if handle not in chosen]
        return left[0] if left else above[-1] if above else ""

    def read_quote(self) -> None:
        """Show the first quote an entry rests on in the Reader."""
        chosen = self.grid.chosen()
        row = self._row(chosen[0]) if chosen else None
        if row and row["quotes"]:
            self.desk.went.emit(row["quotes"][0])
        elif row:
            self._refuse(f"Entry {row['number']} rests on no quote yet. Drag one onto it, or press Ctrl+L.")

    def choose_quotes(self) -> None:
        """Tick the quotes that the entry rests on."""
        handle = self.grid.chosen()[0]
        row = self._row(handle)
        if row is None:
            return
        dialog = QuotesDialog(self.desk, self, row["quotes"])
        dialog.chosen.connect(partial(self._set_quotes, handle))
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self._dialog = None

    def _set_quotes(self, handle: str, quotes: Sequence[str]) -> None:
        self._change(handle, {"quotes": " ".join(quotes)})

    def _take_quote_away(self, quote: str) -> None:
        for handle in self.grid.chosen()[:1]:
            row = self._row(handle)
            self._set_quotes(handle, [other for other in row["quotes"] if other != quote] if row else [])

    def _save_detail(self, name: str, value: str) -> None:
        for handle in self.grid.chosen()[:1]:
            self._change(handle, {name: value})

    def _change(self, handle: str, values: dict[str, str]) -> None:
        self.desk.change(
            lambda pack: set_fields(pack, handle, values),
            lambda changed: f"{entry_name(self.desk, changed)} changed",
            failed=self._say,
        )

    def _save_field(self, handle: str, name: str, value: str) -> None:
        def refused(trouble: Trouble) -> None:
            self.model.forget_typed(handle, name)
            self._say(trouble)

        self.notice.say("")
        self.desk.change(
            lambda pack: set_fields(pack, handle, {name: value}),
            lambda changed: f"{entry_name(self.desk, changed)} changed",
            failed=refused,
        )

    # The new entry

    def _save_draft(self) -> None:
        """Save the new entry once it has a sentence; till then it waits, or goes if nothing was typed."""
        draft = self.model.draft
        if draft is None:
            return
        if not draft["text"]:
            if not draft["date"] and not draft["quotes"]:
                self._drop_draft()
            return
        self.model.drop_draft()

        def refused(trouble: Trouble) -> None:
            self.model.start_draft(**draft)
            self._show_state()
            self._say(trouble)

        self.desk.change(
            lambda pack: add_entry(
                pack, date=draft["date"], text=draft["text"], quotes=draft["quotes"], status=draft["status"]
            ),
            lambda handle: f"{entry_name(self.desk, handle)} added",
            self._added,
            failed=refused,
        )

    def _added(self, handle: str) -> None:
        row = self._row(handle)
        if row and not self.model.filter.passes(row):
            self.bar.clear()
        if self.model.draft is None and not self.grid.choose(handle):
            self._wanted = handle  # shown with the next view

    def _drop_draft(self) -> None:
        self.model.drop_draft()
        self._show_state()
        self.arrive()

    # Order and quotes

    def _drop_quotes(self, quotes: list[str], key: str) -> None:
        draft = self.model.draft
        row = self._row(key)
        if key == NEW and draft is not None:
            draft["quotes"] = list(dict.fromkeys([*draft["quotes"], *quotes]))
            self.model.arrange()
        elif row is None:
            self._enter(quotes)
        elif new := [quote for quote in quotes if quote not in row["quotes"]]:
            attached = new[0] if len(new) == 1 else f"{len(new)} quotes"
            self.desk.change(
                lambda pack: attach_quotes(pack, key, new),
                lambda handle: f"{attached} attached to {entry_name(self.desk, handle)}",
                failed=self._say,
            )
            self.grid.choose(key)
        else:
            self._refuse(f"Entry {row['number']} rests on {' and '.join(quotes)} already.")

    def _enter(self, quotes: list[str]) -> None:
        """Make an entry from quotes."""
        rows = [row for row in map(self._row, quotes) if row]
        text = " ".join(" ".join(row["text"].split()) for row in rows)
        dialog = EntryDialog(self.desk, self, quotes=quotes, text=text)
        dialog.saved.connect(self._added)
        self._open(dialog)

    def move_entry(self, by: int) -> None:
        """Move the entry chosen up (-1) or down (1) among those of its date."""
        handle = self.grid.chosen()[0]
        entries = self.desk.view.of("entries")
        row = self._row(handle)
        if row is None:
            return
        same = [other["handle"] for other in entries if other["edtf"] == row["edtf"]]
        place = same.index(handle) + by
        if not 0 <= place < len(same):
            what = "first" if by < 0 else "last"
            alone = "the only one" if len(same) == 1 else f"the {what}"
            dated = f"dated {row['shown']}" if row["shown"] else "without a date"
            self._refuse(f"Entry {row['number']} is {alone} {dated}, so it stays where it is.")
            return
        others = [other for other in same if other != handle]
        self._move(handle, others[place - 1] if place else "first")

    def _drop_entry(self, handle: str, above: str, below: str) -> None:
        """Put an entry where it was dropped, or say why it stays where it was."""
        row = self._row(handle)
        if row is None or handle in (above, below):
            return
        upper, lower = self._row(above), self._row(below)
        if upper and upper["edtf"] == row["edtf"]:
            self._move(handle, above)
        elif lower and lower["edtf"] == row["edtf"]:
            self._move(handle, "first")
        else:
            dated = f"of {row['shown']}" if row["shown"] else "without a date"
            self._refuse(
                f"Entry {row['number']} was not moved: entries stand in the order of their dates, so it can "
                f"only be moved among those {dated}. Change its date to put it elsewhere."
            )

    def _move(self, handle: str, after: str) -> None:
        self.notice.say("")
        self.desk.change(
            lambda pack: move_item(pack, handle, after),
            lambda moved: f"moved, now {entry_name(self.desk, moved)}",
            failed=self._say,
        )

    def _say(self, trouble: Trouble) -> None:
        self._refuse(trouble.sentence)

    def _refuse(self, sentence: str) -> None:
        self.notice.say(sentence)
