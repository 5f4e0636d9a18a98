"""What a quotation leaves out is told where it may turn the sense round, and only there."""

from __future__ import annotations

import pytest

from evidencepack.quoting.finding import check_quote
from evidencepack.quoting.honesty import Doubt, Stretch, doubts, put_in
from evidencepack.quoting.places import PageWords
from evidencepack.quoting.sentences import first_sentence, last_sentence, sentence_ends


def look(quotation: str, *texts: str) -> list[Doubt]:
    pages = [PageWords("S1", "sha", n, str(n), text) for n, text in enumerate(texts, start=1)]
    check = check_quote(quotation, pages)
    assert check.fragments, check
    pieces = [
        Stretch(part.place.page, part.place.start, part.place.end, part.omitted) for part in check.fragments
    ]
    return doubts(pieces, {page.page: page for page in pages}.get)


def rules(quotation: str, *texts: str) -> list[str]:
    return [doubt.rule for doubt in look(quotation, *texts)]


@pytest.mark.parametrize(
    ("left_out", "rule"),
    [
        (word, "elision-negation")
        for word in ("not", "no", "never", "none", "nor", "don’t", "won't", "cannot", "neither", "nobody")
    ]
    + [
        (word, "elision-condition")
        for word in (
            "unless", "except", "save", "only", "if", "but", "however", "provided", "subject to", "although",
            "until", "may", "might", "could",
        )
    ]
    + [(figure, "elision-figure") for figure in ("25", "2.5%", "£1,000", "in 2016", "½")],
)  # fmt: skip
def test_weighty_words_left_out_are_told(left_out: str, rule: str) -> None:
    doubt = look("The data […] be shared.", f"The data they {left_out} want to be shared.")[0]
    assert doubt.rule == rule
    assert left_out.removeprefix("in ") in doubt.told


@pytest.mark.parametrize("left_out", ["as we said", "noted and known", "of the northern area", "(No. one)"])
def test_other_words_left_out_are_not(left_out: str) -> None:
    assert look("The data […] be shared.", f"The data {left_out} will be shared.") == []


def test_crossing_a_sentence_end_is_told_and_an_abbreviation_is_none() -> None:
    assert rules("We agree […] were kept.", "We agree. The data were kept.") == ["elision-crosses-sentences"]
    assert rules("We agree […] were kept.", "We agree that Mr. Smith’s data, i.e. these, were kept.") == []


@pytest.mark.parametrize(
    "condition",
    [
        ", unless the parent objects", " unless the parent objects", ", except in two cases",
        ", but not abroad",
        ", provided that they are asked", " provided that they are asked", ", if the law asks for it",
        " if the law asks for it", ", subject to the Act", " subject to the Act", "; however, we may stop",
        ", although we regret it", " until the end of 2016", " only with consent",
    ],
)  # fmt: skip
def test_stopping_short_of_a_condition_is_told(condition: str) -> None:
    text = f"We said so. The data will be shared{condition}. We wait."
    (doubt,) = look("The data will be shared", text)
    assert doubt.rule == "quote-stops-short"
    assert " ".join(condition.split()[-2:]) in doubt.told
    assert look(f"The data will be shared{condition}.", text) == []


@pytest.mark.parametrize(
    "opening",
    [
        "It is not true that ", "If the parent agrees, ", "Unless the parent objects, ",
        "Had they been asked, ",
        "We do not believe that ", "There is no evidence that ", "The Minister denied that ", "I doubt that ",
        "Subject to the Act, ", "It is false that ", "Nobody said that ", "Only where they agree, ",
    ],
)  # fmt: skip
def test_starting_after_a_denial_or_a_condition_is_told(opening: str) -> None:
    text = f"We said so. {opening}the data will be shared. We wait."
    (doubt,) = look("the data will be shared", text)
    assert doubt.rule == "quote-starts-late"
    assert opening.strip(" ,") in doubt.told


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("the data will be shared", "The Minister, who did not attend, said that the data will be shared."),
        ("the data will be shared", "It is not disputed that the data will be shared."),
        ("The data will be shared.", "We will not wait. The data will be shared. But if not, we go."),
        (
            "The data will be shared",
            "No further 5. The data will be shared with Mr. Smith of the Department.",
        ),
        ("is exempt from it", "The item is exempt from it and is not only that, if at all."),
        ("will have to be", "It will have to be subject to the Act of 2016."),
        ("The Committee asked", "See No. 12 below.\n\n2. The Committee asked for it."),
        ("they asked for it", "• If so, go\n• they asked for it"),
        ("this was provided", "Then this was provided free of charge."),
    ],
)
def test_what_does_not_bound_the_quotation_is_no_doubt(quotation: str, text: str) -> None:
    assert look(quotation, text) == []


def test_a_sentence_that_goes_on_over_the_page_is_read_on_without_running_feet() -> None:
    feet = [f"A reply to the Committee\n{n}" for n in range(1, 5)]
    pages = [
        f"First of all.\n{feet[0]}",
        f"It is said that the data will be shared\n{feet[1]}",
        f"unless the parent objects. If they agree,\n{feet[2]}",
        f"we will share it. So.\n{feet[3]}",
    ]
    assert rules("the data will be shared", *pages) == ["quote-stops-short"]
    assert rules("we will share it.", *pages) == ["quote-starts-late"]


def test_sentences_end_at_a_stop_and_not_at_an_abbreviation() -> None:
    text = "Mr. J. Smith, para. 3, e.g. of the U.K. Act, left. “He did.” (See it.) In 2016. Then?"
    ends = list(sentence_ends(text))
    assert [text[start:end].strip() for start, end in zip([0, *ends], ends, strict=False)] == [
        "Mr. J. Smith, para. 3, e.g. of the U.K. Act, left.",
        "“He did.”",
        "(See it.)",
        "In 2016.",
        "Then?",
    ]
    assert first_sentence("so it is. Then not.") == "so it is."
    assert last_sentence("So it is. And then he") == " And then he"
    assert last_sentence("So it is. ") == ""


@pytest.mark.parametrize(
    ("inserted", "told"),
    [
        (("[not]",), "puts in “not”, which the source does not say"),
        (("[the Minister]", "[unless asked]"), "puts in “unless”, which the source does not say"),
        (("[sic]",), ""),
        (("[the Department for Education]", "[T]"), ""),
    ],
)
def test_an_insertion_that_may_turn_the_sense_round_is_told(inserted: tuple[str, ...], told: str) -> None:
    assert [doubt.told for doubt in put_in(inserted)] == ([told] if told else [])
