"""Reads a Word file back by itself: its words, styles, bookmarks, links, and the numbers Word will show.

It shares nothing with the writer: the package is opened with ``zipfile``, the parts are read with ``lxml``.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxml import etree

from evidencepack.errors import BadInput
from evidencepack.export.word_counting import Numbering, W, value_at

_Node: TypeAlias = Any

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAIN = "word/document.xml"
_MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
_UNSEEN = {f"{W}pPr", f"{W}rPr", f"{W}del", f"{W}p", _FALLBACK}
_SHOWN_NAMES = {"header": "Header", "footer": "Footer"}


@dataclass(frozen=True)
class WordNote:
    """One footnote as Word shows it.

    Attributes:
        number: Which footnote it is, counted by the marks in the text; 0 if its words bear no number.
        at: Where its mark stands: how many characters of the paragraph are before it.
        text: Its words.
        style: The name of its style, as Word shows it.
        bookmark: The bookmark round its mark, or empty.
        links: Its links inside the file: the words and the bookmark they lead to.
    """

    number: int
    at: int
    text: str
    style: str
    bookmark: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class WordParagraph:
    """One paragraph as Word shows it.

    Attributes:
        text: Its words, without its automatic number.
        style: The name of its style, as Word shows it.
        number: Its automatic number, ``3.`` or ``(a)``; empty if it has none or only a bullet.
        bookmarks: The names of the bookmarks that begin in it.
        links: Its links inside the file: the words and the bookmark they lead to.
        notes: The footnotes whose marks stand in it.
    """

    text: str
    style: str
    number: str
    bookmarks: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    notes: tuple[WordNote, ...] = ()


@dataclass(frozen=True)
class WordReading:
    """A Word file as read back; ``paragraphs`` in reading order, those of table cells among them.

    ``unmarked`` has the words of footnotes to which no mark in the text leads.
    """

    paragraphs: tuple[WordParagraph, ...]
    unmarked: tuple[str, ...] = ()


def read_back(data: bytes) -> WordReading:
    """Read a Word file.

    Args:
        data: The bytes of a ``.docx`` file.

    Raises:
        BadInput: If the bytes are not a Word file that can be read.
    """
    package = Package(data)
    try:
        notes = _Notes(package)
        return WordReading(tuple(_paragraphs(package, notes)), notes.unmarked())
    except (ValueError, TypeError, KeyError) as cause:
        raise BadInput(f"The numbering or a style of the Word file is damaged ({cause}).") from cause


def _paragraphs(package: Package, notes: _Notes) -> Iterator[WordParagraph]:
    styles = _Styles(package.tree("word/styles.xml"))
    numbering = Numbering(package.tree("word/numbering.xml", missing_is_empty=True))
    for node in package.tree(_MAIN).iter(f"{W}p"):
        style = styles.of(node)
        yield WordParagraph(
            text=text_of(node),
            style=styles.shown(style),
            number=numbering.next_number(*styles.list_place(node, style, numbering)),
            bookmarks=tuple(each.get(f"{W}name", "") for each in _own(node, f"{W}bookmarkStart")),
            links=_links(node),
            notes=tuple(notes.of(node, styles)),
        )


def _links(node: _Node) -> tuple[tuple[str, str], ...]:
    links = (each for each in _own(node, f"{W}hyperlink") if each.get(f"{W}anchor"))
    return tuple((text_of(each), each.get(f"{W}anchor")) for each in links)


class _Notes:
    """The footnotes, and which of them the text has marked so far."""

    def __init__(self, package: Package) -> None:
        tree = package.tree("word/footnotes.xml", missing_is_empty=True)
        ordinary = (each for each in tree.iterchildren(f"{W}footnote") if each.get(f"{W}type") is None)
        self._by_id = {each.get(f"{W}id"): each for each in ordinary}
        self._marked: list[str] = []

    def of(self, paragraph: _Node, styles: _Styles) -> Iterator[WordNote]:
        """The footnotes of one paragraph; the marks are counted as they are met."""
        at, bookmark = 0, ""
        for leaf in _leaves(paragraph):
            at += len(_said(leaf))
            if leaf.tag == f"{W}footnoteReference":
                self._marked.append(leaf.get(f"{W}id", ""))
                yield self._read(at, bookmark, styles)
            bookmark = leaf.get(f"{W}name", "") if leaf.tag == f"{W}bookmarkStart" else ""

    def _read(self, at: int, bookmark: str, styles: _Styles) -> WordNote:
        node = self._by_id.get(self._marked[-1])
        lines = [] if node is None else list(node.iterchildren(f"{W}p"))
        numbered = bool(lines) and next(lines[0].iter(f"{W}footnoteRef"), None) is not None
        return WordNote(
            number=len(self._marked) if numbered else 0,
            at=at,
            text="\n".join(map(text_of, lines)).removeprefix("\t"),
            style=styles.shown(styles.of(lines[0])) if lines else "",
            bookmark=bookmark,
            links=tuple(link for line in lines for link in _links(line)),
        )

    def unmarked(self) -> tuple[str, ...]:
        """The words of the footnotes that no mark has led to."""
        left = (node for key, node in self._by_id.items() if key not in self._marked)
        return tuple("".join(map(text_of, node.iterchildren(f"{W}p"))).strip("\t") for node in left)


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
    return "".join(map(_said, _leaves(node)))


def _leaves(node: _Node) -> Iterator[_Node]:
    """The elements of a paragraph that hold nothing else, in reading order."""
    for child in node:
        if child.tag in _UNSEEN:
            continue
        if len(child):
            yield from _leaves(child)
        else:
            yield child


def _said(leaf: _Node) -> str:
    return leaf.text or "" if leaf.tag == f"{W}t" else _MARKS.get(leaf.tag, "")


def _own(node: _Node, tag: str) -> Iterator[_Node]:
    """The elements of a paragraph that are not those of a paragraph inside it."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag not in _UNSEEN:
            yield from _own(child, tag)


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
        return value_at(node, "pPr/pStyle") or self._default

    def shown(self, style: str) -> str:
        """The name as Word's list of styles shows it: "heading 1" is kept, "Heading 1" is shown."""
        name = (value_at(self._by_id[style], "name") if style in self._by_id else None) or style
        return re.sub(r"^heading (?=\d)", "Heading ", _SHOWN_NAMES.get(name, name))

    def list_place(self, node: _Node, style: str, numbering: Numbering) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, or else those of its style and its bases."""
        number, level = value_at(node, "pPr/numPr/numId"), value_at(node, "pPr/numPr/ilvl")
        seen: set[str] = set()
        at = style
        while at in self._by_id and at not in seen and (number is None or level is None):
            seen.add(at)
            found = self._by_id[at]
            inherited = value_at(found, "pPr/numPr/numId")
            number = inherited if number is None else number
            tied = numbering.tied_level(number, at) if inherited else None
            level = level or value_at(found, "pPr/numPr/ilvl") or tied
            at = value_at(found, "basedOn") or ""
        return (None if number == "0" else number), int(level or 0)
