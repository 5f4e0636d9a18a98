"""The Sources page: documents come in here, are looked over, described and removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.fields import set_fields
from evidencepack.actions.items import remove_item
from evidencepack.gui.desk import Desk
from evidencepack.gui.models.pack_view import PackView, Row
from evidencepack.gui.models.sources_table import SourcesTable
from evidencepack.gui.pages.page import Page
from evidencepack.gui.pages.sources_bringing import Bringing
from evidencepack.gui.pages.sources_drop import DropVeil, dragged_files
from evidencepack.gui.pages.sources_inspector import SourceInspector
from evidencepack.gui.pages.sources_list import NarrowedSources, SourcesBar, SourcesView
from evidencepack.gui.pages.sources_originals import Originals
from evidencepack.gui.pages.sources_report import ImportReportPanel
from evidencepack.gui.scans import read_scans
from evidencepack.gui.widgets.notices import EmptyState, Notice
from evidencepack.model.wording import counted
from evidencepack.store.pack import Pack

_MENU = (
    *("source.read", "source.original", "source.folder", "source.save"),
    *("source.annex", "source.ocr", "source.replace", "source.edit", "source.remove"),
)


class SourcesPage(Page):
    """The documents of the pack."""

    place = "sources"
    title = "Sources"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        slots: dict[str, Callable[[], object]] = {
            "source.add-files": lambda: self.bringing.ask_files(),
            "source.add-folder": lambda: self.bringing.ask_folder(),
            "source.read": self.read,
            "source.original": self.open_original,
            "source.folder": self.show_in_folder,
            "source.save": self.save_original,
            "source.report": lambda: self.bringing.show_last(),
            "source.replace": self.replace,
            "source.ocr": lambda: read_scans(self.desk, self.chosen()),
            "source.annex": self.annex,
            "source.edit": self.edit,
            "source.remove": self.remove,
        }
        for name, slot in slots.items():
            self.deed(name, slot)
        self.tools = ["source.add-files", "source.add-folder"]
        self.bringing = Bringing(desk, self)
        self.bringing.newer.connect(self.show_item)
        self._make_table()
        self._lay_out()
        self.show_view(desk.view)

    def _make_table(self) -> None:
        self.rows = SourcesTable(self)
        self.rows.typed.connect(self._keep_typed)
        self.sorted = NarrowedSources(self.rows)
        self.bar = SourcesBar()
        self.bar.changed.connect(self._narrow)
        self.table = SourcesView(self.sorted)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.table.doubleClicked.connect(self._open_or_edit)
        self.table.customContextMenuRequested.connect(self._offer)
        self.originals = Originals(self.desk, self.table)
        self.table.dragged.connect(lambda: self.originals.drag(self._chosen_rows()))

    def _lay_out(self) -> None:
        self._folded = False
        self.inspector = SourceInspector(self.desk)
        self.inspector.wanted.connect(self.desk.went)
        self.report = ImportReportPanel()
        self.report.wanted.connect(self.show_item)
        self.report.ocr_wanted.connect(lambda handle: read_scans(self.desk, [handle]))
        self.report.quote_wanted.connect(self.desk.went)
        self.report.password_wanted.connect(lambda path: self.bringing.ask_password(Path(path)))
        self.bringing.reported.connect(self.report.show_rows)
        self.empty = EmptyState(
            "library",
            "No sources yet. Drop files or folders here.",
            self.deeds["source.add-files"],
            self.deeds["source.add-folder"],
            hint="PDF, Word, web pages, e-mail, scans, tables, ZIP. The originals stay as they are.",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        left = QVBoxLayout()
        left.setSpacing(0)
        self.unsettled = Notice("warning", stays=True)
        left.addWidget(self.unsettled)
        left.addWidget(self.bar)
        left.addWidget(self.stack, 1)
        left.addWidget(self.report)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(self.inspector)
        self.setFocusProxy(self.table)
        self.veil = DropVeil(self)
        self.setAcceptDrops(True)

    # What is shown

    def show_view(self, view: PackView) -> None:
        """Show the sources as they are now."""
        chosen = self.chosen()
        self.rows.can_change = self.desk.can_change
        self.rows.show_view(view)
        self.bar.setVisible(bool(self.rows.rows))
        self._narrow()
        self.stack.setCurrentWidget(self.table if self.rows.rows else self.empty)
        self._choose(chosen or [row["handle"] for row in self.rows.rows[:1]])
        if self.desk.pack is None:
            self.report.hide()
        self._show_inspector()
        self._show_chosen()
        self._show_unsettled(view)

    def _show_unsettled(self, view: PackView) -> None:
        """Say how many quotes a newer version or a new reading left to be worked through."""
        count = len(view.of("unsettled"))
        waits = f"{count} quotes wait" if count != 1 else "1 quote waits"
        said = f"{waits} to be looked at: its source was replaced or read anew." if count else ""
        said = said.replace("its source was", "their sources were") if count > 1 else said
        if said != self.unsettled.words.text() or bool(said) == self.unsettled.isHidden():
            self.unsettled.say(said, "Work through" if said else "", lambda: self.desk.went.emit("changed"))

    def _narrow(self) -> None:
        self.bar.narrow(self.sorted, self.rows.rowCount)

    def _show_inspector(self) -> None:
        """Show the details unless they were folded away; without sources there is nothing to describe."""
        self.inspector.setVisible(not self._folded and bool(self.rows.rows))

    def chosen(self) -> list[str]:
        """The handles of the sources chosen, in the order of the table."""
        picked = sorted(self.table.selectionModel().selectedRows(), key=QModelIndex.row)
        return [str(self.sorted.index(index.row(), 0).data()) for index in picked]

    def _choose(self, handles: list[str]) -> None:
        model = self.table.selectionModel()
        flags = model.SelectionFlag
        for row in range(self.sorted.rowCount()):
            index = self.sorted.index(row, 0)
            if index.data() in handles:
                model.select(index, flags.Select | flags.Rows)
                self.table.setCurrentIndex(index) if len(handles) == 1 else None

    def show_item(self, handle: str) -> None:
        """Choose a source."""
        self.table.clearSelection()
        self._choose([handle])
        self.table.scrollTo(self.table.currentIndex())

    def _show_chosen(self) -> None:
        handles = self.chosen()
        known = self.desk.view.by_handle
        self.inspector.show_sources([known[handle] for handle in handles if handle in known])
        self.refresh_deeds()

    def can(self, name: str) -> bool:
        """What is done to a source needs one that is chosen."""
        if name in ("source.add-files", "source.add-folder", "source.report"):
            return True
        handles = self.chosen()
        return bool(handles) if name in ("source.annex", "source.ocr", "source.remove") else len(handles) == 1

    def parts(self) -> list[QWidget]:
        """The parts that F6 goes to."""
        return [self.stack, self.inspector]

    @property
    def shows_inspector(self) -> bool:
        """Whether the panel is not folded away."""
        return not self._folded

    def toggle_inspector(self) -> None:
        """Fold the details away, or show them."""
        self._folded = not self._folded
        self._show_inspector()

    def leave(self) -> None:
        """Save what is being typed."""
        self.inspector.keep()

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        super().recolour()
        self.empty.recolour()

    def end(self) -> None:
        """Take away the originals that were opened."""
        self.originals.end()

    def arrive(self) -> None:
        """Go to the sources, or to the way to bring in the first."""
        if self.rows.rows:
            super().arrive()
        else:
            self.empty.take_focus()

    # Bringing in

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Say what a drop of these files will do."""
        files = dragged_files(event.mimeData())
        if files and self.desk.can_change:
            self.veil.offer(len(files))
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 (Qt's name)
        """Show the page again."""
        self.veil.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Bring the files in."""
        self.veil.hide()
        event.acceptProposedAction()
        self.add_paths(dragged_files(event.mimeData()))

    def add_paths(self, paths: list[Path], passwords: tuple[str, ...] = ()) -> None:
        """Import files and folders in the background."""
        self.bringing.add(paths, passwords)

    def replace(self) -> None:
        """Ask for a newer version of the source chosen."""
        for handle in self.chosen()[:1]:
            self.bringing.ask_newer(handle)

    # What is done to sources

    def read(self) -> None:
        """Read the source chosen."""
        for handle in self.chosen()[:1]:
            self.desk.went.emit(f"read:{handle}")

    def edit(self) -> None:
        """Type into the cell that is chosen, or else into the title."""
        present = self.table.currentIndex()
        if not present.isValid():
            return
        editable = present.flags() & Qt.ItemFlag.ItemIsEditable
        self.table.edit(present if editable else present.siblingAtColumn(1))

    def _open_or_edit(self, index: QModelIndex) -> None:
        """Read the source by its number or anything that is not typed; type into the rest."""
        if index.flags() & Qt.ItemFlag.ItemIsEditable and index.column() != 1:
            self.table.edit(index)
        else:
            self.read()

    def _keep_typed(self, handle: str, field: str, value: str) -> None:
        self.desk.change(
            lambda pack: set_fields(pack, handle, {field: value}),
            said=f"{field} of {handle} changed",
            what=f"Change {handle}",
        )

    def _chosen_rows(self) -> list[Row]:
        return [self.desk.view.by_handle[handle] for handle in self.chosen()]

    def annex(self) -> None:
        """Attach the sources chosen."""
        handles = self.chosen()

        def attach(pack: Pack) -> list[str]:
            return [add_annex(pack, handle) for handle in handles]

        self.desk.change(attach, said=f"{', '.join(handles)} attached")

    def remove(self) -> None:
        """Remove the sources chosen, with what rests on them alone."""
        handles = self.chosen()
        quotes = sum(quote["source"] in handles for quote in self.desk.view.of("quotes"))
        along = f" with {counted(quotes, 'quote')}" if quotes else ""

        self.desk.change(
            lambda pack: remove_item(pack, *handles),
            said=f"{', '.join(handles)} removed{along}; Undo brings it back",
        )

    def open_original(self) -> None:
        """Open the original with the system's own program."""
        self.originals.open(self._chosen_rows()[0])

    def show_in_folder(self) -> None:
        """Show a copy of the original in the system's own file browser."""
        self.originals.show_in_folder(self._chosen_rows()[0])

    def save_original(self) -> None:
        """Ask where a copy of the original is to be saved."""
        self.originals.ask_where(self._chosen_rows()[0])

    def _offer(self, where: Any) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in _MENU:
            menu.addAction(self.deeds[name])
        menu.popup(self.table.viewport().mapToGlobal(where))
