"""Files within files, newer versions and words by OCR, as the window shows them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.sources import import_paths
from evidencepack.gui.main_window import MainWindow
from evidencepack.gui.pages.sources_page import SourcesPage
from evidencepack.gui.pages.sources_report import in_order
from evidencepack.model.tables import Page

Opened = Callable[[Path], MainWindow]
OLD = "The Department has met 18 requests since 2012. There are no plans to share the data."
MAIL = (
    "From: Office <office@example.org>\nSubject: Answer\nDate: Mon, 26 Sep 2016 10:00:00 +0100\n"
    'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="B"\n\n'
    "--B\nContent-Type: text/plain\n\nPlease see the table.\n"
    "--B\nContent-Type: text/plain\nContent-Disposition: attachment; filename=table.txt\n\nEighteen\n"
    "--B\nContent-Type: application/x\nContent-Disposition: attachment; filename=run.exe\n\nMZ\0\0\0\n--B--\n"
)


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.desk.jobs.waiting and not window.desk.busy, timeout=60_000)


def page_of(window: MainWindow) -> SourcesPage:
    page = window.frame.pages["sources"]
    assert isinstance(page, SourcesPage)
    return page


def said(page: SourcesPage) -> list[str]:
    return [label.accessibleName() for label in page.report.findChildren(QLabel) if label.accessibleName()]


def newest_button(within: QWidget, name: str) -> QPushButton:
    """The button read out by a name that begins so; one that was taken away may still wait for its end."""
    found = [b for b in within.findChildren(QPushButton) if b.accessibleName().startswith(name)]
    return found[-1]


def buttons(page: SourcesPage) -> dict[str, QPushButton]:
    return {button.text(): button for button in page.report.findChildren(QPushButton)}


def test_an_attachment_is_told_of_under_its_e_mail_and_each_names_the_other(
    opened: Opened, qtbot: QtBot, small_pack: Path, tmp_path: Path
) -> None:
    (tmp_path / "answer.eml").write_text(MAIL)
    window = opened(small_pack)
    page = page_of(window)
    page.add_paths([tmp_path / "answer.eml"])
    settle(window, qtbot)
    assert page.report.summary.text() == "3 files: 2 in, 1 refused."
    assert [row["within"] for row in in_order(page.report.rows)] == [[], ["answer.eml"]]
    assert any("is a program" in sentence for sentence in said(page))
    page.show_item("S2")
    link = newest_button(page.inspector, "Came with S1, Answer")
    went: list[str] = []
    window.desk.went.connect(went.append)
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert went == ["S1"]


def test_a_newer_version_is_chosen_and_the_report_lists_what_became_of_each_quote(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "old.txt").write_text(OLD)
    (tmp_path / "new.txt").write_text(OLD.replace("18", "20"))
    with new_pack(tmp_path / "case.evpack", "A case") as pack:
        import_paths(pack, [tmp_path / "old.txt"])
        add_quote(pack, "no plans to share the data", "claim")
        add_quote(pack, "met 18 requests", "evidence")
    window = opened(tmp_path / "case.evpack")
    window.actions_by_name["view.sources"].trigger()
    page = page_of(window)
    page.show_item("S1")
    window.actions_by_name["source.replace"].trigger()
    (dialog,) = page.findChildren(QFileDialog)
    dialog.filesSelected.emit([str(tmp_path / "new.txt")])
    dialog.close()
    qtbot.waitUntil(page.report.isVisible, timeout=60_000)
    settle(window, qtbot)
    assert page.chosen() == ["S2"]
    assert "Q1 is in it, on the same page." in said(page)
    assert any(sentence.startswith("Q2 is not in it word for word. ") for sentence in said(page))
    went: list[str] = []
    window.desk.went.connect(went.append)
    qtbot.mouseClick(buttons(page)["Look at Q2"], Qt.MouseButton.LeftButton)
    assert went == ["changed:Q2"]
    window.actions_by_name["edit.undo"].trigger()
    settle(window, qtbot)
    assert [row["handle"] for row in window.desk.view.of("sources")] == ["S1"]


def test_a_quotation_read_by_ocr_asks_to_be_compared_with_its_picture(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "old.txt").write_text(OLD)
    with new_pack(tmp_path / "case.evpack", "A case") as pack:
        import_paths(pack, [tmp_path / "old.txt"])
        with pack.change("Read by OCR") as session:
            session.execute(update(Page).values(ocr=[[0, 80, 81]]))
        add_quote(pack, "met 18 requests", "evidence")
    window = opened(tmp_path / "case.evpack")
    window.desk.went.emit("Q1")
    settle(window, qtbot)
    panel = window.frame.pages["reader"].inspector.comparing
    qtbot.waitUntil(lambda: not panel.picture.pixmap().isNull(), timeout=20_000)
    assert panel.said.text() == "Read by OCR, 81 % sure. Compare the words with the picture:"
    badge = window.frame.pages["reader"].inspector.badge
    assert badge.accessibleName() == "OCR"
    qtbot.mouseClick(panel.done, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert panel.said.text().startswith("Read by OCR; compared with the picture ")
    assert badge.accessibleName() == "OCR, compared"
    assert window.desk.view.by_handle["Q1"]["compared"] is True
    qtbot.mouseClick(panel.done, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert window.desk.view.by_handle["Q1"]["compared"] is False


def test_what_the_pages_say_is_offered_beside_the_fields_and_filled_in(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "answer.txt").write_text(
        "Pupils: Nationality\nUIN 48634, tabled on 15 September 2016\nAsked on: 15 September 2016\n"
        "To ask the Secretary of State how many requests have been met.\nAnswered on: 6 October 2016\nNone.\n"
    )
    with new_pack(tmp_path / "case.evpack", "A case") as pack:
        import_paths(pack, [tmp_path / "answer.txt"])
    window = opened(tmp_path / "case.evpack")
    window.actions_by_name["view.sources"].trigger()
    panel = page_of(window).inspector.suggestions
    qtbot.waitUntil(panel.isVisible, timeout=20_000)
    assert {"asked", "answered", "kind"} <= {each.detail.field for each in panel.found}
    went: list[str] = []
    window.desk.went.connect(went.append)
    place = newest_button(panel, "Answered was read")
    qtbot.mouseClick(place, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert went == ["find:S1:1:Answered on: 6 October 2016"]
    window.actions_by_name["view.sources"].trigger()
    qtbot.mouseClick(panel.all, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    row = window.desk.view.by_handle["S1"]
    assert (row["kind"], row["dates"]["answered"]) == ("written-answer", "6 October 2016")
    qtbot.waitUntil(lambda: "answered" not in {each.detail.field for each in panel.found}, timeout=20_000)
