"""The window does what it says: opens, shows, undoes, refuses in a sentence, and is usable by everybody."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QAccessible, QAccessibleInterface, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from evidencepack.gui import theme
from evidencepack.gui.main_window import MainWindow
from evidencepack.gui.models.nouns import NOUNS
from evidencepack.store.pack import open_pack

ROOT = Path(__file__).resolve().parents[2]


def settled(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Wait until nothing runs."""
    qtbot.waitUntil(window.open_action.isEnabled, timeout=60_000)
    return window


def opened(window: MainWindow, qtbot: QtBot, path: Path) -> MainWindow:
    window.open_path(path)
    return settled(window, qtbot)


def cells(window: MainWindow, noun: str) -> list[list[str]]:
    rows = window.pack_page.pages[noun].table.rows
    return [
        [rows.data(rows.index(row, column)) for column in range(rows.columnCount())]
        for row in range(rows.rowCount())
    ]


def dropped(window: MainWindow, *paths: Path) -> bool:
    """Drag files over the window and let go; whether the window took them when they came in."""
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    came_in = QDragEnterEvent(QPoint(50, 50), *how)
    QApplication.sendEvent(window, came_in)
    if came_in.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), *how))
    return came_in.isAccepted()


def test_open_shows_the_chosen_pack(
    window: MainWindow, qtbot: QtBot, small_pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(small_pack), ""))
    window.open_action.trigger()
    settled(window, qtbot)
    assert window.stack.currentWidget() is window.pack_page
    assert window.pack_page.title.text() == "A small matter"
    assert "Courts of England and Wales" in window.pack_page.facts.text()
    assert str(small_pack) in window.pack_page.facts.text()
    assert "A small matter" in window.windowTitle()
    assert window.status.text() == "Opened small.evpack; everything is saved."
    assert [row[:3] for row in cells(window, "entries")] == [
        ["1", "5 May 2021", "The first thing happens."],
        ["2", "June 2021", "The second thing happens."],
    ]


def test_giving_up_the_choice_of_a_file_changes_nothing(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    window.open_action.trigger()
    assert window.stack.currentWidget() is window.welcome
    assert window.open_action.isEnabled()


def test_a_dropped_pack_is_opened(window: MainWindow, qtbot: QtBot, small_pack: Path) -> None:
    assert dropped(window, small_pack)
    settled(window, qtbot)
    assert window.pack_page.title.text() == "A small matter"


def test_two_dropped_files_are_answered_with_a_sentence(window: MainWindow, small_pack: Path) -> None:
    assert dropped(window, small_pack, small_pack)
    assert window.trouble.isVisible()
    assert "one pack at a time" in window.trouble.words.text()
    assert window.pack is None


@pytest.mark.parametrize("name", ["letter.pdf", "not there.evpack"])
def test_a_wrong_file_is_answered_with_a_sentence_and_the_open_pack_stays(
    window: MainWindow, qtbot: QtBot, small_pack: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 no pack")
    opened(window, qtbot, small_pack)
    opened(window, qtbot, tmp_path / name)
    assert window.trouble.isVisible()
    assert name in window.trouble.words.text()
    assert window.pack is not None
    assert window.pack.path == small_pack
    assert len(cells(window, "entries")) == 2
    opened(window, qtbot, small_pack)
    assert window.status.text() == "small.evpack is open already."


def test_undo_and_redo_name_the_deed_and_change_the_rows(
    window: MainWindow, qtbot: QtBot, small_pack: Path
) -> None:
    assert window.undo_action.text() == "&Undo"
    assert not window.undo_action.isEnabled()
    opened(window, qtbot, small_pack)
    assert window.undo_action.text() == "&Undo: Add entry"
    assert not window.redo_action.isEnabled()
    window.undo_action.trigger()
    settled(window, qtbot)
    assert [row[2] for row in cells(window, "entries")] == ["The first thing happens."]
    assert window.status.text() == "Undone: Add entry; everything is saved."
    assert window.redo_action.text() == "&Redo: Add entry"
    assert cells(window, "history")[0][1] == "Undo: Add entry"
    window.redo_action.trigger()
    settled(window, qtbot)
    assert len(cells(window, "entries")) == 2
    assert window.status.text() == "Done again: Add entry; everything is saved."
    assert not window.redo_action.isEnabled()


def test_an_undo_is_in_the_file_when_the_pack_is_closed(
    window: MainWindow, qtbot: QtBot, small_pack: Path
) -> None:
    opened(window, qtbot, small_pack)
    window.undo_action.trigger()
    settled(window, qtbot)
    window.close_action.trigger()
    assert window.stack.currentWidget() is window.welcome
    assert not window.close_action.isEnabled()
    assert [file.name for file in small_pack.parent.glob("small.evpack*")] == ["small.evpack"]
    with open_pack(small_pack) as pack:
        assert pack.undo_stacks()[1][-1].name == "Add entry"


HOLD = (
    "import sys; from pathlib import Path; from evidencepack.store.pack import open_pack\n"
    "pack = open_pack(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
)


@pytest.fixture
def held(small_pack: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The small pack while another process has it open."""
    monkeypatch.setenv("EVIDENCEPACK_PERSON", "Ann Other")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(small_pack)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        yield small_pack
        other.communicate()


def test_a_pack_open_elsewhere_is_shown_read_only_with_its_holder(
    window: MainWindow, qtbot: QtBot, held: Path
) -> None:
    opened(window, qtbot, held)
    notice = window.pack_page.read_only
    assert notice.isVisible()
    assert "Ann Other" in notice.words.text()
    assert "You can read, not change." in notice.words.text()
    assert len(cells(window, "entries")) == 2
    assert not window.undo_action.isEnabled()
    assert window.undo_action.text() == "&Undo: Add entry"


def test_a_pack_of_our_own_shows_no_read_only_notice(
    window: MainWindow, qtbot: QtBot, small_pack: Path
) -> None:
    opened(window, qtbot, small_pack)
    assert not window.pack_page.read_only.isVisible()


def test_the_sample_is_built_beside_the_window_and_opened(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    window.sample_action.trigger()
    assert window.progress.isVisible()
    assert window.cancel.isVisible()
    assert not window.open_action.isEnabled()
    assert not dropped(window, tmp_path / "any.evpack")
    settled(window, qtbot)
    assert window.pack is not None
    assert str(window.pack.path) in window.status.text()
    assert not window.progress.isVisible()
    for noun in NOUNS:
        assert cells(window, noun.name), f"the sample shows no {noun.title}"
    assert [cells(window, "sources")[3][n] for n in (0, 2)] == ["S4", "E-mail"]


def test_cancelling_the_sample_leaves_nothing_behind(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    window.sample_action.trigger()
    window.cancel.click()
    settled(window, qtbot)
    assert window.pack is None
    assert window.status.text() == "Stopped; nothing was opened."
    assert not window.trouble.isVisible()
    assert not list(tmp_path.glob("evidencepack-sample-*"))


def test_closing_while_work_runs_waits_for_its_end_and_releases_the_pack(
    make_window: Callable[[], MainWindow], qtbot: QtBot, small_pack: Path
) -> None:
    window = make_window()
    window.open_path(small_pack)
    window.close()
    assert window.status.text() == "Stopping…"
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert not small_pack.with_name("small.evpack.lock").exists()


def test_closing_while_the_sample_is_built_stops_the_building(
    make_window: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    window = make_window()
    window.open_sample()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
    assert not list(tmp_path.glob("evidencepack-sample-*"))


def test_a_failure_of_the_program_itself_is_said_and_not_hidden(
    window: MainWindow, qtbot: QtBot, small_pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidencepack.gui.models.pack_view.load_contents", lambda _: {}["gone"])
    with qtbot.captureExceptions() as raised:
        opened(window, qtbot, small_pack)
    assert [kind for kind, *_ in raised] == [KeyError]
    assert "what was saved before is safe" in window.trouble.words.text()
    assert not small_pack.with_name("small.evpack.lock").exists()


def test_empty_tables_say_so_and_how_to_fill_them(window: MainWindow, qtbot: QtBot, small_pack: Path) -> None:
    opened(window, qtbot, small_pack)
    for noun in NOUNS:
        page = window.pack_page.pages[noun.name]
        filled = bool(cells(window, noun.name))
        assert page.currentWidget() is (page.table if filled else page.empty)
        assert filled == (noun.name in ("entries", "sections", "history"))


def test_choosing_a_noun_shows_its_table(window: MainWindow, qtbot: QtBot, small_pack: Path) -> None:
    opened(window, qtbot, small_pack)
    places = window.pack_page.places
    for n, noun in enumerate(NOUNS):
        places.setCurrentRow(n)
        assert places.item(n).text().startswith(noun.title)
        assert window.pack_page.pages[noun.name].isVisible()


def test_about_names_the_version(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "about", lambda _parent, _title, words: said.append(words))
    window.about_action.trigger()
    assert "Evidence Pack 0.1" in said[0]


def test_the_window_comes_back_in_the_size_it_was_left(make_window: Callable[[], MainWindow]) -> None:
    first = make_window()
    first.resize(700, 555)
    first.close()
    assert make_window().size() == QSize(700, 555)


NEEDS_NO_NAME = {
    QAccessible.Role.Client,
    QAccessible.Role.LayeredPane,
    QAccessible.Role.Pane,
    QAccessible.Role.Border,
    QAccessible.Role.Separator,
    QAccessible.Role.ScrollBar,
    QAccessible.Role.Grip,
    QAccessible.Role.NoRole,
    QAccessible.Role.MenuBar,
    QAccessible.Role.StatusBar,
    QAccessible.Role.Splitter,
}


def nameless(thing: QAccessibleInterface, path: str = "") -> Iterator[str]:
    """The parts of the accessibility tree that a person meets and that have no name."""
    here = f"{path}/{thing.role().name}"
    if thing.role() not in NEEDS_NO_NAME and not thing.text(QAccessible.Text.Name):
        yield here
    for n in range(thing.childCount()):
        child = thing.child(n)
        if child is not None and not child.state().invisible:
            yield from nameless(child, here)


def test_every_control_has_a_name_for_a_screen_reader(
    window: MainWindow, qtbot: QtBot, small_pack: Path, tmp_path: Path
) -> None:
    assert list(nameless(QAccessible.queryAccessibleInterface(window))) == []
    opened(window, qtbot, small_pack)
    opened(window, qtbot, tmp_path / "none.evpack")
    for n in range(len(NOUNS)):
        window.pack_page.places.setCurrentRow(n)
        assert list(nameless(QAccessible.queryAccessibleInterface(window))) == []
    assert window.progress.accessibleName()


def cut(window: MainWindow) -> list[str]:
    """The labels whose words have less room than they need."""
    return [
        label.text()
        for label in window.findChildren(QLabel)
        if label.isVisible()
        and label not in (window.status, window.pack_page.facts)
        and (
            label.height()
            < (label.heightForWidth(label.width()) if label.wordWrap() else label.minimumSizeHint().height())
            or label.width() < label.minimumSizeHint().width()
        )
    ]


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
@pytest.mark.parametrize("times", [1, 2])
def test_nothing_is_cut_at_1280_by_800_also_with_letters_of_twice_the_size(
    qapp: QApplication,
    make_window: Callable[[], MainWindow],
    qtbot: QtBot,
    small_pack: Path,
    tmp_path: Path,
    times: int,
    scheme: Qt.ColorScheme,
) -> None:
    font = qapp.font()
    font.setPointSizeF(10 * times)
    qapp.setFont(font)
    theme.wear(scheme)
    window = make_window()
    window.resize(1280, 800)
    opened(window, qtbot, tmp_path / "a file that is not there.evpack")
    assert window.size() == QSize(1280, 800)
    assert cut(window) == []
    assert window.welcome.widget().width() <= window.welcome.viewport().width()
    opened(window, qtbot, small_pack)
    assert cut(window) == []
    table = window.pack_page.pages["entries"].table
    window.pack_page.places.setCurrentRow([noun.name for noun in NOUNS].index("entries"))
    for column in range(table.rows.columnCount()):
        assert table.rowHeight(0) >= table.sizeHintForIndex(table.rows.index(0, column)).height()
    assert window.pack_page.places.sizeHintForColumn(0) <= window.pack_page.places.viewport().width()


def test_a_long_table_reaches_its_last_row(window: MainWindow, qtbot: QtBot) -> None:
    page = window.pack_page.pages["quotes"]
    page.table.show_rows(
        [{"handle": f"Q{n}", "text": "Many words of a source. " * (n % 9)} for n in range(600)]
    )
    window.stack.setCurrentWidget(window.pack_page)
    window.pack_page.places.setCurrentRow(1)
    page.setCurrentWidget(page.table)
    page.table.scrollToBottom()
    bottom = page.table.rowViewportPosition(599) + page.table.rowHeight(599)
    assert bottom <= page.table.viewport().height()


def test_a_warning_of_qt_fails_a_test(tmp_path: Path) -> None:
    (tmp_path / "test_warns.py").write_text(
        "from PySide6.QtCore import qWarning\n\n\ndef test_warns(qapp):\n    qWarning('something is wrong')\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path), str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 1, ran.stdout
    assert "something is wrong" in ran.stdout


def test_calling_qt_keeps_the_count_of_none(window: MainWindow) -> None:
    """Some builds of the binding drop a reference at each call on Python 3.11: the program then dies."""
    before = sys.getrefcount(None)
    for _ in range(300):
        window.update()
    assert sys.getrefcount(None) > before - 200
