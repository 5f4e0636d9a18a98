"""Quoting words that were typed or pasted: where they stand in the sources, or how the nearest differ."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from evidencepack.actions.chains import add_quote_and_repeats
from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.dialogs.typed_search import Found, Match, Sources
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.widgets.fields import LineField
from evidencepack.gui.widgets.marks import GradeBadge
from evidencepack.gui.widgets.notices import ShortenedLine, announce, line, words
from evidencepack.gui.widgets.quote_words import flat, in_context
from evidencepack.store.pack import Pack

_WAIT = 350  # milliseconds after the last letter
_HINT = "Each place in the sources where the words stand will be listed here."


class _Row(QWidget):
    """One place in the list: badge, source and page, the words with those around them, the difference."""

    def __init__(self, match: Match, title: str) -> None:
        super().__init__()
        place = match.place
        badge = GradeBadge(match.grade)
        head = QHBoxLayout()
        head.addWidget(badge)
        where = ShortenedLine("strong")
        where.show_words(f"{place.source} {title}, page {place.page}")
        head.addWidget(where, 1)
        standing = match.standing
        if standing is not None and (standing.second_hand or standing.replaced_by):
            head.addWidget(words("Second-hand" if standing.second_hand else "Earlier version", "label"))
        text = QLabel(wordWrap=True)
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setFont(theme.letters(14, serif=True))
        text.setText(in_context(place.prefix, place.exact, place.suffix))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(text)
        said = "; ".join(part for part in (match.difference, match.note) if part)
        if said:
            column.addWidget(words(f"{said[:1].upper()}{said[1:]}.", "small", wrap=True))
        reason = standing.reason if standing is not None else ""
        if reason:
            column.addWidget(words(reason, "small", wrap=True))
        head_said = f"{match.grade}, {place.source} {title}, page {place.page}"
        self.said = f"{head_said}: “{flat(place.exact)}” {said} {reason}".rstrip()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class TypedQuoteDialog(QDialog):
    """Finds a typed quotation in the sources and keeps it as a claim or as evidence.

    Signals:
        saved: The new quote's handle.
    """

    saved = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None, *, text: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Quote typed words")
        self._desk = desk
        self._sources: Sources | None = None
        self._matches: tuple[Match, ...] = ()
        self._asked = ""
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        self._wait.timeout.connect(self._search)
        self._make_widgets()
        self._lay_out()
        self.resize(theme.within_screen(self, 680, 560))
        self.text.setPlainText(text)
        self.text.setFocus()
        desk.ask(Sources.read, self._read)

    def _make_widgets(self) -> None:
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Quotation")
        self.text.setPlaceholderText("Type or paste the words; write […] where something is left out")
        self.text.setFont(theme.letters(14, serif=True))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.scaled(104))
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self._typed)
        self.found = words("", "second", wrap=True)
        self.hint = words(_HINT, "second", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName("Where the words stand")
        self.list.setObjectName("typedPlaces")
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._tell)
        self.as_it_stands = QPushButton("Quote the page’s words")
        self.as_it_stands.setAutoDefault(False)
        self.as_it_stands.setToolTip("Put the words of the chosen place into the field above")
        self.as_it_stands.clicked.connect(self._take_words)
        self.reason = LineField(
            "Why the difference is accepted", "Why other capitals or punctuation are right"
        )
        self.reason.line.textChanged.connect(lambda _: self._tell())
        self.elision = LineField("Why it may be left out", "Why what is left out may be left out")
        self.evidence, self.claim = QRadioButton("Evidence"), QRadioButton("Claim")
        self.evidence.setChecked(True)
        self.evidence.toggled.connect(lambda _: self._tell())
        self.chain = QCheckBox()
        self.chain.setToolTip("Both places are quoted, and related: the one is quoted in the other")
        self.complaint = words("", "wrong", wrap=True)
        self.complaint.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.keep_button = self.buttons.addButton("Mark as evidence", QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep_button.setDefault(True)
        self.buttons.accepted.connect(self.keep)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(theme.scaled(8))
        column.addWidget(self.text)
        column.addWidget(self.found)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint, 1, Qt.AlignmentFlag.AlignTop)
        mend = QHBoxLayout()
        mend.addWidget(self.reason, 9)
        mend.addWidget(self.elision, 9)
        mend.addStretch()
        mend.addWidget(self.as_it_stands)
        column.addLayout(mend)
        column.addWidget(self.chain)
        column.addWidget(line())
        column.addWidget(self.complaint)
        foot = QHBoxLayout()
        foot.addWidget(words("Keep it as", "label"))
        foot.addWidget(self.evidence)
        foot.addWidget(self.claim)
        foot.addStretch()
        foot.addWidget(self.buttons)
        column.addLayout(foot)
        self._show(Found())

    # Searching

    def _read(self, sources: Sources) -> None:
        if isValid(self):
            self._sources = sources
            self._search()

    def _typed(self) -> None:
        self._complain("")
        self._wait.start()

    @property
    def _written(self) -> str:
        return self.text.toPlainText().strip()

    def _search(self) -> None:
        self._wait.stop()
        sources, written = self._sources, self._written
        self._asked = written
        if not written:
            self._show(Found())
        elif sources is None:
            self.found.setText("Reading the sources…")
        else:
            self._desk.ask(lambda _: sources.search(written), lambda found: self._answered(written, found))

    def _answered(self, written: str, found: Found) -> None:
        if isValid(self) and written == self._asked:
            self._show(found)

    def _show(self, found: Found) -> None:
        """List the places, the truest first and chosen unless there are several as true."""
        matches = self._matches = found.matches
        self.list.clear()
        by_handle = self._desk.view.by_handle
        for match in matches:
            row = _Row(match, by_handle.get(match.place.source, {}).get("title", ""))
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.said)
            self.list.addItem(item)
            self.list.setItemWidget(item, row)
        self._fit_rows()
        best = [match for match in matches if match.rank == matches[0].rank]
        self.list.setCurrentRow(0 if len(best) == 1 else -1)
        self.found.setText(self._sentence(found))
        self.found.setVisible(bool(self.found.text()))
        self.list.setVisible(bool(matches))
        self.hint.setText("" if self._asked else _HINT)
        self.hint.setVisible(not matches)
        announce(self.found)
        self._tell()

    def _sentence(self, found: Found) -> str:
        if not found.matches:
            return f"Not in any source. {found.note}".strip() if self._written else ""
        if not found.places:
            return "Not in any source as it is written. This is the nearest passage:"
        if found.places == 1:
            return "These words stand here:"
        firsthand = [match for match in found.matches if match.rank == found.matches[0].rank]
        if len(firsthand) == 1 and not firsthand[0].is_second_hand and found.matches[-1].is_second_hand:
            return f"These words stand in {found.places:,} places. The primary one is chosen:"
        more = f" The first {len(found.matches)}:" if found.places > len(found.matches) else ""
        return f"These words stand in {found.places:,} places. Which one?{more}"

    def _fit_rows(self) -> None:
        width = self.list.viewport().width()
        for n in range(self.list.count()):
            item = self.list.item(n)
            row = self.list.itemWidget(item)
            item.setSizeHint(QSize(width, row.heightForWidth(width) + 1))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Give each row the height its words need at this width."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self._fit_rows)

    # Keeping

    @property
    def _match(self) -> Match | None:
        n = self.list.currentRow()
        return self._matches[n] if 0 <= n < len(self._matches) else None

    def _tell(self) -> None:
        """Offer what can be done with the chosen place."""
        match = self._match
        differs = match is not None and bool(match.difference)
        self.as_it_stands.setVisible(differs)
        self.reason.setVisible(match is not None and match.grade == "words")
        ends = self._ends
        self.chain.setVisible(ends is not None)
        if ends is not None:
            primary, repeats = ends
            other = ", ".join(repeats) if match is not None and match.place.source == primary else primary
            where = f"{other}, where it is quoted" if other != primary else f"the primary, {primary}"
            self.chain.setText(f"Also keep {where}, and relate the two")
        self.elision.setVisible(match is not None and bool(match.left_out))
        self.keep_button.setText("Mark as a claim" if self.claim.isChecked() else "Mark as evidence")
        self.keep_button.setEnabled(match is not None and match.occurrence is not None)

    @property
    def _ends(self) -> tuple[str, list[str]] | None:
        """The primary source, and those that repeat it, if the chosen place is an end of such a chain."""
        match = self._match
        if match is None or match.standing is None or match.occurrence is None:
            return None
        if match.is_second_hand:
            primary = match.standing.primary
            return (primary.source, [match.place.source]) if primary is not None else None
        repeats = [
            other.place.source
            for other in self._matches
            if other.standing is not None and other.standing.primary == match.place
        ]
        return (match.place.source, list(dict.fromkeys(repeats))) if repeats else None

    def _take_words(self) -> None:
        if self._match is not None:
            self.text.setPlainText(" ".join(self._match.place.exact.split()))
            self.text.setFocus()
            self._search()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Go on with Enter; Shift+Enter begins a new line."""
        if event.type() == QEvent.Type.KeyPress:
            key = cast(QKeyEvent, event)
            shift = key.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
                if self._wait.isActive() or self._asked != self._written:
                    self._search()
                elif self.list.count() and self._match is None:
                    self.list.setFocus()
                    self.list.setCurrentRow(0)
                else:
                    self.keep()
                return True
        return super().eventFilter(watched, event)

    def keep(self) -> None:
        """Keep the quote at the chosen place; the dialog stays if it is refused."""
        match, written = self._match, self._written
        if match is None or match.occurrence is None or written != self._asked:
            self._complain(
                "Choose the place that is meant." if self._matches else "There is nothing to keep yet."
            )
            return
        reason = self.reason.line.text().strip()
        if match.grade == "words" and not reason:
            self._complain("Say why the difference is accepted, or quote the page’s words.")
            self.reason.setFocus()
            return
        kind = "claim" if self.claim.isChecked() else "evidence"
        because = self.elision.line.text().strip() if match.left_out else ""
        self.keep_button.setEnabled(False)

        chain = self._ends if self.chain.isChecked() else None
        first = self._primary(match) if chain else match
        repeats = chain[1] if chain else []

        def deed(pack: Pack) -> list[str]:
            quoted, others = add_quote_and_repeats(
                pack,
                written,
                kind,
                repeats,
                source=first.place.source,
                occurrence=first.occurrence,
                accept_words=reason,
                elision_because=because,
            )
            return [quoted.handle, *others]

        def said(handles: list[str]) -> str:
            others = f", quoted in {', '.join(handles[1:])}" if handles[1:] else ""
            return f"{kind} {handles[0]} marked{others}"

        self._desk.change(deed, said, self._done, failed=self._refused)

    def _primary(self, match: Match) -> Match:
        """The place at first hand of the words of another one; the same one if it is that itself."""
        if match.standing is None or match.standing.primary is None:
            return match
        return next((one for one in self._matches if one.place == match.standing.primary), match)

    def _done(self, handles: list[str]) -> None:
        if isValid(self):
            self.saved.emit(handles[0])
            self.accept()

    def _refused(self, trouble: Trouble) -> None:
        if isValid(self):
            self._tell()
            self._complain(trouble.sentence)

    def _complain(self, sentence: str) -> None:
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))
        if sentence:
            announce(self.complaint)
