"""The Export page: what stands in the way, what is made, and the proof of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from evidencepack.actions.fields import set_fields
from evidencepack.export.exporting import Exported, Wanted
from evidencepack.export.verify_any import verify_any
from evidencepack.export.verify_pack import verify_pack
from evidencepack.gui import icons, theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.findings_table import FindingsTable
from evidencepack.gui.models.pack_view import PackView
from evidencepack.gui.pages.export_choices import Choices
from evidencepack.gui.pages.export_proof import ProofPanel
from evidencepack.gui.pages.page import Page
from evidencepack.gui.widgets.fields import LineField
from evidencepack.gui.widgets.notices import EmptyState, Notice, button, words
from evidencepack.gui.widgets.tables import Table
from evidencepack.model.findings import Finding
from evidencepack.model.wording import counted
from evidencepack.rules.checks import check_pack
from evidencepack.rules.gate import Accepted, export_checked
from evidencepack.store.pack import Pack
from evidencepack.submission.profiles import load_profile

_PAUSE = 400  # milliseconds after a change before the pack is checked again


class ReasonDialog(QDialog):
    """Asks why a problem is accepted."""

    def __init__(self, finding: Finding, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Accept with a reason")
        self.reason = LineField("Reason", "One line; it is kept with the pack and the manifest")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Accept")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(words(finding.message, wrap=True))
        column.addWidget(words(finding.authority, "small", wrap=True))
        column.addWidget(self.reason)
        column.addWidget(buttons)
        self.resize(theme.scaled(460), self.sizeHint().height())
        self.reason.setFocus()

    def _accept(self) -> None:
        if self.reason.line.text().strip():
            self.accept()
        else:
            self.reason.complain("Say why, in one line.")


_SENTENCES = ((3, 136, 0.24), (4, 148, 0.22))  # column, least width at 100 %, its share; the problem has more


class FindingsView(Table):
    """The findings; Enter goes to the place."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Share the width among the columns of sentences, and give the rows the height they now need."""
        super().resizeEvent(event)
        for column, least, share in _SENTENCES:
            self.setColumnWidth(column, max(theme.scaled(least), round(self.viewport().width() * share)))
        self.resizeRowsToContents()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Go to the place on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.doubleClicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class ExportPage(Page):
    """Checks, exports and shows the proof.

    Signals:
        counted: The number of open problems may be another.
    """

    counted = Signal()
    place = "export"
    title = "Export"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.findings: list[Finding] = []
        self.accepted: dict[str, str] = {}
        self._pack: Pack | None = None
        self._deeds_at_export: int | None = None
        self._dialog: QDialog | None = None
        self._replace = False
        self._checked = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.check)
        self.deed("export.check", self.check)
        self.deed("export.export", self.export)
        self.deed("export.verify-pack", self.verify_this_pack)
        self.tools = ["export.export", "export.check"]
        self.choices = Choices()
        self.proof = ProofPanel()
        self.table = FindingsTable(self)
        self.view = FindingsView("What stands in the way")
        self._make_middle()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.choices)
        across.addLayout(self._middle, 1)
        across.addWidget(self.proof)
        self.choices.profile_chosen.connect(self._set_profile)
        self.choices.changed.connect(self.refresh_deeds)
        self.setFocusProxy(self.view)

    def _make_middle(self) -> None:
        self.summary = words("", "second")
        head = QHBoxLayout()
        head.setContentsMargins(11, 10, 16, 10)  # in line with the words of the table
        head.setSpacing(12)
        head.addWidget(words("Before you send", "panelTitle"))
        head.addWidget(self.summary, 1)
        head.addWidget(words("Double-click goes to the place", "small"))
        self.notice = Notice("warning")
        self.trouble = Notice("error")
        self.view.setModel(self.table)
        self.view.setWordWrap(True)
        self.view.share_widths({0: 98, 1: 98, 3: 136, 4: 148}, stretch=2)
        self.view.doubleClicked.connect(self.go_to_place)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_ways())
        self.clean = EmptyState("circle-check", "Nothing stands in the way.")
        self.accept_one = QPushButton("Accept with a reason…")
        self.accept_one.clicked.connect(self.ask_reason)
        self.show_one = QPushButton("Show the place")
        self.show_one.clicked.connect(lambda: self.go_to_place(self.view.currentIndex()))
        self._foot_mark = QLabel()
        self._foot = words("", "strong", wrap=True)
        foot = QFrame()
        foot.setObjectName("footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(11, 10, 16, 10)
        row.addWidget(self._foot_mark)
        row.addWidget(self._foot, 1)
        for widget in (self.show_one, self.accept_one, button(self.deeds["export.check"])):
            row.addWidget(widget)
        self._middle = QVBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addLayout(head)
        self._middle.addWidget(self.notice)
        self._middle.addWidget(self.trouble)
        self._middle.addWidget(self.view, 1)
        self._middle.addWidget(self.clean, 1)
        self._middle.addWidget(foot)
        self._show_ways()

    # What the pack is

    def show_view(self, view: PackView) -> None:
        """Show the pack as it is now, and check it again soon."""
        pack = self.desk.pack
        if pack is not self._pack:
            self._pack, self._deeds_at_export, self.accepted = pack, None, {}
            self.findings, self._checked = [], False
            self.proof.show_nothing()
            self.choices.forget_proof_choices()
            if pack is not None:
                self.choices.show_light(load_profile(view.profile).light_quotes)
        if pack is not None:
            self.choices.show_pack(view, pack.path, can_change=self.desk.can_change)
            self._pause.start()
        if self._deeds_at_export is not None:
            self.proof.show_changes(len(view.of("history")) - self._deeds_at_export)
        self._show_findings()

    def arrive(self) -> None:
        """Look whether everything still agrees."""
        super().arrive()
        self._pause.start()

    def can(self, name: str) -> bool:
        """An export waits for problems to be mended or accepted, and for something to be chosen."""
        if name != "export.export":
            return True
        wanted = self.choices.wanted()
        return self._checked and not self.standing() and bool(wanted.places)

    def parts(self) -> list[QWidget]:
        """The parts that F6 goes to."""
        return [self.choices, self.view, self.proof]

    @property
    def shows_inspector(self) -> bool:
        """Whether the panel is not folded away."""
        return not self.proof.isHidden()

    def toggle_inspector(self) -> None:
        """Fold the proof away, or show it."""
        self.proof.setHidden(not self.proof.isHidden())

    def count(self) -> tuple[int, bool]:
        """How many open problems there are, and whether any of them stops an export."""
        open_ones = [one for one in self.findings if one.severity != "info" and not self._waved(one)]
        return len(open_ones), bool(self.standing())

    def _waved(self, finding: Finding) -> bool:
        return finding.severity == "error" and finding.rule in self.accepted

    def standing(self) -> list[Finding]:
        """The errors that nobody accepted."""
        return [one for one in self.findings if one.severity == "error" and not self._waved(one)]

    # Checking

    def check(self) -> None:
        """Check the pack against the receiver's rules."""

        def shown(result: tuple[str, list[Finding]]) -> None:
            self.findings, self._checked = result[1], True
            self._show_findings()

        self.desk.ask(check_pack, shown)

    def _show_findings(self) -> None:
        chosen = self.view.currentIndex().row()
        self.table.show_findings(self.findings, self.accepted, self._numbers())
        self.view.resizeRowsToContents()
        if 0 <= chosen < len(self.findings):
            self.view.selectRow(chosen)
        self.view.setVisible(bool(self.findings))
        self.clean.setVisible(not self.findings)
        counts = [sum(one.severity == kind for one in self.findings) for kind in ("error", "warning", "info")]
        told = f"{counts[0]} to mend · {counts[1]} advised · {counts[2]} noted"
        self.summary.setText(told if self._checked else "Checking…")
        standing = len(self.standing())
        waits = f"Export waits for {counted(standing, 'problem')}."
        self._foot.setText(waits if standing else "Ready to export." if self._checked else "Checking…")
        icon, tint = ("circle-x", "error") if standing else ("circle-check", "good")
        self._foot_mark.setPixmap(icons.pixmap(icon, tint, 18, self.devicePixelRatioF()))
        self._show_ways()
        self.refresh_deeds()
        self.counted.emit()

    def _numbers(self) -> dict[str, str]:
        """Items as readers know them."""
        view = self.desk.view
        named = {row["handle"]: f"Entry {row['number']}" for row in view.of("entries") if row["number"]}
        named |= {
            row["handle"]: f"Paragraph {row['number']}" for row in view.of("paragraphs") if row["number"]
        }
        return named | {row["handle"]: f"Annex {row['mark']}" for row in view.of("annexes")}

    def _chosen(self) -> Finding | None:
        row = self.view.currentIndex().row()
        return self.findings[row] if 0 <= row < len(self.findings) else None

    def _show_ways(self) -> None:
        finding = self._chosen()
        self.show_one.setEnabled(finding is not None)
        self.accept_one.setVisible(finding is not None and finding.severity == "error")

    def go_to_place(self, index: QModelIndex) -> None:
        """Show where a finding is."""
        if 0 <= index.row() < len(self.findings):
            finding = self.findings[index.row()]
            changed = finding.rule.startswith("quote-in-earlier-") and finding.severity != "info"
            where = f"changed:{finding.place}" if changed else finding.place
            self.desk.went.emit("submission" if where == "bundle" else where)

    def ask_reason(self) -> None:
        """Ask why the chosen error is accepted."""
        finding = self._chosen()
        if finding is None:
            return
        dialog = ReasonDialog(finding, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def accepted() -> None:
            self.accepted[finding.rule] = dialog.reason.line.text().strip()
            self._show_findings()

        dialog.accepted.connect(accepted)
        self._dialog = dialog
        dialog.open()

    def _set_profile(self, profile: str) -> None:
        self.choices.show_light(load_profile(profile).light_quotes)
        self.desk.change(
            lambda pack: set_fields(pack, "matter", {"profile": profile}), said="the receiver changed"
        )

    # Exporting

    def export(self) -> None:
        """Export what is chosen; asks in place before anything is replaced."""
        wanted = self.choices.wanted()
        there = [path for path in wanted.places if path.exists()]
        if there and not self._replace:
            names = ", ".join(path.name for path in there)
            self.notice.say(f"{names}: already in {there[0].parent}.", "Replace", self._export_over)
            return
        self._replace = False
        self.notice.say("")
        self._start(wanted)

    def _export_over(self) -> None:
        self._replace = True
        self.export()

    def _start(self, wanted: Wanted) -> None:
        pack = self.desk.pack
        if pack is None:
            return
        count = len(wanted.places)
        accept = [Accepted(rule, because) for rule, because in self.accepted.items()]
        self.trouble.say("")
        self.desk.jobs.run(
            f"Export {counted(count, 'file')}",
            lambda progress: export_checked(pack, wanted, accept, progress),
            self._exported,
            failed=self._failed,
            stopped=lambda: self.desk.said.emit("Export stopped; nothing was written."),
        )

    def _exported(self, exported: Exported) -> None:
        self.proof.show_proof("Proof of the last export", exported.certificate, exported.files)
        self.desk.said.emit(f"Exported and proved in {exported.seconds:.0f} seconds")
        self._deeds_at_export = len(self.desk.view.of("history")) + 1  # the export itself is recorded
        self.desk.look_again()

    def _failed(self, trouble: Trouble) -> None:
        self.trouble.say(trouble.sentence, "Try again", trouble.again)

    # Proving

    def verify_path(self, path: Path) -> None:
        """Prove a file that lies somewhere."""
        pack = self.desk.pack
        self.desk.jobs.run(
            f"Prove {path.name}",
            lambda _: verify_any(path, None),
            lambda certificate: self.proof.show_proof(f"Proof of {path.name}", certificate, []),
            failed=self._failed if pack else self.desk.troubled.emit,
        )

    def verify_this_pack(self) -> None:
        """Prove that the stored documents are those that came in, and that the quotes stand in them."""
        pack = self.desk.pack
        if pack is not None:
            self.desk.jobs.run(
                "Prove the documents",
                lambda progress: verify_pack(pack, progress),
                lambda certificate: self.proof.show_proof("Proof of this pack", certificate, []),
                failed=self._failed,
            )

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        super().recolour()
        self.clean.recolour()
        self._show_findings()
