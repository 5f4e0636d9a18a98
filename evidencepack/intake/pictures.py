"""Looks at a picture's first bytes: whether it can be shown, and how large it is."""

from __future__ import annotations

import base64
import binascii
import re
import struct

_DATA_URI = re.compile(r"data:image/(?:png|jpe?g)\s*;\s*base64\s*,", re.IGNORECASE)
_MOST_PIXELS = 40_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_POINTS_PER_PIXEL = 0.75  # a screen's pixel is a 96th of an inch


def data_picture(source: str) -> tuple[bytes, float, float] | None:
    """A picture that stands in a page itself as a ``data:`` address.

    Returns:
        Its bytes, width and height in points; None if it stands elsewhere or cannot be shown.
    """
    head = _DATA_URI.match(source)
    if not head:
        return None
    try:
        data = base64.b64decode(re.sub(r"\s+", "", source[head.end() :]), validate=True)
    except (binascii.Error, ValueError):
        return None
    size = pixels(data)
    if (
        size is None or size[0] * size[1] > _MOST_PIXELS or min(size) < 3
    ):  # a bomb, or a dot that counts readers
        return None
    return data, size[0] * _POINTS_PER_PIXEL, size[1] * _POINTS_PER_PIXEL


def pixels(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG picture in pixels, read from its head without opening it."""
    if data.startswith(_PNG) and len(data) > 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if not data.startswith(b"\xff\xd8"):
        return None
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        if marker in (0x01, *range(0xD0, 0xD9)):
            at += 2
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
