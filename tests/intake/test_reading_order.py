"""The order in which the pieces of a page are read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidencepack.intake.reading_order import Piece, rows_in_order


def piece(what: str, left: float, top: float, width: float, height: float = 11) -> Piece[str]:
    return Piece(what, int(width / 5), left, top, left + width, top + height)


def read(pieces: list[Piece[str]]) -> list[str]:
    return [" ".join(one.what for one in row) for row in rows_in_order(pieces)]


def column(name: str, left: float, top: float, lines: int = 8, width: float = 230) -> list[Piece[str]]:
    return [piece(f"{name}{n}", left, top + 14 * n, width - 3 * (n % 3)) for n in range(lines)]


def test_lines_are_read_from_the_top_and_pieces_of_a_line_from_the_left():
    pieces = [piece("b", 300, 101, 60), piece("c", 50, 130, 400), piece("a", 50, 100, 80)]
    assert read(pieces) == ["a b", "c"]


def test_a_column_is_read_before_the_next_and_a_heading_before_both():
    left, right = column("l", 50, 100), column("r", 310, 103)
    heading, foot = piece("heading", 90, 60, 400, 20), piece("foot", 60, 300, 480)
    assert read([*right, foot, *left, heading]) == [
        "heading", *(f"l{n}" for n in range(8)), *(f"r{n}" for n in range(8)), "foot"
    ]  # fmt: skip


def test_a_heading_in_the_middle_ends_the_columns_above_it():
    above = [*column("a", 50, 100), *column("b", 310, 100)]
    below = [*column("c", 50, 300), *column("d", 310, 300)]
    order = read([*below, piece("heading", 60, 250, 470), *above])
    assert [name[0] for name in order] == [*"a" * 8, *"b" * 8, "h", *"c" * 8, *"d" * 8]


def test_three_columns_are_read_one_after_the_other():
    pieces = [
        *column("c", 400, 100, width=150),
        *column("a", 40, 100, width=150),
        *column("b", 220, 100, width=150),
    ]
    assert [name[0] for name in read(pieces)] == [*"a" * 8, *"b" * 8, *"c" * 8]


def test_rows_of_a_table_are_read_across():
    pieces = [
        piece(f"{row}{col}", 50 + 110 * col, 100 + 16 * row, 45) for row in range(9) for col in range(5)
    ]
    assert read(pieces) == [" ".join(f"{row}{col}" for col in range(5)) for row in range(9)]


def test_numbers_before_paragraphs_are_no_column():
    pieces = [piece(f"{n}.", 50, 100 + 30 * n, 12) for n in range(8)]
    pieces += [piece(f"text{n}", 90, 100 + 30 * n, 400) for n in range(8)]
    assert read(pieces) == [f"{n}. text{n}" for n in range(8)]


@given(st.lists(st.tuples(*[st.integers(0, 500)] * 2, st.integers(1, 300), st.integers(1, 30)), max_size=60))
def test_every_piece_is_read_once(places):
    pieces = [Piece(str(n), 20, x, y, x + w, y + h) for n, (x, y, w, h) in enumerate(places)]
    found = [one.what for row in rows_in_order(pieces) for one in row]
    assert sorted(found) == sorted(one.what for one in pieces)
