"""Verifying whatever is named: by its contents, never by its name."""

from __future__ import annotations

import zipfile
from pathlib import Path

from evidencepack.errors import BadInput, NotFound
from evidencepack.export.certificate import Certificate
from evidencepack.export.filing import verify_filing
from evidencepack.export.verify import is_pdf, verify_bundle
from evidencepack.export.verify_pack import compare_bundle, compare_word, verify_pack
from evidencepack.export.word_proof import read_back
from evidencepack.store.pack import open_pack


def verify_any(path: Path, pack_path: Path | None) -> Certificate:
    """Prove a bundle, a Word file, a filing or a pack; with a pack, compare with it too.

    Raises:
        NotFound: Nothing is there.
        BadInput: It is none of these.
    """
    if not path.exists():
        raise NotFound(f"There is nothing at {path}.", file=str(path))
    if path.is_dir():
        certificate = verify_filing(path)
        bundle, word = path / "bundle.pdf", path / "submission.docx"
        if pack_path and bundle.is_file():
            certificate.add(_against(bundle, pack_path))
        if pack_path and word.is_file():
            certificate.add(_against(word, pack_path))
        return certificate
    if is_pdf(path):
        certificate = verify_bundle(path)
        if pack_path:
            certificate.add(_against(path, pack_path))
        return certificate
    if zipfile.is_zipfile(path):
        return _against(path, pack_path) if pack_path else _word_alone(path)
    with open_pack(path, read_only=True) as pack:
        return verify_pack(pack)


def _against(path: Path, pack_path: Path) -> Certificate:
    with open_pack(pack_path, read_only=True) as pack:
        if is_pdf(path):
            return compare_bundle(path, pack)
        return compare_word(path.read_bytes(), pack)


def _word_alone(path: Path) -> Certificate:
    """Prove a Word file by itself: its links lead somewhere. Its words need the pack beside them.

    Raises:
        BadInput: It is not a Word file.
    """
    try:
        reading = read_back(path.read_bytes())
    except OSError as problem:
        raise BadInput(f"{path} cannot be read ({problem.strerror}).", file=str(path)) from problem
    certificate = Certificate()
    places = {name for paragraph in reading.paragraphs for name in paragraph.bookmarks}
    for paragraph in reading.paragraphs:
        for words, anchor in paragraph.links:
            certificate.links += 1
            if anchor not in places:
                certificate.fail(0, "link", f"The link “{words}” leads nowhere.")
    certificate.checked.append(
        "The Word file's links were followed; name the pack with --pack to compare its words and numbers too."
    )
    return certificate
