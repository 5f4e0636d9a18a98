"""Reads an Outlook message: it is written out as an ordinary e-mail, and that is read.

The properties are those of Microsoft's open specifications MS-OXMSG and MS-OXPROPS.
"""

from __future__ import annotations

import email
import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

import compressed_rtf
import olefile
from striprtf.striprtf import rtf_to_text

from evidencepack.errors import BadInput
from evidencepack.intake.decoding import decode
from evidencepack.intake.message import LARGEST, intake_of
from evidencepack.intake.prepared import Intake, one_line

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

_MEDIA_TYPE = "application/vnd.ms-outlook"
_DEEPEST = 10
_MOST_ATTACHMENTS = 2000
_TEXT, _OLD_TEXT, _BYTES = 0x001F, 0x001E, 0x0102
_SUBJECT, _BODY, _HTML, _RTF = 0x0037, 0x1000, 0x1013, 0x1009
_HEADERS, _SENT, _DELIVERED = 0x007D, 0x0039, 0x0E06
_SENDER_NAME, _SENDER_SMTP, _SENDER_ADDRESS, _FOR_NAME = 0x0C1A, 0x5D01, 0x0C1F, 0x0042
_NAME, _SMTP, _ADDRESS, _ROLE = 0x3001, 0x39FE, 0x3003, 0x0C15
_DATA, _METHOD, _LONG_NAME, _SHORT_NAME, _MIME = 0x3701, 0x3705, 0x3707, 0x3704, 0x370E
_CODE_PAGES = (0x3FDE, 0x3FFD)
_EMBEDDED = 5
_ROLES = {1: "To", 2: "Cc"}  # blind copies are nobody's business
_OF_A_PART = re.compile(r"^(content-|mime-version)", re.IGNORECASE)
_TO_QUOTE = re.compile(r"[,;:<>@()\[\]]")
_FIRST_DAY = datetime(1601, 1, 1, tzinfo=UTC)


def read(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of an Outlook message.

    Raises:
        BadInput: If it is damaged, too large or has no words at all.
    """
    del password
    if path.stat().st_size > LARGEST:
        raise BadInput(
            f"“{path.name}” is an e-mail of more than {LARGEST >> 20} MB, too large to be read; save its "
            "text as PDF and its attachments as files.",
            file=str(path),
        )
    warnings: list[str] = []
    try:
        with olefile.OleFileIO(path) as ole:
            message = _message(_Storage(ole, ()), warnings, 0)
    except (OSError, ValueError, KeyError, IndexError, struct.error, RecursionError) as problem:
        raise BadInput(
            f"“{path.name}” is a damaged Outlook message and cannot be read; save it again from Outlook.",
            file=str(path),
        ) from problem
    return intake_of(path, message, _MEDIA_TYPE, workspace, reader, warnings)


class _Storage:
    """A message, a recipient or an attachment within the file: properties by their numbers."""

    def __init__(self, ole: olefile.OleFileIO, place: tuple[str, ...]) -> None:
        self._ole, self._place = ole, place
        self._fixed = self._read_fixed()

    def _read_fixed(self) -> dict[int, bytes]:
        """The properties of a fixed size: eight bytes each, after a head whose length tells what it is of."""
        stream = self._stream("__properties_version1.0")
        head = len(stream) % 16 or (32 if not self._place else 0)
        found = {}
        for at in range(head, len(stream) - 15, 16):
            (tag,) = struct.unpack_from("<I", stream, at)
            found[tag >> 16] = stream[at + 8 : at + 16]
        return found

    def _stream(self, name: str) -> bytes:
        place = [*self._place, name]
        if not self._ole.exists(place) or self._ole.get_type(place) != olefile.STGTY_STREAM:
            return b""
        data: bytes = self._ole.openstream(place).read()
        return data

    def data(self, number: int) -> bytes:
        """A property of bytes; empty if it is not there."""
        return self._stream(f"__substg1.0_{number:04X}{_BYTES:04X}")

    def text(self, number: int) -> str:
        """A property of words; empty if it is not there."""
        if wide := self._stream(f"__substg1.0_{number:04X}{_TEXT:04X}"):
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        old = self._stream(f"__substg1.0_{number:04X}{_OLD_TEXT:04X}").rstrip(b"\0")
        return decode(old, self.code_page).text if old else ""

    @property
    def code_page(self) -> str:
        """The encoding of words that are not Unicode, if it is told."""
        pages = (self.number(one) for one in _CODE_PAGES)
        page = next((page for page in pages if page), 0)
        return {65001: "utf-8", 20127: "ascii", 28591: "latin-1"}.get(page, f"cp{page}" if page else "")

    def number(self, number: int) -> int:
        """A property that is a number; 0 if it is not there."""
        return int(struct.unpack_from("<i", self._fixed.get(number, bytes(8)))[0])

    def moment(self, number: int) -> datetime | None:
        """A property that is a moment, in universal time."""
        (ticks,) = struct.unpack("<Q", self._fixed.get(number, bytes(8)))
        try:
            return _FIRST_DAY + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None

    def within(self, beginning: str) -> Iterator[_Storage]:
        """The storages in this one whose names begin like that, in order."""
        depth = len(self._place)
        names = {
            entry[depth]
            for entry in self._ole.listdir(streams=True, storages=True)
            if len(entry) > depth
            and tuple(entry[:depth]) == self._place
            and entry[depth].startswith(beginning)
        }
        for name in sorted(names):
            if self._ole.get_type([*self._place, name]) == olefile.STGTY_STORAGE:
                yield _Storage(self._ole, (*self._place, name))


def _message(storage: _Storage, warnings: list[str], depth: int) -> Message:
    """The message as an ordinary e-mail."""
    whole = MIMEMultipart("mixed")
    for name, value in _header(storage):
        whole[name] = value
    whole.attach(_words(storage, warnings))
    for number, attachment in enumerate(storage.within("__attach_version1.0_")):
        if number >= _MOST_ATTACHMENTS:
            warnings.append(
                f"The e-mail has more than {_MOST_ATTACHMENTS:,} attachments; not all are listed."
            )
            break
        if part := _attachment(attachment, warnings, depth):
            whole.attach(part)
    return whole


def _header(storage: _Storage) -> Iterator[tuple[str, str]]:
    """As it was sent, if the message still has that; else what Outlook knows."""
    sent = email.message_from_string(storage.text(_HEADERS).lstrip(), policy=compat32)
    kept = [(name, str(value)) for name, value in sent.raw_items() if not _OF_A_PART.match(name)]
    there = {name.lower() for name, _ in kept}
    yield from kept
    known = {"From": _sender(storage), "Subject": one_line(storage.text(_SUBJECT))}
    known |= _recipients(storage)
    if moment := storage.moment(_SENT) or storage.moment(_DELIVERED):
        known["Date"] = format_datetime(moment)
    yield from ((name, value) for name, value in known.items() if value and name.lower() not in there)


def _sender(storage: _Storage) -> str:
    name = one_line(storage.text(_SENDER_NAME) or storage.text(_FOR_NAME))
    return _named(name, storage.text(_SENDER_SMTP) or storage.text(_SENDER_ADDRESS))


def _named(name: str, address: str) -> str:
    """A name with its address; an address within one company's own system is no address to others."""
    address = one_line(address)
    if "@" not in address:
        return name or address
    shown = '"' + name.replace('"', "'") + '"' if _TO_QUOTE.search(name) else name
    return f"{shown} <{address}>" if name and name != address else address


def _recipients(storage: _Storage) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for one in storage.within("__recip_version1.0_"):
        role = _ROLES.get(one.number(_ROLE))
        named = _named(one_line(one.text(_NAME)), one.text(_SMTP) or one.text(_ADDRESS))
        if role and named:
            found.setdefault(role, []).append(named)
    return {role: ", ".join(names) for role, names in found.items()}


def _words(storage: _Storage, warnings: list[str]) -> Message:
    """The text in all the forms that are there, the plainest first."""
    forms = MIMEMultipart("alternative")
    if text := storage.text(_BODY):
        forms.attach(_part("text", "plain", text.encode("utf-8", "replace"), "utf-8"))
    if data := storage.data(_HTML):
        forms.attach(_part("text", "html", data, storage.code_page))
    elif page := storage.text(_HTML):
        forms.attach(_part("text", "html", page.encode("utf-8", "replace"), "utf-8"))
    packed = storage.data(_RTF)
    if packed and not forms.get_payload():
        forms.attach(_part("text", "plain", _plain(packed, warnings).encode("utf-8", "replace"), "utf-8"))
    return forms


def _plain(packed: bytes, warnings: list[str]) -> str:
    """The words of a formatted text that is all that a message has."""
    try:
        rtf = compressed_rtf.decompress(packed).decode("latin-1")
        text = str(rtf_to_text(rtf, errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, TypeError, LookupError, RecursionError):
        warnings.append("The text of the e-mail is damaged and could not be read.")
        return ""
    warnings.append("The e-mail was formatted in Outlook's own way; its words are shown without the format.")
    return text


def _attachment(storage: _Storage, warnings: list[str], depth: int) -> Message | None:
    name = one_line(storage.text(_LONG_NAME) or storage.text(_SHORT_NAME) or storage.text(_NAME))
    if storage.number(_METHOD) == _EMBEDDED:
        inner = next(storage.within(f"__substg1.0_{_DATA:04X}000D"), None)
        if inner is None or depth >= _DEEPEST:
            warnings.append(f"An e-mail within the e-mail could not be read: “{name or 'without a name'}”.")
            return None
        whole = MIMEBase("message", "rfc822")
        whole.set_payload([_message(inner, warnings, depth + 1)])
        return whole
    data = storage.data(_DATA)
    if not data:
        warnings.append(f"An attachment is not stored in the e-mail: “{name or 'without a name'}”.")
        return None
    kind, _, sort = one_line(storage.text(_MIME)).partition("/")
    part = _part(kind or "application", sort or "octet-stream", data, "")
    part.add_header(
        "Content-Disposition", "attachment", filename=("utf-8", "", name) if name else "attachment"
    )
    return part


def _part(kind: str, sort: str, data: bytes, charset: str) -> Message:
    part = MIMENonMultipart(kind, sort)
    if charset:
        part.set_param("charset", charset)
    part.set_payload(data.decode("ascii", "surrogateescape"))
    part["Content-Transfer-Encoding"] = "8bit"
    return part
