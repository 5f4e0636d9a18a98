"""An import takes in each file on its own, and its report says what became of every one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from evidencepack.actions.packs import new_pack
from evidencepack.actions.sources import import_paths
from evidencepack.store.pack import Pack


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    with new_pack(tmp_path / "case.evpack", "A case") as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def test_pages_without_words_are_told_in_one_sentence(pack: Pack, folder: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.add_blank_page()
        pdf.save(folder / "scan.pdf")
    (row,) = import_paths(pack, [folder])
    assert (row.status, row.pages) == ("imported", 2)
    assert [warning for warning in row.warnings if "words" in warning] == [
        "No page has words that can be quoted: it is a scan or made of pictures."
    ]
