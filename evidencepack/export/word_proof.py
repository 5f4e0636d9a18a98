"""Proves a Word file against the blocks it was drawn from: every word, number, style, link and bookmark.

The file is read with another library than the one that wrote it, so that a mistake in the writer, or a
later change to the file, cannot hide itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from evidencepack.errors import BadInput
from evidencepack.export.word_parts import as_written, foreign_parts, head_and_foot, pictures, quoted
from evidencepack.export.word_reading import Package, WordNote, WordParagraph, WordReading, read_back
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
)

__all__ = ["WordParagraph", "WordReading", "prove_word", "read_back"]

_Target = tuple[str, str]
_Place = WordParagraph | WordNote


@dataclass(frozen=True)
class _Wanted:
    """What one paragraph must be; or one footnote, with so many characters before ``at`` its mark."""

    text: str
    style: str
    number: str = ""
    target: _Target | None = None
    links: tuple[tuple[str, _Target], ...] = ()
    notes: tuple[_Wanted, ...] = ()
    at: int = 0


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
        reading = read_back(data)
        found = [each for each in reading.paragraphs if each.text or each.number or each.notes]
        faults = [
            *foreign_parts(package),
            *pictures(package, submission),
            *head_and_foot(package, submission),
        ]
    except BadInput as fault:
        return [fault.message]
    every = (each for block in submission.blocks for each in _wanted(block))
    wanted = [each for each in every if each.text or each.number or each.notes]
    pairs: list[tuple[_Wanted, WordParagraph]] = []
    faults += _same_words(wanted, found, pairs)
    for want, have in pairs:
        faults += _same_paragraph(want, have)
        faults += _same_notes(want, have)
    for text in reading.unmarked:
        faults.append(f"The Word file has a footnote to which no mark leads: {quoted(text)}.")
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
        cells = [_of("Table Text", cell) for cell in row.cells]
        cells = [cell for cell in cells if cell.text or cell.notes]
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
    text, notes = "", []
    for run in runs:
        text += _as_drawn((run,))
        if run.note:
            note = _of("footnote text", run.note.runs, number=str(run.note.number))
            notes.append(replace(note, at=len(text)))
    named = target if target and target[1] else None
    return _Wanted(text, style, number, named, tuple(links), tuple(notes))


def _leads_to(run: Run) -> _Target | None:
    return (run.link.kind, run.link.handle) if run.link else None


def _as_drawn(runs: Iterable[Run]) -> str:
    return "".join(f"\n{as_written(run.text)}" if run.begins_line else as_written(run.text) for run in runs)


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
                yield f"The Word file lacks {quoted(want.text)}."
                at += 1
                continue
            if next_have == want.text:
                yield f"The Word file has words that the submission does not have: {quoted(have.text)}."
                here += 1
                continue
            yield f"The Word file says {quoted(have.text)} where the submission says {quoted(want.text)}."
        pairs.append((want, have))
        at, here = at + 1, here + 1
    yield from (f"The Word file lacks {quoted(want.text)}." for want in wanted[at:])
    for have in found[here:]:
        yield f"The Word file has words that the submission does not have: {quoted(have.text)}."


def _same_paragraph(want: _Wanted, have: WordParagraph) -> Iterator[str]:
    if want.number != have.number:
        said, shown = want.number or "none", have.number or "none"
        yield f"Word numbers {quoted(want.text)} as {shown} where the submission’s number is {said}."
    if want.style != have.style:
        yield f"{quoted(want.text)} has the style “{have.style}” in the Word file; it must be “{want.style}”."


def _same_notes(want: _Wanted, have: WordParagraph) -> Iterator[str]:
    """Every footnote must have its mark at its place, its number and its words."""
    if [(note.at, note.number) for note in want.notes] != [
        (each.at, str(each.number)) for each in have.notes
    ]:
        yield f"The footnotes of {quoted(want.text)} do not stand where they must, or have other numbers."
        return
    for note, each in zip(want.notes, have.notes, strict=True):
        if note.text != each.text:
            said = f"says {quoted(each.text)} where the submission says {quoted(note.text)}"
            yield f"Footnote {note.number} of the Word file {said}."
        if note.style != each.style:
            yield f"Footnote {note.number} has the style “{each.style}” in the Word file."


def _same_links(pairs: list[tuple[_Wanted, WordParagraph]], found: list[WordParagraph]) -> Iterator[str]:
    """Every link must lead to the paragraph or footnote that it names, and every bookmark be there once."""
    place_of: dict[_Target, _Place] = {}
    for want, have in pairs:
        if want.target is not None:
            place_of.setdefault(want.target, have)
        place_of |= {("note", note.number): each for note, each in zip(want.notes, have.notes, strict=False)}
    marked: dict[str, _Place] = {}
    for have in found:
        yield from (
            f"The Word file has the bookmark “{name}” twice." for name in have.bookmarks if name in marked
        )
        marked |= dict.fromkeys(have.bookmarks, have)
        marked |= {note.bookmark: note for note in have.notes if note.bookmark}
    for target, place in place_of.items():
        if all(at is not place for at in marked.values()):
            yield f"{quoted(place.text)} has no bookmark in the Word file ({target[0]} {target[1]})."
    for want, have in pairs:
        yield from _same_destinations(want, have, place_of, marked)
        for note, each in zip(want.notes, have.notes, strict=False):
            yield from _same_destinations(note, each, place_of, marked)


def _same_destinations(
    want: _Wanted, have: _Place, place_of: dict[_Target, _Place], marked: dict[str, _Place]
) -> Iterator[str]:
    """The links of one paragraph; one whose target the submission does not print is plain words."""
    links = [(words, place) for words, place in want.links if place in place_of]
    if [words for words, _ in links] != [words for words, _ in have.links]:
        yield f"The links in {quoted(want.text)} are not those of the submission."
        return
    for (words, place), (_, anchor) in zip(links, have.links, strict=True):
        if anchor not in marked:
            yield f"The link {quoted(words)} leads to “{anchor}”, which the Word file does not have."
        elif marked[anchor] is not place_of[place]:
            yield f"The link {quoted(words)} leads to {quoted(marked[anchor].text)}, the wrong place."
