"""An annex: which source is attached, which of its pages, and under which title."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget
from shiboken6 import isValid

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.fields import set_fields
from evidencepack.errors import BadInput
from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.pack_view import Row
from evidencepack.gui.widgets.fields import ChoiceField, Form, LineField
from evidencepack.gui.widgets.notices import announce, words
from evidencepack.model.wording import counted
from evidencepack.store.pack import Pack
from evidencepack.submission.page_ranges import read_pages, show_pages


class AnnexDialog(QDialog):
    """Attaches a source or changes an annex; saves by itself and says inside why it was refused.

    Signals:
        saved: The annex's handle.
    """

    saved = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget, *, annex: str = "", source: str = "") -> None:
        """The dialog; show it with ``open()``.

        Args:
            desk: The open pack.
            parent: The window it belongs to.
            annex: The handle of the annex to change; empty to add one.
            source: For a new one, the handle of the source to begin with.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._annex = desk, annex
        self._sources: dict[str, Row] = {row["handle"]: row for row in desk.view.of("sources")}
        self.setWindowTitle("Change the annex" if annex else "New annex")
        self.setMinimumWidth(theme.scaled(480))
        self.source = ChoiceField("Source", [(row["handle"], _named(row)) for row in self._sources.values()])
        self.source.setSizeAdjustPolicy(self.source.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.source.setMinimumContentsLength(36)
        self.pages = LineField("Pages", "All of them, or such as 2-5, 7")
        self.understood = words("", "understood")
        self.heading = LineField("Title")
        self.complaint = words("", "wrong", wrap=True)
        self.complaint.hide()
        self._fill(desk.view.by_handle.get(annex, {}), source)
        self._lay_out(new=not annex)
        self.source.currentIndexChanged.connect(self._tell)
        self.pages.line.textChanged.connect(self._tell)
        self._tell()
        (self.pages if annex or source else self.source).setFocus()

    def _fill(self, row: Row, source: str) -> None:
        annexed = {annex["source"] for annex in self._desk.view.of("annexes")}
        free = next((handle for handle in self._sources if handle not in annexed), "")
        self.source.show_value(row.get("source", "") or source or free)
        of = self._sources.get(row.get("source", ""), {})
        whole = len(row.get("pages", [])) == of.get("pages")
        self.pages.show_value("" if whole or not row else show_pages(row["pages"]))
        self.heading.show_value("" if row.get("title") == of.get("title") else row.get("title", ""))

    def _lay_out(self, *, new: bool) -> None:
        form = Form()
        form.add("Source", self.source)
        form.add("Pages", self.pages)
        form.add("", self.understood)
        form.add("Title", self.heading)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        accept = buttons.button(QDialogButtonBox.StandardButton.Ok)
        accept.setText("Attach" if new else "Save")
        accept.setDefault(True)
        accept.setEnabled(bool(self._sources))
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(form)
        column.addWidget(self.complaint)
        column.addStretch()
        column.addWidget(buttons)
        if not self._sources:
            self._complain("There is nothing to attach yet; add a source first.")

    def _tell(self) -> None:
        """Say how the pages are understood, and whose title is printed."""
        row = self._sources.get(str(self.source.currentData()))
        if row is None:
            return
        self.heading.line.setPlaceholderText(row["title"])
        try:
            pages = read_pages(self.pages.line.text(), row["pages"], f"{row['handle']}")
        except BadInput as problem:
            self.understood.setText("")
            self.pages.complain(problem.message)
            return
        self.pages.complain("")
        count = len(pages)
        which = (
            "the whole document" if count == row["pages"] else f"pages {show_pages(pages)} of {row['pages']}"
        )
        self.understood.setText(f"{counted(count, 'page')}: {which}")

    def save(self) -> None:
        """Attach the source, or keep what was changed."""
        annex, source = self._annex, str(self.source.currentData() or "")
        pages, title = self.pages.line.text().replace("–", "-"), self.heading.line.text()

        def deed(pack: Pack) -> str:
            if annex:
                return set_fields(pack, annex, {"source": source, "pages": pages, "title": title})
            return add_annex(pack, source, pages=pages, title=title)

        said = f"annex {'changed' if annex else 'added'}"
        self._desk.change(deed, said, self._saved, failed=self._refused)

    def _saved(self, handle: str) -> None:
        if isValid(self):
            self.saved.emit(handle)
            self.accept()

    def _refused(self, trouble: Trouble) -> None:
        if isValid(self):
            self._complain(trouble.sentence)
        else:
            self._desk.troubled.emit(trouble)

    def _complain(self, sentence: str) -> None:
        self.complaint.setText(sentence)
        self.complaint.show()
        announce(self.complaint)


def _named(row: Row) -> str:
    return f"{row['handle']} · {row['title']}"
