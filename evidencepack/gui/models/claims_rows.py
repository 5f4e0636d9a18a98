"""The board as a list that is walked through: each claim, then the relations that are done to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from evidencepack.gui.models.claims_board import Block, Link
from evidencepack.gui.models.claims_words import Row, compared, quoted, read_out, said

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
MIME = "application/x-evidencepack-handles"
NOTHING_YET = "No evidence yet. Drag a quote here, or press R."


@dataclass(frozen=True)
class Item:
    """A card of the board: a claim, or with ``link`` a relation to it and the quote that does something."""

    block: Block
    link: Link | None = None

    @property
    def quote(self) -> Row:
        """The quote on the card."""
        return self.link.quote if self.link else self.block.quote

    @property
    def handle(self) -> str:
        """The relation's handle, or the claim's."""
        return str(self.link.relation["handle"] if self.link else self.block.quote["handle"])

    @property
    def spoken(self) -> str:
        """How it is read out: claim, verb, evidence and reason."""
        if self.link is None:
            kind = "" if self.block.links else f". {NOTHING_YET}"
            return read_out(self.quote) + kind
        relation = self.link.relation
        because = f" because {relation['because'].rstrip('.')}" if relation["because"] else ""
        return f"{said(relation)}{because}; {compared(relation)}. {read_out(self.quote)}"


def carried(handles: Sequence[str]) -> QMimeData:
    """Quotes as they are dragged from one place of the window to another."""
    data = QMimeData()
    data.setData(MIME, " ".join(handles).encode())
    data.setText(" ".join(handles))
    return data


def dropped(data: QMimeData) -> list[str]:
    """The handles of the quotes that are being dragged."""
    if not data.hasFormat(MIME):
        return []
    words = bytes(data.data(MIME).data()).decode("utf-8", "replace").split()
    return [word for word in words if word.startswith("Q")]


class BoardRows(QAbstractListModel):
    """The cards of the board, one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Item] = []

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these claims."""
        self.beginResetModel()
        self.items = [
            item for block in blocks for item in (Item(block), *(Item(block, link) for link in block.links))
        ]
        self.endResetModel()

    def place(self, handle: str) -> QModelIndex:
        """Where a claim or a relation is; for another quote, the first relation that starts from it."""
        for n, item in enumerate(self.items):
            if item.handle == handle:
                return self.index(n)
        for n, item in enumerate(self.items):
            if item.link and item.quote["handle"] == handle:
                return self.index(n)
        return QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 (Qt's name)
        """How many cards there are."""
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every card can be chosen and dragged, and quotes dropped on it."""
        more = Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | more if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The handle, the whole words, and how a card is read out."""
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.quote["handle"]
        if role == Qt.ItemDataRole.ToolTipRole:
            return quoted(item.quote["text"])
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return item.spoken if role == Qt.ItemDataRole.AccessibleTextRole else ""
        return None

    def mimeTypes(self) -> list[str]:  # noqa: N802 (Qt's name)
        """What is dragged."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 (Qt's name)
        """The quotes that are dragged."""
        return carried([self.items[index.row()].quote["handle"] for index in indexes])
