"""Every rule is broken once and kept once."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from evidencepack.actions.entries import add_entry
from evidencepack.actions.fields import set_fields
from evidencepack.actions.items import remove_item
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.relations import add_relation
from evidencepack.actions.sections import add_paragraph
from evidencepack.errors import BadInput, NotFound
from evidencepack.rules.checks import check_pack
from evidencepack.store.pack import Pack
from evidencepack.submission.contents import load_contents
from evidencepack.submission.overview import quotes
from evidencepack.submission.profiles import load_profile, profile_ids


def list_quotes(pack: Pack) -> list[dict[str, Any]]:
    with pack.reading() as session:
        return quotes(load_contents(session))


def rules(pack: Pack, profile: str | None = None) -> dict[str, set[str]]:
    """The places of the findings, by rule."""
    found: dict[str, set[str]] = {}
    for finding in check_pack(pack, profile)[1]:
        found.setdefault(finding.rule, set()).add(finding.place)
    return found


def test_a_sound_pack_has_no_errors_and_tells_what_its_elisions_leave_out(pack: Pack) -> None:
    assert rules(pack) == {"quote-elided": {"Q2"}, "elision-condition": {"Q2"}}
    doubt, finding = check_pack(pack)[1]
    assert "except in two cases" in finding.message
    assert finding.severity == "info"
    assert (doubt.severity, doubt.message) == ("warning", "Q2 leaves out “except”.")


def test_a_reason_for_an_elision_is_shown_in_place_of_the_warning(pack: Pack) -> None:
    set_fields(pack, "Q2", {"elision_because": "Neither case is of this borough."})
    finding = next(each for each in check_pack(pack)[1] if each.rule == "elision-condition")
    assert finding.severity == "info"
    assert finding.message == "Q2 leaves out “except”. Reason: Neither case is of this borough."


def test_a_quote_whose_page_no_longer_has_its_words_is_an_error(pack: Pack) -> None:
    with pack.change("Damage") as session:
        session.execute(text("UPDATE page SET text = replace(text, 'no record', 'a record')"))
        session.execute(text("UPDATE matter SET note = 'so that the step is not empty'"))
    assert "Q1" in rules(pack)["quote-not-on-page"]


def test_a_reference_to_a_removed_item_is_an_error_at_the_paragraph(pack: Pack) -> None:
    remove_item(pack, "Q1")
    assert rules(pack)["reference-missing"] == {"P3"}
    pack.undo()
    assert "reference-missing" not in rules(pack)


def test_a_quoted_page_without_an_annex_is_a_warning(pack: Pack) -> None:
    remove_item(pack, "A1")
    assert rules(pack)["quote-not-annexed"] == {"Q1", "Q2"}


def test_an_entry_without_a_quotation_or_a_date_is_told(pack: Pack) -> None:
    add_entry(pack, date="", text="Something happened.")
    found = rules(pack)
    assert found["entry-without-source"] == {"E2"}
    assert found["entry-undated"] == {"E2"}


def test_a_weekday_that_contradicts_its_date_is_told(pack: Pack) -> None:
    add_entry(pack, date="Monday 11 October 2016", text="A Tuesday.", quotes=["Q1"])
    assert rules(pack)["entry-date"] == {"E2"}


def test_a_relation_without_a_reason_and_a_claim_without_evidence_are_told(pack: Pack) -> None:
    add_relation(pack, "Q2", "qualifies", "Q1")
    add_quote(pack, "The Department said", "claim", source="S1")
    found = rules(pack)
    assert found["relation-without-reason"] == {"R2"}
    assert found["claim-unanswered"] == {"Q3"}


@pytest.mark.parametrize(
    ("rule", "handle"),
    [("commons-summary", "P1"), ("commons-introduction", "P2"), ("commons-recommendations", "P4")],
)
def test_the_commons_ask_for_each_usual_part(pack: Pack, rule: str, handle: str) -> None:
    assert rule not in rules(pack)
    remove_item(pack, handle)
    assert rules(pack)[rule] == {"submission"}


def test_the_commons_ask_for_the_submitters_name(pack: Pack) -> None:
    set_fields(pack, "matter", {"submitter": ""})
    assert rules(pack)["commons-submitter"] == {"matter"}


def test_more_than_3_000_words_are_a_warning_for_the_commons(pack: Pack) -> None:
    add_paragraph(pack, "paragraphs", "word " * 2900)
    assert "commons-words" not in rules(pack)
    add_paragraph(pack, "paragraphs", "word " * 200)
    assert rules(pack)["commons-words"] == {"submission"}


@pytest.mark.parametrize("detail", ["a.person@example.org", "020 7946 0000", "SW1A 1AA"])
def test_contact_details_in_the_document_are_a_warning(pack: Pack, detail: str) -> None:
    assert "commons-contact-details" not in rules(pack)
    add_paragraph(pack, "paragraphs", f"Write to {detail}.")
    assert rules(pack)["commons-contact-details"] == {"P5"}


def test_the_lords_ask_for_a_date(pack: Pack) -> None:
    assert "lords-date" not in rules(pack, "lords")
    set_fields(pack, "matter", {"date": ""})
    assert rules(pack, "lords")["lords-date"] == {"matter"}


def test_in_court_words_from_parliament_need_a_lawyer(pack: Pack) -> None:
    assert "court-parliament" not in rules(pack, "court")
    set_fields(pack, "S1", {"kind": "written-answer"})
    assert rules(pack, "court")["court-parliament"] == {"Q1", "Q2"}


def test_a_title_is_needed(pack: Pack) -> None:
    set_fields(pack, "matter", {"title": ""})
    assert rules(pack)["matter-title"] == {"matter"}


def test_errors_come_before_warnings(pack: Pack) -> None:
    set_fields(pack, "matter", {"title": ""})
    severities = [finding.severity for finding in check_pack(pack)[1]]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)


def test_every_profile_loads_and_an_unknown_one_is_refused_with_the_known_ones(pack: Pack) -> None:
    assert profile_ids()[0] == "plain"
    for profile in profile_ids():
        assert check_pack(pack, profile)[0] == profile
        assert load_profile(profile).name
    with pytest.raises(NotFound, match="commons"):
        check_pack(pack, "narnia")


def test_a_year_that_comes_from_the_source_is_told(pack: Pack) -> None:
    with pytest.raises(BadInput, match="no year"):
        set_fields(pack, "Q1", {"date": "6 October"})
    set_fields(pack, "S1", {"answered": "12 October 2016"})
    set_fields(pack, "Q1", {"date": "6 October"})
    (told,) = [each for each in check_pack(pack)[1] if each.rule == "quote-year-inferred"]
    assert "by the date of S1 itself, 6 October 2016 is meant" in told.message
    set_fields(pack, "Q1", {"date": "6 October 2016"})
    assert "quote-year-inferred" not in rules(pack)


def test_a_not_that_the_writer_put_in_wants_a_reason(pack: Pack) -> None:
    text = next(row["text"] for row in list_quotes(pack) if row["handle"] == "Q1")
    first, _, rest = text.partition(" ")
    set_fields(pack, "Q1", {"text": f"{first} [not] {rest}"})
    (told,) = [each for each in check_pack(pack)[1] if each.rule == "insertion-changes-sense"]
    assert (told.severity, told.place) == ("warning", "Q1")
