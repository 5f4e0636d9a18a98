"""A small pack to check: one source, a claim, evidence against it, an entry and a few paragraphs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.entries import add_entry
from evidencepack.actions.fields import set_fields
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.relations import add_relation
from evidencepack.actions.sections import add_paragraph
from evidencepack.actions.sources import import_paths
from evidencepack.store.pack import Pack, open_pack

WORDS = """The Department said that no record would be passed on.

The register shows that 18 requests were met, except in two cases, since 2012.
"""


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "note.txt").write_text(WORDS, "utf-8")
    path = folder / "small.evpack"
    with new_pack(path, "Records passed on", "commons") as pack:
        import_paths(pack, [folder / "note.txt"])
        set_fields(pack, "matter", {"submitter": "Records Group", "date": "21 November 2016"})
        add_quote(pack, "no record would be passed on", "claim", source="S1", speaker="Department")
        add_quote(pack, "18 requests were met […] since 2012", "evidence", source="S1")
        add_relation(pack, "Q2", "contradicts", "Q1", because="Records were passed on.")
        add_entry(pack, date="2012", text="Requests are met.", quotes=["Q2"])
        add_paragraph(pack, "summary", "Records were passed on.")
        add_paragraph(pack, "introduction", "We are a group.")
        add_paragraph(pack, "paragraphs", "It was said: @Q1")
        add_paragraph(pack, "recommendations", "Say so.")
        add_annex(pack, "S1")
    return path


@pytest.fixture
def pack(made_once: Path, tmp_path: Path) -> Iterator[Pack]:
    copy = tmp_path / "small.evpack"
    shutil.copy(made_once, copy)
    with open_pack(copy) as pack:
        yield pack
