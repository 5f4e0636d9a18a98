"""That a page saved as one file is read with the pictures, the address and the day that are in that file."""

from __future__ import annotations

import base64
import io
import plistlib
from collections.abc import Callable

import pytest
from PIL import Image

from evidencepack.errors import BadInput
from evidencepack.intake.prepared import Intake

TakeIn = Callable[..., Intake]
TextOf = Callable[[Intake], str]
PAGE = "https://example.org/news/page.html"


def picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()


def part(kind: str, data: bytes, **headers: str) -> str:
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    head = "\n".join([f"Content-Type: {kind}", "Content-Transfer-Encoding: base64", *lines])
    return f"--xx\n{head}\n\n{base64.encodebytes(data).decode()}\n"


def archive(head: str, *parts: str) -> str:
    return (
        f'{head}MIME-Version: 1.0\nContent-Type: multipart/related; boundary="xx"\n\n{"".join(parts)}--xx--\n'
    )


CHROME = (
    f"From: <Saved by Blink>\nSnapshot-Content-Location: {PAGE}\nSubject: A page\n"
    "Date: Thu, 6 May 2021 09:00:00 -0000\n"
)


def test_a_page_comes_with_its_pictures_address_and_day(take_in: TakeIn, text_of: TextOf) -> None:
    html = (
        b"<title>Minister speaks</title><p>Words \xc2\xa35"
        b'<img src="cid:one@x"><img src="https://example.org/two.png"><img src="three.png">'
        b'<img src="gone.png">'
    )
    intake = take_in(
        "page.mhtml",
        archive(
            CHROME,
            part("text/html; charset=utf-8", html, Content_Location=PAGE),
            part("image/png", picture("navy"), Content_ID="<one@x>"),
            part("image/png", picture("red"), Content_Location="https://example.org/two.png"),
            part("image/png", picture("green"), Content_Location="https://example.org/news/three.png"),
        ),
    )
    assert text_of(intake) == f"Address: {PAGE} Saved: 6 May 2021 Words £5"
    assert (intake.kind, intake.title, intake.url) == ("web-page", "Minister speaks", PAGE)
    assert intake.dates == {"accessed": "2021-05-06"}
    assert intake.warnings == ["1 picture that is not stored in the file is left out; nothing was fetched."]


def test_a_web_archive_of_word_is_known_without_a_browser_s_name(take_in: TakeIn, text_of: TextOf) -> None:
    page = part("text/html", b"<p>Words", Content_Location="file:///C:/x/page.htm")
    intake = take_in("page.mht", archive("", page))
    assert text_of(intake) == "Words"
    assert intake.url == ""


def test_an_e_mail_with_pictures_stays_an_e_mail(take_in: TakeIn) -> None:
    head = "From: a@example.org\nTo: b@example.org\nSubject: Hello\nDate: Thu, 6 May 2021 09:00:00 +0000\n"
    assert take_in("a.eml", archive(head, part("text/html", b"<p>Words"))).kind == "e-mail"
    assert take_in("message", archive(head, part("text/html", b"<p>Words"))).kind == "e-mail"


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_what_safari_saves_is_read(take_in: TakeIn, text_of: TextOf, form: plistlib.PlistFormat) -> None:
    page = {
        "WebMainResource": {
            "WebResourceData": '<p>Words “here”<img src="a.png">'.encode(),
            "WebResourceURL": PAGE,
            "WebResourceTextEncodingName": "UTF-8",
        },
        "WebSubresources": [
            {
                "WebResourceData": picture("navy"),
                "WebResourceURL": "https://example.org/news/a.png",
                "WebResourceMIMEType": "image/png",
            }
        ],
    }
    intake = take_in("page.webarchive", plistlib.dumps(page, fmt=form))
    assert text_of(intake) == f"Address: {PAGE} Words “here”"
    assert intake.warnings == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.mhtml", archive(CHROME, part("image/png", b"x"))),
        ("page.webarchive", b"bplist00 WebMainResource" + bytes(40)),
        ("page.webarchive", plistlib.dumps({"WebMainResource": 3})),
    ],
)
def test_an_archive_without_a_page_is_refused(take_in: TakeIn, name: str, data: str | bytes) -> None:
    with pytest.raises(BadInput, match="in which no page could be found"):
        take_in(name, data)
