"""The chronology's page: typing, saving, order, quotes, filters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from evidencepack.actions.entries import add_entry
from evidencepack.actions.packs import new_pack
from evidencepack.gui.desk import Desk
from evidencepack.gui.dialogs.entry import EntryDialog
from evidencepack.gui.dialogs.quotes import MIME, QuotesDialog
from evidencepack.gui.models.entries_model import DATE, EVENT, NEW, RESTS_ON, STATUS, WEIGHT, grouped
from evidencepack.gui.models.pack_view import look_or_close, undo
from evidencepack.gui.pages.chronology import ChronologyPage
from evidencepack.gui.pages.chronology_editors import ChoiceEditor, DateEditor, EventEditor
from evidencepack.gui.pages.chronology_grid import ENTRY_MIME
from evidencepack.store.pack import Pack, open_pack

Show = Callable[[Desk], ChronologyPage]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Shows the page of a desk in a window."""
    windows: list[tuple[QMainWindow, Desk]] = []

    def showing(desk: Desk) -> ChronologyPage:
        window, page = QMainWindow(), ChronologyPage(desk)
        window.setCentralWidget(page)
        window.resize(1188, 700)
        desk.changed.connect(page.show_view)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        page.arrive()
        windows.append((window, desk))
        return page

    yield showing
    for window, desk in windows:
        qtbot.waitUntil(lambda desk=desk: not desk.busy)
        window.close()
        window.deleteLater()


@pytest.fixture
def page(desk: Desk, show: Show) -> ChronologyPage:
    return show(desk)


@pytest.fixture
def day(dressed: object, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A desk with a pack that has three entries of one day and one of the next."""
    path = tmp_path / "day.evpack"
    with new_pack(path, "A day", "plain") as pack:
        for date in ("1 May 2020", "1 May 2020", "1 May 2020", "2 May 2020"):
            add_entry(pack, date=date, text="Something happens.")
    desk, pack = Desk(), open_pack(path)
    desk.take(*look_or_close(pack))
    yield desk
    qtbot.waitUntil(lambda: not desk.busy)
    desk.end()
    pack.close()


def settle(page: ChronologyPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.desk.busy)
    qtbot.wait(1)


def edit(page: ChronologyPage, handle: str, column: int) -> DateEditor | EventEditor | ChoiceEditor:
    page.grid.setFocus()
    page.grid.edit_cell(page.model.row_of(handle), column)
    assert page.grid.cells.editor is not None
    return page.grid.cells.editor


def edit_date(page: ChronologyPage, handle: str, typed: str) -> DateEditor:
    editor = edit(page, handle, DATE)
    assert isinstance(editor, DateEditor)
    editor.line.selectAll()
    QTest.keyClicks(editor.line, typed)
    return editor


def order(page: ChronologyPage) -> list[str]:
    lines = map(page.model.line, range(page.model.rowCount()))
    return [line.key for line in lines if line.kind == "entry"]


def drop(page: ChronologyPage, handles: list[str], at: QPoint) -> None:
    data = QMimeData()
    data.setData(MIME, " ".join(handles).encode())
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.grid.dragEnterEvent(entering := QDragEnterEvent(at, copy, data, left, none))
    assert entering.isAccepted()
    page.grid.dropEvent(QDropEvent(QPointF(at), copy, data, left, none))


def at_row(page: ChronologyPage, handle: str) -> QPoint:
    return page.grid.row_rect(page.model.row_of(handle)).center()


# Dates


def test_a_typed_date_is_understood_at_its_right_and_saved(page: ChronologyPage, qtbot: QtBot) -> None:
    said: list[str] = []
    page.desk.said.connect(said.append)
    editor = edit_date(page, "E6", "24/9/2016")
    assert editor.understood.text() == "24 September 2016"
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    settle(page, qtbot)
    row = page.desk.view.by_handle["E6"]
    assert row["shown"] == "24 September 2016"
    assert f"entry {row['number']} changed" in said[-1]
    assert page.grid.currentIndex().column() == EVENT
    assert page.grid.chosen() == ["E6"]


def test_an_impossible_date_keeps_the_editor_open_and_says_why(page: ChronologyPage, qtbot: QtBot) -> None:
    editor = edit_date(page, "E6", "29 February 2023")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert page.grid.cells.editor is editor
    assert "29 February 2023 does not exist" in editor.complaint.text()
    assert editor.complaint.isVisible()
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=at_row(page, "E2"))
    assert editor.line.text() == "29 February 2023"
    page.bar.words.setText("census")
    page.leave()
    assert page.grid.cells.editor is editor
    assert not page.desk.busy
    QTest.keyClick(editor.line, Qt.Key.Key_Escape)
    assert page.grid.cells.editor is None
    assert page.desk.view.by_handle["E6"]["shown"] == "23 September 2016"


def test_after_a_change_of_date_the_row_is_in_its_place_chosen_and_in_view(
    page: ChronologyPage, qtbot: QtBot
) -> None:
    page.window().resize(1188, 300)
    first = order(page)[0]
    editor = edit_date(page, first, "31 December 2018")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert order(page)[-1] == first
    assert page.grid.chosen() == [first]
    assert page.grid.sees(page.grid.currentIndex())


def test_an_entry_whose_date_is_emptied_stands_last_and_is_counted(
    page: ChronologyPage, qtbot: QtBot
) -> None:
    editor = edit(page, "E1", DATE)
    assert isinstance(editor, DateEditor)
    editor.line.selectAll()
    QTest.keyClick(editor.line, Qt.Key.Key_Delete)
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert order(page)[-1] == "E1"
    assert "1 undated" in page.bar.counts.text()


def test_typing_on_a_date_begins_to_edit_it(page: ChronologyPage, qtbot: QtBot) -> None:
    page.grid.choose("E6", DATE)
    QTest.keyClicks(page.grid, "1")
    editor = page.grid.cells.editor
    assert isinstance(editor, DateEditor)
    assert editor.line.text() == "1"
    QTest.keyClick(editor.line, Qt.Key.Key_Escape)


# Other cells


def test_tab_saves_a_cell_and_edits_the_next(page: ChronologyPage, qtbot: QtBot) -> None:
    editor = edit_date(page, "E6", "24 September 2016")
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    following = page.grid.cells.editor
    assert isinstance(following, EventEditor)
    QTest.keyClicks(following, "A new sentence.")
    settle(page, qtbot)  # the date is saved while the sentence is being typed
    assert following.value() == "A new sentence."
    QTest.keyClick(following, Qt.Key.Key_Tab)
    assert isinstance(page.grid.cells.editor, ChoiceEditor)
    page.grid.cells.put_away()
    settle(page, qtbot)
    row = page.desk.view.by_handle["E6"]
    assert (row["shown"], row["text"]) == ("24 September 2016", "A new sentence.")


def test_going_elsewhere_keeps_what_was_typed(page: ChronologyPage, qtbot: QtBot) -> None:
    editor = edit(page, "E6", EVENT)
    QTest.keyClicks(editor, "Kept.")
    page.bar.words.setFocus()
    settle(page, qtbot)
    assert page.desk.view.by_handle["E6"]["text"] == "Kept."


def test_escape_takes_a_sentence_back(page: ChronologyPage, qtbot: QtBot) -> None:
    before = page.desk.view.by_handle["E6"]["text"]
    editor = edit(page, "E6", EVENT)
    QTest.keyClicks(editor, "Not this.")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not page.desk.busy
    assert page.model.line(page.model.row_of("E6")).row["text"] == before


def test_an_emptied_sentence_changes_nothing(page: ChronologyPage, qtbot: QtBot) -> None:
    editor = edit(page, "E6", EVENT)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert not page.desk.busy
    assert page.model.line(page.model.row_of("E6")).row["text"]


def test_a_row_is_as_high_as_its_sentence_needs(page: ChronologyPage, qtbot: QtBot) -> None:
    before = page.grid.rowHeight(page.model.row_of("E6"))
    editor = edit(page, "E6", EVENT)
    QTest.keyClicks(editor, "many words " * 40)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert page.grid.rowHeight(page.model.row_of("E6")) > 2 * before


@pytest.mark.qt_log_ignore("This plugin does not support")  # says the screenless platform of an open list
@pytest.mark.parametrize(
    ("column", "value", "field", "stored"),
    [(STATUS, "disputed-by-them", "status", "disputed-by-them"), (WEIGHT, "no", "material", False)],
)
def test_status_and_weight_are_chosen_from_lists(
    page: ChronologyPage, qtbot: QtBot, column: int, value: str, field: str, stored: object
) -> None:
    editor = edit(page, "E6", column)
    assert isinstance(editor, ChoiceEditor)
    qtbot.wait(20)
    editor.setCurrentIndex(editor.findData(value))
    editor.activated.emit(editor.currentIndex())
    settle(page, qtbot)
    assert page.grid.cells.editor is None
    assert page.desk.view.by_handle["E6"][field] == stored


def test_a_refused_change_is_said_on_the_page_and_the_old_words_return(
    page: ChronologyPage, qtbot: QtBot
) -> None:
    before = page.desk.view.by_handle["E6"]["text"]
    assert page.desk.pack is not None
    page.desk.pack.read_only = True
    editor = edit(page, "E6", EVENT)
    QTest.keyClicks(editor, "Refused.")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(page, qtbot)
    page.desk.pack.read_only = False
    assert page.notice.isVisible()
    assert "nothing was changed" in page.notice.words.text()
    assert page.model.line(page.model.row_of("E6")).row["text"] == before


# A new entry


def test_a_new_entry_is_typed_at_the_bottom_and_saved_once(page: ChronologyPage, qtbot: QtBot) -> None:
    number = len(page.desk.view.of("entries"))
    page.deeds["entry.add"].trigger()
    editor = page.grid.cells.editor
    assert isinstance(editor, DateEditor)
    QTest.keyClicks(editor.line, "7 Oct 2016")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    sentence = page.grid.cells.editor
    assert isinstance(sentence, EventEditor)
    assert not page.desk.busy  # nothing is saved while the event is empty
    QTest.keyClicks(sentence, "Something happens.")
    QTest.keyClick(sentence, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert len(page.desk.view.of("entries")) == number + 1
    row = page.desk.view.by_handle[page.grid.chosen()[0]]
    assert (row["shown"], row["text"]) == ("7 October 2016", "Something happens.")
    assert page.model.row_of(NEW) == -1
    assert page.grid.sees(page.grid.currentIndex())
    assert page.desk.view.of("history")[0]["action"] == "Add entry"


def test_a_new_entry_is_saved_when_another_row_is_clicked(page: ChronologyPage, qtbot: QtBot) -> None:
    number = len(page.desk.view.of("entries"))
    page.new_entry()
    editor = page.grid.cells.editor
    assert isinstance(editor, DateEditor)
    QTest.keyClicks(editor.line, "1998")
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    QTest.keyClicks(page.grid.cells.editor, "Long ago.")
    page.grid.choose("E12")
    settle(page, qtbot)
    qtbot.waitUntil(lambda: len(page.desk.view.of("entries")) == number + 1)


def test_escape_drops_a_new_entry(page: ChronologyPage, qtbot: QtBot) -> None:
    page.new_entry()
    editor = page.grid.cells.editor
    assert isinstance(editor, DateEditor)
    QTest.keyClick(editor.line, Qt.Key.Key_Escape)
    assert page.model.row_of(NEW) == -1
    assert not page.desk.busy


def test_a_new_entry_with_a_date_only_waits_and_is_not_lost(page: ChronologyPage, qtbot: QtBot) -> None:
    page.new_entry()
    editor = page.grid.cells.editor
    assert isinstance(editor, DateEditor)
    QTest.keyClicks(editor.line, "1998")
    page.leave()
    assert not page.desk.busy
    assert page.model.draft is not None
    assert page.model.draft["date"] == "1998"
    page.grid.choose(NEW)
    QTest.keyClick(page.grid, Qt.Key.Key_Escape)
    assert page.model.draft is None


# Order within a day


def test_alt_down_moves_an_entry_among_those_of_its_day(day: Desk, show: Show, qtbot: QtBot) -> None:
    page = show(day)
    page.grid.choose("E1")
    QTest.keyClick(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle(page, qtbot)
    assert order(page) == ["E2", "E1", "E3", "E4"]
    assert page.grid.chosen() == ["E1"]
    page.move_entry(-1)
    settle(page, qtbot)
    assert order(page) == ["E1", "E2", "E3", "E4"]


def test_the_end_of_the_day_is_said(day: Desk, show: Show, qtbot: QtBot) -> None:
    page = show(day)
    page.grid.choose("E3")
    page.move_entry(1)
    assert not day.busy
    assert "the last dated 1 May 2020" in page.notice.words.text()


def test_a_dragged_entry_goes_where_it_was_dropped_in_its_day(day: Desk, show: Show, qtbot: QtBot) -> None:
    page = show(day)
    page._drop_entry("E3", "", "E1")
    settle(page, qtbot)
    assert order(page) == ["E3", "E1", "E2", "E4"]
    page._drop_entry("E3", "E2", "E4")
    settle(page, qtbot)
    assert order(page) == ["E1", "E2", "E3", "E4"]


def drag_entry(page: ChronologyPage, handle: str, at: QPoint) -> None:
    data = QMimeData()
    data.setData(ENTRY_MIME, handle.encode())
    move, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.grid.dragEnterEvent(QDragEnterEvent(at, move, data, left, none))
    page.grid.dragMoveEvent(QDragMoveEvent(at, move, data, left, none))
    page.grid.dropEvent(QDropEvent(QPointF(at), move, data, left, none))


def test_the_half_of_a_row_decides_on_which_side_of_it_a_drop_goes(
    day: Desk, show: Show, qtbot: QtBot
) -> None:
    page = show(day)
    drag_entry(page, "E3", at_row(page, "E1") - QPoint(0, 6))
    settle(page, qtbot)
    assert order(page) == ["E3", "E1", "E2", "E4"]
    drag_entry(page, "E3", at_row(page, "E2") + QPoint(0, 6))
    settle(page, qtbot)
    assert order(page) == ["E1", "E2", "E3", "E4"]
    drag_entry(page, "E1", QPoint(50, page.grid.viewport().height() - 40))
    assert page.notice.isVisible()


def test_del_among_the_quotes_removes_no_entry(page: ChronologyPage, qtbot: QtBot) -> None:
    page.grid.choose("E3")
    page.panel.list.setFocus()
    QTest.keyClick(page.panel.list, Qt.Key.Key_Delete)
    assert not page.desk.busy
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    settle(page, qtbot)
    assert "E3" not in order(page)


def test_a_drop_in_another_day_is_refused_with_the_reason(day: Desk, show: Show, qtbot: QtBot) -> None:
    page = show(day)
    page._drop_entry("E1", "E4", "")
    assert not day.busy
    assert "stand in the order of their dates" in page.notice.words.text()
    assert page.notice.isVisible()


# Quotes


def test_a_quote_dropped_on_a_row_is_attached_after_those_it_has(page: ChronologyPage, qtbot: QtBot) -> None:
    before = page.desk.view.by_handle["E3"]["quotes"]
    drop(page, ["Q6", "Q7"], at_row(page, "E3"))
    settle(page, qtbot)
    assert page.desk.view.by_handle["E3"]["quotes"] == [*before, "Q6", "Q7"]


def test_a_quote_it_has_already_is_not_attached_twice(page: ChronologyPage, qtbot: QtBot) -> None:
    handle = page.desk.view.by_handle["E3"]["quotes"][0]
    drop(page, [handle], at_row(page, "E3"))
    assert not page.desk.busy
    assert f"rests on {handle} already" in page.notice.words.text()


def test_a_quote_dropped_on_empty_space_makes_an_entry(page: ChronologyPage, qtbot: QtBot) -> None:
    page.window().resize(1800, 1400)
    qtbot.wait(20)
    drop(page, ["Q1"], QPoint(200, page.grid.viewport().height() - 4))
    dialog = page.findChild(EntryDialog)
    assert dialog is not None
    assert dialog.date.line.text() == page.desk.view.by_handle["Q1"]["date"]
    assert dialog.text.toPlainText() == page.desk.view.by_handle["Q1"]["text"]
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.accept()
    assert page.grid.chosen() == saved.args


def test_quotes_are_ticked_in_a_dialog(page: ChronologyPage, qtbot: QtBot) -> None:
    page.grid.choose("E3")
    page.deeds["entry.quotes"].trigger()
    dialog = page.findChild(QuotesDialog)
    assert dialog is not None
    dialog.list.quotes.ticked = ["Q2", "Q5"]
    dialog._choose()
    settle(page, qtbot)
    assert page.desk.view.by_handle["E3"]["quotes"] == ["Q2", "Q5"]


def test_the_panel_takes_a_quote_away_and_keeps_who_agrees(page: ChronologyPage, qtbot: QtBot) -> None:
    page.show_item("E1")
    details = page.panel.details
    quotes = page.desk.view.by_handle["E1"]["quotes"]
    assert len(details.cards) == len(quotes) > 0
    details.quote_removed.emit(quotes[0])
    settle(page, qtbot)
    assert page.desk.view.by_handle["E1"]["quotes"] == quotes[1:]
    details.said_by.setFocus()
    QTest.keyClicks(details.said_by.line, "the Department")
    QTest.keyClick(details.said_by.line, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert page.desk.view.by_handle["E1"]["status_by"] == "the Department"


def test_enter_on_what_it_rests_on_shows_the_quote_in_the_reader(page: ChronologyPage, qtbot: QtBot) -> None:
    page.grid.choose("E6", RESTS_ON)
    with qtbot.waitSignal(page.desk.went) as went:
        QTest.keyClick(page.grid, Qt.Key.Key_Return)
    assert went.args == page.desk.view.by_handle["E6"]["quotes"][:1]


# Removing, filters, states


def test_several_entries_are_removed_at_once_and_come_back_at_once(
    page: ChronologyPage, qtbot: QtBot
) -> None:
    before, said = order(page), []
    page.desk.said.connect(said.append)
    page.grid.choose(before[0])
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    page.deeds["entry.remove"].trigger()
    settle(page, qtbot)
    assert order(page) == before[2:]
    assert "2 entries removed" in said[-1]
    assert page.grid.chosen() == [before[2]]
    page.desk.change(undo)
    settle(page, qtbot)
    assert order(page) == before


def test_words_and_statuses_filter_and_the_counts_say_so(page: ChronologyPage, qtbot: QtBot) -> None:
    total = len(order(page))
    page.bar.words.setText("census")
    found = len(order(page))
    assert 0 < found < total
    assert page.bar.counts.text().startswith(f"{found} of {total} entries")
    page.bar.words.setText("nowhere to be found")
    assert page.stack.currentWidget() is page.nothing
    page._show_all.trigger()
    assert len(order(page)) == total
    page.bar.status.setCurrentIndex(page.bar.status.findData("to-be-confirmed"))
    assert {page.desk.view.by_handle[handle]["status"] for handle in order(page)} == {"to-be-confirmed"}


def test_the_entry_chosen_stays_chosen_when_a_filter_comes_and_goes(page: ChronologyPage) -> None:
    page.grid.choose("E6", EVENT)
    page.bar.words.setText("E6")
    assert order(page) == ["E6"]
    page.bar.clear()
    assert page.grid.chosen() == ["E6"]
    assert page.grid.currentIndex().column() == EVENT


def test_entries_without_a_source_are_counted_and_shown_alone(day: Desk, show: Show, qtbot: QtBot) -> None:
    page = show(day)
    assert page.bar.bare.text() == "4 entries without a source"
    page.bar.bare.click()
    assert page.bar.bare.text() == "Show all entries"
    assert len(order(page)) == 4


def test_showing_an_entry_lifts_a_filter_that_hides_it(page: ChronologyPage, qtbot: QtBot) -> None:
    page.bar.words.setText("nowhere to be found")
    page.show_item("E5")
    assert page.grid.chosen() == ["E5"]
    assert page.bar.words.text() == ""


def test_an_empty_chronology_offers_the_first_step(
    dressed: object, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = Desk()
    pack = new_pack(tmp_path / "empty.evpack", "Empty", "plain")
    desk.take(*look_or_close(pack))
    page = show(desk)
    assert page.stack.currentWidget() is page.empty
    page.deeds["entry.add"].trigger()
    assert page.stack.currentWidget() is page.grid
    editor = page.grid.cells.editor
    assert isinstance(editor, DateEditor)
    QTest.keyClick(editor.line, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.empty
    desk.end()
    pack.close()


def test_a_read_only_pack_is_shown_but_not_changed(
    dressed: object, show: Show, qtbot: QtBot, sample_pack: Path
) -> None:
    desk = Desk()
    pack: Pack = open_pack(sample_pack, read_only=True)
    desk.take(*look_or_close(pack))
    page = show(desk)
    page.show_item("E5")
    assert not page.deeds["entry.add"].isEnabled()
    assert page.deeds["entry.read"].isEnabled()
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    assert page.grid.cells.editor is None
    assert page.panel.details.said_by.line.isReadOnly()
    desk.end()
    pack.close()


def test_a_refreshed_view_keeps_what_is_chosen_and_the_scroll(page: ChronologyPage, qtbot: QtBot) -> None:
    page.window().resize(1188, 300)
    page.grid.choose(order(page)[-1])
    qtbot.wait(50)
    scroll = page.grid.verticalScrollBar().value()
    assert scroll > 0
    page.desk.look_again()
    settle(page, qtbot)
    assert page.grid.chosen() == [order(page)[-1]]
    assert page.grid.verticalScrollBar().value() == scroll


def test_cells_tell_a_screen_reader_what_they_are(page: ChronologyPage) -> None:
    row = page.model.row_of("E6")
    told = [page.model.index(row, n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(6)]
    assert told[DATE] == "Date: 23 September 2016"
    assert told[RESTS_ON].startswith("Rests on: Claim Q4, S4, p. ")
    assert all(told)


def test_a_longer_period_in_the_midst_of_a_month_does_not_head_the_month_twice() -> None:
    def row(handle: str, first: str, last: str) -> dict[str, object]:
        return {"handle": handle, "earliest": first, "latest": last}

    rows = [
        row("E1", "2012-01-01", "2016-10-06"),
        row("E2", "2016-07-01", "2016-07-01"),
        row("E3", "2016-07-01", "2016-09-30"),
        row("E4", "2016-07-05", "2016-07-05"),
    ]
    titles = [line.title for line in grouped(rows) if line.kind == "group"]
    assert titles == ["Over several years", "July 2016"]


def test_every_group_counts_its_entries(page: ChronologyPage) -> None:
    lines = list(map(page.model.line, range(page.model.rowCount())))
    assert sum(line.count for line in lines) == len(page.desk.view.of("entries"))
