"""What kind of document the words on its first pages show it to be; nothing where they leave a doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from evidencepack.intake.details_text import DATE, DAY, TIME, Detail, Sheet
from evidencepack.quoting.mentions_cases import NEUTRAL

OPEN_KINDS = ("", "document", "picture", "web-page")
"""Kinds that say only how a document came; a closer one may be suggested."""

_COURT_LINE = re.compile(
    r"^(?:Before|Between|Case (?:No|Number)|Claim No|Appeal (?:No|reference)|(?:APPROVED )?JUDGMENT|IN THE |"
    r"On appeal from|Heard)\b",
    re.IGNORECASE | re.MULTILINE,
)
_TO_ASK = re.compile(
    r"^(?:[^\n:]{3,60}: )?(?:\[?(?:HL)?[0-9]{1,6}\]? )?(?:To ask (?:the|Her|His|Ministers|what|when|"
    r"whether|how)\b|"
    r"[^\n]{0,60}\basked (?:Her|His) Majesty[’']s Government)",
    re.MULTILINE,
)
_ANSWERED = re.compile(
    r"^(?:(?:House of (?:Commons|Lords)\s)?Written (?:parliamentary )?(?:answer|question)s?\b.{0,60}|"
    rf"Answered\b.{{0,80}}|.{{0,80}}\bwritten question – answered on {DAY}\.?|"
    rf"H[CL] Deb {DAY} vol [0-9]+ c[0-9-]+W[AS]?|"
    rf".{{0,40}}\bAnswered(?: on)?: ?{DATE}.*|{DAY} : Column [0-9]+W[AS]?|"
    r".{0,60}: Column [0-9]+W[AS]?|Answer)$",
    re.MULTILINE | re.IGNORECASE,
)
_STILL_TO_ANSWER = re.compile(
    r"\bQuestions? Book\b|\bQuestions? for (?:Oral|Written) (?:or Written )?Answer\b", re.IGNORECASE
)
_DEBATE = re.compile(
    r"^(?:Volume [0-9]+: debated on .+|Oral answers(?: to questions)?\b.{0,60}|Westminster Hall|"
    r"H[CL] Deb .{8,20} vol [0-9]+ cc?[0-9-]+(?:WH)?|(?:The )?Official Report|(?:House of (?:Commons|"
    r"Lords) )?(?:Official Report|Hansard)\b.{0,60}|"
    r"PARLIAMENTARY DEBATES\b.{0,40}|.{0,30} : Column [0-9]+(?:WH)?)$",
    re.MULTILINE | re.IGNORECASE,
)
_HOUSE = re.compile(
    r"\bHouse of (?:Commons|Lords)\b|^H[CL] Deb |\bHansard\b|: Column [0-9]", re.IGNORECASE | re.MULTILINE
)
_REPORT = re.compile(
    r"^(?:Ordered by the House of (?:Commons|Lords)\sto be printed\b.*|"
    r".{0,30}\bReport\sof Session [12][0-9]{3}.*|HC [0-9]{1,4} SESSION [0-9–/-]{7,9}\b.*|"
    r"Presented to (?:both Houses of )?(?:the )?Parliament\b.*|"
    r"Return to an (?:address|order) of the (?:Honourable )?House of Commons.*)$",
    re.MULTILINE | re.IGNORECASE,
)
_LEGISLATION = re.compile(
    r"^(?:(?:DRAFT )?(?:SCOTTISH |WELSH )?STATUTORY (?:INSTRUMENTS?|RULES(?: OF NORTHERN IRELAND)?)|"
    r"(?:[12][0-9]{3} )?CHAPTER [0-9]+)$",
    re.MULTILINE,
)
FREEDOM = re.compile(
    r"\b(?i:Freedom\sof\sInformation)\b|\bFOI(?:S?A)?\b|"
    r"\bEnvironmental\sInformation\s(?:\(Scotland\)\s)?Regulations\b|"
    r"\bEIRs?\b"
)
_REPLIES = re.compile(
    r"\b(?:Thank\syou\sfor|I\s(?:refer|write\sin\sresponse|"
    r"am\swriting\sin\s(?:response|reply))\sto|"
    r"I\s(?:am\swriting|write|respond)\s(?:(?:with\s(?:regard|reference)|further)\sto|"
    r"in\sconnection\swith)|Further\sto|"
    r"In\s(?:response|reply|relation)\sto|With\s(?:reference|regard)\sto|Following|"
    r"(?:We|I)\s(?:have\s)?(?:now\s)?(?:received|considered|completed))\s(?:our\sresponse\sto\s)?your\s"
    r"(?:[\w-]+\s){0,6}?(?:request|e-?mail|letter|correspondence|enquiry)\b|"
    r"^You\s(?:have\s)?(?:asked|requested)\b|\bYour\srequest\s(?:for\s[^.\n]{1,60}?\s)?(?:was|has|is|"
    r"dated|received|under)\b|"
    r"\bresponse\sto\syour\s(?:[\w-]+\s){0,6}?request\b",
    re.MULTILINE,
)
_SUBSTANCE = re.compile(
    r"\b(?:holds?|held|exempt|exemptions?|withh[eo]ld|withholding|disclos\w+|refus\w+|attached|enclosed|"
    r"uph[eo]ld|cost\slimit)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\bmy\s(?:original\s|FOI\s|Freedom\sof\sInformation\s){0,2}request\b|"
    r"\bI\s(?:would\slike|wish|am\swriting)\sto\s(?:request|ask|make|complain|seek)\b|\bI\srequest\b|"
    r"\bmake\sthis\srequest\b",
    re.IGNORECASE,
)
_WILL_ANSWER = re.compile(
    r"\b(?:will|aim\sto|shall|should)\s(?:now\s)?(?:respond|reply|answer|receive\sa|be\sdealt|send\syou|"
    r"provide\s(?:you\swith\s)?a\s(?:response|reply)|consider\syour)|\backnowledg",
    re.IGNORECASE,
)
_NOT_AN_AUTHORITY = re.compile(r"^(?:Decision notice|First-tier Tribunal.*|Upper Tribunal.*)$", re.M | re.I)
DEAR = re.compile(r"^Dear\s+(?P<whom>[^\n]{2,60}?)\s*[,:]?$", re.MULTILINE)
YOURS = re.compile(
    r"^(?:Yours\s(?:sincerely|faithfully|truly|ever)|(?:With\s)?(?:all\s|"
    r"my\s)?(?:very\s)?best\swishes|(?:With\s)?(?:Kind|Best)\sregards|Regards)\s*[,.]?$",
    re.MULTILINE | re.IGNORECASE,
)
BYLINE = re.compile(
    r"^(?:Written\s)?By:?\s(?P<name>(?!E-?mail|Post|Hand|Order|Command|Fax|Special|Courier|Recorded|"
    r"Authority|The\b|Law)"
    r"[A-Z][\w’'.-]+ [A-Z][^\n]{1,80})$",
    re.MULTILINE,
)
_TRADE = re.compile(
    r"\b(?:[Cc]orrespondent|[Rr]eporter|[Jj]ournalist|(?:[Pp]olitical|[Ee]ducation|[Hh]ome|[Nn]ews) editor)\b"
)
_PUBLISHED = re.compile(
    rf"^(?:(?i:(?:First )?(?:Published|Posted|Last updated|Last modified|"
    rf"Updated))\b[^\n]{{0,40}}?)?{DATE}[^\n]{{0,40}}$",
    re.MULTILINE,
)
PRINTED_HEAD = re.compile(r"\A(?P<date>[0-9]{2}/[0-9]{2}/[0-9]{4})(?:,? [0-9]{2}:[0-9]{2})? (?=\S)")
"""What a browser set to British time prints above the first page."""
PRINTED_FOOT = re.compile(
    r"^(?P<url>https?://\S+)\s+(?:[0-9]{1,3}/[0-9]{1,3}|[0-9]{1,3} of [0-9]{1,3})$", re.M
)
MAIL_HEAD = re.compile(r"\A(?:[^\n]*\n){0,4}?From:[^\n]+\n(?=(?:[^\n]*\n){0,6}?Subject:)", re.IGNORECASE)
MAIL_DATE = re.compile(
    rf"^(?:Sent|Date):\s*(?P<date>{DAY})[^\n]*\n(?:[^\n]*\n){{0,4}}?To:", re.M | re.IGNORECASE
)
_BY_MAIL = re.compile(rf"@|^Sent:|^Date:[^\n]*{TIME}", re.MULTILINE)  # a memorandum has none of these
_MAIL_TO = re.compile(rf"^To:[^\n]+\n(?:[^\n]*\n){{0,4}}?(?:Sent|Date):\s*{DAY}", re.M | re.IGNORECASE)

_Judge = Callable[[Sequence[Sheet]], tuple[Sheet, re.Match[str]] | None]


def kind_of(sheets: Sequence[Sheet]) -> Detail | None:
    """The kind of document, with the words that show it; None where it is not plain.

    Args:
        sheets: The first pages, and the last one.
    """
    for kind, judge in _JUDGES.items():
        found = judge(sheets) if sheets else None
        if found:
            sheet, match = found
            return sheet.detail("kind", kind, match.start(), match.end(), sure=False)
    return None


def _mail(sheets: Sequence[Sheet]) -> tuple[Sheet, re.Match[str]] | None:
    head = sheets[0].text[: sheets[0].head(14)]
    dated = MAIL_DATE.search(head) or _MAIL_TO.search(head)
    if not MAIL_HEAD.search(head) or not dated or not _BY_MAIL.search(head):
        return None
    sender = re.search(r"^From:[^\n]+", head, re.MULTILINE | re.IGNORECASE)
    return (sheets[0], sender) if sender else None


def citation(sheet: Sheet) -> re.Match[str] | None:
    """The neutral citation at the head of a judgment: labelled, or alone on its line."""
    for match in NEUTRAL.finditer(sheet.text, 0, sheet.head(25)):
        line = next((line for line in sheet.lines if line.start <= match.start() < line.end), None)
        before = sheet.text[line.start : match.start()] if line else ""
        if re.fullmatch(
            r"(?:Neutral Citation(?: (?:Number|No\.?))?|NCN|\w+ Term)?\s*:?\s*", before, re.I
        ) and (before or (line and match.end() >= line.end)):
            return match
    return None


def _judgment(sheets: Sequence[Sheet]) -> tuple[Sheet, re.Match[str]] | None:
    match = citation(sheets[0])
    head = sheets[0].text[: sheets[0].head(40)]
    return (sheets[0], match) if match and _COURT_LINE.search(head) else None


def _written_answer(sheets: Sequence[Sheet]) -> tuple[Sheet, re.Match[str]] | None:
    text = sheets[0].text
    asked = _TO_ASK.search(text)
    if not asked or not _ANSWERED.search(text) or DEAR.search(text) or _STILL_TO_ANSWER.search(text):
        return None
    return sheets[0], asked


def _debate(sheets: Sequence[Sheet]) -> tuple[Sheet, re.Match[str]] | None:
    end = sheets[0].head(10)
    match = _DEBATE.search(sheets[0].text, 0, end)
    return (sheets[0], match) if match and _HOUSE.search(sheets[0].text, 0, end) else None


def _report(sheets: Sequence[Sheet]) -> tuple[Sheet, re.Match[str]] | None:
    for sheet in sheets[:2]:
        if sheet.number <= 2 and (match := _REPORT.search(sheet.text, 0, sheet.head(25))):
            return sheet, match
    return None


def _legislation(sheets: Sequence[Sheet]) -> tuple[Sheet, re.Match[str]] | None:
    end = sheets[0].head(8)
    match = _LEGISLATION.search(sheets[0].text, 0, end)
    chapter = match and "CHAPTER" in match[0]  # any book has a chapter 1; an Act is named beside it
    act = re.search(r"\bAct [12][0-9]{3}$", sheets[0].text[:end], re.MULTILINE | re.IGNORECASE)
    return (sheets[0], match) if match and (act or not chapter) else None


def _foi_response(sheets: Sequence[Sheet]) -> tuple[Sheet, re.Match[str]] | None:
    first = sheets[0].text
    if PRINTED_HEAD.search(first):
        return None
    replies = _REPLIES.search(first, 0, sheets[0].head(45))
    if not replies or not FREEDOM.search(first) or _NOT_AN_AUTHORITY.search(first, 0, sheets[0].head(12)):
        return None
    said = "\n".join(sheet.text for sheet in sheets)
    if _ASKS.search(first) or not _SUBSTANCE.search(said):
        return None
    if _WILL_ANSWER.search(first) and not re.search(r"\b(?:holds?|held|exempt\w*|uph[eo]ld)\b", said):
        return None
    return sheets[0], replies


def answers_request(sheets: Sequence[Sheet]) -> bool:
    """Whether the words are those of an authority that answers a request for information."""
    return bool(sheets) and _foi_response(sheets) is not None


def _letter(sheets: Sequence[Sheet]) -> tuple[Sheet, re.Match[str]] | None:
    dear = DEAR.search(sheets[0].text, 0, sheets[0].head(35))
    if PRINTED_HEAD.search(sheets[0].text):
        return None  # a page of the web that shows a correspondence
    signed = any(YOURS.search(sheet.text) for sheet in sheets)
    return (sheets[0], dear) if dear and signed else None


def _news(sheets: Sequence[Sheet]) -> tuple[Sheet, re.Match[str]] | None:
    end = sheets[0].head(25)
    byline = BYLINE.search(sheets[0].text, 0, end)
    trade = _TRADE.search(sheets[0].text, 0, end)
    return (sheets[0], byline) if byline and trade and _PUBLISHED.search(sheets[0].text, 0, end) else None


def _web_page(sheets: Sequence[Sheet]) -> tuple[Sheet, re.Match[str]] | None:
    head, foot = PRINTED_HEAD.search(sheets[0].text), PRINTED_FOOT.search(sheets[0].text)
    return (sheets[0], foot) if head and foot else None


_JUDGES: dict[str, _Judge] = {
    "e-mail": _mail,
    "judgment": _judgment,
    "written-answer": _written_answer,
    "debate": _debate,
    "report": _report,
    "legislation": _legislation,
    "foi-response": _foi_response,
    "letter": _letter,
    "news": _news,
    "web-page": _web_page,
}
