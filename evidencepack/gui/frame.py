"""The frame of the window: places at the left, a bar above the page, notices, the page, the status bar."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.pack_view import PackView
from evidencepack.gui.pages.export_page import ExportPage
from evidencepack.gui.pages.page import Page
from evidencepack.gui.pages.welcome import WelcomePage
from evidencepack.gui.widgets.jobs_panel import JobsPanel
from evidencepack.gui.widgets.notices import Notice
from evidencepack.gui.widgets.sidebar import Sidebar
from evidencepack.gui.widgets.toolbar import Toolbar
from evidencepack.store.pack import Pack

_ITEM_PLACES = {
    "S": "sources",
    "Q": "reader",
    "R": "claims",
    "E": "chronology",
    "P": "submission",
    "T": "submission",
    "A": "submission",
}
_ROOMY = 1100  # pixels at 100 %: less wide, a page needs the room of its inspector (F4 shows it)
_COUNTED = {"sources": "sources", "claims": "quotes", "chronology": "entries"}


class Frame(QWidget):
    """The pages and what surrounds them.

    Signals:
        matter_wanted: Somebody wants to see the matter's details.
        page_shown: A page came to the front, or the first page did.
    """

    matter_wanted = Signal()
    page_shown = Signal()

    def __init__(self, desk: Desk, actions: dict[str, QAction], pages: list[Page]) -> None:
        super().__init__()
        self.desk = desk
        self._narrow = False
        self._folded: set[str] = set()
        self.pages = {page.place: page for page in pages}
        self.sidebar = Sidebar()
        self.toolbar = Toolbar(actions["edit.find"], actions["edit.undo"], actions["edit.redo"])
        self.read_only = Notice("warning", stays=True)
        self.trouble = Notice("error")
        self.failure = Notice("error")
        self.welcome = WelcomePage(actions["file.new"], actions["file.open"], actions["file.sample"])
        self.stack = QStackedWidget()
        self.stack.addWidget(self.welcome)
        self.jobs_panel = JobsPanel(desk.jobs)
        for page in pages:
            self.stack.addWidget(page)
            self.toolbar.add_page(page)
            page.summoned.connect(lambda place=page.place: self.show_place(place))
        self._lay_out()
        export = self.pages.get("export")
        if isinstance(export, ExportPage):
            export.counted.connect(self.show_problems)
        self.sidebar.chosen.connect(self.show_place)
        desk.changed.connect(self._show_view)
        desk.went.connect(self.go)
        desk.troubled.connect(self.say_trouble)
        self._show_view(desk.view)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for widget in (self.toolbar, self.read_only, self.failure, self.trouble):
            right.addWidget(widget)
        right.addWidget(self.stack, 1)
        right.addWidget(self.jobs_panel)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addLayout(right, 1)

    @property
    def place(self) -> str:
        """The page in front; empty for the first page."""
        page = self.stack.currentWidget()
        return page.place if isinstance(page, Page) else ""

    def show_place(self, place: str) -> None:
        """Bring a page to the front; without a pack there is only the first page."""
        if self.desk.pack is None or place not in self.pages:
            place = ""
        if place and place == self.place:
            self.pages[place].arrive()
            return
        if self.place:
            self.pages[self.place].leave()
        page: QWidget = self.pages[place] if place else self.welcome
        self.stack.setCurrentWidget(page)
        self.sidebar.show_place(place)
        self.toolbar.show_page(place, self.pages[place].title if place else "Welcome")
        if isinstance(page, Page):
            page.arrive()
        else:
            self.welcome.refresh()
            self.welcome.cards[0].setFocus()
        self.page_shown.emit()

    def go(self, where: str) -> None:
        """Go to a place, an item by its handle, or an item on a page: ``claims``, ``Q3``, ``read:S3``."""
        place, _, handle = where.rpartition(":")
        if where == "matter":
            self.matter_wanted.emit()
            return
        if where in self.pages:
            self.show_place(where)
            return
        place = {"read": "reader"}.get(place, place) or _ITEM_PLACES.get(handle[:1], "")
        if place in self.pages:
            self.show_place(place)
            self.pages[place].show_item(handle)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Fold the inspectors away where they would leave the pages no room, and unfold them again."""
        super().resizeEvent(event)
        narrow = self.width() < theme.scaled(_ROOMY)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for page in self.pages.values():
            if narrow and page.shows_inspector:
                page.toggle_inspector()
                self._folded.add(page.place)
            elif not narrow and page.place in self._folded and not page.shows_inspector:
                page.toggle_inspector()
        if not narrow:
            self._folded.clear()

    def state(self) -> dict[str, Any]:
        """How the window is left: the place in front, and each page's own state."""
        return {"place": self.place, "pages": {name: page.state() for name, page in self.pages.items()}}

    def take_state(self, state: dict[str, Any]) -> None:
        """Put the window back as it was left."""
        pages = state.get("pages")
        for name, left in (pages if isinstance(pages, dict) else {}).items():
            if name in self.pages and isinstance(left, dict):
                self.pages[name].take_state(left)
        if state.get("place") in self.pages:
            self.show_place(str(state["place"]))

    def go_to_part(self, step: int) -> None:
        """Put the keys into the next part of the window: sidebar, bar, then the parts of the page."""
        page = self.stack.currentWidget()
        inside = page.parts() if isinstance(page, Page) else [self.welcome]
        parts = [
            (part, stop) for part in (self.sidebar, *inside, self.toolbar) if (stop := _first_stop(part))
        ]
        focused = self.window().focusWidget()
        now = next((n for n, (part, _) in enumerate(parts) if _has(part, focused)), -step)
        if parts:
            parts[(now + step) % len(parts)][1].setFocus(Qt.FocusReason.TabFocusReason)

    def say_trouble(self, trouble: Trouble) -> None:
        """Say above the page what did not work."""
        self.trouble.say(trouble.sentence, "Try again" if trouble.again else "", trouble.again)

    def _show_view(self, view: PackView) -> None:
        pack = self.desk.pack
        self.read_only.say(_why_read_only(pack) if pack else "")
        for page in self.pages.values():
            page.show_view(view)
            page.refresh_deeds()
        for place, noun in _COUNTED.items():
            self.sidebar.buttons[place].show_count(len(view.of(noun)))
        self.show_problems()
        for button in self.sidebar.buttons.values():
            button.setEnabled(pack is not None)
        if pack is None:
            self.trouble.say("")
            self.show_place("")
        elif not self.place:
            self.show_place("sources")

    def show_problems(self) -> None:
        """Show beside Export how many problems are open."""
        page = self.pages.get("export")
        if isinstance(page, ExportPage):
            count, stops = page.count()
            self.sidebar.buttons["export"].show_count(count, "error" if stops else "warning")

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        self.sidebar.recolour()
        self.toolbar.recolour()
        self.welcome.recolour()
        for page in self.pages.values():
            page.recolour()


def _why_read_only(pack: Pack) -> str:
    if not pack.read_only:
        return ""

    who = f"by {pack.holder.sentence()}" if pack.holder else "or in a folder that cannot be written"
    return f"Open elsewhere {who}. You can read, not change."


def _has(part: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (part is widget or part.isAncestorOf(widget))


def _first_stop(part: QWidget) -> QWidget | None:
    """The first widget in a part that takes the keys and can be seen; None if there is none."""
    for one in (part, *part.findChildren(QWidget)):
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return one
    return None
