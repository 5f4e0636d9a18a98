"""The import report: what became of each file and of the files within it, each with a way on."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from evidencepack.gui import icons, theme
from evidencepack.gui.widgets.notices import ShortenedLine, empty, line, words
from evidencepack.model.wording import counted

Row = dict[str, Any]
_ORDER = {"failed": 0, "duplicate": 1, "skipped": 2, "imported": 3}
_ICONS = {
    "failed": ("circle-x", "error"),
    "duplicate": ("copy", "second"),
    "skipped": ("minus", "second"),
    "imported": ("triangle-alert", "warning"),
}
_MOST = 200
_INWARDS = 20  # how much further in the files within a file stand
_OUTCOMES = {
    "same": "is in it, on the same page",
    "moved": "is in it, elsewhere",
    "changed": "is not in it word for word",
    "ambiguous": "is in it in several places",
    "lost": "is not in it",
}


def in_order(rows: list[Row]) -> list[Row]:
    """The rows to look at, problems first; what lies within a file follows that file."""
    groups: list[list[Row]] = []
    for row in rows:
        if row["within"] and groups:
            groups[-1].append(row)
        else:
            groups.append([row])
    kept = [
        (min(_ORDER[row["status"]] for row in noted), group, noted)
        for group in groups
        if (noted := [row for row in group if row["status"] != "imported" or row["warnings"]])
    ]
    found: list[Row] = []
    for _, group, noted in sorted(kept, key=lambda each: each[0]):
        found += noted if noted[0] is group[0] else [group[0], *noted]
    return found


def _name(row: Row) -> str:
    return str(row["path"]).replace("\\", "/").rsplit("/", 1)[-1]


def _told(sentence: str) -> QLabel:
    """What is said of a file, broken where the names of files have no spaces to break at."""
    label = words("", wrap=True)
    label.setText(re.sub(r"(?<=[\w)])(?=[_./\\-])", "\u200b", sentence))
    label.setAccessibleName(sentence)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setMinimumWidth(theme.scaled(80))
    return label


class ImportReportPanel(QFrame):
    """The report of the last import, below the table.

    Signals:
        wanted: A source that the person wants to see.
        ocr_wanted: A source whose pages have no words, to be read.
        quote_wanted: A quote that the person wants to see.
        password_wanted: The path of a locked file.
    """

    wanted = Signal(str)
    ocr_wanted = Signal(str)
    quote_wanted = Signal(str)
    password_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.setAccessibleName("Import report")
        self.rows: list[Row] = []
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

    def show_rows(self, rows: list[Row]) -> None:
        """Show what became of some files."""
        self.rows = rows
        empty(self._list)
        files = [row for row in rows if not row["holds"]]
        counts = {status: sum(row["status"] == status for row in files) for status in _ORDER}
        told = {"imported": "in", "duplicate": "there already", "skipped": "skipped", "failed": "refused"}
        parts = [f"{counts[status]} {word}" for status, word in told.items() if counts[status]]
        self.summary.show_words(f"{counted(len(files), 'file')}: {', '.join(parts) or 'none'}.")
        noted = in_order(rows)
        for row in noted[:_MOST]:
            self._list.addWidget(self._line(row))
            for quote in row["quotes"]:
                self._list.addWidget(self._quote_line(quote))
            self._list.addWidget(line())
        plain = len(rows) - len(noted)
        if plain:
            good = words(f"✓  {counted(plain, 'file')} without a note", "good")
            good.setContentsMargins(16, 6, 16, 6)
            self._list.addWidget(good)
        self._list.addStretch()
        self.show()

    def _marked(
        self, icon: str, tint: str, name: str, said: str, inwards: int
    ) -> tuple[QWidget, QHBoxLayout]:
        """A line with a mark, a name and what is said of it; ways on can be added."""
        holder = QWidget()
        across = QHBoxLayout(holder)
        inwards = theme.scaled(_INWARDS) * inwards
        across.setContentsMargins(16 + inwards, 5, 12, 5)
        across.setSpacing(12)
        mark = QLabel()
        mark.setPixmap(icons.pixmap(icon, tint, 18, self.devicePixelRatioF()))
        named = ShortenedLine("strong", least=10)
        named.show_words(name)
        named.setFixedWidth(max(theme.scaled(120), theme.scaled(220) - inwards))
        across.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(named, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(_told(said), 1)
        return holder, across

    def _quote_line(self, quote: Row) -> QWidget:
        """What became of a quote of the version that was replaced."""
        found = quote["outcome"] in ("same", "moved")
        icon, tint = ("check", "good") if found else ("triangle-alert", "warning")
        said = f"{_OUTCOMES[quote['outcome']]}. {quote['told']}".strip()
        holder, across = self._marked(icon, tint, quote["quote"], f"{quote['quote']} {said}", 1)
        settled = quote["outcome"] == "same"
        way = QPushButton(f"Go to {quote['quote']}" if settled else f"Look at {quote['quote']}")
        where = quote["quote"] if settled else f"changed:{quote['quote']}"
        way.clicked.connect(lambda: self.quote_wanted.emit(where))
        across.addWidget(way)
        return holder

    def _line(self, row: Row) -> QWidget:
        icon, tint = _ICONS[row["status"]]
        if row["status"] == "imported" and not row["warnings"]:
            icon, tint = "check", "good"
        said = row["reason"] or " ".join(row["warnings"]) or "Imported."
        holder, across = self._marked(icon, tint, _name(row), said, len(row["within"]))
        if row["code"] == "needs-password" and row["outer"]:
            way = QPushButton("Enter password…")
            way.clicked.connect(lambda: self.password_wanted.emit(str(row["outer"])))
            across.addWidget(way)
        if row["without_words"] and row["source"]:
            ocr = QPushButton("Read by OCR")
            ocr.clicked.connect(lambda: self.ocr_wanted.emit(row["source"]))
            across.addWidget(ocr)
        if row["source"]:
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
