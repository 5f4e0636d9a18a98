"""Moving and removing any item by its handle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.actions.order import place_after
from evidencepack.errors import BadInput
from evidencepack.model.tables import HANDLE_PREFIXES, Entry, Paragraph, Section
from evidencepack.store.handles import find
from evidencepack.store.pack import Pack

_NOUNS = {prefix: noun for noun, prefix in HANDLE_PREFIXES.items()}


def move_item(pack: Pack, handle: str, after: str) -> str:
    """Put an annex, section, paragraph or entry right after another one.

    Args:
        pack: The pack.
        handle: What to move.
        after: What it follows; ``first`` puts it first. A paragraph may follow one of another section, or a
            section itself: then it becomes the first there. Entries are moved only within their day.

    Returns:
        The handle of what was moved.

    Raises:
        BadInput: Another kind of item, or entries of different days.
        NotFound: No such item.
    """
    with pack.change(f"Move {_noun(handle)}") as session:
        item: Any = find(session, handle, "annex", "section", "paragraph", "entry")
        target: Any = None if after.strip().lower() == "first" else find(session, after)
        if target is item:
            raise BadInput(f"{item.handle} cannot follow itself.")
        if isinstance(item, Paragraph):
            _move_paragraph(session, item, target)
        elif isinstance(item, Entry):
            _move_entry(session, item, target)
        else:
            if target is not None and type(target) is not type(item):
                raise BadInput(f"{item.handle} can only follow another {_noun(item.handle)}.")
            place_after(item, target, session.scalars(select(type(item))).all())
    return str(item.handle)


def _move_paragraph(session: Session, item: Paragraph, target: Any) -> None:
    if isinstance(target, Paragraph):
        home, before = target.section_id, target
    elif isinstance(target, Section):
        home, before = target.id, None
    elif target is None:
        home, before = item.section_id, None
    else:
        raise BadInput(f"{item.handle} can only follow a paragraph or a section.")
    others = list(session.scalars(select(Paragraph).where(Paragraph.section_id == home)))
    item.section_id = home
    place_after(item, before, others)


def _move_entry(session: Session, item: Entry, target: Any) -> None:
    if target is not None and not isinstance(target, Entry):
        raise BadInput(f"{item.handle} can only follow another entry.")
    if target is not None and target.date_edtf != item.date_edtf:
        raise BadInput(
            f"{item.handle} and {target.handle} have different dates; entries stand in the order of their "
            "dates and can be moved only among those of the same date."
        )
    same = session.scalars(select(Entry).where(Entry.date_edtf == item.date_edtf)).all()
    place_after(item, target, same)


def remove_item(pack: Pack, *handles: str) -> str:
    """Remove items, with what rests on them alone: a source takes its quotes and annexes along.

    Args:
        pack: The pack.
        handles: What to remove; several are one deed, undone at once.

    Returns:
        The handles of what was removed, with commas between; they are not given again.

    Raises:
        BadInput: Nothing was named.
        NotFound: No such item; nothing is removed then.
    """
    if not handles:
        raise BadInput("Name at least one item to remove, such as E3.")
    with pack.change(f"Remove {_counted(handles)}") as session:
        items = {item.handle: item for item in (find(session, handle) for handle in handles)}
        for item in items.values():
            session.delete(item)
    return ", ".join(items)


def _counted(handles: Sequence[str]) -> str:
    """What the history calls several items: ``entry``, ``3 entries``, ``4 items``."""
    nouns = {_noun(handle) for handle in handles}
    if len(handles) == 1:
        return nouns.pop()
    noun = nouns.pop() if len(nouns) == 1 else "item"
    plural = {"entry": "entries", "annex": "annexes"}.get(noun, f"{noun}s")
    return f"{len(handles)} {plural}"


def _noun(handle: str) -> str:
    return _NOUNS.get(handle.strip()[:1].upper(), "item")
