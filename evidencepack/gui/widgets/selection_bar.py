"""The bar under the page that says how the selected words will be quoted, and what can be made of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QFont,
    QFontMetricsF,
    QIcon,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from evidencepack.gui import icons, theme
from evidencepack.gui.widgets.marks import GRADES, paint_kind
from evidencepack.gui.widgets.notices import announce, words
from evidencepack.gui.widgets.panes import KeysPane
from evidencepack.quoting.grade_words import GRADE_MEANINGS

_SHOWN = 330  # letters of a long selection: its beginning and its end
_END = 90
BUTTONS = (  # the deed, what its button says, its mark or icon
    ("quote.claim", "Claim", "claim"),
    ("quote.evidence", "Evidence", "evidence"),
    ("quote.topic", "Topic", ""),
    ("quote.relate", "Relate", ""),
    ("quote.note", "Note", ""),
    ("quote.entry", "Entry", ""),
)


def shortened(text: str) -> str:
    """Words on one line; of many, the beginning and the end, and how many are not shown between them."""
    flat = " ".join(text.split())
    if len(flat) <= _SHOWN:
        return flat
    beginning = flat[: _SHOWN - _END].rsplit(" ", 1)[0]
    end = flat[-_END:].split(" ", 1)[-1]
    hidden = len(flat.split()) - len(beginning.split()) - len(end.split())
    return f"{beginning} (… {hidden:,} words not shown here …) {end}"


class SentenceBadge(QWidget):
    """A badge of a grade with a few words more: ``✓ Exact, once in this document``."""

    def __init__(self) -> None:
        super().__init__()
        self._tint, self._text = "muted", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_grade(self, grade: str, sentence: str) -> None:
        """Show a sentence in the colours of a grade; an empty grade is for what is not known yet."""
        sign, _, self._tint = GRADES.get(grade, ("", "", "muted"))
        self._text = f"{sign} {sentence}".strip()
        self.setAccessibleName(sentence)
        meaning = GRADE_MEANINGS.get(grade, "")
        self.setToolTip(f"{sentence}. {meaning}" if meaning else sentence)
        self.setAccessibleDescription(meaning)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Room for the words."""
        return QSize(round(QFontMetricsF(self._font()).horizontalAdvance(self._text)) + 18, theme.scaled(22))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As much as is needed."""
        return self.sizeHint()

    def _font(self) -> QFont:
        return theme.letters(12, QFont.Weight.Medium)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the badge."""
        plain = self._tint in ("good", "muted")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("hairline" if plain else self._tint), 1))
            painter.setBrush(theme.colour("base" if plain else f"{self._tint}_fill"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setFont(self._font())
            painter.setPen(theme.colour(self._tint))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


def kind_icon(kind: str) -> QIcon:
    """The mark of a claim or of evidence as an icon."""
    made = QIcon()
    size = theme.scaled(16)
    for ratio in (1, 2, 3):
        picture = QPixmap(QSize(size * ratio, size * ratio))
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.scale(ratio, ratio)
            paint_kind(painter, QRectF(0, 0, size, size), kind)
        picture.setDevicePixelRatio(ratio)
        made.addPixmap(picture)
    return made


class KeyButton(QPushButton):
    """A button of an action, with the key that does the same."""

    def __init__(self, action: QAction, text: str, kind: str = "") -> None:
        super().__init__(text)
        self._kind = kind
        self._action = action
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        keys = action.shortcut()
        self.key = QLabel(keys.toString(QKeySequence.SequenceFormat.NativeText))
        self.key.setObjectName("key")
        self._enters = keys == QKeySequence("Return")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, theme.scaled(7), 0)
        inside.addStretch()
        inside.addWidget(self.key, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setStyleSheet(f"QPushButton {{ text-align: left; padding-left: {theme.scaled(8)}px; }}")
        self.setToolTip(action.toolTip())
        self.setAccessibleName(action.text().replace("&", "").rstrip("…"))
        self.clicked.connect(action.trigger)
        self.setEnabled(action.isEnabled())
        action.enabledChanged.connect(self.setEnabled)
        self.recolour()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Room for the words and the key."""
        size = super().sizeHint()
        return QSize(size.width() + self.key.sizeHint().width() + theme.scaled(4), size.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Room for the words; in a narrow window the key is left to the tooltip."""
        return super().sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Show the key where there is room."""
        super().resizeEvent(event)
        self.key.setVisible(self.width() >= self.sizeHint().width())

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        if self._kind:
            self.setIcon(kind_icon(self._kind))
        if self._enters:  # the letters of the program lack this sign
            self.key.setPixmap(icons.pixmap("corner-down-left", "second", 13, self.devicePixelRatioF()))


class SelectionBar(KeysPane):
    """Docked under the page: how the selected words will be quoted, and what can be made of them."""

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.setAccessibleName("Selected words")
        self.badge = SentenceBadge()
        self.count = words("", "small")
        self.text = words("", wrap=True, font=theme.letters(14, serif=True))
        self.text.setAccessibleName("Will be quoted as")
        self.place = words("", "small")
        self.note = words("", "small", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(theme.scaled(8))
        head.addWidget(words("Will be quoted as", "strong"))
        head.addWidget(self.badge)
        head.addStretch()
        head.addWidget(self.place)
        head.addWidget(self.count)
        self.buttons = {name: KeyButton(actions[name], text, kind) for name, text, kind in BUTTONS}
        foot = QHBoxLayout()
        foot.setSpacing(theme.scaled(6))
        for made in self.buttons.values():
            foot.addWidget(made)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(theme.scaled(6))
        column.addLayout(head)
        column.addWidget(self.text)
        column.addWidget(self.note)
        column.addLayout(foot)
        self.hide()

    def show_words(self, text: str, place: str) -> None:
        """Show selected words before they are checked.

        Args:
            text: The words.
            place: Where they stand: ``S6, page 2``.
        """
        self.text.setText(f"“{shortened(text)}”")
        self.text.setToolTip(text if len(text) > _SHOWN else "")
        self.place.setText(place)
        many = len(text.split())
        self.count.setText(f"{many:,} words" if many != 1 else "1 word")
        self.show_check("", "Checking…")
        self.show()

    def show_check(self, grade: str, sentence: str, note: str = "") -> None:
        """Show what the check of the words came to.

        Args:
            grade: Such as ``exact``; empty while it is not known.
            sentence: Such as ``Exact, once in this document``.
            note: What there is to say besides.
        """
        self.badge.show_grade(grade, sentence)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        if grade:
            announce(self.badge)

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        for made in self.buttons.values():
            made.recolour()
        self.badge.update()
