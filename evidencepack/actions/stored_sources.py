"""Keeping a document in the pack: its bytes, its reading copy and the words of every page."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.intake.prepared import Intake
from evidencepack.model.dates import read_date
from evidencepack.model.tables import Page, Rendition, Source, SourceDate
from evidencepack.model.words import one_line, storable
from evidencepack.reading.page import PageText
from evidencepack.reading.reader import EXTRACTOR, extractor_version
from evidencepack.store.blobs import store_file
from evidencepack.store.handles import find, next_handle
from evidencepack.store.pack import now
from evidencepack.store.search import index_pages


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
    source.renditions.append(
        Rendition(
            n=1,
            sha256=store_file(session, intake.rendition),
            pages=len(texts),
            converter=intake.converter,
            converter_version=intake.converter_version,
            settings=intake.settings,
            warnings=[*intake.warnings, *page_warnings(texts)],
            extractor=EXTRACTOR,
            extractor_version=extractor_version(),
            made_at=now(),
        )
    )
    session.add(source)
    store_pages(session, source.rendition.sha256, texts)
    return source


def store_pages(session: Session, rendition_sha256: str, texts: list[PageText]) -> None:
    """Keep the words of a rendition's pages, unless they are kept already: they are never read again."""
    if session.scalar(select(Page.row).where(Page.rendition_sha256 == rendition_sha256).limit(1)):
        return
    session.add_all(
        Page(
            rendition_sha256=rendition_sha256,
            number=page.number,
            label=storable(page.label),
            width=page.width,
            height=page.height,
            rotation=page.rotation,
            text=storable(page.text),
            flags=list(page.flags),
        )
        for page in texts
    )
    session.flush()
    index_pages(session.connection(), rendition_sha256)


_FLAG_SENTENCES = {
    "no-text": "has no words that can be quoted (a picture, or a scan without a text layer)",
    "garbled": "has a font whose letters cannot be read reliably",
    "replacement-characters": "has letters that could not be read",
    "picture-with-few-words": "is a picture of which only a stamp, a header or a page number can be quoted",
    "unreadable": "could not be read",
}


def page_warnings(texts: list[PageText]) -> list[str]:
    """One sentence for each kind of doubtful page."""
    warnings = []
    for flag, words in _FLAG_SENTENCES.items():
        pages = [str(page.number) for page in texts if flag in page.flags]
        if flag == "no-text" and len(pages) == len(texts):
            warnings.append("No page has words that can be quoted: it is a scan or made of pictures.")
        elif pages:
            listed = ", ".join(pages[:8]) + (f" and {len(pages) - 8} more" if len(pages) > 8 else "")
            warnings.append(
                f"Page {listed} {words}." if len(pages) == 1 else f"Pages {listed}: each {words}."
            )
    return warnings
