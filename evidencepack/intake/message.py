"""Reads a saved e-mail: its header as a table, its words, and a list of what was attached."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import Message
from email.policy import compat32
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from evidencepack.errors import BadInput
from evidencepack.intake import reading_copy
from evidencepack.intake.decoding import decode
from evidencepack.intake.html import story_of
from evidencepack.intake.losses import lost_words, story_texts
from evidencepack.intake.message_body import Attachment, Body, flowed, take_apart, without_uuencoded
from evidencepack.intake.message_header import header_text, sender, sent_day
from evidencepack.intake.parts import PartsFolder
from evidencepack.intake.pictures import shown
from evidencepack.intake.prepared import (
    Container,
    Intake,
    Part,
    Story,
    first_few,
    new_place,
    one_line,
    own_version,
    stem,
)
from evidencepack.model.wording import counted

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
LARGEST = 300 << 20
_NEXT_MESSAGE = re.compile(rb"\r?\n\r?\n(From \S+ [^\r\n]*\d{4}[^\r\n]*\r?\n)")
_HEADER_LINE = re.compile(rb"[\x21-\x39\x3b-\x7e]+:")
_SEALED = "the e-mail in a sealed envelope; open it in the e-mail program and print it to PDF"
_OUTLOOK_ONLY = "attachments in a form that only Outlook opens; ask for them as ordinary files"
_LEFT_OUT = {
    "application/pkcs7-signature": "the digital signature of the e-mail",
    "application/x-pkcs7-signature": "the digital signature of the e-mail",
    "application/pgp-signature": "the digital signature of the e-mail",
    "application/pkcs7-mime": _SEALED,
    "application/x-pkcs7-mime": _SEALED,
    "application/ms-tnef": _OUTLOOK_ONLY,
    "winmail.dat": _OUTLOOK_ONLY,
}


def read(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake | Container:
    """Make a reading copy of an e-mail, or take a mailbox apart that holds several.

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
    messages = _messages(path.read_bytes())
    if len(messages) > 1:
        return _mailbox(path, messages, workspace)
    return intake_of(path, _parsed(path, messages[0]), "message/rfc822", workspace, reader, [])


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
    body = take_apart(message)
    warnings.extend(body.warnings)
    story, seen = _story(header, body, warnings)
    facts = dict(header)
    title = one_line(facts.get("Subject", ""))[:300] or stem(path)
    out = new_place(workspace)
    told = reading_copy.make_copy(story, title, path, out, reader)
    sent = sent_day(facts.get("Date", ""))
    if not sent:
        warnings.append("The e-mail has no date that could be understood; give the date yourself.")
    return Intake(
        original=path, media_type=media_type, kind="e-mail", title=title,
        author=sender(facts.get("From", "")), url="", dates={"sent": sent} if sent else {}, rendition=out,
        converter=reading_copy.converter(), converter_version=own_version(),
        settings={**reading_copy.SETTINGS, "body": sorted({part.media_type for part in body.parts})},
        warnings=[*warnings, *told], parts=_parts(body.attachments, seen, workspace),
    )  # fmt: skip


def _messages(data: bytes) -> list[bytes]:
    """The messages of a mailbox, in which they stand one after the other; else the one message."""
    if not data.startswith(b"From "):
        return [data.lstrip()]
    starts = [0, *(found.end() - len(found[1]) for found in _NEXT_MESSAGE.finditer(data))]
    return [data[start:end] for start, end in zip(starts, [*starts[1:], len(data)], strict=True)]


def _mailbox(path: Path, messages: list[bytes], workspace: Path) -> Container:
    folder = PartsFolder(workspace)
    for number, data in enumerate(messages, start=1):
        folder.add(f"e-mail {number}.eml", data.partition(b"\n")[2], "message/rfc822")
    return Container(path, "a mailbox", folder.parts, [])


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


def _story(header: list[tuple[str, str]], body: Body, warnings: list[str]) -> tuple[Story, set[str]]:
    """The e-mail as it is set, and the content ids of the pictures that are seen in it."""
    story = Story()
    album = _Album(body.attachments)
    if header:
        story.blocks.append({"kind": "fields", "rows": [(f"{name}:", text) for name, text in header]})
    for part in body.parts:
        found = decode(part.data, part.charset)
        warnings.extend(found.warnings)
        if part.media_type == "text/html":
            inner = story_of(found.text, album)
            _add(story, inner.blocks, inner.pictures)
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
    warnings += _other_form(story, body, album)
    if body.attachments:
        story.blocks += _list_of(body.attachments, album.seen)
    return story, album.seen


class _Album:
    """The pictures that the HTML of an e-mail refers to by their content ids (RFC 2392)."""

    def __init__(self, attachments: list[Attachment]) -> None:
        self._pictures = {one.content_id: one.data for one in attachments if one.content_id}
        self.seen: set[str] = set()

    def __call__(self, source: str) -> bytes | None:
        content_id = unquote(source[4:]) if source.lower().startswith("cid:") else ""
        data = self._pictures.get(content_id)
        if data is None or shown(data) is None:
            return None
        self.seen.add(content_id)
        return data


def _add(story: Story, blocks: list[dict[str, Any]], pictures: list[bytes]) -> None:
    for block in blocks:
        _renumber(block, len(story.pictures))
    story.blocks += blocks
    story.pictures += pictures


def _other_form(story: Story, body: Body, album: _Album) -> list[str]:
    """What the HTML form of the same e-mail has beyond the plain text that was taken; its pictures come."""
    told: list[str] = []
    for part in body.other_forms:
        inner = story_of(decode(part.data, part.charset).text, album)
        told += inner.warnings
        if lost := lost_words(story_texts(inner), story_texts(story)):
            verb = "is" if len(lost) == 1 else "are"
            told.append(
                f"{counted(len(lost), 'word')} of the e-mail's HTML form {verb} not in its plain text, "
                f"which was taken: {first_few(lost)}."
            )
        _add(story, list(_images(inner.blocks)), inner.pictures)
    return told


def _images(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        if block["kind"] == "image":
            yield block
        for cell in block.get("cells", ()):
            yield from _images(cell["blocks"])


def _renumber(block: dict[str, Any], offset: int) -> None:
    """Let an image point to its picture after the pictures that are there already."""
    if block["kind"] == "image":
        block["picture"] += offset
    for cell in block.get("cells", ()):
        for inner in cell["blocks"]:
            _renumber(inner, offset)


def _list_of(attachments: list[Attachment], seen: set[str]) -> list[dict[str, Any]]:
    rows = []
    for attachment in attachments:
        label = "Picture in the text:" if attachment.content_id in seen else "Attachment:"
        kind = f"{attachment.media_type}, {counted(attachment.size, 'byte')}"
        rows.append((label, f"{attachment.name} ({kind})" if attachment.name else kind))
    return [{"kind": "rule"}, {"kind": "fields", "rows": rows}]


def _parts(attachments: list[Attachment], seen: set[str], workspace: Path) -> list[Part]:
    """The attachments as files, to be imported as sources of their own."""
    folder = PartsFolder(workspace)
    for attachment in attachments:
        if attachment.content_id in seen:
            folder.skip(attachment.name, "a picture in the text of the e-mail, shown there")
        elif reason := _LEFT_OUT.get(attachment.media_type) or _LEFT_OUT.get(attachment.name.lower()):
            folder.skip(attachment.name, reason)
        else:
            folder.add(attachment.file_name, attachment.data, attachment.media_type)
    return folder.parts
