"""What the pack is about: receiver, inquiry or court, submitter, dates."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from evidencepack.actions.fields import set_fields
from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.widgets.fields import ChoiceField, DateField, Form, LineField, TextField
from evidencepack.gui.widgets.notices import words
from evidencepack.submission.overview import profiles

_GROUPS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "Matter": (
        ("title", "Title", "As printed on the first page"),
        ("subject", "Subject", ""),
        ("submitter", "Submitted by", "Person or organisation"),
        ("about", "About the submitter", "One sentence for the introduction"),
        ("date", "Date", "Of the submission"),
        ("marking", "Marking", "such as CONFIDENTIAL"),
    ),
    "Committee": (
        ("committee", "Committee", ""),
        ("inquiry", "Inquiry", ""),
        ("terms_of_reference", "Terms of reference", "The points you answer"),
        ("deadline", "Deadline", ""),
        ("publication", "Publication", "Whether it may be published"),
    ),
    "Court": (
        ("court", "Court", ""),
        ("claim_number", "Claim number", ""),
        ("parties", "Parties", "Claimant v Defendant"),
        ("hearing_date", "Hearing", ""),
        ("witness", "Witness", ""),
        ("signatory", "Signed by", ""),
    ),
}
_CITATIONS = [
    ("annex", "Annex and page, in the text"),
    ("oscola", "Footnotes in OSCOLA style"),
    ("author-date", "Author and date"),
]
_EXPLAINED = {
    "annex": (
        "Says where to look and nothing more; short, and enough for most committees.<br>"
        "<i>Example:</i> “Eighteen requests were met” (Annex F, page 1)"
    ),
    "oscola": (
        "The style of lawyers (Oxford University Standard for the Citation of Legal Authorities): a footnote "
        "names the source in full the first time, and briefly after that.<br>"
        "<i>Example:</i> “Eighteen requests were met”<sup>3</sup><br>"
        "<sup>3</sup> Letter from the Department to a parent (6 October 2016), Annex F, page 1.<br>"
        "<sup>7</sup> Letter from the Department (n 3), Annex F, page 2."
    ),
    "author-date": (
        "Names author and year in the text, and adds a list of all sources before the annexes.<br>"
        "<i>Example:</i> “Eighteen requests were met” (Department for Education 2016, Annex F, page 1)"
    ),
}
_DATES = ("date", "deadline", "hearing_date")


class MatterDialog(QDialog):
    """Edits the matter; each field is saved as it is left, and can be undone."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.fields: dict[str, LineField | ChoiceField | TextField] = {}
        self.setWindowTitle("Matter details")
        self.resize(theme.within_screen(self, 560, 560))
        self.explained = words("", "second", wrap=True)
        self.explained.setTextFormat(Qt.TextFormat.RichText)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Groups of details")
        for title, rows in _GROUPS.items():
            self.tabs.addTab(self._group(title, rows), title)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        close.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Enter stays in the fields
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(words("Each field is saved as you leave it.", "second"))
        column.addWidget(self.tabs, 1)
        column.addWidget(close)
        desk.changed.connect(self.show_matter)
        self.show_matter()
        self.fields["title"].setFocus()

    def _group(self, title: str, rows: tuple[tuple[str, str, str], ...]) -> QWidget:
        form = Form()
        if title == "Matter":
            known = [(row["id"], row["name"]) for row in profiles()]
            self._add(form, "profile", "Receiver", ChoiceField("Receiver", known))
        for key, label, hint in rows:
            field = DateField(label) if key in _DATES else LineField(label, hint)
            self._add(form, key, label, field)
        if title == "Matter":
            self._add(form, "citation_style", "Citations", ChoiceField("Citations", _CITATIONS))
            form.add_wide(self.explained)
            self._add(form, "note", "Private note", TextField("Private note", "Never exported"))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(form)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(holder)
        area.setAccessibleName(title)
        return area

    def _add(self, form: Form, key: str, label: str, field: LineField | ChoiceField | TextField) -> None:
        self.fields[key] = field
        form.add(label, field)
        field.kept.connect(lambda value, key=key: self._save(key, value))

    def _save(self, key: str, value: str) -> None:
        field = self.fields[key]

        def failed(trouble: Trouble) -> None:
            if isinstance(field, LineField):
                field.complain(trouble.sentence)
            else:
                self._desk.troubled.emit(trouble)

        self._desk.change(
            lambda pack: set_fields(pack, "matter", {key: value}),
            said=f"{key.replace('_', ' ')} of the matter changed",
            failed=failed,
        )

    def show_matter(self) -> None:
        """Show the fields as they are stored, and what the chosen way of citing means."""
        self.explained.setText(_EXPLAINED[str(self._desk.view.matter.get("citation_style") or "annex")])
        for key, field in self.fields.items():
            field.show_value(str(self._desk.view.matter.get(key) or ""))
            if isinstance(field, LineField):
                field.set_read_only(not self._desk.can_change)
            else:
                field.setEnabled(self._desk.can_change)
