"""The one search box, by keys and mouse: it finds words, items and commands, and goes there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from evidencepack.actions.entries import add_entry
from evidencepack.gui.deeds import DEEDS
from evidencepack.gui.dialogs.find_anything import FindAnything
from evidencepack.gui.main_window import MainWindow
from evidencepack.gui.models.find_rows import FindRow

Opened = Callable[[Path], MainWindow]


@pytest.fixture
def window(opened: Opened, sample_pack: Path) -> MainWindow:
    return opened(sample_pack)


def start(window: MainWindow) -> FindAnything:
    window.actions_by_name["edit.find"].trigger()
    panel = [each for each in window.findChildren(FindAnything) if each.isVisible()][-1]
    assert panel.box.hasFocus() or not window.isActiveWindow()
    return panel


def ask(panel: FindAnything, qtbot: QtBot, typed: str) -> list[FindRow]:
    """Type words and wait for the answer to them."""
    panel.box.clear()
    qtbot.keyClicks(panel.box, typed)
    qtbot.waitUntil(lambda: panel._answered == typed.strip() and not panel._pause.isActive(), timeout=10_000)
    return panel.model.rows


def heads(rows: list[FindRow]) -> dict[str, str]:
    return {row.words.text: row.place.text for row in rows if row.kind == "head"}


def current(panel: FindAnything) -> FindRow:
    return panel.model.rows[panel.list.currentIndex().row()]


def test_words_are_found_in_everything_and_grouped_with_counts(window: MainWindow, qtbot: QtBot) -> None:
    rows = ask(start(window), qtbot, "home office")
    counts = heads(rows)
    assert {"Quotes", "Source text", "Chronology", "Paragraphs", "Reasons", "Sources"} <= set(counts)
    assert int(counts["Source text"]) == 6
    hits = [row for row in rows if row.kind == "hit" and row.serif]
    assert all("[home office]" in row.words.between("[", "]").lower() for row in hits if row.words.marks)
    assert sum(bool(row.words.marks) for row in hits) >= 6


def test_enter_on_words_of_a_page_goes_to_the_reader_with_the_words(window: MainWindow, qtbot: QtBot) -> None:
    panel = start(window)
    ask(panel, qtbot, "standard request form: from the")
    page = next(n for n, row in enumerate(panel.model.rows) if row.where.startswith("find:"))
    while panel.list.currentIndex().row() != page:
        qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.desk.went) as went:
        qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    assert went.args == ["find:S6:3:standard request form: from the"]
    assert window.frame.place == "reader"
    assert getattr(window.frame.pages["reader"], "source", "S6") == "S6"


@pytest.mark.parametrize(("typed", "place"), [("e9", "chronology"), ("Q3", "reader"), ("s2", "sources")])
def test_a_typed_handle_goes_right_there(window: MainWindow, qtbot: QtBot, typed: str, place: str) -> None:
    window.frame.show_place("history")
    panel = start(window)
    qtbot.keyClicks(panel.box, typed)
    qtbot.keyClick(panel.box, Qt.Key.Key_Return)  # at once: the answer is not there yet
    qtbot.waitUntil(lambda: window.frame.place == place, timeout=10_000)
    assert not panel.isVisible()


def test_only_the_newest_wish_is_answered(window: MainWindow, qtbot: QtBot) -> None:
    panel = start(window)
    shown: list[str] = []
    panel.model.modelReset.connect(lambda: shown.append(panel._answered))
    panel.box.setText("school")
    panel._ask()
    panel.box.setText("protocols")
    panel._ask()
    qtbot.waitUntil(lambda: panel._answered == "protocols", timeout=10_000)
    assert "school" not in shown


def test_after_a_greater_sign_there_are_only_commands(window: MainWindow, qtbot: QtBot) -> None:
    panel = start(window)
    rows = ask(panel, qtbot, ">")
    commands = {row.where: row for row in rows if row.kind == "command"}
    assert set(commands) == set(DEEDS) & set(window.actions_by_name)
    assert set(heads(rows)) == {"Commands", "Not possible now"}
    assert commands["edit.find"].keys == "Ctrl+K"
    assert not commands["quote.claim"].possible
    ask(panel, qtbot, ">matter det")
    qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: type(window._dialog).__name__ == "MatterDialog")
    assert window._dialog is not None
    window._dialog.reject()


def test_a_command_that_cannot_be_done_says_why_and_does_nothing(window: MainWindow, qtbot: QtBot) -> None:
    panel = start(window)
    ask(panel, qtbot, ">tag as a claim")
    assert current(panel).where == "quote.claim"
    qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    assert panel.isVisible()
    assert panel.count.text() == "Not possible now: on the Reader"


def test_in_a_mixed_answer_commands_come_last(window: MainWindow, qtbot: QtBot) -> None:
    rows = ask(start(window), qtbot, "export")
    assert list(heads(rows))[-1] == "Commands"
    assert any(row.where == "export.export" for row in rows)


def test_after_an_at_sign_there_are_only_items(window: MainWindow, qtbot: QtBot) -> None:
    rows = ask(start(window), qtbot, "@e1")
    assert list(heads(rows)) == ["Chronology"]
    assert [row.where for row in rows if row.kind == "hit"] == ["E1", "E10", "E11", "E12"]


def test_more_of_a_kind_is_shown_when_asked(window: MainWindow, qtbot: QtBot) -> None:
    panel = start(window)
    rows = ask(panel, qtbot, "home office")
    before = len(rows)
    more = next(n for n, row in enumerate(rows) if row.kind == "more")
    panel._go(panel.model.index(more))
    qtbot.waitUntil(lambda: len(panel.model.rows) > before, timeout=10_000)
    quotes = [row for row in panel.model.rows if row.where.startswith("Q")]
    assert len(quotes) == int(heads(panel.model.rows)["Quotes"])


def test_the_arrows_go_over_heads_and_around_and_tab_goes_by_groups(window: MainWindow, qtbot: QtBot) -> None:
    panel = start(window)
    rows = ask(panel, qtbot, "home office")
    kinds = []
    for _ in range(len(rows)):
        kinds.append(current(panel).kind)
        qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    assert "head" not in kinds
    ask(panel, qtbot, "home  office")
    first = current(panel)
    qtbot.keyClick(panel.box, Qt.Key.Key_Up)
    assert panel.list.currentIndex().row() == len(panel.model.rows) - 1
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    assert current(panel) == first
    qtbot.keyClick(panel.box, Qt.Key.Key_Tab)
    assert panel.model.rows[panel.list.currentIndex().row() - 1].kind == "head"
    assert current(panel) != first
    qtbot.keyClick(panel.box, Qt.Key.Key_Backtab)
    assert current(panel) == first
    qtbot.keyClick(panel.box, Qt.Key.Key_PageDown)
    assert panel.list.currentIndex().row() > 4
    qtbot.keyClick(panel.box, Qt.Key.Key_PageUp)
    assert panel.box.hasFocus() or not window.isActiveWindow()


def test_a_search_that_led_somewhere_is_offered_again_and_kept_nowhere_else(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, small_pack: Path, opened: Opened
) -> None:
    panel = start(window)
    ask(panel, qtbot, "Protocolls")
    assert [row.kind for row in panel.model.rows] == ["hint"]
    ask(panel, qtbot, "existing protocols")
    qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    again = start(window)
    assert [row.where for row in again.model.rows if row.kind == "recent"] == ["existing protocols"]
    qtbot.keyClick(again.box, Qt.Key.Key_Return)
    assert again.box.text() == "existing protocols"
    again.reject()
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".evpack"]
    assert not [path for path in written if b"existing protocols" in path.read_bytes()]
    opened(small_pack)
    qtbot.waitUntil(lambda: window.desk.pack is not None and window.desk.pack.path == small_pack)
    assert window.finds.recent == []


def test_without_a_pack_there_are_commands(make_window: Callable[[], MainWindow], qtbot: QtBot) -> None:
    window = make_window()
    panel = start(window)
    rows = panel.model.rows
    assert "file.open" in {row.where for row in rows}
    assert all(row.possible for row in rows if row.kind == "command")
    assert [row.where for row in ask(panel, qtbot, "open a pack") if row.kind == "command"] == ["file.open"]
    ask(panel, qtbot, "zebra")
    assert current(panel).kind == "hint"


def test_what_is_added_meanwhile_is_found(window: MainWindow, qtbot: QtBot) -> None:
    panel = start(window)
    ask(panel, qtbot, "zebra")
    window.desk.change(lambda pack: add_entry(pack, date="2016", text="A zebra is seen."))
    qtbot.waitUntil(lambda: heads(panel.model.rows).get("Chronology") == "1", timeout=10_000)


def test_escape_and_a_click_beside_close_it_and_give_the_focus_back(window: MainWindow, qtbot: QtBot) -> None:
    page = window.focusWidget()
    panel = start(window)
    qtbot.keyClick(panel.box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not panel.isVisible())
    assert window.focusWidget() is page
    panel = start(window)
    qtbot.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(5, 300))
    qtbot.waitUntil(lambda: not panel.isVisible())


def test_it_closes_with_the_pack(window: MainWindow, qtbot: QtBot) -> None:
    panel = start(window)
    qtbot.keyClicks(panel.box, "school")
    window.close_pack()
    qtbot.waitUntil(lambda: window.desk.pack is None, timeout=10_000)
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in window.findChildren(FindAnything)))


def test_a_click_goes_there(window: MainWindow, qtbot: QtBot) -> None:
    panel = start(window)
    ask(panel, qtbot, "@E9")
    where = panel.list.visualRect(panel.list.currentIndex()).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert window.frame.place == "chronology"


def test_a_screen_reader_hears_the_row(window: MainWindow, qtbot: QtBot) -> None:
    panel = start(window)
    ask(panel, qtbot, "@E9")
    assert "E9" in panel.box.accessibleDescription()
    cells = QAccessible.queryAccessibleInterface(panel.list)
    names = [cells.child(n).text(QAccessible.Text.Name) for n in range(cells.childCount())]
    assert any("E9" in name for name in names)
    assert panel.model.rowCount(QModelIndex()) == len(panel.model.rows)


def test_it_keeps_inside_a_small_window_and_follows_its_size(window: MainWindow, qtbot: QtBot) -> None:
    panel = start(window)
    for size in ((900, 600), (1500, 900)):
        window.resize(*size)
        qtbot.wait(20)
        assert panel.geometry() == window.rect()
        assert panel.rect().contains(panel.panel.geometry())
