"""Where pages lie in a view, in pixels from the top left, upright or turned; pure arithmetic."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from evidencepack.gui.widgets.pages_artist import Band

GAP = 12
POINT = 96 / 72  # pixels in a point at 100 %
MOST_PIXELS = 6_000_000  # of one picture; a page drawn larger is drawn in bands


@dataclass
class Layout:
    """Pages one under the other, centred.

    Attributes:
        shapes: Each page's label, width and height in points, as the document displays it.
        scale: Pixels a point.
        width: The room there is, in pixels.
        turn: How far the person has turned the pages clockwise: 0, 90, 180 or 270.
    """

    shapes: list[tuple[str, float, float]] = field(default_factory=list)
    scale: float = POINT
    width: float = 0
    turn: int = 0
    _tops: list[float] = field(default_factory=list)
    _widest: float = 0

    def arrange(self) -> None:
        """Work out where each page begins."""
        self._tops = []
        top = float(GAP)
        for number in range(1, len(self.shapes) + 1):
            self._tops.append(top)
            top += round(self.size(number)[1] * self.scale) + GAP
        self._tops.append(top)
        self._widest = max((self.size(number)[0] for number in range(1, len(self.shapes) + 1)), default=0)

    def size(self, page: int) -> tuple[float, float]:
        """A page's width and height in points as it lies in the view."""
        _, width, height = self.shapes[page - 1]
        return (height, width) if self.turn % 180 else (width, height)

    @property
    def height(self) -> float:
        """The height of all pages."""
        return self._tops[-1] if self.shapes else 0

    @property
    def usual_width(self) -> float:
        """The width that most pages have, in points: one wide table should not make all pages small."""
        widths = Counter(round(self.size(number)[0]) for number in range(1, len(self.shapes) + 1))
        return float(max(widths, key=lambda width: (widths[width], width), default=0))

    @property
    def widest(self) -> float:
        """The width of the widest page and the room around it."""
        return self._widest * self.scale + 2 * GAP

    def rect(self, page: int) -> QRectF:
        """Where a page lies."""
        width, height = self.size(page)
        wide, high = round(width * self.scale), round(height * self.scale)
        return QRectF(round((max(self.width, self.widest) - wide) / 2), self._tops[page - 1], wide, high)

    def turning(self, page: int) -> QTransform:
        """From pixels of the page as displayed (from its top left) to where they lie in the view."""
        rect = self.rect(page)
        left, top = rect.left(), rect.top()
        right, bottom = left + rect.width(), top + rect.height()
        corner = {0: (left, top), 90: (right, top), 180: (right, bottom), 270: (left, bottom)}
        return QTransform.fromTranslate(*corner[self.turn]).rotate(self.turn)

    def placing(self, page: int) -> QTransform:
        """From points of the page as displayed (from its top left) to where they lie in the view."""
        return self.turning(page).scale(self.scale, self.scale)

    def on_page(self, page: int, spot: QPointF) -> QPointF:
        """A spot of the view in points of a page."""
        back, _ = self.placing(page).inverted()
        return back.map(spot)

    def page_at(self, y: float) -> int:
        """The page at a height, or the nearest."""
        return min(max(bisect_right(self._tops, y), 1), len(self.shapes))

    def visible(self, top: float, bottom: float) -> range:
        """The pages between two heights."""
        if not self.shapes:
            return range(0)
        return range(self.page_at(top), self.page_at(bottom) + 1)

    def bands(self, page: int, ratio: float, seen: QRectF | None = None) -> list[Band]:
        """The pictures that show a page, or the part of it that is seen.

        Args:
            page: From 1.
            ratio: Device pixels a pixel.
            seen: The part of the view that is looked at; None for the whole page.
        """
        _, width, height = self.shapes[page - 1]
        scale = round(self.scale * ratio, 4)
        wide, high = max(1, round(width * scale)), max(1, round(height * scale))
        each = high if wide * high <= MOST_PIXELS else max(64, MOST_PIXELS // 3 // wide)
        first, last = 0, high
        if seen is not None:
            back, _ = self.placing(page).inverted()
            part = back.mapRect(seen)
            first = min(max(0, int(part.top() * scale)), high - 1)
            last = min(max(first + 1, int(part.bottom() * scale) + 1), high)
        rows = range(first // each * each, last, each)
        return [Band(page, scale, row, min(row + each, high), high) for row in rows]
