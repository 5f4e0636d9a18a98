"""Keeping both ends of a quotation that another document repeats: the primary, and where it is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.actions.anchors import page_words, set_anchors
from evidencepack.actions.quotes import Quoted, add_quote, new_quote
from evidencepack.actions.standings import judge_places
from evidencepack.errors import BadInput
from evidencepack.model.tables import Quote, Relation, new_id
from evidencepack.quoting.finding import Check, PageIndex
from evidencepack.store.handles import find, next_handle
from evidencepack.store.pack import Pack

NAME = "Keep where it is quoted"


def add_quote_and_repeats(
    pack: Pack, text: str, kind: str, quoted_in: Sequence[str], **more: Any
) -> tuple[Quoted, list[str]]:
    """Keep a quotation from its primary source, and the same words where other sources repeat them.

    The primary quote is related to each of the others as *quoted in*. One undo takes all of them back.

    Args:
        pack: The pack.
        text: The words.
        kind: ``claim`` or ``evidence``.
        quoted_in: The handles of the sources that repeat them.
        **more: As :func:`~evidencepack.actions.quotes.add_quote` takes it.

    Returns:
        What became of the quotation, and the handles of the quotes that repeat it.

    Raises:
        QuoteNotStored: Altered, ambiguous or missing.
        BadInput: One of the sources does not have the words; nothing was stored.
        NotFound: No such source.
    """
    with pack.reading() as session:
        for source in quoted_in:
            _there(session, text, source)
        own = more.get("source", "").strip().upper()
        if own and own in (source.strip().upper() for source in quoted_in):
            raise BadInput(f"The words are quoted from {own} itself; name another source that repeats them.")
    deed = new_id()
    quoted = add_quote(pack, text, kind, deed=deed, **more)
    others = [source for source in quoted_in if source.strip().upper() != quoted.source]
    return quoted, [_keep_repeat(pack, quoted.handle, source, deed) for source in others]


def _keep_repeat(pack: Pack, handle: str, source: str, deed: str) -> str:
    """Keep where a source repeats the words of a quote; a quote that stands there already is taken."""
    with pack.change(NAME, deed=deed) as session:
        primary = find(session, handle, "quote")
        check, because = _there(session, primary.text, source)
        repeat = _same_place(session, check) or _repeat(session, primary, check)
        session.flush()
        known = select(Relation.id).where(
            Relation.from_id == primary.id, Relation.to_id == repeat.id, Relation.kind == "quoted-in"
        )
        if session.scalar(known) is None:
            relation = Relation(
                handle=next_handle(session, "relation"),
                from_id=primary.id, to_id=repeat.id, kind="quoted-in", because=because,
            )  # fmt: skip
            session.add(relation)
    return repeat.handle


def _there(session: Session, text: str, source: str) -> tuple[Check, str]:
    """Where a source has the words, best where it shows them as somebody's; and how it shows them."""
    index = PageIndex(page_words(session, source))
    check = index.check(text)
    judged = judge_places(session, check.occurrences)
    shown = next((n for n, one in enumerate(judged) if one.signs.quoted), 0)
    if check.grade == "ambiguous":
        check = index.check(text, occurrence=shown + 1)
    if not check.fragments:
        near = f" (page {check.nearest.place.page}: {check.nearest.sentence})" if check.nearest else ""
        raise BadInput(
            f"{source.strip().upper()} does not have these words{near}; quote what it has and relate the two."
        )
    told = judged[shown].signs.told
    return check, f"The words stand there {told}." if told else ""


def _same_place(session: Session, check: Check) -> Quote | None:
    """A quote of the pack that stands at the very place."""
    place = check.fragments[0].place
    source = find(session, place.source, "source")
    for quote in session.scalars(select(Quote).where(Quote.source_id == source.id)):
        first, last = quote.anchors[0], quote.anchors[-1]
        end = check.fragments[-1].place
        if (first.rendition_sha256, first.page, first.start) == (
            place.rendition,
            place.page,
            place.start,
        ) and (
            last.page,
            last.end,
        ) == (end.page, end.end):
            return quote
    return None


def _repeat(session: Session, primary: Quote, check: Check) -> Quote:
    """The quote of the source that repeats the words; where capitals differ, it has the page's own."""
    words, grade = primary.text, check.grade
    if grade == "words":
        words, grade = check.page_words, "equivalent"
    source = check.fragments[0].place.source
    speaker = primary.speaker or primary.source.author
    quote = new_quote(session, source, primary.kind, words, grade, speaker, primary.role, "", "")
    quote.date = primary.date
    set_anchors(session, quote, check)
    return quote
