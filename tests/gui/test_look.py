"""Colours, lengths and names that every control of the window relies on."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from evidencepack.gui import icons, theme
from evidencepack.gui.dialogs.keys import KeysDialog
from evidencepack.gui.main_window import MainWindow
from evidencepack.gui.pages.chronology_bar import ChronologyBar
from evidencepack.gui.widgets.fields import ChoiceField, SearchLine

SCHEMES = [
    (Qt.ColorScheme.Light, False),
    (Qt.ColorScheme.Dark, False),
    (Qt.ColorScheme.Dark, True),
]


def lighter(one: str, other: str) -> float:
    def luminance(name: str) -> float:
        parts = (theme.colour(name).redF(), theme.colour(name).greenF(), theme.colour(name).blueF())
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("scheme", "contrast"), SCHEMES)
def test_words_of_every_kind_can_be_read_on_the_grounds_they_stand_on(
    dressed: QApplication, scheme: Qt.ColorScheme, contrast: bool
) -> None:
    theme.wear(scheme, contrast=contrast)
    try:
        for ground in ("window", "base", "alternate"):
            for ink in ("text", "second", "muted", "hint", "accent", "claim", "evidence", "good", "error"):
                assert lighter(ink, ground) >= 4.5, (ink, ground)
        assert lighter("on_accent", "accent") >= 4.5
        assert lighter("edge", "base") >= 3
    finally:
        theme.wear(Qt.ColorScheme.Light)


def test_the_style_sheet_holds_no_name_or_length_that_was_not_filled_in(dressed: QApplication) -> None:
    assert not re.findall(r"@\w+|\b\d+u\b", dressed.styleSheet())


def test_lengths_and_icons_grow_with_the_letters(dressed: QApplication) -> None:
    usual = dressed.font()
    larger = dressed.font()
    larger.setPixelSize(2 * theme.BASE_SIZE)
    dressed.setFont(larger)
    try:
        theme.wear(Qt.ColorScheme.Light)
        assert "QComboBox::drop-down { border: none; width: 48px; }" in dressed.styleSheet()
        assert icons.pixmap("search", size=16).width() == 32
    finally:
        dressed.setFont(usual)
        theme.wear(Qt.ColorScheme.Light)


def test_a_button_that_empties_a_line_and_the_list_of_a_choice_are_named(
    dressed: QApplication, qtbot: QtBot
) -> None:
    line, choice, bar = SearchLine("Search quotes"), ChoiceField("Kind", [("a", "A")]), ChronologyBar()
    for widget in (line, choice, bar):
        qtbot.addWidget(widget)
    for searched in (line, bar.words):
        assert [button.accessibleName() for button in searched.findChildren(QToolButton)] == ["Clear"]
    assert choice.view().accessibleName() == "Kind"
    assert bar.status.view().accessibleName()


def test_a_dialog_never_opens_larger_than_the_screen(dressed: QApplication, window: MainWindow) -> None:
    screen = window.screen().availableSize()
    size = theme.within_screen(window, 10_000, 300)
    assert size.width() < screen.width()
    assert size.height() == 300
    assert KeysDialog(window).filter.placeholderText() == "Find a key or what it does"
