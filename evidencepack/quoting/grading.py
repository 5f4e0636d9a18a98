"""How a quotation compares with a passage: exact, equivalent, the same words, or not the same.

This is the one comparison that everything uses. Both texts are taken apart into their letters and figures
and the gaps between them. The letters must be the same; each gap then decides whether the quotation is
merely set differently, differs in case or punctuation, or says something else.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from evidencepack.quoting.folding import LINE_END_ADDRESS, LINE_END_DASH, LINE_END_HYPHEN, fold_text, plainly

WordGrade: TypeAlias = Literal["exact", "equivalent", "words"]
"""The grades that a passage with the right words can have, best first."""

ORDER: dict[str, int] = {"exact": 0, "equivalent": 1, "words": 2}

_GAPS = re.compile(r"([^\W_])([\W_]*)")
_LEADING = re.compile(r"[\W_]*")
_SPACES = re.compile(" +")
_NOT_LETTERS = re.compile(r"[\W_]+")
_SPLIT_WORD = re.compile(f"([^\\W_]+){LINE_END_HYPHEN}(?=([^\\W_]+))")
_READINGS = {LINE_END_HYPHEN: ("", "-", "- "), LINE_END_DASH: ("-", "- "), LINE_END_ADDRESS: ("", " ")}

# Punctuation that carries meaning wherever it stands. Symbols (£, +, −, =, °) always do.
_WEIGHTY = frozenset("'%‰‱&@#*§¶†‡/\\")
_ONE_SIDED_DASH = re.compile(r"(?<=\s)-(?!\s)|(?<!\s)-(?=\s)")  # pre- and, -x: not a pause between words
_SIGN = "\ufdd2"
_QUOTE_MARKS = ("'", '"')

# White space beside these says nothing: ( a ) is (a). Beside a figure that is so only of the second.
_LOOSE = frozenset(",;:.!?\u2026()[]{}/&%\u2030\u2022\u00b7")
_LOOSE_BY_FIGURES = frozenset("()[]%\u2030£$€¥")


@dataclass(frozen=True)
class Comparison:
    """What a comparison came to.

    Attributes:
        grade: The grade, or None if the words are not the same.
        notes: Hyphens at line ends that were taken as part of one word.
    """

    grade: WordGrade | None
    notes: tuple[str, ...] = ()


NOT_THE_SAME = Comparison(None)


def same_words(written: str, passage: str) -> WordGrade | None:
    """Compare a quotation with a passage of a page.

    Args:
        written: The words as quoted.
        passage: The page's own text. White space around either does not count.

    Returns:
        ``exact``: every character is the page's. ``equivalent``: only white space, line-end hyphens,
        ligatures, quote marks and dashes differ. ``words``: the same words in the same order, but case or
        punctuation differs. None: a word, a figure, a sign, an apostrophe or the punctuation beside a
        figure differs.
    """
    return compare(written, passage).grade


def compare(written: str, passage: str) -> Comparison:
    """The same as :func:`same_words`, with the notes."""
    written, passage = written.strip(), passage.strip()
    if written == passage:
        return Comparison("exact")
    ours, theirs = fold_text(written).strip(" "), fold_text(passage).strip(" ")
    if ours == theirs:
        return Comparison("equivalent")
    our_letters, our_gaps = _take_apart(ours)
    their_letters, their_gaps = _take_apart(theirs)
    if our_letters != their_letters or not our_letters:
        return NOT_THE_SAME
    gaps = _weigh_gaps(our_letters, our_gaps, their_gaps)
    if gaps is None:
        return NOT_THE_SAME
    same_case = _NOT_LETTERS.sub("", ours) == _NOT_LETTERS.sub("", theirs)
    grade: WordGrade = "equivalent" if same_case and not gaps.punctuation_differs else "words"
    notes = _joined_notes(ours, our_gaps, gaps.joined) + _joined_notes(theirs, their_gaps, gaps.joined)
    return Comparison(grade, notes)


@dataclass
class _Gaps:
    """What the gaps between the letters came to."""

    punctuation_differs: bool = False
    joined: list[int] = field(default_factory=list)


def _weigh_gaps(letters: list[str], our_gaps: list[str], their_gaps: list[str]) -> _Gaps | None:
    """Compare gap with gap; None if one of them says something else."""
    found, swaps = _Gaps(), []
    around = zip(["", *letters], [*letters, ""], strict=True)
    for number, (our, their, (before, after)) in enumerate(zip(our_gaps, their_gaps, around, strict=True)):
        if our == their:
            continue
        shared = _readings(our) & _readings(their)
        if shared:
            if "" in shared:
                found.joined.append(number)
            continue
        if _only_spaced(our, their, before, after):
            continue
        found.punctuation_differs = True
        swap = _swapped_marks(our, their, before, after)
        if swap:
            swaps += swap
        elif not _harmless(our, their, before, after):
            return None
    return found if _paired(swaps) else None


def _paired(swaps: list[str]) -> bool:
    """Whether each mark has its partner; one that has none is an apostrophe, and those count."""
    depth = 0
    for swap in swaps:
        depth += 1 if swap == "opening" else -1
        if depth < 0:
            return False
    return depth == 0


def _take_apart(folded: str) -> tuple[list[str], list[str]]:
    """The letters and figures in one case, and the gaps: before the first, between, after the last."""
    small = folded.casefold()
    pairs = _GAPS.findall(small)
    leading = _LEADING.match(small)
    return [letter for letter, _ in pairs], [leading.group() if leading else "", *(gap for _, gap in pairs)]


def _readings(gap: str) -> set[str]:
    """All ways to read a gap with a hyphen or a dash at a line end; else the gap itself."""
    for mark, choices in _READINGS.items():
        if mark in gap:
            return {gap.replace(mark, choice) for choice in choices}
    return {gap}


def _only_spaced(our: str, their: str, before: str, after: str) -> bool:
    """Whether two gaps have the same punctuation, set with other white space that says nothing."""
    bare = our.replace(" ", "")
    if not bare or bare != their.replace(" ", ""):
        return False
    return set(bare) <= (_LOOSE_BY_FIGURES if before.isnumeric() or after.isnumeric() else _LOOSE)


def _swapped_marks(our: str, their: str, before: str, after: str) -> list[str]:
    """Double quote marks for single ones, if two gaps differ in nothing else: on which side of a word."""
    if before.isnumeric() or after.isnumeric() or our.replace('"', "'") != their.replace('"', "'"):
        return []
    swapped = sum(one != other for one, other in zip(our, their, strict=True))
    if our.count("'") + our.count('"') != swapped:
        return []
    if our[-1] in _QUOTE_MARKS and after and (len(our) > swapped or not before):
        return ["opening"] * swapped
    if our[0] in _QUOTE_MARKS and before and (len(our) > swapped or not after):
        return ["closing"] * swapped
    return []


def _harmless(our: str, their: str, before: str, after: str) -> bool:
    """Whether two gaps differ in nothing but punctuation that does not change the words."""
    if before.isnumeric() or after.isnumeric():
        return False
    if before and after and not (our and their):
        return False  # two words became one, or one became two
    return _weight(our, before, after) == _weight(their, before, after)


def _weight(gap: str, before: str, after: str) -> str:
    """What of a gap carries meaning."""
    if not gap:
        return gap
    in_place = f"{'x' if before else ' '}{plainly(gap)}{'x' if after else ' '}"
    marked = _ONE_SIDED_DASH.sub(_SIGN, in_place)[1:-1]
    kept = "".join(character if _weighs(character) else " " for character in marked)
    kept = _SPACES.sub(" ", kept)
    return kept if before and after else kept.strip()


def _weighs(character: str) -> bool:
    if character in _WEIGHTY or character == _SIGN:
        return True
    return not character.isspace() and not unicodedata.category(character).startswith("P")


def _joined_notes(folded: str, gaps: list[str], joined: list[int]) -> tuple[str, ...]:
    """Name the words that were read without the hyphen at the end of their line."""
    marked = [number for number, gap in enumerate(gaps) if gap == LINE_END_HYPHEN]
    words = dict(zip(marked, _SPLIT_WORD.findall(folded), strict=False))
    return tuple(
        f"hyphen at a line end joined: {first}-{second} / {first}{second}"
        for first, second in (words[number] for number in joined if number in words)
    )
