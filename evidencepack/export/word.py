"""The submission as one Word file: real styles, Word's own paragraph numbers, links that stay inside it.

Numbers are never typed: each level of numbered paragraph is a style, and the styles are tied to one
multilevel list, so that a person who edits the file in Word keeps right numbers. Bookmarks carry the
handles; they survive being saved by another program.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import zip_longest
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from evidencepack.export.word_notes import add_footnotes
from evidencepack.export.word_paragraphs import (
    Element,
    Places,
    element,
    keep_with_next,
    legible,
    paragraph,
    targets,
)
from evidencepack.export.word_tables import details_table, pairs_table, ruled_table
from evidencepack.settings import resources
from evidencepack.submission.blocks import (
    Block,
    Body,
    Bullet,
    Details,
    Heading,
    Marking,
    Numbered,
    Pairs,
    Picture,
    Quotation,
    Submission,
    Subtitle,
    Table,
    TableNote,
    Title,
    plain,
)

_LEVELS = 4
_CLOSE_SET = 3  # from this level down, paragraphs are points of a list
_HEADINGS = 3
_AFTER_A_TABLE = "200"  # ten points, where the style of what follows brings no space of its own
_AFTER_A_PARAGRAPH = "140"
_AFTER_A_QUOTATION = "220"
_WIDEST, _HIGHEST = 360.0, 425.0  # points of a picture
_FRAME = (  # half a point, grey: where the picture ends and the words begin
    f'<a:ln {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="808080"/></a:solidFill></a:ln>'
)
_LONGEST_PROPERTY = 255
_NO_DATE = datetime(1980, 1, 1, 12, tzinfo=UTC)  # the earliest a ZIP file can say
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_word(submission: Submission, *, page_numbers: bool = True) -> bytes:
    """Draw a submission as a Word file. The same submission always gives the same bytes.

    Args:
        submission: What is drawn.
        page_numbers: Whether the foot of each page says "Page 3 of 8"; some receivers forbid it.

    Returns:
        The bytes of a ``.docx`` file.

    Raises:
        TypeError: If a block belongs to a bundle only: cover, index, front sheet.
        ValueError: If a level is out of range or a row has not a cell a column.
    """
    document = docx.Document(io.BytesIO(_template()))
    body = document.element.body
    drawing = _Drawing(submission, document)
    section = body[-1]  # page size and margins end the body
    for drawn in drawing.elements():
        section.addprevious(drawn)
    add_footnotes(document, submission.blocks, drawing.places)
    _set_language(document, submission.language)
    _set_head_and_foot(document.sections[0], submission, page_numbers=page_numbers)
    _set_properties(document.core_properties, submission)
    saved = io.BytesIO()
    document.save(saved)
    return _same_bytes_each_time(saved.getvalue())


class _Drawing:
    """Draws block after block, and remembers what the next one must know of those before it."""

    def __init__(self, submission: Submission, document: Document) -> None:
        self._document = document
        self._blocks = submission.blocks
        self.places = Places(submission.blocks)
        self._numbers = _Numbers(document.part.numbering_part.element)
        self._shifted = False

    def elements(self) -> Iterator[Element]:
        """The paragraphs and tables of the body, in order."""
        before: Block | None = None
        for block, after in zip_longest(self._blocks, self._blocks[1:]):
            if isinstance(block, Details | Table | Pairs):
                drawn = self._table(block)
                if drawn is not None and _is_table(before):
                    yield self._spacer()  # Word would join two tables that touch
                yield from () if drawn is None else (drawn,)
            else:
                yield from self._text(block, before, after)
            before = block
        if before is None or _is_table(before):
            yield self._spacer()  # the body ends in a paragraph

    def _spacer(self) -> Element:
        return paragraph("TableText", "", self.places)

    def _table(self, block: Details | Table | Pairs) -> Element | None:
        match block:
            case Details():
                return details_table(block, self.places) if block.rows else None
            case Table():
                return ruled_table(block, self.places)
            case Pairs():
                return pairs_table(block, self.places)

    def _text(self, block: Block, before: Block | None, after: Block | None) -> list[Element]:
        places = self.places
        opening = [element("spacing", before=_AFTER_A_TABLE)] if _is_table(before) else []
        target = next(targets(block), None)
        match block:
            case Marking() | Title() | Subtitle():
                return [paragraph(type(block).__name__, block.text, places, *opening)]
            case Heading():
                _within(block.level, _HEADINGS, "heading")
                return [paragraph(f"Heading{block.level}", block.text, places, target=target)]
            case Numbered():
                properties = self._numbered(block, opening, after)
                return [paragraph(f"Numbered{block.level}", block.runs, places, *properties, target=target)]
            case Body():
                return [paragraph("BodyText", block.runs, places, *opening)]
            case Bullet():
                return [paragraph("ListBullet", block.runs, places, *opening, target=target)]
            case TableNote():
                return [paragraph("TableNote", block.runs, places, *opening)]
            case Quotation():
                return self._quotation(block, before, opening)
        raise TypeError(f"{type(block).__name__} is a part of a bundle and has no place in a Word file.")

    def _numbered(self, block: Numbered, opening: list[Element], after: Block | None) -> list[Element]:
        _within(block.level, _LEVELS, "paragraph")
        properties = [*opening, *self._numbers.properties(block.level)]
        if block.leads_in:
            properties.append(keep_with_next())
        ends_a_list = not (isinstance(after, Numbered) and after.level >= _CLOSE_SET)
        if (
            block.level >= _CLOSE_SET and ends_a_list
        ):  # its points stand close together, the next text does not
            spacing = opening[0] if opening else element("spacing")
            spacing.set(qn("w:after"), _AFTER_A_PARAGRAPH)
            properties += [] if opening else [spacing]
        return properties

    def _quotation(self, block: Quotation, before: Block | None, opening: list[Element]) -> list[Element]:
        # Word joins the rules of neighbours that are set alike; a hair's breadth tells two quotations apart.
        self._shifted = isinstance(before, Quotation) and not self._shifted
        words, source = list(opening), []
        if self._shifted:
            words.append(element("ind", right="455"))
            source.append(element("ind", right="455"))
        if not plain(block.source):
            spacing = opening[0] if opening else element("spacing")
            spacing.set(qn("w:after"), _AFTER_A_QUOTATION)
            words = [each for each in words if each is not spacing]
            words += [spacing, element("keepNext", val="0")]
        drawn = [paragraph("Quote", block.runs, self.places, *words, target=("quote", block.handle))]
        if block.picture is not None:
            drawn.insert(0, self._picture(block.picture, [*words[1:], keep_with_next()]))
        if plain(block.source):
            drawn.append(paragraph("QuoteSource", block.source, self.places, *source))
        return drawn

    def _picture(self, picture: Picture, properties: list[Element]) -> Element:
        """A picture in a paragraph of its own, at its own size or as large as there is room for."""
        shrunk = min(1, _WIDEST / picture.width, _HIGHEST / picture.height)
        width, height = Pt(picture.width * shrunk), Pt(picture.height * shrunk)
        inline = self._document.part.new_pic_inline(io.BytesIO(picture.png), width, height)
        inline.graphic.graphicData.pic.spPr.append(parse_xml(_FRAME))
        inline.docPr.set("descr", legible(picture.described))
        inline.docPr.set("name", f"Picture {inline.docPr.get('id')}")
        drawn = paragraph("Quote", "", self.places, *properties)
        run = element("r")
        drawing = element("drawing")
        drawing.append(inline)
        run.append(drawing)
        drawn.append(run)
        return drawn


class _Numbers:
    """Knows where the automatic numbers must be told to begin again.

    When a level is skipped, (a) standing directly under 5, word processors take the skipped level as
    used: a later 5.1 would be numbered 5.2. Only there does a paragraph get a numbering of its own, which
    starts its level at one; everything else follows from the styles.
    """

    def __init__(self, numbering: Element) -> None:
        self._numbering = numbering
        self._used = [False] * _LEVELS
        self._passed_over = [False] * _LEVELS
        self._next = 1 + max(int(each.get(qn("w:numId"))) for each in numbering.iter(qn("w:num")))

    def properties(self, level: int) -> list[Element]:
        """What a paragraph of this level needs beyond its style: nothing, or a fresh start."""
        at = level - 1
        again = self._passed_over[at] and not self._used[at]
        self._used[at] = True
        for deeper in range(level, _LEVELS):
            self._used[deeper] = self._passed_over[deeper] = False
        for shallower in range(at):
            self._passed_over[shallower] = self._passed_over[shallower] or not self._used[shallower]
        return [self._fresh_start(at)] if again else []

    def _fresh_start(self, at: int) -> Element:
        number, self._next = str(self._next), self._next + 1
        begin = element("lvlOverride", element("startOverride", val="1"), ilvl=str(at))
        self._numbering.append(element("num", element("abstractNumId", val="1"), begin, numId=number))
        return element("numPr", element("ilvl", val=str(at)), element("numId", val=number))


def _is_table(block: Block | None) -> bool:
    return isinstance(block, Table | Pairs) or (isinstance(block, Details) and bool(block.rows))


def _within(level: int, deepest: int, what: str) -> None:
    if not 1 <= level <= deepest:
        raise ValueError(f"A {what} has level {level}; the levels are 1 to {deepest}.")


def _template() -> bytes:
    """The template's parts, which lie as readable files in a folder, as the package Word expects."""
    folder = resources() / "word"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for part in sorted(path for path in folder.rglob("*") if path.is_file()):
            package.writestr(part.relative_to(folder).as_posix(), part.read_bytes())
    return packed.getvalue()


def _set_language(document: Any, language: str) -> None:
    for each in document.styles.element.iter(qn("w:lang")):
        each.set(qn("w:val"), legible(language))


def _set_head_and_foot(section: Any, submission: Submission, *, page_numbers: bool) -> None:
    words = {
        "{submitter}": submission.submitter,
        "{kind}": submission.kind,
        "{subject}": submission.subject,
    }
    feet = [section.footer._element, section.first_page_footer._element]
    for part in [section.header._element, *feet]:
        for text in part.iter(qn("w:t")):
            text.text = legible(words.get(text.text, text.text))
    if page_numbers:
        return
    for line in (line for foot in feet for line in foot.iter(qn("w:p"))):
        tab = next(line.iter(qn("w:tab"))).getparent()
        for after in [*tab.itersiblings(), tab]:
            line.remove(after)


def _set_properties(properties: Any, submission: Submission) -> None:
    """Title, submitter, language and the day it bears; nothing about a person or a machine."""
    properties.title = legible(submission.title)[:_LONGEST_PROPERTY]
    properties.author = legible(submission.submitter)[:_LONGEST_PROPERTY]
    properties.language = legible(submission.language)[:_LONGEST_PROPERTY]
    properties.created = properties.modified = _noon(submission.date)


def _noon(day: str) -> datetime:
    """Noon of the day, in UTC; a day that is not given to the day is replaced by a constant."""
    try:
        return datetime.combine(date.fromisoformat(day), time(12), tzinfo=UTC)
    except ValueError:  # no date, or a month or a year only
        return _NO_DATE


def _same_bytes_each_time(package: bytes) -> bytes:
    """Pack anew with constant times, in one order: the list of contents first, as Word writes it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(packed, "w") as out:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            out.writestr(entry, source.read(name))
    return packed.getvalue()
