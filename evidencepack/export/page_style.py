"""How a typeset document looks: margins, letters and distances, for a committee and for a court."""

from __future__ import annotations

from dataclasses import dataclass

_PAGE_WIDTH = 210


@dataclass(frozen=True)
class Style:
    """How a document looks. Margins are in millimetres, everything else in points.

    Attributes:
        face: ``Liberation Sans`` or ``Liberation Serif``.
        pitch: From one line of the body to the next; ``table_pitch`` and ``note_pitch`` likewise.
        small: Headers and footers.
        space: Between paragraphs.
        centred_title: The title stands in the middle.
        bold_links: A link is bold without a line under it.
        page_numbers: "Page 3 of 8" at the foot, unless the receiver forbids it.
    """

    left: float
    right: float
    top: float
    bottom: float
    face: str
    body: float
    pitch: float
    table: float
    table_pitch: float
    note: float
    note_pitch: float
    small: float
    title: float
    subtitle: float
    h1: float
    h2: float
    h3: float
    space: float = 7
    centred_title: bool = False
    bold_links: bool = False
    page_numbers: bool = True

    @property
    def measure(self) -> float:
        """The width of a line, in millimetres."""
        return _PAGE_WIDTH - self.left - self.right


# fmt: off
COMMONS = Style(
    left=25, right=25, top=27, bottom=27, face="Liberation Sans",
    body=11, pitch=15, table=9.5, table_pitch=12.5, note=9, note_pitch=11.5, small=9,
    title=18, subtitle=13, h1=13, h2=11, h3=11,
)
"""Written evidence to a committee."""

COURT = Style(
    left=30, right=25, top=25, bottom=30, face="Liberation Serif",
    body=12, pitch=16, table=12, table_pitch=16, note=12, note_pitch=15, small=10,
    title=18, subtitle=14, h1=14, h2=12, h3=12,
)
"""A court's own pages: nothing a reader needs is smaller than 12 points."""

PD32 = Style(
    left=35, right=35, top=30, bottom=30, face="Liberation Serif",
    body=12, pitch=20.7, table=12, table_pitch=16, note=12, note_pitch=15, small=10,
    title=14, subtitle=12, h1=12, h2=12, h3=12, centred_title=True, bold_links=True,
)
"""A witness statement: wide margins and one and a half lines."""
# fmt: on
