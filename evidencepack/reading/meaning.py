"""Whether a page's letters make words, or come from a font that names its letters wrongly.

Such a font gives plausible letters without sense (``7KH GDWD`` for ``The data``), which no error tells of.
Every language written in Latin letters prefers the same pairs of letters far more than a jumbled alphabet
does, so no dictionary is needed. Measured on windows of 40 different words: never above 4.4 in 50 languages
from Welsh to Vietnamese, hardly ever below 5 for English, Welsh, French or German in any jumbled alphabet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

_LETTERS = " abcdefghijklmnopqrstuvwxyz"  # the space is the edge of a word
# How unlikely each letter of _LETTERS is after each of them, in bits, at most 9: counted over the words of
# programs' messages in 22 languages, those of English, Welsh, French and German three times.
_UNLIKELY = tuple(
    """
944445555574545548434656876
375557756575443869344567967
527793986379387389467397969
439683992395588389564599967
338842886378687389558487967
357546657586453768334767687
439873477289496389465498969
237873965477575489456496969
329973897387566389574496969
346454658875453468544768786
428862998396676479856388988
329893985396586369555487969
337763778387477379965478959
424882886398657449867498979
338543638476786489843578957
366557657675443659345556986
439783885498488359355498989
449875989589699677676197989
337652767396656479554577967
248583874395677559843588966
339782895397687489455488966
345554668565443759344778876
528882999399796399668699959
427673876399674479558699939
246463786398768539763698569
236545567586544559545686978
427862976386675479875477956
""".split()  # noqa: SIM905 - a table is read more easily
)

_FEW_WORDS = 20  # fewer different words prove nothing: they may be names or abbreviations
_WINDOW = 40
_MOST_OF_A_WINDOW = 5.1
_MOST_OF_A_PAGE = 4.8

_WORD = re.compile(r"\b[^\W\d_]{4,24}\b")
_PLAIN = re.compile("[a-z]+")
_SPELT_OUT = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)

_FEW_TOKENS = 40
_SOUP_SHARE = 0.3
_TOKEN = re.compile(r"\S{3,}")
_SENSIBLE = re.compile(
    r"\W*[^\W\d_]+(?:['’\-‐–/&.,:;][^\W\d_]+)*\W*"  # a word, or several tied together
    r"|\W*[\d.,:;/£$€%°+\-–()]+\W*"  # a number, a date, an amount
    r"|\W*\w+(?:[\-–./:_,()]\w+)*\W*"  # a reference
    r"|(\W)\1*"  # a rule or a leader
    r"|.*(?:@|://|www\.|[._\\/]\w+[._\\/]).*"  # an address or a path
)


def makes_no_words(text: str) -> bool:
    """Whether a page's letters can be no language's words.

    Tables of names, figures and codes, addresses, foreign names and short pages give no alarm; nor is
    anything said about letters other than Latin ones.

    Args:
        text: The page's stored text.
    """
    found = _WORD.findall(text)
    words = list(dict.fromkeys(found))
    unlikely = [cost for cost in map(_unlikelihood, words) if cost is not None]
    if len(unlikely) >= _FEW_WORDS:
        if len(unlikely) < 2 * _WINDOW:
            return _mean(unlikely) > (_MOST_OF_A_PAGE if len(unlikely) >= _WINDOW else _MOST_OF_A_WINDOW)
        windows = (
            unlikely[start : start + _WINDOW] for start in range(0, len(unlikely) - _WINDOW + 1, _WINDOW)
        )
        if _mean(unlikely) > _MOST_OF_A_PAGE or any(_mean(window) > _MOST_OF_A_WINDOW for window in windows):
            return True
    return _is_soup(text, len(found))


def _is_soup(text: str, words: int) -> bool:
    """Whether most of what stands between spaces mixes letters, figures and signs as nothing written does."""
    tokens = _TOKEN.findall(text)
    if len(tokens) < _FEW_TOKENS or 2 * words > len(tokens):  # enough stands there in letters alone
        return False
    strange = sum(1 for token in tokens if not _SENSIBLE.fullmatch(token))
    return strange > _SOUP_SHARE * len(tokens)


def _plain(word: str) -> str:
    """A word in plain small Latin letters; empty if it has others."""
    word = word.lower()
    if not word.isascii():
        pieces = unicodedata.normalize("NFD", word.translate(_SPELT_OUT))
        word = "".join(letter for letter in pieces if not unicodedata.combining(letter))
    return word if _PLAIN.fullmatch(word) else ""


@cache
def _costs() -> dict[str, int]:
    rows = zip(_LETTERS, _UNLIKELY, strict=True)
    return {
        first + second: int(cost) for first, row in rows for second, cost in zip(_LETTERS, row, strict=True)
    }


@lru_cache(maxsize=20_000)  # the words of a document come back on its every page
def _unlikelihood(word: str) -> float | None:
    """How unlikely a word's letters follow one another, in bits a step; None if they are not Latin."""
    plain = _plain(word)
    costs, edged = _costs(), f" {plain} "
    return (
        sum(costs[edged[at : at + 2]] for at in range(len(plain) + 1)) / (len(plain) + 1) if plain else None
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
