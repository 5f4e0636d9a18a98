"""The separate process that touches PDFs, so that a hostile file can harm nothing but this process.

Started as ``python -m evidencepack.reading.worker MEMORY``; pictures are drawn into shared memory that the
parent made.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from multiprocessing import resource_tracker, shared_memory
from typing import Any

from evidencepack.reading.opened import OpenedPdf
from evidencepack.reading.trouble import TroubleError
from evidencepack.workers.limits import limit, refuse_network
from evidencepack.workers.serving import serve


class Worker:
    """Answers requests, one at a time."""

    def __init__(self) -> None:
        self._documents: dict[int, OpenedPdf] = {}
        self._given = 0
        self._canvas: shared_memory.SharedMemory | None = None
        self._deeds: dict[str, Callable[[dict[str, Any]], Any]] = {
            "open": self._open,
            "close": self._close,
            "open_anew": lambda ask: self._of(ask).open_anew(),
            "page": lambda ask: self._of(ask).page(ask["number"]),
            "size": lambda ask: self._of(ask).size(ask["number"]),
            "shapes": lambda ask: self._of(ask).shapes(),
            "letters": lambda ask: self._of(ask).letters(ask["number"]),
            "rectangles": lambda ask: self._of(ask).rectangles(ask["number"], ask["start"], ask["end"]),
            "text_in": lambda ask: self._of(ask).text_in(ask["number"], ask["box"]),
            "draw": self._draw,
            "outline": lambda ask: self._of(ask).outline(),
            "metadata": lambda ask: self._of(ask).metadata(),
            "clean": self._clean,
        }

    def answer(self, ask: dict[str, Any]) -> dict[str, Any]:
        """Do what a request asks; trouble with the document is an answer too."""
        try:
            return {"done": self._deeds[ask["do"]](ask)}
        except TroubleError as trouble:
            return {"trouble": trouble.kind, "detail": trouble.detail}
        except MemoryError:
            return {"trouble": "memory", "detail": ""}

    def _of(self, ask: dict[str, Any]) -> OpenedPdf:
        return self._documents[ask["document"]]

    def _open(self, ask: dict[str, Any]) -> dict[str, Any]:
        document = OpenedPdf(ask["path"], ask["password"], stored=ask["stored"])
        self._given += 1
        self._documents[self._given] = document
        return {"document": self._given, "pages": document.pages}

    def _close(self, ask: dict[str, Any]) -> None:
        self._documents.pop(ask["document"]).close()

    def _draw(self, ask: dict[str, Any]) -> None:
        canvas = self._canvas
        if canvas is None or canvas.name != ask["canvas"]:
            if canvas is not None:
                canvas.close()
            self._canvas = None
            try:
                self._canvas = canvas = shared_memory.SharedMemory(ask["canvas"])
            except OSError as problem:
                raise TroubleError("memory", str(problem)) from problem
        width, height, stride = ask["picture"]
        if canvas.buf is None:
            raise TroubleError("memory")
        first, after = ask["rows"]
        shape = (width, height, stride)
        self._of(ask).draw(ask["number"], shape, (first, after), ask["gray"], canvas.buf)

    def _clean(self, ask: dict[str, Any]) -> list[str]:
        from evidencepack.reading.cleaning import clean

        return clean(ask["path"], ask["target"], ask["password"])


def main() -> None:
    """Serve until the parent goes away."""
    limit(memory=int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    refuse_network()
    # The shared memory belongs to the parent: this process must not clear it away when it ends.
    resource_tracker.register = lambda *_: None
    serve(Worker().answer)


if __name__ == "__main__":
    main()
