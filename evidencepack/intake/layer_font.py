"""The font of the invisible text layer: one glyph, and a table that says which letter each code is.

The layer is never drawn, so that it needs no shapes of letters: who reads the PDF takes the letters from the
table and their places from the widths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Stream

UNITS = 1000
WIDTH = 500
ASCENT, DESCENT = 800, -200
_BAR = (220, 290)
_NAME = "EvidencePackUnseen"
_ROWS_AT_ONCE = 100  # as many as one section of the table may have


def codes_for(letters: Iterable[str]) -> dict[str, int]:
    """A code for each letter, from 1, the same whenever the letters are the same.

    Args:
        letters: Code points, each a string of one.

    Raises:
        ValueError: If there are more than a font of two-byte codes can tell apart.
    """
    found = {letter: code for code, letter in enumerate(sorted(set(letters)), start=1)}
    if len(found) > 0xFFFE:
        raise ValueError(f"{len(found)} different letters are too many for one font")
    return found


def add_font(pdf: pikepdf.Pdf, codes: Mapping[str, int]) -> pikepdf.Object:
    """Put the font into a PDF.

    Args:
        pdf: The PDF.
        codes: The letters and their codes, as :func:`codes_for` gives them.

    Returns:
        The font, to be named in the resources of pages; its codes have two bytes.
    """
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/" + _NAME),
        Flags=5,  # all letters are equally wide, and they are no alphabet of its own
        FontBBox=Array([0, DESCENT, WIDTH, ASCENT]),
        ItalicAngle=0,
        Ascent=ASCENT,
        Descent=DESCENT,
        CapHeight=ASCENT,
        StemV=80,
        FontFile2=Stream(pdf, _file(), Length1=len(_file())),
    )
    glyphs = bytes.fromhex("0001") * (len(codes) + 1)  # whatever the code, the one glyph
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/" + _NAME),
        CIDSystemInfo=Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=WIDTH,
        CIDToGIDMap=Stream(pdf, glyphs),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/" + _NAME),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=Stream(pdf, _letters_table(codes)),
        )
    )


@cache
def _file() -> bytes:
    """The font file: a glyph for what is missing and one for everything else."""
    font = FontBuilder(UNITS, isTTF=True)
    names = [".notdef", "unseen"]
    font.setupGlyphOrder(names)
    font.setupCharacterMap({})
    font.setupGlyf({name: _block() for name in names})
    font.setupHorizontalMetrics(dict.fromkeys(names, (WIDTH, 0)))
    font.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    font.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    font.setupNameTable({"familyName": _NAME, "styleName": "Regular", "psName": _NAME})
    font.setupPost(keepGlyphNames=False)
    font.setupHead(unitsPerEm=UNITS, created=0, modified=0)
    font.font.recalcTimestamp = False
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _block() -> Any:
    """A thin bar where small letters have their middle.

    A letter without any extent is overlooked by pdfium when it stands alone; with a tall one, the lines of a
    page that was scanned askew overlap, and pdfium runs them together.
    """
    pen = TTGlyphPen(None)
    pen.moveTo((0, _BAR[0]))
    for corner in ((0, _BAR[1]), (WIDTH, _BAR[1]), (WIDTH, _BAR[0])):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def _letters_table(codes: Mapping[str, int]) -> bytes:
    """The table from codes to letters that PDF calls ToUnicode."""
    rows = [
        f"<{code:04X}> <{letter.encode('utf-16-be').hex().upper()}>"
        for letter, code in sorted(codes.items(), key=lambda pair: pair[1])
    ]
    sections = [rows[start : start + _ROWS_AT_ONCE] for start in range(0, len(rows), _ROWS_AT_ONCE)]
    middle = "\n".join(
        "\n".join([f"{len(section)} beginbfchar", *section, "endbfchar"]) for section in sections
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{middle}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
