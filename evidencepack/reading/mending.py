"""Mends in a page's text what pdfium gets wrong about letters that the page prints apart or on top.

Runs in the worker only, and looks at places only where the text itself gives cause, as each box takes time.
Everything that stays keeps its place, so that rectangles remain true.
"""

from __future__ import annotations

import math
import re
import unicodedata
from array import array
from collections.abc import Iterator
from ctypes import byref, c_double
from typing import Any

import pypdfium2.raw as pdfium

_loose_box = pdfium.FPDFText_GetLooseCharBox

_Edit = tuple[int, int, str]
"""Code points from, up to, and what stands there instead; it is placed where the first of them was."""
_Box = tuple[float, float, float, float]

# How letters and their lines lie to each other, in heights of a line.
_TOUCHING = 0.05  # nearer letters have no space between them
_OVERLAID = 0.12  # letters that reach further into each other do not follow one another
_SMALLER = 0.9  # of the other's size: a raised figure, or the letter after a large initial
_SMALL_FIGURE = 0.8  # a raised figure is smaller than this,
_HIGH = 0.2  # and its foot stands so much higher
_SAME_LINE = 0.35  # of the lower letter, for two to stand side by side
_SPACED_OUT = 0.75  # letters of one word are never wider apart than this
_WORD_GAP = 1.6  # of the gap between a spaced word's letters: a gap between words
_EVEN = 1.35  # of the same: still a gap between letters

_ASKEW = 0.1  # in sizes of the letter: an accent's middle may lie so far beside it
_RAISED = 0.6  # and the accent so far above it

_BREAK = re.compile(r"(?<=\S)\n(?=\S| \S)")
_NUMBER = re.compile(r"[0-9]{2,}")
_RAISED_FIGURES = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SPACED = re.compile(r"(?<!\S)\S(?: \S){4,}(?!\S)")
_MARKS = {
    "`": "\u0300", "\u00b4": "\u0301", "^": "\u0302", "\u02c6": "\u0302", "~": "\u0303", "\u02dc": "\u0303",
    "\u00af": "\u0304", "\u02c9": "\u0304", "\u02d8": "\u0306", "\u02d9": "\u0307", "\u00a8": "\u0308",
    "\u02da": "\u030a", "\u00b0": "\u030a", "\u02dd": "\u030b", "\u02c7": "\u030c", "\u00b8": "\u0327",
    "\u02db": "\u0328",
}  # fmt: skip
_MARK = re.compile("[" + re.escape("".join(_MARKS)) + "\u0300-\u0328]")
_DOTLESS = {"\u0131": "i", "\u0237": "j"}
_LIGATURE_BACKWARDS = re.compile("[\u0622\u0623\u0625\u0627]\u0644")


def mend(textpage: Any, text: str, places: array[int]) -> tuple[str, array[int]]:
    """Mend a page's text.

    Mended are: a line break between a word and its raised figure or large initial; an accent that is printed
    over its letter but written beside it; lam-alef, which pdfium turns round; a heading whose letters are
    spaced out, of which pdfium makes words of one letter. A raised figure right after a number becomes a
    raised figure (585² and 10⁶, not 5852 and 106): it is a note or a power, never a part of the number.

    Args:
        textpage: pdfium's handle of the page's text.
        text: The text as pdfium orders it.
        places: For each code point, the number of its pdfium character.

    Returns:
        The mended text and its places.
    """
    page = _Mending(textpage, text, places)
    if "\n" in text:
        page.apply(list(page.false_breaks()))
    page.apply(list(page.raised_figures()))
    if _MARK.search(page.text):
        page.apply(list(page.loose_accents()))
    if _LIGATURE_BACKWARDS.search(page.text):
        page.apply(list(page.backward_ligatures()))
    if _SPACED.search(page.text):
        page.apply(list(page.spaced_words()))
    return page.text, page.places


class _Mending:
    """One page's text on its way."""

    def __init__(self, textpage: Any, text: str, places: array[int]) -> None:
        self.page = textpage
        self.text = text
        self.places = places
        self._loose = pdfium.FS_RECTF()
        self._loose_at = byref(self._loose)

    def apply(self, edits: list[_Edit]) -> None:
        """Make changes, given from left to right."""
        pieces, places, done = [], array("I"), 0
        for start, end, new in edits:
            pieces += [self.text[done:start], new]
            places += self.places[done:start]
            places.extend([self.places[start]] * len(new))
            done = end
        if edits:
            self.text = "".join(pieces) + self.text[done:]
            self.places = places + self.places[done:]

    def false_breaks(self) -> Iterator[_Edit]:
        """Line breaks within a line, which pdfium makes where the size and the base line change."""
        joined = -1
        for found in _BREAK.finditer(self.text):
            at = found.start()
            if self.places[at - 1] == self.places[at]:  # a hyphen and its line break
                continue
            before, after = self.text[at - 1], self.text[at + 1]
            if before.isdigit() and after.isdigit():  # a number must not grow by its note's number
                continue
            one, other = self.room(at - 1), self.room(at + 1)
            if not one or not other or not _adjoin(one, other) or _alike(one, other) or self.turned(at - 1):
                continue
            begins_line = self.text.rfind("\n", 0, at) != joined or joined < 0
            if _height(one) < _height(other) and begins_line and self._alone(at):  # a note and its number
                continue
            joined = at
            yield at, at + 1, ""

    def _alone(self, at: int) -> bool:
        """Whether nothing but a figure stands between the start of the line and this place."""
        return self.text[self.text.rfind("\n", 0, at) + 1 : at].strip().isdigit()

    def raised_figures(self) -> Iterator[_Edit]:
        """Small figures high up behind a number."""
        for found in _NUMBER.finditer(self.text):
            last = found.end() - 1
            number, figure = self.room(found.start()), self.room(last)
            if not number or not figure or not _raised(figure, number):
                continue
            first = last
            while first > found.start() and (room := self.room(first - 1)) and _raised(room, number):
                first -= 1
            if not self.turned(last):
                yield from (
                    (at, at + 1, _RAISED_FIGURES[int(self.text[at])]) for at in range(first, last + 1)
                )

    def loose_accents(self) -> Iterator[_Edit]:
        """Accents that stand beside a letter in the text and over it on the page."""
        done = 0
        for found in _MARK.finditer(self.text):
            at = found.start()
            if at < done:
                continue
            first, last = self._beyond(at, -1), self._beyond(at, 1)
            letter = self._under(at, [one for one in (first, last) if done <= one < len(self.text)])
            if letter is None or (found.group() not in _MARKS and letter == at - 1):  # where Unicode wants it
                continue
            whole = self.text[letter]
            whole = _DOTLESS.get(whole, whole) + _MARKS.get(found.group(), found.group())
            whole = unicodedata.normalize("NFC", whole)
            if len(whole) != 1 or not whole.isalpha():
                continue
            if letter == first:
                done = last if self._touch(letter, last) else at + 1
                yield from ((letter, letter + 1, whole), (letter + 1, done, ""))
            else:
                done = letter + 1
                start = first + 1 if self._touch(first, letter) else at
                yield from ((start, letter, ""), (letter, done, whole))

    def _beyond(self, at: int, step: int) -> int:
        """The nearest code point that is no gap made by pdfium."""
        at += step
        while 0 <= at < len(self.text) and self.text[at] in " \n" and self.generated(at):
            at += step
        return at

    def _under(self, at: int, letters: list[int]) -> int | None:
        """The one of these letters over or under which an accent is printed."""
        ink = self.ink(at)
        found = []
        for letter in letters if ink else ():
            base = self.ink(letter)
            if ink and base and self.text[letter].isalpha() and _over(ink, base):
                found.append((abs(ink[0] + ink[2] - base[0] - base[2]), letter))
        return min(found)[1] if found else None

    def _touch(self, before: int, after: int) -> bool:
        """Whether a word goes on from one letter to the other without a gap."""
        if before < 0 or after >= len(self.text):
            return False
        one, other = self.room(before), self.room(after)
        return bool(one and other and _adjoin(one, other))

    def backward_ligatures(self) -> Iterator[_Edit]:
        """Lam-alef, one glyph whose two letters pdfium turns round with the rest of the line."""
        for found in _LIGATURE_BACKWARDS.finditer(self.text):
            at = found.start()
            if self.ink(at) == self.ink(at + 1):
                yield at, at + 2, self.text[at + 1] + self.text[at]

    def spaced_words(self) -> Iterator[_Edit]:
        """The gaps in spaced-out words, told from those between words by their width."""
        for found in _SPACED.finditer(self.text):
            letters = range(found.start(), found.end(), 2)
            if sum(self.text[at].isalpha() for at in letters) < 0.8 * len(letters):
                continue
            made = [at + 1 for at in letters[:-1] if self.generated(at + 1)]
            gaps = [self._gap(at) for at in made]
            if len(gaps) < 4:
                continue
            usual = sorted(gaps)[len(gaps) // 4]
            if not 0 < usual < _SPACED_OUT or any(usual * _EVEN < gap < usual * _WORD_GAP for gap in gaps):
                continue
            yield from ((at, at + 1, "") for at, gap in zip(made, gaps, strict=True) if gap <= usual * _EVEN)

    def _gap(self, at: int) -> float:
        """How wide the gap at a space is, in heights of the line; infinite if it is none."""
        one, other = self.room(at - 1), self.room(at + 1)
        if not one or not other or not _side_by_side(one, other):
            return math.inf
        return (other[0] - one[2]) / max(_height(one), _height(other))

    def generated(self, at: int) -> bool:
        """Whether pdfium made this character up."""
        return bool(pdfium.FPDFText_IsGenerated(self.page, self.places[at]) == 1)

    def turned(self, at: int) -> bool:
        """Whether the text runs another way than from left to right."""
        return abs(math.sin(pdfium.FPDFText_GetCharAngle(self.page, self.places[at]))) > 0.1

    def ink(self, at: int) -> _Box | None:
        """The box of what is printed (left, bottom, right, top)."""
        left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
        place = self.places[at]
        if not pdfium.FPDFText_GetCharBox(
            self.page, place, byref(left), byref(right), byref(bottom), byref(top)
        ):
            return None
        return left.value, bottom.value, right.value, top.value

    def room(self, at: int) -> _Box | None:
        """The box that a character takes in its line."""
        loose = self._loose
        if not _loose_box(self.page, self.places[at], self._loose_at):
            return None
        box = (loose.left, loose.bottom, loose.right, loose.top)
        return box if box[0] < box[2] and box[1] < box[3] else None


def _height(box: _Box) -> float:
    return box[3] - box[1]


def _alike(one: _Box, other: _Box) -> bool:
    """Whether two boxes are of about one size."""
    sizes = sorted((_height(one), _height(other)))
    return sizes[0] > _SMALLER * sizes[1]


def _raised(figure: _Box, number: _Box) -> bool:
    """Whether a figure is smaller than the number before it and stands higher."""
    size = _height(number)
    return _height(figure) < _SMALL_FIGURE * size and figure[1] > number[1] + _HIGH * size


def _side_by_side(one: _Box, other: _Box) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > _SAME_LINE * min(_height(one), _height(other))


def _adjoin(one: _Box, other: _Box) -> bool:
    """Whether the second box follows the first in one line without a gap."""
    gap = (other[0] - one[2]) / max(_height(one), _height(other))
    return -_OVERLAID < gap < _TOUCHING and _side_by_side(one, other)


def _over(ink: _Box, base: _Box) -> bool:
    """Whether an accent is printed over or under a letter, or on its edge."""
    size = max(base[2] - base[0], _height(base))
    middle = (ink[0] + ink[2]) / 2
    apart = max(ink[1] - base[3], base[1] - ink[3])
    return base[0] - _ASKEW * size < middle < base[2] + _ASKEW * size and apart < _RAISED * size
