"""A part of a page is drawn round, by mouse or by keys, and quoted as an image."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from reading_page import Reading

from evidencepack.gui.dialogs.region import RegionDialog
from evidencepack.gui.widgets.pages_region import RegionPicker


def begin(reading: Reading) -> RegionPicker:
    reading.page.deeds["quote.region"].trigger()
    picker = reading.page.regions.picker
    assert picker is not None
    reading.until(picker.hasFocus)
    return picker


def draw(reading: Reading, picker: RegionPicker, one: QPoint, other: QPoint) -> None:
    left = Qt.MouseButton.LeftButton
    reading.qtbot.mousePress(picker, left, pos=one)
    reading.qtbot.mouseMove(picker, other)
    reading.qtbot.mouseRelease(picker, left, pos=other)


def test_what_is_drawn_round_is_shown_and_kept_with_the_words_typed(reading: Reading) -> None:
    picker = begin(reading)
    page = reading.page.canvas.layout_of_pages.rect(1)
    corner = page.topLeft().toPoint() - QPoint(0, reading.page.canvas.verticalScrollBar().value())
    draw(reading, picker, corner + QPoint(60, 60), corner + QPoint(360, 160))
    dialog = reading.dialog(RegionDialog)
    assert not dialog.keep_button.isEnabled()
    reading.qtbot.keyClicks(dialog.text, "The office met 18 requests.")
    dialog.claim.setChecked(True)
    assert dialog.keep_button.text() == "Mark as claim"
    dialog.keep_button.click()
    reading.until(lambda: "Q3" in reading.desk.view.by_handle)
    quote = reading.row("Q3")
    assert (quote["text"], quote["match"], quote["kind"]) == (
        "The office met 18 requests.",
        "picture",
        "claim",
    )
    ((left, bottom, right, top),) = quote["anchors"][0]["rectangles"]
    scale = reading.page.canvas.layout_of_pages.scale
    high = reading.page.canvas.layout_of_pages.shapes[0][2]
    assert [left, high - top, right, high - bottom] == pytest.approx(
        [60 / scale, 60 / scale, 360 / scale, 160 / scale], abs=2.5
    )
    reading.until(lambda: reading.page.inspector.handle == "Q3")
    reading.until(lambda: any(one.handle == "Q3" for one in reading.page.canvas.marks.highlights))


def test_the_arrows_draw_too_and_enter_takes_what_is_drawn(reading: Reading) -> None:
    picker = begin(reading)
    keys = Qt.Key
    reading.qtbot.keyClick(picker, keys.Key_Right)
    first = picker.region
    reading.qtbot.keyClick(picker, keys.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert picker.region.topLeft() == first.topLeft() - QPoint(0, 2)
    reading.qtbot.keyClick(picker, keys.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert picker.region.height() == first.height() + 24
    reading.qtbot.keyClick(picker, keys.Key_Return)
    dialog = reading.dialog(RegionDialog)
    dialog.reject()


def test_escape_leaves_and_so_does_going_elsewhere(reading: Reading) -> None:
    reading.qtbot.keyClick(begin(reading), Qt.Key.Key_Escape)
    assert reading.page.regions.picker is None
    reading.until(reading.page.canvas.hasFocus)
    begin(reading)
    reading.page.active.bar.page.setFocus()
    assert reading.page.regions.picker is None
    assert reading.page.active.bar.page.hasFocus()


def test_a_mere_click_quotes_nothing(reading: Reading) -> None:
    picker = begin(reading)
    reading.qtbot.mouseClick(picker, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert reading.page.regions.picker is picker
    assert reading.page.regions.dialog is None


def test_what_cannot_be_kept_is_said_in_the_dialog(reading: Reading, tmp_path: Path) -> None:
    picker = begin(reading)
    draw(reading, picker, QPoint(2, 200), QPoint(10, 260))  # beside the page
    dialog = reading.dialog(RegionDialog)
    reading.qtbot.keyClicks(dialog.text, "Nothing")
    dialog.keep()
    reading.until(dialog.complaint.isVisible)
    assert "nothing of page 1" in dialog.complaint.text()
    dialog.reject()
