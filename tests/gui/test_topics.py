"""Filing a quote under topics by keys: T, typing, ticking, making one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag
from reading_page import Reading

from evidencepack.gui.dialogs.topics import TopicsDialog
from evidencepack.gui.models.pack_view import undo
from evidencepack.gui.widgets.dragging import HANDLES


def shown(dialog: TopicsDialog) -> list[str]:
    return [dialog.list.item(n).text() for n in range(dialog.list.count())]


def asked(reading: Reading, handle: str = "Q1") -> TopicsDialog:
    reading.page.show_item(handle)
    reading.press(Qt.Key.Key_T)
    dialog = reading.dialog(TopicsDialog)
    assert isinstance(dialog, TopicsDialog)
    dialog.activateWindow()
    reading.until(dialog.search.hasFocus)
    return dialog


def test_a_topic_that_is_not_there_is_made_as_it_is_typed(reading: Reading) -> None:
    dialog = asked(reading)
    assert shown(dialog) == []
    reading.qtbot.keyClicks(dialog.search, "sharing")
    assert shown(dialog) == ["Create “sharing”"]
    reading.qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    reading.until(lambda: reading.row("Q1")["topics"] == ["sharing"])
    assert dialog.search.text() == ""
    reading.until(lambda: shown(dialog) == ["sharing  (1)"])
    assert dialog.list.item(0).checkState() == Qt.CheckState.Checked
    assert reading.said[-1].endswith("Q1 filed under sharing")


def test_topics_are_found_ticked_and_unticked_without_leaving_the_line(reading: Reading) -> None:
    dialog = asked(reading)
    for name in ("alpha", "beta", "gamma"):
        reading.qtbot.keyClicks(dialog.search, name)
        reading.qtbot.keyClick(dialog.search, Qt.Key.Key_Enter)
    reading.until(lambda: reading.row("Q1")["topics"] == ["alpha", "beta", "gamma"])
    reading.qtbot.keyClicks(dialog.search, "a")
    reading.qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    reading.qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    reading.until(lambda: reading.row("Q1")["topics"] == ["alpha", "gamma"])
    reading.desk.change(undo)
    reading.until(lambda: reading.row("Q1")["topics"] == ["alpha", "beta", "gamma"])
    reading.until(lambda: len(dialog.chosen) == 3)


def test_a_tick_by_the_mouse_is_kept_too(reading: Reading) -> None:
    dialog = asked(reading)
    reading.qtbot.keyClicks(dialog.search, "one")
    reading.qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    reading.until(lambda: reading.row("Q1")["topics"] == ["one"])
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    reading.until(lambda: reading.row("Q1")["topics"] == [])


def test_a_name_with_a_comma_is_refused_in_its_place(reading: Reading) -> None:
    dialog = asked(reading)
    reading.qtbot.keyClicks(dialog.search, "one, two")
    reading.qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert "comma" in dialog.complaint.text()
    assert dialog.search.text() == "one, two"


def test_words_that_are_only_selected_become_evidence_first_and_the_keys_go_back(reading: Reading) -> None:
    reading.select("nothing was decided")
    reading.press(Qt.Key.Key_T)
    dialog = reading.dialog(TopicsDialog)
    assert dialog.handle == "Q3"
    reading.qtbot.keyClick(dialog.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    reading.window.activateWindow()
    reading.until(reading.page.canvas.hasFocus)


def test_a_note_is_written_by_n_and_esc_goes_back_to_the_page(reading: Reading) -> None:
    reading.page.show_item("Q1")
    reading.press(Qt.Key.Key_N)
    note = reading.page.inspector.fields["note"]
    assert note.hasFocus()
    reading.qtbot.keyClicks(note, "Ask the office.")
    reading.qtbot.keyClick(note, Qt.Key.Key_Escape)
    reading.until(reading.page.canvas.hasFocus)
    reading.until(lambda: reading.row("Q1")["note"] == "Ask the office.")


def test_speakers_used_before_are_offered_and_the_check_of_the_words_is_told(reading: Reading) -> None:
    reading.page.show_item("Q2")
    panel = reading.page.inspector
    offers = panel.fields["speaker"].line.completer()
    assert offers is not None
    offers.setCompletionPrefix("clerk")
    assert offers.currentCompletion() == "A. Clerk"
    assert panel.checked.text().startswith("Compared with the page ")


def test_the_mark_of_the_inspector_drags_the_quote(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    carried: list[str] = []

    def take(drag: QDrag, *_: object) -> Qt.DropAction:
        carried.append(bytes(drag.mimeData().data(HANDLES).data()).decode())
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", take)
    reading.page.show_item("Q1")
    mark = reading.page.inspector.mark
    reading.qtbot.mousePress(mark, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    reading.qtbot.mouseMove(mark, QPoint(60, 5))
    assert carried == ["Q1"]
