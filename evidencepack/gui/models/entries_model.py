"""The chronology as a grid: entries in printed order under their months, and a row for the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from evidencepack.gui.models.pack_view import NOTHING, PackView, Row
from evidencepack.gui.widgets.fields import understood_date
from evidencepack.model.date_points import MONTHS
from evidencepack.model.wording import counted

Index = QModelIndex | QPersistentModelIndex
NUMBER, DATE, EVENT, RESTS_ON, STATUS, WEIGHT = range(6)
HEADINGS = ("No.", "Date", "Event, in neutral words", "Rests on", "Status", "Weight")
FIELDS = {DATE: "date", EVENT: "text", STATUS: "status", WEIGHT: "material"}
LINE = Qt.ItemDataRole.UserRole
HINT = "What happened, in one neutral sentence"
ANY = "any"
_ROOT = QModelIndex()
_FEW = 16  # more places than this change at once only when another pack or filter is shown


@dataclass(frozen=True)
class Line:
    """One row of the grid: an entry, the heading of a group, or the entry that is being written.

    Attributes:
        key: Tells rows apart: an entry's handle, ``new``, or the group's.
        kind: ``entry``, ``group`` or ``new``.
        row: The entry, as the pack has it and as it was changed just now.
        title: The group's name.
        count: How many entries the group has.
    """

    key: str
    kind: str
    row: Row = field(default_factory=dict)
    title: str = ""
    count: int = 0


NEW = "new"


@dataclass(frozen=True)
class Filter:
    """Which entries are shown.

    Attributes:
        words: Words that they all have.
        status: One of the statuses, empty for none, or ``any``.
        bare: Only those that rest on no quote.
    """

    words: str = ""
    status: str = ANY
    bare: bool = False

    def passes(self, row: Row) -> bool:
        """Whether an entry is shown."""
        if (self.status != ANY and row["status"] != self.status) or (self.bare and row["quotes"]):
            return False
        known = " ".join((row["text"], row["shown"] or "undated", row["handle"], *row["quotes"])).casefold()
        return all(word in known for word in self.words.casefold().split())


def _month(row: Row) -> str:
    """The month that decides where an entry stands."""
    return _month_name((row["earliest"] or row["latest"] or "")[:7])


@cache
def _month_name(month: str) -> str:
    """``October 2016`` for ``2016-10``."""
    return f"{MONTHS[int(month[5:]) - 1]} {int(month[:4])}" if month else "Undated"


def _group(row: Row) -> str:
    """The group of an entry: its month, its year, or what lies over several."""
    first, last = row["earliest"], row["latest"]
    if not first or not last or first[:7] == last[:7]:
        return _month(row)
    return f"Some time in {first[:4]}" if first[:4] == last[:4] else "Over several years"


def grouped(rows: Sequence[Row]) -> list[Line]:
    """Entries with the headings of their groups.

    A longer period that begins in the middle of a month's entries stays with them: the order of dates is
    what counts, and no month is headed twice for it.
    """
    groups: list[tuple[str, list[Row]]] = []
    for row in rows:
        title = _group(row)
        stays = bool(groups) and (title == groups[-1][0] or _month(row) == groups[-1][0])
        if not stays:
            groups.append((title, []))
        groups[-1][1].append(row)
    lines: list[Line] = []
    for title, inside in groups:
        lines.append(Line(f"group {title} {inside[0]['handle']}", "group", title=title, count=len(inside)))
        lines += [Line(row["handle"], "entry", row) for row in inside]
    return lines


class EntriesModel(QAbstractTableModel):
    """The rows of the grid. It changes nothing itself: what is typed is passed on, and shown until saved.

    Signals:
        edited: An entry's handle, a field and its new value.

    Attributes:
        filter: Which entries are shown.
        held: The entry that is being edited; it stays in view whatever the filter is.
        can_change: Whether cells can be edited.
        draft: The entry that is being written, by field; None if there is none.
    """

    edited = Signal(str, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.filter = Filter()
        self.held = ""
        self.can_change = False
        self.draft: Row | None = None
        self.view: PackView = NOTHING
        self._lines: list[Line] = []
        self._places: dict[str, int] = {}
        self._typed: dict[tuple[str, str], str] = {}

    # What is shown

    def set_view(self, view: PackView, *, can_change: bool, settled: bool) -> None:
        """Show a pack; ``settled`` when nothing typed here is still being saved."""
        self.view, self.can_change = view, can_change
        if settled:
            self._typed.clear()
        self.arrange()

    def set_filter(self, wanted: Filter) -> None:
        """Show only some entries."""
        self.filter = wanted
        self.arrange()

    def start_draft(self, **values: Any) -> QModelIndex:
        """Begin an entry at the bottom; where it is."""
        if self.draft is None:
            self.draft = {"date": "", "text": "", "status": "", "quotes": [], "material": True, **values}
            self.arrange()
        return self.index(self._places[NEW], DATE)

    def drop_draft(self) -> None:
        """Take the entry that is being written away."""
        self.draft = None
        self.arrange()

    def forget_typed(self, handle: str, name: str) -> None:
        """Show what is stored again, after a change was refused."""
        self._typed.pop((handle, name), None)
        self.arrange()

    def arrange(self) -> None:
        """Bring the rows to what they should be, so that views keep what is chosen and being edited."""
        shown = [
            self._now(row)
            for row in self.view.of("entries")
            if row["handle"] == self.held or self.filter.passes(row)
        ]
        lines = grouped(shown)
        if self.draft is not None:
            lines.append(Line(NEW, "new", self._drafted(self.draft)))
        self._become(lines)

    def _now(self, row: Row) -> Row:
        """An entry as it was typed, while that is being saved."""
        if not self._typed:
            return row
        typed = {name: value for (handle, name), value in self._typed.items() if handle == row["handle"]}
        if "date" in typed:
            typed["shown"] = understood_date(typed["date"])[0]
        changed: Row = {**row, **typed}
        if "material" in typed:
            changed["material"] = typed["material"] == "yes"
        return changed

    def _drafted(self, draft: Row) -> Row:
        return {**draft, "handle": "", "number": "", "shown": understood_date(draft["date"])[0], "edtf": None}

    def _become(self, lines: list[Line]) -> None:
        keys = [line.key for line in lines]
        wanted = set(keys)
        gone = [n for n, line in enumerate(self._lines) if line.key not in wanted]
        come = [n for n, line in enumerate(lines) if line.key not in self._places]
        if len(gone) + len(come) > _FEW and not self.held:
            self.beginResetModel()
            self._put(lines)
            self.endResetModel()
            return
        for n in reversed(gone):
            self.beginRemoveRows(_ROOT, n, n)
            self._put(self._lines[:n] + self._lines[n + 1 :])
            self.endRemoveRows()
        self._reorder([line for line in lines if line.key in self._places])
        for n in come:
            self.beginInsertRows(_ROOT, n, n)
            self._put([*self._lines[:n], lines[n], *self._lines[n:]])
            self.endInsertRows()
        changed = [n for n, line in enumerate(lines) if line != self._lines[n]]
        self._put(lines)
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], WEIGHT))

    def _reorder(self, lines: list[Line]) -> None:
        if [line.key for line in lines] == [line.key for line in self._lines]:
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        keys = [self._lines[index.row()].key for index in old]
        present = {line.key: line for line in self._lines}
        self._put([present[line.key] for line in lines])
        new = [self.index(self._places[key], index.column()) for key, index in zip(keys, old, strict=True)]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _put(self, lines: list[Line]) -> None:
        self._lines = lines
        self._places = {line.key: n for n, line in enumerate(lines)}

    # Where things are

    def line(self, row: int) -> Line:
        """A row of the grid."""
        return self._lines[row]

    def row_of(self, key: str) -> int:
        """Where an entry is, or -1 where it is not shown."""
        return self._places.get(key, -1)

    @property
    def shown(self) -> int:
        """How many entries are shown."""
        return sum(line.kind == "entry" for line in self._lines)

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 (Qt's name)
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 (Qt's name)
        """How many columns there are."""
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        line, column = self._lines[index.row()], index.column()
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = self._text(line, column)
            return text if line.kind == "group" else f"{HEADINGS[column]}: {text or 'none'}"
        if role == Qt.ItemDataRole.EditRole and line.kind != "group":
            return _stored(line.row, column)
        if role == Qt.ItemDataRole.ToolTipRole and line.kind == "entry":
            return self._tip(line.row, column)
        return None

    def _text(self, line: Line, column: int) -> str:
        row = line.row
        if line.kind == "group":
            count = counted(line.count, "entry", "entries")
            return f"{line.title}, {count}" if column == NUMBER else ""
        if column == NUMBER:
            return str(row["number"]) if line.kind == "entry" else "New"
        if column == DATE:
            return row["shown"] or ("undated" if line.kind == "entry" else "")
        if column == EVENT:
            return str(row["text"])
        if column == RESTS_ON:
            return "; ".join(self.quote_text(handle) for handle in row["quotes"]) or "no source"
        if column == STATUS:
            return str(row["status"]).replace("-", " ").capitalize()
        return "Material" if row["material"] else "Background"

    def quote_text(self, handle: str) -> str:
        """A quote as an entry names it: ``Claim Q4, S3, p. 1``."""
        quote = self.view.by_handle.get(handle)
        if quote is None:
            return handle
        return f"{quote['kind'].capitalize()} {handle}, {quote['source']}, p. {quote['page']}"

    def _tip(self, row: Row, column: int) -> str | None:
        if column == RESTS_ON:
            quotes = [
                self.view.by_handle[handle] for handle in row["quotes"] if handle in self.view.by_handle
            ]
            return "\n\n".join(f"{quote['handle']}  “{quote['text']}”" for quote in quotes) or None
        if column == DATE and row["shown"] and row["date"] != row["shown"]:
            return f"Typed as {row['date']}"
        if column == STATUS and row["status_by"]:
            return f"According to {row['status_by']}"
        return None

    def setData(  # noqa: N802 (Qt's name)
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Pass on what was typed, and show it meanwhile."""
        line, name = self._lines[index.row()], FIELDS.get(index.column())
        if role != Qt.ItemDataRole.EditRole or name is None or line.kind == "group":
            return False
        value = str(value).strip()
        if value == _stored(line.row, index.column()):
            return True
        if line.kind == "new" and self.draft is not None:
            self.draft[name] = value == "yes" if name == "material" else value
        elif name == "text" and not value:
            return False  # an entry has a sentence; the old one stays
        else:
            self._typed[line.key, name] = value
            self.edited.emit(line.key, name, value)
        self.arrange()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen; what is computed cannot be edited."""
        line = self._lines[index.row()]
        if line.kind == "group":
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if self.can_change and line.kind == "entry":
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        written = index.column() in FIELDS and not (line.kind == "new" and index.column() == WEIGHT)
        return flags | Qt.ItemFlag.ItemIsEditable if self.can_change and written else flags

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == NUMBER else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def _stored(row: Row, column: int) -> str:
    """A field as it is edited."""
    if column == WEIGHT:
        return "yes" if row["material"] else "no"
    return str(row.get(FIELDS.get(column, ""), "") or "")
