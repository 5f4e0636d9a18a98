"""The Reader: the pages of a source as they are, words selected on them, and what is made of those words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from evidencepack.gui.desk import Desk
from evidencepack.gui.dialogs.entry import EntryDialog
from evidencepack.gui.dialogs.typed_quote import TypedQuoteDialog
from evidencepack.gui.models.pack_view import PackView
from evidencepack.gui.pages.page import Page
from evidencepack.gui.pages.reader_bar import ReaderBar
from evidencepack.gui.pages.reader_find import FindBar
from evidencepack.gui.pages.reader_finding import Finding
from evidencepack.gui.pages.reader_marks import QuoteMarks
from evidencepack.gui.pages.reader_opening import Opening
from evidencepack.gui.pages.reader_selecting import Selecting
from evidencepack.gui.widgets.notices import EmptyState, Notice
from evidencepack.gui.widgets.pages_view import PagesView
from evidencepack.gui.widgets.quote_inspector import QuoteInspector
from evidencepack.gui.widgets.selection_bar import SelectionBar
from evidencepack.gui.widgets.toolbar import tool
from evidencepack.store.pack import Pack


class ReaderPage(Page):
    """Shows one source at a time, page under page.

    Attributes:
        source: The handle of the source that is read, or empty.
    """

    place = "reader"
    title = "Reader"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.source = ""
        self._pack: Pack | None = None
        self._goal = ""
        self._dialog: QDialog | None = None
        self._make_deeds()
        self._make_widgets()
        self._lay_out()
        self._listen()
        self.setFocusProxy(self.canvas)
        self.tools = [self._zoom_tools(), "reader.find", "quote.typed"]

    # Building

    def _make_deeds(self) -> None:
        slots: dict[str, Callable[[], object]] = {
            "reader.larger": lambda: self.canvas.larger(),
            "reader.smaller": lambda: self.canvas.smaller(),
            "reader.width": lambda: self.canvas.fit_width(),
            "reader.page": lambda: self.canvas.fit_page(),
            "reader.goto": lambda: self.bar.ask_page(),
            "reader.find": self.find_words,
            "quote.claim": lambda: self.tag("claim"),
            "quote.evidence": lambda: self.tag("evidence"),
            "quote.relate": self.relate,
            "quote.entry": self.make_entry,
            "quote.copy": self.copy_words,
            "quote.typed": self.quote_typed,
            "quote.remove": self.remove_quote,
        }
        for name, slot in slots.items():
            self.deed(name, slot)
        self._to_sources = QAction("Go to Sources", self)
        self._to_sources.triggered.connect(lambda: self.desk.went.emit("sources"))

    def _make_widgets(self) -> None:
        self.canvas = PagesView("Pages of the source")
        self.opening = Opening(self.desk, self.canvas)
        self.bar = ReaderBar()
        self.find_bar = FindBar()
        self.trouble = Notice("error")
        self.selection_bar = SelectionBar(self.deeds)
        self.inspector = QuoteInspector(self.desk)
        self.empty = EmptyState(
            "book-open", "Add documents on the Sources page; then you read them here.", self._to_sources
        )
        self.marks = QuoteMarks(self.desk, self.canvas)
        self.finding = Finding(self.desk, self.find_bar, self.canvas, self.marks)
        self.selecting = Selecting(self.desk, self.canvas, self.selection_bar, self.opening)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        for widget in (self.bar, self.find_bar, self.trouble):
            left.addWidget(widget)
        left.addWidget(self.canvas, 1)
        left.addWidget(self.selection_bar)
        reading = QWidget()
        across = QHBoxLayout(reading)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(self.inspector)
        self.stack = QStackedWidget()
        self.stack.addWidget(reading)
        self.stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def _zoom_tools(self) -> QWidget:
        """The two buttons that draw pages smaller and larger."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for name in ("reader.smaller", "reader.larger"):
            row.addWidget(tool(self.deeds[name], text=False))
        return made

    def _listen(self) -> None:
        self.bar.source_chosen.connect(self.open_source)
        self.bar.page_typed.connect(self._go_to_typed)
        self.bar.page_stepped.connect(lambda step: self.canvas.go_to(self.canvas.page + step))
        self.bar.zoom_chosen.connect(self._zoom)
        self.opening.read.connect(lambda: self.finding.show_text(self.opening.text))
        self.opening.failed.connect(self._file_failed)
        self.canvas.opened.connect(self._file_opened)
        self.canvas.failed.connect(self._file_failed)
        self.canvas.page_changed.connect(self._show_page)
        self.canvas.zoom_changed.connect(lambda _: self._show_zoom())
        self.selecting.changed.connect(self.refresh_deeds)
        self.canvas.highlight_chosen.connect(self.choose)
        self.selection_bar.left.connect(self.canvas.setFocus)
        self.inspector.left.connect(self.canvas.setFocus)
        self.bar.left.connect(self.canvas.setFocus)
        self.find_bar.left.connect(self._close_find)

    # The pack

    def show_view(self, view: PackView) -> None:
        """Show the pack as it is now."""
        if self.desk.pack is not self._pack:
            self._change_pack()
        rows = view.of("sources")
        handles = [row["handle"] for row in rows]
        if self.source not in handles:
            self.source = handles[0] if handles else ""
        self.stack.setCurrentIndex(0 if rows else 1)
        self.setFocusProxy(self.canvas if rows else self.empty)
        self.bar.show_sources(rows, self.source)
        if self.isVisible() or not rows:
            self._open_wanted()
        self.marks.show(self.source)
        if self.inspector.handle not in view.by_handle:
            self.choose("")
        self.refresh_deeds()

    def _change_pack(self) -> None:
        self._pack = self.desk.pack
        self.opening.change_pack(self._pack)
        self.marks.copies = self.opening.copies
        self._clear()
        self.source, self._goal = "", ""
        self.inspector.show_quote("")

    def _clear(self) -> None:
        """Show nothing of the source that was read before."""
        self.marks.clear()
        self.finding.show_text(None)
        self.bar.show_page(0, 0, "")
        self.trouble.hide()

    def end(self) -> None:
        """Stop what goes on in the background and remove the files."""
        self.opening.end()

    # The file

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Open the source now that the page is looked at."""
        super().showEvent(event)
        self._open_wanted()

    def open_source(self, handle: str) -> None:
        """Read another source, from where it was last left."""
        self.source = handle
        self._open_wanted()
        self.marks.show(handle)
        self.bar.show_sources(self.desk.view.of("sources"), handle)
        row = self.desk.view.by_handle.get(self.inspector.handle)
        if row is not None and row["source"] != handle and not self._goal:
            self.choose("")
        self.canvas.setFocus()

    def _open_wanted(self) -> None:
        row = self.desk.view.by_handle.get(self.source)
        rendition = row["rendition"] if row else ""
        if not self.opening.shows(self.source, rendition):
            self._clear()
            self.opening.open(self.source, rendition)

    def _file_opened(self, pages: int) -> None:
        self.trouble.hide()
        self._show_page(self.canvas.page)
        self.marks.show(self.source)
        goal, self._goal = self._goal, ""
        if goal:
            self._go_to_quote(goal)
        self.canvas.setAccessibleDescription(f"{self.source}, {pages} pages")

    def _file_failed(self, sentence: str) -> None:
        self.trouble.say(sentence, "Try again", self._try_again)

    def _try_again(self) -> None:
        self.opening.close()
        self._open_wanted()

    # The page and the size

    def _show_page(self, page: int) -> None:
        labels = self.opening.text.labels if self.opening.text else []
        self.bar.show_page(page, self.canvas.pages, labels[page - 1] if 0 < page <= len(labels) else "")
        self._show_zoom()

    def _go_to_typed(self, typed: str) -> None:
        page = self.opening.text.page_named(typed) if self.opening.text else None
        if page is None:
            self.bar.complain(f"No page {typed.strip()}" if typed.strip() else "Which page?")
            return
        self.bar.page.setModified(False)
        self.canvas.go_to(page)
        self.canvas.setFocus()
        self._show_page(page)

    def _zoom(self, size: str) -> None:
        if size == "width":
            self.canvas.fit_width()
        elif size == "page":
            self.canvas.fit_page()
        else:
            self.canvas.set_zoom(float(size))
        self.canvas.setFocus()

    def _show_zoom(self) -> None:
        self.bar.show_zoom(self.canvas.zoom, self.canvas.fit)

    # What is selected or chosen

    def choose(self, handle: str) -> None:
        """Choose a quote of the page, or none."""
        self.inspector.show_quote(handle)
        self.canvas.choose(handle or None)
        self.refresh_deeds()

    def show_item(self, handle: str) -> None:
        """Open a source, or the source of a quote at the quote."""
        handle = handle.rpartition(":")[2]
        row = self.desk.view.by_handle.get(handle)
        if row is None:
            return
        if handle.startswith("S"):
            self.open_source(handle)
        elif handle.startswith("Q"):
            self._goal = handle
            self.choose(handle)
            self.open_source(row["source"])
            if self.canvas.pages and self.opening.source == row["source"]:
                self._goal = ""
                self._go_to_quote(handle)

    def _go_to_quote(self, handle: str) -> None:
        row = self.desk.view.by_handle.get(handle)
        if row is not None:
            self.choose(handle)
            self.canvas.go_to(row["page"], self.marks.boxes(row, row["page"]))

    def can(self, name: str) -> bool:
        """Whether a deed makes sense with what is selected or chosen."""
        chosen = self.desk.view.by_handle.get(self.inspector.handle)
        if name in ("quote.claim", "quote.evidence"):
            kind = name.removeprefix("quote.")
            return self.selecting.selection is not None or (chosen is not None and chosen["kind"] != kind)
        if name in ("quote.relate", "quote.entry", "quote.copy"):
            return self.selecting.selection is not None or chosen is not None
        if name == "quote.remove":
            return chosen is not None
        return bool(self.source)

    # What is done

    def tag(self, kind: str, then: Callable[[], object] | None = None) -> None:
        """Keep the selected words as a claim or evidence; or make the chosen quote one."""
        if self.selecting.selection is None:
            self.inspector.switch_kind(kind)
            return
        self.trouble.hide()
        self.canvas.setFocus()  # the bar, and the button that was pressed, go away

        def done(handle: str) -> None:
            self.choose(handle)
            if then:
                then()

        self.selecting.tag(kind, done, self.trouble.say)

    def relate(self) -> None:
        """Relate the chosen quote to another; words that are only selected become evidence first."""
        if self.selecting.selection is not None:
            self.tag("evidence", self.inspector.ask_relation)
        else:
            self.inspector.ask_relation()

    def make_entry(self) -> None:
        """Make an entry of the chosen quote; words that are only selected become evidence first."""
        if self.selecting.selection is not None:
            self.tag("evidence", self._ask_entry)
        else:
            self._ask_entry()

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
        text = self.selecting.selection.text if self.selecting.selection else row["text"] if row else ""
        flat = " ".join(text.split())
        if flat:
            QGuiApplication.clipboard().setText(flat)
            self.desk.said.emit(f"Copied {len(flat.split())} words")

    def remove_quote(self) -> None:
        """Remove the chosen quote."""
        self.inspector.remove_quote()

    def find_words(self) -> None:
        """Show the bar that finds words in this document."""
        self.find_bar.start(self.selecting.selection.text if self.selecting.selection else "")

    def _close_find(self) -> None:
        self.finding.close()
        self.canvas.setFocus()

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

    def toggle_inspector(self) -> None:
        """Fold the inspector away, or show it."""
        self.inspector.setHidden(not self.inspector.isHidden())

    def recolour(self) -> None:
        """Take the icons and colours of the present scheme."""
        super().recolour()
        for part in (self.bar, self.find_bar, self.selection_bar, self.inspector, self.empty):
            part.recolour()
        self.canvas.viewport().update()
