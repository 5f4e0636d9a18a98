"""Importing documents: the original byte for byte, its reading copy, and the words of every page."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.actions.reading_copies import ReadingCopies
from evidencepack.errors import BadInput, CannotWrite, NeedsPassword
from evidencepack.intake.folder import walk
from evidencepack.intake.prepared import Intake
from evidencepack.intake.separate import INTAKE
from evidencepack.model.dates import read_date
from evidencepack.model.tables import ImportReport, Page, Rendition, Source, SourceDate
from evidencepack.model.words import one_line, storable
from evidencepack.progress import NoProgress, Progress, stop_if_cancelled
from evidencepack.reading.page import PageText
from evidencepack.reading.reader import EXTRACTOR, extractor_version
from evidencepack.store.blobs import sha256_of, store_file
from evidencepack.store.handles import next_handle
from evidencepack.store.pack import Pack, now
from evidencepack.store.search import index_pages


@dataclass
class Imported:
    """What became of one file."""

    path: str
    status: str  # imported, duplicate, skipped or failed
    source: str | None = None
    pages: int = 0
    sha256: str = ""
    ocr_pages: int = 0
    converter: str = ""
    warnings: list[str] = field(default_factory=list)
    reason: str = ""
    code: str = ""

    def as_json(self) -> dict[str, Any]:
        """The row of the import's report."""
        return asdict(self)


def import_paths(
    pack: Pack,
    paths: Iterable[Path],
    *,
    passwords: Iterable[str] = (),
    progress: Progress | None = None,
    handles: dict[Path, str] | None = None,
) -> list[Imported]:
    """Import files and folders. Each file is saved on its own; one that fails holds no other back.

    Args:
        pack: The pack.
        paths: Files and folders.
        passwords: Tried in turn on documents that are locked; never stored.
        progress: Told of each file.
        handles: The handles that a recipe gives to files.

    Returns:
        What became of each file, in order.

    Raises:
        Cancelled: After the file in hand; what was imported before is kept.
        PackLocked: The pack is read-only.
    """
    progress = progress or NoProgress()
    deed = str(uuid.uuid4())
    rows: list[Imported] = []
    candidates = list(walk(paths))
    progress.total(len(candidates))
    tries = [None, *passwords]
    with ReadingCopies(pack) as copies:
        for candidate in candidates:
            stop_if_cancelled(progress)
            progress.note(candidate.path.name)
            if candidate.skipped:
                rows.append(Imported(str(candidate.path), "skipped", reason=candidate.skipped))
            else:
                given = (handles or {}).get(candidate.path, "")
                rows.append(_import_one(pack, candidate.path, copies, deed, tries, given, progress.cancelled))
            progress.step()
    with pack.change("Import documents", deed=deed) as session:
        # The pack may be sent to others: how this computer's folders are called is nobody's business.
        told = [{**row.as_json(), "path": Path(row.path).name} for row in rows]
        session.add(ImportReport(made_at=now(), rows=told))
    return rows


def _import_one(
    pack: Pack,
    path: Path,
    copies: ReadingCopies,
    deed: str,
    passwords: list[str | None],
    handle: str,
    stop: Callable[[], bool],
) -> Imported:
    row = Imported(str(path), "failed")
    try:
        row.sha256 = sha256_of(path)
        with pack.reading() as session:
            twin = session.scalar(select(Source).where(Source.sha256 == row.sha256))
        if twin is not None:
            row.status, row.source = "duplicate", twin.handle
            row.reason = f"The same bytes are in the pack already as {twin.handle}, “{twin.title}”."
            return row
        workspace = copies.folder / row.sha256
        workspace.mkdir()
        intake = _read(path, workspace, passwords, stop)
        with copies.reader.open(intake.rendition) as document:
            texts = list(document.texts())
        with pack.change("Import documents", deed=deed) as session:
            source = _store(session, intake, texts, row, handle)
        row.status, row.source, row.pages = "imported", source.handle, len(texts)
        row.converter, row.warnings = intake.converter, source.rendition.warnings
    except BadInput as problem:
        if isinstance(problem, CannotWrite):
            raise
        row.reason, row.code = problem.message, problem.code
    except OSError as problem:
        row.reason, row.code = f"{path.name} cannot be read ({problem.strerror}).", "bad-input"
    return row


def _read(path: Path, workspace: Path, passwords: list[str | None], stop: Callable[[], bool]) -> Intake:
    """Read a file, trying the passwords if it is locked."""
    for password in passwords[:-1]:
        try:
            return INTAKE.read(path, workspace, password=password, stop=stop)
        except NeedsPassword:
            continue
    return INTAKE.read(path, workspace, password=passwords[-1], stop=stop)


def _store(session: Session, intake: Intake, texts: list[PageText], row: Imported, handle: str) -> Source:
    rendition_sha256 = store_file(session, intake.rendition)
    warnings = [*intake.warnings, *_page_warnings(texts)]
    source = Source(
        handle=handle or next_handle(session, "source"),
        title=one_line(intake.title) or intake.original.stem,
        kind=intake.kind,
        author=one_line(intake.author),
        url=one_line(intake.url),
        file_name=storable(intake.original.name),
        media_type=intake.media_type,
        sha256=store_file(session, intake.original),
        size=intake.original.stat().st_size,
        imported_at=now(),
    )
    if source.sha256 != row.sha256:
        raise BadInput(f"{intake.original.name} changed while it was being read; import it again.")
    for kind, words in intake.dates.items():
        dated = SourceDate(kind=kind)
        dated.date = read_date(words)
        source.dates.append(dated)
    source.renditions.append(
        Rendition(
            n=1,
            sha256=rendition_sha256,
            pages=len(texts),
            converter=intake.converter,
            converter_version=intake.converter_version,
            settings=intake.settings,
            warnings=warnings,
            extractor=EXTRACTOR,
            extractor_version=extractor_version(),
            made_at=now(),
        )
    )
    session.add(source)
    store_pages(session, rendition_sha256, texts)
    return source


def store_pages(session: Session, rendition_sha256: str, texts: list[PageText]) -> None:
    """Keep the words of a rendition's pages, unless they are kept already: they are never read again."""
    if session.scalar(select(Page.row).where(Page.rendition_sha256 == rendition_sha256).limit(1)):
        return
    session.add_all(
        Page(
            rendition_sha256=rendition_sha256,
            number=page.number,
            label=storable(page.label),
            width=page.width,
            height=page.height,
            rotation=page.rotation,
            text=storable(page.text),
            flags=list(page.flags),
        )
        for page in texts
    )
    session.flush()
    index_pages(session.connection(), rendition_sha256)


_FLAG_SENTENCES = {
    "no-text": "has no words that can be quoted (a picture, or a scan without a text layer)",
    "garbled": "has a font whose letters cannot be read reliably",
    "replacement-characters": "has letters that could not be read",
    "unreadable": "could not be read",
}


def _page_warnings(texts: list[PageText]) -> list[str]:
    """One sentence for each kind of doubtful page."""
    warnings = []
    for flag, words in _FLAG_SENTENCES.items():
        pages = [str(page.number) for page in texts if flag in page.flags]
        if flag == "no-text" and len(pages) == len(texts):
            warnings.append("No page has words that can be quoted: it is a scan or made of pictures.")
        elif pages:
            listed = ", ".join(pages[:8]) + (f" and {len(pages) - 8} more" if len(pages) > 8 else "")
            warnings.append(
                f"Page {listed} {words}." if len(pages) == 1 else f"Pages {listed}: each {words}."
            )
    return warnings
