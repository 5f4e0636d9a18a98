"""Which quotations a submission prints, and where: in paragraphs, entries, pairs of claim and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidencepack.model.tables import Section
from evidencepack.submission.blocks import Link
from evidencepack.submission.contents import Contents
from evidencepack.submission.references import references_in


@dataclass(frozen=True)
class Use:
    """A place of the submission that has a quotation.

    Attributes:
        words: As a reader is told: ``paragraph 3``, ``entry 2``, ``Summary``.
        link: Where that is, if it can be linked to.
    """

    words: str
    link: Link | None = None


def used_quotes(contents: Contents) -> dict[str, list[Use]]:
    """The handles of the quotations that are printed, in the order of their first place, with all places."""
    used: dict[str, list[Use]] = {}
    for section in contents.sections:
        if not section.enabled:
            continue
        for handle, use in _of_section(section, contents):
            places = used.setdefault(handle, [])
            if use not in places:
                places.append(use)
    return {handle: used[handle] for handle in used if handle in contents.by_handle}


def _of_section(section: Section, contents: Contents) -> Iterator[tuple[str, Use]]:
    for paragraph in contents.paragraphs:
        if paragraph.section_id == section.id:
            numbered = contents.numbers.get(paragraph.handle)
            words = f"paragraph {numbered.full}" if numbered else contents.title_of(section)
            yield from _named(paragraph.text, Use(words, Link("paragraph", paragraph.handle)))
    if section.kind == "chronology":
        for number, entry in contents.entries:
            use = Use(f"entry {number}", Link("entry", entry.handle))
            yield from _named(entry.text, use)
            yield from ((link.quote.handle, use) for link in entry.quote_links)
    if section.kind == "claims":
        for number, relation in enumerate(contents.pairs, start=1):
            use = Use(f"pair {number}")
            yield from ((quote.handle, use) for quote in (relation.to_quote, relation.from_quote))


def _named(text: str, use: Use) -> Iterator[tuple[str, Use]]:
    for reference in references_in(text):
        if reference.handle.startswith("Q"):
            yield reference.handle, use
