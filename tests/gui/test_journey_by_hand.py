"""The whole journey by hand: from dropped files to a proved bundle, with mouse and keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from evidencepack.__main__ import main as command
from evidencepack.gui.dialogs.entry import EntryDialog
from evidencepack.gui.dialogs.relation import RelationDialog
from evidencepack.gui.main_window import MainWindow
from evidencepack.gui.pages.export_page import ExportPage
from evidencepack.gui.pages.reader import ReaderPage

CLAIM = "The new items will not be passed to the Home Office."
EVIDENCE = "We have met eighteen requests of the Home Office since 2012."


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.desk.jobs.waiting and not window.desk.busy, timeout=120_000)


def drop(window: MainWindow, *paths: Path) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(400, 300), *how))
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 300), *how))


def drag_over(reader: ReaderPage, qtbot: QtBot, words: str) -> None:
    """Select words on the page with the mouse."""
    canvas = reader.canvas
    qtbot.waitUntil(lambda: canvas.pages > 0 and 1 in canvas._words, timeout=20_000)
    page = canvas._words[1]
    start = " ".join(page.text.text.split("\n")).index(words)
    end = start + len(words) - 1
    scale, corner = canvas._layout.scale, canvas._layout.rect(1).topLeft()
    shift = QPointF(canvas.horizontalScrollBar().value(), canvas.verticalScrollBar().value())

    def at(place: int, side: float) -> QPoint:
        box = page.letters[place]
        assert box is not None
        left, top, right, bottom = page.text.shown(box)
        spot = QPointF(left + (right - left) * side, (top + bottom) / 2) * scale
        return (corner + spot - shift).toPoint()

    board = canvas.viewport()
    qtbot.mousePress(board, Qt.MouseButton.LeftButton, pos=at(start, 0.1))
    qtbot.mouseMove(board, at((start + end) // 2, 0.5))
    qtbot.mouseMove(board, at(end, 0.9))
    qtbot.mouseRelease(board, Qt.MouseButton.LeftButton, pos=at(end, 0.9))
    assert canvas.selection is not None
    assert " ".join(canvas.selection.text.split()) == words


@pytest.fixture
def letters(tmp_path: Path) -> list[Path]:
    """Two documents: what was said, and what the documents show."""
    said, shown = tmp_path / "answer.txt", tmp_path / "response.txt"
    said.write_text(f"Written answer\n\n{CLAIM}\n", encoding="utf-8")
    shown.write_text(f"FOI response\n\n{EVIDENCE}\n", encoding="utf-8")
    return [said, shown]


def test_from_dropped_files_to_a_proved_bundle(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, letters: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    window.resize(1280, 800)
    # Drop: a new pack is asked for, and the files come in.
    drop(window, *letters)
    dialog = window.findChild(QFileDialog, "choose")
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "journey.evpack"))
    dialog.close()
    settle(window, qtbot)
    qtbot.waitUntil(lambda: len(window.desk.view.of("sources")) == 2, timeout=30_000)
    settle(window, qtbot)

    # Read, select, C; read the other, select, E.
    reader = window.frame.pages["reader"]
    assert isinstance(reader, ReaderPage)
    for handle, words, key in (("S1", CLAIM, Qt.Key.Key_C), ("S2", EVIDENCE, Qt.Key.Key_E)):
        window.desk.went.emit(f"read:{handle}")
        qtbot.waitUntil(lambda handle=handle: reader.source == handle, timeout=10_000)
        qtbot.wait(300)
        drag_over(reader, qtbot, words)
        count = len(window.desk.view.of("quotes"))
        name = "quote.claim" if key == Qt.Key.Key_C else "quote.evidence"
        assert window.actions_by_name[name].shortcut().toString() == chr(key)
        window.actions_by_name[name].trigger()
        qtbot.waitUntil(lambda count=count: len(window.desk.view.of("quotes")) == count + 1, timeout=20_000)
    assert [(row["kind"], row["text"]) for row in window.desk.view.of("quotes")] == [
        ("claim", CLAIM),
        ("evidence", EVIDENCE),
    ]

    # R: relate the evidence to the claim.
    window.actions_by_name["quote.relate"].trigger()
    qtbot.waitUntil(lambda: window.findChild(RelationDialog) is not None, timeout=5_000)
    relation = window.findChild(RelationDialog)
    assert relation is not None
    relation.end.choose("Q1")
    relation.kind.choose("contradicts")
    relation.because.setPlainText("Requests had been met before the items were new.")
    relation.save.click()
    qtbot.waitUntil(lambda: len(window.desk.view.of("relations")) == 1, timeout=10_000)

    # Enter: make an entry of it.
    reader.choose("Q2")
    window.actions_by_name["quote.entry"].trigger()
    qtbot.waitUntil(lambda: window.findChild(EntryDialog) is not None, timeout=5_000)
    entry = window.findChild(EntryDialog)
    assert entry is not None
    entry.date.line.setText("6 October 2016")
    entry.text.setPlainText("The department counts the requests it has met.")
    entry.accept()
    qtbot.waitUntil(lambda: len(window.desk.view.of("entries")) == 1, timeout=10_000)

    # Attach both sources, write a paragraph.
    sources = window.frame.pages["sources"]
    window.frame.show_place("sources")
    sources.table.selectAll()
    window.actions_by_name["source.annex"].trigger()
    qtbot.waitUntil(lambda: len(window.desk.view.of("annexes")) == 2, timeout=10_000)

    # Export, and prove with the command line what was made.
    export = window.frame.pages["export"]
    assert isinstance(export, ExportPage)
    window.frame.show_place("export")
    export.choices.set_folder(str(tmp_path))
    qtbot.waitUntil(lambda: export.deeds["export.export"].isEnabled(), timeout=20_000)
    window.actions_by_name["export.export"].trigger()
    settle(window, qtbot)
    made = export.choices.wanted().pdf
    assert made is not None
    assert made.is_file(), export.trouble.words.text()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=30_000)
    assert command(["verify", str(made), "--pack", str(tmp_path / "journey.evpack")]) == 0
