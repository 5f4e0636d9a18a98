"""Quoting a part of the page in view as an image: it is drawn round, then its words are typed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QPixmap

from evidencepack.gui.desk import Desk
from evidencepack.gui.dialogs.region import RegionDialog
from evidencepack.gui.pages.reader_pane import ReadingPane
from evidencepack.gui.widgets.pages_region import RegionPicker
from evidencepack.store.pack import Pack

_HOW = "Draw round what is to be quoted, or use the arrow keys and Enter. Esc leaves."


class Regions(QObject):
    """Joins the drawing on a pane to the dialog that asks for the words.

    Signals:
        saved: The new quote's handle.

    Attributes:
        picker: What lies over the pages while somebody draws.
        dialog: The dialog that is open, or was last.
    """

    saved = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.picker: RegionPicker | None = None
        self.dialog: RegionDialog | None = None

    def begin(self, pane: ReadingPane) -> None:
        """Let the person draw; asked for again, leave it."""
        if self.picker is not None:
            self.leave()
            return
        picker = self.picker = RegionPicker(pane.canvas)
        picker.left.connect(self.leave)
        picker.picked.connect(lambda page, one, other: self._picked(pane, page, one, other))
        self._desk.said.emit(_HOW)

    def leave(self) -> None:
        """Draw no more."""
        picker, self.picker = self.picker, None
        if picker is not None:
            had_focus = picker.hasFocus()
            picker.left.disconnect()
            picker.hide()
            picker.deleteLater()
            if had_focus:
                picker.pages.setFocus()

    def _picked(self, pane: ReadingPane, page: int, one: QPointF, other: QPointF) -> None:
        picker, source, copies = self.picker, pane.source, pane.opening.copies
        if picker is None or copies is None:
            return
        region = picker.region
        self.leave()
        picture: QPixmap = pane.canvas.viewport().grab(region)
        shown = (one.x(), one.y(), other.x(), other.y())
        rendition = self._desk.view.by_handle[source]["rendition"]

        def quote(_: Pack, words: str, kind: str) -> str:
            return copies.quote_region(source, rendition, page, shown, words, kind)

        self.dialog = RegionDialog(self._desk, pane.window(), f"{source}, page {page}", picture, quote)
        self.dialog.saved.connect(self.saved)
        self.dialog.open()
