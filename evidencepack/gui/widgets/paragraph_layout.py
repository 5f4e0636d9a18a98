"""A paragraph laid out on lines: its words, its references as chips, its quotations as cards."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from evidencepack.gui import icons, theme
from evidencepack.gui.models.submission_references import References, Target
from evidencepack.gui.widgets.marks import GRADES, paint_edge, paint_grade, paint_kind
from evidencepack.submission.blocks import Link, Run, Runs
from evidencepack.submission.references import Passage, Reference, fill, passages, references_in

NB = "\u00a0"
PITCH = 21
_BETWEEN = 6
_CARD = 12
_REMEMBERED = 4000


@dataclass
class Chip:
    """A reference in a line: where it begins and ends among the letters, and what it refers to."""

    start: int
    end: int
    typed: int
    target: Target | None


@dataclass
class Part:
    """Some lines: running text with chips, or the card of a quotation set apart."""

    lines: QTextLayout
    top: float = 0.0
    height: float = 0.0
    chips: list[Chip] = field(default_factory=list)
    card: Target | None = None
    typed: str = ""


@dataclass
class Laid:
    """A paragraph on lines of some width."""

    parts: list[Part]
    width: float
    height: float

    def paint(self, painter: QPainter, at: QPointF, colour: str = "text") -> None:
        """Draw it with its left upper corner there."""
        for part in self.parts:
            if part.card:
                _paint_card(painter, QRectF(at.x(), at.y() + part.top, self.width, part.height), part)
                continue
            corner = at + QPointF(0, part.top)
            for chip in part.chips:
                _paint_chip(painter, part.lines, chip, corner)
            painter.setPen(theme.colour(colour))
            part.lines.draw(painter, corner)

    def typed_at(self, where: QPointF, text: str) -> int:
        """The place in the paragraph's words, as typed, nearest to a point."""
        before = 0  # counted without white space: what is shown has other spaces than what was typed
        for part in self.parts:
            if where.y() >= part.top + part.height and part is not self.parts[-1]:
                before += _solid(part.typed)
                continue
            before += _solid(part.typed[: _typed_index(part, where)])
            break
        return _after_solid(text, before)


def _typed_index(part: Part, where: QPointF) -> int:
    if part.card or not part.lines.lineCount():
        return len(part.typed)
    y = where.y() - part.top
    line = next(
        (
            line
            for line in map(part.lines.lineAt, range(part.lines.lineCount()))
            if y < line.y() + theme.scaled(PITCH)
        ),
        part.lines.lineAt(part.lines.lineCount() - 1),
    )
    shown = int(line.xToCursor(where.x()))
    typed = shown
    for chip in part.chips:
        if shown >= chip.end:
            typed += chip.typed - (chip.end - chip.start)
        elif shown > chip.start:
            return typed - (shown - chip.start) + chip.typed
    return typed


def _solid(text: str) -> int:
    return sum(not letter.isspace() for letter in text)


def _after_solid(text: str, count: int) -> int:
    """The place after so many letters that are not white space, and after one space behind them."""
    if not count:
        return 0
    for n, letter in enumerate(text):
        count -= not letter.isspace()
        if not count:
            return n + 1
    return len(text)


class Layouts:
    """Lays paragraphs out, and remembers how: a list asks for the same ones again and again.

    Attributes:
        references: What the references in the paragraphs refer to.
    """

    def __init__(self) -> None:
        self.references: References | None = None
        self._laid: dict[object, Laid] = {}
        self._targets: dict[str, tuple[Target | None, ...]] = {}
        self._looks: dict[tuple[str, str], QTextCharFormat] = {}

    def refer(self, references: References) -> bool:
        """Know what the references refer to now; says whether that is anything else than before."""
        other = self.references is None or self.references.targets != references.targets
        if other:
            self._targets.clear()
        self.references = references
        return other

    def forget(self) -> None:
        """Lay everything out anew: letters or colours changed."""
        self._laid.clear()
        self._looks.clear()

    def lay(self, text: str, width: float) -> Laid:
        """Lay a paragraph out."""
        targets = self._targets.get(text)
        if targets is None:
            targets = tuple(self._target(reference.handle) for reference in references_in(text))
            self._targets[text] = targets
        key = (text, width, targets)
        laid = self._laid.get(key)
        if laid is None:
            if len(self._laid) > _REMEMBERED:
                self._laid.clear()
            laid = self._laid[key] = self._lay(text, width)
        return laid

    def _target(self, handle: str) -> Target | None:
        return self.references.targets.get(handle) if self.references else None

    def _lay(self, text: str, width: float) -> Laid:
        pieces = list(passages(text))
        if pieces and pieces[0].quote:  # a number needs words beside it, so the first quotation runs in
            pieces[0] = Passage(text=f"@{pieces[0].quote}")
        parts: list[Part] = []
        top = 0.0
        for piece in pieces:
            target = self._target(piece.quote)
            if target and target.is_quote:
                part = _card(target, width)
                top += theme.scaled(_BETWEEN)
            else:
                part = self._running(piece.text or f"@{piece.quote}", width)
            part.top = top
            top += part.height + (theme.scaled(_BETWEEN) if part.card else 0)
            parts.append(part)
        return Laid(parts, width, max(top, theme.scaled(PITCH)))

    def _running(self, text: str, width: float) -> Part:
        runs = fill(text, self._chip_words)
        part = Part(QTextLayout("".join(run.text for run in runs), theme.letters(14)), typed=text)
        formats: list[QTextLayout.FormatRange] = []
        at = 0
        for run in runs:
            if run.link:
                target = self._target(run.link.handle)
                typed = len(run.link.handle) + 1 + (len(".cite") if run.link.page else 0)
                part.chips.append(Chip(at, at + len(run.text), typed, target))
                formats += self._chip_formats(at, run.text, target)
            at += len(run.text)
        part.lines.setFormats(formats)
        part.height = _break_lines(part.lines, width, theme.scaled(PITCH))
        return part

    def _chip_formats(self, at: int, shown: str, target: Target | None) -> list[QTextLayout.FormatRange]:
        if target is None:
            return [self._format(at, len(shown), "handle", "error")]
        name = len(target.handle)
        return [
            self._format(at, 1, "lead", "text"),
            self._format(at + 1, name, "handle", "text"),
            self._format(at + 1 + name, len(shown) - 1 - name, "place", "second"),
        ]

    def _format(self, start: int, length: int, part: str, colour: str) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start, made.length = start, length
        look = self._looks.get((part, colour))
        if look is None:
            look = self._looks[part, colour] = _look(part, colour)
        made.format = look
        return made

    def _chip_words(self, reference: Reference) -> Runs:
        """A chip's letters; its link says what it stands for, and page 1 that only the citation is wanted."""
        target = self._target(reference.handle)
        link = Link("page", reference.handle, int(reference.cite_only))
        if target is None:
            return (Run(f"{NB}@{reference.handle}{NB}is{NB}not{NB}there{NB}", link=link),)
        place = target.place if target.kind != "section" else f"“{_short(target.words)}”"
        if reference.cite_only:
            place = f"cited, {place}"
        return (Run(f"{NB}{reference.handle}{NB}{place.replace(' ', NB)}{NB}", link=link),)


def _short(words: str) -> str:
    return words if len(words) <= 30 else words[:29].rstrip() + "…"


def _look(part: str, colour: str) -> QTextCharFormat:
    """How the letters of a part of a chip look: its ``lead``, its ``handle`` or its ``place``."""
    font = theme.letters(12, QFont.Weight.DemiBold if part == "handle" else QFont.Weight.Normal)
    if part == "lead":  # room for the mark
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, theme.scaled(20))
    made = QTextCharFormat()
    made.setFont(font)
    made.setForeground(theme.colour(colour))
    return made


def _break_lines(lines: QTextLayout, width: float, pitch: float) -> float:
    """Break lines at a width; gives their height."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    lines.setTextOption(option)
    lines.beginLayout()
    y = 0.0
    while (line := lines.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += pitch
    lines.endLayout()
    return y


def _card(target: Target, width: float) -> Part:
    lines = QTextLayout(f"“{target.words}”", theme.letters(14, serif=True))
    pad = theme.scaled(_CARD)
    high = _break_lines(lines, width - 2 * pad - 4, theme.scaled(20))
    return Part(
        lines, height=high + theme.scaled(24) + 2 * theme.scaled(8), card=target, typed=f"@{target.handle}"
    )


def _paint_card(painter: QPainter, where: QRectF, part: Part) -> None:
    target = part.card
    if target is None:
        return
    painter.save()
    painter.setPen(QPen(theme.colour("hairline"), 1))
    painter.setBrush(theme.colour("alternate"))
    painter.drawRect(where.adjusted(0.5, 0.5, -0.5, -0.5))
    paint_edge(painter, where, target.kind)
    pad = theme.scaled(_CARD) + 4
    painter.setPen(theme.colour("text"))
    part.lines.draw(painter, where.topLeft() + QPointF(pad, theme.scaled(8)))
    foot = QRectF(
        where.left() + pad, where.bottom() - theme.scaled(32), where.width() - 2 * pad, theme.scaled(24)
    )
    side = theme.scaled(16)
    paint_kind(painter, QRectF(foot.left(), foot.center().y() - side / 2, side, side), target.kind)
    grade = _grade_width(target.grade)
    paint_grade(painter, QRectF(foot.right() - grade, foot.top(), grade, foot.height()), target.grade)
    said = foot.adjusted(side + 8, 0, -grade - 8, 0)
    font = theme.letters(12)
    painter.setFont(font)
    painter.setPen(theme.colour("second"))
    words = QFontMetricsF(font).elidedText(
        f"{target.handle} · {target.said}", Qt.TextElideMode.ElideRight, said.width()
    )
    painter.drawText(said, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    painter.restore()


def _grade_width(grade: str) -> float:
    sign, name, _ = GRADES.get(grade, ("", grade, ""))
    return (
        QFontMetricsF(theme.letters(12, QFont.Weight.Medium)).horizontalAdvance(f"{sign} {name}".strip()) + 14
    )


def _paint_chip(painter: QPainter, lines: QTextLayout, chip: Chip, corner: QPointF) -> None:
    """Draw a chip's ground and its mark; its letters come with the line's."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for n in range(lines.lineCount()):
        line = lines.lineAt(n)
        start, end = line.textStart(), line.textStart() + line.textLength()
        if chip.end <= start or chip.start >= end:
            continue
        left = _x(line, max(chip.start, start))
        right = _x(line, min(chip.end, end))
        box = QRectF(corner.x() + left, corner.y() + line.y(), right - left, theme.scaled(19))
        fill = "error_fill" if chip.target is None else "alternate"
        painter.setPen(QPen(theme.colour("error" if chip.target is None else "hairline"), 1))
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(box.adjusted(1.5, 0.5, -1.5, -0.5), 3, 3)
        if chip.target is not None and chip.start >= start:
            paint_target(
                painter,
                QRectF(box.left() + 4, box.top() + theme.scaled(2), box.height(), box.height()),
                chip.target,
            )
    painter.restore()


def paint_target(painter: QPainter, where: QRectF, target: Target) -> None:
    """Draw a quote's mark, or the icon of what else can be referred to, at the left of a place."""
    side = theme.scaled(15)
    if target.is_quote:
        paint_kind(painter, QRectF(where.left(), where.top(), side, side), target.kind)
        return
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(QPointF(where.left(), where.top()), icons.pixmap(target.icon, "second", 15, ratio))


def _x(line: QTextLine, at: int) -> float:
    found: object = line.cursorToX(at)
    if isinstance(found, tuple):  # with the letter it is at, which may be another
        found = found[0]
    return float(found) if isinstance(found, (int, float)) else 0.0
