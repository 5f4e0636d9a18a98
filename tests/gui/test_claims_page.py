from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.models.claims_board import Board, Filter, counted
from evidencepack.gui.models.claims_rows import MIME, carried, dropped
from evidencepack.gui.models.pack_view import NOTHING, PackView, look_or_close, undo
from evidencepack.gui.pages.claims import ClaimsPage
from evidencepack.store.pack import open_pack

Key = Qt.Key


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Iterator[Callable[[], ClaimsPage]]:
    """Shows the page in a window of the smallest size it must look right in."""
    windows: list[QMainWindow] = []

    def make() -> ClaimsPage:
        page = ClaimsPage(desk)
        desk.changed.connect(page.show_view)
        window = QMainWindow()
        windows.append(window)
        window.setCentralWidget(page)
        window.resize(1188, 700)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        page.arrive()
        return page

    yield make
    for window in windows:
        window.close()
        delete(window)  # now, as the letters are changed back next


@pytest.fixture
def page(shown: Callable[[], ClaimsPage]) -> ClaimsPage:
    return shown()


def chosen(page: ClaimsPage) -> str:
    item = page.board.item
    return item.handle if item else ""


def row(handle: str, kind: str = "claim", **more: Any) -> dict[str, Any]:
    made = {
        "handle": handle,
        "kind": kind,
        "text": f"Words of {handle}",
        "source": "S1",
        "pages": [1],
        "page": 1,
    }
    return {
        **made,
        "speaker": "",
        "topics": [],
        "match": "exact",
        "shown": "",
        "ocr": None,
        "compared": False,
        **more,
    }


def relation(handle: str, start: str, end: str, **more: Any) -> dict[str, Any]:
    same = dict.fromkeys(("same_subject", "same_data", "same_period"), "yes")
    return {"handle": handle, "from": start, "to": end, "kind": "supports", "because": "", **same, **more}


def view_of(quotes: list[dict[str, Any]], relations: list[dict[str, Any]], **more: Any) -> PackView:
    return PackView(rows={"quotes": quotes, "relations": relations, **more})


# -- what stands beside what ------------------------------------------------------------------------------


def test_every_claim_and_everything_that_something_is_done_to_is_on_the_board() -> None:
    view = view_of(
        [row("Q1"), row("Q2", "evidence"), row("Q3", "evidence"), row("Q4"), row("Q5", "evidence")],
        [relation("R1", "Q2", "Q1"), relation("R2", "Q3", "Q2"), relation("R3", "Q4", "Q1")],
    )
    board = Board.of(view)
    assert [
        (block.quote["handle"], [link.quote["handle"] for link in block.links]) for block in board.blocks
    ] == [
        ("Q1", ["Q2", "Q4"]),
        ("Q2", ["Q3"]),
        ("Q4", []),
    ]
    assert [quote["handle"] for quote in board.loose] == ["Q5"]
    assert counted(view) == "2 claims, 3 pieces of evidence, 3 relations"


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (Filter(), ["Q1", "Q3", "Q4", "Q6", "Q8", "Q13"]),
        (Filter(topic="form"), ["Q3"]),  # a topic of the evidence
        (Filter(speaker="Education Secretary"), ["Q13"]),
        (Filter(kind="supports"), ["Q6"]),
        (Filter(state="none"), ["Q13"]),
        (Filter(state="some"), ["Q1", "Q3", "Q4", "Q6", "Q8"]),
        (Filter(state="weak"), ["Q4", "Q13"]),  # by its relation R3, and itself
        (Filter(days=("2016-07-01", "2016-07-31")), ["Q1", "Q3"]),
        (Filter(days=("2016-07-25", "2016-07-25")), ["Q1", "Q3"]),  # some day of July may be that day
        (Filter(days=("2015-01-01", "2015-12-31")), []),
        (Filter(typed="second hand"), ["Q4"]),  # a reason
        (Filter(typed="r5"), ["Q8"]),
        (Filter(typed="HOME office protocols"), []),
        (Filter(topic="Home Office", kind="qualifies"), ["Q3", "Q4", "Q8"]),
    ],
)
def test_filters_leave_the_claims_whose_words_evidence_or_reasons_match(
    desk: Desk, wanted: Filter, left: list[str]
) -> None:
    kept = Board.of(desk.view).filtered(wanted, weak={"Q13", "R3"})
    assert [block.quote["handle"] for block in kept] == left


def test_a_time_is_typed_freely_and_one_that_is_none_is_told_in_its_place(
    page: ClaimsPage, qtbot: QtBot
) -> None:
    date = page.filters.date
    qtbot.keyClicks(date, "July 2016")
    assert [item.block.quote["handle"] for item in page.rows.items if item.link is None] == ["Q1", "Q3"]
    assert date.toolTip() == "Said July 2016"
    date.clear()
    qtbot.keyClicks(date, "31 June 2016")
    assert date.property("wrong")
    assert "June" in date.toolTip()
    page.filters.clear.click()
    assert date.text() == ""
    assert not date.property("wrong")


def test_dragged_quotes_are_read_back_and_nothing_else_is(dressed: object) -> None:
    assert dropped(carried(["Q5", "Q7"])) == ["Q5", "Q7"]
    assert carried(["Q5"]).text() == "Q5"
    other = QMimeData()
    other.setText("Q5")
    assert dropped(other) == []
    other.setData(MIME, b"S1 Q2 \xff")
    assert dropped(other) == ["Q2"]


# -- the board --------------------------------------------------------------------------------------------


def test_the_arrows_walk_through_claims_and_their_evidence(page: ClaimsPage, qtbot: QtBot) -> None:
    board = page.board
    assert chosen(page) == "Q1"
    walked = []
    for _ in range(4):
        qtbot.keyClick(board, Key.Key_Down)
        walked.append(chosen(page))
    assert walked == ["R1", "Q3", "R2", "Q4"]
    qtbot.keyClick(board, Key.Key_Right)
    assert chosen(page) == "R3"
    qtbot.keyClick(board, Key.Key_Right)
    assert chosen(page) == "R3"
    qtbot.keyClick(board, Key.Key_Left)
    assert chosen(page) == "Q4"
    qtbot.keyClick(board, Key.Key_End)
    assert chosen(page) == "Q13"
    assert board.verticalScrollBar().value() == board.verticalScrollBar().maximum() > 0
    qtbot.keyClick(board, Key.Key_Right)
    assert chosen(page) == "Q13"
    qtbot.keyClick(board, Key.Key_PageUp)
    assert chosen(page) == "Q3"
    qtbot.keyClick(board, Key.Key_Home)
    assert chosen(page) == "Q1"
    assert board.verticalScrollBar().value() == 0


def test_a_click_chooses_the_card_under_the_pointer(page: ClaimsPage, qtbot: QtBot) -> None:
    board = page.board
    for handle in ("R2", "Q3"):
        where = board.visualRect(page.rows.place(handle)).center()
        qtbot.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=where)
        assert chosen(page) == handle
    between = QPoint(board.visualRect(page.rows.place("Q3")).right() + 20, where.y())
    assert not board.indexAt(between).isValid()


def test_cards_do_not_overlap_and_words_have_room_at_any_width(page: ClaimsPage) -> None:
    for width in (700, 1188, 1828):
        page.window().resize(width, 700)
        page.board.executeDelayedItemsLayout()
        boxes = [page.board.visualRect(page.rows.index(n)) for n in range(len(page.rows.items))]
        assert all(not a.intersects(b) for n, a in enumerate(boxes) for b in boxes[:n])
        assert all(box.right() < page.board.viewport().width() for box in boxes)


def test_what_is_in_view_stays_there_when_the_window_becomes_narrower(page: ClaimsPage) -> None:
    page.show_item("R5")
    page.window().resize(900, 500)
    page.board.executeDelayedItemsLayout()
    top = page.rows.items[page.board._top_row()].handle
    page.window().resize(820, 500)
    page.board.executeDelayedItemsLayout()
    assert page.rows.items[page.board._top_row()].handle == top


def test_a_reader_of_the_screen_hears_claim_verb_evidence_and_reason(page: ClaimsPage) -> None:
    listed = QAccessible.queryAccessibleInterface(page.board)
    heard = [listed.child(n).text(QAccessible.Text.Name) for n in range(listed.childCount())]
    assert len(heard) == len(page.rows.items)
    assert heard[0].startswith("Claim Q1 by Minister: “The information will be used only")
    assert heard[1].startswith("Q2 qualifies Q1 because The second answer, a day later,")
    assert "subject same, data same, period same. Evidence Q2 by Minister: “The Department" in heard[1]
    assert heard[-1].endswith("No evidence yet. Drag a quote here, or press R.")
    assert listed.child(3).rect().height() > 20


def test_hovering_shows_the_whole_words(page: ClaimsPage, desk: Desk) -> None:
    index = page.rows.place("R5")
    assert desk.view.by_handle["Q14"]["text"] in index.data(Qt.ItemDataRole.ToolTipRole)


def test_it_is_drawn_in_every_scheme(page: ClaimsPage) -> None:
    grounds = set()
    for scheme in (Qt.ColorScheme.Light, Qt.ColorScheme.Dark):
        theme.wear(scheme)
        page.recolour()
        grounds.add(page.board.grab().toImage().pixelColor(4, 4).name())
    theme.wear(Qt.ColorScheme.Light)
    assert len(grounds) == 2


# -- going there ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("wanted", "found"), [("R4", "R4"), ("claims:Q8", "Q8"), ("Q10", "R4")])
def test_an_item_asked_for_is_chosen_and_brought_into_view(page: ClaimsPage, wanted: str, found: str) -> None:
    page.filters.typed.setText("protocols")
    page.show_item(wanted)
    assert chosen(page) == found
    assert page.board.viewport().rect().contains(page.board.visualRect(page.board.currentIndex()).center())
    assert page.filters.wanted == Filter()


def test_evidence_not_related_yet_is_shown_where_it_waits(page: ClaimsPage) -> None:
    page.toggle_inspector()
    page.show_item("Q7")
    assert page.side.isVisible()
    assert page.side.loose.quote is not None
    assert page.side.loose.quote["handle"] == "Q7"


def test_an_item_there_is_not_changes_nothing(page: ClaimsPage) -> None:
    page.show_item("R99")
    assert chosen(page) == "Q1"


def test_a_handle_of_a_weak_spot_leads_there(page: ClaimsPage) -> None:
    page.side.lines["claim-without-evidence"][0].where.linkActivated.emit("Q13")
    assert chosen(page) == "Q13"


def test_enter_shows_the_quote_in_the_reader(page: ClaimsPage, desk: Desk, qtbot: QtBot) -> None:
    page.show_item("R3")
    with qtbot.waitSignal(desk.went) as heard:
        qtbot.keyClick(page.board, Key.Key_Return)
    assert heard.args == ["Q9"]


def test_enter_in_the_words_goes_to_the_board(page: ClaimsPage, desk: Desk, qtbot: QtBot) -> None:
    went: list[str] = []
    desk.went.connect(went.append)
    page.filters.typed.setFocus()
    qtbot.keyClicks(page.filters.typed, "secretary")
    qtbot.keyClick(page.filters.typed, Key.Key_Return)
    assert page.board.hasFocus()
    assert chosen(page) == "Q13"
    assert went == []


# -- deeds ------------------------------------------------------------------------------------------------


def test_r_on_a_claim_asks_for_the_evidence(page: ClaimsPage, qtbot: QtBot) -> None:
    page.show_item("Q13")
    qtbot.keyClick(page.board, Key.Key_R)
    assert page.dialog is not None
    assert (page.dialog.start.handle, page.dialog.end.handle) == ("", "Q13")
    page.dialog.reject()
    assert page.dialog is None


def test_r_on_evidence_asks_for_the_claim(page: ClaimsPage, qtbot: QtBot) -> None:
    page.show_item("Q5")
    qtbot.keyClick(page.side.loose, Key.Key_R)
    assert page.dialog is not None
    assert (page.dialog.start.handle, page.dialog.end.handle) == ("Q5", "")
    page.dialog.reject()


def test_f2_changes_the_relation_chosen(page: ClaimsPage, qtbot: QtBot) -> None:
    page.show_item("R2")
    qtbot.keyClick(page.board, Key.Key_F2)
    assert page.dialog is not None
    page.dialog.because.setPlainText("Because of that.")
    with qtbot.waitSignal(page.dialog.saved):
        page.dialog.save.click()
    assert chosen(page) == "R2"
    assert page.board.item is not None
    assert page.board.item.link is not None
    assert page.board.item.link.relation["because"] == "Because of that."


def test_del_removes_the_relation_and_undo_brings_it_back(page: ClaimsPage, desk: Desk, qtbot: QtBot) -> None:
    page.show_item("R2")
    with qtbot.waitSignal(desk.said) as heard:
        qtbot.keyClick(page.board, Key.Key_Delete)
    assert heard.args is not None
    assert heard.args[0].endswith("relation R2 removed (Q12 qualifies Q3)")
    assert "R2" not in desk.view.by_handle
    assert chosen(page) == "Q4"  # what took its place
    assert [quote["handle"] for quote in page.side.loose.quotes.quotes] == ["Q5", "Q7", "Q11", "Q12"]
    desk.change(undo)
    qtbot.waitUntil(lambda: "R2" in desk.view.by_handle)
    assert page.rows.place("R2").isValid()


def test_deeds_are_grey_where_they_make_no_sense(page: ClaimsPage) -> None:
    def allowed() -> dict[str, bool]:
        of_items = [name for name in page.deeds if name not in ("claims.diagram", "claims.picture")]
        return {name.rpartition(".")[2]: page.deeds[name].isEnabled() for name in of_items}

    page.show_item("Q1")
    assert allowed() == {"add": True, "edit": False, "remove": False, "read": True}
    page.show_item("R1")
    assert allowed() == {"add": True, "edit": True, "remove": True, "read": True}
    page.show_item("Q5")
    assert allowed() == {"add": True, "edit": False, "remove": False, "read": True}
    page.board.setFocus()
    assert allowed()["remove"]
    page.show_view(NOTHING)
    assert not any(allowed().values())


def drop(page: ClaimsPage, data: QMimeData, where: QPoint) -> QDropEvent:
    keys = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    move = QDragMoveEvent(where, *keys)
    page.board.dragMoveEvent(move)
    event = QDropEvent(QPointF(where), *keys)
    event.setAccepted(False)
    page.board.dropEvent(event)
    return event


def test_a_quote_dropped_on_a_claim_opens_the_dialog_with_both(page: ClaimsPage, qtbot: QtBot) -> None:
    where = page.board.visualRect(
        page.rows.place("R2")
    ).center()  # anywhere between the claim and its evidence
    assert drop(page, carried(["Q7"]), where).isAccepted()
    qtbot.waitUntil(lambda: page.dialog is not None)
    assert page.dialog is not None
    assert (page.dialog.start.handle, page.dialog.end.handle) == ("Q7", "Q3")
    page.dialog.reject()


def test_what_is_no_quote_or_falls_beside_every_claim_is_not_taken(page: ClaimsPage, qtbot: QtBot) -> None:
    files = QMimeData()
    files.setText("Q7")
    inside = page.board.visualRect(page.rows.place("Q3")).center()
    assert not drop(page, files, inside).isAccepted()
    between = QPoint(40, page.board.visualRect(page.rows.place("Q1")).bottom() + 9)
    assert not drop(page, carried(["Q7"]), between).isAccepted()
    qtbot.wait(20)
    assert page.dialog is None


# -- as the pack changes ----------------------------------------------------------------------------------


def test_choice_and_place_are_kept_when_something_else_changes(
    page: ClaimsPage, desk: Desk, qtbot: QtBot
) -> None:
    page.show_item("R5")
    page.board.verticalScrollBar().setValue(150)
    changed = {**desk.view.rows, "relations": desk.view.of("relations")[1:]}
    page.show_view(PackView(rows=changed))
    assert chosen(page) == "R5"
    assert page.board.verticalScrollBar().value() == 150


def test_without_quotes_one_step_leads_to_the_reader(page: ClaimsPage, desk: Desk, qtbot: QtBot) -> None:
    page.show_view(NOTHING)
    assert page.nothing.isVisible()
    assert not page.side.isVisible()
    assert not page.filters.isVisible()
    with qtbot.waitSignal(desk.went) as heard:
        page._to_reader.trigger()
    assert heard.args == ["reader"]


def test_filters_that_leave_nothing_say_so_and_can_be_taken_away(page: ClaimsPage, qtbot: QtBot) -> None:
    page.filters.typed.setText("zebra")
    assert page.none_left.isVisible()
    assert page.filters.count.text() == "0 shown of 6 claims, 8 pieces of evidence, 5 relations"
    page._show_all.trigger()
    assert page.board.isVisible()
    assert page.filters.count.text() == "6 claims, 8 pieces of evidence, 5 relations"


def test_a_topic_that_is_gone_filters_no_more(page: ClaimsPage, desk: Desk) -> None:
    page.filters.topic.setCurrentIndex(page.filters.topic.findData("form"))
    assert len(page.board_of_pack.filtered(page.filters.wanted)) == 1
    page.show_view(PackView(rows={**desk.view.rows, "topics": []}))
    assert page.filters.wanted == Filter()
    assert page.filters.topic.count() == 1


def test_a_pack_opened_read_only_is_shown_and_not_changed(
    desk: Desk, shown: Callable[[], ClaimsPage], sample_pack: Path, qtbot: QtBot
) -> None:
    first = desk.pack
    second, view = look_or_close(open_pack(sample_pack, or_read_only=True))
    desk.take(second, view)
    page = shown()
    page.show_item("R2")
    looking = ["claims.read", "claims.diagram", "claims.picture"]
    assert [name for name, action in page.deeds.items() if action.isEnabled()] == looking
    assert not page.board.acceptDrops()
    desk.take(first, view)
    second.close()


def test_a_large_pack_has_no_more_widgets_than_a_small_one(page: ClaimsPage) -> None:
    before = len(page.findChildren(QWidget))
    quotes = [row(f"Q{n}", "claim" if n % 3 == 0 else "evidence") for n in range(1, 2001)]
    relations = [relation(f"R{n}", f"Q{n}", f"Q{n // 3 * 3 or 3}") for n in range(1, 2001) if n % 3]
    page.show_view(view_of(quotes, relations))
    page.show_item("R2000")
    assert chosen(page) == "R2000"
    assert len(page.findChildren(QWidget)) <= before + 4
