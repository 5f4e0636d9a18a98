"""Folding makes equal what may differ in a quotation, and nothing else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidencepack.quoting.folding import LINE_END_DASH as DASH
from evidencepack.quoting.folding import LINE_END_HYPHEN as HYPHEN
from evidencepack.quoting.folding import fold, fold_text, letters_map, letters_of

TRICKY = "ab12 .,-'\"\n\r\t\u00a0\u2009\u00ad\u200b\u200d\ufeff"
TRICKY += "’‘“”«»‐‑–—―−ﬁﬄéw\u0302\u0301ŵŷ²½①ßİŉʼ각\u1100\u1161\u11a8😀𝒜£%\ufdd0\ufdd1\u037e_"
texts = st.one_of(st.text(alphabet=TRICKY, max_size=40), st.text(max_size=40))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("no  current\n\tplans", "no current plans"),
        ("no\u00a0current\u2009plans", "no current plans"),
        ("in\u00adfor\u200bma\u2060tion", "information"),
        ("\ufb01nance, o\ufb03ce, \ufb02ow, a\ufb06", "finance, office, flow, ast"),
        ("Llanw\u0302rin, y\u0302d", "Llanŵrin, ŷd"),
        ("pupil’s ‘data’", "pupil's 'data'"),
        ("‚low‘ and ‹single›", "'low' and 'single'"),
        ("“curly”, „low” and «guillemets»", '"curly", "low" and "guillemets"'),
        ("2015–16 and 2015‑16 and 2015—16", "2015-16 and 2015-16 and 2015-16"),
    ],
)
def test_what_may_differ_becomes_equal(one: str, other: str) -> None:
    assert fold_text(one) == fold_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("m²", "m2"),
        ("½", "1/2"),
        ("①", "1"),
        ("−5", "-5"),
        ("café", "cafe"),
        ("2.5", "25"),
        ("…", "..."),
        ("５", "5"),
        ("re-sign", "resign"),
        ("no one", "noone"),
        ("\u202eabc", "abc"),
        ("𝒜", "A"),
    ],
)
def test_what_carries_meaning_stays_different(one: str, other: str) -> None:
    assert fold_text(one) != fold_text(other)


def test_a_hyphen_at_a_line_end_is_marked_and_a_dash_there_keeps_its_dash() -> None:
    assert fold_text("infor-\nmation") == f"infor{HYPHEN}mation"
    assert fold_text("infor‐ \r\n mation") == f"infor{HYPHEN}mation"
    assert fold_text("infor\u00ad\nmation") == f"infor{HYPHEN}mation"
    assert fold_text("word—\nword") == f"word{DASH}word"
    assert fold_text("2015-\n16") == f"2015{DASH}16"
    assert fold_text("m²-\nrate") == f"m²{DASH}rate"
    assert fold_text("either -\nor") == "either - or"


def test_the_map_leads_back_to_the_original() -> None:
    text = "the\u00a0 o\ufb03ce of cafe\u0301 😀 infor-\nmation"
    folded = fold(text)
    for words, original in [
        ("the office", "the\u00a0 o\ufb03ce"),
        ("café", "cafe\u0301"),
        ("😀", "😀"),
        (f"infor{HYPHEN}mation", "infor-\nmation"),
    ]:
        place = folded.text.index(words)
        start, end = folded.span(place, place + len(words))
        assert text[start:end] == original


@given(texts)
@settings(max_examples=400)
def test_the_fast_way_and_the_way_with_a_map_agree(text: str) -> None:
    assert fold(text).text == fold_text(text)
    assert letters_map(text).text == letters_of(text)


@given(texts)
@settings(max_examples=300)
def test_the_map_never_runs_backwards(text: str) -> None:
    for folded in (fold(text), letters_map(text)):
        assert len(folded.text) == len(folded.starts) == len(folded.ends)
        assert list(folded.starts) == sorted(folded.starts)
        assert list(folded.ends) == sorted(folded.ends)
        assert all(0 <= a < b <= len(text) for a, b in zip(folded.starts, folded.ends, strict=True))


words = st.text(alphabet="abcxyzéŵ0123456789", min_size=1, max_size=6)
gaps = st.sampled_from(
    [" ", "\n", "\u00a0", "  \n ", "-", "-\n", "—\n", "– ", ", ", ".\n", "’", "\u2009", "\r\n", "/"]
)


@given(st.lists(st.tuples(words, gaps), min_size=2, max_size=8))
def test_folding_never_joins_two_words(pairs: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in pairs)
    folded = fold_text(text)
    assert re.findall(r"[^\W_]+", folded) == re.findall(r"[^\W_]+", text)
