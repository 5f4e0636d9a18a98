"""Typing paragraphs: what is typed is kept, saved in the background, and shown where it will stand."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import QObject, QTimer, Signal

from evidencepack.actions.fields import set_fields
from evidencepack.actions.items import remove_item
from evidencepack.actions.sections import add_paragraph
from evidencepack.export.preview import Typed
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.pack_view import PackView
from evidencepack.gui.models.submission_references import References
from evidencepack.gui.models.submission_rows import Draft, TextRow, text_rows
from evidencepack.gui.widgets.paragraph_list import ParagraphList
from evidencepack.store.pack import Pack

PAUSE = 2000  # milliseconds without a key after which the words are saved


class Writing(QObject):
    """Puts the editor over a paragraph and saves what is typed there.

    Signals:
        moved: Another paragraph is being typed, or none.
        typed: The words being typed changed, or what is printed did otherwise.
        refused: Why something typed was not saved; it is kept in the window.

    Attributes:
        draft: The paragraph being typed, or None.
    """

    moved = Signal()
    typed = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, texts: ParagraphList, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._list = desk, texts
        self._references = References(desk.view)
        self._numbers = count(1)
        self.draft: Draft | None = None
        self._kept: list[Draft] = []  # left, but not in the pack yet
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.save)
        editor = texts.editor
        editor.typed.connect(self._typed)
        editor.left.connect(self._left)
        editor.next_wanted.connect(self._next)
        editor.emptied.connect(self._emptied)
        editor.deeper.connect(self.deepen)
        editor.crossed.connect(self._cross)
        texts.write_wanted.connect(self.write)

    # What is shown

    def show_view(self, view: PackView) -> None:
        """Show the pack as it is now; what is being typed stays as it is typed."""
        self._references = References(view)
        if self._desk.pack is None:
            self._close()
            self._kept.clear()
        self._kept = [draft for draft in self._kept if draft.saving or draft.failed]
        if self.draft and not self.draft.saving and not self.draft.failed:
            self._reconcile(self.draft, view)
        self.show()

    def show(self) -> None:
        """Show the rows, with the editor where it belongs."""
        drafts = [draft for draft in self._kept if draft is not self.draft]
        if self.draft:
            drafts.append(self.draft)
        drafts.sort(key=lambda draft: int(draft.key.split()[-1]))  # in the order they were begun
        self._list.show_rows(text_rows(self._desk.view, drafts), self._references)
        self._list.put_editor(self.row)

    @property
    def row(self) -> int:
        """The row being typed; -1 if there is none."""
        return self._list.texts.row_of(self.draft.handle, self.draft.key) if self.draft else -1

    @property
    def unsaved(self) -> Typed | None:
        """What is being typed and is not in the pack, for the preview."""
        draft = self.draft
        if draft is None or not draft.changed:
            return None
        return Typed(draft.text, draft.level, draft.handle, draft.section, draft.follows)

    def _reconcile(self, draft: Draft, view: PackView) -> None:
        """Take over what something else, such as Undo, did to the paragraph being typed."""
        if not draft.handle:
            return
        row = view.by_handle.get(draft.handle)
        untouched = draft.words == draft.saved
        if row is None:
            draft.handle, draft.saved = "", ""
            if untouched:
                self._close()
            return
        if row["text"] != draft.saved:
            draft.saved = row["text"]
            if untouched:
                draft.text = row["text"]
                self._list.editor.put(draft.text)
        if row["level"] != draft.saved_level:
            if draft.level == draft.saved_level:
                draft.level = row["level"]
            draft.saved_level = row["level"]

    # Beginning and leaving

    def write(self, n: int, caret: int = -1) -> None:
        """Type in a row: a paragraph, or the first of a section without any."""
        row = self._list.row(n)
        if row is None or not self._desk.can_change:
            return
        if self.draft and self.row == n:
            self._list.editor.setFocus()
        elif row.what == "paragraph":
            self._open(self._draft_of(row), caret)
        elif row.what == "empty":
            self.begin(row.section)

    def begin(self, section: str, after: str = "", level: int = 1, text: str = "") -> None:
        """Type a new paragraph.

        Args:
            section: The handle of its section, or a kind of section.
            after: The handle or key of the paragraph it follows; empty to come last.
            level: 1 to 4.
            text: What it begins with.
        """
        if not self._desk.can_change:
            return
        behind = next((draft for draft in self._drafts() if after and after == draft.key), None)
        draft = self._new_draft(section=section, level=level, text=text, saved_level=level)
        draft.after, draft.behind = ("" if behind else after), behind
        self._open(draft, 0 if text else -1)

    def _new_draft(self, **particulars: object) -> Draft:
        return Draft(key=f"new {next(self._numbers)}", **particulars)  # type: ignore[arg-type]

    def _drafts(self) -> list[Draft]:
        return [*self._kept, *([self.draft] if self.draft else [])]

    def _draft_of(self, row: TextRow) -> Draft:
        for draft in self._drafts():
            if row.key in (draft.key, draft.handle):
                return draft
        stored = self._desk.view.by_handle[row.handle]
        words, level = stored["text"], stored["level"]
        return self._new_draft(
            handle=row.handle, section=row.section, text=words, saved=words, level=level, saved_level=level
        )

    def _open(self, draft: Draft, caret: int) -> None:
        self.finish(elsewhere=True)
        self.draft = draft
        self._list.editor.put(draft.text, caret)
        self.show()
        self._list.editor.show()
        self._list.editor.setFocus()
        self._list.go_to(self.row)
        self._list.show_caret()
        self.moved.emit()

    def finish(self, *, elsewhere: bool = False) -> None:
        """Save what was typed and put the editor away.

        Args:
            elsewhere: The editor goes to another paragraph at once.
        """
        draft = self.draft
        if draft is None:
            return
        self.save()
        if not draft.words and (draft.handle or draft.saving):
            self._remove(draft)
        self._close(elsewhere=elsewhere)
        if not elsewhere:
            self.show()
            self.moved.emit()

    def _close(self, *, elsewhere: bool = False) -> None:
        self._pause.stop()
        if self.draft is not None:
            self.draft = None
            if self._list.editor.hasFocus():
                self._list.setFocus()
            self._list.put_editor(-1, soon=elsewhere)

    def _left(self, elsewhere: bool) -> None:
        if self.draft is None:
            return
        row = self.row
        self.finish()
        if not elsewhere:
            self._list.setFocus()
            self._list.go_to(min(row, len(self._list.texts.rows) - 1))

    # Saving

    def _typed(self) -> None:
        if self.draft is not None and self.draft.text != self._list.editor.words:
            self.draft.text = self._list.editor.words
            self.draft.failed = False
            self._pause.start()
            self._list.show_caret()
            self.typed.emit()

    def save(self) -> None:
        """Save the words being typed as one step that can be undone; an empty paragraph is not saved."""
        self._pause.stop()
        draft = self.draft
        if draft is not None and draft.changed:
            self._save(draft)

    def _save(self, draft: Draft) -> None:
        text, level = draft.words, draft.level
        fields = {"text": text} if text != draft.saved else {}
        if level != draft.saved_level:
            fields["level"] = str(level)
        draft.saved, draft.saved_level, draft.failed = text, level, False
        draft.saving += 1
        if draft not in self._kept:
            self._kept.append(draft)
        follows = draft.behind
        after = draft.after if draft.after in self._desk.view.by_handle else ""

        def deed(pack: Pack) -> str:
            if draft.handle:
                return set_fields(pack, draft.handle, fields or {"text": text})
            before = follows.handle if follows else after
            draft.handle = add_paragraph(pack, draft.section, text, level=level, after=before)
            return draft.handle

        def said(handle: str) -> str:
            number = self._desk.view.by_handle.get(handle, {}).get("number", "")
            return f"paragraph {number or handle}"

        self._desk.change(
            deed, said, lambda _: self._saved(draft), failed=lambda why: self._failed(draft, why)
        )

    def _saved(self, draft: Draft) -> None:
        draft.saving -= 1
        row = self._desk.view.by_handle.get(draft.handle, {})
        if not draft.saving and row.get("text") == draft.saved and row.get("level") == draft.saved_level:
            self._kept = [kept for kept in self._kept if kept is not draft]
        self.show()
        self.typed.emit()

    def _failed(self, draft: Draft, trouble: Trouble) -> None:
        draft.saving -= 1
        draft.failed = True
        draft.saved = ""  # what the pack has is not this
        self.refused.emit(Trouble("", f"{trouble.sentence} Your words are kept here.", self.save_again))
        self.show()

    def save_again(self) -> None:
        """Save again what was refused."""
        for draft in self._drafts():
            if draft.failed and draft.words:
                draft.saved = ""
                self._save(draft)

    # Keys of the editor

    def _next(self) -> None:
        """Enter: the next paragraph, with what stands behind the caret; in an empty one, out of it."""
        draft = self.draft
        if draft is None:
            return
        if not draft.words:
            if draft.level > 1:
                self.deepen(-1)
            else:
                self._left(False)
            return
        typed, caret = self._list.editor.words, self._list.editor.place
        head, tail = typed[:caret], typed[caret:]
        if not head.strip():
            return
        if tail.strip():
            draft.text = head.rstrip()
            self._list.editor.put(draft.text)
        self.begin(draft.section, draft.handle or draft.key, draft.level, tail.strip())
        if tail.strip():
            self.save()

    def _emptied(self) -> None:
        """Backspace in an empty paragraph: it goes, and the one before is typed on."""
        draft, n = self.draft, self.row
        if draft is None:
            return
        before = self._list.row(n - 1)
        self.finish()
        if before is not None and before.what == "paragraph":
            self.write(n - 1)
        else:
            self._list.setFocus()
            self._list.go_to(max(0, min(n, len(self._list.texts.rows) - 1)))

    def _remove(self, draft: Draft) -> None:
        def deed(pack: Pack) -> str:
            return remove_item(pack, draft.handle) if draft.handle else ""

        self._desk.change(deed, "paragraph removed")

    def deepen(self, step: int) -> None:
        """Number the paragraph being typed one level deeper (1) or higher (-1)."""
        draft = self.draft
        if draft is None or not 1 <= draft.level + step <= 4:
            return
        draft.level += step
        if draft.handle or draft.saving:
            self.save()
        self.show()
        self.typed.emit()

    def _cross(self, step: int) -> None:
        """An arrow led out of the paragraph: type on in the next one there is."""
        n = self.row + step
        while (row := self._list.row(n)) is not None:
            if row.what in ("paragraph", "empty") or self.draft is None:
                break
            n += step
        if row is not None and row.what == "paragraph":
            self.write(n, -1 if step < 0 else 0)
