"""Entries of the chronology: a date as typed, a neutral sentence, the quotes it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from evidencepack.actions.order import last_position
from evidencepack.errors import BadInput
from evidencepack.model.dates import FuzzyDate, read_date
from evidencepack.model.tables import ENTRY_STATUSES, Entry, EntryQuote
from evidencepack.model.words import one_line, storable
from evidencepack.store.handles import find, next_handle
from evidencepack.store.pack import Pack


def add_entry(
    pack: Pack, *, date: str, text: str, quotes: Sequence[str] = (), status: str = "", handle: str = ""
) -> str:
    """Add an entry.

    Args:
        pack: The pack.
        date: As typed: ``10 October 2016``, ``July 2016``, ``about 1998``; empty for an undated entry.
        text: What happened, in one neutral sentence.
        quotes: Handles of the quotes it rests on.
        status: ``agreed``, ``disputed-by-us`` and so on, or empty.
        handle: A handle from a recipe, else the next one is given.

    Returns:
        The entry's handle.

    Raises:
        BadInput: The date is impossible or not understood, or there is no text.
        NotFound: No such quote.
    """
    understood = read_entry_date(date)
    words = storable(text).strip()
    if not words:
        raise BadInput("An entry needs a sentence that says what happened.")
    with pack.change("Add entry") as session:
        entry = Entry(
            handle=handle or next_handle(session, "entry"),
            text=words,
            position=last_position(session, Entry.position),
        )
        entry.date = understood
        set_status(entry, status)
        session.add(entry)
        session.flush()
        set_entry_quotes(session, entry, quotes)
    return entry.handle


def read_entry_date(date: str) -> FuzzyDate | None:
    """Read an entry's date; nothing typed means undated.

    Raises:
        BadInput: Impossible or not understood.
    """
    return read_date(one_line(date)) if date.strip() else None


def set_status(entry: Entry, status: str) -> None:
    """Set an entry's status.

    Raises:
        BadInput: Not one of the statuses.
    """
    if status and status not in ENTRY_STATUSES:
        raise BadInput(f"“{status}” is not a status; it is one of {', '.join(ENTRY_STATUSES)}.")
    entry.status = status


def set_entry_quotes(session: Session, entry: Entry, quotes: Sequence[str]) -> None:
    """Make an entry rest on these quotes, in this order.

    Raises:
        NotFound: No such quote.
    """
    wanted = list(dict.fromkeys(find(session, handle, "quote").id for handle in quotes))
    kept = {link.quote_id: link for link in entry.quote_links}
    for quote_id, link in kept.items():
        if quote_id not in wanted:
            entry.quote_links.remove(link)
    for n, quote_id in enumerate(wanted):
        if quote_id in kept:
            kept[quote_id].n = n
        else:
            entry.quote_links.append(EntryQuote(quote_id=quote_id, n=n))
    session.flush()
