"""Working through the quotes that a newer version left, with keys and mouse, in the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.relations import add_relation
from evidencepack.actions.replacing import replace_source
from evidencepack.actions.sources import import_paths
from evidencepack.gui.main_window import MainWindow
from evidencepack.gui.pages.changed_page import ChangedPage
from evidencepack.gui.pages.export_page import ExportPage
from evidencepack.gui.pages.reader import ReaderPage
from evidencepack.gui.pages.sources_page import SourcesPage

Opened = Callable[[Path], MainWindow]
OLD = (
    "Answer of 6 October to the question on the school census.\n"
    "The Department has met 18 requests since 2012 and refused none of them.\n"
    "There are no plans to share the data.\n"
    "The Minister is grateful for the question.\n"
    "Copies were sent to nobody at all in that year.\n"
)
NEW = (
    "Answer of 6 October to the question on the school census.\n"
    "The Department has met 20 requests since July 2012 and refused none of them.\n"
    "There are no plans to share the data.\n"
    "Corrected. The Minister is grateful for the question.\n"
    "Noted. The Minister is grateful for the question.\n"
)


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.desk.jobs.waiting and not window.desk.busy, timeout=60_000)


def make_pack(folder: Path) -> Path:
    (folder / "answer.txt").write_text(OLD)
    (folder / "corrected.txt").write_text(NEW)
    with new_pack(folder / "case.evpack", "A case") as made:
        import_paths(made, [folder / "answer.txt"])
        add_quote(made, "has met 18 requests since 2012 and refused none", "evidence")
        add_quote(made, "no plans to share the data", "claim")
        add_quote(made, "The Minister is grateful for the question", "claim")
        add_quote(made, "Copies were sent to nobody at all", "claim")
        add_relation(made, "Q1", "contradicts", "Q2", because="so")
        replace_source(made, "S1", folder / "corrected.txt")
    return folder / "case.evpack"


@pytest.fixture
def page(opened: Opened, qtbot: QtBot, tmp_path: Path) -> ChangedPage:
    """The page, reached by its keys, with the three quotes that wait."""
    window = opened(make_pack(tmp_path))
    qtbot.keyClick(
        window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    made = window.frame.pages["changed"]
    assert isinstance(made, ChangedPage)
    qtbot.waitUntil(lambda: made.list.count() == 3, timeout=20_000)
    return made


def window_of(page: ChangedPage) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def quote(page: ChangedPage, handle: str) -> dict[str, object]:
    return page.desk.view.by_handle[handle]


def test_what_is_left_is_counted_and_the_difference_is_told_by_more_than_colour(page: ChangedPage) -> None:
    assert window_of(page).frame.place == "changed"
    assert page.count.text() == "3 left to look at"
    assert page.chosen_handle == "Q1"
    shown = page.details.difference
    assert "line-through" in shown.earlier.text.text()
    assert "underline" in shown.newer.text.text()
    assert "[no longer there: 18]" in shown.earlier.text.accessibleName()
    assert "[new: July]" in shown.newer.text.accessibleName()
    assert (shown.earlier.place.text(), shown.newer.place.text()) == ("S1, page 1", "S2, page 1")


def test_the_newer_words_are_quoted_by_keys_and_the_next_quote_is_in_front(
    page: ChangedPage, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.count.text() == "2 left to look at", timeout=20_000)
    assert quote(page, "Q1")["source"] == "S2"
    assert quote(page, "Q1")["text"] == "has met 20 requests since July 2012 and refused none"
    assert page.chosen_handle == "Q3"
    assert page.desk.view.by_handle["R1"]["from"] == "Q1"
    window_of(page).undo()
    qtbot.waitUntil(lambda: page.list.count() == 3, timeout=20_000)


def test_untrue_words_are_told_in_place_and_change_nothing(page: ChangedPage, qtbot: QtBot) -> None:
    page.details.words.setPlainText("has met 21 requests since July 2012")
    qtbot.mouseClick(page.details.quote, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.details.complaint.isVisible(), timeout=20_000)
    assert "do not stand in S2" in page.details.complaint.text()
    assert quote(page, "Q1")["source"] == "S1"


def test_one_of_several_places_is_chosen_by_keys(page: ChangedPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.list, Qt.Key.Key_N)
    assert page.chosen_handle == "Q3"
    assert not page.deeds["changed.quote"].isEnabled()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.details.places, timeout=5_000)
    qtbot.keyClick(page.details.places, Qt.Key.Key_Down)
    qtbot.keyClick(page.details.places, Qt.Key.Key_Down)
    assert page.details.occurrence == 2
    qtbot.keyClick(page.details.places, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: quote(page, "Q3")["source"] == "S2", timeout=20_000)
    assert quote(page, "Q3")["anchors"][0]["prefix"].endswith("Noted. ")  # type: ignore[index]


def test_a_quote_is_kept_with_a_key_and_removed_with_another_until_nothing_is_left(
    page: ChangedPage, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.list, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: page.list.count() == 2, timeout=20_000)
    assert quote(page, "Q1")["source"] == "S1"
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.list.count() == 1, timeout=20_000)
    assert page.details.told.text() == "Nothing like it was found."
    qtbot.keyClick(page.list, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty, timeout=20_000)
    sources = window_of(page).frame.pages["sources"]
    assert isinstance(sources, SourcesPage)
    assert sources.unsettled.isHidden()


def test_letters_typed_into_the_words_are_words(page: ChangedPage, qtbot: QtBot) -> None:
    page.details.words.setFocus()
    qtbot.keyClick(page.details.words, Qt.Key.Key_K)
    assert page.details.words.toPlainText().startswith("k")
    assert page.list.count() == 3


def test_both_versions_are_shown_side_by_side(page: ChangedPage, qtbot: QtBot) -> None:
    window = window_of(page)
    qtbot.mouseClick(page.details.beside, Qt.MouseButton.LeftButton)
    reader = window.frame.pages["reader"]
    assert isinstance(reader, ReaderPage)
    assert window.frame.place == "reader"
    qtbot.waitUntil(lambda: reader.panes.left.is_open and reader.panes.right.is_open, timeout=20_000)
    assert (reader.panes.left.source, reader.panes.right.source) == ("S1", "S2")
    settle(window, qtbot)


def test_the_sources_page_the_report_and_the_findings_lead_here(page: ChangedPage, qtbot: QtBot) -> None:
    window = window_of(page)
    window.frame.show_place("sources")
    sources = window.frame.pages["sources"]
    assert isinstance(sources, SourcesPage)
    assert sources.unsettled.words.text().startswith("3 quotes wait to be looked at")
    qtbot.mouseClick(sources.unsettled.way, Qt.MouseButton.LeftButton)
    assert window.frame.place == "changed"
    window.frame.show_place("export")
    export = window.frame.pages["export"]
    assert isinstance(export, ExportPage)
    qtbot.waitUntil(lambda: bool(export.findings), timeout=20_000)
    (row,) = [
        n
        for n, one in enumerate(export.findings)
        if one.rule.startswith("quote-in-earlier") and one.place == "Q4"
    ]
    export.go_to_place(export.table.index(row, 0))
    qtbot.waitUntil(lambda: page.chosen_handle == "Q4", timeout=20_000)
    assert window.frame.place == "changed"
