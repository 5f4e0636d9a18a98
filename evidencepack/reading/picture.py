"""A drawn page, as plain bytes that any window can show and any check can compare."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal


@dataclass(frozen=True)
class Picture:
    """A page drawn upright on white.

    Attributes:
        width: In pixels.
        height: In pixels.
        stride: Bytes from one row to the next.
        format: ``BGRx``: four bytes a pixel, the fourth without meaning; ``gray``: one.
        data: The rows, from the top.
        scale: Pixels a point, as drawn: smaller than asked for if the picture would have been too large.
    """

    width: int
    height: int
    stride: int
    format: Literal["BGRx", "gray"]
    data: bytes
    scale: float

    def ink(self, columns: int, rows: int) -> tuple[int, ...]:
        """How dark the picture is in each cell of a grid: a coarse print of the page, to compare pages by.

        Takes about 10 ms for a million grey pixels: draw the page small and gray.

        Args:
            columns: Cells a row, at most the width.
            rows: Cells a column, at most the height.

        Returns:
            0 (white) to 15 (black) for each cell, row by row from the top left.

        Raises:
            ValueError: If the grid is finer than the picture.
        """
        if not (1 <= columns <= self.width and 1 <= rows <= self.height):
            raise ValueError(
                f"a grid of {columns} by {rows} does not fit {self.width} by {self.height} pixels"
            )
        edges = [self.width * column // columns for column in range(columns + 1)]
        cells: list[int] = []
        for row in range(rows):
            top, bottom = self.height * row // rows, self.height * (row + 1) // rows
            light = [0] * columns
            for y in range(top, bottom):
                for column, amount in enumerate(self._light(y, edges)):
                    light[column] += amount
            for column, amount in enumerate(light):
                pixels = (edges[column + 1] - edges[column]) * (bottom - top)
                cells.append(round((255 * 256 * pixels - amount) * 15 / (255 * 256 * pixels)))
        return tuple(cells)

    def _light(self, y: int, edges: list[int]) -> list[int]:
        """The light of one row of pixels between the edges, in 256ths."""
        start = y * self.stride
        pairs = list(pairwise(edges))
        if self.format == "gray":
            line = self.data[start : start + self.width]
            return [256 * sum(line[left:right]) for left, right in pairs]
        line = self.data[start : start + 4 * self.width]
        blue, green, red = line[0::4], line[1::4], line[2::4]
        return [
            29 * sum(blue[left:right]) + 150 * sum(green[left:right]) + 77 * sum(red[left:right])
            for left, right in pairs
        ]
