"""Bringing in a newer version of a source: the old one stays, and its quotes are sought in the new one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.actions.reading_copies import ReadingCopies
from evidencepack.actions.requoting import Requoted, requote, told
from evidencepack.actions.sources import ImportBatch, Imported, read_with
from evidencepack.actions.stored_sources import store_source
from evidencepack.errors import BadInput
from evidencepack.intake.prepared import Container, Intake
from evidencepack.model.tables import Annex, Source, SourceDate
from evidencepack.progress import NoProgress, Progress, stop_if_cancelled
from evidencepack.reading.page import PageText
from evidencepack.store.blobs import sha256_of
from evidencepack.store.handles import find
from evidencepack.store.pack import Pack

NAME = "Bring in a newer version"


@dataclass(frozen=True)
class Replaced:
    """What became of a newer version.

    Attributes:
        source: Its handle.
        replaces: The handle of the one that it replaces.
        pages: How many pages it has.
        quotes: What became of each quote of the old one.
        warnings: What the person must know.
    """

    source: str
    replaces: str
    pages: int
    quotes: list[Requoted]
    warnings: list[str]

    def as_json(self) -> dict[str, Any]:
        """The answer as plain data."""
        return {
            "source": self.source,
            "replaces": self.replaces,
            "pages": self.pages,
            "quotes": [row.as_json() for row in self.quotes],
            "warnings": self.warnings,
        }


def replace_source(
    pack: Pack,
    handle: str,
    path: Path,
    *,
    passwords: Iterable[str] = (),
    progress: Progress | None = None,
) -> Replaced:
    """Bring in a newer version of a source.

    Quotes that stand in it word for word go over to it; the others stay with the old version, and are told
    of. Annexes stay with the version that they attach.

    Args:
        pack: The pack.
        handle: The source that is replaced.
        path: The newer file.
        passwords: Tried in turn if it is locked; never stored.
        progress: Told how far it is.

    Raises:
        BadInput: The file cannot be read, holds several documents, or is in the pack already.
        NotFound: No such source.
        Cancelled: Nothing was changed.
    """
    progress = progress or NoProgress()
    progress.total(2)
    with pack.reading() as session:
        _refuse_known(session, handle, path)
    with ReadingCopies(pack) as copies:
        batch = ImportBatch(pack, copies, [None, *passwords], progress)
        workspace = Path(tempfile.mkdtemp(prefix="file-", dir=copies.folder))
        progress.note(f"Reading {path.name}")
        found = read_with([None, *passwords], path, workspace, progress.cancelled)
        if isinstance(found, Container):
            raise BadInput(
                f"“{path.name}” is {found.name}, not one document; choose the document in it.", file=str(path)
            )
        with copies.reader.open(found.rendition) as document:
            texts = list(document.texts())
        progress.step()
        stop_if_cancelled(progress)
        progress.note("Seeking the quotes")
        with pack.change(NAME, deed=batch.deed) as session:
            made, row = _replaced(session, handle, path, found, texts)
        batch.take_parts(path, found, row, workspace)
        batch.keep_report(NAME)
        progress.step()
    return made


def _replaced(
    session: Session, handle: str, path: Path, found: Intake, texts: list[PageText]
) -> tuple[Replaced, Imported]:
    old = find(session, handle, "source")
    new = store_source(session, found, texts)
    _take_over(old, new)
    session.flush()
    quotes = requote(session, old, new, same_pages=False)
    warnings = [*new.rendition.warnings, *told(quotes), *_annexes_told(session, old, new)]
    row = Imported(
        str(path), "imported", new.handle, len(texts), new.sha256, converter=found.converter,
        warnings=[f"It replaces {old.handle}.", *warnings], replaces=old.handle,
        quotes=[each.as_json() for each in quotes],
    )  # fmt: skip
    return Replaced(new.handle, old.handle, len(texts), quotes, warnings), row


def _refuse_known(session: Session, handle: str, path: Path) -> None:
    find(session, handle, "source")
    try:
        sha256 = sha256_of(path)
    except OSError as problem:
        raise BadInput(f"“{path.name}” cannot be read ({problem.strerror}).", file=str(path)) from problem
    twin = session.scalar(select(Source).where(Source.sha256 == sha256))
    if twin is not None:
        raise BadInput(
            f"“{path.name}” has the very bytes of {twin.handle}, “{twin.title}”, which is in the pack.",
            file=str(path),
        )


def _take_over(old: Source, new: Source) -> None:
    """What a person wrote about the old version holds for the new one, but for its dates."""
    new.replaces_id, new.parent_id = old.id, old.parent_id
    for field in ("title", "kind", "author", "recipient", "reference", "url"):
        setattr(new, field, getattr(old, field) or getattr(new, field))
    there = {dated.kind for dated in new.dates}
    for dated in old.dates:
        if dated.kind in ("asked", "accessed") and dated.kind not in there:
            same = SourceDate(kind=dated.kind)
            same.date = dated.date
            new.dates.append(same)


def _annexes_told(session: Session, old: Source, new: Source) -> list[str]:
    count = len(list(session.scalars(select(Annex.id).where(Annex.source_id == old.id))))
    if not count:
        return []
    which = "An annex attaches" if count == 1 else f"{count} annexes attach"
    return [f"{which} {old.handle} still; attach {new.handle} where the newer version is meant."]
