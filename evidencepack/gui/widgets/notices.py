"""Sentences in their place: a notice with a way on, a line that shortens itself, an empty page's one step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAction,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from evidencepack.gui import icons, theme


def announce(widget: QWidget) -> None:
    """Have a widget's words read out by a screen reader."""
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))


def words(text: str = "", name: str = "", *, wrap: bool = False, font: QFont | None = None) -> QLabel:
    """A label of plain text.

    Args:
        text: What it says.
        name: Its style: ``second``, ``small``, ``label``, ``panelTitle`` and so on.
        wrap: Whether it may take several lines.
        font: Its letters, if not the usual ones.
    """
    label = QLabel(text, wordWrap=wrap)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    if font is not None:
        label.setFont(font)
    return label


def line() -> QFrame:
    """A hairline across."""
    made = QFrame()
    made.setObjectName("line")
    return made


def empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def button(action: QAction, name: str = "") -> QPushButton:
    """A button that does what an action does, while that can be done."""
    made = QPushButton(action.text().replace("&&", "\0").replace("&", "").replace("\0", "&&"))
    made.setObjectName(name)
    made.setToolTip(action.toolTip())
    made.clicked.connect(action.trigger)
    made.setEnabled(action.isEnabled())
    action.enabledChanged.connect(made.setEnabled)
    return made


class Notice(QFrame):
    """A sentence in its place: ``note``, ``warning`` or ``error``, with a way on, put away by a button."""

    def __init__(self, kind: str, *, stays: bool = False) -> None:
        super().__init__()
        self.setObjectName(kind)
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.way = QPushButton()
        self.way.clicked.connect(self._go)
        self._deed: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self.words, 1)
        row.addWidget(self.way)
        self.dismiss = QPushButton("Dismiss")
        self.dismiss.clicked.connect(self.hide)
        self.dismiss.setAccessibleDescription("Put this message away")
        self.dismiss.setHidden(stays)
        row.addWidget(self.dismiss)
        self.hide()

    def say(self, sentence: str, way: str = "", deed: Callable[[], object] | None = None) -> None:
        """Show a sentence and, if there is one, a way on; an empty sentence hides the notice."""
        self.words.setText(sentence)
        self._deed = deed
        self.way.setText(way)
        self.way.setVisible(bool(way))
        self.setVisible(bool(sentence))
        if sentence:
            announce(self.words)

    def _go(self) -> None:
        self.hide()
        if self._deed:
            self._deed()


class ShortenedLine(QLabel):
    """A line that never needs more room than there is; what is left out is in its tooltip."""

    def __init__(
        self, name: str = "", *, elide: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle, least: int = 8
    ) -> None:
        super().__init__()
        self._elide, self._least = elide, least
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def say(self, sentence: str) -> None:
        """Show words and have them read out."""
        self.show_words(sentence)
        announce(self)

    def show_words(self, text: str) -> None:
        """Show words."""
        self.setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Room for a few letters."""
        least = self.fontMetrics().averageCharWidth() * self._least
        return QSize(min(least, super().minimumSizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw what fits."""
        fits = self.fontMetrics().elidedText(self.text(), self._elide, self.contentsRect().width())
        with QPainter(self) as painter:
            self.style().drawItemText(
                painter,
                self.contentsRect(),
                int(self.alignment() | Qt.AlignmentFlag.AlignVCenter),
                self.palette(),
                self.isEnabled(),
                fits,
                QPalette.ColorRole.WindowText,
            )


class EmptyState(QWidget):
    """What stands where content will be: a picture, one sentence, and one step."""

    def __init__(self, icon: str, sentence: str, *actions: QAction, hint: str = "") -> None:
        super().__init__()
        self._icon = icon
        self.picture = QLabel()
        self.sentence = words(sentence, wrap=True, font=theme.letters(15))
        self.hint = words(hint, "second", wrap=True)
        self.hint.setVisible(bool(hint))
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(12)
        column.addStretch(2)
        for label in (self.picture, self.sentence, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        steps = QHBoxLayout()
        steps.addStretch()
        self.steps = [button(action, "primary" if n == 0 else "") for n, action in enumerate(actions)]
        for step in self.steps:
            steps.addWidget(step)
        steps.addStretch()
        column.addLayout(steps)
        column.addStretch(3)
        self.recolour()

    def take_focus(self) -> None:
        """Put the focus on the step to take."""
        if self.steps:
            self.steps[0].setFocus()

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        self.picture.setPixmap(icons.pixmap(self._icon, "muted", 40, self.devicePixelRatioF()))
