"""Editing any field of any item: what may be set, and what is checked when it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.actions.annexes import check_annex_pages
from evidencepack.actions.entries import read_entry_date, set_entry_quotes, set_status
from evidencepack.actions.quotes import read_quote_date, restore_text, set_topics
from evidencepack.actions.relations import COMPARED, check_kind, check_sameness, refuse_twin
from evidencepack.actions.sections import check_level, check_section_kind
from evidencepack.errors import BadInput
from evidencepack.model.dates import read_date
from evidencepack.model.tables import (
    CITATION_STYLES,
    DATE_KINDS,
    QUOTE_KINDS,
    SOURCE_KINDS,
    Annex,
    Entry,
    Matter,
    Paragraph,
    Quote,
    Relation,
    Section,
    Source,
    SourceDate,
)
from evidencepack.model.words import one_line, storable
from evidencepack.quoting.mentions import normal_forms
from evidencepack.settings import person
from evidencepack.store.handles import find
from evidencepack.store.pack import Pack, now
from evidencepack.submission.profiles import load_profile

Setter = Callable[[Session, Any, str], None]


def set_fields(pack: Pack, handle: str, values: Mapping[str, str]) -> str:
    """Set fields of an item, or of the matter.

    Args:
        pack: The pack.
        handle: Such as ``Q1``, or ``matter``.
        values: The new values by field, as typed.

    Returns:
        The handle of what was changed, or ``matter``.

    Raises:
        BadInput: A field there is not, or a value it cannot have; nothing is changed then.
        NotFound: No such item.
        QuoteNotStored: The new words of a quote do not stand in its source.
    """
    of_matter = handle.strip().lower() == "matter"
    name = "matter" if of_matter else handle.strip().upper()
    with pack.change(f"Edit {name}") as session:
        item: Any = session.scalars(select(Matter)).one() if of_matter else find(session, handle)
        _set(session, item, name, values)
    return name


def set_fields_of(pack: Pack, handles: Sequence[str], values: Mapping[str, str]) -> str:
    """Set the same fields of several items, as one deed that is undone at once.

    Args:
        pack: The pack.
        handles: Such as ``S1`` and ``S2``.
        values: The new values by field, as typed.

    Returns:
        The handles of what was changed, with commas between.

    Raises:
        BadInput: Nothing was named, a field there is not, or a value it cannot have; nothing is changed then.
        NotFound: No such item; nothing is changed then.
        QuoteNotStored: The new words of a quote do not stand in its source.
    """
    names = list(dict.fromkeys(handle.strip().upper() for handle in handles))
    if not names:
        raise BadInput("Say what is to be changed: nothing was named.")
    if len(names) == 1:
        return set_fields(pack, names[0], values)
    with pack.change(f"Edit {', '.join(names)}") as session:
        for name in names:
            _set(session, find(session, name), name, values)
    return ", ".join(names)


def _set(session: Session, item: Any, name: str, values: Mapping[str, str]) -> None:
    """Set fields of one item."""
    setters = _SETTERS[type(item)]
    for key, value in values.items():
        field = key.strip().lower().replace("-", "_")
        if field not in setters:
            raise BadInput(f"{name} has no field “{key}”; it has {', '.join(sorted(setters))}.")
        setters[field](session, item, storable(value))
    with session.no_autoflush:  # the fields are looked at together, so that their order does not matter
        _check_together(session, item)


def _check_together(session: Session, item: Any) -> None:
    """What must be true of several fields at once."""
    if isinstance(item, Relation):
        refuse_twin(session, item)
    elif isinstance(item, Annex):
        check_annex_pages(item.source, item.pages)


def _line(field: str) -> Setter:
    def put(_: Session, item: Any, value: str) -> None:
        setattr(item, field, one_line(value))

    return put


def _text(field: str, *, needed: bool = False) -> Setter:
    def put(_: Session, item: Any, value: str) -> None:
        if needed and not value.strip():
            raise BadInput(f"The {field} of {item.handle} cannot be empty.")
        setattr(item, field, value.strip())

    return put


def _one_of(field: str, values: tuple[str, ...]) -> Setter:
    def put(_: Session, item: Any, value: str) -> None:
        known = value.strip().lower().replace(" ", "-")
        if known not in values:
            raise BadInput(f"“{value}” is not a {field}; it is one of {', '.join(values)}.")
        setattr(item, field, known)

    return put


def _is_yes(field: str, value: str) -> bool:
    known = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if value.strip().lower() not in known:
        raise BadInput(f"“{field}” is yes or no, not “{value}”.")
    return known[value.strip().lower()]


def _yes_no(field: str) -> Setter:
    def put(_: Session, item: Any, value: str) -> None:
        setattr(item, field, _is_yes(field, value))

    return put


def _profile(_: Session, item: Matter, value: str) -> None:
    item.profile = load_profile(one_line(value)).id


def _citation_style(_: Session, item: Matter, value: str) -> None:
    known = "-".join(value.lower().split())
    if known not in CITATION_STYLES:
        raise BadInput(f"“{value}” is no style of citation; it is one of {', '.join(CITATION_STYLES)}.")
    item.citation_style = known


def _matter_date(field: str) -> Setter:
    def put(_: Session, item: Matter, value: str) -> None:
        setattr(item, field, read_date(one_line(value)).shown if value.strip() else "")

    return put


def _date(_: Session, item: Any, value: str) -> None:
    item.date = read_entry_date(value)


def _quote_date(_: Session, item: Quote, value: str) -> None:
    item.date = read_quote_date(item.source, value)


def _source_date(kind: str) -> Setter:
    def put(session: Session, item: Source, value: str) -> None:
        there = next((dated for dated in item.dates if dated.kind == kind), None)
        if not value.strip():
            if there is not None:
                item.dates.remove(there)
                session.flush()
            return
        date = read_date(one_line(value))
        if there is None:
            there = SourceDate(kind=kind)
            item.dates.append(there)
        there.date = date

    return put


def _label_offset(_: Session, item: Source, value: str) -> None:
    typed = value.strip().replace("\N{MINUS SIGN}", "-") or "0"
    if not re.fullmatch(r"[-+]?[0-9]{1,6}", typed):
        raise BadInput(f"“{value}” is not a whole number of pages, such as 4 or -2.")
    item.label_offset = int(typed)


def _relation_kind(_: Session, item: Relation, value: str) -> None:
    item.kind = check_kind(value)


def _same(field: str) -> Setter:
    def put(_: Session, item: Relation, value: str) -> None:
        setattr(item, field, check_sameness(value))

    return put


def _related(field: str) -> Setter:
    def put(session: Session, item: Relation, value: str) -> None:
        with session.no_autoflush:
            setattr(item, field, find(session, value, "quote").id)

    return put


def _entry_quotes(session: Session, item: Entry, value: str) -> None:
    set_entry_quotes(session, item, value.replace(",", " ").split())


def _status(_: Session, item: Entry, value: str) -> None:
    set_status(item, one_line(value))


def _section_kind(_: Session, item: Section, value: str) -> None:
    item.kind = check_section_kind(value)


def _level(_: Session, item: Paragraph, value: str) -> None:
    item.level = check_level(int(value) if value.strip() in ("1", "2", "3", "4") else 0)


def _annex_pages(_: Session, item: Annex, value: str) -> None:
    item.pages = one_line(value)


def _annex_source(session: Session, item: Annex, value: str) -> None:
    with session.no_autoflush:
        item.source = find(session, value, "source")


def _compared(_: Session, item: Quote, value: str) -> None:
    """Note that a person compared words that OCR read with the picture, or take that back."""
    if all(anchor.ocr_confidence is None for anchor in item.anchors):
        raise BadInput(f"The words of {item.handle} were not read by OCR; there is nothing to compare.")
    item.compared_at, item.compared_by = (now(), person()) if _is_yes("compared", value) else ("", "")


def _authorities(_: Session, item: Quote, value: str) -> None:
    item.authorities = normal_forms(value)


def _add_authorities(_: Session, item: Quote, value: str) -> None:
    item.authorities = list(dict.fromkeys([*item.authorities, *normal_forms(value)]))


def _topics(session: Session, item: Quote, value: str) -> None:
    set_topics(session, item, value.split(","))


_MATTER_LINES = (
    "title",
    "committee",
    "inquiry",
    "terms_of_reference",
    "court",
    "claim_number",
    "parties",
    "submitter",
    "about",
    "witness",
    "signatory",
    "subject",
    "marking",
    "publication",
    "language",
)
_SETTERS: dict[type, dict[str, Setter]] = {
    Matter: {
        **{field: _line(field) for field in _MATTER_LINES},
        **{field: _matter_date(field) for field in ("date", "deadline", "hearing_date")},
        "profile": _profile,
        "citation_style": _citation_style,
        "note": _text("note"),
    },
    Source: {
        **{
            field: _line(field)
            for field in (
                "title",
                "author",
                "recipient",
                "reference",
                "url",
                "file_name",
                "exemptions",
                "internal_review",
            )
        },
        **{kind: _source_date(kind) for kind in DATE_KINDS},
        "kind": _one_of("kind", SOURCE_KINDS),
        "note": _text("note"),
        "label_offset": _label_offset,
    },
    Quote: {
        **{field: _line(field) for field in ("speaker", "role", "emphasis", "elision_because")},
        "kind": _one_of("kind", QUOTE_KINDS),
        "date": _quote_date,
        "note": _text("note"),
        "text": restore_text,
        "compared": _compared,
        "authorities": _authorities,
        "authority": _add_authorities,
        "topic": _topics,
        "topics": _topics,
    },
    Relation: {
        "kind": _relation_kind,
        "because": _line("because"),
        "from": _related("from_id"),
        "to": _related("to_id"),
        **{field: _same(field) for field in COMPARED},
    },
    Entry: {
        "date": _date,
        "text": _text("text", needed=True),
        "quotes": _entry_quotes,
        "status": _status,
        "status_by": _line("status_by"),
        "material": _yes_no("material"),
        "note": _text("note"),
    },
    Section: {"kind": _section_kind, "title": _line("title"), "enabled": _yes_no("enabled")},
    Paragraph: {"text": _text("text", needed=True), "level": _level},
    Annex: {"pages": _annex_pages, "title": _line("title"), "source": _annex_source},
}
EDITABLE = {noun.__name__.lower(): sorted(setters) for noun, setters in _SETTERS.items()}
