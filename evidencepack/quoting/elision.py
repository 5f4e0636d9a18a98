"""A quotation taken apart where its writer left words out or put words in.

Words are left out at ``[…]``, ``…``, ``...`` or ``. . .``. Words are put in between square brackets:
``[the Minister]``, ``[sic]``, ``child[ren]``; a note such as ``(emphasis added)`` is put in too. ``[T]he``
is a changed capital: the word itself stands in the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOTS = r"(?:(?<!…)…(?!\s?…)|(?<!\.)(?<!\.\s)\.(?:\s?\.){2,3}(?!\s?\.))"  # more of them lead to a page number
_ELISION = rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}"
_EMPHASIS = r"(?:my |our |original )?emphasis(?: is)? (?:added|supplied|mine|ours|in (?:the )?original)"
_CAPITAL = r"(?<![^\W_])\[([^\W\d_])\](?=[^\W\d_])"
_INSERTION = rf"(?!{_CAPITAL})\[[^\[\]]*[^\W_][^\[\]]*\]|\({_EMPHASIS}\)"
_MARK = re.compile(rf"(?P<elision>{_ELISION})|(?P<insertion>{_INSERTION})", re.IGNORECASE)
_CHANGED_CAPITAL = re.compile(_CAPITAL)
_EMPHASIS_NOTE = re.compile(rf"\s*[\[(]({_EMPHASIS})[\])]\s*$", re.IGNORECASE)
_PAIRS = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "“"}


@dataclass(frozen=True)
class Mark:
    """One mark of the writer: where it stands in the quotation, and what is put in there, if anything.

    Attributes:
        start: Its first code point.
        end: The code point after its last one.
        inserted: The words put in, with their brackets; empty where words are left out.
    """

    start: int
    end: int
    inserted: str = ""


@dataclass(frozen=True)
class Pieces:
    """The words of a quotation, taken apart.

    Attributes:
        text: The quotation.
        spans: Where each piece stands in it; no piece is empty.
        marks: The marks before the first piece, between each and the next, and after the last one.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    marks: tuple[tuple[Mark, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What is quoted, piece by piece, without the marks."""
        return tuple(self.text[start:end] for start, end in self.spans)

    @property
    def elided(self) -> bool:
        """Words are left out at least once, be it at the start or the end."""
        return any(not mark.inserted for marks in self.marks for mark in marks)

    @property
    def inserted(self) -> tuple[str, ...]:
        """What the writer put in, in its order."""
        return tuple(mark.inserted for marks in self.marks for mark in marks if mark.inserted)

    @property
    def edited(self) -> bool:
        """The writer left something out, put something in or changed a capital."""
        return any(self.marks) or any(map(_CHANGED_CAPITAL.search, self.words))


def take_apart(text: str) -> Pieces:
    """Take a quotation apart at the marks of its writer."""
    spans: list[tuple[int, int]] = []
    marks: list[list[Mark]] = [[]]
    done = 0
    for match in _MARK.finditer(text):
        _add_words(text, done, match.start(), spans, marks)
        inserted = match.group() if match["insertion"] else ""
        marks[-1].append(Mark(match.start(), match.end(), inserted))
        done = match.end()
    _add_words(text, done, len(text), spans, marks)
    return Pieces(text, tuple(spans), tuple(map(tuple, marks)))


def _add_words(
    text: str, start: int, end: int, spans: list[tuple[int, int]], marks: list[list[Mark]]
) -> None:
    words = text[start:end]
    if words.strip():
        spans.append((start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())))
        marks.append([])


def forms(piece: str) -> tuple[str, ...]:
    """What a piece may be in the source: with the other capital at ``[T]he`` first, then with this one."""
    if not _CHANGED_CAPITAL.search(piece):
        return (piece,)
    return (
        _CHANGED_CAPITAL.sub(lambda match: match[1].swapcase(), piece),
        _CHANGED_CAPITAL.sub(lambda match: match[1], piece),
    )


def emphasis_note(text: str) -> tuple[str, str]:
    """A quotation without the note at its end that the emphasis was added, and that note; else the text."""
    match = _EMPHASIS_NOTE.search(text)
    return (text[: match.start()], " ".join(match[1].split()).lower()) if match else (text, "")


def without_outer_marks(text: str) -> str | None:
    """The text without the pair of quote marks around the whole of it, or None if there is no such pair."""
    text = text.strip()
    if len(text) < 2 or text[0] not in _PAIRS:
        return None
    opening, closing = text[0], _PAIRS[text[0]]
    mixed = {"“": '"', "‘": "'", '"': "”", "'": "’"}.get(opening)
    if text[-1] not in (closing, mixed):
        return None
    inner = text[1:-1].strip()
    if opening != closing and opening in inner and inner.find(closing) < inner.find(opening):
        return None if closing in inner else inner  # two quotations side by side, not one around all
    first = inner.find('"')
    if opening == closing == '"' and first > 0 and not inner[first - 1].isspace():
        return None  # the first mark inside closes a quotation: again two, side by side
    return inner or None
