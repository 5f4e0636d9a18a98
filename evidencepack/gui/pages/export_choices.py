"""What is exported: for whom, which files, and where to."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QScrollArea, QVBoxLayout, QWidget

from evidencepack.export.exporting import Wanted
from evidencepack.gui import theme
from evidencepack.gui.models.pack_view import PackView
from evidencepack.gui.widgets.fields import ChoiceField
from evidencepack.gui.widgets.notices import ShortenedLine, line, words
from evidencepack.submission.contents import ProofChoice
from evidencepack.submission.overview import profiles

_MAKE = (
    ("word", "Submission, Word", "One file, numbered paragraphs"),
    ("pdf", "Bundle, PDF", "Submission, index and annexes, paginated"),
    ("filing", "Filing, folder", "Word, bundle, annexes and hashes"),
    ("proof", "Proof sheet, JSON", "Every quotation and its check, for a program to read"),
)


def safe_name(title: str) -> str:
    """A title as the name of a file on any system."""
    return re.sub(r"[^\w\- ]+", "", title, flags=re.UNICODE).strip()[:60].strip() or "Submission"


class Choices(QScrollArea):
    """The left column of the Export page; it scrolls where the window is low or the letters are large.

    Signals:
        profile_chosen: The id of the receiver's rules that the person chose.
        changed: What is to be made was changed.
    """

    profile_chosen = Signal(str)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName("What is exported")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(min(theme.scaled(236), 400))
        self._stem = "Submission"
        self._folder = Path.home()
        self._dialog: QFileDialog | None = None
        known = profiles()
        self._versions = {row["id"]: row["version"] for row in known}
        self.receiver = ChoiceField("Receiver", [(row["id"], row["name"]) for row in known])
        self.receiver.kept.connect(self.profile_chosen)
        self.rules = words("", "small", wrap=True)
        self.boxes = {key: QCheckBox(name) for key, name, _ in _MAKE}
        self.light = QCheckBox("Light up quoted words")
        self.folder = ShortenedLine("small", least=4)
        self.choose = QPushButton("Another folder…")
        self.choose.clicked.connect(self._ask_folder)
        self.all_quotes = QCheckBox("Quotations not used, too")
        self.names = QCheckBox("Names of those who checked")
        self._sheet = False
        for box in (*self.boxes.values(), self.light, self.all_quotes, self.names):
            box.toggled.connect(lambda _: self.changed.emit())
        self.boxes["proof"].toggled.connect(lambda _: self._show_proof_choices())
        self.boxes["word"].setChecked(True)
        self.boxes["pdf"].setChecked(True)
        self._lay_out()

    def _lay_out(self) -> None:
        ground = QWidget()
        ground.setObjectName("ground")
        self.setWidget(ground)
        column = QVBoxLayout(ground)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addWidget(words("Receiver", "strong"))
        column.addWidget(self.receiver)
        column.addWidget(self.rules)
        column.addSpacing(8)
        column.addWidget(words("Make", "strong"))
        for key, _, hint in _MAKE:
            column.addWidget(self.boxes[key])
            told = words(hint, "small", wrap=True)
            told.setContentsMargins(theme.scaled(16) + 10, 0, 0, 4)
            column.addWidget(told)
        column.addWidget(line())
        column.addWidget(words("In the bundle", "strong"))
        column.addWidget(self.light)
        column.addWidget(line())
        self._of_proof = QWidget()
        inner = QVBoxLayout(self._of_proof)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        for widget in (words("In the proof sheet", "strong"), self.all_quotes, self.names, line()):
            inner.addWidget(widget)
        self._of_proof.hide()
        column.addWidget(self._of_proof)
        column.addWidget(words("Goes to", "strong"))
        column.addWidget(self.folder)
        column.addWidget(self.choose)
        column.addWidget(line())
        column.addWidget(words("Never sent", "strong"))
        column.addWidget(words("Private notes, hidden text and old metadata.", "small", wrap=True))
        column.addStretch()

    def show_pack(self, view: PackView, pack: Path, *, can_change: bool) -> None:
        """Show the choices for a pack; what was chosen for it before is remembered."""
        self.receiver.show_value(view.profile)
        self.receiver.setEnabled(can_change)
        self.rules.setText(f"Rules of version {self._versions.get(view.profile, '')}")
        self._stem = safe_name(view.title)
        self._key = f"export/{pack}"
        self._folder = Path(str(QSettings().value(self._key, str(pack.parent))))
        self.folder.show_words(str(self._folder))
        self._sheet = any(row["kind"] == "proof-sheet" and row["enabled"] for row in view.of("sections"))
        self._show_proof_choices()

    def _show_proof_choices(self) -> None:
        """What a proof sheet lists is asked only where one is made."""
        self._of_proof.setVisible(self._sheet or self.boxes["proof"].isChecked())

    def forget_proof_choices(self) -> None:
        """Choose anew for another pack: no name leaves because it was chosen for an earlier one."""
        self.all_quotes.setChecked(False)
        self.names.setChecked(False)

    def show_light(self, light: bool) -> None:
        """Take the profile's own choice about lighting up words."""
        self.light.setChecked(light)

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, "Export to", str(self._folder))
        dialog.setObjectName("export-folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.set_folder)
        self._dialog = dialog
        dialog.open()

    def set_folder(self, folder: str) -> None:
        """Export to this folder from now on."""
        self._folder = Path(folder)
        QSettings().setValue(self._key, folder)
        self.folder.show_words(folder)
        self.changed.emit()

    def wanted(self) -> Wanted:
        """What is to be made, and where."""
        chosen = {key for key, box in self.boxes.items() if box.isChecked()}
        return Wanted(
            word=self._folder / f"{self._stem}.docx" if "word" in chosen else None,
            pdf=self._folder / f"{self._stem} - bundle.pdf" if "pdf" in chosen else None,
            filing=self._folder / f"{self._stem} - filing" if "filing" in chosen else None,
            light_quotes=self.light.isChecked(),
            proof=self._folder / f"{self._stem} - proof sheet.json" if "proof" in chosen else None,
            proof_choice=ProofChoice(self.all_quotes.isChecked(), self.names.isChecked()),
        )
