"""Where an argument can be attacked: each rule, on rows as the overview makes them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.rules.weak_spots import Weakness, find_weak_spots

Row = dict[str, Any]


def quote(handle: str, kind: str = "claim", source: str = "S1", on: str = "", match: str = "exact") -> Row:
    day = on or None
    return {
        "handle": handle,
        "kind": kind,
        "source": source,
        "match": match,
        "ocr": None,
        "compared": False,
        "earliest": day,
        "latest": day,
    }


def relation(handle: str, start: str, end: str, kind: str = "contradicts", **same: str) -> Row:
    known = {name: same.get(name, "yes") for name in ("same_subject", "same_data", "same_period")}
    return {"handle": handle, "from": start, "to": end, "kind": kind, **known}


def found(rule: str, **rows: list[Row]) -> list[Weakness]:
    [spot] = [spot for spot in find_weak_spots(rows) if spot.rule == rule]
    return list(spot.found)


def handles(rule: str, **rows: list[Row]) -> list[str]:
    return [one.handle for one in found(rule, **rows)]


CLAIM, EVIDENCE = quote("Q1"), quote("Q2", "evidence", "S2")


def test_a_claim_is_weak_until_something_is_set_beside_it() -> None:
    assert handles("claim-without-evidence", quotes=[CLAIM, EVIDENCE]) == ["Q1"]
    assert not handles(
        "claim-without-evidence", quotes=[CLAIM, EVIDENCE], relations=[relation("R1", "Q2", "Q1")]
    )
    repeated = [relation("R1", "Q2", "Q1", "quoted-in")]
    assert handles("claim-without-evidence", quotes=[CLAIM, EVIDENCE], relations=repeated) == ["Q1"]


@pytest.mark.parametrize(
    "use",
    [
        {"relations": [relation("R1", "Q2", "Q1")]},
        {"entries": [{"quotes": ["Q2"]}]},
        {"paragraphs": [{"text": "As @Q2 shows."}]},
    ],
)
def test_evidence_is_used_in_a_relation_an_entry_or_a_paragraph(use: dict[str, list[Row]]) -> None:
    assert handles("evidence-unused", quotes=[CLAIM, EVIDENCE]) == ["Q2"]
    assert not handles("evidence-unused", quotes=[CLAIM, EVIDENCE], **use)


def test_a_longer_number_is_another_quote() -> None:
    assert handles("evidence-unused", quotes=[EVIDENCE], paragraphs=[{"text": "As @Q21 shows."}]) == ["Q2"]


def test_a_claim_answered_from_one_source_rests_on_it_and_from_two_does_not() -> None:
    quotes = [CLAIM, EVIDENCE, quote("Q3", "evidence", "S2"), quote("Q4", "evidence", "S3")]
    same = [relation("R1", "Q2", "Q1"), relation("R2", "Q3", "Q1")]
    [one] = found("one-source", quotes=quotes, relations=same)
    assert one.sentence == "All that answers it is from S2. Look for a second source."
    assert not handles("one-source", quotes=quotes, relations=[*same, relation("R3", "Q4", "Q1")])


@pytest.mark.parametrize(("match", "weak"), [("exact", 0), ("equivalent", 0), ("words", 1), ("missing", 1)])
def test_a_quotation_that_is_not_word_for_word_is_weak(match: str, weak: int) -> None:
    assert len(found("not-verified", quotes=[quote("Q1", match=match)])) == weak


@pytest.mark.parametrize(
    ("claim", "evidence", "says"),
    [
        ("2016-09-23", "2016-09-22", "It was said 1 day after Q2"),
        ("2016-09-23", "2016-09-06", "It was said 17 days after Q2"),
        ("2016-12-23", "2016-09-06", "It was said 3 months after Q2"),
        ("2019-12-23", "2016-09-06", "It was said 3 years after Q2"),
        ("2016-09-06", "2016-09-06", ""),
        ("2016-09-05", "2016-09-06", ""),
        ("", "2016-09-06", ""),
    ],
)
def test_a_statement_is_later_than_its_answer_only_where_the_days_are_certain(
    claim: str, evidence: str, says: str
) -> None:
    quotes = [quote("Q1", on=claim), quote("Q2", "evidence", on=evidence)]
    spots = found("later-statement", quotes=quotes, relations=[relation("R1", "Q2", "Q1")])
    assert [one.sentence.startswith(says) for one in spots] == ([True] if says else [])
    assert not found("later-statement", quotes=quotes, relations=[relation("R1", "Q2", "Q1", "supports")])


def test_days_that_may_be_the_same_are_not_called_later() -> None:
    quotes = [quote("Q1", on="2016-09-23"), quote("Q2", "evidence", on="2016-09-22")]
    quotes[1]["latest"] = "2016-09-30"
    assert not found("later-statement", quotes=quotes, relations=[relation("R1", "Q2", "Q1")])


def test_a_repetition_is_weak_where_it_is_used_in_place_of_what_it_repeats() -> None:
    quotes = [CLAIM, EVIDENCE, quote("Q3", "evidence", "S3")]
    repeated = relation("R1", "Q2", "Q3", "quoted-in")
    assert not handles("second-hand", quotes=quotes, relations=[repeated])
    [one] = found("second-hand", quotes=quotes, relations=[repeated, relation("R2", "Q3", "Q1")])
    assert (one.handle, "Rely on Q2 itself" in one.sentence) == ("Q3", True)


def test_a_relation_says_in_what_its_quotes_differ_and_what_was_not_compared() -> None:
    quotes = [CLAIM, EVIDENCE]
    differs = relation("R1", "Q2", "Q1", same_data="no", same_period="no", same_subject="unknown")
    assert found("differs", quotes=quotes, relations=[differs])[0].sentence.startswith(
        "Q2 and Q1 differ in data and period."
    )
    assert "whether subject of" in found("not-compared", quotes=quotes, relations=[differs])[0].sentence
    assert not found("differs", quotes=quotes, relations=[relation("R1", "Q2", "Q1")])


@given(
    st.lists(st.tuples(st.sampled_from(["claim", "evidence"]), st.integers(1, 3)), max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=8),
)
def test_every_claim_is_answered_or_named_and_all_evidence_used_or_named(
    made: list[tuple[str, int]], links: list[tuple[int, int, bool]]
) -> None:
    quotes = [quote(f"Q{n}", kind, f"S{source}") for n, (kind, source) in enumerate(made)]
    relations = [
        relation(f"R{n}", f"Q{start}", f"Q{end}", "quoted-in" if repeats else "supports")
        for n, (start, end, repeats) in enumerate(links)
        if start != end and start < len(made) and end < len(made)
    ]
    spots = {
        spot.rule: set(spot.handles) for spot in find_weak_spots({"quotes": quotes, "relations": relations})
    }
    answered = {row["to"] for row in relations if row["kind"] != "quoted-in"}
    used = {row[end] for row in relations for end in ("from", "to")}
    for row in quotes:
        if row["kind"] == "claim":
            assert (row["handle"] in spots["claim-without-evidence"]) == (row["handle"] not in answered)
        else:
            assert (row["handle"] in spots["evidence-unused"]) == (row["handle"] not in used)
