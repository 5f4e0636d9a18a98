"""The Reader in a window of its own, with a pack of two sources: what its tests start from."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from evidencepack.actions.entries import add_entry
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.relations import add_relation
from evidencepack.actions.sources import import_paths
from evidencepack.gui.app import prepare
from evidencepack.gui.desk import Desk
from evidencepack.gui.models.pack_view import Row, look_or_close
from evidencepack.gui.pages.reader import ReaderPage
from evidencepack.store.pack import open_pack

LETTER = "The office met 18 requests. " + "\n\n".join(
    f"Paragraph {n} says that nothing was decided in week {n}, and that the office met on a Monday."
    for n in range(1, 120)
)
NOTE = "A note of the meeting. The office met 18 requests. Some were refused, and nobody asked why."


@pytest.fixture(scope="module")
def reading_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """S1 a letter of several pages, S2 a note; Q1 a claim, Q2 evidence that answers it, E1."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / "letter.txt").write_text(LETTER, "utf-8")
    (folder / "note.txt").write_text(NOTE, "utf-8")
    with new_pack(folder / "x.evpack", "A matter", "court") as pack:
        import_paths(pack, [folder / "letter.txt", folder / "note.txt"])
        add_quote(pack, "Paragraph 2 says", "claim", source="S1", speaker="A. Clerk", date="5 May 2021")
        add_quote(pack, "Some were refused", "evidence", source="S2")
        add_relation(pack, "Q2", "contradicts", "Q1", because="It says so.", same={"same_data": "no"})
        add_entry(pack, date="5 May 2021", text="The letter is sent.", quotes=["Q1"])
    return folder / "x.evpack"


class Reading:
    """The page in a window, with what it said."""

    def __init__(self, qtbot: QtBot, pack_file: Path | None) -> None:
        self.qtbot = qtbot
        self.desk = Desk()
        self.said: list[str] = []
        self.went: list[str] = []
        self.troubles: list[object] = []
        self.desk.said.connect(self.said.append)
        self.desk.went.connect(self.went.append)
        self.desk.troubled.connect(self.troubles.append)
        self.page = ReaderPage(self.desk)
        self.desk.changed.connect(self.page.show_view)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.page)
        self.window.resize(1188, 700)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        if pack_file is not None:
            self.take(pack_file)

    def take(self, pack_file: Path) -> None:
        self.close_pack()
        self.desk.take(*look_or_close(open_pack(pack_file)))

    def close_pack(self) -> None:
        pack = self.desk.pack
        self.desk.take(None)
        if pack is not None:
            pack.close()

    def until(self, holds: Callable[[], object]) -> None:
        self.qtbot.waitUntil(holds, timeout=20_000)

    def opened(self, source: str) -> None:
        self.until(lambda: self.page.active.opening.source == source and self.page.canvas.pages > 0)

    def row(self, handle: str) -> Row:
        return self.desk.view.by_handle[handle]

    def select(self, words: str, nth: int = 0, *, page: int = 1) -> int:
        """Select words on a page as the mouse would; where they begin."""
        text = self.page.active.opening.text
        assert text is not None
        stored = text.pages[page - 1].text
        start = -1
        for _ in range(nth + 1):
            start = stored.index(words, start + 1)
        self.page.canvas.go_to(page)

        def selected() -> bool:
            self.page.canvas.select(page, start, page, start + len(words))
            return self.page.canvas.selection is not None

        self.until(selected)
        return start

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.page.canvas, key, held)

    def dialog(self, kind: type) -> Any:
        """The open dialog of a kind."""
        self.until(lambda: any(one.isVisible() for one in self.window.findChildren(kind)))
        return next(one for one in self.window.findChildren(kind) if one.isVisible())

    def end(self) -> None:
        self.window.close()
        self.page.end()
        pack = self.desk.pack
        self.desk.end()
        if pack is not None:
            pack.close()
        self.window.deleteLater()


Start = Callable[["Path | None"], Reading]


@pytest.fixture
def start_reading(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    """Makes the page with a pack, or with none, and ends it."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    font = qapp.font()
    prepare(qapp)
    made: list[Reading] = []

    def make(pack_file: Path | None) -> Reading:
        made.append(Reading(qtbot, pack_file))
        return made[-1]

    yield make
    for one in made:
        one.end()
    qapp.setFont(font)


@pytest.fixture
def reading(start_reading: Start, reading_pack: Path, tmp_path: Path) -> Reading:
    """The page with a copy of the pack, its first source open."""
    made: Reading = start_reading(Path(shutil.copy(reading_pack, tmp_path / "x.evpack")))
    made.opened("S1")
    return made
