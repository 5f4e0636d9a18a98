"""A quotation with words left out or put in is found by its pieces; marks of the source stay its own."""

from __future__ import annotations

import pytest

from evidencepack.quoting.finding import Check, check_quote
from evidencepack.quoting.places import PageWords

PAGE = (
    "The Minister told the House that he would not share the data. They are kept for a child in school, "
    "unless the law asks for it. I think… we should wait. He wrote “the [sic] list”, see [2016] EWHC 12. "
    "In 2016 there were 25 of them (emphasis added). The end came soon.\n"
    "Contents ........ 5\n"
    "Annex . . . . . . 6\n"
)


def check(quotation: str, *pages: str) -> Check:
    texts = pages or (PAGE,)
    return check_quote(
        quotation, [PageWords("S1", "sha", n, str(n), text) for n, text in enumerate(texts, start=1)]
    )


@pytest.mark.parametrize(
    "mark", ["[…]", "[...]", "[ . . . ]", "(…)", "(...)", "…", "...", ". . .", "....", "[. . .]"]
)
def test_each_way_to_write_an_elision(mark: str) -> None:
    found = check(f"told the House {mark} share the data")
    assert (found.grade, found.omitted) == ("equivalent", ("that he would not",))
    assert [part.grade for part in found.fragments] == ["exact", "exact"]


def test_three_pieces_stand_in_their_order() -> None:
    assert check("The Minister […] would not […] the data").omitted == ("told the House that he", "share")
    assert check("would not […] The Minister").grade == "altered"


@pytest.mark.parametrize(
    ("quotation", "inserted", "omitted"),
    [
        ("[The Minister] told the House", ("[The Minister]",), ()),
        ("told the House that [the Minister] would not share", ("[the Minister]",), ("he",)),
        ("would not [indeed] share the data", ("[indeed]",), ()),
        ("kept for a child[ren] in school", ("[ren]",), ()),
        ("he would not share the data [sic]", ("[sic]",), ()),
        ("would not share the data (emphasis added)", ("(emphasis added)",), ()),
        ("would not share the data [my emphasis added]", ("[my emphasis added]",), ()),
        ("told the House … [the Minister] would not", ("[the Minister]",), ("that he",)),
    ],
)
def test_words_put_in_are_shown_and_not_sought(
    quotation: str, inserted: tuple[str, ...], omitted: tuple[str, ...]
) -> None:
    found = check(quotation)
    assert (found.grade, found.inserted, found.omitted) == ("equivalent", inserted, omitted)
    assert f"put in by the writer: “{inserted[0]}”" in found.notes


def test_a_changed_capital_is_never_plain_exact() -> None:
    found = check("[H]e would not share the data")
    assert (found.grade, found.inserted) == ("equivalent", ())
    assert found.fragments[0].place.exact == "he would not share the data"
    assert check("[t]he Minister told the House").grade == "equivalent"
    assert check("[S]he would not share the data").grade == "altered"


@pytest.mark.parametrize(
    "quotation",
    [
        "I think… we should wait",
        "the [sic] list",
        "see [2016] EWHC 12",
        "[2016] EWHC 12. In 2016",
        "25 of them (emphasis added)",
        "Contents ........ 5",
        "Annex . . . . . . 6",
    ],
)
def test_what_stands_in_the_source_is_words(quotation: str) -> None:
    found = check(quotation)
    assert (found.grade, found.omitted, found.inserted) == ("exact", (), ())


def test_marks_of_the_source_and_of_the_writer_stand_side_by_side() -> None:
    found = check("I think… we should […] the [sic] list")
    assert (found.grade, found.omitted) == ("equivalent", ("wait. He wrote “",))
    found = check("the [sic] list […] [2016] EWHC 12")
    assert (found.grade, found.omitted, found.inserted) == ("equivalent", ("”, see",), ())
    found = check("[there] we should wait […] [2016] EWHC")
    assert (found.grade, found.inserted) == ("equivalent", ("[there]",))


@pytest.mark.parametrize(
    "quotation",
    [
        "told the House […] share all the data",  # a piece that is not there
        "would [gladly] share the data",  # an insertion in place of a negation
        "In [2017] there were 25 of them",  # in place of a figure
        "there were [30] of them",
        "The Minister [then] share the data",  # in place of many words
        "share the data [and] are kept for a child",  # in place of a sentence end
        "see [2017] EWHC 12",
        "wrote “the [not] list”",
        "I think… we should not wait",
        "I think… the law asks for it",  # the source goes on otherwise after its own dots
        "Contents ........ 6",
        "25 of them [(emphasis mine)] there",
    ],
)
def test_marks_do_not_make_a_falsified_quotation_true(quotation: str) -> None:
    assert check(quotation).grade in ("altered", "missing")


def test_brackets_alone_around_words_of_the_source_are_other_punctuation() -> None:
    assert check("would not [share] the data").grade == "words"


def test_pieces_on_two_pages_and_over_the_break_are_anchored_on_both() -> None:
    found = check(
        "told us that it […] on the next day",
        "He told us that it was\n",
        "done at once on the next\n",
        "day.",
    )
    assert found.grade == "equivalent"
    assert [(part.place.page, part.place.exact) for part in found.fragments] == [
        (1, "told us that it"),
        (2, "on the next"),
        (3, "day"),
    ]
    assert [part.omitted for part in found.fragments] == ["", "was\ndone at once", ""]
