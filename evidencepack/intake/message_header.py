"""Reads the header of an e-mail as a person would: its names, its subject and the day it was sent."""

from __future__ import annotations

import re
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from evidencepack.intake.decoding import decode
from evidencepack.intake.prepared import one_line

_DAYS = re.compile(
    r"\d{1,2}\s+[A-Za-z]{3,9}\.?,?\s+\d{2,4}\b|[A-Za-z]{3,9}\.?\s+\d{1,2},?\s+(?:[\d:]+\s+)?\d{4}\b"
)


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


def sent_day(date: str) -> str:
    """The day of a Date header in the sender's own zone, as an ISO day; nothing if it is not a date."""
    if not _DAYS.search(date):
        return ""
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return ""


def sender(field: str) -> str:
    """The name in a From header, or the address if it has no name."""
    name, address = parseaddr(field)
    return one_line(name or address or field)[:200]
