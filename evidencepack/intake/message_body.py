"""Takes an e-mail apart: which parts are its words, and which are attachments."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field
from email.message import Message
from email.policy import compat32
from email.utils import collapse_rfc2231_value

from evidencepack.intake.message_header import header_text
from evidencepack.intake.prepared import one_line

_UUENCODED = re.compile(
    r"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n((?:[ -`]{1,90}\r?\n)*?)(?:[ `]?\r?\n)?end[ \t]*$", re.MULTILINE
)
_MOST_PARTS = 5000
_AS_IT_STANDS = compat32.clone(max_line_length=0, mangle_from_=False)  # no header is folded anew


@dataclass(frozen=True)
class Part:
    """Words of the message, still as bytes."""

    media_type: str
    data: bytes
    charset: str = ""
    flowed: bool = False
    delete_space: bool = False


@dataclass(frozen=True)
class Attachment:
    """Something that came with the message.

    Attributes:
        name: Its name, or the subject of a message within the message; may be empty.
        media_type: What the message says that it is.
        data: Its bytes.
        content_id: How the HTML of the message refers to it, if it is a picture in the text.
    """

    name: str
    media_type: str
    data: bytes = field(repr=False)
    content_id: str = ""

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return len(self.data)

    @property
    def file_name(self) -> str:
        """What a file of it would be called."""
        is_message = self.media_type == "message/rfc822" and not self.name.lower().endswith(".eml")
        return f"{self.name or 'message'}.eml" if is_message else self.name


@dataclass
class Body:
    """An e-mail taken apart, with what was odd about it."""

    parts: list[Part] = field(default_factory=list)
    other_forms: list[Part] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def take_apart(message: Message) -> Body:
    """Sort the parts of a message into words and attachments.

    Where the same words are there as plain text and as HTML, the plain text is taken.
    """
    body = Body()
    waiting = [(message, True)]  # a part, and whether words in it are wanted
    seen = 0
    while waiting:
        part, wanted = waiting.pop()
        seen += 1
        if seen > _MOST_PARTS:
            body.warnings.append(f"The e-mail has more than {_MOST_PARTS:,} parts; the rest is left out.")
            break
        inner = part.get_payload()
        kind = part.get_content_type()
        if kind == "message/rfc822" and isinstance(inner, list) and inner:
            body.attachments.append(_forwarded(inner[0]))
        elif part.is_multipart() and isinstance(inner, list):
            children = [child for child in inner if isinstance(child, Message)]
            waiting.extend(reversed(_sorted_out(kind, children, wanted)))
        elif kind.startswith("multipart/"):
            body.warnings.append(
                "The e-mail is damaged: its parts cannot be told apart, so it is shown as it stands."
            )
            body.parts.append(Part("text/plain", _bytes(part)))
        elif kind in ("text/plain", "text/html") and not _is_attached(part):
            _take_words(part, kind, body, wanted=wanted)
        elif inner:
            body.attachments.append(Attachment(_name(part), kind, _bytes(part), _content_id(part)))
    return body


def _take_words(part: Message, kind: str, body: Body, *, wanted: bool) -> None:
    words = _words(part, kind)
    if wanted:
        body.parts.append(words)
    elif kind == "text/html" and words.data.strip():
        body.other_forms.append(words)


def _sorted_out(kind: str, children: list[Message], wanted: bool) -> list[tuple[Message, bool]]:
    """The parts of a part, and of which the words are wanted: of several forms of the same, only one."""
    if kind != "multipart/alternative" or not wanted:
        return [(child, wanted) for child in children]
    chosen = next(
        (child for form in ("text/plain", "text/html") for child in children
         if child.get_content_type() == form and not _is_attached(child) and _bytes(child).strip()),
        next((child for child in children if child.is_multipart()), None),
    )  # fmt: skip
    return [(child, chosen is None or child is chosen) for child in children]


def _is_attached(part: Message) -> bool:
    disposition = str(part.get("content-disposition", "")).strip().lower()
    return disposition.startswith("attachment") or bool(_name(part))


def _words(part: Message, kind: str) -> Part:
    return Part(
        media_type=kind,
        data=_bytes(part),
        charset=_parameter(part, "charset"),
        flowed=_parameter(part, "format").lower() == "flowed",
        delete_space=_parameter(part, "delsp").lower() == "yes",
    )


def _parameter(part: Message, name: str) -> str:
    value = part.get_param(name)
    if value is None:
        return ""
    try:
        return one_line(collapse_rfc2231_value(value)).strip()
    except (LookupError, ValueError):  # an encoding that does not exist, for the name of an encoding
        return ""


def _name(part: Message) -> str:
    try:
        name = part.get_filename()
    except (LookupError, ValueError):
        return ""
    # A name is shown, never used as a path; what is before the last separator says nothing.
    return re.split(r"[/\\]", one_line(name))[-1][:200] if name else ""


def _content_id(part: Message) -> str:
    """The identity of a picture in the text; what is attached on purpose has none here."""
    disposition = str(part.get("content-disposition", "")).strip().lower()
    said = "" if disposition.startswith("attachment") else str(part.get("content-id", ""))
    return one_line(said).strip("<> ")


def _bytes(part: Message) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except (binascii.Error, ValueError, LookupError):
        data = str(part.get_payload()).encode("utf-8", "replace")
    return data if isinstance(data, bytes) else b""


def _forwarded(inner: object) -> Attachment:
    if not isinstance(inner, Message):
        return Attachment("", "message/rfc822", b"")
    subject = header_text(inner, "subject")[:200]
    try:
        data = inner.as_bytes(policy=_AS_IT_STANDS)
    except (ValueError, LookupError, RecursionError):  # a message that cannot be written out again
        data = b""
    return Attachment(subject, "message/rfc822", data)


def flowed(text: str, *, delete_space: bool = False) -> str:
    """Lines that an e-mail program broke for sending (RFC 3676), joined to the paragraphs that were typed."""
    lines: list[str] = []
    open_depth = -1
    for line in text.replace("\r\n", "\n").split("\n"):
        words = line.lstrip(">")
        depth = len(line) - len(words)
        words = words.removeprefix(" ")
        signature = words == "-- "
        if open_depth == depth and not signature:
            lines[-1] += words
        else:
            lines.append(("> " if depth == 1 else ">" * depth + " " if depth else "") + words)
        open_depth = depth if words.endswith(" ") and not signature else -1
        if open_depth >= 0 and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(line.rstrip(" ") if line != "-- " else line for line in lines)


def without_uuencoded(text: str) -> tuple[str, list[Attachment]]:
    """A text without the files that old programs wrote into it as letters, and those files."""
    found: list[Attachment] = []

    def left_out(match: re.Match[str]) -> str:
        data = b"".join(_uudecoded(line) for line in match[2].splitlines())
        found.append(Attachment(one_line(match[1]), "application/octet-stream", data))
        return ""

    return _UUENCODED.sub(left_out, text), found


def _uudecoded(line: str) -> bytes:
    if not line:
        return b""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        # Some programs end a line with letters that carry nothing: what the line says it holds is taken.
        kept = (((ord(line[0]) - 32) & 63) * 4 + 5) // 3
        try:
            return binascii.a2b_uu(line[:kept])
        except binascii.Error:
            return b""
