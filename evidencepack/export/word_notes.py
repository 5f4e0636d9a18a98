"""The footnotes of the Word file: a part of their own, which Word numbers by the marks in the text."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from evidencepack.export.word_paragraphs import Element, Places, draw_runs, element, note_mark
from evidencepack.submission.blocks import Block, Note, notes_of

_RULES = (("-1", "separator"), ("0", "continuationSeparator"))
"""Word asks for the rules above the footnotes as footnotes with these numbers."""


def add_footnotes(document: Document, blocks: Sequence[Block], places: Places) -> None:
    """Add the part with all footnotes of the blocks; a document without footnotes gets none."""
    notes = [note for block in blocks for note in notes_of(block)]
    if not notes:
        return
    drawn = element("footnotes", *(_rule(number, kind) for number, kind in _RULES))
    drawn.extend(_footnote(note, places) for note in notes)
    package = document.part.package
    name = PackURI("/word/footnotes.xml")
    part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, serialize_part_xml(drawn), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    told = element("footnotePr", *(element("footnote", id=number) for number, _ in _RULES))
    settings = document.settings.element
    settings.find(qn("w:compat")).addprevious(told)  # the format prescribes the order


def _rule(number: str, kind: str) -> Element:
    spacing = element("spacing", after="0", line="240", lineRule="auto")
    drawn = element("p", element("pPr", spacing), element("r", element(kind)))
    return element("footnote", drawn, type=kind, id=number)


def _footnote(note: Note, places: Places) -> Element:
    """The number, a step to where the words hang, and the words."""
    step = element("r", element("tab"))
    style = element("pPr", element("pStyle", val="FootnoteText"))
    number = note_mark(element("footnoteRef"))
    words = element("p", style, number, step, *draw_runs(note.runs, places))
    return element("footnote", words, id=str(note.number))
