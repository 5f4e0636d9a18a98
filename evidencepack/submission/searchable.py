"""The items of a pack as they are searched: their words, where they are, and what else is known of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evidencepack.model.wording import counted
from evidencepack.quoting.sought import bones
from evidencepack.submission.citations import KIND_WORDS

Row = Mapping[str, Any]
_WALL = " \u0298 "  # a letter of no word anybody seeks: words of two fields are not side by side
_SEVERAL = "–"


@dataclass(frozen=True)
class Item:
    """Something that can be found by its words.

    Attributes:
        kind: ``quote``, ``entry``, ``note`` and so on.
        handle: The item's; a note has that of its item.
        text: Its words.
        place: What it is and where, in words.
        extras: What else it can be found by: a speaker, a topic, a reference.
    """

    kind: str
    handle: str
    text: str
    place: str
    extras: tuple[str, ...] = ()

    @cached_property
    def all_text(self) -> str:
        """All its words."""
        return _WALL.join((self.text, *self.extras))

    @cached_property
    def bones(self) -> str:
        """Their letters alone."""
        return bones(self.all_text)


def items_of(rows: Mapping[str, Sequence[Row]], matter: Row) -> Iterator[Item]:
    """Everything but pages that can be found, in the order of the rows, and the private notes."""
    for noun, item_of in _ITEMS.items():
        yield from (item_of(row) for row in rows.get(noun, ()))
    for noun in ("sources", "quotes", "entries"):
        for row in rows.get(noun, ()):
            if row.get("note"):
                yield Item("note", row["handle"], row["note"], f"Note on {row['handle']}")
    if matter.get("note"):
        yield Item("note", "matter", matter["note"], "Note on the matter")


def _item(kind: str, row: Row, text: str, facts: Sequence[str | None], extras: Sequence[str | None]) -> Item:
    place = " · ".join((row["handle"], *(fact for fact in facts if fact)))
    return Item(kind, row["handle"], text, place, tuple(extra for extra in extras if extra))


def _source(row: Row) -> Item:
    kind = KIND_WORDS.get(row["kind"], row["kind"])
    count = counted(row["pages"], "page")
    names = (row["author"], row.get("recipient"), row["reference"], row["url"], row["file"])
    return _item(
        "source", row, row["title"], (kind, count, row["author"]), (kind, *names, *row["dates"].values())
    )


def _quote(row: Row) -> Item:
    said = ", ".join(part for part in (row["speaker"], row["shown"]) if part)
    facts = (row["kind"], f"{row['source']}, page {row['page']}", said)
    names = (row["speaker"], row["role"], row["shown"], *(f"topic {name}" for name in row["topics"]))
    return _item("quote", row, row["text"], facts, names)


def _relation(row: Row) -> Item:
    does = f"{row['from']} {row['kind']} {row['to']}"
    return _item("relation", row, row["because"], (does,), (does,))


def _entry(row: Row) -> Item:
    number = f"entry {row['number']}"
    facts = (number, row["shown"] or "undated")
    return _item("entry", row, row["text"], facts, (number, row["shown"], row["date"]))


def _paragraph(row: Row) -> Item:
    number = f"paragraph {row['number']}" if row["number"] else ""
    instead = "" if number else "bullet" if row["printed"] else "left out"
    return _item("paragraph", row, row["text"], (number, instead), (number,))


def _section(row: Row) -> Item:
    return _item("section", row, row["title"], ("section" if row["enabled"] else "section, left out",), ())


def _annex(row: Row) -> Item:
    mark = f"annex {row['mark']}"
    return _item("annex", row, row["title"], (mark, f"{row['source']}, {_pages(row)}"), (mark,))


_ITEMS: dict[str, Callable[[Row], Item]] = {
    "sources": _source,
    "quotes": _quote,
    "relations": _relation,
    "entries": _entry,
    "paragraphs": _paragraph,
    "sections": _section,
    "annexes": _annex,
}


def _pages(row: Row) -> str:
    pages = row["pages"]
    if len(pages) == 1:
        return f"page {pages[0]}"
    if pages and pages == list(range(pages[0], pages[-1] + 1)):
        return f"pages {pages[0]}{_SEVERAL}{pages[-1]}"
    return f"{len(pages)} pages"
