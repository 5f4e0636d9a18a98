"""Words where they stand on a page: lines, columns, the nearest letter, words, sentences, picking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt

from evidencepack.gui.widgets.pages_held import WordsHeld
from evidencepack.gui.widgets.pages_picking import Picking
from evidencepack.gui.widgets.pages_words import PageWords
from evidencepack.reading.page import Box, PageText

WIDE, HIGH = 6.0, 10.0


def page_of(text: str, number: int = 1, *, corners: list[tuple[float, float]] | None = None) -> PageWords:
    """A page 600 by 800 whose lines begin at these corners (from the top left), letters 6 by 10."""
    lines = text.split("\n")
    corners = corners or [(50.0, 50.0 + 14 * n) for n in range(len(lines))]
    letters: list[Box | None] = []
    for line, (left, top) in zip(lines, corners, strict=True):
        letters += [
            (left + WIDE * n, 800 - top - HIGH, left + WIDE * (n + 1), 800 - top) for n in range(len(line))
        ]
        letters.append(None)
    shape = PageText(number, str(number), 600, 800, 0, text, (), (0.0, 0.0, 600.0, 800.0))
    return PageWords(1, shape, letters[:-1])


COLUMNS = "left one\nleft two\nright one\nright two"
CORNERS = [(50.0, 50.0), (50.0, 64.0), (300.0, 50.0), (300.0, 64.0)]


def test_a_line_is_a_row_of_letters_beside_each_other() -> None:
    words = page_of("first line\nsecond")
    assert [(line.start, line.end) for line in words.lines] == [(0, 10), (11, 17)]
    assert words.rects(0, 10)[0].width() == 10 * WIDE
    assert [rect.width() for rect in words.rects(6, 13)] == [4 * WIDE, 2 * WIDE]


def test_a_point_in_a_letter_is_before_or_after_it() -> None:
    words = page_of("first line\nsecond")
    assert words.nearest(QPointF(50 + 2 * WIDE + 1, 55)) == 2
    assert words.nearest(QPointF(50 + 2 * WIDE + 5, 55)) == 3
    assert words.holds(QPointF(51, 55))
    assert not words.holds(QPointF(51, 300))


def test_a_point_beside_a_short_line_is_its_end_though_a_longer_line_lies_over_it() -> None:
    words = page_of("a long first line\nshort")
    assert words.nearest(QPointF(140, 64 + 5)) == len("a long first line\nshort")


@pytest.mark.parametrize(
    ("x", "y", "word"), [(150, 69, "left two"), (290, 62, "right one"), (310, 63, "right")]
)
def test_a_point_between_columns_belongs_to_the_nearer_one(x: float, y: float, word: str) -> None:
    words = page_of(COLUMNS, corners=CORNERS)
    place = words.nearest(QPointF(x, y))
    assert place is not None
    start, end = words.line_around(place)
    assert word in words.text[start:end]


def test_a_point_below_a_column_stays_in_it() -> None:
    words = page_of(COLUMNS, corners=CORNERS)
    assert words.nearest(QPointF(60, 300)) in range(9, 18)
    assert words.nearest(QPointF(330, 300)) in range(28, 38)


def test_a_page_without_words_has_no_place() -> None:
    assert (
        PageWords(1, PageText(1, "1", 600, 800, 0, "", (), (0, 0, 600, 800)), []).nearest(QPointF(1, 1))
        is None
    )


@pytest.mark.parametrize(
    ("text", "at", "sentence"),
    [
        ("One here. Two there! Three?", 12, "Two there!"),
        ("One here. Two there! Three?", 0, "One here."),
        ("The rate is 2.5 % now. Next.", 3, "The rate is 2.5 % now."),
        ("See Dr. Smith, para. 4 of it. Next.", 20, "See Dr. Smith, para. 4 of it."),
        ("He said “Yes.” Then he left.", 4, "He said “Yes.”"),
        ("It was e.g. small. Next.", 2, "It was e.g. small."),
        ("A line that\ngoes on. Next.", 3, "A line that\ngoes on."),
        ("Heading\n\nText begins. Next.", 2, "Heading"),
        ("no end at all", 4, "no end at all"),
    ],
)
def test_a_sentence_ends_at_its_mark_and_not_at_a_short_form(text: str, at: int, sentence: str) -> None:
    words = PageWords(1, PageText(1, "1", 600, 800, 0, text, (), (0, 0, 600, 800)), [None] * len(text))
    start, end = words.sentence_around(at)
    assert text[start:end] == sentence


@given(st.text(alphabet="ab .\n?’”A", max_size=60), st.integers(0, 60))
def test_every_place_lies_in_its_sentence_or_in_the_space_before_it(text: str, at: int) -> None:
    at = min(at, len(text))
    words = PageWords(1, PageText(1, "1", 600, 800, 0, text, (), (0, 0, 600, 800)), [None] * len(text))
    start, end = words.sentence_around(at)
    assert 0 <= start <= end <= len(text)
    assert text[start:end] == text[start:end].strip()
    assert at <= end or not text[end:at].strip()


# Picking


def held(*pages: PageWords) -> WordsHeld:
    words = WordsHeld()
    for page in pages:
        words.keep(page, ())
    return words


def picked(picking: Picking) -> str:
    return picking.selection.text if picking.selection else ""


def test_dragging_after_a_double_click_takes_whole_words_both_ways() -> None:
    picking = Picking(held(page_of("one two three four")))
    picking.begin((1, 5), "word")
    assert picked(picking) == "two"
    picking.reach((1, 9))
    assert picked(picking) == "two three"
    picking.reach((1, 1))
    assert picked(picking) == "one two"


def test_words_over_two_pages_are_joined_and_wait_for_both() -> None:
    words = held(page_of("the first page"))
    picking = Picking(words)
    picking.anchor, picking.head = (1, 4), (2, 3)
    assert picking.selection is None
    words.keep(page_of("two", 2), picking.pages)
    assert picked(picking) == "first page\ntwo"


def test_the_keys_extend_by_letters_words_lines_and_over_the_edge_of_a_page() -> None:
    picking = Picking(held(page_of("one two\nthree four"), page_of("five", 2)))
    picking.begin((1, 0))
    picking.move(Qt.Key.Key_Right, by_words=True, extend=True)
    assert picked(picking) == "one"
    picking.move(Qt.Key.Key_Right, by_words=False, extend=True)
    picking.move(Qt.Key.Key_Right, by_words=True, extend=True)
    assert picked(picking) == "one two"
    picking.move(Qt.Key.Key_Down, by_words=False, extend=True)
    assert picked(picking) == "one two\nthree f"
    picking.move(Qt.Key.Key_End, by_words=False, extend=True)
    assert picked(picking) == "one two\nthree four"
    picking.move(Qt.Key.Key_Right, by_words=False, extend=True)
    assert picking.head == (2, 0)
    picking.move(Qt.Key.Key_Left, by_words=False, extend=True)
    assert picking.head == (1, 18)
    assert not picking.move(Qt.Key.Key_Down, by_words=False, extend=False) or picking.head == (2, 0)


def test_a_caret_that_moves_without_extending_picks_nothing() -> None:
    picking = Picking(held(page_of("one two")))
    picking.begin((1, 0))
    picking.move(Qt.Key.Key_Right, by_words=True, extend=False)
    assert picking.span is None
    assert picking.head == (1, 3)


def test_taking_the_sentence_again_takes_the_next_one_besides() -> None:
    picking = Picking(held(page_of("One here. Two there. Three.")))
    picking.begin((1, 2))
    assert picking.take_sentence()
    assert picked(picking) == "One here."
    assert picking.take_sentence()
    assert picked(picking) == "One here. Two there."
    picking.begin((1, 12), "word")
    picking.take_sentence()
    assert picked(picking) == "Two there."


def test_words_that_are_needed_are_not_let_go_of() -> None:
    words = WordsHeld(most_pages=2)
    for number in (1, 2, 3, 4):
        words.keep(page_of("x", number), {1})
    assert 1 in words
    assert 4 in words
    assert 2 not in words
