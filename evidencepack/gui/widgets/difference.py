"""Two texts side by side, told apart word by word: what went is struck through, what came is underlined."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from evidencepack.gui import theme
from evidencepack.gui.widgets.notices import words
from evidencepack.quoting.difference import Change

_GONE, _COME = "written", "source"


def marked(difference: Sequence[Change], side: str) -> str:
    """One side of a difference as rich text.

    Args:
        difference: The steps, in reading order.
        side: ``written`` for the earlier words, ``source`` for the newer ones.
    """
    gone = side == _GONE
    ink, ground = (
        theme.colour("error" if gone else "good"),
        theme.colour("error_fill" if gone else "selection"),
    )
    line = "line-through" if gone else "underline"
    style = f"color:{ink.name()};background-color:{ground.name()};text-decoration:{line};font-weight:600"
    parts = []
    for step in difference:
        said = escape(" ".join(getattr(step, side).split()))
        if said:
            parts.append(said if step.op == "same" else f'<span style="{style}">{said}</span>')
    return " ".join(parts)


def read_out(difference: Sequence[Change], side: str) -> str:
    """The same for a screen reader: what differs is said to."""
    name = "no longer there" if side == _GONE else "new"
    said = ((step.op, " ".join(getattr(step, side).split())) for step in difference)
    return " ".join(text if op == "same" else f"[{name}: {text}]" for op, text in said if text)


class _Side(QFrame):
    """One side: its heading, its words and a way to its page."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.title = words(title, "label")
        self.place = QPushButton()
        self.place.setObjectName("link")
        self.text = QLabel(wordWrap=True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setFont(theme.letters(15, serif=True))
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self.place)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 14)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.text, 1)


class DifferenceView(QWidget):
    """The earlier words at the left, the newer ones at the right, each with the page it stands on."""

    def __init__(self) -> None:
        super().__init__()
        self.earlier, self.newer = _Side("As it is quoted"), _Side("In the newer pages")
        self._shown: tuple[Sequence[Change], str] = ((), "")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.earlier, 1)
        across.addWidget(self.newer, 1)
        self.legend = QLabel()
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.legend.setObjectName("small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(across)
        column.addWidget(self.legend)

    def show_difference(self, text: str, difference: Sequence[Change]) -> None:
        """Show a quotation, and how the newer words differ; without a difference only its own."""
        self._shown = (difference, text)
        self.earlier.text.setText(marked(difference, _GONE) if difference else escape(" ".join(text.split())))
        self.newer.text.setText(marked(difference, _COME) or f"<i>{escape('Nothing like it was found.')}</i>")
        self.earlier.text.setAccessibleName(read_out(difference, _GONE) or text)
        self.newer.text.setAccessibleName(read_out(difference, _COME) or "Nothing like it was found")
        differs = any(step.op != "same" for step in difference)
        gone = marked((Change("dropped", "struck through", ""),), _GONE)
        come = marked((Change("added", "", "underlined"),), _COME)
        self.legend.setText(f"{gone} no longer there &nbsp;·&nbsp; {come} new")
        self.legend.setVisible(differs)

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        difference, text = self._shown
        self.show_difference(text, difference)
