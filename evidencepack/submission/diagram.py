"""Claims and evidence over time: where each stands in a picture, and which lines join them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]

MARGIN, ROW, AXIS, MARK = 32.0, 50.0, 34.0, 16.0
_LETTER = 6.3  # pixels: the usual width of a letter of 12
_MOST_LETTERS = 46
_LEAST_GAP, _GROWTH = 26.0, 30.0
_TICK_ROOM = 84.0
_UNDATED = 240.0
SIGNS = {
    "contradicts": "×",
    "supports": "+",
    "qualifies": "±",
    "supersedes": "→",
    "answers": "↩",
    "quoted-in": "“",
}


@dataclass(frozen=True)
class Node:
    """A quote in the picture.

    Attributes:
        handle: Of the quote.
        kind: ``claim`` or ``evidence``.
        left: Where its time begins, in pixels from the left; its mark stands there.
        right: Where its time ends; the same for a single day.
        y: The middle of its mark, from the top.
        head: Its handle, speaker and date.
        words: The beginning of its words.
        open: Its day is not known for certain: drawn dashed.
    """

    handle: str
    kind: str
    left: float
    right: float
    y: float
    head: str
    words: str
    open: bool

    @property
    def room(self) -> float:
        """How wide its words are, roughly, in pixels."""
        return _LETTER * max(len(self.head), len(self.words)) + 8


@dataclass(frozen=True)
class Join:
    """A line from a piece of evidence to what it answers.

    Attributes:
        handle: Of the relation.
        start: The quote that does something.
        end: The quote it is done to.
        kind: Such as ``contradicts``.
        because: The reason.
    """

    handle: str
    start: Node
    end: Node
    kind: str
    because: str


@dataclass(frozen=True)
class Tick:
    """A day named on the axis: where it lies, and its name."""

    x: float
    name: str


@dataclass(frozen=True)
class Diagram:
    """The whole picture, in pixels from the top left.

    Attributes:
        width: How wide it is.
        height: How high it is.
        axis: Where the line of time runs: claims stand above it, evidence below.
        nodes: The quotes.
        joins: The relations between them.
        ticks: The days named on the axis.
        undated: Where the quotes without a date begin; None if there are none.
    """

    width: float
    height: float
    axis: float
    nodes: tuple[Node, ...]
    joins: tuple[Join, ...]
    ticks: tuple[Tick, ...]
    undated: float | None


def lay_out(rows: Rows) -> Diagram:
    """Lay out the quotes of a pack over time.

    Distances between days grow with the time between them, but ever less, so that a busy week is readable
    beside years in which nothing was said.

    Args:
        rows: The pack's rows by noun, as :mod:`evidencepack.submission.overview` makes them: ``quotes`` and
            ``relations``.
    """
    quotes = list(rows.get("quotes", ()))
    places = _places(quotes)
    end = max(places.values(), default=MARGIN)
    some_undated = any(not row["earliest"] for row in quotes)
    undated = (
        end + _TICK_ROOM + _MOST_LETTERS * _LETTER
        if some_undated and places
        else MARGIN
        if some_undated
        else None
    )
    flat = [_Flat(row, places, undated or 0.0) for row in sorted(quotes, key=_when)]
    levels = {
        kind: _stack([one for one in flat if one.row["kind"] == kind]) for kind in ("claim", "evidence")
    }
    above, below = (max(levels[kind].values(), default=-1) + 1 for kind in ("claim", "evidence"))
    axis = MARGIN + max(above, 1) * ROW + AXIS / 2
    nodes = tuple(one.node(levels[one.row["kind"]][one.row["handle"]], axis) for one in flat)
    by_handle = {node.handle: node for node in nodes}
    return Diagram(
        width=max([one.end for one in flat] + [end, 2 * MARGIN]) + MARGIN,
        height=axis + AXIS / 2 + max(below, 1) * ROW + MARGIN,
        axis=axis,
        nodes=nodes,
        joins=tuple(
            Join(row["handle"], by_handle[row["from"]], by_handle[row["to"]], row["kind"], row["because"])
            for row in rows.get("relations", ())
        ),
        ticks=tuple(_ticks(places)),
        undated=undated,
    )


def _when(row: Row) -> tuple[bool, str, str]:
    return not row["earliest"], row["earliest"] or "", row["latest"] or ""


def _places(quotes: Sequence[Row]) -> dict[str, float]:
    """Where each day lies that begins or ends a quote's time."""
    days = sorted(
        {row[end] for row in quotes if row["earliest"] for end in ("earliest", "latest") if row[end]}
    )
    places: dict[str, float] = {}
    at, before = MARGIN + MARK, None
    for day in days:
        if before is not None:
            gap = (date.fromisoformat(day) - date.fromisoformat(before)).days
            at += _LEAST_GAP + _GROWTH * math.log2(1 + gap)
        places[day] = at
        before = day
    return places


def _ticks(places: Mapping[str, float]) -> list[Tick]:
    """The days that are named: those that have room."""
    ticks: list[Tick] = []
    for day, x in places.items():
        if not ticks or x - ticks[-1].x >= _TICK_ROOM:
            shown = date.fromisoformat(day)
            ticks.append(Tick(x, f"{shown.day} {shown:%b %Y}"))
    return ticks


class _Flat:
    """A quote with the room it takes along the axis, before it has a level."""

    def __init__(self, row: Row, places: Mapping[str, float], undated: float) -> None:
        self.row = row
        self.left = places[row["earliest"]] if row["earliest"] else undated + MARK
        self.right = places.get(row["latest"] or "", self.left) if row["earliest"] else self.left
        by = f" {row['speaker']}" if row["speaker"] else ""
        self.head = _short(f"{row['handle']}{by} · {row['shown'] or 'undated'}")
        self.words = _short(f"“{' '.join(row['text'].split())}”")
        self.end = max(self.right, self.left + MARK + _LETTER * max(len(self.head), len(self.words)) + 8)

    def node(self, level: int, axis: float) -> Node:
        """The quote at a level, counted from the axis."""
        away = AXIS / 2 + (level + 0.5) * ROW
        claim = self.row["kind"] == "claim"
        edtf = self.row["edtf"] or ""
        return Node(
            self.row["handle"],
            self.row["kind"],
            self.left,
            self.right,
            axis - away if claim else axis + away,
            self.head,
            self.words,
            open=any(sign in edtf for sign in "~?%X[{") or self.right > self.left,
        )


def _stack(flat: Sequence[_Flat]) -> dict[str, int]:
    """The lowest level at which each quote overlaps no other."""
    ends: list[float] = []
    levels: dict[str, int] = {}
    for one in flat:
        level = next((n for n, end in enumerate(ends) if end <= one.left - MARK), len(ends))
        if level == len(ends):
            ends.append(0.0)
        ends[level] = one.end
        levels[one.row["handle"]] = level
    return levels


def _short(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1].rstrip()}…"
