"""That a file is known by what is in it, and refused in one sentence when it cannot be read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidencepack.errors import BadInput, NotFound
from evidencepack.intake import libreoffice
from evidencepack.intake.prepared import Intake, sensible_title
from evidencepack.intake.registry import FORMATS, read_file
from evidencepack.intake.signatures import sniff
from evidencepack.model.tables import SOURCE_KINDS
from evidencepack.reading.reader import Reader

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TakeIn = Callable[..., Intake]


def _zip(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


REFUSED = {
    "empty.pdf": (b"", "is empty"),
    "scan.jpg": (b"\xff\xd8\xff\xe0" + bytes(50), "is a picture that is damaged"),
    "scan.png": (b"\x89PNG\r\n\x1a\n" + bytes(50), "is a picture that is damaged"),
    "scan.webp": (b"RIFF\0\0\0\0WEBPVP8 ", "is a picture that is damaged"),
    "scan.heic": (b"\0\0\0\x18ftypheic\0\0\0\0", "is a picture that is damaged"),
    "drawing.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><text>x", "is an SVG drawing that is damaged"),
    "tool.pdf": (b"MZ\x90\0" + bytes(200), "is a program"),
    "data.pdf": (b"SQLite format 3\0" + bytes(200), "is a database"),
    "old.doc": (
        OLE + "WordDocument\0".encode("utf-16-le"),
        "needs LibreOffice" if libreoffice.program() is None else "is a Word document of the old kind",
    ),
    "locked.docx": (
        OLE + "EncryptedPackage\0".encode("utf-16-le"),
        "locked with a password",
    ),
    "mail.msg": (
        OLE + "__nameid_version1.0\0".encode("utf-16-le"),
        "is a damaged Outlook message",
    ),
    "broken.docx": (b"PK\x03\x04" + bytes(100), "is damaged"),
    "files.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(50), "is an archive of the kind 7z or RAR"),
    "files.gz": (b"\x1f\x8b" + bytes(50), "is an archive that is damaged"),
    "notes.pages": (_zip(**{"Index/Document.iwa": b"x"}), "is a document of Pages"),
    "drawing.vsdx": (_zip(**{"[Content_Types].xml": b"<Types/>"}), "is a packed document of another program"),
    "program.jar": (_zip(**{"META-INF/MANIFEST.MF": b"x"}), "is a program"),
    "text.odt": (_zip(mimetype=b"application/vnd.oasis.opendocument.text"), "is an OpenDocument text"),
    "noise.txt": (bytes(range(256)) * 8, "is not a document of a kind"),
    "~$letter.docx": (b"\x05Jane" + bytes(157), "is only the lock"),
    "feed.xml": (b"<?xml version='1.0'?><rss/>", "is an XML file"),
    "page.mht": (
        b"From: <Saved by Browser>\nSubject: x\nMIME-Version: 1.0\nDate: x\n"
        b"Content-Type: multipart/related\n\nx",
        "is a web archive in which no page could be found",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_sentence(take_in: TakeIn, name: str) -> None:
    data, cause = REFUSED[name]
    with pytest.raises(BadInput) as refused:
        take_in(name, data)
    message = refused.value.message
    assert message.startswith(f"“{name}” ")
    assert cause in message
    assert re.search(r"[;:] |^[^.]*\.$", message)
    assert refused.value.file
    assert refused.value.file.endswith(name)


def test_a_file_that_is_not_there_is_not_found(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file"):
        read_file(tmp_path / "gone.pdf", tmp_path, reader)


def test_a_folder_is_not_a_file(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is a folder"):
        read_file(tmp_path, tmp_path, reader)


def test_a_wrong_ending_is_told_and_the_content_believed(take_in: TakeIn) -> None:
    intake = take_in("notes.txt", "<!DOCTYPE html><title>News page</title><p>Words.")
    assert intake.media_type == "text/html"
    assert intake.warnings[0] == "Its name ends in “.txt”, but it is a web page and was read as one."


def test_a_memo_that_looks_like_a_header_stays_a_text(take_in: TakeIn) -> None:
    memo = "To: All staff\nFrom: The Head\nDate: 3 May 2021\nSubject: Data\n\nPlease note.\n"
    assert take_in("memo.txt", memo).media_type == "text/plain"


def test_a_message_is_known_without_its_ending(take_in: TakeIn) -> None:
    message = "Received: by x\nMessage-ID: <1@x>\nFrom: a@example.org\nSubject: Hello\n\nWords.\n"
    intake = take_in("message", message)
    assert intake.media_type == "message/rfc822"
    assert intake.warnings[0].startswith("Its name has no ending")


def test_an_xhtml_page_is_a_web_page(take_in: TakeIn) -> None:
    page = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">'
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>The page</title></head>'
        "<body>Words</body></html>"
    )
    assert take_in("page.xhtml", page).kind == "web-page"


def test_every_kind_is_one_the_pack_knows(take_in: TakeIn) -> None:
    kinds = {
        take_in("a.txt", "words").kind,
        take_in("a.html", "<p>words").kind,
        take_in("a.eml", "From: a@b.c\nSubject: x\n\nwords").kind,
    }
    assert kinds == {"document", "web-page", "e-mail"}
    assert kinds <= set(SOURCE_KINDS)


def test_two_files_never_share_a_reading_copy(take_in: TakeIn) -> None:
    assert take_in("a.txt", "one").rendition != take_in("a.txt", "two").rendition


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("Microsoft Word - letter.doc", ""),
        ("Untitled", ""),
        ("Document1", ""),
        ("report_v3.pdf", ""),
        ("-", ""),
        ("[Committee name]", ""),
        ("  A  plan\nfor schools\x00 ", "A plan for schools"),
        ("Ab", "Ab"),
        ("", ""),
    ],
)
def test_only_a_sensible_title_is_taken_from_a_document(given: str, wanted: str) -> None:
    assert sensible_title(given) == wanted


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"From: a\nTo: b\n\n", b"<html>", OLE]),
    st.binary(max_size=400),
    st.sampled_from(["a.txt", "a.pdf", "a.docx", "a.html", "a.eml", "a"]),
)
def test_any_bytes_are_of_a_kind_that_is_read_or_refused(
    tmp_path: Path, reader: Reader, head: bytes, rest: bytes, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(head + rest)
    if sniff(path) not in FORMATS:
        with pytest.raises(BadInput, match=f"“{re.escape(name)}” .*[.]$"):
            read_file(path, tmp_path, reader)
