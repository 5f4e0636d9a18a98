"""What each deed of the history changed, told as a person knows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencepack.actions.entries import add_entry
from evidencepack.actions.fields import set_fields
from evidencepack.actions.items import remove_item
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.sources import import_paths
from evidencepack.store.pack import Pack
from evidencepack.submission.deeds_told import Told, tell_deed


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    (tmp_path / "letter.txt").write_text("The office met 18 requests. Nobody asked why.", "utf-8")
    with new_pack(tmp_path / "x.evpack", "A matter", "court") as made:
        import_paths(made, [tmp_path / "letter.txt"])
        add_quote(made, "Nobody asked why.", "claim", source="S1", topics=["asking"], speaker="A. Clerk")
        yield made


def told(pack: Pack, back: int = 1) -> list[Told]:
    deed = pack.history()[-back]
    with pack.reading() as session:
        return tell_deed(session, deed.of_deed or deed.deed)


def test_a_new_quote_is_told_by_its_words_and_not_by_its_parts(pack: Pack) -> None:
    assert told(pack) == [Told("Q1", "Added", "", "Nobody asked why.")]


def test_a_changed_field_is_told_before_and_after(pack: Pack) -> None:
    set_fields(pack, "Q1", {"speaker": "B. Officer", "date": "5 May 2021"})
    found = told(pack)
    assert Told("Q1", "Speaker", "A. Clerk", "B. Officer") in found
    assert Told("Q1", "Date", "", "5 May 2021") in found
    assert found[0].sentence in ("Q1 · Speaker: A. Clerk → B. Officer", "Q1 · Date: 5 May 2021")


def test_a_field_that_was_cleared_becomes_nothing(pack: Pack) -> None:
    set_fields(pack, "Q1", {"speaker": ""})
    assert [one.sentence for one in told(pack)] == ["Q1 · Speaker: A. Clerk → nothing"]


def test_topics_and_the_quotes_of_an_entry_are_told_by_name(pack: Pack) -> None:
    set_fields(pack, "Q1", {"topics": "silence"})
    assert set(told(pack)) == {Told("Q1", "Topic", "asking", ""), Told("Q1", "Topic", "", "silence")}
    add_entry(pack, date="5 May 2021", text="Nobody asks.", quotes=["Q1"])
    assert set(told(pack)) == {Told("E1", "Added", "", "Nobody asks."), Told("E1", "Rests on", "", "Q1")}


def test_a_removed_quote_is_still_told_by_its_handle(pack: Pack) -> None:
    add_entry(pack, date="5 May 2021", text="Nobody asks.", quotes=["Q1"])
    remove_item(pack, "Q1")
    found = told(pack)
    assert Told("Q1", "Removed", "Nobody asked why.", "") in found
    assert Told("E1", "Rests on", "Q1", "") in found


def test_an_undo_is_told_by_the_deed_that_it_turned(pack: Pack) -> None:
    set_fields(pack, "Q1", {"speaker": "B. Officer"})
    pack.undo()
    assert told(pack) == [Told("Q1", "Speaker", "A. Clerk", "B. Officer")]


def test_an_import_is_told_by_its_sources_and_its_report(pack: Pack) -> None:
    found = told(pack, back=2)
    assert [one.handle for one in found if one.what == "Added"] == ["S1"]
    assert any(one.what == "Import report" and one.after == "1 file" for one in found)


def test_the_matter_has_a_name_of_its_own(pack: Pack) -> None:
    set_fields(pack, "matter", {"title": "Another matter"})
    assert told(pack) == [Told("Matter", "Title", "A matter", "Another matter")]
