"""Annexes: sources, or some of their pages, as attached to the submission."""

from __future__ import annotations

from evidencepack.actions.order import last_position
from evidencepack.model.tables import Annex, Source
from evidencepack.model.words import one_line
from evidencepack.store.handles import find, next_handle
from evidencepack.store.pack import Pack
from evidencepack.submission.page_ranges import read_pages


def add_annex(pack: Pack, source: str, *, pages: str = "", title: str = "", handle: str = "") -> str:
    """Attach a source.

    Args:
        pack: The pack.
        source: The source's handle.
        pages: Such as ``2-5, 7``; all when left out.
        title: Else the source's title.
        handle: A handle from a recipe, else the next one is given.

    Returns:
        The annex's handle.

    Raises:
        BadInput: A page that the source does not have.
        NotFound: No such source.
    """
    with pack.change("Add annex") as session:
        attached = find(session, source, "source")
        annex = Annex(
            handle=handle or next_handle(session, "annex"),
            source_id=attached.id,
            pages=check_annex_pages(attached, pages),
            title=one_line(title),
            position=last_position(session, Annex.position),
        )
        session.add(annex)
    return annex.handle


def check_annex_pages(source: Source, pages: str) -> str:
    """The pages of an annex as typed, once they are known to be there.

    Raises:
        BadInput: Not pages, or beyond the last.
    """
    read_pages(pages, source.rendition.pages, f"{source.handle}, “{source.title}”,")
    return one_line(pages)
