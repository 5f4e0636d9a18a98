"""The stored texts of pages, one by one or many at once."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from evidencepack.model.tables import Page

_AT_ONCE = 400  # pages whose text is fetched in one question


def page_text(session: Session, rendition_sha256: str, number: int) -> str | None:
    """The stored text of a page of a reading copy; None if the pack has no such page."""
    wanted = select(Page.text).where(Page.rendition_sha256 == rendition_sha256, Page.number == number)
    return session.scalar(wanted)


def page_texts(session: Session, pages: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The stored texts of some pages, by their reading copy's SHA-256 and their number."""
    wanted = list(dict.fromkeys(pages))
    found: dict[tuple[str, int], str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        rows = session.execute(
            select(Page.rendition_sha256, Page.number, Page.text).where(
                tuple_(Page.rendition_sha256, Page.number).in_(some)
            )
        )
        found |= {(sha256, number): text for sha256, number, text in rows}
    return found
