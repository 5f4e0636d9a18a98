"""Words, links and bookmarks of the Word file: what a paragraph is made of."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from evidencepack.submission.blocks import (
    Block,
    Bullet,
    Heading,
    Link,
    Note,
    Numbered,
    Pairs,
    Quotation,
    Row,
    Run,
    Runs,
    Table,
    notes_of,
    plain,
)

Element: TypeAlias = Any
"""An element of the file's XML; the library that makes them has no types for them."""

Target: TypeAlias = tuple[str, str]
"""What a bookmark stands for: a kind and a handle, ``("annex", "A1")``."""

_LINE_OR_TAB = re.compile(r"\r\n|[\t\n\r]")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_]")
_LONGEST_NAME = 40  # Word silently drops what is longer

# The file format prescribes the order of a paragraph's properties; Word calls another order damage.
_PROPERTIES = ("pStyle", "keepNext", "keepLines", "numPr", "spacing", "ind", "jc")
_RANK = {qn(f"w:{name}"): rank for rank, name in enumerate(_PROPERTIES)}
_LOOKS = {
    qn(f"w:{name}"): rank
    for rank, name in enumerate(("rStyle", "rFonts", "b", "bCs", "i", "iCs", "sz", "szCs"))
}
_EVEN = "Courier New"


def element(tag: str, *children: Element, **attributes: str) -> Element:
    """Make one element of the word-processing vocabulary; attribute names come without prefix."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def legible(text: str) -> str:
    """The text as XML can hold it.

    A tab or a line break becomes a space; a character that XML forbids is shown by its number,
    ``[U+0007]``, so that it is neither lost nor able to damage the file.
    """
    spaced = _LINE_OR_TAB.sub(" ", text)
    return _NOT_XML.sub(lambda found: f"[U+{ord(found.group()):04X}]", spaced)


def bookmark_name(target: Target) -> str:
    """The bookmark's name: ``annex_A1``, ``paragraph_P4``; legal in Word whatever the handle is."""
    wanted = f"{target[0]}_{target[1]}"
    name = _NOT_IN_A_NAME.sub("_", wanted)
    if name == wanted and len(name) <= _LONGEST_NAME:
        return name
    told_apart = hashlib.sha256(wanted.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name[: _LONGEST_NAME - 9]}_{told_apart}"


def targets(block: Block) -> Iterator[Target]:
    """What can be linked to, or found again, in a block; what prints no words cannot."""
    match block:
        case Heading() if block.handle and block.text:
            yield ("section", block.handle)
        case Numbered() if block.handle:
            yield ("paragraph", block.handle)
        case Bullet() if block.handle and plain(block.runs):
            yield ("paragraph", block.handle)
        case Quotation() if block.handle and plain(block.runs):
            yield ("quote", block.handle)
        case Table():
            yield from (row_target(row) for row in block.rows if row.link and any(map(plain, row.cells)))
        case Pairs():
            yield from (("pair", pair.handle) for pair in block.rows if pair.handle and pair.number)


def row_target(row: Row) -> Target:
    """What a table row is, for links to it; a row that nothing links to has an empty handle."""
    return (row.link.kind, row.link.handle) if row.link else ("row", "")


def note_target(note: Note) -> Target:
    """What the mark of a footnote is, for links to it."""
    return ("note", str(note.number))


class Places:
    """Where the document's bookmarks stand, so that a link leads somewhere or is not drawn.

    Args:
        blocks: The blocks of the whole document.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._known = {target for block in blocks for target in targets(block)}
        self._known |= {note_target(note) for block in blocks for note in notes_of(block)}
        self._numbers: dict[str, int] = {}

    def anchor(self, link: Link | None) -> str | None:
        """The bookmark that a link leads to, or None if the document has no such place."""
        if link is None or (link.kind, link.handle) not in self._known:
            return None
        return bookmark_name((link.kind, link.handle))

    def marked(self, target: Target | None, content: list[Element]) -> list[Element]:
        """Put the target's bookmark round some content.

        The first place that bears a target keeps it: a quotation printed twice is found at the first.
        """
        if target is None or target not in self._known:
            return content
        name = bookmark_name(target)
        if name.lower() in self._numbers:  # Word does not tell capitals apart in these names
            return content
        number = str(self._numbers.setdefault(name.lower(), len(self._numbers) + 1))
        start = element("bookmarkStart", id=number, name=name)
        return [start, *content, element("bookmarkEnd", id=number)]


def paragraph(
    style: str, runs: Runs | str, places: Places, *properties: Element, target: Target | None = None
) -> Element:
    """Draw one paragraph.

    Args:
        style: The identifier of its style.
        runs: Its words.
        places: Where links lead.
        *properties: Properties beyond the style's, in any order.
        target: What this paragraph is, for links to it.
    """
    wanted = [element("pStyle", val=style), *properties]
    wanted.sort(key=lambda each: _RANK[each.tag])
    words = (Run(runs),) if isinstance(runs, str) else runs
    return element("p", element("pPr", *wanted), *places.marked(target, list(draw_runs(words, places))))


def keep_with_next() -> Element:
    """The property that holds a paragraph on the page of the one after it."""
    return element("keepNext")


def draw_runs(runs: Runs, places: Places) -> Iterator[Element]:
    """Draw runs; neighbours with one destination are one link."""
    written = (run for run in runs if run.text or run.note)
    for anchor, group in groupby(written, key=lambda run: places.anchor(run.link)):
        linked = anchor is not None
        parts = [part for run in group for part in _parts(run, places, linked=linked)]
        if anchor is None:
            yield from parts
        else:
            yield element("hyperlink", *parts, anchor=anchor, history="1")


def _parts(run: Run, places: Places, *, linked: bool) -> Iterator[Element]:
    if run.text:
        yield _run(run, linked=linked)
    if run.note:
        mark = element("footnoteReference", id=str(run.note.number))
        yield from places.marked(note_target(run.note), [note_mark(mark)])


def note_mark(mark: Element) -> Element:
    """The run that shows a footnote's number, in the text or before the footnote's words."""
    return element("r", element("rPr", element("rStyle", val="FootnoteReference")), mark)


def _run(run: Run, *, linked: bool) -> Element:
    """Draw words set alike. A run has one style; what is left of its looks is set directly."""
    bold, italic = run.bold, run.italic
    style = "Hyperlink" if linked else "Strong" if bold else "Emphasis" if italic else ""
    bold, italic = bold and style != "Strong", italic and style != "Emphasis"
    looks = [element("rStyle", val=style)] if style else []
    looks += [element("b"), element("bCs")] if bold else []
    looks += [element("i"), element("iCs")] if italic else []
    if run.even:
        looks += [
            element("rFonts", ascii=_EVEN, hAnsi=_EVEN, cs=_EVEN),
            element("sz", val="18"),
            element("szCs", val="18"),
        ]
        looks.sort(key=lambda each: _LOOKS[each.tag])
    text = element("t")
    text.text = legible(run.text)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    drawn = [element("br"), text] if run.begins_line else [text]
    return element("r", *([element("rPr", *looks)] if looks else []), *drawn)
