"""Handles: what people call an item. S1 a source, Q1 a quote; given once and never reused."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from evidencepack.errors import NotFound
from evidencepack.model.tables import BY_HANDLE, HANDLE_PREFIXES, Base, HandleCounter

HANDLE = re.compile(r"([SQREPTA])([1-9]\d{0,8})\Z")
_NAMES = {prefix: name for name, prefix in HANDLE_PREFIXES.items()}


def next_handle(session: Session, noun: str) -> str:
    """Give the next handle of a noun: ``next_handle(session, "quote")`` is ``Q1``, then ``Q2``."""
    prefix = HANDLE_PREFIXES[noun]
    given = insert(HandleCounter).values(prefix=prefix, last=1)
    given = given.on_conflict_do_update(
        index_elements=[HandleCounter.prefix], set_={"last": HandleCounter.last + 1}
    )
    number = session.scalar(given.returning(HandleCounter.last))
    return f"{prefix}{number}"


def reserve_handle(session: Session, handle: str) -> None:
    """Take a handle that a recipe names, so that it is never given again."""
    prefix, number = handle[0], int(handle[1:])
    taken = insert(HandleCounter).values(prefix=prefix, last=number)
    session.execute(
        taken.on_conflict_do_update(
            index_elements=[HandleCounter.prefix],
            set_={"last": number},
            where=HandleCounter.last < number,
        )
    )


def find(session: Session, handle: str, *nouns: str) -> Any:
    """Find an item by its handle.

    Args:
        session: A session of the pack.
        handle: Such as ``Q1``; case does not matter.
        nouns: What it may be; anything when left out.

    Raises:
        NotFound: No such item, or an item of another kind.
    """
    match = HANDLE.match(handle.strip().upper())
    expected = " or ".join(nouns) or "item"
    if match is None:
        raise NotFound(
            f"“{handle}” is not a handle; the handle of a {expected} looks like "
            f"{HANDLE_PREFIXES.get(nouns[0], 'S') if nouns else 'S'}1."
        )
    noun = _NAMES[match[1]]
    if nouns and noun not in nouns:
        raise NotFound(f"{match[0]} is a {noun}, but a {expected} is needed here.")
    item = session.scalar(select(BY_HANDLE[match[1]]).where(_handle_of(BY_HANDLE[match[1]]) == match[0]))
    if item is None:
        raise NotFound(f"There is no {noun} {match[0]} in this pack.")
    return item


def _handle_of(table: type[Base]) -> Any:
    return table.__table__.c.handle


def handle_number(handle: str) -> int:
    """The number in a handle, to sort by: 12 for ``Q12``."""
    return int(handle[1:])
