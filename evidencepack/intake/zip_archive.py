"""Reads a ZIP archive: what is in it, under which names, and whether it can be opened without harm."""

from __future__ import annotations

import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from evidencepack.errors import BadInput, NeedsPassword
from evidencepack.intake.archive import Entry, take_out
from evidencepack.intake.archive_names import decoded_name
from evidencepack.intake.prepared import Container

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

_KIND = "a ZIP archive"
_TROUBLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, NotImplementedError, OSError,
    ValueError,
)  # fmt: skip
_ENCRYPTED, _UTF8 = 0x1, 0x800
_AES = 99
_SYSTEMS_WITH_MODES = (3, 19)  # Unix and macOS
_LOCAL_HEADER = 30
_BLOCK = 1 << 20
_UNPACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, _AES)
_PACKED_ODDLY = (
    "it is packed in a way that this version cannot unpack; unpack the archive and import the files"
)
_AES_TOLD = (
    "it is encrypted in a way that this version cannot open; unpack the archive with its password and import "
    "the files"
)


def read_zip(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Container:
    """Take the files out of a ZIP archive.

    Raises:
        NeedsPassword: If its files open only with another password.
        BadInput: If it is damaged, or made to do harm.
    """
    del reader
    try:
        package = zipfile.ZipFile(path)
    except _TROUBLE as problem:
        raise BadInput(
            f"“{path.name}” is a ZIP archive that is damaged; get it again from where it came.",
            file=str(path),
        ) from problem
    with package:
        infos = [info for info in package.infolist() if not _is_folder(info)]
        _refuse_overlapping(path, infos)
        key = _key(path, package, infos, password)
        return take_out(path, _KIND, [_entry(package, info, key) for info in infos], workspace, _TROUBLE)


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.orig_filename.endswith(("/", "\\")) or stat.S_ISDIR(_mode(info))


def _mode(info: zipfile.ZipInfo) -> int:
    return info.external_attr >> 16 if info.create_system in _SYSTEMS_WITH_MODES else 0


def _entry(package: zipfile.ZipFile, info: zipfile.ZipInfo, key: bytes | None) -> Entry:
    def opened() -> AbstractContextManager[BinaryIO]:
        return _opened(package, info, key)

    skipped = _AES_TOLD if info.compress_type == _AES else ""
    if info.compress_type not in _UNPACKED:
        skipped = _PACKED_ODDLY
    if stat.S_ISLNK(_mode(info)):
        skipped = "a link to another file"
    return Entry(_name(info), info.file_size, info.compress_size, opened, skipped)


@contextmanager
def _opened(package: zipfile.ZipFile, info: zipfile.ZipInfo, key: bytes | None) -> Iterator[BinaryIO]:
    with package.open(info, pwd=key) as stream:
        yield cast(BinaryIO, stream)


def _raw(info: zipfile.ZipInfo) -> bytes:
    """The name as it is stored; what the library could not read as UTF-8 it read as code page 437."""
    return info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437", "replace")


def _name(info: zipfile.ZipInfo) -> str:
    return decoded_name(
        _raw(info),
        is_utf8=bool(info.flag_bits & _UTF8),
        system=info.create_system,
        extra=info.extra,
    )


def _refuse_overlapping(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive that names the same bytes several times, to unpack to far more than it is."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise BadInput(
                f"“{path.name}” is a ZIP archive whose files lie one within another, as only one made to do "
                "harm has them; it was not unpacked.",
                file=str(path),
            )
        end = info.header_offset + _LOCAL_HEADER + len(_raw(info)) + info.compress_size


def _key(
    path: Path, package: zipfile.ZipFile, infos: list[zipfile.ZipInfo], password: str | None
) -> bytes | None:
    """The password as bytes, if one is needed; tried on the smallest file that is locked."""
    locked = [info for info in infos if info.flag_bits & _ENCRYPTED and info.compress_type != _AES]
    if not locked:
        return None
    smallest = min(locked, key=lambda info: (info.file_size == 0, info.compress_size))
    for encoding in ("utf-8", "cp1252", "cp437") if password is not None else ():
        key = (password or "").encode(encoding, "replace")
        try:
            with package.open(smallest, pwd=key) as stream:
                _read_through(stream)
        except _TROUBLE:
            continue  # it opens nothing, or what it opens is not what was put in
        return key
    raise NeedsPassword(
        f"The password given for “{path.name}” does not open it: check it and try again."
        if password is not None
        else f"“{path.name}” is locked with a password: give the password to open it.",
        file=str(path),
    )


def _read_through(stream: IO[bytes]) -> None:
    while stream.read(_BLOCK):
        pass
