"""How the program and its worker processes talk: short messages of plain data, never code."""

from __future__ import annotations

import json
import struct
from typing import IO, Any

_LENGTH = struct.Struct(">I")
_LONGEST = 1 << 28  # 256 MiB; a longer announcement can only be a damaged stream
_MOST_BYTES = 1 << 32


class WireError(Exception):
    """What arrived is not a message."""


def send(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Write one message and flush it.

    Args:
        stream: The way to the other side.
        message: Numbers, texts, lists and dictionaries by name; a value directly in it may be bytes, which
            go as they are.

    Raises:
        OSError: If the other side is gone.
    """
    pieces = {name: value for name, value in message.items() if isinstance(value, bytes)}
    plain = {name: value for name, value in message.items() if name not in pieces}
    sizes = {name: len(piece) for name, piece in pieces.items()}
    body = json.dumps([plain, sizes], ensure_ascii=True, separators=(",", ":")).encode("ascii")
    stream.write(_LENGTH.pack(len(body)) + body)
    for piece in pieces.values():
        stream.write(piece)
    stream.flush()


def receive(stream: IO[bytes]) -> dict[str, Any] | None:
    """Read one message; None when the other side has closed the stream.

    Raises:
        WireError: If the stream ends inside a message or holds something else.
        OSError: If the stream cannot be read.
    """
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else _LONGEST + 1
    body = _exactly(stream, length, _LONGEST)
    try:
        plain, sizes = json.loads(body)
        if not isinstance(plain, dict) or not isinstance(sizes, dict):
            raise WireError("a message is an object")
    except (ValueError, TypeError) as problem:
        raise WireError(str(problem)) from problem
    return plain | {name: _exactly(stream, size, _MOST_BYTES) for name, size in sizes.items()}


def _exactly(stream: IO[bytes], length: int, most: int) -> bytes:
    """So many bytes and no fewer."""
    data = stream.read(length) if length <= most else b""
    if len(data) != length:
        raise WireError(f"{length} bytes were announced, {len(data)} came")
    return data
