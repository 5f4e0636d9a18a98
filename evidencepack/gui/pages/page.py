"""What every page of the window is: a place with a name, its deeds, and what it shows of the pack."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from evidencepack.gui import icons
from evidencepack.gui.deeds import DEEDS, Deed
from evidencepack.gui.desk import Desk
from evidencepack.gui.models.pack_view import PackView


def make_action(owner: QWidget, deed: Deed, slot: Callable[[], object]) -> QAction:
    """The action of a deed. Of a page's own, it hears its keys only while the page has the focus."""
    action = QAction(deed.text, owner)
    action.setObjectName(deed.name)
    action.setShortcuts([QKeySequence(keys) for keys in deed.keys.split()])
    action.setAutoRepeat(False)
    if deed.place and not deed.anywhere:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    tip = deed.tip or deed.plain.rstrip("…")
    action.setToolTip(f"{tip} ({keys})" if keys else tip)
    if deed.icon:
        action.setIcon(icons.icon(deed.icon))
    action.triggered.connect(lambda: slot())
    return action


class Page(QWidget):
    """One place of the window.

    Attributes:
        place: Its name in deeds and in the sidebar: ``sources``.
        title: What the toolbar says.
        desk: The open pack.
        deeds: The page's actions by their deeds' names; the window puts them into menus.
        tools: What stands in the toolbar: names of deeds, the main one first, or widgets.

    Signals:
        summoned: One of its deeds was asked for while another page may be in front.
    """

    summoned = Signal()
    place = ""
    title = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.deeds: dict[str, QAction] = {}
        self.tools: list[str | QWidget] = []
        self.setObjectName(f"page-{self.place}")

    def deed(self, name: str, slot: Callable[[], object]) -> QAction:
        """Say what a deed of the table does on this page."""
        deed = DEEDS[name]

        def come_and_do() -> None:
            if deed.anywhere:
                self.summoned.emit()
            slot()

        action = self.deeds[name] = make_action(self, deed, come_and_do)
        self.addAction(action)
        return action

    def show_view(self, view: PackView) -> None:
        """Show the pack as it is now; keeps what is chosen and where the person is, where that still is."""
        raise NotImplementedError

    def show_item(self, handle: str) -> None:
        """Bring an item into view and choose it."""

    def arrive(self) -> None:
        """Hear that the page is now in front; put the focus where work begins."""
        self.setFocus()

    def leave(self) -> None:
        """Save what is being typed; called before another page, an export, closing."""

    def end(self) -> None:
        """Stop what the page does in the background; the window closes."""

    def refresh_deeds(self) -> None:
        """Grey what cannot be done now; called when the pack or what is chosen changed."""
        for name, action in self.deeds.items():
            allowed = self.desk.can_change if DEEDS[name].changes else self.desk.pack is not None
            action.setEnabled(allowed and self.can(name))

    def can(self, name: str) -> bool:  # noqa: ARG002 (pages look at the name)
        """Whether a deed makes sense with what is chosen."""
        return True

    def parts(self) -> list[QWidget]:
        """The parts of the page that F6 goes to, from the left."""
        return [self]

    def state(self) -> dict[str, Any]:
        """How the page is left, as JSON can hold it: what :meth:`take_state` puts back."""
        return {}

    def take_state(self, state: dict[str, Any]) -> None:
        """Put the page back as it was left; what is not there any more is passed over."""

    @property
    def shows_inspector(self) -> bool:
        """Whether there is an inspector and it is not folded away."""
        return False

    def toggle_inspector(self) -> None:
        """Fold the inspector away, or show it; a page without one does nothing."""

    def recolour(self) -> None:
        """Take the icons and colours of the present scheme."""
        for name, action in self.deeds.items():
            if DEEDS[name].icon:
                action.setIcon(icons.icon(DEEDS[name].icon))
