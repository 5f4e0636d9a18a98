"""Reads an SVG drawing: made safe, then drawn on a page of its own, so that its words can be quoted."""

from __future__ import annotations

import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from evidencepack.errors import BadInput
from evidencepack.intake import reading_copy, unpacking
from evidencepack.intake.losses import loss_warning, page_texts
from evidencepack.intake.prepared import Intake, first_few, new_place, own_version, sensible_title, stem
from evidencepack.intake.svg_cleaning import SVG, Cleaned, TooMuchError, clean
from evidencepack.model.wording import counted
from evidencepack.typesetting.typesetter import TYPESETTER, TypesettingError

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

_LARGEST = 30 << 20
_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
_A4 = (595.28, 841.89)
_MARGIN = 42.5  # 15 mm, around what has no size of its own
_SHORTEST, _LONGEST = 85.0, 1200.0  # points of a page that keeps its own size
_SCREEN = 0.75  # points of a pixel on a screen
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0}
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:e[+-]?\d{1,2})?)\s*(mm|cm|in|pt|pc|px)?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"-?[0-9]*\.?[0-9]+(?:e[+-]?\d{1,2})?", re.IGNORECASE)
_MANY = {
    "part from elsewhere": "parts from elsewhere",
    "film or sound": "films or sounds",
    "entity": "entities",
}
_WITHOUT_TEXT = (
    "It is a picture without text, so no words can be quoted from it yet; a part of it can be quoted as an "
    "image."
)


def read(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of an SVG drawing, packed or not. Nothing in it is run and nothing is fetched.

    Raises:
        BadInput: If it is damaged, empty or far too large.
    """
    del password
    try:
        cleaned = clean(_parsed(path, _loaded(path)))
    except TooMuchError as problem:
        raise _bad(
            path, "repeats its parts more often than can be drawn; print it to PDF and import that"
        ) from problem
    root = cleaned.root
    root.set("font-family", root.get("font-family", "'Liberation Serif'"))
    page, box = _places(root)
    title = sensible_title(cleaned.title) or stem(path)
    out = new_place(workspace)
    out.write_bytes(_drawn(path, root, title, page, box))
    words = ["".join(element.itertext()) for element in root.iter(SVG + "text")]
    told = _told(cleaned)
    if any(text.strip() for text in words):
        told += loss_warning(words, page_texts(out, reader))
    else:
        told.append(_WITHOUT_TEXT)
    return Intake(
        original=path, media_type="image/svg+xml", kind="picture", title=title, author="", url="", dates={},
        rendition=out, converter=reading_copy.converter(), converter_version=own_version(),
        settings={"page": [round(side, 2) for side in page]}, warnings=told,
    )  # fmt: skip


def _loaded(path: Path) -> bytes:
    with path.open("rb") as stream:
        packed = unpacking.is_packed(stream.read(8))
    try:
        with unpacking.unpacking(path) if packed else path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except unpacking.TROUBLE as problem:
        raise _bad(path, "is an SVG drawing that is damaged; get it again from where it came") from problem
    if len(data) > _LARGEST:
        raise _bad(
            path, f"is an SVG drawing of more than {_LARGEST >> 20} MB; print it to PDF and import that"
        )
    return data


def _parsed(path: Path, data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        raise _bad(path, "is an SVG drawing that is damaged; get it again from where it came") from problem
    return root


def _places(root: etree._Element) -> tuple[tuple[float, float], tuple[float, float, float, float]]:
    """The page, and left, top, width and height of the drawing on it, in points.

    A drawing with a size in millimetres or inches keeps it. Any other is put on A4: as large as a screen
    shows it, or as fits.
    """
    view = [float(number) for number in _NUMBER.findall(root.get("viewBox", ""))]
    shape = (view[2], view[3]) if len(view) == 4 and min(view[2:]) > 0 else None
    sides = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if sides[0] and sides[1]:
        width, height = (
            float(side[1]) * _POINTS.get((side[2] or "").lower(), _SCREEN) for side in sides if side
        )
        on_paper = all((side[2] or "").lower() in _POINTS for side in sides if side)
        if on_paper and min(width, height) >= _SHORTEST and max(width, height) <= _LONGEST:
            return (width, height), (0, 0, width, height)
        size = (width, height) if min(width, height) > 0 else shape
        largest = 1.0
    else:
        size, largest = shape, float("inf")  # it has a shape and no size
    if size is None:
        return _A4, (_MARGIN, _MARGIN, _A4[0] - 2 * _MARGIN, _A4[1] - 2 * _MARGIN)
    page = _A4 if size[1] >= size[0] else (_A4[1], _A4[0])
    scale = min(largest, (page[0] - 2 * _MARGIN) / size[0], (page[1] - 2 * _MARGIN) / size[1])
    width, height = size[0] * scale, size[1] * scale
    return page, ((page[0] - width) / 2, _MARGIN, width, height)


def _drawn(
    path: Path,
    root: etree._Element,
    title: str,
    page: tuple[float, float],
    box: tuple[float, float, float, float],
) -> bytes:
    data = {"title": title, "page": page, "box": box}
    with tempfile.TemporaryDirectory(prefix="evidencepack-drawing-") as folder:
        (Path(folder) / "drawing.svg").write_bytes(
            etree.tostring(root, encoding="UTF-8", xml_declaration=True)
        )
        try:
            return TYPESETTER.lay_out("drawing.typ", data, moment=_MOMENT, root=Path(folder)).pdf
        except TypesettingError as problem:
            raise _bad(
                path, "is an SVG drawing that could not be drawn; print it to PDF and import that"
            ) from problem


def _told(cleaned: Cleaned) -> list[str]:
    told = []
    lost = [counted(number, what, _MANY.get(what, "")) for what, number in cleaned.lost.items() if number]
    if lost:
        told.append(f"Left out of the drawing: {', '.join(lost)}; nothing was run and nothing was fetched.")
    if cleaned.hidden:
        told.append(
            f"{counted(cleaned.hidden, 'word')} of the drawing that nobody sees "
            f"{'is' if cleaned.hidden == 1 else 'are'} left out."
        )
    if cleaned.unset:
        told.append(
            f"{counted(len(cleaned.unset), 'word')} of pages embedded in the drawing cannot be drawn here: "
            f"{first_few(cleaned.unset)}; print it to PDF and import that where they matter."
        )
    return told


def _bad(path: Path, what: str) -> BadInput:
    return BadInput(f"“{path.name}” {what}.", file=str(path))
