"""What happened outside the pack is kept in its history, and Undo passes over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from evidencepack.actions.entries import add_entry
from evidencepack.actions.packs import new_pack
from evidencepack.errors import PackLocked
from evidencepack.model.tables import Filing
from evidencepack.store.history import broken_link
from evidencepack.store.pack import Pack, open_pack


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    with new_pack(tmp_path / "case.evpack", "Case") as pack:
        add_entry(pack, date="2016", text="First.")
        add_entry(pack, date="2017", text="Second.")
        yield pack


def write_down(pack: Pack) -> None:
    with pack.record("Export") as session:
        session.add(Filing(made_at="2016-11-21T00:00:00+00:00", profile="plain"))


def filings(pack: Pack) -> int:
    with pack.reading() as session:
        return len(session.scalars(select(Filing)).all())


def test_undo_passes_over_a_record_and_the_record_stays(pack: Pack) -> None:
    write_down(pack)
    assert [pack.undo(), pack.undo(), pack.undo()] == ["Add entry", "Add entry", None]
    assert filings(pack) == 1
    assert [deed.name for deed in pack.history()][:4] == ["New pack", "Add entry", "Add entry", "Export"]


def test_what_was_undone_before_a_record_can_still_be_done_again(pack: Pack) -> None:
    pack.undo()
    write_down(pack)
    assert [pack.redo(), pack.redo()] == ["Add entry", None]
    write_down(pack)
    assert pack.undo() == "Add entry"
    assert filings(pack) == 2


def test_a_record_is_sealed_and_told_from_deeds_after_a_restart(pack: Pack) -> None:
    pack.undo()
    write_down(pack)
    path = pack.path
    pack.close()
    with open_pack(path) as again:
        assert [deed.name for deed in again.history() if deed.is_record] == ["Export"]
        assert again.redo() == "Add entry"
        with again.reading() as session:
            assert broken_link(session.connection()) is None


def test_nothing_is_recorded_in_a_pack_that_may_only_be_read(pack: Pack) -> None:
    with open_pack(pack.path, read_only=True) as other, pytest.raises(PackLocked):
        write_down(other)
    assert filings(pack) == 0
