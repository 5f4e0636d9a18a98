"""The words a person picks on pages: by mouse or keys, by letters, words, lines or sentences."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from evidencepack.gui.widgets.pages_held import WordsHeld
from evidencepack.gui.widgets.pages_words import PageWords

Spot = tuple[int, int]  # page from 1, place between two code points


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


class Picking:
    """From where to where words are picked.

    Attributes:
        anchor: Where picking began, if anywhere.
        head: Where it is now; the caret stands there.
        unit: What a drag takes at once: ``letter``, ``word`` or ``line``.
    """

    def __init__(self, held: WordsHeld) -> None:
        self._held = held
        self.anchor: Spot | None = None
        self.head: Spot | None = None
        self.unit = "letter"
        self._first: tuple[Spot, Spot] | None = None  # the word or line that a drag began with

    @property
    def span(self) -> tuple[Spot, Spot] | None:
        """From where to where, the earlier first; None if nothing is picked."""
        if self.anchor is None or self.head is None or self.anchor == self.head:
            return None
        first, last = sorted((self.anchor, self.head))
        return first, last

    @property
    def pages(self) -> range:
        """The pages on which words are picked."""
        span = self.span
        return range(span[0][0], span[1][0] + 1) if span else range(0)

    @property
    def selection(self) -> Selection | None:
        """The words, if there are any and those of every page are known."""
        span = self.span
        if span is None:
            return None
        (first, start), (last, end) = span
        pieces = []
        for page in self.pages:
            words = self._held.get(page)
            if words is None:
                return None
            pieces.append(words.text[start if page == first else 0 : end if page == last else None])
        text = "\n".join(pieces)
        return Selection(first, start, last, end, text) if text.strip() else None

    def on_page(self, words: PageWords) -> tuple[int, int] | None:
        """The stretch of a page's text that is picked."""
        if words.page not in self.pages or self.span is None:
            return None
        (first, start), (last, end) = self.span
        return start if words.page == first else 0, end if words.page == last else len(words.text)

    def clear(self) -> bool:
        """Pick nothing; whether something, or a caret, was there."""
        had = self.anchor is not None
        self.anchor = self.head = self._first = None
        return had

    def begin(self, spot: Spot, unit: str = "letter") -> None:
        """Begin at a spot; a word or line is taken whole."""
        self.unit = unit
        self._first = self._around(spot, unit)
        self.anchor, self.head = self._first

    def reach(self, spot: Spot) -> bool:
        """Pick from where it began to a spot; whether that changed anything."""
        before = (self.anchor, self.head)
        if self._first is None or self.anchor is None:
            self.head = spot
            self.anchor = self.anchor or spot
        else:
            begins, ends = self._around(spot, self.unit)
            start, end = self._first
            if begins < start:
                self.anchor, self.head = end, begins
            else:
                self.anchor, self.head = start, max(end, ends)
        return before != (self.anchor, self.head)

    def _around(self, spot: Spot, unit: str) -> tuple[Spot, Spot]:
        page, place = spot
        words = self._held.get(page)
        if words is None or unit == "letter":
            return spot, spot
        start, end = words.word_around(place) if unit == "word" else words.line_around(place)
        return (page, start), (page, end)

    def take_sentence(self) -> bool:
        """Pick the whole sentences that are touched, or one more; whether that changed anything."""
        ends = self.span or ((self.head, self.head) if self.head else None)
        if ends is None:
            return False
        (first, start), (last, end) = ends
        opening, closing = self._held.get(first), self._held.get(last)
        if opening is None or closing is None:
            return False
        begins = opening.sentence_around(start)[0]
        after = closing.sentence_around(max(end - 1, begins if first == last else 0))[1]
        if (begins, after) == (start, end):
            after = closing.sentence_around(min(end + 1, len(closing.text)))[1]
        self._first = None
        self.anchor, self.head = (first, begins), (last, max(after, end))
        return (begins, self.head[1]) != (start, end)

    def move(self, key: Qt.Key, *, by_words: bool, extend: bool) -> bool:
        """Move the caret by an arrow, Home or End; whether it could. Only ``extend`` keeps words picked."""
        if self.head is None:
            return False
        words = self._held.get(self.head[0])
        if words is None:
            return False
        there = _moved(words, self.head[1], key, by_words=by_words)
        spot = (self.head[0], there) if there is not None else self._over_the_edge(self.head[0], key)
        if spot is None:
            return False
        self._first = None
        self.head = spot
        if not extend:
            self.anchor = spot
        return True

    def _over_the_edge(self, page: int, key: Qt.Key) -> Spot | None:
        """The first or last place of the next page, where its words are known."""
        step = 1 if key in (Qt.Key.Key_Right, Qt.Key.Key_Down) else -1
        words = self._held.get(page + step)
        if words is None:
            return None
        return page + step, 0 if step > 0 else len(words.text)


def _moved(words: PageWords, place: int, key: Qt.Key, *, by_words: bool) -> int | None:
    """Where a key leads on the same page; None over its edge."""
    text = words.text
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        return words.line_around(place)[key == Qt.Key.Key_End]
    if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        return words.beside_line(place, 1 if key == Qt.Key.Key_Down else -1)
    step = 1 if key == Qt.Key.Key_Right else -1
    place += step
    if not 0 <= place <= len(text):
        return None
    while by_words and 0 < place < len(text) and not _is_edge(text, place, step):
        place += step
    return place


def _is_edge(text: str, place: int, step: int) -> bool:
    """Whether a word ends here (going on), or begins here (going back)."""
    before, after = text[place - 1].isspace(), text[place].isspace()
    return (not before and after) if step > 0 else (before and not after)
