"""Tagging quotations: kept only when true, with the place, what is left out and the lines on the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidencepack.actions.anchors import page_words
from evidencepack.actions.fields import set_fields
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.reading_copies import ReadingCopies
from evidencepack.actions.selected import check_at, words_between
from evidencepack.actions.sources import import_paths
from evidencepack.errors import BadInput, NotFound, QuoteNotStored
from evidencepack.model.tables import Anchor, Quote
from evidencepack.quoting.places import PageWords, cuts_sense
from evidencepack.store.pack import Pack

LETTER = """The office’s first words are “here”. It met 18 requests, 25% of them twice.

Nothing was well-known. Nothing was said about 2,462 individuals, and nothing about the rest.
"""
NOTE = "A note: it met 18 requests, too."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pack]:
    """S1 a letter and S2 a note."""
    folder = tmp_path_factory.mktemp("quotes")
    (folder / "letter.txt").write_text(LETTER, "utf-8")
    (folder / "note.txt").write_text(NOTE, "utf-8")
    with new_pack(folder / "x.evpack") as pack:
        import_paths(pack, [folder / "letter.txt", folder / "note.txt"])
        yield pack


@pytest.fixture
def pack(made: Pack) -> Iterator[Pack]:
    """The same pack for every test; what a test did is undone."""
    before = len(made.undo_stacks()[0])
    yield made
    while len(made.undo_stacks()[0]) > before:
        made.undo()


@pytest.fixture(scope="module")
def copies(made: Pack) -> Iterator[ReadingCopies]:
    """The reading copies, open."""
    with ReadingCopies(made) as opened:
        yield opened


def stored(pack: Pack) -> list[Quote]:
    with pack.reading() as session:
        quotes = list(session.query(Quote).order_by(Quote.handle))
        for quote in quotes:
            assert quote.anchors
            assert all(link.topic.name for link in quote.topic_links)
        return quotes


def test_a_stored_quote_has_its_anchor_with_context_and_rectangles(pack: Pack) -> None:
    quoted = add_quote(pack, "18 requests, 25% of them twice", "claim", source="S1")
    [quote] = stored(pack)
    [anchor] = quote.anchors
    with pack.reading() as session:
        page = page_words(session, "S1")[anchor.page - 1]
    assert page.text[anchor.start : anchor.end] == anchor.exact == "18 requests, 25% of them twice"
    assert anchor.rendition_sha256 == page.rendition
    assert page.text[: anchor.start].endswith(anchor.prefix)
    assert len(anchor.prefix) >= 32
    assert len(anchor.suffix) >= 32
    assert anchor.rectangles
    for left, bottom, right, top in anchor.rectangles:
        assert 0 <= left < right
        assert 0 <= bottom < top
    assert (quoted.handle, quoted.source) == (quote.handle, "S1")


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("The office’s first words are “here”.", "exact"),
        ('The office’s first words\nare "here".', "equivalent"),
        ("“Nothing was well-known”", "exact"),
        ("Nothing was well‐known", "equivalent"),
    ],
)
def test_white_space_quote_marks_and_dashes_may_differ(pack: Pack, words: str, grade: str) -> None:
    assert add_quote(pack, words, "claim").check.grade == grade


@pytest.mark.parametrize(
    "words",
    [
        "The offices first words",
        "it met 19 requests, 25%",
        "18 requests, 25 of them",
        "2462 individuals",
        "-25% of them",
        "Something was said about 2,462 individuals",
    ],
)
def test_words_figures_apostrophes_and_signs_may_not_differ(pack: Pack, words: str) -> None:
    with pytest.raises(QuoteNotStored) as caught:
        add_quote(pack, words, "claim", source="S1")
    assert caught.value.exit_code == 1
    assert caught.value.details["quote"] is None
    assert caught.value.details["match"] in ("altered", "missing")
    assert stored(pack) == []


def test_what_an_elision_leaves_out_is_kept(pack: Pack) -> None:
    quoted = add_quote(pack, "It met 18 requests […] Nothing was said", "evidence", source="S1")
    [quote] = stored(pack)
    assert [anchor.exact for anchor in quote.anchors] == ["It met 18 requests", "Nothing was said"]
    assert quote.anchors[0].omitted == ""
    assert " ".join(quote.anchors[1].omitted.split()) == ", 25% of them twice. Nothing was well-known."
    assert quoted.as_json()["omitted"] == [quote.anchors[1].omitted]


def test_the_pieces_of_an_elided_quote_stand_in_the_order_of_the_page(pack: Pack) -> None:
    with pytest.raises(QuoteNotStored, match="order"):
        add_quote(pack, "Nothing was well-known […] first words", "evidence", source="S1")


def test_a_quote_in_two_sources_is_ambiguous_until_the_source_is_named(pack: Pack) -> None:
    with pytest.raises(QuoteNotStored, match=r"1: S1 page 1.*2: S2 page 1") as caught:
        add_quote(pack, "met 18 requests,", "evidence", accept_words="Either will do.")
    assert caught.value.details["match"] == "ambiguous"
    assert [place["source"] for place in caught.value.details["places"]] == ["S1", "S2"]
    assert add_quote(pack, "met 18 requests,", "evidence", source="S2").check.grade == "exact"


def test_other_capitals_are_refused_with_the_words_that_differ(pack: Pack) -> None:
    with pytest.raises(QuoteNotStored) as caught:
        add_quote(pack, "nothing was Said about", "claim", source="S1")
    assert caught.value.details["match"] == "words"
    difference = caught.value.details["nearest"]["difference"]
    assert difference == (
        "the page has “Nothing”, the quotation “nothing”; the page has “said”, the quotation “Said”"
    )
    kept = add_quote(pack, "nothing was Said about", "claim", source="S1", accept_words="A reason.")
    assert kept.check.grade == "words"
    assert stored(pack)[0].accepted == "A reason."


def test_a_reason_given_for_nothing_is_not_kept(pack: Pack) -> None:
    add_quote(pack, "Nothing was said", "claim", accept_words="A reason.")
    assert stored(pack)[0].accepted == ""


def test_the_wrong_page_or_place_is_said_to_be_wrong(pack: Pack) -> None:
    with pytest.raises(QuoteNotStored, match="not on page 7; it stands on page 1"):
        add_quote(pack, "2,462 individuals", "claim", page=7)
    with pytest.raises(QuoteNotStored, match="no place number 3"):
        add_quote(pack, "2,462 individuals", "claim", occurrence=3)


def test_what_is_no_quotation_is_refused(pack: Pack) -> None:
    with pytest.raises(BadInput, match="needs words"):
        add_quote(pack, " \n", "claim")
    with pytest.raises(QuoteNotStored):
        add_quote(pack, " […] ", "claim")
    with pytest.raises(BadInput, match="rumour"):
        add_quote(pack, "Nothing", "rumour")
    with pytest.raises(BadInput, match="leap year"):
        add_quote(pack, "2,462 individuals", "claim", date="29/02/2023")
    with pytest.raises(NotFound):
        add_quote(pack, "2,462 individuals", "claim", source="S7")
    assert stored(pack) == []


def test_topics_are_filed_in_the_order_given_and_once(pack: Pack) -> None:
    add_quote(pack, "2,462 individuals", "claim", topics=["b", " a ", "b", "", "c d"])
    names = [link.topic.name for link in stored(pack)[0].topic_links]
    assert names == ["b", "a", "c d"]


def test_open_reading_copies_give_the_same_rectangles(pack: Pack) -> None:
    with ReadingCopies(pack) as copies:
        add_quote(pack, "2,462 individuals", "claim", copies=copies)
    add_quote(pack, "2,462 individuals", "evidence")
    first, second = stored(pack)
    assert first.anchors[0].rectangles == second.anchors[0].rectangles


def test_new_words_of_a_stored_quote_are_checked_like_its_first(pack: Pack) -> None:
    handle = add_quote(pack, "2,462 individuals", "claim").handle
    set_fields(pack, handle, {"text": "Nothing was well-known."})
    assert [anchor.exact for anchor in stored(pack)[0].anchors] == ["Nothing was well-known."]
    with pytest.raises(QuoteNotStored):
        set_fields(pack, handle, {"text": "Nothing was unknown."})
    assert stored(pack)[0].text == "Nothing was well-known."


@pytest.mark.parametrize("nth", [0, 1])
def test_selected_words_are_anchored_where_they_were_selected(pack: Pack, nth: int) -> None:
    with pack.reading() as session:
        text = page_words(session, "S1")[0].text
    starts = [n for n in range(len(text)) if text.startswith("Nothing was", n)]
    assert len(starts) == 2
    quoted = add_quote(pack, "Nothing was", "claim", source="S1", page=1, start=starts[nth])
    assert quoted.check.grade == "exact"
    [anchor] = stored(pack)[0].anchors
    assert (anchor.page, anchor.start, anchor.end) == (1, starts[nth], starts[nth] + 11)
    assert anchor.rectangles


def test_a_selection_that_begins_with_a_space_or_a_sign_has_its_place(pack: Pack) -> None:
    with pack.reading() as session:
        text = page_words(session, "S1")[0].text
    start = text.index(", and nothing about")
    quoted = add_quote(pack, text[start : start + 19], "claim", source="S1", page=1, start=start)
    assert quoted.check.fragments[0].place.exact == ", and nothing about"


def test_words_are_not_kept_at_a_place_where_they_do_not_stand(pack: Pack) -> None:
    with pytest.raises(QuoteNotStored, match="not at the place marked on page 1"):
        add_quote(pack, "Nothing was", "claim", source="S1", page=1, start=3)
    with pytest.raises(QuoteNotStored):
        add_quote(pack, "Nothing was", "claim", source="S1", page=9, start=3)
    assert stored(pack) == []


def paged(*texts: str) -> list[PageWords]:
    return [PageWords("S1", "r", n, str(n), text) for n, text in enumerate(texts, start=1)]


REPORT = paged(
    "The yearly report\nOne word stands and\nPage 1",
    "The yearly report\nanother follows it, and\nPage 2",
    "The yearly report\none word stands and ends.\nPage 3",
)


def test_a_selection_over_pages_leaves_out_the_running_heads_and_feet() -> None:
    words, start = words_between(REPORT, 1, 17, 3, REPORT[2].text.index(" and ends"))
    assert words == "One word stands and\nanother follows it, and\none word stands"
    assert start == 18
    check = check_at(words, REPORT, 1, start)
    assert check.grade in ("exact", "equivalent")
    assert [fragment.place.page for fragment in check.fragments] == [1, 2, 3]


def test_a_selection_without_end_is_refused_at_once() -> None:
    with pytest.raises(BadInput, match="select a shorter passage"):
        check_at("word " * 5000, REPORT, 1, 0)


def test_a_selection_on_one_page_is_taken_as_it_stands() -> None:
    assert words_between(REPORT, 2, 0, 2, 17) == ("The yearly report", 0)
    assert words_between(REPORT, 2, 0, 2, len(REPORT[1].text)) == (REPORT[1].text, 0)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_selection_on_a_page_is_never_ambiguous(made: Pack, data: st.DataObject) -> None:
    with made.reading() as session:
        pages = page_words(session, "S1")
    text = pages[0].text
    low = data.draw(st.integers(0, len(text) - 1))
    high = data.draw(st.integers(low + 1, len(text)))
    words, start = words_between(pages, 1, low, 1, high)
    if words:
        check = check_at(words, pages, 1, start)
        cuts = cuts_sense(text, start, start + len(words))
        assert check.grade == ("words" if cuts else "exact")
        place = check.fragments[0].place
        assert (place.start, place.exact) == (start, words)


WORDS = " ".join(LETTER.split()).split(" ")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.integers(0, len(WORDS) - 4), length=st.integers(4, 12))
def test_any_stretch_of_the_source_is_kept_and_stands_where_it_says(
    made: Pack, copies: ReadingCopies, start: int, length: int
) -> None:
    words = " ".join(WORDS[start : start + length])
    quoted = add_quote(made, words, "claim", source="S1", copies=copies)
    with made.reading() as session:
        quote = session.query(Quote).filter_by(handle=quoted.handle).one()
        page = page_words(session, "S1")[0]
        there = " ".join(page.text[quote.anchors[0].start : quote.anchors[0].end].split())
    assert there == words
    made.undo()
    with made.reading() as session:
        assert session.query(Anchor).filter_by(quote_id=quote.id).count() == 0
