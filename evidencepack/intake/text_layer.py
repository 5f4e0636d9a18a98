"""Writes what OCR read into a PDF, as words that are there to be found and copied but not drawn."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Stream

from evidencepack.errors import BadInput, CannotWrite
from evidencepack.intake.layer_font import ASCENT, DESCENT, UNITS, WIDTH, add_font, codes_for
from evidencepack.intake.ocr_words import Line, PageWords
from evidencepack.intake.page_redrawn import redraw
from evidencepack.reading.page import Box
from evidencepack.reading.reader import Document

_FONT = "/EvidencePackUnseen"
_MARK = b"% words read by OCR\n"
_ENLARGED = 5
"""How far the font is enlarged by the matrix and not by its size, on a page that was scanned askew or lies on
its side. pdfium runs lines together that cross the height of one another, but for those whose matrix shows a
slope, which it then does from a degree on; and it parts lines that run up or down only if their letters are
no thinner than a tenth of the font's size."""


def add_layer(
    document: Document, pages: Sequence[PageWords], pdf_out: Path, replace: Collection[int] = ()
) -> None:
    """Write a copy of a PDF whose pages have their words as an invisible text layer.

    A page looks as it did, but for one that lay on its side or upside down: it is turned upright. A layer
    that was written here before gives way to the new one. The same input gives the same bytes.

    Args:
        document: The PDF, a cleaned reading copy.
        pages: What was read; pages that are not named stay as they are, and so do pages without words.
        pdf_out: Where the copy goes; it is whole or absent.
        replace: Pages whose own text is of no use. They become pictures, 300 dots an inch, so that nobody
            finds that text any more; of what can be clicked on them only links remain.

    Raises:
        BadInput: If the PDF cannot be changed, or a page to be replaced cannot be drawn.
        CannotWrite: If the copy cannot be written.
    """
    part = pdf_out.with_name(pdf_out.name + ".part")
    try:
        with pikepdf.open(document.path) as pdf:
            codes = codes_for([" ", *(letter for page in pages for letter in page.text if letter != "\n")])
            font = add_font(pdf, codes)
            for words in pages:
                page = pdf.pages[words.number - 1]
                if words.number in replace:
                    redraw(pdf, page, document, words.number)
                _write(pdf, page, words, font, codes)
            pdf.save(part, deterministic_id=True)
        part.replace(pdf_out)
    except (pikepdf.PdfError, IndexError, ValueError, RuntimeError) as problem:
        raise BadInput(
            f"The words that OCR read cannot be written into “{document.path.name}”: save the document anew "
            "from another program and import that.",
            file=str(document.path),
            details={"complaint": str(problem)},
        ) from problem
    except OSError as problem:
        raise CannotWrite(
            f"“{pdf_out.name}” cannot be written ({problem.strerror or problem}): make room on the disk and "
            "try again.",
            file=str(pdf_out),
        ) from problem
    finally:
        part.unlink(missing_ok=True)


def _write(
    pdf: pikepdf.Pdf,
    page: pikepdf.Page,
    words: PageWords,
    font: pikepdf.Object,
    codes: Mapping[str, int],
) -> None:
    """Put the layer before everything else on the page, where no transformation is in force yet."""
    rotation = (int(page.rotation) + words.turned) % 360
    if words.turned:
        page.obj.Rotate = rotation
    _drop_layer(page)
    if not words.lines:
        return
    resources = Dictionary(dict(page.resources.items()))
    fonts = Dictionary(dict(resources.get("/Font", Dictionary()).items()))
    fonts[_FONT] = font
    resources.Font = fonts
    page.obj.Resources = resources
    operators = [piece for line in words.lines for piece in _line(line, rotation, codes)]
    layer = "\n".join(["q", "BT", "3 Tr", f"{_FONT} 1 Tf", *operators, "ET", "Q", ""])
    page.contents_add(Stream(pdf, _MARK + layer.encode("ascii")), prepend=True)


def _drop_layer(page: pikepdf.Page) -> None:
    contents = page.obj.get("/Contents")
    if isinstance(contents, Array):
        kept = [stream for stream in contents if not stream.read_bytes().startswith(_MARK)]
        if len(kept) < len(contents):
            page.obj.Contents = Array(kept)


def _line(line: Line, rotation: int, codes: Mapping[str, int]) -> list[str]:
    """The operators that write a line, a word with the space after it each."""
    quarter = (rotation - line.turned) % 360
    lean = math.radians(quarter + line.slope)
    along, up = (math.cos(lean), math.sin(lean)), (-math.sin(lean), math.cos(lean))
    sideways = quarter in (90, 270)
    enlarged = _ENLARGED if line.slope or sideways else 1
    pieces = []
    for word, follower in zip_longest(line.words, line.words[1:]):
        length, height = _extent(word.box, quarter, line.slope)
        left = _start(word.box, length, along)
        stretch = length / (len(word.text) * height * WIDTH / UNITS)
        shown = f"<{_coded(word.text, codes)}>"
        if follower:
            other = _start(follower.box, _extent(follower.box, quarter, line.slope)[0], along)
            gap = ((other[0] - left[0]) * along[0] + (other[1] - left[1]) * along[1] - length) * UNITS
            room = gap / (height * stretch)
            # In a gap narrower than a space, the space begins within the word. In a line that runs up or
            # down it always ends where the next word begins, or pdfium would break the line in a wide gap.
            back = WIDTH - (room if sideways else min(WIDTH, max(0.0, room)))
            shown += f" {_number(back)} <{_coded(' ', codes)}>"
        base = height * (0.5 * (ASCENT + DESCENT) / UNITS)  # from the middle of the box down
        origin = left[0] - up[0] * base, left[1] - up[1] * base
        matrix = (*(enlarged * part for part in (*along, *up)), *origin)
        pieces.append(
            f"{_FONT} {_number(height / enlarged)} Tf {_number(100 * stretch)} Tz "
            f"{' '.join(map(_number, matrix))} Tm [{shown}] TJ"
        )
    return pieces


def _extent(box: Box, quarter: int, slope: float) -> tuple[float, float]:
    """Length and height of a word that leans, of which the upright box around it is known."""
    wide, high = box[2] - box[0], box[3] - box[1]
    if quarter in (90, 270):
        wide, high = high, wide
    lean = abs(math.radians(slope))
    length = (wide * math.cos(lean) - high * math.sin(lean)) / math.cos(2 * lean)
    height = (high * math.cos(lean) - wide * math.sin(lean)) / math.cos(2 * lean)
    return max(length, wide / 2, 0.1), max(height, high / 2, 0.1)


def _start(box: Box, length: float, along: tuple[float, float]) -> tuple[float, float]:
    """The middle of a word's left edge, as it is read."""
    middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return middle[0] - along[0] * length / 2, middle[1] - along[1] * length / 2


def _coded(text: str, codes: Mapping[str, int]) -> str:
    return "".join(f"{codes[letter]:04X}" for letter in text)


def _number(value: float) -> str:
    """A number as PDF takes it; the same whatever the machine."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
