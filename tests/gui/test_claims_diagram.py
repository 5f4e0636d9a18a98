"""Claims and evidence over time, on the Claims page: looking, choosing, saving."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from evidencepack.gui.dialogs.relation import RelationDialog
from evidencepack.gui.main_window import MainWindow
from evidencepack.gui.pages.claims import ClaimsPage


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot, sample_pack: Path) -> ClaimsPage:
    """The Claims page of the sample, showing the diagram."""
    window.open_path(sample_pack)
    qtbot.waitUntil(lambda: window.pack is not None, timeout=20_000)
    window.frame.show_place("claims")
    made = window.frame.pages["claims"]
    assert isinstance(made, ClaimsPage)
    qtbot.keyClick(made.board, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert made.stack.currentWidget() is made.diagram
    return made


def middle(page: ClaimsPage, handle: str) -> QPoint:
    """The mark of a quote, in the viewport."""
    [node] = [node for node in page.diagram.diagram.nodes if node.handle == handle]
    view = page.diagram
    view.choose(handle)
    left, top = view.horizontalScrollBar().value(), view.verticalScrollBar().value()
    view.choose("")
    return QPoint(round(node.left * view.zoom - left), round(node.y * view.zoom - top))


def test_every_quote_is_in_the_picture(page: ClaimsPage) -> None:
    handles = {node.handle for node in page.diagram.diagram.nodes}
    assert handles == {row["handle"] for row in page.desk.view.of("quotes")}
    assert page.deeds["claims.diagram"].isChecked()


def test_a_quote_is_chosen_by_a_click_and_read_by_a_double_click(page: ClaimsPage, qtbot: QtBot) -> None:
    where = middle(page, "Q1")
    qtbot.mouseClick(page.diagram.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page.diagram.handle == "Q1"
    assert "Q1" in page.diagram.accessibleDescription()
    went: list[str] = []
    page.desk.went.connect(went.append)
    qtbot.mouseDClick(page.diagram.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert went == ["Q1"]


def test_the_arrows_go_through_time_and_enter_reads(page: ClaimsPage, qtbot: QtBot) -> None:
    nodes = [node.handle for node in page.diagram.diagram.nodes]
    qtbot.keyClick(page.diagram, Qt.Key.Key_Right)
    qtbot.keyClick(page.diagram, Qt.Key.Key_Right)
    assert page.diagram.handle == nodes[1]
    qtbot.keyClick(page.diagram, Qt.Key.Key_Down)
    assert page.diagram.handle not in ("", nodes[1])
    went: list[str] = []
    page.desk.went.connect(went.append)
    chosen = page.diagram.handle
    qtbot.keyClick(page.diagram, Qt.Key.Key_Return)
    assert went == [chosen]
    qtbot.keyClick(page.diagram, Qt.Key.Key_Escape)
    assert page.diagram.handle == ""


def test_a_chosen_claim_is_related_from_the_picture(page: ClaimsPage, qtbot: QtBot) -> None:
    page.diagram.choose("Q13")
    qtbot.keyClick(page.diagram, Qt.Key.Key_R)
    dialog = page.window().findChild(RelationDialog)
    assert dialog is not None
    assert dialog.end.handle == "Q13"
    dialog.reject()


def test_the_picture_is_saved_as_svg_or_png_and_a_failure_is_told(page: ClaimsPage, tmp_path: Path) -> None:
    said: list[str] = []
    page.desk.said.connect(said.append)
    page.save_picture(tmp_path / "x.svg")
    page.save_picture(tmp_path / "x.png")
    ET.parse(tmp_path / "x.svg")
    image = QImage(str(tmp_path / "x.png"))
    assert image.width() >= 2 * int(page.diagram.diagram.width) - 2
    assert len(said) == 2
    troubles: list[object] = []
    page.desk.troubled.connect(troubles.append)
    page.save_picture(tmp_path / "no" / "x.svg")
    [trouble] = troubles
    assert "could not be written" in str(trouble)


def test_a_weak_relation_leads_back_to_the_board(page: ClaimsPage) -> None:
    page.show_item("R3")
    assert page.stack.currentWidget() is not page.diagram
    assert page.board.item is not None
    assert page.board.item.handle == "R3"
