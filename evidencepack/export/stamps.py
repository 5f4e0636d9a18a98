"""Stamps: the page number of the bundle and the annex's own, upright, inside the page, clear of its ink.

A stamp is drawn in the coordinates of the page *as displayed* (points, origin bottom left), and one matrix
takes it to the page's own coordinates, whatever its rotation and crop box.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from evidencepack.reading.page import Box, PageText
from evidencepack.reading.picture import Picture
from evidencepack.settings import resources

MM = 72 / 25.4
PLATE = 1.5 * MM
CLEAR = 3 * MM
_SMALLEST = 300.0  # points: on a page narrower than this, stamps shrink with it
_PAPER = 200  # grey levels from here to white count as paper
_SHRUNK = 0.94

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class StampFont:
    """A shipped font cut down to what stamps need, as it is put into a PDF once."""

    name: str
    data: bytes
    widths: tuple[int, ...]  # of characters 32 to 126, in thousandths
    box: tuple[int, int, int, int]
    ascent: int
    descent: int

    def width(self, text: str, size: float) -> float:
        """How wide a text is, in points."""
        return sum(self.widths[ord(character) - 32] for character in text) * size / 1000


@cache
def stamp_font(name: str) -> StampFont:
    """Cut a shipped font down to the letters, figures and signs of ASCII. The same bytes each time."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(resources() / "fonts" / f"{name}.ttf", recalcTimestamp=False)
    cutter = subset.Subsetter(subset.Options(hinting=False, notdef_outline=True, drop_tables=["FFTM"]))
    cutter.populate(unicodes=range(32, 127))
    cutter.subset(font)
    per_thousand = 1000 / font["head"].unitsPerEm
    names = font.getBestCmap()
    widths = tuple(round(font["hmtx"][names[code]][0] * per_thousand) for code in range(32, 127))
    head = font["head"]
    box = tuple(round(value * per_thousand) for value in (head.xMin, head.yMin, head.xMax, head.yMax))
    ascent, descent = font["hhea"].ascent, font["hhea"].descent
    data = BytesIO()
    font.save(data)
    return StampFont(
        name,
        data.getvalue(),
        widths,
        (box[0], box[1], box[2], box[3]),
        round(ascent * per_thousand),
        round(descent * per_thousand),
    )


@dataclass(frozen=True)
class Stamp:
    """One stamp on a page as displayed: the text's left end and baseline, in points from the bottom left."""

    text: str
    font: str
    size: float
    x: float
    y: float
    width: float

    def plate(self, room: float = PLATE) -> Box:
        """The white plate behind it, with so much room around the letters, as displayed."""
        return (
            self.x - room,
            self.y - 0.22 * self.size - room,
            self.x + self.width + room,
            self.y + 0.74 * self.size + room,
        )


def shown_to_user(page: PageText) -> Matrix:
    """The matrix from the page as displayed (origin bottom left) to its own user space."""
    left, bottom, right, top = page.box
    return {
        0: (1.0, 0.0, 0.0, 1.0, left, bottom),
        90: (0.0, 1.0, -1.0, 0.0, right, bottom),
        180: (-1.0, 0.0, 0.0, -1.0, right, top),
        270: (0.0, -1.0, 1.0, 0.0, left, top),
    }[page.rotation]


def apply(matrix: Matrix, box: Box) -> Box:
    """Take a box through a matrix that only turns by right angles, scales and moves."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in ((box[0], box[1]), (box[2], box[3]))]
    ys = [b * x + d * y + f for x, y in ((box[0], box[1]), (box[2], box[3]))]
    return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True)
class Placing:
    """Where the stamps of a page go, and whether the page had to be made smaller for them.

    ``shrink`` takes the page's old user space to its new one.
    """

    stamps: tuple[Stamp, ...]
    shrink: Matrix | None = None


def place_stamps(page: PageText, picture: Picture, number: str, annex_number: str, unit: float) -> Placing:
    """Find room for the bundle number and, on an annex page, the annex's own number.

    Args:
        page: The page.
        picture: The page drawn in grey, as displayed.
        number: The bundle page number.
        annex_number: Such as ``A / 3``, or empty.
        unit: The page's UserUnit; the stamps are to come out at their true size.

    Returns:
        The first free places of those the eye looks at first; if there is none, the page is made 6 %
        smaller and the stamps stand in the margin that this gives.
    """
    scale = min(1.0, page.width * unit / _SMALLEST, page.height * unit / _SMALLEST) / unit
    taken: list[Stamp] = []
    for text, bold, at_top in ((number, True, False), (annex_number, False, True)):
        if not text:
            continue
        free = (
            stamp
            for stamp in _candidates(page, text, bold=bold, at_top=at_top, scale=scale)
            if _is_clear(picture, page, stamp.plate(CLEAR * scale))
            and not any(_overlap(stamp.plate(), other.plate()) for other in taken)
        )
        stamp = next(free, None)
        if stamp is None:
            return _in_new_margin(page, number, annex_number, scale)
        taken.append(stamp)
    return Placing(tuple(taken))


def _stamp(text: str, *, bold: bool, scale: float) -> tuple[str, float, float]:
    name = "LiberationSans-Bold" if bold else "LiberationSans-Regular"
    size = (12 if bold else 10) * scale
    return name, size, stamp_font(name).width(text, size)


def _candidates(page: PageText, text: str, *, bold: bool, at_top: bool, scale: float) -> Iterator[Stamp]:
    """Places in the order in which a reader looks for the number: its own edge first, right before left."""
    name, size, width = _stamp(text, bold=bold, scale=scale)
    side, foot = 12 * MM * scale, 10 * MM * scale
    low, high = foot, page.height - foot - 0.74 * size
    right, middle, left = page.width - side - width, (page.width - width) / 2, side
    edges = (high, low) if at_top else (low, high)
    for y in edges:
        for x in (right, middle, left):
            yield Stamp(text, name, size, x, y, width)


def _in_new_margin(page: PageText, number: str, annex_number: str, scale: float) -> Placing:
    """Make the page smaller around its centre and use the margin gained above and below."""
    rest = (1 - _SHRUNK) / 2
    left, bottom, right, top = page.box
    shrink = (
        _SHRUNK,
        0.0,
        0.0,
        _SHRUNK,
        (left + right) * rest,
        (bottom + top) * rest,
    )
    gained = page.height * rest
    stamps = []
    for text, bold in ((number, True), (annex_number, False)):
        if not text:
            continue
        name, size, width = _stamp(text, bold=bold, scale=scale * min(1.0, gained / (18 * scale)))
        y = (gained - 0.5 * size) / 2
        y = y if bold else page.height - gained + y
        stamps.append(Stamp(text, name, size, page.width - 12 * MM * scale - width, y, width))
    return Placing(tuple(stamps), shrink)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _is_clear(picture: Picture, page: PageText, box: Box) -> bool:
    """Whether nothing but paper lies in a box of the page as displayed.

    On a scan or a tint, paper is not white: an even tone counts as paper.
    """
    across, down = picture.width / page.width, picture.height / page.height
    left, right = int(max(0.0, box[0]) * across), int(min(page.width, box[2]) * across) + 1
    top = int(max(0.0, page.height - box[3]) * down)
    bottom = int(min(page.height, page.height - box[1]) * down) + 1
    darkest, lightest = 255, 0
    for row in range(max(top, 0), min(bottom, picture.height)):
        line = picture.data[row * picture.stride + left : row * picture.stride + min(right, picture.width)]
        if line:
            darkest, lightest = min(darkest, *line), max(lightest, *line)
    return darkest >= _PAPER or (lightest - darkest <= 24 and darkest > 96)


def draw_stamps(placing: Placing, to_user: Matrix, fonts: dict[str, str]) -> bytes:
    """The page content that draws the stamps: marked as an artifact, so that a screen reader passes over it.

    Args:
        placing: The stamps.
        to_user: From :func:`shown_to_user`.
        fonts: The name in the page's resources of each font.
    """
    parts = ["/Artifact BMC q", _numbers(*to_user), "cm"]
    for stamp in placing.stamps:
        left, bottom, right, top = stamp.plate()
        words = stamp.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        parts += [
            "1 g",
            _numbers(left, bottom, right - left, top - bottom),
            "re f 0 g",
            "BT",
            fonts[stamp.font],
            _numbers(stamp.size),
            "Tf 0 Tr 0 Tc 0 Tw 100 Tz 0 Ts",
            _numbers(stamp.x, stamp.y),
            "Td",
            f"({words})",
            "Tj ET",
        ]
    parts.append("Q EMC\n")
    return " ".join(parts).encode("latin-1")


def draw_light(boxes: list[Box], state: str) -> bytes:
    """The page content that lights quoted words: pale yellow, multiplied, so that the ink stays as it is."""
    if not boxes:
        return b""
    drawn = " ".join(
        f"{_numbers(left, bottom, right - left, top - bottom)} re" for left, bottom, right, top in boxes
    )
    return f"/Artifact BMC q {state} gs 1 .94 .55 rg {drawn} f Q EMC\n".encode("latin-1")


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.3f}".rstrip("0").rstrip(".") for value in values)
