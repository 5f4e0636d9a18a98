"""People's words as they may be stored: nothing a database or a document would refuse."""

from __future__ import annotations

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Replace what no file format can hold (NUL, halves of surrogate pairs) by U+FFFD; keep the rest."""
    return _UNSTORABLE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Words for a title or a name: storable, on one line, without spaces around them."""
    return " ".join(storable(text).split())
