"""Page numbers as people type them, and as they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.errors import BadInput
from evidencepack.submission.page_ranges import read_pages, show_pages


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("  ", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("2-5", [2, 3, 4, 5]),
        ("2–5, 7", [2, 3, 4, 5, 7]),
        (" 2 — 3 ,9 ", [2, 3, 9]),
        ("7, 2-3", [7, 2, 3]),
        ("1,1,1-2", [1, 2]),
        ("9", [9]),
    ],
)
def test_page_numbers_are_read_in_the_order_typed(typed: str, pages: list[int]) -> None:
    assert read_pages(typed, 9) == pages


@pytest.mark.parametrize(
    "typed", ["10", "1-10", "0", "0-2", "5-2", "two", "1-", "-3", "1,,2", "1;2", "1.5", "²", "9" * 5000]
)
def test_what_is_not_a_page_of_the_document_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_pages(typed, 9, "The letter")
    assert caught.value.message.endswith(".")


def test_a_page_beyond_the_last_is_named_with_the_document() -> None:
    with pytest.raises(BadInput, match=r"^The letter has 9 pages; there is no page 12\.$"):
        read_pages("3-12", 9, "The letter")
    with pytest.raises(BadInput, match=r"^The letter has 1 page; there is no page 2\.$"):
        read_pages("2", 1, "The letter")


def test_pages_are_shown_as_ranges() -> None:
    assert show_pages([2, 3, 4, 5, 7]) == "2–5, 7"
    assert show_pages([1]) == "1"
    assert show_pages([3, 2, 1]) == "3, 2, 1"
    assert show_pages([]) == ""


@given(st.lists(st.integers(1, 50), unique=True, min_size=1))
def test_what_is_shown_is_read_again_as_the_same(pages: list[int]) -> None:
    assert read_pages(show_pages(pages), 50) == pages
