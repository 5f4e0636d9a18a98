"""Outlook messages are read like other e-mails: header, words, attachments, e-mails within."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import UTC, datetime

import compressed_rtf
import pytest
from compound_file import Tree, compound_file, properties, words

from evidencepack.errors import BadInput
from evidencepack.intake.prepared import Intake

TakeIn = Callable[..., Intake]
TextOf = Callable[[Intake], str]
SENT = datetime(2016, 9, 26, 21, 15, tzinfo=UTC)
TICKS = int((SENT - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


def recipient(role: int, name: str, address: str) -> Tree:
    return {
        "__properties_version1.0": properties({0x0C15: (3, struct.pack("<i", role))}),
        **words(0x3001, name),
        **words(0x39FE, address),
    }


def message(*, head: int = 32, **streams: bytes | Tree) -> Tree:
    return {
        "__properties_version1.0": properties({0x0039: (0x40, struct.pack("<Q", TICKS))}, head),
        **words(0x0037, "Pupils’ nationality"),
        **words(0x0C1A, "A. Clerk"),
        **words(0x5D01, "clerk@example.org"),
        **words(0x1000, "Dear all,\r\nNothing will be shared.\r\n"),
        "__recip_version1.0_#00000000": recipient(1, "B. Reader", "reader@example.org"),
        "__recip_version1.0_#00000001": recipient(2, "Copied In", "copied@example.org"),
        "__recip_version1.0_#00000002": recipient(3, "Hidden One", "hidden@example.org"),
        **streams,
    }


def attachment(name: str, data: bytes, method: int = 1) -> Tree:
    return {
        "__properties_version1.0": properties({0x3705: (3, struct.pack("<i", method))}),
        **words(0x3707, name),
        "__substg1.0_37010102": data,
    }


def test_an_outlook_message_has_its_header_its_words_and_its_day(take_in: TakeIn, text_of: TextOf) -> None:
    intake = take_in("letter.msg", compound_file(message()))
    text = text_of(intake)
    for part in (
        "From: A. Clerk <clerk@example.org>",
        "To: B. Reader <reader@example.org>",
        "Cc: Copied In <copied@example.org>",
        "Subject: Pupils’ nationality",
        "Nothing will be shared.",
    ):
        assert part in text, text
    assert "Hidden" not in text
    assert (intake.title, intake.author, intake.kind) == ("Pupils’ nationality", "A. Clerk", "e-mail")
    assert intake.dates == {"sent": "2016-09-26"}
    assert intake.media_type == "application/vnd.ms-outlook"
    assert intake.warnings == []


def test_the_day_is_the_senders_own_where_the_sent_header_is_there(take_in: TakeIn) -> None:
    header = (
        "From: x@example.org\r\nDate: Tue, 27 Sep 2016 01:15:00 +0400\r\nContent-Type: text/plain\r\n\r\n"
    )
    intake = take_in("letter.msg", compound_file(message(**words(0x007D, header))))
    assert intake.dates == {"sent": "2016-09-27"}


def test_words_that_are_only_html_or_only_outlooks_own_are_read(take_in: TakeIn, text_of: TextOf) -> None:
    page = "<html><body><p>Only a <b>page</b> with £5.</p></body></html>".encode("cp1252")
    plain = message(**{"__substg1.0_10130102": page})
    plain.pop("__substg1.0_1000001F")
    plain["__properties_version1.0"] = properties({0x3FDE: (3, struct.pack("<i", 1252))}, 32)
    assert "Only a page with £5." in text_of(take_in("page.msg", compound_file(plain)))
    packed = compressed_rtf.compress(rb"{\rtf1\ansi Only {\b formatted} words.\par}")
    formatted = message(**{"__substg1.0_10090102": packed})
    formatted.pop("__substg1.0_1000001F")
    intake = take_in("formatted.msg", compound_file(formatted))
    assert "Only formatted words." in text_of(intake)
    assert any("without the format" in warning for warning in intake.warnings)


def test_attachments_and_e_mails_within_are_listed(take_in: TakeIn, text_of: TextOf) -> None:
    inner = message(head=24, **words(0x0037, "The one before"))
    within = {
        "__properties_version1.0": properties({0x3705: (3, struct.pack("<i", 5))}),
        "__substg1.0_3701000D": inner,
    }
    whole = message(
        **{
            "__attach_version1.0_#00000000": attachment("table.xlsx", b"1234567"),
            "__attach_version1.0_#00000001": within,
        }
    )
    text = text_of(take_in("with.msg", compound_file(whole)))
    assert "table.xlsx (application/octet-stream, 7 bytes)" in text
    assert "The one before (message/rfc822" in text


def test_what_is_not_stored_in_the_message_is_told(take_in: TakeIn) -> None:
    gone = attachment("far-away.docx", b"")
    intake = take_in("with.msg", compound_file(message(**{"__attach_version1.0_#00000000": gone})))
    assert any("far-away.docx" in warning for warning in intake.warnings)


@pytest.mark.parametrize("keep", [700, 1500, 3000])
def test_half_a_message_is_refused_by_name(take_in: TakeIn, keep: int) -> None:
    whole = compound_file(message())
    with pytest.raises(BadInput, match=r"half\.msg"):
        take_in("half.msg", whole[:keep])
