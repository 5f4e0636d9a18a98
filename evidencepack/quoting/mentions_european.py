"""References to European law, retained or not, to treaties, and to the Civil Procedure Rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencepack.quoting.mention import Mention, flat, made
from evidencepack.quoting.mentions_law import with_provisions
from evidencepack.quoting.mentions_provisions import provisions_after, provisions_before

_BODY = r"(?:EU|EC|EEC|Euratom|JHA|ECSC|EU,\sEuratom)"
_OF = r"(?:(?:European\sParliament\sand\s)?Council|Commission|Delegated|Implementing|Framework)"
_EUROPEAN = re.compile(
    rf"\b(?:(?P<of>(?:{_OF}\s)+))?(?P<what>Regulation|Directive|Decision)\s(?:\((?P<body>{_BODY})\)\s)?"
    rf"(?:[Nn]o\.?\s)?(?P<number>[0-9]{{2,4}}/[0-9]{{1,4}})(?:/(?P<after>{_BODY}))?(?![\w/])"
)
_PROTECTION = re.compile(
    r"(?<![\w-])(?:(?P<of>UK|EU)(?:\s|-))?(?:GDPR|General\sData\sProtection\sRegulation(?:\s\(GDPR\))?)(?![\w-])"
)
_TREATIES = {
    r"ECHR": "ECHR",
    r"(?:the\s)?European\sConvention\s(?:on|for\sthe\sProtection\sof)\sHuman\sRights"
    r"(?:\sand\sFundamental\sFreedoms)?(?:\s\(ECHR\))?": "ECHR",
    r"TFEU": "TFEU",
    r"TEU": "TEU",
    r"(?:the\s)?(?:UN\s)?Convention\son\sthe\sRights\sof\sthe\sChild": "UNCRC",
    r"UNCRC": "UNCRC",
}
_TREATY = {re.compile(rf"(?<![\w-]){pattern}(?![\w-])"): name for pattern, name in _TREATIES.items()}
_COURT_RULES = re.compile(
    r"(?<![\w-])(?P<rules>CPR|FPR|CrimPR|Civil\sProcedure\sRules(?!\s[12][0-9]{3}))[,\s]{1,2}"
    r"(?:(?P<part>[Pp]arts?|[Pp]t\.?|PD|Practice\sDirection)\s|(?:[Rr]ules?|rr?\.?)\s?)?"
    r"(?P<number>[0-9]{1,2}[A-Z]{0,2}(?:\.[0-9]{1,2}[A-Z]?(?:\([0-9a-z]{1,4}\))*)?)(?![\w.]*[0-9])"
)
_PRACTICE_DIRECTION = re.compile(
    r"(?<![\w-])(?:(?:CPR\s)?PD|Practice\sDirection)\s(?P<number>[0-9]{1,2}[A-Z]{1,2})\b"
    r"(?:,?\spara(?:graph)?s?\.?\s(?P<paragraph>[0-9]{1,3}(?:\.[0-9]{1,3})?))?"
)


def european(text: str) -> Iterator[Mention]:
    """European law, treaties and rules of court."""
    for match in _EUROPEAN.finditer(text):
        body = match["body"] or ""
        if not (body or match["after"] or match["of"]):
            continue  # "Decision 12/2016" may be anybody's
        name = f"{match['what']} " + (f"({body}) " if body else "") + match["number"]
        name += f"/{match['after']}" if match["after"] else ""
        if not (body or match["after"]):
            name = f"{flat(match['of'])} {name}"
        yield with_provisions("european-law", flat(name), text, *match.span())
    for match in _PROTECTION.finditer(text):
        name = f"{match['of']} GDPR" if match["of"] else "GDPR"
        yield with_provisions("european-law", name, text, *match.span())
    for pattern, name in _TREATY.items():
        for match in pattern.finditer(text):
            if provisions_before(text, match.start()) or provisions_after(text, match.end()):
                yield with_provisions("treaty", name, text, *match.span())
    yield from _court_rules(text)


def _court_rules(text: str) -> Iterator[Mention]:
    for match in _COURT_RULES.finditer(text):
        rules = match["rules"] if "Civil" not in match["rules"] else "CPR"
        part = match["part"] or ""
        if not part and "." not in match["number"]:
            part = "pt"
        if part.startswith("P") and "D" in part:
            normal = f"PD {match['number']}"
        else:
            normal = f"{rules} {'pt ' if part and '.' not in match['number'] else ''}{match['number']}"
        yield made("court-rules", normal, text, *match.span())
    for match in _PRACTICE_DIRECTION.finditer(text):
        para = f" para {match['paragraph']}" if match["paragraph"] else ""
        yield made("court-rules", f"PD {match['number']}{para}", text, *match.span())
