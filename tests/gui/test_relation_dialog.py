from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from evidencepack.gui.desk import Desk
from evidencepack.gui.dialogs.relation import RelationDialog
from evidencepack.gui.models.pack_view import undo

Opens = Callable[..., RelationDialog]
Key = Qt.Key


@pytest.fixture
def opens(desk: Desk, qtbot: QtBot) -> Iterator[Opens]:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.show()
    dialogs: list[RelationDialog] = []

    def make(**known: str) -> RelationDialog:
        dialog = RelationDialog(desk, ground, **known)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialogs.append(dialog)
        dialog.open()
        qtbot.waitExposed(dialog)
        return dialog

    yield make
    qtbot.waitUntil(lambda: not desk.busy, timeout=20_000)
    for dialog in dialogs:
        if isValid(dialog):
            dialog.close()


def relation(desk: Desk, handle: str) -> dict[str, str]:
    return desk.view.by_handle[handle]


def focused(dialog: RelationDialog) -> QWidget | None:
    return dialog.focusWidget()


def test_two_quotes_a_verb_a_reason_and_comparisons_are_saved_as_one_step(
    opens: Opens, desk: Desk, qtbot: QtBot
) -> None:
    dialog = opens(from_quote="Q5", to_quote="Q13")
    dialog.kind.buttons["contradicts"].click()
    dialog.because.setPlainText("Letters go out\nbefore.")
    dialog.same["same_data"].buttons["no"].click()
    with qtbot.waitSignal(dialog.saved) as heard, qtbot.waitSignal(desk.said) as words:
        dialog.save.click()
    assert heard.args == ["R6"]
    assert words.args is not None
    assert words.args[0].endswith("Q5 contradicts Q13")
    made = relation(desk, "R6")
    assert (made["from"], made["kind"], made["to"]) == ("Q5", "contradicts", "Q13")
    assert (made["because"], made["same_data"], made["same_subject"]) == (
        "Letters go out before.",
        "no",
        "unknown",
    )
    assert not dialog.isVisible()
    desk.change(undo)
    qtbot.waitUntil(lambda: "R6" not in desk.view.by_handle)


def test_the_focus_begins_at_the_first_thing_not_yet_said(opens: Opens) -> None:
    dialog = opens()
    assert focused(dialog) is dialog.start.search
    dialog = opens(from_quote="Q5")
    assert focused(dialog) is dialog.end.search
    dialog = opens(from_quote="Q5", to_quote="Q1")
    assert focused(dialog) is dialog.kind.buttons["contradicts"]


def test_evidence_stands_first_above_and_claims_first_below(opens: Opens) -> None:
    dialog = opens()
    assert dialog.start.model.shown[0]["kind"] == "evidence"
    assert dialog.end.model.shown[0]["kind"] == "claim"
    assert len(dialog.start.model.shown) == len(dialog.end.model.shown) == 14


def test_typing_narrows_a_list_and_the_arrows_choose_in_it(opens: Opens, qtbot: QtBot) -> None:
    dialog = opens()
    qtbot.keyClicks(dialog.start.search, "home 2016 requests")
    shown = [quote["handle"] for quote in dialog.start.model.shown]
    assert shown == ["Q14", "Q8"]
    assert dialog.start.handle == "Q14"
    qtbot.keyClick(dialog.start.search, Key.Key_Down)
    assert dialog.start.handle == "Q8"
    dialog.start.search.clear()
    qtbot.keyClicks(dialog.start.search, "q1")
    assert dialog.start.handle == "Q1"
    assert [quote["handle"] for quote in dialog.start.model.shown] == ["Q1"]


def test_words_that_no_quote_has_leave_nothing_chosen_and_say_so(opens: Opens, qtbot: QtBot) -> None:
    dialog = opens(from_quote="Q5")
    qtbot.keyClicks(dialog.start.search, "zebra")
    assert dialog.start.handle == ""
    assert dialog.start.none.isVisible()
    dialog.save.click()
    assert dialog.complaint.text() == "Choose the quote that does something."


def test_what_is_missing_is_said_inside_and_the_focus_goes_there(opens: Opens) -> None:
    dialog = opens(from_quote="Q5")
    dialog.save.click()
    assert dialog.complaint.text() == "Choose what it does."
    assert focused(dialog) is dialog.kind.buttons["contradicts"]
    dialog.kind.choose("supports")
    assert not dialog.complaint.isVisible()
    dialog.save.click()
    assert dialog.complaint.text() == "Choose the quote it is done to."
    dialog.end.choose("Q5")
    dialog.save.click()
    assert dialog.complaint.text() == "Q5 cannot be related to itself. Choose another quote."
    assert dialog.isVisible()


def test_a_twin_is_refused_inside_and_what_was_typed_stays(opens: Opens, desk: Desk, qtbot: QtBot) -> None:
    troubles: list[object] = []
    desk.troubled.connect(troubles.append)
    dialog = opens(from_quote="Q9", to_quote="Q4")
    dialog.kind.choose("qualifies")
    dialog.because.setPlainText("Once more")
    dialog.save.click()
    qtbot.waitUntil(dialog.complaint.isVisible)
    assert dialog.complaint.text() == "Q9 already qualifies Q4 (R3); change that relation instead."
    assert dialog.because.toPlainText() == "Once more"
    assert dialog.save.isEnabled()
    assert troubles == []


def test_a_relation_is_shown_as_it_is_and_only_what_differs_is_changed(
    opens: Opens, desk: Desk, qtbot: QtBot
) -> None:
    was = dict(relation(desk, "R3"))
    dialog = opens(relation="R3")
    assert (dialog.start.handle, dialog.kind.value, dialog.end.handle) == ("Q9", "qualifies", "Q4")
    assert dialog.because.toPlainText() == was["because"]
    assert dialog.same["same_data"].value == "no"
    dialog.same["same_data"].choose("in part")
    dialog.kind.choose("contradicts")
    with qtbot.waitSignal(dialog.saved) as heard:
        dialog.save.click()
    assert heard.args == ["R3"]
    assert relation(desk, "R3") == {**was, "kind": "contradicts", "same_data": "in part"}


def test_saving_a_relation_unchanged_adds_nothing_to_the_history(
    opens: Opens, desk: Desk, qtbot: QtBot
) -> None:
    history = len(desk.view.of("history"))
    dialog = opens(relation="R3")
    with qtbot.waitSignal(dialog.saved):
        dialog.save.click()
    assert len(desk.view.of("history")) == history


def test_enter_saves_from_every_field_and_esc_saves_nothing(opens: Opens, desk: Desk, qtbot: QtBot) -> None:
    dialog = opens(from_quote="Q5", to_quote="Q13")
    dialog.kind.choose("answers")
    with qtbot.waitSignal(dialog.saved):
        qtbot.keyClick(dialog.because, Key.Key_Return)
    dialog = opens(from_quote="Q7", to_quote="Q13")
    dialog.kind.choose("answers")
    with qtbot.waitSignal(dialog.saved):
        qtbot.keyClick(dialog.end.search, Key.Key_Return)
    count = len(desk.view.of("relations"))
    dialog = opens(from_quote="Q11", to_quote="Q13")
    dialog.kind.choose("answers")
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(desk.view.of("relations")) == count


def test_the_sentence_and_the_meaning_of_the_verb_are_shown(opens: Opens) -> None:
    dialog = opens(from_quote="Q5", to_quote="Q13")
    assert dialog.sentence.text() == "Q5 … Q13"
    dialog.kind.choose("quoted-in")
    assert dialog.sentence.text() == "Q5 is quoted in Q13"
    assert dialog.meaning.text() == "The other repeats these words, or reports them at second hand."


def test_a_dialog_closed_while_it_saves_does_no_harm(opens: Opens, desk: Desk, qtbot: QtBot) -> None:
    dialog = opens(from_quote="Q5", to_quote="Q13")
    dialog.kind.choose("supports")
    dialog.save.click()
    delete(dialog)
    qtbot.waitUntil(lambda: "R6" in desk.view.by_handle)
