"""The desk: what pages ask and change of the open pack, in the background."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from evidencepack.gui.desk import Desk
from evidencepack.gui.models.pack_view import look_or_close
from evidencepack.store.pack import open_pack


def test_a_desk_that_has_ended_is_asked_and_changed_in_vain(qtbot: QtBot, small_pack: Path) -> None:
    desk = Desk()
    pack, view = look_or_close(open_pack(small_pack))
    desk.take(pack, view)
    desk.end()
    answers: list[object] = []
    desk.ask(lambda _: 1, answers.append)
    desk.change(lambda _: 1, then=answers.append)
    assert not desk.can_change
    assert not answers
    pack.close()
