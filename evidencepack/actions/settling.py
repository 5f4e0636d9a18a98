"""Working through the quotes that a newer version or a new reading left: quote what it has, or keep them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.actions.anchors import pages_of, set_anchors
from evidencepack.actions.quotes import refuse_untrue
from evidencepack.actions.unsettled import (
    KEPT,
    Waiting,
    kept_as,
    newer_versions,
    newest_version,
    waiting_quotes,
)
from evidencepack.errors import BadInput
from evidencepack.model.tables import PICTURE, Acceptance, Quote, Source
from evidencepack.model.words import one_line, storable
from evidencepack.quoting.finding import PageIndex
from evidencepack.settings import person
from evidencepack.store.handles import find
from evidencepack.store.pack import Pack, now


def quote_newer(
    pack: Pack,
    handle: str,
    *,
    target: str = "",
    text: str = "",
    page: int | None = None,
    occurrence: int | None = None,
    accept_words: str = "",
) -> str:
    """Quote words of another version of a quote's source, or of its present pages, instead.

    The quote keeps its handle, its relations and all that refers to it. The rectangles of the new place are
    worked out when it is next drawn.

    Args:
        pack: The pack.
        handle: The quote.
        target: The version; the newest if left out.
        text: Its words there; those of the quote if left out.
        page: The page, if they stand on several.
        occurrence: Which of the places is meant, from 1.
        accept_words: The reason to accept a difference in capitals or punctuation.

    Returns:
        The handle of the source that it stands in now.

    Raises:
        QuoteNotStored: The words do not stand there; nothing was changed.
        BadInput: The source is no version of the quote's, or the quote is a picture.
        NotFound: No such quote or source.
    """
    words = storable(text).strip()
    with pack.reading() as session:
        quote = find(session, handle, "quote")
        version = _version(session, quote, target)
        words = words or quote.text
        check = PageIndex(pages_of(session, version)).check(words, page=page, occurrence=occurrence)
    refuse_untrue(check, version.handle, accept_words)
    with pack.change(f"Quote {version.handle} instead") as session:
        quote = find(session, handle, "quote")
        set_anchors(session, quote, check)
        quote.source = find(session, version.handle, "source")
        quote.text, quote.grade = words, check.grade
        quote.accepted = one_line(accept_words) if check.grade == "words" else ""
        quote.checked_at, quote.checked_by = now(), person()
        quote.compared_at = quote.compared_by = ""
        session.flush()
        _note_seen(session, quote)
    return version.handle


def _note_seen(session: Session, quote: Quote) -> None:
    """A quote that was just tied by hand to the page where a report says that it moved to has been seen."""
    for one in waiting_quotes(session):
        if one.quote is quote and one.why == "moved":
            _note(session, one, "Quoted anew there.")


def _version(session: Session, quote: Quote, target: str) -> Source:
    """The version that is meant, which must be one of the quote's own document."""
    if quote.grade == PICTURE:
        raise BadInput(
            f"{quote.handle} is a picture of a page; draw round the part of the newer page instead."
        )
    newer = newer_versions(session.scalars(select(Source)))
    newest = newest_version(quote.source, newer)
    if not target.strip():
        return newest
    version: Source = find(session, target, "source")
    if newest_version(version, newer) is not newest:
        raise BadInput(
            f"{version.handle} is no version of {quote.source.handle}, where {quote.handle} stands; "
            f"quote {version.handle} anew instead."
        )
    return version


def keep_as_it_is(pack: Pack, handle: str, *, because: str = "") -> None:
    """Keep a quote where it stands: it is not listed again until something changes.

    Args:
        pack: The pack.
        handle: The quote.
        because: The reason, in one line.

    Raises:
        BadInput: It does not wait for anything.
        NotFound: No such quote.
    """
    with pack.change("Keep as it is") as session:
        quote = find(session, handle, "quote")
        one = next((each for each in waiting_quotes(session) if each.quote is quote), None)
        if one is None:
            raise BadInput(
                f"{quote.handle} stands in the present pages of its source; there is nothing to keep."
            )
        _note(session, one, one_line(because) or "Kept as it is.")


def _note(session: Session, one: Waiting, because: str) -> None:
    session.add(
        Acceptance(
            rule=KEPT,
            place=kept_as(one.quote, one.target),
            because=because,
            accepted_by=person(),
            accepted_at=now(),
        )
    )
