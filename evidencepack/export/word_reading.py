"""Reads a Word file back by itself: its words, styles, bookmarks, links, and the numbers Word will show.

It shares nothing with the writer: the package is opened with ``zipfile``, the parts are read with ``lxml``,
and the automatic numbers are worked out from the numbering definitions as a word processor does.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lxml import etree

from evidencepack.errors import BadInput

_Node: TypeAlias = Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAIN = "word/document.xml"
_MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
_UNSEEN = {f"{W}pPr", f"{W}rPr", f"{W}del", f"{W}p", _FALLBACK}
_SHOWN_NAMES = {"header": "Header", "footer": "Footer"}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True)
class WordParagraph:
    """One paragraph as Word shows it.

    Attributes:
        text: Its words, without its automatic number.
        style: The name of its style, as Word shows it.
        number: Its automatic number, ``3.`` or ``(a)``; empty if it has none or only a bullet.
        bookmarks: The names of the bookmarks that begin in it.
        links: Its links inside the file: the words and the bookmark they lead to.
    """

    text: str
    style: str
    number: str
    bookmarks: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class WordReading:
    """A Word file as read back; ``paragraphs`` in reading order, those of table cells among them."""

    paragraphs: tuple[WordParagraph, ...]


def read_back(data: bytes) -> WordReading:
    """Read a Word file.

    Args:
        data: The bytes of a ``.docx`` file.

    Raises:
        BadInput: If the bytes are not a Word file that can be read.
    """
    package = Package(data)
    try:
        return WordReading(tuple(_paragraphs(package)))
    except (ValueError, TypeError, KeyError) as cause:
        raise BadInput(f"The numbering or a style of the Word file is damaged ({cause}).") from cause


def _paragraphs(package: Package) -> Iterator[WordParagraph]:
    styles = _Styles(package.tree("word/styles.xml"))
    numbering = _Numbering(package.tree("word/numbering.xml", missing_is_empty=True))
    for node in package.tree(_MAIN).iter(f"{W}p"):
        style = styles.of(node)
        yield WordParagraph(
            text=text_of(node),
            style=styles.shown(style),
            number=numbering.next_number(*styles.list_place(node, style, numbering)),
            bookmarks=tuple(each.get(f"{W}name", "") for each in _own(node, f"{W}bookmarkStart")),
            links=tuple(
                (text_of(each), each.get(f"{W}anchor"))
                for each in _own(node, f"{W}hyperlink")
                if each.get(f"{W}anchor")
            ),
        )


class Package:
    """The parts of a Word file.

    Args:
        data: The bytes of the file.

    Raises:
        BadInput: If the bytes are not a whole ZIP file.
    """

    def __init__(self, data: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                self._parts = {name: packed.read(name) for name in packed.namelist()}
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as cause:
            raise BadInput(f"The Word file cannot be opened ({cause}); export it again.") from cause

    def names(self) -> list[str]:
        """The names of the parts, as packed."""
        return list(self._parts)

    def data(self, name: str) -> bytes:
        """The bytes of one part; empty if it is missing."""
        return self._parts.get(name, b"")

    def tree(self, name: str, *, missing_is_empty: bool = False) -> _Node:
        """One part as a tree.

        Raises:
            BadInput: If the part is missing, unless that is allowed, or is not sound XML.
        """
        if name not in self._parts and missing_is_empty:
            return etree.Element("nothing")
        if name not in self._parts:
            raise BadInput(f"The Word file has no part “{name}”; export it again.")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(self._parts[name], parser)
        except etree.XMLSyntaxError as cause:
            raise BadInput(f"The part “{name}” of the Word file is damaged ({cause}).") from cause


def text_of(node: _Node) -> str:
    """The words of a paragraph or a link; what is deleted, or stands in a frame, is not among them."""
    return "".join(_pieces(node))


def _pieces(node: _Node) -> Iterator[str]:
    for child in node:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag not in _UNSEEN:
            yield from _pieces(child)


def _own(node: _Node, tag: str) -> Iterator[_Node]:
    """The elements of a paragraph that are not those of a paragraph inside it."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag not in _UNSEEN:
            yield from _own(child, tag)


def _value(node: _Node, path: str) -> str | None:
    """The ``val`` of the element at a path such as ``pPr/numPr/numId``, or None."""
    found = node.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}val")


class _Styles:
    """The paragraph styles: their names, and the list and level each brings."""

    def __init__(self, tree: _Node) -> None:
        self._by_id = {each.get(f"{W}styleId"): each for each in tree.iter(f"{W}style")}
        self._default = next(
            (
                key
                for key, each in self._by_id.items()
                if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default") in {"1", "true", "on"}
            ),
            "",
        )

    def of(self, node: _Node) -> str:
        return _value(node, "pPr/pStyle") or self._default

    def shown(self, style: str) -> str:
        """The name as Word's list of styles shows it: "heading 1" is kept, "Heading 1" is shown."""
        name = (_value(self._by_id[style], "name") if style in self._by_id else None) or style
        return re.sub(r"^heading (?=\d)", "Heading ", _SHOWN_NAMES.get(name, name))

    def list_place(self, node: _Node, style: str, numbering: _Numbering) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, or else those of its style and its bases."""
        number, level = _value(node, "pPr/numPr/numId"), _value(node, "pPr/numPr/ilvl")
        seen: set[str] = set()
        at = style
        while at in self._by_id and at not in seen and (number is None or level is None):
            seen.add(at)
            found = self._by_id[at]
            inherited = _value(found, "pPr/numPr/numId")
            number = inherited if number is None else number
            tied = numbering.tied_level(number, at) if inherited else None
            level = level or _value(found, "pPr/numPr/ilvl") or tied
            at = _value(found, "basedOn") or ""
        return (None if number == "0" else number), int(level or 0)


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


class _Numbering:
    """Counts paragraphs as a word processor does, from the definitions alone."""

    def __init__(self, tree: _Node) -> None:
        self._lists: dict[str, _Counters] = {}
        for each in tree.iterchildren(f"{W}abstractNum"):
            nodes = list(each.iterchildren(f"{W}lvl"))
            levels = {int(node.get(f"{W}ilvl")): _level(node) for node in nodes}
            tied = {_value(node, "pStyle") or "": node.get(f"{W}ilvl") for node in nodes}
            self._lists[each.get(f"{W}abstractNumId")] = _Counters(levels, tied)
        self._list_of: dict[str, str] = {}
        self._fresh: dict[tuple[str, int], int] = {}
        for each in tree.iterchildren(f"{W}num"):
            key = each.get(f"{W}numId")
            self._list_of[key] = _value(each, "abstractNumId") or ""
            for override in each.iterchildren(f"{W}lvlOverride"):
                start = _value(override, "startOverride")
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
    restart = _value(node, "lvlRestart")
    return _Level(
        start=int(_value(node, "start") or 0),
        form=_value(node, "numFmt") or "decimal",
        pattern=_value(node, "lvlText") or "",
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
