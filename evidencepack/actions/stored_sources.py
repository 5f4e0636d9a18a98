"""Keeping a document in the pack: its bytes, its reading copy and the words of every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.actions.ocr_words import WITHOUT_WORDS
from evidencepack.intake.prepared import Intake
from evidencepack.model.dates import read_date
from evidencepack.model.tables import Page, Rendition, Source, SourceDate
from evidencepack.model.wording import listed_pages
from evidencepack.model.words import one_line, storable
from evidencepack.reading.page import PageText
from evidencepack.reading.reader import EXTRACTOR, extractor_version
from evidencepack.store.blobs import store_file
from evidencepack.store.handles import find, next_handle
from evidencepack.store.pack import now
from evidencepack.store.search import index_pages


@dataclass(frozen=True)
class PageRead:
    """A page to be stored, and the words on it that OCR read (see ``Page.ocr``)."""

    text: PageText
    ocr: list[list[int]]


def store_source(
    session: Session, intake: Intake, texts: list[PageText], *, handle: str = "", parent: str | None = None
) -> Source:
    """Keep a document that was read.

    Args:
        session: A change of the pack.
        intake: What the file became.
        texts: The pages of its reading copy.
        handle: A handle from a recipe, else the next one is given.
        parent: The handle of the source that it came in.
    """
    source = Source(
        handle=handle or next_handle(session, "source"),
        title=one_line(intake.title) or intake.original.stem,
        kind=intake.kind,
        author=one_line(intake.author),
        url=one_line(intake.url),
        file_name=storable(intake.original.name),
        media_type=intake.media_type,
        sha256=store_file(session, intake.original),
        size=intake.original.stat().st_size,
        imported_at=now(),
        parent_id=find(session, parent, "source").id if parent else None,
    )
    for kind, words in intake.dates.items():
        dated = SourceDate(kind=kind)
        dated.date = read_date(words)
        source.dates.append(dated)
    pages = [PageRead(page, []) for page in texts]
    source.renditions.append(
        Rendition(
            n=1,
            sha256=store_file(session, intake.rendition),
            pages=len(texts),
            converter=intake.converter,
            converter_version=intake.converter_version,
            settings=intake.settings | about_pages(pages),
            warnings=[*intake.warnings, *page_warnings(pages)],
            extractor=EXTRACTOR,
            extractor_version=extractor_version(),
            made_at=now(),
        )
    )
    session.add(source)
    store_pages(session, source.rendition.sha256, pages)
    return source


def store_pages(session: Session, rendition_sha256: str, pages: list[PageRead]) -> None:
    """Keep the words of a rendition's pages, unless they are kept already: they are never read again."""
    if session.scalar(select(Page.row).where(Page.rendition_sha256 == rendition_sha256).limit(1)):
        return
    session.add_all(
        Page(
            rendition_sha256=rendition_sha256,
            number=page.text.number,
            label=storable(page.text.label),
            width=page.text.width,
            height=page.text.height,
            rotation=page.text.rotation,
            text=storable(page.text.text),
            flags=list(page.text.flags),
            ocr=page.ocr,
        )
        for page in pages
    )
    session.flush()
    index_pages(session.connection(), rendition_sha256)


ABOUT_PAGES = ("without_words", "page_warnings")
"""What :func:`about_pages` records among a rendition's settings."""
_FLAG_SENTENCES = {
    "no-text": "has no words that can be quoted (a picture, or a scan without a text layer)",
    "garbled": "has a font whose letters cannot be read reliably",
    "replacement-characters": "has letters that could not be read",
    "picture-with-few-words": "is a picture of which only a stamp, a header or a page number can be quoted",
    "unreadable": "could not be read",
}


def about_pages(pages: list[PageRead]) -> dict[str, Any]:
    """What a rendition records of its pages: those that OCR could give words to, and what is said of them."""
    bare = [page.text.number for page in pages if WITHOUT_WORDS & set(page.text.flags)]
    told = page_warnings(pages)
    return ({"without_words": bare} if bare else {}) | ({"page_warnings": told} if told else {})


def page_warnings(pages: list[PageRead]) -> list[str]:
    """One sentence for each kind of doubtful page, and how its words can be had."""
    warnings = []
    bare = False
    for flag, words in _FLAG_SENTENCES.items():
        flagged = [page.text.number for page in pages if flag in page.text.flags]
        bare = bare or (bool(flagged) and flag in WITHOUT_WORDS)
        if flag == "no-text" and len(flagged) == len(pages):
            warnings.append("No page has words that can be quoted: it is a scan or made of pictures.")
        elif flagged:
            each = " " if len(flagged) == 1 else ": each "
            warnings.append(f"{listed_pages(flagged)}{each}{words}.")
    if bare:
        warnings.append("Read it by OCR, or quote a part of a page as a picture.")
    return warnings
