"""Which words of a page OCR read: found again in the page's stored text, and kept from doubling its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evidencepack.intake.ocr_words import Line, PageWords, Word
from evidencepack.model.tables import Page
from evidencepack.reading.page import Box
from evidencepack.reading.reader import Document

OWN_WORDS_OF_NO_USE = frozenset({"garbled"})
"""Flags of pages whose own text gives way to what OCR reads."""
WITHOUT_WORDS = OWN_WORDS_OF_NO_USE | {"no-text", "picture-with-few-words"}
"""Flags of pages that OCR is for."""
_AHEAD = 400  # letters within which the next word is looked for

Span = list[int]
"""The first code point of a word, the one after its last, and how sure OCR is of it, in per cent."""


def per_cent(confidence: float) -> int:
    """How sure OCR is, rounded down: it is never quite sure."""
    return min(99, int(100 * confidence))


def spans(text: str, words: PageWords) -> list[Span]:
    """Where the words that OCR read stand in the stored text of their page.

    A word that was stored otherwise than it was read is not found; then the page's mean stands for the whole.
    """
    found: list[Span] = []
    position, lost = 0, False
    for word in (word for line in words.lines for word in line.words):
        start = text.find(word.text, position, position + _AHEAD + len(word.text))
        if start < 0:
            lost = True
            continue
        position = start + len(word.text)
        found.append([start, position, per_cent(word.confidence)])
    if lost:
        found.append([0, len(text), per_cent(words.confidence)])
    return found


def beside_own(words: PageWords, document: Document, page: Page) -> PageWords:
    """What OCR read without the words that the page has by itself, such as a stamp or a header."""
    if "ocr" in page.flags or not page.text.strip():
        return words
    own = [box for box in document.letters(page.number) if box]
    lines = [line for line in (_beside(line, own) for line in words.lines) if line is not None]
    return replace(words, lines=tuple(lines))


def _beside(line: Line, own: Sequence[Box]) -> Line | None:
    kept = tuple(word for word in line.words if not _covers(own, word))
    return replace(line, words=kept) if kept else None


def _covers(own: Sequence[Box], word: Word) -> bool:
    """Whether the middle of a word lies on a letter that the page has by itself."""
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    slack = (word.box[3] - word.box[1]) / 4
    return any(box[0] - slack <= x <= box[2] + slack and box[1] - slack <= y <= box[3] + slack for box in own)
