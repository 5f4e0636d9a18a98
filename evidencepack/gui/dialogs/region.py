"""A part of a page is quoted as an image: what it looks like, and what it says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.widgets.notices import announce, line, words
from evidencepack.store.pack import Pack

Deed = Callable[[Pack, str, str], str]
"""Quotes the region: from the pack, the words and the kind to the new handle."""


class RegionDialog(QDialog):
    """Asks for the words of a picture; saves by itself and says inside why it was refused.

    Signals:
        saved: The quote's handle.
    """

    saved = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget, where: str, picture: QPixmap, quote: Deed) -> None:
        """The dialog; show it with ``open()``.

        Args:
            desk: The open pack.
            parent: The window it belongs to.
            where: The place, such as ``S4, page 2``.
            picture: The region as it is seen.
            quote: What keeps it.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._quote, self._where = desk, quote, where
        self.setWindowTitle("Quote a picture")
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("What the picture says")
        self.text.setPlaceholderText("Type its words as they stand there, or say what it shows")
        self.text.setFont(theme.letters(14, serif=True))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.scaled(88))
        self.text.textChanged.connect(self._tell)
        self.evidence, self.claim = QRadioButton("Evidence"), QRadioButton("Claim")
        self.evidence.setChecked(True)
        self.evidence.toggled.connect(lambda _: self._tell())
        self.complaint = words("", "wrong", wrap=True)
        self.complaint.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.keep_button = self.buttons.addButton("Mark as evidence", QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep_button.setDefault(True)
        self.buttons.accepted.connect(self.keep)
        self.buttons.rejected.connect(self.reject)
        self._lay_out(picture)
        self._tell()
        self.text.setFocus()

    def _lay_out(self, picture: QPixmap) -> None:
        shown = QLabel()
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown.setAccessibleName("The picture")
        room = theme.within_screen(self, 560, 300) * self.devicePixelRatioF()
        if picture.width() > room.width() or picture.height() > room.height():
            picture = picture.scaled(
                QSize(room),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        shown.setPixmap(picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(theme.scaled(8))
        column.addWidget(words(self._where, "strong"))
        column.addWidget(shown, 1)
        column.addWidget(self.text)
        hint = "Wherever it is quoted, it is said that these words were typed from the picture."
        column.addWidget(words(hint, "second", wrap=True))
        column.addWidget(line())
        column.addWidget(self.complaint)
        foot = QHBoxLayout()
        foot.addWidget(words("Keep it as", "label"))
        foot.addWidget(self.evidence)
        foot.addWidget(self.claim)
        foot.addStretch()
        foot.addWidget(self.buttons)
        column.addLayout(foot)

    @property
    def kind(self) -> str:
        """``evidence`` or ``claim``."""
        return "evidence" if self.evidence.isChecked() else "claim"

    def _tell(self) -> None:
        self.complaint.hide()
        self.keep_button.setText(f"Mark as {self.kind}")
        self.keep_button.setEnabled(bool(self.text.toPlainText().strip()))

    def keep(self) -> None:
        """Quote the region with what was typed."""
        typed, kind, quote = self.text.toPlainText(), self.kind, self._quote
        self._desk.change(
            lambda pack: quote(pack, typed, kind),
            lambda handle: f"{kind} {handle} marked as a picture",
            self._saved,
            failed=self._refused,
        )

    def _saved(self, handle: str) -> None:
        if isValid(self):
            self.saved.emit(handle)
            self.accept()

    def _refused(self, trouble: Trouble) -> None:
        if not isValid(self):
            self._desk.troubled.emit(trouble)
            return
        self.complaint.setText(trouble.sentence)
        self.complaint.show()
        announce(self.complaint)
