"""Files a quote under topics: found by typing, ticked by a key, made where there is none yet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from evidencepack.actions.fields import set_fields
from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.models.pack_view import PackView
from evidencepack.gui.widgets.fields import SearchLine
from evidencepack.gui.widgets.notices import announce, words

_NAME, _IS_NEW = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HINT = "↑ ↓ choose · Enter ticks · Ctrl+Enter or Esc closes"


class TopicsDialog(QDialog):
    """The topics of the pack, those of the quote ticked. Each tick is kept at once, and can be undone.

    Attributes:
        handle: The quote.
        chosen: The topics it is filed under, in order.
    """

    def __init__(self, desk: Desk, parent: QWidget, handle: str) -> None:
        super().__init__(parent)
        self.desk, self.handle = desk, handle
        self.chosen: list[str] = list(desk.view.by_handle[handle]["topics"])
        self.setWindowTitle(f"Topics of {handle}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.within_screen(self, 360, 420))
        self.search = SearchLine("Find or name a topic")
        self.search.installEventFilter(self)
        self.search.textChanged.connect(lambda _: self._fill())
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName("Topics")
        self.list.itemChanged.connect(self._ticked)
        self.list.itemDoubleClicked.connect(lambda item: self._turn(item))
        self.list.installEventFilter(self)
        self.complaint = words("", "complaint", wrap=True)
        self.complaint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.complaint)
        column.addWidget(self.list, 1)
        column.addWidget(words(_HINT, "small", wrap=True))
        desk.changed.connect(self._show_view)
        self._fill()
        self.search.setFocus()

    # What is shown

    def _show_view(self, view: PackView) -> None:
        row = view.by_handle.get(self.handle)
        if row is None:
            self.reject()
        elif not self.desk.busy:
            self.chosen = list(row["topics"])
            self._fill()

    def _known(self) -> dict[str, int]:
        """Every topic, and how many quotes are filed under it."""
        counts = {row["title"]: len(row["quotes"]) for row in self.desk.view.of("topics")}
        return {name: counts.get(name, 1) for name in sorted({*counts, *self.chosen}, key=str.casefold)}

    def _fill(self) -> None:
        """Show the topics that have what is typed, and offer to make one of it."""
        typed = " ".join(self.search.text().split())
        present = self._name(self.list.currentItem())
        known = self._known()
        self.list.blockSignals(True)
        self.list.clear()
        for name, count in known.items():
            if typed.casefold() in name.casefold():
                self._add(name, f"{name}  ({count:,})", new=False)
        if typed and typed.casefold() not in [name.casefold() for name in known]:
            self._add(typed, f"Create “{typed}”", new=True)
        self.list.blockSignals(False)
        rows = [n for n in range(self.list.count()) if self._name(self.list.item(n)) == present]
        if self.list.count():
            self.list.setCurrentRow(rows[0] if rows and not typed else 0)

    def _add(self, name: str, shown: str, *, new: bool) -> None:
        item = QListWidgetItem(shown)
        item.setData(_NAME, name)
        item.setData(_IS_NEW, new)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, shown)
        if not new:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = Qt.CheckState.Checked if name in self.chosen else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
        if not self.desk.can_change:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        self.list.addItem(item)

    @staticmethod
    def _name(item: QListWidgetItem | None) -> str:
        return str(item.data(_NAME)) if item is not None else ""

    # What is changed

    def _ticked(self, item: QListWidgetItem) -> None:
        name = self._name(item)
        if (item.checkState() == Qt.CheckState.Checked) != (name in self.chosen):
            self._turn(item)

    def _turn(self, item: QListWidgetItem) -> None:
        """File the quote under a topic, or no longer."""
        name = self._name(item)
        if not self.desk.can_change or not name:
            return
        if "," in name:
            self._complain("A topic has no comma: name two topics one after the other.")
            return
        self._complain("")
        adds = name not in self.chosen
        self.chosen = [*self.chosen, name] if adds else [one for one in self.chosen if one != name]
        topics, handle = ", ".join(self.chosen), self.handle
        said = f"{handle} filed under {name}" if adds else f"{handle} is not filed under {name} any more"
        self.desk.change(
            lambda pack: set_fields(pack, handle, {"topics": topics}),
            said,
            what=f"File {handle} under topics",
        )
        if item.data(_IS_NEW):
            self.search.clear()
        self._fill()

    def _complain(self, sentence: str) -> None:
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))
        if sentence:
            announce(self.complaint)

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Move in the list, tick and close without leaving the line that is typed in."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in _ENTER and control:
            self.accept()
            return True
        if key in _ENTER:
            item = self.list.currentItem()
            if item is not None:
                self._turn(item)
            return True
        if watched is self.search and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.list.count():
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
            return True
        return False
