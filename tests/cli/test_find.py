"""Finding anything on the command line."""

from __future__ import annotations

from pathlib import Path

from typed_commands import Typed


def test_find_names_kind_handle_and_place(typed: Typed, pack: Path) -> None:
    rows = typed.json("find", pack, "home", "office")
    assert {row["kind"] for row in rows} == {"quote", "page"}
    page = next(row for row in rows if row["kind"] == "page")
    assert (page["handle"], page["page"]) == ("S1", 1)
    start, end = page["marks"][0]
    assert page["snippet"][start:end] == "Home Office"
    assert [row["handle"] for row in typed.json("find", pack, "Q2") if row["kind"] == "handle"] == ["Q2"]
    assert typed.json("find", pack, "zebra") == []


def test_find_reads_well(typed: Typed, pack: Path) -> None:
    lines = typed.said("find", pack, '"home office"').splitlines()
    assert lines[0] == "Quotes (1)"
    assert lines[1].startswith("  Q1 · claim · S1, page 1 · Minister, July 2016: will not be shared with the")
    assert "[Home Office]" in lines[1]
    assert lines[2] == "Source text (1)"
    assert typed.said("find", pack, "zebra") == "Not found.\n"
