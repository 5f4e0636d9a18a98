"""How the window of a pack is left is how it is found again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from evidencepack.gui.main_window import MainWindow
from evidencepack.gui.pack_state import leave_as, left_as
from evidencepack.gui.pages.reader import ReaderPage


def test_a_pack_opens_at_the_place_and_the_page_where_it_was_left(
    window: MainWindow, qtbot: QtBot, sample_pack: Path
) -> None:
    def opened() -> ReaderPage:
        window.open_path(sample_pack)
        qtbot.waitUntil(lambda: window.pack is not None, timeout=20_000)
        page = window.frame.pages["reader"]
        assert isinstance(page, ReaderPage)
        return page

    reader = opened()
    window.resize(1600, 900)
    window.frame.go("Q1")
    reader.show_beside()
    reader.toggle_side()
    qtbot.waitUntil(lambda: reader.panes.left.is_open and reader.panes.right.is_open, timeout=20_000)
    sources = [pane.source for pane in reader.panes.both]
    window.close_pack()
    qtbot.waitUntil(lambda: window.pack is None, timeout=20_000)
    reader.toggle_split()
    reader.toggle_side()
    reader = opened()
    qtbot.waitUntil(lambda: window.frame.place == "reader", timeout=20_000)
    assert reader.panes.are_two
    assert not reader.side.isHidden()
    assert [pane.source for pane in reader.panes.both] == sources


def test_what_is_remembered_of_a_pack_is_spoiled_by_nothing(window: MainWindow, tmp_path: Path) -> None:
    assert left_as(tmp_path / "new.evpack") == {}
    leave_as(tmp_path / "a.evpack", {"place": "reader"})
    assert left_as(tmp_path / "a.evpack") == {"place": "reader"}
    for spoiled in ("{", "[]", '{"x": 3}'):
        QSettings().setValue("packs/windows", spoiled)
        assert left_as(tmp_path / "a.evpack") == {}
        leave_as(tmp_path / "a.evpack", {"place": "claims"})
        assert left_as(tmp_path / "a.evpack") == {"place": "claims"}


def test_only_the_packs_left_last_are_remembered(window: MainWindow, tmp_path: Path) -> None:
    for n in range(60):
        leave_as(tmp_path / f"{n}.evpack", {"n": n})
    assert left_as(tmp_path / "0.evpack") == {}
    assert left_as(tmp_path / "59.evpack") == {"n": 59}
