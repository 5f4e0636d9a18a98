"""What may differ between a quotation and the page without changing the quotation.

Folding makes equal what a reader takes for the same: runs of white space, curly and straight quote marks,
kinds of dash, ligatures, accents written in one piece or two. It never joins two words, and it leaves alone
whatever carries meaning: ² is not 2, a minus sign is not a dash, a full stop is not a comma.

A hyphen at the end of a line is in doubt: the word may be written with it or without. Folding therefore keeps
a mark in its place (:data:`LINE_END_HYPHEN`), and ``grading`` allows each reading.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, pairwise

LINE_END_HYPHEN = "\ufdd0"
"""Stands for a hyphen and a line break between two letters: nothing, ``-`` or ``-`` and a space."""

LINE_END_DASH = "\ufdd1"
"""Stands for any other dash and a line break after it: ``-``, or ``-`` and a space; never nothing."""

LINE_END_ADDRESS = "\ufdd3"
"""Stands for a line break within a web address: nothing, or a space where the address ends there."""

# Characters nobody sees. Direction overrides (U+202D, U+202E) are not among them: they change what is read.
_UNSEEN = [0x00AD, 0x061C, 0x180E, *range(0x200B, 0x2010), 0x202A, 0x202B, 0x202C, 0x2060]
_UNSEEN += [*range(0x2066, 0x206A), 0xFEFF]
_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
}  # fmt: skip
_PIECES: dict[int, str] = {**dict.fromkeys(_UNSEEN, ""), **_LIGATURES}

_SINGLE_MARKS = "'`\u00b4\u2018\u2019\u201a\u201b\u2032\u2039\u203a\u02bc"
_DOUBLE_MARKS = '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb'
_HYPHENS = "\\-\u2010\u2011"
_DASHES = _HYPHENS + "\u2012\u2013\u2014\u2015"
_MARKS: dict[int, str] = {
    **dict.fromkeys(map(ord, _SINGLE_MARKS), "'"),
    **dict.fromkeys(map(ord, _DOUBLE_MARKS), '"'),
    **dict.fromkeys(range(0x2010, 0x2016), "-"),
}

# A letter, and not one of the raised, circled or fractional figures that Python counts among the letters.
_LETTER = (
    "(?:[^\\W\\d_\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u218b\u2460-\u24ff\u2776-\u2793]"
    "|[\u0300-\u036f])"
)
_LINE_ENDS = "\\n\\r\\x0b\\x0c\\x85\u2028\u2029"
_TO_NEXT_LINE = f"[^\\S{_LINE_ENDS}]*[{_LINE_ENDS}]\\s*"

_ADDRESS_SIGNS = "/._=?&%#~"
_ODD_CHARACTERS = re.compile(f"[{LINE_END_HYPHEN}{LINE_END_DASH}{LINE_END_ADDRESS}]")
_SOFT_LINE_END = re.compile(f"(?<={_LETTER})\u00ad+{_TO_NEXT_LINE}(?={_LETTER})")
_HYPHEN_LINE_END = re.compile(f"(?<={_LETTER})[{_HYPHENS}]{_TO_NEXT_LINE}(?={_LETTER})")
_DASH_LINE_END = re.compile(f"(?<=\\S)[{_DASHES}]{_TO_NEXT_LINE}(?=\\S)")
_ADDRESS = re.compile(rf"(?:https?://|www\.)\S+(?:{_TO_NEXT_LINE}\S+)+")
_ADDRESS_LINE_END = re.compile(
    f"(?<=[{_ADDRESS_SIGNS}]){_TO_NEXT_LINE}(?=\\S)|{_TO_NEXT_LINE}(?=[^\\s{_ADDRESS_SIGNS}]*[{_ADDRESS_SIGNS}][^\\s.])"
)
_WHITE_SPACE = re.compile(r"\s+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_UNSEEN_OR_LIGATURE = re.compile("[" + "".join(map(chr, _PIECES)) + "]")
_IN_PIECES = re.compile("[" + "".join(map(chr, _PIECES)) + "\u02bc]")
_COULD_COMPOSE = "\u0300"  # no character below this one ever merges with the one before it


@dataclass(frozen=True)
class Folded:
    """A folded text and where each of its characters comes from.

    Attributes:
        text: The folded text.
        starts: For each folded character, the code point of the original at which it begins.
        ends: For each folded character, the code point of the original after its last one.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's code points for the folded characters from ``start`` up to ``end`` (not empty)."""
        return self.starts[start], self.ends[end - 1]


def fold_text(text: str) -> str:
    """Fold a text, without the map: the same text as :func:`fold` gives, much faster."""
    if not text.isascii():
        text = _ODD_CHARACTERS.sub("\ufffd", text)
        text = _SOFT_LINE_END.sub(LINE_END_HYPHEN, text)
        text = unicodedata.normalize("NFC", text.translate(_PIECES))
    text = _HYPHEN_LINE_END.sub(LINE_END_HYPHEN, text)
    text = _DASH_LINE_END.sub(LINE_END_DASH, text)
    if "//" in text or "www." in text:
        text = _ADDRESS.sub(lambda found: _ADDRESS_LINE_END.sub(LINE_END_ADDRESS, found.group()), text)
    if not text.isascii() or "`" in text:
        text = text.translate(_MARKS)
    return _WHITE_SPACE.sub(" ", text)


def fold(text: str) -> Folded:
    """Fold a text and keep, for each folded character, where it stands in the original."""
    folded = Folded(text, range(len(text)), range(1, len(text) + 1))
    if not text.isascii():
        folded = Folded(_ODD_CHARACTERS.sub("\ufffd", text), folded.starts, folded.ends)
        folded = _substitute(folded, _SOFT_LINE_END, LINE_END_HYPHEN)
        folded = _compose(_replace(folded, _UNSEEN_OR_LIGATURE, _PIECES))
    folded = _substitute(folded, _HYPHEN_LINE_END, LINE_END_HYPHEN)
    folded = _substitute(folded, _DASH_LINE_END, LINE_END_DASH)
    folded = _fold_addresses(folded)
    folded = Folded(folded.text.translate(_MARKS), folded.starts, folded.ends)  # one for one
    return _substitute(folded, _WHITE_SPACE, " ")


def letters_of(text: str) -> str:
    """The letters and figures of a text alone, in one case: what a search goes by.

    Two passages with the same words have the same letters; that the words are the same must be
    confirmed with ``grading.same_words``.
    """
    if not text.isascii():
        if _IN_PIECES.search(text):
            text = text.translate(_PIECES).replace("\u02bc", "'")
        text = unicodedata.normalize("NFC", text)
    return _NOT_LETTERS.sub("", text).casefold()


def letters_map(text: str) -> Folded:
    """The same as :func:`letters_of`, with the map."""
    folded = Folded(text, range(len(text)), range(1, len(text) + 1))
    if not text.isascii():
        folded = _compose(_replace(folded, _IN_PIECES, {**_PIECES, 0x02BC: "'"}))
    chosen = [character.isalnum() for character in folded.text]
    letters = "".join(compress(folded.text, chosen))
    starts = array("L", compress(folded.starts, chosen))
    ends = array("L", compress(folded.ends, chosen))
    small = letters.casefold()
    if len(small) != len(letters):  # ß became ss
        return _spread(Folded(letters, starts, ends), [letter.casefold() for letter in letters])
    return Folded(small, starts, ends)


def plainly(folded: str) -> str:
    """A folded text as a person reads it: hyphens where folding left a mark."""
    return folded.replace(LINE_END_HYPHEN, "-").replace(LINE_END_DASH, "-").replace(LINE_END_ADDRESS, " ")


def _replace(folded: Folded, pattern: re.Pattern[str], table: dict[int, str]) -> Folded:
    """Replace single characters by none, one or several, carrying the map along."""
    if not pattern.search(folded.text):
        return folded
    return _spread(folded, [table.get(ord(character), character) for character in folded.text])


def _spread(folded: Folded, pieces: list[str]) -> Folded:
    """Replace each character by a piece, carrying the map along."""
    starts: list[int] = []
    ends: list[int] = []
    for piece, start, end in zip(pieces, folded.starts, folded.ends, strict=True):
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))
    return Folded("".join(pieces), starts, ends)


def _fold_addresses(folded: Folded) -> Folded:
    """Mark the line breaks within web addresses, carrying the map along."""
    breaks = [
        (found.start() + inner.start(), found.start() + inner.end())
        for found in _ADDRESS.finditer(folded.text)
        for inner in _ADDRESS_LINE_END.finditer(found.group())
    ]
    return _put_marks(folded, breaks, LINE_END_ADDRESS)


def _substitute(folded: Folded, pattern: re.Pattern[str], mark: str) -> Folded:
    """Replace each match by one character, carrying the map along."""
    return _put_marks(folded, [match.span() for match in pattern.finditer(folded.text)], mark)


def _put_marks(folded: Folded, stretches: list[tuple[int, int]], mark: str) -> Folded:
    """Replace each stretch by one character, carrying the map along."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for first, last in stretches:
        pieces += [folded.text[done:first], mark]
        starts.extend(folded.starts[done:first])
        starts.append(folded.starts[first])
        ends.extend(folded.ends[done:first])
        ends.append(folded.ends[last - 1])
        done = last
    if not done:
        return folded
    pieces.append(folded.text[done:])
    starts.extend(folded.starts[done:])
    ends.extend(folded.ends[done:])
    return Folded("".join(pieces), starts, ends)


def _compose(folded: Folded) -> Folded:
    """Write each letter and its accents in one piece, where there is one, carrying the map along."""
    if unicodedata.is_normalized("NFC", folded.text):
        return folded
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for first, last in _clusters(folded.text):
        raw = folded.text[first:last]
        composed = unicodedata.normalize("NFC", raw)
        pieces.append(composed)
        if composed == raw:
            starts.extend(folded.starts[first:last])
            ends.extend(folded.ends[first:last])
        else:
            starts.extend([folded.starts[first]] * len(composed))
            ends.extend([folded.ends[last - 1]] * len(composed))
    return Folded("".join(pieces), starts, ends)


def _clusters(text: str) -> list[tuple[int, int]]:
    """Cut a text where no character can merge with the one before it."""
    bounds = [0]
    for position in range(1, len(text)):
        if text[position] < _COULD_COMPOSE or not _merges(text[bounds[-1] : position], text[position]):
            bounds.append(position)
    bounds.append(len(text))
    return list(pairwise(bounds))


def _merges(before: str, character: str) -> bool:
    if unicodedata.combining(character):
        return True
    normal = unicodedata.normalize
    return normal("NFC", before + character) != normal("NFC", before) + normal("NFC", character)
