"""What a canvas needs of a document: every page's shape, where each letter stands, and bands of a picture."""

from __future__ import annotations

import pytest
from conftest import PdfMaker

from evidencepack.reading.reader import Reader

WORDS = "every letter has its room"
TURNED = ["", "/Rotate 90", "/Rotate 180", "/Rotate 270"]
BOXES = [(0, 0, 600, 800), (-90, 40, 510, 840)]


@pytest.mark.parametrize("page", TURNED)
@pytest.mark.parametrize("box", BOXES)
def test_each_letter_has_its_room_within_the_line_it_stands_in(
    reader: Reader, pdf: PdfMaker, page: str, box: tuple[int, int, int, int]
) -> None:
    document = reader.open(pdf(WORDS, page=page, box=box))
    text = document.page(1).text
    letters = document.letters(1)
    assert len(letters) == len(text)
    start = text.index("letter")
    [line] = document.rectangles(1, start, start + len("letter"))
    for number in range(start, start + len("letter")):
        room = letters[number]
        assert room is not None
        assert line[0] - 1 <= room[0] <= room[2] <= line[2] + 1
        assert room[1] < room[3]
    rooms = [letters[number] for number in range(start, start + 6)]
    assert [room[0] for room in rooms if room] == sorted(room[0] for room in rooms if room)


@pytest.mark.parametrize("page", TURNED)
def test_a_page_has_the_shape_it_is_displayed_in(reader: Reader, pdf: PdfMaker, page: str) -> None:
    document = reader.open(pdf(WORDS, page=page, box=(0, 0, 600, 800)))
    [(label, width, height)] = document.shapes()
    text = document.page(1)
    assert (label, width, height) == (text.label, text.width, text.height)


@pytest.mark.parametrize("page", TURNED)
def test_bands_put_together_are_the_whole_picture(reader: Reader, pdf: PdfMaker, page: str) -> None:
    document = reader.open(pdf(WORDS, page=page, box=(-90, 40, 510, 840)))
    whole = document.draw(1, 0.75)
    cut = whole.height // 3
    bands = [document.draw(1, 0.75, rows=rows) for rows in ((0, cut), (cut, whole.height + 50))]
    assert [band.height for band in bands] == [cut, whole.height - cut]
    assert b"".join(band.data for band in bands) == whole.data


def test_a_band_is_as_sharp_as_asked_for_where_the_whole_page_would_be_too_large(
    reader: Reader, pdf: PdfMaker
) -> None:
    document = reader.open(pdf("a", box=(0, 0, 6000, 8000)))
    band = document.draw(1, 2.0, rows=(100, 120), most_pixels=1_000_000)
    assert (band.width, band.height, band.scale) == (12000, 20, 2.0)


def test_a_band_below_the_page_is_refused(reader: Reader, pdf: PdfMaker) -> None:
    with pytest.raises(ValueError, match="no rows"):
        reader.open(pdf("a")).draw(1, 1.0, rows=(5000, 6000))
