"""From the window: what stands in the way is shown, and what is made is proved and replaces nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evidencepack.actions.sections import add_section
from evidencepack.export.verify import verify_bundle
from evidencepack.gui.main_window import MainWindow
from evidencepack.gui.pages.export_choices import safe_name
from evidencepack.gui.pages.export_page import ExportPage
from evidencepack.submission.contents import ProofChoice

Opened = Callable[[Path], MainWindow]


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.desk.jobs.waiting and not window.desk.busy, timeout=120_000)


@pytest.fixture
def page(opened: Opened, qtbot: QtBot, sample_pack: Path) -> ExportPage:
    """The Export page of the sample, checked."""
    window = opened(sample_pack)
    window.frame.show_place("export")
    page = window.frame.pages["export"]
    assert isinstance(page, ExportPage)
    qtbot.waitUntil(lambda: page.summary.text() != "Checking…", timeout=10_000)
    return page


def test_both_files_are_made_proved_and_shown(page: ExportPage, qtbot: QtBot, tmp_path: Path) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    page.choices.set_folder(str(tmp_path))
    window.actions_by_name["export.export"].trigger()
    assert "Export 2 files" in window.jobs_line.more.text()
    settle(window, qtbot)
    wanted = page.choices.wanted()
    assert wanted.word is not None
    assert wanted.word.is_file()
    assert wanted.pdf is not None
    assert verify_bundle(wanted.pdf).ok
    assert page.proof.changes.text() == ""
    certificate = tmp_path / "certificate.txt"
    page.proof.save_certificate(str(certificate))
    assert "Everything agrees." in certificate.read_text(encoding="utf-8")


def test_files_that_are_there_are_replaced_only_after_a_question(
    page: ExportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    page.choices.set_folder(str(tmp_path))
    page.choices.boxes["pdf"].setChecked(False)
    word = page.choices.wanted().word
    assert word is not None
    word.write_bytes(b"mine")
    page.export()
    assert page.notice.isVisible()
    assert word.name in page.notice.words.text()
    assert word.read_bytes() == b"mine"
    page.notice.way.click()
    settle(window, qtbot)
    assert word.read_bytes() != b"mine"


def test_a_finding_leads_to_its_place(page: ExportPage, qtbot: QtBot) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    places = {one.place[:1] for one in page.findings}
    assert places, "the sample has findings to show"
    page.go_to_place(page.table.index(0, 0))
    qtbot.wait(20)
    assert window.frame.place != "export" or page.findings[0].place == "export"


def test_nothing_can_be_exported_when_nothing_is_chosen(page: ExportPage) -> None:
    assert page.deeds["export.export"].isEnabled()
    for box in page.choices.boxes.values():
        box.setChecked(False)
    assert not page.deeds["export.export"].isEnabled()


def test_the_pack_itself_can_be_proved(page: ExportPage, qtbot: QtBot) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    page.verify_this_pack()
    settle(window, qtbot)
    assert not window.desk.jobs.troubles
    assert not page.trouble.isVisible()


def test_the_proof_sheet_is_saved_as_data_with_names_only_where_they_were_chosen(
    page: ExportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    page.choices.set_folder(str(tmp_path))
    assert not page.choices.names.isVisible()  # nothing lists anything yet
    for key, box in page.choices.boxes.items():
        box.setChecked(key == "proof")
    assert page.choices.names.isVisible()
    assert not page.choices.names.isChecked()
    page.export()
    settle(window, qtbot)
    proof = page.choices.wanted().proof
    assert proof is not None
    sheet = json.loads(proof.read_text("utf-8"))
    assert sheet["ok"]
    assert "checked_by" not in sheet["quotes"][0]
    page.choices.names.setChecked(True)
    page.export()
    page.notice.way.click()  # replace it
    settle(window, qtbot)
    assert json.loads(proof.read_text("utf-8"))["quotes"][0]["checked_by"]
    page.choices.forget_proof_choices()
    assert page.choices.wanted().proof_choice == ProofChoice()


def test_what_a_proof_sheet_lists_is_asked_where_the_submission_has_one(
    page: ExportPage, qtbot: QtBot
) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    assert not page.choices.all_quotes.isVisible()
    window.desk.change(lambda pack: add_section(pack, "proof-sheet"), said="added")
    qtbot.waitUntil(page.choices.all_quotes.isVisible, timeout=20_000)


@pytest.mark.parametrize(
    ("title", "name"), [("A / B: “C”?", "A  B C"), ("../..", "Submission"), ("Tŷ", "Tŷ")]
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert safe_name(title) == name
