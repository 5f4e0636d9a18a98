"""The filing: the folder to send, with the Word file, the bundle, the annexes and a list with hashes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from evidencepack import __version__
from evidencepack.actions.reading_copies import ReadingCopies
from evidencepack.errors import BadInput
from evidencepack.export.annex_pages import prepare_annex
from evidencepack.export.certificate import Certificate
from evidencepack.export.front_part import sheets_of
from evidencepack.export.verify import verify_bundle
from evidencepack.store.blobs import sha256_of
from evidencepack.submission.contents import Contents

MANIFEST = "manifest.json"
PROOF_SHEET = "proof-sheet.json"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')


def file_name(words: str, ending: str) -> str:
    """A file name that every system takes, Windows too."""
    name = " ".join(_FORBIDDEN.sub(" ", words).split())[:80].strip(" .")
    return f"{name or 'document'}{ending}"


def write_annexes(contents: Contents, copies: ReadingCopies, folder: Path) -> list[Path]:
    """Write each annex as a PDF of its own."""
    folder.mkdir()
    written = []
    for sheet in sheets_of(contents):
        mark = sheet.mark.replace("\u00a0", " ")
        target = folder / file_name(f"{mark} - {sheet.title}", ".pdf")
        prepare_annex(copies.file(sheet.rendition), list(sheet.pages), target)
        written.append(target)
    return written


def write_manifest(folder: Path, profile: str, version: str, accepted: list[dict[str, str]]) -> None:
    """List every file of a filing with its SHA-256."""
    files = [
        {"path": file.relative_to(folder).as_posix(), "sha256": sha256_of(file), "bytes": file.stat().st_size}
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    ]
    manifest: dict[str, Any] = {
        "manifest": 1,
        "program": f"Evidence Pack {__version__}",
        "profile": profile,
        "profile_version": version,
        "accepted": accepted,
        "files": files,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder / MANIFEST).write_text(text, "utf-8")


def verify_filing(folder: Path) -> Certificate:
    """Prove a filing: every file there with its hash and no other, and the bundle page by page.

    Raises:
        BadInput: The folder has no list of files.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        listed = {str(row["path"]): str(row["sha256"]) for row in manifest["files"]}
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise BadInput(
            f"{folder} is not a filing: it has no {MANIFEST} that can be read.", file=str(folder)
        ) from problem
    certificate = Certificate()
    present = {
        file.relative_to(folder).as_posix(): file
        for file in folder.rglob("*")
        if file.is_file() and file.name != MANIFEST
    }
    for path, sha256 in listed.items():
        if path not in present:
            certificate.fail(0, "file", f"{path} is missing.")
        elif sha256_of(present[path]) != sha256:
            certificate.fail(0, "file", f"{path} is not the file that was listed.")
    for path in present.keys() - listed.keys():
        certificate.fail(0, "file", f"{path} is not in the list.")
    certificate.checked.append(f"{len(listed)} files were compared with the list.")
    if "bundle.pdf" in present:
        certificate.add(verify_bundle(present["bundle.pdf"]))
    return certificate
