"""A random run of deeds, undone to the start and done again to the end, across a restart."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.entries import add_entry
from evidencepack.actions.fields import set_fields
from evidencepack.actions.items import move_item, remove_item
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.relations import add_relation
from evidencepack.actions.sections import add_paragraph, add_section
from evidencepack.actions.sources import import_paths
from evidencepack.errors import PackError
from evidencepack.model.tables import TRACKED
from evidencepack.store.history import broken_link
from evidencepack.store.pack import Pack, open_pack

SENTENCES = [f"Sentence number {n} says that {n * 7} records were passed on." for n in range(1, 9)]
HANDLES = st.sampled_from(
    ["S1", "Q1", "Q2", "Q3", "E1", "E2", "E3", "R1", "P1", "P2", "P3", "T2", "T9", "A1", "A2"]
)
TEXTS = st.sampled_from(["plain", "“curly” – 王 🦄", "with\nline", "x" * 300])
DEEDS = st.one_of(
    st.tuples(st.just("entry"), st.sampled_from(["", "2016", "10 October 2016", "before 2012"]), TEXTS),
    st.tuples(st.just("quote"), st.integers(0, 7)),
    st.tuples(st.just("relate"), HANDLES, HANDLES),
    st.tuples(st.just("paragraph"), st.sampled_from(["summary", "paragraphs", "T9"]), TEXTS),
    st.tuples(st.just("section"), st.sampled_from(["paragraphs", "claims"])),
    st.tuples(st.just("annex"), st.sampled_from(["", "1"])),
    st.tuples(st.just("move"), HANDLES, st.one_of(HANDLES, st.just("first"))),
    st.tuples(st.just("remove"), HANDLES),
    st.tuples(
        st.just("set"),
        HANDLES,
        st.sampled_from(
            ["title", "text", "topics", "quotes", "note", "date", "answered", "because", "level"]
        ),
        st.sampled_from(["Q1 Q2", "one, two", "2", "10 October 2016", "Q2"]),
    ),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


def do(pack: Pack, deed: tuple[Any, ...]) -> None:
    """Do one deed; one that cannot be done now is refused and changes nothing."""
    kind, *rest = deed
    deeds: dict[str, Any] = {
        "entry": lambda: add_entry(pack, date=rest[0], text=rest[1], quotes=[]),
        "quote": lambda: add_quote(pack, SENTENCES[rest[0]], "claim", topics=["passed on", f"t{rest[0]}"]),
        "relate": lambda: add_relation(pack, rest[0], "qualifies", rest[1], because="so"),
        "paragraph": lambda: add_paragraph(pack, rest[0], rest[1]),
        "section": lambda: add_section(pack, rest[0], after="T2"),
        "annex": lambda: add_annex(pack, "S1", pages=rest[0]),
        "move": lambda: move_item(pack, rest[0], rest[1]),
        "remove": lambda: remove_item(pack, rest[0]),
        "set": lambda: set_fields(pack, rest[0], {rest[1]: rest[2]}),
        "undo": pack.undo,
        "redo": pack.redo,
    }
    try:
        deeds[kind]()
    except PackError:
        return


def contents(pack: Pack) -> dict[str, list[tuple[Any, ...]]]:
    """Every tracked row of a pack."""
    with pack.reading() as session:
        return {
            table.name: sorted(tuple(map(str, row)) for row in session.execute(select(table)))
            for table in TRACKED
        }


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    (folder / "note.txt").write_text("\n\n".join(SENTENCES), "utf-8")
    with new_pack(folder / "template.evpack", "Records") as pack:
        import_paths(pack, [folder / "note.txt"])
    return folder / "template.evpack"


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(DEEDS, min_size=3, max_size=14))
def test_undone_to_the_start_and_redone_to_the_end_gives_equal_packs(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deeds: list[tuple[Any, ...]]
) -> None:
    # Where letters stand on the page is not what is tried here, and a reader process a quote is slow.
    monkeypatch.setattr(
        "evidencepack.actions.quotes.rectangles", lambda _, check, __: [[] for _ in check.fragments]
    )
    path = tmp_path / "tried.evpack"
    path.unlink(missing_ok=True)
    shutil.copy(template, path)
    with open_pack(path) as pack:
        for deed in deeds:
            do(pack, deed)
        done, _ = pack.undo_stacks()
        at_end = contents(pack)
        while pack.undo():
            pass
        at_start = contents(pack)
    with open_pack(path) as pack:
        assert contents(pack) == at_start
        assert at_start["source"] == []
        for _ in done:
            assert pack.redo()
        assert contents(pack) == at_end
        while pack.undo():
            pass
        assert contents(pack) == at_start
        with pack.reading() as session:
            assert broken_link(session.connection()) is None


def test_a_new_deed_after_an_undo_leaves_nothing_to_redo(template: Path, tmp_path: Path) -> None:
    path = tmp_path / "tried.evpack"
    shutil.copy(template, path)
    with open_pack(path) as pack:
        assert add_entry(pack, date="2016", text="First.") == "E1"
        assert pack.undo() == "Add entry"
        assert add_entry(pack, date="2016", text="Second.") == "E2"  # a handle is never given twice
        assert pack.redo() is None


def test_an_undone_import_can_be_done_again_with_its_pages(template: Path, tmp_path: Path) -> None:
    path = tmp_path / "tried.evpack"
    shutil.copy(template, path)
    with open_pack(path) as pack:
        before = contents(pack)
        assert pack.undo() == "Import documents"
        assert pack.redo() == "Import documents"
        assert contents(pack) == before
        assert add_quote(pack, SENTENCES[2], "claim").handle == "Q1"
