"""Reads a tar archive, packed or not, and a single file that was packed by itself."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from evidencepack.errors import BadInput
from evidencepack.intake import unpacking
from evidencepack.intake.archive import HARMLESS, WORST_RATIO, Entry, take_out
from evidencepack.intake.parts import LARGEST
from evidencepack.intake.prepared import Container, new_place

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

_TROUBLE = (tarfile.TarError, RuntimeError, OverflowError, *unpacking.TROUBLE)
_ENDINGS = (".gz", ".bz2", ".xz")
_BLOCK = 1 << 20


def read_tar(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Container:
    """Take the files out of a tar archive.

    Raises:
        BadInput: If it is damaged, or would unpack to far more than it is.
    """
    del reader, password
    plain = path if _is_plain(path) else _unpacked(path, workspace)
    try:
        with _opened(path, plain) as package:
            entries = [_entry(package, member) for member in package.getmembers() if not member.isdir()]
            return take_out(path, "a tar archive", entries, workspace, _TROUBLE)
    finally:
        if plain != path:
            plain.unlink()


def read_packed(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Container:
    """Take out the one file that a packed file is.

    Raises:
        BadInput: If it is damaged, or would unpack to far more than it is.
    """
    del reader, password
    plain = _unpacked(path, workspace)
    name = path.stem if path.suffix.lower() in _ENDINGS else path.name
    entry = Entry(name, plain.stat().st_size, 0, lambda: plain.open("rb"))
    try:
        return take_out(path, "a packed file", [entry], workspace, _TROUBLE)
    finally:
        plain.unlink()


def _opened(path: Path, plain: Path) -> tarfile.TarFile:
    try:
        package = tarfile.open(plain, "r:")  # noqa: SIM115 - the caller closes it
        package.getmembers()
    except _TROUBLE as problem:
        raise _damaged(path) from problem
    return package


def _is_plain(path: Path) -> bool:
    with path.open("rb") as stream:
        return not unpacking.is_packed(stream.read(8))


def _entry(package: tarfile.TarFile, member: tarfile.TarInfo) -> Entry:
    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        stream = package.extractfile(member)
        if stream is None:
            raise tarfile.ReadError("nothing to take out")
        with stream:
            yield cast(BinaryIO, stream)

    skipped = ""
    if member.issym() or member.islnk():
        skipped = "a link to another file"
    elif not member.isreg() or member.issparse():
        skipped = "not an ordinary file"
    return Entry(member.name, member.size, 0, opened, skipped)


def _unpacked(path: Path, workspace: Path) -> Path:
    """A packed file as a plain one, as long as it does not unpack to far more than it is."""
    most = min(LARGEST, max(HARMLESS, WORST_RATIO * path.stat().st_size))
    out = new_place(workspace).with_name("unpacked")
    size = 0
    with out.open("xb") as plain:
        for block in _blocks(path):
            size += len(block)
            if size > most:
                break
            plain.write(block)
    if size > most:
        out.unlink()
        raise BadInput(
            f"“{path.name}” would unpack to more than {most >> 20:,} MB and was not unpacked; unpack it and "
            "import the files that matter.",
            file=str(path),
        )
    return out


def _blocks(path: Path) -> Iterator[bytes]:
    try:
        with unpacking.unpacking(path) as stream:
            while block := stream.read(_BLOCK):
                yield block
    except _TROUBLE as problem:
        raise _damaged(path) from problem


def _damaged(path: Path) -> BadInput:
    return BadInput(
        f"“{path.name}” is an archive that is damaged; get it again from where it came.", file=str(path)
    )
