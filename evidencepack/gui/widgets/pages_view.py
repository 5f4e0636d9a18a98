"""Real pages under one another: drawn in the background, scrolled, enlarged, turned, their words selected."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from evidencepack.gui import theme
from evidencepack.gui.widgets.notices import announce
from evidencepack.gui.widgets.pages_layout import GAP, POINT, Layout
from evidencepack.gui.widgets.pages_marks import Highlight, Marks
from evidencepack.gui.widgets.pages_paint import (
    paint_caret,
    paint_highlight,
    paint_picture,
    paint_selected,
    paint_sheet,
)
from evidencepack.gui.widgets.pages_picking import Picking
from evidencepack.gui.widgets.pages_supply import Shapes, Supply
from evidencepack.gui.widgets.pages_words import PageWords

_STEPS = (25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400, 600, 800)
_WHEEL_STEP = 1.1
Boxes = list[list[float]]


class PagesView(QAbstractScrollArea):
    """The pages of a PDF, to look at.

    Signals:
        opened: How many pages it has.
        failed: Why it cannot be shown.
        page_changed: The page in view, from 1.
        zoom_changed: In per cent.
        named: Pages are called by other numbers than before.

    Attributes:
        pages: How many pages there are.
        page: The page in view.
        labels: What is printed as each page's number.
        fit: ``width``, ``page``, or empty where the person chose a size.
        supply: Fetches the pages.
        layout_of_pages: Where they lie.
        words: The words of the pages looked at last.
        marks: The quotes and finds on the pages.
        picking: The words that are selected; a view that only shows pages has none.
    """

    opened = Signal(int)
    failed = Signal(str)
    page_changed = Signal(int)
    zoom_changed = Signal(float)
    named = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.layout_of_pages = Layout()
        self.fit = "width"
        self.page, self.pages = 1, 0
        self.labels: list[str] = []
        self.supply = Supply(self)
        self.words = self.supply.words
        self.marks = Marks(self.words)
        self.picking = Picking(self.words)
        self._saying = ""
        self._goal: tuple[int, Boxes | None] | None = None
        self._waited_for: tuple[int, Boxes, int] | None = None
        self._keep_place = False
        self.supply.opened.connect(self._file_opened)
        self.supply.failed.connect(self._file_failed)
        self.supply.picture_came.connect(self.viewport().update)
        self.supply.words_came.connect(self._take_words)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._wish)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)

    # Files

    def show_file(self, path: Path | None, *, page: int = 1) -> None:
        """Show another file from a page on."""
        self.picking.clear()
        self.layout_of_pages.shapes, self.layout_of_pages.turn = [], 0
        self.layout_of_pages.arrange()
        self.pages, self.labels = 0, []
        self._goal, self._keep_place, self._waited_for = (page, None), False, None
        self._saying = "Opening…" if path else ""
        self.supply.open(path)
        self.viewport().update()

    def replace_file(self, path: Path) -> None:
        """Show a new state of the same document where the person is; the old pages stay until it is drawn."""
        if not self.pages:
            self.show_file(path)
            return
        self._keep_place = True
        self.supply.reopen(path)

    def close_file(self) -> None:
        """Show nothing."""
        self.show_file(None)

    def end(self) -> None:
        """Stop the thread and the worker; the view is of no use afterwards."""
        self._again.stop()
        self.supply.end()

    def name_pages(self, labels: list[str]) -> None:
        """Call the pages by other numbers than the file does."""
        if len(labels) == self.pages and labels != self.labels:
            self.labels = labels
            self.named.emit()
            self._tell_page()

    def _file_opened(self, shapes: Shapes) -> None:
        self._saying = ""
        self.layout_of_pages.shapes = shapes
        self.labels = [label for label, _, _ in shapes]
        self.pages = len(shapes)
        self._arrange()
        if self._goal and not self._keep_place:
            self.go_to(*self._goal)
        self._keep_place = False
        self.opened.emit(self.pages)
        self._tell_page()

    def _file_failed(self, sentence: str) -> None:
        self._saying = "" if self.pages else sentence
        self.failed.emit(sentence)
        self.viewport().update()
        announce(self)

    # Size and turn

    @property
    def zoom(self) -> float:
        """How large pages are drawn, in per cent."""
        return self.layout_of_pages.scale / POINT * 100

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
        self.go_to(self.page)

    def set_zoom(self, percent: float, about: QPoint | None = None) -> None:
        """Draw pages at a size; the spot under ``about`` (a point of the viewport) stays where it is."""
        self.fit = ""
        percent = min(max(percent, _STEPS[0]), _STEPS[-1])
        self._set_scale(percent / 100 * POINT, about)

    @property
    def turned(self) -> int:
        """How far pages are turned clockwise, in degrees."""
        return self.layout_of_pages.turn

    def turn_pages(self, degrees: int) -> None:
        """Turn all pages clockwise (or the other way), to read them; the document stays as it is."""
        page = self.page
        self.layout_of_pages.turn = (self.layout_of_pages.turn + degrees) % 360
        self._arrange()
        self.go_to(page)

    def _fitted(self) -> float:
        layout = self.layout_of_pages
        if not layout.shapes or not self.fit:
            return layout.scale
        room = self.viewport().width() - 2 * GAP
        if self.fit == "width":
            return max(0.1, min(room / max(layout.usual_width, 1), 2 * POINT))
        wide, high = layout.size(min(self.page, len(layout.shapes)))
        return max(0.1, min(room / max(wide, 1), (self.viewport().height() - 2 * GAP) / max(high, 1)))

    def _arrange(self) -> None:
        self.layout_of_pages.arrange()  # a turn changes the widest page
        self._set_scale(self._fitted())

    def _set_scale(self, scale: float, about: QPoint | None = None) -> None:
        layout, across, down = self.layout_of_pages, self.horizontalScrollBar(), self.verticalScrollBar()
        kept = about or QPoint(self.viewport().width() // 2, self.viewport().height() // 3)
        page, spot = self.on_page(kept)
        layout.scale, layout.width = scale, self.viewport().width()
        layout.arrange()
        high, wide = self.viewport().height(), self.viewport().width()
        down.setPageStep(high)
        down.setSingleStep(theme.scaled(48))
        down.setRange(0, max(0, round(layout.height - high)))
        across.setPageStep(wide)
        across.setRange(0, max(0, round(layout.widest - wide)))
        if page and page <= len(layout.shapes):
            at = layout.placing(page).map(spot)
            down.setValue(round(at.y() - kept.y()))
            across.setValue(round(across.maximum() / 2 if self.fit else at.x() - kept.x()))
        self.zoom_changed.emit(self.zoom)
        self._again.start()
        self.viewport().update()

    # Place

    def go_to(self, page: int, rectangles: Boxes | None = None) -> None:
        """Bring a page, or a place on it (boxes of PDF user space), into view: a third from the top."""
        if not self.pages:
            self._goal = (page, rectangles)
            return
        page = min(max(page, 1), self.pages)
        rect = self.layout_of_pages.rect(page)
        bar = self.verticalScrollBar()
        self._waited_for = None
        if not rectangles:
            bar.setValue(round(rect.top() - GAP))
            return
        words = self.words.get(page)
        if words is None:  # roughly there; exactly once the page is known
            bar.setValue(round(rect.top() + rect.height() / 3 - self.viewport().height() / 3))
            self._waited_for = (page, rectangles, bar.value())
            self._again.start()
            return
        place = self.layout_of_pages.placing(page).mapRect(words.shown(rectangles[0]))
        bar.setValue(round(place.top() - self.viewport().height() / 3))
        self._bring_across(place)

    def _bring_across(self, place: QRectF) -> None:
        bar, wide = self.horizontalScrollBar(), self.viewport().width()
        if place.left() < bar.value() or place.right() > bar.value() + wide:
            bar.setValue(round(min(place.left() - 4 * GAP, place.center().x() - wide / 2)))

    @property
    def place(self) -> tuple[int, float]:
        """Where the person is: the page at the top of the view, and how much of it lies above."""
        if not self.pages:
            return 1, 0.0
        top = self.verticalScrollBar().value() + GAP
        page = self.layout_of_pages.page_at(top)
        rect = self.layout_of_pages.rect(page)
        return page, (top - rect.top()) / max(rect.height(), 1)

    def go_to_place(self, page: int, above: float) -> None:
        """Go back to a :attr:`place`."""
        if self.pages:
            rect = self.layout_of_pages.rect(min(max(page, 1), self.pages))
            self.verticalScrollBar().setValue(round(rect.top() + above * rect.height() - GAP))

    def show_spot(self, page: int, place: int) -> None:
        """Scroll no further than is needed to see a place between two letters."""
        words = self.words.get(page)
        if words is None:
            return
        caret = self.layout_of_pages.placing(page).mapRect(words.caret(place))
        bar, high = self.verticalScrollBar(), self.viewport().height()
        if caret.top() < bar.value() + GAP:
            bar.setValue(round(caret.top() - 3 * GAP))
        elif caret.bottom() > bar.value() + high - GAP:
            bar.setValue(round(caret.bottom() - high + 3 * GAP))
        self._bring_across(caret)

    def _scrolled(self, _value: int) -> None:
        self._again.start()
        self.viewport().update()
        self._tell_page()

    def _tell_page(self) -> None:
        if not self.pages:
            return
        bar = self.verticalScrollBar()
        page = self.layout_of_pages.page_at(bar.value() + self.viewport().height() / 3)
        if bar.value() == bar.maximum() and bar.maximum() > 0:
            page = self.layout_of_pages.page_at(bar.value() + self.viewport().height() - 2 * GAP)
        if page != self.page:
            self.page = page
            self.page_changed.emit(page)
        label = self.labels[page - 1]
        printed = f", printed as {label}" if label not in ("", str(page)) else ""
        self.setAccessibleDescription(f"Page {page} of {self.pages}{printed}")

    # Wishes and answers

    def _wish(self) -> None:
        """Ask for what is in view and not yet there."""
        if self.pages:
            also = [*self.picking.pages, *([self._waited_for[0]] if self._waited_for else [])]
            self.supply.wish(self.layout_of_pages, self._seen(), self.devicePixelRatioF(), also)

    def _seen(self) -> QRectF:
        """The part of all pages that is in view."""
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return QRectF(left, top, self.viewport().width(), self.viewport().height())

    def _take_words(self, words: PageWords) -> None:
        self.viewport().update()
        waited = self._waited_for
        if waited is not None and waited[0] == words.page:
            self._waited_for = None
            if waited[2] == self.verticalScrollBar().value():
                self.go_to(waited[0], waited[1])
        self.marks_moved()

    def marks_moved(self) -> None:
        """Hear that marks may lie elsewhere now; views with a strip show it anew."""

    # Marks

    def set_highlights(self, highlights: list[Highlight]) -> None:
        """Show these quotes and finds on the pages."""
        self.marks.highlights = list(highlights)
        self.viewport().update()
        self.marks_moved()

    def choose(self, handle: str | None) -> None:
        """Draw a frame around a quote."""
        self.marks.chosen = handle or ""
        self.viewport().update()
        self.marks_moved()

    def on_page(self, where: QPoint) -> tuple[int, QPointF]:
        """The page under a point of the viewport (0 if there is none), and the point on it, in points."""
        if not self.pages:
            return 0, QPointF()
        page = self.layout_of_pages.page_at(where.y() + self.verticalScrollBar().value())
        return page, self.on_this_page(page, where)

    def on_this_page(self, page: int, where: QPoint) -> QPointF:
        """A point of the viewport in points of a page, beyond its edges too."""
        spot = QPointF(where) + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return self.layout_of_pages.on_page(page, spot)

    def marks_at(self, where: QPoint) -> list[Highlight]:
        """What is marked under a point of the viewport."""
        page, spot = self.on_page(where)
        return self.marks.at(page, spot)

    # What Qt tells

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Scroll, or with Ctrl draw larger or smaller about the pointer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = _WHEEL_STEP ** (event.angleDelta().y() / 120)
            self.set_zoom(self.zoom * factor, event.position().toPoint())
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Tell what a highlight is while the pointer rests on it; zoom with two fingers."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tips = [one.tip for one in self.marks_at(event.pos()) if one.tip]
            QToolTip.showText(event.globalPos(), "\n".join(tips), self.viewport())
            return True
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.set_zoom(self.zoom * (1 + event.value()), event.position().toPoint())
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
            seen = self._seen()
            painter.translate(-seen.topLeft())
            for page in self.layout_of_pages.visible(seen.top(), seen.bottom()):
                self._paint_page(painter, page, seen)

    def _paint_sentence(self, painter: QPainter) -> None:
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.letters(14))
        room = QRectF(self.viewport().rect()).adjusted(32, 32, -32, -32)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._saying)

    def _paint_page(self, painter: QPainter, page: int, seen: QRectF) -> None:
        paint_sheet(painter, self.layout_of_pages.rect(page))
        painter.save()
        painter.setTransform(self.layout_of_pages.turning(page), combine=True)
        self._paint_pictures(painter, page, seen)
        painter.restore()
        words = self.words.get(page)
        if words is None:
            return
        placing = self.layout_of_pages.placing(page)
        for one in self.marks.on(page):
            boxes = [placing.mapRect(words.shown(box)) for box in one.rectangles]
            paint_highlight(painter, boxes, one.kind, chosen=self.marks.is_chosen(one))
        picked = self.picking.on_page(words)
        if picked:
            paint_selected(painter, [placing.mapRect(rect) for rect in words.rects(*picked)])
        elif self.picking.head is not None and self.picking.head[0] == page and self.hasFocus():
            paint_caret(painter, placing.mapRect(words.caret(self.picking.head[1])))

    def _paint_pictures(self, painter: QPainter, page: int, seen: QRectF) -> None:
        """Draw the sharp bands of a page; where one is missing, first what there is of the whole page."""
        ratio = self.devicePixelRatioF()
        bands = self.layout_of_pages.bands(page, ratio, seen)
        pictures = [(band, self.supply.pictures.get(band)) for band in bands]
        _, wide, high = self.layout_of_pages.shapes[page - 1]
        across, scale = round(wide * self.layout_of_pages.scale), self.layout_of_pages.scale
        if any(picture is None for _, picture in pictures):
            rough = self.supply.pictures.rough(page)
            if rough is not None:
                paint_picture(painter, QRectF(0, 0, across, round(high * scale)), rough)
        for band, picture in pictures:
            if picture is not None:
                rect = QRectF(0, band.first / ratio, across, (band.after - band.first) / ratio)
                paint_picture(painter, rect, picture)
