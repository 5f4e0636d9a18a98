"""The sources as a table that can be sorted."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from evidencepack.gui.models.pack_view import PackView, Row

Index = QModelIndex | QPersistentModelIndex
HEADS = (
    *("No.", "Title", "Kind", "Author", "Date", "Reference", "Pages", "Quotes"),
    *("Annexes", "Recipient", "Web address"),
)
HIDDEN_AT_FIRST = (8, 9, 10)
_FIELDS = {1: "title", 3: "author", 5: "reference", 9: "recipient", 10: "url"}
_NUMBERS = (6, 7, 8)
SORT = Qt.ItemDataRole.UserRole
NONE = "—"
KINDS = {"e-mail": "E-mail", "foi-response": "FOI response"}
_BEST_DATES = ("corrected", "answered", "published", "sent", "received", "asked", "accessed")
_NONE = QModelIndex()


def kind_name(kind: str) -> str:
    """A kind of source as a person knows it."""
    return KINDS.get(kind) or kind.replace("-", " ").capitalize()


class SourcesTable(QAbstractTableModel):
    """One row a source; some cells can be typed into.

    Signals:
        typed: A handle, a field and what was typed into its cell.
    """

    typed = Signal(str, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.can_change = False
        self._quotes: dict[str, int] = {}
        self._annexes: dict[str, int] = {}

    def show_view(self, view: PackView) -> None:
        """Show the sources of a pack."""
        self.beginResetModel()
        self.rows = view.of("sources")
        self._quotes = Counter(quote["source"] for quote in view.of("quotes"))
        self._annexes = Counter(annex["source"] for annex in view.of("annexes"))
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:  # noqa: N802 (Qt's name)
        """How many sources there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:  # noqa: N802 (Qt's name)
        """How many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell, or what it is sorted by."""
        row, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._shown(row)[column] or NONE
        if role == Qt.ItemDataRole.EditRole:
            return row[_FIELDS[column]] if column in _FIELDS else None
        if role == SORT:
            return self._sorted_by(row)[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _shown(self, row: Row) -> tuple[str, ...]:
        dates = row["dates"]
        date = next((dates[kind] for kind in _BEST_DATES if kind in dates), "")
        counts = (str(many) if many else "" for many in self._counts(row))
        return (
            row["handle"],
            row["title"],
            kind_name(row["kind"]),
            row["author"],
            date,
            row["reference"],
            str(row["pages"]),
            *counts,
            row["recipient"],
            row["url"],
        )

    def _counts(self, row: Row) -> tuple[int, int]:
        """How many quotes and annexes are made of a source."""
        return self._quotes.get(row["handle"], 0), self._annexes.get(row["handle"], 0)

    def is_used(self, row: Row) -> bool:
        """Whether anything is made of a source."""
        return any(self._counts(row))

    def is_dated(self, row: Row) -> bool:
        """Whether a source has a date."""
        return bool(row["dates"])

    def _sorted_by(self, row: Row) -> tuple[Any, ...]:
        shown = self._shown(row)
        number = int(row["handle"][1:])
        words = tuple(word.casefold() for word in shown[1:4])
        date = next((row["first_days"][kind] for kind in _BEST_DATES if kind in row["first_days"]), "~")
        ends = (shown[9].casefold(), shown[10].casefold())
        return (number, *words, date, shown[5].casefold(), row["pages"], *self._counts(row), *ends)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Words of a person can be typed into; a row can be dragged out as its original."""
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled
        editable = self.can_change and index.column() in _FIELDS
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def setData(  # noqa: N802 (Qt's name)
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Hear what was typed into a cell; the pack decides whether it is kept."""
        row, field = self.rows[index.row()], _FIELDS.get(index.column())
        if role != Qt.ItemDataRole.EditRole or field is None or str(value) == row[field]:
            return False
        self.typed.emit(row["handle"], field, str(value))
        return True

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None
