"""What a document labels on its first page: ``Our ref: 2016-0042333``, ``Date: 6 October 2016``, ``To:``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencepack.intake.details_letter import people
from evidencepack.intake.details_text import DATE, TIME, Detail, Sheet, only_one
from evidencepack.quoting.mentions_records import ICO_CASE

HEAD = 40
"""Lines of the first page among which labels are looked for."""

_DATE_LABELS = {
    "asked": r"Asked(?: on)?|Tabled(?: on)?|Date tabled|Date of request|Request date|Date requested",
    "answered": r"Answered(?: on)?|Date (?:of )?answer(?:ed)?|Answer date|Date of response|Response date",
    "corrected": r"Corrected(?: on)?|Date of correction|Answer corrected(?: on)?",
    "published": r"(?:First |Originally )?Published(?: on)?|Publication date"
                 r"|Date (?:of publication|published)"
                 r"|Posted(?: on)?|Date of issue|Issue date|Date issued|Issued(?: on)?",
    "received": r"Received(?: on)?|Date received|Date of receipt",
    "sent": r"Sent(?: on)?|Date sent",
    "accessed": r"Accessed(?: on)?|Date accessed|Last accessed|Retrieved(?: on)?",
}  # fmt: skip
_ON = rf"(?:\s?:|\sis:)?\s{{0,3}}(?:{TIME},?\s{{1,2}}(?:on\s)?)?"
_AFTER = rf"(?:\s?\([^\n]*|,?\s(?:at\s)?{TIME}.{{0,12}}|[.*,]|\s[|·•].*)?\s*$"
_OF_DATE = {
    name: re.compile(
        rf"(?<![\w’'-])(?:(?i:{label}):\s{{0,3}}(?:{TIME},?\s{{1,2}}(?:on\s)?)?(?P<date>{DATE})"
        rf"|(?<![^\n])(?i:{label}){_ON}(?P<alone>{DATE}){_AFTER})",
        re.MULTILINE,
    )
    for name, label in _DATE_LABELS.items()
}
_PLAIN_DATE = re.compile(
    rf"(?:^|(?<=[0-9)\]]\s))(?i:Dated?(?: of (?:this )?letter)?)(?:\s?:\s?|[ ]+|\n+)(?P<date>{DATE}){_AFTER}"
    rf"|(?:^|(?<=[0-9)\]]\s))(?i:Date)\s?:\s?(?P<more>{DATE})",
    re.MULTILINE,
)
_DATE_OF = {"letter": "sent", "e-mail": "sent", "foi-response": "answered", "written-answer": "answered"}
_DATE_START = re.compile(DATE)

_CODE = r"(?:[A-Za-z]{1,14}[ /-])?[\w./-]*[0-9][\w./()-]*"
_PART_OF_A_TEXT = re.compile(
    r"(?:Schedule|Section|Annex|Appendix|Page|Part|Table|Para|Chapter|Figure|Clause|Article|Rule)", re.I
)
_CODED = re.compile(r"(?=.*[0-9]{3})(?=.*(?:[/-]|[A-Za-z]|[0-9]{6}))")
_LABEL_OF_REFERENCE = re.compile(
    r"(?<![\w’'-])(?P<whose>(?:your|their|client|bank|policy)\s)?"
    r"(?P<label>(?:(?:our|my|FOI|FOIA|EIR|ICO|file|document|request|case|complaint)\s){0,2}"
    r"(?:ref(?:erence)?(?:\s(?:number|no|id))?|(?:case|request|complaint|claim|IA)\s(?:number|no|id)))\b\.?"
    rf"(?P<sign>[ ]?[:#][ ]?\n*|\n+|[ ])(?P<code>{_CODE})(?P<rest>[^\n]*)",
    re.IGNORECASE,
)
_MEMO = re.compile(
    r"^(?P<label>To|From|Date|Cc|Reference|Ref|Our ref|Subject|Title)(?P<sign>\s?:\s?|"
    r"[ ])(?P<value>\S[^\n]*)$",
    re.MULTILINE,
)
_MEMO_FIELDS = {"To": "recipient", "From": "author", "Subject": "title"}
_TITLED = re.compile(
    r"^Title:\s*(?P<value>[^\n:]{4,150}(?:\n+[^\n:]{2,120}){0,2}?)(?=\n+[^\n]*:|\Z)", re.MULTILINE
)
_LEAD = re.compile(r"^(?:Lead department or agency|Authors?):\s*(?P<value>[^\n:]{2,100})$", re.MULTILINE)
_FORM = re.compile(r"\b(?:First |Last |Full |Sur|Fore)names?\b|\bDate of birth\b", re.IGNORECASE)
_OF_EVENT = re.compile(
    r"\b(?:minutes|agenda|agreement|memorandum of understanding|meeting|attendees|apologies|venue|"
    r"invoice|receipt|appointment|incident|hearing)\b|^Time\s?:|"
    r"^(?:First |Last |Full |Sur|Fore)?name\s?:",
    re.IGNORECASE | re.MULTILINE,
)
_URL = re.compile(
    r"(?<![\w-])(?:(?:Page |Web )?(?:URL|address)|Web ?page|(?:Original )?link|Saved from|"
    r"Source(?: URL)?)\s?:\s?"
    r"(?P<url>https?://[^\s<>\"”]+(?:(?<=[-/])\n[^\s<>\"”]+(?=\n))?)"
    r"|\b(?:publication|report|document|page|response|guidance) (?:is|can be found) (?:also )?(?:available )?"
    r"(?:online |electronically )?at:?\s(?P<at>(?:https?://|"
    r"www\.)[^\s<>\"”]+(?:(?<=[-/])\n[^\s<>\"”]+(?=\n))?)",
    re.IGNORECASE,
)


def labelled(sheet: Sheet, kind: str) -> Iterator[Detail]:
    """What a first page labels, whatever kind of document it is."""
    end = sheet.head(HEAD)
    yield from _dates(sheet, end, kind)
    yield from references(sheet, end)
    yield from _memo(sheet)
    for name, pattern in (("title", _TITLED), ("author", _LEAD)):
        match = pattern.search(sheet.text, 0, end)
        if match and not (name == "title" and _FORM.search(sheet.text, 0, end)):
            found = sheet.detail(name, match["value"], match.start(), match.end(), sure=True)
            yield from [found] if found else []
    if address := address_of(sheet):
        yield address


def _dates(sheet: Sheet, end: int, kind: str) -> Iterator[Detail]:
    for name, pattern in _OF_DATE.items():
        near = sheet.head(12) if name == "accessed" else end  # further down it is of a work that is cited
        matches = pattern.finditer(sheet.text, 0, near)
        found = (sheet.dated(name, m, "date" if m["date"] else "alone", sure=True) for m in matches)
        yield from only_one([detail for detail in found if detail])
    name = _DATE_OF.get(kind) or ("sent" if _memo_rows(sheet) else "published")
    if name == "published" and _OF_EVENT.search(sheet.text, 0, end):
        return
    sure = kind not in ("", "document") or name == "sent"  # of other papers it only says when they were made
    matches = _PLAIN_DATE.finditer(sheet.text, 0, end)
    found = (sheet.dated(name, m, "date" if m["date"] else "more", sure=sure) for m in matches)
    yield from only_one([detail for detail in found if detail])


def references(sheet: Sheet, end: int) -> Iterator[Detail]:
    """The reference numbers under which the document's own author keeps it."""
    for match in _LABEL_OF_REFERENCE.finditer(sheet.text, 0, end):
        value = "" if match["whose"] else _code(match)
        if value:
            stop = match.start("code") + len(value)
            if found := sheet.detail("reference", value, match.start("label"), stop, sure=True):
                yield found
    for match in ICO_CASE.finditer(sheet.text, 0, sheet.head(20)):
        if found := sheet.detail("reference", match[0], match.start(), match.end(), sure=False):
            yield found


def _code(match: re.Match[str]) -> str:
    """The reference after its label: to the end of the line if that is short, else its first code."""
    code, rest, sign = match["code"], match["rest"], match["sign"]
    labelled = ":" in sign or "#" in sign
    starts_line = match.start() == 0 or match.string[match.start() - 1] == "\n"
    rest = re.split(r"[ ,;(|]+(?=[A-Z][\w ]{1,24}:|Date\b|Your\b|Tel\b)", rest)[0]
    if sign[0] == "\n" and not (starts_line and not rest):
        return ""
    if _DATE_START.match(code + rest) or _PART_OF_A_TEXT.match(code):
        return ""
    if not labelled and not (starts_line and not rest.strip(" .")) and not _CODED.search(code):
        return ""
    whole = code + rest
    if labelled and re.fullmatch(r"[\w./()#-]+(?: [\w./()#-]+){0,3}", whole) and len(whole) <= 40:
        code = whole if re.search("[0-9]", rest) else code
    code = code.rstrip(".,;")
    return code if code.count("(") == code.count(")") else code.rstrip(")")


def _memo_rows(sheet: Sheet) -> list[re.Match[str]]:
    """The rows of a table at the head: to whom, from whom and of what; a ticket says but the first two."""
    rows = list(_MEMO.finditer(sheet.text, 0, sheet.head(15)))
    labels = {row["label"] for row in rows}
    colons = sum(":" in row["sign"] for row in rows)
    whole = {"To", "From"} <= labels and labels & {"Subject", "Title", "Reference", "Ref", "Our ref"}
    return rows if whole and colons in (0, len(rows)) else []


def _memo(sheet: Sheet) -> Iterator[Detail]:
    for row in _memo_rows(sheet):
        name = _MEMO_FIELDS.get(row["label"], "")
        found = (
            sheet.detail(
                name,
                row["value"] if name == "title" else people(row["value"]),
                row.start(),
                row.end(),
                sure=True,
            )
            if name
            else None
        )
        if found:
            yield found


def address_of(sheet: Sheet) -> Detail | None:
    """Where the document says that it is to be found; the front door of a site does not say that."""
    found = []
    for match in _URL.finditer(sheet.text):
        group = "url" if match["url"] else "at"
        address = "".join(match[group].split()).rstrip(".,;)]’'")
        path = re.sub(r"^(?:https?://)?[^/]+/?", "", address)
        end = match.start(group) + len(match[group].rstrip(".,;)]’'"))
        generic = re.fullmatch(
            r"(?:government/)?(?:publications?|official-documents|pubs?|documents?)?/?", path
        )
        if not generic and (detail := sheet.detail("url", address, match.start(), end, sure=True)):
            found.append(detail)
    return next(iter(only_one(found)), None)
