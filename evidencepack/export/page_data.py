"""What the typesetter is told: every block of a submission as plain data, with links resolved.

Here it is settled where a link leads, which words may be parted and which rows may be broken. The template
only draws.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from evidencepack.export.coverage import FALLBACK_FACES, Replaced, printable
from evidencepack.export.long_words import pieces_of
from evidencepack.export.page_style import Style
from evidencepack.submission import blocks
from evidencepack.submission.blocks import Block, Link, Run, Runs, Submission

LINK_SCHEME = "evpack:"
"""What a link begins with when its page is joined on later: ``evpack:annex:A1:3``."""

_POINTS = 72 / 25.4
_FURNITURE = 76  # characters in a header or a footer before they are cut short
_BOOKMARK = 160
_HIGHEST = 150  # millimetres of a picture


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


class Composer:
    """Turns the blocks into the plain data that the template draws.

    Attributes:
        replaced: The characters that no font could print.
        pictures: PNG files; the data calls them ``/1.png`` and so on.
    """

    def __init__(self, submission: Submission, style: Style, *, bundle: bool, strict: bool = False) -> None:
        self.submission = submission
        self.style = style
        self.bundle = bundle
        self.strict = strict
        self.replaced: list[Replaced] = []
        self.pictures: list[bytes] = []
        self.targets = frozenset(self._targets())
        self.labelled: set[str] = set()
        self.rank = 0

    def data(self) -> dict[str, Any]:
        """Everything the template needs."""
        whole = self.submission
        composed = list(self._blocks())
        language = re.fullmatch(r"([A-Za-z]{2,3})(?:-([A-Za-z]{2}))?(?:-.*)?", whole.language)
        title = self._plain(whole.title) if whole.title.strip() else ""
        return {
            "style": asdict(self.style),
            "bundle": self.bundle,
            "fonts": [self.style.face, *FALLBACK_FACES],
            "lang": language[1].lower() if language else "en",
            "region": language[2].upper() if language and language[2] else None,
            "title": title.strip() or self._plain(whole.kind).strip() or "Evidence",
            "submitter": self._plain(whole.submitter),
            "subject": self._plain(whole.subject),
            "head": {
                "submitter": self._plain(_short(whole.submitter, _FURNITURE - 20)),
                "kind": self._plain(_short(whole.kind, _FURNITURE - 40)),
                "subject": self._plain(_short(whole.subject, _FURNITURE)),
            },
            "blocks": composed,
            "targets": sorted(self.labelled),
        }

    # --- targets and words ------------------------------------------------------------------------

    def _targets(self) -> Iterator[str]:
        """The keys of everything in this document that a link may lead to."""
        for block in self.submission.blocks:
            yield from (Link("note", str(note.number)).key for note in blocks.notes_of(block))
            match block:
                case blocks.Heading():
                    yield Link("section", block.handle).key
                case blocks.Numbered() | blocks.Bullet():
                    yield Link("paragraph", block.handle).key
                case blocks.Quotation():
                    yield Link("quote", block.handle).key
                case blocks.Table():
                    yield from (self._row_key(row) for row in block.rows)
                case blocks.FrontSheet():
                    yield Link("annex", block.handle).key
                case blocks.Index():
                    yield "index"
                case _:
                    pass
        yield "submission"

    def _row_key(self, row: blocks.Row) -> str:
        # In a bundle an annex is its front sheet; a row of the list of annexes is then no target.
        if row.link is None or (self.bundle and row.link.kind == "annex"):
            return ""
        return Link(row.link.kind, row.link.handle).key

    def _label(self, key: str) -> str | None:
        """The key, the first time it is met: a link can lead to one place only."""
        if not key or key.split(":")[1:2] == [""] or key in self.labelled:
            return None
        self.labelled.add(key)
        return key

    def _leads(self, link: Link | None) -> dict[str, str]:
        """Where a link leads; nowhere, when this document has no such target."""
        if link is None:
            return {}
        if self.bundle and link.kind in ("annex", "page"):
            return {"uri": LINK_SCHEME + link.key}
        key = "submission" if link.kind == "page" else Link(link.kind, link.handle).key
        return {"to": key} if key in self.targets and link.handle else {}

    def _runs(self, runs: Runs, place: str) -> list[dict[str, Any]]:
        shown, told = printable([run.text for run in runs], self.style.face, strict=self.strict)
        self.replaced += [Replaced(character, printed, place) for character, printed in told]
        found: list[dict[str, Any]] = []
        for run, text in zip(runs, shown, strict=True):
            if run.note:
                found.append(self._note(run.note, place))
            if not text:
                continue
            looks = {name: True for name in ("bold", "italic", "begins_line", "even") if getattr(run, name)}
            found.append(
                {"text": pieces_of(text), **looks, **(self._leads(run.link) if text.strip() else {})}
            )
        return found

    def _note(self, note: blocks.Note, place: str) -> dict[str, Any]:
        key = self._label(Link("note", str(note.number)).key)
        return {"note": self._runs(note.runs, place), "key": key}

    def _words(self, text: str, place: str) -> list[dict[str, Any]]:
        return self._runs((Run(text),), place)

    def _plain(self, text: str) -> str:
        """A text for the document's properties, its headers and its bookmarks."""
        shown, told = printable([text], self.style.face, strict=self.strict)
        self.replaced += [Replaced(character, printed, self._whole) for character, printed in told]
        return shown[0]

    @property
    def _whole(self) -> str:
        return "bundle" if self.bundle else "submission"

    def _lines(self, runs: Runs, width: float, size: float) -> float:
        """About how many lines some words take; ``width`` in millimetres, ``size`` in points."""
        lines = blocks.plain(runs).split("\n")
        return sum(max(1.0, len(line) * size * 0.5 / (max(width, 5) * _POINTS)) for line in lines)

    # --- blocks -----------------------------------------------------------------------------------

    def _blocks(self) -> Iterator[dict[str, Any]]:
        """The blocks as data; bullets that follow one another make one list."""
        alone = begun = False
        points: list[blocks.Bullet] = []
        for block in self.submission.blocks:
            own_page = isinstance(block, blocks.Cover | blocks.Index | blocks.FrontSheet)
            if points and not isinstance(block, blocks.Bullet):
                yield self._list(points)
                points = []
            fresh = own_page or alone
            alone = own_page
            if not own_page and not begun:
                begun = True
                yield {"kind": "start", "key": self._label("submission"), "new_page": fresh}
                fresh = False
            if isinstance(block, blocks.Bullet):
                if fresh:
                    yield {"kind": "break", "new_page": True}
                points.append(block)
            else:
                yield {"new_page": fresh} | self._block(block)
        if points:
            yield self._list(points)

    def _list(self, points: Sequence[blocks.Bullet]) -> dict[str, Any]:
        drawn = [
            {
                "runs": self._runs(point.runs, point.handle or self._whole),
                "key": self._label(Link("paragraph", point.handle).key),
            }
            for point in points
        ]
        return {"kind": "bullets", "points": drawn, "new_page": False}

    def _block(self, block: Block) -> dict[str, Any]:  # noqa: C901 - one short case a kind of block
        match block:
            case blocks.Marking():
                return {"kind": "marking", "runs": self._words(block.text, self._whole)}
            case blocks.Title():
                return {"kind": "title", "runs": self._words(block.text, self._whole)}
            case blocks.Subtitle():
                return {"kind": "subtitle", "runs": self._words(block.text, self._whole)}
            case blocks.Details():
                return self._details(block.rows)
            case blocks.Heading():
                return self._heading(block.text, block.level, block.handle)
            case blocks.Numbered():
                return self._numbered(block)
            case blocks.Body():
                return {"kind": "body", "runs": self._runs(block.runs, self._whole)}
            case blocks.Quotation():
                return self._quotation(block)
            case blocks.TableNote():
                return {"kind": "note", "runs": self._runs(block.runs, self._whole)}
            case blocks.Table():
                return self._table(block)
            case blocks.Pairs():
                return self._pairs(block)
            case blocks.Cover():
                return self._cover(block)
            case blocks.Index():
                return self._index(block)
            case blocks.FrontSheet():
                return self._front_sheet(block)
            case blocks.Bullet():
                return self._list([block])

    def _details(self, rows: Iterable[tuple[str, str]]) -> dict[str, Any]:
        width = 32 if self.style.table < 11 else 40
        most = width * _POINTS / (self.style.table * 0.6)
        drawn = [
            {
                "label": self._runs((Run(label, bold=True),), self._whole),
                "value": self._words(value, self._whole),
                "long": len(label) > most,
            }
            for label, value in rows
        ]
        return {"kind": "details", "rows": drawn, "width": width}

    def _heading(self, text: str, level: int, handle: str, key: str = "") -> dict[str, Any]:
        runs = self._words(text, handle or self._whole)
        blank = not "".join(part for run in runs for part in run["text"]).strip()
        if not blank:
            # A reader of tags must not fall from rank 1 to rank 3, however the sections were arranged.
            self.rank = min(max(level, 1), self.rank + 1)
        return {
            "kind": "heading",
            "runs": runs,
            "blank": blank,
            "level": self.rank,
            "look": min(max(level, 1), 3),
            "key": self._label(key or Link("section", handle).key),
        }

    def _numbered(self, block: blocks.Numbered) -> dict[str, Any]:
        return {
            "kind": "numbered",
            "label": self._words(block.label, block.handle),
            "wide": len(block.label) > (5 if block.level < 3 else 6),
            "level": min(max(block.level, 1), 4),
            "runs": self._runs(block.runs, block.handle),
            "leads_in": block.leads_in,
            "key": self._label(Link("paragraph", block.handle).key),
        }

    def _quotation(self, block: blocks.Quotation) -> dict[str, Any]:
        lines = self._lines(block.runs, self.style.measure - 30.5, self.style.body)
        lines += self._lines(block.source, self.style.measure - 30.5, self.style.table)
        return {
            "kind": "quotation",
            "picture": self._picture(block.picture),
            "runs": self._runs(block.runs, block.handle),
            "source": self._runs(block.source, block.handle),
            "breakable": lines > 12,
            "key": self._label(Link("quote", block.handle).key),
        }

    def _picture(self, picture: blocks.Picture | None) -> dict[str, Any] | None:
        """A picture at its own size, or as large as the page has room for."""
        if picture is None:
            return None
        most_wide, most_high = (self.style.measure - 30.5) * _POINTS, _HIGHEST * _POINTS
        self.pictures.append(picture.png)
        shrunk = min(1, most_wide / picture.width, most_high / picture.height)
        return {
            "file": f"/{len(self.pictures)}.png",
            "width": round(picture.width * shrunk, 2),
            "described": self._plain(picture.described),
        }

    def _table(self, block: blocks.Table) -> dict[str, Any]:
        # The widths are meant for letters of 9.5 points; larger ones need more room.
        grown = 1 + max(0, self.style.table / 9.5 - 1) / 2
        fixed = sum((column.width or 0) * grown for column in block.columns)
        open_ones = sum(column.width is None for column in block.columns) or 1
        rest = (self.style.measure - fixed) / open_ones
        wide = [column.width * grown if column.width else None for column in block.columns]
        widths = [(width or rest) - 2.5 for width in wide]
        rows: list[dict[str, Any]] = []
        for row in block.rows:
            place = row.link.handle if row.link else self._whole
            lines = max(
                self._lines(cell, width, self.style.table)
                for cell, width in zip(row.cells, widths, strict=True)
            )
            rows.append(
                {
                    "cells": [self._runs(cell, place) for cell in row.cells],
                    "key": self._label(self._row_key(row)),
                    "breakable": lines > (20 if block.high else 8),
                }
            )
        columns = [
            {
                "title": self._words(column.title, self._whole),
                "width": width,
                "align": column.align,
            }
            for column, width in zip(block.columns, wide, strict=True)
        ]
        return {"kind": "table", "columns": columns, "rows": rows, "high": block.high}

    def _pairs(self, block: blocks.Pairs) -> dict[str, Any]:
        return {
            "kind": "pairs",
            "head": [self._words(title, self._whole) for title in block.head],
            "rows": [self._pair(pair) for pair in block.rows],
        }

    def _pair(self, pair: blocks.Pair) -> dict[str, Any]:
        place = pair.handle or self._whole

        def side(half: blocks.Side) -> dict[str, Any]:
            return {
                "heading": self._words(half.heading, place),
                "quotation": self._runs(half.quotation, place),
                "citation": self._runs(half.citation, place),
            }

        return {
            "number": self._words(pair.number, place),
            "relation": self._words(pair.relation, place),
            "claim": side(pair.claim),
            "evidence": side(pair.evidence),
            "reason": self._runs(pair.reason, place),
            "comparison": self._runs(pair.comparison, place),
        }

    def _cover(self, block: blocks.Cover) -> dict[str, Any]:
        return {
            "kind": "cover",
            "lines": [self._words(line, self._whole) for line in block.lines],
            "title": self._words(block.title, self._whole),
            "details": self._details(block.rows),
        }

    def _index(self, block: blocks.Index) -> dict[str, Any]:
        rows: list[dict[str, Any]] = []
        for row in block.rows:
            lines = self._lines((Run(row.title),), self.style.measure - 76.5, self.style.table)
            rows.append(
                {
                    "mark": self._words(row.mark, row.target.handle),
                    "title": self._words(row.title, row.target.handle),
                    "date": self._words(row.date, row.target.handle),
                    "page": self._words(str(row.page), row.target.handle),
                    "uri": LINK_SCHEME + row.target.key,
                    "section": row.is_section,
                    "breakable": lines > 8,
                }
            )
        head = [self._words(title, self._whole) for title in block.head]
        drawn = self._heading(block.heading, 1, "", key="index")
        return drawn | {"kind": "index", "head": head, "rows": rows}

    def _front_sheet(self, block: blocks.FrontSheet) -> dict[str, Any]:
        self.rank = 1
        return {
            "kind": "frontsheet",
            "mark": self._words(block.mark, block.handle),
            "title": self._words(block.title, block.handle),
            "date": self._words(block.date, block.handle),
            "notes": [self._words(note, block.handle) for note in block.notes],
            "bookmark": self._plain(_short(f"{block.mark}: {block.title}", _BOOKMARK)),
            "key": self._label(Link("annex", block.handle).key),
        }
