"""A drawn page, as plain bytes that any window can show and any check can compare."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

_PNG = b"\x89PNG\r\n\x1a\n"


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

    def part(self, left: int, top: int, right: int, bottom: int) -> Picture:
        """A part of the picture, in pixels from its top left.

        Raises:
            ValueError: If nothing of the picture is within these bounds.
        """
        left, top = max(0, left), max(0, top)
        right, bottom = min(self.width, right), min(self.height, bottom)
        if right <= left or bottom <= top:
            raise ValueError(f"nothing of {self.width} by {self.height} pixels is there")
        each = self._depth
        rows = [
            self.data[y * self.stride + left * each : y * self.stride + right * each]
            for y in range(top, bottom)
        ]
        return Picture(
            right - left, bottom - top, (right - left) * each, self.format, b"".join(rows), self.scale
        )

    def png(self) -> bytes:
        """The picture as a PNG file; the same picture always gives the same bytes."""
        lines = bytearray()
        for y in range(self.height):
            line = self.data[y * self.stride : y * self.stride + self.width * self._depth]
            lines += b"\0"  # no filter
            lines += line if self.format == "gray" else _red_first(line)
        kind = 0 if self.format == "gray" else 2  # grey, or red, green and blue
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, kind, 0, 0, 0)
        pixels = round(self.scale * 72 / 0.0254)
        chunks = (
            (b"IHDR", head),
            (b"pHYs", struct.pack(">IIB", pixels, pixels, 1)),
            (b"IDAT", zlib.compress(bytes(lines), 9)),
            (b"IEND", b""),
        )
        return _PNG + b"".join(_chunk(name, data) for name, data in chunks)

    @property
    def _depth(self) -> int:
        """Bytes a pixel."""
        return 1 if self.format == "gray" else 4

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


def png_size(data: bytes) -> tuple[float, float]:
    """The width and height in points of a PNG file made by :meth:`Picture.png`."""
    width, height = struct.unpack(">II", data[16:24])
    at = data.index(b"pHYs") + 4
    across, down = struct.unpack(">II", data[at : at + 8])
    return width * 72 / 0.0254 / across, height * 72 / 0.0254 / down


def _red_first(line: bytes) -> bytes:
    """Pixels of blue, green, red and nothing as red, green and blue."""
    pixels = bytearray(len(line) // 4 * 3)
    pixels[0::3], pixels[1::3], pixels[2::3] = line[2::4], line[1::4], line[0::4]
    return bytes(pixels)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
