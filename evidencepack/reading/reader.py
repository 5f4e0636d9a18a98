"""Opens, reads, draws and cleans PDFs through the worker, and survives what they do to it."""

from __future__ import annotations

import contextlib
import importlib.metadata
import json
import math
import threading
from collections.abc import Iterator
from functools import cache
from multiprocessing import shared_memory
from pathlib import Path
from types import TracebackType
from typing import Any

from evidencepack.errors import BadInput, PackError, ReaderFailed
from evidencepack.progress import NoProgress, Progress, stop_if_cancelled
from evidencepack.reading import sentences
from evidencepack.reading.page import TEXT_FORM, Box, PageText
from evidencepack.reading.picture import Picture
from evidencepack.workers.child import Child, ChildGoneError

EXTRACTOR = "pdfium"
TIME_LIMIT = 60.0
MEMORY_LIMIT = 4 << 30
_SEEN_AT_ONCE = 64 << 20  # bytes of a file, about, after which pdfium is made to forget its pages
MOST_PIXELS = 40_000_000


@cache
def extractor_version() -> str:
    """How pages are read, and with which library and pdfium, as recorded with every stored text."""
    package = importlib.metadata.distribution("pypdfium2")
    parts = [f"text {TEXT_FORM}", f"pypdfium2 {package.version}"]
    for file in package.files or []:
        if file.as_posix() == "pypdfium2_raw/version.json":
            build = json.loads(file.read_text())
            parts.append("pdfium {major}.{minor}.{build}.{patch}".format_map(build))
    return ", ".join(parts)


class Reader:
    """Reads PDFs in a worker process, which starts with the first request and anew after a crash.

    One reader does one thing at a time, whichever thread asks. Use it in a ``with`` statement.

    Args:
        time_limit: Seconds that one request may take.
        memory_limit: Bytes of address space for the worker; 0 for no limit. Where the system has no
            such limit, only time is limited.
    """

    def __init__(self, *, time_limit: float = TIME_LIMIT, memory_limit: int = MEMORY_LIMIT) -> None:
        self.time_limit = time_limit
        self._memory_limit = memory_limit
        self._lock = threading.RLock()
        self._child: Child | None = None
        self._canvas: shared_memory.SharedMemory | None = None
        self._started = 0

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker. The reader can be used again; its documents then open anew by themselves."""
        with self._lock:
            if self._child:
                self._child.end(gently=True)
                self._child = None
            self._drop_room()

    @property
    def worker(self) -> int | None:
        """The worker's process id, or None while there is none."""
        child = self._child
        return child.pid if child and child.alive else None

    def open(self, path: Path, password: str | None = None, *, stored: bool = False) -> Document:
        """Open a PDF.

        Args:
            path: The file; it must stay as it is while the document is used.
            password: The password, if one is needed.
            stored: It is a reading copy out of a pack: its pages have the texts that were laid beside it, if
                any were (see ``stored_texts``). Of other people's files none are taken.

        Raises:
            NeedsPassword: If it is locked and the password is missing or wrong.
            BadInput: If it is not a PDF, is damaged or has no pages.
            ReaderFailed: If the worker crashed twice or took too long.
        """
        path = path.absolute()
        wrong = sentences.unusable(path)
        if wrong:
            raise wrong
        return Document(self, path, password, stored=stored)

    def clean(
        self, path_in: Path, path_out: Path, password: str | None = None, *, time_limit: float | None = None
    ) -> list[str]:
        """Write a copy of a PDF with all its pages, without locks, damage and what is hidden in it.

        Args:
            path_in: The PDF as it came.
            path_out: Where the copy goes; it is whole or absent.
            password: The password, if one is needed.
            time_limit: Seconds it may take, if not the reader's own.

        Returns:
            Sentences about what was mended, lost or taken out.

        Raises:
            NeedsPassword: If it is locked and the password is missing or wrong.
            BadInput: If no copy with all pages can be made.
            CannotWrite: If the copy cannot be written.
            ReaderFailed: If the worker crashed twice or took too long.
        """
        path_in, path_out = path_in.absolute(), path_out.absolute()
        wrong = sentences.unusable(path_in)
        if wrong:
            raise wrong
        ask = {"do": "clean", "path": str(path_in), "target": str(path_out), "password": password}
        try:
            done = self._request(ask, path_in, bool(password), target=path_out, time_limit=time_limit)
        except ReaderFailed:
            for end in (".part", ".part2", ".partq", ".part2q"):  # what an ended worker left behind
                path_out.with_name(path_out.name + end).unlink(missing_ok=True)
            raise
        return [str(warning) for warning in done]

    def _request(
        self,
        ask: dict[str, Any],
        path: Path,
        password: bool,
        *,
        document: Document | None = None,
        target: Path | None = None,
        time_limit: float | None = None,
    ) -> Any:
        """Ask the worker; after a crash once more, of a fresh one."""
        limit = time_limit or self.time_limit
        with self._lock:
            for last in (False, True):
                try:
                    if document:
                        ask = {**ask, "document": document._handle()}
                    answer = self._ask(ask, limit)
                    break
                except ChildGoneError as loss:
                    if last or loss.silent:
                        raise sentences.gone(loss, path, ask.get("number"), limit) from loss
            if answer.get("trouble") == "memory" and self._child:
                self._child.end()  # what else it holds may be half made
            if "trouble" in answer:
                raise sentences.trouble(
                    answer["trouble"], answer["detail"], path, password=password, target=target
                )
            return answer["done"]

    def _ask(self, ask: dict[str, Any], limit: float) -> dict[str, Any]:
        if self._child is None or not self._child.alive:
            if self._child:
                self._child.end()
            try:
                self._child = Child("evidencepack.reading.worker", str(self._memory_limit))
            except OSError as problem:
                raise ReaderFailed(
                    f"The PDF reader cannot be started ({problem.strerror or problem}): "
                    "close other programs and try again."
                ) from problem
            self._started += 1
        return self._child.ask(ask, limit)

    def _room(self, size: int) -> shared_memory.SharedMemory:
        """Shared memory for a picture of so many bytes; kept for the next one."""
        if self._canvas is None or self._canvas.size < size:
            self._drop_room()
            self._canvas = shared_memory.SharedMemory(create=True, size=size)
        return self._canvas

    def _drop_room(self) -> None:
        canvas, self._canvas = self._canvas, None
        if canvas:
            canvas.close()
            with contextlib.suppress(FileNotFoundError):  # a worker that could not map it took it away
                canvas.unlink()


class Document:
    """An open PDF. Made by :meth:`Reader.open`; opens itself anew if the worker had to be replaced.

    Every method raises ``ReaderFailed`` if the worker crashes twice or takes too long, and ``BadInput`` for
    a page that is not there or cannot be read.

    Attributes:
        path: The file.
        pages: How many pages it has.
    """

    def __init__(self, reader: Reader, path: Path, password: str | None, *, stored: bool = False) -> None:
        self._reader = reader
        self._stored = stored
        self._password = password
        self._number = 0
        self._opened_in = -1
        self.path = path
        self.pages = 0
        with reader._lock:
            done = reader._request(self._opening(), path, bool(password))
            self._take(done)
        self.pages = int(done["pages"])

    def __enter__(self) -> Document:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give its memory back."""
        with self._reader._lock:
            child = self._reader._child
            if child and child.alive and self._opened_in == self._reader._started:
                self._opened_in = -1
                try:
                    child.ask({"do": "close", "document": self._number}, self._reader.time_limit)
                except ChildGoneError:
                    return  # then its memory is back too

    def page(self, number: int) -> PageText:
        """Read a page, from 1. A page that cannot be read is empty and flagged ``unreadable``."""
        done = self._ask("page", number=number)
        return PageText(
            number=number,
            label=done["label"],
            width=done["width"],
            height=done["height"],
            rotation=done["rotation"],
            text=done["text"],
            flags=tuple(done["flags"]),
            box=_box(done["box"]),
        )

    def texts(self, progress: Progress | None = None) -> Iterator[PageText]:
        """Read all pages, one after the other.

        Raises:
            Cancelled: If the person stops it.
        """
        progress = progress or NoProgress()
        progress.total(self.pages)
        size, seen = self.path.stat().st_size, 0
        for number in range(1, self.pages + 1):
            stop_if_cancelled(progress)
            yield self.page(number)
            seen += size // self.pages
            if seen > _SEEN_AT_ONCE:
                self._ask("open_anew")
                seen = 0
            progress.step()

    def shapes(self) -> list[tuple[str, float, float]]:
        """Every page's label, and its width and height in points as displayed; no page is read for it."""
        return [(str(label), float(width), float(height)) for label, width, height in self._ask("shapes")]

    def letters(self, number: int) -> list[Box | None]:
        """For each code point of a page's stored text, the room it takes in its line.

        Args:
            number: The page, from 1.

        Returns:
            (left, bottom, right, top) in PDF user space; None for what takes no room on the visible page.
        """
        return [_box(box) if box else None for box in self._ask("letters", number=number)]

    def rectangles(self, number: int, start: int, end: int) -> list[Box]:
        """Where a stretch of a page's stored text stands.

        Args:
            number: The page, from 1.
            start: The first code point.
            end: The code point after the last.

        Returns:
            (left, bottom, right, top) in PDF user space, one a line; a line with a wide gap gives more.
            They cover the ink and lie within the page's box; words outside it have none.
        """
        return [_box(box) for box in self._ask("rectangles", number=number, start=start, end=end)]

    def text_in(self, number: int, box: Box) -> str:
        """The letters of the stored text whose ink touches a box (left, bottom, right, top) of user space."""
        return str(self._ask("text_in", number=number, box=box))

    def draw(
        self,
        number: int,
        scale: float,
        *,
        rows: tuple[int, int] | None = None,
        gray: bool = False,
        most_pixels: int = MOST_PIXELS,
    ) -> Picture:
        """Draw a page as it is displayed, with its annotations and form fields, upright on white.

        Args:
            number: The page, from 1.
            scale: Pixels a point; 1 is 72 dpi.
            rows: Only a band of the page: its first row of pixels from the top, and the one after its
                last. What lies below the page is left away.
            gray: One byte a pixel instead of four.
            most_pixels: A larger picture is drawn at a smaller scale; a band is drawn as it is asked for.

        Raises:
            ValueError: If the scale is not a positive number.
        """
        if not (math.isfinite(scale) and scale > 0):
            raise ValueError(f"{scale} is no scale")
        with self._reader._lock:
            across, down = self._ask("size", number=number)
            if rows is None:
                scale = min(scale, math.sqrt(most_pixels / max(across * down, 1e-9)))
            width, height = max(1, round(across * scale)), max(1, round(down * scale))
            first, after = (0, height) if rows is None else (max(0, rows[0]), min(rows[1], height))
            if after <= first:
                raise ValueError(f"page {number} has no rows {rows} at scale {scale}")
            if width * (after - first) > 1.1 * most_pixels:  # a page of no height and great length
                raise BadInput(
                    f"Page {number} of “{self.path.name}” has an impossible shape and cannot be drawn: "
                    "save the document anew from another program.",
                    file=str(self.path),
                )
            stride = -(-width // 4) * 4 if gray else width * 4
            data = self._drawn(number, (width, height, stride), (first, after), gray)
        return Picture(width, after - first, stride, "gray" if gray else "BGRx", data, scale)

    def _drawn(self, number: int, shape: tuple[int, int, int], rows: tuple[int, int], gray: bool) -> bytes:
        size = (rows[1] - rows[0]) * shape[2]
        try:
            canvas = self._reader._room(size)
            self._ask("draw", number=number, picture=shape, rows=rows, gray=gray, canvas=canvas.name)
            return bytes((canvas.buf or b"")[:size])
        except OSError as problem:
            raise ReaderFailed(
                f"There is no memory for a picture of page {number} of “{self.path.name}” "
                f"({problem.strerror or problem}): close other programs and try again.",
                file=str(self.path),
            ) from problem
        except PackError:
            self._reader._drop_room()
            raise

    def outline(self) -> list[tuple[int, str, int | None]]:
        """The document's own contents list: level from 1, title, page from 1 or None."""
        return [(row[0], row[1], row[2]) for row in self._ask("outline")]

    def metadata(self) -> dict[str, str]:
        """What the file says about itself: ``Title``, ``Author``, ``CreationDate`` and so on, if there."""
        return {str(name): str(value) for name, value in self._ask("metadata").items()}

    def _opening(self) -> dict[str, Any]:
        return {"do": "open", "path": str(self.path), "password": self._password, "stored": self._stored}

    def _take(self, done: dict[str, Any]) -> None:
        self._number, self._opened_in = int(done["document"]), self._reader._started

    def _handle(self) -> int:
        """The number under which the present worker knows this document; opens it there if need be."""
        reader = self._reader
        if self._opened_in != reader._started or not (reader._child and reader._child.alive):
            answer = reader._ask(self._opening(), reader.time_limit)
            if "trouble" in answer or answer["done"]["pages"] != self.pages:
                raise sentences.changed(self.path)
            self._take(answer["done"])
        return self._number

    def _ask(self, deed: str, **what: Any) -> Any:
        return self._reader._request({"do": deed, **what}, self.path, bool(self._password), document=self)


def _box(values: list[float]) -> Box:
    left, bottom, right, top = values
    return left, bottom, right, top
