"""Editing cells of the chronology in place: Enter and Tab go on, Esc takes back, a wrong date stays open."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget

from evidencepack.gui.models.entries_model import DATE, EVENT, LINE, STATUS, EntriesModel
from evidencepack.gui.pages.chronology_cells import EntryCells
from evidencepack.gui.pages.chronology_editors import (
    ChoiceEditor,
    DateEditor,
    Editor,
    EventEditor,
    status_editor,
    weight_editor,
)
from evidencepack.gui.widgets.tables import Index

_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


class EntryEditing(EntryCells):
    """Makes the editors of cells and ends them.

    Signals:
        went_on: A cell was left by Enter or Tab (then True).
        taken_back: Esc was pressed in a cell.
    """

    went_on = Signal(object, bool)
    taken_back = Signal(object)

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)
        self.editor: Editor | None = None
        self._at = QPersistentModelIndex()

    def createEditor(  # noqa: N802 (Qt's name)
        self, parent: QWidget, _option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """The editor of a column."""
        made: Editor
        if index.column() == DATE:
            made = DateEditor(parent)
            made.line.installEventFilter(self)
        elif index.column() == EVENT:
            made = EventEditor(parent)
        else:
            made = (status_editor if index.column() == STATUS else weight_editor)(parent)
            made.done.connect(self._chosen)
        self.editor, self._at = made, QPersistentModelIndex(index)
        model = index.model()
        if isinstance(model, EntriesModel):
            model.held = index.data(LINE).key
        return made

    def destroyEditor(self, editor: QWidget, index: Index) -> None:  # noqa: N802 (Qt's name)
        """Forget an editor that is closed."""
        if editor is self.editor:
            self._forget()
        super().destroyEditor(editor, index)

    def _forget(self) -> None:
        self.editor = None
        model = self._at.model()
        if isinstance(model, EntriesModel):
            model.held = ""

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 (Qt's name)
        """Put in what is stored."""
        if isinstance(editor, Editor):
            editor.fill(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(  # noqa: N802 (Qt's name)
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        """Pass on what was typed, unless it is a date that cannot be kept."""
        if isinstance(editor, DateEditor) and not editor.check():
            return
        if isinstance(editor, Editor):
            model.setData(model.index(index.row(), index.column()), editor.value())

    def updateEditorGeometry(  # noqa: N802 (Qt's name)
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Lay the editor over its cell."""
        if isinstance(editor, Editor):
            editor.stand_at(QRect(option.rect))  # a copy: the option does not live on

    def finish(self) -> bool:
        """End what is being edited and keep it; False if it cannot be kept and stays open."""
        if self.editor is None:
            return True
        if isinstance(self.editor, DateEditor) and not self.editor.check():
            self.editor.line.setFocus()
            return False
        self._close(self.editor, keep=True)
        return True

    def _close(self, editor: Editor, *, keep: bool) -> None:
        """Close the editor; it is forgotten first, since closing it takes the focus from it."""
        self._forget()
        if keep:
            self.commitData.emit(editor)
        hints = self.EndEditHint
        self.closeEditor.emit(editor, hints.NoHint if keep else hints.RevertModelCache)

    def put_away(self) -> None:
        """Close what is being edited without keeping it."""
        if self.editor is not None:
            self._close(self.editor, keep=False)

    def _chosen(self) -> None:
        at = self._at
        if self.finish():
            self.went_on.emit(at, False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Hear the keys that end editing, and the focus leaving."""
        if self.editor is None or (watched is not self.editor and watched.parent() is not self.editor):
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._focus_left(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        at, editor = self._at, self.editor
        if event.key() == Qt.Key.Key_Escape and editor is not None:
            self._close(editor, keep=False)
            self.taken_back.emit(at)
            return True
        tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if not tab and event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if self.finish() and event.key() != Qt.Key.Key_Backtab:
            self.went_on.emit(at, tab)
        return True

    def _focus_left(self, event: QFocusEvent) -> None:
        """Keep what was typed when the person goes elsewhere, but not when a menu opens or a list drops."""
        editor = self.editor
        if editor is None or event.reason() in _STAYS or isinstance(editor, ChoiceEditor):
            return
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            return  # another program is in front; the person comes back to where she was
        now = QApplication.focusWidget()
        if now is not None and (now is editor or editor.isAncestorOf(now)):
            return
        if isinstance(editor, DateEditor) and not editor.check():
            return
        self._close(editor, keep=True)
