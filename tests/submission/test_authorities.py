"""The table of authorities: what is relied on, once each, in a lawyer's order, with its places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencepack.actions.entries import add_entry
from evidencepack.actions.fields import set_fields
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.sections import add_paragraph, add_section
from evidencepack.actions.sources import import_paths
from evidencepack.store.pack import Pack
from evidencepack.submission.blocks import Block, Heading, Link, Table, plain
from evidencepack.submission.compose import compose
from evidencepack.submission.contents import load_contents


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    (tmp_path / "note.txt").write_text("It was refused under section 40(2) of the Act. PQ 48634 says so.")
    with new_pack(tmp_path / "case.evpack", "A case") as made:
        import_paths(made, [tmp_path / "note.txt"])
        add_quote(made, "It was refused under section 40(2) of the Act.", "evidence")
        set_fields(made, "Q1", {"authorities": "s 40(2) FOIA"})
        add_section(made, "authorities")
        yield made


def blocks(pack: Pack) -> tuple[Block, ...]:
    with pack.reading() as session:
        return compose(load_contents(session)).blocks


def tables(pack: Pack) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    group = ""
    for block in blocks(pack):
        if isinstance(block, Heading):
            group = block.text
        if isinstance(block, Table) and block.kind == "authorities":
            rows = [(plain(row.cells[0]), plain(row.cells[1]).replace("\u00a0", " ")) for row in block.rows]
            found[group] = rows
    return found


def test_nothing_is_printed_while_nothing_is_relied_on(pack: Pack) -> None:
    add_paragraph(pack, "paragraphs", "It was refused.")
    assert tables(pack) == {}
    assert "Table of authorities" not in [b.text for b in blocks(pack) if isinstance(b, Heading)]


def test_authorities_are_grouped_sorted_and_placed(pack: Pack) -> None:
    add_paragraph(pack, "paragraphs", "It was refused (@Q1.cite).")
    add_paragraph(
        pack, "paragraphs", "See Pepper v Hart [1993] AC 593, section 9 of the Education Act 1996 and HC 12."
    )
    add_paragraph(
        pack,
        "paragraphs",
        "Section 537A of the Education Act 1996; section 40(2) of the FOIA; [1993] AC 593.",
    )
    add_entry(pack, date="6 October 2016", text="It was refused.", quotes=["Q1"])
    assert tables(pack) == {
        "Cases": [("Pepper v Hart [1993] AC 593", "paragraphs 2 and 3")],
        "Legislation": [
            ("Education Act 1996, s 9", "paragraph 2"),
            ("Education Act 1996, s 537A", "paragraph 3"),
            ("Freedom of Information Act 2000, s 40(2)", "paragraphs 1 and 3; entry 1"),
        ],
        "Parliamentary papers": [("HC 12", "paragraph 2")],
    }


def test_each_number_leads_to_its_place_and_names_of_cases_are_in_italics(pack: Pack) -> None:
    handle = add_paragraph(pack, "paragraphs", "See Pepper v Hart [1993] AC 593.")
    (table,) = [block for block in blocks(pack) if isinstance(block, Table)]
    (row,) = table.rows
    assert [(run.text.strip(), run.italic) for run in row.cells[0]] == [
        ("Pepper v Hart", True),
        ("[1993] AC 593", False),
    ]
    assert [run.link for run in row.cells[1] if run.link] == [Link("paragraph", handle)]


def test_title_and_number_of_an_instrument_are_one_authority_once_a_text_gives_both(pack: Pack) -> None:
    title = "the Education (Pupil Information) (England) Regulations 2005"
    add_paragraph(pack, "paragraphs", f"Under {title}.")
    add_paragraph(pack, "paragraphs", "Under SI 2005/1437.")
    add_paragraph(pack, "paragraphs", f"Under {title} (SI 2005/1437).")
    (row,) = tables(pack)["Legislation"]
    assert row == (f"{title.removeprefix('the ')}, SI 2005/1437", "paragraphs 1, 2 and 3")


def test_what_is_not_printed_is_not_relied_on(pack: Pack) -> None:
    add_entry(pack, date="6 October 2016", text="It was refused under section 12 of the FOIA.")
    with pack.reading() as session:
        (chronology,) = [s.handle for s in load_contents(session).sections if s.kind == "chronology"]
    assert tables(pack)["Legislation"] == [("Freedom of Information Act 2000, s 12", "entry 1")]
    set_fields(pack, chronology, {"enabled": "no"})
    assert tables(pack) == {}


def test_an_authority_that_is_not_known_here_is_listed_as_it_was_typed(pack: Pack) -> None:
    set_fields(pack, "Q1", {"authorities": "The Magna Carta"})
    add_paragraph(pack, "paragraphs", "It says @Q1.")
    assert tables(pack) == {"Other": [("The Magna Carta", "paragraph 1")]}
