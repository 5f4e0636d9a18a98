"""Sections, schedules, regulations and articles: as they are written, and in one normal form.

"paragraph 2 of Schedule 1", "Sch. 1 para 2" and "sch 1 para 2" are the same provision.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = {
    "sub-s": r"[Ss]ub-?[Ss]ections?|sub-ss?\.?",
    "s": r"[Ss]ections?|SECTIONS?|[Ss]ecs?\.?|[Ss]s?\.?|§§?",
    "sch": r"[Ss]chedules?|SCHEDULES?|[Ss]chs?\.?|[Ss]cheds?\.?",
    "para": r"[Pp]aragraphs?|[Pp]aras?\.?",
    "pt": r"[Pp]arts?|PARTS?|[Pp]ts?\.?",
    "ch": r"[Cc]hapters?|[Cc]h\.?",
    "reg": r"[Rr]egulations?|[Rr]egs?\.?",
    "art": r"[Aa]rticles?|ARTICLES?|[Aa]rts?\.?",
    "r": r"[Rr]ules?|rr?\.?",
    "recital": r"[Rr]ecitals?",
}
_INNER = {"para": ("sch", "pt", "art"), "sub-s": ("s",), "ch": ("pt",), "pt": ("sch",)}
"""What a unit lies inside: a paragraph in a schedule."""

SUBDIVISION = r"(?:\s?\((?:[0-9]{1,3}[A-Z]{0,2}|[a-z]{1,5}|[A-Z]{1,3})\))"
NUMBER = rf"(?:[0-9]{{1,4}}[A-Z]{{0,3}}(?:\.[0-9]{{1,3}}[A-Z]?)?(?![0-9])|[IVX]{{1,6}}\b){SUBDIVISION}*"
_AND = r"(?:\s?,\s(?:and\s|or\s)?|,(?=[0-9])|\s?[-–—&]\s?|\s(?:and|or|to)\s)"
_LIST = rf"{NUMBER}(?:{_AND}(?:{NUMBER}(?![\w%/])|{SUBDIVISION}+))*"
_UNIT = "|".join(_UNITS.values())
_ONE = rf"(?:{_UNIT})\s{{0,2}}(?:{_LIST}|{SUBDIVISION}+(?:{_AND}{SUBDIVISION}+)*)(?!\w)"
_LINK = r"(?:,?\s(?:of|to|in|and|or|under)\s(?:the\s)?|,\s|\s)"
_BEFORE = re.compile(
    rf"(?<![\w.])(?P<all>{_ONE}(?:{_LINK}{_ONE}){{0,4}})"
    rf"(?:,?\s(?:of|to|in|under|OF|TO)\s(?:[Tt]he\s|that\s|THE\s)?|,?\s(?:the\s)?)\Z"
)
_AFTER = re.compile(
    rf"(?:,?\s|\s?(?P<open>\())(?P<all>{_ONE}(?:(?:,?\s(?:and\s)?){_ONE}){{0,4}})(?P<close>\))?"
)
_OF_ANOTHER = re.compile(r",?\s(?:of|to|in|under)\s(?:the\b|this\b|that\b|[A-Z])")
_PIECE = re.compile(
    "(?P<link>{link})?(?:{units})\\s{{0,2}}(?P<list>{list}|{sub}+(?:{and_}{sub}+)*)".format(
        link=_LINK,
        units="|".join(f"(?P<{name.replace('-', '_')}>{unit})" for name, unit in _UNITS.items()),
        list=_LIST,
        sub=SUBDIVISION,
        and_=_AND,
    )
)
_FARTHEST = 160


@dataclass(frozen=True)
class Provisions:
    """Provisions of a law, in their normal form, and where they stand."""

    normal: str
    start: int
    end: int


def provisions_before(text: str, end: int) -> Provisions | None:
    """The provisions named just before a law: "section 40(2) of the" before its title."""
    match = _BEFORE.search(text, max(0, end - _FARTHEST), end)
    return Provisions(_normal(match["all"]), match.start(), end) if match else None


def provisions_after(text: str, start: int) -> Provisions | None:
    """The provisions named just after a law: ", s 40(2)"; none if they are those of another law."""
    match = _AFTER.match(text, start, start + _FARTHEST)
    if not match or bool(match["open"]) != bool(match["close"]) or _OF_ANOTHER.match(text, match.end()):
        return None
    return Provisions(_normal(match["all"]), start, match.end())


def _normal(words: str) -> str:
    """The provisions from the outermost inwards: ``sch 1 para 2``, ``ss 1–3 and 5``."""
    pieces: list[tuple[str, str]] = []
    inward = False
    for match in _PIECE.finditer(words):
        unit = next(name for name in _UNITS if match[name.replace("-", "_")])
        numbers = _numbers(match["list"])
        link = " ".join((match["link"] or "").split()).split(" ")[0]
        before = pieces[-1] if pieces else ("", "")
        if link in ("of", "to", "in", "under", "") and before[0] in _INNER and unit in _INNER[before[0]]:
            _put_outside(pieces, unit, numbers)
        elif unit == "sub-s" and before[0] == "s":
            pieces[-1] = ("s", before[1] + numbers)
        else:
            pieces.append((unit, numbers))
        inward = inward or link in ("of", "to")
    shown = ""
    for n, (unit, numbers) in enumerate(pieces):
        outer = pieces[n - 1][0] if n else ""
        joint = "" if not n else " " if outer in _INNER.get(unit, ()) else ", "
        shown += f"{joint}{_plural(unit, numbers)} {numbers}"
    return shown


def _put_outside(pieces: list[tuple[str, str]], unit: str, numbers: str) -> None:
    """Put the outer unit before the inner ones that were named first."""
    inner = pieces[-1]
    if inner[0] == "sub-s":
        pieces[-1] = ("s", numbers + inner[1])
        return
    place = len(pieces) - 1
    while place and unit in _INNER.get(pieces[place - 1][0], ()):
        place -= 1
    pieces.insert(place, (unit, numbers))


def _plural(unit: str, numbers: str) -> str:
    several = re.search(r"[–,]|\band\b", numbers)
    if not several or unit == "sub-s":
        return unit
    return {"r": "rr", "ch": "chs", "s": "ss"}.get(unit, f"{unit}s")


def _numbers(words: str) -> str:
    """A list of numbers as the normal form writes it: ``40(2)``, ``1–3``, ``1, 2 and 5``."""
    flat = re.sub(r"(?<=[0-9A-Z)])\s(?=\()", "", " ".join(words.split()))
    flat = re.sub(r"\s?[-–—]\s?|\sto\s", "–", flat)
    flat = re.sub(r",?\s?\b(?:and|or)\s|\s?&\s?|,\s?", ", ", flat)
    parts = flat.split(", ")
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
