"""Reads a saved e-mail: its header as a table, its words, and a list of what was attached."""

from __future__ import annotations

import email
import re
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidencepack.errors import BadInput
from evidencepack.intake import reading_copy
from evidencepack.intake.decoding import decode
from evidencepack.intake.html import story_of
from evidencepack.intake.losses import lost_words, story_texts
from evidencepack.intake.message_body import Attachment, Body, flowed, take_apart, without_uuencoded
from evidencepack.intake.prepared import (
    Intake,
    Story,
    counted,
    first_few,
    new_place,
    one_line,
    own_version,
    stem,
)

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
LARGEST = 300 << 20
_NEXT_MESSAGE = re.compile(rb"\r?\n\r?\nFrom \S+ [^\r\n]*\d{4}[^\r\n]*\r?\n")
_HEADER_LINE = re.compile(rb"[\x21-\x39\x3b-\x7e]+:")
_DAYS = re.compile(
    r"\d{1,2}\s+[A-Za-z]{3,9}\.?,?\s+\d{2,4}\b|[A-Za-z]{3,9}\.?\s+\d{1,2},?\s+(?:[\d:]+\s+)?\d{4}\b"
)


def read(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of an e-mail.

    Raises:
        BadInput: If it is not an e-mail, is damaged beyond reading or has no words at all.
    """
    del password
    if path.stat().st_size > LARGEST:
        raise BadInput(
            f"“{path.name}” is an e-mail of more than {LARGEST >> 20} MB, too large to be read; save "
            "its text as PDF "
            "and its attachments as files.",
            file=str(path),
        )
    data = path.read_bytes()
    warnings: list[str] = []
    data = _first_message(data, warnings)
    return intake_of(path, _parsed(path, data), "message/rfc822", workspace, reader, warnings)


def intake_of(
    path: Path, message: Message, media_type: str, workspace: Path, reader: Reader, warnings: list[str]
) -> Intake:
    """Make a reading copy of an e-mail that was parsed.

    Args:
        path: The file it came from.
        message: The e-mail.
        media_type: What the file is.
        workspace: Where reading copies go.
        reader: Reads the copy back.
        warnings: What is known already that the person must know.

    Raises:
        BadInput: If it has no words at all.
    """
    header = [(name, header_text(message, name)) for name in _SHOWN]
    header = [(name, text) for name, text in header if text]
    if not header:
        warnings.append("The e-mail names neither a sender nor a subject nor a date.")
    story, body = _story(message, header, warnings)
    facts = dict(header)
    title = one_line(facts.get("Subject", ""))[:300] or stem(path)
    out = new_place(workspace)
    told = reading_copy.make_copy(story, title, path, out, reader)
    sent = sent_day(facts.get("Date", ""))
    if not sent:
        warnings.append("The e-mail has no date that could be understood; give the date yourself.")
    return Intake(
        original=path, media_type=media_type, kind="e-mail", title=title,
        author=_sender(facts.get("From", "")), url="", dates={"sent": sent} if sent else {}, rendition=out,
        converter=reading_copy.converter(), converter_version=own_version(),
        settings={**reading_copy.SETTINGS, "body": sorted({part.media_type for part in body.parts})},
        warnings=[*warnings, *told],
    )  # fmt: skip


def sent_day(date: str) -> str:
    """The day of a Date header in the sender's own zone, as an ISO day; nothing if it is not a date."""
    if not _DAYS.search(date):
        return ""
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return ""


def header_text(message: Message, name: str) -> str:
    """A header as a person reads it: encoded words decoded, folded lines joined."""
    values = [value for key, value in message.raw_items() if key.lower() == name.lower()]
    if not values:
        return ""
    raw = " ".join(
        str(values[0]).encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape").split()
    )
    if any("\udc80" <= c <= "\udcff" for c in raw):
        raw = decode(raw.encode("utf-8", "surrogateescape")).text
    return _decoded_words(raw)


def _decoded_words(raw: str) -> str:
    try:
        parts = decode_header(raw)
    except (ValueError, IndexError):  # an encoded word that is cut off
        return raw
    pieces = [
        decode(part, charset or "").text if isinstance(part, bytes) else part for part, charset in parts
    ]
    return one_line("".join(pieces))


def _first_message(data: bytes, warnings: list[str]) -> bytes:
    """The first message, where several were saved one after the other."""
    if not data.startswith(b"From "):
        return data.lstrip()
    ends = [found.start() for found in _NEXT_MESSAGE.finditer(data)]
    if ends:
        warnings.append(
            f"The file holds {len(ends) + 1:,} e-mails one after the other; only the first is in the "
            "reading copy: "
            "save the others as files of their own."
        )
        return data[: ends[0]]
    return data


def _parsed(path: Path, data: bytes) -> Message:
    first = data[data.find(b"\n") + 1 :] if data.startswith(b"From ") else data
    if not _HEADER_LINE.match(first):
        raise BadInput(
            f"“{path.name}” is not an e-mail: it does not begin with a header; save it again from the e-mail "
            "program.",
            file=str(path),
        )
    try:
        return email.message_from_bytes(data, policy=compat32)
    except RecursionError as problem:
        raise BadInput(
            f"“{path.name}” has e-mails within e-mails too deep to be read; save the inner ones as "
            "files of their own.",
            file=str(path),
        ) from problem


def _sender(field: str) -> str:
    name, address = parseaddr(field)
    return one_line(name or address or field)[:200]


def _story(message: Message, header: list[tuple[str, str]], warnings: list[str]) -> tuple[Story, Body]:
    body = take_apart(message)
    warnings.extend(body.warnings)
    story = Story()
    if header:
        story.blocks.append({"kind": "fields", "rows": [(f"{name}:", text) for name, text in header]})
    for part in body.parts:
        found = decode(part.data, part.charset)
        warnings.extend(found.warnings)
        if part.media_type == "text/html":
            inner = story_of(found.text)
            for block in inner.blocks:
                _renumber(block, len(story.pictures))
            story.blocks += inner.blocks
            story.pictures += inner.pictures
            warnings.extend(inner.warnings)
            continue
        text, encoded = without_uuencoded(found.text)
        body.attachments.extend(encoded)
        text = flowed(text, delete_space=part.delete_space) if part.flowed else text
        if text.strip():
            lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
            story.blocks.append({"kind": "lines", "lines": lines, "mono": False})
    if len(story.blocks) == bool(header):
        warnings.append("The e-mail itself has no text; the reading copy shows its header.")
    warnings += _other_form(story, body)
    if body.attachments:
        story.blocks += _list_of(body.attachments)
        names = "attachment is" if len(body.attachments) == 1 else "attachments are"
        warnings.append(
            f"{len(body.attachments):,} {names} listed on the last page but not brought in; save what "
            "you need "
            "and import it as a file."
        )
    return story, body


def _other_form(story: Story, body: Body) -> list[str]:
    """What the HTML form of the same e-mail has beyond the plain text that was taken."""
    told: list[str] = []
    for part in body.other_forms:
        inner = story_of(decode(part.data, part.charset).text)
        told += inner.warnings
        if lost := lost_words(story_texts(inner), story_texts(story)):
            verb = "is" if len(lost) == 1 else "are"
            told.append(
                f"{counted(len(lost), 'word')} of the e-mail's HTML form {verb} not in its plain text, "
                "which was "
                f"taken: {first_few(lost)}."
            )
    return told


def _renumber(block: dict[str, Any], offset: int) -> None:
    """Let an image point to its picture after the pictures that are there already."""
    if block["kind"] == "image":
        block["picture"] += offset
    for cell in block.get("cells", ()):
        for inner in cell["blocks"]:
            _renumber(inner, offset)


def _list_of(attachments: list[Attachment]) -> list[dict[str, Any]]:
    rows = []
    for attachment in attachments:
        kind = f"{attachment.media_type}, {counted(attachment.size, 'byte')}"
        rows.append(("Attachment:", f"{attachment.name} ({kind})" if attachment.name else kind))
    return [{"kind": "rule"}, {"kind": "fields", "rows": rows}]
