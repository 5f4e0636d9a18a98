"""References to what Parliament prints: questions, statements, Hansard, papers, bills and motions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencepack.errors import BadInput
from evidencepack.model.date_finding import DAY
from evidencepack.model.dates import read_date
from evidencepack.quoting.mention import Mention, made

_S = r"\s{1,3}"
_SESSION_YEARS = r"(?:19|20)[0-9]{2}\s?[-–/]\s?(?:[0-9]{4}|[0-9]{2})"
_SESSION = (
    rf"(?:,?\s{{1,2}}(?:\((?:Session{_S}(?:of{_S})?)?(?P<session>{_SESSION_YEARS})\)"
    rf"|(?:of{_S})?[Ss]ession{_S}(?P<session2>{_SESSION_YEARS})"
    rf"|(?:(?<=,\s)|of{_S})(?P<session3>{_SESSION_YEARS}))(?![\w/-]))?"
)

# Questions and statements

_NUMBER = r"(?:HL\s?[0-9]{1,5}|[0-9]{3,6})"
_QUESTIONS = re.compile(
    rf"(?<![\w/])(?:(?P<sure>PQs?|UINs?|WPQs?)|(?P<named>(?:(?:[Ww]ritten|[Pp]arliamentary|[Oo]ral){_S})*"
    rf"[Qq]uestions?))(?P<no>{_S}(?:(?:UIN|PQ|[Nn]umbers?|[Nn]os?\.?|[Rr]ef(?:erence)?|ID)){{1,2}})?"
    rf"\.?(?::?\s{{0,2}}|{_S}#?)\(?"
    rf"(?P<list>{_NUMBER}(?:(?:,\s?|{_S}(?:and|or|&){_S}){_NUMBER})*)(?![\w/])(?!,[0-9]|\.[0-9])"
)
_ONE_NUMBER = re.compile(_NUMBER)
_LORDS_QUESTION = re.compile(r"(?<![\w/])HL(?:[0-9]{1,5}|\s[0-9]{4,5})(?![\w/])")
_BRACKETED = re.compile(r"(?<=[.?!)”\"’' \n])\[(?P<number>[0-9]{5,6})\](?=\s|$)")
_STATEMENT = re.compile(r"(?<![\w/])H(?P<house>[CL])WS\s?(?P<number>[0-9]{1,4})(?![\w/])")


def _questions(text: str) -> Iterator[Mention]:
    for match in _QUESTIONS.finditer(text):
        numbers = list(_ONE_NUMBER.finditer(text, *match.span("list")))
        named = match["named"] and not match["no"]
        if named and any(_may_be_another(one[0], match["named"]) for one in numbers):
            continue
        for n, number in enumerate(numbers):
            start = number.start() if n else match.start()
            yield made("written-question", f"UIN {_joined(number[0])}", text, start, number.end())
    for match in _LORDS_QUESTION.finditer(text):
        yield made("written-question", f"UIN {_joined(match[0])}", text, *match.span())
    for match in _BRACKETED.finditer(text):
        yield made("written-question", f"UIN {match['number']}", text, *match.span())
    for match in _STATEMENT.finditer(text):
        yield made("written-statement", f"H{match['house']}WS{match['number']}", text, *match.span())


def _may_be_another(number: str, named: str) -> bool:
    """Whether a number after "question" may be a year, or one of a questionnaire."""
    year = re.fullmatch("(?:19|20)[0-9]{2}", number)
    bare = " " not in " ".join(named.split())
    return bool(year) or (bare and number.isdigit() and len(number) < 4)


def _joined(number: str) -> str:
    return "".join(number.split())


# Hansard

_COLUMNS = r"(?:(?:GC|W[AHS]|MC)\s?)?[0-9]{1,4}(?:W[AHSM]?|GC|MC|P|PS|S)?(?![\w/])"
_PART = (
    rf"(?:(?P<date>{DAY})|[Vv]ol(?:ume|s)?\.?{_S}(?P<volume>[0-9]{{1,4}})|"
    rf"(?:[Cc]ol(?:umn|umns|s)?\.?|cc?\.?)\s{{0,2}}(?P<columns>{_COLUMNS}(?:\s?[-–,]\s?{_COLUMNS}(?!\s[A-Z]))*))"
)
_HOUSE = rf"(?:HC|HL|(?:House{_S}of{_S}(?:the{_S})?)?(?:Commons|Lords))"
_DEBATES = re.compile(
    rf"(?<![\w/])(?:(?P<before>{_HOUSE}|PBC|SC|GC){_S}(?:Debs?\b\.?|Hansard\b|Official{_S}Report\b)"
    rf"|(?:(?:Hansard|HANSARD)|Official{_S}Report)\b)(?:,?\s?\(?(?P<after>{_HOUSE})\b\)?(?:{_S}Debs?\b)?)?"
)
_PARTS = re.compile(_PART)
_BETWEEN = re.compile(r"[\s,;:.()\[\]]{0,4}(?:at\s|of\s|for\s|dated\s|on\s)?")
_PAGE_HEAD = re.compile(rf"(?P<date>{DAY})\s?:\s(?P<label>Column)\s(?P<columns>{_COLUMNS})")


def _hansard(text: str) -> Iterator[Mention]:
    for match in _DEBATES.finditer(text):
        said: dict[str, str] = {}
        end = match.end()
        for _ in range(3):
            gap = _BETWEEN.match(text, end)
            part = _PARTS.match(text, gap.end() if gap else end)
            if not part or part.lastgroup is None or part.lastgroup in said:
                break
            said[part.lastgroup] = part[part.lastgroup]
            end = part.end()
        house = match["after"] or match["before"] or ""
        house = "HC" if "Commons" in house else "HL" if "Lords" in house else house
        if normal := _column(house, said):
            opened = text[match.end() : end].count("(") > text[match.end() : end].count(")")
            end += bool(opened and text[end : end + 1] == ")")
            yield made("hansard", normal, text, match.start(), end)
    for match in _PAGE_HEAD.finditer(text):
        if normal := _column("", {"date": match["date"], "columns": match["columns"]}):
            yield made("hansard", normal, text, *match.span())


def _column(house: str, said: dict[str, str]) -> str:
    """The normal form of a reference to Hansard; nothing if it names neither a day nor a column."""
    day = ""
    if "date" in said:
        try:
            day = read_date(said["date"]).shown
        except BadInput:  # a day that does not exist names no debate
            return ""
    if not day and not ("volume" in said and "columns" in said):
        return ""
    parts = [f"{house} Deb {day}".strip() if house else f"Hansard, {day}".rstrip(" ,")]
    if "volume" in said:
        parts.append(f"vol {said['volume']}")
    if "columns" in said:
        columns = re.sub(r"\s?,\s?", ", ", re.sub(r"\s?[-–]\s?", "–", said["columns"]))
        columns = re.sub(r"([A-Z])\s", r"\1", columns)
        parts.append(f"{'cols' if re.search('[–,]', columns) else 'col'} {columns}")
    return ", ".join(parts)


# Papers

_PAPER = re.compile(
    rf"(?<![\w/.-])(?<!Room\s)(?P<house>HC|HL)(?:{_S}\((?P<first>{_SESSION_YEARS})\))?(?P<paper>{_S}Papers?)?{_S}"
    rf"(?:(?:[Nn]o|{_SESSION_YEARS}){_S})?"
    rf"(?P<number>[0-9]{{1,4}}(?:[-–][IVX]+|[-–][ivx]+)?)(?![\w/]|[-–.,][0-9]){_SESSION}"
)
_FURTHER = re.compile(r"(?:,\s|\sand\s)(?P<number>[0-9]{1,4})(?![\w/])")
_COMMANDS = {"C": (1, 9550), "Cd": (1, 9239), "Cmd": (1, 9889), "Cmnd": (1, 9927), "Cm": (1, 9756),
             "CP": (1, 1999)}  # fmt: skip
"""The numbers that each series of command papers has: 1870–99, to 1918, 1956, 1986, 2018, and since 2019."""
_COMMAND = re.compile(
    r"(?<![\w/.&-])(?<!Com\s)(?<!Consultation\sPaper\s)(?P<series>C\.(?=\s?[-–]?\s?[0-9])|"
    r"(?<=\()C(?=\s[0-9]{3,4}\))|(?<=Command Paper )C|Cmnd|Cmd|Cd|Cm|CP)"
    r"(?:\.?\s{1,2}(?:[Nn]os?\.?\s)?|[.]|\s?[-–]\s?)(?P<number>[0-9]{1,4})(?P<part>-[IVX]+)?"
    r"(?![\w/]|[-–.,][0-9])"
)
_BILL = re.compile(
    rf"(?<![\w/])(?:(?P<house>HC|HL){_S}Bill{_S}(?P<number>[0-9]{{1,3}})(?![\w/]){_SESSION}"
    rf"|Bill{_S}(?P<other>[0-9]{{1,3}}),?{_S}\(?(?P<years>{_SESSION_YEARS})\)?)"
)
_MOTION = re.compile(
    rf"(?<![\w/])(?:EDMs?|[Ee]arly[\s-]{{1,2}}[Dd]ay{_S}[Mm]otions?(?:{_S}\(EDMs?\))?)"
    rf"(?:{_S}(?:[Nn]umber|[Nn]os?)\.?)?(?:{_S}#?|#|:\s?|(?=[0-9]))"
    rf"(?P<list>[0-9]{{1,4}}(?:A[0-9]{{1,2}})?(?:(?:,\s|{_S}and{_S})[0-9]{{1,4}}(?![\w/]))*)(?![\w/]){_SESSION}"
)


def _session(match: re.Match[str], *groups: str) -> str:
    """The session as the normal form writes it, with a space before: (2016–17)."""
    years = next((match[group] for group in groups if match[group]), "")
    if not years:
        return ""
    first, last = re.split(r"\s?[-–/]\s?", years)
    return f" ({first}–{last if first[:2] != last[:2] and len(last) == 4 else last[-2:]})"


def _papers(text: str) -> Iterator[Mention]:
    for match in _PAPER.finditer(text):
        years = _session(match, "session", "session2", "session3", "first")
        lords = match["house"] == "HL"
        digits = re.match("[0-9]+", match["number"])
        if lords and not match["paper"] and digits and len(digits[0]) > 3:
            continue  # a question in the Lords
        name = "HL Paper" if lords else "HC"
        number = match["number"].replace("–", "-")
        yield made("paper", f"{name} {number}{years}", text, *match.span())
        if match["paper"] and match["paper"].endswith("s"):
            for further in _FURTHER.finditer(text, match.end(), match.end() + 40):
                if text[match.end() : further.start()].strip(", 0123456789and\n"):
                    break
                yield made("paper", f"{name} {further['number']}", text, *further.span("number"))


def _commands_and_bills(text: str) -> Iterator[Mention]:
    for match in _COMMAND.finditer(text):
        series = match["series"].rstrip(".")
        first, last = _COMMANDS[series]
        if first <= int(match["number"]) <= last:
            shown = "C." if series == "C" else series  # "C 12" may be anything
            normal = f"{shown} {int(match['number'])}{match['part'] or ''}"
            yield made("command-paper", normal, text, *match.span())
    for match in _BILL.finditer(text):
        years = _session(match, "session", "session2", "session3", "years")
        house = f"{match['house']} Bill" if match["house"] else "Bill"
        yield made("bill", f"{house} {match['number'] or match['other']}{years}", text, *match.span())


def _motions(text: str) -> Iterator[Mention]:
    for match in _MOTION.finditer(text):
        numbers = list(re.finditer("[0-9]+(?:A[0-9]+)?", match["list"]))
        years, start = _session(match, "session", "session2", "session3"), match.start()
        for n, number in enumerate(numbers):
            last = n + 1 == len(numbers)
            end = match.end() if last else match.start("list") + number.end()
            yield made("early-day-motion", f"EDM {number[0]}{years if last else ''}", text, start, end)
            start = match.start("list") + numbers[n + 1].start() if not last else end


def parliamentary(text: str) -> Iterator[Mention]:
    """What Parliament prints."""
    yield from _hansard(text)
    yield from _questions(text)
    yield from _papers(text)
    yield from _commands_and_bills(text)
    yield from _motions(text)
