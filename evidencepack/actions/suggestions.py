"""Suggestions for what is known of a source, read from its pages; a person takes them over or does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select

from evidencepack.actions.fields import set_fields
from evidencepack.errors import BadInput
from evidencepack.intake.details import Detail, details
from evidencepack.intake.details_kind import OPEN_KINDS
from evidencepack.model.dates import read_date
from evidencepack.model.tables import DATE_KINDS, Page, Source
from evidencepack.store.handles import find
from evidencepack.store.pack import Pack


@dataclass(frozen=True)
class Suggestion:
    """Something that a document says of itself or of a quote, and what stands in that field now."""

    detail: Detail
    present: str

    @property
    def change(self) -> dict[str, str]:
        """What is set to take it over; an authority is added to those that are there."""
        field = "authority" if self.detail.field == "authorities" else self.detail.field
        return {field: self.detail.value}

    @property
    def fills(self) -> bool:
        """Whether nothing that a person or the file itself said is lost by it."""
        return (
            not self.present
            or self.detail.field == "authorities"
            or (self.detail.field == "kind" and self.present in OPEN_KINDS)
        )

    def as_json(self) -> dict[str, Any]:
        """The suggestion as plain data."""
        return {**asdict(self.detail), "present": self.present}


def suggest(pack: Pack, handle: str) -> list[Suggestion]:
    """What a source's pages say about it that is not known yet, the surest of each field first.

    Raises:
        NotFound: No such source.
    """
    with pack.reading() as session:
        source = find(session, handle, "source")
        rows = session.execute(
            select(Page.number, Page.text)
            .where(Page.rendition_sha256 == source.rendition.sha256)
            .order_by(Page.number)
        )
        pages = [(number, text) for number, text in rows]
        present = {field: _present(source, field) for field in (*_FIELDS, *DATE_KINDS)}
    found = details(pages, kind=source.kind, media_type=source.media_type, title=source.title)
    return [
        Suggestion(detail, present[detail.field])
        for detail in found
        if not _known(detail, present[detail.field])
    ]


_FIELDS = ("title", "kind", "author", "recipient", "reference", "url", "exemptions", "internal_review")


def _present(source: Source, field: str) -> str:
    if field in DATE_KINDS:
        dated = next((dated for dated in source.dates if dated.kind == field), None)
        return dated.date_edtf if dated else ""
    return str(getattr(source, field))


def _known(detail: Detail, present: str) -> bool:
    """Whether the source has this already, however it is written."""
    if detail.field in DATE_KINDS and present:
        return read_date(detail.value).edtf == present
    return " ".join(detail.value.split()).casefold() == " ".join(present.split()).casefold()


def take_suggestions(pack: Pack, handle: str, fields: Sequence[str] = ()) -> dict[str, str]:
    """Take suggestions over into a source, the surest of each field.

    Args:
        pack: The pack.
        handle: The source.
        fields: Which; if none are named, those for empty fields that the document itself labels.

    Returns:
        What was set, by field.

    Raises:
        BadInput: Nothing is suggested for a field that is named.
        NotFound: No such source.
    """
    chosen = chosen_from(suggest(pack, handle), handle, fields)
    if chosen:
        set_fields(pack, handle, chosen)
    return chosen


def chosen_from(found: Iterable[Suggestion], handle: str, fields: Sequence[str]) -> dict[str, str]:
    """What is taken of some suggestions: the first of each field, and of authorities all.

    Args:
        found: The suggestions, the surest of each field first.
        handle: The source or the quote that they are for.
        fields: Which; if none are named, those for empty fields of which there is no doubt.

    Returns:
        What is to be set, by field.

    Raises:
        BadInput: Nothing is suggested for a field that is named.
    """
    chosen: dict[str, str] = {}
    for suggestion in found:
        name, value = suggestion.detail.field, suggestion.detail.value
        if not (name in fields if fields else suggestion.detail.sure and suggestion.fills):
            continue
        if name == "authorities":
            before = chosen.get(name, suggestion.present)
            chosen[name] = f"{before}; {value}" if before else value
        else:
            chosen.setdefault(name, value)
    if missing := [field.replace("_", " ") for field in fields if field not in chosen]:
        raise BadInput(f"The pages say nothing new of the {missing[0]} of {handle.strip().upper()}.")
    return chosen
