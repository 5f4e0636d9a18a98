"""The Sources page: documents come in here, are looked over, described and removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QSettings, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy import select

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.fields import set_fields
from evidencepack.actions.items import remove_item
from evidencepack.actions.sources import Imported, import_paths
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.pack_view import PackView, Row
from evidencepack.gui.models.sources_table import SourcesTable
from evidencepack.gui.pages.page import Page
from evidencepack.gui.pages.sources_drop import DropVeil, dragged_files
from evidencepack.gui.pages.sources_inspector import SourceInspector
from evidencepack.gui.pages.sources_list import NarrowedSources, SourcesBar, SourcesView
from evidencepack.gui.pages.sources_originals import Originals
from evidencepack.gui.pages.sources_report import ImportReportPanel
from evidencepack.gui.widgets.notices import EmptyState
from evidencepack.model.tables import ImportReport
from evidencepack.progress import Progress
from evidencepack.store.pack import Pack

_MENU = (
    *("source.read", "source.original", "source.folder", "source.save"),
    *("source.annex", "source.edit", "source.remove"),
)
_LOOK_EVERY = 1500  # milliseconds between looks at what an import has brought in


class SourcesPage(Page):
    """The documents of the pack."""

    place = "sources"
    title = "Sources"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._dialog: QFileDialog | QInputDialog | None = None
        slots: dict[str, Callable[[], object]] = {
            "source.add-files": lambda: self._ask(folder=False),
            "source.add-folder": lambda: self._ask(folder=True),
            "source.read": self.read,
            "source.original": self.open_original,
            "source.folder": self.show_in_folder,
            "source.save": self.save_original,
            "source.report": self.show_report,
            "source.annex": self.annex,
            "source.edit": self.edit,
            "source.remove": self.remove,
        }
        for name, slot in slots.items():
            self.deed(name, slot)
        self.tools = ["source.add-files", "source.add-folder"]
        self._looking = QTimer(self, interval=_LOOK_EVERY)
        self._looking.timeout.connect(desk.look_again)
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
        self.report.password_wanted.connect(self.ask_password)
        self.empty = EmptyState(
            "library",
            "No sources yet. Drop files or folders here.",
            self.deeds["source.add-files"],
            self.deeds["source.add-folder"],
            hint="PDF, Word, saved web pages, e-mail and text. The originals stay as they are.",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        left = QVBoxLayout()
        left.setSpacing(0)
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
        return bool(handles) if name in ("source.annex", "source.remove") else len(handles) == 1

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

    def _ask(self, *, folder: bool) -> None:
        start = str(QSettings().value("sources/folder", ""))
        dialog = QFileDialog(self, "Add a folder" if folder else "Add files", start)
        dialog.setObjectName("add-sources")
        mode = QFileDialog.FileMode
        dialog.setFileMode(mode.Directory if folder else mode.ExistingFiles)

        def picked(names: list[str]) -> None:
            QSettings().setValue("sources/folder", str(Path(names[0]).parent))
            self.add_paths([Path(name) for name in names])

        dialog.filesSelected.connect(picked)
        self._dialog = dialog
        dialog.open()

    def add_paths(self, paths: list[Path], passwords: tuple[str, ...] = ()) -> None:
        """Import files and folders in the background."""
        pack = self.desk.pack
        if pack is None or not paths:
            return
        names = paths[0].name if len(paths) == 1 else f"{len(paths)} files"

        def work(progress: Progress) -> list[Imported]:
            return import_paths(pack, paths, passwords=passwords, progress=progress)

        def ended(rows: list[Imported]) -> None:
            self._looking.stop()
            self.report.show_rows([row.as_json() for row in rows])
            came = sum(row.status == "imported" for row in rows)
            self.desk.change(lambda _: None, said=f"{came} source{'s' * (came != 1)} imported")

        self._looking.start()
        self.desk.jobs.run(
            f"Import {names}", work, ended, failed=self._import_failed, stopped=self._import_stopped
        )

    def _import_failed(self, trouble: Trouble) -> None:
        self._looking.stop()
        self.desk.look_again()
        self.desk.jobs.note(trouble)

    def _import_stopped(self) -> None:
        self._looking.stop()
        self.desk.change(lambda _: None, said="import stopped; what had come in is kept")

    def ask_password(self, path: str) -> None:
        """Ask for the password of a locked document, and import it."""
        dialog = QInputDialog(self)
        dialog.setWindowTitle("Password")
        dialog.setLabelText(f"Password of {Path(path).name}\nIt is used once and not stored.")
        dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
        dialog.textValueSelected.connect(lambda typed: self.add_paths([Path(path)], (typed,)))
        self._dialog = dialog
        dialog.open()

    def show_report(self) -> None:
        """Show what became of the files of the last import."""

        def last(pack: Pack) -> list[dict[str, Any]]:
            with pack.reading() as session:
                found = session.scalars(
                    select(ImportReport).order_by(ImportReport.made_at.desc()).limit(1)
                ).first()
                return list(found.rows) if found else []

        self.desk.ask(last, self.report.show_rows)

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
        along = f" with {quotes} quote{'s' * (quotes != 1)}" if quotes else ""

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
