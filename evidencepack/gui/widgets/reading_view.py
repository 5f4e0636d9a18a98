"""Pages to read and quote from: words selected, quotes chosen, a strip that shows where they lie."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication

from evidencepack.gui import theme
from evidencepack.gui.widgets.pages_marks import Highlight
from evidencepack.gui.widgets.pages_picking import Selection, Spot
from evidencepack.gui.widgets.pages_strip import WIDTH, PagesStrip, Place
from evidencepack.gui.widgets.pages_view import PagesView
from evidencepack.gui.widgets.pages_words import PageWords

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)


class ReadingView(PagesView):
    """The pages of a source.

    Signals:
        selection_changed: The :class:`Selection`, or None.
        highlight_chosen: The handle of the quote that was clicked.
        menu_asked: Where on the screen a menu was asked for.
        took_focus: The keys are this view's now.

    Attributes:
        strip: Shows where quotes lie.
        by_letters: The arrows move a caret instead of the pages.
        found: Where words were found: pages from 1, and how far down each.
    """

    selection_changed = Signal(object)
    highlight_chosen = Signal(str)
    menu_asked = Signal(QPoint)
    took_focus = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.by_letters = False
        self.found: list[tuple[int, float]] = []
        self._told: Selection | None = None
        self._dragging = False
        self._pressed_at = QPoint()
        self._clicks = 0
        self._pull = QTimer(self, interval=40)
        self._pull.timeout.connect(self._scroll_while_dragging)
        self._calm = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self._calm.timeout.connect(self._forget_clicks)
        self.strip = PagesStrip(self)
        self.strip.chosen.connect(self._choose_in_strip)
        self.strip.went.connect(self._go_down_to)
        self.setViewportMargins(0, 0, theme.scaled(WIDTH), 0)
        self.opened.connect(lambda _: self.marks_moved())

    # The strip

    def marks_moved(self) -> None:
        """Show in the strip where the marks lie."""
        if not self.pages:
            self.strip.show_places([], "")
            return
        quotes = {one.handle: one for one in reversed(self.marks.highlights) if one.handle}
        places = [
            Place(self._down_at(one.page, self._down_page(one)), one.kind, one.handle, one.tip, one.words)
            for one in quotes.values()
            if one.page <= self.pages
        ]
        places += [Place(self._down_at(page, at), "find") for page, at in self.found if page <= self.pages]
        self.strip.show_places(places, self.marks.chosen)

    def _down_at(self, page: int, at: float) -> float:
        """How far down all pages a place lies, 0 to 1, that lies so far down its page."""
        rect = self.layout_of_pages.rect(page)
        return (rect.top() + min(max(at, 0), 1) * rect.height()) / max(self.layout_of_pages.height, 1)

    def _down_page(self, one: Highlight) -> float:
        """How far down its page a quote lies: 0 to 1."""
        high = max(self.layout_of_pages.shapes[one.page - 1][2], 1)
        words = self.words.get(one.page)
        if not one.rectangles:
            return 0.5
        if words is None:  # not read yet: as an upright, whole page would have it
            return 1 - one.rectangles[0][3] / high
        return words.shown(one.rectangles[0]).center().y() / high

    def show_found(self, places: list[tuple[int, float]]) -> None:
        """Show in the strip where words were found."""
        self.found = places
        self.marks_moved()

    def _choose_in_strip(self, handle: str) -> None:
        mark = next((one for one in self.marks.highlights if one.handle == handle), None)
        if mark is not None:
            self.go_to(mark.page, mark.rectangles)
            self.highlight_chosen.emit(handle)
            self.setFocus()

    def _go_down_to(self, at: float) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(round(at * self.layout_of_pages.height - self.viewport().height() / 2))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep the strip between the pages and the scroll bar."""
        super().resizeEvent(event)
        room = self.viewport().geometry()
        self.strip.setGeometry(room.right() + 1, room.top(), theme.scaled(WIDTH), room.height())

    # Words

    @property
    def selection(self) -> Selection | None:
        """The words chosen, if any."""
        return self.picking.selection

    def select(self, first_page: int, start: int, last_page: int, end: int) -> None:
        """Choose words."""
        self.picking.clear()
        self.picking.anchor, self.picking.head = (first_page, start), (last_page, end)
        self._again.start()
        self._tell_selection()

    def clear_selection(self) -> None:
        """Choose no words."""
        if self.picking.clear():
            self._tell_selection()

    def select_sentence(self) -> bool:
        """Choose the whole sentences touched by the selection or the caret, or the next one besides."""
        changed = self.picking.take_sentence()
        if changed:
            self._follow_head()
        return changed

    def _tell_selection(self) -> None:
        self.viewport().update()
        selection = self.selection
        if selection != self._told:
            self._told = selection
            self.selection_changed.emit(selection)

    def _take_words(self, words: PageWords) -> None:
        super()._take_words(words)
        if words.page in self.picking.pages:
            self._tell_selection()

    def close_file(self) -> None:
        """Show nothing."""
        self.clear_selection()
        super().close_file()

    def _spot_at(self, where: QPoint) -> Spot | None:
        page, spot = self.on_page(where)
        words = self.words.get(page)
        place = words.nearest(spot) if words is not None else None
        return None if place is None else (page, place)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Extend what is selected, move the caret, or go through the pages."""
        key, held = event.key(), event.modifiers()
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if held & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        elif key in _ARROWS and (shift or self.by_letters):
            self._move(Qt.Key(key), by_words=control, extend=shift)
        elif key == Qt.Key.Key_Escape and self.picking.anchor is not None:
            self.clear_selection()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(1 if key == Qt.Key.Key_Home else self.pages)
        elif key == Qt.Key.Key_Space:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + (-1 if shift else 1) * round(bar.pageStep() * 0.9))
        elif control and key == Qt.Key.Key_A and self.page in self.words:
            words = self.words.get(self.page)
            self.select(self.page, 0, self.page, len(words.text) if words else 0)
        else:
            super().keyPressEvent(event)

    def _move(self, key: Qt.Key, *, by_words: bool, extend: bool) -> None:
        if self.picking.head is None:
            self._put_caret()
        if self.picking.move(key, by_words=by_words, extend=extend):
            self._follow_head()

    def _put_caret(self) -> None:
        """Put the caret before the first letter that is in view."""
        spot = self._spot_at(QPoint(self.viewport().width() // 2, theme.scaled(4)))
        if spot is not None:
            words = self.words.get(spot[0])
            start = words.line_around(spot[1])[0] if words else spot[1]
            self.picking.anchor = self.picking.head = (spot[0], start)

    def _follow_head(self) -> None:
        if self.picking.head is not None:
            self.show_spot(*self.picking.head)
        self._again.start()
        self._tell_selection()

    def move_by_letters(self, on: bool) -> None:
        """Let the arrows move a caret, or the pages."""
        self.by_letters = on
        if on and self.picking.head is None:
            self._put_caret()
        self.viewport().update()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Begin to select; a third click takes the line, with Shift the selection goes on."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        where = event.position().toPoint()
        near = (where - self._pressed_at).manhattanLength() < QApplication.startDragDistance()
        self._clicks = 3 if self._clicks == 2 and near else 1
        self._pressed_at = where
        spot = self._spot_at(where)
        if spot is None:
            return
        self._dragging = True
        if self._clicks == 3:
            self.picking.begin(spot, "line")
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.picking.anchor is not None:
            self.picking.reach(spot)
        else:
            self.picking.begin(spot)
        self._tell_selection()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Select a word; dragging on takes whole words."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._clicks, self._pressed_at = 2, event.position().toPoint()
        spot = self._spot_at(self._pressed_at)
        if spot is not None:
            self.picking.begin(spot, "word")
            self._dragging = True
            self._tell_selection()
        self._calm.start()

    def _forget_clicks(self) -> None:
        self._clicks = 0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Select up to the pointer, or show what is under it."""
        where = event.position().toPoint()
        if self._dragging:
            spot = self._spot_at(where)
            if spot is not None and self.picking.reach(spot):
                self._tell_selection()
            outside = not self.viewport().rect().contains(where)
            self._pull.start() if outside else self._pull.stop()
            return
        page, spot_on = self.on_page(where)
        words = self.words.get(page)
        over = words is not None and words.holds(spot_on)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """End the selection; a click on a quote chooses it, the next click the one beneath."""
        self._pull.stop()
        if not self._dragging:
            return
        self._dragging = False
        if self.picking.span is None:
            handle = self.marks.next_at(*self.on_page(event.position().toPoint()))
            if handle:
                self.clear_selection()
                self.highlight_chosen.emit(handle)

    def _scroll_while_dragging(self) -> None:
        where = self.viewport().mapFromGlobal(self.cursor().pos())
        over = where.y() - self.viewport().height() if where.y() > 0 else where.y()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + max(-80, min(80, over)))
        spot = self._spot_at(where)
        if spot is not None and self.picking.reach(spot):
            self._tell_selection()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose the quote under the pointer, unless words are selected, and ask for a menu."""
        if self.picking.span is None and event.reason() == QContextMenuEvent.Reason.Mouse:
            handle = self.marks.next_at(*self.on_page(event.pos()))
            if handle and self.marks.chosen not in [one.handle for one in self.marks_at(event.pos())]:
                self.highlight_chosen.emit(handle)
        self.menu_asked.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Tell that the keys are this view's now."""
        super().focusInEvent(event)
        self.viewport().update()
        self.took_focus.emit()
