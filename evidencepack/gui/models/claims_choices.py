"""The quotes to choose from when two are related: a list that is searched by any words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from evidencepack.gui.models.claims_words import Row, dated, quoted, read_out

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ROW = Qt.ItemDataRole.UserRole


def matches(quote: Row, typed: str) -> bool:
    """Whether every word typed stands in a quote, its speaker, source, date, topics or handle."""
    about = (quote["handle"], quote["kind"], quote["text"], quote["speaker"], dated(quote))
    there = " ".join((*about, *quote["topics"])).casefold()
    return all(word in there for word in typed.casefold().split())


class QuoteChoices(QAbstractListModel):
    """Quotes, those of one kind first, narrowed by what is typed."""

    def __init__(self, quotes: Sequence[Row], first: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = sorted(quotes, key=lambda quote: quote["kind"] != first)
        self.shown = list(self._all)

    def narrow(self, typed: str) -> None:
        """Show the quotes that match; a handle typed whole finds that quote alone."""
        exact = [quote for quote in self._all if quote["handle"] == typed.strip().upper()]
        self.beginResetModel()
        self.shown = exact or [quote for quote in self._all if matches(quote, typed)]
        self.endResetModel()

    def place(self, handle: str) -> QModelIndex:
        """Where a quote stands among those shown."""
        for n, quote in enumerate(self.shown):
            if quote["handle"] == handle:
                return self.index(n)
        return QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 (Qt's name)
        """How many are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A quote's row, its words, and how it is read out."""
        quote = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{quote['handle']} {quoted(quote['text'])}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return quoted(quote["text"])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return read_out(quote)
        return quote if role == ROW else None
