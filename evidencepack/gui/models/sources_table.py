"""The sources as a table that can be sorted."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from evidencepack.gui.models.pack_view import PackView, Row

Index = QModelIndex | QPersistentModelIndex
HEADS = (
    *("No.", "Title", "Kind", "Author", "Date", "Reference", "Pages", "Quotes"),
    *("Annexes", "Recipient", "Web address", "Accessed"),
)
HIDDEN_AT_FIRST = (8, 9, 10, 11)
KIND = 2
_DATE, _ACCESSED = 4, 11
_FIELDS = {1: "title", KIND: "kind", 3: "author", 5: "reference", 9: "recipient", 10: "url"}
_NUMBERS = (6, 7, 8)
SORT = Qt.ItemDataRole.UserRole
NONE = "—"
KINDS = {"e-mail": "E-mail", "foi-response": "FOI response"}
_BEST_DATES = ("corrected", "answered", "published", "sent", "received", "asked", "accessed")
_FIRST_DATE = {
    **dict.fromkeys(("letter", "e-mail"), "sent"),
    **dict.fromkeys(("foi-response", "written-answer"), "answered"),
    "web-page": "accessed",
}
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
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row)[column] or NONE
        if role == Qt.ItemDataRole.ToolTipRole:
            said = self._shown(row)[column]
            return f"{_date_kind(row).capitalize()} {said}" if column == _DATE and said else said or None
        if role == Qt.ItemDataRole.EditRole:
            return _typed(row, column)
        if role == SORT:
            return self._sorted_by(row)[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _shown(self, row: Row) -> tuple[str, ...]:
        dates = row["dates"]
        counts = (str(many) if many else "" for many in self._counts(row))
        return (
            row["handle"],
            row["title"],
            kind_name(row["kind"]),
            row["author"],
            dates.get(_date_kind(row), ""),
            row["reference"],
            str(row["pages"]),
            *counts,
            row["recipient"],
            row["url"],
            dates.get("accessed", ""),
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
        days = row["first_days"]
        date, accessed = days.get(_date_kind(row), "~"), days.get("accessed", "~")
        ends = (shown[9].casefold(), shown[10].casefold(), accessed)
        return (number, *words, date, shown[5].casefold(), row["pages"], *self._counts(row), *ends)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Words of a person can be typed into; a row can be dragged out as its original."""
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled
        editable = self.can_change and _typed(self.rows[index.row()], index.column()) is not None
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def setData(  # noqa: N802 (Qt's name)
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Hear what was typed into a cell; the pack decides whether it is kept."""
        row, column = self.rows[index.row()], index.column()
        was = _typed(row, column)
        if role != Qt.ItemDataRole.EditRole or was is None or str(value) == was:
            return False
        self.typed.emit(row["handle"], _field(row, column), str(value))
        return True

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None


def _date_kind(row: Row) -> str:
    """The kind of date that the Date column shows, or that a date typed into it becomes."""
    known = (kind for kind in _BEST_DATES if kind in row["dates"])
    return next(known, _FIRST_DATE.get(row["kind"], "published"))


def _field(row: Row, column: int) -> str:
    """The field of the source that a column shows; none for what is counted."""
    if column == _DATE:
        return _date_kind(row)
    return "accessed" if column == _ACCESSED else _FIELDS.get(column, "")


def _typed(row: Row, column: int) -> str | None:
    """What a person typed that a column shows; none for what is counted."""
    field = _field(row, column)
    if column in (_DATE, _ACCESSED):
        return str(row["typed_dates"].get(field, ""))
    return str(row[field]) if field else None
