"""Documents' bytes inside the pack: kept once, found by SHA-256, in pieces of 1 MiB.

Pieces, because SQLite holds at most 1 GB in a value and binding a large document whole takes three times
its size in memory. Every read is hashed: SQLite does not notice a flipped bit inside a value.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from evidencepack.errors import PackDamaged
from evidencepack.model.tables import Blob, BlobChunk

CHUNK = 1 << 20


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in lower-case hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def store_file(session: Session, path: Path) -> str:
    """Keep a file's bytes and return their SHA-256; bytes already in the pack are kept once."""
    sha256 = sha256_of(path)
    if session.get(Blob, sha256) is None:
        session.add(Blob(sha256=sha256, size=path.stat().st_size))
        session.flush()
        for n, piece in enumerate(_pieces(path)):
            session.execute(insert(BlobChunk), {"sha256": sha256, "n": n, "data": piece})
    return sha256


def read_pieces(session: Session, sha256: str) -> Iterator[bytes]:
    """The bytes of a stored document, a piece at a time.

    Raises:
        PackDamaged: After the last piece, if the bytes are not those that were stored.
    """
    digest = hashlib.sha256()
    n = 0
    while True:
        piece = session.scalar(select(BlobChunk.data).where(BlobChunk.sha256 == sha256, BlobChunk.n == n))
        if piece is None:
            break
        digest.update(piece)
        yield piece
        n += 1
    if digest.hexdigest() != sha256 or session.get(Blob, sha256) is None:
        raise PackDamaged(
            f"The pack is damaged: the stored document {sha256[:12]}… no longer has the bytes it was stored "
            "with; open a backup of the pack."
        )


def write_file(session: Session, sha256: str, path: Path) -> Path:
    """Write a stored document to a file and return the path.

    Raises:
        PackDamaged: If the bytes are not those that were stored.
    """
    with path.open("wb") as file:
        for piece in read_pieces(session, sha256):
            file.write(piece)
    return path
