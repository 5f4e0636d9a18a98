"""The first page: what the program is, the ways to begin, and the packs opened lately."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from evidencepack.gui import icons, theme
from evidencepack.gui.recent import Recent, forget_pack, recent_packs
from evidencepack.gui.widgets.marks import KindMark
from evidencepack.gui.widgets.notices import ShortenedLine, empty, line, words

_STEPS = (
    ("Bring in your documents", "Letters, answers, web pages, e-mails. The originals stay as they are."),
    ("Mark the words that matter", ""),
    ("Say what answers what", "It contradicts, supports or qualifies, with one line that says why."),
    ("Put events in order", "Exact days, months, or “about 2015”. Numbers look after themselves."),
    ("Write, export, prove", "A Word file, or one paginated PDF. Every quotation is checked again."),
)
_CARD_LEFT = 58  # pixels at 100 %: where the words of a card begin


class _Card(QAbstractButton):
    """A way to begin: an icon, a name, what it does, its keys."""

    def __init__(self, action: QAction, icon: str, hint: str, *, first: bool = False) -> None:
        super().__init__()
        self._icon, self._hint, self._first = icon, hint, first
        self.setText(action.text().replace("&", "").rstrip("…"))
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(hint)
        self._keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(action.trigger)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Room for the words."""
        return QSize(theme.scaled(420), theme.scaled(60))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Room for the name and the keys; the hint takes several lines there."""
        return QSize(theme.scaled(260), theme.scaled(60))

    def hasHeightForWidth(self) -> bool:  # noqa: N802 (Qt's name)
        """The hint wraps."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 (Qt's name)
        """The height that shows the whole hint."""
        return theme.scaled(40) + self._hint_height(width)

    @property
    def _keys_width(self) -> int:
        return QFontMetrics(theme.letters(11)).horizontalAdvance(self._keys) + 12

    def _hint_height(self, width: int) -> int:
        room = width - theme.scaled(_CARD_LEFT) - theme.scaled(32) - self._keys_width
        letters = QFontMetrics(theme.letters(12))
        wrapped = letters.boundingRect(0, 0, room, 10000, Qt.TextFlag.TextWordWrap, self._hint)
        return max(wrapped.height(), theme.scaled(20))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the card."""
        strong = self._first or self.hasFocus()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent" if strong else "hairline"), 2 if strong else 1))
            painter.setBrush(theme.colour("selection" if self.underMouse() else "base"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
            size = theme.scaled(24)
            picture = icons.pixmap(self._icon, "accent", 24, self.devicePixelRatioF())
            painter.drawPixmap(QPoint(theme.scaled(18), (self.height() - size) // 2), picture)
            self._write(painter)

    def _write(self, painter: QPainter) -> None:
        middle, wide = self.height() / 2, self._keys_width
        left, hint = theme.scaled(_CARD_LEFT), self._hint_height(self.width())
        room = self.width() - left - theme.scaled(32) - wide
        top = middle - (theme.scaled(22) + hint) / 2
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.letters(14, QFont.Weight.DemiBold))
        name = QRectF(left, top, room, theme.scaled(22))
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setPen(theme.colour("second"))
        painter.setFont(theme.letters(12))
        wrapped = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(QRectF(left, name.bottom(), room, hint), wrapped, self._hint)
        painter.setFont(theme.letters(11))
        high = theme.scaled(18)
        keys = QRectF(self.width() - wide - theme.scaled(16), middle - high / 2, wide, high)
        painter.setPen(theme.colour("edge"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(keys, 3, 3)
        painter.setPen(theme.colour("second"))
        painter.drawText(keys, Qt.AlignmentFlag.AlignCenter, self._keys)


class _RecentRow(QAbstractButton):
    """A pack opened lately."""

    def __init__(self, recent: Recent) -> None:
        super().__init__()
        self.recent = recent
        self.setText(recent.title)
        self.setAccessibleName(f"Open {recent.title}")
        self.setAccessibleDescription(f"{recent.receiver}, {recent.counts}, {recent.shown_when}")
        self.setToolTip(recent.path)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(theme.scaled(48))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # long titles: shortened
        name = ShortenedLine("strong", elide=Qt.TextElideMode.ElideRight)
        name.show_words(recent.title)
        receiver = ShortenedLine("small", elide=Qt.TextElideMode.ElideRight)
        receiver.show_words(recent.receiver)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 6, 8, 6)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(16)
        grid.addWidget(name, 0, 0)
        grid.addWidget(receiver, 1, 0)
        grid.addWidget(words(recent.counts, "small"), 0, 1, 2, 1)
        when = words(recent.shown_when, "small")
        when.setMinimumWidth(theme.scaled(96))
        when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(when, 0, 2, 2, 1)
        grid.setColumnStretch(0, 1)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the ground and the hairline."""
        with QPainter(self) as painter:
            if self.underMouse():
                painter.fillRect(self.rect(), theme.colour("selection"))
            painter.setPen(theme.colour("hairline"))
            painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
            if self.hasFocus():
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class _DropPlace(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self._icon = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(12)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(words("Or drop files here to start a new pack", "second"))
        column.addWidget(words("PDF, Word, web pages, e-mail, scans, ZIP", "small"))
        row.addWidget(self._icon)
        row.addLayout(column, 1)
        self.recolour()

    def recolour(self) -> None:
        self._icon.setPixmap(icons.pixmap("download", "second", 20, self.devicePixelRatioF()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("edge"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


class _Number(QLabel):
    """A number in a ring."""

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.setFixedSize(theme.scaled(24), theme.scaled(24))
        self.setFont(theme.letters(12, QFont.Weight.DemiBold))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the ring, then the number."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.colour("edge"))
            painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        super().paintEvent(event)


class WelcomePage(QScrollArea):
    """What is shown while no pack is open.

    Signals:
        opened: The path of a recent pack that the person chose.
    """

    opened = Signal(str)

    def __init__(self, new: QAction, open_pack: QAction, sample: QAction) -> None:
        super().__init__()
        self.setAccessibleName("Welcome")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        page = QWidget()
        page.setObjectName("ground")
        across = QHBoxLayout(page)
        across.setContentsMargins(48, 32, 48, 32)
        across.setSpacing(40)
        across.addStretch(1)
        across.addLayout(self._begin(new, open_pack, sample), 6)
        across.addWidget(_upright())
        across.addLayout(self._how(), 4)
        across.addStretch(1)
        self.setWidget(page)
        self.refresh()

    def _begin(self, new: QAction, open_pack: QAction, sample: QAction) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(2)
        title = "Show what was said, and what the documents show"
        column.addWidget(words(title, wrap=True, font=theme.letters(24, QFont.Weight.DemiBold)))
        what = (
            "Quotations tied to the page they stand on, an ordered chronology, and one document that a busy "
            "reader can check word for word."
        )
        column.addWidget(words(what, "second", wrap=True, font=theme.letters(14)))
        column.addSpacing(12)
        self.cards = [
            _Card(new, "file-plus", "One file holds your documents and your work", first=True),
            _Card(open_pack, "folder-open", "Choose an .evpack file"),
            _Card(
                sample, "graduation-cap", "A finished pack about pupil data. Change anything: it is a copy"
            ),
        ]
        for card in self.cards:
            column.addWidget(card)
        self._head = words("Recent", "panelTitle")
        self._head.setContentsMargins(0, 20, 0, 4)
        column.addWidget(self._head)
        self._rule = line()
        column.addWidget(self._rule)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column.addLayout(self._recent)
        column.addStretch(3)
        return column

    def _how(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(words("From a folder to a proved bundle", "panelTitle"))
        for n, (name, hint) in enumerate(_STEPS, start=1):
            step = QGridLayout()
            step.setHorizontalSpacing(14)
            step.setVerticalSpacing(1)
            step.addWidget(_Number(n), 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
            step.addWidget(words(name, "strong"), 0, 1)
            step.addWidget(words(hint, "small", wrap=True) if hint else _kinds(), 1, 1)
            step.setColumnStretch(1, 1)
            column.addLayout(step)
        column.addSpacing(6)
        self._drop = _DropPlace()
        column.addWidget(self._drop)
        column.addStretch(3)
        return column

    def refresh(self) -> None:
        """Show the packs that were opened lately."""
        empty(self._recent)
        packs = recent_packs()[:4]
        self._head.setVisible(bool(packs))
        self._rule.setVisible(bool(packs))
        for recent in packs:
            row = _RecentRow(recent)
            row.clicked.connect(lambda _=False, path=recent.path: self.opened.emit(path))
            row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            row.customContextMenuRequested.connect(lambda where, row=row: self._offer(row, where))
            self._recent.addWidget(row)

    def _offer(self, row: _RecentRow, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Open", row.click)
        menu.addAction("Take from this list", lambda: self._forget(row.recent.path))
        menu.popup(row.mapToGlobal(where))

    def _forget(self, path: str) -> None:
        forget_pack(path)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Begin at the first way to begin."""
        super().showEvent(event)
        self.cards[0].setFocus()

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        self._drop.recolour()


def _upright() -> QFrame:
    made = QFrame()
    made.setObjectName("upright")
    return made


def _kinds() -> QWidget:
    """What a claim and what evidence is, with their marks."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 2, 0, 0)
    column.setSpacing(3)
    for kind, meaning in (
        ("claim", "A claim is what somebody said."),
        ("evidence", "Evidence is what shows how it is."),
    ):
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(KindMark(kind, 16))
        row.addWidget(words(meaning, "small"), 1)
        column.addLayout(row)
    return holder
