"""What a judgment says about itself: neutral citation, case number, parties, judges, the day it was given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencepack.intake.details_kind import citation
from evidencepack.intake.details_text import DAY, Detail, Line, Sheet, only_one

_HEAD = 60
_GIVEN = re.compile(
    rf"^(?:(?:Judgment |Decision )?Date(?: of (?:the )?(?:decision|judgment|determination))?|"
    rf"(?:JUDGMENT|DECISION) "
    rf"(?:GIVEN|RELEASED|ISSUED|PROMULGATED)(?: ON)?|(?:Judgment|Decision) (?:given|released|issued)(?: on)?|"
    rf"(?:Release|Promulgation) date|Released|Handed down(?: on)?|"
    rf"Delivered(?: on)?)\s?:?\s{{1,2}}(?P<date>{DAY})",
    re.MULTILINE | re.IGNORECASE,
)
_HANDED = re.compile(
    rf"\b(?:judgment|decision)\s(?:was|will\sbe|"
    rf"is)\shanded\sdown\s(?:remotely\s)?[^\n]{{0,40}}\son\s(?P<date>{DAY})",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"^(?:.*\s)?(?P<label>(?:Case|Claim|Appeal)\s(?:No(?:s|\(s\))?|Numbers?|References?))\.?\s?:?\s"
    r"(?P<number>(?=\S*[0-9])[A-Z0-9][\w/.-]*[\w])\s?$",
    re.MULTILINE | re.IGNORECASE,
)
_BEFORE = re.compile(r"^Before\s?:?(?:[ ](?P<name>[^\n]+))?$", re.MULTILINE | re.IGNORECASE)
_BETWEEN = re.compile(r"^Between\s?:?$", re.MULTILINE | re.IGNORECASE)
_ENDS = re.compile(
    r"^(?:[-–—_=. ]{5,}|Between\b.*|Appell?ants?:.*|Claimants?:.*|Applicants?:.*|Hearing\b.*|Heard\b.*|"
    r"Represent\w*.*|For the .*|JUDGMENT.*|DECISION.*|Approved.*|Date\b.*|.*\(?instructed by.*|"
    r"Sitting\b.*|.* for the "
    r"(?:Appellants?|Respondents?|Claimants?|Defendants?|Applicants?)\b.*|Licen[cs]e .*|On\b.*|.*[0-9]{4}$)$",
    re.IGNORECASE,
)
_AND = re.compile(r"^[-–—\s(]*(?:and|v\.?)[-–—\s)]*$", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:[\s/(,]*\b(?:First |Second |Third |Fourth |Interested |[0-9](?:st|nd|rd|th) )*"
    r"(?:(?:Claiman|Defendan|Appellan|Responden|Applican)\s?t\s?|Petitioner|Pursuer|Defender|"
    r"Reclaimer|Party|Parties)s?\b"
    r"\)?)+$",
    re.IGNORECASE,
)


def judgment(sheet: Sheet) -> Iterator[Detail | None]:
    """What the first page of a judgment says. Days of hearing are no dates of the document."""
    end = sheet.head(_HEAD)
    if match := citation(sheet):
        yield sheet.detail("reference", match[0], match.start(), match.end(), sure=True)
    for case in _CASE.finditer(sheet.text, 0, end):
        yield sheet.detail("reference", case["number"], case.start("label"), case.end(), sure=True)
    for pattern in (_GIVEN, _HANDED):
        days = [sheet.dated("published", day, sure=True) for day in pattern.finditer(sheet.text, 0, end)]
        yield from only_one([day for day in days if day])
    yield _judges(sheet, end)
    yield _parties(sheet, end)


def _until_end(sheet: Sheet, start: int, end: int) -> list[Line]:
    lines = []
    for line in sheet.lines:
        if start <= line.start < end:
            if _ENDS.match(line.text):
                break
            lines.append(line)
    return lines


def _judges(sheet: Sheet, end: int) -> Detail | None:
    before = _BEFORE.search(sheet.text, 0, end)
    if not before:
        return None
    lines = _until_end(sheet, before.end(), end)[:9]
    names = [before["name"]] if before["name"] else []
    names += [line.text for line in lines if not line.text.startswith("(") and not _AND.match(line.text)]
    last = lines[-1].end if lines else before.end()
    if not names or len(names) > 9:
        return None
    return sheet.detail(
        "author", "; ".join(name.strip(" :;,") for name in names), before.start(), last, sure=True
    )


def _parties(sheet: Sheet, end: int) -> Detail | None:
    """Who stands against whom; nothing unless there are just two sides, each with its role."""
    between = _BETWEEN.search(sheet.text, 0, end)
    if not between:
        return None
    lines = _until_end_of_parties(sheet, between.end(), end)
    sides: list[list[str]] = [[]]
    for line in lines:
        if _AND.match(line.text):
            sides.append([])
        else:
            sides[-1].append(line.text)
    names = [_ROLE.sub("", " ".join(side)).strip(" -–—") for side in sides]
    if len(names) != 2 or not all(names) or not any(_ROLE.search(" ".join(side)) for side in sides):
        return None
    if any(_ROLE.search(name) for name in names):
        return None
    return sheet.detail("title", " v ".join(names), lines[0].start, lines[-1].end, sure=True)


def _until_end_of_parties(sheet: Sheet, start: int, end: int) -> list[Line]:
    lines: list[Line] = []
    for line in sheet.lines:
        if start <= line.start < end:
            rule = re.fullmatch(r"[-–—_=. ]{5,}", line.text)
            if rule and not lines:
                continue
            if _ENDS.match(line.text) and not _AND.match(line.text):
                break
            lines.append(line)
    return lines
