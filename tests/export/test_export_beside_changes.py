"""An export on one thread and changes on another do not stand in each other's way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.entries import add_entry
from evidencepack.actions.items import remove_item
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.sections import add_paragraph
from evidencepack.actions.sources import import_paths
from evidencepack.errors import CannotWrite
from evidencepack.export import pdf as pdf_module
from evidencepack.export.exporting import Exported, Wanted, export_files
from evidencepack.export.word_proof import read_back
from evidencepack.progress import NoProgress
from evidencepack.store.history import broken_link
from evidencepack.store.pack import Pack
from evidencepack.typesetting.typesetter import TypesettingError

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pypdf")


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    (tmp_path / "note.txt").write_text("The register shows that 18 requests were met.", "utf-8")
    with new_pack(tmp_path / "case.evpack", "Records passed on") as pack:
        import_paths(pack, [tmp_path / "note.txt"])
        add_quote(pack, "18 requests were met", "evidence", source="S1")
        add_paragraph(pack, "paragraphs", "The register was kept: @Q1")
        add_annex(pack, "S1")
        yield pack


class Interrupted(NoProgress):
    """Does something once, in the middle of the work."""

    def __init__(self, deed: Callable[[], None]) -> None:
        self._deed: Callable[[], None] | None = deed

    def step(self, steps: int = 1) -> None:
        deed, self._deed = self._deed, None
        if deed:
            deed()


def test_a_change_made_while_an_export_runs_is_saved_at_once_and_not_in_the_export(
    pack: Pack, tmp_path: Path
) -> None:
    saved = threading.Event()

    def change() -> None:
        add_paragraph(pack, "paragraphs", "Written meanwhile.")
        remove_item(pack, "A1")
        assert pack.undo() == "Remove annex"
        remove_item(pack, "Q1")
        saved.set()

    def meanwhile() -> None:
        window = threading.Thread(target=change)
        window.start()
        window.join(20)
        assert saved.is_set()  # the export stands still: nothing waited for it

    wanted = Wanted(pdf=tmp_path / "bundle.pdf", filing=tmp_path / "filing")
    exported = export_files(pack, wanted, progress=Interrupted(meanwhile))
    assert saved.is_set()
    assert exported.certificate.ok
    words = " ".join(
        p.text for p in read_back((tmp_path / "filing" / "submission.docx").read_bytes()).paragraphs
    )
    assert "18 requests were met" in words
    assert "Written meanwhile" not in words
    assert [deed.name for deed in pack.history()][-1] == "Export"
    assert pack.undo() == "Remove quote"


def test_an_export_ends_well_while_another_thread_never_stops_writing(pack: Pack, tmp_path: Path) -> None:
    made: list[Exported] = []
    export = threading.Thread(
        target=lambda: made.append(export_files(pack, Wanted(pdf=tmp_path / "bundle.pdf")))
    )
    export.start()
    added = 0
    while export.is_alive():
        add_entry(pack, date="2016", text="Typed meanwhile.")
        added += 1
    assert made
    assert made[0].certificate.ok
    done, undone = pack.undo_stacks()
    assert [deed.name for deed in done][-added:] == ["Add entry"] * added
    assert undone == []
    with pack.reading() as session:
        assert broken_link(session.connection()) is None


def test_an_export_is_no_step_to_undo_and_leaves_what_can_be_redone(pack: Pack, tmp_path: Path) -> None:
    add_entry(pack, date="2016", text="It happened.")
    assert pack.undo() == "Add entry"
    export_files(pack, Wanted(word=tmp_path / "out.docx"))
    assert "Export" in [deed.name for deed in pack.history()]
    assert pack.redo() == "Add entry"
    assert pack.undo() == "Add entry"
    assert pack.undo() == "Add annex"


def test_a_typesetter_that_fails_is_told_in_a_sentence_and_nothing_is_written(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise TypesettingError("it took the typesetter more than 600 seconds")

    monkeypatch.setattr(pdf_module, "_set", fail)
    with pytest.raises(CannotWrite, match="because it took the typesetter more than 600 seconds; export it"):
        export_files(pack, Wanted(pdf=tmp_path / "bundle.pdf"))
    assert not (tmp_path / "bundle.pdf").exists()
