"""Reads a web page that was saved as one file with all its parts: MHTML, or what Safari writes."""

from __future__ import annotations

import email
import plistlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from email.policy import compat32
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin
from xml.parsers.expat import ExpatError

from evidencepack.errors import BadInput
from evidencepack.intake.decoding import decode
from evidencepack.intake.html import declared_encoding, prepared, story_of
from evidencepack.intake.message_header import header_text, sent_day
from evidencepack.intake.prepared import Intake, one_line, sensible_title

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

LARGEST = 300 << 20
_MOST_PARTS = 5000
_PAGES = ("text/html", "application/xhtml+xml")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_TROUBLE = (plistlib.InvalidFileException, ExpatError, ValueError, KeyError, TypeError, AttributeError,
            IndexError, OverflowError, RecursionError)  # fmt: skip


@dataclass
class _Saved:
    """A page that was saved as one file.

    Attributes:
        data: The page itself.
        charset: Its encoding, where the file names it.
        address: Where it came from.
        parts: What was saved with it, by address.
        title: What the file calls it.
        saved: The day on which it was saved, as an ISO day.
        frames: How many pages within the page there are.
    """

    data: bytes
    charset: str = ""
    address: str = ""
    parts: dict[str, bytes] = field(default_factory=dict)
    title: str = ""
    saved: str = ""
    frames: int = 0


def read_mhtml(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of a page that a browser saved as MHTML, with the pictures that are in it.

    Nothing is fetched and nothing in it is run.

    Raises:
        BadInput: If it holds no page, or one without words.
    """
    del password
    saved = _from_message(path, email.message_from_bytes(_loaded(path), policy=compat32))
    return _intake(path, saved, "multipart/related", workspace, reader)


def read_webarchive(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of a page that Safari saved, with the pictures that are in it.

    Raises:
        BadInput: If it is damaged, or its page is without words.
    """
    del password
    try:
        saved = _from_property_list(plistlib.loads(_loaded(path)))
    except _TROUBLE as problem:
        raise _no_page(path) from problem
    return _intake(path, saved, "application/x-webarchive", workspace, reader)


def _loaded(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise BadInput(
            f"“{path.name}” is a web archive of more than {LARGEST >> 20} MB, too large to be read; print it "
            "to PDF and import that.",
            file=str(path),
        )
    return path.read_bytes().lstrip(b"\xef\xbb\xbf\r\n")


def _no_page(path: Path) -> BadInput:
    return BadInput(
        f"“{path.name}” is a web archive in which no page could be found; open it in a browser, print it to "
        "PDF and import that.",
        file=str(path),
    )


def _from_message(path: Path, message: Message) -> _Saved:
    leaves = [part for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False)
              if not part.is_multipart()]  # fmt: skip
    pages = [part for part in leaves if part.get_content_type() in _PAGES]
    if not pages:
        raise _no_page(path)
    snapshot = header_text(message, "Snapshot-Content-Location")
    start = str(message.get_param("start") or "")
    page = next(
        (part for part in pages if (start and str(part.get("Content-ID", "")).strip() == start)
         or (snapshot and _location(part) == snapshot)),
        pages[0],
    )  # fmt: skip
    saved = _Saved(
        data=_bytes(page),
        charset=one_line(str(page.get_param("charset") or "")),
        address=snapshot or _location(page),
        title=header_text(message, "Subject"),
        saved=sent_day(header_text(message, "Date")),
        frames=len(pages) - 1,
    )
    for part in leaves:
        if part.get_content_maintype() == "image":
            for name in (_location(part), "cid:" + str(part.get("Content-ID", "")).strip(" <>")):
                saved.parts.setdefault(_plain(name), _bytes(part))
    return saved


def _location(part: Message) -> str:
    return re.sub(r"\s+", "", str(part.get("Content-Location", "")))


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _from_property_list(archive: Any) -> _Saved:
    page = archive["WebMainResource"]
    saved = _Saved(
        data=bytes(page["WebResourceData"]),
        charset=str(page.get("WebResourceTextEncodingName", "")),
        address=str(page.get("WebResourceURL", "")),
        frames=len(archive.get("WebSubframeArchives", ())),
    )
    for part in archive.get("WebSubresources", ()):
        if str(part.get("WebResourceMIMEType", "")).startswith("image/"):
            name = _plain(str(part.get("WebResourceURL", "")))
            saved.parts.setdefault(name, bytes(part["WebResourceData"]))
    return saved


def _album(saved: _Saved, base: str) -> Callable[[str], bytes | None]:
    """The pictures by the addresses that the page has for them, which may be short ones."""

    def find(source: str) -> bytes | None:
        if source.lower().startswith("cid:"):
            return saved.parts.get(_plain("cid:" + source[4:]))
        found = saved.parts.get(_plain(source))
        if found is not None:
            return found
        try:
            return saved.parts.get(_plain(urljoin(base or saved.address, source)))
        except ValueError:  # an address that is none
            return None

    return find


def _plain(address: str) -> str:
    return unquote(address.partition("#")[0])


def _intake(path: Path, saved: _Saved, media_type: str, workspace: Path, reader: Reader) -> Intake:
    found = decode(saved.data, saved.charset or declared_encoding(saved.data))
    base = re.search(r"<base\b[^>]*\bhref\s*=\s*[\"']?([^\"'>\s]+)", found.text[:100_000], re.IGNORECASE)
    story = story_of(found.text, _album(saved, urljoin(saved.address, base[1]) if base else ""))
    if _ADDRESS.match(saved.address):
        story.url = one_line(saved.address)
    story.title = story.title or sensible_title(saved.title)
    if saved.saved:
        story.dates["accessed"] = saved.saved
    if saved.frames and not any("embedded" in told for told in story.warnings):
        story.warnings.append("Pages within the page (frames) that were saved with it are left out.")
    return prepared(path, story, found, media_type, workspace, reader)
