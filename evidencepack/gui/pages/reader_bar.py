"""The bar over the document: which source is read, which page is in front, how large it is drawn."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
)

from evidencepack.gui import icons, theme
from evidencepack.gui.models.pack_view import Row
from evidencepack.gui.widgets.fields import Chooser
from evidencepack.gui.widgets.notices import announce, words
from evidencepack.gui.widgets.panes import KeysPane

_ZOOMS = (50, 75, 100, 125, 150, 200, 300, 400)


class ReaderBar(KeysPane):
    """Chooses the source, the page and the size.

    Signals:
        source_chosen: The handle of a source.
        page_typed: What was typed into the page field.
        page_stepped: 1 for the next page, -1 for the one before.
        zoom_chosen: ``width``, ``page`` or a percentage such as ``125``.
    """

    source_chosen = Signal(str)
    page_typed = Signal(str)
    page_stepped = Signal(int)
    zoom_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self._icons: dict[QToolButton, str] = {}
        self.sources = Chooser()
        self.sources.setAccessibleName("Source")
        self.sources.setToolTip("Which source is read")
        self.sources.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.sources.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sources.setMinimumContentsLength(5)
        self.sources.setMaximumWidth(theme.scaled(480))
        self.sources.activated.connect(lambda n: self.source_chosen.emit(str(self.sources.itemData(n))))
        self.before = self._button("chevron-left", "Previous page")
        self.next = self._button("chevron-right", "Next page")
        self.before.clicked.connect(lambda: self.page_stepped.emit(-1))
        self.next.clicked.connect(lambda: self.page_stepped.emit(1))
        self.page = QLineEdit()
        self.page.setAccessibleName("Page, as printed or counted")
        self.page.setToolTip("Type a page’s number, or the number printed on it (Ctrl+G)")
        self.page.setFixedWidth(theme.scaled(52))
        self.page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.page.returnPressed.connect(self._pass_page)
        self.of = words("", "second")
        self.zoom = Chooser()
        self.zoom.setAccessibleName("Size")
        self.zoom.setToolTip("How large the page is drawn")
        self.zoom.setMinimumWidth(theme.scaled(104))
        self.zoom.addItem("Fit width", "width")
        self.zoom.addItem("Fit page", "page")
        for percent in _ZOOMS:
            self.zoom.addItem(f"{percent} %", str(percent))
        self.zoom.activated.connect(lambda n: self.zoom_chosen.emit(str(self.zoom.itemData(n))))
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(6)
        row.addWidget(self.sources, 3)
        row.addStretch(1)
        for widget in (self.before, self.page, self.of, self.next):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.zoom)

    def _button(self, icon: str, name: str) -> QToolButton:
        made = QToolButton()
        made.setIcon(icons.icon(icon, "second", 16))
        made.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))
        made.setToolTip(name)
        made.setAccessibleName(name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._icons[made] = icon
        return made

    def show_sources(self, rows: list[Row], present: str) -> None:
        """Show which sources there are and which is read."""
        names = [(f"{row['handle']}  {' '.join(row['title'].split())}", row["handle"]) for row in rows]
        there = [(self.sources.itemText(n), self.sources.itemData(n)) for n in range(self.sources.count())]
        if names != there:
            self.sources.clear()
            for name, handle in names:
                self.sources.addItem(name, handle)
        self.sources.setCurrentIndex(self.sources.findData(present))

    def show_page(self, page: int, pages: int, label: str) -> None:
        """Show which page is in front; a label that differs from its number is what the field shows."""
        known = pages > 0
        for widget in (self.page, self.before, self.next, self.zoom):
            widget.setEnabled(known)
        self.before.setEnabled(known and page > 1)
        self.next.setEnabled(known and page < pages)
        own = label.strip()
        labelled = bool(own) and own != str(page)
        if not (self.page.hasFocus() and self.page.isModified()):
            self.page.setText((own if labelled else str(page)) if known else "")
            self.complain("")
        self.of.setText((f"({page} of {pages:,})" if labelled else f"of {pages:,}") if known else "")

    def show_zoom(self, percent: float, fit: str) -> None:
        """Show how large pages are drawn: ``width`` and ``page`` when they fit, else the percentage."""
        n = self.zoom.findData(fit or f"{percent:.0f}")
        if fit:
            shown = "Fit width" if fit == "width" else "Fit page"
            self.zoom.setToolTip(f"{shown}: {percent:.0f} %")
        if n < 0:
            last = self.zoom.count() - 1
            if self.zoom.itemData(last) not in map(str, _ZOOMS):
                self.zoom.removeItem(last)
            self.zoom.addItem(f"{percent:.0f} %", f"{percent:.0f}")
            n = self.zoom.count() - 1
        self.zoom.setCurrentIndex(n)

    def ask_page(self) -> None:
        """Put the focus into the page field."""
        self.page.setFocus()
        self.page.selectAll()

    def _pass_page(self) -> None:
        self.page_typed.emit(self.page.text())

    def complain(self, sentence: str) -> None:
        """Say at the page field that there is no such page, or nothing."""
        if self.page.property("wrong") != bool(sentence):
            self.page.setProperty("wrong", bool(sentence))
            self.page.style().polish(self.page)
        self.page.setToolTip(sentence or "Type a page’s number, or the number printed on it (Ctrl+G)")
        if sentence:
            announce(self.page)
            self.of.setText(sentence)
            self.page.selectAll()

    def recolour(self) -> None:
        """Take the icons of the present scheme."""
        for made, icon in self._icons.items():
            made.setIcon(icons.icon(icon, "second", 16))
