"""Beside the board: where the argument is weak, worked out by rule, and the evidence not related yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from evidencepack.gui import icons, theme
from evidencepack.gui.models.claims_choices import ROW, Index
from evidencepack.gui.models.claims_rows import carried
from evidencepack.gui.models.claims_words import Row, quoted, read_out
from evidencepack.gui.pages import claims_cards as cards
from evidencepack.gui.pages.claims_board import drag_picture
from evidencepack.gui.widgets.notices import line, words
from evidencepack.rules.weak_spots import WeakSpot

_ROOT = QModelIndex()
_MOST_HANDLES, _MOST_LINES, _MOST_TOLD = 8, 3, 12
_ICONS = {
    "claim-without-evidence": "circle-dashed",
    "evidence-unused": "unlink",
    "one-source": "layers",
    "not-verified": "text-quote",
    "later-statement": "clock",
    "second-hand": "quote",
    "differs": "equal-not",
    "not-compared": "circle-help",
}


class SpotLine(QFrame):
    """A weak spot: its sign, what is weak, where, and how often.

    Signals:
        went: The handle that was chosen.
    """

    went = Signal(str)

    def __init__(self, spot: WeakSpot) -> None:
        super().__init__()
        self._spot: WeakSpot | None = None
        self.sign = QLabel()
        self.title, self.count = words(), words("", "strong")
        self.where = QLabel(wordWrap=True)
        self.where.setObjectName("small")
        self.where.setTextFormat(Qt.TextFormat.RichText)
        self.where.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.where.linkActivated.connect(self.went)
        self.where.installEventFilter(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.scaled(16), theme.scaled(5), theme.scaled(16), theme.scaled(5))
        grid.setHorizontalSpacing(theme.scaled(12))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.sign, 0, 0, Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(self.title, 0, 1)
        grid.addWidget(self.where, 1, 1)
        grid.addWidget(self.count, 0, 2)
        self.show_spot(spot)

    def show_spot(self, spot: WeakSpot) -> None:
        """Show what was found."""
        if spot == self._spot:
            return
        self._spot = spot
        self.title.setText(spot.title)
        self.count.setText(f"{len(spot.handles):,}")
        told = [f"{one.handle}: {one.sentence}" for one in spot.found[:_MOST_TOLD]]
        self.setToolTip("\n".join([spot.why, *told]))
        self.where.setAccessibleName(f"{spot.title}: {', '.join(spot.handles) or 'none'}")
        self.where.setFocusPolicy(Qt.FocusPolicy.StrongFocus if spot.handles else Qt.FocusPolicy.NoFocus)
        self.recolour()

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        spot = self._spot
        if spot is None:
            return
        self.sign.setPixmap(icons.pixmap(_ICONS[spot.rule], "warning", 18, self.devicePixelRatioF()))
        colour = theme.colour("accent").name()
        links = [f'<a href="{h}" style="color:{colour}">{h}</a>' for h in spot.handles[:_MOST_HANDLES]]
        more = len(spot.handles) - _MOST_HANDLES
        self.where.setText(", ".join(links) + (f" and {more} more" if more > 0 else ""))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Let Enter follow the link that has the focus, before the page's own Enter."""
        enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        kept = event.type() == QEvent.Type.ShortcutOverride and cast(QKeyEvent, event).key() in enters
        if kept:
            event.accept()
        return kept


class LooseQuotes(QAbstractListModel):
    """The evidence that stands in no relation."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.quotes: list[Row] = []

    def show_quotes(self, quotes: Sequence[Row]) -> None:
        """Show these."""
        self.beginResetModel()
        self.quotes = list(quotes)
        self.endResetModel()

    def place(self, handle: str) -> QModelIndex:
        """Where a quote is."""
        for n, quote in enumerate(self.quotes):
            if quote["handle"] == handle:
                return self.index(n)
        return QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 (Qt's name)
        """How many there are."""
        return 0 if parent.isValid() else len(self.quotes)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Each can be dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The handle, the whole words, and how a card is read out."""
        quote = self.quotes[index.row()]
        known = {
            int(Qt.ItemDataRole.DisplayRole): quote["handle"],
            int(Qt.ItemDataRole.ToolTipRole): quoted(quote["text"]),
            int(Qt.ItemDataRole.AccessibleTextRole): f"{read_out(quote)}. Not related yet.",
            int(ROW): quote,
        }
        return known.get(int(role))


class _LooseCards(QStyledItemDelegate):
    """Cards of evidence, one below the other."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 (Qt's name)
        """As high as the words need."""
        width = cast(QListView, option.widget).viewport().width()
        high = cards.claim_height(index.data(ROW), width - 2 * theme.scaled(16), _MOST_LINES)
        return QSize(width, high + theme.scaled(8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the card."""
        box = option.rect.adjusted(theme.scaled(16), 0, -theme.scaled(16), -theme.scaled(8))
        ring = ""
        if option.state & QStyle.StateFlag.State_Selected:
            ring = "accent" if option.widget.hasFocus() else "edge"
        cards.paint_claim(painter, box, index.data(ROW), ring, most=_MOST_LINES)


class LooseList(QListView):
    """The evidence not related yet, to be dragged onto a claim."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.quotes = LooseQuotes(self)
        self._cards = _LooseCards(self)
        self.setAccessibleName("Evidence not related yet")
        self.setObjectName("loose")
        self.setItemDelegate(self._cards)
        self.setModel(self.quotes)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setStyleSheet("#loose { background: transparent; }")
        self.viewport().setAutoFillBackground(False)

    @property
    def quote(self) -> Row | None:
        """The quote chosen."""
        index = self.currentIndex()
        return self.quotes.quotes[index.row()] if index.isValid() else None

    def currentChanged(self, now: Index, before: Index) -> None:  # noqa: N802 (Qt's name)
        """Tell the page."""
        super().currentChanged(now, before)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Wrap the words anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802 (Qt's name)
        """Drag the quote."""
        quote = self.quote
        if quote is None:
            return
        drag = QDrag(self)
        drag.setMimeData(carried([quote["handle"]]))
        drag.setPixmap(drag_picture(quote["handle"], self.devicePixelRatioF()))
        drag.exec(Qt.DropAction.CopyAction)


class SidePanel(QFrame):
    """Weak spots above, evidence not related yet below.

    Signals:
        went: A handle that the person wants to see on the board.
    """

    went = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setFixedWidth(theme.panel_width())
        self.lines: dict[str, tuple[SpotLine, QFrame]] = {}
        self.sound = words("", "small", wrap=True)
        self.sound.setContentsMargins(theme.scaled(16), theme.scaled(6), theme.scaled(16), theme.scaled(8))
        self.loose = LooseList()
        self.none = words("All evidence stands in a relation.", "second", wrap=True)
        self.none.setContentsMargins(theme.scaled(16), 0, theme.scaled(16), 0)
        self._spots = QVBoxLayout()
        self._spots.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.scaled(8), 0, 0)
        column.setSpacing(0)
        column.addWidget(_head("Weak spots", "worked out by rule"))
        column.addLayout(self._spots)
        column.addWidget(self.sound)
        column.addWidget(_head("Not related yet", "drag onto a claim, or press R"))
        column.addWidget(self.none)
        column.addWidget(self.loose, 1)
        column.addStretch()

    def show_spots(self, spots: Sequence[WeakSpot]) -> None:
        """Show what the rules found, and which found nothing."""
        for spot in spots:
            if spot.rule not in self.lines:
                made, rule = self.lines[spot.rule] = SpotLine(spot), line()
                made.went.connect(self.went)
                self._spots.addWidget(made)
                self._spots.addWidget(rule)
            made, rule = self.lines[spot.rule]
            made.show_spot(spot)
            for widget in (made, rule):
                widget.setVisible(bool(spot.found))
        sound = [spot.title[0].lower() + spot.title[1:] for spot in spots if not spot.found]
        self.sound.setText(f"Nothing found for: {', '.join(sound)}." if sound else "")
        self.sound.setVisible(bool(sound))

    def show_loose(self, quotes: Sequence[Row]) -> None:
        """Show the evidence in no relation; keeps the choice where it still is."""
        if self.loose.quotes.quotes != list(quotes):
            chosen, row = self.loose.quote, self.loose.currentIndex().row()
            self.loose.quotes.show_quotes(quotes)
            place = self.loose.quotes.place(chosen["handle"]) if chosen else QModelIndex()
            if chosen and not place.isValid() and quotes:
                place = self.loose.quotes.index(min(row, len(quotes) - 1))
            self.loose.setCurrentIndex(place)
        self.none.setHidden(bool(quotes))
        self.loose.setHidden(not quotes)

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        for shown, _ in self.lines.values():
            shown.recolour()
        self.loose.viewport().update()


def _head(title: str, hint: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(theme.scaled(16), theme.scaled(8), theme.scaled(16), theme.scaled(8))
    row.addWidget(words(title, "panelTitle"))
    row.addStretch()
    row.addWidget(words(hint, "small"))
    return made
