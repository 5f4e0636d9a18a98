"""Which characters of a document can be seen on a page, which are dropped, and which have no shape."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from fontTools.ttLib import TTFont

from evidencepack.settings import resources

BODY = "Liberation Serif"
MONO = "Liberation Mono"
FALLBACK = ("DejaVu Sans", "Droid Sans Fallback")
"""The faces that lend a letter when the face of the text lacks it."""

_FILES = {
    BODY: "LiberationSerif-Regular.ttf",
    MONO: "LiberationMono-Regular.ttf",
    "DejaVu Sans": "DejaVuSans.ttf",
    "Droid Sans Fallback": "DroidSansFallbackFull.ttf",
}
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
# Signs that order a reader's eyes, not words: left in, they could show a text in another order than it has.
_TURNING = "\u202a-\u202e\u2066-\u2069"
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e0fff" + _TURNING + "]"
)
_OVERRIDES = frozenset("\u202d\u202e")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Seen:
    """Makes texts fit for a page and remembers what had to be left out or has no shape."""

    def __init__(self) -> None:
        self.dropped: Counter[str] = Counter()
        self.turned = 0
        self.missing: Counter[str] = Counter()

    def fit(self, text: str, *, mono: bool = False) -> str:
        """A text as it goes on the page.

        Line ends become line feeds and tabs spaces; control characters go and are counted; signs without a
        shape (soft hyphens, direction signs, spaces without width) go, because they are not seen.
        """
        if text.isascii() and text.isprintable():
            return text
        text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
        if controls := _CONTROL.findall(text):
            self.dropped.update(controls)
            text = _CONTROL.sub("", text)
        self.turned += sum(c in _OVERRIDES for c in text)
        text = _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text))
        known = _known(MONO if mono else BODY)
        self.missing.update(c for c in text if ord(c) not in known)
        return text

    def warnings(self) -> list[str]:
        """What the person must know about the characters, one sentence each."""
        told: list[str] = []
        if self.dropped:
            total = self.dropped.total()
            names = ", ".join(_code(c) for c in sorted(self.dropped)[:8])
            told.append(
                f"{total:,} control character{'s' if total != 1 else ''} ({names}) that cannot be seen "
                f"{'are' if total != 1 else 'is'} left out of the reading copy."
            )
        if self.turned:
            told.append(
                "The text holds signs that reverse the order in which letters are shown; they are left "
                "out of "
                "the reading copy, so it may look different from the original."
            )
        if self.missing:
            names = ", ".join(f"{_shown(c)} ({_code(c)})" for c in sorted(self.missing)[:8])
            more = ", …" if len(self.missing) > 8 else ""
            told.append(
                f"No font of this program has a shape for {names}{more}: an empty box stands there on "
                "the page "
                "of the reading copy."
            )
        return told


def right_to_left(text: str) -> bool:
    """Whether a paragraph runs from right to left, as its first letter says."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in ("R", "AL"):
            return True
    return False


@cache
def _letters(face: str) -> frozenset[int]:
    with TTFont(resources() / "fonts" / _FILES[face], lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _known(face: str) -> frozenset[int]:
    # Joiners are not letters: they choose the shape of their neighbours, and no font need have them.
    return frozenset({0x0A, 0x200C, 0x200D}).union(*(_letters(name) for name in (face, *FALLBACK)))


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _shown(character: str) -> str:
    return f"“{character}”" if character.isprintable() else unicodedata.name(character, "a private sign")
