"""The changed quote in front: its words beside the newer ones, the places to choose from, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evidencepack.actions.unsettled import Unsettled
from evidencepack.gui import icons, theme
from evidencepack.gui.widgets.difference import DifferenceView
from evidencepack.gui.widgets.fields import LineField
from evidencepack.gui.widgets.marks import KindMark
from evidencepack.gui.widgets.notices import announce, button, words

OUTCOMES = {  # its name, icon and colour
    "same": ("Unchanged", "check", "good"),
    "moved": ("Moved", "arrow-right", "second"),
    "changed": ("Changed", "equal-not", "warning"),
    "ambiguous": ("Several places", "circle-help", "warning"),
    "lost": ("Not found", "circle-x", "error"),
}


class ChangedDetails(QScrollArea):
    """One quote to be worked through.

    Signals:
        page_wanted: A source and the page of it that the person wants to see.
        chosen: A place was chosen, or words were typed.

    Attributes:
        words: The words to be quoted instead.
        reason: Why it is kept, or why other capitals are right.
    """

    page_wanted = Signal(str, int)
    chosen = Signal()

    def __init__(self, deeds: Mapping[str, QAction]) -> None:
        super().__init__(widgetResizable=True)
        self.setAccessibleName("The quote in front")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row: Unsettled | None = None
        self.mark, self.title = KindMark("claim", 20), words("", "panelTitle")
        self._sign = QLabel()
        self.outcome = words("", "strong")
        self.told = words("", "second", wrap=True)
        self.difference = DifferenceView()
        self.difference.earlier.place.clicked.connect(lambda: self._show_page(newer=False))
        self.difference.newer.place.clicked.connect(lambda: self._show_page(newer=True))
        self.which = words("Which place is meant?", "label")
        self.places = QListWidget()
        self.places.setAccessibleName("Places in the newer pages")
        self.places.setObjectName("choices")
        self.places.setWordWrap(True)
        self.places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.places.currentRowChanged.connect(lambda _: self.chosen.emit())
        self.places.itemActivated.connect(lambda _: deeds["changed.quote"].trigger())
        self.label = words("", "label")
        self.words = QPlainTextEdit()
        self.words.setAccessibleName("Words to quote instead")
        self.words.setFont(theme.letters(15, serif=True))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(theme.scaled(84))
        self.words.textChanged.connect(self._typed)
        self.reason = LineField("Reason", "Why it is kept, or why other capitals or punctuation are right")
        self.complaint = words("", "wrong", wrap=True)
        self.quote = button(deeds["changed.quote"], "primary")
        self.keep = button(deeds["changed.keep"])
        self.beside = button(deeds["changed.beside"])
        self.remove = button(deeds["changed.remove"])
        self._lay_out()

    def _lay_out(self) -> None:
        ground = QWidget()
        ground.setObjectName("ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(24, 14, 24, 20)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        for part in (self.mark, self.title, self._sign, self.outcome):
            head.addWidget(part)
        head.addStretch()
        head.addWidget(self.beside)
        head.addWidget(words("B", "key"))
        column.addLayout(head)
        column.addWidget(self.told)
        column.addWidget(self.difference)
        column.addSpacing(6)
        for field in (self.which, self.places, self.label, self.words, self.reason, self.complaint):
            column.addWidget(field)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for way, key in ((self.quote, "Ctrl+Enter"), (self.keep, "K"), (self.remove, "Del")):
            foot.addWidget(way)
            foot.addWidget(words(key, "key"))
            foot.addSpacing(8)
        foot.addStretch()
        column.addLayout(foot)
        column.addStretch()
        self.setWidget(ground)

    # What is shown

    def show_row(self, row: Unsettled | None, kind: str, *, can_change: bool) -> None:
        """Show a quote, or none; what is being typed for it stays."""
        before, self._row = self._row, row
        if row is None:
            return
        self.mark.show_kind(kind)
        self.title.setText(row.quote)
        name, icon, tint = OUTCOMES[row.outcome]
        self._sign.setPixmap(icons.pixmap(icon, tint, 18, self.devicePixelRatioF()))
        self.outcome.setText(name)
        self.told.setText(row.told)
        self.difference.show_difference(row.text, row.difference)
        self._show_ends(row)
        self.words.setReadOnly(not can_change)
        if row != before:
            self.complain("")
            self.words.setPlainText(row.proposed)
            self.words.setPlaceholderText(f"Type or paste what {row.target} has instead")
            self.reason.line.clear()
            self._show_places(row)
        settled = row.why == "moved"
        for widget in (self.label, self.words, self.quote, self.reason):
            widget.setVisible(not settled)
        self.keep.setText("Seen: it is right there" if settled else f"Keep it with {_named(row)}")
        self.quote.setText(f"Quote these words of {row.target}")
        self.label.setText(f"Quote these words of {row.target} instead; they are checked first")
        self.difference.setVisible(row.outcome != "ambiguous")

    def _show_ends(self, row: Unsettled) -> None:
        earlier, newer = self.difference.earlier, self.difference.newer
        copy = row.why == "copy"
        earlier.title.setText("As it is quoted" if copy else "Earlier version")
        newer.title.setText("As it was read anew" if copy else "Newer version")
        earlier.place.setText(f"{row.source}, page {row.page}")
        newer.place.setText(f"{row.target}, page {row.target_page}")
        newer.place.setVisible(bool(row.target_page))

    def _show_places(self, row: Unsettled) -> None:
        several = len(row.places) > 1
        self.which.setVisible(several)
        self.places.setVisible(several)
        self.places.clear()
        for number, place in enumerate(row.places if several else (), start=1):
            before, after = place.prefix.partition(" ")[2], place.suffix.rpartition(" ")[0]
            said = " ".join(f"{before}[{place.exact}]{after}".split())
            item = QListWidgetItem(f"{number}.  Page {place.page}:  …{said}…")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"Place {number}, page {place.page}: {said}")
            self.places.addItem(item)
        self.places.setFixedHeight(theme.scaled(min(264, 8 + 46 * len(row.places))))

    @property
    def occurrence(self) -> int | None:
        """Which of several places was chosen, from 1."""
        return self.places.currentRow() + 1 or None

    @property
    def can_quote(self) -> bool:
        """Whether there are words to be checked, and a place where there are several."""
        row = self._row
        if row is None or row.why == "moved" or not self.words.toPlainText().strip():
            return False
        return row.outcome != "ambiguous" or self.occurrence is not None

    def take_focus(self) -> None:
        """Go where the decision is made."""
        (self.words if self.places.isHidden() else self.places).setFocus()

    def complain(self, sentence: str) -> None:
        """Say why it was refused."""
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))
        if sentence:
            announce(self.complaint)

    def _typed(self) -> None:
        self.complain("")
        self.chosen.emit()

    def _show_page(self, *, newer: bool) -> None:
        row = self._row
        if row is not None:
            self.page_wanted.emit(*((row.target, row.target_page) if newer else (row.source, row.page)))

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        self.difference.recolour()


def _named(row: Unsettled) -> str:
    return "the earlier reading" if row.why == "copy" else row.source
