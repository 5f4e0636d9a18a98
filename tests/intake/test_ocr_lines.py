"""What OCR found in a picture becomes lines with places in the PDF."""

from __future__ import annotations

import math

import pytest

from evidencepack.intake.ocr_lines import page_words
from evidencepack.reading.page import PageText


def page(rotation: int = 0) -> PageText:
    width, height = (300.0, 400.0) if rotation in (90, 270) else (400.0, 300.0)
    return PageText(1, "1", width, height, rotation, "", ("no-text",), (10.0, 20.0, 410.0, 320.0))


def found(text: str, left: float, top: float, length: float, height: float = 10, angle: float = 0.0):
    """A line of one word for each of its words, equally long, turned clockwise about its top left."""
    lean = math.radians(angle)
    along, down = (math.cos(lean), math.sin(lean)), (-math.sin(lean), math.cos(lean))
    corners = [
        [left + along[0] * x + down[0] * y, top + along[1] * x + down[1] * y]
        for x, y in ((0, 0), (length, 0), (length, height), (0, height))
    ]
    parts = text.split()
    words = [[part, n / len(parts), (n + 1) / len(parts), 0.9] for n, part in enumerate(parts)]
    return {"corners": [[2 * x, 2 * y] for x, y in corners], "words": words}


def test_places_are_points_of_the_pdf():
    read = page_words(page(), 2.0, 0, [found("one two", 30, 50, 100)])
    assert [word.box for word in read.lines[0].words] == [(40, 260, 90, 270), (90, 260, 140, 270)]
    assert (read.number, read.turned, read.text) == (1, 0, "one two")


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_that_had_to_be_turned_has_its_places_where_it_lies_in_the_pdf(rotation, turned):
    shape = page(rotation)
    (line,) = page_words(shape, 2.0, turned, [found("one", 30, 50, 100)]).lines
    width, height = shape.width, shape.height
    shown = {
        0: (30, 50, 130, 60),
        90: (50, height - 130, 60, height - 30),
        180: (width - 130, height - 60, width - 30, height - 50),
        270: (width - 60, 30, width - 50, 130),
    }[turned]
    assert shape.shown(line.box) == pytest.approx(shown)


def test_the_slope_of_the_page_is_that_of_its_long_lines():
    lines = [found("a long line", 20, 20 + 15 * n, 300, angle=2.0) for n in range(5)]
    read = page_words(page(), 2.0, 0, [*lines, found("1", 20, 110, 8, angle=-7)])
    assert {line.slope for line in read.lines} == {-2.0}
    assert read.text.split("\n") == ["a long line"] * 5 + ["1"]


def test_pieces_of_a_row_scanned_askew_are_one_line():
    lean = math.tan(math.radians(2))
    lines = [found("a long line of words", 20, 20 + 14 * n, 200, angle=2.0) for n in range(6)]
    lines += [found(f"{n}", 320, 20 + 14 * n + 300 * lean, 20, angle=2.0) for n in range(6)]
    read = page_words(page(), 2.0, 0, lines)
    assert read.text.split("\n") == [f"a long line of words {n}" for n in range(6)]


def test_words_that_run_up_the_margin_come_last_and_say_so():
    lines = [found("up the margin", 8, 200, 150, angle=-90), found("first", 30, 50, 100)]
    read = page_words(page(), 2.0, 0, lines)
    assert [(line.text, line.turned) for line in read.lines] == [("first", 0), ("up the margin", 270)]


def test_a_page_on_which_nothing_was_read_has_no_lines():
    read = page_words(page(), 2.0, 0, [])
    assert (read.lines, read.text, read.confidence) == ((), "", 0.0)
