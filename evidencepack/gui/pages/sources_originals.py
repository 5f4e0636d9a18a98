"""The originals of sources outside the pack: opened, dragged out or saved as copies, and tidied away."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from evidencepack.gui.desk import Desk
from evidencepack.gui.models.pack_view import Row
from evidencepack.gui.pages.sources_list import drag_files
from evidencepack.store.blobs import write_file
from evidencepack.store.pack import Pack


class Originals:
    """Writes originals into a private folder, which goes when the window does."""

    def __init__(self, desk: Desk, start: QWidget) -> None:
        self._desk, self._start = desk, start
        self._private: tempfile.TemporaryDirectory[str] | None = None
        self._dialog: QFileDialog | None = None

    def end(self) -> None:
        """Take away the copies."""
        if self._private is not None:
            self._private.cleanup()

    def open(self, row: Row) -> None:
        """Open an original with the system's own program; what is changed there stays outside the pack."""
        self._hand_over(row, lambda path: path)

    def show_in_folder(self, row: Row) -> None:
        """Open the folder with a copy of an original in the system's own file browser."""
        self._hand_over(row, lambda path: path.parent)

    def _hand_over(self, row: Row, what: Callable[[Path], Path]) -> None:
        target = self._target(row)

        def show(path: Path) -> None:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(what(path)))):
                self._desk.said.emit(f"Nothing on this computer opens {path.name}; save a copy of it instead")

        self._desk.ask(lambda pack: _written(pack, row["sha256"], target), show)

    def drag(self, rows: Sequence[Row]) -> None:
        """Let the person drag originals to another program."""
        targets = [(row["sha256"], self._target(row)) for row in rows]

        def start(paths: list[str]) -> None:
            if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:  # not let go of meanwhile
                drag_files(self._start, paths)

        self._desk.ask(lambda pack: [str(_written(pack, *target)) for target in targets], start)

    def ask_where(self, row: Row) -> None:
        """Ask where a copy of an original is to be saved."""
        dialog = QFileDialog(self._start.window(), "Save the original as", _name(row))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda name: self.save(row, Path(name)))
        self._dialog = dialog
        dialog.open()

    def save(self, row: Row, path: Path) -> None:
        """Save a copy of an original."""

        def write(pack: Pack) -> Path:
            with pack.reading() as session:
                return write_file(session, row["sha256"], path)

        self._desk.ask(write, lambda _: self._desk.said.emit(f"Original of {row['handle']} saved: {path}"))

    def _target(self, row: Row) -> Path:
        if self._private is None:
            self._private = tempfile.TemporaryDirectory(
                prefix="evidencepack-originals-", ignore_cleanup_errors=True
            )
        return Path(self._private.name) / str(row["sha256"])[:16] / _name(row)


def _name(row: Row) -> str:
    return Path(str(row["file_name"])).name or "original"


def _written(pack: Pack, sha256: str, path: Path) -> Path:
    """Write a copy that cannot be changed by mistake, unless it is there."""
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        with pack.reading() as session:
            write_file(session, sha256, path)
        os.chmod(path, 0o400)
    return path
