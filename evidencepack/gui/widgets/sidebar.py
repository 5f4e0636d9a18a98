"""The places of the window at its left edge: an icon over a name, and how many things are there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout

from evidencepack.gui import icons, theme

PLACES = (  # place, name on two lines at most, icon
    ("sources", "Sources", "library"),
    ("reader", "Reader", "book-open"),
    ("claims", "Claims &&\nevidence", "scale"),
    ("chronology", "Chronology", "calendar-days"),
    ("submission", "Submission", "file-text"),
    ("export", "Export", "package-check"),
    ("history", "History", "history"),
)


class _PlaceButton(QToolButton):
    def __init__(self, place: str, name: str, icon: str) -> None:
        super().__init__()
        self.place, self._icon = place, icon
        self._count, self._alarm = 0, ""
        self._name = name.replace("\n", " ").replace("&&", "&")
        self.setText(name)
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(theme.scaled(20), theme.scaled(20)))
        self.setFont(theme.letters(12))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_count(0)
        self.toggled.connect(lambda _: self.recolour())
        self.recolour()

    def show_count(self, count: int, alarm: str = "") -> None:
        """Show how many things are there; ``alarm`` is ``warning`` or ``error`` where they are problems."""
        self._count, self._alarm = count, alarm
        what = "problems" if alarm else "items"
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(f"{count} {what}" if count else "")
        self.setToolTip(f"{self._name}: {count} {what}" if count else self._name)
        self.update()

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        self.setIcon(icons.icon(self._icon, "accent" if self.isChecked() else "second"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the button, and the count beside its icon."""
        super().paintEvent(event)
        if not self._count:
            return
        font = theme.letters(11, QFont.Weight.Medium)
        words = str(self._count) if self._count < 1000 else f"{self._count // 1000}k"
        wide = max(QFontMetricsF(font).horizontalAdvance(words) + 10, theme.scaled(18))
        box = QRectF(self.width() / 2 + theme.scaled(9), 5, wide, theme.scaled(16))
        tint = self._alarm or "second"
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour(self._alarm or "hairline"), 1))
            painter.setBrush(theme.colour(f"{self._alarm}_fill" if self._alarm else "window"))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            painter.setFont(font)
            painter.setPen(theme.colour(tint))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Go up and down between the places with the arrows."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif isinstance(bar := self.parent(), Sidebar):
            bar.step_from(self, step)


class Sidebar(QFrame):
    """The places.

    Signals:
        chosen: The place that the person wants.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setFixedWidth(theme.scaled(92))
        self.setAccessibleName("Places")
        self.buttons: dict[str, _PlaceButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(0)
        for place, name, icon in PLACES:
            button = self.buttons[place] = _PlaceButton(place, name, icon)
            self._group.addButton(button)
            button.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
            if place == "history":
                column.addStretch()
            column.addWidget(button)

    def show_place(self, place: str) -> None:
        """Mark a place as the one in front; an unknown one unmarks all."""
        if place in self.buttons:
            self.buttons[place].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self.buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def step_from(self, button: _PlaceButton, step: int) -> None:
        """Give the focus to the next or the previous place."""
        order = list(self.buttons.values())
        order[(order.index(button) + step) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        for button in self.buttons.values():
            button.recolour()
