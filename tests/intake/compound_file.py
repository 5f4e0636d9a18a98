"""Writes small files in Microsoft's old container, for tests: a Word 97 document or an Outlook message."""

from __future__ import annotations

import struct
from typing import Any, TypeAlias

Tree: TypeAlias = "dict[str, bytes | Tree]"

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT_SECTOR, _NOBODY = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def compound_file(tree: Tree) -> bytes:
    """A compound file (MS-CFB) with these streams and storages."""
    entries: list[list[Any]] = [["Root Entry", _ROOT, b"", _NOBODY, _NOBODY]]
    _enter(tree, entries, 0)
    small, small_fat = b"", []
    sectors = _Sectors()
    for entry in entries:
        data = entry[2]
        if not data:
            entry += [_END, 0]
        elif len(data) < _CUTOFF:
            start, count = len(small_fat), -(-len(data) // _SMALL)
            small_fat += [*range(start + 1, start + count), _END]
            small += data.ljust(count * _SMALL, b"\0")
            entry += [start, len(data)]
        else:
            entry += [sectors.add(data), len(data)]
    entries[0][5:] = [sectors.add(small) if small else _END, len(small)]
    listing = sectors.add(b"".join(_listed(entry) for entry in entries))
    small_fat_at = sectors.add(struct.pack(f"<{len(small_fat)}I", *small_fat), b"\xff") if small else _END
    body, fat_at, fat_sectors = sectors.closed()
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    numbers = (0, fat_sectors, listing, 0, _CUTOFF, small_fat_at, -(-len(small_fat) * 4 // _SECTOR), _END, 0)
    head += struct.pack("<HHHHH6x9I", 0x3E, 3, 0xFFFE, 9, 6, *numbers)
    places = list(range(fat_at, fat_at + fat_sectors))
    head += struct.pack("<109I", *places, *[_FREE] * (109 - len(places)))
    return head + body


class _Sectors:
    """Sectors one after the other, and which follows which."""

    def __init__(self) -> None:
        self._body = b""
        self._fat: list[int] = []

    def add(self, data: bytes, filling: bytes = b"\0") -> int:
        """Put data into new sectors; the number of the first."""
        start, count = len(self._fat), -(-len(data) // _SECTOR)
        self._fat += [*range(start + 1, start + count), _END]
        self._body += data.ljust(count * _SECTOR, filling)
        return start

    def closed(self) -> tuple[bytes, int, int]:
        """All of it with the table at the end: the sectors, where the table begins, how long it is."""
        at, count = len(self._fat), 1
        while (at + count) * 4 > count * _SECTOR:
            count += 1
        fat = [*self._fat, *[_FAT_SECTOR] * count]
        fat += [_FREE] * (count * _SECTOR // 4 - len(fat))
        return self._body + struct.pack(f"<{len(fat)}I", *fat), at, count


def _enter(tree: Tree, entries: list[list[Any]], parent: int) -> None:
    """List what is in a storage; each points to the next as its right neighbour."""
    before = -1
    for name, inside in tree.items():
        at = len(entries)
        if isinstance(inside, bytes):
            entries.append([name, _STREAM, inside, _NOBODY, _NOBODY])
        else:
            entries.append([name, _STORAGE, b"", _NOBODY, _NOBODY])
        entries[before if before >= 0 else parent][3 if before >= 0 else 4] = at
        before = at
        if not isinstance(inside, bytes):
            _enter(inside, entries, at)


def _listed(entry: list[Any]) -> bytes:
    name, kind, _, right, child, start, size = entry
    letters = name.encode("utf-16-le")
    return (
        letters.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(letters) + 2, kind, 1, _NOBODY, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def properties(fixed: dict[int, tuple[int, bytes]] | None = None, head: int = 8) -> bytes:
    """The stream of an Outlook message's properties of fixed size: number to type and eight bytes."""
    stream = bytes(head)
    for number, (kind, value) in (fixed or {}).items():
        stream += struct.pack("<II", number << 16 | kind, 6) + value.ljust(8, b"\0")
    return stream


def words(number: int, text: str) -> Tree:
    """An Outlook property of words."""
    return {f"__substg1.0_{number:04X}001F": text.encode("utf-16-le")}
