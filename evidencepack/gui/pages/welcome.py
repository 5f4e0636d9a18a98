"""The first page: what the program is, and the ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from evidencepack.gui import theme

_WHAT = (
    "Keep the documents of a matter in one file, quote them word for word, set out what was said against "
    "what the papers show, and make the Word file or the numbered bundle that a committee or court asks for."
)
_HOW = (
    "In this version the work itself is done by command: type “evidencepack --help” in a terminal to see "
    "how. The window shows what is in a pack, and can undo and redo."
)


class WelcomePage(QScrollArea):
    """What is shown while no pack is open."""

    def __init__(self, open_pack: QAction, open_sample: QAction) -> None:
        super().__init__()
        self.setAccessibleName("Welcome")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        title = _words("Evidence Pack", theme.letters(24, QFont.Weight.DemiBold))
        buttons = QHBoxLayout()
        buttons.addWidget(_button(open_pack, "primary"))
        buttons.addWidget(_button(open_sample, "plain"))
        buttons.addStretch()
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addStretch(2)
        column.addWidget(title)
        column.addWidget(_words(_WHAT, theme.letters(15)))
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addWidget(_words("Or drop a pack on this window: a file that ends in .evpack.", name="second"))
        column.addSpacing(8)
        column.addWidget(_words(_HOW, name="second"))
        column.addStretch(3)
        page = QWidget()
        middle = QHBoxLayout(page)
        middle.setContentsMargins(32, 32, 32, 32)
        middle.addStretch(1)
        middle.addLayout(column, 4)
        middle.addStretch(1)
        self.setWidget(page)


def _words(text: str, font: QFont | None = None, name: str = "") -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setObjectName(name)
    label.setFont(font or theme.letters())
    label.setMaximumWidth(label.fontMetrics().averageCharWidth() * 84)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return label


def _button(action: QAction, name: str) -> QPushButton:
    """A button that does what a menu's action does, and can be pressed when that can."""
    button = QPushButton(action.text())
    button.setObjectName(name)
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    return button
