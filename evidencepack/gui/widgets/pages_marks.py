"""The quotes and finds that are marked on pages, and which of them lies under a point."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF

from evidencepack.gui.widgets.pages_held import WordsHeld


@dataclass(frozen=True)
class Highlight:
    """Something marked on a page.

    Attributes:
        handle: Of the quote; empty for a find.
        kind: ``claim``, ``evidence`` or ``find``.
        page: From 1.
        rectangles: Left, bottom, right, top in PDF user space, one a line.
        tip: What is said when the pointer rests on it.
        words: The quoted words.
    """

    handle: str
    kind: str
    page: int
    rectangles: list[list[float]]
    tip: str = ""
    words: str = ""


class Marks:
    """What is marked on the pages of a view.

    Attributes:
        highlights: All of it.
        chosen: The handle of the quote that has a frame, or empty.
    """

    def __init__(self, held: WordsHeld) -> None:
        self._held = held
        self.highlights: list[Highlight] = []
        self.chosen = ""

    def is_chosen(self, one: Highlight) -> bool:
        """Whether this is the chosen quote."""
        return bool(one.handle) and one.handle == self.chosen

    def on(self, page: int) -> list[Highlight]:
        """What is marked on a page."""
        return [one for one in self.highlights if one.page == page]

    def at(self, page: int, spot: QPointF) -> list[Highlight]:
        """What is marked at a spot of a page, in points from its top left."""
        words = self._held.get(page)
        if words is None:
            return []
        return [
            one for one in self.on(page) if any(words.shown(box).contains(spot) for box in one.rectangles)
        ]

    def next_at(self, page: int, spot: QPointF) -> str:
        """The handle of the quote at a spot; of several, the one after the chosen one; or empty."""
        under = [one.handle for one in self.at(page, spot) if one.handle]
        if not under:
            return ""
        after = under.index(self.chosen) + 1 if self.chosen in under else 0
        return under[after % len(under)]
