"""Proves a Word file against the blocks it was drawn from: every word, number, style, link and bookmark.

The file is read with another library than the one that wrote it, so that a mistake in the writer, or a
later change to the file, cannot hide itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from evidencepack.errors import BadInput
from evidencepack.export.word_reading import (
    Package,
    W,
    WordParagraph,
    WordReading,
    read_back,
    text_of,
)
from evidencepack.submission.blocks import (
    Block,
    Body,
    Bullet,
    Details,
    Heading,
    Marking,
    Numbered,
    Pairs,
    Quotation,
    Run,
    Runs,
    Submission,
    Subtitle,
    Table,
    TableNote,
    Title,
    plain,
)

__all__ = ["WordParagraph", "WordReading", "prove_word", "read_back"]

_RELATION_KINDS = {
    "officeDocument", "core-properties", "extended-properties",
    "styles", "numbering", "settings", "fontTable", "header", "footer", "image",
}  # fmt: skip
_UNWANTED = {
    "ins": "a tracked insertion", "del": "a tracked deletion", "vanish": "hidden text",
    "commentReference": "a comment", "object": "an embedded object",
    "pict": "a picture", "altChunk": "another document", "instrText": "a field",
}  # fmt: skip
_PAGE_FIELDS = {"PAGE", "NUMPAGES"}
_PAGE_NUMBER = re.compile(r"(\tPage \d+ of \d+)?")
_LONGEST_PROPERTY = 255
_NOT_XML = [*range(0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
_AS_WRITTEN = {code: f"[U+{code:04X}]" for code in _NOT_XML} | dict.fromkeys(map(ord, "\t\n\r"), " ")
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_DC = "{http://purl.org/dc/elements/1.1/}"

_Target = tuple[str, str]


@dataclass(frozen=True)
class _Wanted:
    """What one paragraph of the file must be."""

    text: str
    style: str
    number: str = ""
    target: _Target | None = None
    links: tuple[tuple[str, _Target], ...] = ()


def prove_word(data: bytes, submission: Submission) -> list[str]:
    """Compare a Word file with the submission it must be.

    Args:
        data: The bytes of the Word file.
        submission: The blocks.

    Returns:
        A sentence for each disagreement; empty if there is none.
    """
    try:
        package = Package(data)
        found = [each for each in read_back(data).paragraphs if each.text or each.number]
        faults = [
            *_foreign(package),
            *_pictures(package, submission),
            *_head_and_foot(package, submission),
        ]
    except BadInput as fault:
        return [fault.message]
    wanted = [each for block in submission.blocks for each in _wanted(block) if each.text or each.number]
    pairs: list[tuple[_Wanted, WordParagraph]] = []
    faults += _same_words(wanted, found, pairs)
    for want, have in pairs:
        faults += _same_paragraph(want, have)
    return [*faults, *_same_links(pairs, found)]


def _wanted(block: Block) -> Iterator[_Wanted]:
    """The paragraphs a block must have become."""
    match block:
        case Details():
            for label, value in block.rows:
                yield from (_of("Table Head", label), _of("Table Text", value))
        case Quotation():
            yield _of("Quote", block.runs, target=("quote", block.handle))
            yield _of("Quote Source", block.source)
        case Table():
            yield from _wanted_table(block)
        case Pairs():
            yield from _wanted_pairs(block)
        case _:
            yield _wanted_line(block)


def _wanted_line(block: Block) -> _Wanted:
    """The one paragraph that a simple block must have become."""
    match block:
        case Marking() | Title() | Subtitle():
            return _of(type(block).__name__, block.text)
        case Heading():
            return _of(f"Heading {block.level}", block.text, target=("section", block.handle))
        case Numbered():
            style, target = f"Numbered {block.level}", ("paragraph", block.handle)
            return _of(style, block.runs, number=block.label, target=target)
        case Body():
            return _of("Body Text", block.runs)
        case Bullet():
            return _of("List Bullet", block.runs, target=("paragraph", block.handle))
        case TableNote():
            return _of("Table Note", block.runs)
    raise TypeError(f"{type(block).__name__} is a part of a bundle and has no place in a Word file.")


def _wanted_table(block: Table) -> Iterator[_Wanted]:
    yield from (_of("Table Head", column.title) for column in block.columns)
    for row in block.rows:
        cells = [_of("Table Text", cell) for cell in row.cells if plain(cell)]
        if row.link and cells:
            cells[0] = replace(cells[0], target=(row.link.kind, row.link.handle))
        yield from cells


def _wanted_pairs(block: Pairs) -> Iterator[_Wanted]:
    yield from (_of("Table Head", title) for title in block.head)
    for pair in block.rows:
        yield _of("Table Text", pair.number, target=("pair", pair.handle))
        yield _of("Table Head", pair.relation)
        for side in (pair.claim, pair.evidence):
            yield _of("Table Head", side.heading)
            yield from (_of("Table Text", side.quotation), _of("Table Text", side.citation))
        yield from (_of("Table Text", pair.reason), _of("Table Text", pair.comparison))


def _of(style: str, runs: Runs | str, *, number: str = "", target: _Target | None = None) -> _Wanted:
    if isinstance(runs, str):
        runs = (Run(runs),)
    links = []
    for place, group in groupby((run for run in runs if run.text), key=_leads_to):
        words = _as_drawn(group)
        if place is not None:
            links.append((words, place))
    text = _as_drawn(runs)
    return _Wanted(text, style, number, target if target and target[1] else None, tuple(links))


def _leads_to(run: Run) -> _Target | None:
    return (run.link.kind, run.link.handle) if run.link else None


def _as_drawn(runs: Iterable[Run]) -> str:
    return "".join(f"\n{_as_written(run.text)}" if run.begins_line else _as_written(run.text) for run in runs)


def _as_written(text: str) -> str:
    """The text as a Word file must hold it: lines and tabs are spaces, what XML forbids is named."""
    return text.replace("\r\n", " ").translate(_AS_WRITTEN)


def _same_words(
    wanted: list[_Wanted], found: list[WordParagraph], pairs: list[tuple[_Wanted, WordParagraph]]
) -> Iterator[str]:
    """Go through both in order; ``pairs`` gets what stands at the same place."""
    at = here = 0
    while at < len(wanted) and here < len(found):
        want, have = wanted[at], found[here]
        if want.text != have.text:
            next_want = wanted[at + 1].text if at + 1 < len(wanted) else None
            next_have = found[here + 1].text if here + 1 < len(found) else None
            if next_want == have.text:
                yield f"The Word file lacks {_shown(want.text)}."
                at += 1
                continue
            if next_have == want.text:
                yield f"The Word file has words that the submission does not have: {_shown(have.text)}."
                here += 1
                continue
            yield f"The Word file says {_shown(have.text)} where the submission says {_shown(want.text)}."
        pairs.append((want, have))
        at, here = at + 1, here + 1
    yield from (f"The Word file lacks {_shown(want.text)}." for want in wanted[at:])
    for have in found[here:]:
        yield f"The Word file has words that the submission does not have: {_shown(have.text)}."


def _same_paragraph(want: _Wanted, have: WordParagraph) -> Iterator[str]:
    if want.number != have.number:
        said, shown = want.number or "none", have.number or "none"
        yield f"Word numbers {_shown(want.text)} as {shown} where the submission’s number is {said}."
    if want.style != have.style:
        yield f"{_shown(want.text)} has the style “{have.style}” in the Word file; it must be “{want.style}”."


def _same_links(pairs: list[tuple[_Wanted, WordParagraph]], found: list[WordParagraph]) -> Iterator[str]:
    """Every link must lead to the paragraph that it names, and every bookmark must be there once."""
    place_of: dict[_Target, WordParagraph] = {}
    for want, have in pairs:
        if want.target is not None:
            place_of.setdefault(want.target, have)
    marked: dict[str, WordParagraph] = {}
    for have in found:
        yield from (
            f"The Word file has the bookmark “{name}” twice." for name in have.bookmarks if name in marked
        )
        marked |= dict.fromkeys(have.bookmarks, have)
    for target, have in place_of.items():
        if not have.bookmarks:
            yield f"{_shown(have.text)} has no bookmark in the Word file ({target[0]} {target[1]})."
    for want, have in pairs:
        yield from _same_destinations(want, have, place_of, marked)


def _same_destinations(
    want: _Wanted,
    have: WordParagraph,
    place_of: dict[_Target, WordParagraph],
    marked: dict[str, WordParagraph],
) -> Iterator[str]:
    """The links of one paragraph; one whose target the submission does not print is plain words."""
    links = [(words, place) for words, place in want.links if place in place_of]
    if [words for words, _ in links] != [words for words, _ in have.links]:
        yield f"The links in {_shown(want.text)} are not those of the submission."
        return
    for (words, place), (_, anchor) in zip(links, have.links, strict=True):
        if anchor not in marked:
            yield f"The link {_shown(words)} leads to “{anchor}”, which the Word file does not have."
        elif marked[anchor] is not place_of[place]:
            yield f"The link {_shown(words)} leads to {_shown(marked[anchor].text)}, the wrong place."


def _foreign(package: Package) -> Iterator[str]:
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


def _pictures(package: Package, submission: Submission) -> Iterator[str]:
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
        name for name in package.names() if re.fullmatch(r"word/(document|header\d+|footer\d+)\.xml", name)
    ]


def _head_and_foot(package: Package, submission: Submission) -> Iterator[str]:
    for name in _text_parts(package):
        if name == "word/document.xml":
            continue
        lines = [text_of(node) for node in package.tree(name).iter(f"{W}p")]
        said = "\n".join(lines)
        if "header" in name:
            right = said == f"{_as_written(submission.submitter)}\t{_as_written(submission.kind)}"
        else:
            subject = _as_written(submission.subject)
            right = said.startswith(subject) and bool(_PAGE_NUMBER.fullmatch(said[len(subject) :]))
        if not right:
            yield f"The head or foot of the Word file’s pages says {_shown(said)}, not what it should."
    title = package.tree("docProps/core.xml").findtext(f"{_DC}title") or ""
    if title != _as_written(submission.title)[:_LONGEST_PROPERTY]:
        wanted = _shown(submission.title)
        yield f"The Word file’s title is {_shown(title)} where the submission says {wanted}."


def _shown(text: str, longest: int = 70) -> str:
    """Words in quotation marks, shortened."""
    text = _as_written(text)
    return f"“{text if len(text) <= longest else text[:longest].rstrip() + '…'}”"
