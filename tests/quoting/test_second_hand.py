"""Who has words at first hand and who repeats them: what a page shows, and what other sources show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.quoting.finding import check_quote
from evidencepack.quoting.places import PageWords
from evidencepack.quoting.reported import Signs, signs_at
from evidencepack.quoting.second_hand import (
    KnownSource,
    Standing,
    same_person,
    seems_second_hand,
    standings,
)

WORDS = "the data will not be shared with the Home Office"
LETTER = f"Thank you for your letter.\nI can confirm that {WORDS}.\nNick Gibb"
NEWS = f"Ministers have backed down. “I can confirm that {WORDS},” Nick Gibb wrote on Monday."


def signs(text: str, words: str = WORDS) -> Signs:
    start = text.index(words)
    return signs_at(text, start, start + len(words))


@pytest.mark.parametrize(
    ("text", "by", "verb"),
    [
        (f"The Department said: “Let me be clear: {WORDS}.” Others disagree.", "The Department", "said"),
        (f"“I can confirm {WORDS},” Nick Gibb told MPs on Monday.", "Nick Gibb", "told"),
        (f"‘The pupils’ rights matter and {WORDS}’, the minister wrote.", "the minister", "wrote"),
        (
            f'A spokesman for the Department for Education said: "It is so.\n\n"It is plain that {WORDS}."',
            "A spokesman for the Department for Education",
            "said",
        ),
        (f"Lord Nash replied that ‘{WORDS}’.", "Lord Nash", "replied"),
        (f"The paper has “so it is that {WORDS}” on its front.", "", ""),
    ],
)
def test_words_inside_quotation_marks_are_known_with_whoever_is_named(text: str, by: str, verb: str) -> None:
    assert signs(text) == Signs(marks=True, by=by, verb=verb)


@pytest.mark.parametrize(
    "text",
    [
        f"Pupils’ data: {WORDS}. The pupils’ parents asked.",
        f"He told us “yes” and “no”. As to this, {WORDS} and “that is that”.",
        f"“One paragraph.\n“A second one.” After that {WORDS}. And “so on”.",
        f"I said {WORDS}.",
        f"It’s plain, isn’t it, that {WORDS}. That’s all.",
        LETTER,
    ],
)
def test_words_of_the_page_itself_have_no_signs(text: str) -> None:
    assert signs(text) == Signs()


def test_a_mark_left_open_at_the_end_of_the_page_goes_on_on_the_next() -> None:
    assert signs(f"She wrote: “It is so that {WORDS} and this").marks


def test_words_that_bring_their_own_marks_stand_inside_them() -> None:
    text = f"He said “{WORDS}” again."
    assert signs(text, f"“{WORDS}”").marks


def test_a_passage_that_leaves_the_marks_is_the_page_s_own() -> None:
    text = f"“{WORDS},” he said on Monday, “and that is all.”"
    assert not signs(text, f"{WORDS},” he said on Monday").marks


def test_blocks_and_messages_below_are_somebody_s() -> None:
    block = signs(f"In its letter the Department for Education wrote:\n{WORDS}\n")
    assert (block.block, block.by) == (True, "the Department for Education")
    mail = signs(
        f"See below.\n\nOn Mon, 5 May 2016 at 10:00, Nick Gibb <a@b.uk> wrote:\n> Dear all,\n> {WORDS}\n"
    )
    assert (mail.block, mail.by) == (True, "Nick Gibb")


def test_words_told_of_without_marks_are_told_of_and_not_quoted() -> None:
    told = signs(f"According to the Department for Education, {WORDS}.")
    assert (told.quoted, told.verb, told.by) == (False, "according to", "the Department for Education")


@given(st.text(alphabet="ab ,.“”‘’'\"\n:>S", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_any_stretch_of_any_page_can_be_read(text: str, one: int, other: int) -> None:
    start, end = sorted((one, other))  # of a page that was damaged it may lie beyond the end
    assert isinstance(signs_at(text, start, end).told, str)


def judge(texts: dict[str, str], sources: dict[str, KnownSource]) -> dict[str, Standing]:
    pages = [PageWords(handle, f"r{handle}", 1, "1", text) for handle, text in texts.items()]
    places = check_quote(WORDS, pages).occurrences
    by_page = {(page.rendition, page.page): page.text for page in pages}
    return {one.place.source: one for one in standings(places, by_page, sources)}


def test_a_news_page_that_quotes_a_letter_is_second_hand_to_it_and_says_why() -> None:
    judged = judge(
        {"S1": LETTER, "S3": NEWS},
        {
            "S1": KnownSource("S1", "letter", "Nick Gibb MP"),
            "S3": KnownSource("S3", "news", "A Reporter"),
        },
    )
    assert not judged["S1"].second_hand
    assert judged["S3"].second_hand
    assert judged["S3"].primary == judged["S1"].place
    assert judged["S3"].reason == (
        "Second-hand: the words stand inside quotation marks, with “Nick Gibb wrote”, on a news page; "
        "S1 is by Nick Gibb MP, whose words they are."
    )


def test_without_any_author_the_one_without_quotation_marks_is_primary() -> None:
    judged = judge({"S1": LETTER, "S3": NEWS}, {})
    assert judged["S3"].reason.endswith("S1 has them itself, not in quotation marks.")


def test_two_documents_that_say_it_themselves_are_both_primary() -> None:
    answer = f"The answer is that {WORDS}."
    judged = judge({"S1": LETTER, "S2": answer}, {})
    assert [one.second_hand for one in judged.values()] == [False, False]


def test_a_news_page_alone_asks_for_the_primary() -> None:
    judged = judge({"S3": NEWS}, {"S3": KnownSource("S3", "news")})
    assert judged["S3"].second_hand
    assert judged["S3"].reason.endswith("obtain the primary of Nick Gibb.")


def test_the_words_told_without_marks_are_second_hand_to_an_earlier_document_only() -> None:
    told = f"According to the Department for Education, {WORDS}."
    dates = {
        "S1": KnownSource("S1", "report", "", "2016-09-26", "2016-09-26", "26 September 2016"),
        "S2": KnownSource("S2", "report", "", "2016-10-01", "2016-10-01", "1 October 2016"),
    }
    report = f"It follows that {WORDS}."
    assert judge({"S1": report, "S2": told}, dates)["S2"].reason.endswith("is earlier (26 September 2016).")
    assert not judge({"S1": told, "S2": report}, dates)["S1"].second_hand


def test_a_version_that_was_replaced_comes_last_and_is_no_primary_to_its_newer_one() -> None:
    known = {
        "S1": KnownSource("S1", replaced_by="S2", family="S1"),
        "S2": KnownSource("S2", family="S1"),
    }
    judged = judge({"S1": LETTER, "S2": LETTER + "\nCorrected."}, known)
    assert judged["S1"].reason == "S2 replaces this version."
    assert sorted(judged, key=lambda handle: judged[handle].rank) == ["S2", "S1"]


def test_names_are_compared_without_titles() -> None:
    assert same_person("Nick Gibb MP", "Mr Gibb")
    assert same_person("the Department for Education", "Department for Education")
    assert not same_person("Nick Gibb", "Lord Nash")
    assert not same_person("", "Lord Nash")


def test_a_quotation_seems_second_hand_once_somebody_else_than_the_author_is_its_speaker() -> None:
    shown = signs(NEWS)
    page = KnownSource("S3", "news", "A Reporter")
    assert seems_second_hand(shown, page, "Nick Gibb", WORDS)
    assert not seems_second_hand(shown, page, "", WORDS)
    assert not seems_second_hand(shown, page, "A Reporter", WORDS)
    assert not seems_second_hand(signs(LETTER), page, "Nick Gibb", WORDS)
    assert not seems_second_hand(shown, page, "Nick Gibb", "not shared")
    assert seems_second_hand(shown, KnownSource("S4", "web-page"), "Mr Gibb", WORDS)
    assert not seems_second_hand(shown, KnownSource("S4", "web-page"), "Lord Nash", WORDS)
