"""Finding words in the document that is read: where they stand, the one in view, and their marks."""

from __future__ import annotations

from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.pages.reader_copies import Where
from evidencepack.gui.pages.reader_find import FindBar
from evidencepack.gui.pages.reader_marks import QuoteMarks
from evidencepack.gui.pages.reader_text import SourceText, Stretch
from evidencepack.gui.widgets.pages_marks import Highlight
from evidencepack.gui.widgets.reading_view import ReadingView

_MARKED = 60  # places on each side of the one in view that are marked


class Finding:
    """Joins the find bar to the pages."""

    def __init__(self, desk: Desk, bar: FindBar, canvas: ReadingView, marks: QuoteMarks) -> None:
        self._desk, self._bar, self._canvas, self._marks = desk, bar, canvas, marks
        self._text: SourceText | None = None
        self._found: list[Stretch] = []
        self._present = 0
        self._sought = ""
        self._boxes: dict[Where, list[list[float]]] = {}
        bar.sought.connect(self.seek)
        bar.stepped.connect(self.step)

    def show_text(self, text: SourceText | None) -> None:
        """Hear which document is read now."""
        self._text, self._found, self._sought = text, [], ""
        self._boxes.clear()
        if not self._bar.isHidden():
            self.seek(self._bar.line.text())

    def seek(self, sought: str) -> None:
        """Find words and go to the first place from the page that is in front."""
        text, self._sought = self._text, sought
        if text is None or not sought.strip():
            self._show([], sought)
            return
        self._desk.ask(lambda _: text.find(sought), lambda found: self._show(found, sought))

    def _show(self, found: list[Stretch], sought: str) -> None:
        if sought != self._sought or self._bar.isHidden():
            return
        self._found = found
        self._canvas.show_found(self._heights())
        page = self._canvas.page
        self._present = next((n for n, place in enumerate(found) if place.page >= page), 0)
        self._tell()

    def _heights(self) -> list[tuple[int, float]]:
        """Roughly where on its page each place lies: as far down as it stands in the page's text."""
        text = self._text
        if text is None:
            return []
        lengths = {page.page: max(len(page.text), 1) for page in text.pages}
        return [(place.page, place.start / lengths[place.page]) for place in self._found]

    def step(self, step: int) -> None:
        """Go to the next place, or the one before."""
        if self._found:
            self._present = (self._present + step) % len(self._found)
            self._tell()

    def _tell(self) -> None:
        """Show the place in view and mark it and those near it."""
        self._bar.show_count(self._present + 1, len(self._found))
        copies, text = self._marks.copies, self._text
        if not self._found or copies is None or text is None:
            self._marks.show_finds([])
            return
        place = self._found[self._present]
        low = max(0, self._present - _MARKED)
        near = [self._where(each) for each in self._found[low : self._present + _MARKED + 1]]
        missing = [where for where in near if where not in self._boxes]
        if not missing:
            self._mark(near, place)
            return

        def show(boxes: dict[Where, list[list[float]]]) -> None:
            if self._text is text:
                self._boxes.update(boxes)
            if self._found and self._found[self._present] == place and self._text is text:
                self._mark(near, place)

        def failed(trouble: Trouble) -> None:
            if self._text is text:
                self._desk.troubled.emit(trouble)

        self._desk.ask(lambda _: copies.rectangles(missing), show, failed=failed)

    def _where(self, place: Stretch) -> Where:
        text = self._text
        assert text is not None  # noqa: S101 (for the type checker)
        return text.pages[0].rendition, place.page, place.start, place.end

    def _mark(self, near: list[Where], place: Stretch) -> None:
        """Mark places; the one in view is selected besides, so that it can be tagged at once."""
        self._marks.show_finds([Highlight("", "find", where[1], self._boxes[where], "") for where in near])
        self._canvas.go_to(place.page, self._boxes[self._where(place)] or None)
        self._canvas.select(place.page, place.start, place.page, place.end)

    def close(self) -> None:
        """Close the bar; the place in view stays selected."""
        self._bar.hide()
        if self._found:
            place = self._found[self._present]
            self._canvas.select(place.page, place.start, place.page, place.end)
        self._found, self._sought = [], ""
        self._marks.show_finds([])
        self._canvas.show_found([])
