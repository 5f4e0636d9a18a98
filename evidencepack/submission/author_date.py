"""Citing by author and date: what each source is called in the text, and the list of sources at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from evidencepack.model.tables import Quote, Source
from evidencepack.store.handles import handle_number
from evidencepack.submission.blocks import Block, Column, Heading, Link, Row, Run, Runs, Table
from evidencepack.submission.citations import source_date
from evidencepack.submission.contents import Contents
from evidencepack.submission.numbering import repeated_letter
from evidencepack.submission.oscola import full_citation, person_named, short_title, years
from evidencepack.submission.references import references_in


def cited_sources(contents: Contents) -> list[Source]:
    """The sources of all quotations that the document cites, in its text or its tables."""
    kinds = {section.kind for section in contents.sections if section.enabled}
    texts = [paragraph.text for paragraph in contents.paragraphs]
    cited: list[Quote] = []
    if "chronology" in kinds:
        texts += [entry.text for _, entry in contents.entries]
        cited += [link.quote for _, entry in contents.entries for link in entry.quote_links]
    if "claims" in kinds:
        told = [relation for relation in contents.relations if relation.kind != "quoted-in"]
        cited += [quote for relation in told for quote in (relation.from_quote, relation.to_quote)]
    named = (contents.by_handle.get(ref.handle) for text in texts for ref in references_in(text))
    cited += [item for item in named if isinstance(item, Quote)]
    sources = {quote.source.handle: quote.source for quote in cited}
    return sorted(sources.values(), key=lambda source: handle_number(source.handle))


def source_labels(sources: Iterable[Source]) -> dict[str, str]:
    """What each source is called, by handle: ``Department for Education 2016a``.

    Letters tell apart what one author wrote in one year, in the order of the dates; a source without an
    author is called by its title, one without a date has no year.
    """
    alike: dict[tuple[str, str], list[Source]] = {}
    for source in sorted(sources, key=_by_date):
        author = person_named(source.author) or short_title(source.title) or source.handle
        alike.setdefault((author, years(source_date(source))), []).append(source)
    labels = {}
    for (author, year), twins in alike.items():
        for n, source in enumerate(twins, start=1):
            letter = repeated_letter(n) if len(twins) > 1 else ""
            if letter and not year:
                letter = f"undated {letter}"
            labels[source.handle] = f"{author} {year}{letter}".strip()
    return labels


def _by_date(source: Source) -> tuple[object, ...]:
    date = source_date(source)
    dated: tuple[object, ...] = (0, *date.sort_key()) if date else (1,)
    return (*dated, source.title, handle_number(source.handle))


def list_of_sources(contents: Contents, labels: Mapping[str, str]) -> Iterator[Block]:
    """A heading and a table of what is cited, in alphabetical order."""
    if not labels:
        return
    annexed = contents.annexed
    named = {source.handle: source for source in contents.sources}
    rows = []
    for handle in sorted(labels, key=lambda handle: (labels[handle].casefold(), handle_number(handle))):
        annex = annexed.of_source(named[handle])
        mark: Runs = (Run("Not annexed"),)
        if annex is not None:
            mark = (Run(annexed.marks[annex.handle], link=Link("annex", annex.handle)),)
        cells = ((Run(labels[handle]),), full_citation(named[handle]), mark)
        rows.append(Row(cells, Link("source", handle)))
    yield Heading(contents.profile.titles["sources"])
    yield Table("sources", (Column("Cited as", 45), Column("Source"), Column(annexed.word, 22)), tuple(rows))
