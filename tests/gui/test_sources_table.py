"""The table of sources is typed into, narrowed and arranged, and several are changed as one deed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from evidencepack.gui.main_window import MainWindow
from evidencepack.gui.models.sources_table import HEADS
from evidencepack.gui.pages import sources_originals
from evidencepack.gui.pages.sources_list import SourcesView
from evidencepack.gui.pages.sources_page import SourcesPage
from evidencepack.gui.widgets.fields import ChoiceField, LineField

Opened = Callable[[Path], MainWindow]


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.desk.jobs.waiting and not window.desk.busy, timeout=60_000)


@pytest.fixture
def page(opened: Opened, sample_pack: Path) -> SourcesPage:
    window = opened(sample_pack)
    window.activateWindow()
    window.frame.show_place("sources")
    page = window.frame.pages["sources"]
    assert isinstance(page, SourcesPage)
    return page


def cell(page: SourcesPage, handle: str, head: str) -> QModelIndex:
    rows = {page.sorted.index(row, 0).data(): row for row in range(page.sorted.rowCount())}
    return page.sorted.index(rows[handle], HEADS.index(head))


def editor_in(page: SourcesPage, qtbot: QtBot, kind: type[QWidget]) -> QWidget:
    def there() -> QWidget | None:
        found = page.table.viewport().findChildren(kind)
        return found[0] if found and found[0].isVisible() else None

    qtbot.waitUntil(lambda: there() is not None, timeout=5_000)
    found = there()
    assert found is not None
    return found


def stored(page: SourcesPage, handle: str) -> dict[str, object]:
    return page.desk.view.by_handle[handle]


def test_f2_types_into_the_title_and_one_undo_takes_it_back(page: SourcesPage, qtbot: QtBot) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    was = stored(page, "S3")["title"]
    page.show_item("S3")
    page.table.setFocus()
    window.actions_by_name["source.edit"].trigger()
    line = editor_in(page, qtbot, QLineEdit)
    qtbot.keyClicks(line, "A new title")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert stored(page, "S3")["title"] == "A new title"
    assert page.chosen() == ["S3"]
    window.actions_by_name["edit.undo"].trigger()
    settle(window, qtbot)
    assert stored(page, "S3")["title"] == was


def test_escape_leaves_a_cell_as_it_was(page: SourcesPage, qtbot: QtBot) -> None:
    was = stored(page, "S3")["author"]
    page.table.doubleClicked.emit(cell(page, "S3", "Author"))
    line = editor_in(page, qtbot, QLineEdit)
    qtbot.keyClicks(line, "Nobody")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    settle(page.window(), qtbot)
    assert stored(page, "S3")["author"] == was


def test_a_kind_is_chosen_in_its_cell(page: SourcesPage, qtbot: QtBot) -> None:
    page.table.doubleClicked.emit(cell(page, "S3", "Kind"))
    kinds = editor_in(page, qtbot, ChoiceField)
    assert isinstance(kinds, ChoiceField)
    assert kinds.currentData() == stored(page, "S3")["kind"]
    kinds.setCurrentIndex(kinds.findData("debate"))
    kinds.activated.emit(kinds.currentIndex())
    settle(page.window(), qtbot)
    assert stored(page, "S3")["kind"] == "debate"


def test_a_date_typed_into_its_cell_stays_the_kind_of_date_it_was(page: SourcesPage, qtbot: QtBot) -> None:
    (kind,) = stored(page, "S3")["typed_dates"]
    page.table.doubleClicked.emit(cell(page, "S3", "Date"))
    line = editor_in(page, qtbot, QLineEdit)
    assert isinstance(line, QLineEdit)
    line.selectAll()
    qtbot.keyClicks(line, "1.8.2016")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle(page.window(), qtbot)
    assert stored(page, "S3")["dates"] == {kind: "1 August 2016"}
    tip = cell(page, "S3", "Date").data(Qt.ItemDataRole.ToolTipRole)
    assert tip == f"{kind.capitalize()} 1 August 2016"


def test_a_day_that_was_never_is_refused_and_nothing_changes(page: SourcesPage, qtbot: QtBot) -> None:
    was = stored(page, "S3")["dates"]
    page.table.doubleClicked.emit(cell(page, "S3", "Date"))
    line = editor_in(page, qtbot, QLineEdit)
    assert isinstance(line, QLineEdit)
    line.selectAll()
    qtbot.keyClicks(line, "30 February 2017")
    with qtbot.waitSignal(page.desk.troubled, timeout=10_000) as told:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "30 February 2017" in told.args[0].sentence
    assert stored(page, "S3")["dates"] == was


def test_numbers_are_counted_not_typed(page: SourcesPage) -> None:
    for head in ("No.", "Pages", "Quotes", "Annexes"):
        assert not cell(page, "S3", head).flags() & Qt.ItemFlag.ItemIsEditable, head


def test_several_sources_are_changed_at_once_and_undone_at_once(page: SourcesPage, qtbot: QtBot) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    before = {handle: stored(page, handle)["author"] for handle in ("S1", "S3", "S4")}
    assert len(set(before.values())) > 1
    page.show_item("S1")
    flags = page.table.selectionModel().SelectionFlag
    for handle in ("S3", "S4"):
        page.table.selectionModel().select(cell(page, handle, "No."), flags.Select | flags.Rows)
    assert page.inspector.head.text() == "3 sources"
    author = page.inspector.fields["author"]
    assert isinstance(author, LineField)
    assert author.line.text() == ""
    assert author.line.placeholderText() == "Several values"
    author.line.setFocus()
    qtbot.keyClicks(author.line, "Ministry of Education")
    qtbot.keyClick(author.line, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert {stored(page, handle)["author"] for handle in before} == {"Ministry of Education"}
    assert page.chosen() == ["S1", "S3", "S4"]
    window.actions_by_name["edit.undo"].trigger()
    settle(window, qtbot)
    assert {handle: stored(page, handle)["author"] for handle in before} == before


def test_going_through_fields_that_differ_changes_nothing(page: SourcesPage, qtbot: QtBot) -> None:
    before = [dict(row) for row in page.desk.view.of("sources")]
    page.table.selectAll()
    for field in page.inspector.fields.values():
        field.setFocus()
    page.inspector.keep()
    settle(page.window(), qtbot)
    assert page.desk.view.of("sources") == before


def test_the_table_is_narrowed_by_words_and_by_what_is_not_used_yet(page: SourcesPage, qtbot: QtBot) -> None:
    everything = page.sorted.rowCount()
    title = str(stored(page, "S3")["title"])
    qtbot.keyClicks(page.bar.search, title)
    assert [page.sorted.index(row, 0).data() for row in range(page.sorted.rowCount())] == ["S3"]
    assert page.bar.count.text() == f"1 of {everything} sources"
    page.bar.search.clear()
    page.bar.only.setCurrentIndex(page.bar.only.findData("unused"))
    used = {quote["source"] for quote in page.desk.view.of("quotes")}
    used |= {annex["source"] for annex in page.desk.view.of("annexes")}
    left = {page.sorted.index(row, 0).data() for row in range(page.sorted.rowCount())}
    assert left == {row["handle"] for row in page.desk.view.of("sources")} - used


def test_columns_are_chosen_and_found_again(page: SourcesPage) -> None:
    menu = page.table.column_menu()
    ticks = {action.text(): action for action in menu.actions()}
    assert "Title" not in ticks
    assert not ticks["Accessed"].isChecked()
    ticks["Accessed"].setChecked(True)
    ticks["Kind"].setChecked(False)
    again = SourcesView(page.sorted)
    assert not again.isColumnHidden(HEADS.index("Accessed"))
    assert again.isColumnHidden(HEADS.index("Kind"))
    assert again.columnWidth(HEADS.index("Accessed")) > 40


def test_a_copy_of_the_original_is_saved_byte_for_byte(
    page: SourcesPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.show_item("S3")
    page.save_original()
    dialog = page.findChild(QFileDialog) or page.window().findChild(QFileDialog)
    assert dialog is not None
    target = tmp_path / "copy.bin"
    with qtbot.waitSignal(page.desk.said, timeout=10_000):
        dialog.fileSelected.emit(str(target))
    dialog.close()
    assert target.stat().st_size == stored(page, "S3")["size"]


def test_originals_are_dragged_out_under_their_own_names(
    page: SourcesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[list[str]] = []
    held = Qt.MouseButton.LeftButton
    monkeypatch.setattr(sources_originals.QGuiApplication, "mouseButtons", lambda: held)
    monkeypatch.setattr(sources_originals, "drag_files", lambda _, paths: dragged.append(paths))
    page.show_item("S3")
    page.table.dragged.emit()
    qtbot.waitUntil(lambda: bool(dragged), timeout=10_000)
    (path,) = map(Path, dragged[0])
    assert path.name == stored(page, "S3")["file_name"]
    assert path.stat().st_size == stored(page, "S3")["size"]
    page.end()
    assert not path.exists()


def test_the_folder_that_is_shown_holds_the_original(
    page: SourcesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(shown.append(url)) or True)
    page.show_item("S3")
    window.actions_by_name["source.folder"].trigger()
    qtbot.waitUntil(lambda: bool(shown), timeout=10_000)
    assert [path.name for path in Path(shown[0].toLocalFile()).iterdir()] == [stored(page, "S3")["file_name"]]


def test_a_locked_document_asks_for_its_password_and_comes_in(
    page: SourcesPage, qtbot: QtBot, tmp_path: Path
) -> None:
    import pikepdf

    locked = tmp_path / "locked.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="one", user="open sesame"))
    page.add_paths([locked])
    settle(page.window(), qtbot)
    ways = [way for way in page.report.findChildren(QPushButton) if way.text() == "Enter password…"]
    assert len(ways) == 1
    before = len(page.desk.view.of("sources"))
    qtbot.mouseClick(ways[0], Qt.MouseButton.LeftButton)
    dialog = page.findChild(QInputDialog)
    assert dialog is not None
    dialog.setTextValue("open sesame")
    dialog.accept()
    settle(page.window(), qtbot)
    assert len(page.desk.view.of("sources")) == before + 1
    assert page.report.rows[0]["status"] == "imported"
