"""Living references in a paragraph: @Q1, @E3, @A1, @P4, @S2, and what a reader sees in their place.

``@Q1`` in a sentence becomes the words in quotation marks with their citation; on a line of its own, a
quotation set apart; ``@Q1.cite`` becomes the citation alone. The others become the number or mark of what
they name, linked to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evidencepack.submission.blocks import Run, Runs

_REFERENCE = re.compile(r"(?<![\w@.])@([SQREPTA][1-9]\d{0,8})(\.cite)?(?!\w)")
_CITES = re.compile(
    r"\s*\(\s*(?P<cites>@Q[1-9]\d{0,8}\.cite(?:\s*(?:[;,]|\band\b|[;,] and\b)\s*@Q[1-9]\d{0,8}\.cite)*)\s*\)"
)
_ALONE = re.compile(r"\s*@(Q[1-9]\d{0,8})\s*\Z")


@dataclass(frozen=True)
class Reference:
    """One reference in a text: the handle, and whether only the citation is wanted."""

    handle: str
    cite_only: bool


def references_in(text: str) -> list[Reference]:
    """All references in a text, in order."""
    return [Reference(match[1], bool(match[2])) for match in _REFERENCE.finditer(text)]


@dataclass(frozen=True)
class Passage:
    """A stretch of a paragraph: running text, or a quotation set apart."""

    text: str = ""
    quote: str = ""


def passages(text: str) -> Iterator[Passage]:
    """Split a paragraph's text where quotations are set apart from it."""
    running: list[str] = []
    for line in text.splitlines():
        alone = _ALONE.match(line)
        if alone is None:
            running.append(line)
            continue
        if joined := " ".join(" ".join(running).split()):
            yield Passage(text=joined)
        running = []
        yield Passage(quote=alone[1])
    if joined := " ".join(" ".join(running).split()):
        yield Passage(text=joined)


def fill(
    text: str,
    shown: Callable[[Reference], Runs],
    noted: Callable[[Sequence[Reference]], Runs] | None = None,
) -> Runs:
    """Put what a reader sees in place of each reference of a running text.

    Args:
        text: The text.
        shown: What a reader sees for one reference.
        noted: What a reader sees for citations that stand alone in brackets, brackets and all; without it
            they are filled in one by one and the brackets stay.
    """
    runs: list[Run] = []
    end = 0
    for match in _CITES.finditer(text) if noted else ():
        runs += _filled(text[end : match.start()], shown)
        runs += noted(references_in(match["cites"])) if noted else ()
        end = match.end()
    return (*runs, *_filled(text[end:], shown))


def _filled(text: str, shown: Callable[[Reference], Runs]) -> Iterator[Run]:
    end = 0
    for match in _REFERENCE.finditer(text):
        if match.start() > end:
            yield Run(text[end : match.start()])
        yield from shown(Reference(match[1], bool(match[2])))
        end = match.end()
    if end < len(text):
        yield Run(text[end:])


def without_references(text: str) -> str:
    """A text's own words, without what its references stand for."""
    return _REFERENCE.sub("@", text)
