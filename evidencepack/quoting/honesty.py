"""Honest elision: what a quotation leaves out is looked at, and what may turn its sense round is told.

Looked at are the words left out within it, and the rest of the sentence in which it begins and ends.
Nothing is decided here: each doubt wants a reason from the person who quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evidencepack.quoting.furniture import bodies
from evidencepack.quoting.places import PageWords
from evidencepack.quoting.sentences import first_sentence, last_sentence, sentence_ends
from evidencepack.quoting.weighty import CONDITION, FIGURE, NEGATION

_FAR = 700  # letters before and after a quotation in which its sentence begins and ends
_SHOWN = 5
_SHOWN_WORDS = 14

_FEWEST_WORDS = 3  # of a sentence in the quotation; with fewer it is the sentence beside it that is quoted

_ASIDE = r"(?!\s+(?:at all|any|so|not|ever|only|necessary|appropriate|applicable|possible|need be)\b)"
_ALWAYS_BOUNDS = re.compile(
    r"\b(?:unless|except(?:ing)?|provid(?:ed|ing),?\s+(?:always,?\s+)?that|save\s+(?:that|for|where|in|as)"
    r"|(?<!be )(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )(?<!being )subject\s+to"
    r"|on\s+(?:the\s+)?condition|so\s+long\s+as|only\s+(?:if|where|when)|if\s+and\s+only)\b",
    re.IGNORECASE,
)
_BOUNDS_AFTER_A_STOP = re.compile(
    rf"(?:^|[,;:(–—])\s*(?:(?:and|or)\s+)?(?:(?:even\s+)?if{_ASIDE}|but|however|(?:al)?though|until|only|whereas|albeit)\b",
    re.IGNORECASE,
)
_BOUNDS_AT_ONCE = re.compile(
    rf"\s*(?:if{_ASIDE}|but|until|only|(?:al)?though|not(?!\s+only)|save|or\s+not)\b",
    re.IGNORECASE,
)
_OPENS_WITH_CONDITION = re.compile(
    r"\W*(?:(?:\(?[a-z0-9]{1,4}[.)]\s*)?(?:and|but|that|or)\s+)?"
    r"(?:(?:even\s+)?if|unless|until|except|subject\s+to|provid(?:ed|ing)\s+that|only|where|were|had|should"
    r"|(?:al)?though(?=[^,]*,?\s*\Z))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    NEGATION.pattern
    + r"|\b(?:den(?:y|ies|ied|ying)|doubt\w*|false|untrue|wrong|incorrect|refus(?:es?|ed|ing)\s+to"
    r"|fail(?:s|ed|ing)?\s+to|reject(?:s|ed|ing)?|unlikely|impossible)\b",
    re.IGNORECASE,
)
_ADMITTED = re.compile(
    r"\bnot\s+(?:disputed|denied|contested|doubted|in\s+(?:dispute|doubt|issue))\b", re.IGNORECASE
)
_IS = re.compile(r"\b(?:be|is|are|was|were|been|being)\s*\Z", re.IGNORECASE)
_SUBJECT = re.compile(r"\A\s*subject\s+to\b", re.IGNORECASE)
_NEAR = 3  # words that “without” reaches
_CLAUSE_ENDS = re.compile(
    r"[,;:–—()]|\b(?:and|but|so|because|which|who|while|whereas|as|since)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Doubt:
    """One thing about a quotation that wants a reason.

    Attributes:
        rule: Which kind: ``elision-negation``, ``elision-condition``, ``elision-figure``,
            ``elision-crosses-sentences``, ``quote-stops-short``, ``quote-starts-late`` or
            ``insertion-changes-sense``.
        told: What it leaves out or puts in, as the rest of a sentence that begins with the quote's handle.
    """

    rule: str
    told: str


@dataclass(frozen=True)
class Stretch:
    """A piece of a quotation on a page.

    Attributes:
        page: The page, from 1.
        start: Its first code point there.
        end: The code point after its last one.
        omitted: The words left out before it.
    """

    page: int
    start: int
    end: int
    omitted: str = ""


def doubts(stretches: Sequence[Stretch], page_at: Callable[[int], PageWords | None]) -> list[Doubt]:
    """What a quotation leaves out that may turn its sense round.

    Args:
        stretches: Its pieces, in order.
        page_at: The page of this number, from 1, of the same reading copy; None if there is none.
    """
    found = _left_out([stretch.omitted for stretch in stretches if stretch.omitted])
    first, last = stretches[0], stretches[-1]
    return [
        *found,
        *_starts_late(_before(first, page_at), _text(first, page_at)),
        *_stops_short(_text(last, page_at), _after(last, page_at)),
    ]


def put_in(inserted: Sequence[str]) -> list[Doubt]:
    """What a writer put into a quotation that may turn its sense round: a “not”, an “unless”.

    Args:
        inserted: The words put in, with or without their brackets.
    """
    words = [
        each.group() for text in inserted for each in (*NEGATION.finditer(text), *CONDITION.finditer(text))
    ]
    named = ", ".join(f"“{' '.join(word.split())}”" for word in list(dict.fromkeys(words))[:_SHOWN])
    return (
        [Doubt("insertion-changes-sense", f"puts in {named}, which the source does not say")] if named else []
    )


def _left_out(omitted: Sequence[str]) -> list[Doubt]:
    found = []
    for rule, kind, pattern in (
        ("elision-negation", "", NEGATION),
        ("elision-condition", "", CONDITION),
        ("elision-figure", "the figure ", FIGURE),
    ):
        words = [" ".join(each.group().split()) for text in omitted for each in pattern.finditer(text)]
        words = list(dict.fromkeys(word.strip(" .,:/") for word in words))
        if words:
            named = ", ".join(f"“{word}”" for word in words[:_SHOWN])
            more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
            kind = kind.replace("figure ", "figures ") if len(words) > 1 else kind
            found.append(Doubt(rule, f"leaves out {kind}{named}{more}"))
    crossed = [text for text in omitted if any(True for _ in sentence_ends(f"{text} A"))]
    if crossed:
        found.append(
            Doubt("elision-crosses-sentences", "leaves out the end of a sentence and goes on in another")
        )
    return found


def _stops_short(last_words: str, after: str) -> list[Doubt]:
    """A sentence that goes on with its condition."""
    if _is_whole(last_words, after) or _is_scrap(last_sentence(last_words), last_words):
        return []
    rest = first_sentence(after)
    if _IS.search(last_words):
        rest = _SUBJECT.sub("", rest)
    bound = _BOUNDS_AT_ONCE.match(rest) or _BOUNDS_AFTER_A_STOP.search(rest) or _ALWAYS_BOUNDS.search(rest)
    if not bound:
        return []
    return [
        Doubt("quote-stops-short", f"stops before the sentence goes on: “{_shown(rest[bound.start() :])}”")
    ]


def _starts_late(before: str, first_words: str) -> list[Doubt]:
    """A sentence that began with a condition, or with a denial of what is quoted."""
    lead = last_sentence(before)
    if not any(map(str.isalpha, lead)) or _is_scrap(first_sentence(first_words), first_words):
        return []
    if _OPENS_WITH_CONDITION.match(lead) and not re.search(r"[?]", lead):
        return [Doubt("quote-starts-late", f"leaves off how the sentence begins: “{_shown(lead)}”")]
    lead = _ADMITTED.sub("", lead)
    clause = lead[max((end.end() for end in _CLAUSE_ENDS.finditer(lead)), default=0) :]
    denied = list(_DENIED.finditer(clause))
    if denied and (
        denied[-1].group().casefold() != "without" or len(clause[denied[-1].end() :].split()) <= _NEAR
    ):
        return [
            Doubt("quote-starts-late", f"leaves off how the sentence begins: “{_shown(clause, last=True)}”")
        ]
    return []


def _is_scrap(sentence: str, quoted: str) -> bool:
    """Whether only a word or two of this sentence are quoted, and it is another that is meant."""
    return len(sentence.split()) < _FEWEST_WORDS and len(sentence.strip()) < len(quoted.strip())


def _is_whole(last_words: str, after: str) -> bool:
    """Whether the quotation ends where the sentence does."""
    joined = f"{last_words}{after}"
    return any(abs(end - len(last_words)) <= 1 for end in sentence_ends(joined)) or not after.strip()


def _shown(text: str, *, last: bool = False) -> str:
    words = text.strip(" ,;:").rstrip(".").split()
    if len(words) <= _SHOWN_WORDS:
        return " ".join(words)
    return f"… {' '.join(words[-_SHOWN_WORDS:])}" if last else f"{' '.join(words[:_SHOWN_WORDS])} …"


def _text(stretch: Stretch, page_at: Callable[[int], PageWords | None]) -> str:
    page = page_at(stretch.page)
    return page.text[stretch.start : stretch.end] if page else ""


def _before(stretch: Stretch, page_at: Callable[[int], PageWords | None]) -> str:
    """The text before a piece, with the end of the page before if the sentence began there."""
    page = page_at(stretch.page)
    if page is None:
        return ""
    text = page.text[max(0, stretch.start - _FAR) : stretch.start]
    if stretch.start > _FAR or any(True for _ in sentence_ends(text)):
        return text
    low, _, former = _beside(stretch.page, page_at, -1)
    return f"{former[-_FAR:].rstrip()}\n{page.text[min(low, stretch.start) : stretch.start].lstrip()}"


def _after(stretch: Stretch, page_at: Callable[[int], PageWords | None]) -> str:
    """The text after a piece, with the start of the next page if the sentence goes on there."""
    page = page_at(stretch.page)
    if page is None:
        return ""
    text = page.text[stretch.end : stretch.end + _FAR]
    if stretch.end + _FAR < len(page.text) or any(True for _ in sentence_ends(f"{text} a")):
        return text
    _, high, following = _beside(stretch.page, page_at, 1)
    return f"{page.text[stretch.end : max(high, stretch.end)].rstrip()}\n{following[:_FAR].lstrip()}"


def _beside(number: int, page_at: Callable[[int], PageWords | None], step: int) -> tuple[int, int, str]:
    """From where to where a page's own text goes without running head and foot; and its neighbour's text."""
    numbers = [n for n in range(number - 3, number + 4) if n > 0]
    pages = [page for page in map(page_at, numbers) if page is not None]
    ranges = dict(zip((page.page for page in pages), bodies(pages), strict=True))
    low, high = ranges[number]
    other = next((page for page in pages if page.page == number + step), None)
    if other is None:
        return low, high, ""
    start, end = ranges[other.page]
    return low, high, other.text[start:end]
