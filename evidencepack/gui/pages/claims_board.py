"""The board: claims at the left, their evidence at the right; drawn, and walked through by the arrows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from evidencepack.gui import theme
from evidencepack.gui.models.claims_board import Block
from evidencepack.gui.models.claims_rows import BoardRows, Index, Item, dropped
from evidencepack.gui.pages import claims_cards as cards

_Move = QAbstractItemView.CursorAction
_STEPS = {_Move.MoveUp: -1, _Move.MovePrevious: -1, _Move.MoveDown: 1, _Move.MoveNext: 1}
_MARGIN = 28  # near an edge, a drag scrolls


def drag_picture(handle: str, ratio: float) -> QPixmap:
    """What follows the pointer while a quote is dragged."""
    size = QSize(theme.scaled(64), theme.scaled(26))
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(theme.colour("selection"))
    with QPainter(made) as painter:
        painter.setPen(theme.colour("accent"))
        painter.drawRect(QRect(QPoint(0, 0), size).adjusted(0, 0, -1, -1))
        painter.setFont(theme.letters(13, QFont.Weight.DemiBold))
        painter.setPen(theme.colour("text"))
        painter.drawText(QRect(QPoint(0, 0), size), Qt.AlignmentFlag.AlignCenter, handle)
    return made


class BoardView(QListView):
    """The cards in two columns; only those in view are drawn.

    To the system, and to a screen reader, it is a list of claims and relations in reading order.

    Signals:
        moved: Another card, or none, is current.
        taken: Quotes were dropped on a claim: their handles and the claim's.
    """

    moved = Signal()
    taken = Signal(list, str)

    def __init__(self, rows: BoardRows) -> None:
        super().__init__()
        self.rows = rows
        self._rects: list[QRect] = []
        self._blocks: list[tuple[int, int, int]] = []  # top, bottom and first row of each claim
        self._tops: list[int] = []
        self._height = 0
        self._target = -1
        self._creep = QTimer(self, interval=40)
        self._creep.timeout.connect(self._scroll_on)
        self._step = 0
        self.setAccessibleName("Claims and their evidence")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setModel(rows)

    @property
    def item(self) -> Item | None:
        """The card chosen."""
        index = self.currentIndex()
        return self.rows.items[index.row()] if index.isValid() else None

    def choose(self, index: QModelIndex) -> None:
        """Choose a card and bring it into view."""
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def currentChanged(self, now: Index, before: Index) -> None:  # noqa: N802 (Qt's name)
        """Draw the ring elsewhere."""
        super().currentChanged(now, before)
        self.viewport().update()
        self.moved.emit()

    # -- where everything is ------------------------------------------------------------------------------

    def doItemsLayout(self) -> None:  # noqa: N802 (Qt's name)
        """Work out where the cards are."""
        self._lay_out(self.width(), self.height())  # without a scroll bar, if everything fits
        fits = self._height <= self.height()
        off, on = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        self.setVerticalScrollBarPolicy(off if fits else on)
        if not fits:
            self._lay_out(self.viewport().width())
        self.updateGeometries()
        self.viewport().update()

    def _lay_out(self, width: int, enough: int | None = None) -> None:
        """Lay out the cards in a width; stop when they become higher than is enough to know."""
        columns = cards.columns(width)
        gap, between = theme.scaled(11), theme.scaled(8)
        self._rects, self._blocks = [], []
        y = gap
        for row, item in enumerate(self.rows.items):
            if item.link is None:
                y = self._lay_block(row, item.block, y, columns, between) + 2 * gap
            if enough is not None and y > enough + gap:
                break
        self._height = y - gap
        self._tops = [top for top, _, _ in self._blocks]

    def _lay_block(self, row: int, block: Block, y: int, columns: cards.Columns, between: int) -> int:
        """Lay out a claim and its evidence from ``y``; says where they end."""
        heights = [cards.link_height(link, columns.evidence_width) for link in block.links]
        beside = sum(heights) + between * max(len(heights) - 1, 0)
        high = max(cards.claim_height(block.quote, columns.claim_width), beside)
        self._rects.append(QRect(columns.claim, y, columns.claim_width, high))
        top = y
        for height in heights:
            self._rects.append(QRect(columns.evidence, top, columns.evidence_width, height))
            top += height + between
        self._blocks.append((y, y + high, row))
        return y + high

    def updateGeometries(self) -> None:  # noqa: N802 (Qt's name)
        """Set the scroll bar."""
        bar, high = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(self._height - high, 0))
        bar.setPageStep(high)
        bar.setSingleStep(theme.scaled(40))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Wrap the words anew, and keep what was at the top there."""
        narrower = event.oldSize().width() != event.size().width()
        first = self._top_row() if narrower else -1
        super().resizeEvent(event)
        if not narrower:
            self.updateGeometries()
            return
        before = self._rects[first].top() - self.verticalOffset() if first >= 0 else 0
        self.doItemsLayout()
        if first >= 0:
            self.verticalScrollBar().setValue(self._rects[first].top() - before)

    def _top_row(self) -> int:
        """The row of the claim at the top of what is seen, or -1."""
        if not self._blocks or len(self._rects) != len(self.rows.items):
            return -1
        return self._blocks[max(bisect_right(self._tops, self.verticalOffset()) - 1, 0)][2]

    def verticalOffset(self) -> int:  # noqa: N802 (Qt's name)
        """How far down one is."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:  # noqa: N802 (Qt's name)
        """Always at the left."""
        return 0

    def visualRect(self, index: Index) -> QRect:  # noqa: N802 (Qt's name)
        """Where a card is in the viewport."""
        if not index.isValid() or index.row() >= len(self._rects):
            return QRect()
        return self._rects[index.row()].translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802 (Qt's name)
        """The card at a point of the viewport."""
        self.executeDelayedItemsLayout()
        block = self._block_at(point)
        if block < 0:
            return QModelIndex()
        first = self._blocks[block][2]
        last = self._blocks[block + 1][2] if block + 1 < len(self._blocks) else len(self._rects)
        place = point + QPoint(0, self.verticalOffset())
        for row in range(first, last):
            if self._rects[row].contains(place):
                return self.rows.index(row)
        return QModelIndex()

    def _block_at(self, point: QPoint) -> int:
        """Which claim a point belongs to, with the room between its cards, or -1."""
        y = point.y() + self.verticalOffset()
        block = bisect_right(self._tops, y) - 1
        return block if block >= 0 and y <= self._blocks[block][1] else -1

    def scrollTo(  # noqa: N802 (Qt's name)
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a card into view; with evidence, its verb and as much of its claim as fits."""
        self.executeDelayedItemsLayout()
        if not index.isValid() or index.row() >= len(self._rects):
            return
        box, bar, gap = self._rects[index.row()], self.verticalScrollBar(), theme.scaled(11)
        high = self.viewport().height()
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(box.center().y() - high // 2)
        elif box.top() - gap < bar.value() or box.height() > high:
            bar.setValue(box.top() - gap)
        elif box.bottom() + gap > bar.value() + high:
            bar.setValue(box.bottom() + 1 + gap - high)

    def scrollContentsBy(self, _across: int, down: int) -> None:  # noqa: N802 (Qt's name)
        """Move the picture."""
        self.viewport().scroll(0, down)

    # -- choosing -----------------------------------------------------------------------------------------

    def moveCursor(self, move: QAbstractItemView.CursorAction, _keys: Qt.KeyboardModifier) -> QModelIndex:  # noqa: N802
        """Where an arrow leads: up and down through all cards, left to the claim, right to its evidence."""
        count, row = len(self.rows.items), self.currentIndex().row()
        if not count:
            return QModelIndex()
        if row < 0:
            return self.rows.index(0)
        if move in _STEPS:
            row = min(max(row + _STEPS[move], 0), count - 1)
        elif move == _Move.MoveHome:
            row = 0
        elif move == _Move.MoveEnd:
            row = count - 1
        elif move in (_Move.MovePageUp, _Move.MovePageDown):
            row = self._page_from(row, down=move == _Move.MovePageDown)
        elif move == _Move.MoveLeft:
            while self.rows.items[row].link:
                row -= 1
        elif self.rows.items[row].link is None and self.rows.items[row].block.links:
            row += 1
        return self.rows.index(row)

    def _page_from(self, row: int, *, down: bool) -> int:
        """The card a screenful away."""
        there = self._rects[row].top() + (1 if down else -1) * self.viewport().height()
        block = bisect_right(self._tops, there) - 1 if down else bisect_left(self._tops, there)
        found = self._blocks[max(block, 0)][2]
        if found == row or (found > row) != down:  # the card is higher than the screen
            found = row + (1 if down else -1)
        return min(max(found, 0), len(self._rects) - 1)

    def setSelection(self, rect: QRect, command: object) -> None:  # noqa: N802 (Qt's name)
        """Choose the card that was pressed."""
        self.selectionModel().select(self.indexAt(rect.topLeft()), command)  # type: ignore[call-overload]

    def visualRegionForSelection(self, selection: object) -> QRegion:  # noqa: ARG002, N802 (Qt's name)
        """What is drawn anew when the choice changes."""
        return QRegion(self.viewport().rect())

    # -- drawing ------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the claims in view."""
        self.executeDelayedItemsLayout()
        offset = self.verticalOffset()
        top, bottom = event.rect().top() + offset, event.rect().bottom() + offset
        with QPainter(self.viewport()) as painter:
            painter.translate(0, -offset)
            block = max(bisect_right(self._tops, top) - 1, 0)
            while block < len(self._blocks) and self._blocks[block][0] <= bottom:
                self._paint_block(painter, block)
                block += 1

    def _ring(self, row: int) -> str:
        if row != self.currentIndex().row():
            return ""
        return "accent" if self.hasFocus() else "edge"

    def _paint_block(self, painter: QPainter, block: int) -> None:
        _, bottom, row = self._blocks[block]
        item, box = self.rows.items[row], self._rects[row]
        aimed = block == self._target
        ring = "accent" if aimed else self._ring(row)
        cards.paint_claim(painter, box, item.quote, ring, fill="selection" if aimed else "alternate")
        columns = cards.columns(self.viewport().width())
        for n, link in enumerate(item.block.links, start=1):
            beside = self._rects[row + n]
            verb = QRect(columns.verb, beside.top(), columns.verb_width, beside.height())
            cards.paint_verb(painter, verb, link.relation)
            cards.paint_link(painter, beside, link, self._ring(row + n))
        if not item.block.links:
            nothing = QRect(columns.evidence, box.top(), columns.evidence_width, theme.scaled(46))
            cards.paint_nothing(painter, nothing, self.devicePixelRatioF())
        if block + 1 < len(self._blocks):
            painter.setPen(theme.colour("hairline"))
            y = bottom + theme.scaled(11)
            painter.drawLine(columns.claim, y, columns.evidence + columns.evidence_width, y)

    # -- dragging -----------------------------------------------------------------------------------------

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802 (Qt's name)
        """Drag the quote of a card to a claim, or to another place of the window."""
        item = self.item
        if item is None:
            return
        drag = QDrag(self)
        drag.setMimeData(self.rows.mimeData([self.currentIndex()]))
        drag.setPixmap(drag_picture(item.quote["handle"], self.devicePixelRatioF()))
        drag.exec(Qt.DropAction.CopyAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Take quotes and nothing else."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(self.acceptDrops() and bool(dropped(event.mimeData())))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 (Qt's name)
        """Show which claim the quote would go to; scroll at the edges."""
        point, high = event.position().toPoint(), self.viewport().height()
        self._step = -1 if point.y() < _MARGIN else 1 if point.y() > high - _MARGIN else 0
        if self._step:
            self._creep.start()
        else:
            self._creep.stop()
        self._aim(self._block_at(point))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(self._target >= 0 and bool(dropped(event.mimeData())))

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:  # noqa: N802 (Qt's name)
        """Forget the claim aimed at."""
        self._creep.stop()
        self._aim(-1)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Pass on what was dropped on which claim."""
        self._creep.stop()
        block = self._block_at(event.position().toPoint())
        self._aim(-1)
        handles = dropped(event.mimeData())
        if block >= 0 and handles:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            claim = self.rows.items[self._blocks[block][2]].handle
            QTimer.singleShot(0, self, lambda: self.taken.emit(handles, claim))  # the drag must end first

    def _aim(self, block: int) -> None:
        if block != self._target:
            self._target = block
            self.viewport().update()

    def _scroll_on(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._step * theme.scaled(16))


class BoardHead(QWidget):
    """The names of the board's columns."""

    def __init__(self, board: BoardView) -> None:
        super().__init__()
        self._board = board
        self.setFixedHeight(theme.scaled(28))
        self.setAccessibleName("Claim: what somebody said. Evidence: what shows how it is.")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw them over their columns."""
        columns = cards.columns(self._board.viewport().width())
        with QPainter(self) as painter:
            painter.setFont(theme.letters(12, QFont.Weight.DemiBold))
            painter.setPen(theme.colour("second"))
            for left, text in (
                (columns.claim, "Claim: what somebody said"),
                (columns.evidence, "Evidence: what shows how it is"),
            ):
                painter.drawText(left, 0, 400, self.height(), int(Qt.AlignmentFlag.AlignVCenter), text)
            painter.setPen(theme.colour("edge"))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
