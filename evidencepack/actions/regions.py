"""Quoting a region of a page as an image, with words that a person typed from it.

A stamp, a handwritten note, a chart or a photograph has no words that could be compared. Its picture is kept
as it was drawn, so that it is the same in every export, and wherever it is quoted it is said that its words
were typed from the picture.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from evidencepack.actions.quotes import (
    check_quote_kind,
    new_quote,
    read_quote_date,
    set_topics,
    transcription,
)
from evidencepack.actions.reading_copies import ReadingCopies
from evidencepack.errors import BadInput
from evidencepack.model.tables import PICTURE, Anchor
from evidencepack.reading.page import Box
from evidencepack.reading.reader import Document
from evidencepack.store.blobs import store_file
from evidencepack.store.handles import find
from evidencepack.store.pack import Pack

SCALE = 200 / 72  # pixels a point: what a laser printer shows of a photograph
_AROUND = 12  # points
_LEAST = 4.0  # points: a smaller region is a slip of the hand


def add_region(
    pack: Pack,
    source: str,
    page: int,
    box: Sequence[float],
    text: str,
    kind: str,
    *,
    speaker: str = "",
    role: str = "",
    date: str = "",
    topics: Sequence[str] = (),
    note: str = "",
    handle: str = "",
    copies: ReadingCopies | None = None,
) -> str:
    """Quote a region of a page as an image.

    Args:
        pack: The pack.
        source: The handle of the source.
        page: The page, from 1.
        box: Left, bottom, right and top in points of the page, origin bottom left; what lies beyond the page
            is cut off.
        text: What the picture says or shows, as a person typed it.
        kind: ``claim`` or ``evidence``.
        speaker: Whose words they are.
        role: The speaker's role.
        date: When they were said, as typed.
        topics: Subjects to file it under.
        note: A private note; never exported.
        handle: A handle from a recipe, else the next one is given.
        copies: Open reading copies, if the caller has them.

    Returns:
        The new handle.

    Raises:
        BadInput: No words, an impossible kind or date, no such page, or nothing of the page in the region.
        NotFound: No such source.
    """
    kind = check_quote_kind(kind)
    words = transcription(text)
    with pack.reading() as session:
        item = find(session, source, "source")
        when = read_quote_date(item, date)
        name, rendition, pages = item.handle, item.rendition.sha256, item.rendition.pages
    if not 1 <= page <= pages:
        raise BadInput(f"{name} has no page {page}; it has {pages}.")
    if copies is None:
        with ReadingCopies(pack) as own:
            region, drawn = draw_region(own.document(rendition), page, box)
    else:
        region, drawn = draw_region(copies.document(rendition), page, box)
    with pack.change("Quote a picture") as session:
        quote = new_quote(session, name, kind, words, PICTURE, speaker, role, note, handle)
        quote.date = when
        quote.anchors = [
            Anchor(
                n=0,
                rendition_sha256=rendition,
                page=page,
                start=0,
                end=0,
                exact="",
                prefix="",
                suffix="",
                written=words,
                rectangles=[list(region)],
                grade=PICTURE,
                picture_sha256=_keep(session, drawn),
            )
        ]
        session.flush()
        set_topics(session, quote, topics)
    return quote.handle


def draw_region(document: Document, page: int, box: Sequence[float]) -> tuple[Box, bytes]:
    """The part of a region that is on its page, and its picture as a PNG file.

    Raises:
        BadInput: Less than four points of the page are in the region, across or down.
    """
    read = document.page(page)
    left, bottom, right, top = read.box
    one, two, three, four = (round(float(value), 2) for value in box)  # as a recipe can say it again
    region = (max(one, left), max(two, bottom), min(three, right), min(four, top))
    if not (region[2] - region[0] >= _LEAST and region[3] - region[1] >= _LEAST):
        raise BadInput(f"There is nothing of page {page} in this region; draw a larger one.")
    picture = document.draw(page, SCALE)
    shown = [round(value * picture.scale) for value in read.shown(region)]
    return region, picture.part(*shown).png()


def quote_picture(pack: Pack, handle: str) -> bytes:
    """The part of the page where a quote stands, with a little around it, as a PNG file.

    Of a quote over several pages it is the first.

    Raises:
        NotFound: No such quote.
    """
    with pack.reading() as session:
        anchor = find(session, handle, "quote").anchors[0]
    with ReadingCopies(pack) as copies:
        document = copies.document(anchor.rendition_sha256)
        lines = anchor.rectangles or document.rectangles(anchor.page, anchor.start, anchor.end)
        page = document.page(anchor.page).box
        sides = list(zip(*(lines or [page]), strict=True))
        around = (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))
        box = [side + _AROUND * way for side, way in zip(around, (-1, -1, 1, 1), strict=True)]
        return draw_region(document, anchor.page, box)[1]


def _keep(session: Session, drawn: bytes) -> str:
    """Store a picture among the documents of the pack."""
    with tempfile.TemporaryDirectory(prefix="evidencepack-") as folder:
        path = Path(folder) / "region.png"
        path.write_bytes(drawn)
        return store_file(session, path)
