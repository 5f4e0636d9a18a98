"""What a Word file holds besides its paragraphs: pictures, heads and feet, and nothing foreign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencepack.export.word_counting import W
from evidencepack.export.word_reading import Package, text_of
from evidencepack.submission.blocks import Quotation, Submission

_RELATION_KINDS = {
    "officeDocument", "core-properties", "extended-properties",
    "styles", "numbering", "settings", "fontTable", "footnotes", "header", "footer", "image",
}  # fmt: skip
_UNWANTED = {
    "ins": "a tracked insertion", "del": "a tracked deletion", "vanish": "hidden text",
    "commentReference": "a comment", "object": "an embedded object",
    "pict": "a picture", "altChunk": "another document", "instrText": "a field",
}  # fmt: skip
_RUNNING_TEXT = ("word/document.xml", "word/footnotes.xml")
_PAGE_FIELDS = {"PAGE", "NUMPAGES"}
_PAGE_NUMBER = re.compile(r"(\tPage \d+ of \d+)?")
_LONGEST_PROPERTY = 255
_NOT_XML = [*range(0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
_AS_WRITTEN = {code: f"[U+{code:04X}]" for code in _NOT_XML} | dict.fromkeys(map(ord, "\t\n\r"), " ")
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_DC = "{http://purl.org/dc/elements/1.1/}"


def as_written(text: str) -> str:
    """The text as a Word file must hold it: lines and tabs are spaces, what XML forbids is named."""
    return text.replace("\r\n", " ").translate(_AS_WRITTEN)


def quoted(text: str, longest: int = 70) -> str:
    """Words in quotation marks, shortened."""
    text = as_written(text)
    return f"“{text if len(text) <= longest else text[:longest].rstrip() + '…'}”"


def foreign_parts(package: Package) -> Iterator[str]:
    """What a submission never holds: macros, ways out of the file, hidden or tracked words."""
    for name in package.names():
        if "vba" in name.lower() or not name.endswith((".xml", ".rels", ".png")):
            yield f"The Word file holds the part “{name}”, which may be a macro or an embedded object."
        if name.endswith(".rels"):
            yield from _foreign_relations(package, name)
    for declared in package.tree("[Content_Types].xml"):
        if "macroEnabled" in declared.get("ContentType", ""):
            yield "The Word file declares itself able to run macros."
    for name in _text_parts(package):
        yield from _foreign_markup(package, name)


def _foreign_relations(package: Package, name: str) -> Iterator[str]:
    for relation in package.tree(name):
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        if relation.get("TargetMode") == "External":
            yield f"The Word file leads outside itself, to “{relation.get('Target')}”."
        elif kind not in _RELATION_KINDS:
            yield f"The Word file holds a part that does not belong to a submission ({kind})."


def _foreign_markup(package: Package, name: str) -> Iterator[str]:
    for node in package.tree(name).iter(f"{W}*"):
        if what := _UNWANTED.get(node.tag.removeprefix(W)):
            yield f"The Word file holds {what}."
        field = node.get(f"{W}instr", "PAGE").strip()
        if field not in _PAGE_FIELDS:
            yield f"The Word file holds the field “{field}”."


def pictures(package: Package, submission: Submission) -> Iterator[str]:
    """The only pictures are those that are quoted, each in its place, byte for byte."""
    wanted = [
        block.picture.png for block in submission.blocks if isinstance(block, Quotation) and block.picture
    ]
    relations = package.tree("word/_rels/document.xml.rels")
    targets = {relation.get("Id"): f"word/{relation.get('Target')}" for relation in relations}
    drawn = [targets.get(blip.get(_EMBED), "") for blip in package.tree("word/document.xml").iter(_BLIP)]
    if [package.data(name) for name in drawn] != wanted:
        yield "The pictures in the Word file are not the ones that are quoted."
    for name in package.names():
        if name.endswith(".png") and name not in drawn:
            yield f"The Word file holds a picture that is not quoted, “{name}”."
    for name in _text_parts(package):
        if name != "word/document.xml" and next(package.tree(name).iter(_BLIP), None) is not None:
            yield "The Word file has a picture in its head or foot."


def _text_parts(package: Package) -> list[str]:
    return [
        name
        for name in package.names()
        if re.fullmatch(r"word/(document|footnotes|header\d+|footer\d+)\.xml", name)
    ]


def head_and_foot(package: Package, submission: Submission) -> Iterator[str]:
    """Head and foot of the pages say who, what and which page; the file's title is the submission's."""
    for name in _text_parts(package):
        if name in _RUNNING_TEXT:
            continue
        lines = [text_of(node) for node in package.tree(name).iter(f"{W}p")]
        said = "\n".join(lines)
        if "header" in name:
            right = said == f"{as_written(submission.submitter)}\t{as_written(submission.kind)}"
        else:
            subject = as_written(submission.subject)
            right = said.startswith(subject) and bool(_PAGE_NUMBER.fullmatch(said[len(subject) :]))
        if not right:
            yield f"The head or foot of the Word file’s pages says {quoted(said)}, not what it should."
    title = package.tree("docProps/core.xml").findtext(f"{_DC}title") or ""
    if title != as_written(submission.title)[:_LONGEST_PROPERTY]:
        wanted = quoted(submission.title)
        yield f"The Word file’s title is {quoted(title)} where the submission says {wanted}."
