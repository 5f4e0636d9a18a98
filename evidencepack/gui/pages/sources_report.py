"""The import report: what became of each file, problems first, each with a way on."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from evidencepack.gui import icons, theme
from evidencepack.gui.widgets.notices import ShortenedLine, empty, line, words

_ORDER = {"failed": 0, "duplicate": 1, "skipped": 2, "imported": 3}
_ICONS = {
    "failed": ("circle-x", "error"),
    "duplicate": ("copy", "second"),
    "skipped": ("minus", "second"),
    "imported": ("triangle-alert", "warning"),
}
_MOST = 200


def _name(row: dict[str, Any]) -> str:
    return str(row["path"]).replace("\\", "/").rsplit("/", 1)[-1]


def _told(sentence: str) -> QLabel:
    """What is said of a file, broken where the names of files have no spaces to break at."""
    label = words("", wrap=True)
    label.setText(re.sub(r"(?<=[\w)])(?=[_./\\-])", "\u200b", sentence))
    label.setAccessibleName(sentence)
    label.setMinimumWidth(theme.scaled(80))
    return label


class ImportReportPanel(QFrame):
    """The report of the last import, below the table.

    Signals:
        wanted: A source that the person wants to see.
        password_wanted: The path of a locked file.
    """

    wanted = Signal(str)
    password_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.setAccessibleName("Import report")
        self.rows: list[dict[str, Any]] = []
        self.summary = ShortenedLine("small", elide=Qt.TextElideMode.ElideRight)
        copy = QPushButton("Copy report")
        copy.clicked.connect(self.copy_report)
        close = QPushButton("Close")
        close.setAccessibleName("Close the import report")
        close.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 12, 6)
        head.setSpacing(12)
        head.addWidget(words("Import report", "panelTitle"))
        head.addWidget(self.summary, 1)
        head.addWidget(copy)
        head.addWidget(close)
        ground = QWidget()
        ground.setObjectName("ground")
        self._list = QVBoxLayout(ground)
        self._list.setContentsMargins(0, 0, 0, 8)
        self._list.setSpacing(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(ground)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("What became of each file")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(area)
        self.setFixedHeight(theme.scaled(210))
        self.hide()

    def show_rows(self, rows: list[dict[str, Any]]) -> None:
        """Show what became of some files."""
        self.rows = rows
        empty(self._list)
        counts = {status: sum(row["status"] == status for row in rows) for status in _ORDER}
        told = {"imported": "in", "duplicate": "there already", "skipped": "skipped", "failed": "refused"}
        parts = [f"{counts[status]} {word}" for status, word in told.items() if counts[status]]
        self.summary.show_words(f"{len(rows)} file{'s' * (len(rows) != 1)}: {', '.join(parts) or 'none'}.")
        noted = [row for row in rows if row["status"] != "imported" or row["warnings"]]
        for row in sorted(noted, key=lambda row: _ORDER[row["status"]])[:_MOST]:
            self._list.addWidget(self._line(row))
            self._list.addWidget(line())
        plain = len(rows) - len(noted)
        if plain:
            good = words(f"✓  {plain} file{'s' * (plain != 1)} without a note", "good")
            good.setContentsMargins(16, 6, 16, 6)
            self._list.addWidget(good)
        self._list.addStretch()
        self.show()

    def _line(self, row: dict[str, Any]) -> QWidget:
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(16, 5, 12, 5)
        across.setSpacing(12)
        mark = QLabel()
        icon, tint = _ICONS[row["status"]]
        mark.setPixmap(icons.pixmap(icon, tint, 18, self.devicePixelRatioF()))
        name = ShortenedLine("strong", least=10)
        name.show_words(_name(row))
        name.setFixedWidth(theme.scaled(220))
        said = row["reason"] or " ".join(row["warnings"])
        across.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(_told(said), 1)
        if row.get("code") == "needs-password":
            way = QPushButton("Enter password…")
            way.clicked.connect(lambda: self.password_wanted.emit(str(row["path"])))
            across.addWidget(way)
        elif row["source"]:
            way = QPushButton(f"Go to {row['source']}")
            way.clicked.connect(lambda: self.wanted.emit(row["source"]))
            across.addWidget(way)
        return holder

    def copy_report(self) -> None:
        """Put the report on the clipboard."""
        lines = [
            "\t".join(
                [_name(row), row["status"], row["source"] or "", row["reason"] or " ".join(row["warnings"])]
            )
            for row in self.rows
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))
