"""The typeset part of a bundle: cover, index, submission, and a front sheet for each annex."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidencepack.submission.blocks import (
    Block,
    Cover,
    FrontSheet,
    Index,
    IndexRow,
    Link,
    Submission,
)
from evidencepack.submission.citations import held_together, source_date
from evidencepack.submission.compose import annex_title
from evidencepack.submission.contents import Contents
from evidencepack.submission.page_ranges import show_pages

_MEDIA_NAMES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "a Word document",
    "text/html": "a saved web page",
    "application/xhtml+xml": "a saved web page",
    "multipart/related": "a saved web page",
    "application/x-webarchive": "a saved web page",
    "message/rfc822": "an e-mail",
    "application/vnd.ms-outlook": "an e-mail",
    "text/plain": "a text file",
    "text/markdown": "a text file",
    "text/csv": "a table of values",
    "application/rtf": "a Rich Text file",
    "application/msword": "a Word document",
    "application/vnd.oasis.opendocument.text": "an OpenDocument text",
    "application/vnd.oasis.opendocument.text-flat-xml": "an OpenDocument text",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "an Excel workbook",
    "application/vnd.ms-excel": "an Excel workbook",
    "application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet",
    "image/jpeg": "a JPEG picture",
    "image/png": "a PNG picture",
    "image/tiff": "a TIFF picture",
    "image/svg+xml": "an SVG drawing",
}


@dataclass(frozen=True)
class Sheet:
    """An annex as the bundle needs it: its pages are those of the reading copy, from 1."""

    handle: str
    mark: str
    title: str
    date: str
    rendition: str
    pages: tuple[int, ...]
    notes: tuple[str, ...]


def sheets_of(contents: Contents) -> Iterator[Sheet]:
    """The annexes in order."""
    annexed = contents.annexed
    for annex in annexed.ordered:
        date = source_date(annex.source)
        yield Sheet(
            handle=annex.handle,
            mark=f"{annexed.word} {annexed.marks[annex.handle]}",
            title=annex_title(annex),
            date=held_together(date.shown) if date else "",
            rendition=annex.source.rendition.sha256,
            pages=tuple(annexed.pages(annex)),
            notes=tuple(_origin(contents, annex.handle)),
        )


def _origin(contents: Contents, handle: str) -> Iterator[str]:
    """What the pages were made from: whoever compares them with the original must know."""
    annex = next(annex for annex in contents.annexed.ordered if annex.handle == handle)
    source, pages = annex.source, contents.annexed.pages(annex)
    rendition = source.rendition
    if len(pages) < rendition.pages:
        yield f"Pages {show_pages(pages)} of a document of {rendition.pages} pages."
    if source.media_type != "application/pdf":
        by = rendition.converter.replace("evidencepack", f"Evidence Pack {rendition.converter_version}")
        kind = _MEDIA_NAMES.get(source.media_type, f"a file of type {source.media_type}")
        yield (
            f"Converted from {kind}, by {by}. The page numbers are those of the conversion, not of the "
            "original."
        )


def front_part(
    contents: Contents,
    submission: Submission,
    sheets: tuple[Sheet, ...],
    starts: dict[str, int],
    submission_page: int,
    total: int,
) -> tuple[Block, ...]:
    """The blocks of the front part, with the page numbers as far as they are known."""
    matter, profile = contents.matter, contents.profile
    rows = [
        IndexRow(
            "",
            _submission_title(contents),
            held_together(matter.date),
            submission_page,
            Link("page", "submission"),
        )
    ]
    for sheet in sheets:
        target = Link("annex", sheet.handle)
        mark = sheet.mark.removeprefix(f"{profile.annex_word} ")
        rows.append(IndexRow(mark, sheet.title, sheet.date, starts[sheet.handle], target))
    return (
        _cover(contents, total),
        Index("Index", (profile.annex_word, "Document", "Date", "Page"), tuple(rows)),
        *submission.blocks,
        *(_front_sheet(sheet, starts[sheet.handle], profile.annex_word) for sheet in sheets),
    )


def _submission_title(contents: Contents) -> str:
    heading = contents.profile.heading.format(
        submitter=contents.matter.submitter, title=contents.matter.title
    ).strip()
    return heading or contents.matter.title or contents.profile.kind


def _cover(contents: Contents, total: int) -> Cover:
    matter = contents.matter
    lines = [matter.court or matter.committee, matter.inquiry, matter.parties]
    rows = (
        ("Claim number", matter.claim_number),
        ("Hearing", matter.hearing_date),
        ("Submitted by", matter.submitter),
        ("Date", held_together(matter.date)),
        ("Pages", f"1 to {total}"),
    )
    return Cover(
        lines=tuple(line for line in (*lines, matter.marking) if line),
        title=matter.title or "Bundle",
        rows=tuple((label, value) for label, value in rows if value),
    )


def _front_sheet(sheet: Sheet, start: int, word: str) -> FrontSheet:
    count = len(sheet.pages)
    letter = sheet.mark.removeprefix(f"{word} ")
    own = f"{letter} / 1 to {letter} / {count}" if count > 1 else f"{letter} / 1"
    bundle = f"{start + 1} to {start + count}" if count > 1 else str(start + 1)
    pages = f"{'Pages' if count > 1 else 'Page'} {own}; in this bundle {bundle}."
    return FrontSheet(sheet.mark, sheet.title, sheet.date, (pages, *sheet.notes), sheet.handle)
