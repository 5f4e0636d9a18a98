"""What cells of the chronology are edited with: a date with how it is understood, a sentence, a list."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from evidencepack.gui import theme
from evidencepack.gui.dialogs.entry import STATUSES
from evidencepack.gui.widgets.fields import understood_date
from evidencepack.gui.widgets.notices import announce, words

WEIGHTS = (("yes", "Material"), ("no", "Background"))


class DateEditor(QWidget):
    """A date typed freely: how it is understood stands at its right, what is wrong with it below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setAccessibleName("Date")
        self.line.setPlaceholderText("such as 6/10/2016")
        self.understood = QLabel(self.line)
        self.understood.setObjectName("understood")
        self.understood.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(8, 0, 8, 0)
        inside.addStretch()
        inside.addWidget(self.understood)
        self.complaint = words("", "error", wrap=True)
        self.complaint.setMargin(6)
        self.complaint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(self.complaint)
        self.line.textChanged.connect(self._read)
        self.setFocusProxy(self.line)
        self._cell = QRect()

    def value(self) -> str:
        """The date as typed."""
        return self.line.text().strip()

    def fill(self, value: str) -> None:
        """Show the stored date, ready to be typed over."""
        if self.line.isModified():
            return  # the person is typing; what is stored changed meanwhile
        self.line.setText(value)
        self.line.selectAll()

    def check(self) -> bool:
        """Whether the date can be kept; if not, the reason is said below it."""
        _, complaint = understood_date(self.line.text())
        self._complain(complaint)
        return not complaint

    def stand_at(self, cell: QRect) -> None:
        """Lie over a cell; wider where how the date is understood needs the room, and over what is below."""
        self._cell = cell
        width = max(cell.width(), theme.scaled(250))
        high = max(theme.scaled(30), self.line.sizeHint().height())
        whole = high
        if not self.complaint.isHidden():
            whole += self.complaint.heightForWidth(width)
        parent = self.parentWidget()
        top = cell.top() + max(0, (min(cell.height(), theme.scaled(30)) - high) // 2)
        if parent is not None and top + whole > parent.height():
            top = max(0, parent.height() - whole)
        self.setGeometry(cell.left(), top, width, whole)

    def _complain(self, sentence: str) -> None:
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))
        if self.line.property("wrong") != bool(sentence):
            self.line.setProperty("wrong", bool(sentence))
            self.line.style().polish(self.line)
        self.stand_at(self._cell)
        self.raise_()
        if sentence:
            announce(self.complaint)

    def _read(self, typed: str) -> None:
        shown, complaint = understood_date(typed)
        same = " ".join(typed.split()).lower() == shown.lower()
        self.understood.setText("" if same else shown)
        if not complaint and not self.complaint.isHidden():
            self._complain("")


class EventEditor(QPlainTextEdit):
    """A sentence that grows over as many lines as it needs.

    Signals:
        grew: It needs another height.
    """

    grew = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Event, in neutral words")
        self.setPlaceholderText("What happened, in one neutral sentence")
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().contentsChanged.connect(self._fit)
        self._cell = QRect()

    def value(self) -> str:
        """The sentence; line breaks that were pasted become spaces."""
        return " ".join(self.toPlainText().split())

    def fill(self, value: str) -> None:
        """Show the stored sentence, the cursor at its end, all of it chosen so that typing replaces it."""
        if self.document().isModified():
            return
        self.setPlainText(value)
        self.document().setModified(False)
        self.selectAll()

    def stand_at(self, cell: QRect) -> None:
        """Lie over a cell, and over what is below it where the sentence is longer."""
        self._cell = cell
        self._fit()

    def _fit(self) -> None:
        if not self._cell.isValid():
            return
        lines = max(1, round(self.document().size().height()))
        frame = 12
        high = max(theme.scaled(30), lines * self.fontMetrics().lineSpacing() + frame)
        parent = self.parentWidget()
        most = parent.height() if parent is not None else high
        high = min(max(high, self._cell.height()), most)
        top = min(self._cell.top(), max(0, most - high))
        wanted = QRect(self._cell.left(), top, self._cell.width(), high)
        if wanted != self.geometry():
            self.setGeometry(wanted)
            self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Wrap anew, and take the height that needs."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()


class ChoiceEditor(QComboBox):
    """One of a list, opened at once.

    Signals:
        done: The person chose.
    """

    done = Signal()

    def __init__(self, parent: QWidget, name: str, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        for value, shown in choices:
            self.addItem(shown, value)
        self.activated.connect(self.done)
        self._filled = False
        self._opener = QTimer(self, singleShot=True)  # its child, so that it never opens what is gone
        self._opener.timeout.connect(self.showPopup)

    def value(self) -> str:
        """What is chosen."""
        return str(self.currentData())

    def fill(self, value: str) -> None:
        """Choose what is stored, and open the list; once, for later changes would disturb the choosing."""
        if self._filled:
            return
        self._filled = True
        self.setCurrentIndex(max(self.findData(value), 0))
        self._opener.start(0)

    def stand_at(self, cell: QRect) -> None:
        """Lie over a cell."""
        self.setGeometry(QRect(cell.left(), cell.top(), cell.width(), min(cell.height(), theme.scaled(30))))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """A letter chooses what begins with it without leaving the cell."""
        self._opener.stop()
        super().keyPressEvent(event)


Editor = DateEditor | EventEditor | ChoiceEditor


def status_editor(parent: QWidget) -> ChoiceEditor:
    """The list of statuses."""
    return ChoiceEditor(parent, "Status", STATUSES)


def weight_editor(parent: QWidget) -> ChoiceEditor:
    """Material or background."""
    return ChoiceEditor(parent, "Weight", WEIGHTS)
