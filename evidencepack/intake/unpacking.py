"""Unpacks a file that was packed by itself: with gzip, bzip2 or xz."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from pathlib import Path
from typing import BinaryIO, cast

TROUBLE = (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)
"""What reading a damaged one raises."""
_GZIP, _BZIP2, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0"


def is_packed(head: bytes) -> bool:
    """Whether a file that begins so was packed by itself."""
    return head.startswith((_GZIP, _BZIP2, _XZ))


def unpacking(path: Path) -> BinaryIO:
    """What a packed file unpacks to, block by block: nothing is unpacked before it is read."""
    with path.open("rb") as stream:
        head = stream.read(len(_XZ))
    if head.startswith(_GZIP):
        return cast(BinaryIO, gzip.open(path))
    return cast(BinaryIO, bz2.open(path) if head.startswith(_BZIP2) else lzma.open(path))


def beginning(path: Path, most: int) -> bytes:
    """The first bytes of what a packed file unpacks to; nothing if it is damaged."""
    try:
        with unpacking(path) as stream:
            return stream.read(most)
    except TROUBLE:  # whoever reads it will say so
        return b""
