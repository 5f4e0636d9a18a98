"""How a passage is brought in on its page: in quotation marks, in a block, after “said”, and by whom.

Only the page's own signs are read here; what they mean beside other sources is for
:mod:`evidencepack.quoting.second_hand`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_REACH = 1800  # code points looked at on each side: a quotation that runs on longer is rarely marked
_BEFORE, _AFTER = 170, 110  # code points in which the words that bring a quotation in are sought
_VERBS = (
    "said|says|saying|wrote|writes|writing|told|tells|stated|states|added|adds|claimed|claims|replied|replies|"
    "answered|explained|explains|insisted|insists|argued|argues|announced|confirmed|confirms|assured|"
    "admitted|declared|asserted|responded|commented|concluded|warned|continued|noted|quoted|reads|read"
)
_FIRST_PERSON = frozenset({"i", "we", "you"})
_NAME = r"[A-Z][\w.'’\-]*"
_MORE_NAMES = rf"(?:\s+(?:(?:of|for|and|at|in|to)\s+(?:the\s+)?)?{_NAME}){{0,8}}"
_ROLE = (
    r"(?i:(?:(?:the|an?|its|her|his|our|their)\s+)?"
    r"(?:(?:schools?|education|home|prime|health|justice|housing|government|junior|senior|official|chief)\s+)*"
    r"(?:spokesman|spokeswoman|spokesperson|minister|secretary|official|letter|department|commissioner|office|"
    r"ministry|council|committee|report|answer|reply|response|statement|author|writer|government|judge|court))"
)
_WHO = rf"(?:{_ROLE}|{_NAME}){_MORE_NAMES}"
_SAID_BY = re.compile(
    rf"(?P<who>{_WHO}|\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t))\s+(?:\w+\s+){{0,2}}?(?P<verb>{_VERBS})\b"
)
_BY_SAID = re.compile(rf"\b(?P<verb>{_VERBS})\s+(?P<who>{_WHO})")
_ACCORDING = re.compile(rf"\b(?P<verb>[Aa]ccording\s+to|[Ii]n\s+the\s+words\s+of)\s+(?P<who>{_WHO}|\w+)")
_ANY_VERB = re.compile(rf"\b(?P<verb>{_VERBS}|according\s+to|in\s+the\s+words\s+of)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*\s+(?=[A-Z“‘\"'])")
_MAIL_BELOW = re.compile(
    r"^(?:On\b.{6,120}\bwrote:|[-_ ]*(?:Original|Forwarded) [Mm]essage[-_ :]*|Begin forwarded message:)\s*$",
    re.MULTILINE,
)
_MAIL_BY = re.compile(
    r"\bOn\b.{6,90}?,\s*(?P<on>[^,\n<]{2,60}?)\s*(?:<[^>\n]*>)?\s*wrote:|^From:\s*(?P<head>[^<\n]{2,60})",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Signs:
    """What a page shows of a passage.

    Attributes:
        marks: It stands inside quotation marks.
        block: It stands in a block that an introducing sentence with a colon brings in, behind the mark of
            a quoted e-mail, or below the head of somebody else's message.
        verb: The word that brings it in: ``said``, ``according to``; empty if none does.
        by: Who is named with that word, as the page has it; empty if nobody is.
    """

    marks: bool = False
    block: bool = False
    verb: str = ""
    by: str = ""

    @property
    def quoted(self) -> bool:
        """Whether the page shows the words as somebody's, and not merely tells of them."""
        return self.marks or self.block

    @property
    def told(self) -> str:
        """The same in words, to follow “the words stand”; empty if there is nothing to tell."""
        where = "inside quotation marks" if self.marks else "in a quoted block" if self.block else ""
        if not self.verb:
            return where
        words = f"{self.verb} {self.by}" if " " in self.verb else f"{self.by} {self.verb}"
        return f"{where}, with “{words.strip()}”".lstrip(", ")


def may_be_quoted(text: str, start: int, end: int) -> bool:
    """Whether it is worth reading the signs: quotation marks, a block or a message; much faster than that."""
    start, opening, closing = _marks(text, start, end)
    if opening is not None and closing is not None:
        return True
    return _in_message(text, start) or _brings_in_block(text, start)


def _marks(text: str, start: int, end: int) -> tuple[int, int | None, int | None]:
    """Where a passage begins without marks of its own, and where the quotation opens and closes around it."""
    end = min(end, len(text))  # a damaged page may be shorter than it was when the words were found
    start = min(start, end)
    while start < end and _kind(text, start) in ("O", "o"):  # its own marks are the page's
        start += 1
    while start < end and _kind(text, end - 1) in ("C", "c"):
        end -= 1
    opening = _opening_before(text, max(0, start - _REACH), start)
    if opening is None:
        return start, None, None
    double = _kind(text, opening) == "O"
    return start, opening, _closing_after(text, start, end, min(len(text), end + _REACH), double)


def signs_at(text: str, start: int, end: int) -> Signs:
    """Read the signs around a stretch of a page.

    Args:
        text: The page's stored text.
        start: First code point of the passage.
        end: The code point after its last one.
    """
    start, opening, closing = _marks(text, start, end)
    marks = opening is not None and closing is not None
    verb, by = _brought_in(text, opening or 0, closing or 0) if marks else _brought_in(text, start, start)
    block, author = _block(text, start, verb)
    return Signs(marks, block, verb, author or by)


_MARK = re.compile("[“„«”»\"‘’']")
_DOUBLE_OPEN, _DOUBLE_CLOSE = "“„«", "”»"


def _kind(text: str, at: int) -> str:
    """What a character is: a double mark that opens or closes (``O``, ``C``), a single one (``o``, ``c``)."""
    sign = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if sign in _DOUBLE_OPEN:
        return "O"
    if sign in _DOUBLE_CLOSE:
        return "C"
    opens = (before.isspace() or before in '([—–:“"') and not after.isspace()
    if sign == '"':
        return "O" if opens else "C"
    if sign == "‘" or (sign == "'" and opens and after.isalpha()):
        return "o"
    if sign in "’'" and not after.isalnum() and not before.isspace():
        plural = before == "s" and after == " " and text[at + 2 : at + 3].islower()
        return "" if plural else "c"  # pupils’ data: an apostrophe
    return ""


def _opening_before(text: str, low: int, start: int) -> int | None:
    """Where the quotation mark stands that is open when the passage begins; None if none is.

    The nearest double mark decides, and the nearest single one where no double one is open.
    """
    nearest: dict[str, tuple[str, int]] = {}
    for at in reversed([match.start() for match in _MARK.finditer(text, low, start)]):
        kind = _kind(text, at)
        if kind:
            nearest.setdefault("double" if kind.isupper() else "single", (kind, at))
        if "double" in nearest and (nearest["double"][0] == "O" or "single" in nearest):
            break
    for level, opens in (("double", "O"), ("single", "o")):
        kind, at = nearest.get(level, ("", 0))
        if kind == opens:
            return at
    return None


def _closing_after(text: str, start: int, end: int, high: int, double: bool) -> int | None:
    """Where the quotation closes behind the passage; the end of the page if it goes on on the next one.

    None if it closes within the passage, or if another one opens first: then it was no quotation.
    """
    wanted, again = ("C", "O") if double else ("c", "o")
    for match in _MARK.finditer(text, start, high):
        at = match.start()
        kind = _kind(text, at)
        if kind == wanted:
            return at + 1 if at >= end else None
        if kind == again and text[:at].rstrip(" ")[-1:] not in ("\n", ""):
            return None
    return high if high == len(text) and double else None


def _brought_in(text: str, begins: int, ends: int) -> tuple[str, str]:
    """The word that brings a passage in, and who is named with it: before it, or after its closing mark."""
    before = text[max(0, begins - _BEFORE) : begins]
    *_, cut = [0, *(match.end() for match in _SENTENCE_END.finditer(before))]
    before = before[cut:].rstrip()
    after = _SENTENCE_END.split(text[ends : ends + _AFTER].lstrip(" \n”’\"',.!?"), maxsplit=1)[0]
    leading = _named(before, last=True)
    trailing = _named(after, last=False) if not leading[0] and ends > begins else ("", "")
    return leading if leading[0] else trailing


def _named(words: str, *, last: bool) -> tuple[str, str]:
    """The verb and the name beside it."""
    found = [match for pattern in (_ACCORDING, _SAID_BY, _BY_SAID) for match in pattern.finditer(words)]
    if not last:  # behind a quotation the verb comes at once
        found = [match for match in found if match.start() <= 2]
    if found:
        best = max(found, key=lambda match: (match.start("verb"), len(match["who"])))
        who = " ".join(best["who"].split()).rstrip(".,’'")
        if who.casefold() in _FIRST_PERSON:
            return "", ""
        return " ".join(best["verb"].split()).lower(), who
    if last:
        verbs = [match for match in _ANY_VERB.finditer(words) if len(words) - match.end() <= 40]
        if verbs and not re.search(r"\b(?:I|we|We|you|You)\s+(?:\w+\s+){0,2}$", words[: verbs[-1].start()]):
            return " ".join(verbs[-1]["verb"].split()).lower(), ""
    return "", ""


def _block(text: str, start: int, verb: str) -> tuple[bool, str]:
    """Whether the passage stands in a quoted block or message, and who wrote that, if it says so."""
    if _in_message(text, start):
        return True, _mail_author(text[:start])
    return bool(verb) and _brings_in_block(text, start), ""


def _brings_in_block(text: str, start: int) -> bool:
    """Whether the line before a passage ends with a colon."""
    before = text[max(0, start - 12) : start].rstrip(" \t“‘\"'")
    return before.endswith((":\n", ":\n\n", ":\r\n"))


def _in_message(text: str, start: int) -> bool:
    """Whether a passage stands behind the mark of a quoted e-mail, or below the head of another message."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return line.lstrip().startswith(">") or _MAIL_BELOW.search(text, 0, start) is not None


def _mail_author(before: str) -> str:
    mark = _MAIL_BELOW.search(before)
    named = [match for match in _MAIL_BY.finditer(before) if mark is None or match.start() >= mark.start()]
    return (named[-1]["on"] or named[-1]["head"] or "").strip() if named else ""
