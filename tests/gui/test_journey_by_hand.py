"""The whole journey by hand: from dropped files to a proved bundle, with mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from evidencepack.__main__ import main as command
from evidencepack.gui.dialogs.entry import EntryDialog
from evidencepack.gui.dialogs.relation import RelationDialog
from evidencepack.gui.dialogs.section import SectionDialog
from evidencepack.gui.main_window import MainWindow
from evidencepack.gui.pages.export_page import ExportPage
from evidencepack.gui.pages.reader import ReaderPage
from evidencepack.gui.pages.submission import SubmissionPage
from evidencepack.gui.widgets.fields import ChoiceField

CLAIM = "The new items will not be passed to the Home Office."
EVIDENCE = "We have met eighteen requests of the Home Office since 2012."
BECAUSE = "Requests had been met before the items were new."
HAPPENED = "The department counts the requests it has met."
SAID = "Parents were told otherwise: "
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


class Person:
    """Somebody at the window: presses keys where the focus is, drags with the mouse, and waits."""

    def __init__(self, window: MainWindow, bot: QtBot) -> None:
        self.window, self.bot = window, bot
        window.resize(1280, 800)
        self.come_back()

    def until(self, so: Callable[[], bool], seconds: int = 30) -> None:
        self.bot.waitUntil(so, timeout=seconds * 1000)

    def come_back(self) -> None:
        """Be at the window itself; a screenless platform does not bring it forward when a dialog goes."""
        self.until(lambda: not any(dialog.isVisible() for dialog in self.window.findChildren(QDialog)))
        self.window.activateWindow()
        self.until(lambda: self.window.isActiveWindow() and QApplication.focusWidget() is not None)

    def settle(self) -> None:
        desk = self.window.desk
        self.until(lambda: not desk.jobs.waiting and not desk.busy, 120)

    def count(self, noun: str) -> int:
        return len(self.window.desk.view.of(noun))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus(), key, modifiers)

    def type(self, words: str) -> None:
        QTest.keyClicks(self.focus(), words)

    def focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    def dialog(self, kind: type[QDialog]) -> QDialog:
        """The dialog that has just come, once it has the focus."""
        found = self.window.findChild

        def ready() -> bool:
            dialog = found(kind)
            return dialog is not None and dialog.isActiveWindow() and dialog.isAncestorOf(self.focus())

        self.until(ready)
        dialog = found(kind)
        assert isinstance(dialog, kind)
        return dialog

    def go_to(self, field: QWidget, *, back: bool = False) -> None:
        """Press Tab, or Shift+Tab, until the focus is in a field."""
        for _ in range(20):
            if field is self.focus() or field.isAncestorOf(self.focus()):
                return
            self.press(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, SHIFT if back else NONE)
        pytest.fail(f"no key leads to “{field.accessibleName()}”")

    def choose(self, value: str) -> None:
        """Choose a value of the field that has the focus, with the arrows."""
        field = self.focus()
        assert isinstance(field, ChoiceField)
        steps = field.findData(value) - field.currentIndex()
        for _ in range(abs(steps)):
            self.press(Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
        assert field.currentData() == value

    def drop(self, *paths: Path) -> None:
        files = QMimeData()
        files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        how = (Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, NONE)
        QApplication.sendEvent(self.window, QDragEnterEvent(QPoint(400, 300), *how))
        QApplication.sendEvent(self.window, QDropEvent(QPointF(400, 300), *how))

    def read(self, row: int) -> None:
        """Open a source from the table of sources."""
        self.press(Qt.Key.Key_1, CONTROL)
        self.press(Qt.Key.Key_Home, CONTROL)
        for _ in range(row):
            self.press(Qt.Key.Key_Down)
        self.press(Qt.Key.Key_Return)

    def drag_over(self, handle: str, words: str) -> None:
        """Select words on the page with the mouse."""
        reader = self.window.frame.pages["reader"]
        assert isinstance(reader, ReaderPage)
        self.until(lambda: reader.isVisible() and reader.source == handle and reader.canvas.pages > 0)
        canvas = reader.canvas
        self.until(lambda: canvas.words.get(1) is not None and words in shown(canvas.words.get(1).text))
        page, pages = canvas.words.get(1), canvas.layout_of_pages
        start = shown(page.text).index(words)
        end = start + len(words) - 1
        scroll = QPointF(canvas.horizontalScrollBar().value(), canvas.verticalScrollBar().value())

        def at(place: int, side: float) -> QPoint:
            box = page.rects(place, place + 1)[0]
            spot = QPointF(box.left() + box.width() * side, box.center().y()) * pages.scale
            return (pages.rect(1).topLeft() + spot - scroll).toPoint()

        board = canvas.viewport()
        self.bot.mousePress(board, Qt.MouseButton.LeftButton, pos=at(start, 0.1))
        self.bot.mouseMove(board, at((start + end) // 2, 0.5))
        self.bot.mouseMove(board, at(end, 0.9))
        self.bot.mouseRelease(board, Qt.MouseButton.LeftButton, pos=at(end, 0.9))
        assert canvas.selection is not None
        assert shown(canvas.selection.text) == words


def shown(text: str) -> str:
    """Words as they are read, whatever line they stand on; no letter changes its place."""
    return text.replace("\n", " ")


@pytest.fixture
def letters(tmp_path: Path) -> list[Path]:
    """Two documents: what was said, and what the documents show."""
    said, shows = tmp_path / "answer.txt", tmp_path / "response.txt"
    said.write_text(f"Written answer\n\n{CLAIM}\n", encoding="utf-8")
    shows.write_text(f"FOI response\n\n{EVIDENCE}\n", encoding="utf-8")
    return [said, shows]


@pytest.fixture
def person(window: MainWindow, qtbot: QtBot) -> Iterator[Person]:
    yield Person(window, qtbot)
    for dialog in window.findChildren(QDialog):
        dialog.close()


def bring_in(person: Person, letters: list[Path], pack: Path) -> None:
    """Drop files on an empty window: a new pack is asked for, and they come in."""
    QSettings().setValue("window/folder", str(pack.parent))  # where the last pack was made
    person.drop(*letters)
    dialog = person.dialog(QFileDialog)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    assert name is person.focus()
    name.selectAll()
    person.type(pack.stem)
    person.press(Qt.Key.Key_Return)
    person.until(lambda: person.count("sources") == len(letters), 60)
    assert person.window.desk.pack is not None
    assert person.window.desk.pack.path == pack
    person.settle()


def tag_both(person: Person) -> None:
    """Read, select, C; read the other, select, E."""
    person.come_back()
    for row, (words, key, kind) in enumerate(
        ((CLAIM, Qt.Key.Key_C, "claim"), (EVIDENCE, Qt.Key.Key_E, "evidence"))
    ):
        person.read(row)
        person.drag_over(f"S{row + 1}", words)
        person.press(key)
        person.until(lambda row=row: person.count("quotes") == row + 1)
        person.settle()
        quote = person.window.desk.view.of("quotes")[row]
        assert (quote["kind"], quote["text"]) == (kind, words)


def relate(person: Person) -> None:
    """R: the evidence contradicts the claim, and why."""
    person.press(Qt.Key.Key_R)
    dialog = person.dialog(RelationDialog)
    assert isinstance(dialog, RelationDialog)
    assert dialog.start.handle == "Q2"
    person.type("Q1")
    assert dialog.end.handle == "Q1"
    person.go_to(dialog.kind, back=True)
    person.press(Qt.Key.Key_Space)
    for _ in dialog.kind.buttons:
        if dialog.kind.value != "contradicts":
            person.press(Qt.Key.Key_Left)
    person.go_to(dialog.because)
    person.type(BECAUSE)
    person.press(Qt.Key.Key_Return)
    person.until(lambda: person.count("relations") == 1)
    person.settle()
    (relation,) = person.window.desk.view.of("relations")
    wanted = {"from": "Q2", "kind": "contradicts", "to": "Q1", "because": BECAUSE}
    assert {name: relation[name] for name in wanted} == wanted


def make_entry(person: Person) -> None:
    """Enter: the evidence becomes an entry of the chronology."""
    person.come_back()
    person.press(Qt.Key.Key_Return)
    dialog = person.dialog(EntryDialog)
    assert isinstance(dialog, EntryDialog)
    assert person.focus() is dialog.date.line
    person.type("6 October 2016")
    person.press(Qt.Key.Key_Tab)
    person.type(HAPPENED)
    person.press(Qt.Key.Key_Return)
    person.until(lambda: person.count("entries") == 1)
    person.settle()
    (entry,) = person.window.desk.view.of("entries")
    assert (entry["shown"], entry["text"], entry["quotes"]) == ("6 October 2016", HAPPENED, ["Q2"])


def attach_all(person: Person) -> None:
    """Ctrl+A in the table of sources: both become annexes."""
    person.come_back()
    person.press(Qt.Key.Key_1, CONTROL)
    person.press(Qt.Key.Key_A, CONTROL)
    person.press(Qt.Key.Key_A, CONTROL | SHIFT)
    person.until(lambda: person.count("annexes") == 2)
    person.settle()


def write(person: Person) -> None:
    """A section with a heading, and in it a paragraph that refers to the evidence."""
    page = person.window.frame.pages["submission"]
    assert isinstance(page, SubmissionPage)
    person.press(Qt.Key.Key_5, CONTROL)
    before = person.count("sections")
    person.press(Qt.Key.Key_P, CONTROL | SHIFT)
    dialog = person.dialog(SectionDialog)
    assert isinstance(dialog, SectionDialog)
    person.choose("recommendations")
    person.go_to(dialog.heading)
    person.type("What should be done")
    person.press(Qt.Key.Key_Return)
    person.until(lambda: person.count("sections") == before + 1)
    person.settle()
    person.come_back()
    person.press(Qt.Key.Key_P, CONTROL)
    editor = page.texts.editor
    person.until(editor.hasFocus)
    person.type(SAID + "@eighteen")
    assert editor.offers.isVisible()
    offered = [target.handle for target in editor.offers.model.targets]
    for _ in range(offered.index("Q2")):
        person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Return)
    assert editor.words == SAID + "@Q2"
    person.type(".")
    person.press(Qt.Key.Key_Escape)
    person.until(lambda: person.count("paragraphs") == 1)
    person.settle()
    (paragraph,) = person.window.desk.view.of("paragraphs")
    section = person.window.desk.view.by_handle[paragraph["section"]]
    assert (paragraph["text"], section["title"]) == (SAID + "@Q2.", "What should be done")


def export(person: Person, folder: Path) -> tuple[Path, Path]:
    """Ctrl+Shift+E, once nothing stands in the way; the bundle and the Word file."""
    page = person.window.frame.pages["export"]
    assert isinstance(page, ExportPage)
    person.press(Qt.Key.Key_6, CONTROL)
    page.choices.set_folder(str(folder))
    person.until(page.deeds["export.export"].isEnabled)
    person.press(Qt.Key.Key_E, CONTROL | SHIFT)
    wanted = page.choices.wanted()
    assert wanted.pdf is not None
    assert wanted.word is not None
    person.until(lambda: wanted.pdf.is_file() or not page.trouble.isHidden(), 120)
    person.settle()
    assert wanted.pdf.is_file(), page.trouble.words.text()
    return wanted.pdf, wanted.word


def test_from_dropped_files_to_a_proved_bundle(person: Person, tmp_path: Path, letters: list[Path]) -> None:
    pack = tmp_path / "journey.evpack"
    bring_in(person, letters, pack)
    tag_both(person)
    relate(person)
    make_entry(person)
    attach_all(person)
    write(person)
    bundle, word = export(person, tmp_path)
    person.press(Qt.Key.Key_Q, CONTROL)
    person.until(lambda: not person.window.isVisible())

    assert command(["verify", str(bundle), "--pack", str(pack)]) == 0
    printed = " ".join(" ".join(page.extract_text() for page in PdfReader(bundle).pages).split())
    assert f"{SAID}“{EVIDENCE}”" in printed
    written = [paragraph.text for paragraph in Document(str(word)).paragraphs]
    assert any(text.startswith(f"{SAID}“{EVIDENCE}”") for text in written)
