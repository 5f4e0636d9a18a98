"""The words somebody seeks: taken apart as they were typed, and found in a text however it writes them.

Capitals, accents, the shape of quote marks and dashes, breaks between lines and hyphens at their ends make no
difference. A word finds every word that begins with it; words in double quote marks are found side by side
and whole. Nothing is proved here: that two passages are the same words is for ``grading`` to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

Stretch = tuple[int, int]
"""Code points of a text: the first, and the one after the last."""

ADJACENT, WHOLE, BEGINNING = 3, 2, 1
"""How well a text has the words: side by side; all of them whole; only as the beginnings of words."""

_MOST_WORDS = 60
_MOST_TAKEN_APART = 12  # with more words, a hyphen at a line's end inside one of them is not allowed for
_LEAST_PART = 2  # letters before and after a hyphen at a line's end

_LIGATURES = {"ffi": "\ufb03", "ffl": "\ufb04", "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02"}
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
_ACCENTS = "\u0300-\u036f"
_HYPHENS = "\\-\u2010\u2011"
_LAPSE = f"(?:[{_UNSEEN}{_ACCENTS}]|[{_HYPHENS}\u00ad][^\\S\\n]*\\n\\s*)*"
_ODD = re.compile(f"[{_UNSEEN}{_ACCENTS}\ufb00-\ufb04]|[{_HYPHENS}][^\\S\\n]*\\n")
_DROPPED = re.compile(f"[{_UNSEEN}{_ACCENTS}]")
_UNIT = re.compile("ff[il]|f[fil]|.", re.DOTALL)
_BETWEEN = "[\\W_]+"
_LETTERS = re.compile("[^\\W_]+")
_NOT_LETTERS = re.compile(_BETWEEN)
_MARKS = '"\u201c\u201d\u201e\u00ab\u00bb'
_TYPED = re.compile(f"[{_MARKS}]([^{_MARKS}]*)([{_MARKS}]?)|([^\\s{_MARKS}]+)")
_HYPHENED = re.compile(f"[^\\W_]+(?:[{_HYPHENS}][^\\W_]+)+")


class _Plain(dict[int, str]):
    """Each character's small letter without its accent; always one character for one."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        pieces = unicodedata.normalize("NFD", character)
        small = (pieces[0] if all(map(unicodedata.combining, pieces[1:])) else character).lower()
        self[code] = small if len(small) == 1 else character
        return self[code]


_PLAIN = _Plain()


def plain_letters(text: str) -> str:
    """The text in small letters without accents; each code point stays where it is."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)


def bones(text: str) -> str:
    """Only the plain letters and figures: a text that lacks a word's letters here cannot have the word."""
    small = plain_letters(text)
    if not small.isascii():
        for letters, ligature in _LIGATURES.items():
            small = small.replace(ligature, letters)
    return _NOT_LETTERS.sub("", small)


@dataclass(frozen=True)
class Term:
    """One thing that must be there: a word, or words side by side.

    Attributes:
        words: In plain letters.
        beginning: The last word may be the beginning of one.
        joined: Typed with hyphens; it may be written in one piece.
    """

    words: tuple[str, ...]
    beginning: bool = True
    joined: bool = False

    @property
    def written(self) -> tuple[str, ...]:
        """The ways to write it, each as words side by side."""
        ways = [" ".join(self.words)]
        if self.joined:
            ways.append("".join(self.words))
        ways += [_with_ligatures(way) for way in ways if _with_ligatures(way) != way]
        return tuple(ways)

    @property
    def taken_apart(self) -> tuple[str, ...]:
        """The ways in which a hyphen at a line's end may part one of its words."""
        return tuple(
            " ".join((*self.words[:n], word[:cut], word[cut:], *self.words[n + 1 :]))
            for n, word in enumerate(self.words)
            for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1)
        )

    def pattern(self, *, whole: bool, lapse: str) -> str:
        """Where it stands, for a regular expression over plain letters."""
        between = "[\\W_]*" if self.joined else _BETWEEN
        letters = between.join(lapse.join(_units(word, lapse)) for word in self.words)
        end = "(?![^\\W_])" if whole or not self.beginning else ""
        return f"(?<![^\\W_]){letters}{end}"


class Sought:
    """What somebody seeks.

    Attributes:
        typed: As it was typed.
        terms: What must all be there.
    """

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self.terms = tuple(_terms(typed))

    def __bool__(self) -> bool:
        """Whether there is any word to seek."""
        return bool(self.terms)

    @property
    def together(self) -> Term | None:
        """All the words side by side, where there are several terms."""
        if len(self.terms) < 2:
            return None
        return Term(tuple(word for term in self.terms for word in term.words), self.terms[-1].beginning)

    @property
    def may_be_parted(self) -> bool:
        """Whether words that a hyphen parts at a line's end are looked for too."""
        return sum(len(term.words) for term in self.terms) <= _MOST_TAKEN_APART

    def how_well(self, text: str) -> int:
        """:data:`ADJACENT`, :data:`WHOLE` or :data:`BEGINNING`; 0 if a word is not there."""
        small, odd = _prepared(text)
        if not all(pattern.search(small) for pattern in self._patterns[odd]):
            return 0
        if self.together is not None and self._adjacent[odd].search(small):
            return ADJACENT
        return WHOLE if all(pattern.search(small) for pattern in self._whole[odd]) else BEGINNING

    def begins(self, text: str) -> bool:
        """Whether a text begins with these words."""
        small, odd = _prepared(text)
        return self._adjacent[odd].match(small) is not None

    def stretches(self, text: str) -> list[Stretch]:
        """Where the words stand, in order, none over another; code points of the text as it is."""
        small, odd = _prepared(text)
        found = sorted(match.span() for pattern in self._patterns[odd] for match in pattern.finditer(small))
        kept: list[Stretch] = []
        for start, end in found:
            if kept and start < kept[-1][1]:
                kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
            else:
                kept.append((start, end))
        return kept

    def letters(self) -> Iterator[str]:
        """The letters that :func:`bones` of a text must have, word by word."""
        for term in self.terms:
            yield from ("".join(term.words),) if term.joined else term.words

    @cached_property
    def _patterns(self) -> tuple[list[re.Pattern[str]], ...]:
        return tuple([_compiled(term, lapse=lapse) for term in self.terms] for lapse in ("", _LAPSE))

    @cached_property
    def _whole(self) -> tuple[list[re.Pattern[str]], ...]:
        return tuple([_compiled(term, True, lapse) for term in self.terms] for lapse in ("", _LAPSE))

    @cached_property
    def _adjacent(self) -> tuple[re.Pattern[str], ...]:
        term = self.together or self.terms[0]
        return tuple(_compiled(term, lapse=lapse) for lapse in ("", _LAPSE))


def _compiled(term: Term, whole: bool = False, lapse: str = "") -> re.Pattern[str]:
    return re.compile(term.pattern(whole=whole, lapse=lapse))


def _prepared(text: str) -> tuple[str, bool]:
    """The plain letters, and whether there is anything odd inside words to step over."""
    small = plain_letters(text)
    return small, _ODD.search(small) is not None


def _terms(typed: str) -> Iterator[Term]:
    text = unicodedata.normalize("NFC", typed)
    for letters, ligature in _LIGATURES.items():
        text = text.replace(ligature, letters)
    text = plain_letters(_DROPPED.sub("", text))
    left = _MOST_WORDS
    parts = list(_TYPED.finditer(text))
    for part in parts:
        phrase, closing, word = part.groups()
        words = tuple(_LETTERS.findall(phrase or word or ""))[:left]
        left -= len(words)
        if not words:
            continue
        if word is None:
            yield Term(words, beginning=not closing)
        else:
            short = len(words[-1]) < _LEAST_PART and len(parts) > 1  # one letter begins half of all words
            yield Term(words, not short, _HYPHENED.fullmatch(word) is not None)


def _units(word: str, lapse: str) -> Iterator[str]:
    """A word's letters for a pattern, where several may be printed as one."""
    for letters in _UNIT.findall(word):
        if not lapse or letters not in _LIGATURES:
            yield re.escape(letters)
            continue
        ways = [lapse.join(letters), _LIGATURES[letters]]
        if len(letters) > 2:
            ways += [f"f{lapse}{_LIGATURES[letters[1:]]}", f"{_LIGATURES['ff']}{lapse}{letters[2]}"]
        yield f"(?:{'|'.join(ways)})"


def _with_ligatures(text: str) -> str:
    for letters, ligature in _LIGATURES.items():
        text = text.replace(letters, ligature)
    return text
