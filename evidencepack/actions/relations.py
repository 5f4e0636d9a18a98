"""Relations: what one quote does to another, why, and how far the two speak of the same."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.errors import BadInput
from evidencepack.model.tables import RELATION_KINDS, SAMENESS, Quote, Relation
from evidencepack.model.words import one_line
from evidencepack.store.handles import find, next_handle
from evidencepack.store.pack import Pack

COMPARED = ("same_subject", "same_data", "same_period")


def add_relation(
    pack: Pack,
    from_quote: str,
    kind: str,
    to_quote: str,
    *,
    because: str = "",
    same: dict[str, str] | None = None,
    handle: str = "",
) -> str:
    """Relate one quote to another.

    Args:
        pack: The pack.
        from_quote: The handle of the quote that does something, usually evidence.
        kind: ``contradicts``, ``supports``, ``qualifies``, ``supersedes``, ``answers`` or ``quoted-in``.
        to_quote: The handle of the quote it is done to, usually a claim.
        because: The reason, in one line.
        same: Whether ``same_subject``, ``same_data`` and ``same_period``: yes, no, in part, unknown.
        handle: A handle from a recipe, else the next one is given.

    Returns:
        The relation's handle.

    Raises:
        BadInput: Not a kind of relation, a quote related to itself, or related like this already.
        NotFound: No such quote.
    """
    kind = check_kind(kind)
    compared = {_check_compared(name): check_sameness(value) for name, value in (same or {}).items()}
    with pack.change("Relate quotes") as session:
        start, end = find(session, from_quote, "quote"), find(session, to_quote, "quote")
        relation = Relation(
            handle=handle or next_handle(session, "relation"),
            from_id=start.id,
            to_id=end.id,
            kind=kind,
            because=one_line(because),
            **compared,
        )
        refuse_twin(session, relation)
        session.add(relation)
    return relation.handle


def refuse_twin(session: Session, relation: Relation) -> None:
    """Refuse a relation of a quote to itself, or one that is there already.

    Raises:
        BadInput: It is either.
    """
    start, end = session.get_one(Quote, relation.from_id), session.get_one(Quote, relation.to_id)
    if start is end:
        raise BadInput(f"{start.handle} cannot be related to itself.")
    there = session.scalar(
        select(Relation.handle).where(
            Relation.from_id == start.id,
            Relation.to_id == end.id,
            Relation.kind == relation.kind,
            Relation.handle != relation.handle,
        )
    )
    if there:
        verb = "is already quoted in" if relation.kind == "quoted-in" else f"already {relation.kind}"
        raise BadInput(f"{start.handle} {verb} {end.handle} ({there}); change that relation instead.")


def check_kind(kind: str) -> str:
    """A kind of relation as stored; “quoted in” is understood too.

    Raises:
        BadInput: Not a kind of relation.
    """
    known = kind.strip().lower().replace(" ", "-")
    if known not in RELATION_KINDS:
        raise BadInput(f"“{kind}” is not a relation; it is one of {', '.join(RELATION_KINDS)}.")
    return known


def _check_compared(name: str) -> str:
    if name not in COMPARED:
        raise BadInput(f"“{name}” cannot be compared; {', '.join(COMPARED)} can.")
    return name


def check_sameness(value: str) -> str:
    """Whether two quotes speak of the same: yes, no, in part or unknown.

    Raises:
        BadInput: Another word.
    """
    known = value.strip().lower()
    if known not in SAMENESS:
        raise BadInput(f"“{value}” will not do; say {', '.join(SAMENESS)}.")
    return known
