"""Importing documents: each file with the files within it, and a report of what became of every one."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from evidencepack.actions.ocr import read_by_ocr
from evidencepack.actions.reading_copies import ReadingCopies
from evidencepack.actions.stored_sources import store_source
from evidencepack.errors import BadInput, Cancelled, CannotWrite, NeedsPassword
from evidencepack.intake.folder import walk
from evidencepack.intake.ocr import missing
from evidencepack.intake.prepared import Container, Intake, Part
from evidencepack.intake.separate import INTAKE
from evidencepack.model.tables import ImportReport, Source
from evidencepack.model.wording import counted
from evidencepack.progress import NoProgress, Progress, stop_if_cancelled
from evidencepack.store.blobs import sha256_of
from evidencepack.store.handles import find
from evidencepack.store.pack import Pack, now

_NAME = "Import documents"
DEEPEST = 8
"""How deep a file may lie within others: a letter in an archive in an e-mail in a mailbox is 3 deep."""
MOST_WITHIN = 5000
"""How many files are taken out of one file, with all that is in them in turn."""
LARGEST_WITHIN = 4 << 30
"""How many bytes are taken out of one file, likewise."""


@dataclass
class Imported:
    """What became of one file.

    Attributes:
        path: The file; for one within another, that file's path and its name there.
        status: ``imported``, ``duplicate``, ``skipped`` or ``failed``.
        source: The handle of the source that it is, or was already; of an archive, that of the first in it.
        pages: How many pages its reading copy has.
        sha256: Of its bytes.
        ocr_pages: How many pages had their words read by OCR.
        converter: What made its reading copy.
        warnings: What the person must know, in sentences.
        reason: Why it was not imported.
        code: What kind of failure that was.
        within: The names of the files that it lies in, outermost first.
        without_words: How many pages have no words that can be quoted.
        holds: How many files an archive or a mailbox holds; of an ordinary file, 0.
        outer: The file on the disk that it came in, to be imported again with a password.
        replaces: The handle of the source of which this is a newer version.
        quotes: What became of the quotes of that source.
    """

    path: str
    status: str = "failed"
    source: str | None = None
    pages: int = 0
    sha256: str = ""
    ocr_pages: int = 0
    converter: str = ""
    warnings: list[str] = field(default_factory=list)
    reason: str = ""
    code: str = ""
    within: list[str] = field(default_factory=list)
    holds: int = 0
    without_words: int = 0
    outer: str = ""
    replaces: str = ""
    quotes: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The row of the import's report."""
        return asdict(self)


@dataclass(frozen=True)
class _File:
    """A file to import: where it is, how it is called in the report, and what it came in."""

    path: Path
    shown: str
    outer: str
    within: tuple[str, ...] = ()
    parent: str | None = None
    handle: str = ""
    warning: str = ""


def import_paths(
    pack: Pack,
    paths: Iterable[Path],
    *,
    passwords: Iterable[str] = (),
    progress: Progress | None = None,
    handles: dict[Path, str] | None = None,
    ocr: bool = False,
) -> list[Imported]:
    """Import files and folders. Each file is saved on its own; one that fails holds no other back.

    The files within a file (attachments, an archive's files, the messages of a mailbox) follow it as sources
    of their own, unless a recipe gives the handles: it names them all.

    Args:
        pack: The pack.
        paths: Files and folders.
        passwords: Tried in turn on documents that are locked; never stored.
        progress: Told of each file.
        handles: The handles that a recipe gives to files.
        ocr: Whether pages without words are read by OCR once all files are in.

    Returns:
        What became of each file, in order.

    Raises:
        BadInput: OCR is wanted and not installed.
        Cancelled: What was imported before is kept, whole, and so is the report.
        PackLocked: The pack is read-only.
    """
    progress = progress or NoProgress()
    if ocr and (reason := missing()):
        raise BadInput(reason)
    candidates = list(walk(paths))
    progress.total(len(candidates))
    with ReadingCopies(pack) as copies:
        batch = ImportBatch(pack, copies, [None, *passwords], progress, with_parts=handles is None)
        for candidate in candidates:
            progress.note(candidate.path.name)
            shown = str(candidate.path)
            given = (handles or {}).get(candidate.path, "")
            batch.take_in(_File(candidate.path, shown, shown, handle=given), candidate.skipped)
            if candidate.closed:  # unlike clutter, it may hold what is needed
                batch.rows[-1].status, batch.rows[-1].code = "failed", "bad-input"
            progress.step()
    if ocr:
        _read_scans(pack, batch, progress)
    batch.keep_report(_NAME)
    stop_if_cancelled(progress)
    return batch.rows


def _read_scans(pack: Pack, batch: ImportBatch, progress: Progress) -> None:
    """Read what came in without words by OCR, as part of the same deed; a scan that fails is told of."""
    for row in batch.rows:
        if row.status != "imported" or row.holds or row.source is None or progress.cancelled():
            continue
        try:
            found = read_by_ocr(pack, [row.source], progress=progress, deed=batch.deed)
        except Cancelled:
            row.warnings.append("The import was stopped before OCR had read its pages.")
        except BadInput as problem:
            row.warnings.append(problem.message)
        else:
            for read in found:
                row.ocr_pages = len(read.pages)
                with pack.reading() as session:
                    rendition = find(session, row.source, "source").rendition
                row.warnings = [*rendition.warnings, *(read.warnings if not read.pages else ())]
                row.without_words = len(rendition.settings.get("without_words", []))


def read_with(
    passwords: list[str | None], path: Path, workspace: Path, stop: Callable[[], bool]
) -> Intake | Container:
    """Read a file, trying passwords in turn if it is locked.

    Raises:
        NeedsPassword: None of them opens it.
        BadInput: It cannot be read.
        Cancelled: The person stopped it.
    """
    for password in passwords[:-1]:
        try:
            return INTAKE.read(path, workspace, password=password, stop=stop)
        except NeedsPassword:
            continue
    return INTAKE.read(path, workspace, password=passwords[-1], stop=stop)


class ImportBatch:
    """One import on its way.

    Attributes:
        deed: What its transactions have in common, so that they are undone together.
        rows: What became of each file so far.
    """

    def __init__(
        self,
        pack: Pack,
        copies: ReadingCopies,
        passwords: list[str | None],
        progress: Progress,
        *,
        with_parts: bool = True,
    ) -> None:
        self.deed = str(uuid.uuid4())
        self.rows: list[Imported] = []
        self._pack, self._copies, self._passwords = pack, copies, passwords
        self._stopped = progress.cancelled
        self._with_parts = with_parts
        self._files, self._bytes = 0, 0  # taken out of the file in hand

    def take_in(self, file: _File, skipped: str = "") -> None:
        """Import a file and, right after it, the files within it.

        Args:
            file: The file.
            skipped: Why it is left out, as half a sentence.
        """
        self._files, self._bytes = 0, 0
        workspace = Path(tempfile.mkdtemp(prefix="file-", dir=self._copies.folder))
        try:
            self._one(file, workspace, skipped)
        finally:
            shutil.rmtree(workspace, ignore_errors=True)

    def take_parts(self, path: Path, found: Intake, row: Imported, workspace: Path) -> None:
        """Import the files within a file that is in the pack already, as a row of the report tells."""
        self.rows.append(row)
        self._parts_of(_File(path, row.path, row.path), found, row, workspace)

    def keep_report(self, name: str) -> None:
        """Keep with the pack what became of each file.

        Args:
            name: What was done, as the history has it.
        """
        # The pack may be sent to others: how this computer's folders are called is nobody's business.
        told = [{**row.as_json(), "path": Path(row.path).name, "outer": ""} for row in self.rows]
        with self._pack.change(name, deed=self.deed) as session:
            session.add(ImportReport(made_at=now(), rows=told))

    def _one(self, file: _File, workspace: Path, skipped: str) -> None:
        row = Imported(file.shown, within=list(file.within), outer=file.outer)
        self.rows.append(row)
        if skipped or self._stopped():
            row.status, row.reason = "skipped", skipped or "the import was stopped before its turn"
            return
        try:
            found = self._read(file, row, workspace)
            if isinstance(found, Intake) and row.source is None:
                self._keep(file, found, row)
        except Cancelled:
            row.status, row.reason = "skipped", "the import was stopped while it was being read"
        except BadInput as problem:
            if isinstance(problem, CannotWrite):
                raise
            row.reason, row.code = problem.message, problem.code
        except OSError as problem:
            row.reason, row.code = f"“{file.path.name}” cannot be read ({problem.strerror}).", "bad-input"
        else:
            if found and self._with_parts:  # of a duplicate too, where a password may open what was locked
                self._parts_of(file, found, row, workspace)

    def _read(self, file: _File, row: Imported, workspace: Path) -> Intake | Container | None:
        """Read a file, trying the passwords if it is locked; None if the pack has it already.

        With a password it is read once more even then: a part of it may have been locked.
        """
        row.sha256 = sha256_of(file.path)
        with self._pack.reading() as session:
            twin = session.scalar(select(Source).where(Source.sha256 == row.sha256))
        if twin is not None:
            row.status, row.source = "duplicate", twin.handle
            row.reason = f"The same bytes are in the pack already as {twin.handle}, “{twin.title}”."
            if len(self._passwords) == 1:
                return None
        place = Path(tempfile.mkdtemp(prefix="reading-", dir=workspace))
        return read_with(self._passwords, file.path, place, self._stopped)

    def _keep(self, file: _File, intake: Intake, row: Imported) -> None:
        with self._copies.reader.open(intake.rendition) as document:
            texts = list(document.texts())
        with self._pack.change(_NAME, deed=self.deed) as session:
            source = store_source(session, intake, texts, handle=file.handle, parent=file.parent)
            if source.sha256 != row.sha256:
                raise BadInput(f"{file.path.name} changed while it was being read; import it again.")
            if file.warning:
                source.rendition.warnings = [*source.rendition.warnings, file.warning]
        row.status, row.source, row.pages = "imported", source.handle, len(texts)
        row.converter, row.warnings = intake.converter, list(source.rendition.warnings)
        row.without_words = len(source.rendition.settings.get("without_words", []))

    def _parts_of(self, file: _File, found: Intake | Container, row: Imported, workspace: Path) -> None:
        """Import what is within a file."""
        start = len(self.rows)
        within = (*file.within, Path(file.shown).name)
        parent = row.source if isinstance(found, Intake) else file.parent
        for part in found.parts:
            shown = f"{file.shown}/{part.name}"
            inner = _File(part.path or file.path, shown, file.outer, within, parent, warning=part.warning)
            self._one(inner, workspace, part.skipped or self._too_much(part, within))
        if isinstance(found, Container):
            row.warnings = list(found.warnings)
            _sum_up(row, found.name, self.rows[start:])

    def _too_much(self, part: Part, within: tuple[str, ...]) -> str:
        """Why a file within files is not taken out any more, as half a sentence; empty if it is."""
        self._files += 1
        self._bytes += part.path.stat().st_size if part.path else 0
        if len(within) > DEEPEST:
            return f"it lies more than {DEEPEST} files deep; save it as a file of its own and import that"
        if self._files > MOST_WITHIN or self._bytes > LARGEST_WITHIN:
            return (
                f"{within[0]} holds too much to be taken out in one go; import what you need of it by itself"
            )
        return ""


def _sum_up(row: Imported, name: str, inner: list[Imported]) -> None:
    """Say of an archive or a mailbox what became of its files."""
    own = [each for each in inner if len(each.within) == len(row.within) + 1]
    row.holds = len(own)
    kinds = {each.status for each in own}
    row.status = next((kind for kind in ("imported", "duplicate", "failed") if kind in kinds), "skipped")
    row.source = next((each.source for each in own if each.status == row.status), None)
    row.pages = sum(each.pages for each in inner if not each.holds)  # an inner archive has summed up too
    if row.status == "imported":
        row.warnings.insert(0, f"It is {name}: {counted(len(own), 'file')} in it, each told of below.")
    elif not own:
        row.status, row.reason, row.code = (
            "failed",
            f"“{Path(row.path).name}” is {name} with no file in it.",
            "bad-input",
        )
    else:
        row.reason = (
            f"“{Path(row.path).name}” is {name}; none of its {counted(len(own), 'file')} was imported."
        )
