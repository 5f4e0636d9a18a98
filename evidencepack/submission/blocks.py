"""The parts a submission is made of: plain data that every writer draws.

A writer adds nothing and computes no number: what a reader sees, in which order and with which number,
is decided before a writer is called. That is what makes the Word file and the PDF say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

LinkKind = Literal[
    "annex", "paragraph", "entry", "quote", "section", "source", "proved", "page", "note"
]  # fmt: skip


@dataclass(frozen=True)
class Link:
    """Where a reference leads.

    Attributes:
        kind: What it leads to.
        handle: The handle of the target: ``A1``, ``P4``, ``E2``; of a footnote its number.
        page: For an annex, the page of the annex, from 1 (its front sheet is 0); else 0.
    """

    kind: LinkKind
    handle: str
    page: int = 0

    @property
    def key(self) -> str:
        """One string for the target, the same in every writer: ``annex:A1:3``."""
        return f"{self.kind}:{self.handle}:{self.page}"


@dataclass(frozen=True)
class Run:
    """Words set alike. ``text`` is drawn letter for letter; nothing in it is markup.

    A run with a ``note`` has no words of its own: the mark of that footnote stands there.

    Attributes:
        begins_line: In a table's cell, the words begin a new line.
        even: Letters of one width, as digests are set.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: Link | None = None
    begins_line: bool = False
    even: bool = False
    note: Note | None = None


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True)
class Note:
    """A footnote. Its number counts from 1 through the document, in the order of the marks."""

    number: int
    runs: Runs


def plain(runs: Iterable[Run]) -> str:
    """The words of some runs, without their looks."""
    return "".join(f"\n{run.text}" if run.begins_line else run.text for run in runs)


def apart(lines: Iterable[Runs]) -> Runs:
    """Some lines as one cell of a table, each but the first on a line of its own."""
    drawn: list[Run] = []
    for line in lines:
        if not plain(line):
            continue
        drawn += (replace(line[0], begins_line=True), *line[1:]) if drawn else line
    return tuple(drawn)


@dataclass(frozen=True)
class Marking:
    """A small line above the title, such as a note that the whole is a demonstration."""

    text: str


@dataclass(frozen=True)
class Title:
    """The title of the document."""

    text: str


@dataclass(frozen=True)
class Subtitle:
    """The line under the title."""

    text: str


@dataclass(frozen=True)
class Details:
    """The matter's details: a label and its value a row."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Heading:
    """A heading; it is never numbered and never restarts paragraph numbers.

    Attributes:
        level: 1 to 3.
        handle: The section it opens, or an empty string.
    """

    text: str
    level: int = 1
    handle: str = ""


@dataclass(frozen=True)
class Numbered:
    """A numbered paragraph.

    Attributes:
        label: The number as printed before it: ``3.``, ``3.1``, ``(a)``, ``(i)``.
        number: The full number by which it is referred to: ``3``, ``3.1``, ``3(a)``.
        level: 1 to 4.
        leads_in: It ends in a colon and stays with the block after it.
    """

    label: str
    number: str
    level: int
    runs: Runs
    handle: str
    leads_in: bool = False


@dataclass(frozen=True)
class Body:
    """A paragraph without a number."""

    runs: Runs


@dataclass(frozen=True)
class Bullet:
    """One point of a bullet list."""

    runs: Runs
    handle: str = ""


@dataclass(frozen=True)
class Picture:
    """A region of a page, as it was drawn when it was quoted.

    Attributes:
        png: A PNG file.
        width: Of the region, in points.
        height: Of the region, in points.
        described: For those who cannot see it.
    """

    png: bytes
    width: float
    height: float
    described: str


@dataclass(frozen=True)
class Quotation:
    """A quotation set apart, with the line that says whose words they are and where they stand.

    Attributes:
        runs: The words; under a picture, those that a person typed from it.
        source: Whose they are and where they stand.
        handle: The quote.
        picture: The region of a page that is quoted as an image, if it is one.
    """

    runs: Runs
    source: Runs
    handle: str
    picture: Picture | None = None


@dataclass(frozen=True)
class TableNote:
    """A note that stands above the table it explains."""

    runs: Runs


@dataclass(frozen=True)
class Column:
    """A table column; ``width`` in millimetres, or None for what is left."""

    title: str
    width: float | None = None
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True)
class Row:
    """A table row: a cell a column. ``link`` names the row as a target: entry ``E1``, annex ``A1``."""

    cells: tuple[Runs, ...]
    link: Link | None = None


@dataclass(frozen=True)
class Table:
    """A table with a repeated head.

    Attributes:
        kind: Which table of the submission it is.
        high: Its rows are of many lines: even a short table may go over a page's end, and few rows may.
    """

    kind: Literal["chronology", "annexes", "authorities", "questions", "sources", "quotations"]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    high: bool = False


@dataclass(frozen=True)
class Side:
    """One half of a pair: who and when, the words, and the citation with the grade of the check."""

    heading: str
    quotation: Runs
    citation: Runs


@dataclass(frozen=True)
class Pair:
    """A claim beside the evidence that bears on it."""

    number: str
    relation: str
    claim: Side
    evidence: Side
    reason: Runs
    comparison: Runs
    handle: str


@dataclass(frozen=True)
class Pairs:
    """Claims against evidence, a pair a row; a pair is never broken across pages."""

    head: tuple[str, str, str]
    rows: tuple[Pair, ...]


@dataclass(frozen=True)
class Cover:
    """The first page of a bundle."""

    lines: tuple[str, ...]
    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class IndexRow:
    """One row of a bundle's index.

    Attributes:
        mark: The annex mark, or empty.
        target: What the row leads to.
        page: The bundle page it begins on, from 1.
        is_section: A section's row, in bold.
    """

    mark: str
    title: str
    date: str
    page: int
    target: Link
    is_section: bool = False


@dataclass(frozen=True)
class Index:
    """A bundle's index, on pages of its own."""

    heading: str
    head: tuple[str, str, str, str]
    rows: tuple[IndexRow, ...]


@dataclass(frozen=True)
class FrontSheet:
    """The sheet before an annex, on a page of its own."""

    mark: str
    title: str
    date: str
    notes: tuple[str, ...]
    handle: str


Block: TypeAlias = (
    Marking
    | Title
    | Subtitle
    | Details
    | Heading
    | Numbered
    | Body
    | Bullet
    | Quotation
    | TableNote
    | Table
    | Pairs
    | Cover
    | Index
    | FrontSheet
)


@dataclass(frozen=True)
class Submission:
    """The composed document.

    Attributes:
        title: For the document's properties.
        submitter: In the header from page 2.
        kind: In the header from page 2: "Written evidence".
        subject: In the footer.
        language: BCP 47, such as ``en-GB``.
        date: The day it bears, ISO 8601, or empty; the only date written into the files.
    """

    title: str
    submitter: str
    kind: str
    subject: str
    language: str
    date: str
    blocks: tuple[Block, ...]


def texts(block: Block) -> Iterator[str]:
    """Every piece of text a reader sees in a block, in reading order, with its numbers; then footnotes."""
    yield from _texts(block)
    for note in notes_of(block):
        yield plain(note.runs)


def notes_of(block: Block) -> Iterator[Note]:
    """The footnotes of a block, in the order of their marks."""
    for runs in _words_of(block):
        yield from (run.note for run in runs if run.note)


def _words_of(block: Block) -> Iterator[Runs]:
    """Every stretch of words in which a footnote's mark may stand."""
    match block:
        case Numbered() | Body() | Bullet() | TableNote():
            yield block.runs
        case Quotation():
            yield from (block.runs, block.source)
        case Table():
            yield from (cell for row in block.rows for cell in row.cells)
        case Pairs():
            for pair in block.rows:
                for side in (pair.claim, pair.evidence):
                    yield from (side.quotation, side.citation)
                yield from (pair.reason, pair.comparison)


def _texts(block: Block) -> Iterator[str]:  # noqa: C901 - one short case a kind of block
    match block:
        case Marking() | Title() | Subtitle() | Heading():
            yield block.text
        case Details():
            for label, value in block.rows:
                yield from (label, value)
        case Numbered():
            yield from (block.label, plain(block.runs))
        case Body() | Bullet() | TableNote():
            yield plain(block.runs)
        case Quotation():
            yield from (plain(block.runs), plain(block.source))
        case Table():
            yield from (column.title for column in block.columns)
            for row in block.rows:
                yield from (plain(cell) for cell in row.cells)
        case Pairs():
            yield from block.head
            for pair in block.rows:
                yield from (pair.number, pair.relation)
                for side in (pair.claim, pair.evidence):
                    yield from (side.heading, plain(side.quotation), plain(side.citation))
                yield from (plain(pair.reason), plain(pair.comparison))
        case Cover():
            yield from (*block.lines, block.title)
            for label, value in block.rows:
                yield from (label, value)
        case Index():
            yield from (block.heading, *block.head)
            for index_row in block.rows:
                yield from (index_row.mark, index_row.title, index_row.date, str(index_row.page))
        case FrontSheet():
            yield from (block.mark, block.title, block.date, *block.notes)
