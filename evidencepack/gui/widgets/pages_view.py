"""Real pages under one another: drawn in the background, scrolled, enlarged, their words selected."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip

from evidencepack.gui import theme
from evidencepack.gui.widgets.notices import announce
from evidencepack.gui.widgets.pages_artist import Artist, Drawn, Words
from evidencepack.gui.widgets.pages_layout import (
    GAP,
    POINT,
    Highlight,
    Layout,
    Selection,
    is_over_words,
    line_at,
    line_rects,
    nearest_letter,
    shown_rect,
    word_at,
)
from evidencepack.gui.widgets.pages_paint import paint_highlight, paint_page, paint_selected

__all__ = ["Highlight", "PagesView", "Selection"]

_MOST_BYTES = 150_000_000
_STEPS = (25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400)
Spot = tuple[int, int]  # page from 1, place between two code points


class PagesView(QAbstractScrollArea):
    """The pages of a PDF.

    Signals:
        opened: How many pages it has.
        failed: Why it cannot be shown.
        page_changed: The page in view, from 1.
        selection_changed: The :class:`Selection`, or None.
        highlight_chosen: The handle of the highlight that was clicked.
        zoom_changed: In per cent.

    Attributes:
        pages: How many pages there are.
        page: The page in view.
        labels: What is printed as each page's number.
        fit: ``width``, ``page``, or empty where the person chose a size.
    """

    opened = Signal(int)
    failed = Signal(str)
    page_changed = Signal(int)
    selection_changed = Signal(object)
    highlight_chosen = Signal(str)
    zoom_changed = Signal(float)

    def __init__(self, name: str, *, selectable: bool = True) -> None:
        super().__init__()
        self._selectable = selectable
        self._name = name
        self._layout = Layout()
        self.fit = "width"
        self._pictures: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._stale: dict[int, QImage] = {}
        self._words: dict[int, Words] = {}
        self._highlights: list[Highlight] = []
        self._chosen = ""
        self._saying = ""
        self._goal: tuple[int, list[list[float]] | None] | None = None
        self._keep_place = False
        self._anchor: Spot | None = None
        self._head: Spot | None = None
        self._waits_for_words = False
        self._dragging = False
        self._pressed_at = QPoint()
        self._clicks = 0
        self.page, self.pages = 1, 0
        self.labels: list[str] = []
        self._artist = Artist(self)
        self._artist.opened.connect(self._file_opened)
        self._artist.failed.connect(self._file_failed)
        self._artist.drawn.connect(self._take_picture)
        self._artist.read.connect(self._take_words)
        self._turn = 0
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._wish)
        self._pull = QTimer(self, interval=40)
        self._pull.timeout.connect(self._scroll_while_dragging)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.viewport().setMouseTracking(True)

        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.viewport().update())

    # Files

    def show_file(self, path: Path | None, *, page: int = 1) -> None:
        """Show another file from a page on."""
        self.clear_selection()
        self._pictures.clear()
        self._stale.clear()
        self._words.clear()
        self._layout.shapes = []
        self._layout.arrange()
        self.pages, self.labels = 0, []
        self._goal, self._keep_place = (page, None), False
        self._saying = "Opening…" if path else ""
        self._turn = self._artist.open(path)
        self.viewport().update()

    def replace_file(self, path: Path) -> None:
        """Show a new state of the same document where the person is; the old pages stay until it is drawn."""
        if not self.pages:
            self.show_file(path)
            return
        self._keep_place = True
        self._turn = self._artist.open(path)

    def close_file(self) -> None:
        """Show nothing."""
        self.show_file(None)

    def end(self) -> None:
        """Stop the thread and the worker; the view is of no use afterwards."""
        self._artist.end()

    def _file_opened(self, turn: int, shapes: list[tuple[str, float, float]]) -> None:
        if turn != self._turn:
            return
        self._saying = ""
        for (page, _), picture in self._pictures.items():
            self._stale[page] = picture
        self._pictures.clear()
        self._words.clear()
        self._layout.shapes = shapes
        self.labels = [label for label, _, _ in shapes]
        self.pages = len(shapes)
        self._arrange()
        if self._goal and not self._keep_place:
            self.go_to(*self._goal)
        self._keep_place = False
        self.opened.emit(self.pages)
        self._tell_page()

    def _file_failed(self, turn: int, sentence: str) -> None:
        if turn == self._turn:
            self._saying = "" if self.pages else sentence
            self.failed.emit(sentence)
            self.viewport().update()
            announce(self)

    # Size and place

    @property
    def zoom(self) -> float:
        """How large pages are drawn, in per cent."""
        return self._layout.scale / POINT * 100

    def larger(self) -> None:
        """Draw pages larger."""
        self.set_zoom(next((step for step in _STEPS if step > self.zoom + 1), _STEPS[-1]))

    def smaller(self) -> None:
        """Draw pages smaller."""
        self.set_zoom(next((step for step in reversed(_STEPS) if step < self.zoom - 1), _STEPS[0]))

    def fit_width(self) -> None:
        """Make pages as wide as the view."""
        self.fit = "width"
        self._arrange()

    def fit_page(self) -> None:
        """Make whole pages fit the view."""
        self.fit = "page"
        self._arrange()

    def set_zoom(self, percent: float) -> None:
        """Draw pages at a size."""
        self.fit = ""
        self._set_scale(percent / 100 * POINT)

    def go_to(self, page: int, rectangles: list[list[float]] | None = None) -> None:
        """Bring a page, or a place on it, into view: the place a third from the top."""
        if not self.pages:
            self._goal = (page, rectangles)
            return
        page = min(max(page, 1), self.pages)
        rect = self._layout.rect(page)
        top = rect.top() - GAP
        if rectangles:
            words = self._words.get(page)
            place = shown_rect(words, rectangles[0], self._layout.scale).top() if words else 0.0
            if words is None:
                place = (self._layout.shapes[page - 1][2] - rectangles[0][3]) * self._layout.scale
            top = rect.top() + place - self.viewport().height() / 3
        self.verticalScrollBar().setValue(round(top))

    def _fitted(self) -> float:
        shapes = self._layout.shapes
        if not shapes or not self.fit:
            return self._layout.scale
        shape = shapes[min(self.page, len(shapes)) - 1]
        across = (self.viewport().width() - 2 * GAP) / max(shape[1], 1)
        if self.fit == "width":
            across = (self.viewport().width() - 2 * GAP) / max(max(shape[1] for shape in shapes), 1)
            return max(0.1, min(across, 2 * POINT))
        return max(0.1, min(across, (self.viewport().height() - 2 * GAP) / max(shape[2], 1)))

    def _arrange(self) -> None:
        self._set_scale(self._fitted())

    def _set_scale(self, scale: float) -> None:
        bar = self.verticalScrollBar()
        before = self._layout.height
        middle = (bar.value() + self.viewport().height() / 3) / before if before else 0.0
        self._layout.scale, self._layout.width = scale, self.viewport().width()
        self._layout.arrange()
        high, wide = self.viewport().height(), self.viewport().width()
        bar.setPageStep(high)
        bar.setSingleStep(theme.scaled(48))
        bar.setRange(0, max(0, round(self._layout.height - high)))
        across = self.horizontalScrollBar()
        across.setPageStep(wide)
        across.setRange(0, max(0, round(self._layout.widest - wide)))
        if before and before != self._layout.height:
            bar.setValue(round(middle * self._layout.height - high / 3))
        self.zoom_changed.emit(self.zoom)
        self._again.start()
        self.viewport().update()

    def _scrolled(self, _value: int) -> None:
        self._again.start()
        self.viewport().update()
        self._tell_page()

    def _tell_page(self) -> None:
        if not self.pages:
            return
        bar = self.verticalScrollBar()
        page = self._layout.page_at(bar.value() + self.viewport().height() / 3)
        if bar.value() == bar.maximum() and bar.maximum() > 0:
            page = self._layout.page_at(bar.value() + self.viewport().height() - 2 * GAP)
        self.setAccessibleDescription(f"Page {self.labels[page - 1]}, {page} of {self.pages}")
        if page != self.page:
            self.page = page
            self.page_changed.emit(page)

    # Wishes and answers

    def _wish(self) -> None:
        """Ask for what is in view and not yet there."""
        if not self.pages:
            return
        top = self.verticalScrollBar().value()
        seen = self._layout.visible(top, top + self.viewport().height())
        pages = [*seen, *(page for page in (seen.stop, seen.start - 1) if 1 <= page <= self.pages)]
        scale = self._drawn_scale()
        pictures = [(page, scale) for page in pages if (page, scale) not in self._pictures]
        words = [page for page in pages if page not in self._words]
        if pictures or words:
            self._artist.want(pictures, words)

    def _drawn_scale(self) -> float:
        return round(self._layout.scale * self.devicePixelRatioF(), 4)

    def _take_picture(self, drawn: Drawn) -> None:
        if drawn.turn != self._turn:
            return
        self._pictures[drawn.page, drawn.scale] = drawn.picture
        self._stale.pop(drawn.page, None)
        while sum(picture.sizeInBytes() for picture in self._pictures.values()) > _MOST_BYTES:
            self._pictures.popitem(last=False)
        self.viewport().update()

    def _take_words(self, words: Words) -> None:
        if words.turn == self._turn:
            self._words[words.page] = words
            self.viewport().update()
            if self._waits_for_words and self.selection is not None:
                self._waits_for_words = False
                self._tell_selection()

    def _picture_of(self, page: int) -> QImage | None:
        sharp = self._pictures.get((page, self._drawn_scale()))
        if sharp is not None:
            self._pictures.move_to_end((page, self._drawn_scale()))
            return sharp
        other = next((one for (number, _), one in self._pictures.items() if number == page), None)
        return other or self._stale.get(page)

    # Highlights

    def set_highlights(self, highlights: list[Highlight]) -> None:
        """Show these quotes on the pages."""
        self._highlights = list(highlights)
        self.viewport().update()
        self.update()

    def choose(self, handle: str | None) -> None:
        """Draw a frame around a quote."""
        self._chosen = handle or ""
        self.viewport().update()

    def _highlights_at(self, where: QPoint) -> list[Highlight]:
        page, inside = self._on_page(where)
        words = self._words.get(page)
        if words is None:
            return []
        scale = self._layout.scale
        return [
            one
            for one in self._highlights
            if one.page == page
            and any(shown_rect(words, box, scale).contains(inside) for box in one.rectangles)
        ]

    # Words

    def _on_page(self, where: QPoint) -> tuple[int, QPointF]:
        """The page under a point of the viewport, and the point on it."""
        if not self.pages:
            return 0, QPointF()
        spot = QPointF(
            where.x() + self.horizontalScrollBar().value(), where.y() + self.verticalScrollBar().value()
        )
        page = self._layout.page_at(spot.y())
        return page, spot - self._layout.rect(page).topLeft()

    def _spot_at(self, where: QPoint) -> Spot | None:
        page, inside = self._on_page(where)
        words = self._words.get(page)
        return (page, nearest_letter(words, inside, self._layout.scale)) if words else None

    @property
    def selection(self) -> Selection | None:
        """The words chosen, if any."""
        if self._anchor is None or self._head is None or self._anchor == self._head:
            return None
        (first, start), (last, end) = sorted((self._anchor, self._head))
        pieces = []
        for page in range(first, last + 1):
            words = self._words.get(page)
            if words is None:
                return None
            text = words.text.text
            pieces.append(text[start if page == first else 0 : end if page == last else len(text)])
        text = "\n".join(pieces)
        return Selection(first, start, last, end, text) if text.strip() else None

    def select(self, first_page: int, start: int, last_page: int, end: int) -> None:
        """Choose words."""
        self._anchor, self._head = (first_page, start), (last_page, end)
        missing = [page for page in range(first_page, last_page + 1) if page not in self._words]
        if missing:
            self._artist.want([], missing)
        self._waits_for_words = bool(missing)
        self._tell_selection()

    def clear_selection(self) -> None:
        """Choose no words."""
        had = self._anchor is not None
        self._anchor = self._head = None
        if had:
            self._tell_selection()

    def _tell_selection(self) -> None:
        self.viewport().update()
        self.selection_changed.emit(self.selection)

    def _extend(self, step: int, *, by_words: bool) -> None:
        if self._head is None:
            return
        page, place = self._head
        words = self._words.get(page)
        if words is None:
            return
        text = words.text.text
        place = min(max(place + step, 0), len(text))
        while by_words and 0 < place < len(text) and not (text[place - 1].isspace() ^ text[place].isspace()):
            place += step
        self._head = (page, place)
        self._tell_selection()

    # What Qt tells

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Extend what is selected, or go through the pages."""
        key, held = event.key(), event.modifiers()
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if shift and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._extend(1 if key == Qt.Key.Key_Right else -1, by_words=control)
        elif key == Qt.Key.Key_Escape and self._anchor is not None:
            self.clear_selection()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(1 if key == Qt.Key.Key_Home else self.pages)
        elif key == Qt.Key.Key_Space:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + (-1 if shift else 1) * round(bar.pageStep() * 0.9))
        elif control and key == Qt.Key.Key_A and self.page in self._words and self._selectable:
            self.select(self.page, 0, self.page, len(self._words[self.page].text.text))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Begin to select."""
        if event.button() != Qt.MouseButton.LeftButton or not self._selectable:
            return
        where = event.position().toPoint()
        near = (where - self._pressed_at).manhattanLength() < QApplication.startDragDistance()
        self._clicks = 3 if self._clicks == 2 and near else 1
        self._pressed_at = where
        spot = self._spot_at(where)
        if spot is None:
            return
        if self._clicks == 3:
            self._take_stretch(spot, line_at)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._anchor is not None:
            self._head = spot
            self._tell_selection()
        else:
            had = self._anchor is not None
            self._anchor = self._head = spot
            self._dragging = True
            if had:
                self._tell_selection()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Select a word; a third click takes the line."""
        self._clicks, self._pressed_at = 2, event.position().toPoint()
        spot = self._spot_at(self._pressed_at) if self._selectable else None
        if spot is not None:
            self._take_stretch(spot, word_at)
        QTimer.singleShot(QApplication.doubleClickInterval(), self, self._forget_clicks)

    def _forget_clicks(self) -> None:
        self._clicks = 0

    def _take_stretch(self, spot: Spot, around: object) -> None:
        page, place = spot
        start, end = around(self._words[page].text.text, place)  # type: ignore[operator]
        self._anchor, self._head = (page, start), (page, end)
        self._dragging = False
        self._tell_selection()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Select up to the pointer, or show what is under it."""
        where = event.position().toPoint()
        if self._dragging:
            spot = self._spot_at(where)
            if spot is not None and spot != self._head:
                self._head = spot
                self._tell_selection()
            outside = not self.viewport().rect().contains(where)
            self._pull.start() if outside else self._pull.stop()
            return
        page, inside = self._on_page(where)
        words = self._words.get(page)
        over = words is not None and is_over_words(words, inside, self._layout.scale)
        shape = Qt.CursorShape.IBeamCursor if over and self._selectable else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """End the selection; a click on a highlight chooses it, the next click the one beneath."""
        self._pull.stop()
        if not self._dragging:
            return
        self._dragging = False
        if self._anchor == self._head:
            self._anchor = self._head = None
            under = [one.handle for one in self._highlights_at(event.position().toPoint()) if one.handle]
            if under:
                after = under.index(self._chosen) + 1 if self._chosen in under else 0
                self.highlight_chosen.emit(under[after % len(under)])

    def _scroll_while_dragging(self) -> None:
        where = self.viewport().mapFromGlobal(self.cursor().pos())
        over = where.y() - self.viewport().height() if where.y() > 0 else where.y()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + max(-80, min(80, over)))
        spot = self._spot_at(where)
        if spot is not None:
            self._head = spot
            self._tell_selection()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Scroll, or with Ctrl draw larger or smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.larger() if event.angleDelta().y() > 0 else self.smaller()
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Tell what a highlight is while the pointer rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tips = [one.tip for one in self._highlights_at(event.pos()) if one.tip]
            QToolTip.showText(event.globalPos(), "\n".join(tips), self.viewport())
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Fit the pages to the new room."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw what is in view."""
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), theme.colour("desk"))
            if not self.pages:
                self._paint_sentence(painter)
                return
            top = self.verticalScrollBar().value()
            painter.translate(-self.horizontalScrollBar().value(), -top)
            for page in self._layout.visible(top, top + self.viewport().height()):
                self._paint_page(painter, page)

    def _paint_sentence(self, painter: QPainter) -> None:
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.letters(14))
        room = QRectF(self.viewport().rect()).adjusted(32, 32, -32, -32)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._saying)

    def _paint_page(self, painter: QPainter, page: int) -> None:
        rect = self._layout.rect(page)
        paint_page(painter, rect, self._picture_of(page))
        words = self._words.get(page)
        if words is None:
            return
        scale = self._layout.scale
        painter.save()
        painter.translate(rect.topLeft())
        for one in self._highlights:
            if one.page == page:
                boxes = [shown_rect(words, box, scale) for box in one.rectangles]
                paint_highlight(
                    painter, boxes, one.kind, chosen=bool(one.handle) and one.handle == self._chosen
                )
        chosen = self._chosen_on(page, words)
        if chosen:
            paint_selected(painter, line_rects(words, *chosen, scale))
        painter.restore()

    def _chosen_on(self, page: int, words: Words) -> tuple[int, int] | None:
        """The stretch of a page's text that is selected."""
        if self._anchor is None or self._head is None:
            return None
        (first, start), (last, end) = sorted((self._anchor, self._head))
        if not first <= page <= last:
            return None
        return start if page == first else 0, end if page == last else len(words.text.text)
