"""Above the chronology: which entries are shown, and how many there are; and what stands where none are."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from evidencepack.gui import icons, theme
from evidencepack.gui.dialogs.entry import STATUSES
from evidencepack.gui.dialogs.quotes import MIME, carried
from evidencepack.gui.models.entries_model import ANY, Filter
from evidencepack.gui.models.pack_view import PackView
from evidencepack.gui.widgets.fields import Chooser, SearchLine
from evidencepack.gui.widgets.notices import EmptyState, ShortenedLine
from evidencepack.model.wording import counted


class ChronologyBar(QFrame):
    """The filters and the counts.

    Signals:
        filtered: The new :class:`Filter`.
    """

    filtered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.words = SearchLine("Filter entries")
        self.words.setFixedWidth(theme.scaled(220))
        self.status = Chooser()
        self.status.setAccessibleName("Show entries of a status")
        self.status.view().setAccessibleName("Show entries of a status")
        self.status.addItem("Status: any", ANY)
        for value, shown in STATUSES:
            self.status.addItem(f"Status: {shown.lower()}", value)
        self.counts = ShortenedLine("small", elide=Qt.TextElideMode.ElideRight)
        self.sign = QLabel()
        self.bare = QPushButton()
        self.bare.setObjectName("link")
        self.bare.setCheckable(True)
        self.bare.setCursor(Qt.CursorShape.PointingHandCursor)
        self._lay_out()
        self.words.textChanged.connect(self._tell)
        self.status.currentIndexChanged.connect(self._tell)
        self.bare.clicked.connect(self._tell)
        self.recolour()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.words)
        row.addWidget(self.status)
        row.addStretch(1)
        row.addWidget(self.counts)
        row.addSpacing(8)
        row.addWidget(self.sign)
        row.addWidget(self.bare)

    def wanted(self) -> Filter:
        """Which entries are asked for."""
        return Filter(self.words.text(), str(self.status.currentData()), self.bare.isChecked())

    def clear(self) -> None:
        """Ask for all entries."""
        for widget in (self.words, self.status, self.bare):
            widget.blockSignals(True)
        self.words.clear()
        self.status.setCurrentIndex(0)
        self.bare.setChecked(False)
        for widget in (self.words, self.status, self.bare):
            widget.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        self.filtered.emit(self.wanted())

    def show_counts(self, view: PackView, shown: int) -> None:
        """Say how many entries there are, and how many rest on nothing."""
        entries = view.of("entries")
        undated = sum(not row["edtf"] for row in entries)
        bare = sum(not row["quotes"] for row in entries)
        total = counted(len(entries), "entry", "entries")
        text = total if shown == len(entries) else f"{shown:,} of {total}"
        self.counts.show_words(f"{text}, {undated:,} undated" if undated else text)
        if not bare and self.bare.isChecked():
            self.bare.setChecked(False)
            self._tell()
        without = f"{counted(bare, 'entry', 'entries')} without a source"
        self.bare.setText("Show all entries" if self.bare.isChecked() else without)
        self.bare.setAccessibleDescription(f"Shows only the {without}" if bare else "")
        self.bare.setVisible(bool(bare))
        self.sign.setVisible(bool(bare) and not self.bare.isChecked())

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        self.sign.setPixmap(icons.pixmap("triangle-alert", "warning", 16, self.devicePixelRatioF()))


class EmptyChronology(EmptyState):
    """Where entries will be: the first can be typed, or made by dropping a quote here.

    Signals:
        quotes_dropped: Handles of quotes, and an empty name: no entry was under them.
    """

    quotes_dropped = Signal(list, str)

    def __init__(self, action: QAction) -> None:
        super().__init__(
            "calendar-days",
            "No entries yet. Type a date and what happened, or drag a quote here.",
            action,
            hint="Dates are typed freely, such as 6/10/2016, July 2016 or about 1998, and sorted for you.",
        )
        self.takes = False
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Take quotes."""
        if self.takes and event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Pass the quotes on."""
        event.acceptProposedAction()
        self.quotes_dropped.emit(carried(event.mimeData()), "")
