"""One PDF that the worker has open: its pages, pictures, contents list and details."""

from __future__ import annotations

import ctypes
import os
from ctypes import byref
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

from evidencepack.reading import pagetext, places
from evidencepack.reading.aligning import as_stored
from evidencepack.reading.scans import is_picture_with_few_words
from evidencepack.reading.stored_texts import read_texts
from evidencepack.reading.trouble import Kind, TroubleError

_ERRORS: dict[int, Kind] = {
    pdfium.FPDF_ERR_FILE: "file",
    pdfium.FPDF_ERR_PASSWORD: "password",
    pdfium.FPDF_ERR_SECURITY: "security",
}
_DETAILS = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")
_MOST_OUTLINE_ROWS = 20_000
_DEEPEST_OUTLINE = 32
_A4 = (595.0, 842.0)


def load(path: str, password: str | None) -> Any:
    """Open a file with pdfium.

    Raises:
        TroubleError: ``file``, ``password``, ``security`` or ``damaged``.
    """
    name = os.fsencode(path)
    tries: list[bytes | None] = [None]
    if password:
        # Older security wants the password in Latin-1, newer in UTF-8.
        tries = [password.encode("utf-8", "replace"), password.encode("latin-1", "replace")]
    kind: Kind = "damaged"
    for secret in tries:
        handle = pdfium.FPDF_LoadDocument(name, secret)
        if handle:
            return handle
        kind = _ERRORS.get(pdfium.FPDF_GetLastError(), "damaged")
        if kind != "password":
            break
    raise TroubleError(kind)


def is_whole(handle: Any) -> bool:
    """Whether the file's own table of contents was usable; if not, pdfium rebuilt it by searching."""
    return bool(pdfium.FPDF_DocumentHasValidCrossReferenceTable(handle))


def missing_pages(handle: Any) -> int:
    """How many of the announced pages are not there."""
    size = pdfium.FS_SIZEF()
    count = pdfium.FPDF_GetPageCount(handle)
    return sum(1 for n in range(count) if not pdfium.FPDF_GetPageSizeByIndexF(handle, n, byref(size)))


class _Page:
    """A loaded page, kept until another is asked for."""

    def __init__(self, document: OpenedPdf, number: int) -> None:
        self.number = number
        self._stored = document.stored.get(number)
        self.handle = pdfium.FPDF_LoadPage(document.handle, number - 1)
        if not self.handle:
            raise TroubleError("page", str(number))
        self._form = document.form
        if self._form:
            pdfium.FORM_OnAfterLoadPage(self.handle, self._form)
        self._text: Any = None
        self._reading: pagetext.Reading | None = None
        self._inked: list[places.Inked] | None = None

    @property
    def text(self) -> Any:
        """The page's text as pdfium holds it."""
        if self._text is None:
            self._text = pdfium.FPDFText_LoadPage(self.handle)
            if not self._text:
                raise TroubleError("page", str(self.number))
        return self._text

    @property
    def reading(self) -> pagetext.Reading:
        """The stored text."""
        if self._reading is None:
            read = pagetext.read(self.text)
            self._reading = read if self._stored is None else as_stored(read, self._stored)
        return self._reading

    @property
    def inked(self) -> list[places.Inked]:
        """Where the ink of each letter is."""
        if self._inked is None:
            self._inked = places.inked(self.text, self.reading)
        return self._inked

    @property
    def box(self) -> places.Box:
        """The crop box within the media box, in user space."""
        rect = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(self.handle, byref(rect))
        return rect.left, rect.bottom, rect.right, rect.top

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as displayed."""
        return pdfium.FPDF_GetPageWidthF(self.handle), pdfium.FPDF_GetPageHeightF(self.handle)

    def close(self) -> None:
        """Give the page back."""
        if self._text:
            pdfium.FPDFText_ClosePage(self._text)
        if self._form:
            pdfium.FORM_OnBeforeClosePage(self.handle, self._form)
        pdfium.FPDF_ClosePage(self.handle)


class OpenedPdf:
    """A PDF that is open in this worker.

    Args:
        path: The file.
        password: The password, if one is needed.
        stored: Whether the texts that lie beside it hold for its pages.

    Raises:
        TroubleError: If it cannot be opened or has no pages.
    """

    def __init__(self, path: str, password: str | None, *, stored: bool = False) -> None:
        self._path, self._password = path, password
        self.handle = load(path, password)
        self.stored = read_texts(Path(path)) if stored else {}
        self.pages: int = pdfium.FPDF_GetPageCount(self.handle)
        self.form: Any = None
        self._form_info: Any = None
        self._form_sought = False
        self._current: _Page | None = None
        if self.pages < 1:
            self.close()
            raise TroubleError("no-pages")

    def close(self) -> None:
        """Give everything back to pdfium."""
        self._leave_page()
        if self.form:
            pdfium.FPDFDOC_ExitFormFillEnvironment(self.form)
            self.form = None
        if self.handle:
            pdfium.FPDF_CloseDocument(self.handle)
            self.handle = None

    def open_anew(self) -> None:
        """Give back what pdfium keeps of the pages that were looked at: pictures, mostly, and without end."""
        self.close()
        self._form_sought = False
        self.handle = load(self._path, self._password)

    def _leave_page(self) -> None:
        if self._current:
            self._current.close()
            self._current = None

    def _page(self, number: int) -> _Page:
        if self._current is None or self._current.number != number:
            self._leave_page()
            if not 1 <= number <= self.pages:
                raise TroubleError("page", str(number))
            self._current = _Page(self, number)
        return self._current

    def page(self, number: int) -> dict[str, Any]:
        """What a page says and how large it is; a page that cannot be read is flagged, never left out."""
        label = self._label(number)
        try:
            page = self._page(number)
            reading = page.reading
        except TroubleError:
            if not 1 <= number <= self.pages:
                raise
            return self._unreadable(number, label)
        more: tuple[str, ...] = ()
        if places.reaches_outside(page.text, reading, page.box):
            more = ("outside-page",)
        if is_picture_with_few_words(page.handle, page.text, reading, page.box):
            more += ("picture-with-few-words",)
        width, height = page.size
        return {
            "label": label,
            "width": width,
            "height": height,
            "rotation": pdfium.FPDFPage_GetRotation(page.handle) * 90,
            "box": page.box,
            "text": reading.text,
            "flags": reading.flags + more,
        }

    def _unreadable(self, number: int, label: str) -> dict[str, Any]:
        size = pdfium.FS_SIZEF()
        found = pdfium.FPDF_GetPageSizeByIndexF(self.handle, number - 1, byref(size))
        width, height = (size.width, size.height) if found else _A4
        return {
            "label": label,
            "width": width,
            "height": height,
            "rotation": 0,
            "box": (0.0, 0.0, width, height),
            "text": "",
            "flags": ("unreadable", "no-text"),
        }

    def _label(self, number: int) -> str:
        document = self.handle
        return _string(lambda room, size: pdfium.FPDF_GetPageLabel(document, number - 1, room, size)) or str(
            number
        )

    def shapes(self) -> list[tuple[str, float, float]]:
        """Every page's label, and its width and height as displayed, without loading any."""
        size = pdfium.FS_SIZEF()
        found = []
        for number in range(1, self.pages + 1):
            known = pdfium.FPDF_GetPageSizeByIndexF(self.handle, number - 1, byref(size))
            width, height = (size.width, size.height) if known else _A4
            found.append((self._label(number), width, height))
        return found

    def letters(self, number: int) -> list[places.Box | None]:
        """For each code point of a page's stored text, the room it takes in its line; None if none."""
        page = self._page(number)
        boxes = (places.line_box(page.text, place) for place in page.reading.places)
        return [places.clipped(box, page.box) if box else None for box in boxes]

    def rectangles(self, number: int, start: int, end: int) -> list[places.Box]:
        """The rectangles of a stretch of a page's text."""
        page = self._page(number)
        return places.rectangles(page.text, page.reading, start, end, page.box)

    def text_in(self, number: int, box: places.Box) -> str:
        """The text that touches a box."""
        page = self._page(number)
        return places.text_within(page.inked, page.reading, box)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page as displayed."""
        return self._page(number).size

    def draw(
        self,
        number: int,
        picture: tuple[int, int, int],
        rows: tuple[int, int],
        gray: bool,
        canvas: memoryview,
    ) -> None:
        """Draw a page, or a band of it, upright on white into a canvas.

        Args:
            number: The page.
            picture: Width, height and bytes a row of the whole page.
            rows: The first row that is wanted, and the one after the last.
            gray: One byte a pixel instead of four.
            canvas: Room for those rows.
        """
        self._seek_form()
        page = self._page(number)
        width, height, stride = picture
        first, after = rows
        room = (ctypes.c_ubyte * (stride * (after - first))).from_buffer(canvas)
        kind = pdfium.FPDFBitmap_Gray if gray else pdfium.FPDFBitmap_BGRx
        bitmap = pdfium.FPDFBitmap_CreateEx(width, after - first, kind, ctypes.addressof(room), stride)
        if not bitmap:
            raise TroubleError("memory")
        look = pdfium.FPDF_ANNOT | (pdfium.FPDF_GRAYSCALE if gray else 0)
        whole = (0, -first, width, height, 0)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, after - first, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, page.handle, *whole, look)
            if self.form:
                pdfium.FPDF_FFLDraw(self.form, bitmap, page.handle, *whole, look)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)

    def _seek_form(self) -> None:
        """Prepare form fields, which only pictures need; no script of the document is ever run."""
        if self._form_sought:
            return
        self._form_sought = True
        if pdfium.FPDF_GetFormType(self.handle) == pdfium.FORMTYPE_NONE:
            return
        self._leave_page()  # a page must be loaded after the form to show its fields
        self._form_info = pdfium.FPDF_FORMFILLINFO(version=2)
        self.form = pdfium.FPDFDOC_InitFormFillEnvironment(self.handle, self._form_info)

    def outline(self) -> list[tuple[int, str, int | None]]:
        """The contents list: level from 1, title, page from 1. Loops and absurd depths are cut."""
        rows: list[tuple[int, str, int | None]] = []
        seen: set[int] = set()
        waiting = [(1, pdfium.FPDFBookmark_GetFirstChild(self.handle, None))]
        while waiting and len(rows) < _MOST_OUTLINE_ROWS:
            level, mark = waiting.pop()
            if not mark or level > _DEEPEST_OUTLINE:
                continue
            address = ctypes.cast(mark, ctypes.c_void_p).value or 0
            if address in seen:
                continue
            seen.add(address)
            rows.append((level, _title(mark), self._target(mark)))
            waiting.append((level, pdfium.FPDFBookmark_GetNextSibling(self.handle, mark)))
            waiting.append((level + 1, pdfium.FPDFBookmark_GetFirstChild(self.handle, mark)))
        return rows

    def _target(self, mark: Any) -> int | None:
        place = pdfium.FPDFBookmark_GetDest(self.handle, mark)
        if not place:
            deed = pdfium.FPDFBookmark_GetAction(mark)
            if deed and pdfium.FPDFAction_GetType(deed) == pdfium.PDFACTION_GOTO:
                place = pdfium.FPDFAction_GetDest(self.handle, deed)
        index = pdfium.FPDFDest_GetDestPageIndex(self.handle, place) if place else -1
        return index + 1 if 0 <= index < self.pages else None

    def metadata(self) -> dict[str, str]:
        """What the file says about itself; only what is there."""
        document = self.handle
        found = {}
        for name in _DETAILS:
            tag = name.encode()
            value = _string(lambda room, size, tag=tag: pdfium.FPDF_GetMetaText(document, tag, room, size))
            if value:
                found[name] = value
        return found


def _title(mark: Any) -> str:
    return _string(lambda room, size: pdfium.FPDFBookmark_GetTitle(mark, room, size))


def _string(ask: Any) -> str:
    """Fetch a UTF-16 string that pdfium measures first, in one line and without control characters."""
    size = ask(None, 0)
    if size <= 2:
        return ""
    room = ctypes.create_string_buffer(size)
    ask(room, size)
    text = room.raw[: size - size % 2].decode("utf-16-le", "replace").rstrip("\0")
    return " ".join("".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text).split())
