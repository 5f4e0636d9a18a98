"""What parliamentary papers say about themselves: written answers, debates, reports, command papers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencepack.intake.details_text import DATE, DAY, NAME, Detail, Sheet, only_one

_ON = r"(?:\son)?\s?:?\s{1,2}"
_ANSWER_DATES = {
    "asked": re.compile(rf"\b(?:Asked|[Tt]abled){_ON}(?P<date>{DAY})"),
    "answered": re.compile(rf"^(?:.{{0,120}}[ ])?(?P<label>[Aa]nswered){_ON}(?P<date>{DATE})", re.MULTILINE),
    "corrected": re.compile(
        rf"^(?:Answer )?(?:Corrected|Updated|Correction(?: made| published)?|"
        rf"Ministerial correction){_ON}(?P<date>{DATE})",
        re.MULTILINE | re.IGNORECASE,
    ),
}
_COLUMN = re.compile(
    rf"^(?:Column [0-9]+(?:W[AS]?|WH)?(?: ?— ?continued)?\s)?(?P<date>{DAY}) : Column [0-9]+(?:W[AS]?|WH)?\b",
    re.M,
)
_DEB = re.compile(
    rf"^(?P<reference>H[CL] Deb (?P<date>{DAY}) vol [0-9]+ cc?[0-9-]+(?:W[AHS]?)?)$", re.MULTILINE
)
_NUMBERS = (
    re.compile(r"\bUIN\s?:?\s{0,2}(?P<number>(?:HL)?[0-9]{1,6})\b"),
    re.compile(r"(?<![\w/])(?P<number>HL[0-9]{1,5})\b"),
    re.compile(
        r"^(?:Question|Question (?:number|no\.?))\s?:?\s(?P<number>[0-9]{3,6})$", re.MULTILINE | re.IGNORECASE
    ),
    re.compile(r"\[(?P<number>[0-9]{3,6})\]\s*$", re.MULTILINE),
)
_PARTY = r"(?:\s\([^()\n]{2,60}\))*"
_ASKED_BY = re.compile(rf"^Asked by:?\s(?P<name>{NAME}){_PARTY}$", re.MULTILINE)
_ASKER = re.compile(rf"^(?P<name>{NAME}){_PARTY}:\sTo ask\b", re.MULTILINE)
_ANSWERED_BY = re.compile(
    rf"^Answered by:?\s(?P<name>{NAME}|[Aa] Minister at [^\n]{{4,80}}?){_PARTY}(?: [-–] [^\n]+)?$",
    re.MULTILINE,
)
_ANSWERER = re.compile(
    rf"^(?P<name>{NAME}|A Minister at [^\n:]{{4,80}}){_PARTY}"
    r"(?:\s\[holding (?:answer|reply)[^\]\n]{0,60}\])?:(?=\s)",
    re.MULTILINE,
)
_DEPARTMENT = re.compile(
    r"^(?:Department (?:for|of) [A-Z][\w’, &-]{3,60}|Ministry of [^\n]{3,50}|Home Office|"
    r"Cabinet Office|(?:HM )?Treasury|"
    r"Attorney General|Foreign(?:,| and) [^\n]{3,50}|(?:Northern Ireland|Scotland|Wales) Office)$",
    re.MULTILINE,
)
_NOT_A_TITLE = re.compile(
    rf"^(?:House of .*|Commons|Lords|Written .*|Question.*|Answer.*|To ask.*|Asked.*|UIN.*|{DATE}|"
    rf"HL[0-9]+|Hansard.*|"
    r"[QA]|.*:|.*\bQuestion for\b.*)$",
    re.IGNORECASE,
)


def written_answer(sheets: Sequence[Sheet]) -> Iterator[Detail]:
    """One written question and its answer. Where several stand on the pages, what differs is left out."""
    for name, pattern in _ANSWER_DATES.items():
        yield from _agreed(sheets, name, pattern, "date")
    yield from _agreed(sheets[:1], "answered", _COLUMN, "date")
    yield from _agreed(sheets[:1], "answered", _DEB, "date")
    yield from _agreed(sheets[:1], "reference", _DEB, "reference")
    for pattern in _NUMBERS:
        if numbers := _agreed(sheets[:2], "reference", pattern, "number"):
            yield from numbers
            break
    yield from _agreed(sheets[:1], "recipient", _ASKED_BY, "name") or _agreed(
        sheets[:1], "recipient", _ASKER, "name"
    )
    answered_by = _agreed(sheets, "author", _ANSWERED_BY, "name")
    yield from answered_by or _answerer(sheets[0])
    if title := _question_title(sheets[0]):
        yield title


def _agreed(sheets: Sequence[Sheet], name: str, pattern: re.Pattern[str], group: str) -> list[Detail]:
    found: list[Detail] = []
    for sheet in sheets:
        for match in pattern.finditer(sheet.text):
            made = (
                sheet.dated(name, match, sure=True)
                if group == "date"
                else sheet.detail(name, match[group], match.start(), match.end(), sure=True)
            )
            found += [made] if made else []
    return only_one(found)


def _answerer(sheet: Sheet) -> list[Detail]:
    """The one who speaks after the question; in the older style only the name says who it is."""
    asked = list(re.finditer(r"\bTo ask\b", sheet.text))
    if len(asked) != 1:
        return []
    speakers = [
        m for m in _ANSWERER.finditer(sheet.text, asked[0].end()) if m["name"] not in ("Question", "Answer")
    ]
    if len(speakers) != 1:
        return []
    found = sheet.detail(
        "author", speakers[0]["name"], speakers[0].start("name"), speakers[0].end("name"), sure=False
    )
    return [found] if found else []


def _question_title(sheet: Sheet) -> Detail | None:
    """The heading of a question: beside the department, or above the line with the question's number."""
    lines = sheet.lines[:25]
    asked = sum(line.text.startswith("To ask") or ": To ask" in line.text for line in sheet.lines)
    places = [
        n - 1 for n, line in enumerate(lines) if n and re.match(r"Question (?:for [A-Z]|[0-9])", line.text)
    ]
    places += [n - 1 for n, line in enumerate(lines) if n and "written question – answered" in line.text]
    places += [n + 1 for n, line in enumerate(lines) if _DEPARTMENT.fullmatch(line.text)]
    for n in places if asked == 1 else []:
        if n < len(lines) and not _NOT_A_TITLE.match(lines[n].text) and not lines[n].text.endswith("."):
            return sheet.detail("title", lines[n].text, lines[n].start, lines[n].end, sure=False)
    return None


_DEBATED = re.compile(rf"^(?P<volume>Volume [0-9]+): debated on (?P<date>{DAY})$", re.MULTILINE)
_DAY_LINE = re.compile(rf"^(?P<date>{DAY})$", re.MULTILINE)


def debate(sheet: Sheet) -> Iterator[Detail | None]:
    """A debate in either House: its day, its volume and, where the volume follows it, its title."""
    end = sheet.head(12)
    for match in _DEBATED.finditer(sheet.text, 0, end):
        yield sheet.dated("published", match, sure=True)
        yield sheet.detail("reference", match["volume"], match.start(), match.end("volume"), sure=True)
        before = [line for line in sheet.lines if line.end <= match.start()]
        if before and not _NOT_A_TITLE.match(before[-1].text):
            yield sheet.detail("title", before[-1].text, before[-1].start, before[-1].end, sure=False)
        return
    for match in _DEB.finditer(sheet.text, 0, end):
        yield sheet.dated("published", match, sure=True)
        yield sheet.detail("reference", match[0], match.start(), match.end(), sure=True)
        return
    for pattern in (_COLUMN, _DAY_LINE):
        days = [sheet.dated("published", m, sure=False) for m in pattern.finditer(sheet.text, 0, end)]
        yield from only_one([day for day in days if day])


_WRITTEN_EVIDENCE = re.compile(
    r"^(?:Supplementary |Further )?Written evidence (?:submitted )?(?:by|"
    r"from) (?:the )?(?P<name>[^\n]{3,100}?)"
    r"(?: [(\[]?(?P<number>[A-Z]{2,4} ?[0-9]{2,5})[)\]]?)?$",
    re.MULTILINE | re.IGNORECASE,
)
_STATEMENT = re.compile(
    rf"^Statement made on (?P<date>{DAY})\n(?:[^\n]+\n){{0,3}}?Statement UIN (?P<number>H[CL]WS[0-9]+)\n"
    rf"Statement made by\s(?P<name>{NAME})$",
    re.MULTILINE,
)
_PAPER = re.compile(
    r"^(?:(?:Session [0-9–/-]{7,9} )?)(?P<number>(?:HC|HL(?: Paper| Bill)?|Cmn?d?|CP|SG/[0-9]{4}/|"
    r"NIA|SP Paper)\s[0-9]{1,5}"
    r"(?:[-–][IVXivx]+)?)(?: \([0-9–/-]{7,9}\)|(?i: SESSION) [0-9–/-]{7,9}(?: [^\n]{8,20})?)?$",
    re.MULTILINE,
)
_UNNUMBERED = r"(?:(?!H[CL]\s[0-9])[^\n])"  # the running head has page numbers after the number
_ORAL = re.compile(
    rf"^Oral evidence:\s(?P<title>{_UNNUMBERED}+(?:\n+{_UNNUMBERED}+){{0,2}}?),?\s"
    r"(?P<number>H[CL]\s[0-9]{1,5}(?:-[ivx]+)?)$",
    re.MULTILINE,
)
_ORDERED = re.compile(
    rf"^Ordered by the House of (?:Commons|Lords)\s(?:to be (?P<how>printed|"
    rf"published)\s{{1,2}}(?:on )?)?(?P<date>{DAY})",
    re.MULTILINE,
)
_PUBLISHED = re.compile(rf"^Published\s(?:on\s)?(?P<date>{DAY})(?=\s(?:by authority|–|-)|\.?$)", re.MULTILINE)
_PRESENTED = re.compile(r"^Presented to (?:both Houses of )?(?:the )?Parliament\b", re.MULTILINE)
_DATE_LINE = re.compile(rf"^(?:on )?(?P<date>{DATE})$", re.MULTILINE)
_SESSION = re.compile(r"^.{0,30}\bReport\sof Session [0-9]{4}.*$", re.MULTILINE)
_COMMITTEE = re.compile(
    r"^(?:(?:The )?(?:House of (?:Commons|Lords) )?[A-Z][\w’', &-]{3,70} Committee|(?:Select |"
    r"Joint )?Committee (?:of|on) [A-Z][\w’', &-]{3,60})$"
)
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s(?P<number>97[89][-– 0-9]{9,14}[0-9])\b")
_BODY = re.compile(
    r"^(?:House of .*|HM .*|Department .*|Ministry .*|.* (?:Office|Committee|Agency|Commission)|HC.*|"
    r"C[MP] .*)$",
    re.IGNORECASE,
)


def paper(sheets: Sequence[Sheet], kind: str) -> Iterator[Detail | None]:
    """A paper of a committee or one laid before Parliament: number, title, committee, publication."""
    oral = _ORAL.search(sheets[0].text, 0, sheets[0].head(15))
    yield from _submitted(sheets[0])
    if kind != "report" and not oral:
        return
    if oral:
        title = "Oral evidence: " + oral["title"]
        yield sheets[0].detail("title", title, oral.start(), oral.end("title"), sure=True)
        yield sheets[0].detail(
            "reference", oral["number"], oral.start("number"), oral.end("number"), sure=True
        )
    for sheet in sheets[:2]:
        end = sheet.head(30)
        for match in _PAPER.finditer(sheet.text, 0, end):
            yield sheet.detail(
                "reference", match["number"], match.start("number"), match.end("number"), sure=True
            )
        for match in _PUBLISHED.finditer(sheet.text, 0, end):
            yield sheet.dated("published", match, sure=True)
        for match in _ORDERED.finditer(sheet.text, 0, end):
            yield sheet.dated("published", match, sure=match["how"] == "published")
        yield from _titled(sheet, end)
    for sheet in sheets:
        if number := _ISBN.search(sheet.text):
            yield sheet.detail(
                "reference", "ISBN " + number["number"], number.start(), number.end(), sure=True
            )
            break


def _submitted(sheet: Sheet) -> Iterator[Detail | None]:
    """Written evidence to a committee, and a minister's written statement."""
    statement = _STATEMENT.search(sheet.text, 0, sheet.head(15))
    found = statement or _WRITTEN_EVIDENCE.search(sheet.text, 0, sheet.head(6))
    if found:
        yield sheet.detail("author", found["name"], found.start("name"), found.end("name"), sure=True)
    if found and found["number"]:
        yield sheet.detail(
            "reference", found["number"], found.start("number"), found.end("number"), sure=True
        )
    if statement:
        yield sheet.dated("published", statement, sure=True)


def _titled(sheet: Sheet, end: int) -> Iterator[Detail | None]:
    """The committee, and the title: above the session of the report, or above its being presented."""
    lines = [line for line in sheet.lines if line.end <= end]
    committee = next((n for n, line in enumerate(lines[:8]) if _COMMITTEE.match(line.text)), None)
    if committee is not None:
        yield sheet.detail(
            "author", lines[committee].text, lines[committee].start, lines[committee].end, sure=False
        )
    session, presented = _SESSION.search(sheet.text, 0, end), _PRESENTED.search(sheet.text, 0, end)
    mark = session or presented
    above = [line for line in lines if mark and line.end <= mark.start()]
    if session and committee is not None:
        above = above[committee + 1 :]
    else:
        while above and (_BODY.match(above[0].text) or _DATE_LINE.match(above[0].text)):
            above = above[1:]
    if 1 <= len(above) <= 4:
        first, last = above[0].start, above[-1].end
        yield sheet.detail("title", sheet.text[first:last], first, last, sure=False)
    if presented and (day := _DATE_LINE.search(sheet.text, presented.end(), end)):
        yield sheet.dated("published", day, sure=False)
