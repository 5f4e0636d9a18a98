"""The claims and evidence of the pack over time, as a picture to look at, follow and save."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPoint, QPointF, QRectF, QSize, Qt, Signal
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
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from evidencepack.errors import CannotWrite
from evidencepack.gui import theme
from evidencepack.gui.models.pack_view import PackView
from evidencepack.submission.diagram import MARK, Diagram, Node, lay_out
from evidencepack.submission.diagram_svg import draw_svg

_SMALLEST, _READABLE, _LARGEST = 0.25, 0.8, 4.0
_SHARP = 2  # pixels of a saved picture in a pixel of the drawing
_MOST_PIXELS = 60_000_000


class DiagramView(QAbstractScrollArea):
    """Shows the diagram; the wheel with Ctrl enlarges it, arrows and clicks choose a quote.

    Signals:
        chosen: The handle of a quote.
        opened: The handle of a quote that the person wants to read.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.diagram: Diagram = lay_out({})
        self.handle = ""
        self.zoom = 1.0
        self._title = ""
        self._facts: object = None
        self._drawing = QSvgRenderer(self)
        self.setAccessibleName("Claims and evidence over time")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    def show_view(self, view: PackView) -> None:
        """Show the quotes and relations of the pack as it is now."""
        facts = (view.of("quotes"), view.of("relations"), view.title)
        if facts == self._facts:
            return
        self._facts = facts
        self._title = f"Claims and evidence: {view.title}"
        self.diagram = lay_out(view.rows)
        if self.handle not in [node.handle for node in self.diagram.nodes]:
            self.handle = ""
        self._draw()

    def start(self) -> None:
        """Draw it so that it fits across the view, where its words can still be read then."""
        self.set_zoom(min(max(self.viewport().width() / max(self.diagram.width, 1), _READABLE), 1.0))

    def _draw(self) -> None:
        self._drawing.load(QByteArray(self.svg(self.handle).encode()))
        node = self._node
        self.setAccessibleDescription(f"{node.head} {node.words}" if node else "No quote is chosen")
        self._arrange()

    def svg(self, chosen: str = "") -> str:
        """The picture as SVG."""
        return draw_svg(self.diagram, self._title, chosen)

    @property
    def _node(self) -> Node | None:
        return next((node for node in self.diagram.nodes if node.handle == self.handle), None)

    def _arrange(self) -> None:
        for bar, whole, seen in (
            (self.horizontalScrollBar(), self.diagram.width, self.viewport().width()),
            (self.verticalScrollBar(), self.diagram.height, self.viewport().height()),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(theme.scaled(48))
            bar.setRange(0, max(0, round(whole * self.zoom) - seen))
        self.viewport().update()

    def choose(self, handle: str) -> None:
        """Choose a quote: its lines are drawn strong, and it is brought into view."""
        if handle == self.handle:
            return
        self.handle = handle
        self._draw()
        node = self._node
        if node is not None:
            across, down = self.horizontalScrollBar(), self.verticalScrollBar()
            for bar, at, room in ((across, node.left, node.room), (down, node.y, 0.0)):
                low, high = at * self.zoom - 40, (at + room) * self.zoom + 40
                if low < bar.value():
                    bar.setValue(round(low))
                elif high > bar.value() + bar.pageStep():
                    bar.setValue(round(high - bar.pageStep()))
        self.chosen.emit(handle)

    def set_zoom(self, zoom: float, about: QPoint | None = None) -> None:
        """Draw it larger or smaller; the spot under ``about`` stays where it is."""
        kept = about or self.viewport().rect().center()
        spot = self._spot(kept)
        self.zoom = min(max(zoom, _SMALLEST), _LARGEST)
        self._arrange()
        self.horizontalScrollBar().setValue(round(spot.x() * self.zoom - kept.x()))
        self.verticalScrollBar().setValue(round(spot.y() * self.zoom - kept.y()))

    def fit(self) -> None:
        """Draw it as large as it can be seen whole."""
        room = self.viewport().size()
        self.set_zoom(
            min(room.width() / max(self.diagram.width, 1), room.height() / max(self.diagram.height, 1))
        )

    def save(self, path: Path) -> None:
        """Write the picture: SVG, or PNG at twice its size.

        Raises:
            CannotWrite: It cannot be written there.
        """
        try:
            if path.suffix.lower() == ".png":
                path.write_bytes(self._png())
            else:
                path.write_text(self.svg(), encoding="utf-8")
        except OSError as problem:
            cause = problem.strerror or str(problem)
            raise CannotWrite(
                f"{path.name} could not be written ({cause}); choose another folder."
            ) from problem

    def _png(self) -> bytes:
        """The picture as PNG."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._image().save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(buffer.data().data())

    def _image(self) -> QImage:
        wide, high = self.diagram.width, self.diagram.height
        sharp = min(_SHARP, (_MOST_PIXELS / max(wide * high, 1)) ** 0.5)
        image = QImage(QSize(round(wide * sharp), round(high * sharp)), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        drawing = QSvgRenderer(QByteArray(self.svg().encode()))
        with QPainter(image) as painter:
            drawing.render(painter)
        return image

    # What Qt tells

    def _spot(self, where: QPoint) -> QPointF:
        """A point of the viewport on the drawing."""
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return QPointF((where.x() + left) / self.zoom, (where.y() + top) / self.zoom)

    def node_at(self, where: QPoint) -> Node | None:
        """The quote under a point of the viewport."""
        spot = self._spot(where)
        for node in self.diagram.nodes:
            room = QRectF(node.left - MARK / 2, node.y - 16, node.room + MARK, 34)
            if room.contains(spot):
                return node
        return None

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw what is in view."""
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        with QPainter(self.viewport()) as painter:
            painter.fillRect(self.viewport().rect(), theme.on_paper("paper"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            whole = QRectF(-left, -top, self.diagram.width * self.zoom, self.diagram.height * self.zoom)
            if theme.is_dark():
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            self._drawing.render(painter, whole)
            if self.hasFocus():
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
                painter.setPen(theme.on_paper("accent"))
                painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Fit the bars to the room."""
        super().resizeEvent(event)
        self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Scroll, or with Ctrl enlarge about the pointer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = 1.1 ** (event.angleDelta().y() / 120)
            self.set_zoom(self.zoom * factor, event.position().toPoint())
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose what is under the pointer, or nothing."""
        if event.button() == Qt.MouseButton.LeftButton:
            node = self.node_at(event.position().toPoint())
            self.choose(node.handle if node else "")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Read the quote."""
        node = self.node_at(event.position().toPoint())
        if node is not None:
            self.opened.emit(node.handle)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Go from quote to quote in time, up and down between those that are near; enlarge."""
        key = event.key()
        nodes = list(self.diagram.nodes)
        node = self._node
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and nodes:
            step = 1 if key == Qt.Key.Key_Right else -1
            at = nodes.index(node) + step if node else (0 if step > 0 else len(nodes) - 1)
            self.choose(nodes[min(max(at, 0), len(nodes) - 1)].handle)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and node is not None:
            self._choose_beyond(node, nodes, 1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.set_zoom(self.zoom * (1 / 1.25 if key == Qt.Key.Key_Minus else 1.25))
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_Escape and self.handle:
            self.choose("")
        else:
            super().keyPressEvent(event)

    def _choose_beyond(self, node: Node, nodes: list[Node], step: int) -> None:
        beyond = [one for one in nodes if (one.y - node.y) * step > 0]
        if beyond:
            nearest = min(beyond, key=lambda one: abs(one.y - node.y) + abs(one.left - node.left) / 4)
            self.choose(nearest.handle)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Tell all of a quote's head and words while the pointer rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            node = self.node_at(event.pos())
            QToolTip.showText(
                event.globalPos(), f"{node.head}\n{node.words}" if node else "", self.viewport()
            )
            return True
        return super().viewportEvent(event)
