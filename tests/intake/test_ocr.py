"""Scanned pages are read, wherever up is; without the extra the person is told how to get it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array
from PIL import Image, ImageDraw, ImageFont

from evidencepack.errors import BadInput, Cancelled
from evidencepack.intake import ocr, ocr_models
from evidencepack.intake.ocr import Ocr
from evidencepack.intake.text_layer import add_layer
from evidencepack.progress import NoProgress

FONT = Path(__file__).resolve().parents[2] / "resources" / "fonts" / "LiberationSerif-Regular.ttf"
LETTER = (
    "Dear Ms Evans,",
    "You asked how many requests were refused. Of",
    "1,204 requests 318 were refused at a cost of",
    "£1,257.60, and the rest were answered.",
)
needs_ocr = pytest.mark.skipif(bool(ocr.missing()), reason="OCR is an extra and is not installed")


@pytest.fixture
def scan(tmp_path: Path) -> Callable[..., Path]:
    """A page as a scanner makes it: a picture, turned clockwise by so much."""

    def made(turned: int = 0) -> Path:
        picture = Image.new("L", (900, 500), 255)
        pen = ImageDraw.Draw(picture)
        font = ImageFont.truetype(str(FONT), 36)
        for number, line in enumerate(LETTER):
            pen.text((60, 60 + 60 * number), line, fill=0, font=font)
        path = tmp_path / f"scan-{turned}.pdf"
        picture.rotate(-turned, expand=True).save(path, resolution=200)
        return path

    return made


@pytest.fixture(scope="module")
def engine() -> Iterator[Ocr]:
    engine = Ocr()
    yield engine
    engine.close()


@needs_ocr
@pytest.mark.parametrize("turned", [0, 90])
def test_a_scan_is_read_word_for_word(scan, engine, reader, tmp_path, turned):
    path = scan(turned)
    with reader.open(path) as document:
        (read,) = engine.read_pages(document, [1], NoProgress())
        add_layer(document, [read], tmp_path / "out.pdf")
    assert read.text == "\n".join(LETTER)
    assert read.turned == (360 - turned) % 360
    assert read.confidence > 0.9
    with reader.open(tmp_path / "out.pdf") as document:
        page = document.page(1)
        assert page.text == read.text
        start = page.text.index("£1,257.60")
        (box,) = document.rectangles(1, start, start + 9)
        picture = document.draw(1, 2, gray=True)
        left, top, right, bottom = (round(2 * edge) for edge in page.shown(box))
        ink = picture.part(left - 1, top - 1, right + 1, bottom + 1).data
        assert min(ink) < 100, "the words lie over the ink"
        margin = picture.part(0, top, left - 2, bottom).data
        assert min(margin) > 200, "and nothing of the line is left of them"


@needs_ocr
def test_the_worker_stays_for_the_next_page_and_reaches_no_network(scan, engine, reader):
    with reader.open(scan()) as document:
        engine.read_pages(document, [1], NoProgress())
        first = engine.worker
        engine.read_pages(document, [1], NoProgress())
    assert first is not None
    assert engine.worker == first
    if os.path.isdir(f"/proc/{first}"):
        loaded = Path(f"/proc/{first}/maps").read_text()
        assert "_ssl" not in loaded, "nothing is loaded that could fetch anything"


@needs_ocr
def test_an_empty_page_has_no_words(engine, reader, tmp_path):
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 200))
        pdf.save(tmp_path / "empty.pdf")
    with reader.open(tmp_path / "empty.pdf") as document:
        (read,) = engine.read_pages(document, [1], NoProgress())
    assert (read.lines, read.turned, read.trouble) == ((), 0, "")


@needs_ocr
def test_cancel_ends_the_worker_in_the_middle_of_a_page(scan, reader):
    engine = Ocr()
    wanted = threading.Event()

    class Watched(NoProgress):
        done = 0

        def step(self, steps: int = 1) -> None:
            self.done += steps

        def cancelled(self) -> bool:
            return wanted.is_set()

    watched = Watched()
    threading.Timer(0.3, wanted.set).start()
    with reader.open(scan()) as document, pytest.raises(Cancelled):
        engine.read_pages(document, [1] * 100, watched)
    assert watched.done < 100
    engine.close()


@needs_ocr
def test_a_page_that_takes_too_long_says_so_and_the_next_is_read(scan, reader):
    engine = Ocr(time_limit=0.01)
    with reader.open(scan()) as document:
        (read,) = engine.read_pages(document, [1], NoProgress())
        assert "took more than" in read.trouble
        assert "Page 1 of “scan-0.pdf”" in read.trouble
        engine.time_limit = 100
        (again,) = engine.read_pages(document, [1], NoProgress())
    assert again.lines
    engine.close()


def test_without_the_extra_the_person_is_told_how_to_get_it(scan, reader, monkeypatch):
    monkeypatch.setattr(ocr_models, "find_spec", lambda name: None)
    assert 'pip install "evidencepack[ocr]"' in ocr.missing()
    assert ocr.reads_with() == ""
    with reader.open(scan()) as document, pytest.raises(BadInput, match="not installed"):
        Ocr().read_pages(document, [1], NoProgress())


def test_a_page_that_cannot_be_drawn_says_so(reader, tmp_path, monkeypatch):
    monkeypatch.setattr(ocr, "missing", str)
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 200)).obj.MediaBox = Array([0, 0, 300, 200])
        pdf.save(tmp_path / "one.pdf")
    with reader.open(tmp_path / "one.pdf") as document:
        (read,) = Ocr().read_pages(document, [7], NoProgress())
    assert read.trouble
    assert not read.lines
