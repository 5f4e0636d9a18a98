"""The sources open in the Reader: one, or two side by side, and the places visited in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter

from evidencepack.gui.desk import Desk
from evidencepack.gui.models.pack_view import Row
from evidencepack.gui.pages.reader_copies import PackCopies
from evidencepack.gui.pages.reader_pane import ReadingPane
from evidencepack.gui.pages.reader_trail import Trail, Visited


class ReadingPanes(QSplitter):
    """Two panes, the second hidden until two sources are read side by side; the keys are one's at a time.

    Signals:
        activated: Another pane has the keys now.
        changed: Something is selected in the active pane that was not, or another page is in front.
        chosen: The handle of a quote that was clicked.
        opened: The active pane shows another document.
        menu_asked: Where on the screen a menu was asked for.

    Attributes:
        left: The first pane.
        right: The second.
        active: The pane that the keys act on.
        trail: The places that were left by jumps.
    """

    activated = Signal()
    changed = Signal()
    chosen = Signal(str)
    opened = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, desk: Desk, actions: Mapping[str, QAction]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._desk = desk
        self.trail = Trail()
        self.left = ReadingPane(desk, actions, "Pages of the source at the left")
        self.right = ReadingPane(desk, actions, "Pages of the source at the right")
        self.active = self.left
        self.right.hide()
        self.setChildrenCollapsible(False)
        for pane in self.both:
            self.addWidget(pane)
            pane.taken.connect(lambda pane=pane: self.activate(pane))
            pane.chosen.connect(self.chosen)
            pane.changed.connect(lambda pane=pane: self.changed.emit() if pane is self.active else None)
            pane.jumped.connect(self.leave_place)
            pane.menu_asked.connect(self.menu_asked)
            pane.canvas.opened.connect(lambda _, pane=pane: self._tell_opened(pane))

    @property
    def both(self) -> tuple[ReadingPane, ReadingPane]:
        """The panes, from the left."""
        return self.left, self.right

    @property
    def are_two(self) -> bool:
        """Whether two sources are read side by side."""
        return not self.right.isHidden()

    @property
    def other(self) -> ReadingPane:
        """The pane that has not the keys."""
        return self.right if self.active is self.left else self.left

    def activate(self, pane: ReadingPane) -> None:
        """Give a pane the keys."""
        changes = pane is not self.active
        self.active = pane
        for one in self.both:
            one.show_active(self.are_two and one is pane)
        if changes:
            self.activated.emit()

    def _tell_opened(self, pane: ReadingPane) -> None:
        if pane is self.active:
            self.opened.emit()

    def show_rows(self, rows: list[Row]) -> None:
        """Show the pack's sources and quotes as they are now."""
        for pane in self.both:
            pane.show_rows(rows)

    def change_pack(self, copies: PackCopies | None) -> None:
        """Read from another pack, or none."""
        self.trail.clear()
        for pane in self.both:
            pane.change_pack(copies)

    def choose(self, handle: str) -> None:
        """Draw a frame around a quote, or around none."""
        for pane in self.both:
            pane.canvas.choose(handle or None)

    # One or two

    def set_two(self, two: bool, second: str = "") -> None:
        """Read two sources side by side, or one again.

        Args:
            two: Whether two are read.
            second: The handle of the source for the right; it keeps the one it has where this is empty.
        """
        if two and not self.are_two:
            if second or not self.right.source:
                self.right.open_source(second or self.left.source)
            self.right.show()
            self.setSizes([self.width() // 2, self.width() // 2])
            self.activate(self.active)
        elif not two and self.are_two:
            self.right.hide()
            self.activate(self.left)
            self.left.canvas.setFocus()

    # Places

    def leave_place(self) -> None:
        """Remember where the person is, before a jump."""
        if self.active.is_open:
            self.trail.leave(self.active.visited)
            self.changed.emit()

    def go_back(self) -> None:
        """Go to the place before."""
        self._go(back=True)

    def go_forward(self) -> None:
        """Go to the place that was gone back from."""
        self._go(back=False)

    def _go(self, *, back: bool) -> None:
        step = self.trail.back if back else self.trail.forward
        place = step(self.active.visited)
        while place is not None and place.source not in self._desk.view.by_handle:
            place = step(self.active.visited)
        if place is not None:
            self.active.visit(place)
        self.changed.emit()

    def open_source(self, handle: str) -> None:
        """Read another source, from where it was last left."""
        self.leave_place()
        self.active.open_source(handle)

    def show_quote(self, handle: str, *, beside: str = "") -> None:
        """Open a quote's source at the quote.

        Args:
            handle: The quote.
            beside: A quote that is to stay in view: with two panes, the other one is used if need be.
        """
        row = self._desk.view.by_handle[handle]
        stays = self._desk.view.by_handle.get(beside)
        if self.are_two and stays is not None and row["source"] != self.active.source == stays["source"]:
            self.activate(self.other)
        self.leave_place()
        self.active.show_quote(handle)

    # How it is left

    def state(self) -> dict[str, Any]:
        """What is read and where, as JSON can hold it."""
        return {
            "panes": [asdict(pane.visited) for pane in self.both],
            "two": self.are_two,
            "sizes": self.sizes(),
        }

    def take_state(self, state: dict[str, Any]) -> None:
        """Read on where the person stopped."""
        for pane, left in zip(self.both, state.get("panes", []), strict=False):
            if left.get("source") in self._desk.view.by_handle:
                pane.visit(Visited(left["source"], int(left["page"]), float(left["above"])))
        self.set_two(bool(state.get("two")))
        if self.are_two:
            self.setSizes([int(size) for size in state.get("sizes", [])])
