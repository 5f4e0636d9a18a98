"""Every deed with its keys, searchable."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from evidencepack.gui import theme
from evidencepack.gui.deeds import MENUS
from evidencepack.gui.widgets.fields import SearchLine


class KeysDialog(QDialog):
    """What can be done by keys."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.resize(theme.within_screen(self, 520, 560))
        self.filter = SearchLine("Find a key or what it does")
        self.filter.textChanged.connect(self._sift)
        self.list = QTreeWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName("Keys")
        self.list.setHeaderHidden(True)
        self.list.setColumnCount(2)
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(theme.scaled(12))
        self._fill()
        widths = self.list.header()
        widths.setStretchLastSection(False)
        widths.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        widths.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        close.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Enter stays in the fields
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        column.addWidget(close)
        self.filter.setFocus()

    def _fill(self) -> None:
        for title, deeds in MENUS.items():
            head = QTreeWidgetItem([title.replace("&&", "\0").replace("&", "").replace("\0", "&"), ""])
            font = theme.letters(weight=theme.DEMI)
            head.setFont(0, font)
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.list.addTopLevelItem(head)
            for deed in deeds:
                if deed is None or not deed.keys:
                    continue
                keys = [
                    QKeySequence(one).toString(QKeySequence.SequenceFormat.NativeText)
                    for one in deed.keys.split()
                ]
                head.addChild(QTreeWidgetItem([deed.plain.rstrip("…"), "  or  ".join(keys)]))
        self.list.expandAll()

    def _sift(self, words: str) -> None:
        sought = words.lower().split()
        for n in range(self.list.topLevelItemCount()):
            head = self.list.topLevelItem(n)
            if head is None:
                continue
            any_left = False
            for m in range(head.childCount()):
                item = head.child(m)
                if item is None:
                    continue
                text = f"{item.text(0)} {item.text(1)}".lower()
                hidden = not all(word in text for word in sought)
                item.setHidden(hidden)
                any_left = any_left or not hidden
            head.setHidden(not any_left)
