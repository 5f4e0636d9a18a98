"""Which columns each table of the window has, and what is said where a table is empty."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        key: The row's key.
        heading: What stands above it.
        form: How the value is shown: ``short``, ``number``, ``term`` (a word of the program's own lists),
            ``moment``, ``text`` (takes the room that is left, wraps) or ``words`` (text of a source).
    """

    key: str
    heading: str
    form: str = "short"


@dataclass(frozen=True)
class Noun:
    """One table: its rows' name in ``PackView.rows``, its title, and the sentence where there are none."""

    name: str
    title: str
    empty: str
    columns: tuple[Column, ...]


def _noun(name: str, title: str, empty: str, *columns: str) -> Noun:
    """A noun whose columns are written ``key: heading: form``."""
    return Noun(name, title, empty, tuple(Column(*column.split(": ")) for column in columns))


NOUNS = (
    _noun(
        "sources",
        "Sources",
        "No sources yet. Add documents with “evidencepack import”.",
        *("handle: Handle", "title: Title: text", "kind: Kind: term", "author: Author"),
        *("dates: Dates", "reference: Reference", "pages: Pages: number"),
    ),
    _noun(
        "quotes",
        "Quotes",
        "No quotes yet. Mark words of a source with “evidencepack quote”.",
        *("handle: Handle", "kind: Kind: term", "text: Words: words", "match: Match: term"),
        *("source: Source", "pages: Pages", "speaker: Speaker", "shown: Date"),
    ),
    _noun(
        "relations",
        "Relations",
        "No relations yet. Say what answers what with “evidencepack relate”.",
        *("handle: Handle", "from: From", "kind: Kind: term", "to: To", "because: Reason: text"),
        *("same_subject: Same subject: term", "same_data: Same data: term"),
        "same_period: Same period: term",
    ),
    _noun(
        "entries",
        "Chronology",
        "No entries yet. Add an event with “evidencepack entry”.",
        *("number: No.: number", "shown: Date", "text: Event: text", "quotes: Rests on"),
        *("status: Status: term", "handle: Handle"),
    ),
    _noun(
        "sections",
        "Sections",
        "No sections yet. Add one with “evidencepack section”.",
        *("handle: Handle", "title: Title: text", "kind: Kind: term", "enabled: Printed"),
        "paragraphs: Paragraphs: number",
    ),
    _noun(
        "paragraphs",
        "Paragraphs",
        "No paragraphs yet. Write one with “evidencepack paragraph”.",
        *("number: No.", "text: Text: text", "section: Section", "handle: Handle"),
    ),
    _noun(
        "annexes",
        "Annexes",
        "No annexes yet. Attach a source with “evidencepack annex”.",
        *("mark: Mark", "title: Title: text", "source: Source", "pages: Pages", "handle: Handle"),
    ),
    _noun(
        "history",
        "History",
        "Nothing was done yet.",
        *("when: When: moment", "action: What was done: text", "who: Who"),
    ),
)
