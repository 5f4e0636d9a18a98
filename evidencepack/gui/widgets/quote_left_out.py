"""What a quote leaves out that may turn its sense round, and the reason why it may be left out."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout
from shiboken6 import isValid

from evidencepack.actions.elisions import doubts_of
from evidencepack.actions.fields import set_fields
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.pack_view import Row
from evidencepack.gui.widgets.fields import LineField
from evidencepack.gui.widgets.notices import words
from evidencepack.quoting.honesty import Doubt
from evidencepack.store.handles import find
from evidencepack.store.pack import Pack


class LeftOutPanel(QFrame):
    """Asks why something may be left out; hidden where a quote leaves out nothing of weight."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._handle = ""
        self.setObjectName("warning")
        self.said = words("", "small", wrap=True)
        self.because = LineField("Why it may be left out", "Why it may be left out")
        self.because.kept.connect(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.said)
        column.addWidget(self.because)
        self.hide()

    def show_quote(self, row: Row) -> None:
        """Look what a quote leaves out, and show that."""
        handle = row["handle"]
        if handle != self._handle:
            self._handle = handle
            self.hide()
        self.because.show_value(row["elision_because"])
        self.because.set_read_only(not self._desk.can_change)

        asks = not row["elision_because"]

        def show(found: list[Doubt]) -> None:
            if isValid(self) and self._handle == handle:
                self._show(found, asks=asks)

        def failed(trouble: Trouble) -> None:
            if not isValid(self) or self._handle != handle:
                return
            self.hide()
            if self._desk.view.by_handle.get(handle):  # else it was removed meanwhile
                self._desk.troubled.emit(trouble)

        self._desk.ask(lambda pack: _left_out(pack, handle), show, failed=failed)

    def _show(self, found: list[Doubt], *, asks: bool) -> None:
        self.said.setText("\n".join(f"{one.told[:1].upper()}{one.told[1:]}." for one in found))
        self.setObjectName("warning" if asks else "note")
        self.style().polish(self)
        self.setVisible(bool(found))

    def _keep(self, value: str) -> None:
        handle = self._handle

        def refused(trouble: Trouble) -> None:
            if isValid(self):
                self.because.complain(trouble.sentence)

        self._desk.change(
            lambda pack: set_fields(pack, handle, {"elision_because": value}),
            f"reason why {handle} leaves something out {'changed' if value else 'cleared'}",
            failed=refused,
            what=f"Change {handle}",
        )


def _left_out(pack: Pack, handle: str) -> list[Doubt]:
    with pack.reading() as session:
        return doubts_of(session, find(session, handle, "quote"))
