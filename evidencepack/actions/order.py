"""The person's own order of annexes, sections, paragraphs and entries of one day: positions with gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from evidencepack.store.handles import handle_number

STEP = 1 << 20


class Placed(Protocol):
    """An item with a place among others."""

    handle: str
    position: int


P = TypeVar("P", bound=Placed)


def in_order(items: Iterable[P]) -> list[P]:
    """Items as they stand."""
    return sorted(items, key=lambda item: (item.position, handle_number(item.handle)))


def last_position(session: Session, position: InstrumentedAttribute[int], *among: ColumnElement[bool]) -> int:
    """A position after all others.

    Args:
        session: A session of the pack.
        position: The column that holds the positions: ``Entry.position``.
        among: Which rows count; all when left out.
    """
    last = session.scalar(select(func.max(position)).where(*among))
    return (last or 0) + STEP


def place_after(item: Placed, after: Placed | None, others: Sequence[Placed]) -> None:
    """Put an item right after another, or first of all; others are moved only when no gap is left.

    Args:
        item: The item to move.
        after: The item it follows; None puts it first.
        others: All the items it stands among; may include itself.
    """
    row = [other for other in in_order(others) if other is not item]
    index = row.index(after) + 1 if after is not None else 0
    before = row[index - 1].position if index else 0
    behind = row[index].position if index < len(row) else before + 2 * STEP
    if behind - before >= 2:
        item.position = (before + behind) // 2
        return
    row.insert(index, item)
    for n, other in enumerate(row, start=1):
        other.position = n * STEP
