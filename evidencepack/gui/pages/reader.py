"""The Reader: the pages of a source as they are, words selected on them, and what is made of those words."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.dialogs.entry import EntryDialog
from evidencepack.gui.dialogs.typed_quote import TypedQuoteDialog
from evidencepack.gui.models.pack_view import PackView, Row
from evidencepack.gui.pages.page import Page
from evidencepack.gui.pages.reader_copies import PackCopies
from evidencepack.gui.pages.reader_pane import ReadingPane
from evidencepack.gui.pages.reader_panes import ReadingPanes
from evidencepack.gui.pages.reader_region import Regions
from evidencepack.gui.pages.reader_trail import Visited
from evidencepack.gui.widgets.notices import EmptyState
from evidencepack.gui.widgets.pages_panel import PagesPanel
from evidencepack.gui.widgets.quote_inspector import QuoteInspector
from evidencepack.gui.widgets.reading_view import ReadingView
from evidencepack.gui.widgets.toolbar import tool
from evidencepack.store.pack import Pack

_ROOMY = 1360  # pixels: in a window less wide, two panes want the inspector's room
_SWITCHES = ("reader.split", "reader.small", "quote.letters")
_MENU = (
    ("quote.claim", "quote.evidence", "quote.topic", "quote.relate", "quote.note", "quote.entry"),
    ("quote.copy", "quote.sentence", "quote.region"),
    ("quote.beside", "quote.remove"),
    ("reader.turn", "reader.split", "reader.small"),
)


class ReaderPage(Page):
    """Shows a source, or two side by side; what is chosen in either is in the inspector.

    Attributes:
        panes: The sources that are open.
        inspector: The chosen quote.
        side: The pages in small and the contents list of the active pane's source.
    """

    place = "reader"
    title = "Reader"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._pack: Pack | None = None
        self._copies: PackCopies | None = None
        self._closing: list[threading.Thread] = []
        self._dialog: QDialog | None = None
        self._folded = False  # the inspector made room for two panes
        self._make_deeds()
        self.panes = ReadingPanes(desk, self.deeds)
        self.inspector = QuoteInspector(desk)
        self.regions = Regions(desk)
        self.regions.saved.connect(self.show_item)
        self.side = PagesPanel()
        self.side.hide()
        self.empty = EmptyState(
            "book-open", "Add documents on the Sources page; then you read them here.", self._to_sources
        )
        self._lay_out()
        self._listen()
        self.tools = [self._place_tools(), self._zoom_tools(), "reader.split", "reader.find", "quote.typed"]

    # Building

    def _make_deeds(self) -> None:
        slots: dict[str, Callable[[], object]] = {
            "reader.larger": lambda: self.canvas.larger(),
            "reader.smaller": lambda: self.canvas.smaller(),
            "reader.width": lambda: self.canvas.fit_width(),
            "reader.page": lambda: self.canvas.fit_page(),
            "reader.full": lambda: self.canvas.set_zoom(100),
            "reader.turn": lambda: self.canvas.turn_pages(90),
            "reader.small": self.toggle_side,
            "reader.split": self.toggle_split,
            "reader.other": self.go_to_other,
            "reader.goto": lambda: self.active.bar.ask_page(),
            "reader.back": lambda: self.panes.go_back(),
            "reader.forward": lambda: self.panes.go_forward(),
            "reader.find": lambda: self.active.find_words(),
            "quote.claim": lambda: self.tag("claim"),
            "quote.evidence": lambda: self.tag("evidence"),
            "quote.topic": lambda: self._with_quote(self.inspector.ask_topics),
            "quote.relate": lambda: self._with_quote(self.inspector.ask_relation),
            "quote.note": lambda: self._with_quote(self.inspector.write_note),
            "quote.entry": lambda: self._with_quote(self._ask_entry),
            "quote.copy": self.copy_words,
            "quote.sentence": lambda: self.canvas.select_sentence(),
            "quote.letters": self.move_by_letters,
            "quote.beside": self.show_beside,
            "quote.typed": self.quote_typed,
            "quote.region": lambda: self.regions.begin(self.active),
            "quote.remove": lambda: self.inspector.remove_quote(),
        }
        for name, slot in slots.items():
            self.deed(name, slot).setCheckable(name in _SWITCHES)
        self._to_sources = QAction("Go to Sources", self)
        self._to_sources.triggered.connect(lambda: self.desk.went.emit("sources"))

    def _lay_out(self) -> None:
        reading = QWidget()
        across = QHBoxLayout(reading)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.side)
        across.addWidget(self.panes, 1)
        across.addWidget(self.inspector)
        self.stack = QStackedWidget()
        self.stack.addWidget(reading)
        self.stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def _zoom_tools(self) -> QWidget:
        return self._buttons("reader.smaller", "reader.larger")

    def _place_tools(self) -> QWidget:
        return self._buttons("reader.small", "reader.back", "reader.forward")

    def _buttons(self, *names: str) -> QWidget:
        """Buttons without words, close together."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for name in names:
            row.addWidget(tool(self.deeds[name], text=False))
        return made

    def _listen(self) -> None:
        self.panes.activated.connect(self._show_active)
        self.panes.changed.connect(self._pane_changed)
        self.panes.opened.connect(self._show_side)
        self.panes.chosen.connect(self.choose)
        self.panes.menu_asked.connect(self._show_menu)
        self.inspector.left.connect(lambda: self.canvas.setFocus())
        self.side.went.connect(lambda page: self.active.go_to_page(page))

    # The active pane's parts

    @property
    def active(self) -> ReadingPane:
        """The pane that the keys act on."""
        return self.panes.active

    @property
    def canvas(self) -> ReadingView:
        """Its pages."""
        return self.active.canvas

    @property
    def source(self) -> str:
        """The handle of the source that is read, or empty."""
        return self.active.source

    def _show_active(self) -> None:
        self.setFocusProxy(self.canvas)
        self._show_side()
        self.refresh_deeds()

    def _pane_changed(self) -> None:
        self.side.show_page(self.canvas.page)
        self.refresh_deeds()

    # The pack

    def show_view(self, view: PackView) -> None:
        """Show the pack as it is now."""
        if self.desk.pack is not self._pack:
            self._change_pack()
        rows = view.of("sources")
        self.stack.setCurrentIndex(0 if rows else 1)
        self.setFocusProxy(self.canvas if rows else self.empty)
        self.panes.show_rows(rows)
        if self.inspector.handle not in view.by_handle:
            self.choose("")
        self.refresh_deeds()

    def _change_pack(self) -> None:
        self._pack = self.desk.pack
        old, self._copies = self._copies, PackCopies(self._pack) if self._pack is not None else None
        self.panes.change_pack(self._copies)
        if old is not None:
            thread = threading.Thread(target=old.close, name="reading copies")
            thread.start()
            self._closing = [one for one in self._closing if one.is_alive()] + [thread]
        self.inspector.show_quote("")

    def end(self) -> None:
        """Stop what goes on in the background and remove the files."""
        for pane in self.panes.both:
            pane.end()
        for thread in self._closing:
            thread.join()
        if self._copies is not None:
            self._copies.close()

    # Two sources side by side

    def toggle_split(self) -> None:
        """Read two sources side by side, or one again."""
        answer = self._answer()
        self._set_two(not self.panes.are_two, str(answer["source"]) if answer else "")

    def _set_two(self, two: bool, second: str = "") -> None:
        """Read two sources or one; in a narrow window two take the inspector's room, and give it back."""
        if two and self.window().width() < theme.scaled(_ROOMY) and not self.inspector.isHidden():
            self._folded = True
            self.inspector.hide()
        elif not two and self._folded:
            self._folded = False
            self.inspector.show()
        self.panes.set_two(two, second)
        self.refresh_deeds()

    def refresh_deeds(self) -> None:
        """Grey what cannot be done now, and tick what is on."""
        super().refresh_deeds()
        on = {
            "reader.split": self.panes.are_two,
            "reader.small": not self.side.isHidden(),
            "quote.letters": self.canvas.by_letters,
        }
        for name, ticked in on.items():
            self.deeds[name].setChecked(ticked)

    def _answer(self) -> Row | None:
        """The first quote that the chosen one is related to."""
        chosen = self.inspector.handle
        for relation in self.desk.view.of("relations"):
            ends = [relation["from"], relation["to"]]
            if chosen in ends:
                ends.remove(chosen)
                return self.desk.view.by_handle.get(ends[0])
        return None

    def go_to_other(self) -> None:
        """Put the keys to the other side."""
        if self.panes.are_two:
            self.panes.other.canvas.setFocus()

    def show_beside(self) -> None:
        """Show the chosen quote and what answers it side by side: a claim left, its evidence right."""
        answer = self._answer()
        chosen = self.desk.view.by_handle.get(self.inspector.handle)
        if answer is None or chosen is None:
            return
        left, right = (chosen, answer) if chosen["kind"] == "claim" else (answer, chosen)
        self._set_two(True, right["source"])
        self.panes.left.show_quote(left["handle"])
        self.panes.right.show_quote(right["handle"])
        self.choose(chosen["handle"])

    def show_page(self, source: str, page: int) -> None:
        """Open a source at a page."""
        self.panes.leave_place()
        self.active.visit(Visited(source, page, 0.0))
        self.canvas.setFocus()

    def show_pages(self, left: str, left_page: int, right: str, right_page: int) -> None:
        """Show a page of a source at the left and one of another, such as its newer version, at the right."""
        self.panes.leave_place()
        self._set_two(True, right)
        self.panes.left.visit(Visited(left, left_page, 0.0))
        self.panes.right.visit(Visited(right, right_page, 0.0))
        self.canvas.setFocus()

    # Pages in small

    def toggle_side(self) -> None:
        """Show the pages in small and the contents list, or put them away."""
        self.side.setHidden(not self.side.isHidden())
        self._show_side()
        self.refresh_deeds()

    def _show_side(self) -> None:
        if not self.side.isHidden():
            self.side.show_view(self.canvas)

    # Going to places

    def open_source(self, handle: str) -> None:
        """Read another source, from where it was last left."""
        self.panes.open_source(handle)
        row = self.desk.view.by_handle.get(self.inspector.handle)
        if row is not None and row["source"] != handle:
            self.choose("")
        self.canvas.setFocus()

    def show_found(self, source: str, page: int, words: str) -> None:
        """Open a source at a page, with these words found and marked."""
        self.panes.leave_place()
        self.active.show_found(source, page, words)

    def show_item(self, handle: str) -> None:
        """Open a source, or the source of a quote at the quote.

        Side by side, a quote that answers the chosen one opens on the other side, so that both are seen.
        """
        handle = handle.rpartition(":")[2]
        row = self.desk.view.by_handle.get(handle)
        if row is None:
            return
        if handle.startswith("S"):
            self.open_source(handle)
        elif handle.startswith("Q"):
            beside = self.inspector.handle if self._is_related(handle) else ""
            self.choose(handle)
            self.panes.show_quote(handle, beside=beside)
            self.canvas.setFocus()

    def _is_related(self, handle: str) -> bool:
        pair = {handle, self.inspector.handle}
        return any({row["from"], row["to"]} == pair for row in self.desk.view.of("relations"))

    # What is selected or chosen

    def choose(self, handle: str) -> None:
        """Choose a quote of the page, or none."""
        self.inspector.show_quote(handle)
        self.panes.choose(handle)
        self.refresh_deeds()

    def can(self, name: str) -> bool:
        """Whether a deed makes sense with what is selected or chosen."""
        chosen = self.desk.view.by_handle.get(self.inspector.handle)
        selected = self.active.selecting.selection is not None
        if name in ("quote.claim", "quote.evidence"):
            kind = name.removeprefix("quote.")
            return selected or (chosen is not None and chosen["kind"] != kind)
        if name in ("quote.relate", "quote.entry", "quote.copy", "quote.topic", "quote.note"):
            return selected or chosen is not None
        if name == "quote.remove":
            return chosen is not None
        if name == "quote.beside":
            return self._answer() is not None
        if name == "quote.sentence":
            return self.canvas.picking.head is not None
        if name in ("reader.back", "reader.forward"):
            trail = self.panes.trail
            return trail.can_go_back if name == "reader.back" else trail.can_go_forward
        if name == "reader.other":
            return self.panes.are_two
        return bool(self.source)

    # What is done

    def move_by_letters(self) -> None:
        """Let the arrows move a caret, or the pages again."""
        self.canvas.move_by_letters(not self.canvas.by_letters)
        self.refresh_deeds()

    def tag(self, kind: str, then: Callable[[], object] | None = None) -> None:
        """Keep the selected words as a claim or evidence; or make the chosen quote one."""
        pane = self.active
        if pane.selecting.selection is None:
            self.inspector.switch_kind(kind)
            return
        pane.trouble.hide()
        pane.canvas.setFocus()  # the bar, and the button that was pressed, go away

        def done(handle: str) -> None:
            self.choose(handle)
            if then:
                then()

        pane.selecting.tag(kind, done, pane.trouble.say)

    def _with_quote(self, then: Callable[[], object]) -> None:
        """Do something with the chosen quote; words that are only selected become evidence first."""
        if self.active.selecting.selection is not None:
            self.tag("evidence", then)
        else:
            then()

    def _ask_entry(self) -> None:
        row = self.desk.view.by_handle.get(self.inspector.handle)
        if row is not None:
            self._open(EntryDialog(self.desk, self.window(), quotes=(row["handle"],), date=row["date"] or ""))

    def quote_typed(self) -> None:
        """Ask for a quotation to be found in the sources."""
        dialog = TypedQuoteDialog(self.desk, self.window())
        dialog.saved.connect(self.show_item)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self._dialog = dialog  # kept, or Python would take it away while it is open
        dialog.open()

    def copy_words(self) -> None:
        """Put the selected words, or those of the chosen quote, on the clipboard."""
        row = self.desk.view.by_handle.get(self.inspector.handle)
        selection = self.active.selecting.selection
        text = selection.text if selection else row["text"] if row else ""
        flat = " ".join(text.split())
        if flat:
            QGuiApplication.clipboard().setText(flat)
            self.desk.said.emit(f"Copied {len(flat.split())} words")

    def find_words(self) -> None:
        """Show the bar that finds words in this document."""
        self.active.find_words()

    def _show_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.refresh_deeds()
        for group in _MENU:
            menu.addActions([self.deeds[name] for name in group])
            menu.addSeparator()
        menu.popup(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose nothing on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.choose("")
        else:
            super().keyPressEvent(event)

    # The window's wishes

    def arrive(self) -> None:
        """Put the focus on the pages."""
        (self.canvas if self.source else self.empty).setFocus()

    def leave(self) -> None:
        """Save what is being typed."""
        self.inspector.leave()

    def parts(self) -> list[QWidget]:
        """The parts that F6 goes to."""
        return [self.side, self.panes.left.canvas, self.panes.right.canvas, self.inspector]

    @property
    def shows_inspector(self) -> bool:
        """Whether the panel is not folded away."""
        return not self.inspector.isHidden()

    def toggle_inspector(self) -> None:
        """Fold the inspector away, or show it."""
        self._folded = False
        self.inspector.setHidden(not self.inspector.isHidden())

    def state(self) -> dict[str, Any]:
        """What is read, and how the panels stand."""
        return {
            **self.panes.state(),
            "side": not self.side.isHidden(),
            "inspector": self._folded or not self.inspector.isHidden(),
        }

    def take_state(self, state: dict[str, Any]) -> None:
        """Read on where the person stopped."""
        self.inspector.setHidden(not state.get("inspector", True))
        self.side.setHidden(not state.get("side", False))
        self._folded = False
        self._set_two(bool(state.get("two")))
        self.panes.take_state(state)

    def recolour(self) -> None:
        """Take the icons and colours of the present scheme."""
        super().recolour()
        for pane in self.panes.both:
            pane.recolour()
        self.inspector.recolour()
        self.empty.recolour()
