"""What a view holds of its document: drawn pictures and read words, never more than a set amount."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection

from PySide6.QtGui import QImage

from evidencepack.gui.widgets.pages_artist import Band
from evidencepack.gui.widgets.pages_words import PageWords

MOST_BYTES = 150_000_000
MOST_PAGES = 60  # of words: a page of a report takes some hundred kilobytes


class Pictures:
    """Drawn bands, those looked at last; and whole pages at other sizes, to show until a sharp one comes."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._bands: OrderedDict[Band, QImage] = OrderedDict()
        self._old: dict[int, QImage] = {}

    def __contains__(self, band: Band) -> bool:
        return band in self._bands

    def get(self, band: Band) -> QImage | None:
        """The picture of a band, if it is held."""
        picture = self._bands.get(band)
        if picture is not None:
            self._bands.move_to_end(band)
        return picture

    def keep(self, band: Band, picture: QImage) -> None:
        """Hold a picture; the ones that were not looked at for longest make room."""
        before = self._bands.pop(band, None)
        self._bytes += picture.sizeInBytes() - (before.sizeInBytes() if before else 0)
        self._bands[band] = picture
        self._old.pop(band.page, None)
        while self._bytes > self._most and len(self._bands) > 1:
            _, gone = self._bands.popitem(last=False)
            self._bytes -= gone.sizeInBytes()

    def rough(self, page: int) -> QImage | None:
        """Any picture of the whole page, drawn at another size or of an older state."""
        for band, picture in reversed(self._bands.items()):
            if band.page == page and band.is_whole:
                return picture
        return self._old.get(page)

    def age(self) -> None:
        """Hold what there is only until newer pictures come."""
        for band, picture in self._bands.items():
            if band.is_whole:
                self._old[band.page] = picture
        self._bands.clear()
        self._bytes = 0

    def clear(self) -> None:
        """Hold nothing."""
        self._bands.clear()
        self._old.clear()
        self._bytes = 0


class WordsHeld:
    """The words of the pages that were looked at last."""

    def __init__(self, most_pages: int = MOST_PAGES) -> None:
        self._most = most_pages
        self._pages: OrderedDict[int, PageWords] = OrderedDict()

    def __contains__(self, page: int) -> bool:
        return page in self._pages

    def get(self, page: int) -> PageWords | None:
        """The words of a page, if they are held."""
        words = self._pages.get(page)
        if words is not None:
            self._pages.move_to_end(page)
        return words

    def keep(self, words: PageWords, needed: Collection[int]) -> None:
        """Hold the words of a page; never let go of those that are needed now."""
        self._pages[words.page] = words
        if len(self._pages) > self._most:
            spare = next((page for page in self._pages if page not in needed and page != words.page), None)
            if spare is not None:
                del self._pages[spare]

    def clear(self) -> None:
        """Hold nothing."""
        self._pages.clear()
