"""References to cases: neutral citations, law reports, European cases and appeals to tribunals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencepack.quoting.mention import Mention, flat, made
from evidencepack.quoting.mentions_titles import name_start, title

NEUTRAL = re.compile(
    r"\[(?P<year>[12][0-9]{3})\]\s(?:UKSC|UKPC|UKHL|EWCA\s(?:Civ|Crim)|EWHC(?:\s(?:Admin|Ch|QB|Fam|Comm))?|"
    r"EWFC|EWCOP|EWCR|EWCC|UKUT|UKFTT|"
    r"UKAIT|UKIAT|UKIPTrib|UKEAT|EAT|CAT|NICA|NIKB|NIQB|NICh|NIFam|NICC|NIMaster|CSIH|CSOH|HCJAC|HCJ|SAC|SC)\s"
    r"(?:\([A-Z][A-Za-z]+\)\s)?(?:[A-Z]{1,4}[0-9]*[/_][0-9/_]+|[0-9]{1,5})(?![0-9])"
    r"(?:\s\([A-Z][A-Za-z]{0,9}\)|\s(?:KB|QB|Ch|Fam)\b)?"
)
"""A neutral citation: [2017] UKSC 5, [2020] EWHC 3334 (Comm)."""

_REPORTS = (
    "AC|QB|KB|Ch|Fam|WLR|All ER(?: \\((?:Comm|EC|D)\\))?|ICR|IRLR|FLR|FCR|EMLR|FSR|RPC|Cr App R(?: \\(S\\))?|"
    "Crim LR|Lloyd[’']s Rep|BCLC|BCC|BLR|Con LR|EHRR|ECR|CMLR|HLR|LGR|PTSR|Costs LR|P & CR|Imm AR|INLR|"
    "NI|NIJB|SC(?: \\((?:HL|UKSC|PC)\\))?|SLT|SCLR|SCCR|JC|P|TC|STC|UKHRR|BHRC|EGLR|EG|JPL|Env LR|ELR|"
    "RTR|PIQR|Med LR|CCL Rep|COPLR|CLR|Info TLR|WTLR|Bus LR|App Cas|LR QB|LR HL|ER|Cl & F|TLR|St Tr|Hare"
)
_REPORT_NAME = "|".join(sorted(_REPORTS.replace(" ", "\\s").split("|"), key=len, reverse=True))
_REPORT = re.compile(
    rf"(?:\[(?P<square>1[89][0-9]{{2}}|20[0-9]{{2}})\]\s(?:[1-9]\s)?(?:{_REPORT_NAME})\s[0-9]{{1,4}}"
    rf"|\((?:1[789][0-9]{{2}}|20[0-9]{{2}})\)\s[0-9]{{1,3}}\s(?:{_REPORT_NAME})\s[0-9]{{1,4}}"
    rf"|(?:19|20)[0-9]{{2}}\s(?:SC(?:\s\((?:HL|UKSC|PC)\))?|SLT|SCLR|SCCR|JC)\s[0-9]{{1,4}})(?![\w/])"
)
_CITATION = re.compile(rf"(?:{NEUTRAL.pattern.replace('(?P<year>', '(?:')}|{_REPORT.pattern})")
_EUROPEAN = re.compile(
    r"(?:\b(?:Joined\s)?Cases?\s)?\b(?P<court>[CT])[-‑–](?P<number>[0-9]{1,4}/[0-9]{2})(?![\w/])"
    r"|\bECLI:[A-Z]{2}:[A-Z]{1,7}:[0-9]{4}:[0-9A-Z.]{1,25}"
)
_APPEAL = re.compile(
    r"(?<![\w/-])(?:(?:FT/)?(?P<series>E[AJP])(?P<sign>[/.-])(?P<year>20[0-9]{2})(?P=sign)(?P<number>[0-9]{4})"
    r"(?:/[A-Z]{1,4})?|UKEAT/[0-9]{4}/[0-9]{2}(?:/[A-Z]{2,4})?|UA-20[0-9]{2}-[0-9]{6}-[A-Z]{2,5}"
    r"|GI[AH]/[0-9]{1,4}/20[0-9]{2})(?![\w/])"
)


def cases(text: str) -> Iterator[Mention]:
    """The cases in a text; citations that stand one after another are of one case."""
    found = list(_CITATION.finditer(text))
    n = 0
    while n < len(found):
        citations = [flat(found[n][0])]
        start, end = found[n].span()
        while n + 1 < len(found) and _same_case(text[end : found[n + 1].start()], found[n], found[n + 1]):
            n += 1
            citations.append(flat(found[n][0]))
            end = found[n].end()
        n += 1
        named = name_start(text, start)
        name = title(text, named, start).rstrip(" ,;:-–") if named is not None else ""
        if name and name_start(f"{name} ", len(name) + 1) != 0:
            named, name = None, ""  # read alone, it would be another name: only the citation is sure
        normal = f"{name} {', '.join(citations)}".strip()
        yield made("case", normal, text, start if named is None else named, end, tuple(citations))
    yield from _others(text)


def _same_case(between: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether two citations side by side are of one case; behind a semicolon only the report of it is."""
    if re.fullmatch(r"\s|\s?,\s(?:also\s)?", between):
        return True
    years = [
        int(year[0]) if (year := re.search("[12][0-9]{3}", match[0])) else 0 for match in (first, second)
    ]
    report = NEUTRAL.fullmatch(first[0]) and not NEUTRAL.fullmatch(second[0])
    return bool(report and re.fullmatch(r"\s?;\s", between) and 0 <= years[1] - years[0] <= 1)


def _others(text: str) -> Iterator[Mention]:
    for match in _EUROPEAN.finditer(text):
        if match["court"]:
            normal = f"Case {match['court']}-{match['number']}"
            yield made("case", normal, text, *match.span())
        else:
            yield made("case", flat(match[0]), text, *match.span())
    for match in _APPEAL.finditer(text):
        normal = match[0]
        if match["series"]:
            normal = f"{match['series']}/{match['year']}/{match['number']}"
        yield made("tribunal-appeal", normal, text, *match.span())
