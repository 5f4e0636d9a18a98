"""A section of the submission: what is printed in it, its heading, where it stands, whether it is printed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget
from shiboken6 import isValid

from evidencepack.actions.fields import set_fields
from evidencepack.actions.sections import add_section
from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.pack_view import Row
from evidencepack.gui.models.submission_rows import KIND_NAMES, KIND_TIPS, section_name
from evidencepack.gui.widgets.fields import ChoiceField, Form, LineField
from evidencepack.gui.widgets.notices import announce, words
from evidencepack.store.pack import Pack
from evidencepack.submission.profiles import load_profile


class SectionDialog(QDialog):
    """Adds a section or changes one; saves by itself and says inside why it was refused.

    Signals:
        saved: The section's handle.
    """

    saved = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget, *, section: str = "", after: str = "") -> None:
        """The dialog; show it with ``open()``.

        Args:
            desk: The open pack.
            parent: The window it belongs to.
            section: The handle of the section to change; empty to add one.
            after: For a new one, the handle of the section it is to follow.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._section = desk, section
        row = desk.view.by_handle.get(section, {})
        self.setWindowTitle("Change the section" if section else "New section")
        self.setMinimumWidth(theme.scaled(440))
        self.kind = ChoiceField("What is printed", [(kind, KIND_NAMES[kind]) for kind in KIND_TIPS])
        self.meaning = words("", "small", wrap=True)
        self.heading = LineField("Heading")
        self.after = ChoiceField("After", _places(desk))
        self.printed = QCheckBox("Print this section")
        self.complaint = words("", "wrong", wrap=True)
        self.complaint.hide()
        self._usual = load_profile(desk.view.profile).titles if desk.view.profile else {}
        self._fill(row, after)
        self._lay_out(new=not section)
        self.kind.currentIndexChanged.connect(self._tell)
        self._tell()
        (self.heading if section else self.kind).setFocus()

    def _fill(self, row: Row, after: str) -> None:
        self.kind.show_value(row.get("kind", "paragraphs"))
        self.printed.setChecked(bool(row.get("enabled", True)))
        last = self._desk.view.of("sections")[-1:]
        self.after.show_value(after or (last[0]["handle"] if last else ""))
        own = row.get("title", "")
        self.heading.show_value("" if own == self._usual.get(row.get("kind", ""), "") else own)
        self.heading.line.selectAll()

    def _lay_out(self, *, new: bool) -> None:
        form = Form()
        form.add("Printed in it", self.kind)
        form.add("", self.meaning)
        form.add("Heading", self.heading)
        if new:
            form.add("After", self.after)
        else:
            form.add("", self.printed)
        self.kind.setEnabled(new)
        self.after.setVisible(new)
        self.printed.setHidden(new)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        accept = buttons.button(QDialogButtonBox.StandardButton.Ok)
        accept.setText("Add" if new else "Save")
        accept.setDefault(True)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(form)
        column.addWidget(self.complaint)
        column.addStretch()
        column.addWidget(buttons)

    def _tell(self) -> None:
        kind = str(self.kind.currentData())
        self.meaning.setText(KIND_TIPS[kind])
        usual = self._usual.get(kind, "")
        self.heading.line.setPlaceholderText(usual or "None; type one if you want it printed")

    def save(self) -> None:
        """Add the section, or keep what was changed."""
        kind, title, section = str(self.kind.currentData()), self.heading.line.text(), self._section
        after = str(self.after.currentData() or "")
        printed = "yes" if self.printed.isChecked() else "no"

        def deed(pack: Pack) -> str:
            if section:
                return set_fields(pack, section, {"title": title, "enabled": printed})
            return add_section(pack, kind, title=title, after=after)

        name = title.strip() or self._usual.get(kind, "") or KIND_NAMES[kind]
        said = f"section “{name}” {'changed' if section else 'added'}"
        self._desk.change(deed, said, self._saved, failed=self._refused)

    def _saved(self, handle: str) -> None:
        if isValid(self):
            self.saved.emit(handle)
            self.accept()

    def _refused(self, trouble: Trouble) -> None:
        if not isValid(self):
            self._desk.troubled.emit(trouble)
            return
        self.complaint.setText(trouble.sentence)
        self.complaint.show()
        announce(self.complaint)


def _places(desk: Desk) -> list[tuple[str, str]]:
    return [(row["handle"], section_name(row)) for row in desk.view.of("sections")]
