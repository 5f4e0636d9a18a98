"""What is marked on the pages: the quotes of the source, and the words that were found."""

from __future__ import annotations

from collections.abc import Sequence

from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.pack_view import Row
from evidencepack.gui.pages.reader_copies import PackCopies, Where
from evidencepack.gui.widgets.pages_marks import Highlight
from evidencepack.gui.widgets.pages_view import PagesView

Boxes = list[list[float]]


class QuoteMarks:
    """Marks quotes and finds on a canvas. Places whose lines are not stored are worked out beside it.

    Attributes:
        copies: The reading copies of the open pack.
    """

    def __init__(self, desk: Desk, canvas: PagesView) -> None:
        self.copies: PackCopies | None = None
        self._desk, self._canvas = desk, canvas
        self._source = ""
        self._known: dict[Where, Boxes] = {}
        self._asked: set[Where] = set()
        self._finds: list[Highlight] = []

    def clear(self) -> None:
        """Mark nothing."""
        self._known.clear()
        self._asked.clear()
        self._finds = []
        self._canvas.set_highlights([])

    def show(self, source: str) -> None:
        """Mark the quotes of a source, as the pack is now."""
        self._source = source
        made: list[Highlight] = []
        missing: list[Where] = []
        rendition = self._desk.view.by_handle.get(source, {}).get("rendition", "")
        for row in self._desk.view.of("quotes"):
            if row["source"] != source:
                continue
            for anchor in row["anchors"]:
                where = (rendition, anchor["page"], anchor["start"], anchor["end"])
                boxes = anchor["rectangles"] or self._known.get(where)
                if boxes is None:
                    missing.append(where)
                else:
                    said = (_tip(row), " ".join(row["text"].split()))
                    made.append(Highlight(row["handle"], row["kind"], anchor["page"], boxes, *said))
        self._canvas.set_highlights(made + self._finds)
        self._work_out(missing)

    def show_finds(self, finds: list[Highlight]) -> None:
        """Mark words that were found, besides the quotes."""
        if finds or self._finds:
            self._finds = finds
            self.show(self._source)

    def boxes(self, row: Row, page: int) -> Boxes | None:
        """The lines of a quote on a page, if they are known."""
        return (
            next((anchor["rectangles"] for anchor in row["anchors"] if anchor["page"] == page), None) or None
        )

    def _work_out(self, places: Sequence[Where]) -> None:
        """Work out the lines of quotes whose words were changed, and mark them then."""
        wanted = [place for place in places if place not in self._asked]
        copies = self.copies
        if not wanted or copies is None:
            return
        self._asked.update(wanted)

        def show(found: dict[Where, Boxes]) -> None:
            if self.copies is copies:
                self._known.update(found)
                self.show(self._source)

        def failed(trouble: Trouble) -> None:
            if self.copies is copies:
                self._desk.troubled.emit(trouble)

        self._desk.ask(lambda _: copies.rectangles(wanted), show, failed=failed)


def _tip(row: Row) -> str:
    by = f", {row['speaker']}" if row["speaker"] else ""
    on = f", {row['shown']}" if row["shown"] else ""
    return f"{row['handle']} {row['kind'].capitalize()}{by}{on}"
