"""A quotation is found where it stands, and is never taken for what it is not."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evidencepack.quoting.finding import PageIndex, check_quote
from evidencepack.quoting.places import PageWords, context, cuts_sense, parts_a_letter

LETTER = (
    "Dear Chair,\n"
    "The new items will not be passed to the Home Office. There are no current plans to share the\n"
    "data with other depart-\nments unless we’re legally required to.\n"
    "Between July 2015 and September 2016 there were 25 requests concerning 2,462 indivi-\nduals, or\n"
    "2.5% of all pupils’ records—\nat a cost of £1,000 in 2015–16. We must not resign ourselves to that.\n"
)
REPLY = (
    "The Committee asked all schools whether the data were shared. Most of them said it was; a few did not."
)
FOOT = "Data in schools: a reply to the Committee\n{}"


def pages(*texts: str, source: str = "S1") -> list[PageWords]:
    return [
        PageWords(source, f"sha-{source}", number, f"p{number}", text)
        for number, text in enumerate(texts, start=1)
    ]


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("The new items will not be passed to the Home Office.", "exact"),
        ("with other depart-\nments unless", "exact"),
        ("share the data with other departments unless we're legally required", "equivalent"),
        ("all pupils' records—at a cost of £1,000 in 2015-16", "equivalent"),
        ("“no current plans to share”", "exact"),
        ("the new items will NOT be passed to the Home Office", "words"),
        ("the new items will be passed to the Home Office", "altered"),
        ("The new items will not be passed to the Home Secretary", "altered"),
        ("The new items will not be passed on to the Home Office", "altered"),
        ("there were 26 requests concerning 2,462 individuals", "altered"),
        ("concerning 2.462 individuals", "altered"),
        ("individuals, or 25% of all pupils’ records", "altered"),
        ("individuals, or 2.5 of all pupils’ records", "altered"),
        ("of all pupils records", "altered"),
        ("unless were legally required", "altered"),
        ("at a cost of €1,000 in 2015–16", "altered"),
        ("at a cost of £1,000 in 201516", "altered"),
        ("We must not re-sign ourselves", "altered"),
        ("The Secretary of State resigned over a wholly different affair", "missing"),
        ("", "missing"),
        (" […] ", "missing"),
        ("“ ”", "missing"),
    ],
)
def test_each_grade(text: str, grade: str) -> None:
    assert check_quote(text, pages(REPLY, LETTER)).grade == grade


def test_the_place_gives_page_label_positions_words_and_context() -> None:
    check = check_quote("no current plans", pages(REPLY, LETTER))
    place = check.fragments[0].place
    assert (place.source, place.rendition, place.page, place.label) == ("S1", "sha-S1", 2, "p2")
    assert LETTER[place.start : place.end] == place.exact == "no current plans"
    assert (place.prefix, place.suffix) == context(LETTER, place.start, place.end)
    assert len(place.prefix) == len(place.suffix) == 48
    assert check.occurrences == (place,)


def test_positions_count_code_points_also_after_astral_characters() -> None:
    text = "😀𝒜 王 no cafe\u0301 plans"
    place = check_quote("no café plans", pages(text)).fragments[0].place
    assert text[place.start : place.end] == "no cafe\u0301 plans"


def test_the_nearest_passage_and_the_difference_are_told() -> None:
    check = check_quote("The Committee asked some schools whether the data were shared", pages(LETTER, REPLY))
    assert check.grade == "altered"
    assert check.nearest is not None
    assert check.nearest.place.page == 2
    assert check.nearest.text == "The Committee asked all schools whether the data were shared"
    assert check.nearest.sentence == "the page has “all schools”, the quotation “some schools”"
    assert [step.op for step in check.nearest.difference] == ["same", "changed", "same"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The new items will be passed to", "the page has “will not be”, the quotation “will be”"),
        ("items will not ever be passed", "the page has “not be”, the quotation “not ever be”"),
        ("items not will be passed to", "the page has “will not be”, the quotation “not will be”"),
        (
            "concerning 2.462 individuals",
            "the page has “2,462 indivi-duals”, the quotation “2.462 individuals”",
        ),
        ("or 25% of", "the page has “2.5% of”, the quotation “25% of”"),
    ],
)
def test_a_difference_is_said_in_words(text: str, sentence: str) -> None:
    nearest = check_quote(text, pages(LETTER)).nearest
    assert nearest is not None
    assert nearest.sentence == sentence


def test_several_places_are_ambiguous_until_one_is_chosen() -> None:
    look = pages("We agreed. We agreed.", "Nothing.", "We\nagreed.")
    check = check_quote("We agreed.", look)
    assert check.grade == "ambiguous"
    assert [(place.page, place.start) for place in check.occurrences] == [(1, 0), (1, 11), (3, 0)]
    assert check.fragments == ()
    assert check.notes == ("It stands in 3 places, on pages 1, 3; say which is meant.",)
    assert check_quote("We agreed.", look, page=3).grade == "equivalent"
    assert check_quote("We agreed.", look, page=1).grade == "ambiguous"
    chosen = check_quote("We agreed.", look, page=1, occurrence=2)
    assert (chosen.grade, chosen.fragments[0].place.start) == ("exact", 11)
    assert check_quote("We agreed.", look, occurrence=4).grade == "ambiguous"


def test_the_same_words_in_several_places_are_ambiguous_too() -> None:
    look = pages("We agreed: yes.", "We agreed - yes.")
    assert check_quote("We agreed, yes.", look).grade == "ambiguous"
    assert check_quote("We agreed, yes.", look, page=2).grade == "words"


def test_a_place_with_the_very_characters_counts_before_one_with_other_punctuation() -> None:
    assert check_quote("We agreed: yes.", pages("We agreed, yes.", "We agreed: yes.")).grade == "exact"


def test_a_quotation_on_another_page_than_said_is_not_found_there() -> None:
    check = check_quote("asked all schools", pages(REPLY, LETTER), page=2)
    assert check.grade == "missing"
    assert check.notes == ("Not on page 2; it stands on page 1.",)
    assert [place.page for place in check.occurrences] == [1]


def test_several_sources_are_searched_and_named_when_both_have_it() -> None:
    both = pages(LETTER) + pages(REPLY, "We have no current plans to share.", source="S2")
    check = check_quote("no current plans to share", both)
    assert check.grade == "ambiguous"
    assert check.notes == ("It stands in 2 places, on S1 page 1, S2 page 2; say which is meant.",)
    assert PageIndex(both).check("no current plans to share", source="S2").grade == "exact"


def test_an_elided_quotation_keeps_what_was_left_out_and_is_never_exact() -> None:
    for mark in ("[…]", "[...]", "…", "...", ". . .", "(…)", "[ . . . ]"):
        check = check_quote(f"There are no current plans {mark} unless we’re legally required", pages(LETTER))
        assert check.grade == "equivalent"
        assert [part.grade for part in check.fragments] == ["exact", "exact"]
        assert check.omitted == ("to share the\ndata with other depart-\nments",)
        assert [part.omitted for part in check.fragments] == ["", *check.omitted]


def test_pieces_may_lie_on_later_pages_but_never_on_earlier_ones() -> None:
    look = pages(REPLY, LETTER)
    check = check_quote("Most of them said it was […] no current plans", look)
    assert check.grade == "equivalent"
    assert [part.place.page for part in check.fragments] == [1, 2]
    assert check.omitted[0].startswith("; a few did not.\nDear Chair,\n")
    assert check_quote("no current plans […] Most of them said it was", look).grade == "altered"


def test_pieces_of_two_sources_are_no_quotation() -> None:
    both = pages(LETTER) + pages(REPLY, source="S2")
    check = check_quote("no current plans […] Most of them said it was", both)
    assert check.grade == "altered"
    assert check.notes == (
        "Each piece stands there, but not in this order in one source, or more is left out than marked.",
    )


def test_a_piece_that_is_not_there_is_named() -> None:
    check = check_quote("There are no current plans […] unless we’re legally obliged", pages(LETTER))
    assert check.grade == "altered"
    assert check.notes == ("“unless we’re legally obliged” does not stand there.",)


def test_a_mark_at_the_start_or_the_end_leaves_nothing_out_in_between() -> None:
    check = check_quote("[…] no current plans to share …", pages(LETTER))
    assert (check.grade, check.omitted, len(check.fragments)) == ("equivalent", (), 1)


def test_the_sources_own_dots_are_not_an_elision() -> None:
    look = pages("He said: well… I never. And then he left […] the room. I never.")
    assert check_quote("well… I never", look).grade == "exact"
    assert check_quote("left […] the room", look).grade == "exact"
    assert check_quote("left […] the room", look).omitted == ()


def test_every_place_from_which_an_elided_quotation_can_be_read_is_an_occurrence() -> None:
    look = pages("We agreed to wait. We agreed to go. In the end we went.", "We agreed.")
    check = check_quote("We agreed […] we went", look)
    assert (check.grade, len(check.occurrences)) == ("ambiguous", 2)
    assert check_quote("We agreed […] we went", look, occurrence=2).omitted == ("to go. In the end",)


def test_quote_marks_around_the_whole_are_left_off_only_if_the_page_has_none() -> None:
    look = pages("They were “assured of it”. They were told so.")
    check = check_quote("‘told so’", look)
    assert (check.grade, check.fragments[0].written) == ("exact", "told so")
    assert check.notes == ("the quote marks around the text are not on the page and were left off",)
    assert check_quote("“assured of it”", look).fragments[0].place.exact == "“assured of it”"


def test_a_cut_through_a_word_or_a_figure_is_told() -> None:
    def notes(text: str) -> tuple[str, ...]:
        return check_quote(text, pages(LETTER)).notes

    assert notes("gally required") == ("starts inside the word “legally”",)
    assert notes("The new item") == ("ends inside the word “items”",)
    assert notes("duals, or 2") == ("starts inside the word “indivi-duals”", "ends inside the figure “2.5%”")
    assert notes("cost of £1") == ("ends inside the figure “£1,000”",)
    assert notes("1,000 in") == ("starts inside the figure “£1,000”",)
    assert notes("no current plans") == ()


def test_a_mark_where_the_word_goes_on_makes_it_another_word() -> None:
    def grade(text: str) -> str:
        return check_quote(text, pages(LETTER)).grade

    for changed in ("The new item.", "The new item; will", "2,462 individual,", "(gally required"):
        assert grade(changed) == "altered"
    for same in ("The new items.", "The new items; will not be passed", "(legally required"):
        assert grade(same) == "words"
    assert grade("“The new item”") == "exact"


def test_a_hyphen_joined_at_a_line_end_is_told() -> None:
    check = check_quote("with other departments unless", pages(LETTER))
    assert check.notes == ("hyphen at a line end joined: depart-ments / departments",)


def test_a_quotation_over_a_page_break_is_anchored_on_both_pages() -> None:
    check = check_quote(
        "the data were shared. Most of them agreed.",
        pages("Whether the data were shared.", "Most of them agreed. So?"),
    )
    assert check.grade == "exact"
    assert [(part.place.page, part.written, part.grade) for part in check.fragments] == [
        (1, "the data were shared.", "exact"),
        (2, "Most of them agreed.", "exact"),
    ]
    assert [part.omitted for part in check.fragments] == ["", ""]
    assert check.omitted == ()
    assert check.notes == ("runs over the page break from page 1 to page 2",)


def test_running_heads_and_feet_are_passed_over_and_told_at_a_page_break() -> None:
    look = pages(
        "First page.\n" + FOOT.format(1),
        "They asked all schools for their pupil infor-\n" + FOOT.format(2),
        "mation at once, and 25\n" + FOOT.format(3),
        "requests were met.\n" + FOOT.format(4),
    )
    check = check_quote("all schools for their pupil information at once", look)
    assert check.grade == "equivalent"
    assert [part.place.exact for part in check.fragments] == [
        "all schools for their pupil infor",
        "mation at once",
    ]
    assert "hyphen at a line end joined: infor-mation / information" in check.notes
    assert any("running head or foot passed over" in note for note in check.notes)
    assert check_quote("at once, and 25 requests were met.", look).grade == "exact"
    assert check_quote("at once, and requests were met.", look).grade == "altered"


def test_omitted_words_leave_out_running_feet() -> None:
    look = pages(
        "We said one.\n" + FOOT.format(1), "Then two.\n" + FOOT.format(2), "At last three.\n" + FOOT.format(3)
    )
    assert check_quote("We said […] three", look).omitted == ("one.\nThen two.\nAt last",)


def test_strange_characters_do_no_harm() -> None:
    look = pages("王小明 said 😀\u0007 “no”.\ufdd0 \ud800 end")
    for text in (
        "王小明 said 😀",
        "\u0007 “no”",
        "\ufdd0",
        "😀",
        "—",
        "\u0301",
        "\u200b",
        "\ud800",
        "a" * 5000,
    ):
        assert check_quote(text, look).grade in ("exact", "missing")


PAGE_LETTERS = "ab Éé12.,-'\n’“”—%£ ﬁ\u00adw\u0302ŷ😀ß½"


@given(st.lists(st.text(PAGE_LETTERS, max_size=30), min_size=1, max_size=3), st.data())
@settings(max_examples=300)
def test_any_part_of_a_page_is_found_where_it_stands(texts: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(texts) - 1))
    text = texts[number]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    part = text[start:end].strip()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(part)
    assume(
        part
        and not re.fullmatch(r"[\s.]*", part)
        and not parts_a_letter(text, start)
        and not parts_a_letter(text, end)
    )
    cuts = cuts_sense(text, start, end)
    check = PageIndex(pages(*texts)).check(part, cuts=cuts)
    assert check.grade in ("exact", "ambiguous", "words" if cuts else "exact")
    assert check.grade != "words" or any("inside" in note for note in check.notes)
    assert (number + 1, start, end) in [(place.page, place.start, place.end) for place in check.occurrences]


VERSE = (LETTER + REPLY).replace("-\n", "").replace("\n", " ")
VERSE_WORDS = VERSE.split()
stretches = st.integers(0, len(VERSE_WORDS) - 12).flatmap(
    lambda first: st.integers(6, 12).map(lambda count: VERSE_WORDS[first : first + count])
)


def _is_refused(words: list[str]) -> None:
    written = " ".join(words)
    assume(written not in VERSE)
    assert check_quote(written, pages(VERSE)).grade in ("altered", "missing")


@given(stretches, st.integers(0, 5), st.sampled_from(["never", "some", "x", "25", "not"]), st.booleans())
@settings(max_examples=200)
def test_a_word_changed_or_added_is_never_better_than_altered(
    words: list[str], at: int, other: str, add: bool
) -> None:
    assume(other.casefold() not in words[at].casefold())
    _is_refused([*words[:at], other, *words[at + (not add) :]])


@given(stretches, st.integers(1, 4))
@settings(max_examples=100)
def test_a_word_dropped_or_swapped_is_never_better_than_altered(words: list[str], at: int) -> None:
    _is_refused(words[:at] + words[at + 1 :])
    assume(words[at].casefold() != words[at + 1].casefold())
    _is_refused([*words[:at], words[at + 1], words[at], *words[at + 2 :]])


@given(stretches, st.data())
@settings(max_examples=300)
def test_a_figure_an_apostrophe_or_a_sign_changed_is_never_better_than_altered(
    words: list[str], data: st.DataObject
) -> None:
    written = " ".join(words)
    near_figures = [
        match.start()
        for match in re.finditer(r"\d|’|%|£|(?<=\d)[.,–](?=\d)", written)
        if 0 < match.start() < len(written) - 1
    ]
    assume(near_figures)
    at = data.draw(st.sampled_from(near_figures))
    other = data.draw(st.sampled_from(["", *"0123456789.’%£−+"]))
    assume(other != written[at])
    _is_refused([written[:at] + other + written[at + 1 :]])


def test_two_checks_by_one_index_do_not_disturb_each_other() -> None:
    index = PageIndex(pages(REPLY, LETTER))
    alone = [check_quote(text, pages(REPLY, LETTER)) for text in ("no current plans", "asked some schools")]
    assert [index.check("no current plans"), index.check("asked some schools")] == alone
