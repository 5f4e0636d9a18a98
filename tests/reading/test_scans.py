"""A scan with a stamp or a page number is told from a page of words and from a cover."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import make_pdf, stream

from evidencepack.reading.reader import Reader

FLAG = "picture-with-few-words"
PICTURE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    + stream(b"\x80")[2:]
)


def flags(reader: Reader, path: Path, content: bytes, within: bytes = b"") -> tuple[str, ...]:
    """The flags of a page (0, 0, 600, 800) on which /Im1 is a picture and /Fm1 holds ``within``."""
    body = stream(within)
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</Im1 7 0 R>>>>" + body[2:]
    resources = "/Resources<</Font<</F1 3 0 R>>/XObject<</Im1 7 0 R/Fm1 8 0 R>>>>"
    made = make_pdf([content], page=resources, more=[PICTURE, form])
    path.write_bytes(made.replace(b"/Resources<</Font<</F1 3 0 R>>>>/Resources", b"/Resources"))
    with reader.open(path) as document:
        return document.page(1).flags


def words(text: str, x: int = 50, y: int = 20) -> bytes:
    return b"BT /F1 12 Tf %d %d Td (%s) Tj ET " % (x, y, text.encode())


WHOLE = b"q 600 0 0 800 0 0 cm /Im1 Do Q "


@pytest.mark.parametrize("stamp", ["DEF000123", "Page 3 of 10", "Claim No. HQ19X01234 Exhibit AB1 Page 17"])
def test_a_scan_with_a_stamp_is_flagged(reader: Reader, tmp_path: Path, stamp: str) -> None:
    assert FLAG in flags(reader, tmp_path / "scan.pdf", WHOLE + words(stamp) + words("In private", y=780))


def test_a_scan_in_strips_is_flagged(reader: Reader, tmp_path: Path) -> None:
    strips = b"".join(b"q 600 0 0 100 0 %d cm /Im1 Do Q " % (100 * n) for n in range(8))
    assert FLAG in flags(reader, tmp_path / "scan.pdf", strips + words("12"))


def test_a_scan_within_another_object_is_flagged(reader: Reader, tmp_path: Path) -> None:
    content = b"q 2 0 0 2 0 0 cm /Fm1 Do Q " + words("12")
    within = b"q 300 0 0 400 0 0 cm /Im1 Do Q"
    assert FLAG in flags(reader, tmp_path / "scan.pdf", content, within)


def test_a_cover_with_its_title_on_a_picture_is_none(reader: Reader, tmp_path: Path) -> None:
    assert flags(reader, tmp_path / "cover.pdf", WHOLE + words("Annual report", y=400)) == ()


def test_a_letter_with_a_picture_for_its_paper_is_none(reader: Reader, tmp_path: Path) -> None:
    lines = b"".join(words("one line of this letter", y=780 - 14 * n) for n in range(40))
    assert flags(reader, tmp_path / "letter.pdf", WHOLE + lines) == ()


def test_a_small_picture_is_none(reader: Reader, tmp_path: Path) -> None:
    small = b"q 300 0 0 300 100 300 cm /Im1 Do Q "
    assert flags(reader, tmp_path / "logo.pdf", small + words("Page 3 of 10")) == ()


def test_a_picture_without_any_word_has_no_text(reader: Reader, tmp_path: Path) -> None:
    assert flags(reader, tmp_path / "scan.pdf", WHOLE) == ("no-text",)
