"""Takes a JPEG picture out of what a camera wrote around it: place, time, name, a small copy of itself."""

from __future__ import annotations

_START, _END_OF_TABLES = b"\xff\xd8", 0xDA
_ADOBE = 0xEE  # says how the colours are stored
_COLOURS = (0xC0, 0xC1, 0xC2)  # the ways to compress that every PDF reader knows
_STANDALONE = {0x01, *range(0xD0, 0xD8)}


def shown_alone(data: bytes) -> bytes:
    """The same picture without anything that is not needed to show it.

    Args:
        data: A JPEG file.

    Returns:
        The file without its application segments and comments and without what follows its end; empty if a
        PDF could not show it as it is.
    """
    if not data.startswith(_START):
        return b""
    kept = bytearray(_START)
    at, known = 2, False
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return b""
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker in _STANDALONE:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2 or at + 2 + length > len(data):
            return b""
        known = known or marker in _COLOURS
        if 0xC3 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return b""
        if marker == _END_OF_TABLES:
            end = data.rfind(b"\xff\xd9")
            return bytes(kept + data[at : end + 2]) if known and end > at else b""
        application = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not application or marker == _ADOBE:
            kept += data[at : at + 2 + length]
        at += 2 + length
    return b""
