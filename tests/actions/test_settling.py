"""Quotes that a newer version or a new reading left are listed, and settled one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencepack.actions.entries import add_entry
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.relations import add_relation
from evidencepack.actions.replacing import replace_source
from evidencepack.actions.settling import keep_as_it_is, quote_newer
from evidencepack.actions.sources import import_paths
from evidencepack.actions.unsettled import unsettled_quotes
from evidencepack.errors import BadInput, QuoteNotStored
from evidencepack.model.tables import Quote
from evidencepack.rules.checks import check_pack
from evidencepack.store.handles import find
from evidencepack.store.pack import Pack

OLD = (
    "Answer of 6 October.\n"
    "The Department has met 18 requests since 2012.\n"
    "There are no plans to share the data.\n"
    "The Minister is grateful for the question.\n"
    "Copies were sent to nobody at all in that year.\n"
)
NEW = (
    "Answer of 6 October.\n"
    "The Department has met 20 requests since 2012.\n"
    "There are no plans to share the data.\n"
    "Corrected. The Minister is grateful for the question.\n"
    "Noted. The Minister is grateful for the question.\n"
)


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    (tmp_path / "answer.txt").write_text(OLD)
    (tmp_path / "corrected.txt").write_text(NEW)
    (tmp_path / "third.txt").write_text(NEW.replace("20", "22"))
    with new_pack(tmp_path / "case.evpack", "A case") as made:
        import_paths(made, [tmp_path / "answer.txt"])
        add_quote(made, "has met 18 requests since 2012", "evidence")
        add_quote(made, "no plans to share the data", "claim")
        add_quote(made, "The Minister is grateful for the question", "claim")
        add_quote(made, "Copies were sent to nobody at all", "claim")
        add_relation(made, "Q1", "contradicts", "Q2", because="so")
        add_entry(made, date="2016", text="It was answered.", quotes=["Q1"])
        replace_source(made, "S1", tmp_path / "corrected.txt")
        yield made


def outcomes(pack: Pack) -> dict[str, str]:
    return {row.quote: row.outcome for row in unsettled_quotes(pack)}


def quote_of(pack: Pack, handle: str) -> tuple[str, str, str]:
    with pack.reading() as session:
        quote: Quote = find(session, handle, "quote")
        return quote.source.handle, quote.text, quote.grade


def test_what_stands_in_the_newer_version_is_settled_and_the_rest_is_listed(pack: Pack) -> None:
    assert outcomes(pack) == {"Q1": "changed", "Q3": "ambiguous", "Q4": "lost"}
    changed, ambiguous, lost = unsettled_quotes(pack)
    assert [step.op for step in changed.difference] == ["same", "changed", "same"]
    assert changed.proposed == "has met 20 requests since 2012"
    assert (changed.source, changed.target, changed.target_page) == ("S1", "S2", 1)
    assert [place.page for place in ambiguous.places] == [1, 1]
    assert (lost.target_page, lost.proposed) == (0, "")


def test_the_newer_words_are_quoted_and_all_that_refers_to_the_quote_stays(pack: Pack) -> None:
    assert quote_newer(pack, "Q1", text="has met 20 requests since 2012") == "S2"
    assert quote_of(pack, "Q1") == ("S2", "has met 20 requests since 2012", "exact")
    assert "Q1" not in outcomes(pack)
    with pack.reading() as session:
        assert find(session, "R1", "relation").from_quote.handle == "Q1"
        assert find(session, "E1", "entry").quote_links[0].quote.handle == "Q1"
    pack.undo()
    assert quote_of(pack, "Q1")[:2] == ("S1", "has met 18 requests since 2012")


def test_untrue_words_change_nothing(pack: Pack) -> None:
    with pytest.raises(QuoteNotStored):
        quote_newer(pack, "Q1", text="has met 19 requests since 2012")
    with pytest.raises(QuoteNotStored):
        quote_newer(pack, "Q3")
    assert quote_of(pack, "Q1")[0] == quote_of(pack, "Q3")[0] == "S1"


def test_one_of_several_places_is_chosen(pack: Pack) -> None:
    quote_newer(pack, "Q3", target="S2", occurrence=2)
    with pack.reading() as session:
        anchor = find(session, "Q3", "quote").anchors[0]
        assert anchor.prefix.endswith("Noted. ")
    assert "Q3" not in outcomes(pack)


def test_a_kept_quote_is_listed_again_only_when_something_changes(pack: Pack, tmp_path: Path) -> None:
    keep_as_it_is(pack, "Q1", because="This is what was said then.")
    assert "Q1" not in outcomes(pack)
    told = [one for one in check_pack(pack)[1] if one.place == "Q1" and "earlier" in one.rule]
    assert [one.severity for one in told] == ["info"]
    assert "This is what was said then." in told[0].message
    replace_source(pack, "S2", tmp_path / "third.txt")
    assert outcomes(pack)["Q1"] == "changed"
    assert next(row for row in unsettled_quotes(pack) if row.quote == "Q1").target == "S3"


def test_keeping_can_be_undone(pack: Pack) -> None:
    keep_as_it_is(pack, "Q4")
    pack.undo()
    assert "Q4" in outcomes(pack)


def test_nothing_is_kept_that_does_not_wait(pack: Pack) -> None:
    with pytest.raises(BadInput, match="nothing to keep"):
        keep_as_it_is(pack, "Q2")


def test_another_document_is_no_version(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("has met 18 requests since 2012")
    import_paths(pack, [tmp_path / "other.txt"])
    with pytest.raises(BadInput, match="S3 is no version of S1"):
        quote_newer(pack, "Q1", target="S3")


def test_a_quote_that_moved_is_listed_until_somebody_has_looked_at_it(tmp_path: Path) -> None:
    words = "The Department will not share the data with anybody."
    (tmp_path / "one.txt").write_text(f"{words}\n")
    (tmp_path / "two.txt").write_text(
        "\n".join(f"Line {n} of the correction." for n in range(200)) + f"\n{words}\n"
    )
    with new_pack(tmp_path / "moved.evpack", "Moved") as pack:
        import_paths(pack, [tmp_path / "one.txt"])
        add_quote(pack, words, "claim")
        replace_source(pack, "S1", tmp_path / "two.txt")
        (row,) = unsettled_quotes(pack)
        assert (row.outcome, row.why, row.source, row.page) == ("moved", "moved", "S1", 1)
        assert (row.target, row.target_page > 1) == ("S2", True)
        keep_as_it_is(pack, "Q1")
        assert unsettled_quotes(pack) == []
