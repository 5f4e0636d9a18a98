"""Sections and paragraphs of the submission."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.actions.order import in_order, last_position, place_after
from evidencepack.errors import BadInput
from evidencepack.model.tables import SECTION_KINDS, Paragraph, Section
from evidencepack.model.words import one_line, storable
from evidencepack.store.handles import HANDLE, find, next_handle
from evidencepack.store.pack import Pack

_ALIASES = {
    "body": "paragraphs",
    "text": "paragraphs",
    "argument": "paragraphs",
    "paragraph": "paragraphs",
    "recommendation": "recommendations",
    "claim": "claims",
    "annex": "annexes",
    "matter": "details",
    "proof": "proof-sheet",
    "proof sheet": "proof-sheet",
}


def check_section_kind(kind: str) -> str:
    """A kind of section as stored.

    Raises:
        BadInput: Not a kind of section.
    """
    known = kind.strip().lower()
    known = _ALIASES.get(known, known)
    if known not in SECTION_KINDS:
        raise BadInput(f"“{kind}” is not a kind of section; it is one of {', '.join(SECTION_KINDS)}.")
    return known


def add_section(pack: Pack, kind: str, *, title: str = "", after: str = "", handle: str = "") -> str:
    """Add a section.

    Args:
        pack: The pack.
        kind: What is printed in it: ``paragraphs``, ``chronology`` and so on.
        title: Its heading, else the usual one of its kind.
        after: The handle of the section it follows, else it comes last.
        handle: A handle from a recipe, else the next one is given.

    Returns:
        The section's handle.
    """
    kind = check_section_kind(kind)
    with pack.change("Add section") as session:
        section = Section(
            handle=handle or next_handle(session, "section"),
            kind=kind,
            title=one_line(title),
            position=last_position(session, Section.position),
        )
        session.add(section)
        if after:
            others = list(session.scalars(select(Section)))
            place_after(section, find(session, after, "section"), others)
    return section.handle


def add_paragraph(
    pack: Pack, section: str, text: str, *, level: int = 1, after: str = "", handle: str = ""
) -> str:
    """Add a paragraph.

    Args:
        pack: The pack.
        section: The handle of its section, or a kind: then the first section of that kind.
        text: Its words; may hold references such as ``@Q1``.
        level: 1 to 4.
        after: The handle of the paragraph it follows, else it comes last in its section.
        handle: A handle from a recipe, else the next one is given.

    Returns:
        The paragraph's handle.

    Raises:
        BadInput: No words, or an impossible level.
        NotFound: No such section or paragraph.
    """
    words = storable(text).strip()
    if not words:
        raise BadInput("A paragraph needs words.")
    check_level(level)
    with pack.change("Add paragraph") as session:
        home = _section(session, section)
        same_section = Paragraph.section_id == home.id
        paragraph = Paragraph(
            handle=handle or next_handle(session, "paragraph"),
            section_id=home.id,
            level=level,
            text=words,
            position=last_position(session, Paragraph.position, same_section),
        )
        session.add(paragraph)
        if after:
            before = find(session, after, "paragraph")
            if before.section_id != home.id:
                raise BadInput(f"{before.handle} stands in another section than {home.handle}.")
            place_after(paragraph, before, list(session.scalars(select(Paragraph).where(same_section))))
    return paragraph.handle


def check_level(level: int) -> int:
    """A paragraph's level.

    Raises:
        BadInput: Not 1 to 4.
    """
    if level not in (1, 2, 3, 4):
        raise BadInput("A paragraph's level is 1, 2, 3 or 4.")
    return level


def _section(session: Session, named: str) -> Section:
    """A section by handle, or the first of a kind; one that is missing is added at its usual place."""
    if HANDLE.match(named.strip().upper()):
        section: Section = find(session, named, "section")
        return section
    kind = check_section_kind(named)
    for there in in_order(session.scalars(select(Section).where(Section.kind == kind))):
        return there
    last = last_position(session, Section.position)
    section = Section(handle=next_handle(session, "section"), kind=kind, position=last)
    session.add(section)
    session.flush()
    return section
