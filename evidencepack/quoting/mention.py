"""One reference in a text: what kind it is, its normal form, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mention:
    """A reference to a paper, a law, a case or a file.

    Attributes:
        kind: One of ``mentions.KINDS``.
        normal: The same for every way of writing the reference; it reads again as this reference.
        words: The words as they stand in the text, on one line.
        start: The first code point.
        end: The code point after the last.
        keys: By which the same authority is known: each citation of a case, title and number of an
            instrument.
    """

    kind: str
    normal: str
    words: str
    start: int
    end: int
    keys: tuple[str, ...] = ()


def made(kind: str, normal: str, text: str, start: int, end: int, keys: tuple[str, ...] = ()) -> Mention:
    """A reference that stands at a stretch of a text."""
    return Mention(kind, normal, flat(text[start:end]), start, end, keys or (normal,))


def flat(text: str) -> str:
    """Words on one line with plain spaces."""
    return " ".join(text.split())
