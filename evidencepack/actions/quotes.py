"""Quotes: verbatim words tagged claim or evidence, checked against the page before they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.actions.anchors import page_words, rectangles, set_anchors
from evidencepack.actions.elisions import as_findings, doubts_about
from evidencepack.actions.reading_copies import ReadingCopies
from evidencepack.actions.selected import check_at
from evidencepack.actions.standings import judge_places, preferred
from evidencepack.errors import BadInput, QuoteNotStored
from evidencepack.model.date_years import read_date_beside
from evidencepack.model.dates import FuzzyDate
from evidencepack.model.findings import Finding
from evidencepack.model.tables import (
    PICTURE,
    QUOTE_KINDS,
    Quote,
    QuoteTopic,
    Source,
    Topic,
)
from evidencepack.model.words import one_line, storable
from evidencepack.quoting.elision import emphasis_note
from evidencepack.quoting.finding import Check, check_quote
from evidencepack.quoting.grading import same_words
from evidencepack.quoting.second_hand import Standing
from evidencepack.settings import person
from evidencepack.store.handles import find, next_handle
from evidencepack.store.pack import Pack, now
from evidencepack.submission.citations import source_date

_MOST_JUDGED = 100  # places that are looked at for who has the words at first hand


@dataclass(frozen=True)
class Quoted:
    """What became of a quotation: the check, and the quote's handle if it was stored.

    Attributes:
        check: The check.
        handle: The quote's handle, or empty.
        source: Its source's handle, or the one that was named.
        left_out: What it leaves out that wants a reason, or has one.
        judged: What each of the places is among all, primary or second-hand.
    """

    check: Check
    handle: str
    source: str
    left_out: tuple[Finding, ...] = ()
    judged: tuple[Standing, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The answer as plain data."""
        check = self.check
        place = check.fragments[0].place if check.fragments else None
        return {
            "quote": self.handle or None,
            "source": place.source if place else self.source or None,
            "page": place.page if place else None,
            "label": place.label if place else None,
            "match": check.grade,
            "occurrences": len(check.occurrences),
            "places": [
                {
                    "occurrence": n,
                    "source": spot.source,
                    "page": spot.page,
                    "before": spot.prefix,
                    "text": spot.exact,
                    "after": spot.suffix,
                    **self._standing(n),
                }
                for n, spot in enumerate(check.occurrences, start=1)
            ],
            "fragments": [
                {
                    "page": fragment.place.page,
                    "text": fragment.place.exact,
                    "match": fragment.grade,
                    "start": fragment.place.start,
                    "end": fragment.place.end,
                }
                for fragment in check.fragments
            ],
            "omitted": list(check.omitted),
            "inserted": list(check.inserted),
            "nearest": _nearest(check),
            "findings": [finding.as_json() for finding in (*_notes(check, self.handle), *self.left_out)],
        }

    def _standing(self, occurrence: int) -> dict[str, Any]:
        """What one of the places is among all."""
        if occurrence > len(self.judged):
            return {"second_hand": None, "reason": ""}
        one = self.judged[occurrence - 1]
        return {"second_hand": one.second_hand, "reason": one.reason}


def _nearest(check: Check) -> dict[str, Any] | None:
    """The passage that comes nearest to words that cannot be kept as they are, and how it differs."""
    if check.nearest is not None:
        place, difference = check.nearest.place, check.nearest.sentence
    elif check.grade == "words":
        place, difference = check.fragments[0].place, _other_signs(check)
    else:
        return None
    return {"source": place.source, "page": place.page, "text": place.exact, "difference": difference}


def _other_signs(check: Check) -> str:
    """Which words of the page have other capitals or punctuation: what the page has and what is quoted."""
    pairs: list[tuple[str, str]] = []
    for fragment in check.fragments:
        ours, theirs = fragment.written.split(), fragment.place.exact.split()
        if len(ours) != len(theirs):
            pairs.append((" ".join(theirs), " ".join(ours)))
        else:
            pairs += [
                (there, here)
                for here, there in zip(ours, theirs, strict=True)
                if same_words(here, there) in (None, "words")
            ]
    return "; ".join(f"the page has “{there}”, the quotation “{here}”" for there, here in pairs[:5])


def _notes(check: Check, handle: str) -> list[Finding]:
    return [Finding("quote-note", "info", handle or "quote", note) for note in check.notes]


def add_quote(
    pack: Pack,
    text: str,
    kind: str,
    *,
    source: str = "",
    page: int | None = None,
    occurrence: int | None = None,
    start: int | None = None,
    speaker: str = "",
    role: str = "",
    date: str = "",
    topics: Sequence[str] = (),
    note: str = "",
    emphasis: str = "",
    accept_words: str = "",
    elision_because: str = "",
    handle: str = "",
    copies: ReadingCopies | None = None,
    deed: str | None = None,
) -> Quoted:
    """Check a quotation against the pages and keep it if it is true.

    Where it stands in several sources, and all but one plainly repeat it, the primary is meant.

    Args:
        pack: The pack.
        text: The words; ``[…]`` where something is left out, ``[words]`` where some are put in. A note at the
            end that emphasis was added is recorded apart.
        kind: ``claim`` or ``evidence``.
        source: The handle of the source; all sources are searched when left out.
        page: The page, from 1, if the words stand on several.
        occurrence: Which of the places, from 1, if they stand there several times.
        start: Where on ``page`` of ``source`` the words begin, as a code point of its stored text, when they
            were selected there: exactly this place is meant, however often the words stand elsewhere.
        speaker: Whose words they are.
        role: The speaker's role.
        date: When they were said, as typed.
        topics: Subjects to file it under.
        note: A private note; never exported.
        emphasis: Such as ``emphasis added``.
        accept_words: The reason to accept a difference in capitals or punctuation, or a figure that is cut.
        elision_because: The reason why what is left out may be left out.
        handle: A handle from a recipe, else the next one is given.
        copies: Open reading copies, if the caller has them.
        deed: The deed this belongs to, if it is part of one.

    Returns:
        The check and the new handle.

    Raises:
        QuoteNotStored: Altered, ambiguous or missing; ``details`` has the whole answer.
        BadInput: An impossible date or kind, or no words.
        NotFound: No such source.
    """
    kind = check_quote_kind(kind)
    words = storable(text).strip()
    if not words:
        raise BadInput("A quotation needs words.")
    with pack.reading() as session:
        pages = page_words(session, source)
        if start is not None and page is not None and source:
            check = check_at(words, pages, page, start)
        else:
            check = check_quote(words, pages, page=page, occurrence=occurrence)
        judged = judge_places(session, check.occurrences[:_MOST_JUDGED])
        if occurrence is None and (number := preferred(judged, check)):
            check = check_quote(words, pages, page=page, occurrence=number)
    if check.inserted:
        words, noted = emphasis_note(words)
        emphasis = emphasis or noted
    refuse_untrue(check, source, accept_words, judged)
    first = check.fragments[0].place
    boxes = rectangles(pack, check, copies)
    with pack.change("Tag quote", deed=deed) as session:
        quote = new_quote(session, first.source, kind, words, check.grade, speaker, role, note, handle)
        quote.accepted = one_line(accept_words) if check.grade == "words" else ""
        quote.emphasis = one_line(emphasis)
        quote.elision_because = one_line(elision_because)
        quote.date = read_quote_date(find(session, first.source, "source"), date)
        set_anchors(session, quote, check, boxes)
        session.flush()
        set_topics(session, quote, topics)
    left_out = as_findings(doubts_about(check, pages), quote.handle, quote.elision_because)
    return Quoted(check, quote.handle, first.source, tuple(left_out), tuple(judged))


def read_quote_date(source: Source, date: str) -> FuzzyDate | None:
    """When words were said, as typed; nothing typed is no date. A year left out is the source's own.

    Raises:
        BadInput: It cannot be read as a date, or its year is not known.
    """
    words = one_line(date)
    return read_date_beside(words, source_date(source)) if words else None


def check_quote_kind(kind: str) -> str:
    """``claim`` or ``evidence``, as typed.

    Raises:
        BadInput: It is neither.
    """
    known = one_line(kind).lower()
    if known not in QUOTE_KINDS:
        raise BadInput(f"A quote is tagged claim or evidence, not “{known}”.")
    return known


def new_quote(
    session: Session,
    source: str,
    kind: str,
    words: str,
    grade: str,
    speaker: str,
    role: str,
    note: str,
    handle: str,
) -> Quote:
    """A quote that was checked just now, in the session but not yet sent; its anchors are to follow."""
    quote = Quote(
        handle=handle or next_handle(session, "quote"),
        source_id=find(session, source, "source").id,
        kind=kind,
        text=words,
        grade=grade,
        speaker=one_line(speaker),
        role=one_line(role),
        note=storable(note),
        checked_at=now(),
        checked_by=person(),
    )
    session.add(quote)
    return quote


def refuse_untrue(check: Check, source: str, accept_words: str, judged: Sequence[Standing] = ()) -> None:
    """Refuse a quotation that does not stand where it should.

    Args:
        check: Its check.
        source: The handle of the source that was searched; empty if all were.
        accept_words: The reason to accept a difference in capitals or punctuation.
        judged: What each of its places is, primary or second-hand.

    Raises:
        QuoteNotStored: Altered, ambiguous or missing; ``details`` has the whole answer.
    """
    if check.grade in ("exact", "equivalent") or (check.grade == "words" and accept_words.strip()):
        return
    raise QuoteNotStored(
        _refusal(check, source), details=Quoted(check, "", source, judged=tuple(judged)).as_json()
    )


def _refusal(check: Check, source: str) -> str:
    """Why a quotation is not kept, in one sentence that shows what the source has."""
    where = source or "any source"
    nearest = _nearest(check)
    if nearest is None and check.occurrences:
        return _which(check)
    if nearest is None or (
        check.grade != "words" and not nearest["difference"]
    ):  # each piece stands there, but not in this order
        return f"These words do not stand in {where}: {_half(check.notes) or 'nothing like them was found'}."
    spot = f"{nearest['source']} page {nearest['page']} has “{' '.join(nearest['text'].split())}”"
    if check.grade == "words" and not nearest["difference"]:
        return f"It {_half(check.notes)}: {spot}; quote it as a whole, or accept the cut with “words”."
    if check.grade == "words":
        return (
            f"Only capitals or punctuation differ: {spot} ({nearest['difference']}); quote it as it stands, "
            "or accept the difference with “words”."
        )
    return f"These words do not stand in {where}; the nearest: {spot} ({nearest['difference']})."


def _which(check: Check) -> str:
    """Why words that do stand there are not kept: several places, or another than the one named."""
    places = check.occurrences
    if check.grade != "ambiguous" or len(places) == 1:
        return f"These words stand elsewhere than you say: {_half(check.notes)}."
    shown = "; ".join(
        f"{n}: {spot.source} page {spot.page}, “…{' '.join((spot.prefix[-25:] + spot.exact[:25]).split())}…”"
        for n, spot in enumerate(places[:8], start=1)
    )
    more = f"; and {len(places) - 8} more" if len(places) > 8 else ""
    return (
        f"These words stand in {len(places)} places ({shown}{more}); say which, by the page or by the number "
        "of the occurrence."
    )


def _half(notes: Sequence[str]) -> str:
    """Notes as half a sentence, to follow a colon."""
    words = "; ".join(note.rstrip(".") for note in notes)
    return words[:1].lower() + words[1:]


def set_topics(session: Session, quote: Quote, names: Sequence[str]) -> None:
    """File a quote under these topics; new ones are made."""
    wanted = list(dict.fromkeys(name for name in map(one_line, names) if name))
    kept = {link.topic.name: link for link in quote.topic_links}
    for name, link in kept.items():
        if name not in wanted:
            quote.topic_links.remove(link)
    for n, name in enumerate(wanted):
        if name in kept:
            kept[name].n = n
            continue
        topic = session.scalar(select(Topic).where(Topic.name == name)) or Topic(name=name)
        quote.topic_links.append(QuoteTopic(topic=topic, n=n))
    session.flush()


def restore_text(session: Session, quote: Quote, text: str) -> None:
    """Give a quote other words of the same source, checked like new ones.

    The rectangles of the new place are worked out when the quote is next drawn.

    The words of a region that is quoted as an image are what a person reads there: they are kept as typed.

    Raises:
        BadInput: A region without words.
        QuoteNotStored: The words do not stand there.
    """
    if quote.grade == PICTURE:
        quote.text = quote.anchors[0].written = transcription(text)
        quote.checked_at, quote.checked_by = now(), person()
        return
    source = quote.source.handle
    pages = {anchor.page for anchor in quote.anchors}
    words = text.strip()
    check = check_quote(words, page_words(session, source))
    if check.grade == "ambiguous" and len(pages) == 1:  # the same page is the likelier place
        check = check_quote(words, page_words(session, source), page=pages.pop())
    refuse_untrue(check, source, quote.accepted)
    set_anchors(session, quote, check)
    quote.compared_at = quote.compared_by = ""
    quote.text, quote.grade, quote.checked_at, quote.checked_by = words, check.grade, now(), person()


def transcription(typed: str) -> str:
    """What a person reads in a picture, as it is kept.

    Raises:
        BadInput: Nothing was typed.
    """
    words = storable(typed).strip()
    if not words:
        raise BadInput("Type what the picture says, or what it shows: a quotation needs words.")
    return words
