"""Changed quotes: what a newer version or a new reading left, worked through one by one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidencepack.actions.items import remove_item
from evidencepack.actions.settling import keep_as_it_is, quote_newer
from evidencepack.actions.unsettled import Unsettled, unsettled_quotes
from evidencepack.gui import icons, theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.pack_view import PackView, Rows
from evidencepack.gui.pages.changed_details import OUTCOMES, ChangedDetails
from evidencepack.gui.pages.page import Page
from evidencepack.gui.widgets.notices import EmptyState, words
from evidencepack.gui.widgets.toolbar import tool
from evidencepack.store.pack import Pack

_AT_ONCE = 25  # quotes that are sought before the list is shown; each takes some 25 milliseconds
_HANDLE = Qt.ItemDataRole.UserRole


class ChangedPage(Page):
    """The list of quotes to be worked through, and the one in front."""

    place = "changed"
    title = "Changed quotes"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._pack: Pack | None = None
        self._found: dict[tuple[object, ...], Unsettled] = {}
        self._waiting: list[tuple[object, ...]] = []
        self._wanted = ""
        self.details: ChangedDetails
        slots: dict[str, Callable[[], object]] = {
            "changed.show": lambda: None,
            "changed.quote": self.quote_newer_words,
            "changed.keep": self.keep,
            "changed.beside": self.show_beside,
            "changed.next": lambda: self.step(1),
            "changed.previous": lambda: self.step(-1),
            "changed.remove": self.remove,
        }
        for name, slot in slots.items():
            self.deed(name, slot)
        self.tools = [tool(self.deeds["changed.previous"]), tool(self.deeds["changed.next"])]
        self._lay_out()

    def _lay_out(self) -> None:
        self.count = words("", "panelTitle")
        self.list = QListWidget()
        self.list.setAccessibleName("Quotes to be looked at")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda *_: self._show_chosen())
        self.list.itemActivated.connect(lambda _: self.details.take_focus())
        side = QFrame()
        side.setObjectName("side")
        side.setFixedWidth(theme.scaled(320))
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 1, 0)
        left.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.addWidget(self.count)
        left.addLayout(head)
        left.addWidget(self.list, 1)
        self.details = ChangedDetails(self.deeds)
        self.details.page_wanted.connect(lambda source, page: self.desk.went.emit(f"page:{source}:{page}"))
        self.details.chosen.connect(self.refresh_deeds)
        both = QWidget()
        across = QHBoxLayout(both)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(side)
        across.addWidget(self.details, 1)
        self.empty = EmptyState(
            "circle-check",
            "Every quote stands in the present pages of its source.",
            hint="When a source is replaced or read anew, quotes that changed are worked through here.",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(both)
        self.stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.setFocusProxy(self.list)

    # What is shown

    def show_view(self, view: PackView) -> None:
        """Show what is left; what was sought already is not sought again."""
        if self.desk.pack is not self._pack:
            self._pack = self.desk.pack
            self._found.clear()
        self._waiting = _facts(view.of("unsettled"), view)
        if self.isVisible():
            self._seek()

    def arrive(self) -> None:
        """Seek what has not been sought, and put the focus on the list."""
        self._seek()
        self.list.setFocus()

    def show_item(self, handle: str) -> None:
        """Choose a quote, as soon as it is listed."""
        self._wanted = handle
        self._seek()

    def _seek(self) -> None:
        missing = [str(fact[0]) for fact in self._waiting if fact not in self._found][:_AT_ONCE]
        waiting = list(self._waiting)
        if not missing:
            self._show_list()
            return
        if not self._found:
            self.count.setText("Looking…")

        def found(rows: list[Unsettled]) -> None:
            by_handle = {row.quote: row for row in rows}
            self._found |= {fact: by_handle[str(fact[0])] for fact in waiting if fact[0] in by_handle}
            self._show_list()
            if rows and any(fact not in self._found for fact in self._waiting):
                self._seek()

        self.desk.ask(lambda pack: unsettled_quotes(pack, missing), found)

    @property
    def rows(self) -> list[Unsettled]:
        """What is left, in order."""
        return [self._found[fact] for fact in self._waiting if fact in self._found]

    def _show_list(self) -> None:
        rows, at = self.rows, self.list.currentRow()
        chosen = self._wanted or self.chosen_handle
        self._wanted = ""
        self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            self.list.addItem(self._item(row))
        handles = [row.quote for row in rows]
        at = handles.index(chosen) if chosen in handles else min(max(at, 0), len(rows) - 1)
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)
        self.count.setText(f"{len(self._waiting):,} left to look at")
        self.stack.setCurrentIndex(0 if self._waiting else 1)
        self._show_chosen()

    def _item(self, row: Unsettled) -> QListWidgetItem:
        name, icon, tint = OUTCOMES[row.outcome]
        said = " ".join(row.text.split())
        shown = said if len(said) <= 90 else f"{said[:88].rstrip()}…"
        where = row.source if row.source == row.target else f"{row.source} → {row.target}"
        item = QListWidgetItem(icons.icon(icon, tint, 18), f"{row.quote}  {name}  ·  {where}\n{shown}")
        item.setData(_HANDLE, row.quote)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.quote}, {name}: {said}. {row.told}")
        return item

    @property
    def chosen_handle(self) -> str:
        """The handle of the quote in front; empty if none is."""
        item = self.list.currentItem()
        return str(item.data(_HANDLE)) if item is not None else ""

    @property
    def chosen(self) -> Unsettled | None:
        """The quote in front."""
        return next((row for row in self.rows if row.quote == self.chosen_handle), None)

    def _show_chosen(self) -> None:
        row = self.chosen
        kind = self.desk.view.by_handle.get(row.quote, {}).get("kind", "claim") if row else "claim"
        self.details.show_row(row, kind, can_change=self.desk.can_change)
        self.refresh_deeds()

    def can(self, name: str) -> bool:
        """What is done to a quote needs one in front."""
        if name == "changed.show":
            return True
        row = self.chosen
        if row is None:
            return False
        if name == "changed.quote":
            return self.details.can_quote
        if name == "changed.beside":
            return bool(row.target_page) or row.source != row.target
        return True

    # What is done

    def step(self, by: int) -> None:
        """Go to the next quote, or the one before."""
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + by) % self.list.count())
            self.list.setFocus()

    def quote_newer_words(self) -> None:
        """Quote the words in the field instead; what is untrue is told and changes nothing."""
        row = self.chosen
        if row is None:
            return
        handle, text, target = row.quote, self.details.words.toPlainText(), row.target
        occurrence, reason = self.details.occurrence, self.details.reason.line.text().strip()

        def deed(pack: Pack) -> str:
            return quote_newer(
                pack, handle, target=target, text=text, occurrence=occurrence, accept_words=reason
            )

        self._do(deed, f"{handle} quotes {target} now")

    def keep(self) -> None:
        """Keep the quote where it stands."""
        row = self.chosen
        if row is not None:
            handle, reason = row.quote, self.details.reason.line.text().strip()
            said = f"{handle} seen" if row.why == "moved" else f"{handle} kept with {row.source}"
            self._do(lambda pack: keep_as_it_is(pack, handle, because=reason), said)

    def remove(self) -> None:
        """Remove the quote; Undo brings it back."""
        row = self.chosen
        if row is not None:
            handle = row.quote
            self._do(lambda pack: remove_item(pack, handle), f"{handle} removed; Undo brings it back")

    def _do(self, deed: Callable[[Pack], object], said: str) -> None:
        def refused(trouble: Trouble) -> None:
            self.details.complain(trouble.sentence)

        self.desk.change(deed, said, lambda _: self.list.setFocus(), failed=refused)

    def show_beside(self) -> None:
        """Show the pages of both versions side by side in the Reader."""
        row = self.chosen
        if row is not None:
            there = row.target_page or min(row.page, self.desk.view.by_handle[row.target]["pages"])
            self.desk.went.emit(f"beside:{row.source}:{row.page}:{row.target}:{there}")

    def parts(self) -> list[QWidget]:
        """The parts that F6 goes to."""
        return [self.list, self.details]

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        super().recolour()
        self.empty.recolour()
        self.details.recolour()
        self._show_list()


def _facts(waiting: Rows, view: PackView) -> list[tuple[object, ...]]:
    """What decides how a quote fares, a tuple each: while it is the same, it need not be sought again."""
    found: list[tuple[object, ...]] = []
    for row in waiting:
        quote = view.by_handle[row["quote"]]
        stands = tuple((anchor["page"], anchor["start"]) for anchor in quote["anchors"])
        found.append((row["quote"], row["target"], row["copy"], quote["source"], quote["text"], stands))
    return found
