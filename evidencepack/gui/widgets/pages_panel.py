"""The panel beside the document: its pages in small, and its own contents list."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QImage, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from evidencepack.gui import theme
from evidencepack.gui.widgets.notices import words
from evidencepack.gui.widgets.pages_artist import Outline
from evidencepack.gui.widgets.pages_paint import paint_picture
from evidencepack.gui.widgets.pages_view import PagesView

WIDTH = 176
_SMALL = 104  # pixels across
_MOST = 300  # small pictures held
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class _SmallPages(QAbstractListModel):
    """The pages of a document in small; pictures are asked for as they are looked at."""

    def __init__(self, parent: QFrame) -> None:
        super().__init__(parent)
        self.view: PagesView | None = None
        self.pictures: OrderedDict[int, QImage] = OrderedDict()
        self._pages = 0
        self._wanted: list[int] = []
        self._soon = QTimer(self, singleShot=True, interval=30)
        self._soon.timeout.connect(self._ask)

    def show(self, view: PagesView | None) -> None:
        """Show the pages of a view."""
        self.beginResetModel()
        self.view = view
        self.pictures.clear()
        self._wanted.clear()
        self._pages = view.pages if view else 0
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 (Qt's name)
        """How many pages there are."""
        return 0 if parent.isValid() else self._pages

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A page's number, and its printed label where that differs."""
        if self.view is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        page = index.row() + 1
        label = self.view.labels[index.row()] if index.row() < len(self.view.labels) else str(page)
        shown = f"({page})" if not label else str(page) if label == str(page) else f"{label} ({page})"
        return shown if role == Qt.ItemDataRole.DisplayRole else f"Page {shown}"

    def name_again(self) -> None:
        """Show that pages are called otherwise now."""
        self.dataChanged.emit(self.index(0), self.index(self._pages - 1))

    def picture(self, page: int) -> QImage | None:
        """The small picture of a page; asked for if there is none yet."""
        found = self.pictures.get(page)
        if found is None and page not in self._wanted:
            self._wanted.append(page)
            self._soon.start()
        return found

    def _ask(self) -> None:
        wanted, self._wanted = [page for page in self._wanted if page <= self._pages], []
        if self.view is not None and wanted and self.view.pages == self._pages:
            self.view.supply.ask_small(
                self.view.layout_of_pages, wanted, round(theme.scaled(_SMALL) * self.view.devicePixelRatioF())
            )

    def take(self, page: int, picture: QImage) -> None:
        """Hold a small picture."""
        self.pictures[page] = picture
        while len(self.pictures) > _MOST:
            self.pictures.popitem(last=False)
        at = self.index(page - 1)
        self.dataChanged.emit(at, at)


class _SmallPage(QStyledItemDelegate):
    """Draws a page in small with its number under it."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 (Qt's name)
        """Room for the page as it is shaped, and its number."""
        across, down = self._shape(index)
        return QSize(across + theme.scaled(24), down + theme.scaled(30))

    def _shape(self, index: Index) -> tuple[int, int]:
        model = index.model()
        across = theme.scaled(_SMALL)
        view = model.view if isinstance(model, _SmallPages) else None
        if view is None or index.row() >= view.pages:
            return across, across
        _, wide, high = view.layout_of_pages.shapes[index.row()]
        return across, max(12, min(round(across * high / max(wide, 1)), 3 * across))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the page, and a frame around the one in view."""
        model = index.model()
        if not isinstance(model, _SmallPages):
            return
        across, down = self._shape(index)
        room = QRectF(option.rect.x(), option.rect.y(), option.rect.width(), option.rect.height())
        sheet = QRectF(room.center().x() - across / 2, room.top() + theme.scaled(6), across, down)
        painter.save()
        painter.fillRect(sheet, theme.on_paper("paper"))
        picture = model.picture(index.row() + 1)
        if picture is not None:
            paint_picture(painter, sheet, picture)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        pen = QPen(theme.colour("accent"), 2) if chosen else QPen(theme.colour("hairline"), 1)
        painter.setPen(pen)
        painter.drawRect(sheet.adjusted(-1, -1, 1, 1) if chosen else sheet)
        painter.setFont(theme.letters(11, QFont.Weight.DemiBold if chosen else QFont.Weight.Normal))
        painter.setPen(theme.colour("text" if chosen else "second"))
        below = QRectF(room.left(), sheet.bottom(), room.width(), room.bottom() - sheet.bottom())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        painter.restore()


class PagesPanel(QFrame):
    """Pages in small, and the document's contents list; a click goes there.

    Signals:
        went: A page, from 1.
    """

    went = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAccessibleName("Pages and contents")
        self.setFixedWidth(theme.scaled(WIDTH))
        self._view: PagesView | None = None
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Pages or contents")
        self.tabs.addTab("Pages")
        self.tabs.addTab("Contents")
        self.tabs.setExpanding(True)
        self.tabs.setDrawBase(False)
        self.small = _SmallPages(self)
        self.list = QListView()
        self.list.setModel(self.small)
        self.list.setItemDelegate(_SmallPage(self.list))
        self.list.setAccessibleName("Pages")
        self.list.setUniformItemSizes(False)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._go)
        self.list.activated.connect(self._go)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Contents of the document")
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(1)
        self.tree.setIndentation(theme.scaled(12))
        self.tree.itemClicked.connect(self._go_to_item)
        self.tree.itemActivated.connect(self._go_to_item)
        self.none = words("This document has no contents list of its own.", "second", wrap=True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.none.setMargin(theme.scaled(16))
        self.stack = QStackedWidget()
        for widget in (self.list, self.tree, self.none):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self._show_tab)

    def show_view(self, view: PagesView | None) -> None:
        """Show the pages of another view, or of a document that it opened just now."""
        if view is not self._view:
            if self._view is not None:
                self._view.supply.small_came.disconnect(self.small.take)
                self._view.supply.outlined.disconnect(self._show_outline)
                self._view.named.disconnect(self.small.name_again)
            if view is not None:
                view.supply.small_came.connect(self.small.take)
                view.supply.outlined.connect(self._show_outline)
                view.named.connect(self.small.name_again)
        self._view = view
        self.small.show(view)
        self._show_outline([])
        if view is not None and view.pages:
            view.supply.ask_outline()
            self.show_page(view.page)

    def show_page(self, page: int) -> None:
        """Show which page is in front."""
        at = self.small.index(page - 1)
        if at.isValid():
            self.list.setCurrentIndex(at)
            self.list.scrollTo(at)

    def _go(self, index: Index) -> None:
        self.went.emit(index.row() + 1)

    def _go_to_item(self, item: QTreeWidgetItem) -> None:
        page = item.data(0, Qt.ItemDataRole.UserRole)
        if page:
            self.went.emit(int(page))

    def _show_outline(self, outline: Outline) -> None:
        self.tree.clear()
        above: list[QTreeWidgetItem] = []
        top: list[QTreeWidgetItem] = []
        for level, title, page in outline:
            item = QTreeWidgetItem([" ".join(title.split()) or "Untitled"])
            item.setData(0, Qt.ItemDataRole.UserRole, page)
            item.setToolTip(0, f"{item.text(0)}, page {page}" if page else item.text(0))
            del above[max(level - 1, 0) :]
            if above:
                above[-1].addChild(item)
            else:
                top.append(item)
            above.append(item)
        self.tree.addTopLevelItems(top)
        if len(outline) < 60:
            self.tree.expandAll()
        self._show_tab(self.tabs.currentIndex())

    def _show_tab(self, tab: int) -> None:
        some = self.tree.topLevelItemCount() > 0
        self.stack.setCurrentIndex(0 if tab == 0 else (1 if some else 2))
