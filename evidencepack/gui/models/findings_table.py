"""The findings of a check as a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from evidencepack.gui import icons, theme
from evidencepack.model.findings import Finding

Index = QModelIndex | QPersistentModelIndex
HEADS = ("Severity", "Where", "Problem", "How to mend", "Authority")
SEVERITIES = {
    "error": ("Must mend", "circle-x", "error"),
    "warning": ("Should", "triangle-alert", "warning"),
    "info": ("Note", "info", "evidence"),
}
_NONE = QModelIndex()


def place_name(place: str, numbers: dict[str, str]) -> str:
    """A finding's place as a person knows it."""
    named = {"matter": "Matter details", "submission": "Submission", "bundle": "Bundle"}
    return numbers.get(place) or named.get(place, place)


class FindingsTable(QAbstractTableModel):
    """Findings, errors first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.findings: list[Finding] = []
        self.accepted: dict[str, str] = {}
        self._numbers: dict[str, str] = {}

    def show_findings(
        self, findings: list[Finding], accepted: dict[str, str], numbers: dict[str, str]
    ) -> None:
        """Show these findings, the rules accepted with their reasons, and the numbers of items."""
        self.beginResetModel()
        self.findings, self.accepted, self._numbers = findings, accepted, numbers
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:  # noqa: N802 (Qt's name)
        """How many findings there are."""
        return 0 if parent.isValid() else len(self.findings)

    def columnCount(self, parent: Index = _NONE) -> int:  # noqa: N802 (Qt's name)
        """How many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        finding = self.findings[index.row()]
        name, icon, tint = SEVERITIES[finding.severity]
        waved = finding.severity == "error" and finding.rule in self.accepted
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            shown = (
                "Accepted" if waved else name,
                place_name(finding.place, self._numbers),
                finding.message,
                f"Accepted: {self.accepted[finding.rule]}" if waved else finding.mend,
                finding.authority,
            )
            return shown[index.column()]
        if index.column() == 0 and role == Qt.ItemDataRole.DecorationRole:
            return icons.icon("circle-check" if waved else icon, "good" if waved else tint, 16)
        if index.column() == 0 and role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour("good" if waved else tint)
        if index.column() <= 1 and role == Qt.ItemDataRole.FontRole:
            return theme.letters(weight=theme.DEMI)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None
