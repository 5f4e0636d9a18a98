"""The sources as a table that can be sorted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from evidencepack.gui.models.pack_view import PackView, Row

Index = QModelIndex | QPersistentModelIndex
HEADS = ("No.", "Title", "Kind", "Author", "Date", "Reference", "Pages", "Quotes")
SORT = Qt.ItemDataRole.UserRole
NONE = "—"
KINDS = {"e-mail": "E-mail", "foi-response": "FOI response"}
_BEST_DATES = ("corrected", "answered", "published", "sent", "received", "asked", "accessed")
_NONE = QModelIndex()


def kind_name(kind: str) -> str:
    """A kind of source as a person knows it."""
    return KINDS.get(kind) or kind.replace("-", " ").capitalize()


class SourcesTable(QAbstractTableModel):
    """One row a source."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._quotes: dict[str, int] = {}

    def show_view(self, view: PackView) -> None:
        """Show the sources of a pack."""
        self.beginResetModel()
        self.rows = view.of("sources")
        self._quotes = {}
        for quote in view.of("quotes"):
            self._quotes[quote["source"]] = self._quotes.get(quote["source"], 0) + 1
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
        if role == SORT:
            return self._sorted_by(row)[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column >= 6 else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _shown(self, row: Row) -> tuple[str, ...]:
        dates = row["dates"]
        date = next((dates[kind] for kind in _BEST_DATES if kind in dates), "")
        quotes = self._quotes.get(row["handle"], 0)
        kind = kind_name(row["kind"])
        pages, counted = str(row["pages"]), str(quotes) if quotes else ""
        return (row["handle"], row["title"], kind, row["author"], date, row["reference"], pages, counted)

    def _sorted_by(self, row: Row) -> tuple[Any, ...]:
        shown = self._shown(row)
        number = int(row["handle"][1:])
        words = tuple(word.casefold() for word in shown[1:4])
        date = next((row["first_days"][kind] for kind in _BEST_DATES if kind in row["first_days"]), "~")
        quotes = self._quotes.get(row["handle"], 0)
        return (number, *words, date, shown[5].casefold(), row["pages"], quotes)

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None
