"""The bar that finds words in the document being read: how often they stand there, and where next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton

from evidencepack.gui import icons, theme
from evidencepack.gui.pages.reader_text import MOST_FOUND
from evidencepack.gui.widgets.fields import name_clear_button
from evidencepack.gui.widgets.notices import announce, words
from evidencepack.gui.widgets.panes import KeysPane

_WAIT = 150  # milliseconds after the last letter


class FindBar(KeysPane):
    """Finds words; Enter goes to the next place, Shift+Enter to the one before, Esc closes the bar.

    Signals:
        sought: The words to find; empty for none.
        stepped: 1 for the next place, -1 for the one before.
    """

    sought = Signal(str)
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.line = QLineEdit()
        self.line.setAccessibleName("Find in this document")
        self.line.setPlaceholderText("Find in this document")
        self.line.setClearButtonEnabled(True)
        name_clear_button(self.line)
        self.line.setMaximumWidth(theme.scaled(360))
        self.line.installEventFilter(self)
        self.count = words("", "small")
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        self._wait.timeout.connect(self._seek)
        self.line.textChanged.connect(lambda _: self._wait.start())
        self._icons: dict[QToolButton, str] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 12, 5)
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        self.before = self._button("chevron-up", "The place before (Shift+Enter)")
        self.next = self._button("chevron-down", "The next place (Enter)")
        self.close_button = self._button("x", "Close (Esc)")
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.close_button.clicked.connect(self.left)
        for made in (self.before, self.next):
            row.addWidget(made)
        row.addWidget(self.count)
        row.addStretch()
        row.addWidget(self.close_button)
        self.show_count(0, 0)
        self.hide()

    def _button(self, icon: str, name: str) -> QToolButton:
        made = QToolButton()
        made.setIcon(icons.icon(icon, "second", 16))
        made.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))
        made.setToolTip(name)
        made.setAccessibleName(name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._icons[made] = icon
        return made

    def start(self, text: str = "") -> None:
        """Show the bar, with these words to find if there are any."""
        self.show()
        if text:
            self.line.setText(" ".join(text.split()))
        self.line.setFocus()
        self.line.selectAll()
        if self.line.text():
            self._seek()

    def _seek(self) -> None:
        self._wait.stop()
        self.sought.emit(self.line.text())

    def show_count(self, present: int, places: int) -> None:
        """Show which of how many places is in view."""
        more = "+" if places >= MOST_FOUND else ""
        if places:
            self.count.setText(f"{present} of {places:,}{more}")
        else:
            self.count.setText("Not in this document" if self.line.text().strip() else "")
        for made in (self.before, self.next):
            made.setEnabled(bool(places))
        announce(self.count)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Go on with Enter, or back with Shift."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._wait.isActive():
                    self._seek()
                else:
                    back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                    self.stepped.emit(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return False

    def recolour(self) -> None:
        """Take the icons of the present scheme."""
        for made, icon in self._icons.items():
            made.setIcon(icons.icon(icon, "second", 16))
