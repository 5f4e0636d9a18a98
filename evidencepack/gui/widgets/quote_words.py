"""The words of a quote as they stand in their source, and the cards of what it is related to."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QDateTime, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from evidencepack.gui import icons, theme
from evidencepack.gui.models.claims_words import COMPARED, SAMENESS, VERBS, compared, pages
from evidencepack.gui.models.pack_view import PackView, Row
from evidencepack.gui.widgets.marks import KindMark, paint_edge
from evidencepack.gui.widgets.notices import ShortenedLine, words
from evidencepack.model.wording import listed_pages

_SHOWN = 700  # letters of a long quote
_CONTEXT = 40  # letters of what stands beside it; with fewer, the page begins or ends there


def flat(text: str) -> str:
    """Words on one line."""
    return " ".join(text.split())


def in_context(before: str, said: str, after: str) -> str:
    """Words with whole words before and after them in a quieter colour, as rich text."""
    muted = theme.colour("muted").name()
    left, right = flat(before), flat(after)
    if len(before) >= _CONTEXT:
        left = f"…{left.split(' ', 1)[-1]}"
    if len(after) >= _CONTEXT:
        right = f"{right.rsplit(' ', 1)[0]}…"
    left += " " * before[-1:].isspace()
    right = " " * after[:1].isspace() + right
    quiet = (f'<span style="color:{muted}">{escape(words)}</span>' for words in (left, right))
    return escape(flat(said)).join(quiet)


class EdgedCard(QFrame):
    """A card with the left edge of a claim or of evidence."""

    def __init__(self, kind: str = "claim") -> None:
        super().__init__()
        self.setObjectName("card")
        self._kind = kind

    def show_kind(self, kind: str) -> None:
        """Take the edge of this kind."""
        self._kind = kind
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the ground and the edge."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            paint_edge(painter, QRectF(self.rect()), self._kind)


class QuoteWords(EdgedCard):
    """The words of a quote with a little of what stands before and after them."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QLabel(wordWrap=True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setFont(theme.letters(14, serif=True))
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row: Row = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 8)
        column.addWidget(self.text)

    def show_quote(self, row: Row) -> None:
        """Show the words of a quote's row."""
        self._row = row
        self.show_kind(row["kind"])
        said = flat(row["text"])
        shown = said if len(said) <= _SHOWN else f"{said[: _SHOWN - 160]} … {said[-150:]}"
        self.text.setText(in_context(row["anchors"][0]["prefix"], shown, row["anchors"][-1]["suffix"]))
        self.text.setAccessibleName(f"Words of {row['handle']}: {said}")

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        if self._row:
            self.show_quote(self._row)


class RelationCard(EdgedCard):
    """One relation of a quote: what the other quote does to it, or it to the other, and why.

    Signals:
        asked: The handle of the other quote, to be shown.
        changing: The handle of the relation, to be changed.
    """

    asked = Signal(str)
    changing = Signal(str)

    def __init__(self, relation: Row, quote: str, view: PackView, *, can_change: bool) -> None:
        """The card of a relation, as it is seen from a quote."""
        other = relation["from"] if relation["to"] == quote else relation["to"]
        row = view.by_handle[other]
        super().__init__(row["kind"])
        verb = VERBS[relation["kind"]][0]
        does = f"{verb} this" if relation["to"] == quote else f"this {verb} it"
        self.handle = QPushButton(other)
        self.handle.setObjectName("link")
        self.handle.setFont(theme.letters(13, QFont.Weight.DemiBold))
        self.handle.setAccessibleName(f"{other}, {does}")
        self.handle.setToolTip(f"Show {other}")
        self.handle.clicked.connect(lambda: self.asked.emit(other))
        self.change = QPushButton()
        self.change.setObjectName("link")
        self.change.setIcon(icons.icon("pencil", "second", 14))
        self.change.setToolTip(f"Change the relation {relation['handle']}")
        self.change.setAccessibleName(f"Change the relation {relation['handle']}")
        self.change.clicked.connect(lambda: self.changing.emit(relation["handle"]))
        self.change.setEnabled(can_change)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(KindMark(row["kind"], 16))
        head.addWidget(self.handle)
        head.addWidget(words(does))
        head.addStretch()
        head.addWidget(words(pages(row), "small"))
        head.addWidget(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 4, 8)
        column.setSpacing(2)
        column.addLayout(head)
        line = ShortenedLine(elide=Qt.TextElideMode.ElideRight)
        line.setFont(theme.letters(13, serif=True))
        line.show_words(f"“{flat(row['text'])}”")
        column.addWidget(line)
        if relation["because"]:
            column.addWidget(words(relation["because"], "small", wrap=True))
        column.addLayout(_sameness(relation))


def _sameness(relation: Row) -> QHBoxLayout:
    """How far both speak of the same: subject, data, period, each with its sign."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for n, (field, name) in enumerate(COMPARED):
        sign, tint, _, said = SAMENESS[relation[field]]
        label = QLabel(f"{sign} {name}")
        label.setFont(theme.letters(12, QFont.Weight.Medium))
        label.setStyleSheet(f"color: {theme.colour(tint).name()}")
        label.setToolTip(f"{name}: {said}")
        label.setAccessibleName(compared(relation) if n == 0 else f"{name} {said}")
        row.addWidget(label)
    row.addStretch()
    return row


def where_words(row: Row, view: PackView) -> str:
    """Where a quote stands: ``S6, page 2``, or ``S6, pages 2 and 3``."""
    named = listed_pages(row["pages"], begins=False)
    source = view.by_handle.get(row["source"], {}).get("title", "")
    short = source if len(source) <= 24 else f"{source[:22].rstrip()}…"
    return f"{row['source']} {short}, {named}".replace(" ,", ",").replace("&", "&&")


def checked_words(row: Row) -> str:
    """When the words were compared with the page, and for whom."""
    if not row["checked_at"]:
        return "Not yet compared with the page."
    moment = QDateTime.fromString(row["checked_at"], Qt.DateFormat.ISODate).toLocalTime()
    by = f" for {row['checked_by']}" if row["checked_by"] else ""
    reason = f" Accepted: {row['accepted']}" if row["accepted"] else ""
    if row["match"] == "picture":
        return f"Typed from the picture {moment.toString('d.M.yyyy HH:mm')}{by}."
    if row["ocr"] is not None:
        return f"Found among the words that OCR read {moment.toString('d.M.yyyy HH:mm')}{by}.{reason}"
    return f"Compared with the page {moment.toString('d.M.yyyy HH:mm')}{by}.{reason}"
