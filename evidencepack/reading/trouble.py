"""What the PDF worker reports when a document cannot be used; the parent makes a sentence of it."""

from __future__ import annotations

from typing import Literal

Kind = Literal["file", "damaged", "password", "security", "no-pages", "page", "memory", "write"]


class TroubleError(Exception):
    """A document cannot be used.

    Args:
        kind: What is wrong, as one word of the protocol.
        detail: More about it, for the curious; may be empty.
    """

    def __init__(self, kind: Kind, detail: str = "") -> None:
        super().__init__(kind, detail)
        self.kind: Kind = kind
        self.detail = detail
