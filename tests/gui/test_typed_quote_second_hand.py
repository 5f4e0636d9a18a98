"""Typing a quotation that several sources have: the primary first, with the reason, and the chain kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidencepack.actions.fields import set_fields
from evidencepack.actions.packs import new_pack
from evidencepack.actions.replacing import replace_source
from evidencepack.actions.sources import import_paths
from evidencepack.gui.dialogs.typed_quote import TypedQuoteDialog
from evidencepack.gui.main_window import MainWindow

Opened = Callable[[Path], MainWindow]
WORDS = "the data will not be shared with the Home Office"


def make_pack(folder: Path) -> Path:
    (folder / "news.txt").write_text(
        f"Ministers have backed down. “I confirm that {WORDS},” Nick Gibb wrote."
    )
    (folder / "draft.txt").write_text(f"Draft. I confirm that {WORDS}. Yours, N. Gibb")
    (folder / "letter.txt").write_text(f"Thank you. I confirm that {WORDS}. Yours, Nick Gibb")
    with new_pack(folder / "case.evpack", "A case") as pack:
        import_paths(pack, [folder / "news.txt", folder / "draft.txt"])
        set_fields(pack, "S1", {"kind": "news", "title": "The Daily Paper"})
        set_fields(
            pack, "S2", {"kind": "letter", "author": "Nick Gibb MP", "title": "Letter to the Committee"}
        )
        replace_source(pack, "S2", folder / "letter.txt")
    return folder / "case.evpack"


@pytest.fixture
def dialog(opened: Opened, qtbot: QtBot, tmp_path: Path) -> TypedQuoteDialog:
    """The dialog, with the words pasted and found."""
    window = opened(make_pack(tmp_path))
    window.frame.show_place("reader")
    window.actions_by_name["quote.typed"].trigger()
    (made,) = window.findChildren(TypedQuoteDialog)
    made.text.setPlainText(WORDS)
    qtbot.waitUntil(lambda: made.list.count() == 3, timeout=20_000)
    return made


def sources(dialog: TypedQuoteDialog) -> list[str]:
    return [match.place.source for match in dialog._matches]


def test_the_primary_comes_first_then_its_earlier_version_then_the_repeat(dialog: TypedQuoteDialog) -> None:
    assert sources(dialog) == ["S3", "S2", "S1"]
    assert dialog.list.currentRow() == 0
    assert "primary one is chosen" in dialog.found.text()
    read = [str(dialog.list.item(n).data(Qt.ItemDataRole.AccessibleTextRole)) for n in range(3)]
    assert "S3 replaces this version." in read[1]
    assert "Second-hand: the words stand inside quotation marks, with “Nick Gibb wrote”" in read[2]


def test_the_chain_is_offered_and_kept_with_a_tick(dialog: TypedQuoteDialog, qtbot: QtBot) -> None:
    desk = dialog._desk
    assert dialog.chain.text() == "Also keep S1, where it is quoted, and relate the two"
    dialog.chain.setFocus()
    qtbot.keyClick(dialog.chain, Qt.Key.Key_Space)
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(desk.view.of("relations")) == 1, timeout=20_000)
    quotes = desk.view.of("quotes")
    assert [(row["handle"], row["source"]) for row in quotes] == [("Q1", "S3"), ("Q2", "S1")]
    (relation,) = desk.view.of("relations")
    assert (relation["from"], relation["kind"], relation["to"]) == ("Q1", "quoted-in", "Q2")


def test_whoever_takes_the_repeat_is_offered_the_primary(dialog: TypedQuoteDialog, qtbot: QtBot) -> None:
    desk = dialog._desk
    qtbot.keyClick(dialog.list, Qt.Key.Key_End)
    assert dialog.list.currentRow() == 2
    assert dialog.chain.text() == "Also keep the primary, S3, and relate the two"
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(desk.view.of("quotes")) == 1, timeout=20_000)
    assert desk.view.of("quotes")[0]["source"] == "S1"
