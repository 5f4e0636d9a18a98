"""Turns a page into a picture of itself, so that nothing of its own text can be read any more."""

from __future__ import annotations

import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageChops

from evidencepack.reading.page import PageText
from evidencepack.reading.picture import Picture
from evidencepack.reading.reader import Document

_SCALE = 300 / 72  # pixels a point
_MOST_PIXELS = 12_000_000
_GRAY = 10  # the most that the colours of a pixel may differ by on a page without colours


def redraw(pdf: pikepdf.Pdf, page: pikepdf.Page, document: Document, number: int) -> None:
    """Replace what a page draws by a picture of it.

    Args:
        pdf: The PDF that is changed.
        page: Its page.
        document: The same PDF, open for drawing.
        number: The page, from 1.

    Raises:
        BadInput: If the page cannot be drawn.
    """
    read = document.page(number)
    picture = document.draw(number, _SCALE, most_pixels=_MOST_PIXELS)
    image = _image(pdf, picture)
    numbers = " ".join(f"{value:.4f}" for value in _matrix(read))
    page.obj.Contents = Stream(pdf, f"q {numbers} cm /Page Do Q\n".encode("ascii"))
    page.obj.Resources = Dictionary(XObject=Dictionary(Page=image))
    links = [one for one in page.obj.get("/Annots", Array()) if one.get("/Subtype") == Name.Link]
    for key in ("/Annots", "/StructParents", "/PieceInfo"):
        if key in page.obj:
            del page.obj[key]
    if links:
        page.obj.Annots = Array(links)


def _matrix(page: PageText) -> tuple[float, ...]:
    """Where the picture goes in user space, so that it appears upright on the page as it is displayed."""
    width, height = page.width, page.height
    start = page.placed((0, height, 0, height))[:2]
    along = page.placed((width, height, width, height))[:2]
    up = page.placed((0, 0, 0, 0))[:2]
    return (
        along[0] - start[0],
        along[1] - start[1],
        up[0] - start[0],
        up[1] - start[1],
        *start,
    )


def _image(pdf: pikepdf.Pdf, picture: Picture) -> pikepdf.Object:
    """The picture as it is stored: without loss, and in gray if there is no colour on it."""
    size = picture.width, picture.height
    colours = Image.frombuffer("RGB", size, picture.data, "raw", "BGRX", picture.stride, 1)
    coloured = _has_colour(colours)
    data = colours.tobytes() if coloured else colours.convert("L").tobytes()
    stream = Stream(
        pdf,
        zlib.compress(data, 6),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceRGB if coloured else Name.DeviceGray,
        BitsPerComponent=8,
        Filter=Name.FlateDecode,
    )
    return pdf.make_indirect(stream)


def _has_colour(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    lightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    return any(ImageChops.difference(lightest, darkest).histogram()[_GRAY + 1 :])
