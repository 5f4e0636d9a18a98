"""Reads a picture: a photograph, a scan, a fax of several pages; each becomes a page, upright and unchanged.

What a camera writes beside the picture (where it was taken, with what, by whom) does not go into the reading
copy, because that is what is annexed and sent.
"""

from __future__ import annotations

import math
import warnings as python_warnings
import zlib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from PIL import ExifTags, Image, ImageFile, ImageSequence, UnidentifiedImageError

from evidencepack.errors import BadInput
from evidencepack.intake.jpeg import shown_alone
from evidencepack.intake.prepared import Intake, new_place, own_version, stem
from evidencepack.model.wording import counted

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

MOST_PIXELS = 150_000_000
"""Of one picture: an A3 page scanned at 600 dots an inch has 70 million."""
_MOST_PAGES = 2000
_A4 = (595.28, 841.89)
_LONGEST = 1200.0  # points of a page that keeps its own size: a little more than A3
_SHORTEST = 85.0
_MARGIN = 42.5  # 15 mm, around what has no size of its own
_PLAUSIBLE = (72, 2400)  # dots an inch that a scanner or a camera may have meant
_SCREEN = 96.0
_MEDIA_TYPES = {"MPO": "image/jpeg", "JPEG": "image/jpeg", "HEIF": "image/heic"}
_TURNS = {  # how the stored picture lies in the unit square when it is upright, for each EXIF orientation
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


@dataclass(frozen=True)
class _Sheet:
    """One picture on its page.

    Attributes:
        page: The page's width and height in points.
        box: Left, bottom, width and height of the picture on it.
    """

    page: tuple[float, float]
    box: tuple[float, float, float, float]


def read(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of a picture.

    Raises:
        BadInput: If it is damaged, far too large, or of a kind that is not installed.
    """
    del reader, password
    told: list[str] = []
    out = new_place(workspace)
    with _opened(path) as picture, pikepdf.new() as pdf:
        kind = str(picture.format)
        media_type = _MEDIA_TYPES.get(kind) or Image.MIME.get(kind, "application/octet-stream")
        frames = 1 if kind == "MPO" else getattr(picture, "n_frames", 1)
        if frames > 1 and kind in ("GIF", "WEBP", "PNG"):
            told.append(f"It moves: of {counted(frames, 'picture')} the first is in the reading copy.")
            frames = 1
        if frames > _MOST_PAGES:
            raise _bad(path, f"has {frames:,} pages, too many to be read; split it")
        for number, frame in enumerate(ImageSequence.Iterator(picture), start=1):
            if number > frames:
                break
            told += _add_page(pdf, path, frame, number, frames)
        pages = len(pdf.pages)
        pdf.save(out, deterministic_id=True)
    return Intake(
        original=path, media_type=media_type, kind="picture", title=stem(path), author="", url="", dates={},
        rendition=out, converter=f"evidencepack (pillow {version('pillow')})",
        converter_version=own_version(), settings={"pages": pages, "upright": True}, warnings=told,
    )  # fmt: skip


def _opened(path: Path) -> Image.Image:
    _know_heic()
    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")  # about sizes: they are looked at below
            picture = Image.open(path)
    except Image.DecompressionBombError as problem:
        raise _too_large(path) from problem
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as problem:
        raise _bad(path, "is a picture that is damaged or of a kind that is not known here") from problem
    return picture


def _know_heic() -> None:
    try:
        from pi_heif import register_heif_opener
    except ImportError:  # the picture is then refused as one of a kind that is not known here
        return
    register_heif_opener()


def _add_page(pdf: pikepdf.Pdf, path: Path, picture: Image.Image, number: int, frames: int) -> list[str]:
    """Put one picture on a page of its own; returns what the person must know."""
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large(path)
    told = []
    try:
        picture.load()
    except (OSError, ValueError, SyntaxError, EOFError, IndexError) as problem:
        if not _load_what_is_there(picture):
            raise _bad(path, "is a picture that is damaged") from problem
        which = f"page {number} of {frames}" if frames > 1 else "the picture"
        told.append(f"The file is damaged: a part of {which} is missing. Get it again from where it came.")
    orientation = picture.getexif().get(ExifTags.Base.Orientation, 1)
    turn = _TURNS.get(orientation, _TURNS[1])
    stored = picture.size
    upright = stored if turn[0] else (stored[1], stored[0])
    sheet = _sheet(upright, _dots(picture, turned=not turn[0]))
    raw = path.read_bytes() if picture.format == "JPEG" and frames == 1 and not told else b""
    image = pdf.make_stream(*_stream(picture, raw))
    left, bottom, width, height = sheet.box
    a, b, c, d, e, f = turn
    matrix = (a * width, b * height, c * width, d * height, left + e * width, bottom + f * height)
    drawing = f"q {' '.join(f'{value:.4f}' for value in matrix)} cm /Picture Do Q"
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, round(sheet.page[0], 2), round(sheet.page[1], 2)],
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Picture=image)),
        Contents=pdf.make_stream(drawing.encode("ascii")),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return told


def _load_what_is_there(picture: Image.Image) -> bool:
    """Take the part of a picture that can be read; whether there is any."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        picture.load()
    except (OSError, ValueError, SyntaxError, EOFError, IndexError):
        return False
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
    return True


def _dots(picture: Image.Image, *, turned: bool) -> tuple[float, float] | None:
    """Dots an inch across and down as it will be seen, if the file says something that can be true."""
    given = picture.info.get("dpi")
    if not isinstance(given, tuple) or len(given) != 2:
        return None
    try:
        across, down = float(given[0]), float(given[1])
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    least, most = _PLAUSIBLE
    if not (math.isfinite(across) and least <= across <= most and least <= down <= most):
        return None
    return (down, across) if turned else (across, down)


def _sheet(size: tuple[int, int], dots: tuple[float, float] | None) -> _Sheet:
    """A scan keeps its size; anything else is put on A4, as large as a screen shows it or as fits."""
    if dots is not None:
        width, height = size[0] * 72 / dots[0], size[1] * 72 / dots[1]
        if min(width, height) >= _SHORTEST and max(width, height) <= _LONGEST:
            return _Sheet((width, height), (0, 0, width, height))
    page = _A4 if size[1] >= size[0] else (_A4[1], _A4[0])
    room = page[0] - 2 * _MARGIN, page[1] - 2 * _MARGIN
    shape = size if dots is None else (size[0] / dots[0] * _SCREEN, size[1] / dots[1] * _SCREEN)
    scale = min(72 / _SCREEN, room[0] / shape[0], room[1] / shape[1])
    width, height = shape[0] * scale, shape[1] * scale
    return _Sheet(page, ((page[0] - width) / 2, page[1] - _MARGIN - height, width, height))


def _stream(picture: Image.Image, jpeg: bytes) -> tuple[bytes, pikepdf.Dictionary]:
    """The picture's data and what a PDF must know of it; a JPEG stays as it was compressed."""
    head = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        BitsPerComponent=8,
    )
    if jpeg and picture.mode in ("L", "RGB") and (alone := shown_alone(jpeg)):
        head.ColorSpace = pikepdf.Name.DeviceGray if picture.mode == "L" else pikepdf.Name.DeviceRGB
        head.Filter = pikepdf.Name.DCTDecode
        return alone, head
    plain = _plain(picture)
    if plain.mode == "1":
        head.BitsPerComponent = 1
    head.ColorSpace = pikepdf.Name.DeviceRGB if plain.mode == "RGB" else pikepdf.Name.DeviceGray
    head.Filter = pikepdf.Name.FlateDecode
    return zlib.compress(plain.tobytes(), 6), head


def _plain(picture: Image.Image) -> Image.Image:
    """Black and white, grey or coloured pixels; what can be seen through becomes white."""
    if picture.mode in ("1", "L", "RGB"):
        return picture
    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        return _eight_bits(picture)
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        ground = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(ground, clear).convert("RGB")
    return picture.convert("RGB")


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Grey of more than eight bits as eight, from its darkest to its lightest."""
    deep = picture.convert("F")
    low, high = (float(value) for value in deep.getextrema())  # type: ignore[arg-type]
    if low >= 0 and high > 255:
        low, high = 0.0, max(high, 65535.0)
    scale = 255 / (high - low) if high > low else 1.0
    return deep.point(lambda value: value * scale - low * scale).convert("L")


def _too_large(path: Path) -> BadInput:
    return _bad(path, f"is a picture of more than {MOST_PIXELS // 1_000_000} million pixels; save it smaller")


def _bad(path: Path, what: str) -> BadInput:
    ending = "" if ";" in what else "; get it again from where it came, or save it as PNG or PDF"
    return BadInput(f"“{path.name}” {what}{ending}.", file=str(path))
