"""What must hold of any page and any quotation: true ones are found, falsified ones are not."""

from __future__ import annotations

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evidencepack.quoting.finding import PageIndex, check_quote
from evidencepack.quoting.folding import fold_text
from evidencepack.quoting.grading import same_words
from evidencepack.quoting.places import PageWords, cuts_sense, parts_a_letter

HOSTILE = (
    "aAbſßıİŵŷéÅ0123456789²½⅐①ⅷ٣५ \u00a0\u2009\n\r\t\f\u2028\u00ad\u200b\u200d\u2060\ufeff"
    ".,;:!?…·-‐‑–—−'’‘\"“”«»`´′()[]{}%‰£$€¥&@#/\\*†§°ﬁﬄ\u0301\u0302\u0327\u05d0\u05d1\u202e\u200f"
    "王小😀𝒜\ud800\ufffd\ufdd0\ufdd1\ufdd3\ufffe\u0000"
)
PLAIN = (
    "the", "data", "will", "be", "shared", "with", "all", "schools", "Ministers", "keep", "copies", "of",
    "pupil", "records", "when", "they", "ask", "in", "every", "borough", "and", "town", "since", "lost",
)  # fmt: skip
ODD = (
    "pupils’", "they’re", "isn't", "Llanŵrin", "café", "naïve", "re-sign", "25", "2,462", "2.5%", "£1,000",
    "−5", "2015–16", "12(1)(a)", "[2016]", "(see)", "“assured”", "m²", "ﬁnance", "e.g.", "U.K.", "and/or",
    "R&D", "26/07/2016", "10:30", "No.", "[sic]", "well…", ".", "infor-\nmation", "COVID-\n19",
)  # fmt: skip
WORDS = st.sampled_from([*PLAIN, *ODD])
GAPS = st.sampled_from(
    [" ", " ", " ", " ", "\n", "  ", "\u00a0", " \n", ", ", ". ", "; ", " – ", "—", ".\n\n"]
)
PROSE = st.lists(st.tuples(WORDS, GAPS), min_size=8, max_size=40).map(
    lambda pairs: "".join(word + gap for word, gap in pairs).strip()
)
PAGES = st.lists(PROSE | st.text(HOSTILE, max_size=60) | st.text(max_size=60), min_size=1, max_size=3)


def pages(*texts: str) -> list[PageWords]:
    return [PageWords("S1", "sha", number, str(number), text) for number, text in enumerate(texts, start=1)]


@given(PAGES, st.data())
@settings(max_examples=500, deadline=None)
def test_any_part_of_a_page_is_found_where_it_stands(texts: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(texts) - 1))
    text = texts[number]
    low = data.draw(st.integers(0, len(text)))
    high = data.draw(st.integers(low, len(text)))
    part = text[low:high].strip()
    start = low + len(text[low:high]) - len(text[low:high].lstrip())
    end = start + len(part)
    assume(part and not parts_a_letter(text, start) and not parts_a_letter(text, end))
    assume(any(map(str.isalnum, part)))  # mere marks are an elision, or nothing to look for
    cuts = cuts_sense(text, start, end)
    check = PageIndex(pages(*texts)).check(part, cuts=cuts)
    assert check.grade in ("exact", "ambiguous", "words" if cuts else "exact")
    assert (number + 1, start, end) in [(place.page, place.start, place.end) for place in check.occurrences]


@given(PROSE, PROSE, st.integers(0, 30), st.integers(1, 30))
@settings(max_examples=200, deadline=None)
def test_a_part_that_runs_over_a_page_break_is_found_on_both_pages(
    one: str, other: str, back: int, on: int
) -> None:
    head = re.split(r"\s+", one)[-back - 1 :]
    tail = re.split(r"\s+", other)[:on]
    written = " ".join([*head, *tail])
    assume(not _standing(written, one) and not _standing(written, other))
    check = check_quote(written, pages(one, other))
    assert check.grade not in ("altered", "missing")
    assert any(place.page == 1 for place in check.occurrences)


def _standing(quotation: str, text: str) -> bool:
    """Whether words stand on a page, by a plain look that knows nothing of the check."""

    def bare(words: str) -> str:
        return " ".join(re.findall(r"[^\W_]+", words.casefold()))

    return f" {bare(quotation)} " in f" {bare(text)} "


SENTENCES = st.lists(st.sampled_from(PLAIN), min_size=12, max_size=40)


@given(SENTENCES, st.data())
@settings(max_examples=400, deadline=None)
def test_a_word_changed_added_dropped_or_swapped_is_never_better_than_altered(
    words: list[str], data: st.DataObject
) -> None:
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 8))
    said = words[first : first + data.draw(st.integers(6, 8))]
    at = data.draw(st.integers(1, len(said) - 2))
    other = data.draw(st.sampled_from(["not", "never", "no", "some", "25", "never-ending", "ŵy"]))
    said = data.draw(
        st.sampled_from(
            [
                [*said[:at], other, *said[at + 1 :]],
                [*said[:at], other, *said[at:]],
                said[:at] + said[at + 1 :],
                [*said[:at], said[at + 1], said[at], *said[at + 2 :]],
                [*said[:at], said[at] + said[at + 1], *said[at + 2 :]],
            ]
        )
    )
    assume(not _standing(" ".join(said), text))
    assert check_quote(" ".join(said), pages(text)).grade in ("altered", "missing")


@given(SENTENCES, st.sampled_from(["not", "never", "no", "cannot", "isn’t", "won't"]), st.data())
@settings(max_examples=200, deadline=None)
def test_a_negation_lost_is_never_better_than_altered(
    words: list[str], negation: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(3, len(words) - 3))
    text = " ".join([*words[:at], negation, *words[at:]])
    rest = {"cannot": ["can"], "isn’t": ["is"], "won't": ["will"]}.get(negation, [])
    said = [*words[at - 3 : at], *rest, *words[at : at + 3]]
    assume(not _standing(" ".join(said), text))
    assert check_quote(" ".join(said), pages(text)).grade in ("altered", "missing")


FIGURES = st.from_regex(r"\A[£€−+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})?(?:\.[0-9])?%?\Z")


@given(SENTENCES, FIGURES, st.data())
@settings(max_examples=400, deadline=None)
def test_a_figure_changed_in_any_sign_is_never_better_than_altered(
    words: list[str], figure: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(figure) - 1))
    sign = data.draw(st.sampled_from(["", *"0123456789.,%£€−+’/:"]))
    other = data.draw(
        st.sampled_from([figure[:at] + sign + figure[at + 1 :], figure[:at] + sign + figure[at:]])
    )
    assume(other != figure and other.strip(".,:") != figure)
    text = " ".join([*words[:6], figure, *words[6:]])
    said = " ".join([*words[3:6], other, *words[6:9]])
    assume(not _standing(said, " ".join(words[:6])) and not _standing(said, " ".join(words[6:])))
    assert check_quote(said, pages(text)).grade in ("altered", "missing")


@given(st.text(HOSTILE, max_size=30), st.text(HOSTILE, max_size=30))
@settings(max_examples=600, deadline=None)
def test_what_counts_as_the_same_has_the_same_words(one: str, other: str) -> None:
    def words(text: str) -> list[str]:
        return re.findall(r"[^\W_]+", fold_text(text).casefold())

    if same_words(one, other) is not None and one.strip() != other.strip():
        assert "".join(words(one)) == "".join(words(other))


@given(st.lists(st.tuples(WORDS, GAPS), min_size=2, max_size=8), st.data())
@settings(max_examples=400, deadline=None)
def test_two_words_put_together_are_never_the_same(pairs: list[tuple[str, str]], data: st.DataObject) -> None:
    text = "".join(word + gap for word, gap in pairs).strip()
    places = [match.span() for match in re.finditer(r"(?<=[^\W\d_])\s+(?=[^\W\d_])", text)]
    places = [(start, end) for start, end in places if not text[:start].endswith(("-", "‐"))]
    assume(places)
    start, end = data.draw(st.sampled_from(places))
    assert same_words(text[:start] + text[end:], text) is None
    assert same_words(text, text[:start] + text[end:]) is None
