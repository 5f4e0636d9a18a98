"""Finding anything in a pack: in the sources' pages, quotes, entries, paragraphs, reasons and notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from evidencepack.model.page_labels import printed_label
from evidencepack.quoting.sought import ADJACENT, BEGINNING, WHOLE, Sought, Stretch, Term
from evidencepack.store import search as pages
from evidencepack.submission.contents import Contents
from evidencepack.submission.excerpt import Marked, excerpt, marked, side_by_side
from evidencepack.submission.overview import NOUNS
from evidencepack.submission.searchable import Item, items_of

KINDS = {
    "handle": "Go to",
    "quote": "Quotes",
    "page": "Source text",
    "entry": "Chronology",
    "paragraph": "Paragraphs",
    "relation": "Reasons",
    "source": "Sources",
    "section": "Sections",
    "annex": "Annexes",
    "note": "Notes",
}
"""The kinds of finds and what people call them; of groups that are equally good, the earlier comes first."""

FIRST = 4
"""Better than words side by side: a title begins with them, or they are the item's own handle."""

_TITLED = ("source", "section", "annex")
_HANDLE = re.compile(r"[SQRETPA]\d+", re.IGNORECASE)
_HANDLE_BEGUN = re.compile(r"[SQRETPA]?\d*", re.IGNORECASE)
_MOST_DOUBTFUL = 400  # pages with a word that a line's end may part, which must be looked at one by one


@dataclass(frozen=True)
class Hit:
    """One thing that was found.

    Attributes:
        kind: One of :data:`KINDS`.
        handle: The item's, or for a page its source's; ``matter`` for the note on the matter.
        words: Some of its words, those found marked.
        place: What and where it is, in words: ``Q3 · claim · S1, page 2``; those found marked.
        page: For a page its number, from 1; else 0.
        label: The label printed on that page.
        item: What it is, also where the group holds several kinds: ``quote``.
    """

    kind: str
    handle: str
    words: Marked
    place: Marked
    page: int = 0
    label: str = ""
    item: str = ""

    def as_json(self) -> dict[str, Any]:
        """The find as plain data."""
        return {
            "kind": self.kind,
            "handle": self.handle,
            "page": self.page or None,
            "label": self.label or None,
            "place": self.place.text,
            "snippet": self.words.text,
            "marks": [list(mark) for mark in self.words.marks],
        }


@dataclass(frozen=True)
class Group:
    """The finds of one kind, the best first.

    Attributes:
        kind: One of :data:`KINDS`.
        hits: As many as were asked for.
        total: How many there are.
        best: How good the best one is.
    """

    kind: str
    hits: tuple[Hit, ...]
    total: int
    best: int

    @property
    def title(self) -> str:
        """What people call this kind."""
        return KINDS[self.kind]


Rows = Mapping[str, Sequence[Mapping[str, Any]]]


class Finder:
    """Finds words in a pack as it was when it was looked at; make another one after a change.

    Args:
        rows: The rows of each noun, as ``overview`` gives them; with ``note`` where an item has one.
        matter: The matter's fields.
        before: The finder before the change; what it knows of pages is kept if no source changed.
    """

    def __init__(self, rows: Rows, matter: Mapping[str, Any], before: Finder | None = None) -> None:
        self._rows, self._matter = rows, matter
        self._page_keys: dict[int, list[pages.PageKey]] | None = None
        if before is not None and _copies(before._rows) == _copies(rows):
            self._page_keys = before._page_keys

    @classmethod
    def of(cls, contents: Contents) -> Finder:
        """A finder for contents that were just loaded."""
        rows = {noun: list_rows(contents) for noun, list_rows in NOUNS.items()}
        for row in (*rows["sources"], *rows["entries"]):
            row["note"] = getattr(contents.by_handle[row["handle"]], "note", "")
        for row in rows["sources"]:
            row["label_offset"] = getattr(contents.by_handle[row["handle"]], "label_offset", 0)
        return cls(rows, {"note": contents.matter.note})

    @cached_property
    def _items(self) -> list[Item]:
        return list(items_of(self._rows, self._matter))

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {row["handle"]: row["title"] for row in self._rows.get("sources", ())}

    @cached_property
    def _offsets(self) -> dict[str, int]:
        return {row["handle"]: row["label_offset"] for row in self._rows.get("sources", ())}

    def prepare(self, connection: Connection) -> None:
        """Do beforehand what the first search would have to wait for."""
        for item in self._items:
            item.bones  # noqa: B018 (worked out once, and kept)
        if self._page_keys is None:
            self._page_keys = pages.searched_pages(connection)

    def find(
        self, connection: Connection, typed: str, most: int = 200, more: Mapping[str, int] | None = None
    ) -> list[Group]:
        """Find what was typed: the groups in which something was found, the best first.

        Args:
            connection: To the pack.
            typed: Words, all of which must be there; in double quote marks side by side. A handle finds its
                item. After ``@`` only items are found: by the beginning of a handle, or by words.
            most: How many finds of a kind to give.
            more: Of some kinds, how many instead.
        """
        wanted = {kind: (more or {}).get(kind, most) for kind in KINDS}
        only_items = typed.lstrip().startswith("@")
        words = typed.strip().removeprefix("@").strip()
        if only_items and _HANDLE_BEGUN.fullmatch(words):
            begun = self._by_handle(lambda handle: handle.startswith(words.upper()))
            return _grouped(begun, wanted, Sought(""))
        sought = Sought(words)
        groups = _grouped(self._named(words), wanted, sought)
        if sought:
            groups += _grouped(self._holding(sought, notes=not only_items), wanted, sought)
            if not only_items:
                groups += self.find_pages(connection, sought, wanted["page"])
        order = list(KINDS)
        return sorted(groups, key=lambda group: (-group.best, order.index(group.kind)))

    def find_pages(self, connection: Connection, sought: Sought, most: int = 200) -> list[Group]:
        """Find the pages on which all the words stand; no group if there is none."""
        if self._page_keys is None:
            self._page_keys = pages.searched_pages(connection)
        known, ranked = self._page_keys, list(_rows_by_rank(connection, sought))
        found = [(rank, row, key) for rank, row in ranked for key in known.get(row, ())]
        if not found:
            return []
        shown = found[:most]
        texts = pages.labels_and_texts(connection, list(dict.fromkeys(row for _, row, _ in shown)))
        hits = tuple(self._page_hit(key, *texts[row], sought) for _, row, key in shown)
        return [Group("page", hits, len(found), found[0][0])]

    def _page_hit(self, key: pages.PageKey, label: str, text: str, sought: Sought) -> Hit:
        source, page = key
        label = printed_label(page, label, self._offsets.get(source, 0))
        stretches = side_by_side(text, sought.stretches(text))
        printed = f" (printed {label})" if label not in ("", str(page)) else ""
        often = f" · {len(stretches)} places" if len(stretches) > 1 else ""
        title = self._titles.get(source, "")
        place = Marked(f"{source}, page {page}{printed}{often} · {title}".removesuffix(" · "))
        return Hit("page", source, excerpt(text, stretches), place, page, label, "page")

    def _named(self, typed: str) -> Iterator[_Found]:
        """The item that was typed by its handle."""
        if _HANDLE.fullmatch(typed):
            for found in self._by_handle(lambda handle: handle == typed.upper()):
                yield _Found("handle", found.rank, found.item)

    def _by_handle(self, wanted: Callable[[str], bool]) -> Iterator[_Found]:
        for item in self._items:
            if item.kind != "note" and wanted(item.handle):
                yield _Found(item.kind, FIRST, item)

    def _holding(self, sought: Sought, *, notes: bool) -> Iterator[_Found]:
        """The items that have all the words."""
        letters = list(sought.letters())
        for item in self._items:
            if not notes and item.kind == "note":
                continue
            if not all(word in item.bones for word in letters):
                continue
            rank = sought.how_well(item.all_text)
            if rank and item.kind in _TITLED and sought.begins(item.text):
                rank = FIRST
            if rank:
                yield _Found(item.kind, rank, item)


@dataclass(frozen=True)
class _Found:
    """An item found, before it is written out: of many only a few are shown."""

    kind: str
    rank: int
    item: Item

    def hit(self, sought: Sought) -> Hit:
        """The find as it is shown; of what is found by its handle no words are marked."""
        item = self.item

        def seek(text: str) -> list[Stretch]:
            if self.kind == "handle" or not sought:
                return []
            return side_by_side(text, sought.stretches(text))

        more = [extra for extra in item.extras if extra not in item.place and seek(extra)]
        place = " · ".join((item.place, *more))
        words = excerpt(item.text, seek(item.text))
        return Hit(self.kind, item.handle, words, marked(place, seek(place)), item=item.kind)


def _copies(rows: Rows) -> list[tuple[str, str]]:
    """The reading copies whose pages are searched."""
    return [(row["handle"], row.get("rendition", "")) for row in rows.get("sources", ())]


def _grouped(found: Iterable[_Found], wanted: Mapping[str, int], sought: Sought) -> list[Group]:
    """Put finds together by kind, in each the best first; equally good ones keep their order."""
    kinds: dict[str, list[_Found]] = {}
    for each in found:
        kinds.setdefault(each.kind, []).append(each)
    groups = []
    for kind, some in kinds.items():
        some.sort(key=lambda each: -each.rank)
        hits = tuple(each.hit(sought) for each in some[: wanted[kind]])
        groups.append(Group(kind, hits, len(some), some[0].rank))
    return groups


def _rows_by_rank(connection: Connection, sought: Sought) -> Iterator[tuple[int, int]]:
    """The pages that have the words, as the index knows them, each with how well; the best first.

    The index finds nearly all by itself. Only pages on which the end of a line may part a word are looked at.
    """
    before: list[str] = []
    together = sought.together
    if together is not None:
        side_by_side = pages.either(together.written, beginning=together.beginning)
        yield from ((ADJACENT, row) for row in pages.matching_rows(connection, side_by_side))
        before.append(side_by_side)
    whole = _all(sought.terms, lambda term: pages.either(term.written, beginning=False))
    yield from ((WHOLE, row) for row in pages.matching_rows(connection, whole, before))
    begun = _all(sought.terms, lambda term: pages.either(term.written, beginning=term.beginning))
    if begun != whole:
        before.append(whole)
        yield from ((BEGINNING, row) for row in pages.matching_rows(connection, begun, before))
    if sought.may_be_parted:
        parted = _all(
            sought.terms,
            lambda term: pages.either((*term.written, *term.taken_apart), beginning=term.beginning),
        )
        doubtful = pages.matching_rows(connection, parted, [*before, begun])[:_MOST_DOUBTFUL]
        texts = pages.labels_and_texts(connection, doubtful)
        yield from ((BEGINNING, row) for row in doubtful if sought.how_well(texts[row][1]))


def _all(terms: Sequence[Term], query: Callable[[Term], str]) -> str:
    return " AND ".join(map(query, terms))
