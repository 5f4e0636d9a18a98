"""What the pages say about a source or a quote, offered beside its fields with the words it was read from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidencepack.actions.fields import set_fields
from evidencepack.actions.quote_suggestions import suggest_for_quote, take_for_quote
from evidencepack.actions.suggestions import Suggestion, suggest, take_suggestions
from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.pack_view import Row
from evidencepack.gui.models.sources_table import kind_name
from evidencepack.gui.widgets.notices import empty, words
from evidencepack.store.pack import Pack

_NAMES = {"url": "Web address", "internal_review": "Internal review", "authorities": "Authority"}
_MOST = 8


@dataclass(frozen=True)
class Offered:
    """What is asked of the pages, and how it is taken over.

    Attributes:
        title: What stands above the suggestions.
        ask: Gives the suggestions for a handle.
        take: Takes some of them over.
        depends_on: Columns of the row; while none of them changes, the pages are not asked again.
    """

    title: str
    ask: Callable[[Pack, str], list[Suggestion]]
    take: Callable[[Pack, str, Sequence[str]], dict[str, str]]
    depends_on: tuple[str, ...]


OF_SOURCES = Offered(
    "Read in the document",
    suggest,
    take_suggestions,
    (
        *("rendition", "title", "kind", "author", "recipient", "reference", "url"),
        *("exemptions", "internal_review", "typed_dates"),
    ),
)
OF_QUOTES = Offered(
    "Read on the page",
    suggest_for_quote,
    take_for_quote,
    ("text", "pages", "speaker", "role", "date", "authorities"),
)


class SuggestionsPanel(QFrame):
    """Offers what was read in the document; hidden where there is nothing new.

    Signals:
        wanted: Words that the person wants to see on their page, as ``find:S1:2:words``.
    """

    wanted = Signal(str)

    def __init__(self, desk: Desk, offered: Offered = OF_SOURCES) -> None:
        """The panel.

        Args:
            desk: The open pack.
            offered: What is asked of the pages.
        """
        super().__init__()
        self._desk = desk
        self._offered = offered
        self._source = ""
        self._handle = ""
        self._asked: tuple[object, ...] = ()
        self.found: list[Suggestion] = []
        self.setObjectName("note")
        self.setAccessibleName(offered.title)
        self.title = words(offered.title, "strong")
        self.all = QPushButton("Fill in")
        self.all.setToolTip("Take over what is read here into the fields that are empty")
        self.all.clicked.connect(self._take_all)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.all)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._rows)
        self.hide()

    def show_row(self, row: Row | None) -> None:
        """Look what the pages of a source, or those of a quote, say that is not known yet."""
        if row is None or not self._desk.can_change:
            self._handle, self._asked = "", ()
            self.hide()
            return
        handle = self._handle = str(row["handle"])
        self._source = str(row.get("source", handle))
        source = self._desk.view.by_handle.get(self._source, {})
        known = (handle, str(source.get("dates")), *(str(row[field]) for field in self._offered.depends_on))
        if known == self._asked:
            return
        if self._asked[:1] != known[:1]:
            self.hide()  # what another source says is not shown meanwhile
        self._asked = known

        def show(found: list[Suggestion]) -> None:
            if self._handle == handle:
                self._show(found)

        self._desk.ask(lambda pack: self._offered.ask(pack, handle), show, failed=self._failed)

    def _failed(self, trouble: Trouble) -> None:
        self.hide()
        if self._desk.view.by_handle.get(self._handle):  # else it was removed meanwhile
            self._desk.troubled.emit(trouble)

    def _show(self, found: list[Suggestion]) -> None:
        self.found = found[:_MOST]
        empty(self._rows)
        for suggestion in self.found:
            self._rows.addWidget(self._row(suggestion))
        self.all.setVisible(len(self._filling()) > 1)
        self.setVisible(bool(self.found))

    def _row(self, suggestion: Suggestion) -> QWidget:
        detail = suggestion.detail
        field = _NAMES.get(detail.field, detail.field.capitalize())
        value = kind_name(detail.value) if detail.field == "kind" else detail.value
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        said = words(f"{field}: {value}", wrap=True)
        said.setToolTip(detail.note)
        read = f"“{detail.words}”, page {detail.page}"
        room = theme.panel_width() - theme.scaled(140)
        place = QPushButton(self.fontMetrics().elidedText(read, Qt.TextElideMode.ElideRight, room))
        place.setObjectName("place")
        place.setToolTip("Show where this was read")
        place.setAccessibleName(f"{field} was read from {read}")
        place.clicked.connect(lambda: self.wanted.emit(f"find:{self._source}:{detail.page}:{detail.words}"))
        if not detail.end:
            place.hide()
        left = QVBoxLayout()
        left.setSpacing(1)
        left.addWidget(said)
        if detail.note or not detail.end:
            left.addWidget(words(detail.note or f"From {detail.words}", "small", wrap=True))
        left.addWidget(place, 0, Qt.AlignmentFlag.AlignLeft)
        use = QPushButton("Use")
        use.setAccessibleName(f"Use {value} as {field}")
        use.clicked.connect(lambda: self._take(suggestion))
        across.addLayout(left, 1)
        across.addWidget(use, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _take(self, suggestion: Suggestion) -> None:
        handle, field = self._handle, suggestion.detail.field
        self._desk.change(
            lambda pack: set_fields(pack, handle, suggestion.change),
            f"{field} of {handle} taken from the page",
            what=f"Change {handle}",
        )

    def _filling(self) -> list[str]:
        """The fields that are empty and have a suggestion."""
        return list(dict.fromkeys(each.detail.field for each in self.found if each.fills))

    def _take_all(self) -> None:
        handle, fields = self._handle, self._filling()
        self._desk.change(
            lambda pack: self._offered.take(pack, handle, fields),
            lambda taken: f"{len(taken)} fields of {handle} taken from the page",
            what=f"Change {handle}",
        )
