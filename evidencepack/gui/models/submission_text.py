"""The submission's text as a list model: rows change in place, so that nobody loses the place they read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from evidencepack.gui.models.submission_rows import TextRow

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class TextModel(QAbstractListModel):
    """The rows of the submission's text.

    Attributes:
        rows: What is shown.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[TextRow] = []

    def show_rows(self, rows: list[TextRow]) -> None:
        """Show other rows; what is the same before and after stays untouched."""
        old = self.rows
        shortest = min(len(old), len(rows))
        first = next((n for n in range(shortest) if old[n] != rows[n]), shortest)
        if first == len(old) == len(rows):
            return
        end = 0
        while end < shortest - first and old[-1 - end].key == rows[-1 - end].key:
            end += 1
        self._swap(first, len(old) - end, rows, len(rows) - end)
        for n in range(len(rows) - end, len(rows)):
            if self.rows[n] != rows[n]:
                self.rows[n] = rows[n]
                self.dataChanged.emit(self.index(n), self.index(n))

    def _swap(self, first: int, old_end: int, rows: list[TextRow], new_end: int) -> None:
        """Put new rows in the place of some: as many as there were are only changed."""
        both = min(old_end, new_end)
        if both > first:
            self.rows[first:both] = rows[first:both]
            self.dataChanged.emit(self.index(first), self.index(both - 1))
        if old_end > both:
            self.beginRemoveRows(_NOWHERE, both, old_end - 1)
            del self.rows[both:old_end]
            self.endRemoveRows()
        elif new_end > both:
            self.beginInsertRows(_NOWHERE, both, new_end - 1)
            self.rows[both:both] = rows[both:new_end]
            self.endInsertRows()

    def row_of(self, *names: str) -> int:
        """The row with one of these keys or handles, the first that is found; -1 if none is."""
        for name in filter(None, names):
            for n, row in enumerate(self.rows):
                if name in (row.key, row.handle):
                    return n
        return -1

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A row's words; what is drawn is the delegate's affair."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None
