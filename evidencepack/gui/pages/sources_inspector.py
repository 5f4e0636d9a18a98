"""What is known of one source, edited in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from evidencepack.actions.fields import set_fields_of
from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.pack_view import Row
from evidencepack.gui.models.sources_table import kind_name
from evidencepack.gui.widgets.fields import ChoiceField, DateField, Form, LineField, TextField
from evidencepack.gui.widgets.notices import ShortenedLine, empty, line, words
from evidencepack.gui.widgets.suggestions_panel import SuggestionsPanel
from evidencepack.model.tables import DATE_KINDS, SOURCE_KINDS
from evidencepack.model.wording import counted

_SEVERAL = "Several values"
_OFFSET = "moved by, such as -4"
_MOST_USES = 12
_SAID = {"label_offset": "page labels", "url": "web address"}
_LINES = (
    ("title", "Title"),
    ("author", "Author"),
    ("recipient", "Recipient"),
    ("reference", "Reference"),
    ("url", "Web address"),
    ("exemptions", "Exemptions"),
    ("internal_review", "Internal review"),
)
_OF_FOI = ("exemptions", "internal_review")


class SourceInspector(QScrollArea):
    """The right column of the Sources page.

    Signals:
        wanted: A handle or place that the person wants to see.
    """

    wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.handle = ""
        self._handles: list[str] = []
        self.setObjectName("inspector")
        self.setAccessibleName("Details of the source")
        self.setFixedWidth(theme.panel_width())
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.head = words("", "panelTitle", wrap=True)
        self.facts = words("", "small", wrap=True)
        self.digest = ShortenedLine("tiny", least=4)
        self.fields: dict[str, LineField | ChoiceField | TextField] = {}
        self._warnings = words("", "small", wrap=True)
        self._used = QVBoxLayout()
        self._ties = QVBoxLayout()
        ground = self._ground = QWidget()
        ground.setObjectName("ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        for widget in (self.head, self.facts, self.digest):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addLayout(self._ties)
        self.suggestions = SuggestionsPanel(self._desk)
        self.suggestions.wanted.connect(self.wanted)
        column.addWidget(self.suggestions)
        self._rows = self._form()
        column.addWidget(self._rows)
        column.addWidget(self._warnings)
        column.addSpacing(4)
        column.addWidget(line())
        column.addSpacing(2)
        self._used_title = words("Used in", "strong")
        column.addWidget(self._used_title)
        column.addLayout(self._used)
        column.addStretch()
        self.setWidget(ground)
        self.show_sources([])

    def _form(self) -> Form:
        form = Form()
        kinds = [(kind, kind_name(kind)) for kind in SOURCE_KINDS]
        self._add(form, "title", "Title", LineField("Title"))
        self._add(form, "kind", "Kind", ChoiceField("Kind", kinds))
        for key, label in _LINES[1:]:
            self._add(form, key, label, LineField(label))
        for kind in DATE_KINDS:
            self._add(form, kind, kind.capitalize(), DateField(kind.capitalize(), ""))
        pages = LineField("Page labels moved by", _OFFSET)
        self._add(form, "label_offset", "Page labels", pages)
        self._add(form, "note", "Private note", TextField("Private note", "Never exported"))
        return form

    def _add(self, form: Form, key: str, label: str, field: LineField | ChoiceField | TextField) -> None:
        self.fields[key] = field
        form.add(label, field)
        field.kept.connect(lambda value: self._save(key, value))

    def _save(self, key: str, value: str) -> None:
        handles, field = self._handles, self.fields[key]
        handle = self.handle

        def failed(trouble: Trouble) -> None:
            if isinstance(field, LineField) and handle == self.handle:
                field.complain(trouble.sentence)
            else:
                self._desk.troubled.emit(trouble)

        if handle:
            self._desk.change(
                lambda pack: set_fields_of(pack, handles, {key: value}),
                said=f"{_SAID.get(key, key)} of {handle} changed",
                failed=failed,
            )

    def keep(self) -> None:
        """Save what is being typed."""
        for field in self.fields.values():
            if isinstance(field, (LineField, TextField)):
                field.keep()

    def show_sources(self, rows: list[Row]) -> None:
        """Show a source, or what several have in common; a change is made to all of them."""
        handles = [row["handle"] for row in rows]
        if handles != self._handles:
            self.keep()
        self._handles, self.handle = handles, ", ".join(handles)
        self._ground.setEnabled(bool(rows))
        empty(self._used)
        empty(self._ties)
        self._used_title.setVisible(len(rows) == 1)
        self._show_head(rows)
        for key, field in self.fields.items():
            values = list(dict.fromkeys(_value(row, key) for row in rows))
            self._show_field(key, field, values)
            if key in _OF_FOI:  # others have neither
                of_foi = all(row["kind"] == "foi-response" for row in rows)
                self._rows.set_shown(field, any(values) or (bool(rows) and of_foi))
        self.suggestions.show_row(rows[0] if len(rows) == 1 else None)
        if len(rows) == 1:
            self._show_ties(rows[0])
            self._show_uses(handles[0])

    def _show_head(self, rows: list[Row]) -> None:
        warnings: list[str] = []
        facts = digest = ""
        head = "Choose a source"
        if len(rows) > 1:
            head = f"{len(rows):,} sources"
            facts = (
                f"{', '.join(row['handle'] for row in rows)}. What is changed here is changed in all of them."
            )
        for row in rows if len(rows) == 1 else []:
            head, warnings = f"{row['handle']} {row['title']}", row["warnings"]
            pages = counted(row["pages"], "page")
            facts = f"Original kept · {row['file_name']} · {pages} · {row['size'] / 1000:,.0f} kB"
            digest = f"SHA-256 {row['sha256']}"
        self.head.setText(head)
        self.facts.setText(facts)
        self.digest.show_words(digest)
        self._warnings.setText("\n".join(warnings))
        self._warnings.setVisible(bool(warnings))

    def _show_field(self, key: str, field: LineField | ChoiceField | TextField, values: list[str]) -> None:
        """Show the value that all have; where they differ, say so."""
        same = values[0] if len(values) == 1 else ""
        hint = _SEVERAL if len(values) > 1 else ""
        if isinstance(field, LineField):
            field.line.setPlaceholderText(hint or (_OFFSET if key == "label_offset" else ""))
            field.set_read_only(not self._desk.can_change)
            field.show_value(same)
        elif isinstance(field, ChoiceField):
            field.setEnabled(self._desk.can_change)
            if len(values) > 1:
                field.setPlaceholderText(hint)
                field.setCurrentIndex(-1)
            else:
                field.show_value(same)
        else:
            field.setPlaceholderText(hint or "Never exported")
            field.setEnabled(self._desk.can_change)
            field.show_value(same)

    def _show_ties(self, row: Row) -> None:
        """What the source came with, and which versions of it there are."""
        ties = (("parent", "Came with"), ("replaces", "Newer version of"), ("replaced_by", "Replaced by"))
        for key, said in ties:
            if row[key]:
                self._ties.addWidget(self._link(row[key], f"{said} {row[key]}, {self._title(row[key])}"))
        children = [each for each in self._desk.view.of("sources") if each["parent"] == row["handle"]]
        for child in children[:_MOST_USES]:
            self._ties.addWidget(self._link(child["handle"], f"Holds {child['handle']}, {child['title']}"))

    def _title(self, handle: str) -> str:
        return str(self._desk.view.by_handle.get(handle, {}).get("title", ""))

    def _link(self, target: str, text: str) -> QPushButton:
        """A way to something, as one line."""
        room = theme.panel_width() - theme.scaled(72)
        short = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        link = QPushButton(short.replace("&", "&&"))
        link.setAccessibleName(text)
        link.setObjectName("place")
        link.clicked.connect(lambda: self.wanted.emit(target))
        return link

    def _show_uses(self, handle: str) -> None:
        view = self._desk.view
        quotes = [quote for quote in view.of("quotes") if quote["source"] == handle]
        annexes = [annex for annex in view.of("annexes") if annex["source"] == handle]
        named = [
            (quote["handle"], f"{quote['handle']} “{' '.join(quote['text'].split())}”") for quote in quotes
        ]
        named = named[:_MOST_USES] + [
            (annex["handle"], f"Annex {annex['mark']}, {annex['title']}") for annex in annexes
        ]
        for target, text in named:
            self._used.addWidget(self._link(target, text))
        if not named:
            self._used.addWidget(
                words("Nothing yet. Read it, and mark the words that matter.", "small", wrap=True)
            )


def _value(row: Row, key: str) -> str:
    """What a source has in a field, as typed."""
    return str(row["typed_dates"].get(key, "") if key in DATE_KINDS else row[key] or "")
