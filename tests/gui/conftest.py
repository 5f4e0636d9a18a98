"""A window that touches nobody's settings, and a small pack to show in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidencepack.actions.entries import add_entry
from evidencepack.actions.packs import new_pack
from evidencepack.gui.app import prepare
from evidencepack.gui.main_window import MainWindow


@pytest.fixture
def small_pack(tmp_path: Path) -> Path:
    """A pack with two entries and nothing else."""
    path = tmp_path / "small.evpack"
    with new_pack(path, "A small matter", "court") as pack:
        add_entry(pack, date="5 May 2021", text="The first thing happens.")
        add_entry(pack, date="June 2021", text="The second thing happens.")
    return path


@pytest.fixture
def make_window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[], MainWindow]]:
    """Makes windows as the program does, and closes them."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    font = qapp.font()
    prepare(qapp)
    windows = []

    def make() -> MainWindow:
        window = MainWindow()
        windows.append(window)
        window.show()
        return window

    yield make
    for window in windows:
        window.close()
        qtbot.waitUntil(lambda window=window: not window.isVisible(), timeout=20_000)
        window.deleteLater()
    qapp.setFont(font)


@pytest.fixture
def window(make_window: Callable[[], MainWindow]) -> MainWindow:
    """The window with no pack open."""
    return make_window()
