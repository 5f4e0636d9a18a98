"""The panel beside the page: one quote, its words and facts, what it is related to and where it is used."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidencepack.actions.fields import set_fields
from evidencepack.actions.items import remove_item
from evidencepack.gui import icons, theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.dialogs.relation import RelationDialog
from evidencepack.gui.dialogs.topics import TopicsDialog
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.pack_view import PackView, Row, badge_of
from evidencepack.gui.widgets.dragging import DragMark
from evidencepack.gui.widgets.fields import ChoiceField, DateField, Form, LineField, TextField
from evidencepack.gui.widgets.marks import GradeBadge
from evidencepack.gui.widgets.notices import empty, line, words
from evidencepack.gui.widgets.panes import KeysPane
from evidencepack.gui.widgets.quote_comparing import ComparingPanel
from evidencepack.gui.widgets.quote_left_out import LeftOutPanel
from evidencepack.gui.widgets.quote_words import QuoteWords, RelationCard, checked_words, flat, where_words
from evidencepack.gui.widgets.suggestions_panel import OF_QUOTES, SuggestionsPanel

_EMPTY = "Select words on the page, then press C for a claim or E for evidence."


class QuoteInspector(KeysPane):
    """Shows one quote, and changes it in place. It hears of changes of the pack by itself.

    Attributes:
        handle: The quote that is shown, or empty.
    """

    def __init__(self, desk: Desk, *, empty: str = _EMPTY) -> None:
        """The panel.

        Args:
            desk: The open pack.
            empty: What it says while no quote is chosen.
        """
        super().__init__()
        self.desk = desk
        self.handle = ""
        self._pack = desk.pack
        self._dialog: QDialog | None = None
        self._shown_relations: tuple[object, ...] = ()
        self._offered: dict[str, list[str]] = {}
        self._shown_uses: tuple[object, ...] = ()
        self.setObjectName("inspector")
        self.setAccessibleName("Quote")
        self.setFixedWidth(theme.panel_width())
        self._make_fields()
        self.stack = QStackedWidget()
        self.stack.addWidget(self._make_empty(empty))
        self.stack.addWidget(self._make_scroll())
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self.stack)
        desk.changed.connect(self._show_view)

    def _make_empty(self, sentence: str) -> QWidget:
        made = QWidget()
        self.hint = words(sentence, "second", wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(made)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self._picture)
        column.addWidget(self.hint)
        column.addStretch(3)
        self._picture.setPixmap(icons.pixmap("text-quote", "muted", 28, self.devicePixelRatioF()))
        return made

    def _make_fields(self) -> None:
        self.mark = DragMark("claim", 20)
        self.title = words("", "panelTitle")
        self.kind = ChoiceField("Kind", [("claim", "Claim"), ("evidence", "Evidence")])
        self.kind.kept.connect(self._change_kind)
        self.badge = GradeBadge()
        self.words = QuoteWords()
        self.checked = words("", "small", wrap=True)
        self.comparing = ComparingPanel(self.desk)
        self.left_out = LeftOutPanel(self.desk)
        self.place = QPushButton()
        self.place.setObjectName("link")
        self.place.clicked.connect(lambda: self.desk.went.emit(self.handle))
        self.fields: dict[str, LineField | TextField] = {
            "speaker": LineField("Speaker"),
            "role": LineField("Role"),
            "date": DateField("Said on", "such as 26.7.2016"),
            "topics": LineField("Topics", "separated by commas"),
            "authorities": LineField("Authorities", "separated by semicolons"),
            "note": TextField("Note", "Private note. Never exported.", lines=3),
        }
        for name, field in self.fields.items():
            field.kept.connect(self._keeper(name))
        self.suggestions = SuggestionsPanel(self.desk, OF_QUOTES)
        self.suggestions.wanted.connect(self.desk.went)
        self.relate = QPushButton("Relate")
        self.relate.setObjectName("link")
        self.relate.setToolTip("Relate this quote to another (R)")
        self.relate.clicked.connect(self.ask_relation)
        self.remove = QPushButton("Remove the quote")
        self.remove.clicked.connect(self.remove_quote)
        self._related = QVBoxLayout()
        self._related.setSpacing(8)
        self._used = QVBoxLayout()
        self._used.setSpacing(0)

    def _make_scroll(self) -> QScrollArea:
        ground = QWidget()
        ground.setObjectName("ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self.mark, self.title, self.kind):
            head.addWidget(widget)
        head.addStretch()
        head.addWidget(self.badge)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self.place, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.checked)
        column.addWidget(self.comparing)
        column.addWidget(self.left_out)
        form = Form()
        for name, field in self.fields.items():
            form.add("Said on" if name == "date" else name.capitalize(), field)
        column.addWidget(form)
        column.addWidget(self.suggestions)
        column.addWidget(line())
        between = QHBoxLayout()
        self.related_title = words("Related to", "strong")
        between.addWidget(self.related_title, 1)
        between.addWidget(self.relate)
        between.addWidget(words("R", "key"))
        column.addLayout(between)
        column.addLayout(self._related)
        column.addWidget(line())
        column.addWidget(words("Where it appears", "strong"))
        column.addLayout(self._used)
        column.addStretch()
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(ground)
        self._scroll = scroll
        return scroll

    # What is shown

    def show_quote(self, handle: str) -> None:
        """Show a quote; an empty handle, or one that is gone, shows what to do to have one."""
        if handle != self.handle:
            self.leave()
            for field in (*self.fields.values(), self.left_out.because):
                _forget_typing(field)
            self.handle = handle
        self._show_view(self.desk.view)

    def _show_view(self, view: PackView) -> None:
        if self.desk.pack is not self._pack:  # what was typed belongs to the pack that was open before
            self._pack, self.handle = self.desk.pack, ""
            for field in (*self.fields.values(), self.left_out.because):
                _forget_typing(field)
        row = view.by_handle.get(self.handle)
        if row is None:
            self.handle = ""
            self.suggestions.show_row(None)
            self.stack.setCurrentIndex(0)
            return
        self.mark.show_quote(row["handle"], row["kind"], flat(row["text"]))
        self.title.setText(row["handle"])
        self.kind.show_value(row["kind"])
        self.badge.show_grade(badge_of(row))
        self.words.show_quote(row)
        self.checked.setText(checked_words(row))
        self.comparing.show_quote(row)
        self.left_out.show_quote(row)
        for name in ("speaker", "role"):
            self._offer_used(name, view)
        self.place.setText(where_words(row, view))
        self.place.setToolTip(f"Show {self.handle} in the Reader")
        values = {
            "speaker": row["speaker"],
            "role": row["role"],
            "date": row["date"] or "",
            "topics": ", ".join(row["topics"]),
            "authorities": "; ".join(row["authorities"]),
            "note": row["note"],
        }
        for name, field in self.fields.items():
            field.show_value(values[name])
        self._allow()
        self.suggestions.show_row(row)
        self._show_relations(view)
        self._show_uses(view)
        self.stack.setCurrentIndex(1)

    def _offer_used(self, name: str, view: PackView) -> None:
        """Offer what was typed into a field of another quote."""
        field = self.fields[name]
        used = sorted({row[name] for row in view.of("quotes") if row[name]}, key=str.casefold)
        if isinstance(field, LineField) and used != self._offered.get(name):
            self._offered[name] = used
            offers = QCompleter(used, field.line)
            offers.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            offers.setFilterMode(Qt.MatchFlag.MatchContains)
            popup = offers.popup()
            if popup is not None:
                popup.setAccessibleName(f"{name.capitalize()}s used before")
            field.line.setCompleter(offers)

    def _allow(self) -> None:
        """Grey what cannot be done while the pack may not be changed."""
        can = self.desk.can_change
        for field in self.fields.values():
            (field.set_read_only if isinstance(field, LineField) else field.setReadOnly)(not can)
        for widget in (self.kind, self.relate, self.remove):
            widget.setEnabled(can)

    def _show_relations(self, view: PackView) -> None:
        there = [row for row in view.of("relations") if self.handle in (row["from"], row["to"])]
        others = [(view.by_handle[row["from"]], view.by_handle[row["to"]]) for row in there]
        facts = (self.handle, there, others, self.desk.can_change, theme.is_dark())
        if facts == self._shown_relations:
            return  # made anew, a card would take the focus away from where it is
        self._shown_relations = facts
        empty(self._related)
        kind = view.by_handle[self.handle]["kind"]
        self.related_title.setText("Answered by" if kind == "claim" and there else "Related to")
        for relation in there:
            card = RelationCard(relation, self.handle, view, can_change=self.desk.can_change)
            card.asked.connect(self.desk.went)
            card.changing.connect(self._change_relation)
            self._related.addWidget(card)
        if not there:
            none = "No evidence yet. Press R to relate some." if kind == "claim" else "Nothing yet."
            self._related.addWidget(words(none, "small", wrap=True))

    def _show_uses(self, view: PackView) -> None:
        there = view.uses.get(self.handle, [])
        facts = (self.handle, there, theme.is_dark())
        if facts == self._shown_uses:
            return
        self._shown_uses = facts
        empty(self._used)
        for row in there:
            self._used.addWidget(self._use(row), 0, Qt.AlignmentFlag.AlignLeft)
        if not there:
            self._used.addWidget(words("Not yet used in an entry or a paragraph.", "small", wrap=True))

    def _use(self, row: Row) -> QPushButton:
        handle = row["handle"]
        entry = handle.startswith("E")
        number = row["number"] or handle
        text = f"Entry {number}, {row['shown'] or 'undated'}" if entry else f"Paragraph {number}"
        made = QPushButton(text)
        made.setObjectName("link")
        made.setIcon(icons.icon("calendar-days" if entry else "file-text", "second", 16))
        made.setToolTip(" ".join(row["text"].split()))
        made.clicked.connect(lambda: self.desk.went.emit(handle))
        return made

    # What is changed

    def _keeper(self, name: str) -> Callable[[str], None]:
        return lambda value: self._keep(name, value)

    def _keep(self, name: str, value: str) -> None:
        handle, field = self.handle, self.fields[name]

        def refused(trouble: Trouble) -> None:
            if isinstance(field, LineField) and self.handle == handle:
                field.complain(trouble.sentence)
            else:
                self.desk.troubled.emit(trouble)

        self.desk.change(
            lambda pack: set_fields(pack, handle, {name: value}),
            f"{name} of {handle} {'changed' if value else 'cleared'}",
            failed=refused,
            what=f"Change {handle}",
        )

    def _change_kind(self, kind: str) -> None:
        handle = self.handle
        if self.desk.view.by_handle[handle]["kind"] != kind:
            self.desk.change(
                lambda pack: set_fields(pack, handle, {"kind": kind}),
                f"{handle} is {'a claim' if kind == 'claim' else 'evidence'} now",
                what=f"Change {handle}",
            )

    def switch_kind(self, kind: str) -> None:
        """Make the quote that is shown a claim or evidence."""
        if self.handle:
            self._change_kind(kind)

    def remove_quote(self) -> None:
        """Remove the quote that is shown; Undo brings it back."""
        handle = self.handle
        if not handle:
            return
        kind = self.desk.view.by_handle[handle]["kind"]
        self.desk.change(
            lambda pack: remove_item(pack, handle), f"{kind} {handle} removed", what=f"Remove {handle}"
        )

    def ask_relation(self) -> None:
        """Ask what the quote is related to, and how."""
        row = self.desk.view.by_handle.get(self.handle)
        if row is None:
            return
        claim = row["kind"] == "claim"
        self._open(
            RelationDialog(
                self.desk,
                self.window(),
                from_quote="" if claim else self.handle,
                to_quote=self.handle if claim else "",
            )
        )

    def ask_topics(self) -> None:
        """Ask which topics the quote is filed under."""
        if self.handle:
            dialog = TopicsDialog(self.desk, self.window(), self.handle)
            dialog.finished.connect(lambda _: self.left.emit())
            self._open(dialog)

    def write_note(self) -> None:
        """Put the focus into the private note."""
        if self.handle:
            self.show()
            self._scroll.ensureWidgetVisible(self.fields["note"])
            self.fields["note"].setFocus()

    def _change_relation(self, relation: str) -> None:
        self._open(RelationDialog(self.desk, self.window(), relation=relation))

    def _open(self, dialog: QDialog) -> None:
        self._dialog = dialog  # kept, or Python would take it away while it is open
        dialog.open()

    def leave(self) -> None:
        """Save what is being typed."""
        if self.handle:
            for field in (*self.fields.values(), self.left_out.because):
                field.keep()

    def recolour(self) -> None:
        """Take the icons and colours of the present scheme."""
        self._picture.setPixmap(icons.pixmap("text-quote", "muted", 28, self.devicePixelRatioF()))
        self.words.recolour()
        self._show_view(self.desk.view)


def _forget_typing(field: LineField | TextField) -> None:
    """Give up what was typed into a field for a quote that is no longer shown."""
    if isinstance(field, LineField):
        field.line.setModified(False)
        field.complain("")
    else:
        field.document().setModified(False)
