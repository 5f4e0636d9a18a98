"""The window's thread comes first: it waits neither for other threads nor for a pack to close."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evidencepack.gui.app import favour_the_window
from evidencepack.gui.desk import Desk
from evidencepack.gui.models.pack_view import look_or_close
from evidencepack.store.pack import open_pack


@pytest.fixture
def as_before() -> Iterator[None]:
    interval = sys.getswitchinterval()
    yield
    gc.unfreeze()
    sys.setswitchinterval(interval)


def test_other_threads_give_up_their_turn_soon_and_what_is_loaded_is_not_collected(as_before: None) -> None:
    frozen = gc.get_freeze_count()
    favour_the_window()
    assert sys.getswitchinterval() < 0.001
    assert gc.get_freeze_count() > frozen


def test_a_released_pack_is_a_single_file_that_anybody_may_open(qtbot: QtBot, small_pack: Path) -> None:
    desk = Desk()
    pack, view = look_or_close(open_pack(small_pack))
    desk.take(pack, view)
    desk.take(None)
    desk.release(pack)
    assert desk.busy
    qtbot.waitUntil(lambda: not desk.busy, timeout=20_000)
    assert [path.name for path in small_pack.parent.glob("small.evpack*")] == ["small.evpack"]
    with open_pack(small_pack) as again:
        assert not again.read_only
    desk.end()
