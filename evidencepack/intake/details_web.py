"""What web pages and news say about themselves: by-line, day of publication, address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencepack.intake.details_kind import BYLINE, PRINTED_FOOT, PRINTED_HEAD
from evidencepack.intake.details_text import DAY, NAME, TIME, Detail, Sheet, only_one

_HEAD = 30
_LEAD = rf"(?:at\s)?(?:{TIME},?\s(?:on\s)?)?"
_TAIL = rf"(?:[,.]?\s(?:at\s)?(?:{TIME}|[0-9]{{1,2}}(?:[:.][0-9]{{2}})?\s?[ap]m)(?:\s[A-Z]{{3,4}})?)?"
_FIRST = re.compile(
    rf"\b(?:(?:First |Originally )?[Pp]ublished|"
    rf"Posted)(?:\son)?\s?:?\s{_LEAD}(?P<date>{DAY}){_TAIL}(?=\s*(?:$|"
    rf"[|·•,.(]|by\b))",
    re.M,
)
_UPDATED = re.compile(
    rf"\b(?:Last )?(?:[Uu]pdated|modified)(?:\son)?\s?:?\s{_LEAD}(?P<date>{DAY})", re.MULTILINE
)
_STAMP = re.compile(
    rf"^(?:[^\n·•|]{{2,40}}\s[·•|]\s)?{_LEAD}(?P<date>{DAY}){_TAIL}(?:\s[·•|]\s[^\n]{{0,40}})?$", re.MULTILINE
)
_NAMES = re.compile(
    rf"(?P<names>{NAME}(?:(?:, | and )(?!.*\b(?:[Cc]orrespondent|[Ee]ditor|[Rr]eporter)\b){NAME})*)"
)


def web_page(sheets: Sequence[Sheet]) -> Iterator[Detail | None]:
    """A page of the web: when it was published, by whom and, if a browser printed it, where and when."""
    sheet = sheets[0]
    end = sheet.head(_HEAD)
    yield from _published(sheet, end)
    byline = BYLINE.search(sheet.text, 0, end)
    names = _NAMES.match(byline["name"]) if byline else None
    if byline and names and len(byline["name"].split()) <= 12 and not byline["name"].rstrip().endswith("."):
        yield sheet.detail("author", _person(names["names"]), byline.start(), byline.end(), sure=True)
    head, foot = PRINTED_HEAD.search(sheet.text), PRINTED_FOOT.search(sheet.text)
    if head and foot:
        yield sheet.detail("url", foot["url"], foot.start("url"), foot.end("url"), sure=False)
        yield sheet.dated("accessed", head, sure=False)


def _person(names: str) -> str:
    """The names of a by-line without the trade after the last: "Jane Smith Education correspondent"."""
    return re.sub(
        r",? (?:[A-Z][a-z]+ (?:and [a-z]+ )?)?(?:[Cc]orrespondent|[Ee]ditor|[Rr]eporter|[Pp]olitical|"
        r"Staff|BBC|PA)\b.*$",
        "", names,
    )  # fmt: skip


def _published(sheet: Sheet, end: int) -> Iterator[Detail]:
    """The labelled day; without one the day alone on its line; of a page that was changed the last day."""
    for pattern, sure in ((_FIRST, True), (_STAMP, False), (_UPDATED, False)):
        days = [sheet.dated("published", match, sure=sure) for match in pattern.finditer(sheet.text, 0, end)]
        found = [day for day in days if day]
        if found:
            yield from only_one(found)
            return
