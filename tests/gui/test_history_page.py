"""The History page: who did what and when, what it changed, and undoing back to a moment."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from evidencepack.actions.entries import add_entry
from evidencepack.actions.fields import set_fields
from evidencepack.gui.main_window import MainWindow
from evidencepack.gui.models.history_rows import day_named
from evidencepack.gui.pages.history_page import HistoryPage


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot, small_pack: Path) -> HistoryPage:
    """The page, with two entries added, and the words of the first changed."""
    window.open_path(small_pack)
    qtbot.waitUntil(lambda: window.pack is not None, timeout=20_000)
    window.desk.change(lambda pack: set_fields(pack, "E1", {"text": "Something else happens."}))
    qtbot.waitUntil(lambda: len(window.desk.view.of("history")) == 4, timeout=20_000)
    window.frame.show_place("history")
    made = window.frame.pages["history"]
    assert isinstance(made, HistoryPage)
    qtbot.waitUntil(lambda: any("· E2" in one for one in shown(made)), timeout=20_000)
    return made


def shown(page: HistoryPage) -> list[str]:
    rows = range(page.rows.rowCount())
    return [str(page.rows.index(row, 1).data()) for row in rows if page.rows.deed(row)]


def choose(page: HistoryPage, qtbot: QtBot, words: str) -> str:
    """Choose the first row with these words; what the panel then says."""
    [row, *_] = [row for row in range(page.rows.rowCount()) if words in str(page.rows.index(row, 1).data())]
    page.table.selectRow(row)
    qtbot.waitUntil(lambda: page._chosen in page._told, timeout=20_000)
    QApplication.processEvents()  # what was added to a layout just now is shown when its turn comes
    return " | ".join(label.text() for label in page.details.findChildren(QLabel) if label.isVisible())


def test_what_was_done_stands_under_its_day_newest_first(page: HistoryPage) -> None:
    today = day_named(QDate.currentDate(), QDate.currentDate())
    assert page.rows.rows[0] == today
    assert today.startswith("Today, ")
    assert shown(page)[:3] == ["Edit E1", "Add entry · E2", "Add entry · E1"]
    assert page.count.text() == "4 changes"


def test_a_chosen_deed_tells_what_it_changed_and_leads_to_it(page: HistoryPage, qtbot: QtBot) -> None:
    said = choose(page, qtbot, "Edit E1")
    assert "Before: The first thing happens." in said
    assert "After: Something else happens." in said
    [link] = [one for one in page.details.findChildren(QPushButton) if one.text() == "E1 · Words"]
    went: list[str] = []
    page.desk.went.connect(went.append)
    link.click()
    assert went == ["E1"]


def test_one_undoes_back_to_a_deed_and_redoes_up_to_another(page: HistoryPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "E2")
    assert page.details.turn.text() == "Undo the 1 change after this"
    page.details.turn.click()
    qtbot.waitUntil(
        lambda: page.desk.view.by_handle["E1"]["text"] == "The first thing happens.", timeout=20_000
    )
    qtbot.waitUntil(lambda: any("(undone)" in words for words in shown(page)), timeout=20_000)
    assert shown(page)[0].startswith("Undo: ")
    choose(page, qtbot, "(undone)")
    assert page.details.turn.text() == "Redo up to this (1 change)"
    page.details.turn.click()
    qtbot.waitUntil(
        lambda: page.desk.view.by_handle["E1"]["text"] == "Something else happens.", timeout=20_000
    )


def test_the_history_is_filtered_by_words_and_by_item(page: HistoryPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.typed, "e2")
    qtbot.waitUntil(lambda: len(shown(page)) == 1, timeout=20_000)
    assert page.count.text() == "1 of 4"
    page.typed.clear()
    qtbot.waitUntil(lambda: len(shown(page)) == 4, timeout=20_000)
    assert page.person.count() == 2


def test_days_are_named_in_full(page: HistoryPage) -> None:
    assert page.title == "History"
    today = QDate(2026, 11, 24)
    assert day_named(today, today) == "Today, Tuesday 24 November 2026"
    assert day_named(today.addDays(-1), today) == "Yesterday, Monday 23 November 2026"
    assert day_named(today.addDays(-2), today) == "Sunday 22 November 2026"


def test_a_pack_with_entries_only_shows_added_ones(page: HistoryPage, qtbot: QtBot) -> None:
    page.desk.change(lambda pack: add_entry(pack, date="1 July 2021", text="A third thing."))
    qtbot.waitUntil(lambda: any("E3" in words for words in shown(page)), timeout=20_000)
    assert "A third thing." in choose(page, qtbot, "E3")
