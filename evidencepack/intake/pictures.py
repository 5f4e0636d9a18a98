"""The pictures of a web page or an e-mail: found in what was saved with it, and made fit for the page."""

from __future__ import annotations

import base64
import binascii
import io
import re
import warnings
from collections.abc import Callable

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from evidencepack.intake.jpeg import shown_alone

Album = Callable[[str], bytes | None]
"""Gives the bytes of a picture by the address that the page has for it; None if they were not saved."""

_DATA_URI = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp)\s*;\s*base64\s*,", re.IGNORECASE)
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
_MOST_PIXELS = 40_000_000
_POINTS_PER_PIXEL = 0.75  # a screen's pixel is a 96th of an inch


def picture_of(source: str, album: Album | None = None) -> tuple[bytes, float, float] | None:
    """A picture that stands in a page itself as a ``data:`` address, or that was saved with it.

    Returns:
        It as :func:`shown` gives it; None if it was not saved or cannot be shown. Nothing is fetched.
    """
    head = _DATA_URI.match(source)
    if not head:
        data = album(source) if album and source else None
        return shown(data) if data else None
    try:
        data = base64.b64decode(re.sub(r"\s+", "", source[head.end() :]), validate=True)
    except (binascii.Error, ValueError):
        return None
    return shown(data)


def shown(data: bytes) -> tuple[bytes, float, float] | None:
    """A picture as a page shows it: upright, as PNG or JPEG, without what a camera wrote beside it.

    Returns:
        Its bytes, width and height in points; None if it is damaged, would fill the memory, or is only a
        dot that counts readers.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about sizes: they are looked at here
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
        if picture.width * picture.height > _MOST_PIXELS or min(picture.size) < 3:
            return None
        picture.load()
    except (Image.DecompressionBombError, UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        return None
    turned = picture.getexif().get(ExifTags.Base.Orientation, 1) != 1
    upright = ImageOps.exif_transpose(picture)
    size = upright.width * _POINTS_PER_PIXEL, upright.height * _POINTS_PER_PIXEL
    if (
        picture.format == "JPEG"
        and picture.mode in ("L", "RGB")
        and not turned
        and (kept := shown_alone(data))
    ):
        return kept, *size
    out = io.BytesIO()
    see_through = "transparency" in upright.info or upright.mode.endswith(("A", "a"))
    plain = upright.convert("RGBA" if see_through else "RGB")
    plain.info.clear()
    plain.save(out, "PNG")
    return out.getvalue(), *size
