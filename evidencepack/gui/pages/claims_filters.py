"""The bar above the board: what of it the person wants to see, and how much there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QPushButton

from evidencepack.gui import theme
from evidencepack.gui.dialogs.relation_parts import name_clear_button
from evidencepack.gui.models.claims_board import NO_EVIDENCE, Filter
from evidencepack.gui.models.claims_words import VERBS
from evidencepack.gui.models.pack_view import PackView
from evidencepack.gui.widgets.fields import ChoiceField
from evidencepack.gui.widgets.notices import ShortenedLine


class FilterBar(QFrame):
    """Topic, speaker, kind of relation and words.

    Signals:
        changed: Something else is wanted.
        done: Enter was pressed in the words: on to the board.
    """

    changed = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.topic = ChoiceField("Topic", [("", "Any topic")])
        self.speaker = ChoiceField("Speaker", [("", "Any speaker")])
        kinds = [(kind, f"{sign} {verb}") for kind, (verb, sign, _) in VERBS.items()]
        self.kind = ChoiceField("Relation", [("", "Any relation"), *kinds, (NO_EVIDENCE, "No evidence yet")])
        self.typed = QLineEdit(placeholderText="Words or Q1", clearButtonEnabled=True)
        self.typed.setAccessibleName("Words or number to look for on the board")
        name_clear_button(self.typed)
        self.typed.setMinimumWidth(min(theme.scaled(120), 160))
        self.typed.setMaximumWidth(theme.scaled(260))
        self.typed.installEventFilter(self)
        self.clear = QPushButton("Show all")
        self.clear.setObjectName("link")
        self.clear.setAccessibleDescription("Take the filters away")
        self.clear.clicked.connect(self.take_away)
        self.clear.hide()
        self.count = ShortenedLine("small", elide=Qt.TextElideMode.ElideRight)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.scaled(16), theme.scaled(6), theme.scaled(16), theme.scaled(6))
        row.setSpacing(theme.scaled(8))
        for box in (self.topic, self.speaker, self.kind):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.view().setAccessibleName(box.accessibleName())
            box.setMinimumContentsLength(6)
            box.setMinimumWidth(min(theme.scaled(136), 180))
            box.currentIndexChanged.connect(self._tell)
            row.addWidget(box)
        row.addWidget(self.typed, 1)
        row.addWidget(self.clear)
        row.addStretch()
        row.addWidget(self.count)
        self.typed.textChanged.connect(self._tell)

    @property
    def wanted(self) -> Filter:
        """What the person wants to see."""
        topic, speaker, kind = (str(box.currentData() or "") for box in (self.topic, self.speaker, self.kind))
        return Filter(topic, speaker, kind, self.typed.text().strip())

    def show_view(self, view: PackView) -> None:
        """Offer the topics and speakers there are; one chosen that is gone is chosen no more."""
        speakers = {row["speaker"] for row in view.of("quotes") if row["speaker"]}
        _offer(self.topic, "Any topic", [row["title"] for row in view.of("topics")])
        _offer(self.speaker, "Any speaker", sorted(speakers, key=str.casefold))
        self.clear.setVisible(self.wanted != Filter())

    def take_away(self) -> None:
        """Show everything."""
        boxes = (self.topic, self.speaker, self.kind, self.typed)
        for box in boxes:
            box.blockSignals(True)
        for box in (self.topic, self.speaker, self.kind):
            box.setCurrentIndex(0)
        self.typed.clear()
        for box in boxes:
            box.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        self.clear.setVisible(self.wanted != Filter())
        self.changed.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Keep Enter and Esc in the words from the page's deeds; Enter goes to the board."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        if isinstance(event, QKeyEvent) and event.key() in keys:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.done.emit()
                return True
        return False


def _offer(box: ChoiceField, anything: str, values: Sequence[str]) -> None:
    if [box.itemData(n) for n in range(1, box.count())] == list(values):
        return
    kept = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(anything, "")
    for value in values:
        box.addItem(value, value)
    box.setCurrentIndex(max(box.findData(kept), 0))
    box.blockSignals(False)
