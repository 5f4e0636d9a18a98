"""A new item stands last among its own, and its place is found without reading the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Engine

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.entries import add_entry
from evidencepack.actions.items import move_item, remove_item
from evidencepack.actions.order import STEP
from evidencepack.actions.packs import new_pack
from evidencepack.actions.sections import add_paragraph, add_section
from evidencepack.actions.sources import import_paths
from evidencepack.store.pack import Pack


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    with new_pack(tmp_path / "case.evpack", "Case") as pack:
        yield pack


def placed(pack: Pack, table: str) -> list[str]:
    with pack.reading() as session:
        return list(session.execute(text(f"SELECT handle FROM {table} ORDER BY position")).scalars())


def position(pack: Pack, table: str, handle: str) -> int:
    with pack.reading() as session:
        found = session.execute(text(f"SELECT position FROM {table} WHERE handle = :h"), {"h": handle})
        return int(found.scalar_one())


def test_the_first_of_all_leaves_a_gap_before_it(pack: Pack) -> None:
    entry = add_entry(pack, date="2016", text="First.")
    assert position(pack, "entry", entry) == STEP


def test_a_new_entry_stands_behind_one_that_was_moved_to_the_end(pack: Pack) -> None:
    for n in range(3):
        add_entry(pack, date="2016", text=f"{n}.")
    move_item(pack, "E1", "E3")
    add_entry(pack, date="2016", text="Last.")
    assert placed(pack, "entry") == ["E2", "E3", "E1", "E4"]


def test_a_new_paragraph_is_placed_among_those_of_its_own_section(pack: Pack) -> None:
    for n in range(3):
        add_paragraph(pack, "summary", f"{n}.")
    alone = add_paragraph(pack, "introduction", "Alone.")
    assert position(pack, "paragraph", alone) == STEP
    between = add_paragraph(pack, "summary", "Between.", after="P1")
    assert placed(pack, "paragraph")[-3:] == [between, "P2", "P3"]


def test_a_new_section_stands_last_or_where_it_was_asked_for(pack: Pack) -> None:
    before = placed(pack, "section")
    last = add_section(pack, "paragraphs")
    second = add_section(pack, "claims", after=before[0])
    assert placed(pack, "section") == [before[0], second, *before[1:], last]


def test_a_section_that_is_missing_is_added_last(pack: Pack) -> None:
    [summary] = [row for row in placed(pack, "section") if kind_of(pack, row) == "summary"]
    remove_item(pack, summary)
    add_paragraph(pack, "summary", "Short.")
    assert kind_of(pack, placed(pack, "section")[-1]) == "summary"


def kind_of(pack: Pack, handle: str) -> str:
    with pack.reading() as session:
        return str(
            session.execute(text("SELECT kind FROM section WHERE handle = :h"), {"h": handle}).scalar()
        )


def rows_read(pack: Pack, table: str) -> list[str]:
    """The statements that read whole rows of a table while one more item of it is added."""
    seen: list[str] = []

    def listen(*told: object) -> None:
        seen.append(str(told[2]))

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        if table == "entry":
            add_entry(pack, date="2016", text="One more.")
        elif table == "annex":
            add_annex(pack, "S1")
        elif table == "section":
            add_section(pack, "paragraphs")
        else:
            add_paragraph(pack, "summary", "One more.")
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
    assert any(f"max({table}.position)" in statement for statement in seen)
    return [statement for statement in seen if f"SELECT {table}.handle" in statement.replace("\n", " ")]


@pytest.mark.parametrize("table", ["entry", "section", "paragraph", "annex"])
def test_adding_one_more_reads_none_of_the_others(pack: Pack, tmp_path: Path, table: str) -> None:
    (tmp_path / "note.txt").write_text("Words.", "utf-8")
    import_paths(pack, [tmp_path / "note.txt"])
    add_paragraph(pack, "summary", "There.")
    assert rows_read(pack, table) == []
