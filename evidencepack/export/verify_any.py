"""Verifying whatever is named: by its contents, never by its name."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.errors import BadInput, NotFound, UsageError
from evidencepack.export.certificate import Certificate
from evidencepack.export.filing import verify_filing
from evidencepack.export.verify import is_pdf, verify_bundle
from evidencepack.export.verify_pack import compare_bundle, verify_pack
from evidencepack.export.word_proof import prove_word, read_back
from evidencepack.model.tables import Filing
from evidencepack.store.pack import open_pack
from evidencepack.submission.compose import compose
from evidencepack.submission.contents import Contents, ProofChoice, load_contents


def verify_any(path: Path, pack_path: Path | None) -> Certificate:
    """Prove a bundle, a Word file, a filing or a pack; with a pack, compare with it too.

    Args:
        path: What to prove.
        pack_path: The pack it was made from, or None.

    Raises:
        NotFound: Nothing is there.
        BadInput: It is none of these.
        UsageError: A pack was to be compared with a pack.
    """
    if not path.exists():
        raise NotFound(f"There is nothing at {path}.", file=str(path))
    if path.is_dir():
        certificate = verify_filing(path)
        for file in (path / "bundle.pdf", path / "submission.docx"):
            if pack_path and file.is_file():
                certificate.add(_against(file, pack_path))
        return certificate
    if is_pdf(path):
        certificate = verify_bundle(path)
        if pack_path:
            certificate.add(_against(path, pack_path))
        return certificate
    if zipfile.is_zipfile(path):
        return _against(path, pack_path) if pack_path else _word_alone(path)
    return _pack_itself(path, pack_path)


def _pack_itself(path: Path, pack_path: Path | None) -> Certificate:
    try:
        with open_pack(path, read_only=True) as pack:
            if pack_path:
                raise UsageError(
                    f"{path.name} is a pack itself; --pack goes with what was exported from one."
                )
            return verify_pack(pack)
    except BadInput as problem:
        raise BadInput(
            f"{path.name} is no bundle, Word file, filing or pack, so there is nothing to verify in it.",
            file=str(path),
        ) from problem


def _against(path: Path, pack_path: Path) -> Certificate:
    """Compare a bundle or a Word file with its pack, under the rules it may have been exported with."""
    data = b"" if is_pdf(path) else _bytes(path)
    first: Certificate | None = None
    with open_pack(pack_path, read_only=True) as pack, pack.reading() as session:
        for contents in _as_exported(session):
            certificate = _compare_word(data, contents) if data else compare_bundle(path, pack, contents)
            if certificate.ok:
                return certificate
            first = first or certificate
    return first or Certificate()


def _as_exported(session: Session) -> Iterator[Contents]:
    """The pack's contents under its own receiver's rules, then under others it was exported with."""
    contents = load_contents(session)
    yield contents
    earlier = session.scalars(select(Filing.profile).order_by(Filing.made_at.desc()))
    profiles = list(dict.fromkeys([contents.profile.id, *earlier]))
    sheet = any(section.enabled and section.kind == "proof-sheet" for section in contents.sections)
    choices = [ProofChoice(every, names) for every in (False, True) for names in (False, True)]
    for profile in profiles:
        for choice in choices if sheet else choices[:1]:
            if profile != contents.profile.id or choice != choices[0]:
                yield load_contents(session, profile, choice)


def _compare_word(data: bytes, contents: Contents) -> Certificate:
    certificate = Certificate()
    for sentence in prove_word(data, compose(contents)):
        certificate.fail(0, "word", sentence)
    certificate.checked.append("The Word file was compared with the pack's submission.")
    return certificate


def _word_alone(path: Path) -> Certificate:
    """Prove a Word file by itself: its links lead somewhere. Its words need the pack beside them.

    Raises:
        BadInput: It is not a Word file.
    """
    data = _bytes(path)
    try:
        reading = read_back(data)
    except BadInput as problem:
        raise BadInput(f"{path.name}: {problem.message}", file=str(path)) from problem
    certificate = Certificate()
    places = {name for paragraph in reading.paragraphs for name in paragraph.bookmarks}
    for paragraph in reading.paragraphs:
        notes = (link for note in paragraph.notes for link in note.links)
        for words, anchor in (*paragraph.links, *notes):
            certificate.links += 1
            if anchor not in places:
                certificate.fail(0, "link", f"The link “{words}” leads nowhere.")
    certificate.checked.append(
        "The Word file's links were followed; name the pack with --pack to compare its words and numbers too."
    )
    return certificate


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise BadInput(f"{path} cannot be read ({problem.strerror}).", file=str(path)) from problem
