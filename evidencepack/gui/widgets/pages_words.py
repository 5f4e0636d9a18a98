"""The words of a page as they stand on it: lines, the letter nearest to a point, words, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from evidencepack.reading.page import Box, PageText

_ENDS = ".?!"
_AFTER_END = "’”\"')]"
_SHORT = frozenset(
    {"mr", "mrs", "ms", "dr", "no", "nos", "p", "pp", "para", "art", "s", "ss", "v", "vs", "eg", "ie"}
)


@dataclass(frozen=True)
class Line:
    """A line of letters that stand beside each other.

    Attributes:
        start: The first code point of the page's stored text.
        end: The code point after the last.
        rect: The room it takes, in points from the top left of the page as displayed.
    """

    start: int
    end: int
    rect: QRectF


class PageWords:
    """One page's words and where they stand, in points from the top left of the page as displayed.

    Made and measured outside the window's thread, since a page has thousands of letters.

    Attributes:
        turn: Which file it belongs to: the number of the order to open.
        page: From 1.
        text: The stored text; its code points are what selections count.
    """

    def __init__(self, turn: int, page: PageText, letters: Sequence[Box | None]) -> None:
        self.turn, self.page, self.text = turn, page.number, page.text
        self._page = page
        self._letters = [page.shown(box) if box else None for box in letters]
        self.lines = _lines(self._letters)
        self._columns = _columns(self.lines)

    def shown(self, box: Sequence[float]) -> QRectF:
        """Where a box of PDF user space (left, bottom, right, top) appears."""
        left, top, right, bottom = self._page.shown((box[0], box[1], box[2], box[3]))
        return QRectF(left, top, right - left, bottom - top)

    def rects(self, start: int, end: int) -> list[QRectF]:
        """The room that a stretch takes: one rectangle a line."""
        found: list[QRectF] = []
        for line in self.lines:
            first, after = max(start, line.start), min(end, line.end)
            if first < after:
                found.append(
                    line.rect if (first, after) == (line.start, line.end) else self._room(first, after)
                )
        return found

    def _room(self, start: int, end: int) -> QRectF:
        room = QRectF()
        for box in self._letters[start:end]:
            if box is not None:
                room = room.united(_rect(box))
        return room

    def holds(self, where: QPointF) -> bool:
        """Whether a point lies on words."""
        return any(line.rect.contains(where) for line in self.lines)

    def nearest(self, where: QPointF) -> int | None:
        """The place between two letters nearest to a point: the number of the code point after it.

        A point beside a column belongs to that column; within it, to the line at its height. None on a page
        without words.
        """
        if not self.lines:
            return None
        column = min(self._columns, key=lambda one: _away(one[0], where))[1]
        line = min(column, key=lambda one: (_down(one.rect, where), _across(one.rect, where)))
        return self._nearest_in(line, where.x())

    def _nearest_in(self, line: Line, x: float) -> int:
        best, place = None, line.start
        for number in range(line.start, line.end):
            box = self._letters[number]
            if box is None:
                continue
            away = max(box[0] - x, x - box[2], 0)
            if best is None or away < best:
                best, place = away, number + (x > (box[0] + box[2]) / 2)
        return place

    def beside_line(self, place: int, step: int) -> int | None:
        """The place one line further down (or up, for -1) from a place; None at the page's end."""
        number = self._line_of(place)
        if number is None or not 0 <= number + step < len(self.lines):
            return None
        return self._nearest_in(self.lines[number + step], self.caret(place).center().x())

    def line_around(self, place: int) -> tuple[int, int]:
        """The first code point of the line around a place, and the one after its last."""
        start = self.text.rfind("\n", 0, place) + 1
        end = self.text.find("\n", place)
        return start, len(self.text) if end < 0 else end

    def word_around(self, place: int) -> tuple[int, int]:
        """The first code point of the word around a place, and the one after its last."""
        text = self.text
        start = end = min(place, max(len(text) - 1, 0))
        while start > 0 and _in_word(text[start - 1]):
            start -= 1
        while end < len(text) and _in_word(text[end]):
            end += 1
        return start, max(end, min(start + 1, len(text)))

    def sentence_around(self, place: int) -> tuple[int, int]:
        """The first code point of the sentence around a place, and the one after its last mark."""
        start, end = 0, len(self.text)
        for after in self._sentence_ends:
            if after <= place:
                start = after
            else:
                end = after
                break
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end

    @cached_property
    def _sentence_ends(self) -> list[int]:
        """After which code points sentences end: marks before a space, and empty lines."""
        return [n for n in range(1, len(self.text)) if self._ends_sentence(n)]

    def _ends_sentence(self, after: int) -> bool:
        text = self.text
        if not text[after].isspace():
            return False
        if text[after] == "\n" and text[after + 1 : after + 2] in ("\n", "\r"):
            return True
        last = after - 1
        while last > 0 and text[last] in _AFTER_END:
            last -= 1
        if text[last] not in _ENDS:
            return False
        begins, _ = self.word_around(max(last - 1, 0))
        word = text[begins:last].casefold().replace(".", "")
        follows = text[after:].lstrip()[:1]
        return not (text[last] == "." and (word in _SHORT or len(word) == 1 or follows.islower()))

    def caret(self, place: int) -> QRectF:
        """A thin upright line at a place between two letters."""
        after = self._letters[place] if place < len(self._letters) else None
        if after is not None:
            return QRectF(after[0] - 0.5, after[1], 1, after[3] - after[1])
        before = next((box for box in reversed(self._letters[:place]) if box is not None), None)
        return QRectF(before[2] - 0.5, before[1], 1, before[3] - before[1]) if before else QRectF()

    def _line_of(self, place: int) -> int | None:
        """The number of the line in which a place lies, or which is the last before it."""
        found = None
        for number, line in enumerate(self.lines):
            if line.start <= place:
                found = number
        return found if found is not None else (0 if self.lines else None)


def _rect(box: Box) -> QRectF:
    return QRectF(box[0], box[1], box[2] - box[0], box[3] - box[1])


def _lines(letters: Sequence[Box | None]) -> list[Line]:
    """Letters that follow each other and stand beside each other."""
    found: list[Line] = []
    start, room = 0, QRectF()
    last = 0
    for number, box in enumerate(letters):
        if box is None:
            continue
        rect = _rect(box)
        if not room.isNull() and _beside(room, rect):
            room = room.united(rect)
        else:
            if not room.isNull():
                found.append(Line(start, last + 1, room))
            start, room = number, rect
        last = number
    if not room.isNull():
        found.append(Line(start, last + 1, room))
    return found


def _beside(line: QRectF, letter: QRectF) -> bool:
    shared = min(line.bottom(), letter.bottom()) - max(line.top(), letter.top())
    near = letter.left() - line.right() < 3 * max(line.height(), letter.height())
    return shared > 0.5 * min(line.height(), letter.height()) and near and letter.right() > line.left()


def _columns(lines: list[Line]) -> list[tuple[QRectF, list[Line]]]:
    """Lines that follow each other down a column, and the room of each column."""
    found: list[tuple[QRectF, list[Line]]] = []
    for before, line in pairwise([None, *lines]):
        if line is None:
            continue
        if before is not None and _under(before.rect, line.rect):
            room, column = found[-1]
            column.append(line)
            found[-1] = (room.united(line.rect), column)
        else:
            found.append((line.rect, [line]))
    return found


def _under(upper: QRectF, lower: QRectF) -> bool:
    overlap = min(upper.right(), lower.right()) - max(upper.left(), lower.left())
    gap = lower.top() - upper.bottom()
    high = max(upper.height(), lower.height())
    return overlap > 0 and -high < gap < 2.5 * high and lower.top() > upper.top()


def _down(rect: QRectF, where: QPointF) -> float:
    return max(rect.top() - where.y(), where.y() - rect.bottom(), 0.0)


def _across(rect: QRectF, where: QPointF) -> float:
    return max(rect.left() - where.x(), where.x() - rect.right(), 0.0)


def _away(rect: QRectF, where: QPointF) -> float:
    """How far a point is from a column; to its side counts less than above or below it."""
    return _across(rect, where) + 3 * _down(rect, where)


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter in "’'-‐‑£%"
