"""Rows of a pack as a table: how each value is written for a person."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont

from evidencepack.gui import theme
from evidencepack.gui.models.nouns import Column
from evidencepack.gui.models.pack_view import Rows
from evidencepack.submission.page_ranges import show_pages

Index = QModelIndex | QPersistentModelIndex
NONE = "—"
_ROOT = QModelIndex()
_BRITISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
_WRITTEN = {"e-mail": "E-mail", "foi-response": "FOI response"}
_MARKS = {"exact": "✓", "equivalent": "≈"}


def shown(value: Any, column: Column) -> str:
    """A value as a person reads it."""
    if value is None or value in ("", [], {}):
        return NONE
    if column.form == "term":
        words = _WRITTEN.get(value) or str(value).replace("-", " ")
        return f"{_MARKS.get(value, '')} {words[0].upper()}{words[1:]}".strip()
    if column.form == "moment":
        moment = QDateTime.fromString(value, Qt.DateFormat.ISODate).toLocalTime()
        return _BRITISH.toString(moment, "d MMMM yyyy, HH:mm")
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dict):
        return "; ".join(f"{key} {date}" for key, date in value.items())
    if isinstance(value, list):
        return show_pages(value) if column.key == "pages" else ", ".join(map(str, value))
    return str(value)


class RowsModel(QAbstractTableModel):
    """Rows that can be read, not changed."""

    def __init__(self, columns: tuple[Column, ...], serif: QFont, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._serif = serif
        self._rows: Rows = []

    def set_rows(self, rows: Rows) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 (Qt's name)
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 (Qt's name)
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell's text, and how it is set."""
        column = self.columns[index.column()]
        value = self._rows[index.row()].get(column.key)
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(value, column)
        if role == Qt.ItemDataRole.ToolTipRole and column.form == "short":
            return shown(value, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignTop | _side(column)
        if role == Qt.ItemDataRole.FontRole and column.form == "words":
            return self._serif
        if role == Qt.ItemDataRole.ForegroundRole and value in ("claim", "evidence"):
            return theme.colour(value)
        return None

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A column's heading."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignVCenter | _side(self.columns[section])
        return None


def _side(column: Column) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column.form == "number" else Qt.AlignmentFlag.AlignLeft
