"""Source PDFs of every awkward shape, made while the tests run."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

A4 = (0.0, 0.0, 595.0, 842.0)


@dataclass
class Leaf:
    """A page to be made: lines of words, or a content stream of its own.

    ``picture`` is the grey of 4 by 4 pixels that fill the middle of the page; ``links`` are boxes with what
    they lead to: a page number, a destination's name, or an action.
    """

    words: str = ""
    content: bytes | None = None
    box: tuple[float, float, float, float] = A4
    crop: tuple[float, float, float, float] | None = None
    rotate: int = 0
    unit: float = 1.0
    size: float = 14.0
    picture: bytes | None = None
    links: list[tuple[tuple[float, float, float, float], int | str | Dictionary]] = field(
        default_factory=list
    )
    resources: dict[str, object] = field(default_factory=dict)


def write_pdf(path: Path, *leaves: Leaf, names: dict[str, int] | None = None, title: str = "") -> Path:
    """Write a PDF of these pages; ``names`` are named destinations with their pages."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type1,
                BaseFont=Name.Helvetica,
                Encoding=Name.WinAnsiEncoding,
            )
        )
        pages = [_page(pdf, leaf, font) for leaf in leaves]
        for page in pages:
            pdf.pages.append(pikepdf.Page(page))
        for leaf, page in zip(leaves, pdf.pages, strict=True):
            if leaf.links:
                page.obj.Annots = Array([_link(pdf, box, to) for box, to in leaf.links])
        if names:
            pairs: list[object] = []
            for name, number in sorted(names.items()):
                pairs += [pikepdf.String(name), Array([pdf.pages[number - 1].obj, Name.Fit])]
            pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(pairs)))
        if title:
            pdf.docinfo["/Title"] = title
        pdf.save(path)
    return path


def _page(pdf: pikepdf.Pdf, leaf: Leaf, font: pikepdf.Object) -> Dictionary:
    page = Dictionary(Type=Name.Page, MediaBox=Array(list(leaf.box)))
    if leaf.crop:
        page.CropBox = Array(list(leaf.crop))
    if leaf.rotate:
        page.Rotate = leaf.rotate
    if leaf.unit != 1:
        page.UserUnit = leaf.unit
    page.Resources = Dictionary(Font=Dictionary(F1=font), **leaf.resources)
    content = leaf.content if leaf.content is not None else _lines(leaf)
    if leaf.picture is not None:
        left, bottom, right, top = leaf.box
        picture = Stream(pdf, leaf.picture)
        picture.update(
            Dictionary(
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=4,
                Height=4,
                ColorSpace=Name.DeviceGray,
                BitsPerComponent=8,
            )
        )
        page.Resources.XObject = Dictionary(Im1=picture)
        width, height = (right - left) / 2, (top - bottom) / 2
        place = f"{width} 0 0 {height} {left + width / 2} {bottom + height / 2}"
        content += f"\nq {place} cm /Im1 Do Q".encode()
    page.Contents = Stream(pdf, content)
    return pdf.make_indirect(page)


def _lines(leaf: Leaf) -> bytes:
    """The words, upright as displayed, from the top left of the visible page."""
    left, bottom, right, top = leaf.crop or leaf.box
    turn = {
        0: f"1 0 0 1 {left + 40} {top - 60}",
        90: f"0 1 -1 0 {left + 60} {bottom + 40}",
        180: f"-1 0 0 -1 {right - 40} {bottom + 60}",
        270: f"0 -1 1 0 {right - 60} {top - 40}",
    }[leaf.rotate]
    shown = b"".join(
        b"<" + line.encode("cp1252").hex().encode() + b"> Tj 0 %d Td " % (-1.4 * leaf.size)
        for line in leaf.words.split("\n")
    )
    return f"BT /F1 {leaf.size} Tf {turn} Tm ".encode() + shown + b"ET"


def _link(pdf: pikepdf.Pdf, box: tuple[float, float, float, float], to: int | str | Dictionary) -> Dictionary:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(list(box)), Border=Array([0, 0, 0]))
    if isinstance(to, int):
        link.Dest = Array([pdf.pages[to - 1].obj, Name.Fit])
    elif isinstance(to, str):
        link.Dest = pikepdf.String(to)
    else:
        link.A = to
    return pdf.make_indirect(link)
