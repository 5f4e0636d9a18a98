"""Which characters the shipped fonts can print, and what is printed in place of one that they cannot.

A standard for lasting, readable PDFs forbids a letter without a shape: one unknown character would stop the
whole document. So every text passes through here first. A character that no font can print is set as its
code in brackets, ``[U+1F600]``, and told; what was never to be seen is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from fontTools.ttLib import TTFont

from evidencepack.settings import resources

FALLBACK_FACES = ("DejaVu Sans", "Droid Sans Fallback")
"""The faces that lend a letter, in this order, when the document's own face lacks it."""

_CUTS = ("Regular", "Bold", "Italic", "BoldItalic")
_FILES = {
    "Liberation Sans": tuple(f"LiberationSans-{cut}.ttf" for cut in _CUTS),
    "Liberation Serif": tuple(f"LiberationSerif-{cut}.ttf" for cut in _CUTS),
    "DejaVu Sans": ("DejaVuSans.ttf",),
    "Droid Sans Fallback": ("DroidSansFallbackFull.ttf",),
}

_BREAKS = frozenset("\t\n\x0b\x0c\r\x85\u2028\u2029")
_JOINERS = frozenset("\u200c\u200d")
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Characters that have no shape of their own: hyphens that wait for a line's end, joints without width,
# choosers of a variant. Left out, the words look the same; left in, they could end a line with a hyphen
# that is not in the source.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_NEVER = frozenset({"Cc", "Cs", "Co", "Cn"})
_PLAIN_NOT = _NEVER | {"Mn", "Mc", "Me", "Cf", "Zl", "Zp"}


@dataclass(frozen=True)
class Replaced:
    """A character that could not be printed as it is.

    Attributes:
        character: The character itself.
        printed: What stands in its place; empty when nothing does.
        place: The handle of the text it stood in, or ``submission`` or ``bundle``.
    """

    character: str
    printed: str
    place: str


@cache
def letters(name: str) -> frozenset[int]:
    """The code points that every cut of a shipped face has a shape for.

    Args:
        name: The face, such as ``Liberation Sans``.
    """
    folder = resources() / "fonts"
    found: list[frozenset[int]] = []
    for file in _FILES[name]:
        with TTFont(folder / file, lazy=True) as font:
            found.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*found)


@cache
def chain(face: str) -> tuple[frozenset[int], ...]:
    """What each face can print, in the order in which they are asked."""
    return tuple(letters(name) for name in (face, *FALLBACK_FACES))


@cache
def _plain(face: str) -> frozenset[str]:
    """The characters of the face itself that need no thought: no marks, no signs of direction."""
    return frozenset(chr(code) for code in letters(face) if unicodedata.category(chr(code)) not in _PLAIN_NOT)


def shown_code(character: str) -> str:
    """The visible form of a character that cannot be printed: ``[U+1F600]``."""
    return f"[U+{ord(character):04X}]"


def printable(
    parts: Sequence[str], face: str, *, strict: bool = False
) -> tuple[list[str], list[tuple[str, str]]]:
    """Make texts that follow one another in one paragraph safe to print.

    They are taken together because a mark at the start of one is set upon the last letter of the other.

    Args:
        parts: The texts, in order.
        face: The document's face.
        strict: Print only whole letters, and every mark as its code: the last resort.

    Returns:
        The texts as they can be printed, one for one; and each character that was replaced or left out
        although it may matter, with what stands in its place.
    """
    plain = _plain(face)
    if all(plain.issuperset(part) for part in parts):
        return list(parts), []
    told: list[tuple[str, str]] = []
    shown: list[list[str]] = [[] for _ in parts]
    cluster: list[tuple[int, str]] = []

    def settle() -> None:
        for number, text, character in _settled(cluster, face, strict):
            shown[number].append(text)
            if character:
                told.append((character, text))
        cluster.clear()

    for number, character in _seen(parts, told):
        if cluster and not _joins(cluster[-1][1], character):
            settle()
        cluster.append((number, character))
    settle()
    return ["".join(characters) for characters in shown], told


def _seen(parts: Iterable[str], told: list[tuple[str, str]]) -> Iterable[tuple[int, str]]:
    """The characters that leave a trace on paper, with the number of their part; line ends as spaces."""
    before = ""
    for number, part in enumerate(parts):
        for character in part:
            if character in _BREAKS:
                if not (before == "\r" and character == "\n"):
                    yield number, " "
            elif character in _DIRECTIONS:
                told.append((character, ""))
            elif not _UNSEEN.match(character):
                yield number, character
            before = character


def _joins(before: str, character: str) -> bool:
    """Whether a character is shaped together with the one before it, so that one font must have both."""
    return (
        character in _JOINERS
        or before in _JOINERS
        or unicodedata.category(character)[0] == "M"
        or _follows_on(before, character)
    )


@lru_cache(maxsize=4096)
def _follows_on(before: str, character: str) -> bool:
    """Korean letters that build a syllable, and letters that are half a mark."""
    code = ord(character)
    if 0x1100 <= code <= 0x11FF or 0xA960 <= code <= 0xA97F or 0xD7B0 <= code <= 0xD7FF:
        first = ord(before)
        return 0x1100 <= first <= 0x11FF or 0xA960 <= first <= 0xA97F or 0xAC00 <= first <= 0xD7FF
    return code in (0x0E33, 0x0EB3, 0xFF9E, 0xFF9F) or 0x1F3FB <= code <= 0x1F3FF


def _settled(cluster: Sequence[tuple[int, str]], face: str, strict: bool) -> Iterable[tuple[int, str, str]]:
    """A letter with its marks as it can be printed: part, text, and the character it replaces or nothing."""
    fonts = chain(face)
    able = [(number, c) for number, c in cluster if c not in _JOINERS]
    codes = {ord(c) for _, c in able}
    sound = not any(unicodedata.category(c) in _NEVER for _, c in able)
    if sound and not (strict and len(cluster) > 1):
        font = next((font for font in fonts if codes <= font), None)
        if font is not None:
            joined = all(ord(c) in font for _, c in cluster) and not strict
            yield from ((n, c, "") for n, c in cluster if joined or c not in _JOINERS)
            return
    base = able[0][1] if able else ""
    home = next((font for font in fonts if base and ord(base) in font), frozenset[int]())
    for place, (number, character) in enumerate(able):
        fits = ord(character) in home and unicodedata.category(character) not in _NEVER
        if fits and (place == 0 or not strict):
            yield number, character, ""
        else:
            yield number, shown_code(character), character
