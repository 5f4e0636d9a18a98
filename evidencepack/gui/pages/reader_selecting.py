"""The words selected on the pages: how they will be quoted, and keeping them as a claim or evidence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from evidencepack.actions.quotes import Quoted
from evidencepack.actions.selected import words_between
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.pages.reader_opening import Opening
from evidencepack.gui.pages.reader_text import Checked
from evidencepack.gui.widgets.pages_picking import Selection
from evidencepack.gui.widgets.reading_view import ReadingView
from evidencepack.gui.widgets.selection_bar import SelectionBar
from evidencepack.store.pack import Pack

_PAUSE = 120  # milliseconds: while the mouse is still moving, the words are neither shown nor checked


class Selecting(QObject):
    """Joins the selection on the canvas to the bar under it.

    Signals:
        changed: Words are selected now that were not, or the other way round.

    Attributes:
        selection: What is selected, if there are words in it.
    """

    changed = Signal()

    def __init__(self, desk: Desk, canvas: ReadingView, bar: SelectionBar, opening: Opening) -> None:
        super().__init__(canvas)
        self.selection: Selection | None = None
        self._desk, self._canvas, self._bar, self._opening = desk, canvas, bar, opening
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._show)
        canvas.selection_changed.connect(self._selected)

    def _selected(self, selection: Selection | None) -> None:
        self.selection = selection if selection is not None and selection.text.strip() else None
        self._pause.stop()
        if self.selection is None:
            self._bar.hide()
        else:
            self._pause.start()
        self.changed.emit()

    def _show(self) -> None:
        """Show the words at once, and what their check came to when it is done."""
        selection, text = self.selection, self._opening.text
        if selection is None or text is None:
            return
        span = _span(selection)
        place = _place(self._opening.source, selection)
        self._bar.show_words(selection.text, place)

        def tell(checked: Checked) -> None:
            if self.selection == selection:
                self._bar.show_words(checked.words or selection.text, place)
                self._bar.show_check(checked.grade, checked.sentence, checked.note)

        self._desk.ask(lambda _: text.check(*span), tell)

    def end(self) -> None:
        """Check nothing more."""
        self._pause.stop()

    def tag(self, kind: str, then: Callable[[str], object], refused: Callable[[str], object]) -> None:
        """Keep the selected words where they were selected.

        Args:
            kind: ``claim`` or ``evidence``.
            then: Hears the new quote's handle.
            refused: Hears why they were not kept; they are selected again then.
        """
        selection, source = self.selection, self._opening.source
        text, copies = self._opening.text, self._opening.copies
        if selection is None or text is None or copies is None:
            return
        span = _span(selection)
        self._canvas.clear_selection()

        def deed(_: Pack) -> Quoted:
            words, start = words_between(text.pages, *span)
            return copies.tag(words, kind, source, selection.first_page, start)

        def failed(trouble: Trouble) -> None:
            refused(trouble.sentence)
            if self._opening.text is text and self.selection is None:
                self._canvas.select(*span)

        self._desk.change(
            deed,
            lambda quoted: f"{kind} {quoted.handle} marked",
            lambda quoted: then(quoted.handle),
            failed=failed,
            what="Tag the quote",
        )


def _span(selection: Selection) -> tuple[int, int, int, int]:
    return selection.first_page, selection.start, selection.last_page, selection.end


def _place(source: str, selection: Selection) -> str:
    """Where selected words stand: ``S6, page 2``."""
    first, last = selection.first_page, selection.last_page
    return f"{source}, page {first}" if first == last else f"{source}, pages {first}–{last}"
