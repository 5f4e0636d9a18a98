"""Where pages and their words lie in a view, in pixels from the top left; pure arithmetic."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF

from evidencepack.gui.widgets.pages_artist import Words

GAP = 12
POINT = 96 / 72  # pixels in a point at 100 %


@dataclass(frozen=True)
class Selection:
    """Words chosen with the mouse or the keys.

    Attributes:
        first_page: From 1.
        start: The first code point of that page's stored text.
        last_page: From 1.
        end: The code point after the last, on the last page.
        text: The words; pages are joined by a line break.
    """

    first_page: int
    start: int
    last_page: int
    end: int
    text: str


@dataclass(frozen=True)
class Highlight:
    """A quote shown on a page.

    Attributes:
        handle: Of the quote.
        kind: ``claim``, ``evidence`` or ``find``.
        page: From 1.
        rectangles: Left, bottom, right, top in PDF user space, one a line.
        tip: What is said when the pointer rests on it.
    """

    handle: str
    kind: str
    page: int
    rectangles: list[list[float]]
    tip: str = ""


@dataclass
class Layout:
    """Pages one under the other, centred.

    Attributes:
        shapes: Each page's label, width and height in points.
        scale: Pixels a point.
        width: The room there is, in pixels.
    """

    shapes: list[tuple[str, float, float]] = field(default_factory=list)
    scale: float = POINT
    width: float = 0
    _tops: list[float] = field(default_factory=list)

    def arrange(self) -> None:
        """Work out where each page begins."""
        self._tops = []
        top = float(GAP)
        for _, _, height in self.shapes:
            self._tops.append(top)
            top += round(height * self.scale) + GAP
        self._tops.append(top)

    @property
    def height(self) -> float:
        """The height of all pages."""
        return self._tops[-1] if self.shapes else 0

    @property
    def widest(self) -> float:
        """The width of the widest page and the room around it."""
        return max((width for _, width, _ in self.shapes), default=0) * self.scale + 2 * GAP

    def rect(self, page: int) -> QRectF:
        """Where a page lies."""
        _, width, height = self.shapes[page - 1]
        wide, high = round(width * self.scale), round(height * self.scale)
        return QRectF(round((max(self.width, self.widest) - wide) / 2), self._tops[page - 1], wide, high)

    def page_at(self, y: float) -> int:
        """The page at a height, or the nearest."""
        return min(max(bisect_right(self._tops, y), 1), len(self.shapes))

    def visible(self, top: float, bottom: float) -> range:
        """The pages between two heights."""
        if not self.shapes:
            return range(0)
        return range(self.page_at(top), self.page_at(bottom) + 1)


def shown_rect(words: Words, box: tuple[float, ...] | list[float], scale: float) -> QRectF:
    """A box of user space on its page, in pixels from the page's top left."""
    left, top, right, bottom = words.text.shown((box[0], box[1], box[2], box[3]))
    return QRectF(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale)


def line_rects(words: Words, start: int, end: int, scale: float) -> list[QRectF]:
    """The rectangles of a stretch of a page's text: one a line."""
    lines: list[QRectF] = []
    for box in words.letters[start:end]:
        if box is None:
            continue
        rect = shown_rect(words, box, scale)
        if lines and _same_line(lines[-1], rect):
            lines[-1] = lines[-1].united(rect)
        else:
            lines.append(rect)
    return lines


def _same_line(one: QRectF, other: QRectF) -> bool:
    shared = min(one.bottom(), other.bottom()) - max(one.top(), other.top())
    near = other.left() - one.right() < 3 * max(one.height(), other.height())
    return shared > 0.5 * min(one.height(), other.height()) and near and other.right() > one.left()


def nearest_letter(words: Words, where: QPointF, scale: float) -> int:
    """The place between two letters that is nearest to a point: the number of the code point after it."""
    best, place = None, 0
    for n, box in enumerate(words.letters):
        if box is None:
            continue
        rect = shown_rect(words, box, scale)
        down = max(rect.top() - where.y(), where.y() - rect.bottom(), 0)
        across = max(rect.left() - where.x(), where.x() - rect.right(), 0)
        far = (down, across)
        if best is None or far < best:
            best, place = far, n + (where.x() > rect.center().x())
    return place


def is_over_words(words: Words, where: QPointF, scale: float) -> bool:
    """Whether a point lies on a letter."""
    return any(box and shown_rect(words, box, scale).contains(where) for box in words.letters)


def word_at(text: str, place: int) -> tuple[int, int]:
    """The first code point of the word around a place, and the one after its last."""
    start = end = min(place, max(len(text) - 1, 0))
    while start > 0 and _in_word(text[start - 1]):
        start -= 1
    while end < len(text) and _in_word(text[end]):
        end += 1
    return start, max(end, min(start + 1, len(text)))


def line_at(text: str, place: int) -> tuple[int, int]:
    """The first code point of the line around a place, and the one after its last."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return start, len(text) if end < 0 else end


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter in "’'-‐‑£%"
