"""The invisible layer of words: what is read back is what was written, where it was written."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from evidencepack.errors import BadInput
from evidencepack.intake.ocr_words import Line, PageWords, Word
from evidencepack.intake.text_layer import add_layer
from evidencepack.reading.page import Box
from evidencepack.reading.reader import Reader

HEIGHT = 12.0


def word(text: str, left: float, bottom: float, *, width: float = 0, height: float = HEIGHT) -> Word:
    return Word(text, (left, bottom, left + (width or 6 * len(text)), bottom + height), 0.98)


def words(*lines: list[Word], number: int = 1, turned: int = 0, slope: float = 0.0) -> PageWords:
    return PageWords(number, tuple(Line(tuple(line), slope=slope) for line in lines), turned)


@pytest.fixture
def scan(tmp_path: Path) -> Callable[..., Path]:
    """A PDF with a page that has no words, or some text of its own."""

    def made(*, text: str = "", rotate: int = 0, box: Box = (0, 0, 400, 300), pages: int = 1) -> Path:
        path = tmp_path / f"scan-{rotate}-{len(text)}-{pages}.pdf"
        with pikepdf.new() as pdf:
            for _ in range(pages):
                page = pdf.add_blank_page(page_size=(box[2] - box[0], box[3] - box[1]))
                page.obj.MediaBox = Array(list(box))
                page.obj.Rotate = rotate
                font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
                page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
                drawn = f"q 3 0 0 3 0 0 cm BT /F1 8 Tf 20 60 Td ({text}) Tj ET"  # a q without its Q
                page.obj.Contents = pdf.make_stream(drawn.encode())
            pdf.save(path)
        return path

    return made


@pytest.fixture
def layered(reader: Reader, tmp_path: Path) -> Callable[..., Path]:
    def made(path: Path, *pages: PageWords, replace: tuple[int, ...] = (), name: str = "out.pdf") -> Path:
        with reader.open(path) as document:
            add_layer(document, pages, tmp_path / name, replace)
        return tmp_path / name

    return made


def test_the_words_are_the_text_of_the_page(scan, layered, reader):
    page = words(
        [word("Dear", 20, 250), word("Ms", 50, 250), word("Ŵyn-Hughes,", 68, 250, width=70)],
        [word("it", 20, 230), word("was", 36, 230), word("£1,204.50", 250, 230)],
        [word("and", 20, 210), word("mis-", 44, 210)],
        [word("led", 20, 190), word("I", 44, 190, width=3)],
    )
    with reader.open(layered(scan(), page)) as document:
        assert document.page(1).text == ("Dear Ms Ŵyn-Hughes,\nit was £1,204.50\nand mis-\nled I")
        assert document.page(1).flags == ()


def test_letters_beyond_the_first_plane_survive(scan, layered, reader):
    page = words([word("𝒜😀", 20, 250), word("王", 60, 250), word("“q”–€", 80, 250)])
    with reader.open(layered(scan(), page)) as document:
        assert document.page(1).text == "𝒜😀 王 “q”–€"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_rectangles_cover_the_ink_however_the_page_lies(scan, layered, reader, rotate, turned):
    path = scan(rotate=rotate, box=(30, 40, 430, 440))
    with reader.open(path) as document:
        shape = document.page(1)
    upright = [
        (50.0, 60.0, 110.0, 72.0),
        (114.0, 60.0, 150.0, 72.0),
        (300.0, 60.0, 340.0, 72.0),
        (50.0, 80.0, 90.0, 92.0),
    ]

    def placed(box: Box) -> Box:
        left, top, right, bottom = box
        size = 400.0
        shown = {
            0: box,
            90: (top, size - right, bottom, size - left),
            180: (size - right, size - bottom, size - left, size - top),
            270: (size - bottom, left, size - top, right),
        }[turned]
        return shape.placed(shown)

    texts = ["Upright", "words", "far", "below"]
    made = [Word(text, placed(box), 0.9) for text, box in zip(texts, upright, strict=True)]
    out = layered(path, words(made[:3], made[3:], turned=turned))
    with reader.open(out) as document:
        page = document.page(1)
        assert page.text == "Upright words far\nbelow"
        assert page.rotation == (rotate + turned) % 360
        for one, box in zip(made, upright, strict=True):
            start = page.text.index(one.text)
            (found,) = document.rectangles(1, start, start + len(one.text))
            assert found == pytest.approx(one.box, abs=0.1)
            assert page.shown(found) == pytest.approx(box, abs=0.1), "it is upright now"


@pytest.mark.parametrize("slope", [-3.0, -1.2, 1.2, 2.0, 3.0])
def test_lines_of_a_page_scanned_askew_stay_lines(scan, layered, reader, slope):
    lean = math.radians(slope)
    lines = []
    for number in range(8):
        line = []
        for left in (20, 60, 100, 300, 350):
            x, y = left - 200, 200 - 14 * number - 150
            corners = [
                (200 + a * math.cos(lean) - b * math.sin(lean), 150 + a * math.sin(lean) + b * math.cos(lean))
                for a, b in ((x, y), (x + 30, y), (x, y + 11), (x + 30, y + 11))
            ]
            box = (
                min(c[0] for c in corners),
                min(c[1] for c in corners),
                max(c[0] for c in corners),
                max(c[1] for c in corners),
            )
            line.append(Word(f"w{number}{left}", box, 0.9))
        lines.append(line)
    page = words(*lines, slope=slope)
    with reader.open(layered(scan(), page)) as document:
        assert document.page(1).text == page.text


def test_nothing_of_the_layer_is_drawn(scan, layered, reader):
    path = scan(text="Seen")
    out = layered(path, words([word("unseen", 20, 250)]))
    with reader.open(path) as before, reader.open(out) as after:
        assert before.draw(1, 2).data == after.draw(1, 2).data


def test_the_same_words_give_the_same_bytes(scan, layered):
    path, page = scan(), words([word("same", 20, 250)])
    assert layered(path, page, name="a.pdf").read_bytes() == layered(path, page, name="b.pdf").read_bytes()


def test_a_second_layer_takes_the_place_of_the_first(scan, layered, reader):
    first = layered(scan(), words([word("frist", 20, 250)]))
    with reader.open(layered(first, words([word("first", 20, 250)]), name="again.pdf")) as document:
        assert document.page(1).text == "first"


def test_text_of_its_own_that_is_of_no_use_is_replaced(scan, layered, reader):
    path = scan(text="Xqzzk", pages=2)
    out = layered(path, words([word("Read", 62, 180)]), replace=(1,))
    with pikepdf.open(out) as pdf:
        drawn = b"".join(stream.read_bytes() for stream in pdf.pages[0].obj.Contents)
    assert b"Xqzzk" not in drawn
    with reader.open(path) as before, reader.open(out) as after:
        assert after.page(1).text == "Read"
        assert after.page(2).text == "Xqzzk", "the other page is as it was"
        one, other = before.draw(1, 1, gray=True), after.draw(1, 1, gray=True)
        assert (one.width, one.height) == (other.width, other.height)
        differences = [abs(a - b) for a, b in zip(one.data, other.data, strict=True)]
        assert sum(differences) / len(differences) < 1, "it looks as it did"


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_replaced_page_that_is_turned_looks_as_it_did(scan, layered, reader, rotate):
    path = scan(text="Xqzzk", rotate=rotate, box=(10, 20, 410, 320))
    out = layered(path, words(), replace=(1,))
    with reader.open(path) as before, reader.open(out) as after:
        assert after.page(1).text == ""
        assert after.page(1).rotation == rotate
        pairs = zip(before.draw(1, 1, gray=True).data, after.draw(1, 1, gray=True).data, strict=True)
        assert sum(abs(a - b) for a, b in pairs) / 120_000 < 1


def test_links_of_a_replaced_page_remain(scan, layered, tmp_path):
    path = scan(text="Xqzzk")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        kinds = [Name.Link, Name.Highlight]
        pdf.pages[0].obj.Annots = Array(
            [Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array([0, 0, 9, 9])) for kind in kinds]
        )
        pdf.save(path)
    with pikepdf.open(layered(path, words(), replace=(1,))) as pdf:
        assert [one.Subtype for one in pdf.pages[0].obj.Annots] == [Name.Link]


def test_a_page_that_is_not_there_is_refused_and_nothing_is_left(scan, layered, tmp_path):
    with pytest.raises(BadInput, match="cannot be written into"):
        layered(scan(), words([word("gone", 20, 20)], number=9))
    assert not (tmp_path / "out.pdf").exists()
    assert not list(tmp_path.glob("*.part"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="latin-1", categories=("L", "Nd")), min_size=1, max_size=9),
            min_size=1,
            max_size=5,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_the_words_they_come_back_line_by_line(scan, layered, reader, texts):
    lines = [
        [word(text, 10 + 75 * column, 270 - 20 * row, width=60) for column, text in enumerate(line)]
        for row, line in enumerate(texts)
    ]
    page = words(*lines)
    with reader.open(layered(scan(), page)) as document:
        assert document.page(1).text == page.text


def test_confidence_is_by_letters():
    page = PageWords(1, (Line((Word("a", (0, 0, 1, 1), 0.5), Word("bcd", (1, 0, 2, 1), 0.9))),))
    assert page.confidence == pytest.approx((0.5 + 3 * 0.9) / 4)
    assert PageWords(1, ()).confidence == 0
