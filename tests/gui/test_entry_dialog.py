"""Making an entry from quotes, and choosing quotes, in their dialogs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from evidencepack.gui.desk import Desk
from evidencepack.gui.dialogs.entry import EntryDialog, QuoteCard
from evidencepack.gui.dialogs.quotes import HANDLE, MIME, QuotesDialog, carried


@pytest.fixture
def parent(desk: Desk, qtbot: QtBot) -> Iterator[QWidget]:
    window = QMainWindow()
    window.show()
    yield window
    qtbot.waitUntil(lambda: not desk.busy)
    window.close()
    window.deleteLater()


def open_entry(desk: Desk, parent: QWidget, **values: object) -> EntryDialog:
    dialog = EntryDialog(desk, parent, **values)  # type: ignore[arg-type]
    dialog.open()
    return dialog


def test_the_date_of_the_quote_is_filled_in_and_its_words_are_shown(desk: Desk, parent: QWidget) -> None:
    quote = next(row for row in desk.view.of("quotes") if row["date"])
    dialog = open_entry(desk, parent, quotes=[quote["handle"]])
    assert dialog.date.line.text() == quote["date"]
    assert dialog.text.toPlainText() == ""
    assert len(dialog.findChildren(QuoteCard)) == 1
    assert dialog.focusWidget() is dialog.text
    dialog.reject()


def test_enter_in_the_sentence_saves_the_entry_with_its_quotes(
    desk: Desk, parent: QWidget, qtbot: QtBot
) -> None:
    dialog = open_entry(desk, parent, quotes=["Q1", "Q2"], date="3 May 2019")
    said: list[str] = []
    desk.said.connect(said.append)
    QTest.keyClicks(dialog.text, "Something happens.")
    dialog.status.setCurrentIndex(1)
    with qtbot.waitSignal(dialog.saved) as saved:
        QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    row = desk.view.by_handle[saved.args[0]]
    assert (row["text"], row["shown"], row["quotes"], row["status"]) == (
        *("Something happens.", "3 May 2019", ["Q1", "Q2"], "agreed"),
    )
    assert f"entry {row['number']} added" in said[-1]


def test_an_impossible_date_is_said_inside_and_what_was_typed_stays(desk: Desk, parent: QWidget) -> None:
    dialog = open_entry(desk, parent, date="29 February 2023", text="Something happens.")
    dialog.accept()
    assert dialog.isVisible()
    assert "29 February 2023 does not exist" in dialog.date.complaint.text()
    assert dialog.text.toPlainText() == "Something happens."
    dialog.reject()


def test_an_empty_sentence_is_refused_inside(desk: Desk, parent: QWidget) -> None:
    dialog = open_entry(desk, parent, date="3 May 2019")
    dialog.accept()
    assert dialog.isVisible()
    assert "needs a sentence" in dialog.complaint.text()
    dialog.reject()


def test_escape_adds_nothing(desk: Desk, parent: QWidget) -> None:
    before = len(desk.view.of("entries"))
    dialog = open_entry(desk, parent, date="3 May 2019", text="Something happens.")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not desk.busy
    assert len(desk.view.of("entries")) == before


def test_quotes_are_found_by_their_words_and_ticked_ones_are_given_back(
    desk: Desk, parent: QWidget, qtbot: QtBot
) -> None:
    dialog = QuotesDialog(desk, parent, ["Q2"])
    dialog.open()
    total = dialog.list.quotes.total
    dialog.search.setText("protocols")
    found = dialog.list.quotes.rowCount()
    assert 0 < found < total
    dialog.list.setCurrentIndex(dialog.list.quotes.index(0))
    handle = dialog.list.currentIndex().data(HANDLE)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.count.text() == "2 ticked"
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog._choose()
    assert chosen.args == [["Q2", handle]]


def test_quotes_that_no_entry_rests_on_come_first(desk: Desk, parent: QWidget, qtbot: QtBot) -> None:
    used = {handle for row in desk.view.of("entries") for handle in row["quotes"]}
    dialog = QuotesDialog(desk, parent, [])
    model = dialog.list.quotes
    handles = [model.index(n).data(HANDLE) for n in range(model.rowCount())]
    assert [handle in used for handle in handles] == sorted(handle in used for handle in handles)
    dialog.reject()


def test_dragged_quotes_carry_their_handles_and_words(desk: Desk, parent: QWidget) -> None:
    dialog = QuotesDialog(desk, parent, [])
    model = dialog.list.quotes
    data = model.mimeData([model.index(0), model.index(1)])
    assert data.hasFormat(MIME)
    assert carried(data) == [model.index(n).data(HANDLE) for n in (0, 1)]
    assert data.text()
    dialog.reject()
