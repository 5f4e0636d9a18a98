"""Claims and evidence: each claim with what stands for and against it, the reasons, and the weak spots."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidencepack.actions.items import remove_item
from evidencepack.errors import CannotWrite
from evidencepack.gui.desk import Desk
from evidencepack.gui.dialogs.relation import RelationDialog
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.claims_board import Board, counted
from evidencepack.gui.models.claims_rows import BoardRows, Item
from evidencepack.gui.models.claims_words import said
from evidencepack.gui.models.pack_view import NOTHING, PackView
from evidencepack.gui.pages.claims_board import BoardHead, BoardView
from evidencepack.gui.pages.claims_diagram import DiagramView
from evidencepack.gui.pages.claims_filters import FilterBar
from evidencepack.gui.pages.claims_side import SidePanel
from evidencepack.gui.pages.page import Page
from evidencepack.gui.widgets.notices import EmptyState
from evidencepack.rules.weak_spots import find_weak_spots


class ClaimsPage(Page):
    """The board with its filters, and beside it the weak spots and the evidence not related yet."""

    place = "claims"
    title = "Claims & evidence"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.deed("relation.add", self.relate)
        self.deed("relation.edit", self.edit)
        self.deed("relation.remove", self.remove)
        self.deed("claims.read", self.read)
        self.deed("claims.diagram", self.toggle_diagram).setCheckable(True)
        self.deed("claims.picture", self.ask_picture)
        self.tools = ["relation.add", "relation.edit", "claims.diagram", "claims.picture"]
        self.board_of_pack = Board()
        self._view = NOTHING
        self._shows_side = True
        self._loose_chosen = False
        self.rows = BoardRows()
        self.board = BoardView(self.rows)
        self.head = BoardHead(self.board)
        self.filters = FilterBar()
        self.side = SidePanel()
        self.diagram = DiagramView()
        self._shows_diagram = False
        self._weak: set[str] = set()
        self.dialog: RelationDialog | None = None
        self._lay_out()
        self._connect()
        self.show_view(desk.view)

    def _lay_out(self) -> None:
        self._to_reader = QAction("Open the Reader", self)
        self._to_reader.triggered.connect(self._go_to_reader)
        self._show_all = QAction("Show all claims", self)
        self._show_all.triggered.connect(self.filters.take_away)
        self.nothing = EmptyState(
            "scale",
            "Claims stand here, each beside the evidence for and against it.",
            self._to_reader,
            hint="Mark words in the Reader first: C makes a claim of them, E evidence.",
        )
        self.none_left = EmptyState("filter", "No claim matches these filters.", self._show_all)
        shown = QWidget()
        under = QVBoxLayout(shown)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        under.addWidget(self.head)
        under.addWidget(self.board, 1)
        self.stack = QStackedWidget()
        for widget in (shown, self.nothing, self.none_left, self.diagram):
            self.stack.addWidget(widget)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self.side)
        self.setFocusProxy(self.board)

    def _connect(self) -> None:
        loose = self.side.loose
        self.filters.changed.connect(self._narrow)
        self.filters.done.connect(self._to_board)
        self.board.moved.connect(self.refresh_deeds)
        self.board.taken.connect(self._drop)
        self.board.doubleClicked.connect(self.deeds["claims.read"].trigger)
        self.side.went.connect(self.show_item)
        self.diagram.opened.connect(self.desk.went)
        self.diagram.chosen.connect(lambda _: self.refresh_deeds())
        loose.moved.connect(self.refresh_deeds)
        loose.doubleClicked.connect(self.deeds["claims.read"].trigger)
        self.diagram.installEventFilter(self)
        lists: Sequence[QAbstractItemView] = (self.board, loose)
        for shown in lists:
            shown.installEventFilter(self)
            shown.customContextMenuRequested.connect(self._offer_deeds)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Know in which of the two lists the person is: the deeds act on what is chosen there."""
        if event.type() == QEvent.Type.FocusIn:
            self._loose_chosen = watched is self.side.loose
            self.refresh_deeds()
        return super().eventFilter(watched, event)

    # -- what is shown ------------------------------------------------------------------------------------

    def show_view(self, view: PackView) -> None:
        """Show the pack as it is now; the card chosen stays chosen and the place stays in view."""
        self._view = view
        self.board_of_pack = Board.of(view)
        self.filters.show_view(view)
        self.board.setAcceptDrops(self.desk.can_change)
        spots = find_weak_spots(view.rows)
        self._weak = {handle for spot in spots for handle in spot.handles}
        self.side.show_spots(spots)
        self.side.show_loose(self.board_of_pack.loose)
        if self._shows_diagram:
            self.diagram.show_view(view)
        self._narrow()

    def _narrow(self) -> None:
        """Show what the filters leave."""
        blocks = self.board_of_pack.filtered(self.filters.wanted, self._weak)
        if [item.block for item in self.rows.items if item.link is None] != blocks:
            chosen, row = self.board.item, self.board.currentIndex().row()
            was = self.board.verticalOffset()
            self.rows.show_blocks(blocks)
            self.board.executeDelayedItemsLayout()
            self.board.verticalScrollBar().setValue(was)
            self._choose_again(chosen, row)
        some = bool(self.board_of_pack.blocks)
        diagram = self._shows_diagram and bool(self._view.of("quotes"))
        self.stack.setCurrentIndex(3 if diagram else 0 if blocks else 2 if some else 1)
        self.filters.setVisible(some and not diagram)
        self._show_or_hide_side()
        shown = len(blocks)
        part = f"{shown} shown of " if shown != len(self.board_of_pack.blocks) else ""
        self.filters.count.show_words(part + counted(self._view))
        self.refresh_deeds()

    def _choose_again(self, chosen: Item | None, row: int) -> None:
        """Choose what was chosen; if that is gone, what took its place; at first, the first claim."""
        if not self.rows.items:
            return
        place = self.rows.place(chosen.handle) if chosen else self.rows.index(0)
        if not place.isValid():
            place = self.rows.index(min(row, len(self.rows.items) - 1))
        self.board.setCurrentIndex(place)

    def show_item(self, handle: str) -> None:
        """Choose a claim, a relation, or the evidence where it is used or waits to be."""
        handle = handle.rpartition(":")[2]
        if self._shows_diagram and handle.startswith("Q"):
            self.diagram.choose(handle)
            self.diagram.setFocus()
            return
        self._show_diagram(False)
        loose = self.side.loose.quotes.place(handle)
        if loose.isValid():
            self._shows_side = True
            self._show_or_hide_side()
            self.side.loose.setCurrentIndex(loose)
            self.side.loose.scrollTo(loose)
            self.side.loose.setFocus()
            return
        if not self.rows.place(handle).isValid():
            self.filters.take_away()  # it may be there, but filtered away
        place = self.rows.place(handle)
        if place.isValid():
            self.board.choose(place)
            self.board.setFocus()

    def parts(self) -> list[QWidget]:
        """The parts that F6 goes to."""
        return [self.filters, self.stack, self.side]

    @property
    def shows_inspector(self) -> bool:
        """Whether the panel is not folded away."""
        return self._shows_side

    def toggle_inspector(self) -> None:
        """Fold the weak spots away, or show them."""
        self._shows_side = not self._shows_side
        self._show_or_hide_side()

    def _show_or_hide_side(self) -> None:
        self.side.setVisible(self._shows_side and bool(self._view.of("quotes")))

    def arrive(self) -> None:
        """Put the focus on the board, or on the one step that leads on."""
        if self.stack.currentWidget() is self.diagram:
            self.diagram.setFocus()
        elif self.rows.items:
            self.board.setFocus()
        else:
            (self.none_left if self.board_of_pack.blocks else self.nothing).setFocus()

    def recolour(self) -> None:
        """Take the icons and colours of the present scheme."""
        super().recolour()
        self.nothing.recolour()
        self.none_left.recolour()
        self.side.recolour()
        self.board.viewport().update()
        self.head.update()

    # -- deeds --------------------------------------------------------------------------------------------

    @property
    def _relation(self) -> Item | None:
        """The relation chosen on the board."""
        item = self.board.item
        there = item and item.link and not self._loose_chosen and not self._shows_diagram
        return item if there else None

    @property
    def _quote(self) -> str:
        """The handle of the quote chosen, in either list."""
        if self._shows_diagram and not self._loose_chosen:
            return self.diagram.handle
        shown = self.side.loose.quote if self._loose_chosen else self.board.item and self.board.item.quote
        return str(shown["handle"]) if shown else ""

    def can(self, name: str) -> bool:
        """Relating takes two quotes; changing and removing, a relation; showing, a quote."""
        if name in ("claims.diagram", "claims.picture"):
            return bool(self._view.of("quotes"))
        if name == "relation.add":
            return len(self._view.of("quotes")) > 1
        return bool(self._quote) if name == "claims.read" else self._relation is not None

    def toggle_diagram(self) -> None:
        """Show the claims and evidence over time, or the board."""
        self._show_diagram(not self._shows_diagram)
        self.arrive()

    def _show_diagram(self, shows: bool) -> None:
        if shows == self._shows_diagram:
            return
        self._shows_diagram = shows
        self._loose_chosen = False
        self.deeds["claims.diagram"].setChecked(shows)
        if shows:
            self.diagram.show_view(self._view)
        self._narrow()
        if shows:
            self.diagram.start()

    def ask_picture(self) -> None:
        """Ask where the diagram is to be saved."""
        self.diagram.show_view(self._view)
        ask = QFileDialog(
            self.window(), "Save the diagram as a picture", "", "SVG picture (*.svg);;PNG picture (*.png)"
        )
        ask.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        ask.setDefaultSuffix("svg")
        ask.selectFile("claims-and-evidence.svg")
        ask.filterSelected.connect(lambda kind: ask.setDefaultSuffix("png" if "png" in kind else "svg"))
        ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ask.fileSelected.connect(lambda name: self.save_picture(Path(name)))
        ask.open()

    def save_picture(self, path: Path) -> None:
        """Save the diagram: SVG, or PNG by the file's name."""
        self.diagram.show_view(self._view)
        try:
            self.diagram.save(path)
        except CannotWrite as problem:
            self.desk.troubled.emit(Trouble("Save the picture", problem.message))
        else:
            self.desk.said.emit(f"Picture saved: {path}")

    def relate(self) -> None:
        """Relate the evidence chosen to a claim, or some evidence to the claim chosen."""
        item = self.board.item
        if self._shows_diagram and self._quote:
            claim = self._view.by_handle[self._quote]["kind"] == "claim"
            self._open(to_quote=self._quote) if claim else self._open(from_quote=self._quote)
        elif self._loose_chosen:
            self._open(from_quote=self._quote)
        elif item is None:
            self._open()
        elif item.link is None:
            self._open(to_quote=item.handle)
        else:
            self._open(from_quote=item.quote["handle"])

    def edit(self) -> None:
        """Change the relation chosen."""
        if self._relation:
            self._open(relation=self._relation.handle)

    def remove(self) -> None:
        """Remove the relation chosen; the quotes stay."""
        item = self._relation
        if item and item.link:
            handle, words = item.handle, said(item.link.relation)
            self.desk.change(
                lambda pack: remove_item(pack, handle),
                f"relation {handle} removed ({words})",
                what=f"Remove the relation {handle}",
            )

    def read(self) -> None:
        """Show the quote chosen where it stands."""
        if self._quote:
            self.desk.went.emit(self._quote)

    def _drop(self, handles: Sequence[str], claim: str) -> None:
        """Relate what was dropped on a claim; of several quotes the first, as each needs its own reason."""
        known = [handle for handle in handles if handle in self._view.by_handle and handle != claim]
        if known and self.desk.can_change:
            self._open(from_quote=known[0], to_quote=claim)

    def _open(self, *, from_quote: str = "", to_quote: str = "", relation: str = "") -> None:
        dialog = RelationDialog(
            self.desk, self.window(), from_quote=from_quote, to_quote=to_quote, relation=relation
        )
        dialog.saved.connect(self.show_item)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _go_to_reader(self) -> None:
        self.desk.went.emit("reader")

    def _to_board(self) -> None:
        if self.rows.items:
            self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_deeds(self, point: QPoint) -> None:
        """Offer what can be done with the card, at the pointer or, from the keyboard, at the card."""
        shown = self.side.loose if self._loose_chosen else self.board
        index = shown.indexAt(point)
        if not index.isValid():
            point = shown.visualRect(shown.currentIndex()).center()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in ("claims.read", "relation.add", "relation.edit", "relation.remove"):
            menu.addAction(self.deeds[name])
        menu.popup(shown.viewport().mapToGlobal(point))
