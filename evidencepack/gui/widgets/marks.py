"""The marks of a quote: circle C for a claim, square E for evidence, and how true its words are."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidencepack.gui import theme
from evidencepack.quoting.grade_words import GRADE_MEANINGS, GRADE_NAMES

_SIGNS = {
    "exact": ("✓", "good"),
    "equivalent": ("≈", "good"),
    "words": ("“”", "warning"),
    "picture": ("▣", "warning"),
    "ocr": ("⌕", "warning"),
    "ocr-compared": ("✓", "good"),
    "altered": ("≠", "error"),
    "ambiguous": ("?", "warning"),
    "missing": ("✕", "error"),
}
# What a badge says instead of the grade where OCR read the words.
_NAMES = {**GRADE_NAMES, "ocr": "OCR", "ocr-compared": "OCR, compared"}
_MEANINGS = {
    **GRADE_MEANINGS,
    "ocr": "The words were read by OCR from a picture; nobody has compared them with it yet.",
    "ocr-compared": "The words were read by OCR from a picture, and a person compared them with it.",
}
GRADES = {grade: (sign, _NAMES[grade], tint) for grade, (sign, tint) in _SIGNS.items()}


def paint_kind(painter: QPainter, where: QRectF, kind: str, *, paper: bool = False) -> None:
    """Draw a claim's circle or the square of evidence, with its letter."""
    tint = theme.on_paper if paper else theme.colour
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tint(f"{kind}_shape"), max(1.5, where.width() / 10)))
    painter.setBrush(tint(f"{kind}_fill"))
    inside = where.adjusted(1, 1, -1, -1)
    if kind == "claim":
        painter.drawEllipse(inside)
    else:
        painter.drawRect(inside)
    font = theme.letters(10, QFont.Weight.DemiBold)
    font.setPixelSize(max(7, round(where.height() * 0.58)))
    painter.setFont(font)
    painter.setPen(tint(kind))
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, "C" if kind == "claim" else "E")
    painter.restore()


def paint_grade(painter: QPainter, where: QRectF, grade: str) -> float:
    """Draw a badge, 20 high, in the middle of a height, from the left; says how wide it is."""
    sign, name, tint = GRADES.get(grade, ("", grade, "muted"))
    font = theme.letters(12, QFont.Weight.Medium)
    text = f"{sign} {name}".strip()
    width = QFontMetricsF(font).horizontalAdvance(text) + 14
    high = theme.scaled(20)
    box = QRectF(where.left(), where.center().y() - high / 2, width, high)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("hairline" if tint == "good" else tint), 1))
    painter.setBrush(theme.colour("base" if tint in ("good", "muted") else f"{tint}_fill"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(font)
    painter.setPen(theme.colour(tint))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return width


class KindMark(QWidget):
    """A claim's circle or the square of evidence."""

    def __init__(self, kind: str = "claim", size: int = 18) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(theme.scaled(size), theme.scaled(size))
        self.show_kind(kind)

    def show_kind(self, kind: str) -> None:
        """Show the mark of this kind."""
        self._kind = kind
        self.setAccessibleName(kind.capitalize())
        self.setToolTip(
            "A claim: what somebody asserted" if kind == "claim" else "Evidence: what shows how it is"
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the mark."""
        with QPainter(self) as painter:
            paint_kind(painter, QRectF(self.rect()), self._kind)


class GradeBadge(QWidget):
    """How true the words of a quote are."""

    def __init__(self, grade: str = "exact") -> None:
        super().__init__()
        self._grade = grade
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_grade(grade)

    def show_grade(self, grade: str) -> None:
        """Show this grade."""
        self._grade = grade
        self.setAccessibleName(GRADES.get(grade, ("", grade, ""))[1])
        self.setToolTip(_MEANINGS.get(grade, ""))
        self.setAccessibleDescription(_MEANINGS.get(grade, ""))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Room for the words."""
        sign, name, _ = GRADES.get(self._grade, ("", self._grade, ""))
        font = theme.letters(12, QFont.Weight.Medium)
        return QSize(round(QFontMetricsF(font).horizontalAdvance(f"{sign} {name}")) + 16, theme.scaled(20))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the badge."""
        with QPainter(self) as painter:
            paint_grade(painter, QRectF(self.rect()), self._grade)


def paint_edge(painter: QPainter, where: QRectF, kind: str) -> None:
    """Draw the left edge of a quote's card: dotted for a claim, solid for evidence."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.colour(f"{kind}_shape"), 4 if kind == "claim" else 5)
    if kind == "claim":
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.1, 1.9])
    else:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    x = where.left() + 2
    painter.drawLine(QPointF(x, where.top() + 2), QPointF(x, where.bottom() - 1))
    painter.restore()
