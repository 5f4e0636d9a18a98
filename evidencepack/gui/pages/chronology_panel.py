"""Beside the chronology: the chosen entry with its quotes, and all quotes to drag onto entries."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidencepack.gui import icons, theme
from evidencepack.gui.dialogs.entry import QuoteCard
from evidencepack.gui.dialogs.quotes import QuoteList
from evidencepack.gui.models.pack_view import PackView, Row
from evidencepack.gui.widgets.fields import Form, LineField, SearchLine, TextField
from evidencepack.gui.widgets.notices import words
from evidencepack.gui.widgets.panes import KeysPane


class EntryDetails(QScrollArea):
    """The chosen entry: its quotes in order, who says its status, and a note.

    Signals:
        field_kept: A field's name and its new words.
        quote_removed: The handle of a quote that the entry shall no longer rest on.
        quote_opened: The handle of a quote to show in the Reader.
    """

    field_kept = Signal(str, str)
    quote_removed = Signal(str)
    quote_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Chosen entry")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title = words("", "panelTitle")
        self.date = words("", "small", wrap=True)
        self.none = words("No quote yet. Drag one here from the list below.", "second", wrap=True)
        self.said_by = LineField("Status according to", "who agrees or disputes")
        self.note = TextField("Note", "For yourself; never exported", lines=2)
        self.said_by.kept.connect(lambda typed: self.field_kept.emit("status_by", typed))
        self.note.kept.connect(lambda typed: self.field_kept.emit("note", typed))
        self.cards: list[QuoteCard] = []
        self._shown: object = None
        self._can_change = False
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("ground")
        form = Form()
        form.add("Status by", self.said_by)
        form.add("Note", self.note)
        self._quotes = QVBoxLayout()
        self._quotes.setSpacing(8)
        self._column = column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for widget in (self.title, self.date, self.none):
            column.addWidget(widget)
        column.addLayout(self._quotes)
        column.addWidget(form)
        column.addStretch()
        self.setWidget(inside)

    def show_entry(self, entry: Row, view: PackView, *, can_change: bool) -> None:
        """Show an entry."""
        self.title.setText(f"Entry {entry['number']}")
        self.date.setText(f"{entry['handle']}  ·  {entry['shown'] or 'undated'}")
        self.said_by.show_value(entry["status_by"])
        self.note.show_value(entry["note"])
        self.said_by.set_read_only(not can_change)
        self.note.setReadOnly(not can_change)
        quotes = [view.by_handle[handle] for handle in entry["quotes"] if handle in view.by_handle]
        self.none.setVisible(not quotes)
        if (quotes, can_change) != self._shown:
            self._shown, self._can_change = (quotes, can_change), can_change
            self._show_quotes(quotes)

    def _show_quotes(self, quotes: list[Row]) -> None:
        for card in self.cards:
            self._quotes.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(quote) for quote in quotes]
        for card in self.cards:
            self._quotes.addWidget(card)
            card.show()  # now, so that the height they need is known

    def _card(self, quote: Row) -> QuoteCard:
        card, handle = QuoteCard(quote), quote["handle"]
        card.head.addWidget(
            _small_button("book-open", f"Show {handle} in the Reader", lambda: self.quote_opened.emit(handle))
        )
        if self._can_change:
            tip = f"Take {handle} away from this entry"
            card.head.addWidget(_small_button("x", tip, lambda: self.quote_removed.emit(handle)))
        return card

    def wanted_height(self) -> int:
        """The height that shows all of it."""
        self._column.activate()
        return self._column.totalHeightForWidth(self.viewport().width())

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        for made in self.findChildren(QToolButton):
            made.setIcon(icons.icon(str(made.property("icon_name"))))


def _small_button(icon: str, tip: str, slot: object) -> QToolButton:
    made = QToolButton()
    made.setIcon(icons.icon(icon))
    made.setProperty("icon_name", icon)
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.clicked.connect(slot)
    return made


class ChronologyPanel(KeysPane):
    """The panel at the right.

    Signals:
        quote_opened: The handle of a quote to show in the Reader.
    """

    quote_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setAccessibleName("Chosen entry and quotes")
        self.setFixedWidth(theme.panel_width())
        self.details = EntryDetails()
        self.search = SearchLine("Search quotes", "Search words, speakers, sources")
        self.list = QuoteList("Quotes, to drag onto entries")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setDragEnabled(True)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.count = words("", "small")
        self.said = words("", "second", wrap=True)
        self.said.setMargin(16)
        self.search.textChanged.connect(self._search)
        self.list.opened.connect(self.quote_opened)
        self.details.quote_opened.connect(self.quote_opened)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(words("Quotes", "panelTitle"))
        head.addStretch()
        head.addWidget(self.count)
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 8)
        top.setSpacing(8)
        top.addLayout(head)
        top.addWidget(self.search)
        lower = QFrame()
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addLayout(top)
        below.addWidget(self.said, 1, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.list, 1)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(self.details)
        self.parts.addWidget(lower)
        self.parts.splitterMoved.connect(self._hold_sizes)
        self._sizes_held = False
        self.parts.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self.parts)

    def event(self, event: QEvent) -> bool:
        """Keep Del from the page here: it would remove the entry while the person is at the quotes."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Delete
        ):
            event.accept()
            return True
        return super().event(event)

    def show_view(self, view: PackView) -> None:
        """Show the pack's quotes."""
        self.list.quotes.set_view(view)
        self._say_count()

    def show_entry(self, entry: Row | None, view: PackView, *, can_change: bool) -> None:
        """Show an entry above the quotes, or none."""
        if entry is not None:
            self.details.show_entry(entry, view, can_change=can_change)
        self.details.setVisible(entry is not None)
        if entry is not None and not self._sizes_held:
            whole = self.parts.height()
            room = min(self.details.wanted_height(), round(whole * 0.6))
            self.parts.setSizes([room, whole - room])

    def _hold_sizes(self) -> None:
        self._sizes_held = True  # the person chose how the panel is shared

    def _search(self, text: str) -> None:
        self.list.quotes.search(text)
        self._say_count()

    def _say_count(self) -> None:
        model = self.list.quotes
        self.count.setText(f"{model.rowCount()} of {model.total}" if self.search.text() else str(model.total))
        if not model.total:
            self.said.setText("No quotes yet. Mark words in the Reader with C or E.")
        else:
            self.said.setText("" if model.rowCount() else "No quote has these words.")
        self.said.setVisible(bool(self.said.text()))
        self.list.setHidden(not model.rowCount())
        self.search.setEnabled(bool(model.total))

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        self.details.recolour()
        self.list.viewport().update()
