"""How debates and written answers of Parliament are cited: by House, day, volume and column, or by number."""

from __future__ import annotations

import re

from evidencepack.model.tables import Source

_VOLUME = re.compile(r"\bvol(?:ume)?\.?\s*(?P<number>[0-9]+)", re.IGNORECASE)
_COLUMNS = re.compile(
    r"\bc(?:ol(?:umn)?s?|c)?\.?\s*(?P<numbers>[0-9]+(?:W[AHS]?)?(?:\s?[-–]\s?[0-9]+(?:W[AHS]?)?)?)\b",
    re.IGNORECASE,
)
_DEBATES = re.compile(r"\bH[CL]\s+Deb\b", re.IGNORECASE)
_UIN = re.compile(
    r"(?:UIN|PQ|(?:written\s+)?question)?[\s:]*(?P<number>(?:HL)?\s?[0-9]{1,7})\Z", re.IGNORECASE
)
_STATEMENT = re.compile(r"H[CL]WS[0-9]+\Z")
_HOUSES = {"HC": "House of Commons", "HL": "House of Lords"}


def hansard(source: Source, date: str) -> str:
    """``HC Deb 10 October 2016, vol 615, col 12``; empty if neither the House nor the day is known.

    Args:
        source: A debate, or an answer printed in the Official Report.
        date: Its date as shown, or empty.
    """
    house, reference = house_of(source), source.reference
    volume, columns = _VOLUME.search(reference), _COLUMNS.search(reference)
    if not house or not (date or volume):
        return reference if _DEBATES.match(reference) else ""
    parts = [f"{house} Deb {date}".strip()]
    if volume:
        parts.append(f"vol {volume['number']}")
    if columns:
        numbers = re.sub(r"\s?[-–]\s?", "–", columns["numbers"])
        parts.append(f"{'cols' if '–' in numbers else 'col'} {numbers}")
    if reference and not volume and not columns and not _DEBATES.match(reference):
        parts.append(reference)
    return ", ".join(parts)


def written_question(source: Source, date: str) -> str:
    """``HC Deb 25 July 2016, Written question 42942``; an answer with a column is cited by that alone."""
    if _in_columns(source.reference):
        return hansard(source, date)
    house = house_of(source)
    day = f"{house} Deb {date}".strip() if house and date else date
    return ", ".join(part for part in (day, _numbered(source)) if part)


def short_hansard(source: Source, date: str) -> str:
    """How it is named again: by its number, or by House and day; empty if neither is known."""
    by_number = source.kind == "written-answer" and not _in_columns(source.reference)
    if by_number and (source.reference or not hansard(source, date)):
        return _numbered(source)
    return hansard(source, date).partition(", ")[0]


def _in_columns(reference: str) -> bool:
    """Whether a reference is to the columns of the Official Report."""
    return bool(_COLUMNS.search(reference) or _DEBATES.match(reference))


def _numbered(source: Source) -> str:
    """``Written question 42942``."""
    uin = _UIN.match(source.reference.strip())
    number = uin["number"].replace(" ", "") if uin else source.reference.strip()
    if _STATEMENT.match(number):
        return f"Written statement {number}"
    return f"Written question {number}" if number else "Written answer"


def house_of(source: Source) -> str:
    """``HC`` or ``HL``, as far as the source says which House it is of; else empty.

    A written question's number begins with HL in the Lords and is a bare figure in the Commons.
    """
    reference = source.reference.strip()
    if marked := re.match(r"(?:UIN\s*)?(H[CL])(?=\s|WS|[0-9])", reference):
        return marked[1]
    said = " ".join((reference, source.author, source.recipient, source.title))
    named = {house for house, name in _HOUSES.items() if name in said}
    if len(named) == 1:
        return named.pop()
    return "HC" if source.kind == "written-answer" and _UIN.match(reference) else ""
