"""References in running text: a labelled set of real usage, and what holds for every text."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from evidencepack.quoting.mentions import GROUPS, KINDS, group_of, mention_of, mentions

LABELLED = Path(__file__).with_name("labelled_references.tsv")


def labelled() -> list[tuple[str, list[str]]]:
    rows = [
        line.split("\t") for line in LABELLED.read_text("utf-8").splitlines() if line[:1] not in ("", "#")
    ]
    return [(text, [] if said == "-" else said.split(" ; ")) for text, said in rows]


def test_the_labelled_set_is_found_without_a_miss_and_without_a_false_one() -> None:
    rows = labelled()
    wrong = [
        (text, said, found) for text, said in rows if (found := [m.normal for m in mentions(text)]) != said
    ]
    assert len(rows) >= 300
    assert len([text for text, said in rows if not said]) >= 90
    assert wrong == []


def test_every_reference_of_the_set_reads_again_from_its_normal_form() -> None:
    for text, _ in labelled():
        for one in mentions(text):
            again = mention_of(one.normal)
            assert again is not None, one.normal
            assert (again.kind, again.normal) == (one.kind, one.normal)


def test_every_kind_has_its_group_and_occurs_in_the_set() -> None:
    kinds = {one.kind for text, _ in labelled() for one in mentions(text)}
    assert kinds == set(KINDS)
    assert {group_of(kind) for kind in kinds} == set(GROUPS)


def test_a_reference_that_runs_over_the_end_of_a_line_is_whole() -> None:
    text = "It relies on section 40(2) of the\nFreedom of Information\nAct 2000 in part."
    (one,) = mentions(text)
    assert one.normal == "Freedom of Information Act 2000, s 40(2)"
    assert text[one.start : one.end].startswith("section 40(2)")
    assert one.words == "section 40(2) of the Freedom of Information Act 2000"


def test_what_stands_in_an_address_is_no_reference_of_its_own() -> None:
    found = mentions("See https://example.org/HC-123/EA/2016/0123 or ask UIN48634@example.org.")
    assert [one.kind for one in found] == ["web-address"]


def test_a_short_name_that_the_text_gives_is_understood_after_it() -> None:
    text = (
        "The Education (Pupil Information) (England) Regulations 2005 (“the 2005 Regulations”) apply. "
        "Regulation 5 of the 2005 Regulations says who may ask. The 2005 Regulations were amended."
    )
    name = "Education (Pupil Information) (England) Regulations 2005"
    assert [one.normal for one in mentions(text)] == [name, f"{name}, reg 5"]


PIECES = st.sampled_from([text for text, _ in labelled()])
LETTERS = st.text(alphabet="aAbcRvS (),.;:-–[]/0123456789\n\u00a0’“”§éŵ王\U0001f600\u00ad", max_size=30)


@settings(deadline=None)
@given(st.lists(st.one_of(PIECES, LETTERS, st.text(max_size=20)), max_size=6).map(" ".join))
def test_any_text_is_read_and_what_is_found_stands_where_it_is_said_to(text: str) -> None:
    end = 0
    for one in mentions(text):
        assert end <= one.start < one.end <= len(text)
        assert one.words == " ".join(text[one.start : one.end].split())
        assert one.kind in KINDS
        again = mention_of(one.normal)
        assert again is not None
        assert (again.kind, again.normal) == (one.kind, one.normal)
        end = one.end


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_characters_at_all_do_no_harm(text: str) -> None:
    mentions(text)
