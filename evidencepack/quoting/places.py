"""Pages as the check sees them, places on a page, and the words around a place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

CONTEXT = 48
"""How many code points of the page are kept on each side of a place."""

_NEARBY = 120
_FAR = 400
_FIGURE = r"(?:[+\-−–±]?\s?[£$€¥]\s?|[+\-−±])?\d+(?:(?:[.,:/\-–']|[-–]\s*\n\s*)\d+)*(?:\s?[%‰])?"
_WORD = r"[^\W\d_]\w*(?:(?:['’‐‑\-]|[\-‐\u00ad]\s*\n\s*|\u00ad)\w+)*"
_LINE_END = re.compile(r"[-‐‑\u00ad]\s*\n\s*")
_DASHED = r"[-‐‑‒–—−](?:\s*\n\s*)?"
_SIGNED = r"[+−±]\Z|(?:^|[\s(\[])[-–]\Z"
_UNIT = r"(?:[a-z]{1,3}|[A-Z]{1,2})(?![^\W_])"  # m, bn, th, pm; a longer word beside a figure lacks its space
_FIGURE_GOES_ON = re.compile(rf"\d|{_UNIT}|[.,:/'’·]\d|['’][^\W_]|{_DASHED}\d|\s?[%‰°]")
_FIGURE_BEGAN = re.compile(rf"\d(?:[.,:/'’·]|{_DASHED})?\Z|[£$€¥]\s?\Z|{_SIGNED}")
_AMOUNT_BEGAN = re.compile(_SIGNED)
_UNIT_HERE = re.compile(_UNIT)
_PERCENT_BEGAN = re.compile(r"\d\s?\Z")
_IN_FIGURE = frozenset(".,:/·")
_SHORTENED = r"(?:s|t|re|ve|ll|d|m|em)(?![^\W_])"  # of isn’t, pupil’s, we’re
_TAIL = re.compile(rf"n?['’]{_SHORTENED}", re.IGNORECASE)
_SHORTENED_HERE = re.compile(_SHORTENED, re.IGNORECASE)
_CLOSING = re.compile(r"(?<=\S)['’](?![^\W_])")
_OPENING = re.compile(r"(?:^|[\s(\[“\"])['‘](?=\S)")
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
        cut = cuts_sense(text, start, end, at_start=verb == "starts", at_end=verb == "ends")
        inside = _around(text, position) or (_run(text, position) if cut else "")
        if inside:
            kind = "figure" if any(map(str.isdigit, inside)) else "word"
            notes.append(f"{verb} inside the {kind} “{inside}”")
    return tuple(notes)


def _run(text: str, position: int) -> str:
    """What stands before and after a boundary without a space."""
    before, after = text[max(0, position - _NEARBY) : position], text[position : position + _NEARBY]
    return "".join((*before.split()[-1:], *after.split()[:1]))


def _around(text: str, position: int) -> str:
    """The word or figure that a boundary cuts, or nothing."""
    low = max(0, position - _NEARBY)
    for match in _WORD_OR_FIGURE.finditer(text, low, position + _NEARBY):
        if match.start() >= position:
            break
        if match.end() > position:
            return " ".join(_LINE_END.sub("-", match.group()).split())
    return ""


def cuts_sense(text: str, start: int, end: int, *, at_start: bool = True, at_end: bool = True) -> bool:
    """Whether a stretch of a page leaves off what changes its sense.

    That is a part of a figure (25 of 2.5, 25 of 25%, 5 of −£5) or what stands at an apostrophe (is of isn’t,
    pupil of pupil’s, pupils of pupils’).

    Args:
        text: The page's text.
        start: The first code point of the stretch.
        end: The code point after its last one.
        at_start: Look at its start.
        at_end: Look at its end.
    """
    return (at_start and _began_before(text, start)) or (at_end and _goes_on_after(text, end))


def _began_before(text: str, start: int) -> bool:
    before, first = text[max(0, start - _NEARBY) : start], text[start]
    if first.isdecimal():
        return _FIGURE_BEGAN.search(before) is not None
    if first in "£$€¥":
        return _AMOUNT_BEGAN.search(before) is not None
    if first in "%‰°":
        return _PERCENT_BEGAN.search(before) is not None
    if first in _IN_FIGURE:
        return before[-1:].isdecimal() and text[start + 1 : start + 2].isdecimal()
    if first.isalpha() and before[-1:].isdecimal():
        return _UNIT_HERE.match(text, start) is not None
    after_apostrophe = before[-1:] in ("'", "’") and before[-2:-1].isalpha()
    return after_apostrophe and _SHORTENED_HERE.match(text, start) is not None


def _goes_on_after(text: str, end: int) -> bool:
    last = text[end - 1]
    if last.isdecimal():
        return _FIGURE_GOES_ON.match(text, end) is not None
    if last in "£$€¥":
        return text[end : end + 1].isdecimal()
    if last in _IN_FIGURE:
        return text[end - 2 : end - 1].isdecimal() and text[end : end + 1].isdecimal()
    return last.isalpha() and _goes_on(text, end)


def _goes_on(text: str, end: int) -> bool:
    """Whether a word goes on with an apostrophe: ’s, n’t, or the one after the s of a plural."""
    if _TAIL.match(text, end):
        return True
    if (
        text[end : end + 1] not in ("'", "’")
        or text[end - 1] not in "sS"
        or text[end + 1 : end + 2].isalnum()
    ):
        return False
    opened = _OPENING.findall(text, max(0, end - _FAR), end)
    return len(opened) <= len(_CLOSING.findall(text, max(0, end - _FAR), end))
