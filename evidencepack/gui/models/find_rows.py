"""The rows that the search shows: heads of groups, what was found, commands, and searches made before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from evidencepack.gui.models.find_commands import Command
from evidencepack.submission.excerpt import Marked
from evidencepack.submission.search import Group, Hit

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
FEW, MANY = 4, 12
"""Finds shown of each kind while there are several kinds; and while there are one or two."""

_ICONS = {
    "source": "library",
    "relation": "link-2",
    "entry": "calendar-days",
    "paragraph": "text-quote",
    "section": "heading",
    "annex": "paperclip",
    "note": "pencil",
    "page": "book-open",
}
_ROOT = QModelIndex()
_NOWHERE = Marked("")


@dataclass(frozen=True)
class FindRow:
    """One row.

    Attributes:
        kind: ``head``, ``hit``, ``command``, ``more``, ``recent`` or ``hint``.
        words: Its words, those found marked.
        place: The second line; for a head the number of finds.
        where: For a find, where the window goes: ``Q3``, ``find:S3:12:words``; for a command its name; for
            ``more`` the kind to show more of; for ``recent`` what was typed.
        icon: Its icon's name; ``claim`` and ``evidence`` are marks of their own.
        serif: The words are a source's.
        keys: A command's shortcut.
        possible: Whether it can be gone to or done now.
    """

    kind: str
    words: Marked
    place: Marked = _NOWHERE
    where: str = ""
    icon: str = ""
    serif: bool = False
    keys: str = ""
    possible: bool = True

    @property
    def sentence(self) -> str:
        """The whole row in words, for a screen reader and the tooltip."""
        parts = [self.words.text, self.place.text, self.keys]
        if not self.possible and self.kind == "command":
            parts.append("cannot be done now")
        return ", ".join(part for part in parts if part)


def rows_for(
    groups: Sequence[Group],
    commands: Sequence[Command],
    typed: str,
    more: Mapping[str, int],
    kinds_of_quotes: Mapping[str, str],
) -> list[FindRow]:
    """The rows for what was found, commands last: Enter, pressed in haste, then changes nothing.

    Args:
        groups: What was found.
        commands: The commands that were found.
        typed: What was sought.
        more: Of which groups more is shown, and how many.
        kinds_of_quotes: For each quote's handle ``claim`` or ``evidence``.
    """
    rows: list[FindRow] = []
    few = FEW if len(groups) + bool(commands) > 2 else MANY
    for group in groups:
        shown = group.hits[: max(few, more.get(group.kind, 0))]
        rows.append(_head(group.title, group.total))
        rows += [_hit_row(hit, typed, kinds_of_quotes) for hit in shown]
        rows += _more(group.kind, group.total, len(shown))
    if commands:
        shown_commands = commands[: max(few, more.get("command", 0))]
        rows.append(_head("Commands", len(commands)))
        rows += map(command_row, shown_commands)
        rows += _more("command", len(commands), len(shown_commands))
    return rows


def command_rows(commands: Sequence[Command]) -> list[FindRow]:
    """All commands, those that can be done now first."""
    now = [command for command in commands if command.possible]
    later = [command for command in commands if not command.possible]
    rows = []
    for title, some in (("Commands", now), ("Not possible now", later)):
        if some:
            rows += [_head(title, len(some)), *map(command_row, some)]
    return rows


def recent_rows(recent: Sequence[str]) -> list[FindRow]:
    """Searches made before."""
    rows = [FindRow("recent", Marked(typed), where=typed, icon="history") for typed in recent]
    return [_head("Searched before", len(recent)), *rows] if rows else []


def hint(sentence: str) -> FindRow:
    """A sentence that stands where finds will be."""
    return FindRow("hint", Marked(sentence), possible=False)


def command_row(command: Command) -> FindRow:
    """A command as a row."""
    place = command.menu if command.possible else f"{command.menu} · {command.reason}"
    return FindRow(
        "command",
        command.words,
        Marked(place),
        where=command.name,
        icon=command.icon or "chevron-right",
        keys=command.keys,
        possible=command.possible,
    )


def _head(title: str, count: int) -> FindRow:
    return FindRow("head", Marked(title), Marked(f"{count:,}"), possible=False)


def _more(kind: str, total: int, shown: int) -> Iterator[FindRow]:
    if total > shown:
        left = total - shown
        yield FindRow("more", Marked(f"Show {left:,} more"), where=kind, icon="ellipsis")


def _hit_row(hit: Hit, typed: str, kinds_of_quotes: Mapping[str, str]) -> FindRow:
    kind = hit.item or hit.kind
    where = f"find:{hit.handle}:{hit.page}:{typed}" if hit.page else hit.handle
    icon = kinds_of_quotes.get(hit.handle, "quote") if kind == "quote" else _ICONS[kind]
    words = hit.words if hit.words.text else Marked("No words")
    return FindRow("hit", words, hit.place, where, icon, serif=kind in ("quote", "page"))


class FindRows(QAbstractListModel):
    """The rows, for a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[FindRow] = []

    def show(self, rows: list[FindRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 (Qt's name)
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A row, or its words."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.sentence
        if role == Qt.ItemDataRole.ToolTipRole and row.kind in ("hit", "command"):
            return row.sentence
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads and hints cannot be chosen."""
        if self.rows[index.row()].kind in ("head", "hint"):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def next_row(self, row: int, step: int) -> int:
        """The next row that can be chosen, around the end; the same one if there is no other."""
        for n in range(1, len(self.rows) + 1):
            at = (row + n * step) % len(self.rows)
            if self.rows[at].kind not in ("head", "hint"):
                return at
        return row

    def next_group(self, row: int, step: int) -> int:
        """The first row of the next group, or of the one before."""
        firsts = [n + 1 for n, each in enumerate(self.rows[:-1]) if each.kind == "head"]
        if not firsts:
            return self.next_row(row, step)
        if step > 0:
            return next((n for n in firsts if n > row), firsts[0])
        return next((n for n in reversed(firsts) if n < row), firsts[-1])
