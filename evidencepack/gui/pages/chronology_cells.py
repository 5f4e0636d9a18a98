"""How the cells of the chronology are drawn: headings of months, marks of quotes, signs of statuses."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from evidencepack.gui import icons, theme
from evidencepack.gui.models.entries_model import DATE, EVENT, HINT, LINE, NUMBER, RESTS_ON, STATUS, Line
from evidencepack.gui.models.pack_view import PackView
from evidencepack.gui.widgets.marks import paint_kind
from evidencepack.gui.widgets.tables import Index, RowCells
from evidencepack.model.wording import counted

MOST_QUOTES = 3  # more are counted: they are listed beside the grid
_SIGNS = {
    "agreed": ("check", "good"),
    "disputed-by-us": ("split", "warning"),
    "disputed-by-them": ("split", "warning"),
    "undisputed": ("minus", "second"),
    "to-be-confirmed": ("circle-help", "second"),
}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def wrapped(text: str, font: QFont, width: float) -> QTextLayout:
    """Words laid out in lines of a width."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    high = QFontMetrics(font).lineSpacing()
    layout.beginLayout()
    n = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, n * high))
        n += 1
    layout.endLayout()
    return layout


class EntryCells(RowCells):
    """Draws the cells of the grid; :class:`EntryEditing` adds how they are edited."""

    ACROSS, DOWN = 11, 6  # its words begin where those of the heads do

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self.view: PackView | None = None
        self._lines: dict[tuple[str, int], int] = {}

    # Heights

    def height(self, line: Line, date_width: int, event_width: int) -> int:
        """How high a row must be, in pixels."""
        if line.kind == "group":
            return theme.scaled(26)
        font = theme.letters()
        high = QFontMetrics(font).lineSpacing()
        text = self._count(line.row["text"], font, event_width)
        date = self._count(line.row["shown"], font, date_width)
        quotes = len(line.row["quotes"])
        quotes = quotes if quotes <= MOST_QUOTES else MOST_QUOTES + 1
        return max(theme.scaled(30), max(text, date, quotes) * high + 2 * self.DOWN)

    def _count(self, text: str, font: QFont, width: int) -> int:
        """How many lines words need; remembered, because most rows stay as they are."""
        inside = width - 2 * self.ACROSS
        known = self._lines.get((text, inside))
        if known is None:
            fits = QFontMetrics(font).horizontalAdvance(text) <= inside
            known = 1 if fits else max(1, wrapped(text, font, inside).lineCount())
            self._lines[text, inside] = known
        return known

    def forget_heights(self) -> None:
        """Measure anew: the letters or the widths are others."""
        self._lines.clear()

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 (Qt's name)
        """The height the row has already: the grid measures rows itself, as they come into view."""
        return QSize(option.rect.width(), theme.scaled(30))

    # Drawing

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        line: Line = index.data(LINE)
        if line.kind == "group":
            whole = QRect(0, option.rect.top(), option.widget.width(), option.rect.height())
            self.paint_heading(painter, option.rect, whole, line)  # each cell draws its part
            return
        self.paint_ground(painter, option, index)
        inside = option.rect.adjusted(self.ACROSS, self.DOWN, -self.ACROSS, -self.DOWN)
        painter.save()
        painter.setClipRect(option.rect)
        painter.setFont(theme.letters())
        painter.setPen(theme.colour("text"))
        column = index.column()
        if column == RESTS_ON:
            self._paint_quotes(painter, inside, line)
        elif column == STATUS:
            self._paint_status(painter, inside, line)
        else:
            self._paint_words(painter, inside, line, column, str(index.data() or ""))
        painter.restore()

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, _index: Index) -> None:
        """Draw the ground, the hairline and the ring, without asking the style: a page has many cells."""
        state = QStyle.StateFlag
        chosen = bool(option.state & state.State_Selected)
        painter.fillRect(option.rect, theme.colour("selection" if chosen else "base"))
        painter.save()
        painter.setPen(theme.colour("hairline"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & state.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def paint_heading(self, painter: QPainter, part: QRect, whole: QRect, line: Line) -> None:
        """Draw a part of a group's heading, which goes over all columns."""
        painter.save()
        painter.setClipRect(part)
        painter.fillRect(whole, theme.colour("window"))
        painter.setPen(theme.colour("hairline"))
        painter.drawLine(whole.bottomLeft(), whole.bottomRight())
        inside = whole.adjusted(16, 0, -16, 0)
        painter.setFont(theme.letters(12, QFont.Weight.DemiBold))
        painter.setPen(theme.colour("text"))
        painter.drawText(inside, _LEFT, line.title)
        inside.setLeft(inside.left() + painter.fontMetrics().horizontalAdvance(line.title) + 8)
        painter.setFont(theme.letters(12))
        painter.setPen(theme.colour("muted"))
        painter.drawText(inside, _LEFT, counted(line.count, "entry", "entries"))
        painter.restore()

    def _paint_words(self, painter: QPainter, where: QRect, line: Line, column: int, text: str) -> None:
        first = QRect(where.left(), where.top(), where.width(), painter.fontMetrics().lineSpacing())
        if column == NUMBER:
            painter.setPen(theme.colour("second"))
            painter.drawText(first, _RIGHT, text if line.kind == "entry" else "")
            return
        if column == EVENT and not text:
            painter.setPen(theme.colour("muted"))
            text = HINT
        elif column not in (DATE, EVENT) or (column == DATE and not line.row["shown"]):
            painter.setPen(theme.colour("muted"))
        wrapped(text, painter.font(), where.width()).draw(painter, QPointF(where.topLeft()))

    def _paint_quotes(self, painter: QPainter, where: QRect, line: Line) -> None:
        high = painter.fontMetrics().lineSpacing()
        row = QRect(where.left(), where.top(), where.width(), high)
        quotes = line.row["quotes"]
        if not quotes:
            self._paint_signed(painter, row, "triangle-alert", "warning", "no source", "muted")
        for handle in quotes[:MOST_QUOTES]:
            self._paint_quote(painter, row, handle)
            row.translate(0, high)
        if len(quotes) > MOST_QUOTES:
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.letters(12))
            painter.drawText(row, _LEFT, f"and {len(quotes) - MOST_QUOTES} more")

    def _paint_quote(self, painter: QPainter, where: QRect, handle: str) -> None:
        quote = self.view.by_handle.get(handle) if self.view else None
        size = theme.scaled(16)
        if quote is not None:
            mark = QRectF(where.left(), where.center().y() - size / 2 + 0.5, size, size)
            paint_kind(painter, mark, quote["kind"])
        rest = where.adjusted(size + 6, 0, 0, 0)
        painter.setFont(theme.letters())
        painter.setPen(theme.colour("text"))
        painter.drawText(rest, _LEFT, handle)
        rest.setLeft(rest.left() + painter.fontMetrics().horizontalAdvance(handle) + 6)
        if quote is not None:
            painter.setFont(theme.letters(12))
            painter.setPen(theme.colour("muted"))
            painter.drawText(rest, _LEFT, f"{quote['source']}, p. {quote['page']}")

    def _paint_status(self, painter: QPainter, where: QRect, line: Line) -> None:
        status = line.row["status"]
        row = QRect(where.left(), where.top(), where.width(), painter.fontMetrics().lineSpacing())
        if not status:
            painter.setPen(theme.colour("muted"))
            painter.drawText(row, _LEFT, "—" if line.kind == "entry" else "")
            return
        sign, tint = _SIGNS[status]
        painter.setFont(theme.letters(12, QFont.Weight.Medium))
        self._paint_signed(painter, row, sign, tint, status.replace("-", " ").capitalize(), tint)

    @staticmethod
    def _paint_signed(
        painter: QPainter, where: QRect, sign: str, sign_tint: str, text: str, tint: str
    ) -> None:
        size = theme.scaled(14)
        picture = icons.pixmap(sign, sign_tint, 14, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(where.left(), where.center().y() - size / 2 + 1), picture)
        painter.setPen(theme.colour(tint))
        rest = where.adjusted(size + 6, 0, 0, 0)
        fits = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, _LEFT, fits)
