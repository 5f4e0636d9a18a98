"""RTF, the old DOC and OpenDocument are read through LibreOffice, or by their words where that is missing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from evidencepack.errors import BadInput
from evidencepack.intake import libreoffice
from evidencepack.intake.prepared import Intake

TakeIn = Callable[..., Intake]
TextOf = Callable[[Intake], str]
RTF = rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Times;}}\f0 The office met {\b 18 requests}.\par It cost \'a35.\par}"
NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("style", "style"))
)
with_office = pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed")


def odt(body: str, *, head: str = "", **parts: str) -> bytes:
    content = (
        f'<office:document-content {NAMES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", f'<?xml version="1.0" encoding="UTF-8"?>{head}{content}')
        package.writestr("META-INF/manifest.xml", parts.pop("manifest", manifest))
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


LETTER = (
    '<text:h text:outline-level="1">The answer</text:h>'
    '<text:p>Nothing<text:s text:c="2"/>was <text:span>shared</text:span>.<text:line-break/>Nothing.</text:p>'
    '<text:p>Seen.<draw:frame><draw:image xlink:href="http://tracker.example/x.png"/></draw:frame></text:p>'
)
TRACKED = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info/>'
    "<text:p>SECRET</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    '<text:p>Kept <text:change text:change-id="c1"/>words.</text:p>'
)


@with_office
def test_a_rich_text_file_becomes_pages_as_its_program_shows_it(take_in: TakeIn, text_of: TextOf) -> None:
    intake = take_in("answer.rtf", RTF)
    assert "The office met 18 requests. It cost £5." in text_of(intake)
    assert (intake.media_type, intake.title) == ("application/rtf", "answer")
    assert intake.converter.startswith("LibreOffice")
    assert intake.settings["through"] == "docx"
    assert intake.original.name == "answer.rtf"


def test_without_libreoffice_the_words_are_there_and_it_is_told(
    take_in: TakeIn, text_of: TextOf, own_converter: None
) -> None:
    for name, data, words in (
        ("answer.rtf", RTF, "The office met 18 requests. It cost £5."),
        ("answer.odt", odt(LETTER), "Nothing was shared. Nothing."),
    ):
        intake = take_in(name, data)
        assert words in text_of(intake)
        assert any("without its format" in warning for warning in intake.warnings)


def test_an_old_word_document_needs_libreoffice_and_the_person_is_told(
    take_in: TakeIn, own_converter: None
) -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le")
    with pytest.raises(BadInput, match="needs LibreOffice"):
        take_in("old.doc", head)


@pytest.mark.parametrize("own", [True, pytest.param(False, marks=with_office)])
def test_nothing_outside_an_opendocument_is_fetched_and_that_is_told(
    take_in: TakeIn, text_of: TextOf, monkeypatch: pytest.MonkeyPatch, own: bool
) -> None:
    if own:
        monkeypatch.setenv("EVIDENCEPACK_CONVERTER", "own")
    intake = take_in("answer.odt", odt(LETTER))
    assert "Nothing was shared. Nothing. Seen." in text_of(intake)
    assert "not stored in the file" in intake.warnings[0]
    assert not any("missing" in warning for warning in intake.warnings)


@pytest.mark.parametrize("own", [True, pytest.param(False, marks=with_office)])
def test_what_was_deleted_stays_out(
    take_in: TakeIn, text_of: TextOf, monkeypatch: pytest.MonkeyPatch, own: bool
) -> None:
    if own:
        monkeypatch.setenv("EVIDENCEPACK_CONVERTER", "own")
    text = text_of(take_in("tracked.odt", odt(TRACKED)))
    assert "SECRET" not in text
    assert "Kept words." in text


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (odt(LETTER, head='<!DOCTYPE x [<!ENTITY a "aaa">]>'), "declares entities"),
        (odt("<text:p>unclosed"), "damaged"),
        (odt(LETTER, manifest="<m><manifest:encryption-data/></m>"), "locked with a password"),
    ],
)
def test_a_dangerous_damaged_or_locked_opendocument_is_refused(
    take_in: TakeIn, data: bytes, cause: str
) -> None:
    with pytest.raises(BadInput, match=cause) as refused:
        take_in("bad.odt", data)
    assert "bad.odt" in refused.value.message
