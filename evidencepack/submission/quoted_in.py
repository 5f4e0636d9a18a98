"""Quotations at second hand: what the pack knows of where the words come from, and what a page shows of it.

A quote is at second hand if another quote is *quoted in* it; or if its page has it as somebody's words and a
person has named that somebody as the speaker. Until then it is only a suggestion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from evidencepack.model.tables import PICTURE, Quote, Relation, Source
from evidencepack.quoting.places import Place
from evidencepack.quoting.reported import may_be_quoted, signs_at
from evidencepack.quoting.second_hand import KnownSource, seems_second_hand, standings
from evidencepack.submission.citations import source_date
from evidencepack.submission.page_texts import page_texts

Texts = Mapping[tuple[str, int], str]


@dataclass(frozen=True)
class QuotedIn:
    """A quotation that repeats somebody's words.

    Attributes:
        by: Whose words they are: the speaker, or who is named on the page.
        chain: The quotes that it repeats, the primary first; empty if the primary is not in the pack.
        sure: Whether a person said so, by a relation or by naming the speaker; else it is a suggestion.
    """

    by: str
    chain: tuple[Quote, ...] = ()
    sure: bool = True


def known_sources(sources: Iterable[Source]) -> dict[str, KnownSource]:
    """What is known of the sources, by handle."""
    every = {source.id: source for source in sources}
    newer: dict[str | None, str] = {
        source.replaces_id: source.handle for source in every.values() if source.replaces_id
    }
    return {source.handle: _known(source, every, newer) for source in every.values()}


def _known(source: Source, every: Mapping[str, Source], newer: Mapping[str | None, str]) -> KnownSource:
    date, first = source_date(source), source
    for _ in every:  # as many steps as there are sources: a damaged pack may go round in circles
        before = every.get(first.replaces_id or "")
        if before is None:
            break
        first = before
    return KnownSource(
        source.handle,
        source.kind,
        source.author,
        date.earliest.isoformat() if date and date.earliest else "",
        date.latest.isoformat() if date and date.latest else "",
        date.shown if date else "",
        newer.get(source.id, ""),
        first.handle,
    )


def quotes_at_second_hand(
    session: Session, quotes: Sequence[Quote], relations: Iterable[Relation], sources: Iterable[Source]
) -> dict[str, QuotedIn]:
    """Which quotes are at second hand, or may be, by handle.

    Args:
        session: A session of the pack.
        quotes: All its quotes.
        relations: All its relations.
        sources: All its sources.
    """
    repeats: dict[str, Quote] = {}
    for relation in relations:
        if relation.kind == "quoted-in":
            repeats.setdefault(relation.to_quote.handle, relation.from_quote)
    found = {
        quote.handle: QuotedIn(quote.speaker, _chain(quote, repeats))
        for quote in quotes
        if quote.handle in repeats
    }
    rest = [quote for quote in quotes if quote.handle not in found and _may_be(quote)]
    texts = page_texts(session, ((q.anchors[0].rendition_sha256, q.anchors[0].page) for q in rest))
    known = known_sources(sources) if rest else {}
    for quote in rest:
        seems = _seems(quote, known, texts)
        if seems is not None:
            found[quote.handle] = seems
    return found


def _chain(quote: Quote, repeats: Mapping[str, Quote]) -> tuple[Quote, ...]:
    """What a quote repeats, the primary first; a circle is left where it closes."""
    chain: list[Quote] = []
    seen = {quote.handle}
    while (before := repeats.get(quote.handle)) is not None and before.handle not in seen:
        seen.add(before.handle)
        chain.insert(0, before)
        quote = before
    return tuple(chain)


def _may_be(quote: Quote) -> bool:
    """Whether it is worth a look at the page."""
    return bool(quote.anchors) and quote.grade != PICTURE


def _seems(quote: Quote, known: Mapping[str, KnownSource], texts: Texts) -> QuotedIn | None:
    place = first_place(quote)
    text = texts.get((place.rendition, place.page), "")
    if text[place.start : place.end] != place.exact or not may_be_quoted(text, place.start, place.end):
        return None
    source = known.get(quote.source.handle) or KnownSource(quote.source.handle)
    if quote.speaker.strip():
        signs = signs_at(text, place.start, place.end)
        sure = seems_second_hand(signs, source, quote.speaker, quote.text)
        return QuotedIn(quote.speaker) if sure else None
    (standing,) = standings([place], texts, known)
    return QuotedIn(standing.by, sure=False) if standing.second_hand else None


def first_place(quote: Quote) -> Place:
    """Where a quote begins."""
    first = quote.anchors[0]
    return Place(
        quote.source.handle, first.rendition_sha256, first.page, "", first.start, first.end,
        first.exact, first.prefix, first.suffix,
    )  # fmt: skip
