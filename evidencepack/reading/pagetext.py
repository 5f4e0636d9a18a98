"""The stored text of a page, made from the PDF character by character so that every letter has a place.

Runs in the worker only. A text is a function of the page alone: made again, it is the same, and so is the
map from its code points to pdfium's characters, from which rectangles are found when they are needed.

pdfium's bulk text is used only where it is as long as the list of characters: on some real pages it leaves
characters out, so that positions would no longer agree.
"""

from __future__ import annotations

import re
from array import array
from ctypes import byref, c_double, c_ushort
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from evidencepack.reading.meaning import makes_no_words
from evidencepack.reading.mending import mend

_UNKNOWN = "\ufffd"
_LINE_END_HYPHENS = (0x0002, 0xFFFE)
_UNCOMMON = re.compile("[^\x20-\x7e\xa0-\ud7ff]")  # what needs no thought is nearly all of a page
_CR, _LF = 0x0D, 0x0A
_INVISIBLE = "\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_NOTHING_SHOWN = _INVISIBLE + "".join(map(chr, filter(lambda code: chr(code).isspace(), range(0x3001))))
_GARBLED_SHARE = 0.05  # one letter in twenty unreadable: no quotation from such a page can be trusted

_unicode = pdfium.FPDFText_GetUnicode


@dataclass(frozen=True)
class Reading:
    """The text of a page.

    Attributes:
        text: What is stored, in code points.
        places: For each code point, the number of the pdfium character it comes from.
        flags: What is doubtful about it, in a fixed order.
    """

    text: str
    places: array[int]
    flags: tuple[str, ...]


class _Builder:
    """Turns one page's characters into text."""

    def __init__(self, textpage: Any) -> None:
        self.page = textpage
        self.count = max(0, pdfium.FPDFText_CountChars(textpage))
        self.odd = 0
        self.unknown = 0
        self.private = 0

    def read(self) -> Reading:
        """Read the page."""
        raw, pieces, places, position = self._raw(), [], array("I"), 0
        for found in _UNCOMMON.finditer(raw):
            start = found.start()
            if start < position:  # used up with the one before
                continue
            piece, used = self._uncommon(start, self._unit(start))
            pieces += [raw[position:start], piece]
            places.extend(range(position, start))
            places.extend([start] * len(piece))
            position = start + used
        pieces.append(raw[position:])
        places.extend(range(position, self.count))
        text, places = mend(self.page, "".join(pieces), places)
        return Reading(text, places, self._flags(text))

    def _raw(self) -> str:
        """All characters, one code point each; only the common ones are to be relied on.

        Asked for in bulk they come much faster, and when none is left out they are the same.
        """
        room = (c_ushort * (self.count + 1))()
        if pdfium.FPDFText_GetText(self.page, 0, self.count, room) == self.count + 1:
            raw = bytes(room)[: 2 * self.count].decode("utf-16-le", "surrogatepass")
            if len(raw) == self.count:
                return raw
        units = (_unicode(self.page, number) for number in range(self.count))
        return "".join(chr(unit) if unit <= 0x10FFFF else _UNKNOWN for unit in units)

    def _unit(self, position: int) -> int:
        return int(_unicode(self.page, position))

    def _uncommon(self, position: int, unit: int) -> tuple[str, int]:
        """The text for a character that needs thought, and how many characters of pdfium it uses up."""
        follower = self._unit(position + 1) if position + 1 < self.count else None
        if unit in _LINE_END_HYPHENS and pdfium.FPDFText_IsHyphen(self.page, position) == 1:
            # pdfium swallows the line break after it; at the end of the page there is none.
            broken = follower is None or (follower in (_CR, _LF) and self._generated(position + 1))
            return ("-" if broken else "-\n"), 1
        if unit in (_CR, _LF) and self._generated(position):
            both = unit == _CR and follower == _LF and self._generated(position + 1)
            return "\n", 2 if both else 1
        if 0xD800 <= unit < 0xDC00 and follower is not None and 0xDC00 <= follower < 0xE000:
            return self._letter(0x10000 + ((unit - 0xD800) << 10) + (follower - 0xDC00)), 2
        if unit < 0x20 or 0x7F <= unit < 0xA0:
            return self._control(position, unit), 1
        return self._letter(unit), 1

    def _letter(self, code: int) -> str:
        if code > 0x10FFFF or 0xD800 <= code < 0xE000 or code & 0xFFFE == 0xFFFE or code == 0xFFFD:
            self.odd += 1
            self.unknown += 1
            return _UNKNOWN
        if 0xE000 <= code < 0xF900 or code >= 0xF0000:
            self.odd += 1
            self.private += 1
        return chr(code)

    def _control(self, position: int, unit: int) -> str:
        """A control character is a glyph whose letter the font does not tell: keep what the page shows.

        Real pages print minus and degree signs this way: dropping them would change what is said.
        """
        self.odd += 1
        left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
        pdfium.FPDFText_GetCharBox(self.page, position, byref(left), byref(right), byref(bottom), byref(top))
        wide, high = right.value != left.value, top.value != bottom.value
        if wide != high or (unit == 0x09 and wide):  # it takes room and shows nothing: a space
            return " "
        if wide or unit == 0:
            self.unknown += 1
            return _UNKNOWN
        return ""

    def _generated(self, position: int) -> bool:
        return bool(pdfium.FPDFText_IsGenerated(self.page, position) == 1)

    def _flags(self, text: str) -> tuple[str, ...]:
        flags = []
        if self.unknown:
            flags.append("replacement-characters")
        if self.private:
            flags.append("private-use")
        if not text.strip(_NOTHING_SHOWN):
            flags.append("no-text")
        elif self._untrusted(text) or makes_no_words(text):
            flags.append("garbled")
        return tuple(flags)

    def _untrusted(self, text: str) -> bool:
        """Whether a large share of what can be seen has no trustworthy letter."""
        if not self.odd:
            return False
        visible = sum(1 for letter in text if letter not in _NOTHING_SHOWN and not letter.isspace())
        return self._unmapped() > visible * _GARBLED_SHARE

    def _unmapped(self) -> int:
        """How many characters have no trustworthy letter; asked for doubtful pages only, as it takes time."""
        wrong = pdfium.FPDFText_HasUnicodeMapError
        errors = sum(1 for number in range(self.count) if wrong(self.page, number) == 1)
        return max(errors, self.unknown + self.private)


def read(textpage: Any) -> Reading:
    """Read the text of a page.

    Line breaks are U+000A; a hyphen at a line's end is ``-`` and a line break; soft hyphens and no-break
    spaces stay as they are; pdfium itself spells ligatures out; what cannot be named is U+FFFD.

    Args:
        textpage: pdfium's handle of the page's text.

    Returns:
        The text and the map. Flags: ``replacement-characters``, ``private-use``, ``no-text`` (nothing
        visible), ``garbled`` (a large share of the letters cannot be trusted, or they make no words).
    """
    return _Builder(textpage).read()
