"""One box that finds anything: words of documents and of the person's own, items by handle, and commands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAction,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidencepack.gui import icons, theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.dialogs.find_cells import FindCells, FindList
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.find_commands import Command, commands_for
from evidencepack.gui.models.find_rows import (
    MANY,
    ROW,
    FindRow,
    FindRows,
    command_rows,
    hint,
    recent_rows,
    rows_for,
)
from evidencepack.gui.models.find_session import FindSession
from evidencepack.gui.widgets.notices import announce, line, words
from evidencepack.submission.search import Group

_PAUSE = 40  # milliseconds without typing before the pack is asked
_MORE = 200
_WIDE, _HIGH, _TOP, _EDGE = 760, 560, 56, 16
_HINTS = (("↑ ↓", "choose"), ("Enter", "go there"), ("Tab", "next group"), ("Esc", "close"))
_PREFIXES = ((">", "commands"), ("@", "items"), ("“ ”", "side by side"))
_NOTHING = "Nothing has these words. Try fewer of them, or the beginning of a word."
_NO_COMMAND = "No command is called that."


class FindAnything(QDialog):
    """Type a few letters; Enter goes there or does it. Lies over the window and goes when it is left.

    Attributes:
        box: Where to type.
        list: What was found.
        model: Its rows.
    """

    def __init__(
        self,
        desk: Desk,
        actions: dict[str, QAction],
        parent: QWidget,
        session: FindSession | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._actions = desk, actions
        self._session = session or FindSession(desk)
        self._pack, self._over = desk.pack, parent
        self._asking = self._ended = self._go_first = False
        self._answered = ""  # what the rows answer
        self._groups: list[Group] = []
        self._more: dict[str, int] = {}
        self._before: QWidget | None = QApplication.focusWidget()
        self.setWindowFlags(Qt.WindowType.Widget)  # a panel over the page, no window of its own
        self.setWindowTitle("Find anything")
        self.setAccessibleName("Find anything")
        self._make_widgets()
        self._lay_out()
        self._listen()
        self._show_at_once()

    # Building

    def _make_widgets(self) -> None:
        self.box = QLineEdit()
        self.box.setPlaceholderText("Words, a handle such as Q3, or a command")
        self.box.setAccessibleName("Find anything")
        self.box.setClearButtonEnabled(True)
        self.box.setFont(theme.letters(15))
        self.box.addAction(icons.icon("search", "muted", 16), QLineEdit.ActionPosition.LeadingPosition)
        for inside, name in zip(self.box.findChildren(QToolButton), ("Clear", "Find"), strict=True):
            inside.setAccessibleName(name)
        self.model = FindRows(self)
        self.list = FindList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(FindCells(self.list))
        self.list.setAccessibleName("What was found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows work from the box
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.count = words("", "small")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)

    def _lay_out(self) -> None:
        self.panel = QFrame(self)
        self.panel.setObjectName("findPanel")
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(12, 12, 14, 10)
        top.setSpacing(10)
        top.addWidget(self.box, 1)
        _add_hints(top, _PREFIXES)
        column.addLayout(top)
        column.addWidget(line())
        column.addWidget(self.list, 1)
        column.addWidget(line())
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 7, 14, 8)
        foot.setSpacing(10)
        _add_hints(foot, _HINTS)
        foot.addStretch()
        foot.addWidget(self.count)
        column.addLayout(foot)

    def _listen(self) -> None:
        self.box.textChanged.connect(self._typed)
        self.box.installEventFilter(self)
        self._over.installEventFilter(self)
        self._pause.timeout.connect(self._ask)
        self.list.clicked.connect(self._go)
        self.list.selectionModel().currentChanged.connect(self._tell_current)
        self._desk.changed.connect(self._hear_change)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # Typing and asking

    def _typed(self) -> None:
        self._more.clear()
        self._go_first = False
        self._show_at_once()

    def _show_at_once(self) -> None:
        """Show what needs no asking: commands, and searches made before; then ask the pack for the rest."""
        typed = self.box.text().strip()
        if typed.startswith(">"):
            self._pause.stop()
            rows = command_rows(self._commands(typed[1:]))
            self._show(rows or [hint(_NO_COMMAND)], typed)
        elif not typed:
            self._pause.stop()
            possible = [command for command in self._commands("") if command.possible]
            self._show([*recent_rows(self._session.recent), *command_rows(possible)], typed)
        elif self._desk.pack is None:
            rows = rows_for([], self._commands(typed), typed, self._more, {})
            self._show(rows or [hint(_NO_COMMAND)], typed)
        else:
            self._pause.start()

    def _commands(self, typed: str) -> list[Command]:
        pack_open = self._desk.pack is not None
        return commands_for(typed, self._actions, pack_open=pack_open, can_change=self._desk.can_change)

    def _ask(self) -> None:
        """Ask the pack for what is typed now; one question at a time, the newest wish next."""
        self._pause.stop()
        typed = self.box.text().strip()
        if self._asking or not typed or typed.startswith(">"):
            return
        self._asking = True
        more = dict(self._more)
        question = self._session.question(typed, MANY, more)
        self._desk.ask(
            question,
            lambda groups: self._hear_answer(typed, more, groups),
            failed=lambda trouble: self._hear_failure(typed, trouble),
        )

    def _hear_answer(self, typed: str, more: dict[str, int], groups: list[Group]) -> None:
        self._asking = False
        if self._ended:
            return
        if typed != self.box.text().strip() or more != self._more:
            self._ask()  # the person typed on: that was the answer to another question
            return
        commands = [] if typed.startswith("@") else self._commands(typed)
        kinds = {row["handle"]: row["kind"] for row in self._desk.view.of("quotes")}
        rows = rows_for(groups, commands, typed, self._more, kinds)
        found = sum(group.total for group in groups)
        self._show(rows or [hint(_NOTHING)], typed, f"{found:,} found")
        if self._go_first:
            self._go(self.list.currentIndex())

    def _hear_failure(self, typed: str, trouble: Trouble) -> None:
        self._asking = False
        if not self._ended:
            self._show([hint(trouble.sentence)], typed)

    def _hear_change(self, _view: object) -> None:
        if self._desk.pack is not self._pack:
            self.reject()
        elif self.box.text().strip():
            self._pause.start()

    # Showing and choosing

    def _show(self, rows: list[FindRow], typed: str, count: str = "") -> None:
        same = typed == self._answered
        before = self.list.currentIndex().row()
        self._answered = typed
        self.model.show(rows)
        self.count.setText(count)
        if count:
            announce(self.count)
        first = self.model.next_row(-1, 1) if rows else -1
        self._choose(before if same and 0 <= before < len(rows) else first)
        if not same:
            self.list.scrollToTop()

    def _choose(self, row: int) -> None:
        index = self.model.index(row)
        if index.isValid() and self.model.flags(index) & Qt.ItemFlag.ItemIsSelectable:
            self.list.setCurrentIndex(index)
            above = self.model.index(row - 1)
            if row and self.model.rows[row - 1].kind == "head":
                self.list.scrollTo(above)
            self.list.scrollTo(index)

    def _tell_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        """Have a screen reader hear which row Enter would go to."""
        row = index.data(ROW) if index.isValid() else None
        self.box.setAccessibleDescription(row.sentence if isinstance(row, FindRow) else "")
        QAccessible.updateAccessibility(QAccessibleEvent(self.box, QAccessible.Event.DescriptionChanged))

    def _go(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Go to a row, or do what it says."""
        self._go_first = False
        row = index.data(ROW) if index.isValid() else None
        if not isinstance(row, FindRow) or row.kind in ("head", "hint"):
            return
        if row.kind == "recent":
            self.box.setText(row.where)
        elif row.kind == "more":
            self._more[row.where] = _MORE
            self._ask()
        elif row.kind == "command":
            self._do(row)
        else:
            self._session.remember(self.box.text())
            self.accept()
            self._desk.went.emit(row.where)

    def _do(self, row: FindRow) -> None:
        if not row.possible:
            self.count.setText(f"Not possible now: {row.place.text.rpartition(' · ')[2]}")
            announce(self.count)
            return
        action = self._actions[row.where]
        self.accept()
        QTimer.singleShot(0, action.trigger)

    # What Qt tells

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Let the arrows and Enter work on the list while the box has the focus; stay over the window."""
        if watched is self._over:
            if event.type() == QEvent.Type.Resize:
                self._take_place()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        row = self.list.currentIndex().row()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key)
        if step is not None:
            self._choose(self.model.next_row(row, step))
            return True
        step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(key)
        if step is not None:
            self._choose(self.model.next_group(row, step))
            return True
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._turn_page(1 if key == Qt.Key.Key_PageDown else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._pause.isActive() or self._asking:
                self._go_first = True  # what is shown answers something else; go when the answer is there
                self._ask()
            else:
                self._go(self.list.currentIndex())
            return True
        return False

    def _turn_page(self, step: int) -> None:
        """Go on by as many rows as are in view, and stop at the ends."""
        row = self.list.currentIndex().row()
        room = self.list.viewport().height()
        done = 0
        while 0 <= row + step < len(self.model.rows):
            done += self.list.visualRect(self.model.index(row + step)).height()
            if done > room:
                break
            row += step
        at = self.model.next_row(row - step, step)
        self._choose(at if (at - row) * step >= 0 else self.model.next_row(row + step, -step))

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Go when a shortcut takes the person to the page behind."""
        if new is None or self._ended or new is self or self.isAncestorOf(new):
            return
        if self.isVisible() and new.window() is self.window():
            self._before = None
            self.reject()

    def open(self) -> None:
        """Show the panel over the window; nothing behind it is locked."""
        self._take_place()
        self.show()
        self.raise_()
        self.box.setFocus()
        self._desk.ask(self._session.prepare, lambda _: None, failed=lambda _: None)  # a search will say it

    def _take_place(self) -> None:
        room = self._over.rect()
        self.setGeometry(room)
        wide = min(theme.scaled(_WIDE), room.width() - 2 * _EDGE)
        top = theme.scaled(_TOP)
        high = min(theme.scaled(_HIGH), room.height() - top - 2 * _EDGE)
        self.panel.setGeometry((room.width() - wide) // 2, top, wide, high)

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Go when the person clicks beside the panel."""
        self.reject()

    def done(self, result: int) -> None:
        """Close, and give the focus back to where it was."""
        self._ended = True
        self._over.removeEventFilter(self)
        before, self._before = self._before, None
        super().done(result)
        if before is not None:
            before.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Dim what is behind, and draw the panel's shadow."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(0, 0, 0, 110 if theme.is_dark() else 48))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 10))
            for step in range(2, 16, 2):
                shade = self.panel.geometry().adjusted(-step, -step + 4, step, step + 4)
                painter.drawRoundedRect(shade, 8, 8)


def _add_hints(row: QHBoxLayout, hints: Sequence[tuple[str, str]]) -> None:
    """Keys and what they do, beside one another."""
    for key, does in hints:
        sign = words(key, "key")
        sign.setFixedHeight(theme.scaled(18))
        row.addWidget(sign)
        row.addWidget(words(does, "tiny"))
