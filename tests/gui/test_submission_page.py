"""The submission page: paragraphs typed, referred from, ordered and previewed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QMainWindow, QTextEdit
from pytestqt.qtbot import QtBot

from evidencepack.actions.fields import set_fields
from evidencepack.actions.packs import new_pack
from evidencepack.errors import CannotWrite
from evidencepack.export.preview import Composed, Typed, compose_typed
from evidencepack.gui.desk import Desk
from evidencepack.gui.dialogs.annex import AnnexDialog
from evidencepack.gui.dialogs.section import SectionDialog
from evidencepack.gui.models import pack_view
from evidencepack.gui.models.pack_view import look_or_close
from evidencepack.gui.models.submission_references import References
from evidencepack.gui.models.submission_rows import TextRow
from evidencepack.gui.pages import submission_preview, submission_writing
from evidencepack.gui.pages.submission import SubmissionPage
from evidencepack.gui.widgets.paragraph_layout import Layouts
from evidencepack.store.pack import Pack, open_pack

UP, DOWN = QListWidget.DropIndicatorPosition.AboveItem, QListWidget.DropIndicatorPosition.BelowItem


class Hands:
    """What a person does on the page, and what they see."""

    def __init__(self, page: SubmissionPage, qtbot: QtBot) -> None:
        self.page, self.desk, self.bot = page, page.desk, qtbot
        self.editor = page.texts.editor

    def settle(self) -> None:
        self.bot.waitUntil(lambda: not self.desk.busy, timeout=20_000)
        QApplication.processEvents()

    def rows(self) -> list[TextRow]:
        return self.page.texts.texts.rows

    def number(self, handle: str) -> str:
        return next(row.label for row in self.rows() if row.handle == handle and row.what == "paragraph")

    def text(self, handle: str) -> str:
        return str(self.desk.view.by_handle[handle]["text"])

    def order(self, section: str) -> list[str]:
        return [row["handle"] for row in self.desk.view.of("paragraphs") if row["section"] == section]

    def open(self, handle: str, caret: int = -1) -> None:
        self.page.writing.write(self.page.texts.texts.row_of(handle), caret)

    def type(self, words: str) -> None:
        QTest.keyClicks(self.editor, words)

    def press(self, key: Qt.Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.editor, key, modifiers)

    def leave(self) -> None:
        if self.editor.offers.isVisible():
            self.press(Qt.Key.Key_Escape)
        self.press(Qt.Key.Key_Escape)
        self.settle()

    def undo(self) -> None:
        self.desk.change(pack_view.undo)
        self.settle()

    def deeds(self) -> list[str]:
        assert self.desk.pack is not None
        return [deed.name for deed in self.desk.pack.history()]


def show(desk: Desk, qtbot: QtBot, width: int = 1200) -> tuple[SubmissionPage, QMainWindow]:
    page = SubmissionPage(desk)
    window = QMainWindow()
    window.setCentralWidget(page)
    window.resize(width, 760)
    desk.changed.connect(page.show_view)
    window.show()
    page.show_view(desk.view)
    page.arrive()
    return page, window


def put_away(page: SubmissionPage, window: QMainWindow, qtbot: QtBot) -> None:
    page.leave()
    qtbot.waitUntil(lambda: not page.desk.busy, timeout=20_000)
    page.desk.changed.disconnect(page.show_view)
    page.end()
    window.close()
    window.deleteLater()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[SubmissionPage]:
    made, window = show(desk, qtbot)
    yield made
    put_away(made, window, qtbot)


@pytest.fixture
def hands(page: SubmissionPage, qtbot: QtBot) -> Hands:
    return Hands(page, qtbot)


@pytest.fixture
def new_desk(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A desk with a new pack: the usual sections, and nothing in them."""
    desk = Desk()
    pack = new_pack(tmp_path / "new.evpack", "A matter", "commons")
    desk.take(*look_or_close(pack))
    yield desk
    qtbot.waitUntil(lambda: not desk.busy, timeout=20_000)
    desk.end()
    pack.close()


# What is shown


def test_paragraphs_have_the_numbers_they_will_be_printed_with(hands: Hands) -> None:
    assert [hands.number(handle) for handle in ("P1", "P6", "P11", "P12", "P13", "P14")] == [
        "•", "1.", "6.", "(a)", "(b)", "7.",
    ]  # fmt: skip
    headings = [row.text for row in hands.rows() if row.what == "heading"]
    assert headings[:3] == ["Matter details", "Summary", "Introduction"]


def test_only_one_field_is_there_however_many_paragraphs(hands: Hands) -> None:
    hands.open("P10")
    assert len(hands.page.texts.findChildren(QTextEdit)) == 1


def test_what_is_made_from_the_pack_leads_to_where_it_is_made(hands: Hands) -> None:
    made = {row.section: row for row in hands.rows() if row.what == "made"}
    assert made["T7"].text == "12 entries stand here as a table, made from the pack."
    with hands.bot.waitSignal(hands.desk.went) as went:
        hands.page.texts.go_to(hands.page.texts.texts.row_of("T7 made"))
        QTest.keyClick(hands.page.texts, Qt.Key.Key_Return)
    assert went.args == ["chronology"]
    assert made["T8"].text.startswith("5 pairs")


def test_a_reference_is_shown_as_what_it_refers_to_and_one_to_nothing_is_told(hands: Hands) -> None:
    layouts = Layouts()
    layouts.refer(References(hands.desk.view))
    laid = layouts.lay("As @Q3 and @Q99.cite say:\n@Q2\nand more", 500)
    chips = laid.parts[0].chips
    assert [chip.target.place if chip.target else None for chip in chips] == ["S3, p. 1", None]
    assert "is\u00a0not\u00a0there" in laid.parts[0].lines.text()
    card = laid.parts[1].card
    assert card is not None
    assert card.said == "Minister, 26 July 2016 · Annex B, page 1"
    assert len(laid.parts) == 3


def test_a_click_finds_its_place_among_the_words_as_typed(hands: Hands) -> None:
    layouts = Layouts()
    layouts.refer(References(hands.desk.view))
    text = "As @Q3 says,  in two\nlines:\n@Q2\nand more"
    laid = layouts.lay(text, 900)
    first = laid.parts[0]
    before = first.lines.text().index("in two")
    found: Any = first.lines.lineAt(0).cursorToX(before)
    x = found[0] if isinstance(found, tuple) else found
    assert text[laid.typed_at(QPoint(round(x), 5).toPointF(), text) :].lstrip().startswith("in two")
    assert laid.typed_at(QPoint(0, 0).toPointF(), text) == 0
    assert laid.typed_at(QPoint(890, round(laid.height)).toPointF(), text) == len(text)


# Typing


def test_a_click_opens_a_paragraph_and_leaving_saves_one_step(hands: Hands) -> None:
    texts = hands.page.texts
    n = texts.texts.row_of("P1")
    texts.go_to(n)
    steps = len(hands.deeds())
    inside = texts.cells.words_rect(texts.visualRect(texts.texts.index(n)), texts.texts.rows[n])
    QTest.mouseClick(texts.viewport(), Qt.MouseButton.LeftButton, pos=inside.topLeft() + QPoint(1, 5))
    assert hands.editor.isVisible()
    assert hands.editor.place == 0
    hands.type("Well: ")
    hands.leave()
    assert hands.text("P1").startswith("Well: In July 2016")
    assert hands.deeds()[steps:] == ["Edit P1"]
    assert not hands.editor.isVisible()
    assert texts.hasFocus()


def test_enter_goes_on_in_a_new_paragraph_and_the_numbers_follow(hands: Hands) -> None:
    hands.open("P6")
    hands.press(Qt.Key.Key_Return)
    hands.type("We are new.")
    assert hands.number("P7") == "3."
    hands.press(Qt.Key.Key_Return)
    hands.type("And so is this.")
    hands.leave()
    first, second = hands.order("T3")[1:3]
    assert (hands.text(first), hands.text(second)) == ("We are new.", "And so is this.")
    assert hands.number(second) == "3."


def test_enter_in_the_middle_divides_a_paragraph(hands: Hands) -> None:
    words = hands.text("P6")
    hands.open("P6", words.index("It stands"))
    hands.press(Qt.Key.Key_Return)
    hands.leave()
    assert hands.text("P6") == words[: words.index("It stands")].strip()
    assert hands.text(hands.order("T3")[1]).startswith("It stands")


def test_control_enter_breaks_the_line(hands: Hands) -> None:
    hands.open("P6")
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.type("@Q1")
    hands.leave()
    assert hands.text("P6").endswith("census.\n@Q1")


def test_no_letter_is_changed_by_being_shown_in_the_field(hands: Hands) -> None:
    odd = "Price\u00a05, 𝒳 and é\n@Q1"
    assert hands.desk.pack is not None
    set_fields(hands.desk.pack, "P6", {"text": odd})
    hands.desk.look_again()
    hands.settle()
    hands.open("P6")
    assert hands.editor.words == odd
    hands.editor.put(odd, odd.index("𝒳") + 1)
    assert hands.editor.place == odd.index("𝒳") + 1


def test_tab_numbers_deeper_and_shift_tab_higher(hands: Hands) -> None:
    hands.open("P14")
    hands.press(Qt.Key.Key_Tab)
    hands.settle()
    assert hands.desk.view.by_handle["P14"]["number"] == "6.1"
    hands.press(Qt.Key.Key_Tab)
    assert hands.number("P14") == "(c)"
    hands.press(Qt.Key.Key_Backtab)
    hands.press(Qt.Key.Key_Backtab)
    hands.press(Qt.Key.Key_Backtab)
    hands.leave()
    assert hands.desk.view.by_handle["P14"]["number"] == "7"


def test_backspace_in_an_empty_paragraph_removes_it_and_goes_to_the_one_before(hands: Hands) -> None:
    hands.open("P7")
    hands.editor.selectAll()
    hands.press(Qt.Key.Key_Delete)
    hands.press(Qt.Key.Key_Backspace)
    hands.settle()
    assert "P7" not in hands.desk.view.by_handle
    assert hands.page.writing.draft is not None
    assert hands.page.writing.draft.handle == "P6"
    hands.undo()
    assert hands.text("P7").startswith("We report")


def test_arrows_lead_from_one_paragraph_to_the_next(hands: Hands) -> None:
    hands.open("P5")
    hands.press(Qt.Key.Key_Down)
    draft = hands.page.writing.draft
    assert draft is not None
    assert draft.handle == "P6"
    assert hands.editor.place == 0
    hands.press(Qt.Key.Key_Up)
    draft = hands.page.writing.draft
    assert draft is not None
    assert draft.handle == "P5"


def test_enter_in_an_empty_new_paragraph_leaves_it(hands: Hands) -> None:
    steps = len(hands.deeds())
    hands.open("P6")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert hands.page.writing.draft is None
    assert len(hands.deeds()) == steps


# Nothing typed is lost


def test_a_pause_saves_and_what_is_typed_next_is_saved_too(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.page.writing._pause.setInterval(30)
    hands.open("P6")
    hands.press(Qt.Key.Key_Return)
    hands.type("One")
    hands.bot.waitUntil(lambda: len(hands.order("T3")) == 3, timeout=5000)
    hands.type(" two")
    hands.leave()
    assert hands.text(hands.order("T3")[1]) == "One two"


def test_leaving_the_page_saves(hands: Hands) -> None:
    hands.open("P6")
    hands.type(" More.")
    hands.page.leave()
    hands.settle()
    assert hands.text("P6").endswith("census. More.")


def test_the_focus_going_elsewhere_saves(hands: Hands) -> None:
    hands.open("P6")
    hands.type(" More.")
    hands.page.outline.sections.setFocus()
    hands.settle()
    assert hands.text("P6").endswith("census. More.")
    assert not hands.editor.isVisible()


def test_words_that_cannot_be_saved_stay_and_are_saved_when_it_is_tried_again(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> str:
        raise CannotWrite("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(submission_writing, "add_paragraph", full)
        hands.open("P6")
        hands.press(Qt.Key.Key_Return)
        hands.type("Precious.")
        hands.leave()
    assert hands.page.notice.isVisible()
    assert hands.page.notice.words.text() == "The disk is full. Your words are kept here."
    assert any(row.text == "Precious." for row in hands.rows())
    hands.page.notice.way.click()
    hands.settle()
    assert hands.text(hands.order("T3")[1]) == "Precious."


def test_undo_reaches_the_paragraph_that_is_open(hands: Hands) -> None:
    before = hands.text("P6")
    hands.open("P6")
    hands.type(" More.")
    hands.page.writing.save()
    hands.settle()
    hands.undo()
    assert hands.editor.words == before


def test_undoing_a_new_paragraph_while_more_is_typed_keeps_the_words(hands: Hands) -> None:
    hands.open("P6")
    hands.press(Qt.Key.Key_Return)
    hands.type("One")
    hands.page.writing.save()
    hands.settle()
    hands.type(" two")
    hands.undo()
    hands.leave()
    assert [hands.text(handle) for handle in hands.order("T3")][1:2] == ["One two"]


# References


def test_at_offers_what_fits_and_enter_puts_it_in(hands: Hands) -> None:
    hands.open("P6")
    hands.type(" See @q1")
    offered = [target.handle for target in hands.editor.offers.model.targets]
    assert hands.editor.offers.isVisible()
    assert offered[0] == "Q1"
    assert set(offered[:6]) == {"Q1", "Q10", "Q11", "Q12", "Q13", "Q14"}
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    hands.type(" now")
    hands.leave()
    assert hands.text("P6").endswith(f"See @{offered[1]} now")


def test_at_finds_by_words_and_escape_leaves_as_typed(hands: Hands) -> None:
    hands.open("P6")
    hands.type(" @latest addr")
    assert hands.editor.offers.model.targets[0].handle == "Q9"
    hands.press(Qt.Key.Key_Escape)
    assert not hands.editor.offers.isVisible()
    assert hands.editor.isVisible()
    hands.type("e")
    assert not hands.editor.offers.isVisible()
    hands.leave()
    assert hands.text("P6").endswith("@latest addre")


def test_an_address_with_an_at_offers_nothing(hands: Hands) -> None:
    hands.open("P6")
    hands.type(" mail someone@q")
    assert not hands.editor.offers.isVisible()


def test_every_kind_that_can_be_referred_to_is_offered_and_no_other(hands: Hands) -> None:
    kinds = {target.kind for target in References(hands.desk.view).targets.values()}
    assert kinds == {"claim", "evidence", "entry", "annex", "paragraph", "source", "section"}
    assert "P1" not in References(hands.desk.view).targets  # a bullet has no number


def test_the_deed_puts_in_an_at_and_offers(hands: Hands) -> None:
    hands.page.show_item("P6")
    hands.page.deeds["paragraph.reference"].trigger()
    assert hands.editor.words.endswith("census.@") or hands.editor.words.endswith("census. @")
    assert hands.editor.offers.isVisible()


# Order


def test_a_paragraph_moves_within_its_section_and_over_its_edge(hands: Hands) -> None:
    hands.page.show_item("P7")
    for section, order in (("T3", ["P7", "P6"]), ("T2", ["P1", "P2", "P3", "P4", "P5", "P7"])):
        hands.page.deeds["paragraph.up"].trigger()
        hands.settle()
        assert hands.order(section) == order
    hands.page.deeds["paragraph.down"].trigger()
    hands.settle()
    assert hands.order("T3") == ["P7", "P6"]
    row = hands.page.texts.row()
    assert row is not None
    assert row.handle == "P7"


def test_the_last_paragraph_goes_no_further(hands: Hands) -> None:
    hands.page.show_item("P1")
    steps = len(hands.deeds())
    hands.page.shift(-1)  # over the heading of the summary, into the section before it
    hands.settle()
    assert hands.order("T1") == ["P1"]
    hands.page.shift(-1)
    hands.settle()
    assert len(hands.deeds()) == steps + 1


def test_sections_are_ordered_by_keys_and_by_dragging(hands: Hands) -> None:
    sections = hands.page.outline.sections
    sections.choose("T3")
    sections.setFocus()
    hands.page.deeds["paragraph.up"].trigger()
    hands.settle()
    assert [row["handle"] for row in hands.desk.view.of("sections")][:3] == ["T1", "T3", "T2"]
    assert sections.handle == "T3"
    sections.drop(0, UP)
    hands.settle()
    assert [row["handle"] for row in hands.desk.view.of("sections")][:3] == ["T3", "T1", "T2"]
    sections.drop(-1, DOWN)
    hands.settle()
    assert hands.desk.view.of("sections")[-1]["handle"] == "T3"


def test_removing_a_section_takes_its_paragraphs_and_can_be_undone(hands: Hands) -> None:
    sections = hands.page.outline.sections
    sections.choose("T3")
    sections.setFocus()
    hands.page.deeds["submission.remove"].trigger()
    hands.settle()
    assert "T3" not in hands.desk.view.by_handle
    assert "P6" not in hands.desk.view.by_handle
    hands.undo()
    assert hands.order("T3") == ["P6", "P7"]


# Dialogs


def dialog_of(hands: Hands, kind: type[Any]) -> Any:
    found = [dialog for dialog in hands.page.window().findChildren(kind) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]


def test_a_section_is_added_after_the_chosen_one(hands: Hands) -> None:
    hands.page.show_item("T4")
    hands.page.deeds["section.add"].trigger()
    dialog = dialog_of(hands, SectionDialog)
    dialog.heading.line.setText("Our view")
    dialog.save()
    hands.settle()
    sections = [row["title"] for row in hands.desk.view.of("sections")]
    assert sections[3:5] == ["What was said before the census", "Our view"]
    row = hands.page.texts.row()
    assert row is not None
    assert row.text == "Our view"


def test_a_proof_sheet_is_added_as_the_last_section_and_leads_to_its_choices(hands: Hands) -> None:
    hands.page.deeds["section.add"].trigger()
    dialog = dialog_of(hands, SectionDialog)
    dialog.kind.show_value("proof-sheet")
    assert dialog.meaning.text().startswith("Every quotation with its source")
    assert dialog.heading.line.placeholderText() == "Proof sheet"
    dialog.save()
    hands.settle()
    section = next(row for row in hands.desk.view.of("sections") if row["kind"] == "proof-sheet")
    [made] = [row for row in hands.rows() if row.what == "made" and row.section == section["handle"]]
    assert "made anew each time" in made.text
    went: list[str] = []
    hands.desk.went.connect(went.append)
    hands.page._follow(made.link)
    assert went == ["export"]


def test_a_section_is_renamed_and_left_out(hands: Hands) -> None:
    sections = hands.page.outline.sections
    sections.choose("T3")
    sections.setFocus()
    QTest.keyClick(sections, Qt.Key.Key_F2)
    dialog = dialog_of(hands, SectionDialog)
    dialog.heading.line.setText("Who we are")
    dialog.printed.setChecked(False)
    dialog.save()
    hands.settle()
    row = hands.desk.view.by_handle["T3"]
    assert (row["title"], row["enabled"]) == ("Who we are", False)
    assert hands.number("P6") == ""
    assert hands.number("P8") == "1."


def test_a_dialog_says_what_was_refused_and_keeps_what_was_typed(hands: Hands) -> None:
    hands.page.deeds["annex.add"].trigger()
    dialog = dialog_of(hands, AnnexDialog)
    dialog.source.show_value("S6")
    dialog.pages.line.setText("2-9")
    dialog.save()
    hands.settle()
    assert dialog.isVisible()
    assert "no page 9" in dialog.complaint.text()
    assert dialog.pages.line.text() == "2-9"
    dialog.pages.line.setText("2–3")
    dialog.heading.line.setText("Two pages")
    dialog.save()
    hands.settle()
    added = hands.desk.view.of("annexes")[-1]
    assert (added["source"], added["pages"], added["title"]) == ("S6", [2, 3], "Two pages")
    assert hands.page.outline.annexes.handle == added["handle"]


def test_an_annex_is_changed_ordered_and_removed(hands: Hands) -> None:
    annexes = hands.page.outline.annexes
    hands.page.show_item("A6")
    QTest.keyClick(annexes, Qt.Key.Key_F2)
    dialog = dialog_of(hands, AnnexDialog)
    assert dialog.pages.line.text() == ""
    dialog.pages.line.setText("1-2")
    dialog.save()
    hands.settle()
    hands.page.show_item("A6")
    assert hands.desk.view.by_handle["A6"]["pages"] == [1, 2]
    hands.page.deeds["paragraph.up"].trigger()
    hands.settle()
    assert hands.desk.view.by_handle["A6"]["mark"] == "E"
    hands.page.deeds["submission.remove"].trigger()
    hands.settle()
    assert "A6" not in hands.desk.view.by_handle


# The pages


@pytest.fixture
def wide(desk: Desk, qtbot: QtBot) -> Iterator[SubmissionPage]:
    made, window = show(desk, qtbot, width=1500)
    yield made
    put_away(made, window, qtbot)


def fresh(page: SubmissionPage) -> bool:
    return page.preview.state.text().endswith("up to date") and page.preview.pages.pages > 0


def test_the_pages_show_what_is_not_saved_yet_and_follow_it(
    wide: SubmissionPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def watched(pack: Pack, typed: Typed | None) -> Composed:
        seen.append(typed.text if typed else None)
        return compose_typed(pack, typed)

    monkeypatch.setattr(submission_preview, "compose_typed", watched)
    qtbot.waitUntil(lambda: fresh(wide), timeout=20_000)
    hands = Hands(wide, qtbot)
    hands.open("P33")
    hands.type(" Unsaved")
    qtbot.waitUntil(lambda: bool(seen) and str(seen[-1]).endswith("Unsaved"), timeout=20_000)
    qtbot.waitUntil(lambda: fresh(wide), timeout=20_000)
    assert wide.preview.pages.page > 1
    assert "of 3,000 words" in wide.count.text()


def test_the_newest_request_wins(wide: SubmissionPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    qtbot.waitUntil(lambda: fresh(wide), timeout=20_000)
    asked: list[Typed | None] = []

    def watched(pack: Pack, typed: Typed | None) -> Composed:
        asked.append(typed)
        return compose_typed(pack, typed)

    monkeypatch.setattr(submission_preview, "compose_typed", watched)
    pack = wide.desk.pack
    assert pack is not None
    for n in range(20):
        wide.preview._previews.ask(pack, Typed(f"Version {n}", handle="P6"), pages=False)
    qtbot.waitUntil(lambda: not wide.preview._previews.busy, timeout=20_000)
    assert asked[-1] == Typed("Version 19", handle="P6")
    assert len(asked) <= 2


def test_pages_that_cannot_be_set_are_told_in_their_place(
    wide: SubmissionPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: fresh(wide), timeout=20_000)

    def refuse(_: object) -> None:
        raise CannotWrite("It could not be set.")

    with monkeypatch.context() as broken:
        broken.setattr(submission_preview, "set_pages", refuse)
        wide.preview.want(wide.desk.pack, None)
        qtbot.waitUntil(lambda: wide.preview.notice.isVisible(), timeout=20_000)
    assert wide.preview.notice.words.text() == "It could not be set."
    wide.preview.notice.way.click()
    qtbot.waitUntil(lambda: fresh(wide), timeout=20_000)
    assert wide.preview.notice.isHidden()


def test_the_pages_fold_where_there_is_no_room_and_come_when_asked_for(hands: Hands) -> None:
    page = hands.page
    assert page.preview.isHidden()
    assert not page.deeds["submission.pages"].isChecked()
    page.deeds["submission.pages"].trigger()
    assert page.preview.isVisible()
    assert page.deeds["submission.pages"].isChecked()
    hands.bot.waitUntil(lambda: fresh(page), timeout=20_000)
    page.window().resize(1500, 760)
    page.window().resize(1200, 760)
    assert page.preview.isHidden()
    hands.bot.waitUntil(lambda: page.count.text() != "", timeout=20_000)


def test_leaving_waits_until_the_pack_is_not_read_any_more(wide: SubmissionPage, qtbot: QtBot) -> None:
    wide.preview.want(wide.desk.pack, None)
    wide.leave()
    assert not wide.preview._pause.isActive()
    assert wide.preview._previews._wanted is None
    assert not wide.preview._previews._reading.locked()


# The beginning, and a pack that is only read


def test_a_pack_without_paragraphs_invites_to_write_the_first(new_desk: Desk, qtbot: QtBot) -> None:
    page, window = show(new_desk, qtbot)
    hands = Hands(page, qtbot)
    assert page.stack.currentWidget() is page.empty
    page.deeds["paragraph.add"].trigger()
    assert hands.editor.isVisible()
    hands.type("In short.")
    hands.leave()
    assert [(row["section"], row["text"]) for row in new_desk.view.of("paragraphs")] == [("T2", "In short.")]
    assert page.stack.currentWidget() is page.texts
    put_away(page, window, qtbot)


def test_a_pack_without_sections_gets_one_with_its_first_paragraph(
    dressed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = Desk()
    with new_pack(tmp_path / "bare.evpack", with_sections=False) as pack:
        desk.take(*look_or_close(pack))
        page, window = show(desk, qtbot)
        hands = Hands(page, qtbot)
        page.deeds["paragraph.add"].trigger()
        hands.type("First.")
        hands.press(Qt.Key.Key_Return)
        hands.type("Second.")
        hands.leave()
        assert [row["text"] for row in desk.view.of("paragraphs")] == ["First.", "Second."]
        put_away(page, window, qtbot)
        desk.end()


def test_a_pack_that_is_only_read_is_shown_and_not_changed(
    dressed: QApplication, qtbot: QtBot, sample_pack: Path
) -> None:
    desk = Desk()
    with open_pack(sample_pack, read_only=True) as pack:
        desk.take(*look_or_close(pack))
        page, window = show(desk, qtbot)
        page.show_item("P6")
        QTest.keyClick(page.texts, Qt.Key.Key_Return)
        page.edit("T3")
        assert not page.texts.editor.isVisible()
        assert not page.deeds["paragraph.add"].isEnabled()
        assert page.deeds["submission.pages"].isEnabled()
        assert page.outline.sections.dragDropMode() == QListWidget.DragDropMode.NoDragDrop
        qtbot.waitUntil(lambda: "words" in page.count.text(), timeout=20_000)
        put_away(page, window, qtbot)
        desk.end()
