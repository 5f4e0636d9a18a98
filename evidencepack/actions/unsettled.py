"""Quotes that a newer version or a new reading of their source left to be worked through, one by one.

A quote that stands in an earlier version or reading copy of its source is sought again each time it is asked
for; one that moved is listed until somebody has looked at it. What a person keeps as it is, is noted with the
reason and listed again only when the quote, or what it is compared with, has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias, cast

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from evidencepack.actions.anchors import pages_of
from evidencepack.actions.requoting import PICTURE_STAYS
from evidencepack.model.tables import PICTURE, Acceptance, ImportReport, Quote, Source
from evidencepack.quoting.difference import Change
from evidencepack.quoting.elision import take_apart
from evidencepack.quoting.finding import Check, PageIndex
from evidencepack.quoting.folding import letters_of
from evidencepack.quoting.grading import WordGrade
from evidencepack.quoting.places import Place
from evidencepack.quoting.reanchoring import reanchor
from evidencepack.store.handles import handle_number
from evidencepack.store.pack import Pack
from evidencepack.submission.quoted_in import first_place

State: TypeAlias = Literal["same", "moved", "changed", "ambiguous", "lost"]
Why: TypeAlias = Literal["version", "copy", "moved"]
KEPT = "quote-kept-as-it-is"
_MOST_PLACES = 50


@dataclass(frozen=True)
class Unsettled:
    """A quote to be worked through.

    Attributes:
        quote: Its handle.
        outcome: What became of it: ``moved``, ``changed``, ``ambiguous``, ``lost``, or ``same``: it stands in
            the newer pages, but is not tied to them.
        why: ``version``: its source was replaced; ``copy``: its source was read anew; ``moved``: it was tied
            to the newer pages, elsewhere.
        text: Its words.
        source: The source that it stands in.
        page: The page where it stands there.
        target: The source to look in: the newest version.
        target_page: The page that comes nearest there; 0 if none does.
        told: What became of it, in a sentence.
        difference: Its words against those of the newer page, step by step; empty if there is no such page.
        proposed: The newer page's words, to be quoted instead; empty if there are none.
        places: Where it stands in the newer pages.
    """

    quote: str
    outcome: State
    why: Why
    text: str
    source: str
    page: int
    target: str
    target_page: int = 0
    told: str = ""
    difference: tuple[Change, ...] = ()
    proposed: str = ""
    places: tuple[Place, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The row as plain data."""
        row = asdict(self)
        row["difference"] = [step._asdict() for step in self.difference]
        row["places"] = [
            {"occurrence": n, "page": place.page, "before": place.prefix, "text": place.exact,
             "after": place.suffix}
            for n, place in enumerate(self.places, start=1)
        ]  # fmt: skip
        return row


@dataclass(frozen=True)
class Waiting:
    """A quote that waits, the source to look in, and why; of one that moved also what was told of it."""

    quote: Quote
    target: Source
    why: Why
    told: str = ""
    page_before: int = 0


def unsettled_quotes(pack: Pack, handles: Sequence[str] = ()) -> list[Unsettled]:
    """The quotes to be worked through, each sought again, in the order they were tagged.

    Args:
        pack: The pack.
        handles: Those that are wanted; all if none is named.
    """
    with pack.reading() as session:
        waiting = [one for one in waiting_quotes(session) if not handles or one.quote.handle in handles]
        indexes: dict[str, PageIndex] = {}
        found = []
        for one in waiting:
            if one.target.handle not in indexes:
                indexes[one.target.handle] = PageIndex(pages_of(session, one.target))
            found.append(_sought(session, one, indexes[one.target.handle]))
    return found


def waiting_quotes(
    session: Session, quotes: Iterable[Quote] | None = None, sources: Sequence[Source] | None = None
) -> list[Waiting]:
    """The quotes that wait to be worked through, in the order they were tagged; none is sought for it.

    Args:
        session: A session of the pack.
        quotes: Its quotes, if they are at hand.
        sources: Its sources, if they are at hand.
    """
    newer = newer_versions(sources if sources is not None else _sources(session))
    moved = _moved(session)
    kept = set(session.scalars(select(Acceptance.place).where(Acceptance.rule == KEPT)))
    found = []
    for quote in quotes if quotes is not None else _quotes(session):
        one = _why(quote, newest_version(quote.source, newer), moved.get(quote.handle))
        if one is not None and kept_as(one.quote, one.target) not in kept:
            found.append(one)
    return sorted(found, key=lambda one: handle_number(one.quote.handle))


def _quotes(session: Session) -> list[Quote]:
    return list(session.scalars(select(Quote).options(selectinload(Quote.anchors))))


def _sources(session: Session) -> list[Source]:
    return list(session.scalars(select(Source).options(selectinload(Source.renditions))))


def _why(quote: Quote, target: Source, moved: dict[str, Any] | None) -> Waiting | None:
    """Why a quote waits; None if it does not."""
    if target is not quote.source:
        return Waiting(quote, target, "version")
    if any(anchor.rendition_sha256 != target.rendition.sha256 for anchor in quote.anchors):
        return Waiting(quote, target, "copy")
    if moved and (moved["source"], moved["page"]) == (target.handle, quote.anchors[0].page):
        return Waiting(quote, target, "moved", moved["told"], moved["page_before"])
    return None


def newer_versions(sources: Iterable[Source]) -> dict[str | None, Source]:
    """The version that replaces a source, by the key of the one that is replaced."""
    return {source.replaces_id: source for source in sources if source.replaces_id}


def newest_version(source: Source, newer: Mapping[str | None, Source]) -> Source:
    """The last of a source's versions; the source itself if nothing replaces it."""
    seen = {source.id}
    while (after := newer.get(source.id)) is not None and after.id not in seen:
        seen.add(after.id)
        source = after
    return source


def _moved(session: Session) -> dict[str, dict[str, Any]]:
    """What the reports tell of quotes that went over to another page, the last word of each."""
    found: dict[str, dict[str, Any]] = {}
    for report in session.scalars(select(ImportReport).order_by(ImportReport.made_at)):
        for file in report.rows:
            for row in file.get("quotes", []):
                found[row["quote"]] = row
    return {handle: row for handle, row in found.items() if row["outcome"] == "moved"}


def kept_as(quote: Quote, target: Source) -> str:
    """What a note of keeping a quote is filed under: the quote as it is, and what it was compared with."""
    anchors = [(anchor.rendition_sha256, anchor.page, anchor.start) for anchor in quote.anchors]
    facts = repr((quote.text, anchors, target.handle, target.rendition.sha256))
    return f"{quote.handle} {hashlib.sha256(facts.encode()).hexdigest()[:16]}"


def _sought(session: Session, one: Waiting, index: PageIndex) -> Unsettled:
    """One quote against the newer pages."""
    quote, target = one.quote, one.target.handle
    page = one.page_before or quote.anchors[0].page
    known: dict[str, Any] = {
        "quote": quote.handle, "why": one.why, "text": quote.text, "source": quote.source.handle,
        "page": page, "target": target,
    }  # fmt: skip
    if one.why == "moved":
        here = quote.anchors[0].page
        earlier = session.get(Source, one.target.replaces_id) if one.target.replaces_id else None
        known["source"] = earlier.handle if earlier else target
        same = (Change("same", quote.text, " ".join(a.exact for a in quote.anchors)),)
        return Unsettled(
            outcome="moved", target_page=here, told=one.told, difference=same, places=(first_place(quote),),
            **known,
        )  # fmt: skip
    if quote.grade == PICTURE:
        return Unsettled(outcome="lost", told=PICTURE_STAYS, **known)
    found = reanchor(quote.text, cast(WordGrade, quote.grade), first_place(quote), index)
    check = found.check
    places = check.occurrences[:_MOST_PLACES]
    near, proposed = 0, ""
    difference: tuple[Change, ...] = ()
    if check.nearest is not None and check.nearest.is_altered:
        near, difference = check.nearest.place.page, check.nearest.difference
        proposed = _proposed(quote.text, check)
    elif places:
        near = check.fragments[0].place.page if check.fragments else places[0].page
        proposed = check.page_words if check.grade == "words" else quote.text
        difference = _beside(quote.text, check) if check.fragments else ()
    told = found.told or _TOLD[found.outcome].format(target=target, page=near)
    return Unsettled(
        outcome=found.outcome, target_page=near, told=told, difference=difference, proposed=proposed,
        places=places, **known,
    )  # fmt: skip


_TOLD = {
    "same": "The same words stand on page {page} of {target}.",
    "moved": "The same words stand on page {page} of {target}.",
    "changed": "Page {page} of {target} has something like it.",
    "ambiguous": "It stands in several places of {target}.",
    "lost": "Nothing like it was found in {target}.",
}


def _proposed(text: str, check: Check) -> str:
    """The quotation with the newer page's words in place of those that are no longer there."""
    near = check.nearest
    if near is None:
        return ""
    words = " ".join(near.text.split())
    pieces = take_apart(text).words
    if len(pieces) == 1:
        return words
    written = letters_of("".join(step.written for step in near.difference))
    changed = [piece for piece in pieces if letters_of(piece) == written]
    return text.replace(changed[0], words) if changed else ""


def _beside(text: str, check: Check) -> tuple[Change, ...]:
    """A quotation that stands there, beside the page's own words."""
    theirs = check.page_words
    ours = " ".join(text.split())
    if check.grade != "words":
        return (Change("same", ours, theirs),)
    pairs = list(zip(ours.split(), theirs.split(), strict=False))
    if len(ours.split()) != len(theirs.split()):
        return (Change("punctuation", ours, theirs),)
    return tuple(Change("same" if one == other else "punctuation", one, other) for one, other in pairs)


def kept_because(session: Session, quotes: Iterable[Quote], sources: Sequence[Source]) -> dict[str, str]:
    """Why quotes are kept with an earlier version or copy, by handle, as far as that still holds."""
    notes = session.scalars(select(Acceptance).where(Acceptance.rule == KEPT))
    reasons = {note.place: note.because for note in notes}
    newer = newer_versions(sources) if reasons else {}
    found = {}
    for quote in quotes if reasons else ():
        place = kept_as(quote, newest_version(quote.source, newer))
        if place in reasons:
            found[quote.handle] = reasons[place]
    return found
