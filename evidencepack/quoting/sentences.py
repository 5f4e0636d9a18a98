"""Where sentences end on a page: what an elision crosses, and what a quotation that stops midway lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STOP = re.compile(
    r"""[.!?…][.!?…]*                       # the stop
        ['"’”)\]]*\d{0,3}                   # what closes with it, and the number of a note
        (?=\s+['"‘“(\[]*[^\W\d_a-z]|\s+['"‘“(\[]*\d|\s*$)""",
    re.VERBOSE,
)
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|\n\s*(?=[•●○▪◦*–-]\s)|\n\s*(?=\(?(?:[a-z]|[ivx]+|\d{1,3})[.)]\s)")
_LAST_WORD = re.compile(r"[^\s(\[“‘\"']*\Z")
_ABBREVIATED = re.compile(
    r"mrs?|ms|dr|prof|sir|hon|rt|rev|st|nos?|vs?|paras?|pp?|arts?|regs?|sch|cl|cf|ch|vol|eds?|eg|ie|e\.g|i\.e|etc"
    r"|viz|al|op|cit|ibid|fig|approx|dept|gov|inc|ltd|co|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|ss?|r|ff"
    r"|c|ca"
)
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")


def sentence_ends(text: str) -> Iterator[int]:
    """The code points after which a sentence ends, in order; the end of the text is none by itself."""
    breaks = {match.start() for match in _PARAGRAPH.finditer(text)}
    stops = {match.end() for match in _STOP.finditer(text) if not _is_abbreviation(text, match)}
    yield from sorted(position for position in breaks | stops if position)


def last_sentence(text: str) -> str:
    """The part of a text after its last sentence end: how the sentence begins that goes on after it."""
    ends = [end for end in sentence_ends(text) if text[end:].strip()]
    if text.rstrip() and _ends_sentence(text):
        return ""
    return text[ends[-1] :] if ends else text


def first_sentence(text: str) -> str:
    """The part of a text up to its first sentence end."""
    return text[: next(sentence_ends(text), len(text))]


def _ends_sentence(text: str) -> bool:
    return next((end == len(text.rstrip()) for end in reversed(list(sentence_ends(text)))), False)


def _is_abbreviation(text: str, stop: re.Match[str]) -> bool:
    """Whether the stop belongs to an abbreviation, an initial or a number of a list, and ends nothing."""
    if text[stop.start()] != "." or stop.end() - stop.start() > 1:
        return False
    found = _LAST_WORD.search(text, max(0, stop.start() - 30), stop.start())
    word = found.group().casefold() if found else ""
    return (
        _ABBREVIATED.fullmatch(word) is not None
        or _INITIAL.fullmatch(word) is not None
        or _numbers_a_line(text, stop)
    )


def _numbers_a_line(text: str, stop: re.Match[str]) -> bool:
    """Whether it is the stop after the number at the start of a line: 12. The Committee."""
    line = text[text.rfind("\n", 0, stop.start()) + 1 : stop.start()]
    return line.strip().isdecimal()
