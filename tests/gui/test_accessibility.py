"""Everybody can use the window: every control has a name, on every page, empty and full."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from evidencepack.gui.main_window import MainWindow

PLACES = ("sources", "reader", "claims", "chronology", "submission", "export", "history")
NEEDS_NO_NAME = {
    QAccessible.Role.Client,
    QAccessible.Role.LayeredPane,
    QAccessible.Role.Pane,
    QAccessible.Role.Border,
    QAccessible.Role.Separator,
    QAccessible.Role.ScrollBar,
    QAccessible.Role.Grip,
    QAccessible.Role.NoRole,
    QAccessible.Role.MenuBar,
    QAccessible.Role.StatusBar,
    QAccessible.Role.Splitter,
    QAccessible.Role.Whitespace,
    QAccessible.Role.Graphic,  # decoration: what it stands beside says it
    QAccessible.Role.StaticText,  # says its own words, or nothing
}
EMPTY_WITHOUT_ROWS = {QAccessible.Role.ColumnHeader, QAccessible.Role.RowHeader, QAccessible.Role.Cell}


def nameless(thing: QAccessibleInterface, path: str = "") -> Iterator[str]:
    """The parts of the accessibility tree that a person meets and that have no name."""
    own = thing.object().__class__.__name__ if thing.object() is not None else ""
    here = f"{path}/{thing.role().name}:{own}"
    plain = thing.role() not in NEEDS_NO_NAME | EMPTY_WITHOUT_ROWS
    words = thing.text(QAccessible.Text.Name) or thing.text(QAccessible.Text.Value)
    if plain and not words:
        yield here
    for n in range(thing.childCount()):
        child = thing.child(n)
        if child is not None and not child.state().invisible:
            yield from nameless(child, here)


def walk(window: MainWindow) -> list[str]:
    return list(nameless(QAccessible.queryAccessibleInterface(window)))


def test_the_first_page_has_a_name_for_everything(window: MainWindow) -> None:
    assert walk(window) == []


@pytest.mark.parametrize("place", PLACES)
def test_every_control_of_an_empty_pack_has_a_name(
    opened: Callable[[Path], MainWindow], qtbot: QtBot, small_pack: Path, place: str
) -> None:
    window = opened(small_pack)
    window.frame.show_place(place)
    qtbot.wait(50)
    assert walk(window) == []


@pytest.mark.parametrize("place", PLACES)
def test_every_control_of_a_full_pack_has_a_name(
    opened: Callable[[Path], MainWindow], qtbot: QtBot, sample_pack: Path, place: str
) -> None:
    window = opened(sample_pack)
    window.frame.show_place(place)
    qtbot.wait(50)
    assert walk(window) == []
