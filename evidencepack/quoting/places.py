"""Pages as the check sees them, places on a page, and the words around a place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

CONTEXT = 48
"""How many code points of the page are kept on each side of a place."""

_NEARBY = 120
_FIGURE = r"(?:[+\-−–±]?\s?[£$€¥]\s?|[+\-−±])?\d+(?:[.,:/\-–']\d+)*(?:\s?[%‰])?"
_WORD = r"[^\W\d_]\w*(?:(?:['’‐‑\-]|[\-‐\u00ad]\s*\n\s*|\u00ad)\w+)*"
_LINE_END = re.compile(r"[-‐‑\u00ad]\s*\n\s*")
_WORD_OR_FIGURE = re.compile(f"{_FIGURE}(?:{_WORD})?|{_WORD}")


@dataclass(frozen=True)
class PageWords:
    """One page to look on.

    Attributes:
        source: The source's handle, such as ``S1``.
        rendition: The reading copy's SHA-256.
        page: Its index, from 1.
        label: The label printed on it.
        text: Its stored text.
    """

    source: str
    rendition: str
    page: int
    label: str
    text: str


@dataclass(frozen=True)
class Place:
    """Where words stand: a stretch of one page's stored text.

    Attributes:
        source: The source's handle.
        rendition: The reading copy's SHA-256.
        page: The page's index, from 1.
        label: The page's printed label.
        start: First code point in the stored page text.
        end: The code point after the last one.
        exact: The page's own text there.
        prefix: Up to 48 code points before it.
        suffix: Up to 48 code points after it.
    """

    source: str
    rendition: str
    page: int
    label: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after a stretch of a page text, up to 48 code points each."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def place_on(page: PageWords, start: int, end: int) -> Place:
    """The place of a stretch of a page, with its words and those around it."""
    prefix, suffix = context(page.text, start, end)
    exact = page.text[start:end]
    return Place(page.source, page.rendition, page.page, page.label, start, end, exact, prefix, suffix)


def parts_a_letter(text: str, position: int) -> bool:
    """Whether a place that begins or ends here would separate a letter from its accent."""
    return 0 < position < len(text) and unicodedata.category(text[position]).startswith("M")


def cut_notes(text: str, start: int, end: int) -> tuple[str, ...]:
    """Say if a stretch of a page starts or ends inside a word or a figure (25 of 25%, pupil of pupil's)."""
    notes = []
    for verb, position in (("starts", start), ("ends", end)):
        inside = _around(text, position)
        if inside:
            kind = "figure" if any(map(str.isdigit, inside)) else "word"
            notes.append(f"{verb} inside the {kind} “{inside}”")
    return tuple(notes)


def _around(text: str, position: int) -> str:
    """The word or figure that a boundary cuts, or nothing."""
    low = max(0, position - _NEARBY)
    for match in _WORD_OR_FIGURE.finditer(text, low, position + _NEARBY):
        if match.start() >= position:
            break
        if match.end() > position:
            return " ".join(_LINE_END.sub("-", match.group()).split())
    return ""
