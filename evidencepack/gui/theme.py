"""The colours and letters of the window: light, dark or high contrast, as the system is."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from evidencepack.gui.style_sheet import SHEET
from evidencepack.settings import resources

LIGHT, DARK, CONTRAST = range(3)
_COLOURS = {  # light, dark, high contrast
    "window": ("#F2F4F1", "#1D2220", "#000000"),
    "sidebar": ("#E4E8E3", "#171B19", "#000000"),
    "base": ("#FFFFFF", "#242A27", "#000000"),
    "alternate": ("#F7F9F6", "#29302D", "#000000"),
    "desk": ("#D6DBD5", "#121513", "#000000"),
    "paper": ("#FFFFFF", "#ECEDEA", "#FFFFFF"),
    "text": ("#19201C", "#E7ECE8", "#FFFFFF"),
    "second": ("#46504A", "#BCC5BF", "#FFFFFF"),
    "muted": ("#58625C", "#AAB4AD", "#FFFFFF"),
    "hint": ("#58625C", "#AAB4AD", "#B8B8B8"),  # in an empty field: white would look typed
    "hairline": ("#CFD5CE", "#3A433E", "#FFFFFF"),
    "edge": ("#76817A", "#7F8B84", "#FFFFFF"),
    "accent": ("#1D5C4A", "#86CDB2", "#FFE94D"),
    "on_accent": ("#FFFFFF", "#0E2A21", "#000000"),
    "selection": ("#D9E8E1", "#2C4A40", "#1F3A8A"),
    "claim": ("#8F4400", "#FFBE7D", "#FFB454"),
    "claim_shape": ("#B85900", "#E8923A", "#FFB454"),
    "claim_fill": ("#FCE3C5", "#4D3419", "#000000"),
    "evidence": ("#0B4A82", "#9CCBF7", "#7CC0FF"),
    "evidence_shape": ("#1B6CB0", "#5AA5E6", "#7CC0FF"),
    "evidence_fill": ("#D3E6F8", "#1D3B57", "#000000"),
    "good": ("#1E6642", "#83D3A4", "#7CE38B"),
    "warning": ("#735000", "#EBC765", "#FFE066"),
    "warning_fill": ("#FBF0CF", "#433813", "#000000"),
    "error": ("#9E1F2D", "#FF9C9C", "#FF9C9C"),
    "error_fill": ("#FBE4E4", "#4F2527", "#000000"),
    "find": ("#F4E04D", "#F4E04D", "#F4E04D"),
    "picked": ("#BFD9CE", "#BFD9CE", "#BFD9CE"),
}
_ROLES = {
    "window": "Window Button Light Midlight",
    "base": "Base ToolTipBase",
    "alternate": "AlternateBase",
    "text": "WindowText Text ButtonText ToolTipText HighlightedText",
    "hint": "PlaceholderText",
    "hairline": "Mid",
    "edge": "Dark",
    "selection": "Highlight",
    "accent": "Accent Link LinkVisited",
}
_FONTS = (
    "IBMPlexSans_400Regular",
    "IBMPlexSans_400Regular_Italic",
    "IBMPlexSans_500Medium",
    "IBMPlexSans_600SemiBold",
    "IBMPlexSans_600SemiBold_Italic",
    "IBMPlexSerif-Regular",
    "IBMPlexSerif-Italic",
    "IBMPlexSerif-SemiBold",
)
BASE_SIZE = 13
_OF_SCREEN = 0.9  # how much of the screen a dialog may take: its frame needs room too
DEMI = QFont.Weight.DemiBold
_column = LIGHT


@cache
def load_fonts() -> None:
    """Make the program's own letters known; nothing depends on what the machine has."""
    for name in _FONTS:
        QFontDatabase.addApplicationFont(str(resources() / "screen" / "fonts" / f"{name}.ttf"))


def follow_system(app: QApplication) -> None:
    """Take the program's letters and the system's light or dark colours, now and whenever they change."""
    load_fonts()
    font = QFont(["IBM Plex Sans", app.font().family()])
    font.setPixelSize(_system_pixels(app))
    app.setFont(font)
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(wear)
    wear(hints.colorScheme())


def _system_pixels(app: QApplication) -> int:
    """13 pixels where the system's letters are of the usual size; more when the person chose larger ones."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    points = system.pointSizeF()
    usual = 9.0 if app.primaryScreen() is None or app.primaryScreen().logicalDotsPerInch() > 72 else 13.0
    larger = points / usual if points > 0 else 1.0
    return round(BASE_SIZE * (larger if larger > 1.25 else 1.0))


def _wants_contrast() -> bool:
    accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)  # since Qt 6.10
    if accessibility is None:
        return False
    return bool(accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def wear(scheme: Qt.ColorScheme, *, contrast: bool | None = None) -> None:
    """Put the light, the dark or the high-contrast colours on the whole application."""
    global _column
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101 (for the type checker)
    if _wants_contrast() if contrast is None else contrast:
        _column = CONTRAST
    else:
        _column = DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    palette = QPalette()
    for name, roles in _ROLES.items():
        for role in roles.split():
            palette.setColor(QPalette.ColorRole[role], colour(name))
    for role in ("WindowText", "Text", "ButtonText"):
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], colour("edge"))
    app.setPalette(palette)
    app.setStyleSheet(_sheet())


def _sheet() -> str:
    sheet = SHEET
    for name in sorted(_COLOURS, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", _COLOURS[name][_column])
    sheet = re.sub(r"-size: (\d+)px", lambda size: f"-size: {scaled(int(size[1]))}px", sheet)
    sheet = re.sub(r"\b(\d+)u\b", lambda length: f"{scaled(int(length[1]))}px", sheet)
    icons = (resources() / "screen" / "icons").as_posix()
    return sheet.replace("@icons", icons).replace("@tone", "dark" if is_dark() else "light")


def is_dark() -> bool:
    """Whether letters are light on a dark ground now."""
    return _column != LIGHT


def colour(name: str) -> QColor:
    """A colour of the present scheme, by its name."""
    return QColor(_COLOURS[name][_column])


def on_paper(name: str) -> QColor:
    """A colour as it stands on a page of a document: pages stay light in every scheme."""
    return QColor(_COLOURS[name][DARK if name == "paper" and _column == DARK else LIGHT])


def letters(
    size: float = BASE_SIZE, weight: QFont.Weight = QFont.Weight.Normal, *, serif: bool = False
) -> QFont:
    """A font for a use.

    Args:
        size: In pixels where the system's letters are 13 high; larger when the system's are larger.
        weight: How bold.
        serif: For the words of a source.
    """
    font = QFont(QApplication.font())
    font.setPixelSize(scaled(size))
    font.setWeight(weight)
    if serif:
        font.setFamilies(["IBM Plex Serif", "Liberation Serif"])
        font.setStyleHint(QFont.StyleHint.Serif)
    return font


def scaled(pixels: float) -> int:
    """A length that grows with the person's letters."""
    return round(pixels * QFontInfo(QApplication.font()).pixelSize() / BASE_SIZE)


def within_screen(window: QWidget, wide: int, high: int) -> QSize:
    """The size for a dialog: so many pixels at 100 %, larger with the letters, never more than the screen."""
    return QSize(scaled(wide), scaled(high)).boundedTo(window.screen().availableSize() * _OF_SCREEN)


def panel_width() -> int:
    """How wide a panel beside a page is; very large letters leave the page its room."""
    return min(scaled(320), 560)
