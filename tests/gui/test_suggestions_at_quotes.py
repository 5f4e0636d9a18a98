"""The panel of a quote offers what its page says, and takes it over where a person says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from conftest import settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from evidencepack.actions.fields import set_fields
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.sources import import_paths
from evidencepack.gui.main_window import MainWindow
from evidencepack.gui.widgets.quote_inspector import QuoteInspector

DEBATE = """Pupils: Personal Records

The Minister for School Standards (Nick Gibb): It was used on Wednesday 30 March under section 537A of the
Education Act 1996 and SI 2016/808.
"""


def test_what_the_page_says_is_offered_shown_on_its_page_and_taken_over(
    opened: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "debate.txt").write_text(DEBATE)
    with new_pack(tmp_path / "case.evpack", "A case") as pack:
        import_paths(pack, [tmp_path / "debate.txt"])
        set_fields(pack, "S1", {"kind": "debate", "published": "10 October 2016"})
        add_quote(pack, "under section 537A of the Education Act 1996 and SI 2016/808", "claim")
    window = opened(tmp_path / "case.evpack")
    window.desk.went.emit("Q1")
    settle(window, qtbot)
    (panel,) = [one for one in window.findChildren(QuoteInspector) if one.isVisible()]
    offers = panel.suggestions
    qtbot.waitUntil(offers.isVisible, timeout=20_000)
    assert [each.detail.field for each in offers.found] == [
        *("speaker", "role", "date", "date", "authorities", "authorities")
    ]

    went: list[str] = []
    window.desk.went.connect(went.append)
    place = button(panel, "Speaker was read from")
    qtbot.mouseClick(place, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert went[0].startswith("find:S1:1:The Minister for School Standards")

    window.desk.went.emit("Q1")
    settle(window, qtbot)
    for named in (
        "Use Education Act 1996, s 537A as",
        "Use SI 2016/808 as",
        "Use Wednesday 30 March 2016 as",
    ):
        qtbot.mouseClick(button(panel, named), Qt.MouseButton.LeftButton)
        settle(window, qtbot)
    row = window.desk.view.by_handle["Q1"]
    assert row["authorities"] == ["Education Act 1996, s 537A", "SI 2016/808"]
    assert row["shown"] == "30 March 2016"
    assert panel.fields["authorities"].line.text() == "Education Act 1996, s 537A; SI 2016/808"

    qtbot.waitUntil(lambda: len(offers.found) == 3, timeout=20_000)
    qtbot.mouseClick(offers.all, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    row = window.desk.view.by_handle["Q1"]
    assert (row["speaker"], row["role"]) == ("Nick Gibb", "Minister for School Standards")
    assert row["shown"] == "30 March 2016"


def button(panel: QuoteInspector, named: str) -> QPushButton:
    return next(one for one in panel.findChildren(QPushButton) if one.accessibleName().startswith(named))
