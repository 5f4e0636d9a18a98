"""References to Acts and statutory instruments, by title and year or by number, with their provisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidencepack.quoting.mention import Mention, flat, made
from evidencepack.quoting.mentions_provisions import provisions_after, provisions_before
from evidencepack.quoting.mentions_titles import title, title_start

_YEAR = r"(?P<year>(?:1[2-9]|20)[0-9]{2})\b"
_PLACE = r"(?:\((?:Northern\sIreland|Scotland|Wales|Cymru|England)\)\s{1,2})?"
_ACT = re.compile(rf"\b(?:Act|ACT|act|Measure)\s{{1,2}}{_PLACE}{_YEAR}(?!\s?[-–/][0-9])")
_CHAPTER = re.compile(
    r"\s?\((?:(?:[12][0-9]{3},?\s)?(?:c|ch|chapter|cap)\.?|asp|anaw|nawm|asc|dc)\s?[0-9]{1,3}(?:\s\(N\.?I\.?\))?\)"
    r"|,?\s(?:c|chapter)\.?\s[0-9]{1,3}\b(?!\.[0-9])"
)
_INSTRUMENT = re.compile(
    rf"\b(?P<what>Regulations|Order(?:\sin\sCouncil)?|Rules|Scheme)\s{{1,2}}{_PLACE}{_YEAR}(?!\s?[-–/][0-9])"
)
_SERIES = r"(?P<series>S\.?\s?R\.?\s?(?:&|and)\s?O\.?|S\.?S\.?I\.?|W\.?S\.?I\.?|S\.?I\.?|S\.?R\.?)"
_NUMBERED = re.compile(
    rf"(?<![\w.])(?:{_SERIES}|(?P<long>[Ss]tatutory\s(?:[Ii]nstruments?|[Rr]ules?)))(?:\s\(N\.?I\.?\))?\s{{0,2}}"
    r"(?P<year>(?:1[89]|20)[0-9]{2})(?:\s?/\s?|,?\s(?:[Nn]os?|[Nn]umber)\.?\s?)(?P<number>[0-9]{1,4})(?![\w/])"
    r"(?:\s?\((?:[WCLS]|N\.?I\.?)\.?\s?[0-9]{1,3}\))?"
)
_SHORT = {
    "FOIA": "Freedom of Information Act 2000",
    "FOI Act": "Freedom of Information Act 2000",
    "Freedom of Information Act": "Freedom of Information Act 2000",
    "FOISA": "Freedom of Information (Scotland) Act 2002",
    "HRA": "Human Rights Act 1998",
    "Human Rights Act": "Human Rights Act 1998",
    "PACE": "Police and Criminal Evidence Act 1984",
    "RIPA": "Regulation of Investigatory Powers Act 2000",
    "EIRs": "Environmental Information Regulations 2004",
    "EIR": "Environmental Information Regulations 2004",
    "Environmental Information Regulations": "Environmental Information Regulations 2004",
    "PECR": "Privacy and Electronic Communications (EC Directive) Regulations 2003",
    "Data Protection Act": "",
    "DPA": "",
}
"""Laws by the short names that are in daily use; of the last two there are several, told by their year."""
_ONLY_WITH_PROVISION = ("HRA", "PACE", "RIPA", "EIR")
_SHORT_NAME = re.compile(
    rf"(?<![\w-])(?P<name>{'|'.join(sorted(_SHORT, key=len, reverse=True))})(?:\s{_YEAR})?(?![\w-])"
)
_DATA_PROTECTION = ("1984", "1998", "2018")
_BILL_OF_RIGHTS = re.compile(
    r"\b(?:Bill\sof\sRights|Act\sof\sSettlement|Claim\sof\sRight)\s(?:16[89][0-9]|1700)\b"
)
_DEFINED = re.compile(
    r"\s?\(\s?(?:(?:hereafter|hereinafter|referred\sto\sas|known\sas|or)\s)?(?:the\s)?[“\"‘']?(?:the\s)?"
    r"(?P<name>(?:[12][0-9]{3}\s)?(?:Act|Regulations|Order|Rules)|[A-Z]{2,6}(?:\s[12][0-9]{3})?)[”\"’']?\s?\)"
)


@dataclass(frozen=True)
class _Law:
    kind: str
    title: str
    start: int
    end: int
    keys: tuple[str, ...] = ()


def acts_and_instruments(text: str) -> Iterator[Mention]:
    """The Acts and instruments of the United Kingdom in a text."""
    named = [*_acts(text), *_instruments(text)]
    defined = _defined(text, named)
    for law in [*named, *_numbered(text, named), *_short_names(text), *defined]:
        yield with_provisions(law.kind, law.title, text, law.start, law.end, law.keys)


def with_provisions(
    kind: str, name: str, text: str, start: int, end: int, keys: tuple[str, ...] = ()
) -> Mention:
    """A law with the provisions of it that are named just before or just after it."""
    keys = keys or (name,)
    there = provisions_before(text, start)
    if not there and (there := provisions_after(text, end)):
        end = there.end
    if not there:
        return made(kind, name, text, start, end, keys)
    start = min(start, there.start)
    pinned = tuple(f"{key}, {there.normal}" for key in keys)
    return made(kind, f"{name}, {there.normal}", text, start, end, pinned)


def _acts(text: str) -> Iterator[_Law]:
    for match in _ACT.finditer(text):
        start = title_start(text, match.start())
        if start is None:
            continue
        words = title(text, start, match.end()).replace(" act ", " Act ")
        chapter = _CHAPTER.match(text, match.end())
        yield _Law("act", words, start, chapter.end() if chapter else match.end())
    for match in _BILL_OF_RIGHTS.finditer(text):
        yield _Law("act", flat(match[0]), *match.span())


def _instruments(text: str) -> Iterator[_Law]:
    for match in _INSTRUMENT.finditer(text):
        start = title_start(text, match.start())
        if start is None or not re.search(r"[a-z]", text[start : match.start()]):
            continue
        words = title(text, start, match.end())
        end = match.end()
        keys: tuple[str, ...] = (words,)
        opened = re.compile(r"\s?[(\[]|,\s").match(text, end)
        if opened and (number := _NUMBERED.match(text, opened.end())):
            closed = re.compile(r"[)\]]" if opened[0].strip() in ("(", "[") else "").match(text, number.end())
            if closed:
                end, keys = closed.end(), (words, _number(number))
        yield _Law("statutory-instrument", ", ".join(keys), start, end, keys)


def _numbered(text: str, named: list[_Law]) -> Iterator[_Law]:
    for match in _NUMBERED.finditer(text):
        if not any(law.start <= match.start() < law.end for law in named):
            yield _Law("statutory-instrument", _number(match), *match.span())


def _number(match: re.Match[str]) -> str:
    """``SI 2016/808``, whatever dots and words it is written with."""
    letters = re.sub(r"[^A-Z]", "", (match["series"] or "").replace("and", "&"))
    if match["long"]:
        letters = "SR" if "ule" in match["long"] else "SI"
    series = {"SRO": "SR & O", "": "SI"}.get(letters, letters)
    return f"{series} {match['year']}/{match['number']}"


def _short_names(text: str) -> Iterator[_Law]:
    for match in _SHORT_NAME.finditer(text):
        name, year = match["name"], match["year"]
        full = _SHORT[name]
        if not full:
            if year not in _DATA_PROTECTION:
                continue
            full = f"Data Protection Act {year}"
        if year and not full.endswith(year):
            continue
        if name in _ONLY_WITH_PROVISION and not year and not _has_provision(text, *match.span()):
            continue
        kind = "act" if " Act " in f"{full} " else "statutory-instrument"
        yield _Law(kind, full, *match.span())


def _has_provision(text: str, start: int, end: int) -> bool:
    return bool(provisions_before(text, start) or provisions_after(text, end))


def _defined(text: str, named: list[_Law]) -> Iterator[_Law]:
    """Laws by a short name that the text itself gives them: (“the 1996 Act”); only with a provision."""
    for law in named:
        short = _DEFINED.match(text, law.end)
        if not short or short["name"] in _SHORT:
            continue
        name = r"\s".join(map(re.escape, short["name"].split()))
        for match in re.compile(rf"(?<![\w-]){name}(?!\w|\s[12][0-9]{{3}})").finditer(text, short.end()):
            if _has_provision(text, *match.span()):
                yield _Law(law.kind, law.title, *match.span(), law.keys)
