"""Reads scanned pages by OCR, in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from evidencepack.errors import BadInput, Cancelled, ReaderFailed
from evidencepack.intake.ocr_lines import page_words
from evidencepack.intake.ocr_models import missing, model_files
from evidencepack.intake.ocr_words import PageWords
from evidencepack.progress import Progress, stop_if_cancelled
from evidencepack.reading.picture import Picture
from evidencepack.reading.reader import Document
from evidencepack.workers.child import ChildGoneError
from evidencepack.workers.kept import KeptChild

__all__ = ["OCR", "Ocr", "missing", "read_pages", "reads_with"]

TIME_LIMIT = 180.0
"""Seconds that one page may take."""
MEMORY_LIMIT = 4 << 30
_SCALE = 300 / 72  # pixels a point
_MOST_PIXELS = 12_000_000  # A4 at 300 dots an inch has 9 million; what is larger has larger letters


def reads_with() -> str:
    """What reads, for the record of the reading copy; empty if nothing is installed."""
    files = model_files()
    return files[1].stem if files else ""


class Ocr:
    """Reads pages in a worker process, which starts with the first page and stays ready for the next.

    It reads one page at a time, whichever thread asks. One for the whole program is enough: ``OCR``.

    Args:
        time_limit: Seconds that one page may take.
        memory_limit: Bytes of address space for the worker; 0 for no limit.
    """

    def __init__(self, *, time_limit: float = TIME_LIMIT, memory_limit: int = MEMORY_LIMIT) -> None:
        self.time_limit = time_limit
        self._child = KeptChild("evidencepack.intake.ocr_worker", str(memory_limit))

    @property
    def worker(self) -> int | None:
        """The worker's process id, or None while there is none."""
        return self._child.pid

    def close(self) -> None:
        """End the worker and free its memory. It starts anew when it is needed."""
        self._child.close()

    def read_pages(self, document: Document, pages: Sequence[int], progress: Progress) -> list[PageWords]:
        """Read pages.

        Args:
            document: The PDF.
            pages: Which pages, from 1.
            progress: Is told of every page; when it says so, the worker is ended in the middle of one.

        Returns:
            What was read, a page each, in the order asked for. A page that cannot be read says why.

        Raises:
            Cancelled: If the person stops it.
            BadInput: If OCR is not installed.
            ReaderFailed: If OCR cannot start.
        """
        if reason := missing():
            raise BadInput(reason)
        progress.total(len(pages))
        found = []
        for number in pages:
            stop_if_cancelled(progress)
            progress.note(f"Reading page {number} of “{document.path.name}” by OCR")
            found.append(self._page(document, number, progress.cancelled))
            progress.step()
        return found

    def _page(self, document: Document, number: int, stop: Callable[[], bool]) -> PageWords:
        name = f"Page {number} of “{document.path.name}”"
        try:
            page = document.page(number)
            picture = document.draw(number, _SCALE, gray=True, most_pixels=_MOST_PIXELS)
        except BadInput as refusal:
            return PageWords(number, (), trouble=refusal.message)
        try:
            answer = self._read(picture, stop)
        except ChildGoneError as loss:
            if stop():
                raise Cancelled from loss
            took = f"took more than {self.time_limit:.0f} seconds to read"
            said = took if loss.silent else "stopped the process that reads scans"
            return PageWords(number, (), trouble=f"{name} {said} and has no words: {_TYPE_THEM}")
        if answer.get("fault") == "start":
            raise ReaderFailed(
                'OCR cannot start: install it anew with pip install --force-reinstall "evidencepack[ocr]".',
                details={"complaint": answer["complaint"]},
            )
        if "fault" in answer:
            memory = answer["fault"] == "memory"
            said = "needs more memory to read than there is" if memory else "could not be read by OCR"
            return PageWords(number, (), trouble=f"{name} {said} and has no words: {_TYPE_THEM}")
        return page_words(page, picture.scale, answer["turned"], answer["lines"])

    def _read(self, picture: Picture, stop: Callable[[], bool]) -> dict[str, Any]:
        ask = {
            "picture": picture.data,
            "width": picture.width,
            "height": picture.height,
            "stride": picture.stride,
            "scale": picture.scale,
        }
        try:
            return self._child.ask(ask, self.time_limit, stop)
        except OSError as problem:
            raise ReaderFailed(
                f"The process that reads scans cannot be started ({problem.strerror or problem}): "
                "close other programs and try again."
            ) from problem


_TYPE_THEM = "read it in the window, and type what you quote from it."

OCR = Ocr()


def read_pages(document: Document, pages: Sequence[int], progress: Progress) -> list[PageWords]:
    """Read pages with the program's one worker: see :meth:`Ocr.read_pages`."""
    return OCR.read_pages(document, pages, progress)
