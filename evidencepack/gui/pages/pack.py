"""The page of an open pack: what it is, and its tables."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from evidencepack.gui import theme
from evidencepack.gui.models.nouns import NOUNS, Noun
from evidencepack.gui.models.pack_view import PackView, Rows
from evidencepack.gui.pages.parts import Notice, RowsTable, ShortenedLine


class NounPage(QStackedWidget):
    """One table, or the sentence that stands where there are no rows."""

    def __init__(self, noun: Noun) -> None:
        super().__init__()
        self.table = RowsTable(noun)
        self.empty = QLabel(noun.empty, wordWrap=True)
        self.empty.setObjectName("second")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(32)
        self.addWidget(self.table)
        self.addWidget(self.empty)

    def show_rows(self, rows: Rows) -> None:
        """Show these rows."""
        self.table.show_rows(rows)
        self.setCurrentWidget(self.table if rows else self.empty)


class PackPage(QWidget):
    """What is shown of an open pack."""

    def __init__(self) -> None:
        super().__init__()
        self.title = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.title.setFont(theme.letters(17, QFont.Weight.DemiBold))
        self.facts = ShortenedLine("second")
        self.read_only = Notice("warning")
        self.places = QListWidget()
        self.places.setObjectName("places")
        self.places.setAccessibleName("What is in the pack")
        self.places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages = {noun.name: NounPage(noun) for noun in NOUNS}
        self._stack = QStackedWidget()
        for noun in NOUNS:
            self.places.addItem(noun.title)
            self._stack.addWidget(self.pages[noun.name])
        self.places.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.places.setCurrentRow(0)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(4)
        head.addWidget(self.title)
        head.addWidget(self.facts)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(head)
        right.addWidget(self.read_only)
        right.addWidget(self._stack, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.places)
        across.addLayout(right, 1)

    def show_pack(self, view: PackView, file: Path, read_only: str) -> None:
        """Show a pack.

        Args:
            view: What is in it.
            file: Where it is.
            read_only: Why it cannot be changed, or empty.
        """
        self.title.setText(view.title)
        self.facts.say(f"{view.receiver}  ·  {file}")
        self.read_only.say(read_only)
        for n, noun in enumerate(NOUNS):
            rows = view.rows[noun.name]
            self.pages[noun.name].show_rows(rows)
            self.places.item(n).setText(f"{noun.title}  {len(rows)}")
        self.places.setFixedWidth(self.places.sizeHintForColumn(0) + 8)
