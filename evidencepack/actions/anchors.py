"""Where quotes stand: the words of the pages they are sought on, and the anchors that tie them there."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.actions.reading_copies import ReadingCopies
from evidencepack.model.page_labels import printed_label
from evidencepack.model.tables import Anchor, Page, Quote, Rendition, Source
from evidencepack.quoting.finding import Check
from evidencepack.quoting.places import PageWords, Place
from evidencepack.store.handles import find, handle_number
from evidencepack.store.pack import Pack


def page_words(session: Session, source: str = "", *, every_version: bool = False) -> list[PageWords]:
    """The stored page texts of one source, or of all that no newer version replaces.

    They are those of the latest reading copy.

    Args:
        session: A session of the pack.
        source: The handle of the one source; all if left out.
        every_version: Whether those that a newer version replaces are among all.
    """
    if source:
        return pages_of(session, find(session, source, "source"))
    everything = sorted(session.scalars(select(Source)), key=lambda item: handle_number(item.handle))
    replaced = set() if every_version else {item.replaces_id for item in everything}
    return [page for item in everything if item.id not in replaced for page in pages_of(session, item)]


def pages_of(session: Session, item: Source) -> list[PageWords]:
    """The stored page texts of a source's latest reading copy."""
    rendition: Rendition = item.rendition
    pages = session.execute(
        select(Page.number, Page.label, Page.text)
        .where(Page.rendition_sha256 == rendition.sha256)
        .order_by(Page.number)
    )
    return [
        PageWords(
            item.handle,
            rendition.sha256,
            number,
            printed_label(number, label, item.label_offset),
            text,
        )
        for number, label, text in pages
    ]


def rectangles(pack: Pack, check: Check, copies: ReadingCopies | None) -> list[list[Any]]:
    """Where each fragment stands on its page, in PDF points, a rectangle a line."""
    if copies is None:
        with ReadingCopies(pack) as own:
            return rectangles(pack, check, own)
    return [
        copies.document(fragment.place.rendition).rectangles(
            fragment.place.page, fragment.place.start, fragment.place.end
        )
        for fragment in check.fragments
    ]


def set_anchors(session: Session, quote: Quote, check: Check, boxes: list[list[Any]] | None = None) -> None:
    """Tie a quote to where it stands.

    Args:
        session: A change of the pack.
        quote: The quote; anchors it has are given up.
        check: The check that found it.
        boxes: The rectangles of each fragment; without them they are worked out when they are next drawn.
    """
    boxes = boxes if boxes is not None else [[] for _ in check.fragments]
    if quote.anchors:
        quote.anchors.clear()
        session.flush()
    quote.anchors = [
        Anchor(
            n=n,
            rendition_sha256=fragment.place.rendition,
            page=fragment.place.page,
            start=fragment.place.start,
            end=fragment.place.end,
            exact=fragment.place.exact,
            prefix=fragment.place.prefix,
            suffix=fragment.place.suffix,
            written=fragment.written,
            omitted=fragment.omitted,
            rectangles=[list(box) for box in lines],
            grade=fragment.grade,
            ocr_confidence=_ocr_confidence(session, fragment.place),
        )
        for n, (fragment, lines) in enumerate(zip(check.fragments, boxes, strict=True))
    ]


def _ocr_confidence(session: Session, place: Place) -> int | None:
    """How sure OCR is of the words at a place, by the least sure of them; None if OCR did not read them."""
    read = session.scalar(
        select(Page.ocr).where(Page.rendition_sha256 == place.rendition, Page.number == place.page)
    )
    return min(
        (sure for start, end, sure in read or () if start < place.end and end > place.start), default=None
    )
