"""One box that finds items by handle or words, pages of sources, and commands."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from evidencepack.gui import icons, theme
from evidencepack.gui.deeds import DEEDS
from evidencepack.gui.desk import Desk
from evidencepack.store.pack import Pack
from evidencepack.store.search import Hit, search_pages

_ICONS = {
    "S": "file-text",
    "Q": "quote",
    "E": "calendar-days",
    "P": "text-quote",
    "A": "paperclip",
    "T": "heading",
    "R": "link-2",
}
_MOST = 40
_PAUSE = 200  # milliseconds without typing before the pages are searched


@dataclass(frozen=True)
class _Hit:
    icon: str
    text: str
    where: str = ""
    action: QAction | None = None


class FindAnything(QDialog):
    """Type a few letters; Enter goes there or does it."""

    def __init__(self, desk: Desk, actions: dict[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._actions = desk, actions
        self.setWindowTitle("Find anything")
        self.resize(theme.scaled(640), theme.scaled(440))
        self.box = QLineEdit()
        self.box.setPlaceholderText("A handle, words of a document, or a command")
        self.box.setAccessibleName("Find anything")
        self.list = QListWidget()
        self.list.setAccessibleName("What was found")
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._search_pages)
        self.box.textChanged.connect(self._sift)
        self.box.installEventFilter(self)
        column = QVBoxLayout(self)
        column.addWidget(self.box)
        column.addWidget(self.list, 1)
        self._sift("")
        self.box.setFocus()

    def _sift(self, typed: str) -> None:
        sought = typed.lower().split()
        self.list.clear()
        hits = [*self._items(sought), *self._commands(sought)][:_MOST]
        for hit in hits:
            self._add(hit)
        self.list.setCurrentRow(0)
        if sought and self._desk.pack is not None:
            self._pause.start()

    def _items(self, sought: list[str]) -> list[_Hit]:
        if not sought:
            return []
        found = []
        for handle, row in self._desk.view.by_handle.items():
            words = " ".join(str(row.get(key) or "") for key in ("title", "text", "because", "speaker"))
            text = f"{handle} {words}".lower()
            if all(word in text for word in sought):
                shown = f"{handle}   {' '.join(words.split())}"
                exact = handle.lower() == " ".join(sought)
                found.append((not exact, _Hit(_ICONS.get(handle[0], "circle"), shown, handle)))
        return [hit for _, hit in sorted(found, key=lambda pair: pair[0])]

    def _commands(self, sought: list[str]) -> list[_Hit]:
        hits = []
        for name, action in self._actions.items():
            deed = DEEDS[name]
            if action.isEnabled() and all(word in deed.plain.lower() for word in sought):
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                text = f"{deed.plain}   {keys}".strip()
                hits.append(_Hit(deed.icon or "chevron-right", text, action=action))
        return hits

    def _search_pages(self) -> None:
        typed = self.box.text()

        def question(pack: Pack) -> list[Hit]:
            with pack.reading() as session:
                return search_pages(session.connection(), typed, _MOST)

        self._desk.ask(question, lambda rows: self._add_pages(typed, rows), failed=lambda _: None)

    def _add_pages(self, typed: str, rows: list[Hit]) -> None:
        if typed != self.box.text():
            return  # the person typed on: these are answers to another question
        for row in rows:
            self._add(
                _Hit("book-open", f"{row.source}, page {row.page}   {row.snippet}", f"read:{row.source}")
            )

    def _add(self, hit: _Hit) -> None:
        item = QListWidgetItem(icons.icon(hit.icon, size=16), hit.text)
        item.setData(Qt.ItemDataRole.UserRole, hit)
        item.setToolTip(hit.text)
        self.list.addItem(item)

    def _go(self, item: QListWidgetItem) -> None:
        hit: _Hit = item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        if hit.action is not None:
            QTimer.singleShot(0, hit.action.trigger)
        else:
            self._desk.went.emit(hit.where)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Let the arrows and Enter work on the list while the box has the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key))
            if step is not None and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
            current = self.list.currentItem()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
                self._go(current)
                return True
        return False
