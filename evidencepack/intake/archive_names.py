"""The names of files in an archive: read as their writer meant them, and kept from leading anywhere."""

from __future__ import annotations

import re
import zlib
from pathlib import PurePosixPath

from evidencepack.intake.folder import clutter, natural

_UNICODE_NAME = 0x7075
_WRITTEN_BY_DOS = 0
# What names hold beyond ASCII, where the encoding is the right one.
_PLAUSIBLE = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ£€§°º½¼–—‘’“”…·\x20-\x7e]*")
_DRIVE = re.compile(r"[A-Za-z]:")
_MAC_FOLDER = "__MACOSX"


def decoded_name(raw: bytes, *, is_utf8: bool, system: int, extra: bytes = b"") -> str:
    """The name of a file in a ZIP archive.

    The format knows two encodings, and most programs write their computer's own instead.

    Args:
        raw: The name as it is stored.
        is_utf8: Whether the archive says that it is UTF-8.
        system: Which system the archive says it was made on.
        extra: The entry's further fields; one of them may hold the name again.
    """
    if is_utf8:
        return raw.decode("utf-8", "replace")
    if again := _unicode_name(raw, extra):
        return again
    try:
        return raw.decode("utf-8")  # ASCII is, and what a Mac writes without saying so
    except UnicodeDecodeError:
        pass
    likely = ("cp437", "cp1252") if system == _WRITTEN_BY_DOS else ("cp1252", "cp437")
    for encoding in likely:
        name = raw.decode(encoding, "replace")
        if _PLAUSIBLE.fullmatch(name):
            return name
    return raw.decode("cp437")


def _unicode_name(raw: bytes, extra: bytes) -> str:
    """The name in a field of its own, if it was made for this very name."""
    while len(extra) >= 4:
        kind, size = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        data, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_NAME and len(data) > 5 and data[0] == 1:
            if int.from_bytes(data[1:5], "little") != zlib.crc32(raw):
                return ""
            try:
                return data[5:].decode("utf-8")
            except UnicodeDecodeError:
                return ""
    return ""


def tame(name: str) -> tuple[str, str]:
    """A name with its folders that leads nowhere outside the archive, and what is to be told of it.

    Returns:
        The name with ``/`` between folders, and a sentence if it was changed.
    """
    parts = name.replace("\\", "/").split("/")
    kept = [part for part in parts if part not in ("", ".")]
    leads_out = ".." in kept or parts[0] == "" or bool(_DRIVE.match(parts[0]))
    if not leads_out:
        return "/".join(kept), ""
    last = _DRIVE.sub("", kept[-1]) if kept else ""
    last = "" if last == ".." else last
    return last or "without a name", (
        f"In the archive its name is “{name[:200]}”, which leads out of any folder it is unpacked into; only "
        "the last part of it was used."
    )


def left_behind(name: str) -> str:
    """Why a file is clutter that came along, as half a sentence; empty if it is not.

    Args:
        name: Its name with its folders, ``/`` between them.
    """
    path = PurePosixPath(name)
    if _MAC_FOLDER in path.parts[:-1]:
        return "a side file that macOS leaves beside another"
    return clutter(path.name)


def in_order(name: str) -> list[tuple[bool, object]]:
    """A key that sorts names with folders as a folder is listed: its files first, then its folders."""
    path = PurePosixPath(name)
    folders: list[tuple[bool, object]] = [(True, natural(PurePosixPath(part))) for part in path.parts[:-1]]
    return [*folders, (False, natural(path))]
