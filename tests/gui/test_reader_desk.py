"""The Reader as a desk: two sources side by side, places visited, pages in small, words picked by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDrag, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu
from reading_page import Reading

from evidencepack.gui.widgets.dragging import HANDLES
from evidencepack.gui.widgets.pages_strip import PagesStrip

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def spot(reading: Reading, words: str) -> QPoint:
    """The middle of words on the page in view, in the viewport."""
    canvas = reading.page.canvas
    reading.until(lambda: canvas.page in canvas.words)
    held = canvas.words.get(canvas.page)
    assert held is not None
    at = held.text.index(words)
    rect = canvas.layout_of_pages.placing(canvas.page).mapRect(held.rects(at, at + len(words))[0])
    return QPoint(
        round(rect.center().x() - canvas.horizontalScrollBar().value()),
        round(rect.center().y() - canvas.verticalScrollBar().value()),
    )


def picked(reading: Reading) -> str:
    selection = reading.page.canvas.selection
    return " ".join(selection.text.split()) if selection else ""


# Side by side


def test_a_claim_and_its_evidence_are_read_side_by_side(reading: Reading) -> None:
    reading.page.show_item("Q1")
    reading.press(Qt.Key.Key_Return, CONTROL)
    left, right = reading.page.panes.both
    reading.until(lambda: left.is_open and right.is_open)
    assert (left.source, right.source) == ("S1", "S2")
    assert right.isVisible()
    assert reading.page.inspector.handle == "Q1"
    reading.press(Qt.Key.Key_F8)
    reading.until(right.canvas.hasFocus)
    assert reading.page.active is right
    assert right.property("active")
    assert not left.property("active")
    reading.page.deeds["reader.split"].trigger()
    assert not right.isVisible()
    assert reading.page.active is left


def test_what_answers_the_chosen_quote_opens_on_the_other_side(reading: Reading) -> None:
    reading.page.show_item("Q1")
    reading.page.toggle_split()
    reading.page.panes.right.open_source("S1")
    reading.page.panes.left.canvas.setFocus()
    reading.page.show_item("Q2")
    assert [pane.source for pane in reading.page.panes.both] == ["S1", "S2"]
    assert reading.page.active is reading.page.panes.right


def test_words_are_tagged_in_the_side_that_has_the_keys(reading: Reading) -> None:
    reading.page.toggle_split()
    right = reading.page.panes.right
    right.open_source("S2")
    right.canvas.setFocus()
    reading.opened("S2")
    reading.select("Some were refused")
    assert reading.page.panes.left.selecting.selection is None
    reading.press(Qt.Key.Key_E)
    reading.until(lambda: reading.page.inspector.handle == "Q3")
    assert reading.row("Q3")["source"] == "S2"


def test_two_panes_take_the_inspectors_room_in_a_narrow_window_and_give_it_back(reading: Reading) -> None:
    reading.page.toggle_split()
    assert reading.page.inspector.isHidden()
    reading.page.toggle_split()
    assert not reading.page.inspector.isHidden()


# Places visited


def test_one_goes_back_to_where_one_was_and_forward_again(reading: Reading) -> None:
    canvas = reading.page.canvas
    assert not reading.page.deeds["reader.back"].isEnabled()
    canvas.go_to(3)
    reading.page.show_item("Q2")
    reading.opened("S2")
    reading.press(Qt.Key.Key_Left, ALT)
    reading.opened("S1")
    reading.until(lambda: canvas.page == 3)
    reading.press(Qt.Key.Key_Right, ALT)
    reading.opened("S2")
    assert not reading.page.deeds["reader.forward"].isEnabled()


# Size and turn


def test_the_wheel_with_ctrl_enlarges_about_the_pointer(reading: Reading) -> None:
    canvas = reading.page.canvas
    where = spot(reading, "Paragraph 5 ")
    page, before = canvas.on_page(where)
    wheel = QWheelEvent(
        QPointF(where),
        QPointF(canvas.viewport().mapToGlobal(where)),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    zoom = canvas.zoom
    QApplication.sendEvent(canvas.viewport(), wheel)
    assert canvas.zoom > zoom * 1.15
    assert canvas.on_page(where)[0] == page
    assert abs(canvas.on_page(where)[1].y() - before.y()) < 2
    assert canvas.fit == ""


def test_pages_are_turned_to_read_them_and_words_are_still_found_under_the_pointer(reading: Reading) -> None:
    canvas = reading.page.canvas
    wide = canvas.layout_of_pages.size(1)
    reading.page.deeds["reader.turn"].trigger()
    assert canvas.turned == 90
    assert canvas.layout_of_pages.size(1) == (wide[1], wide[0])
    canvas.fit_page()
    reading.qtbot.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot(reading, "requests"))
    assert picked(reading) == "requests"


# Words


def test_a_double_click_takes_a_word_a_third_its_line_and_shift_goes_on(reading: Reading) -> None:
    view = reading.page.canvas.viewport()
    left = Qt.MouseButton.LeftButton
    where = spot(reading, "requests")
    reading.qtbot.mouseDClick(view, left, pos=where)
    assert picked(reading) == "requests"
    reading.qtbot.mouseClick(view, left, pos=where)
    assert picked(reading).startswith("The office met 18 requests. Paragraph 1") or "18 requests." in picked(
        reading
    )
    reading.qtbot.mouseClick(view, left, SHIFT, pos=spot(reading, "Paragraph 3 "))
    assert "Paragraph 2" in picked(reading)


def test_the_keys_alone_pick_words_a_sentence_and_more(reading: Reading) -> None:
    reading.until(lambda: 1 in reading.page.canvas.words)
    reading.press(Qt.Key.Key_Right, SHIFT | CONTROL)
    reading.press(Qt.Key.Key_Right, SHIFT | CONTROL)
    assert picked(reading) == "The office"
    reading.press(Qt.Key.Key_Left, SHIFT)
    assert picked(reading) == "The offic"
    reading.press(Qt.Key.Key_S)
    assert picked(reading) == "The office met 18 requests."
    reading.press(Qt.Key.Key_S)
    assert picked(reading).startswith("The office met 18 requests. Paragraph 1 says")


def test_the_caret_moves_by_letters_when_it_is_told_to(reading: Reading) -> None:
    canvas = reading.page.canvas
    reading.until(lambda: 1 in canvas.words)
    reading.press(Qt.Key.Key_L)
    assert canvas.by_letters
    reading.press(Qt.Key.Key_Right, CONTROL)
    assert picked(reading) == ""
    reading.press(Qt.Key.Key_Right, SHIFT | CONTROL)
    assert picked(reading) == "office"
    reading.press(Qt.Key.Key_L)
    assert not canvas.by_letters


def test_found_words_are_made_a_sentence_and_tagged_without_the_mouse(reading: Reading) -> None:
    reading.press(Qt.Key.Key_F, CONTROL)
    bar = reading.page.active.find_bar
    reading.qtbot.keyClicks(bar.line, "decided in week 7,")
    reading.until(lambda: bar.count.text() == "1 of 1")
    reading.qtbot.keyClick(bar.line, Qt.Key.Key_Escape)
    reading.until(lambda: picked(reading) == "decided in week 7,")
    reading.press(Qt.Key.Key_S)
    reading.press(Qt.Key.Key_E)
    reading.until(lambda: reading.page.inspector.handle == "Q3")
    assert " ".join(reading.row("Q3")["text"].split()) == (
        "Paragraph 7 says that nothing was decided in week 7, and that the office met on a Monday."
    )


def test_found_words_come_with_all_their_places_in_the_strip(reading: Reading) -> None:
    reading.page.show_found("S1", 2, "the office met")
    bar = reading.page.active.find_bar
    reading.until(lambda: "of 120" in bar.count.text())
    assert reading.page.canvas.page == 2
    assert len(reading.page.canvas.found) == 120


def test_words_apart_are_each_marked_where_they_stand_side_by_side_nowhere(reading: Reading) -> None:
    reading.until(lambda: reading.page.active.opening.text is not None)
    text = reading.page.active.opening.text
    assert text is not None
    assert len(text.find("requests nothing")) == 1 + 119
    assert len(text.find("week 7, and")) == 1
    assert text.find("ffice MET 18") == text.find("ffice met  18") != []
    assert text.find("%") == []


# The strip


def strip_mark(strip: PagesStrip, handle: str) -> QPoint:
    [top] = [top for place, top in strip.tops() if place.handle == handle]
    return QPoint(strip.width() // 2, round(top) + 6)


def test_a_mark_in_the_strip_leads_to_its_quote(reading: Reading) -> None:
    reading.page.canvas.go_to(5)
    strip = reading.page.canvas.strip
    reading.qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip_mark(strip, "Q1"))
    assert reading.page.inspector.handle == "Q1"
    reading.until(lambda: reading.page.canvas.page == 1)


def test_a_click_beside_the_marks_goes_that_far_down(reading: Reading) -> None:
    strip = reading.page.canvas.strip
    reading.qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(8, strip.height() - 8))
    assert reading.page.canvas.page >= reading.page.canvas.pages - 1


def test_a_quote_dragged_out_carries_its_handle_and_its_words(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried: list[tuple[str, str]] = []

    def take(drag: QDrag, *_: object) -> Qt.DropAction:
        data = drag.mimeData()
        carried.append((bytes(data.data(HANDLES).data()).decode(), data.text()))
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", take)
    strip = reading.page.canvas.strip
    where = strip_mark(strip, "Q1")
    reading.qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=where)
    reading.qtbot.mouseMove(strip, where + QPoint(-40, 0))
    assert carried == [("Q1", "Paragraph 2 says")]


# Pages in small, menu


def test_the_pages_in_small_are_drawn_and_lead_there(reading: Reading) -> None:
    reading.page.deeds["reader.small"].trigger()
    side = reading.page.side
    assert side.isVisible()
    reading.until(lambda: 1 in side.small.pictures)
    assert side.small.rowCount() == reading.page.canvas.pages
    third = side.list.visualRect(side.small.index(2))
    side.list.scrollTo(side.small.index(2))
    third = side.list.visualRect(side.small.index(2))
    reading.qtbot.mouseClick(side.list.viewport(), Qt.MouseButton.LeftButton, pos=third.center())
    reading.until(lambda: reading.page.canvas.page == 3)
    side.tabs.setCurrentIndex(1)
    assert "no contents list" in side.none.text()
    assert side.none.isVisible()
    reading.page.deeds["reader.small"].trigger()
    assert not side.isVisible()


def test_a_click_with_the_other_button_chooses_the_quote_and_offers_what_can_be_done(
    reading: Reading,
) -> None:
    where = spot(reading, "Paragraph 2 says")
    reading.page.canvas.menu_asked.disconnect()
    asked: list[QPoint] = []
    reading.page.canvas.menu_asked.connect(asked.append)
    view = reading.page.canvas
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, view.viewport().mapToGlobal(where))
    QApplication.sendEvent(view.viewport(), event)
    assert reading.page.inspector.handle == "Q1"
    assert asked
    reading.page._show_menu(asked[0])
    [menu] = [one for one in reading.page.findChildren(QMenu) if one.isVisible()]
    offered = {action.objectName(): action.isEnabled() for action in menu.actions() if action.objectName()}
    assert offered["quote.evidence"]
    assert not offered["quote.claim"]
    assert offered["quote.beside"]
    menu.close()
