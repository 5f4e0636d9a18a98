"""The window as it is today: it opens a pack, shows what is in it, undoes and does again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView
from pytestqt.qtbot import QtBot

from evidencepack.actions.entries import add_entry
from evidencepack.actions.packs import new_pack
from evidencepack.actions.sections import add_paragraph
from evidencepack.gui.main_window import MainWindow
from evidencepack.store.pack import open_pack


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    """Tests neither read nor change the person's own settings."""
    QCoreApplication.setOrganizationName("evidencepack-tests")
    QCoreApplication.setApplicationName("evidencepack-tests")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))


@pytest.fixture
def pack_path(tmp_path: Path) -> Path:
    path = tmp_path / "records.evpack"
    with new_pack(path, "Assurances about records") as pack:
        add_entry(pack, date="10 October 2016", text="The Department answers.")
        add_paragraph(pack, "summary", "A point.")
    return path


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    yield window
    window.close()


def opened(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    window.open_path(path)
    qtbot.waitUntil(lambda: window.pack is not None, timeout=10_000)


def test_the_window_begins_with_a_welcome_and_nothing_to_undo(window: MainWindow) -> None:
    assert window.windowTitle() == "Evidence Pack"
    assert not window.undo_action.isEnabled()
    assert not window.close_action.isEnabled()
    assert window.open_action.isEnabled()


def test_opening_a_pack_shows_its_title(window: MainWindow, qtbot: QtBot, pack_path: Path) -> None:
    opened(window, qtbot, pack_path)
    assert window.windowTitle().startswith("Assurances about records")
    assert "Opened records.evpack" in window.status.text()


def test_undo_in_the_menu_names_the_deed_and_undoes_it(
    window: MainWindow, qtbot: QtBot, pack_path: Path
) -> None:
    opened(window, qtbot, pack_path)
    assert window.undo_action.text() == "&Undo: Add paragraph"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.undo_action.text() == "&Undo: Add entry", timeout=10_000)
    window.redo_action.trigger()
    qtbot.waitUntil(lambda: window.undo_action.text() == "&Undo: Add paragraph", timeout=10_000)
    assert not window.redo_action.isEnabled()


def test_a_file_that_is_not_a_pack_is_refused_in_a_sentence(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    stranger = tmp_path / "letter.evpack"
    stranger.write_text("not a pack", "utf-8")
    window.open_path(stranger)
    qtbot.waitUntil(window.trouble.isVisible, timeout=10_000)
    assert window.pack is None


def test_a_pack_open_elsewhere_is_shown_read_only(window: MainWindow, qtbot: QtBot, pack_path: Path) -> None:
    with open_pack(pack_path):
        opened(window, qtbot, pack_path)
        assert window.pack is not None
        assert window.pack.read_only
        assert not window.undo_action.isEnabled()


def test_closing_the_window_closes_the_pack_into_one_file(
    window: MainWindow, qtbot: QtBot, pack_path: Path
) -> None:
    opened(window, qtbot, pack_path)
    window.close()
    assert [file.name for file in pack_path.parent.glob("records.evpack*")] == ["records.evpack"]


def test_every_control_has_a_name_for_those_who_cannot_see_it(
    window: MainWindow, qtbot: QtBot, pack_path: Path
) -> None:
    opened(window, qtbot, pack_path)
    controls = [*window.findChildren(QAbstractButton), *window.findChildren(QAbstractItemView)]
    unnamed = [
        type(control).__name__
        for control in controls
        if not (control.accessibleName() or getattr(control, "text", lambda: "")())
        and not control.objectName().startswith("qt_")
        and type(control).__module__.startswith("evidencepack")
    ]
    assert controls
    assert unnamed == []
