"""What a paragraph can refer to: what is shown in place of ``@Q1``, and what ``@`` offers while one types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidencepack.gui.models.pack_view import PackView, Row, badge_of
from evidencepack.submission.page_ranges import show_pages
from evidencepack.submission.profiles import load_profile

_OFFERED = 60
_BEGUN = re.compile(r"(?<![\w@.])@([^\s@][^@\n]{0,40}|)\Z")
_ICONS = {
    "entry": "calendar-days",
    "annex": "paperclip",
    "paragraph": "text-quote",
    "source": "file-text",
    "section": "list",
}


@dataclass(frozen=True)
class Target:
    """Something that can be referred to.

    Attributes:
        handle: ``Q8``.
        kind: ``claim`` or ``evidence`` for a quote; else the noun: ``entry``, ``annex`` and so on.
        words: What it says, on one line.
        place: Where it is found, shortly: ``S6, p. 2``.
        said: For a quote, whose words they are and where: “Minister, 25 July 2016 · Annex A, page 1”.
        grade: For a quote, how true its words are.
    """

    handle: str
    kind: str
    words: str
    place: str
    said: str = ""
    grade: str = ""

    @property
    def is_quote(self) -> bool:
        """Whether its words are those of a source."""
        return self.kind in ("claim", "evidence")

    @property
    def icon(self) -> str:
        """The name of its icon; a quote has a mark instead."""
        return _ICONS.get(self.kind, "")


def begun(before: str) -> str | None:
    """What was typed of a reference so far: what follows an ``@`` up to the caret, or None.

    Args:
        before: The words of the paragraph before the caret.
    """
    match = _BEGUN.search(before)
    return match[1] if match else None


class References:
    """Everything in a pack that a paragraph can refer to."""

    def __init__(self, view: PackView) -> None:
        self._annex_word = load_profile(view.profile).annex_word if view.profile else "Annex"
        self._annexed, self._first_annex = _annexed_pages(view)
        self.targets = {target.handle: target for target in self._read(view)}
        self._folded = {
            target.handle: f"{target.words} {target.said} {target.place}".casefold()
            for target in self.targets.values()
        }

    def find(self, typed: str) -> list[Target]:
        """What fits what was typed after ``@``: first by its handle, then by its words."""
        wanted = typed.casefold().split()
        if not wanted:
            return list(self.targets.values())[:_OFFERED]
        by_handle, by_words = [], []
        for target in self.targets.values():
            handle = target.handle.casefold()
            if len(wanted) == 1 and handle.startswith(wanted[0]):
                by_handle.append(target)
            elif all(word in self._folded[target.handle] for word in wanted):
                by_words.append(target)
        by_handle.sort(key=lambda target: len(target.handle))
        return (by_handle + by_words)[:_OFFERED]

    def _read(self, view: PackView) -> Iterator[Target]:
        sources = {row["handle"]: row for row in view.of("sources")}
        for row in view.of("quotes"):
            yield self._quote(row, sources.get(row["source"], {}))
        for row in view.of("entries"):
            yield Target(row["handle"], "entry", _line(row["text"]), f"entry {row['number']}")
        for row in view.of("annexes"):
            words = row["title"]
            yield Target(row["handle"], "annex", words, f"{self._annex_word} {row['mark']}")
        for row in view.of("paragraphs"):
            if row["number"]:  # a bullet has no number to refer to
                yield Target(row["handle"], "paragraph", _line(row["text"]), f"paragraph {row['number']}")
        for row in view.of("sources"):
            mark = self._first_annex.get(row["handle"])
            yield Target(
                row["handle"], "source", row["title"], f"{self._annex_word} {mark}" if mark else "not annexed"
            )
        for row in view.of("sections"):
            if row["title"]:
                yield Target(row["handle"], "section", row["title"], "section")

    def _quote(self, row: Row, source: Row) -> Target:
        date = row["shown"] or next(iter(source.get("dates", {}).values()), "")
        who = ", ".join(part for part in (row["speaker"] or source.get("author", ""), date) if part)
        return Target(
            row["handle"],
            row["kind"],
            _line(row["text"]),
            f"{row['source']}, p. {show_pages(row['pages'])}",
            " · ".join(part for part in (who, self._printed_place(row)) if part),
            badge_of(row),
        )

    def _printed_place(self, row: Row) -> str:
        found = [self._annexed.get((row["source"], page)) for page in row["pages"]]
        places = [place for place in found if place]
        if len(places) < len(found) or len({mark for mark, _ in places}) != 1:
            return f"{row['source']}, not annexed"
        pages = [page for _, page in places]
        word = "page" if len(pages) == 1 else "pages"
        return f"{self._annex_word} {places[0][0]}, {word} {show_pages(pages)}"


def _annexed_pages(view: PackView) -> tuple[dict[tuple[str, int], tuple[str, int]], dict[str, str]]:
    """For each page of a source its annex's mark and the page there; and the first annex of a source."""
    pages: dict[tuple[str, int], tuple[str, int]] = {}
    first: dict[str, str] = {}
    for annex in view.of("annexes"):
        first.setdefault(annex["source"], annex["mark"])
        for n, page in enumerate(annex["pages"], start=1):
            pages.setdefault((annex["source"], page), (annex["mark"], n))
    return pages, first


def _line(text: str) -> str:
    return " ".join(text.split())
