"""Puts the files that are within a file into a folder, under names that can do no harm."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from evidencepack.intake.prepared import Part, one_line

MOST = 2000
"""How many files are taken out of one file."""
LARGEST = 1 << 30
"""How many bytes are taken out of one file."""
LONGEST_NAME = 120
_BLOCK = 1 << 20
_TOO_LARGE = f"the files in it come to more than {LARGEST >> 30} GB; import it unpacked"
# Names that mean devices to Windows, whatever their ending.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_ENDINGS = {
    "application/pdf": ".pdf", "message/rfc822": ".eml", "text/plain": ".txt", "text/html": ".html",
    "text/csv": ".csv", "text/calendar": ".ics", "image/jpeg": ".jpg", "image/png": ".png",
    "image/gif": ".gif", "image/tiff": ".tif", "application/msword": ".doc", "application/rtf": ".rtf",
    "application/zip": ".zip",
}  # fmt: skip


def safe_name(name: str, media_type: str = "") -> str:
    """A file name for what came under any name at all.

    Only the part after the last separator counts, of Windows or of other systems; nothing in it can leave the
    folder, hide the file, name a device, or turn round what is read of its ending.

    Args:
        name: The name it came under; may be empty.
        media_type: What it is said to be, for the ending of a file without a name.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    safe = one_line(_FORBIDDEN.sub("_", one_line(last))).strip(" .")
    if not safe:
        return "attachment" + _ENDINGS.get(media_type, "")
    if _RESERVED.match(safe):
        safe = "_" + safe
    ending = PurePosixPath(safe).suffix
    ending = ending if len(ending) <= 12 else ""
    stem = safe[: len(safe) - len(ending)] if ending else safe
    while len((stem + ending).encode()) > LONGEST_NAME:
        stem = stem[:-1]
    return (stem.rstrip(" .") or "_") + ending


class PartsFolder:
    """A folder for the parts of one file, with limits on their number and size.

    Attributes:
        parts: What was put there, and what was left out and why.
    """

    def __init__(self, workspace: Path) -> None:
        self.parts: list[Part] = []
        self._folder = workspace / "parts"
        self._bytes = 0
        self._files = 0

    def add(self, name: str, data: bytes, media_type: str = "", *, warning: str = "") -> None:
        """Put a part there, or note that it is too many or too large."""
        self.add_blocks(name, [data], media_type, warning=warning)

    def add_stream(self, name: str, stream: BinaryIO, *, size: int = 0, warning: str = "") -> None:
        """Put a part there that is read block by block, so that one of any size costs no memory.

        Args:
            name: What it is called.
            stream: Its bytes.
            size: How many bytes it says it has: one that says too many is left out before it is read.
            warning: What the person must know about it.
        """
        if self._bytes + size > LARGEST:
            self.skip(name, _TOO_LARGE)
        else:
            self.add_blocks(name, iter(lambda: stream.read(_BLOCK), b""), warning=warning)

    def add_beside(self, part: Part, names: Sequence[str], stream: BinaryIO, *, size: int) -> bool:
        """Put a file beside a part that needs it, such as a picture of a saved page; it is no part itself.

        Args:
            part: The part.
            names: The folder it goes into, any folders in that, and its own name.
            stream: Its bytes.
            size: How many bytes it says it has.

        Returns:
            Whether there was room for it.
        """
        if part.path is None or self._bytes + size > LARGEST:
            return False
        path = part.path.parent.joinpath(*map(safe_name, names))
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            return False
        if self._write(path, iter(lambda: stream.read(_BLOCK), b"")):
            return True
        path.unlink()
        return False

    def add_blocks(
        self, name: str, blocks: Iterable[bytes], media_type: str = "", *, warning: str = ""
    ) -> None:
        """Put a part there that comes in blocks."""
        if self._files >= MOST:
            self.skip(name, f"the file holds more than {MOST:,} files; import it unpacked, in several goes")
            return
        self._files += 1
        path = self._place(safe_name(name, media_type))
        if self._write(path, blocks):
            self.parts.append(Part(one_line(name) or path.name, path, warning=warning))
        else:
            path.unlink()
            self.skip(name, _TOO_LARGE)

    def _write(self, path: Path, blocks: Iterable[bytes]) -> bool:
        """Whether a part could be written within the limit; one that breaks off midway counts too."""
        before = self._bytes
        with path.open("xb") as out:
            for block in blocks:
                self._bytes += len(block)
                if self._bytes > LARGEST:
                    self._bytes = before
                    return False
                out.write(block)
        return True

    def skip(self, name: str, reason: str) -> None:
        """Note a part that is left out, and why, as half a sentence."""
        self.parts.append(Part(one_line(name) or "without a name", None, reason))

    def _place(self, name: str) -> Path:
        """Each part in a folder of its own: two may have the same name."""
        folder = self._folder / str(self._files)
        folder.mkdir(parents=True)
        return folder / name
