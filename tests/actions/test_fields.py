"""Editing the fields of one item, and the same fields of several."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencepack.actions.fields import set_fields, set_fields_of
from evidencepack.actions.packs import new_pack
from evidencepack.actions.sources import import_paths
from evidencepack.errors import BadInput, NotFound
from evidencepack.store.pack import Pack
from evidencepack.submission.contents import load_contents


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    letters = []
    for name in ("a", "b", "c"):
        letters.append(tmp_path / f"{name}.txt")
        letters[-1].write_text(f"The words of letter {name}.", encoding="utf-8")
    with new_pack(tmp_path / "p.evpack", "A matter", "plain") as made:
        import_paths(made, letters)
        yield made


def authors(pack: Pack) -> list[str]:
    with pack.reading() as session:
        return [source.author for source in load_contents(session).sources]


def test_several_sources_change_as_one_deed_and_are_undone_at_once(pack: Pack) -> None:
    assert set_fields_of(pack, ["s1", "S3", "S1"], {"author": "The department"}) == "S1, S3"
    assert authors(pack) == ["The department", "", "The department"]
    assert pack.undo() == "Edit S1, S3"
    assert authors(pack) == ["", "", ""]


def test_a_value_that_one_of_several_cannot_have_changes_none_of_them(pack: Pack) -> None:
    with pytest.raises(BadInput, match="30 February 2017"):
        set_fields_of(pack, ["S1", "S2"], {"author": "Somebody", "received": "30 February 2017"})
    with pytest.raises(NotFound):
        set_fields_of(pack, ["S1", "S99"], {"author": "Somebody"})
    assert authors(pack) == ["", "", ""]


def test_changing_nothing_is_refused(pack: Pack) -> None:
    with pytest.raises(BadInput, match="nothing was named"):
        set_fields_of(pack, [], {"author": "Somebody"})


@pytest.mark.parametrize("typed", ["four", "1.5", "", "٤"])
def test_page_labels_are_moved_by_whole_numbers_only(pack: Pack, typed: str) -> None:
    with pytest.raises(BadInput, match="whole number of pages"):
        set_fields(pack, "S1", {"label_offset": typed})
