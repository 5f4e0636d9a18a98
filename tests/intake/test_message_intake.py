"""Saved e-mails: header, words, attachments, and dates that are never invented."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidencepack.errors import BadInput, PackError
from evidencepack.intake.message import sent_day
from evidencepack.intake.message_body import flowed, without_uuencoded
from evidencepack.intake.prepared import Container, Intake

TakeIn = Callable[..., Intake]
TakeOut = Callable[..., Container]
TextOf = Callable[[Intake], str]

HEADER = (
    "From: Clerk <clerk@example.org>\nTo: a@example.org\n"
    "Date: Tue, 14 Mar 2023 09:30:00 +0000\nSubject: Data\n"
)


def _multipart(kind: str, *parts: str) -> str:
    inner = "".join(f"--B\n{part}\n" for part in parts)
    return f'{HEADER}MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="B"\n\n{inner}--B--\n'


PLAIN = "Content-Type: text/plain; charset=utf-8\n\nThe data will not be shared."
PDF = (
    'Content-Type: application/pdf; name="../../etc/letter.pdf"\n'
    'Content-Disposition: attachment; filename="../../etc/letter.pdf"\n'
    "Content-Transfer-Encoding: base64\n\nJVBERi0xLjQK"
)


def test_the_header_stands_above_the_words_as_it_is_in_the_message(take_in: TakeIn, text_of: TextOf) -> None:
    intake = take_in("m.eml", HEADER + "Cc: =?utf-8?B?546L5bCP5piO?= <w@example.org>\n\nDear Sir,\nWords.\n")
    assert text_of(intake) == (
        "From: Clerk <clerk@example.org> To: a@example.org Cc: 王小明 <w@example.org> "
        "Date: Tue, 14 Mar 2023 09:30:00 +0000 Subject: Data Dear Sir, Words."
    )
    assert (intake.title, intake.author, intake.kind) == ("Data", "Clerk", "e-mail")
    assert intake.dates == {"sent": "2023-03-14"}
    assert intake.warnings == []


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("Mon, 26 Sep 2016 23:30:00 -0500", "2016-09-26"),
        ("Tue, 27 Sep 2016 00:30:00 +1300", "2016-09-27"),
        ("Sun, 26 Mar 2023 01:30:00", "2023-03-26"),
        ("14 Mar 2023 09:30:00 -0000", "2023-03-14"),
        ("Thu, 32 Mar 2023 25:61:00 +9900", ""),
        ("Wed, 29 Feb 2023 10:00:00 +0000", ""),
        ("garbage", ""),
        ("", ""),
        ("yesterday at 5", ""),
    ],
)
def test_the_day_is_that_of_the_sender_and_never_invented(date: str, day: str) -> None:
    assert sent_day(date) == day


@given(st.text(max_size=60))
def test_no_text_makes_the_date_reader_fail(text: str) -> None:
    assert len(sent_day(text)) in (0, 10)


def test_a_message_without_a_sound_date_has_none_and_says_so(take_in: TakeIn) -> None:
    intake = take_in("m.eml", "From: a@b.c\nDate: garbage\nSubject: x\n\nWords\n")
    assert intake.dates == {}
    assert intake.warnings == ["The e-mail has no date that could be understood; give the date yourself."]


def test_attachments_are_listed_by_their_bare_names_and_told(take_in: TakeIn, text_of: TextOf) -> None:
    intake = take_in("m.eml", _multipart("mixed", PLAIN, PDF))
    assert text_of(intake).endswith(
        "The data will not be shared. Attachment: letter.pdf (application/pdf, 9 bytes)"
    )
    (part,) = intake.parts
    assert part.path is not None
    assert (part.name, part.path.name) == ("letter.pdf", "letter.pdf")
    assert part.path.read_bytes().startswith(b"%PDF")


def test_of_two_forms_the_plain_one_is_taken_and_what_only_the_other_says_is_told(
    take_in: TakeIn, text_of: TextOf
) -> None:
    html = "Content-Type: text/html\n\n<p>The data will not be shared. <b>Unless required.</b><img src=http://x/p.gif>"
    intake = take_in("m.eml", _multipart("alternative", PLAIN, html))
    assert text_of(intake).endswith("The data will not be shared.")
    assert any("“unless”, “required”" in told for told in intake.warnings)
    assert any("1 picture" in told for told in intake.warnings)


def test_html_alone_is_set_as_a_page(take_in: TakeIn, text_of: TextOf) -> None:
    html = "Content-Type: text/html; charset=utf-8\n\n<ul><li>One</ul><p style='display:none'>SECRET</p>"
    intake = take_in("m.eml", _multipart("mixed", html))
    assert text_of(intake).endswith("Subject: Data • One")


def test_attachments_beside_a_form_that_is_not_taken_are_still_listed(
    take_in: TakeIn, text_of: TextOf
) -> None:
    inner = (
        'Content-Type: multipart/mixed; boundary="C"\n\n--C\nContent-Type: text/html\n\n<p>The data\n--C\n'
    )
    intake = take_in("m.eml", _multipart("alternative", PLAIN, f"{inner}{PDF}\n--C--"))
    assert "Attachment: letter.pdf" in text_of(intake)


def test_a_forwarded_message_is_listed_with_its_subject(take_in: TakeIn, text_of: TextOf) -> None:
    forwarded = "Content-Type: message/rfc822\n\nFrom: x@y.z\nSubject: The first one\n\nInner words"
    text = text_of(take_in("m.eml", _multipart("mixed", PLAIN, forwarded)))
    assert "Attachment: The first one (message/rfc822" in text
    assert "Inner words" not in text


def test_an_unknown_encoding_is_told(take_in: TakeIn, text_of: TextOf) -> None:
    message = b"From: a@b.c\nSubject: x\nContent-Type: text/plain; charset=x-nonsense\n\n\xa35 caf\xe9\n"
    intake = take_in("m.eml", message)
    assert text_of(intake).endswith("£5 café")
    assert any("x-nonsense" in told for told in intake.warnings)


def test_the_messages_of_a_mailbox_are_files_of_their_own(take_out: TakeOut) -> None:
    one = "From a@b.c Tue Mar 14 09:30:00 2023\nFrom: a@b.c\nSubject: one\n\nONE\n\n"
    mailbox = take_out("m.eml", one + one.replace("one", "two").replace("ONE", "TWO"))
    assert mailbox.name == "a mailbox"
    texts = [part.path.read_text() for part in mailbox.parts if part.path]
    assert texts == [
        "From: a@b.c\nSubject: one\n\nONE\n\n",
        "From: a@b.c\nSubject: two\n\nTWO\n\n",
    ]


def test_a_message_that_is_damaged_is_shown_as_it_stands(take_in: TakeIn, text_of: TextOf) -> None:
    message = HEADER + "Content-Type: multipart/mixed; boundary=GONE\n\nThe words are here.\n"
    intake = take_in("m.eml", message)
    assert text_of(intake).endswith("The words are here.")
    assert any("damaged" in told for told in intake.warnings)


def test_garbage_called_a_message_is_read_as_what_it_is(take_in: TakeIn) -> None:
    with pytest.raises(BadInput):
        take_in("m.eml", bytes(range(256)) * 4)
    assert take_in("m.eml", "no header at all\nonly words\n").media_type == "text/plain"


def test_messages_within_messages_without_end_are_refused(take_in: TakeIn) -> None:
    nested = HEADER + "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(1500)
    )
    with pytest.raises(BadInput, match="too deep"):
        take_in("m.eml", nested + "\nwords\n")


def test_lines_that_were_broken_for_sending_are_joined() -> None:
    assert (
        flowed("One \nparagraph.\n\n> quoted \n> on.\n-- \nMe") == "One paragraph.\n\n> quoted on.\n-- \nMe"
    )
    assert flowed("a \nb", delete_space=True) == "ab"


def test_a_file_written_into_the_text_is_an_attachment() -> None:
    text, files = without_uuencoded("Hello\nbegin 644 cat.txt\n#0V%T\n`\nend\nBye")
    assert text == "Hello\n\nBye"
    assert [(f.name, f.size) for f in files] == [("cat.txt", 3)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from(["", "Content-Type: multipart/alternative; boundary=B\n"]))
def test_no_message_makes_the_reader_fail_without_a_sentence(take_in: TakeIn, body: bytes, kind: str) -> None:
    with contextlib.suppress(PackError):
        assert take_in("m.eml", (HEADER + kind + "\n").encode() + body).rendition.is_file()
