"""Counts a Word file's automatic numbers from the numbering definitions, as a word processor does."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from evidencepack.errors import BadInput

_Node: TypeAlias = Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def value_at(node: _Node, path: str) -> str | None:
    """The ``val`` of the element at a path such as ``pPr/numPr/numId``, or None."""
    found = node.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}val")


@dataclass(frozen=True)
class _Level:
    start: int
    form: str
    pattern: str
    restart: int | None


@dataclass
class _Counters:
    """The state of one list: the number each level stands at, or None before its first paragraph."""

    levels: dict[int, _Level]
    tied: dict[str, str]
    at: dict[int, int | None] = field(default_factory=dict)


class Numbering:
    """Counts paragraphs as a word processor does, from the definitions alone."""

    def __init__(self, tree: _Node) -> None:
        self._lists: dict[str, _Counters] = {}
        for each in tree.iterchildren(f"{W}abstractNum"):
            nodes = list(each.iterchildren(f"{W}lvl"))
            levels = {int(node.get(f"{W}ilvl")): _level(node) for node in nodes}
            tied = {value_at(node, "pStyle") or "": node.get(f"{W}ilvl") for node in nodes}
            self._lists[each.get(f"{W}abstractNumId")] = _Counters(levels, tied)
        self._list_of: dict[str, str] = {}
        self._fresh: dict[tuple[str, int], int] = {}
        for each in tree.iterchildren(f"{W}num"):
            key = each.get(f"{W}numId")
            self._list_of[key] = value_at(each, "abstractNumId") or ""
            for override in each.iterchildren(f"{W}lvlOverride"):
                start = value_at(override, "startOverride")
                if start is not None:
                    self._fresh[key, int(override.get(f"{W}ilvl"))] = int(start)

    def tied_level(self, number: str | None, style: str) -> str | None:
        """The level whose definition names a style."""
        counters = self._lists.get(self._list_of.get(number or "", ""))
        return None if counters is None else counters.tied.get(style)

    def next_number(self, number: str | None, level: int) -> str:
        """Count one more paragraph, and give its number as Word shows it."""
        counters = self._lists.get(self._list_of.get(number or "", ""))
        if number is None or counters is None or level not in counters.levels:
            return ""
        at, levels = counters.at, counters.levels
        for shallower in sorted(each for each in levels if each < level):
            if at.get(shallower) is None:  # a level passed over counts as used
                at[shallower] = levels[shallower].start
        before = at.get(level)
        at[level] = levels[level].start if before is None else before + 1
        at[level] = self._fresh.pop((number, level), at[level])
        for deeper in (each for each in levels if each > level):
            restart = levels[deeper].restart
            if restart is None or level < restart:
                at[deeper] = None
        return _label(counters, level)


def _level(node: _Node) -> _Level:
    restart = value_at(node, "lvlRestart")
    return _Level(
        start=int(value_at(node, "start") or 0),
        form=value_at(node, "numFmt") or "decimal",
        pattern=value_at(node, "lvlText") or "",
        restart=None if restart is None else int(restart),
    )


def _label(counters: _Counters, level: int) -> str:
    if counters.levels[level].form in {"bullet", "none"}:
        return ""

    def filled(found: re.Match[str]) -> str:
        at = int(found.group(1)) - 1
        return _written(counters.at.get(at) or 0, counters.levels[at].form)

    return re.sub(r"%([1-9])", filled, counters.levels[level].pattern)


def _written(number: int, form: str) -> str:
    """A number in one of the forms that lists use; after z Word goes on with aa, bb, cc."""
    match form:
        case "decimal":
            return str(number)
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""
            return letters.upper() if form == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            roman = ""
            for worth, sign in _ROMAN:
                roman, number = roman + sign * (number // worth), number % worth
            return roman.upper() if form == "upperRoman" else roman
    raise BadInput(f"The Word file numbers paragraphs in a form that cannot be checked: “{form}”.")
