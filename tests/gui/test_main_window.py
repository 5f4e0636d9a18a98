"""The window does what it says: opens, shows, undoes, refuses in a sentence, and is usable by everybody."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from evidencepack.errors import BadInput
from evidencepack.gui.dialogs.keys import KeysDialog
from evidencepack.gui.dialogs.matter import MatterDialog
from evidencepack.gui.main_window import MainWindow
from evidencepack.store.pack import open_pack

ROOT = Path(__file__).resolve().parents[2]
Opened = Callable[[Path], MainWindow]


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.desk.jobs.waiting and not window.desk.busy, timeout=60_000)


def do(window: MainWindow, name: str) -> None:
    """Choose a deed in the menu."""
    action = window.actions_by_name[name]
    assert action.isEnabled(), f"{name} is greyed"
    action.trigger()


def choose(window: MainWindow, path: Path) -> None:
    """Answer the dialog that asks for a file."""
    dialog = window.findChild(QFileDialog, "choose")
    assert dialog is not None
    dialog.fileSelected.emit(str(path))
    dialog.close()


def drop(window: MainWindow, *paths: Path) -> None:
    """Drag files over the window and let go."""
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    came_in = QDragEnterEvent(QPoint(50, 50), *how)
    QApplication.sendEvent(window, came_in)
    assert came_in.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), *how))


def test_without_a_pack_only_the_ways_to_begin_can_be_chosen(window: MainWindow) -> None:
    assert window.frame.place == ""
    usable = {name for name, action in window.actions_by_name.items() if action.isEnabled()}
    assert {"file.new", "file.open", "file.sample", "help.keys", "file.quit"} <= usable
    assert not usable & {"file.close", "edit.undo", "view.sources", "file.matter", "file.recipe"}
    assert not any(button.isEnabled() for button in window.frame.sidebar.buttons.values())


def test_a_new_pack_is_made_where_the_person_says_and_opened(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    do(window, "file.new")
    choose(window, tmp_path / "School transport.evpack")
    settle(window, qtbot)
    assert window.windowTitle() == "School transport – Evidence Pack"
    assert window.frame.place == "sources"
    assert "everything is saved" in window.status.text()


def test_open_shows_the_chosen_pack(window: MainWindow, qtbot: QtBot, small_pack: Path) -> None:
    do(window, "file.open")
    choose(window, small_pack)
    settle(window, qtbot)
    assert window.windowTitle() == "A small matter – Evidence Pack"
    assert "Courts of England and Wales" in window.receiver.text()
    assert [entry["text"] for entry in window.desk.view.of("entries")] == [
        "The first thing happens.",
        "The second thing happens.",
    ]


def test_a_dropped_pack_is_opened(window: MainWindow, qtbot: QtBot, small_pack: Path) -> None:
    drop(window, small_pack)
    settle(window, qtbot)
    assert window.pack is not None
    assert window.pack.path == small_pack


def test_two_dropped_packs_are_answered_with_a_sentence(window: MainWindow, small_pack: Path) -> None:
    drop(window, small_pack, small_pack.with_name("other.evpack"))
    assert "one pack at a time" in window.frame.trouble.words.text()
    assert window.pack is None


def test_a_wrong_file_is_answered_with_a_sentence_and_the_open_pack_stays(
    opened: Opened, qtbot: QtBot, small_pack: Path, tmp_path: Path
) -> None:
    window = opened(small_pack)
    wrong = tmp_path / "letter.evpack"
    wrong.write_bytes(b"Dear Sir")
    window.open_path(wrong)
    settle(window, qtbot)
    assert window.frame.trouble.isVisible()
    assert "letter.evpack is not an Evidence Pack file." in window.frame.trouble.words.text()
    assert window.pack is not None
    assert window.pack.path == small_pack


def test_undo_and_redo_name_the_deed_and_change_the_rows(
    opened: Opened, qtbot: QtBot, small_pack: Path
) -> None:
    window = opened(small_pack)
    undo, redo = (window.actions_by_name[name] for name in ("edit.undo", "edit.redo"))
    assert undo.text() == "&Undo: Add entry"
    assert not redo.isEnabled()
    do(window, "edit.undo")
    settle(window, qtbot)
    assert len(window.desk.view.of("entries")) == 1
    assert redo.text() == "&Redo: Add entry"
    assert window.status.text().startswith("Saved ")
    assert window.status.text().endswith("undone: Add entry")
    do(window, "edit.redo")
    settle(window, qtbot)
    assert len(window.desk.view.of("entries")) == 2


HOLD = """
import sys
from pathlib import Path
from evidencepack.store.pack import open_pack
with open_pack(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def held(small_pack: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The small pack while another process has it open."""
    monkeypatch.setenv("EVIDENCEPACK_PERSON", "Ann Other")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(small_pack)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        yield small_pack
        other.communicate()


def test_a_pack_open_elsewhere_is_shown_read_only_with_its_holder(opened: Opened, held: Path) -> None:
    window = opened(held)
    notice = window.frame.read_only
    assert notice.isVisible()
    assert "Ann Other" in notice.words.text()
    assert "You can read, not change." in notice.words.text()
    assert len(window.desk.view.of("entries")) == 2
    greyed = ("edit.undo", "file.matter")
    assert not any(window.actions_by_name[name].isEnabled() for name in greyed)


def test_a_pack_of_our_own_shows_no_read_only_notice(opened: Opened, small_pack: Path) -> None:
    assert not opened(small_pack).frame.read_only.isVisible()


def test_the_sample_is_built_once_and_then_opened_as_it_was_left(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    do(window, "file.sample")
    assert window.jobs_line.cancel.isVisible()
    settle(window, qtbot)
    assert window.pack is not None
    place = window.pack.path
    assert place.is_relative_to(tmp_path)
    assert len(window.desk.view.of("sources")) == 8
    do(window, "file.close")
    settle(window, qtbot)
    before = place.stat().st_ino
    do(window, "file.sample")
    settle(window, qtbot)
    assert window.pack.path == place
    assert place.stat().st_ino == before


def test_cancelling_the_sample_leaves_nothing_behind(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    do(window, "file.sample")
    window.jobs_line.cancel.click()
    settle(window, qtbot)
    assert window.pack is None
    assert not window.frame.trouble.isVisible()
    assert not list(tmp_path.rglob("*.evpack"))


def test_closing_with_a_running_job_asks_and_keeps_working_if_told_so(
    opened: Opened, qtbot: QtBot, small_pack: Path
) -> None:
    window = opened(small_pack)
    go_on = threading.Event()
    window.desk.jobs.run("Import 3 files", lambda _: go_on.wait(20))
    window.close()
    box = window.findChild(QMessageBox, "stop-jobs")
    assert box is not None
    assert "Import 3 files" in box.text()
    box.escapeButton().click()
    assert window.isVisible()
    assert window.desk.jobs.waiting
    go_on.set()
    settle(window, qtbot)


def test_closing_with_a_running_job_stops_it_if_told_so_and_releases_the_pack(
    opened: Opened, qtbot: QtBot, small_pack: Path
) -> None:
    window = opened(small_pack)
    began = threading.Event()

    def work(progress) -> None:
        began.set()
        while not progress.cancelled():
            threading.Event().wait(0.01)

    window.desk.jobs.run("Import 3 files", work)
    assert began.wait(10)
    window.close()
    box = window.findChild(QMessageBox, "stop-jobs")
    assert box is not None
    next(button for button in box.buttons() if "Stop" in button.text()).click()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert not small_pack.with_name("small.evpack.lock").exists()
    with open_pack(small_pack) as pack:
        assert len(pack.history()) == 3


def test_jobs_are_queued_seen_and_cancelled_one_by_one(window: MainWindow, qtbot: QtBot) -> None:
    go_on = threading.Event()
    done: list[str] = []
    window.desk.jobs.run("First", lambda _: go_on.wait(20), lambda _: done.append("First"))
    second = window.desk.jobs.run("Second", lambda _: None, lambda _: done.append("Second"))
    window.desk.jobs.run("Third", lambda _: None, lambda _: done.append("Third"))
    do(window, "view.jobs")
    assert window.frame.jobs_panel.isVisible()
    assert "2 waiting" in window.jobs_line.more.text()
    second.cancel()
    go_on.set()
    settle(window, qtbot)
    assert done == ["First", "Third"]
    assert not window.jobs_line.isVisible()


def test_failures_of_jobs_are_collected_and_can_be_tried_again(window: MainWindow, qtbot: QtBot) -> None:
    tries: list[int] = []

    def work(_) -> None:
        tries.append(1)
        raise BadInput("letter.pdf is damaged; ask for a new copy.")

    window.desk.jobs.run("Import letter.pdf", work)
    settle(window, qtbot)
    assert "1 problem" in window.jobs_line.more.text()
    assert [trouble.sentence for trouble in window.desk.jobs.troubles] == [
        "letter.pdf is damaged; ask for a new copy."
    ]
    again = window.desk.jobs.troubles[0].again
    assert again is not None
    again()
    settle(window, qtbot)
    assert len(tries) == 2
    for trouble in list(window.desk.jobs.troubles):
        window.desk.jobs.put_away(trouble)
    assert not window.jobs_line.isVisible()


def test_a_failure_of_the_program_is_told_with_the_work_safe_and_without_any_document(
    opened: Opened, qtbot: QtBot, small_pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(small_pack)

    def fail() -> None:
        secret = "a private name"
        raise KeyError(secret)

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    window.crash.start()
    try:
        fail()
    except KeyError:
        sys.excepthook(*sys.exc_info())
    notice = window.frame.failure
    assert notice.isVisible()
    assert "Your work is safe" in notice.words.text()
    notice.way.click()
    report = QApplication.clipboard().text()
    assert "KeyError" in report
    assert "private name" not in report
    assert "a private name" not in report


def test_after_a_stop_the_next_start_offers_the_pack_again(
    make_window: Callable[[], MainWindow], qtbot: QtBot, small_pack: Path
) -> None:
    first = make_window()
    first.open_path(small_pack)
    settle(first, qtbot)
    first.crash.last = None
    second = make_window()  # the first has not said good-bye: so it looks to the next start
    assert "small.evpack" in second.frame.failure.words.text()
    first.close()
    qtbot.waitUntil(lambda: not first.isVisible(), timeout=20_000)
    second.frame.failure.way.click()
    settle(second, qtbot)
    assert second.pack is not None
    assert second.pack.path == small_pack


def test_a_window_closed_well_is_followed_by_no_notice(
    make_window: Callable[[], MainWindow], qtbot: QtBot, small_pack: Path
) -> None:
    first = make_window()
    first.open_path(small_pack)
    settle(first, qtbot)
    first.close()
    qtbot.waitUntil(lambda: not first.isVisible(), timeout=20_000)
    assert not make_window().frame.failure.isVisible()


def test_packs_opened_lately_stand_on_the_first_page(opened: Opened, qtbot: QtBot, small_pack: Path) -> None:
    window = opened(small_pack)
    do(window, "file.close")
    settle(window, qtbot)

    def rows() -> list[QAbstractButton]:
        cards = window.frame.welcome.findChildren(QAbstractButton)
        return [card for card in cards if hasattr(card, "recent") and card.isVisible()]

    qtbot.waitUntil(lambda: [row.text() for row in rows()] == ["A small matter"], timeout=5_000)
    rows()[0].click()
    settle(window, qtbot)
    assert window.pack is not None


def test_the_way_of_citing_is_chosen_with_an_example_and_can_be_undone(
    opened: Opened, qtbot: QtBot, small_pack: Path
) -> None:
    window = opened(small_pack)
    do(window, "file.matter")
    dialog = window.findChild(MatterDialog)
    assert dialog is not None
    field = dialog.fields["citation_style"]
    assert field.currentData() == "annex"
    assert "Annex F, page 1" in dialog.explained.text()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    field.activated.emit(field.currentIndex())
    settle(window, qtbot)
    assert window.desk.view.matter["citation_style"] == "oscola"
    assert "(n 3)" in dialog.explained.text()
    dialog.close()
    do(window, "edit.undo")
    settle(window, qtbot)
    assert window.desk.view.matter["citation_style"] == "annex"


def test_the_matter_is_edited_field_by_field_and_can_be_undone(
    opened: Opened, qtbot: QtBot, small_pack: Path
) -> None:
    window = opened(small_pack)
    do(window, "file.matter")
    dialog = window.findChild(MatterDialog)
    assert dialog is not None
    line = dialog.fields["title"].line
    line.selectAll()
    qtbot.keyClicks(line, "School transport")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.windowTitle() == "School transport – Evidence Pack"
    date = dialog.fields["hearing_date"]
    date.line.setText("29 February 2023")
    date.line.setModified(True)
    date.keep()
    assert date.complaint.text()
    dialog.close()
    do(window, "edit.undo")
    settle(window, qtbot)
    assert window.windowTitle() == "A small matter – Evidence Pack"


def test_the_keys_can_be_searched(window: MainWindow, qtbot: QtBot) -> None:
    do(window, "help.keys")
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.filter, "undo")
    heads = [dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount())]
    assert [head.text(0) for head in heads if not head.isHidden()] == ["Edit"]
    dialog.close()


def test_the_places_are_reached_by_ctrl_and_a_figure(opened: Opened, qtbot: QtBot, small_pack: Path) -> None:
    window = opened(small_pack)
    places = ["sources", "reader", "claims", "chronology", "submission", "export", "history"]
    for n, place in enumerate(places, start=1):
        do(window, f"view.{place}")
        assert window.frame.place == place
        assert window.actions_by_name[f"view.{place}"].shortcut().toString() == f"Ctrl+{n}"


def test_the_window_comes_back_in_the_size_it_was_left(
    make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    first = make_window()
    first.resize(first.minimumSizeHint().width(), 755)  # the screenless platform's screen is 800 wide
    first.close()
    qtbot.waitUntil(lambda: not first.isVisible(), timeout=20_000)
    assert make_window().height() == 755


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
    assert abs(sys.getrefcount(None) - before) < 150


def test_f6_goes_through_the_parts_of_the_window_and_back(
    opened: Opened, qtbot: QtBot, sample_pack: Path
) -> None:
    window = opened(sample_pack)
    window.activateWindow()
    window.frame.show_place("claims")
    page = window.frame.pages["claims"]
    visited = []
    for _ in range(5):
        do(window, "view.next-pane")
        focused = window.focusWidget()
        parts = [window.frame.sidebar, *page.parts(), window.frame.toolbar]
        visited.append(
            next(n for n, part in enumerate(parts) if part.isAncestorOf(focused) or part is focused)
        )
    assert sorted(visited) == [0, 1, 2, 3, 4]
    do(window, "view.previous-pane")
    focused = window.focusWidget()
    assert parts[visited[-2]].isAncestorOf(focused) or parts[visited[-2]] is focused
