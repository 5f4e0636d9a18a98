"""A quotation is found again in pages that were read anew, or it is said why not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.quoting.finding import PageIndex, check_quote
from evidencepack.quoting.places import PageWords
from evidencepack.quoting.reanchoring import Reanchored, reanchor

LETTER = "The Department has met 18 requests since 2012. There are no plans to share the data."


def _pages(texts: Sequence[str], rendition: str) -> list[PageWords]:
    return [PageWords("S1", rendition, n, str(n), text) for n, text in enumerate(texts, start=1)]


def _again(
    words: str,
    old: Sequence[str],
    new: Sequence[str],
    *,
    page: int | None = None,
    occurrence: int | None = None,
) -> Reanchored:
    check = check_quote(words, _pages(old, "old"), page=page, occurrence=occurrence)
    assert check.fragments
    stood = check.fragments[0].place
    return reanchor(words, check.grade, stood, PageIndex(_pages(new, "new")))  # type: ignore[arg-type]


def test_the_same_words_on_the_same_page_are_the_same() -> None:
    found = _again("18 requests since 2012", [LETTER], ["A new heading.\n" + LETTER])
    assert (found.outcome, found.told) == ("same", "")
    assert found.check.fragments[0].place.rendition == "new"


def test_the_same_words_on_another_page_have_moved_and_it_is_told() -> None:
    found = _again("18 requests since 2012", [LETTER], ["Contents", LETTER])
    assert found.outcome == "moved"
    assert found.told == "It stood on page 1 and stands on page 2 now."


@pytest.mark.parametrize(
    "other",
    ["The Department has met 20 requests since 2012.", "The Department has met 18 requests since 2013."],
)
def test_one_figure_that_differs_is_a_change_and_shown(other: str) -> None:
    found = _again("The Department has met 18 requests since 2012", [LETTER], [other])
    assert found.outcome == "changed"
    assert found.told.startswith("On page 1 ")
    assert not found.check.fragments


def test_other_punctuation_is_a_change() -> None:
    found = _again("no plans to share", [LETTER], ["There are No Plans to share the data."])
    assert found.outcome == "changed"
    assert "No Plans" in found.told


def test_what_is_gone_is_lost() -> None:
    found = _again("18 requests since 2012", [LETTER], ["Something else altogether is written here."])
    assert found.outcome == "lost"


def test_among_several_places_the_words_around_it_tell() -> None:
    old = ["In May there were no plans to share. In June there were no plans to share."]
    new = ["In June there were no plans to share. Then: In May there were no plans to share."]
    found = _again("no plans to share", old, new, page=1, occurrence=2)
    assert found.outcome == "same"
    assert found.check.fragments[0].place.start == new[0].index("no plans")


def test_among_places_that_are_alike_the_page_tells() -> None:
    old = ["Signed: the Minister", "Signed: the Minister"]
    found = _again("the Minister", old, old, page=2)
    assert found.outcome == "same"
    assert found.check.fragments[0].place.page == 2


def test_where_nothing_tells_the_person_must() -> None:
    old = ["Signed: the Minister", "Nothing"]
    new = ["Nothing", "Signed: the Minister", "Signed: the Minister"]
    found = _again("the Minister", old, new)
    assert found.outcome == "ambiguous"
    assert "2 places" in found.told


def test_an_elided_quotation_is_sought_piece_by_piece() -> None:
    found = _again("The Department has met 18 requests […] no plans to share", [LETTER], ["Page one", LETTER])
    assert found.outcome == "moved"
    assert len(found.check.fragments) == 2


@given(
    st.lists(st.sampled_from(["alpha", "beta", "gamma", "18", "2012"]), min_size=6, max_size=30),
    st.data(),
)
def test_in_the_same_pages_every_quotation_is_the_same(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    quote = " ".join(words[first:last])
    pages = _pages([text, "Another page"], "old")
    places = check_quote(quote, pages).occurrences
    number = data.draw(st.integers(1, len(places)))
    check = check_quote(quote, pages, occurrence=number)
    stood = check.fragments[0].place
    found = reanchor(quote, check.grade, stood, PageIndex(pages))  # type: ignore[arg-type]
    assert found.outcome in ("same", "ambiguous")
    if found.outcome == "same" and len({(place.prefix, place.suffix) for place in places}) == len(places):
        assert found.check.fragments[0].place.start == stood.start
