"""Living references in a paragraph's text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidencepack.submission.blocks import Link, Run, plain
from evidencepack.submission.references import Passage, Reference, fill, passages, references_in


def test_every_kind_of_handle_is_a_reference() -> None:
    text = "@S1 @Q2 @R3 @E4 @P5 @T6 @A7"
    assert [reference.handle for reference in references_in(text)] == text.replace("@", "").split()


def test_only_the_citation_may_be_wanted() -> None:
    assert references_in("(@Q12.cite). @Q1.") == [Reference("Q12", True), Reference("Q1", False)]


def test_what_only_looks_like_a_reference_is_none() -> None:
    for text in ("someone@Q1", "@Q0", "@Q1x", "@Z1", "@q1", "@@Q1", "a.@Q1", "@Q1234567890", "@", "Q1"):
        assert references_in(text) == [], text


def test_a_quote_on_a_line_of_its_own_is_set_apart() -> None:
    text = "It said:\n  @Q1 \nand then\nmore (@Q2.cite)\n@Q3"
    assert list(passages(text)) == [
        Passage(text="It said:"),
        Passage(quote="Q1"),
        Passage(text="and then more (@Q2.cite)"),
        Passage(quote="Q3"),
    ]


def test_a_citation_or_another_item_on_its_own_line_is_not_set_apart() -> None:
    assert list(passages("See\n@Q1.cite\n@E1")) == [Passage(text="See @Q1.cite @E1")]


def test_a_text_of_nothing_has_no_passages() -> None:
    assert list(passages(" \n \n")) == []


def test_references_are_replaced_where_they_stand() -> None:
    shown = {"E1": Run("entry 4", link=Link("entry", "E1")), "A1": Run("Annex A")}
    runs = fill("See @E1, @A1.", lambda reference: (shown[reference.handle],))
    assert [run.text for run in runs] == ["See ", "entry 4", ", ", "Annex A", "."]
    assert runs[1].link == Link("entry", "E1")


@given(st.text())
def test_a_text_without_references_stays_letter_for_letter(text: str) -> None:
    if not references_in(text):
        assert plain(fill(text, lambda reference: (Run("?"),))) == text


@given(st.text())
def test_no_word_is_lost_when_a_text_is_taken_into_passages(text: str) -> None:
    parts = [part.text or f"@{part.quote}" for part in passages(text)]
    assert " ".join(parts).split() == text.split()
