"""Removing and moving items by their handles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencepack.actions.entries import add_entry
from evidencepack.actions.items import move_item, remove_item
from evidencepack.actions.packs import new_pack
from evidencepack.errors import BadInput, NotFound
from evidencepack.store.pack import Pack
from evidencepack.submission.contents import load_contents


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    with new_pack(tmp_path / "p.evpack", "A matter", "plain") as made:
        for date in ("1 May 2020", "1 May 2020", "1 May 2020", "2 May 2020", "", ""):
            add_entry(made, date=date, text="Something happens.")
        yield made


def order(pack: Pack) -> list[str]:
    with pack.reading() as session:
        return [entry.handle for _, entry in load_contents(session).entries]


def test_several_items_are_removed_as_one_deed_and_come_back_together(pack: Pack) -> None:
    assert remove_item(pack, "E1", "E4", "E5") == "E1, E4, E5"
    assert order(pack) == ["E2", "E3", "E6"]
    assert pack.undo() == "Remove 3 entries"
    assert order(pack) == ["E1", "E2", "E3", "E4", "E5", "E6"]


def test_an_unknown_handle_removes_nothing_of_the_others(pack: Pack) -> None:
    with pytest.raises(NotFound):
        remove_item(pack, "E1", "E99")
    assert "E1" in order(pack)


def test_the_same_handle_twice_is_removed_once(pack: Pack) -> None:
    assert remove_item(pack, "E1", "e1") == "E1"


def test_removing_nothing_is_refused(pack: Pack) -> None:
    with pytest.raises(BadInput, match="at least one"):
        remove_item(pack)


def test_one_removed_item_is_named_in_the_history(pack: Pack) -> None:
    remove_item(pack, "E1")
    assert pack.undo() == "Remove entry"


def test_an_entry_moves_among_those_of_its_date_only(pack: Pack) -> None:
    move_item(pack, "E3", "first")
    assert order(pack)[:3] == ["E3", "E1", "E2"]
    move_item(pack, "E3", "E1")
    assert order(pack)[:3] == ["E1", "E3", "E2"]
    with pytest.raises(BadInput, match="different dates"):
        move_item(pack, "E3", "E4")


def test_undated_entries_have_an_order_of_their_own(pack: Pack) -> None:
    move_item(pack, "E6", "first")
    assert order(pack)[-2:] == ["E6", "E5"]
