"""The cards of the board: how wide and high they are, and how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QApplication

from evidencepack.gui import icons, theme
from evidencepack.gui.models.claims_board import Link
from evidencepack.gui.models.claims_rows import NOTHING_YET
from evidencepack.gui.models.claims_words import COMPARED, SAMENESS, VERBS, Row, dated, pages, quoted
from evidencepack.gui.models.pack_view import badge_of
from evidencepack.gui.widgets.marks import GRADES, paint_edge, paint_grade, paint_kind

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_BOLD, _MEDIUM = QFont.Weight.DemiBold, QFont.Weight.Medium
MOST_LINES = 6  # of a claim's words; the tooltip has the rest
_NO_REASON = "No reason given yet."


@dataclass(frozen=True)
class Columns:
    """Where the claims, the verbs and the evidence begin and how wide they are, in pixels."""

    claim: int
    claim_width: int
    verb: int
    verb_width: int
    evidence: int
    evidence_width: int


def columns(width: int) -> Columns:
    """How a width is shared: a third for the claims, room for the longest verb, the rest for evidence."""
    edge = theme.scaled(16)
    metrics = QFontMetrics(theme.letters(12, _BOLD))
    verb = max(
        metrics.horizontalAdvance(f"{sign}  {name}") for name, sign, _ in VERBS.values()
    ) + theme.scaled(12)
    claim = max((width - 2 * edge) * 33 // 100, theme.scaled(180))
    start = edge + claim + verb
    return Columns(edge, claim, edge + claim, verb, start, max(width - edge - start, theme.scaled(180)))


@lru_cache(maxsize=16384)
def _lines(text: str, pixels: int, serif: bool, width: int, most: int) -> tuple[str, ...]:
    font = theme.letters(13, serif=serif)
    font.setPixelSize(pixels)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if len(lines) == most - 1:  # what does not fit is left out at its end
            lines.append(QFontMetrics(font).elidedText(text[start:], Qt.TextElideMode.ElideRight, width))
            break
        lines.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(lines)


def wrapped(text: str, font: QFont, width: int, most: int = 99) -> tuple[str, ...]:
    """Words as they wrap; after the last line that there is room for, they are cut short."""
    return _lines(text, font.pixelSize(), "Serif" in font.families()[0], max(width, 40), most)


def _serif() -> QFont:
    return theme.letters(14, serif=True)


def _claim_inside(width: int) -> int:
    return width - theme.scaled(26)


def _base() -> int:
    """The height of the person’s letters: everything measured is remembered for it."""
    return QApplication.font().pixelSize()


def claim_height(quote: Row, width: int, most: int = MOST_LINES) -> int:
    """How high the card of a claim must be."""
    return _claim_height(quote["text"], width, most, _base())


@lru_cache(maxsize=16384)
def _claim_height(text: str, width: int, most: int, _base: int) -> int:
    lines = len(wrapped(quoted(text), _serif(), _claim_inside(width), most))
    return theme.scaled(8 + 24 + 2 + 2 + 20 + 8) + lines * theme.scaled(20)


def _facts(relation: Row) -> list[tuple[str, str, bool]]:
    """Subject, Data and Period, each with its sign, its colour and whether it is bold."""
    facts = []
    for field, name in COMPARED:
        sign, colour, _, _ = SAMENESS[relation[field]]
        facts.append((f"{sign} {name}", colour, relation[field] != "unknown"))
    return facts


def _facts_width(link: Link) -> int:
    names = " ".join(text for text, _, _ in _facts(link.relation))
    return _width_of_facts(names, pages(link.quote), _base())


@lru_cache(maxsize=4096)
def _width_of_facts(names: str, place: str, _base: int) -> int:
    metrics, plain = QFontMetrics(theme.letters(12, _MEDIUM)), QFontMetrics(theme.letters(12))
    wide = metrics.horizontalAdvance(names) + plain.horizontalAdvance(place)
    return wide + len(COMPARED) * theme.scaled(14)


def _reason(link: Link, width: int) -> tuple[tuple[str, ...], bool, int]:
    """The lines of the reason, whether the facts stand at its right, and how high the card must be."""
    return _measured(link.relation["because"] or _NO_REASON, _facts_width(link), width, _base())


@lru_cache(maxsize=16384)
def _measured(text: str, facts: int, width: int, _base: int) -> tuple[tuple[str, ...], bool, int]:
    inside = width - theme.scaled(26)
    room = inside - facts - theme.scaled(16)
    beside = room >= theme.scaled(230)
    lines = wrapped(text, theme.letters(12), room if beside else inside)
    under = 0 if beside else theme.scaled(20)
    return lines, beside, theme.scaled(6 + 24 + 2 + 8) + len(lines) * theme.scaled(16) + under


def link_height(link: Link, width: int) -> int:
    """How high the card of a piece of evidence must be."""
    return _reason(link, width)[2]


def paint_ground(painter: QPainter, box: QRect, kind: str, ring: str, *, fill: str = "alternate") -> None:
    """Draw an empty card; ``ring`` is the colour of a ring around it, or nothing."""
    painter.fillRect(box, theme.colour(fill))
    painter.setPen(theme.colour("hairline"))
    painter.drawRect(box.adjusted(0, 0, -1, -1))
    paint_edge(painter, QRectF(box), kind)
    if ring:
        painter.setPen(QPen(theme.colour(ring), 2))
        painter.drawRect(box.adjusted(0, 0, -1, -1))


def _text(painter: QPainter, box: QRect, text: str, font: QFont, colour: str) -> int:
    """Draw a line of text that is cut short where the room ends; how wide it became."""
    painter.setFont(font)
    painter.setPen(theme.colour(colour))
    fits = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(box.width(), 0))
    painter.drawText(box, _MIDDLE, fits)
    return QFontMetrics(font).horizontalAdvance(fits)


def _head(painter: QPainter, row: QRect, quote: Row, text: str, font: QFont, colour: str) -> None:
    """Draw mark, handle, words and badge in one row."""
    size, gap = theme.scaled(16), theme.scaled(7)
    paint_kind(painter, QRectF(row.left(), row.center().y() - size / 2 + 1, size, size), quote["kind"])
    left = row.left() + size + gap
    box = QRect(left, row.top(), row.right() - left, row.height())
    left += _text(painter, box, quote["handle"], theme.letters(13, _BOLD), "text") + gap
    sign, name, _ = GRADES.get(badge_of(quote), ("", quote["match"], ""))
    metrics = QFontMetricsF(theme.letters(12, _MEDIUM))
    wide = metrics.horizontalAdvance(f"{sign} {name}".strip()) + 14
    badge = QRectF(row.right() - wide, row.top(), wide, row.height())
    _text(painter, QRect(left, row.top(), int(badge.left()) - gap - left, row.height()), text, font, colour)
    paint_grade(painter, badge, badge_of(quote))


def paint_claim(
    painter: QPainter, box: QRect, quote: Row, ring: str, *, fill: str = "alternate", most: int = MOST_LINES
) -> None:
    """Draw the card of a claim: who, how true, the words, when and where."""
    paint_ground(painter, box, quote["kind"], ring, fill=fill)
    inside = box.adjusted(theme.scaled(14), theme.scaled(8), -theme.scaled(12), -theme.scaled(8))
    row = QRect(inside.left(), inside.top(), inside.width(), theme.scaled(24))
    _head(painter, row, quote, quote["speaker"], theme.letters(12), "second")
    y = row.bottom() + 1 + theme.scaled(2)
    font, high = _serif(), theme.scaled(20)
    painter.setFont(font)
    painter.setPen(theme.colour("text"))
    for line in wrapped(quoted(quote["text"]), font, _claim_inside(box.width()), most):
        painter.drawText(QRect(inside.left(), y, inside.width(), high), _MIDDLE, line)
        y += high
    foot = QRect(inside.left(), y + theme.scaled(2), inside.width(), theme.scaled(20))
    _text(painter, foot, dated(quote), theme.letters(12), "second")


def paint_verb(painter: QPainter, box: QRect, relation: Row) -> None:
    """Draw between the cards what the evidence does to the claim."""
    name, sign, _ = VERBS[relation["kind"]]
    font = theme.letters(12, _BOLD)
    painter.setFont(font)
    painter.setPen(theme.colour("text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{sign}  {name}")


def paint_link(painter: QPainter, box: QRect, link: Link, ring: str) -> None:
    """Draw the card of a piece of evidence: its words, the reason, and what both speak of."""
    paint_ground(painter, box, link.quote["kind"], ring)
    inside = box.adjusted(theme.scaled(14), theme.scaled(6), -theme.scaled(12), -theme.scaled(8))
    row = QRect(inside.left(), inside.top(), inside.width(), theme.scaled(24))
    _head(painter, row, link.quote, quoted(link.quote["text"]), _serif(), "text")
    lines, beside, _ = _reason(link, box.width())
    y, high = row.bottom() + 1 + theme.scaled(2), theme.scaled(16)
    painter.setFont(theme.letters(12))
    painter.setPen(theme.colour("second" if link.relation["because"] else "muted"))
    for n, line in enumerate(lines):
        painter.drawText(QRect(inside.left(), y + n * high, inside.width(), high), _MIDDLE, line)
    if beside:
        left, top = inside.right() - _facts_width(link), y + max((len(lines) - 1) * high // 2, 0)
    else:
        left, top = inside.left(), y + len(lines) * high + theme.scaled(3)
    _paint_facts(painter, QPointF(left, top), link)


def _paint_facts(painter: QPainter, where: QPointF, link: Link) -> None:
    x, high = where.x(), theme.scaled(16)
    gap = theme.scaled(14)
    for text, colour, bold in _facts(link.relation):
        font = theme.letters(12, _MEDIUM if bold else QFont.Weight.Normal)
        x += _text(painter, QRect(int(x), int(where.y()), 400, high), text, font, colour) + gap
    _text(painter, QRect(int(x), int(where.y()), 400, high), pages(link.quote), theme.letters(12), "second")


def paint_nothing(painter: QPainter, box: QRect, ratio: float) -> None:
    """Draw beside a claim that nothing is there yet, and what can be done."""
    painter.fillRect(box, theme.colour("warning_fill"))
    pen = QPen(theme.colour("warning"), 1, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawRect(box.adjusted(0, 0, -1, -1))
    size = theme.scaled(16)
    left = box.left() + theme.scaled(14)
    sign = icons.pixmap("circle-dashed", "warning", 16, ratio)
    painter.drawPixmap(left, box.center().y() - size // 2 + 1, sign)
    left += size + theme.scaled(8)
    room = QRect(left, box.top(), box.right() - left - theme.scaled(8), box.height())
    font = theme.letters(13)
    painter.setFont(font)
    painter.setPen(QColor(theme.colour("text")))
    painter.drawText(room, _MIDDLE | int(Qt.TextFlag.TextWordWrap), NOTHING_YET)
