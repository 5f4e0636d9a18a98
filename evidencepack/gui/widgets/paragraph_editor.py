"""The field in which a paragraph is typed: it grows with its words, and a paragraph is left by its edges."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHideEvent,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from evidencepack.gui import theme
from evidencepack.gui.models.submission_references import References, begun
from evidencepack.gui.widgets.paragraph_layout import PITCH
from evidencepack.gui.widgets.paragraph_offers import ReferenceOffers
from evidencepack.submission.references import references_in

_STAYS = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReferenceColours(QSyntaxHighlighter):
    """Colours references while they are typed; one to nothing is red."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.references: References | None = None

    def highlightBlock(self, text: str) -> None:  # noqa: N802 (Qt's name)
        """Colour the references of a line."""
        at = 0
        for reference in references_in(text):
            typed = f"@{reference.handle}{'.cite' if reference.cite_only else ''}"
            at = text.index(typed, at)
            self.setFormat(_utf16(text[:at]), len(typed), self._look(reference.handle))
            at += len(typed)

    def _look(self, handle: str) -> QTextCharFormat:
        target = self.references.targets.get(handle) if self.references else None
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.DemiBold)
        if target is None:
            look.setForeground(theme.colour("error"))
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            look.setUnderlineColor(QColor(theme.colour("error")))
        else:
            look.setForeground(theme.colour(target.kind if target.is_quote else "accent"))
        return look


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class ParagraphEditor(QTextEdit):
    """The field in which one paragraph is typed.

    Signals:
        typed: The words changed.
        grown: It needs another height.
        left: The person is done (Esc, or the focus went elsewhere: then True).
        next_wanted: Enter: what stands behind the caret begins the next paragraph.
        emptied: Backspace in an empty one.
        deeper: Tab (1) or Shift+Tab (-1).
        crossed: An arrow out of the first (-1) or the last (1) line.
    """

    typed = Signal()
    grown = Signal()
    left = Signal(bool)
    next_wanted = Signal()
    emptied = Signal()
    deeper = Signal(int)
    crossed = Signal(int)

    def __init__(self, parent: QWidget, offers_on: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paragraphEditor")
        self.setStyleSheet("QTextEdit { border: none; padding: 0; background: transparent; }")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPlaceholderText("Write here. @ puts in a reference.")
        self.document().setDocumentMargin(0)
        self.colours = ReferenceColours(self.document())
        self.offers = ReferenceOffers(offers_on, self)
        self.offers.chosen.connect(self.put_reference)
        self._dismissed = -1
        self._high = 0
        self._putting = False
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self._offer)
        self.hide()

    @property
    def words(self) -> str:
        """What is typed, with its line breaks and every other letter as it is."""
        return str(self.document().toRawText()).replace("\u2029", "\n").replace("\u2028", "\n")

    @property
    def place(self) -> int:
        """Where the caret is among the words."""
        return len(_before(self.document(), self.textCursor().position()))

    @property
    def lead(self) -> int:
        """How much lower than elsewhere the letters of a line are here, where a line has a fixed height."""
        return max(0, round(theme.scaled(PITCH) - QFontMetricsF(self.font()).height()))

    def put(self, text: str, caret: int = -1) -> None:
        """Show other words, with the caret at a place among them, else at their end."""
        self._putting = True
        self.setFont(theme.letters(14))
        self.setPlainText(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        lines = QTextBlockFormat()
        lines.setLineHeight(theme.scaled(PITCH), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.mergeBlockFormat(lines)
        self.document().clearUndoRedoStacks()
        end = _utf16(text)
        cursor.setPosition(end if caret < 0 else min(_utf16(text[:caret]), end))
        self.setTextCursor(cursor)
        self._dismissed = -1
        self._putting = False
        self.measure()

    def show_references(self, references: References) -> None:
        """Know what there is to refer to."""
        self.offers.references = references
        self.colours.references = references
        self._putting = True
        self.colours.rehighlight()
        self._putting = False

    def fit(self, width: int) -> int:
        """Take this width, and the height that the words need at it; tells the height."""
        self.setFixedWidth(width)
        self.document().setTextWidth(width)
        high = self.measure()
        self.setFixedHeight(high)
        self.verticalScrollBar().setValue(0)
        return high

    def measure(self) -> int:
        """How high it must be for its words."""
        lines = 0
        block = self.document().begin()
        self.document().size()  # lays it out
        while block.isValid():
            lines += max(block.layout().lineCount(), 1)
            block = block.next()
        high = lines * theme.scaled(PITCH)
        if high != self._high:
            self._high = high
            self.grown.emit()
        return high

    def begin_reference(self) -> None:
        """Put in an @, with a space before it where it needs one, and offer what there is."""
        before = _before(self.document(), self.textCursor().position())
        self.insertPlainText(" @" if before and (before[-1].isalnum() or before[-1] in "_@.") else "@")

    def put_reference(self, handle: str) -> None:
        """Put a handle in the place of what was typed of it."""
        cursor = self.textCursor()
        before = begun(_before(self.document(), cursor.position()))
        if before is None:
            return
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, _utf16(before))
        cursor.insertText(handle)
        self._dismiss()

    # What Qt tells

    def event(self, event: QEvent) -> bool:
        """Leave to the window the keys that a paragraph has no use for."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            find = event.key() == Qt.Key.Key_K
            undo = event.key() in (Qt.Key.Key_Z, Qt.Key.Key_Y) and not self._can_turn(event)
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier and (find or undo):
                event.ignore()
                return False
        return super().event(event)

    def _can_turn(self, event: QKeyEvent) -> bool:
        again = event.key() == Qt.Key.Key_Y or event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        return self.document().isRedoAvailable() if again else self.document().isUndoAvailable()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Give the offers their keys, then those that leave the paragraph, then type."""
        if self.offers.isVisible() and self.offers.take_key(event):
            if event.key() == Qt.Key.Key_Escape:
                self._dismiss()
            return
        key, modifiers = event.key(), event.modifiers()
        control = Qt.KeyboardModifier.ControlModifier
        if key in _ENTER:
            if modifiers & (control | Qt.KeyboardModifier.ShiftModifier):
                self.insertPlainText("\n")
                self.ensureCursorVisible()
            else:
                self.next_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit(False)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not modifiers & control:
            self.deeper.emit(1 if key == Qt.Key.Key_Tab else -1)
        elif key == Qt.Key.Key_Backspace and not self.words:
            self.emptied.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not modifiers and self._at_edge(key):
            self.crossed.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _at_edge(self, key: int) -> bool:
        """Whether the caret is in the first or the last line, from where an arrow leads out."""
        moved = self.textCursor()
        up = key == Qt.Key.Key_Up
        return not moved.movePosition(QTextCursor.MoveOperation.Up if up else QTextCursor.MoveOperation.Down)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 (Qt's name)
        """Paste words only, without the empty lines around them."""
        self.insertPlainText(source.text().replace("\r\n", "\n").strip("\n"))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Leave the paragraph, unless only a menu or another window came to the front."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.offers.hide()
            self.left.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Put the offers away too."""
        self.offers.hide()
        super().hideEvent(event)

    def _changed(self) -> None:
        if self._putting:
            return
        self.measure()
        self.typed.emit()
        self._offer()

    def _dismiss(self) -> None:
        """Offer nothing more for the @ that the caret stands behind."""
        before = _before(self.document(), self.textCursor().position())
        self._dismissed = before.rfind("@")
        self.offers.hide()

    def _offer(self) -> None:
        """Offer references while one is being typed."""
        if self._putting or not self.hasFocus():
            return
        cursor = self.textCursor()
        before = _before(self.document(), cursor.position())
        typed = None if cursor.hasSelection() else begun(before)
        if typed is None:
            self._dismissed = -1 if "@" not in before else self._dismissed
            self.offers.hide()
        elif before.rfind("@") == self._dismissed:
            self.offers.hide()
        else:
            self._dismissed = -1
            caret = self.cursorRect()
            self.offers.offer(typed, self.viewport().mapToGlobal(caret.topLeft()), caret.height())


def _before(document: QTextDocument, position: int) -> str:
    """The words before a place of the document."""
    cursor = QTextCursor(document)
    cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
