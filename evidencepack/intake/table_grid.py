"""Brings the cells of a table to their places, also where they span others or the table is uneven."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_MOST_COLUMNS = 40
_MOST_SPAN = 1000


@dataclass
class Cell:
    """One cell as it came: what it spans and what is in it."""

    colspan: int = 1
    rowspan: int = 1
    heading: bool = False
    blocks: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Table:
    """A table while it is being read, row by row."""

    rows: list[list[Cell]] = field(default_factory=list)
    head_rows: int = 0
    layout: bool = False

    def cell(self) -> Cell | None:
        """The cell that is being filled."""
        return self.rows[-1][-1] if self.rows and self.rows[-1] else None

    def finished(self) -> list[dict[str, Any]]:
        """The table as one block, or, where it only arranged things, those one after the other."""
        rows = [row for row in self.rows if row]
        cells = [cell for row in rows for cell in row]
        nested = any(block["kind"] == "table" for cell in cells for block in cell.blocks)
        if self.layout or nested or all(len(row) == 1 for row in rows):
            return [block for cell in cells for block in cell.blocks]
        if not any(cell.blocks for cell in cells):
            return []
        return _placed(rows, self._header(rows))

    def _header(self, rows: list[list[Cell]]) -> int:
        """How many rows are headings that come again on each page: only plain ones, and not nearly all."""
        count = 0
        for number, row in enumerate(rows):
            if not (number < self.head_rows or all(cell.heading for cell in row)):
                break
            count = number + 1
        spans = any(y + cell.rowspan > count for y, row in enumerate(rows[:count]) for cell in row)
        return 0 if spans or count >= len(rows) or count > 4 else count


def _placed(rows: list[list[Cell]], header: int) -> list[dict[str, Any]]:
    taken: set[tuple[int, int]] = set()
    placed: list[tuple[int, int, int, int, Cell]] = []
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            width = max(1, min(cell.colspan, _MOST_SPAN))
            height = max(1, min(cell.rowspan, len(rows) - y, _MOST_SPAN))
            # Two cells that claim one place: the later one yields.
            width = next((w for w in range(1, width) if (x + w, y) in taken), width)
            taken |= {(x + w, y + h) for w in range(width) for h in range(height)}
            placed.append((x, y, width, height, cell))
            x += width
    starts = sorted({x for x, *_ in placed})
    if len(starts) > _MOST_COLUMNS:  # no page is so wide: the cells one after the other
        return [block for *_, cell in placed for block in cell.blocks]
    columns = {x: number for number, x in enumerate(starts)}
    cells = [
        {
            "x": columns[x],
            "y": y,
            # Columns in which no cell begins are not columns; a span counts those that are left.
            "colspan": sum(x <= start < x + width for start in starts),
            "rowspan": height,
            "blocks": cell.blocks,
        }
        for x, y, width, height, cell in placed
    ]
    return [{"kind": "table", "columns": len(starts), "header": header, "cells": cells}]
