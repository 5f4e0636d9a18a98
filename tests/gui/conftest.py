"""A window that touches nobody's settings, and packs to show in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reading_page import reading, reading_pack, start_reading  # noqa: F401 (fixtures of the Reader)

from evidencepack.actions.entries import add_entry
from evidencepack.actions.packs import new_pack
from evidencepack.actions.recipe_reading import build_recipe
from evidencepack.gui.app import prepare
from evidencepack.gui.desk import Desk
from evidencepack.gui.main_window import MainWindow
from evidencepack.gui.models.pack_view import look_or_close
from evidencepack.store.pack import open_pack


@pytest.fixture
def small_pack(tmp_path: Path) -> Path:
    """A pack with two entries and nothing else."""
    path = tmp_path / "small.evpack"
    with new_pack(path, "A small matter", "court") as pack:
        add_entry(pack, date="5 May 2021", text="The first thing happens.")
        add_entry(pack, date="June 2021", text="The second thing happens.")
    return path


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory, sample_recipe: Path) -> Path:
    """The sample pack, built once."""
    path = tmp_path_factory.mktemp("sample") / "pupil-data.evpack"
    build_recipe(sample_recipe, path).close()
    return path


@pytest.fixture
def sample_pack(built_sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample pack of one's own."""
    return Path(shutil.copy(built_sample, tmp_path / "pupil-data.evpack"))


@pytest.fixture
def dressed(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> QApplication:
    """The application with the program's letters and colours, and with settings of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    prepare(qapp)
    return qapp


@pytest.fixture
def desk(dressed: QApplication, qtbot: QtBot, sample_pack: Path) -> Iterator[Desk]:
    """A desk with the sample pack, for the test of one page."""
    desk = Desk()
    pack = open_pack(sample_pack)
    desk.take(*look_or_close(pack))
    yield desk
    qtbot.waitUntil(lambda: not desk.busy, timeout=20_000)
    desk.end()
    pack.close()


@pytest.fixture
def make_window(dressed: QApplication, qtbot: QtBot) -> Iterator[Callable[[], MainWindow]]:
    """Makes windows as the program does, and closes them."""
    windows = []

    def make() -> MainWindow:
        window = MainWindow()
        windows.append(window)
        window.show()
        return window

    yield make
    for window in windows:
        window.desk.jobs.cancel_all()
        window.close()
        qtbot.waitUntil(lambda window=window: not window.isVisible(), timeout=30_000)
        window.deleteLater()


@pytest.fixture
def window(make_window: Callable[[], MainWindow]) -> MainWindow:
    """The window with no pack open."""
    return make_window()


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot) -> Callable[[Path], MainWindow]:
    """Opens a pack in the window."""

    def opening(path: Path) -> MainWindow:
        window.open_path(path)
        settle(window, qtbot)
        return window

    return opening


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until nothing runs and everything is saved."""
    qtbot.waitUntil(lambda: not window.desk.jobs.waiting and not window.desk.busy, timeout=60_000)
