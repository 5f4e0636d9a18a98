"""What is known of one source, edited in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from evidencepack.actions.fields import set_fields
from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.pack_view import Row
from evidencepack.gui.models.sources_table import kind_name
from evidencepack.gui.widgets.fields import ChoiceField, DateField, Form, LineField, TextField
from evidencepack.gui.widgets.notices import ShortenedLine, empty, line, words
from evidencepack.model.tables import DATE_KINDS, SOURCE_KINDS

_LINES = (
    ("title", "Title"),
    ("author", "Author"),
    ("recipient", "Recipient"),
    ("reference", "Reference"),
    ("url", "Web address"),
)


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
        ground = self._ground = QWidget()
        ground.setObjectName("ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        for widget in (self.head, self.facts, self.digest):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(self._form())
        column.addWidget(self._warnings)
        column.addSpacing(4)
        column.addWidget(line())
        column.addSpacing(2)
        column.addWidget(words("Used in", "strong"))
        column.addLayout(self._used)
        column.addStretch()
        self.setWidget(ground)
        self.show_source(None)

    def _form(self) -> Form:
        form = Form()
        kinds = [(kind, kind_name(kind)) for kind in SOURCE_KINDS]
        self._add(form, "title", "Title", LineField("Title"))
        self._add(form, "kind", "Kind", ChoiceField("Kind", kinds))
        for key, label in _LINES[1:]:
            self._add(form, key, label, LineField(label))
        for kind in DATE_KINDS:
            self._add(form, kind, kind.capitalize(), DateField(kind.capitalize(), ""))
        self._add(form, "note", "Private note", TextField("Private note", "Never exported"))
        return form

    def _add(self, form: Form, key: str, label: str, field: LineField | ChoiceField | TextField) -> None:
        self.fields[key] = field
        form.add(label, field)
        field.kept.connect(lambda value: self._save(key, value))

    def _save(self, key: str, value: str) -> None:
        handle, field = self.handle, self.fields[key]

        def failed(trouble: Trouble) -> None:
            if isinstance(field, LineField) and handle == self.handle:
                field.complain(trouble.sentence)
            else:
                self._desk.troubled.emit(trouble)

        if handle:
            self._desk.change(
                lambda pack: set_fields(pack, handle, {key: value}),
                said=f"{key} of {handle} changed",
                failed=failed,
            )

    def keep(self) -> None:
        """Save what is being typed."""
        for field in self.fields.values():
            if isinstance(field, (LineField, TextField)):
                field.keep()

    def show_source(self, row: Row | None) -> None:
        """Show a source, or nothing."""
        if row is None or row["handle"] != self.handle:
            self.keep()
        self.handle = row["handle"] if row else ""
        self._ground.setEnabled(row is not None)
        empty(self._used)
        if row is None:
            self.head.setText("Choose a source")
            for label in (self.facts, self.digest, self._warnings):
                label.setText("")
            for field in self.fields.values():
                field.show_value("")
            return
        self.head.setText(f"{row['handle']} {row['title']}")
        pages = f"{row['pages']} page{'s' * (row['pages'] != 1)}"
        self.facts.setText(f"Original kept · {row['file_name']} · {pages} · {row['size'] / 1000:,.0f} kB")
        self.digest.show_words(f"SHA-256 {row['sha256']}")
        self._warnings.setText("\n".join(row["warnings"]))
        self._warnings.setVisible(bool(row["warnings"]))
        for key, field in self.fields.items():
            field.show_value(str(row["typed_dates"].get(key, "") if key in DATE_KINDS else row[key] or ""))
            if isinstance(field, LineField):
                field.set_read_only(not self._desk.can_change)
            else:
                field.setEnabled(self._desk.can_change)
        self._show_uses(row["handle"])

    def _show_uses(self, handle: str) -> None:
        view = self._desk.view
        quotes = [quote for quote in view.of("quotes") if quote["source"] == handle]
        annexes = [annex for annex in view.of("annexes") if annex["source"] == handle]
        named = [(quote["handle"], f"{quote['handle']} “{quote['text'][:40]}…”") for quote in quotes[:12]]
        named += [(annex["handle"], f"Annex {annex['mark']}, {annex['title']}"[:44]) for annex in annexes]
        for target, text in named:
            link = QPushButton(text.replace("&", "&&"))
            link.setObjectName("place")
            link.clicked.connect(lambda _=False, target=target: self.wanted.emit(target))
            self._used.addWidget(link)
        if not named:
            self._used.addWidget(
                words("Nothing yet. Read it, and mark the words that matter.", "small", wrap=True)
            )
