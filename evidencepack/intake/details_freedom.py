"""What a reply to a request for information relies on: exemptions and exceptions, and the internal review."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidencepack.intake.details_kind import DEAR
from evidencepack.intake.details_text import DAY, Detail, Sheet, date_value

_EXEMPT = frozenset(["12", "14", "21", "22", "22A", "23", "24", *map(str, range(26, 45))])
"""Sections of the Freedom of Information Act 2000 on which a request may be refused."""
_EXCEPTED = frozenset(["6", "12", "13"])
"""Regulations of the Environmental Information Regulations 2004 with which it may be."""

_SUB = r"(?:\s?\([0-9]{0,2}[A-Za-z]{0,3}\))"
_ONE = rf"[0-9]{{1,2}}[A-C]?(?![0-9]){_SUB}*"
_AND = r"(?:\s?[,/&]\s?(?:and\s|or\s)?|\s(?:and|or|to|with)\s)"
_SECTIONS = re.compile(
    rf"(?<![\w.])(?:(?P<of>[Ss](?:ections?|ec)|SECTIONS?|ss?\.?)|(?P<reg>[Rr]eg(?:ulation)?s?\.?))\s?"
    rf"(?P<list>{_ONE}(?:{_AND}(?:(?:[Ss]ections?|[Rr]egulations?|ss?\.?)\s?)?(?:{_ONE}|{_SUB}+)(?![\w%]))*)"
)
_ITEM = re.compile(rf"(?P<number>[0-9]{{1,2}}[A-C]?)?(?P<subs>{_SUB}*)")
_FREEDOM = r"(?:(?i:Freedom\sof\sInformation\s(?:Act|\(Scotland\)\sAct))|FOI(?:S?A)?\b|FOI\sAct)"
_OF_ANOTHER = re.compile(
    rf"[^.;]{{0,12}}?\s?(?:of|to|in|under)\s(?:the\s|that\s)?(?!{_FREEDOM}|Act\b|"
    rf"Environmental\sInformation|EIRs?\b)"
    r"(?:(?:UK\s|EU\s)?GDPR|DPA\b|Data\sProtection|PECR|[A-Z][\w’']+(?:[\s,]+(?:and|of|the|for|to|in|"
    r"etc\.?|\(?[A-Z][\w’']*\)?)){0,10}?"
    r"\s\(?(?:Act|Regulations?|Order|Rules|Bill|Code|Convention)\b)"
)
_RELIED_ON = re.compile(
    r"\bexempt|\bexception|\bwithh|\brefus|\bengaged|\bengages|\bcost\slimit|\bappropriate\slimit|"
    r"\bvexatious|"
    r"\bneither\sconfirm|\bapplie[sd]|\bapply\b|\bapplying|\brely|\brelied|\brelying|\bredact|"
    r"\bnot\s(?:\w+\s)?(?:obliged|required)|"
    r"\bdoes\snot\soblige",
    re.IGNORECASE,
)
_NOT_RELIED_ON = re.compile(
    r"\bno\slonger\b|\b(?:do|does|did|has|have)\snot\s(?:apply|applied|engage|engaged|rely|relied)|"
    r"\bnot\s(?:engaged|applicable|relied)|\bwithdraw|\boverturn|\b(?:wrongly|incorrectly)\sappl",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;]|\bbut\b")
_HEADING = re.compile(r"\s?(?:[-–—:]|\().{0,90}")
_UK = re.compile(rf"{_FREEDOM}(?!\s(?:1966|1982))|Environmental\sInformation\sRegulations|\bEIRs?\b")
_FOREIGN = re.compile(r"Freedom\sof\sInformation\sAct\s(?:1966|1982)|\bU\.?S\.?C\.?\s§?\s?552")


@dataclass(frozen=True)
class _Cited:
    name: str
    sheet: Sheet
    start: int
    end: int
    sure: bool
    denied: bool


def exemptions(sheets: Sequence[Sheet]) -> Detail | None:
    """The sections of the Act, and the regulations, on which a reply relies, all in one value.

    Sections of other Acts (data protection, the Act under which a body works) are left out, and so is what
    the reply says it does not rely on. The words are those of the first, or all where they stand together.
    """
    said = "\n".join(sheet.text for sheet in sheets)
    if not _UK.search(said) or _FOREIGN.search(said):
        return None
    cited = [one for sheet in sheets for one in _cited(sheet)]
    denied = [one.name for one in cited if one.denied]
    cited = [
        one
        for one in cited
        if not any(other == one.name or other.startswith(one.name + "(") for other in denied)
    ]
    names = list(dict.fromkeys(one.name for one in cited))
    names = [name for name in names if not any(other.startswith(name + "(") for other in names)]
    used = [one for one in cited if one.name in names]
    if not used:
        return None
    first = used[0]
    near = [one for one in used if one.sheet is first.sheet and one.end - first.start <= 160]
    sure = all(any(one.sure for one in used if one.name == name) for name in names)
    return first.sheet.detail("exemptions", ", ".join(names), first.start, near[-1].end, sure=sure)


def _cited(sheet: Sheet) -> Iterator[_Cited]:
    for match in _SECTIONS.finditer(sheet.text):
        before, after = _sentence(sheet.text, match.start(), match.end())
        if _OF_ANOTHER.match(after):
            continue
        alone = sheet.text[: match.start()].rsplit("\n", 1)[-1].strip(" •-–—·\t") == ""
        heading = alone and _HEADING.fullmatch(sheet.text[match.end() :].split("\n", 1)[0].strip() or ":")
        relied = _RELIED_ON.search(before + after)
        clause = _CLAUSE.split(before)[-1][-60:] + _CLAUSE.split(after)[0][:60]
        denied = bool(_NOT_RELIED_ON.search(clause))
        if denied or relied or heading:
            for name in _names(match):
                yield _Cited(name, sheet, match.start(), match.end(), bool(relied), denied)


def _sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after in the same sentence, 300 code points at most each way."""
    ends = re.compile(r"(?<!\bs)(?<!\bss)(?<!reg)[.?!]\s")
    before, after = text[max(0, start - 300) : start], text[end : end + 300]
    last = list(ends.finditer(before))
    stop = ends.search(after)
    return before[last[-1].end() :] if last else before, after[: stop.start()] if stop else after


def _names(match: re.Match[str]) -> Iterator[str]:
    """Each section of a list: "40(2) and (3)" is s.40(2) and s.40(3)."""
    number = ""
    known, prefix = (_EXEMPT, "s.") if match["of"] else (_EXCEPTED, "reg.")
    for item in _ITEM.finditer(match["list"]):
        if not item[0]:
            continue
        number = item["number"] or number
        subs = "".join(item["subs"].split())
        if number not in known or "()" in subs or (prefix == "reg." and number != "13" and not subs):
            continue
        yield prefix + number + subs


_REVIEW = r"internal\s(?:review|reconsideration)"
_REVIEW_HEADING = re.compile(
    rf"^(?:(?!If |You )[^\n]{{0,90}}\b)?{_REVIEW}(?!\s(?:procedure|process))\b[^\n.]{{0,60}}$",
    re.MULTILINE | re.IGNORECASE,
)
_REVIEW_TOLD = re.compile(
    rf"(?<!with )(?<!with the )\b(?:outcome|result|findings?|conclusions?)\sof\s(?:the|my|our|your|"
    rf"an|this)\s{_REVIEW}|"
    rf"\byour\s(?:[\w-]+\s){{0,4}}?request\sfor\san\s{_REVIEW}(?!\s(?:should|must|to|within|in writing))|"
    rf"\byou\s(?:have\s)?(?:asked|requested)\s(?:for\s|that\swe\sconduct\s)?an\s{_REVIEW}|"
    rf"\byour\s(?:[\w-]+\s){{0,3}}?(?:e-?mail|letter|correspondence)\s[^.]{{0,60}}?(?:requesting|"
    rf"asking\sfor|seeking)\san\s{_REVIEW}",
    re.IGNORECASE,
)
_REQUESTED = re.compile(
    rf"\b(?:you\s(?:have\s)?(?:asked|requested|sought)\s(?:for\s)?|"
    rf"your\s(?:[\w-]+\s){{0,3}}?(?:request|e-?mail|letter|"
    rf"correspondence)\s(?P<early>[^.]{{0,60}}?)(?:for|requesting|asking\sfor|seeking)\s)(?:an?\s|"
    rf"the\s)?{_REVIEW}"
    rf"(?P<late>[^.]{{0,90}})",
    re.IGNORECASE,
)
_EARLIER_DAY = re.compile(
    rf"\byour\s(?:[\w-]+\s){{0,3}}?(?:e-?mail|letter|message)\s(?:of|dated|"
    rf"sent\son)\s(?P<day>{DAY})[^.]{{0,40}}$"
)
_LATER_DAY = re.compile(
    rf"\s?\(?(?:was\s)?(?:on|dated|of|(?:we\s)?received(?:\son)?|made\son)\s(?P<day>{DAY})"
)
_ASKS = re.compile(
    rf"\b(?:I\s(?:am\swriting\sto\s|would\slike\sto\s|wish\sto\s|hereby\s|therefore\s|"
    rf"now\s)*(?:request|ask\sfor)|"
    rf"(?:please|could\syou)\s(?:conduct|carry\sout|undertake))\s(?:an?\s){_REVIEW}",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    rf"\b(?:you\s(?:may|can|have\s(?:the|a)\sright\sto|should|are\sentitled\sto|wish\sto|would\slike\sto)|"
    rf"(?:right|entitled)\sto|(?:unhappy|dissatisfied|not\s(?:satisfied|content|"
    rf"happy))\b)[^.]{{0,200}}?\b{_REVIEW}",
    re.IGNORECASE,
)
_DECISION = (
    r"\b(?:original|initial|earlier|decision|response|refusal|application\sof|applied|exemption|handling)"
)
_IS = r"\b(?:is|was|has\sbeen|should\sbe)\s(?:therefore\s)?"
_OUTCOMES = {
    "complaint upheld in part": (
        r"\b(?:part(?:ly|ially)\s(?:uphold|upheld)|(?:uphold|upheld)\sin\spart)\syour\scomplaint|"
        rf"\bcomplaint\s{_IS}(?:part(?:ly|ially)\supheld|upheld\sin\spart)"
    ),
    "original decision upheld in part": (
        rf"\b(?:part(?:ly|ially)\s(?:uphold|upheld)|(?:uphold|upheld)\sin\spart)\s[^.]{{0,60}}?{_DECISION}|"
        rf"{_DECISION}[^.]{{0,60}}{_IS}(?:part(?:ly|ially)\supheld|upheld\sin\spart)"
    ),
    "original decision overturned": (
        rf"\b(?:overturn(?:ed)?|revers(?:e|ed))\s[^.]{{0,60}}?{_DECISION}|"
        rf"{_DECISION}[^.]{{0,40}}{_IS}(?:overturned|reversed)"
    ),
    "complaint upheld": rf"\b(?:uphold|upheld)\syour\scomplaint|\bcomplaint\s{_IS}upheld",
    "original decision upheld": (
        rf"\b(?:uph[eo]ld|maintain(?:ed)?)\s[^.]{{0,60}}?{_DECISION}|"
        rf"{_DECISION}[^.]{{0,60}}{_IS}(?:upheld|maintained)"
    ),
}
_NOT = re.compile(r"\b(?:not|if|whether|may|might|cannot)\b[^.]{0,40}$", re.IGNORECASE)


def internal_review(sheets: Sequence[Sheet], answered: str, *, asks: bool) -> Iterator[Detail | None]:
    """Whether an internal review was decided, asked for or offered.

    Args:
        sheets: The pages of the document.
        answered: The day of the document as it writes it, or nothing.
        asks: It is not a reply, so that "I request" are the words of one who asks.
    """
    head = sheets[0]
    about = _REVIEW_HEADING.search(head.text, 0, _opening(head)) or _REVIEW_TOLD.search(
        head.text, 0, head.head(30)
    )
    if about and not asks:
        yield next((d for sheet in sheets if (d := _outcome(sheet, answered))), None)
    for sheet in sheets:
        for match in _REQUESTED.finditer(sheet.text):
            lead = sheet.text[max(0, match.start() - 120) : match.start()]
            if re.search(r"\b(?:if|should|when|unless|once)\s[^.]{0,30}$", lead, re.IGNORECASE):
                continue
            earlier = _EARLIER_DAY.search(lead)
            day = (
                earlier
                or re.search(f"(?P<day>{DAY})", match["early"] or "")
                or _LATER_DAY.match(match["late"])
            )
            if day or about:
                when = " " + date_value(day["day"]) if day else ""
                start = match.start() - (len(lead) - earlier.start() if earlier else 0)
                yield sheet.detail("internal_review", "requested" + when, start, match.end(), sure=True)
        asked = _ASKS.search(sheet.text) if asks else None
        if asked:
            yield sheet.detail("internal_review", "requested", asked.start(), asked.end(), sure=True)
    if about or asks:
        return
    for sheet in sheets:
        if offer := _OFFERED.search(sheet.text):
            yield sheet.detail("internal_review", "offered", offer.start(), offer.end(), sure=True)
            return


def _opening(sheet: Sheet) -> int:
    """Where the headings of a letter end: a few lines below the greeting."""
    dear = DEAR.search(sheet.text, 0, sheet.head(35))
    above = sum(line.end <= dear.end() for line in sheet.lines) if dear else 5
    return sheet.head(above + 3)


def _outcome(sheet: Sheet, answered: str) -> Detail | None:
    for value, pattern in _OUTCOMES.items():
        for match in re.finditer(pattern, sheet.text, re.IGNORECASE):
            if _NOT.search(sheet.text[max(0, match.start() - 60) : match.start()]):
                continue
            when = f" on {answered}" if answered else ""
            return sheet.detail("internal_review", value + when, match.start(), match.end(), sure=True)
    return None
