"""Quotes sought again where a source was replaced or read anew; none is dropped, none moved in silence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.actions.anchors import pages_of, set_anchors
from evidencepack.model.tables import PICTURE, Quote, Source
from evidencepack.quoting.finding import PageIndex
from evidencepack.quoting.grading import WordGrade
from evidencepack.quoting.reanchoring import Outcome, Reanchored, reanchor
from evidencepack.store.handles import handle_number
from evidencepack.submission.quoted_in import first_place

PICTURE_STAYS = (
    "It quotes a part of the page as a picture, which no program can find again: look for it yourself."
)


@dataclass(frozen=True)
class Requoted:
    """What became of a quote.

    Attributes:
        quote: Its handle.
        outcome: ``same``, ``moved``, ``changed``, ``ambiguous`` or ``lost``.
        source: The source that it stands in now.
        page_before: The page where it stood, from 1.
        page: The page where it stands now; the old one if it stayed where it was.
        told: What the person must know; empty if nothing.
    """

    quote: str
    outcome: Outcome
    source: str
    page_before: int
    page: int
    told: str = ""

    @property
    def settled(self) -> bool:
        """Whether it stands in the new pages, so that nothing is left to be done."""
        return self.outcome in ("same", "moved")

    def as_json(self) -> dict[str, Any]:
        """The row of the report."""
        return asdict(self)


def requote(session: Session, source: Source, target: Source, *, same_pages: bool) -> list[Requoted]:
    """Seek the quotes of a source in the latest reading copy of another, or of its own.

    Those that stand there, word for word, are tied to it. The others stay where they are, and are told of.

    Args:
        session: A change of the pack.
        source: Whose quotes are sought.
        target: Where; it may be the same source.
        same_pages: Whether the pages look as before: then what is quoted as a picture stands where it stood.
    """
    quotes = session.scalars(select(Quote).where(Quote.source_id == source.id))
    in_order = sorted(quotes, key=lambda quote: handle_number(quote.handle))
    if not in_order:
        return []
    index = PageIndex(pages_of(session, target))
    return [_again(session, quote, target, index, same_pages=same_pages) for quote in in_order]


def _again(session: Session, quote: Quote, target: Source, index: PageIndex, *, same_pages: bool) -> Requoted:
    first = quote.anchors[0]
    before, stays = first.page, quote.source.handle
    if quote.grade == PICTURE:
        if not same_pages:
            return Requoted(quote.handle, "lost", stays, before, before, PICTURE_STAYS)
        first.rendition_sha256 = target.rendition.sha256
        return Requoted(quote.handle, "same", stays, before, before)
    found = reanchor(quote.text, cast(WordGrade, quote.grade), first_place(quote), index)
    if found.outcome not in ("same", "moved"):
        return Requoted(quote.handle, found.outcome, stays, before, before, found.told)
    _tie(session, quote, target, found)
    page = quote.anchors[0].page
    return Requoted(quote.handle, found.outcome, target.handle, before, page, found.told)


def _tie(session: Session, quote: Quote, target: Source, found: Reanchored) -> None:
    before = [anchor.exact for anchor in quote.anchors]
    set_anchors(session, quote, found.check)
    source, quote.source, quote.grade = quote.source, target, found.check.grade
    if before != [anchor.exact for anchor in quote.anchors] or target is not source:
        quote.compared_at = quote.compared_by = ""  # it was another picture that they were compared with


def told(outcomes: Iterable[Requoted]) -> list[str]:
    """What became of the quotes, in sentences; nothing where all are the same."""
    rows = [row for row in outcomes if row.outcome != "same"]
    return [f"{row.quote} is {_WORDS[row.outcome]}. {row.told}".strip() for row in rows]


_WORDS: dict[str, str] = {
    "moved": "the same, elsewhere",
    "changed": "not there word for word and stays with the earlier one",
    "ambiguous": "there in several places and stays with the earlier one",
    "lost": "not there and stays with the earlier one",
}
