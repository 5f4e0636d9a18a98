"""The submission's text as one scrolling area: every row is drawn, and the one being typed has the editor."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from evidencepack.gui import theme
from evidencepack.gui.models.submission_references import References
from evidencepack.gui.models.submission_rows import TextRow
from evidencepack.gui.models.submission_text import TextModel
from evidencepack.gui.widgets.paragraph_cells import ParagraphCells
from evidencepack.gui.widgets.paragraph_editor import ParagraphEditor
from evidencepack.gui.widgets.paragraph_layout import Layouts

Index = QModelIndex | QPersistentModelIndex
_MANY = 150  # so many rows are laid out at a new width once the window is no longer being pulled


class ParagraphList(QListView):
    """The text of the submission.

    Signals:
        write_wanted: A row to write in, and where among its words the caret goes (-1: at the end).
        followed: A row whose link was followed.
        edit_wanted: A heading to edit.
        current_changed: Another row is the current one.

    Attributes:
        editor: Where a paragraph is typed.
        texts: The rows.
        cells: How they are drawn.
    """

    write_wanted = Signal(int, int)
    followed = Signal(str)
    edit_wanted = Signal(str)
    current_changed = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.layouts = Layouts()
        self.texts = TextModel()
        self.cells = ParagraphCells(self.layouts, self)  # asked from the first setting on
        self.setAccessibleName("Text of the submission")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.verticalScrollBar().setSingleStep(theme.scaled(24))
        self.setModel(self.texts)
        self.setItemDelegate(self.cells)
        self.editor = ParagraphEditor(self.viewport(), page)
        self.editor.grown.connect(self._grow)
        self.verticalScrollBar().valueChanged.connect(self._place_editor)
        self._resized = QTimer(self, singleShot=True, interval=60)
        self._resized.timeout.connect(self._take_width)

    # What is shown

    def show_rows(self, rows: list[TextRow], references: References) -> None:
        """Show the submission as it is now, at the place where the person is."""
        if self.layouts.refer(references):
            self.cells.forget()
        self.editor.show_references(references)
        current = self.row()
        self.texts.show_rows(rows)
        n = self.texts.row_of(current.key) if current else -1
        if n >= 0 and n != self.currentIndex().row():  # it was moved: stay with it
            self.setCurrentIndex(self.texts.index(n))
        self.viewport().update()

    def row(self, n: int = -2) -> TextRow | None:
        """A row, or the current one."""
        n = self.currentIndex().row() if n == -2 else n
        return self.texts.rows[n] if 0 <= n < len(self.texts.rows) else None

    def go_to(self, n: int, *, top: bool = False) -> None:
        """Make a row the current one and bring it into view."""
        index = self.texts.index(n)
        self.setCurrentIndex(index)
        hint = QAbstractItemView.ScrollHint
        self.scrollTo(index, hint.PositionAtTop if top else hint.EnsureVisible)

    def put_editor(self, n: int, *, soon: bool = False) -> None:
        """Lay the editor over a row; -1 puts it away.

        Args:
            n: The row.
            soon: It goes to another row at once, so nothing need be moved yet.
        """
        before, self.cells.editing = self.cells.editing, n
        if n < 0:
            self.editor.hide()
        else:
            row = self.texts.rows[n]
            self.editor.setAccessibleName(f"Paragraph {row.label}".strip() if row.label else "Paragraph")
            self._fit_editor()
        if before != n and not soon:
            self._lay_out_again()
        self._place_editor()

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        self.layouts.forget()
        self.cells.forget()
        if self.layouts.references:
            self.editor.show_references(self.layouts.references)
        self.viewport().update()

    def _fit_editor(self) -> None:
        row = self.row(self.cells.editing) if self.cells.editing >= 0 else None
        if row is not None:
            inside = self.cells.words_rect(self.viewport().rect(), row)
            self.cells.editor_height = self.editor.fit(inside.width())

    def _grow(self) -> None:
        """The editor needs another height: the rows below move."""
        if self.cells.editing >= 0 and self.cells.editor_height != self.editor.measure():
            self._fit_editor()
            self._lay_out_again()
            self._place_editor()

    def _lay_out_again(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()

    def _place_editor(self) -> None:
        n = self.cells.editing
        row = self.row(n) if n >= 0 else None
        if row is None:
            return
        inside = self.cells.words_rect(self.visualRect(self.texts.index(n)), row)
        self.editor.move(inside.left(), inside.top() - self.editor.lead)
        self.editor.show()

    def show_caret(self) -> None:
        """Scroll so that the line being typed is in view."""
        if self.cells.editing < 0:
            return
        caret = self.editor.cursorRect().translated(self.editor.pos())
        air = theme.scaled(24)
        bar = self.verticalScrollBar()
        lowest = self.viewport().height() - min(theme.scaled(200), self.viewport().height() // 3)
        if caret.bottom() > lowest:  # with room below for what is offered there
            bar.setValue(bar.value() + caret.bottom() - lowest)
        elif caret.top() < air:
            bar.setValue(bar.value() + caret.top() - air)

    # What Qt tells

    def updateEditorGeometries(self) -> None:  # noqa: N802 (Qt's name)
        """Keep the editor over its row."""
        super().updateEditorGeometries()
        self._place_editor()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Lay the rows out at the new width."""
        super().resizeEvent(event)
        if self.viewport().width() == self.cells.width:
            return
        if len(self.texts.rows) < _MANY:
            self._take_width()
        else:
            self._resized.start()

    def _take_width(self) -> None:
        self.cells.width = self.viewport().width()
        self.cells.forget()
        self._fit_editor()
        self._lay_out_again()
        self._place_editor()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 (Qt's name)
        """Tell of it."""
        super().currentChanged(current, previous)
        self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Write in the current row on Enter or F2."""
        n, row = self.currentIndex().row(), self.row()
        if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._open(n, row, -1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 (Qt's name)
        """Do nothing: letters must not jump through the text."""

    def _open(self, n: int, row: TextRow, caret: int) -> None:
        if row.what in ("paragraph", "empty"):
            self.write_wanted.emit(n, caret)
        elif row.what == "made":
            self.followed.emit(row.link)
        else:
            self.edit_wanted.emit(row.handle)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Write where the person clicked."""
        super().mouseReleaseEvent(event)
        n = self.indexAt(event.position().toPoint()).row()
        row = self.row(n)
        if event.button() != Qt.MouseButton.LeftButton or row is None or n != self.currentIndex().row():
            return
        if row.what == "paragraph":
            self._open(n, row, self._caret_at(n, row, event.position()))
        elif row.what == "empty" or self._on_link(n, row, event.position().toPoint()):
            self._open(n, row, -1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Edit the heading that was clicked."""
        row = self.row(self.indexAt(event.position().toPoint()).row())
        if row is not None and row.what == "heading":
            self.edit_wanted.emit(row.handle)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Show by the pointer what a click does."""
        n = self.indexAt(event.position().toPoint()).row()
        row = self.row(n)
        shape = Qt.CursorShape.ArrowCursor
        if row is not None and row.what in ("paragraph", "empty"):
            shape = Qt.CursorShape.IBeamCursor
        elif row is not None and self._on_link(n, row, event.position().toPoint()):
            shape = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(QCursor(shape))
        super().mouseMoveEvent(event)

    def _on_link(self, n: int, row: TextRow, where: QPoint) -> bool:
        return row.what == "made" and self.cells.link_rect(
            self.visualRect(self.texts.index(n)), row
        ).contains(where)

    def _caret_at(self, n: int, row: TextRow, where: QPointF) -> int:
        inside = self.cells.words_rect(self.visualRect(self.texts.index(n)), row)
        laid = self.layouts.lay(row.text, inside.width())
        return laid.typed_at(where - QPointF(inside.topLeft()), row.text)
