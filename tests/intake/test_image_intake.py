"""Pictures become pages: upright, as large as they were meant, without what a camera wrote beside them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageOps

from evidencepack.errors import BadInput
from evidencepack.intake.jpeg import shown_alone
from evidencepack.intake.prepared import Intake
from evidencepack.reading.reader import Reader

TakeIn = Callable[..., Intake]


def card(mode: str = "RGB", size: tuple[int, int] = (240, 160)) -> Image.Image:
    """A picture whose four corners differ."""
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, size[0] // 2, size[1] // 2), fill="black")
    pen.rectangle((size[0] // 2, size[1] // 2, size[0], size[1]), fill=(128, 128, 128))
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def drawn(reader: Reader, intake: Intake, page: int = 1) -> Image.Image:
    """The page as a person sees it, in grey, without the white around the picture."""
    with reader.open(intake.rendition) as document:
        shown = document.draw(page, 2, gray=True)
    grey = Image.frombytes("L", (shown.width, shown.height), shown.data, "raw", "L", shown.stride)
    return grey.crop(ImageOps.invert(grey).getbbox())


def corners(picture: Image.Image) -> tuple[int, ...]:
    grey = picture.convert("L").resize((4, 4), Image.Resampling.BOX)
    return tuple(round(grey.getpixel(spot) / 64) for spot in ((0, 0), (3, 0), (0, 3), (3, 3)))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_a_picture_is_upright_however_the_camera_was_held(
    take_in: TakeIn, reader: Reader, kind: str, orientation: int
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    whole = card()
    ImageDraw.Draw(whole).rectangle((0, 0, 239, 159), outline="black")  # so that no edge is lost in white
    data = saved(whole, kind, exif=exif, dpi=(100, 100))
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    intake = take_in(f"photo.{kind.lower()}", data)
    seen = drawn(reader, intake)
    assert corners(seen) == corners(upright)
    assert seen.width / seen.height == pytest.approx(upright.width / upright.height, rel=0.05)


def test_a_scan_keeps_its_size_and_a_photograph_gets_a_sheet(take_in: TakeIn, reader: Reader) -> None:
    scan = take_in("scan.png", saved(Image.new("L", (1654, 2339), 200), "PNG", dpi=(200, 200)))
    photo = take_in("photo.jpg", saved(Image.new("RGB", (4000, 3000), "grey"), "JPEG"))
    one_dot = take_in("odd.jpg", saved(card(), "JPEG", dpi=(1, 1)))
    with reader.open(scan.rendition) as document:
        assert [round(side) for side in document.shapes()[0][1:]] == [595, 842]
    for intake in (photo, one_dot):
        with reader.open(intake.rendition) as document:
            assert [round(side) for side in document.shapes()[0][1:]] == [842, 595]


def test_every_page_of_a_fax_is_there(take_in: TakeIn, reader: Reader) -> None:
    pages = [card("1"), Image.new("1", (300, 200), 0), card("1", (200, 300))]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="group4")
    intake = take_in("fax.tif", data)
    assert (intake.media_type, intake.kind, intake.settings["pages"]) == ("image/tiff", "picture", 3)
    with reader.open(intake.rendition) as document:
        assert document.pages == 3
    assert corners(drawn(reader, intake, 1))[0] == 0


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *[("PNG", mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")],
        *[("JPEG", mode) for mode in ("L", "RGB", "CMYK")],
        *[("TIFF", mode) for mode in ("1", "L", "RGB", "CMYK", "RGBA")],
        *[("WEBP", "RGB"), ("WEBP", "RGBA"), ("BMP", "RGB"), ("BMP", "P"), ("GIF", "P")],
    ],
)
def test_pictures_of_every_kind_look_as_they_did(
    take_in: TakeIn, reader: Reader, kind: str, mode: str
) -> None:
    picture = card("L").convert("I").point(lambda value: value * 257) if mode == "I;16" else card(mode)
    picture = picture.convert("I;16") if mode == "I;16" else picture
    how = {"lossless": True} if kind == "WEBP" else {}
    intake = take_in(f"picture.{kind.lower()}", saved(picture, kind, **how))
    dark, light, _, grey = corners(drawn(reader, intake))
    assert (dark, light) == (0, 4)
    assert grey in (1, 2, 3)


def test_what_can_be_seen_through_is_white(take_in: TakeIn, reader: Reader) -> None:
    picture = card("RGBA")
    picture.paste((0, 0, 0, 0), (120, 0, 240, 80))
    assert corners(drawn(reader, take_in("clear.png", saved(picture, "PNG"))))[1] == 4


def test_where_a_photograph_was_taken_is_not_in_the_copy(take_in: TakeIn) -> None:
    exif = Image.Exif()
    exif[0x013B] = "A. Photographer"
    exif.get_ifd(0x8825)[1] = "N"
    data = saved(card(), "JPEG", exif=exif, comment=b"taken at home", progressive=True)
    assert b"A. Photographer" in data
    intake = take_in("home.jpg", data)
    with pikepdf.open(intake.rendition) as pdf:
        ((_, picture),) = pdf.pages[0].get_images().items()
        inside = picture.read_raw_bytes()
    assert inside == shown_alone(data)
    for told in (b"A. Photographer", b"taken at home", b"Exif"):
        assert told not in inside
    assert Image.open(io.BytesIO(inside)).tobytes() == Image.open(io.BytesIO(data)).tobytes()


def test_half_a_picture_is_shown_and_told(take_in: TakeIn, reader: Reader) -> None:
    data = saved(Image.effect_noise((600, 600), 60), "JPEG", dpi=(100, 100))
    intake = take_in("half.jpg", data[: len(data) // 2])
    assert "a part of the picture is missing" in intake.warnings[0]
    with reader.open(intake.rendition) as document:
        assert document.pages == 1


def test_a_picture_that_would_fill_the_memory_is_refused(take_in: TakeIn) -> None:
    head = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    with pytest.raises(BadInput, match="million pixels"):
        take_in("bomb.png", data)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + b"x" * 40, b"\xff\xd8\xff\xe0" + b"\0" * 40])
def test_what_only_begins_like_a_picture_is_refused_by_name(take_in: TakeIn, data: bytes) -> None:
    with pytest.raises(BadInput, match="no-picture"):
        take_in("no-picture.png", data)


def test_of_a_moving_picture_the_first_is_kept_and_told(take_in: TakeIn) -> None:
    frames = [card("P"), Image.new("P", (240, 160), 3)]
    intake = take_in("moving.gif", saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert intake.settings["pages"] == 1
    assert any("moves" in warning for warning in intake.warnings)


def test_the_same_picture_gives_the_same_copy(take_in: TakeIn) -> None:
    data = saved(card(), "PNG")
    one, other = take_in("a.png", data), take_in("a.png", data)
    assert one.rendition.read_bytes() == other.rendition.read_bytes()
