"""A page that lists the rows of one noun of the pack."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from evidencepack.gui.desk import Desk
from evidencepack.gui.models.nouns import NOUNS
from evidencepack.gui.models.pack_view import PackView
from evidencepack.gui.pages.page import Page
from evidencepack.gui.pages.parts import RowsTable
from evidencepack.gui.widgets.notices import EmptyState


class ListingPage(Page):
    """The rows of one or several nouns, one table under the other, to read."""

    def __init__(self, desk: Desk, place: str, title: str, *nouns: str) -> None:
        self.place, self.title = place, title
        super().__init__(desk)
        self._nouns = [noun for noun in NOUNS if noun.name in nouns]
        self.tables = {noun.name: RowsTable(noun) for noun in self._nouns}
        self._stacks: dict[str, QStackedWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for noun in self._nouns:
            stack = self._stacks[noun.name] = QStackedWidget()
            stack.addWidget(self.tables[noun.name])
            stack.addWidget(EmptyState("list", noun.empty))
            column.addWidget(stack, 1)
        self.setFocusProxy(self.tables[self._nouns[0].name])

    def show_view(self, view: PackView) -> None:
        """Show the rows as they are now."""
        for noun in self._nouns:
            rows = view.of(noun.name)
            self.tables[noun.name].show_rows(rows)
            self._stacks[noun.name].setCurrentIndex(0 if rows else 1)
