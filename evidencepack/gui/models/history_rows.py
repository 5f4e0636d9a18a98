"""The history as rows of a table: deeds under the days on which they were done."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from evidencepack.gui import icons, theme
from evidencepack.gui.models.pack_view import Row, Rows

Index = QModelIndex | QPersistentModelIndex
HEADS = ("Time", "What was done", "By")
DAY = Qt.ItemDataRole.UserRole
_BRITISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
_ICONS = {"undo": "undo-2", "redo": "redo-2", "record": "package-check"}
_MOST = 6  # items named in a row
_NONE = QModelIndex()


def when(row: Row) -> QDateTime:
    """When a deed was done, by the clock of this computer."""
    return QDateTime.fromString(row["when"], Qt.DateFormat.ISODate).toLocalTime()


def day_named(day: QDate, today: QDate) -> str:
    """A day in full, the last two also as people say them: ``Today, Tuesday 24 November 2026``."""
    named = _BRITISH.toString(day, "dddd d MMMM yyyy")
    said = {0: "Today, ", 1: "Yesterday, "}.get(day.daysTo(today), "")
    return f"{said}{named}"


def told(deed: Row) -> str:
    """What was done, in words: ``Add quote · Q3``."""
    items = [item for item in deed.get("items", []) if item not in deed["action"].split()]
    shown = ", ".join(items[:_MOST]) + (f" and {len(items) - _MOST} more" if len(items) > _MOST else "")
    return f"{deed['action']}{' · ' * bool(shown)}{shown}{' (undone)' * (deed['state'] == 'undone')}"


class HistoryRows(QAbstractTableModel):
    """Days and, under each, what was done on it, newest first.

    Attributes:
        rows: A day's name, or a deed.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[str | Row] = []

    def show_deeds(self, deeds: Rows, today: QDate) -> None:
        """Show these deeds, newest first."""
        self.beginResetModel()
        self.rows = []
        last = None
        for deed in deeds:
            day = when(deed).date()
            if day != last:
                self.rows.append(day_named(day, today))
                last = day
            self.rows.append(deed)
        self.endResetModel()

    def deed(self, row: int) -> Row | None:
        """The deed in a row; None for a day."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, dict) else None

    def row_of(self, n: int) -> int:
        """The row of a deed by its number; -1 if it is not shown."""
        return next((at for at, row in enumerate(self.rows) if isinstance(row, dict) and row["n"] == n), -1)

    def days(self) -> list[int]:
        """The rows that name days."""
        return [at for at, row in enumerate(self.rows) if isinstance(row, str)]

    def rowCount(self, parent: Index = _NONE) -> int:  # noqa: N802 (Qt's name)
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:  # noqa: N802 (Qt's name)
        """How many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Days cannot be chosen."""
        if self.deed(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        deed = self.deed(index.row())
        if deed is None:
            return self._of_day(index, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(deed, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 1:
            return self._words(deed, 1)
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour(
                "muted" if deed["state"] == "undone" else "text" if index.column() == 1 else "second"
            )
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 1:
            return icons.icon(_ICONS[deed["kind"]], "second", 14) if deed["kind"] in _ICONS else None
        return None

    def _of_day(self, index: Index, role: int) -> Any:
        if role == DAY:
            return True
        if index.column() == 0:
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return self.rows[index.row()]
            if role == Qt.ItemDataRole.FontRole:
                return theme.letters(weight=theme.DEMI)
            if role == Qt.ItemDataRole.BackgroundRole:
                return theme.colour("window")
        return None

    @staticmethod
    def _words(deed: Row, column: int) -> str:
        if column == 0:
            return when(deed).toString("HH:mm")
        if column == 2:
            return str(deed["who"])
        return told(deed)

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None
