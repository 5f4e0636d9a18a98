"""Words that OCR read beside the picture they were read from, and whether a person compared the two."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from evidencepack.actions.fields import set_fields
from evidencepack.actions.regions import quote_picture
from evidencepack.gui import theme
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.pack_view import Row
from evidencepack.gui.widgets.notices import words

_TALLEST = 220


class ComparingPanel(QFrame):
    """Asks that words read by OCR be compared with the page; hidden where OCR read nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._handle = ""
        self._shown: tuple[object, ...] = ()
        self._whole = QPixmap()
        self.setObjectName("warning")
        self.said = words("", "small", wrap=True)
        self.picture = QLabel()
        self.picture.setAccessibleName("The page where the words stand")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.done = QPushButton("The picture says the same")
        self.done.setToolTip("Note that you compared the words with the picture")
        self.done.clicked.connect(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.said)
        column.addWidget(self.picture)
        column.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_quote(self, row: Row) -> None:
        """Show the picture of a quote whose words OCR read."""
        self.setVisible(row["ocr"] is not None)
        if row["ocr"] is None:
            self._shown = ()
            return
        self._handle = row["handle"]
        self._say(row)
        facts = (row["handle"], [(a["page"], a["start"], a["end"]) for a in row["anchors"]])
        if facts == self._shown:
            return
        self._shown = facts
        self.picture.setText("Drawing the page…")
        handle = row["handle"]

        def show(png: bytes) -> None:
            if self._shown == facts:  # another quote may be in front by now
                self._show_picture(png)

        def fail(trouble: Trouble) -> None:
            if self._shown == facts:
                self._fail(trouble)

        self._desk.ask(lambda pack: quote_picture(pack, handle), show, failed=fail)

    def _say(self, row: Row) -> None:
        compared = row["compared_at"]
        self.done.setText("Take that back" if compared else "The picture says the same")
        self.done.setEnabled(self._desk.can_change)
        if compared:
            moment = QDateTime.fromString(compared, Qt.DateFormat.ISODate).toLocalTime()
            by = f" by {row['compared_by']}" if row["compared_by"] else ""
            self.said.setText(
                f"Read by OCR; compared with the picture {moment.toString('d.M.yyyy HH:mm')}{by}."
            )
        else:
            self.said.setText(f"Read by OCR, {row['ocr']} % sure. Compare the words with the picture:")
        self.setObjectName("note" if compared else "warning")
        self.style().polish(self)

    def _show_picture(self, png: bytes) -> None:
        self._whole = QPixmap()
        self._whole.loadFromData(png)
        self._fit()

    def _fit(self) -> None:
        room = QSize(theme.panel_width() - theme.scaled(56), theme.scaled(_TALLEST))
        ratio = self.devicePixelRatioF()
        if self._whole.isNull():
            return
        fitted = self._whole.scaled(
            room * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        fitted.setDevicePixelRatio(ratio)
        self.picture.setPixmap(fitted)

    def _fail(self, trouble: Trouble) -> None:
        self.picture.setText("The page cannot be drawn.")
        self._desk.troubled.emit(trouble)

    def _note(self) -> None:
        handle = self._handle
        compared = "no" if self._desk.view.by_handle[handle]["compared"] else "yes"
        self._desk.change(
            lambda pack: set_fields(pack, handle, {"compared": compared}),
            f"{handle} {'compared with the picture' if compared == 'yes' else 'not yet compared'}",
            what=f"Change {handle}",
        )
