"""Bringing documents in: files, folders, newer versions, and passwords where they are locked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QLineEdit, QWidget

from evidencepack.actions.replacing import Replaced, replace_source
from evidencepack.actions.sources import Imported, import_paths
from evidencepack.errors import NeedsPassword
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.model.wording import counted
from evidencepack.progress import Progress
from evidencepack.store.pack import Pack
from evidencepack.submission.overview import imports

_LOOK_EVERY = 1500  # milliseconds between looks at what an import has brought in
_FOLDER = "sources/folder"


class Bringing(QObject):
    """Imports files and newer versions of sources, in tasks that can be cancelled.

    Signals:
        reported: What became of each file.
        newer: The handle of a source that replaces another.
    """

    reported = Signal(list)
    newer = Signal(str)

    def __init__(self, desk: Desk, start: QWidget) -> None:
        super().__init__(start)
        self._desk, self._start = desk, start
        self._dialog: QDialog | None = None
        self._looking = QTimer(self, interval=_LOOK_EVERY)
        self._looking.timeout.connect(desk.look_again)

    def ask_files(self) -> None:
        """Ask which files are to come in."""
        self._ask("Add files", QFileDialog.FileMode.ExistingFiles, self.add)

    def ask_folder(self) -> None:
        """Ask which folder is to come in, with all that is in it."""
        self._ask("Add a folder", QFileDialog.FileMode.Directory, self.add)

    def ask_newer(self, handle: str) -> None:
        """Ask which file is the newer version of a source."""
        self._ask(
            f"Choose the newer version of {handle}",
            QFileDialog.FileMode.ExistingFile,
            lambda paths: self.replace(handle, paths[0]),
        )

    def _ask(self, title: str, mode: QFileDialog.FileMode, then: Any) -> None:
        dialog = QFileDialog(self._start, title, str(QSettings().value(_FOLDER, "")))
        dialog.setObjectName("add-sources")
        dialog.setFileMode(mode)

        def picked(names: list[str]) -> None:
            QSettings().setValue(_FOLDER, str(Path(names[0]).parent))
            then([Path(name) for name in names])

        dialog.filesSelected.connect(picked)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self._dialog = dialog  # kept, or Python would take it away while it is open
        dialog.open()

    def add(self, paths: list[Path], passwords: tuple[str, ...] = ()) -> None:
        """Import files and folders in the background."""
        pack = self._desk.pack
        if pack is None or not paths:
            return
        names = paths[0].name if len(paths) == 1 else f"{len(paths)} files"

        def work(progress: Progress) -> list[Imported]:
            return import_paths(pack, paths, passwords=passwords, progress=progress)

        def ended(rows: list[Imported]) -> None:
            self._looking.stop()
            self.reported.emit([row.as_json() for row in rows])
            came = sum(row.status == "imported" and not row.holds for row in rows)
            self._desk.change(lambda _: None, said=f"{counted(came, 'source')} imported")

        self._looking.start()
        self._desk.jobs.run(f"Import {names}", work, ended, failed=self._failed, stopped=self._stopped)

    def _failed(self, trouble: Trouble) -> None:
        self._looking.stop()
        self._desk.look_again()
        self._desk.jobs.note(trouble)

    def _stopped(self) -> None:
        self._looking.stop()
        self._desk.change(lambda _: None, said="import stopped; what had come in is kept")
        self.show_last()

    def replace(self, handle: str, path: Path, passwords: tuple[str, ...] = ()) -> None:
        """Bring in a newer version of a source in the background."""
        pack = self._desk.pack
        if pack is None:
            return

        def work(progress: Progress) -> Replaced:
            return replace_source(pack, handle, path, passwords=passwords, progress=progress)

        def ended(made: Replaced) -> None:
            self._desk.change(
                lambda _: None,
                said=f"{made.source} replaces {handle}",
                then=lambda _: self.newer.emit(made.source),
            )
            self.show_last()

        def failed(trouble: Trouble) -> None:
            if trouble.code == NeedsPassword.code:
                self.ask_password(path, handle)
            else:
                self._failed(trouble)

        self._desk.jobs.run(f"Newer version of {handle}", work, ended, failed=failed, stopped=self._stopped)

    def ask_password(self, path: Path, newer_of: str = "") -> None:
        """Ask for the password of a locked document, and import it.

        Args:
            path: The document, or the file that it came in.
            newer_of: The source that it replaces, if it does.
        """
        dialog = QInputDialog(self._start)
        dialog.setWindowTitle("Password")
        dialog.setLabelText(f"Password of {path.name}\nIt is used once and not stored.")
        dialog.setTextEchoMode(QLineEdit.EchoMode.Password)

        def typed(password: str) -> None:
            if newer_of:
                self.replace(newer_of, path, (password,))
            else:
                self.add([path], (password,))

        dialog.textValueSelected.connect(typed)
        self._open(dialog)

    def show_last(self) -> None:
        """Show what became of the files of the last import."""

        def last(pack: Pack) -> list[dict[str, Any]]:
            with pack.reading() as session:
                reports = imports(session)
            return list(reports[-1]["files"]) if reports else []

        self._desk.ask(last, self.reported.emit)
