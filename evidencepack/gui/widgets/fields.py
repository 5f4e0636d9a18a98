"""Fields of an item, edited in place: kept on leaving the field; what is wrong is said under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidencepack.errors import PackError
from evidencepack.gui.widgets.notices import announce, words
from evidencepack.model.dates import read_date


def understood_date(typed: str) -> tuple[str, str]:
    """How a typed date is understood: the date as printed and no complaint, or nothing and the complaint."""
    if not typed.strip():
        return "", ""
    try:
        return read_date(" ".join(typed.split())).shown, ""
    except PackError as problem:
        return "", problem.message


def name_clear_button(line: QLineEdit) -> None:
    """Give the button that empties a line a name that can be read out."""
    for button in line.findChildren(QToolButton):
        button.setAccessibleName("Clear")


class SearchLine(QLineEdit):
    """A line that narrows a list, with a button that empties it."""

    def __init__(self, name: str, hint: str = "") -> None:
        """A line, read out by a name; the hint is the name unless there is another."""
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint or name)
        self.setClearButtonEnabled(True)
        name_clear_button(self)


class LineField(QWidget):
    """One line that is kept when the person presses Enter or goes elsewhere; Esc takes back what was typed.

    Signals:
        kept: The new words.
    """

    kept = Signal(str)

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self.line.editingFinished.connect(self.keep)
        self.line.installEventFilter(self)
        self.complaint = words("", "wrong", wrap=True)
        self.complaint.hide()
        self._was = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.complaint)
        self.setFocusProxy(self.line)

    def show_value(self, value: str) -> None:
        """Show what is stored, unless the person is typing here just now."""
        if self.line.hasFocus() and self.line.isModified():
            return
        self._was = value
        self.line.setText(value)
        self.line.setCursorPosition(0)
        self.complain("")

    def keep(self) -> None:
        """Pass on what was typed, if it differs from what is stored."""
        typed = self.line.text().strip()
        if self.line.isModified() and typed != self._was:
            self.line.setModified(False)
            self._was = typed
            self.kept.emit(typed)

    def complain(self, sentence: str) -> None:
        """Say under the field what is wrong with it, or nothing."""
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))
        if self.line.property("wrong") != bool(sentence):
            self.line.setProperty("wrong", bool(sentence))
            self.line.style().polish(self.line)
        if sentence:
            announce(self.complaint)

    def set_read_only(self, read_only: bool) -> None:
        """Let the words be read but not changed."""
        self.line.setReadOnly(read_only)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Take back what was typed on Esc."""
        pressed = event.key() if isinstance(event, QKeyEvent) else None
        if event.type() != QEvent.Type.KeyPress or pressed != Qt.Key.Key_Escape:
            return False
        if self.line.text() == self._was:
            return False
        self.line.setText(self._was)
        self.complain("")
        return True


class DateField(LineField):
    """A date typed freely, with how it is understood at its right."""

    def __init__(self, name: str, hint: str = "such as 26.7.2016 or July 2016") -> None:
        super().__init__(name, hint)
        self.understood = QLabel(self.line)
        self.understood.setObjectName("understood")
        self.understood.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(8, 0, 8, 0)
        inside.addStretch()
        inside.addWidget(self.understood)
        self.line.textChanged.connect(self._read)

    def keep(self) -> None:
        """Pass on the date, unless it cannot be understood: then it stays, and is complained of."""
        _, complaint = understood_date(self.line.text())
        self.complain(complaint)
        if not complaint:
            super().keep()

    def _read(self, typed: str) -> None:
        shown, complaint = understood_date(typed)
        same = " ".join(typed.split()).lower() == shown.lower()
        self.understood.setText("" if same else shown)
        self.understood.setToolTip(f"Understood as {shown}" if shown else "")
        if not complaint:
            self.complain("")


class Chooser(QComboBox):
    """A list to choose from that shortens what has no room, and that the wheel never changes unseen."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the list's head; what is left out of a long name is shown as dots."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        complex_control = QStyle.ComplexControl.CC_ComboBox
        room = self.style().subControlRect(complex_control, option, part, self).width()
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(complex_control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: object) -> None:  # noqa: N802 (Qt's name)
        """Leave the wheel to what lies around."""
        event.ignore()  # type: ignore[attr-defined]


class ChoiceField(Chooser):
    """One of several values.

    Signals:
        kept: The value chosen by the person.
    """

    kept = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Values, each with how it is shown."""
        super().__init__()
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        for value, shown in choices:
            self.addItem(shown, value)
        self.activated.connect(lambda n: self.kept.emit(str(self.itemData(n))))

    def show_value(self, value: str) -> None:
        """Show what is stored."""
        self.setCurrentIndex(max(self.findData(value), 0))


class TextField(QPlainTextEdit):
    """Several lines that are kept when the person goes elsewhere; Tab goes to the next field.

    Signals:
        kept: The new words.
    """

    kept = Signal(str)

    def __init__(self, name: str, hint: str = "", lines: int = 3) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 18)
        self._was = ""

    def show_value(self, value: str) -> None:
        """Show what is stored, unless the person is typing here just now."""
        if self.hasFocus() and self.document().isModified():
            return
        self._was = value
        if self.toPlainText() != value:
            self.setPlainText(value)
        self.document().setModified(False)

    def keep(self) -> None:
        """Pass on what was typed, if it differs from what is stored."""
        typed = self.toPlainText().strip()
        if self.document().isModified() and typed != self._was:
            self.document().setModified(False)
            self._was = typed
            self.kept.emit(typed)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep what was typed."""
        super().focusOutEvent(event)
        self.keep()


class Form(QWidget):
    """Labels at the left, fields at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: dict[QWidget, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def add(self, label: str, field: QWidget) -> None:
        """Add a row; the label is read out with its field."""
        named = words(label, "label")
        named.setBuddy(field)
        row = self._grid.rowCount()
        named.setContentsMargins(0, 5, 0, 0)
        self._labels[field] = named
        self._grid.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, row, 1)

    def set_shown(self, field: QWidget, shown: bool) -> None:
        """Show a row, or hide it with its label."""
        field.setVisible(shown)
        self._labels[field].setVisible(shown)

    def add_wide(self, field: QWidget) -> None:
        """Add something over the whole width."""
        self._grid.addWidget(field, self._grid.rowCount(), 0, 1, 2)
