"""What a quote leaves out that may turn its sense round, and the reason why it may be left out."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout
from shiboken6 import isValid

from evidencepack.actions.elisions import as_findings, doubts_of
from evidencepack.actions.fields import set_fields
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.pack_view import Row
from evidencepack.gui.widgets.fields import LineField
from evidencepack.gui.widgets.notices import words
from evidencepack.model.findings import Finding
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

        def show(found: list[Finding]) -> None:
            if isValid(self) and self._handle == handle:
                self._show(found)

        self._desk.ask(lambda pack: _findings(pack, handle), show, failed=self._gone)

    def _show(self, found: list[Finding]) -> None:
        asks = any(finding.severity == "warning" for finding in found)
        told = [finding.message.removeprefix(f"{finding.place} ") for finding in found]
        told = [each.split(" Reason: ")[0] for each in told]
        self.said.setText("\n".join(f"{each[:1].upper()}{each[1:]}" for each in told))
        self.setObjectName("warning" if asks else "note")
        self.style().polish(self)
        self.setVisible(bool(found))

    def _gone(self, _: Trouble) -> None:
        """The quote was removed while it was looked at: there is nothing to ask about it."""
        self.hide()

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


def _findings(pack: Pack, handle: str) -> list[Finding]:
    with pack.reading() as session:
        quote = find(session, handle, "quote")
        return as_findings(doubts_of(session, quote), handle, quote.elision_because)
