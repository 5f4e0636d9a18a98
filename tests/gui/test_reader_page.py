"""The Reader: reading, selecting, tagging where it was selected, changing a quote in place, finding words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from reading_page import Reading, Start

from evidencepack.actions.fields import set_fields
from evidencepack.actions.packs import new_pack
from evidencepack.gui.dialogs.entry import EntryDialog
from evidencepack.gui.dialogs.relation import RelationDialog
from evidencepack.gui.dialogs.typed_quote import TypedQuoteDialog
from evidencepack.gui.models.pack_view import look_or_close, undo
from evidencepack.gui.widgets.quote_words import RelationCard
from evidencepack.store.pack import open_pack


def test_a_pack_without_sources_says_where_to_add_some(start_reading: Start, tmp_path: Path) -> None:
    with new_pack(tmp_path / "e.evpack", "Empty", "court"):
        pass
    made: Reading = start_reading(tmp_path / "e.evpack")
    assert made.page.stack.currentWidget() is made.page.empty
    made.page.empty.findChild(QPushButton).click()
    assert made.went == ["sources"]
    assert not made.page.deeds["quote.claim"].isEnabled()
    assert not made.page.deeds["reader.find"].isEnabled()


def test_the_first_source_is_open_at_first(reading: Reading) -> None:
    bar = reading.page.active.bar
    assert bar.sources.currentText().startswith("S1 ")
    assert [bar.sources.itemData(n) for n in range(bar.sources.count())] == ["S1", "S2"]
    assert reading.page.canvas.pages > 2
    assert bar.of.text() == f"of {reading.page.canvas.pages}"
    assert "press C" in reading.page.inspector.hint.text()
    assert reading.page.inspector.stack.currentIndex() == 0


def test_the_selection_bar_shows_the_words_and_how_often_they_stand_there(reading: Reading) -> None:
    reading.select("The office met 18 requests.")
    bar = reading.page.active.selection_bar
    reading.until(lambda: "once" in bar.badge.text)
    assert bar.badge.text == "✓ Exact, once in this document"
    assert bar.text.text() == "“The office met 18 requests.”"
    assert bar.place.text() == "S1, page 1"
    reading.select("Paragraph", 1)
    reading.until(lambda: "place 2 of 119" in bar.badge.text)
    reading.page.canvas.clear_selection()
    assert bar.isHidden()


@pytest.mark.parametrize(("key", "kind"), [(Qt.Key.Key_C, "claim"), (Qt.Key.Key_E, "evidence")])
def test_a_letter_tags_the_words_exactly_where_they_were_selected(
    reading: Reading, key: Qt.Key, kind: str
) -> None:
    begins = reading.select("nothing was decided", 2)
    reading.press(key)
    reading.until(lambda: reading.page.inspector.handle == "Q3")
    assert reading.said[-1].endswith(f"{kind} Q3 marked")
    row = reading.row("Q3")
    assert (row["kind"], row["match"], row["text"]) == (kind, "exact", "nothing was decided")
    assert [(anchor["page"], anchor["start"]) for anchor in row["anchors"]] == [(1, begins)]
    assert row["anchors"][0]["rectangles"]
    assert reading.page.canvas.selection is None
    assert reading.page.active.selection_bar.isHidden()
    assert not reading.troubles


def test_words_over_two_pages_are_tagged_on_both(reading: Reading) -> None:
    text = reading.page.active.opening.text
    assert text is not None
    begins = text.pages[0].text.rstrip().rindex("Paragraph")
    ends = text.pages[1].text.index("Monday", 20)
    reading.page.canvas.go_to(2)

    def selected() -> bool:
        reading.page.canvas.select(1, begins, 2, ends)
        return reading.page.canvas.selection is not None

    reading.until(selected)
    reading.until(lambda: reading.page.active.selection_bar.badge.text.startswith(("✓", "≈")))
    reading.press(Qt.Key.Key_E)
    reading.until(lambda: reading.page.inspector.handle == "Q3")
    assert reading.row("Q3")["pages"] == [1, 2]


def test_a_letter_on_a_chosen_quote_changes_its_kind_and_undo_changes_it_back(reading: Reading) -> None:
    reading.page.show_item("Q1")
    assert not reading.page.deeds["quote.claim"].isEnabled()
    reading.press(Qt.Key.Key_E)
    reading.until(lambda: reading.row("Q1")["kind"] == "evidence")
    assert reading.page.inspector.kind.currentData() == "evidence"
    reading.desk.change(undo)
    reading.until(lambda: reading.row("Q1")["kind"] == "claim")
    assert reading.page.inspector.kind.currentData() == "claim"


def test_relating_and_an_entry_begin_with_evidence_when_words_are_only_selected(reading: Reading) -> None:
    reading.select("nothing was decided")
    reading.press(Qt.Key.Key_R)
    dialog = reading.dialog(RelationDialog)
    assert reading.row("Q3")["kind"] == "evidence"
    assert dialog.start.handle == "Q3"
    dialog.reject()
    reading.window.activateWindow()
    reading.until(reading.page.canvas.hasFocus)
    reading.select("the office met on", 1)
    reading.press(Qt.Key.Key_Return)
    entry = reading.dialog(EntryDialog)
    assert reading.page.inspector.handle == "Q4"
    entry.reject()


def test_a_chosen_claim_is_what_is_related_to(reading: Reading) -> None:
    reading.page.show_item("Q1")
    reading.press(Qt.Key.Key_R)
    dialog = reading.dialog(RelationDialog)
    assert (dialog.start.handle, dialog.end.handle) == ("", "Q1")
    dialog.reject()


def test_letters_typed_into_a_field_are_only_letters(reading: Reading) -> None:
    reading.page.show_item("Q1")
    reading.select("nothing was decided")
    speaker = reading.page.inspector.fields["speaker"].line
    speaker.setFocus()
    reading.qtbot.keyClicks(speaker, "ce")
    assert speaker.text() == "A. Clerkce" or speaker.text() == "ceA. Clerk"
    reading.qtbot.keyClick(speaker, Qt.Key.Key_Return)
    reading.until(lambda: "ce" in reading.row("Q1")["speaker"])
    assert "Q3" not in reading.desk.view.by_handle
    assert not reading.window.findChildren(EntryDialog)


def test_the_inspector_shows_a_quote_with_its_relations_and_uses(reading: Reading) -> None:
    reading.page.show_item("Q1")
    panel = reading.page.inspector
    assert panel.title.text() == "Q1"
    assert "Paragraph 2 says" in panel.words.text.text()
    assert panel.fields["speaker"].line.text() == "A. Clerk"
    [card] = panel.findChildren(RelationCard)
    shown = " ".join(label.text() for label in card.findChildren(QLabel))
    for words in ("contradicts this", "Some were refused", "It says so.", "≠ Data", "? Period", "S2, p. 1"):
        assert words in shown
    card.handle.click()
    assert reading.went == ["Q2"]
    [use] = [one for one in panel.findChildren(QPushButton) if one.text().startswith("Entry")]
    assert use.text() == "Entry 1, 5 May 2021"
    use.click()
    assert reading.went == ["Q2", "E1"]


@pytest.mark.parametrize(
    ("field", "typed", "key", "value"),
    [
        ("speaker", "B. Officer", "speaker", "B. Officer"),
        ("role", "Head", "role", "Head"),
        ("topics", "one, two", "topics", ["one", "two"]),
        ("date", "26.7.2016", "shown", "26 July 2016"),
    ],
)
def test_what_is_typed_into_a_field_is_kept_on_enter(
    reading: Reading, field: str, typed: str, key: str, value: object
) -> None:
    reading.page.show_item("Q1")
    line = reading.page.inspector.fields[field].line
    line.setFocus()
    line.selectAll()
    reading.qtbot.keyClicks(line, typed)
    reading.qtbot.keyClick(line, Qt.Key.Key_Return)
    reading.until(lambda: reading.row("Q1")[key] == value)
    reading.until(lambda: bool(reading.said))
    assert reading.said[-1].endswith(f"{field} of Q1 changed")


def test_an_impossible_date_is_complained_of_in_its_place(reading: Reading) -> None:
    reading.page.show_item("Q1")
    field = reading.page.inspector.fields["date"]
    field.line.setFocus()
    field.line.selectAll()
    reading.qtbot.keyClicks(field.line, "29 February 2023")
    reading.qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert "leap year" in field.complaint.text()
    assert not field.complaint.isHidden()
    reading.page.choose("Q2")
    assert field.line.text() == ""
    assert field.complaint.isHidden()


def test_a_private_note_is_kept_when_the_page_is_left(reading: Reading) -> None:
    reading.page.show_item("Q1")
    note = reading.page.inspector.fields["note"]
    note.setFocus()
    reading.qtbot.keyClicks(note, "Ask again.")
    reading.page.leave()
    reading.until(lambda: reading.row("Q1")["note"] == "Ask again.")


def test_a_removed_quote_comes_back_with_undo(reading: Reading) -> None:
    reading.page.show_item("Q2")
    reading.opened("S2")
    reading.press(Qt.Key.Key_Delete)
    reading.until(lambda: "Q2" not in reading.desk.view.by_handle)
    assert reading.said[-1].endswith("evidence Q2 removed")
    assert reading.page.inspector.stack.currentIndex() == 0
    reading.desk.change(undo)
    reading.until(lambda: "Q2" in reading.desk.view.by_handle)


def test_showing_a_quote_opens_its_source_and_a_source_opens_where_it_was_left(reading: Reading) -> None:
    reading.page.canvas.go_to(3)
    reading.until(lambda: reading.page.active.bar.page.text() == "3")
    reading.page.show_item("Q2")
    reading.opened("S2")
    assert reading.page.inspector.handle == "Q2"
    assert reading.page.active.bar.sources.currentText().startswith("S2 ")
    reading.page.show_item("S1")
    reading.opened("S1")
    reading.until(lambda: reading.page.canvas.page == 3)
    assert reading.page.inspector.handle == ""


def test_the_page_field_takes_a_number_and_says_when_there_is_no_such_page(reading: Reading) -> None:
    field = reading.page.active.bar.page
    reading.press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert field.hasFocus()
    reading.qtbot.keyClicks(field, "99")
    reading.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert reading.page.active.bar.of.text() == "No page 99"
    field.clear()
    reading.qtbot.keyClicks(field, "2")
    reading.qtbot.keyClick(field, Qt.Key.Key_Return)
    reading.until(lambda: reading.page.canvas.page == 2)
    assert not reading.page.active.selection_bar.isVisible()


def test_the_page_field_takes_a_printed_label_before_a_number(reading: Reading) -> None:
    text = reading.page.active.opening.text
    assert text is not None
    named = {page.label: page.page for page in text.pages}
    assert text.page_named(list(named)[1]) == 2
    text.pages[2] = text.pages[2].__class__(**{**vars(text.pages[2]), "label": "iv"})
    assert text.page_named("IV") == 3
    assert text.page_named("nothing") is None


def test_pages_go_by_the_numbers_printed_on_them_as_soon_as_the_person_says_so(reading: Reading) -> None:
    pane, panel = reading.page.active, reading.page.side
    panel.show_view(pane.canvas)
    pane.go_to_page(3)
    reading.desk.change(lambda pack: set_fields(pack, "S1", {"label_offset": "-2"}))
    reading.until(lambda: pane.bar.page.text() == "1")
    assert pane.bar.of.text() == f"(3 of {pane.canvas.pages})"
    assert pane.canvas.accessibleDescription().endswith("printed as 1")
    assert [panel.small.index(row).data() for row in range(3)] == ["(1)", "(2)", "1 (3)"]
    pane.bar.page_typed.emit("2")
    reading.until(lambda: pane.canvas.page == 4)
    reading.desk.change(lambda pack: set_fields(pack, "S1", {"label_offset": ""}))
    reading.until(lambda: pane.bar.page.text() == "4")


def test_finding_counts_the_places_and_leaves_the_one_in_view_selected(reading: Reading) -> None:
    reading.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = reading.page.active.find_bar
    assert bar.line.hasFocus()
    reading.qtbot.keyClicks(bar.line, "the  OFFICE met")
    reading.until(lambda: bar.count.text() == "1 of 120")
    reading.qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    reading.until(lambda: bar.count.text() == "2 of 120")
    reading.qtbot.keyClick(bar.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    reading.qtbot.keyClick(bar.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    reading.until(lambda: bar.count.text() == "120 of 120")
    reading.until(lambda: reading.page.canvas.page == reading.page.canvas.pages)
    reading.qtbot.keyClick(bar.line, Qt.Key.Key_Escape)
    assert bar.isHidden()
    reading.until(lambda: reading.page.canvas.selection is not None)
    assert " ".join(reading.page.canvas.selection.text.split()).lower() == "the office met"
    reading.page.find_words()
    reading.qtbot.keyClicks(bar.line, "xyzzy")
    reading.until(lambda: bar.count.text() == "Not in this document")


def test_a_button_of_the_bar_tags_and_gives_the_focus_back_to_the_page(reading: Reading) -> None:
    reading.select("The office met 18 requests.")
    reading.until(reading.page.active.selection_bar.isVisible)
    reading.qtbot.mouseClick(
        reading.page.active.selection_bar.buttons["quote.claim"], Qt.MouseButton.LeftButton
    )
    reading.until(lambda: reading.page.inspector.handle == "Q3")
    assert reading.row("Q3")["kind"] == "claim"
    assert reading.page.canvas.hasFocus()


def test_copying_puts_the_words_on_the_clipboard_in_one_line(reading: Reading) -> None:
    reading.select("The office met 18 requests.")
    reading.page.deeds["quote.copy"].trigger()
    assert QApplication.clipboard().text() == "The office met 18 requests."
    assert reading.said[-1] == "Copied 5 words"


def test_typed_words_are_listed_where_they_stand_and_kept_at_the_chosen_place(reading: Reading) -> None:
    reading.page.deeds["quote.typed"].trigger()
    dialog = reading.dialog(TypedQuoteDialog)
    dialog.text.setPlainText("The office met 18 requests.")
    reading.until(lambda: dialog.list.count() == 2)
    assert dialog.found.text() == "These words stand in 2 places. Which one?"
    assert not dialog.keep_button.isEnabled()
    dialog.list.setCurrentRow(1)
    dialog.claim.setChecked(True)
    dialog.keep()
    reading.until(lambda: reading.page.inspector.handle == "Q3")
    assert (reading.row("Q3")["source"], reading.row("Q3")["kind"]) == ("S2", "claim")
    reading.opened("S2")


def test_typed_words_that_differ_show_how_and_can_be_set_right(reading: Reading) -> None:
    dialog = TypedQuoteDialog(reading.desk, reading.window, text="Some were refused, and somebody asked why.")
    dialog.open()
    reading.until(lambda: dialog.list.count() == 1)
    assert "nearest" in dialog.found.text()
    said = dialog.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "the page has “nobody asked”, the quotation “somebody asked”" in said
    assert not dialog.keep_button.isEnabled()
    dialog.as_it_stands.click()
    reading.until(lambda: dialog.keep_button.isEnabled())
    dialog.text.setPlainText("some were refused, and nobody asked why.")
    reading.until(lambda: dialog.reason.isVisible())
    dialog.keep()
    assert "Say why" in dialog.complaint.text()
    dialog.reason.line.setText("It begins in the middle of a sentence.")
    dialog.keep()
    reading.until(lambda: "Q3" in reading.desk.view.by_handle)
    assert reading.row("Q3")["match"] == "words"


def test_the_files_are_gone_when_another_pack_is_open(
    reading: Reading, reading_pack: Path, tmp_path: Path
) -> None:
    copies = reading.page.active.opening.copies
    assert copies is not None
    folder = copies.file(reading.row("S1")["rendition"]).parent
    assert folder.is_dir()
    reading.take(Path(shutil.copy(reading_pack, tmp_path / "y.evpack")))
    reading.opened("S1")
    reading.until(lambda: not folder.exists())


def test_a_read_only_pack_can_be_read_but_not_changed(
    start_reading: Start, reading_pack: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(reading_pack, tmp_path / "x.evpack"))
    with open_pack(path):
        made: Reading = start_reading(None)
        made.desk.take(*look_or_close(open_pack(path, or_read_only=True)))
        made.opened("S1")
        made.page.show_item("Q1")
        made.select("nothing was decided")
        made.until(lambda: "place" in made.page.active.selection_bar.badge.text)
        for name in ("quote.claim", "quote.evidence", "quote.relate", "quote.remove", "quote.typed"):
            assert not made.page.deeds[name].isEnabled()
        assert made.page.deeds["quote.copy"].isEnabled()
        assert made.page.inspector.fields["speaker"].line.isReadOnly()
        made.close_pack()


def test_every_part_a_person_can_reach_has_a_name(reading: Reading) -> None:
    reading.page.show_item("Q1")
    reading.select("The office met 18 requests.")
    reading.until(reading.page.active.selection_bar.isVisible)
    reading.page.find_words()
    nameless = [
        one
        for one in reading.page.findChildren(QWidget)
        if one.isVisible()
        and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
    ]
    assert not nameless


def test_the_inspector_folds_away(reading: Reading) -> None:
    reading.page.toggle_inspector()
    assert reading.page.inspector.isHidden()
    reading.page.toggle_inspector()
    assert not reading.page.inspector.isHidden()
