"""What lies over the Sources page while files are dragged over it: a dashed frame and what a drop will do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from evidencepack.gui import icons, theme
from evidencepack.gui.widgets.notices import announce
from evidencepack.model.wording import counted
from evidencepack.store.pack import SUFFIX

_ICON = 40  # pixels at 100 %


def dragged_files(data: QMimeData) -> list[Path]:
    """The files and folders that are dragged; none where a pack is among them: the window opens those."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [] if any(path.suffix.lower() == SUFFIX for path in paths) else paths


class DropVeil(QWidget):
    """Covers a page while files are dragged over it."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.sentence = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        page.installEventFilter(self)
        self.hide()

    def offer(self, files: int) -> None:
        """Say that a drop adds so many files."""
        self.sentence = f"Drop to add {counted(files, 'file')}"
        self.setAccessibleName(self.sentence)
        self.resize(self._page.size())
        self.raise_()
        self.show()
        self.update()
        announce(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Stay as large as the page."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the frame, and in its middle the icon over the sentence."""
        edge = theme.scaled(16)
        font = theme.letters(17, QFont.Weight.DemiBold)
        high = QFontMetricsF(font).height()
        side, gap = theme.scaled(_ICON), theme.scaled(12)
        top = (self.height() - side - gap - high) / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), theme.colour("window"))
            painter.setPen(QPen(theme.colour("accent"), 2, Qt.PenStyle.DashLine))
            painter.setBrush(theme.colour("base"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 4, 4)
            picture = icons.pixmap("download", "accent", _ICON, self.devicePixelRatioF())
            painter.drawPixmap(QPointF((self.width() - side) / 2, top), picture)
            painter.setFont(font)
            painter.setPen(theme.colour("text"))
            words = QRectF(edge, top + side + gap, self.width() - 2 * edge, high)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.sentence)
