"""A quotation taken apart where its writer left words out: ``[…]``, ``…``, ``...`` or ``. . .``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOTS = r"(?:…|\.(?:\s?\.){2,3})"
_MARK = re.compile(rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}")
_PAIRS = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "“"}


@dataclass(frozen=True)
class Pieces:
    """The words of a quotation, taken apart.

    Attributes:
        words: What is quoted, piece by piece, without the marks; never empty strings.
        elided: There is at least one mark, be it at the start or the end.
    """

    words: tuple[str, ...]
    elided: bool


def take_apart(text: str) -> Pieces:
    """Take a quotation apart at its elision marks."""
    parts = [part.strip() for part in _MARK.split(text)]
    return Pieces(tuple(part for part in parts if part), len(parts) > 1)


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
