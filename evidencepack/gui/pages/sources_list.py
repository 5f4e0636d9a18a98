"""The list of sources: narrowed by words, its columns chosen and remembered, originals dragged out of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSettings,
    QSortFilterProxyModel,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QMenu,
    QStyleOptionViewItem,
    QWidget,
)

from evidencepack.gui import theme
from evidencepack.gui.models.sources_table import HEADS, HIDDEN_AT_FIRST, KIND, SORT, SourcesTable, kind_name
from evidencepack.gui.widgets.fields import ChoiceField, SearchLine
from evidencepack.gui.widgets.notices import words
from evidencepack.gui.widgets.tables import RowCells, Table
from evidencepack.model.tables import SOURCE_KINDS
from evidencepack.model.wording import counted

Index = QModelIndex | QPersistentModelIndex
_STATE = "sources/columns"
_WIDTHS = {0: 52, 2: 112, 3: 112, 4: 140, 5: 88, 6: 60, 7: 66, 8: 76, 9: 112, 10: 140, 11: 88}
_UNDATED, _UNUSED = "undated", "unused"


class NarrowedSources(QSortFilterProxyModel):
    """The sources that have the words, and are as the person wants to see them."""

    def __init__(self, rows: SourcesTable) -> None:
        super().__init__(rows)
        self._rows = rows
        self._words: list[str] = []
        self._only = ""
        self.setSourceModel(rows)
        self.setSortRole(SORT)

    def narrow(self, typed: str, only: str) -> None:
        """Leave the sources with these words, and of these only the undated or unused ones."""
        self._words, self._only = typed.casefold().split(), only
        self.invalidate()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:  # noqa: N802 (Qt's name)
        """Whether a source is left."""
        source = self._rows.rows[row]
        if self._only == _UNDATED and self._rows.is_dated(source):
            return False
        if self._only == _UNUSED and self._rows.is_used(source):
            return False
        shown = (str(self._rows.index(row, column).data()) for column in range(self._rows.columnCount()))
        there = " ".join((*shown, source["file_name"])).casefold()
        return all(word in there for word in self._words)


class SourceCells(RowCells):
    """Cells that are typed into, or in which a kind is chosen."""

    def createEditor(  # noqa: N802 (Qt's name)
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """A list of kinds, or a line."""
        if index.column() != KIND:
            return super().createEditor(parent, option, index)
        kinds = ChoiceField("Kind", [(kind, kind_name(kind)) for kind in SOURCE_KINDS])
        kinds.setParent(parent)
        kinds.kept.connect(lambda _: self._chosen(kinds))
        return kinds

    def _chosen(self, kinds: ChoiceField) -> None:
        self.commitData.emit(kinds)
        self.closeEditor.emit(kinds)

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 (Qt's name)
        """Show what is stored."""
        if isinstance(editor, ChoiceField):
            editor.show_value(str(index.data(Qt.ItemDataRole.EditRole)))
        else:
            super().setEditorData(editor, index)

    def setModelData(  # noqa: N802 (Qt's name)
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        """Keep what was typed or chosen."""
        if isinstance(editor, ChoiceField):
            model.setData(index, editor.currentData())
        else:
            super().setModelData(editor, model, index)


class SourcesView(Table):
    """The table. Its columns, their order and the sorting are found again as they were left.

    Signals:
        dragged: Somebody drags rows out of the table.
    """

    dragged = Signal()

    def __init__(self, model: NarrowedSources) -> None:
        super().__init__("Sources")
        self.setItemDelegate(SourceCells(self))
        self.setModel(model)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.share_widths(_WIDTHS, stretch=1)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)  # F2 is a deed of the page
        self.setDragEnabled(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head = self.horizontalHeader()
        head.setSectionsMovable(True)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._offer_columns)
        for column in HIDDEN_AT_FIRST:
            self.setColumnHidden(column, True)
        kept = QSettings().value(_STATE)
        if isinstance(kept, QByteArray):
            head.restoreState(kept)
        head.sectionResized.connect(lambda *_: self._keep_columns())
        head.sectionMoved.connect(lambda *_: self._keep_columns())
        head.sortIndicatorChanged.connect(lambda *_: self._keep_columns())

    def _keep_columns(self) -> None:
        if self.isVisible():
            QSettings().setValue(_STATE, self.horizontalHeader().saveState())

    def column_menu(self) -> QMenu:
        """A menu in which columns are ticked; number and title are always there."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column, name in list(enumerate(HEADS))[2:]:
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(column))
            action.toggled.connect(lambda shown, column=column: self._show_column(column, shown))
        return menu

    def _show_column(self, column: int, shown: bool) -> None:
        self.setColumnHidden(column, not shown)
        if shown and self.columnWidth(column) < theme.scaled(20):
            self.setColumnWidth(column, theme.scaled(_WIDTHS[column]))
        self._keep_columns()

    def _offer_columns(self, where: QPoint) -> None:
        self.column_menu().popup(self.horizontalHeader().mapToGlobal(where))

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802 (Qt's name)
        """Let the page drag the originals out, which it has to write first."""
        self.dragged.emit()


def drag_files(start: QWidget, paths: list[str]) -> None:
    """Let the person drag files out of the window; what takes them gets copies."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    drag = QDrag(start)
    drag.setMimeData(data)
    drag.exec(Qt.DropAction.CopyAction)


class SourcesBar(QFrame):
    """Narrows the table.

    Signals:
        changed: Something else is wanted.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.search = SearchLine("Filter sources", "Words in any column")
        self.search.setMaximumWidth(theme.scaled(300))
        states = [("", "All sources"), (_UNDATED, "Without a date"), (_UNUSED, "Not used yet")]
        self.only = ChoiceField("Which sources", states)
        self.only.setMinimumWidth(min(theme.scaled(140), 200))
        self.count = words("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.only)
        row.addStretch(1)
        row.addWidget(self.count)
        self.search.textChanged.connect(lambda _: self.changed.emit())
        self.only.currentIndexChanged.connect(lambda _: self.changed.emit())

    def narrow(self, model: NarrowedSources, count: Callable[[], int]) -> None:
        """Narrow a model to what is wanted, and say how much is left of how many."""
        model.narrow(self.search.text(), str(self.only.currentData() or ""))
        left, all_rows = model.rowCount(), count()
        plain = counted(all_rows, "source")
        self.count.setText(plain if left == all_rows else f"{left:,} of {plain}")
