"""Parts of a page that keep some keys for themselves: Enter presses what has the focus, Esc goes back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QFrame

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeysPane(QFrame):
    """A part of a page in which Enter is not the page's.

    Signals:
        left: The person pressed Esc.
    """

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Enter from the page's own deeds, which would act on what is chosen elsewhere."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _ENTER
            and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Press the button that has the focus; go back on Esc."""
        focused = self.focusWidget()
        if event.key() in _ENTER and isinstance(focused, QAbstractButton):
            focused.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
