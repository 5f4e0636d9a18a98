"""Writes the numbers that Word would print before its paragraphs into the paragraphs themselves.

Where LibreOffice is not there to do it, a judgment's paragraph 47 must still be paragraph 47.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from evidencepack.intake.numerals import numeral
from evidencepack.intake.word_package import Package, W

ITEM_STYLE = "EvidencePackItem"
NUMBER_STYLE = "EvidencePackNumber"
INDENT_STYLE = "EvidencePackIndent"
DEEPEST = 9
_DEEPEST_STYLE = 30
_INDENTED = 560  # twentieths of a point: a centimetre
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BULLET = "•"


@dataclass
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None


@dataclass
class _Scheme:
    """An abstract numbering: its levels, and where its count stands."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


@dataclass
class _Instance:
    scheme: _Scheme
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def level(self, depth: int) -> _Level | None:
        return self.levels.get(depth) or self.scheme.levels.get(depth)


def write_numbers(package: Package) -> None:
    """Give every numbered paragraph of the main part its number as words, and mark it by a style.

    Args:
        package: A cleaned document; changed. Its numbering is then no longer referred to.
    """
    styles = _Styles(package)
    instances = _instances(package, styles)
    for paragraph in package.trees[package.main].iter(W + "p"):
        properties = paragraph.find(W + "pPr")
        style = _value(properties, "pStyle")
        number, depth = _numbering_of(properties, style, styles)
        instance = instances.get(number)
        level = instance.level(depth) if instance is not None else None
        if instance is not None and level is not None:
            text = _next(instance, depth, level)
            _mark(paragraph, text, depth, heading=styles.is_heading(style))
        elif not styles.is_heading(style) and styles.indent(properties, style) >= _INDENTED:
            _set_style(paragraph, INDENT_STYLE)
    package.relations[package.main] = [
        r for r in package.relations.get(package.main, ()) if r.kind != "numbering"
    ]


class _Styles:
    """What the paragraph styles say about numbering, headings and indents."""

    def __init__(self, package: Package) -> None:
        tree = next((package.trees[name] for name in package.related("styles")), None)
        found = tree.iter(W + "style") if tree is not None else ()
        self.by_id = {style.get(W + "styleId", ""): style for style in found}
        self.default = next(
            (
                n
                for n, s in self.by_id.items()
                if s.get(W + "type") == "paragraph" and s.get(W + "default") == "1"
            ),
            "",
        )

    def chain(self, name: str) -> list[Any]:
        """A style and those it is based on."""
        found: list[Any] = []
        style = self.by_id.get(name or self.default)
        while style is not None and len(found) < _DEEPEST_STYLE:
            found.append(style)
            style = self.by_id.get(_value(style, "basedOn"))
        return found

    def numbering(self, name: str) -> tuple[str, int | None]:
        """The numbering a style brings, and its level if it says so."""
        number, depth = "", None
        for style in self.chain(name):
            properties = style.find(f"{W}pPr/{W}numPr")
            if properties is None:
                continue
            if depth is None and (said := _value(properties, "ilvl")).isdecimal():
                depth = int(said)
            number = number or _value(properties, "numId")
        return number, depth

    def is_heading(self, name: str) -> bool:
        for style in self.chain(name):
            title = _value(style, "name").lower()
            if title.startswith("heading ") or title in ("title", "subtitle"):
                return True
        return False

    def indent(self, properties: Any, name: str) -> int:
        places = [properties, *(style.find(W + "pPr") for style in self.chain(name))]
        for place in places:
            element = place.find(W + "ind") if place is not None else None
            if element is None:
                continue
            said = element.get(W + "left") or element.get(W + "start") or ""
            if said.lstrip("-").isdecimal():
                first = element.get(W + "hanging") or "0"
                return int(said) - (int(first) if first.isdecimal() else 0)
        return 0


def _value(parent: Any, name: str) -> str:
    element = parent.find(W + name) if parent is not None else None
    return element.get(W + "val", "") if element is not None else ""


def _number(text: str, default: int) -> int:
    return int(text) if text.lstrip("-").isdecimal() else default


def _instances(package: Package, styles: _Styles) -> dict[str, _Instance]:
    tree = next((package.trees[name] for name in package.related("numbering")), None)
    if tree is None:
        return {}
    schemes: dict[str, _Scheme] = {}
    links: dict[str, str] = {}
    for element in tree.iter(W + "abstractNum"):
        name = element.get(W + "abstractNumId", "")
        schemes[name] = _Scheme(
            {d: level for d, level in map(_level, element.iter(W + "lvl")) if d < DEEPEST}
        )
        if link := _value(element, "numStyleLink"):
            links[name] = link
    instances: dict[str, _Instance] = {}
    abstract_of = {e.get(W + "numId", ""): _value(e, "abstractNumId") for e in tree.iter(W + "num")}
    for element in tree.iter(W + "num"):
        abstract = _value(element, "abstractNumId")
        if abstract in links:  # a list style: the numbering stands where the style points
            abstract = abstract_of.get(styles.numbering(links[abstract])[0], abstract)
        instance = _Instance(schemes.get(abstract, _Scheme()))
        for override in element.iter(W + "lvlOverride"):
            depth = _number(override.get(W + "ilvl", ""), 0)
            if (start := _value(override, "startOverride")) != "":
                instance.starts[depth] = _number(start, 1)
            if (own := override.find(W + "lvl")) is not None:
                instance.levels[depth] = _level(own)[1]
        instances[element.get(W + "numId", "")] = instance
    return instances


def _level(element: Any) -> tuple[int, _Level]:
    restart = _value(element, "lvlRestart")
    legal = element.find(W + "isLgl")
    return _number(element.get(W + "ilvl", ""), 0), _Level(
        start=_number(_value(element, "start"), 1),
        form=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText"),
        legal=legal is not None and legal.get(W + "val", "1") not in ("0", "false"),
        restart=int(restart) if restart.isdecimal() else None,
    )


def _numbering_of(properties: Any, style: str, styles: _Styles) -> tuple[str, int]:
    own = properties.find(W + "numPr") if properties is not None else None
    number, depth = styles.numbering(style)
    if own is not None:
        number = _value(own, "numId") or number
        said = _value(own, "ilvl")
        depth = int(said) if said.isdecimal() else depth
    return number, min(depth or 0, DEEPEST - 1)


def _next(instance: _Instance, depth: int, level: _Level) -> str:
    """Count on, and the number as it is printed."""
    counts = instance.scheme.counts
    if depth in instance.starts and depth not in instance.used:
        counts[depth] = instance.starts[depth]
    else:
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
    instance.used.add(depth)
    for deeper in [d for d in counts if d > depth]:
        below = instance.level(deeper)
        restart = below.restart if below is not None else None
        # Level numbers in lvlRestart count from 1; 0 means that it never starts again.
        if restart is None or (restart > 0 and depth < restart):
            del counts[deeper]
    return _printed(instance, level)


def _printed(instance: _Instance, level: _Level) -> str:
    if level.form == "bullet":
        return _BULLET if level.text else ""
    if level.form == "none":
        return level.text if "%" not in level.text else ""
    text = level.text
    for place in range(DEEPEST):
        mark = f"%{place + 1}"
        if mark in text:
            other = instance.level(place) or _Level()
            value = instance.scheme.counts.setdefault(place, other.start)
            text = text.replace(mark, _formed(value, "decimal" if level.legal else other.form))
    return text


def _formed(value: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        # After z Word goes on with aa, bb, cc.
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else str(value)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        return numeral(value, "i" if form == "lowerRoman" else "I")
    if form == "decimalZero":
        return f"{value:02d}"
    return "" if form == "none" else str(value)


def _mark(paragraph: Any, text: str, depth: int, *, heading: bool) -> None:
    run = etree.Element(W + "r")
    if not heading:
        _set_style(paragraph, f"{ITEM_STYLE}{depth}")
        style = etree.SubElement(etree.SubElement(run, W + "rPr"), W + "rStyle")
        style.set(W + "val", NUMBER_STYLE)
    if text:
        words = etree.SubElement(run, W + "t")
        words.text = text + " "
        words.set(_SPACE, "preserve")
        paragraph.insert(0 if paragraph.find(W + "pPr") is None else 1, run)


def _set_style(paragraph: Any, name: str) -> None:
    properties = paragraph.find(W + "pPr")
    if properties is None:
        properties = etree.Element(W + "pPr")
        paragraph.insert(0, properties)
    style = properties.find(W + "pStyle")
    if style is None:
        style = etree.Element(W + "pStyle")
        properties.insert(0, style)
    style.set(W + "val", name)
