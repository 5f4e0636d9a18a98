"""How the search draws its rows: words with those found in bold, the place below, keys at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from evidencepack.gui import icons, theme
from evidencepack.gui.models.find_rows import ROW, FindRow
from evidencepack.gui.widgets.marks import paint_kind
from evidencepack.submission.excerpt import Marked

Index = QModelIndex | QPersistentModelIndex
_HEIGHTS = {"head": 28, "hit": 46, "command": 32, "more": 28, "recent": 32, "hint": 44}
_EDGE, _WORDS = 14, 42  # where icons and words begin
_WIDE = 100_000.0


class FindList(QListView):
    """A list that draws all its ground itself: else Qt draws the page behind it again with every letter."""

    def __init__(self) -> None:
        super().__init__()
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the ground, then the rows."""
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), theme.colour("base"))
        super().paintEvent(event)


class FindCells(QStyledItemDelegate):
    """Draws the rows of the search."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 (Qt's name)
        """A row's height."""
        row: FindRow = index.data(ROW)
        return QSize(0, theme.scaled(_HEIGHTS[row.kind]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        row: FindRow = index.data(ROW)
        painter.save()
        if row.kind == "head":
            self._paint_head(painter, option.rect, row)
        elif row.kind == "hint":
            words = option.rect.adjusted(theme.scaled(_EDGE), 0, -theme.scaled(_EDGE), 0)
            _draw(painter, words, row.words, theme.letters(), "second")
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_row(painter, option.rect, row, chosen)
        painter.restore()

    def _paint_head(self, painter: QPainter, where: QRect, row: FindRow) -> None:
        font = theme.letters(12, theme.DEMI)
        inside = where.adjusted(theme.scaled(_EDGE), theme.scaled(5), -theme.scaled(_EDGE), 0)
        width = QFontMetrics(font).horizontalAdvance(row.words.text)
        _draw(painter, inside, row.words, font, "second")
        _draw(
            painter, inside.adjusted(width + theme.scaled(8), 0, 0, 0), row.place, theme.letters(12), "muted"
        )

    def _paint_row(self, painter: QPainter, where: QRect, row: FindRow, chosen: bool) -> None:
        if chosen:
            painter.fillRect(where, theme.colour("selection"))
            painter.fillRect(QRect(where.left(), where.top(), 3, where.height()), theme.colour("accent"))
        tint = "text" if row.possible else "muted"
        self._paint_icon(painter, where, row)
        inside = where.adjusted(theme.scaled(_WORDS), 0, -theme.scaled(_EDGE), 0)
        if row.kind == "hit":
            top = theme.scaled(4)
            first = QRect(inside.left(), inside.top() + top, inside.width(), theme.scaled(21))
            second = QRect(inside.left(), first.bottom() + 1, inside.width(), theme.scaled(17))
            size = 14 if row.serif else theme.BASE_SIZE
            _draw(painter, first, row.words, theme.letters(size, serif=row.serif), tint, lit=True)
            _draw(painter, second, row.place, theme.letters(12), "second")
        elif row.kind == "command":
            inside.setRight(self._paint_keys(painter, inside, row) - theme.scaled(12))
            width = _draw(painter, inside, row.words, theme.letters(), tint)
            beside = inside.adjusted(width + theme.scaled(12), 0, 0, 0)
            _draw(painter, beside, row.place, theme.letters(12), "muted")
        else:
            _draw(painter, inside, row.words, theme.letters(), "accent" if row.kind == "more" else tint)

    def _paint_icon(self, painter: QPainter, where: QRect, row: FindRow) -> None:
        size = theme.scaled(16)
        top = where.top() + (theme.scaled(6) if row.kind == "hit" else (where.height() - size) // 2)
        box = QRect(where.left() + theme.scaled(_EDGE), top, size, size)
        if row.icon in ("claim", "evidence"):
            paint_kind(painter, QRectF(box), row.icon)
        else:
            ratio = painter.device().devicePixelRatioF()
            tint = "second" if row.possible else "edge"
            painter.drawPixmap(box.topLeft(), icons.pixmap(row.icon, tint, 16, ratio))

    def _paint_keys(self, painter: QPainter, inside: QRect, row: FindRow) -> int:
        """Draw a shortcut as a key at the right; where it begins."""
        if not row.keys:
            return inside.right()
        font = theme.letters(11)
        width = QFontMetrics(font).horizontalAdvance(row.keys) + theme.scaled(10)
        high = theme.scaled(18)
        top = inside.top() + (inside.height() - high) // 2
        box = QRectF(inside.right() - width + 0.5, top + 0.5, width - 1, high - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("edge" if row.possible else "hairline"), 1))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(theme.colour("second" if row.possible else "muted"))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.keys)
        return inside.right() - width


def _draw(
    painter: QPainter, where: QRect, words: Marked, font: QFont, tint: str, *, lit: bool = False
) -> int:
    """Draw words on one line, those found in bold, shortened at the right; how wide they are.

    Args:
        painter: On the list.
        where: The room there is.
        words: The words.
        font: Their letters.
        tint: The name of their colour.
        lit: Whether the words found are lit as they are on a page.
    """
    layout, width = _laid_out(words.text, words, font, tint, lit)
    if width > where.width():
        room = where.width() - QFontMetrics(font).horizontalAdvance("…") - 2
        kept = layout.lineAt(0).xToCursor(room, layout.lineAt(0).CursorPosition.CursorOnCharacter)
        shortened = words.text[: max(kept, 0)].rstrip() + "…"
        layout, width = _laid_out(shortened, words, font, tint, lit)
    line = layout.lineAt(0)
    layout.draw(painter, QPointF(where.left(), where.top() + (where.height() - line.height()) / 2))
    return round(width)


def _laid_out(text: str, words: Marked, font: QFont, tint: str, lit: bool) -> tuple[QTextLayout, float]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats(_formats(text, words, tint, lit))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_WIDE)
    layout.endLayout()
    return layout, line.naturalTextWidth()


def _formats(text: str, words: Marked, tint: str, lit: bool) -> list[QTextLayout.FormatRange]:
    """The colour of all, and bold for what was found; Qt counts in UTF-16 units."""
    plain, bold = QTextCharFormat(), QTextCharFormat()
    plain.setForeground(theme.colour(tint))
    bold.setForeground(theme.on_paper("text") if lit else theme.colour(tint))
    bold.setFontWeight(int(theme.DEMI))
    if lit:
        bold.setBackground(theme.on_paper("find"))
    made = [_range(0, _units(text), plain)]
    for start, end in words.marks:
        if start < len(text):
            made.append(_range(_units(text[:start]), _units(text[start:end]), bold))
    return made


def _range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, form
    return made


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
