"""Documents come in, are looked over, described, attached and removed, all from the Sources page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from pytestqt.qtbot import QtBot

from evidencepack.gui.main_window import MainWindow
from evidencepack.gui.pages.sources_page import SourcesPage
from evidencepack.gui.widgets.fields import DateField, LineField

Opened = Callable[[Path], MainWindow]


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.desk.jobs.waiting and not window.desk.busy, timeout=60_000)


def page_of(window: MainWindow) -> SourcesPage:
    page = window.frame.pages["sources"]
    assert isinstance(page, SourcesPage)
    return page


def test_files_come_in_and_the_report_says_what_became_of_each(
    opened: Opened, qtbot: QtBot, small_pack: Path, tmp_path: Path
) -> None:
    window = opened(small_pack)
    page = page_of(window)
    assert page.stack.currentWidget() is page.empty
    good, twin, bad = (tmp_path / name for name in ("letter.txt", "copy.txt", "broken.pdf"))
    good.write_text("Dear Sir, nothing was sent.", encoding="utf-8")
    twin.write_bytes(good.read_bytes())
    bad.write_bytes(b"%PDF-1.7 and then nothing")
    page.add_paths([good, twin, bad])
    settle(window, qtbot)
    assert [row["title"] for row in window.desk.view.of("sources")] == ["letter"]
    assert page.report.isVisible()
    assert page.report.summary.text() == "3 files: 1 in, 1 there already, 1 refused."
    page.report.copy_report()
    page.report.hide()
    window.actions_by_name["source.report"].trigger()
    qtbot.waitUntil(page.report.isVisible, timeout=5_000)


def dragged(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag(page: SourcesPage, data: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dragEnterEvent(event)
    return event


def test_while_files_are_dragged_over_it_the_page_says_what_a_drop_adds(
    opened: Opened, qtbot: QtBot, small_pack: Path, tmp_path: Path
) -> None:
    window = opened(small_pack)
    page = page_of(window)
    letters = [tmp_path / "first.txt", tmp_path / "second.txt"]
    for letter in letters:
        letter.write_text(f"Nothing was sent in the {letter.stem} year.", encoding="utf-8")
    data = dragged(*letters)
    assert drag(page, data).isAccepted()
    assert page.veil.isVisible()
    assert page.veil.sentence == "Drop to add 2 files"
    page.resize(page.width() - 40, page.height())
    assert page.veil.size() == page.size()
    page.dragLeaveEvent(QDragLeaveEvent())
    assert not page.veil.isVisible()
    drag(page, data)
    page.dropEvent(
        QDropEvent(
            QPointF(50, 50),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert not page.veil.isVisible()
    settle(window, qtbot)
    assert {row["title"] for row in window.desk.view.of("sources")} == {"first", "second"}


def test_a_pack_that_is_dragged_is_left_to_the_window(
    opened: Opened, small_pack: Path, tmp_path: Path
) -> None:
    page = page_of(opened(small_pack))
    assert not drag(page, dragged(tmp_path / "other.evpack")).isAccepted()
    assert not page.veil.isVisible()


def test_without_sources_the_focus_is_on_the_way_to_bring_them_in(opened: Opened, small_pack: Path) -> None:
    window = opened(small_pack)
    window.frame.show_place("export")
    window.frame.show_place("sources")
    assert page_of(window).focusWidget() is page_of(window).empty.steps[0]


def test_details_are_edited_in_place_and_dates_are_understood(
    opened: Opened, qtbot: QtBot, sample_pack: Path
) -> None:
    window = opened(sample_pack)
    page = page_of(window)
    page.show_item("S3")
    title = page.inspector.fields["title"]
    assert isinstance(title, LineField)
    title.line.setFocus()
    title.line.selectAll()
    qtbot.keyClicks(title.line, "A new title")
    qtbot.keyClick(title.line, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.desk.view.by_handle["S3"]["title"] == "A new title"
    assert page.chosen() == ["S3"]
    date = page.inspector.fields["received"]
    assert isinstance(date, DateField)
    qtbot.keyClicks(date.line, "26.7.2016")
    assert date.understood.text() == "26 July 2016"
    date.line.clear()
    qtbot.keyClicks(date.line, "29 February 2023")
    qtbot.keyClick(date.line, Qt.Key.Key_Return)
    assert date.complaint.text()
    qtbot.keyClick(date.line, Qt.Key.Key_Escape)
    assert date.line.text() == ""


def test_a_source_is_removed_with_its_quotes_and_undo_brings_it_back(
    opened: Opened, qtbot: QtBot, sample_pack: Path
) -> None:
    window = opened(sample_pack)
    page = page_of(window)
    page.show_item("S6")
    window.actions_by_name["source.remove"].trigger()
    settle(window, qtbot)
    assert "S6" not in window.desk.view.by_handle
    assert "S6 removed with" in window.status.text()
    window.actions_by_name["edit.undo"].trigger()
    settle(window, qtbot)
    assert "S6" in window.desk.view.by_handle


def test_a_source_is_attached_as_an_annex(opened: Opened, qtbot: QtBot, sample_pack: Path) -> None:
    window = opened(sample_pack)
    before = len(window.desk.view.of("annexes"))
    page_of(window).show_item("S7")
    window.actions_by_name["source.annex"].trigger()
    settle(window, qtbot)
    assert len(window.desk.view.of("annexes")) == before + 1


@pytest.mark.parametrize(("column", "first"), [(0, "S1"), (4, "S3"), (6, "S1")])
def test_the_table_can_be_sorted(opened: Opened, sample_pack: Path, column: int, first: str) -> None:
    page = page_of(opened(sample_pack))
    page.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    assert page.sorted.index(0, 0).data() == first
    page.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    assert page.sorted.index(0, 0).data() != first
