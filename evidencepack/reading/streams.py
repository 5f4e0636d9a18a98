"""Unpacks the streams of a PDF in blocks, so that one made to burst memory is stopped in time."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

_BLOCK = 1 << 20


def blocks(stream: Any) -> Iterator[bytes]:
    """What a stream holds, a block at a time; one packed by another means than Flate comes whole.

    Args:
        stream: A stream of a PDF open in pikepdf.

    Raises:
        pikepdf.PdfError: If it cannot be unpacked.
    """
    layers = _flate_layers(stream)
    if layers is None:
        yield stream.read_bytes()
        return
    found: Iterator[bytes] = iter([stream.read_raw_bytes()])
    for _ in range(layers):
        found = _inflated(found)
    try:
        yield from found
    except zlib.error as problem:
        raise pikepdf.PdfError(str(problem)) from problem


def _flate_layers(stream: Any) -> int | None:
    """How often the stream is packed with Flate; None if it is packed otherwise as well."""
    filters = stream.get("/Filter")
    if filters is None:
        return 0
    names = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    if "/DecodeParms" in stream or any(name not in ("/FlateDecode", "/Fl") for name in names):
        return None
    return len(names)


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack; what is broken off at its end gives what there is."""
    machine = zlib.decompressobj()
    for block in packed:
        data = block
        while data and not machine.eof:
            if out := machine.decompress(data, _BLOCK):
                yield out
            data = machine.unconsumed_tail
    if rest := machine.flush():
        yield rest
