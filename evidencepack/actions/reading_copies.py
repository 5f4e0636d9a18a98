"""The reading copies of a pack, opened one after another while some work needs them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import TracebackType

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.model.tables import Page, Rendition
from evidencepack.reading.reader import Document, Reader, extractor_version
from evidencepack.reading.stored_texts import keep_texts
from evidencepack.store.blobs import write_file
from evidencepack.store.pack import Pack

MOST_OPEN = 4


class ReadingCopies:
    """Gives the reading copies of a pack as open documents; use it in a ``with`` statement.

    The copies lie in a folder that only this person can read, and are gone afterwards.
    """

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._folder = tempfile.TemporaryDirectory(prefix="evidencepack-")
        self._open: dict[str, Document] = {}
        self.reader = Reader()

    @property
    def folder(self) -> Path:
        """A private folder for files in the making."""
        return Path(self._folder.name)

    def file(self, rendition_sha256: str) -> Path:
        """A reading copy as a file.

        Raises:
            PackDamaged: If its bytes are not those that were stored.
        """
        path = self.folder / f"{rendition_sha256}.pdf"
        if not path.exists():
            with self._pack.reading() as session:
                self._keep_texts(session, rendition_sha256, path)
                write_file(session, rendition_sha256, path)
        return path

    @staticmethod
    def _keep_texts(session: Session, rendition_sha256: str, path: Path) -> None:
        """Lay the stored texts beside a copy that would be read otherwise today."""
        versions = select(Rendition.extractor_version).where(Rendition.sha256 == rendition_sha256)
        if extractor_version() in session.scalars(versions):
            return
        pages = select(Page.number, Page.text).where(Page.rendition_sha256 == rendition_sha256)
        keep_texts(path, {row.number: row.text for row in session.execute(pages)})

    def document(self, rendition_sha256: str) -> Document:
        """A reading copy, open for reading."""
        document = self._open.pop(rendition_sha256, None)
        if document is None:
            document = self.reader.open(self.file(rendition_sha256), stored=True)
            if len(self._open) >= MOST_OPEN:
                self._open.pop(next(iter(self._open))).close()
        self._open[rendition_sha256] = document  # last, so that the least used is closed first
        return document

    def __enter__(self) -> ReadingCopies:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.reader.close()
        self._folder.cleanup()
