"""The bar above the board: what of it the person wants to see, and how much there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton

from evidencepack.errors import PackError
from evidencepack.gui import theme
from evidencepack.gui.dialogs.relation_parts import name_clear_button
from evidencepack.gui.models.claims_board import NO_EVIDENCE, SOME_EVIDENCE, WEAK, Filter
from evidencepack.gui.models.claims_words import VERBS
from evidencepack.gui.models.pack_view import PackView
from evidencepack.gui.widgets.fields import ChoiceField
from evidencepack.gui.widgets.notices import ShortenedLine
from evidencepack.model.dates import read_date

_STATES = ((NO_EVIDENCE, "No evidence yet"), (SOME_EVIDENCE, "With evidence"), (WEAK, "Weak spots"))


class FilterBar(QFrame):
    """Topic, speaker, kind of relation, state, time and words.

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
        self.kind = ChoiceField("Relation", [("", "Any relation"), *kinds])
        self.state = ChoiceField("State", [("", "Any state"), *_STATES])
        self.date = QLineEdit(placeholderText="Any date", clearButtonEnabled=True)
        self.date.setAccessibleName("When it was said: a day, a month, a year or a time between two days")
        self.date.setFixedWidth(min(theme.scaled(118), 170))
        self.date.installEventFilter(self)
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
        for box in self._choices:
            box.setMinimumContentsLength(5)
            box.setMinimumWidth(min(theme.scaled(112), 150))
            box.currentIndexChanged.connect(self._tell)
            row.addWidget(box)
        row.addWidget(self.date)
        row.addWidget(self.typed, 1)
        row.addWidget(self.clear)
        row.addStretch()
        row.addWidget(self.count)
        self.typed.textChanged.connect(self._tell)
        self.date.textChanged.connect(self._date_typed)

    @property
    def _choices(self) -> tuple[ChoiceField, ...]:
        return self.topic, self.speaker, self.kind, self.state

    @property
    def wanted(self) -> Filter:
        """What the person wants to see; a time that is not understood is passed over."""
        topic, speaker, kind, state = (str(box.currentData() or "") for box in self._choices)
        return Filter(topic, speaker, kind, self.typed.text().strip(), state, self._days()[0])

    def _days(self) -> tuple[tuple[str, str] | None, str]:
        """The first and last day of what is typed, or none and why."""
        typed = self.date.text().strip()
        if not typed:
            return None, ""
        try:
            read = read_date(typed)
        except PackError as problem:
            return None, problem.message
        first, last = (day.isoformat() if day else "" for day in (read.earliest, read.latest))
        return (first, last or "9999"), f"Said {read.shown}"

    def _date_typed(self) -> None:
        days, told = self._days()
        wrong = bool(self.date.text().strip()) and days is None
        if self.date.property("wrong") != wrong:
            self.date.setProperty("wrong", wrong)
            self.date.style().polish(self.date)
        self.date.setToolTip(told)
        self._tell()

    def show_view(self, view: PackView) -> None:
        """Offer the topics and speakers there are; one chosen that is gone is chosen no more."""
        speakers = {row["speaker"] for row in view.of("quotes") if row["speaker"]}
        _offer(self.topic, "Any topic", [row["title"] for row in view.of("topics")])
        _offer(self.speaker, "Any speaker", sorted(speakers, key=str.casefold))
        self.clear.setVisible(self.wanted != Filter())

    def take_away(self) -> None:
        """Show everything."""
        boxes = (*self._choices, self.typed, self.date)
        for box in boxes:
            box.blockSignals(True)
        for choice in self._choices:
            choice.setCurrentIndex(0)
        self.typed.clear()
        self.date.clear()
        for box in boxes:
            box.blockSignals(False)
        self._date_typed()

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
