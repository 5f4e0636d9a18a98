"""The reading copies of the open pack as files in a private folder, and where words stand on their pages."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from evidencepack.actions.quotes import Quoted, add_quote
from evidencepack.actions.reading_copies import ReadingCopies
from evidencepack.actions.regions import add_region
from evidencepack.errors import BadInput
from evidencepack.reading.page import Box
from evidencepack.store.pack import Pack

Where = tuple[str, int, int, int]
"""A stretch of a page: the reading copy's SHA-256, the page from 1, and code points of its stored text."""


class PackCopies:
    """The reading copies of one pack; every method waits, so none is called in the window's own thread.

    One thing is done at a time, whichever thread asks.
    """

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._lock = threading.Lock()
        self._copies: ReadingCopies | None = None
        self._closed = False

    def file(self, rendition_sha256: str) -> Path:
        """A reading copy as a file.

        Raises:
            PackDamaged: If its bytes are not those that were stored.
        """
        with self._lock:
            return self._open().file(rendition_sha256)

    def rectangles(self, places: Sequence[Where]) -> dict[Where, list[list[float]]]:
        """For each place its rectangles, in PDF points."""
        found: dict[Where, list[list[float]]] = {}
        with self._lock:
            for place in places:
                rendition, page, start, end = place
                boxes = self._open().document(rendition).rectangles(page, start, end)
                found[place] = [list(box) for box in boxes]
        return found

    def tag(self, words: str, kind: str, source: str, page: int, start: int) -> Quoted:
        """Tag selected words; see :func:`add_quote`."""
        with self._lock:
            return add_quote(
                self._pack, words, kind, source=source, page=page, start=start, copies=self._open()
            )

    def quote_region(self, source: str, rendition: str, page: int, shown: Box, words: str, kind: str) -> str:
        """Quote a region as an image; see :func:`add_region`.

        Args:
            source: The handle of the source.
            rendition: The SHA-256 of its reading copy.
            page: From 1.
            shown: Left, top, right and bottom in points of the page as displayed, from its top left.
            words: What was typed from it.
            kind: ``claim`` or ``evidence``.
        """
        with self._lock:
            copies = self._open()
            box = copies.document(rendition).page(page).placed(shown)
            return add_region(self._pack, source, page, box, words, kind, copies=copies)

    def close(self) -> None:
        """Remove the files; nothing can be asked afterwards."""
        with self._lock:
            self._closed = True
            if self._copies is not None:
                self._copies.__exit__(None, None, None)
                self._copies = None

    def _open(self) -> ReadingCopies:
        if self._closed:
            raise BadInput(f"{self._pack.path.name} was closed; open it again to read on.")
        if self._copies is None:
            self._copies = ReadingCopies(self._pack)
        return self._copies
