"""The certificate of the last proof: what was compared, the files, and what it does not say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evidencepack.export.certificate import Certificate
from evidencepack.gui import icons, theme
from evidencepack.gui.widgets.notices import ShortenedLine, empty, line, words
from evidencepack.model.wording import counted

_ROWS = (
    ("pages", "Pages, numbers and labels"),
    ("index_rows", "Index rows lead to their page"),
    ("links", "Links and citations"),
    ("bookmarks", "Bookmarks"),
    ("quotes", "Quotations, word for word"),
)
_MOST_FAILURES = 20


class ProofPanel(QScrollArea):
    """The right column of the Export page."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setAccessibleName("Proof")
        self.setFixedWidth(theme.panel_width())
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget()
        ground.setObjectName("ground")
        self._column = QVBoxLayout(ground)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(6)
        self.setWidget(ground)
        self._dialog: QFileDialog | None = None
        self._text = ""
        self.changes = words("", "small", wrap=True)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what will stand here."""
        empty(self._column)
        self._column.addWidget(words("Proof", "panelTitle"))
        what = "After an export, its files are opened again and every number, link and quotation is compared."
        self._column.addWidget(words(what, "second", wrap=True))
        self._column.addStretch()

    def show_proof(self, title: str, certificate: Certificate, files: list[dict[str, Any]]) -> None:
        """Show a certificate.

        Args:
            title: What was proved.
            certificate: What was found.
            files: The files written, with path, bytes and sha256.
        """
        empty(self._column)
        self._text = "\n".join([title, *(self._line_of(file) for file in files), "", certificate.text()])
        self._column.addWidget(words(title, "panelTitle", wrap=True))
        self._column.addWidget(_verdict(certificate))
        for key, name in _ROWS:
            count = getattr(certificate, key)
            if count:
                self._column.addWidget(_row(name, count, certificate))
                self._column.addWidget(line())
        for failure in certificate.failures[:_MOST_FAILURES]:
            where = f"Page {failure.page}" if failure.page else "The whole"
            self._column.addWidget(words(f"{where}, {failure.kind}: {failure.message}", "wrong", wrap=True))
        for file in files:
            self._add_file(file)
        self._column.addSpacing(4)
        self._column.addWidget(words(certificate.text().rsplit("\n", 1)[-1], "small", wrap=True))
        self._add_ways([Path(file["path"]) for file in files])
        self.changes = words("", "small", wrap=True)
        self._column.addWidget(self.changes)
        self._column.addStretch()

    @staticmethod
    def _line_of(file: dict[str, Any]) -> str:
        return f"{Path(file['path']).name}, {file['bytes']} bytes, SHA-256 {file['sha256']}"

    def _add_file(self, file: dict[str, Any]) -> None:
        name = ShortenedLine("strong", least=4)
        name.show_words(Path(file["path"]).name)
        self._column.addWidget(name)
        size = file["bytes"] / 1000
        shown = f"{size / 1000:.1f} MB" if size > 999 else f"{size:.0f} kB"
        digest = ShortenedLine("tiny", least=4)
        digest.show_words(f"{shown} · SHA-256 {file['sha256']}")
        digest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(digest)

    def _add_ways(self, paths: list[Path]) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 4, 0, 0)
        if paths:
            last = paths[-1]
            self.open = QPushButton("Open")
            self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(last))))
            self.show_folder = QPushButton("Show in folder")
            folder = QUrl.fromLocalFile(str(last.parent))
            self.show_folder.clicked.connect(lambda: QDesktopServices.openUrl(folder))
            row.addWidget(self.open)
            row.addWidget(self.show_folder)
        self.save = QPushButton("Save…")
        self.save.setToolTip("Save the certificate as a text file")
        self.save.setAccessibleName("Save the certificate")
        self.save.clicked.connect(self._ask_place)
        row.addWidget(self.save)
        row.addStretch()
        self._column.addWidget(holder)

    def _ask_place(self) -> None:
        dialog = QFileDialog(self, "Save the certificate", "", "Text (*.txt)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile("Certificate.txt")
        dialog.fileSelected.connect(self.save_certificate)
        self._dialog = dialog
        dialog.open()

    def save_certificate(self, path: str) -> None:
        """Write the certificate as text."""
        Path(path).write_text(self._text + "\n", encoding="utf-8")

    def show_changes(self, count: int) -> None:
        """Say how many deeds there were since the export."""
        some = f"{counted(count, 'change')} since then. Export again before sending."
        self.changes.setText(some if count else "")


def _verdict(certificate: Certificate) -> QFrame:
    frame = QFrame()
    frame.setObjectName("note" if certificate.ok else "error")
    row = QHBoxLayout(frame)
    mark = QLabel()
    icon, tint = ("circle-check", "good") if certificate.ok else ("circle-x", "error")
    mark.setPixmap(icons.pixmap(icon, tint, 20, frame.devicePixelRatioF()))
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    count = len(certificate.failures)
    said = "Everything agrees" if certificate.ok else f"{counted(count, 'thing')} did not agree"
    row.addWidget(words(said, "strong", wrap=True), 1)
    return frame


def _row(name: str, count: int, certificate: Certificate) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(words(name), 1)
    row.addWidget(words(f"{count} ✓" if certificate.ok else str(count), "good" if certificate.ok else ""))
    return holder
