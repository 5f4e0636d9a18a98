"""The colours and letters of the window, light or dark as the system is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

_COLOURS = {  # light, dark
    "window": ("#F2F4F1", "#1D2220"),
    "sidebar": ("#E4E8E3", "#171B19"),
    "base": ("#FFFFFF", "#242A27"),
    "alternate": ("#F7F9F6", "#29302D"),
    "text": ("#19201C", "#E7ECE8"),
    "second": ("#46504A", "#BCC5BF"),
    "muted": ("#58625C", "#AAB4AD"),
    "hairline": ("#CFD5CE", "#3A433E"),
    "edge": ("#76817A", "#7F8B84"),
    "accent": ("#1D5C4A", "#86CDB2"),
    "on_accent": ("#FFFFFF", "#0E2A21"),
    "selection": ("#D9E8E1", "#2C4A40"),
    "claim": ("#8F4400", "#FFBE7D"),
    "evidence": ("#0B4A82", "#9CCBF7"),
    "warning": ("#735000", "#EBC765"),
    "warning_fill": ("#FBF0CF", "#433813"),
    "error": ("#9E1F2D", "#FF9C9C"),
    "error_fill": ("#FBE4E4", "#4F2527"),
}
_ROLES = {
    "window": "Window Button Light Midlight",
    "base": "Base ToolTipBase",
    "alternate": "AlternateBase",
    "text": "WindowText Text ButtonText ToolTipText HighlightedText",
    "muted": "PlaceholderText",
    "hairline": "Mid",
    "edge": "Dark",
    "selection": "Highlight",
    "accent": "Accent Link LinkVisited",
}
_SHEET = """
#places { background: @sidebar; border: none; border-right: 1px solid @hairline; outline: none; }
#places::item { padding: 8px 16px; border-left: 3px solid transparent; color: @second; }
#places::item:hover { color: @text; }
#places::item:selected { background: @base; color: @text; border-left-color: @accent; }
#places::item:selected:focus { border: 2px solid @accent; border-left-width: 3px;
  padding: 6px 14px 6px 16px; }
QTableView { border: none; border-top: 1px solid @hairline; }
QHeaderView::section:horizontal { background: @window; color: @second; border: none;
  border-bottom: 1px solid @edge; padding: 6px 8px; }
QPushButton { background: @base; border: 1px solid @edge; border-radius: 4px; padding: 7px 17px; }
QPushButton:hover, QPushButton:pressed { background: @selection; }
QPushButton:disabled { color: @muted; border-color: @hairline; }
QPushButton#primary:enabled { background: @accent; color: @on_accent; border-color: @accent; }
QPushButton:focus, QPushButton#primary:enabled:focus { border: 2px solid @text; padding: 6px 16px; }
QStatusBar { border-top: 1px solid @hairline; }
QStatusBar::item { border: none; }
QStatusBar QPushButton { padding: 2px 12px; }
QStatusBar QPushButton:focus { padding: 1px 11px; }
QProgressBar { border: none; border-radius: 4px; background: @hairline; max-height: 8px; }
QProgressBar::chunk { border-radius: 4px; background: @accent; }
#second { color: @second; }
#warning { background: @warning_fill; border-left: 3px solid @warning; }
#error { background: @error_fill; border-left: 3px solid @error; }
"""


def follow_system(app: QApplication) -> None:
    """Take the system's light or dark colours, now and whenever they change."""
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(wear)
    wear(hints.colorScheme())


def wear(scheme: Qt.ColorScheme) -> None:
    """Put the light or the dark colours on the whole application."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101 (for the type checker)
    column = 1 if scheme == Qt.ColorScheme.Dark else 0
    palette = QPalette()
    for name, roles in _ROLES.items():
        for role in roles.split():
            palette.setColor(QPalette.ColorRole[role], QColor(_COLOURS[name][column]))
    for role in ("WindowText", "Text", "ButtonText"):
        palette.setColor(
            QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], QColor(_COLOURS["edge"][column])
        )
    sheet = _SHEET
    for name in sorted(_COLOURS, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", _COLOURS[name][column])
    app.setPalette(palette)
    app.setStyleSheet(sheet)


def colour(name: str) -> QColor:
    """A colour of the present scheme, by its name."""
    dark = QGuiApplication.palette().window().color().lightness() < 128
    return QColor(_COLOURS[name][int(dark)])


def letters(size: float = 13, weight: QFont.Weight = QFont.Weight.Normal, *, serif: bool = False) -> QFont:
    """A font for a use.

    Args:
        size: In pixels where the system's letters are 13 high; larger when the system's are larger.
        weight: How bold.
        serif: For the words of a source.
    """
    font = QApplication.font()
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * size / 13)
    else:
        font.setPixelSize(round(font.pixelSize() * size / 13))
    font.setWeight(weight)
    if serif:
        font.setFamilies(["Liberation Serif", "Times New Roman"])
        font.setStyleHint(QFont.StyleHint.Serif)
    return font
