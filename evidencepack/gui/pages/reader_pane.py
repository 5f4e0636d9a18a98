"""One source open in the Reader: its bar, its pages, finding in it, and what is selected."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from evidencepack.gui.desk import Desk
from evidencepack.gui.models.pack_view import Row
from evidencepack.gui.pages.reader_bar import ReaderBar
from evidencepack.gui.pages.reader_copies import PackCopies
from evidencepack.gui.pages.reader_find import FindBar
from evidencepack.gui.pages.reader_finding import Finding
from evidencepack.gui.pages.reader_marks import QuoteMarks
from evidencepack.gui.pages.reader_opening import Opening
from evidencepack.gui.pages.reader_selecting import Selecting
from evidencepack.gui.pages.reader_trail import Visited
from evidencepack.gui.scans import read_scans
from evidencepack.gui.widgets.notices import Notice
from evidencepack.gui.widgets.reading_view import ReadingView
from evidencepack.gui.widgets.selection_bar import SelectionBar
from evidencepack.model.wording import listed_pages


class ReadingPane(QFrame):
    """Shows one source, page under page.

    Signals:
        taken: The person works in this pane now.
        chosen: The handle of a quote that was clicked.
        changed: Something is selected now that was not, or the other way round; or another page is in front.
        jumped: The pane is about to go to another place.
        menu_asked: Where on the screen a menu was asked for.

    Attributes:
        source: The handle of the source that is read, or empty.
    """

    taken = Signal()
    chosen = Signal(str)
    changed = Signal()
    jumped = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, desk: Desk, actions: Mapping[str, QAction], name: str) -> None:
        super().__init__()
        self.source = ""
        self._desk = desk
        self._goal = ""
        self._wanted_place: tuple[int, float] | None = None
        self._wanted_words = ""
        self.setObjectName("pane")
        self.canvas = ReadingView(name)
        self.opening = Opening(desk, self.canvas)
        self.bar = ReaderBar()
        self.find_bar = FindBar()
        self.trouble = Notice("error")
        self.wordless = Notice("note")
        self.wordless.dismiss.clicked.connect(lambda: self._put_away.add(self.source))
        self._put_away: set[str] = set()  # sources that the person does not want read
        self.selection_bar = SelectionBar(actions)
        self.marks = QuoteMarks(desk, self.canvas)
        self.finding = Finding(desk, self.find_bar, self.canvas, self.marks)
        self.selecting = Selecting(desk, self.canvas, self.selection_bar, self.opening)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, self.find_bar, self.trouble, self.wordless):
            column.addWidget(widget)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.selection_bar)
        self._listen()

    def _listen(self) -> None:
        self.bar.source_chosen.connect(self._source_chosen)
        self.bar.page_typed.connect(self._go_to_typed)
        self.bar.page_stepped.connect(lambda step: self.canvas.go_to(self.canvas.page + step))
        self.bar.zoom_chosen.connect(self._zoom)
        self.bar.left.connect(self.canvas.setFocus)
        self.opening.read.connect(self._words_read)
        self.opening.failed.connect(self._file_failed)
        self.canvas.opened.connect(self._file_opened)
        self.canvas.failed.connect(self._file_failed)
        self.canvas.page_changed.connect(self._show_page)
        self.canvas.zoom_changed.connect(lambda _: self._show_zoom())
        self.canvas.highlight_chosen.connect(self.chosen)
        self.canvas.took_focus.connect(self.taken)
        self.canvas.menu_asked.connect(self.menu_asked)
        self.selecting.changed.connect(self.changed)
        self.selection_bar.left.connect(self.canvas.setFocus)
        self.find_bar.left.connect(self.close_find)

    def show_active(self, active: bool) -> None:
        """Show whether the keys are this pane's, where there are two."""
        if self.property("active") != active:
            self.setProperty("active", active)
            self.style().polish(self)

    # The pack

    def change_pack(self, copies: PackCopies | None) -> None:
        """Read from another pack, or none."""
        self.opening.change_pack(copies)
        self.marks.copies = copies
        self._clear()
        self.source, self._goal = "", ""
        self._put_away.clear()

    def show_rows(self, rows: list[Row]) -> None:
        """Show the pack's sources and quotes as they are now."""
        handles = [row["handle"] for row in rows]
        if self.source not in handles:
            self.source = handles[0] if handles else ""
        self.bar.show_sources(rows, self.source)
        if self.isVisible() or not rows:
            self.open_wanted()
        self.marks.show(self.source)

    def _clear(self) -> None:
        """Show nothing of the source that was read before."""
        self.marks.clear()
        self.finding.show_text(None)
        self.bar.show_page(0, 0, "")
        self.trouble.hide()
        self.wordless.hide()

    def end(self) -> None:
        """Stop what goes on in the background."""
        self.selecting.end()
        self.canvas.end()

    # The file

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Open the source now that the pane is looked at."""
        super().showEvent(event)
        self.open_wanted()

    def _source_chosen(self, handle: str) -> None:
        self.jumped.emit()
        self.open_source(handle)
        self.canvas.setFocus()

    def open_source(self, handle: str) -> None:
        """Read another source, from where it was last left."""
        self.source = handle
        self.bar.show_sources(self._desk.view.of("sources"), handle)
        self.open_wanted()
        self.marks.show(handle)

    def open_wanted(self) -> None:
        """Open the source that is to be read, if it is not open."""
        row = self._desk.view.by_handle.get(self.source)
        rendition = row["rendition"] if row else ""
        if not self.opening.shows(self.source, rendition):
            self._clear()
            self.opening.open(self.source, rendition)
        elif row:
            self.opening.read_labels(row["label_offset"])
        self._offer_ocr(row)

    def _offer_ocr(self, row: Row | None) -> None:
        """Say which pages have no words, and offer to read them."""
        pages = row["without_words"] if row and self._desk.can_change else []
        if row is None or not pages or self.source in self._put_away:
            self.wordless.hide()
            return
        which = f"{listed_pages(pages)} {'has' if len(pages) == 1 else 'have'}"
        if len(pages) == row["pages"]:
            which = "This source has"
        sentence = f"{which} no words that can be searched and quoted."
        self.wordless.say(sentence, "Read by OCR", lambda: read_scans(self._desk, [row["handle"]]))

    def _words_read(self) -> None:
        self.finding.show_text(self.opening.text)
        self._name_pages()

    def _name_pages(self) -> None:
        if self.opening.text is not None and self.is_open:
            self.canvas.name_pages(self.opening.text.labels)
            self._show_page(self.canvas.page)

    def _file_opened(self, pages: int) -> None:
        self.trouble.hide()
        self._name_pages()
        self._show_page(self.canvas.page)
        self.marks.show(self.source)
        goal, self._goal = self._goal, ""
        place, self._wanted_place = self._wanted_place, None
        found, self._wanted_words = self._wanted_words, ""
        if place is not None:
            self.canvas.go_to_place(*place)
        if goal:
            self._go_to_quote(goal)
        if found:
            self.find_bar.start(found)
        self.canvas.setAccessibleName(f"Pages of {self.source}, {pages} pages")

    def _file_failed(self, sentence: str) -> None:
        self.trouble.say(sentence, "Try again", self._try_again)

    def _try_again(self) -> None:
        self.opening.close()
        self.open_wanted()

    @property
    def is_open(self) -> bool:
        """Whether the source that is to be read is on the canvas."""
        return bool(self.canvas.pages) and self.opening.source == self.source

    # The page and the size

    def _show_page(self, page: int) -> None:
        labels = self.opening.text.labels if self.opening.text else []
        self.bar.show_page(page, self.canvas.pages, labels[page - 1] if 0 < page <= len(labels) else "")
        self._show_zoom()
        self.changed.emit()

    def _go_to_typed(self, typed: str) -> None:
        page = self.opening.text.page_named(typed) if self.opening.text else None
        if page is None:
            self.bar.complain(f"No page {typed.strip()}" if typed.strip() else "Which page?")
            return
        self.bar.page.setModified(False)
        self.go_to_page(page)
        self.canvas.setFocus()
        self._show_page(page)

    def go_to_page(self, page: int) -> None:
        """Jump to a page."""
        self.jumped.emit()
        self.canvas.go_to(page)

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

    # Places

    @property
    def visited(self) -> Visited:
        """Where the person is."""
        return Visited(self.source, *self.canvas.place)

    def visit(self, place: Visited) -> None:
        """Go where the person was."""
        if place.source == self.source and self.is_open:
            self.canvas.go_to_place(place.page, place.above)
        else:
            self._wanted_place = (place.page, place.above)
            self.open_source(place.source)

    def show_quote(self, handle: str) -> None:
        """Open a quote's source, at the quote."""
        row = self._desk.view.by_handle.get(handle)
        if row is None:
            return
        self._goal = handle
        self.open_source(row["source"])
        if self.is_open:
            self._goal = ""
            self._go_to_quote(handle)

    def _go_to_quote(self, handle: str) -> None:
        row = self._desk.view.by_handle.get(handle)
        if row is not None:
            self.canvas.go_to(row["page"], self.marks.boxes(row, row["page"]))

    def show_found(self, source: str, page: int, words: str) -> None:
        """Open a source at a page, with words found and marked."""
        self.open_source(source)
        if self.is_open:
            self.canvas.go_to(page)
            self.find_bar.start(words)
        else:
            self._wanted_place, self._wanted_words = (page, 0.0), words

    # Finding

    def find_words(self) -> None:
        """Show the bar that finds words in this document."""
        self.find_bar.start(self.selecting.selection.text if self.selecting.selection else "")

    def close_find(self) -> None:
        """Put the bar away and go on from the place that was found."""
        self.finding.close()
        self.canvas.setFocus()

    def recolour(self) -> None:
        """Take the icons and colours of the present scheme."""
        for part in (self.bar, self.find_bar, self.selection_bar):
            part.recolour()
        self.canvas.viewport().update()
        self.canvas.strip.update()
