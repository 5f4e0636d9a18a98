"""One comparison decides whether a quotation says what the page says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.quoting.grading import compare, same_words


@pytest.mark.parametrize(
    ("written", "passage"),
    [
        ("no current plans", "no\ncurrent   plans"),
        ("the information is", "the infor-\nmation is"),
        ("the infor-mation is", "the infor-\nmation is"),
        ("pre- and post-war", "pre-\nand post-war"),
        ("to re-sign", "to re-\nsign"),
        ("2015-16", "2015-\n16"),
        ("2015–16", "2015-16"),
        ("word—word", "word—\nword"),
        ("word— word", "word—\nword"),
        ("COVID-19", "COVID-\n19"),
        ("“assured”", '"assured"'),
        ("pupil's", "pupil’s"),
        ("finance", "\ufb01nance"),
        ("Llanŵrin", "Llanw\u0302rin"),
        ("co\u00adoperate 😀", "cooperate\u00a0😀"),
        ("हिन्दी में", "हिन्दी\nमें"),
    ],
)
def test_only_the_setting_differs(written: str, passage: str) -> None:
    assert same_words(written, passage) == "equivalent"
    assert same_words(passage, written) == "equivalent"


@pytest.mark.parametrize(
    ("written", "passage"),
    [
        ("No Current Plans", "no current plans"),
        ("no, current plans", "no current plans"),
        ("no current plans.", "no current plans"),
        ("long term plans", "long-term plans"),
        ("wait - now", "wait; now"),
        ("the ‘new’ data", 'the "new" data'),
        ("either… or", "either ... or"),
        ("(the pupils) agreed", "the pupils agreed"),
    ],
)
def test_the_same_words_with_another_case_or_punctuation(written: str, passage: str) -> None:
    assert same_words(written, passage) == "words"
    assert same_words(passage, written) == "words"


@pytest.mark.parametrize(
    ("written", "passage"),
    [
        ("2.5 %", "25 %"),
        ("1,000", "1.000"),
        ("1,000", "1, 000"),
        ("1 000", "1000"),
        ("201516", "2015-\n16"),
        ("2015 16", "2015-16"),
        ("in 2016, the", "in 2016. The"),
        ("in 2016 the", "in 2016, the"),
        ("£5 each", "€5 each"),
        ("£5 each", "5 each"),
        ("5% of", "5 of"),
        ("the % of", "the of"),
        ("−5 degrees", "-5 degrees"),
        ("-5 degrees", "5 degrees"),
        ("- 5 degrees", "-5 degrees"),
        ("+5 degrees", "5 degrees"),
        ("grade A+ pupils", "grade A pupils"),
        ("grade A- pupils", "grade A pupils"),
        ("grade A- pupils", "grade A - pupils"),
        ("pupil's data", "pupils' data"),
        ("pupil's data", "pupils data"),
        ("pupils' data", "pupils data"),
        ('pupils" data', "pupils' data"),
        ("'pupils' data", "pupils' data"),
        ("were there", "we're there"),
        ("resign", "re-sign"),
        ("re sign", "resign"),
        ("wordword", "word—\nword"),
        ("cafe", "café"),
        ("cafe", "cafe\u0301"),
        ("m2", "m²"),
        ("R&D", "R D"),
        ("will be", "will not be"),
        ("be will", "will be"),
        ("…", "!"),
        ("", "words"),
    ],
)
def test_what_says_something_else_has_no_grade(written: str, passage: str) -> None:
    assert same_words(written, passage) is None
    assert same_words(passage, written) is None


def test_a_hyphen_joined_at_a_line_end_is_told_and_one_that_stays_is_not() -> None:
    assert compare("to resign now", "to re-\nsign now").notes == (
        "hyphen at a line end joined: re-sign / resign",
    )
    assert compare("to re-sign now", "to re-\nsign now").notes == ()
    assert compare("INFORMATION I resign", "Infor-\nmation I re-\nsign").notes == (
        "hyphen at a line end joined: Infor-mation / Information",
        "hyphen at a line end joined: re-sign / resign",
    )


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_comparison_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert same_words(one, other) == same_words(other, one)


@given(st.text(max_size=40))
def test_every_text_equals_itself(text: str) -> None:
    assert same_words(text, text) == "exact"
