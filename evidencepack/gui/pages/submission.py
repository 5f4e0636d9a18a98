"""The submission: its sections, its numbered paragraphs as they are typed, and its pages beside them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from evidencepack.actions.fields import set_fields
from evidencepack.actions.items import move_item, remove_item
from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.dialogs.annex import AnnexDialog
from evidencepack.gui.dialogs.section import SectionDialog
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.pack_view import PackView
from evidencepack.gui.models.submission_rows import KIND_NAMES, TextRow, moved_after
from evidencepack.gui.pages.page import Page
from evidencepack.gui.pages.submission_outline import OrderedList, Outline
from evidencepack.gui.pages.submission_preview import PreviewPanel
from evidencepack.gui.pages.submission_writing import Writing
from evidencepack.gui.widgets.notices import EmptyState, Notice, words
from evidencepack.gui.widgets.paragraph_list import ParagraphList
from evidencepack.gui.widgets.toolbar import tool
from evidencepack.submission.profiles import load_profile

NARROW = 1360  # a window less wide than this has no room for the pages
_SIDEBAR = 92
_WRITTEN = ("summary", "introduction", "paragraphs", "recommendations")


class SubmissionPage(Page):
    """Sections and annexes at the left, the text in the middle, the typeset pages at the right.

    Attributes:
        outline: The sections and annexes.
        texts: The text.
        writing: What is being typed.
        preview: The pages.
    """

    place = "submission"
    title = "Submission"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._make_deeds()
        self.texts = ParagraphList(self)
        self.writing = Writing(desk, self.texts, self)
        self.outline = Outline(self.deeds["section.add"], self.deeds["annex.add"])
        self.preview = PreviewPanel()
        self.notice = Notice("error")
        self.count = words("", "small")
        self.empty = EmptyState(
            "file-text",
            "The submission has no paragraphs yet.",
            self.deeds["paragraph.add"],
            hint="Type @ in a paragraph to put in a quote: its words and its page then follow by themselves.",
        )
        self._pages_wanted: bool | None = None  # None: as there is room
        self._items: OrderedList | None = None  # where the person is, if not in the text
        self._dialog: AnnexDialog | SectionDialog | None = None
        self._lay_out()
        self._connect()
        self._keep_pages()

    def _make_deeds(self) -> None:
        self.deed("paragraph.add", self.add_paragraph)
        self.deed("section.add", self.add_section)
        self.deed("paragraph.reference", self.put_reference)
        self.deed("paragraph.deeper", lambda: self.change_level(1))
        self.deed("paragraph.shallower", lambda: self.change_level(-1))
        self.deed("paragraph.up", lambda: self.shift(-1))
        self.deed("paragraph.down", lambda: self.shift(1))
        self.deed("annex.add", self.add_annex)
        self.deed("submission.pages", self.toggle_pages).setCheckable(True)
        self.deed("submission.remove", self.remove)
        self.tools = ["paragraph.add", "section.add", "submission.pages"]

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.texts)
        self.stack.addWidget(self.empty)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self.notice)
        column.addWidget(self.stack, 1)
        middle.setMinimumWidth(min(theme.scaled(420), 640))
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        for widget in (middle, self.preview):
            self.split.addWidget(widget)
        self.preview.setMinimumWidth(min(theme.scaled(300), 400))
        self.split.setSizes([580, 420])
        edge = QFrame()
        edge.setObjectName("upright")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.outline)
        across.addWidget(edge)
        across.addWidget(self.split, 1)

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("bar")
        row = QHBoxLayout(bar)
        bar.setFixedHeight(theme.scaled(40))
        row.setContentsMargins(theme.scaled(8), 0, theme.scaled(16), 0)
        row.setSpacing(2)
        row.addWidget(tool(self.deeds["paragraph.reference"]))
        for name in ("paragraph.shallower", "paragraph.deeper", "paragraph.up", "paragraph.down"):
            row.addWidget(tool(self.deeds[name], text=False))
        row.addStretch()
        row.addWidget(self.count)
        return bar

    def _connect(self) -> None:
        for items in (self.outline.sections, self.outline.annexes):
            items.moved.connect(self._move)
            items.opened.connect(self.edit)
            items.picked.connect(self._pick)
            items.currentItemChanged.connect(lambda *_: self.refresh_deeds())
            items.installEventFilter(self)
        self.texts.installEventFilter(self)
        self.texts.editor.installEventFilter(self)
        self.texts.followed.connect(self._follow)
        self.texts.edit_wanted.connect(self.edit)
        self.texts.current_changed.connect(self._current_changed)
        self.writing.moved.connect(self._current_changed)
        self.writing.moved.connect(self._show_empty)
        self.writing.typed.connect(self._want_pages)
        self.writing.refused.connect(self._refused)
        self.preview.counted.connect(self._show_count)

    # What is shown

    def show_view(self, view: PackView) -> None:
        """Show the pack as it is now."""
        self.outline.show_view(view, may_change=self.desk.can_change)
        self.writing.show_view(view)
        if self.desk.pack is None:
            self.notice.say("")
            self.count.setText("")
        self._show_empty()
        self._want_pages()
        self.refresh_deeds()

    def _show_empty(self) -> None:
        written = bool(self.desk.view.of("paragraphs")) or self.writing.draft is not None
        self.stack.setCurrentWidget(self.texts if written else self.empty)

    def show_item(self, handle: str) -> None:
        """Bring a paragraph, a section or an annex into view and choose it."""
        if handle.startswith("A"):
            if self.outline.annexes.choose(handle):
                self.outline.annexes.setFocus()
                self._come_to(self.outline.annexes)
        elif (n := self.texts.texts.row_of(handle)) >= 0:
            self.texts.go_to(n, top=handle.startswith("T"))
            self.texts.setFocus()
            self._come_to(self.texts)
        self.preview.follow(handle)

    def arrive(self) -> None:
        """Go on where the person was."""
        if self.writing.draft:
            self.texts.editor.setFocus()
        elif self.stack.currentWidget() is self.empty:
            self.outline.sections.setFocus()
        else:
            if not self.texts.currentIndex().isValid():
                first = (n for n, row in enumerate(self.texts.texts.rows) if row.what == "paragraph")
                self.texts.setCurrentIndex(self.texts.texts.index(next(first, 0)))
            self.texts.setFocus()
        self._want_pages()

    def leave(self) -> None:
        """Save what is being typed, and stop reading the pack for the preview."""
        self.writing.finish()
        self.preview.stop()

    def end(self) -> None:
        """End the threads; used when the window has closed."""
        self.preview.end()

    def recolour(self) -> None:
        """Take the colours of the present scheme."""
        super().recolour()
        self.texts.recolour()
        self.empty.recolour()

    def _current_changed(self) -> None:
        """Let the column at the left and the pages follow the paragraph that is chosen or typed."""
        row = self._row()
        if row is not None:
            if not self.outline.sections.hasFocus():
                self.outline.sections.choose(row.section)
            self.preview.follow(row.handle)
        self.refresh_deeds()

    def _want_pages(self) -> None:
        if self.desk.pack is None:
            self.preview.want(None, None)
        elif self.isVisible():
            self.preview.want(self.desk.pack, self.writing.unsaved)

    def _show_count(self, count: int) -> None:
        rules = load_profile(self.desk.view.profile).rules if self.desk.view.profile else ()
        limit = next((rule.limit for rule in rules if rule.check == "words-at-most"), None)
        of = f" of {limit:,.0f}" if limit else ""
        self.count.setText(f"{count:,}{of} word{'s' * (count != 1 or bool(limit))}")
        self.count.setObjectName("wrong" if limit and count > limit else "small")
        self.count.style().polish(self.count)
        self.count.setToolTip("Paragraphs and quotations; headings, tables and annexes are not counted.")

    def _refused(self, trouble: Trouble) -> None:
        self.notice.say(trouble.sentence, "Try again" if trouble.again else "", trouble.again)

    # The pages

    def toggle_pages(self) -> None:
        """Show the typeset pages, or fold them away."""
        self._pages_wanted = self.preview.isHidden()
        self._keep_pages()
        self._want_pages()

    def parts(self) -> list[QWidget]:
        """The parts that F6 goes to."""
        return [self.outline, self.texts, self.preview]

    def toggle_inspector(self) -> None:
        """Fold the pages, which stand where other pages have their inspector."""
        self.toggle_pages()

    def _keep_pages(self) -> None:
        room = self.width() + theme.scaled(_SIDEBAR) >= NARROW
        wanted = room if self._pages_wanted is None else self._pages_wanted
        if wanted == self.preview.isHidden():
            self.preview.setVisible(wanted)
            self._want_pages()
        self.deeds["submission.pages"].setChecked(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Fold the pages away where there is no room, as long as nobody asked for them."""
        narrow, was = (
            size.width() + theme.scaled(_SIDEBAR) < NARROW for size in (event.size(), event.oldSize())
        )
        if narrow != was:
            self._pages_wanted = None
        super().resizeEvent(event)
        self._keep_pages()

    # What can be done

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Note in which part of the page the person is; the deeds mean what is chosen there."""
        if event.type() == QEvent.Type.FocusIn:
            self._come_to(watched)
        return False

    def _come_to(self, part: object) -> None:
        lists = (self.outline.sections, self.outline.annexes)
        self._items = next((items for items in lists if items is part), None)
        self.refresh_deeds()

    def can(self, name: str) -> bool:
        """Whether a deed makes sense where the person is."""
        items = self._items
        row = self._row()
        paragraph = row is not None and row.what == "paragraph"
        match name:
            case "paragraph.reference":
                return self.writing.draft is not None or (paragraph and items is None)
            case "paragraph.deeper":
                return row is not None and paragraph and row.level < 4
            case "paragraph.shallower":
                return row is not None and paragraph and row.level > 1
            case "paragraph.up" | "paragraph.down":
                return bool(items.handle) if items else paragraph
            case "submission.remove":
                return (
                    bool(items.handle) if items else row is not None and row.what in ("paragraph", "heading")
                )
        return True

    def _row(self) -> TextRow | None:
        """The row being typed, or the current one."""
        return self.texts.row(self.writing.row) if self.writing.draft else self.texts.row()

    def add_paragraph(self) -> None:
        """Type a new paragraph after the one where the person is, or at the end of the section."""
        draft, row = self.writing.draft, self._row()
        if draft and not draft.words:
            self.texts.editor.setFocus()
        elif row is not None and row.what == "paragraph":
            self.writing.begin(row.section, draft.handle or draft.key if draft else row.handle, row.level)
        else:
            self.writing.begin(row.section if row else self._usual_section())
        self._show_empty()
        self.texts.editor.setFocus()

    def _usual_section(self) -> str:
        """Where the first paragraph goes: the section chosen at the left, else the first that is written."""
        sections = self.desk.view.of("sections")
        chosen = self.outline.sections.handle
        if any(row["handle"] == chosen and row["kind"] in _WRITTEN for row in sections):
            return chosen
        return next((row["handle"] for row in sections if row["kind"] in _WRITTEN), "paragraphs")

    def put_reference(self) -> None:
        """Offer what can be referred to, where the caret is."""
        if self.writing.draft is None:
            self.writing.write(self.texts.currentIndex().row())
        if self.writing.draft is not None:
            self.texts.editor.setFocus()
            self.texts.editor.begin_reference()

    def change_level(self, step: int) -> None:
        """Number the paragraph one level deeper (1) or higher (-1)."""
        row = self._row()
        if self.writing.draft:
            self.writing.deepen(step)
        elif row is not None and row.handle and 1 <= row.level + step <= 4:
            level = str(row.level + step)
            self.desk.change(
                lambda pack: set_fields(pack, row.handle, {"level": level}), "paragraph numbered anew"
            )
        self.refresh_deeds()

    def shift(self, step: int) -> None:
        """Move what the person is at up (-1) or down (1): a section, an annex or a paragraph."""
        items = self._items
        if items is not None:
            items.shift(step)
            return
        row = self._row()
        if row is None or row.what != "paragraph":
            return
        self.writing.save()
        after = moved_after(self.texts.texts.rows, row, step)
        if row.handle and after:
            self._move(row.handle, after)

    def _move(self, handle: str, after: str) -> None:
        noun = {"T": "section", "A": "annex", "P": "paragraph"}[handle[0]]
        self.desk.change(lambda pack: move_item(pack, handle, after), f"{noun} moved")

    def remove(self) -> None:
        """Remove what the person is at: a section with its paragraphs, an annex or a paragraph."""
        items, row = self._items, self._row()
        handle = items.handle if items else row.handle if row else ""
        if not handle:
            return
        if not items and self.writing.draft:
            self.writing.finish()
        self.desk.change(lambda pack: remove_item(pack, handle), f"{self._named(handle)} removed")

    def _named(self, handle: str) -> str:
        row = self.desk.view.by_handle.get(handle, {})
        if handle.startswith("T"):
            return f"section “{row.get('title') or KIND_NAMES.get(row.get('kind', ''), '')}”"
        if handle.startswith("A"):
            return f"annex {row.get('mark', '')}"
        return f"paragraph {row.get('number') or handle}"

    def add_section(self) -> None:
        """Ask for a new section, after the one where the person is."""
        row = self._row()
        items = self._items
        after = items.handle if items is self.outline.sections and items else row.section if row else ""
        self._open(SectionDialog(self.desk, self.window(), after=after))

    def add_annex(self) -> None:
        """Ask for a new annex."""
        self._open(AnnexDialog(self.desk, self.window()))

    def edit(self, handle: str) -> None:
        """Change a section or an annex."""
        if not self.desk.can_change:
            return
        if handle.startswith("T"):
            self._open(SectionDialog(self.desk, self.window(), section=handle))
        elif handle.startswith("A"):
            self._open(AnnexDialog(self.desk, self.window(), annex=handle))

    def _open(self, dialog: SectionDialog | AnnexDialog) -> None:
        self.writing.finish()
        self._dialog = dialog
        dialog.saved.connect(self.show_item)
        dialog.open()

    def _pick(self, handle: str) -> None:
        """Bring what was chosen at the left into view, and leave the focus there."""
        if (n := self.texts.texts.row_of(handle)) >= 0:
            self.texts.go_to(n, top=True)
        self.preview.follow(handle)

    def _follow(self, link: str) -> None:
        if link == "annexes":
            self.outline.annexes.setFocus()
            if not self.outline.annexes.count():
                self.add_annex()
        else:
            self.desk.went.emit(link)
