"""What a quote leaves out is shown beside it, and a reason is asked for where that may turn its sense."""

from __future__ import annotations

from PySide6.QtCore import Qt
from reading_page import Reading

from evidencepack.gui.dialogs.typed_quote import TypedQuoteDialog

ELIDED = "Some were refused […] asked why."


def test_the_inspector_asks_for_a_reason_only_where_something_of_weight_is_left_out(reading: Reading) -> None:
    dialog = TypedQuoteDialog(reading.desk, reading.window, text=ELIDED)
    dialog.open()
    reading.until(lambda: dialog.elision.isVisible())
    assert "leaves out “nobody”" in dialog.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    dialog.keep()
    reading.until(lambda: "Q3" in reading.desk.view.by_handle)
    panel = reading.page.inspector.left_out
    reading.page.show_item("Q3")
    reading.until(panel.isVisible)
    assert panel.said.text() == "Leaves out “nobody”."
    assert panel.objectName() == "warning"
    panel.because.line.setFocus()
    reading.qtbot.keyClicks(panel.because.line, "The next page says who asked.")
    reading.qtbot.keyClick(panel.because.line, Qt.Key.Key_Return)
    reading.until(lambda: reading.row("Q3")["elision_because"] == "The next page says who asked.")
    reading.until(lambda: panel.objectName() == "note")
    assert panel.said.text() == "Leaves out “nobody”."
    reading.page.show_item("Q1")
    reading.until(lambda: reading.page.inspector.handle == "Q1")
    assert not panel.isVisible()
    assert not reading.troubles


def test_a_reason_typed_with_the_quotation_is_kept_with_it(reading: Reading) -> None:
    dialog = TypedQuoteDialog(reading.desk, reading.window, text=ELIDED)
    dialog.open()
    reading.until(lambda: dialog.elision.isVisible())
    dialog.elision.line.setText("The next page says who asked.")
    dialog.keep()
    reading.until(lambda: "Q3" in reading.desk.view.by_handle)
    assert reading.row("Q3")["elision_because"] == "The next page says who asked."
    assert not reading.troubles


def test_a_selection_that_begins_after_a_denial_says_so(reading: Reading) -> None:
    reading.page.show_item("S2")
    reading.opened("S2")
    reading.select("asked why.")
    bar = reading.page.active.selection_bar
    reading.until(lambda: "once" in bar.badge.text)
    assert bar.note.text() == "Leaves off how the sentence begins: “nobody”."
