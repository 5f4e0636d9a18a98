"""The bar over a page: its title, its tools, the box that finds anything, undo and redo."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from evidencepack.gui import icons, theme
from evidencepack.gui.deeds import DEEDS
from evidencepack.gui.pages.page import Page
from evidencepack.gui.widgets.notices import words

_AIR = 76  # pixels at 100 %: the bar's margins and the room between its parts


def tool(action: QAction, *, primary: bool = False, text: bool = True) -> QToolButton:
    """A button of the bar for an action."""
    made = QToolButton()
    made.setDefaultAction(action)
    made.setIconSize(QSize(theme.scaled(18), theme.scaled(18)))
    style = Qt.ToolButtonStyle
    made.setToolButtonStyle(style.ToolButtonTextBesideIcon if text else style.ToolButtonIconOnly)
    made.setProperty("named", text)
    made.setObjectName("primary" if primary else "")
    if text:
        action.setIconText(f" {action.iconText().strip()}")  # or the icon touches the first letter
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(action.text().replace("&", ""))
    if primary:
        _tint_primary(made)
        action.changed.connect(lambda: _tint_primary(made))  # Qt then puts the action's own icon back
    return made


def _tint_primary(button: QToolButton) -> None:
    """The filled button's icon has the colour of its letters, not that of the menus."""
    deed = DEEDS.get(button.defaultAction().objectName())
    if deed and deed.icon:
        button.setIcon(icons.icon(deed.icon, "on_accent"))


class FindBox(QPushButton):
    """Looks like a field; opens the search over everything. It gives up its room to the page's tools."""

    NAME = "Find anything or run a command"
    WIDE, NARROW = 300, 108

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self.setObjectName("find")
        self.setAccessibleName(self.NAME)
        self.setToolTip(action.toolTip())
        self.setMinimumWidth(theme.scaled(self.NARROW))
        self._room = theme.scaled(self.WIDE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.key = words(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText), "key")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(8, 0, 8, 0)
        inside.addStretch()
        self.key.setFixedHeight(theme.scaled(18))
        inside.addWidget(self.key, 0, Qt.AlignmentFlag.AlignVCenter)
        self.clicked.connect(action.trigger)
        self.recolour()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As wide as it may be."""
        return QSize(self._room, super().sizeHint().height())

    def take_room(self, room: int) -> None:
        """Be as wide as this, within limits."""
        self._room = min(max(room, theme.scaled(self.NARROW)), theme.scaled(self.WIDE))
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Say as much as there is room for."""
        super().resizeEvent(event)
        room = self.width() - self.key.sizeHint().width() - theme.scaled(56)
        shown = (self.NAME, "Find anything", "Find")
        letters = self.fontMetrics()
        self.setText(next((name for name in shown if letters.horizontalAdvance(name) <= room), ""))

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        self.setIcon(icons.icon("search", "muted", 16))


class Toolbar(QFrame):
    """The bar over a page."""

    def __init__(self, find: QAction, undo: QAction, redo: QAction) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self.setFixedHeight(theme.scaled(48))
        self.title = words("", "pageTitle")
        self.find_box = FindBox(find)
        self._tools = QStackedWidget()
        self._tools.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._rows: dict[str, QWidget] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addSpacing(4)
        row.addWidget(self._tools, 1)
        row.addWidget(self.find_box)
        self._undo, self._redo = tool(undo, text=False), tool(redo, text=False)
        row.addWidget(self._undo)
        row.addWidget(self._redo)

    def add_page(self, page: Page) -> None:
        """Make the row of a page's tools."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for n, item in enumerate(page.tools):
            if isinstance(item, QWidget):
                row.addWidget(item)
            else:
                row.addWidget(tool(page.deeds[item], primary=n == 0))
        row.addStretch()
        self._rows[page.place] = holder
        self._tools.addWidget(holder)

    def show_page(self, place: str, title: str) -> None:
        """Show a page's title and tools."""
        self.title.setText(title)
        empty = self._rows.get("")
        if empty is None:
            empty = self._rows[""] = QWidget()
            self._tools.addWidget(empty)
        self._tools.setCurrentWidget(self._rows.get(place, empty))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Give the tools as much room as there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the tools with their names, or only as icons where there is no room; the main one is named."""
        row = self._tools.currentWidget()
        if row is None:
            return
        styles = Qt.ToolButtonStyle
        named = [button for button in row.findChildren(QToolButton) if button.property("named")]
        for button in named:
            button.setToolButtonStyle(styles.ToolButtonTextBesideIcon)
        ends = sum(end.sizeHint().width() for end in (self._undo, self._redo, self.title))
        room = self.width() - ends - theme.scaled(_AIR)
        if room - row.sizeHint().width() < self.find_box.minimumWidth():
            for button in named:
                if button.objectName() != "primary":
                    button.setToolButtonStyle(styles.ToolButtonIconOnly)
        self.find_box.take_room(room - row.sizeHint().width())
        row.updateGeometry()

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        self.find_box.recolour()
        for button in self.findChildren(QToolButton):
            if button.objectName() == "primary" and button.defaultAction():
                _tint_primary(button)
