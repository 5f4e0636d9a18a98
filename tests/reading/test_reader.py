"""Pages, places and pictures agree with one another."""

from __future__ import annotations

import threading
from pathlib import Path

import pypdf
import pytest
from conftest import PdfMaker, make_pdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidencepack.errors import BadInput, Cancelled
from evidencepack.progress import NoProgress
from evidencepack.reading.page import PageText
from evidencepack.reading.picture import Picture
from evidencepack.reading.reader import Document, Reader, extractor_version

WORDS = "The quick Agency told the\ncommittee of 12 January 2021\nthat nobody had jumped (gravely)."
TURNED = [
    f"/Rotate {angle}/CropBox[{crop}]"
    for angle in (0, 90, 180, 270)
    for crop in ("0 0 600 800", "130 200 500 790")
]


def test_pages_have_their_printed_labels(reader: Reader, pdf: PdfMaker) -> None:
    labels = "/PageLabels<</Nums[0<</S/r>>2<</S/D/P(A-)/St 7>>]>>"
    document = reader.open(pdf("a", "b", "c", catalogue=labels))
    assert [page.label for page in document.texts(NoProgress())] == ["i", "ii", "A-7"]


def test_pages_without_labels_are_labelled_by_their_number(reader: Reader, pdf: PdfMaker) -> None:
    assert [page.label for page in reader.open(pdf("a", "b")).texts()] == ["1", "2"]


def test_a_turned_page_is_as_wide_as_it_is_displayed(reader: Reader, pdf: PdfMaker) -> None:
    page = reader.open(pdf("a", page="/Rotate 90/CropBox[100 50 500 750]")).page(1)
    assert (page.width, page.height, page.rotation) == (700, 400, 90)
    assert page.box == (100, 50, 500, 750)


@pytest.mark.parametrize("page", TURNED)
@pytest.mark.parametrize("box", [(0, 0, 600, 800), (-90, 40, 510, 840)])
def test_rectangles_cover_all_ink_and_nothing_else_holds_any(
    reader: Reader, pdf: PdfMaker, page: str, box: tuple[int, int, int, int]
) -> None:
    document = reader.open(pdf(WORDS, page=page, box=box))
    text = document.page(1)
    picture = document.draw(1, 2.0, gray=True)
    rows = [bytearray(picture.data[y * picture.stride :][: picture.width]) for y in range(picture.height)]
    rectangles = document.rectangles(1, 0, len(text.text))
    assert rectangles
    for rectangle in rectangles:
        left, top, right, bottom = (round(edge * picture.scale) for edge in text.shown(rectangle))
        inside = rows[max(0, top - 1) : bottom + 2]
        if right - left > 20:
            assert min(min(row[max(0, left) : right]) for row in inside) < 128
        for row in inside:
            span = range(max(0, left - 1), min(picture.width, right + 2))
            row[span.start : span.stop] = b"\xff" * len(span)
    assert min(map(min, rows)) > 250


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(TURNED), st.integers(0, 90), st.integers(1, 60))
def test_the_rectangles_of_any_words_lie_on_the_page(
    reader: Reader, tmp_path: Path, page: str, start: int, length: int
) -> None:
    path = tmp_path / "turned.pdf"
    path.write_bytes(make_pdf([WORDS], page=page))
    with reader.open(path) as document:
        left, bottom, right, top = document.page(1).box
        for box in document.rectangles(1, start, start + length):
            assert left <= box[0] < box[2] <= right
            assert bottom <= box[1] < box[3] <= top


def test_words_over_three_lines_have_three_rectangles(reader: Reader, pdf: PdfMaker) -> None:
    document = reader.open(pdf(WORDS))
    rectangles = document.rectangles(1, 4, len(WORDS))
    assert len(rectangles) == 3
    assert rectangles[0][1] >= rectangles[1][3] - 6


def test_a_wide_gap_is_not_covered(reader: Reader, pdf: PdfMaker) -> None:
    document = reader.open(pdf(b"BT /F1 12 Tf 50 700 Td (left) Tj 300 0 Td (right) Tj ET"))
    assert len(document.rectangles(1, 0, len(document.page(1).text))) == 2


def test_the_words_in_a_rectangle_are_the_words_it_was_made_for(reader: Reader, pdf: PdfMaker) -> None:
    document = reader.open(pdf(WORDS))
    text = document.page(1).text
    start = text.index("committee")
    left, bottom, right, top = document.rectangles(1, start, start + 20)[0]
    middle = (bottom + top) / 2
    assert document.text_in(1, (left + 0.5, middle - 2, right - 0.5, middle + 2)) == text[start : start + 20]


def test_words_of_parted_lines_in_a_box_stay_parted(reader: Reader, pdf: PdfMaker) -> None:
    document = reader.open(pdf(WORDS))
    assert document.text_in(1, (50, 0, 76, 800)) == "The\ncom\nthat"


def test_shown_and_placed_undo_each_other() -> None:
    for rotation in (0, 90, 180, 270):
        page = PageText(1, "1", 0, 0, rotation, "", (), (10.0, 20.0, 310.0, 420.0))
        box = (40.0, 50.0, 60.0, 90.0)
        assert page.placed(page.shown(box)) == box


def test_a_turned_page_is_drawn_upright(reader: Reader, pdf: PdfMaker) -> None:
    corner = b"0 0 100 100 re f"  # bottom left in user space, top left when turned clockwise
    picture = reader.open(pdf(corner, page="/Rotate 90")).draw(1, 0.1, gray=True)
    assert (picture.width, picture.height) == (80, 60)
    ink = picture.ink(4, 3)
    assert ink[0] > 0
    assert set(ink[1:]) == {0}


def test_gray_and_coloured_pictures_are_equally_dark(reader: Reader, pdf: PdfMaker) -> None:
    document = reader.open(pdf(b"0 400 600 400 re f 1 0 0 rg 0 0 300 400 re f"))
    gray, coloured = document.draw(1, 0.2, gray=True), document.draw(1, 0.2)
    assert (gray.format, coloured.format) == ("gray", "BGRx")
    assert len(coloured.data) == coloured.stride * coloured.height
    assert gray.ink(2, 2)[:2] == coloured.ink(2, 2)[:2] == (15, 15)
    assert gray.ink(2, 2)[3] == coloured.ink(2, 2)[3] == 0
    assert abs(gray.ink(2, 2)[2] - coloured.ink(2, 2)[2]) <= 1


def test_the_ink_of_a_narrow_cell_is_its_mean() -> None:
    picture = Picture(3, 1, 4, "gray", bytes([0, 255, 0, 99]), 1.0)
    assert picture.ink(3, 1) == (15, 0, 15)
    assert picture.ink(1, 1) == (10,)
    with pytest.raises(ValueError, match="grid"):
        picture.ink(4, 1)


def test_annotations_and_filled_fields_are_drawn(reader: Reader, pdf: PdfMaker) -> None:
    look = b"<</Type/XObject/Subtype/Form/BBox[0 0 300 400]/Length 19>>stream\n0 0 300 400 re f   \nendstream"
    square = b"<</Type/Annot/Subtype/Square/Rect[0 0 300 400]/F 4/AP<</N 7 0 R>>>>"
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[300 400 600 800]/F 4/AP<</N 7 0 R>>>>"
    path = pdf(
        b" ",
        page="/Annots[8 0 R 9 0 R]",
        catalogue="/AcroForm<</Fields[9 0 R]>>",
        more=[look, square, field],
    )
    _, right_top, left_bottom, _ = reader.open(path).draw(1, 0.1, gray=True).ink(2, 2)
    assert (right_top, left_bottom) == (15, 15)


def test_a_picture_is_never_larger_than_allowed(reader: Reader, pdf: PdfMaker) -> None:
    picture = reader.open(pdf("a", box=(0, 0, 14400, 14400))).draw(1, 4.0, most_pixels=10_000)
    assert (picture.width, picture.height) == (100, 100)
    assert picture.scale == pytest.approx(100 / 14400)


def test_an_outline_that_bites_its_tail_is_read_once(reader: Reader, pdf: PdfMaker) -> None:
    outline = [
        b"<</Type/Outlines/First 10 0 R/Last 11 0 R>>",
        b"<</Title(One)/Parent 9 0 R/Next 11 0 R/Dest[7 0 R/Fit]/First 12 0 R>>",
        b"<</Title(Two)/Parent 9 0 R/Next 10 0 R/A<</S/URI/URI(http://example.org)>>>>",
        b"<</Title(Within)/Parent 10 0 R/First 10 0 R/Dest[5 0 R/Fit]>>",
    ]
    path = pdf("a", "b", catalogue="/Outlines 9 0 R", more=outline)
    assert reader.open(path).outline() == [(1, "One", 2), (2, "Within", 1), (1, "Two", None)]


def test_only_the_details_that_are_there_are_told(reader: Reader, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.metadata = {"/Title": "Ŵr a\x00 王", "/Author": ""}
    path = tmp_path / "told.pdf"
    writer.write(path)
    found = reader.open(path).metadata()
    assert found["Title"].startswith("Ŵr a")
    assert "\x00" not in found["Title"]
    assert "Author" not in found


def test_reading_all_pages_stops_when_cancelled(reader: Reader, pdf: PdfMaker) -> None:
    class Stop(NoProgress):
        done = 0

        def step(self, steps: int = 1) -> None:
            self.done += steps

        def cancelled(self) -> bool:
            return self.done == 2

    progress = Stop()
    with pytest.raises(Cancelled):
        list(reader.open(pdf("a", "b", "c")).texts(progress))
    assert progress.done == 2


@pytest.mark.parametrize("number", [0, -1, 3])
def test_a_page_that_is_not_there_is_named(reader: Reader, pdf: PdfMaker, number: int) -> None:
    with pytest.raises(BadInput, match=f"Page {number} of “letter.pdf”"):
        reader.open(pdf("a", "b")).page(number)


def test_several_threads_may_ask_one_reader(reader: Reader, pdf: PdfMaker) -> None:
    documents = [reader.open(pdf(f"words {n}", name=f"{n}.pdf")) for n in range(4)]
    wrong: list[str] = []

    def ask(document: Document, words: str) -> None:
        for _ in range(20):
            document.draw(1, 0.1)
            if (found := document.page(1).text) != words:
                wrong.append(found)

    threads = [
        threading.Thread(target=ask, args=(document, f"words {n}")) for n, document in enumerate(documents)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_the_extractors_version_names_pdfium() -> None:
    assert "pdfium " in extractor_version()


def test_a_document_opened_anew_on_the_way_reads_the_same(
    pdf: PdfMaker, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pdf("one", "two", "three")
    with reader.open(path) as document:
        once = [page.text for page in document.texts()]
        monkeypatch.setattr("evidencepack.reading.reader._SEEN_AT_ONCE", 0)
        assert [page.text for page in document.texts()] == once == ["one", "two", "three"]
        assert document.draw(2, 0.2).width > 0
