"""What a page is called where the file does not know the number printed on it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidencepack.model.page_labels import printed_label


def test_without_an_offset_the_file_is_believed() -> None:
    assert printed_label(5, "iv", 0) == "iv"


def test_pages_before_the_first_numbered_one_have_no_label() -> None:
    assert [printed_label(page, str(page), -4) for page in (4, 5, 6)] == ["", "1", "2"]


@given(st.integers(1, 5000), st.integers(-5000, 5000).filter(bool))
def test_pages_that_follow_each_other_have_labels_that_follow_each_other(page: int, offset: int) -> None:
    label, following = (printed_label(number, str(number), offset) for number in (page, page + 1))
    assert label == "" or int(following) == int(label) + 1
