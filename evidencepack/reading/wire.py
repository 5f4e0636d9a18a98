"""How the program and its PDF worker talk: short messages of plain data, never code."""

from __future__ import annotations

import json
import struct
from typing import IO, Any

_LENGTH = struct.Struct(">I")
_LONGEST = 1 << 28  # 256 MiB; a longer announcement can only be a damaged stream


class WireError(Exception):
    """What arrived is not a message."""


def send(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Write one message and flush it.

    Raises:
        OSError: If the other side is gone.
    """
    body = json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    stream.write(_LENGTH.pack(len(body)) + body)
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
    body = stream.read(length) if length <= _LONGEST else b""
    if len(body) != length:
        raise WireError(f"{length} bytes were announced, {len(body)} came")
    try:
        message = json.loads(body)
    except ValueError as problem:
        raise WireError(str(problem)) from problem
    if not isinstance(message, dict):
        raise WireError("a message is an object")
    return message
