"""Whose words a passage is, as the text around it says: a label before it, or "said Ms X" beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidencepack.quoting.people import NAME, OFFICE, TITLE_OF_PERSON

_NEAR = 240  # code points before or after a passage in which "she said" belongs to it
_SAID = (
    r"(?:said|says|told|tells|added|adds|wrote|writes|replied|stated|states|explained|claimed|argued|"
    r"confirmed|insisted|announced|warned|answered|responded|commented)"
)
_ROLE = r"[^,.;:“”\"\n()]{3,100}"
_AFTER = re.compile(
    rf"[”\"’'\s,.]{{0,4}}(?:{_SAID}\s(?P<name>{NAME})(?:,\s(?:the\s)?(?P<role>{_ROLE})(?=[,.;]|$))?"
    rf"|(?P<name2>{NAME})(?:,\s(?:the\s)?(?P<role2>{_ROLE}),)?\s{_SAID}\b"
    rf"|(?:an?|[Tt]he|A)\s(?P<name3>(?:[\w’]{{2,20}}\s){{0,3}}spokes\w+)(?:\sfor\s[^.,”]{{3,60}})?\s{_SAID}\b)"
)
_BEFORE = re.compile(
    rf"(?:^|(?<=[\s“\"(]))(?:(?P<office>[a-z-]{{2,20}}(?:\s[a-z-]{{2,20}}){{0,3}})\s)?(?P<name>{NAME})"
    rf"(?:,\s(?:the\s)?(?P<role>{_ROLE}),)?"
    rf"\s{_SAID}\b[^“”\"]{{0,80}}?(?:\bthat)?\s?[:,]?\s*[“\"‘'«]?\Z"
)
_PRONOUN = re.compile(r"(?:He|She|It|They|I|We|You|This|That|The|A|An|But|And|In|As|There|Who|No|One)\b")
_IN_BRACKETS = r"(?:\s?\([^()\n]{2,100}\))"
_QUESTION = r"(?P<question>Q[0-9]{1,4}\.?\s{1,3})?"
_CHAIR = r"(?:(?:The\s)?(?:Chair(?:man|woman|person)?|Presiding Officer)|(?:Mr|Madam)\s(?:Deputy\s)?Speaker)"
_LABELS = (
    re.compile(
        rf"^{_QUESTION}(?:The\s)?(?P<role>[A-Z][^()\n:]{{3,120}}?)\s?\((?P<name>{NAME})\)"
        rf"(?P<more>{_IN_BRACKETS}*)(?:\s?:(?=\s)|\s*$)",
        re.MULTILINE,
    ),
    re.compile(rf"^{_QUESTION}(?P<name>{_CHAIR})\s?:(?=\s)", re.MULTILINE),
    re.compile(
        rf"^{_QUESTION}(?P<name>{NAME})(?P<more>{_IN_BRACKETS}*)(?:,\s(?:the\s)?(?P<role>{_ROLE}))?\s?:(?=\s)",
        re.MULTILINE,
    ),
    re.compile(rf"^Answered by:?\s(?P<name>{NAME})(?P<more>{_IN_BRACKETS}*)\s*$", re.MULTILINE),
)
_NOT_A_LABEL = re.compile(
    r"(?:From|To|Cc|Subject|Date|Sent|Re|Ref|Reference|Our Ref|Your Ref|Question|Answer|Notes?|Dear|Yours|"
    r"Table|Figure|Annex|Appendix|Section|Part|Source|Title|Author|Published|Terms of Reference|House of .*|"
    r"Members present|Witnesses|Examination of .*|Written [Ee]vidence.*|Oral [Ee]vidence.*|Asked by.*|"
    r"Department .*|Key [Ff]indings|Case (?:No|Number).*|Contact.*|Tel|Email|E-mail|Web.*|Executive Summary)"
)
_SENDER = re.compile(r"^[>\s|]{0,8}From:[ ]?(?P<name>[^\n<\[(]{2,80})", re.MULTILINE)
_WROTE = re.compile(
    r"^[>\s|]{0,8}On [^\n]{6,80}?(?:[0-9]{4}|[0-9]:[0-9]{2})(?: at [0-9:.]{4,8})?,? "
    r"(?P<name>[^\n<\[(,]{2,80}?)\s?(?:<[^>\n]*>)?\swrote:",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Speaker:
    """Who speaks.

    Attributes:
        name: The name, or the office where the text gives no name ("Chair").
        role: The office, or empty.
        start: The first code point of the words that say so.
        end: The code point after the last.
        sure: A label names the speaker; else it was judged by the sentence.
    """

    name: str
    role: str
    start: int
    end: int
    sure: bool


def speakers_at(text: str, start: int, end: int, *, labels: bool = True) -> Iterator[Speaker]:
    """Who may be speaking in a passage, the nearest first.

    Args:
        text: The text of a page.
        start: Where the passage begins.
        end: Where it ends.
        labels: Whether people are named before what they say, as in a debate; not so in a letter.
    """
    after = _AFTER.match(text, end, end + _NEAR)
    if after and (found := _said(after, after["role"] or after["role2"])):
        yield found
    begin = max(0, start - _NEAR)
    before = _BEFORE.search(text, begin, start)
    if before and (found := _said(before, before["role"] or before["office"])):
        yield found
    if labels and (found := label_before(text, start)):
        yield found


def _said(match: re.Match[str], role: str | None) -> Speaker | None:
    named = next(group for group in ("name", "name2", "name3") if match.groupdict().get(group))
    name = match[named]
    if _PRONOUN.match(name) or "\n\n" in match[0]:
        return None
    known = _flat(role or "")
    office = known if re.search(rf"\b{OFFICE}\b", known, re.IGNORECASE) else ""
    return Speaker(_capital(_flat(name)), _capital(office), match.start(named), match.end(named), sure=False)


def label_before(text: str, place: int) -> Speaker | None:
    """The last label before a place that names a speaker."""
    last: tuple[re.Match[str], Speaker] | None = None
    for pattern in _LABELS:
        for match in pattern.finditer(text, 0, place):
            found = _labelled(match)
            if found and (last is None or match.start() > last[0].start()):
                last = (match, found)
    return last[1] if last else None


def _labelled(match: re.Match[str]) -> Speaker | None:
    groups = match.groupdict()
    name, role = _flat(match["name"]), _flat(groups.get("role") or "")
    if _NOT_A_LABEL.fullmatch(name) or _NOT_A_LABEL.match(match[0]):
        return None
    if role and (not re.search(rf"\b{OFFICE}\b", role) or re.search(rf"\b{OFFICE}\b", name)):
        return None  # "Mr Nick Gibb (Bognor Regis)" and "Ms Smith (Director)" are read the other way round
    in_brackets = re.findall(r"\(([^()]*)\)", groups.get("more") or "")
    office = next((said for said in in_brackets if re.search(rf"\b{OFFICE}\b", said)), "")
    person = bool(
        re.match(rf"{TITLE_OF_PERSON}\s", name) or re.fullmatch(_CHAIR, name) or groups.get("question")
    )
    if not (person or role or in_brackets or match[0].startswith("Answered") or len(name.split()) in (2, 3)):
        return None
    if re.fullmatch(_CHAIR, name):
        name = name.removeprefix("The ")
    return Speaker(
        name, role or _flat(office), match.start(), match.end(), sure=bool(person or role or in_brackets)
    )


def sender_before(text: str, place: int) -> Speaker | None:
    """Who sent the message that a passage stands in, by the last header before it."""
    found = [*_SENDER.finditer(text, 0, place), *_WROTE.finditer(text, 0, place)]
    if not found:
        return None
    last = max(found, key=lambda match: match.start())
    name = _flat(last["name"]).strip("\"' ,;")
    return Speaker(name, "", last.start("name"), last.end("name"), sure=True) if name else None


def office_below(text: str, name: str) -> Speaker | None:
    """The office under a signature: the line below the name."""
    pattern = rf"^(?P<name>{re.escape(name)}[^\n]{{0,30}})\n+(?P<role>[^\n]{{3,90}})$"
    for match in re.compile(pattern, re.MULTILINE).finditer(text):
        if re.search(rf"\b{OFFICE}\b", match["role"]) and not match["role"].endswith("."):
            return Speaker(name, _flat(match["role"]).rstrip(","), *match.span(), sure=True)
    return None


def _flat(words: str) -> str:
    return " ".join(words.split())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
