"""Writes the Word file, the bundle and the filing; each is proved before it is put in its place."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from evidencepack.actions.reading_copies import ReadingCopies
from evidencepack.errors import ProofFailed
from evidencepack.export.bundle import build_bundle, write
from evidencepack.export.certificate import Certificate
from evidencepack.export.coverage import Replaced
from evidencepack.export.filing import MANIFEST, PROOF_SHEET, write_annexes, write_manifest
from evidencepack.export.proof import add_record, make_record
from evidencepack.export.verify import verify_bundle
from evidencepack.export.verify_pack import compare_bundle
from evidencepack.export.whole_files import whole_file, whole_folder
from evidencepack.export.word import write_word
from evidencepack.export.word_proof import prove_word
from evidencepack.model.findings import Finding
from evidencepack.model.tables import Filing
from evidencepack.progress import NoProgress, Progress
from evidencepack.store.blobs import sha256_of
from evidencepack.store.pack import Pack, now
from evidencepack.submission.blocks import Submission
from evidencepack.submission.compose import compose
from evidencepack.submission.contents import Contents, ProofChoice, load_contents
from evidencepack.submission.quotes_proved import prove_quotes, sheet_file


@dataclass(frozen=True)
class Wanted:
    """What to write, and where.

    Attributes:
        proof: The proof sheet as data; a filing gets it too then.
        light_quotes: The profile's choice when left out.
        proof_choice: What a proof sheet lists, printed or as data.
    """

    pdf: Path | None = None
    word: Path | None = None
    filing: Path | None = None
    profile: str | None = None
    light_quotes: bool | None = None
    proof: Path | None = None
    proof_choice: ProofChoice = field(default_factory=ProofChoice)

    @property
    def places(self) -> list[Path]:
        """The files and the folder that are to be written."""
        return [place for place in (self.word, self.pdf, self.filing, self.proof) if place]


@dataclass
class Exported:
    """What was written."""

    files: list[dict[str, Any]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    certificate: Certificate = field(default_factory=Certificate)
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """The answer as plain data."""
        return {
            "files": self.files,
            "findings": [finding.as_json() for finding in self.findings],
            "seconds": round(self.seconds, 2),
            "certificate": self.certificate.as_json(),
        }


def export_files(
    pack: Pack,
    wanted: Wanted,
    *,
    accepted: list[dict[str, str]] | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Write what is wanted.

    Args:
        pack: The pack.
        wanted: The files.
        accepted: The findings that were accepted, for the filing's list.
        progress: Told of each page.

    Raises:
        ProofFailed: What was built is not what it must be; the earlier files stay.
        CannotWrite: A folder cannot be written.
        Cancelled: The person stopped it; nothing half-made is left.
    """
    progress = progress or NoProgress()
    started = time.monotonic()
    exported = Exported()
    with pack.reading() as session, ReadingCopies(pack) as copies:
        contents = load_contents(session, wanted.profile, wanted.proof_choice)
        submission = compose(contents)
        light = contents.profile.light_quotes if wanted.light_quotes is None else wanted.light_quotes
        with contextlib.ExitStack() as places:
            if wanted.word:
                part = places.enter_context(whole_file(wanted.word))
                _write_word(submission, contents, part)
                _note(exported, wanted.word, part, "word", None)
            if wanted.pdf:
                part = places.enter_context(whole_file(wanted.pdf))
                _write_bundle(pack, contents, submission, copies, part, exported, progress, light=light)
                _note(exported, wanted.pdf, part, "bundle", len(PdfReader(part).pages))
            if wanted.proof:
                part = places.enter_context(whole_file(wanted.proof))
                _write_proof(contents, part)
                _note(exported, wanted.proof, part, "proof", None)
            if wanted.filing:
                folder = places.enter_context(whole_folder(wanted.filing, MANIFEST))
                _write_word(submission, contents, folder / "submission.docx")
                _write_bundle(
                    pack, contents, submission, copies, folder / "bundle.pdf", exported, progress, light=light
                )
                if wanted.proof:
                    _write_proof(contents, folder / PROOF_SHEET)
                write_annexes(contents, copies, folder / "annexes")
                write_manifest(folder, contents.profile.id, contents.profile.version, accepted or [])
                for file in sorted(path for path in folder.rglob("*") if path.is_file()):
                    place = wanted.filing / file.relative_to(folder)
                    pages = len(PdfReader(file).pages) if file.suffix == ".pdf" else None
                    _note(exported, place, file, "filing", pages)
    if not pack.read_only:
        _record(pack, contents, exported)
    exported.seconds = time.monotonic() - started
    return exported


def _note(exported: Exported, place: Path, file: Path, kind: str, pages: int | None) -> None:
    exported.files.append(
        {
            "path": str(place),
            "kind": kind,
            "pages": pages,
            "sha256": sha256_of(file),
            "bytes": file.stat().st_size,
        }
    )


def _record(pack: Pack, contents: Contents, exported: Exported) -> None:
    """Keep in the pack what was written out, to compare a later state with."""
    with pack.record("Export") as session:
        session.add(
            Filing(
                made_at=now(),
                profile=contents.profile.id,
                profile_version=contents.profile.version,
                receiver=contents.matter.committee or contents.matter.court,
                files=[
                    {key: file[key] for key in ("kind", "pages", "sha256", "bytes")}
                    for file in exported.files
                ],
            )
        )


def _write_word(submission: Submission, contents: Contents, target: Path) -> None:
    data = write_word(submission, page_numbers=contents.profile.page_numbers)
    wrong = prove_word(data, submission)
    if wrong:
        raise ProofFailed(
            f"The Word file does not say what the submission says ({wrong[0]}); nothing was exported. "
            "Please report this."
        )
    target.write_bytes(data)


def _write_proof(contents: Contents, target: Path) -> None:
    """Write the proof sheet as data.

    It is written also where a quotation does not match any more: the sheet then says so.
    """
    target.write_bytes(sheet_file(prove_quotes(contents).as_json()))


def _write_bundle(
    pack: Pack,
    contents: Contents,
    submission: Submission,
    copies: ReadingCopies,
    target: Path,
    exported: Exported,
    progress: Progress,
    *,
    light: bool,
) -> None:
    """Build the bundle, measure it, add the proof, and prove the finished file with other libraries."""
    bundle, writer = build_bundle(contents, submission, copies, target, progress, light_quotes=light)
    add_record(writer, make_record(target, bundle, contents, copies.reader, progress))
    write(writer, target)
    certificate = verify_bundle(target, progress)
    certificate.add(compare_bundle(target, pack, contents))
    if not certificate.ok:
        first = certificate.failures[0]
        raise ProofFailed(
            f"The bundle was built but not proved, so nothing was exported: page {first.page}, {first.kind}: "
            f"{first.message}",
            details=certificate.as_json(),
        )
    exported.certificate = certificate
    exported.findings += [_unprintable(item) for item in bundle.replaced if isinstance(item, Replaced)]


def _unprintable(item: Replaced) -> Finding:
    code = f"U+{ord(item.character):04X}"
    shown = f"printed as {item.printed}" if item.printed else "left out"
    return Finding(
        rule="character-not-printable",
        severity="warning",
        place=item.place or "submission",
        message=f"The character {code} is in no font of the PDF and was {shown} there.",
        mend="Write it in words, or send the Word file, which keeps the character.",
        authority="PDF/UA-1 and PDF/A-2: every character has a shape",
    )
