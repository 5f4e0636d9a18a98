"""Editing the fields of one item, and the same fields of several."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencepack.actions.anchors import page_words
from evidencepack.actions.fields import set_fields, set_fields_of
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.sources import import_paths
from evidencepack.errors import BadInput, NotFound
from evidencepack.store.pack import Pack
from evidencepack.submission.contents import load_contents
from evidencepack.submission.search import Finder


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


@pytest.mark.parametrize("typed", ["four", "1.5", "4 pages", "٤"])
def test_page_labels_are_moved_by_whole_numbers_only(pack: Pack, typed: str) -> None:
    with pytest.raises(BadInput, match="whole number of pages"):
        set_fields(pack, "S1", {"label_offset": typed})


def test_page_labels_that_were_moved_are_used_wherever_a_page_is_named(pack: Pack) -> None:
    set_fields(pack, "S1", {"label_offset": "\N{MINUS SIGN}0"})
    set_fields(pack, "S2", {"label_offset": "41"})
    with pack.reading() as session:
        assert [page.label for page in page_words(session)] == ["1", "42", "1"]
    assert add_quote(pack, text="words of letter b", kind="claim").as_json()["label"] == "42"
    with pack.reading() as session:
        groups = Finder.of(load_contents(session)).find(session.connection(), '"words of letter b"')
    group = next(group for group in groups if group.kind == "page")
    assert group.hits[0].label == "42"
    assert "page 1 (printed 42)" in group.hits[0].place.text
    set_fields(pack, "S2", {"label_offset": ""})
    with pack.reading() as session:
        assert {page.label for page in page_words(session)} == {"1"}
