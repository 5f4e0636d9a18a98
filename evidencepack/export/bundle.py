"""The bundle: submission, index and annexes as one PDF whose printed numbers, labels and links agree.

The front part (cover, index, submission, a sheet before each annex) is typeset and keeps its tags; the
annexes' pages go in behind their sheets; then every page gets its number, quoted words are lit, and the
typeset links to annexes become links to pages. How long the index is, is measured, not guessed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

from pypdf import PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from evidencepack import __version__
from evidencepack.actions.reading_copies import ReadingCopies
from evidencepack.errors import CannotWrite
from evidencepack.export.annex_pages import AnnexPages, prepare_annex
from evidencepack.export.front_part import Sheet, front_part, sheets_of
from evidencepack.export.pdf import COMMONS, COURT, LINK_SCHEME, Style, Typeset, typeset
from evidencepack.export.stamps import (
    Matrix,
    apply,
    draw_light,
    draw_stamps,
    place_stamps,
    shown_to_user,
    stamp_font,
)
from evidencepack.progress import Progress, stop_if_cancelled
from evidencepack.reading.page import Box
from evidencepack.submission.blocks import Submission
from evidencepack.submission.contents import Contents

FONTS = {"LiberationSans-Bold": "/EvpkBold", "LiberationSans-Regular": "/EvpkPlain"}
_LIGHT = "/EvpkLight"
STYLES: dict[str, Style] = {"commons": COMMONS, "court": COURT}


@dataclass(frozen=True)
class BundlePage:
    """What a page of the bundle is.

    Attributes:
        number: From 1; printed, labelled and counted alike.
        kind: ``front`` for what was typeset, ``sheet`` for an annex's front sheet, ``annex``.
        stamps: Each stamp's words and plate, in the page's user space.
        annex: The annex's handle, and the page of the annex from 1, if it is one.
        shrink: What took the source page's space to this page's, if it was made smaller.
    """

    number: int
    kind: str
    stamps: tuple[tuple[str, Box], ...]
    annex: str = ""
    annex_page: int = 0
    source_page: int = 0
    shrink: Matrix | None = None


@dataclass(frozen=True)
class BundleLink:
    """A link that the bundle must have: where it is, what it is for, and the page it leads to."""

    page: int
    box: Box
    to: int
    kind: str  # index, citation, inner or source


@dataclass
class Bundle:
    """What was built, so that it can be proved."""

    pages: list[BundlePage] = field(default_factory=list)
    links: list[BundleLink] = field(default_factory=list)
    bookmarks: list[tuple[str, int]] = field(default_factory=list)
    replaced: tuple[object, ...] = ()
    title: str = ""

    def page_of_annex(self, handle: str, page: int) -> int:
        """The bundle page on which a page of an annex is; page 0 is its front sheet."""
        return next(item.number for item in self.pages if item.annex == handle and item.annex_page == page)


@dataclass(frozen=True)
class _Plan:
    """Where everything goes, known before anything is put together."""

    front: Typeset
    sheets: tuple[Sheet, ...]
    starts: dict[str, int]  # the bundle page of each annex's sheet
    pages: int


def plan_bundle(contents: Contents, submission: Submission) -> _Plan:
    """Set the front part until the page numbers in its index are those that come out.

    Raises:
        CannotWrite: They do not settle, which a normal document never does.
    """
    style = STYLES[contents.profile.page_style]
    sheets = tuple(sheets_of(contents))
    starts = {sheet.handle: 0 for sheet in sheets}
    submission_page, total = 0, 0
    for _ in range(6):
        blocks = front_part(contents, submission, sheets, starts, submission_page, total)
        front = typeset(replace(submission, blocks=blocks), style, bundle=True)
        page, found = 0, {}
        for n, sheet in enumerate(sheets):
            page = front.places[f"annex:{sheet.handle}:0"] + sum(len(s.pages) for s in sheets[:n])
            found[sheet.handle] = page
        whole = front.pages + sum(len(sheet.pages) for sheet in sheets)
        first = front.places["submission"]
        if (found, first, whole) == (starts, submission_page, total):
            return _Plan(front, sheets, found, whole)
        starts, submission_page, total = found, first, whole
    raise CannotWrite("The index of the bundle does not settle; shorten a title and export again.")


def build_bundle(
    contents: Contents,
    submission: Submission,
    copies: ReadingCopies,
    target: Path,
    progress: Progress,
    *,
    light_quotes: bool,
) -> tuple[Bundle, PdfWriter]:
    """Build the bundle and write it, as yet without its proof.

    Args:
        contents: The pack's contents.
        submission: The composed submission.
        copies: The pack's reading copies.
        target: The file to write.
        progress: Told of each page.
        light_quotes: Whether quoted words are lit on the annexes' pages.

    Returns:
        What was built, and the writer, to add the proof with.
    """
    plan = plan_bundle(contents, submission)
    progress.total(plan.pages)
    writer = PdfWriter(clone_from=BytesIO(plan.front.pdf))
    annexes = {
        sheet.handle: prepare_annex(
            copies.file(sheet.rendition), list(sheet.pages), copies.folder / f"{sheet.handle}.pdf"
        )
        for sheet in plan.sheets
    }
    for sheet in plan.sheets:
        writer.merge(plan.starts[sheet.handle], annexes[sheet.handle].path, import_outline=False)
    bundle = Bundle(replaced=plan.front.replaced, title=submission.title)
    _stamp_pages(writer, plan, annexes, copies, contents, bundle, progress, light_quotes=light_quotes)
    _link_pages(writer, plan, annexes, bundle)
    _bookmark(writer, plan, contents, bundle)
    _finish(writer, submission, plan.pages)
    write(writer, target)
    return bundle, writer


def write(writer: PdfWriter, target: Path) -> None:
    """Write a bundle to its file.

    Raises:
        CannotWrite: The disk is full or the folder gone.
    """
    try:
        with target.open("wb") as file:
            writer.write(file)
    except OSError as problem:
        raise CannotWrite(
            f"{target} cannot be written ({problem.strerror}); free some space or choose another folder.",
            file=str(target),
        ) from problem


def _stamp_pages(
    writer: PdfWriter,
    plan: _Plan,
    annexes: dict[str, AnnexPages],
    copies: ReadingCopies,
    contents: Contents,
    bundle: Bundle,
    progress: Progress,
    *,
    light_quotes: bool,
) -> None:
    """Number every page, and light the quoted words."""
    fonts = {NameObject(FONTS[name]): _embed(writer, name) for name in FONTS}
    state = writer._add_object(
        DictionaryObject(
            {NameObject("/Type"): NameObject("/ExtGState"), NameObject("/BM"): NameObject("/Multiply")}
        )
    )
    front_file = copies.folder / "front.pdf"
    front_file.write_bytes(plan.front.pdf)
    lights = _lights(contents, plan) if light_quotes else {}
    with copies.reader.open(front_file) as front:
        for item in _pages(plan):
            stop_if_cancelled(progress)
            progress.note(f"page {item.number} of {plan.pages}")
            document, unit, boxes = front, 1.0, []
            if item.kind == "annex":
                sheet = next(s for s in plan.sheets if s.handle == item.annex)
                document = copies.document(sheet.rendition)
                unit = annexes[item.annex].units[item.annex_page - 1]
                boxes = lights.get((item.annex, item.annex_page), [])
            page = document.page(item.source_page)
            picture = document.draw(item.source_page, 0.5, gray=True)
            mark = f"{contents.annexed.marks[item.annex]} / {item.annex_page}" if item.kind == "annex" else ""
            placing = place_stamps(page, picture, str(item.number), mark, unit)
            to_user = shown_to_user(page)
            drawn = draw_stamps(placing, to_user, FONTS)
            light = draw_light(boxes, _LIGHT)
            _add_content(writer, item.number, placing.shrink, light, drawn, fonts, state)
            stamps = tuple((stamp.text, apply(to_user, stamp.plate(0.5))) for stamp in placing.stamps)
            bundle.pages.append(replace(item, stamps=stamps, shrink=placing.shrink))
            progress.step()


def _pages(plan: _Plan) -> list[BundlePage]:
    """Every page of the bundle in order, and where it comes from."""
    by_start = {start: handle for handle, start in plan.starts.items()}
    pages: list[BundlePage] = []
    front = 0
    while len(pages) < plan.pages:
        front += 1
        number = len(pages) + 1
        handle = by_start.get(number, "")
        pages.append(BundlePage(number, "sheet" if handle else "front", (), annex=handle, source_page=front))
        sheet = next((s for s in plan.sheets if s.handle == handle), None)
        for n, source_page in enumerate(sheet.pages if sheet else (), start=1):
            pages.append(
                BundlePage(number + n, "annex", (), annex=handle, annex_page=n, source_page=source_page)
            )
    return pages


def _lights(contents: Contents, plan: _Plan) -> dict[tuple[str, int], list[Box]]:
    """The rectangles of all quoted words, by annex and page of the annex; each box once."""
    lights: dict[tuple[str, int], list[Box]] = {}
    for sheet in plan.sheets:
        for quote in contents.quotes:
            for anchor in quote.anchors:
                if anchor.rendition_sha256 != sheet.rendition or anchor.page not in sheet.pages:
                    continue
                boxes = lights.setdefault((sheet.handle, sheet.pages.index(anchor.page) + 1), [])
                for left, bottom, right, top in anchor.rectangles:
                    if (left, bottom, right, top) not in boxes:
                        boxes.append((left, bottom, right, top))
    return lights


def _embed(writer: PdfWriter, name: str) -> IndirectObject:
    """Put a stamp font into the file, once for all pages."""
    font = stamp_font(name)
    program = StreamObject()
    program._data = font.data
    program[NameObject("/Length1")] = NumberObject(len(font.data))
    descriptor = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/FontDescriptor"),
            NameObject("/FontName"): NameObject(f"/EVPKAA+{font.name}"),
            NameObject("/Flags"): NumberObject(32),
            NameObject("/FontBBox"): ArrayObject([NumberObject(value) for value in font.box]),
            NameObject("/ItalicAngle"): NumberObject(0),
            NameObject("/Ascent"): NumberObject(font.ascent),
            NameObject("/Descent"): NumberObject(font.descent),
            NameObject("/CapHeight"): NumberObject(729),
            NameObject("/StemV"): NumberObject(140 if "Bold" in name else 80),
            NameObject("/FontFile2"): writer._add_object(program.flate_encode()),
        }
    )
    return writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/TrueType"),
                NameObject("/BaseFont"): NameObject(f"/EVPKAA+{font.name}"),
                NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
                NameObject("/FirstChar"): NumberObject(32),
                NameObject("/LastChar"): NumberObject(126),
                NameObject("/Widths"): ArrayObject([NumberObject(width) for width in font.widths]),
                NameObject("/FontDescriptor"): writer._add_object(descriptor),
            }
        )
    )


def _add_content(
    writer: PdfWriter,
    number: int,
    shrink: Matrix | None,
    light: bytes,
    stamps: bytes,
    fonts: dict[NameObject, IndirectObject],
    state: IndirectObject,
) -> None:
    """Put what is drawn on top behind the page's own content, which is shut into its own graphics state."""
    page = writer.pages[number - 1]
    before = b"q\n"
    if shrink:
        before += (" ".join(f"{value:.4f}" for value in shrink) + " cm\n").encode()
    streams = ArrayObject([_stream(writer, before)])
    content = page.get("/Contents")
    if content is not None:
        resolved = content.get_object()
        if isinstance(resolved, ArrayObject):
            streams.extend(resolved)
        elif not isinstance(resolved, NullObject):
            streams.append(content if isinstance(content, IndirectObject) else writer._add_object(content))
    streams.append(_stream(writer, b"\n" + light + b"Q\n" + stamps))
    page[NameObject("/Contents")] = streams
    own = page.get("/Resources", DictionaryObject()).get_object()
    resources = DictionaryObject(dict(own.items()))  # pages may share theirs; ours is not for all of them
    resources[NameObject("/Font")] = DictionaryObject(
        {**resources.get("/Font", DictionaryObject()).get_object(), **fonts}
    )
    if light:
        states = resources.get("/ExtGState", DictionaryObject()).get_object()
        resources[NameObject("/ExtGState")] = DictionaryObject({**states, NameObject(_LIGHT): state})
    page[NameObject("/Resources")] = resources


def _stream(writer: PdfWriter, data: bytes) -> IndirectObject:
    stream = StreamObject()
    stream._data = data
    return writer._add_object(stream)


def _link_pages(writer: PdfWriter, plan: _Plan, annexes: dict[str, AnnexPages], bundle: Bundle) -> None:
    """Turn the typeset links to annexes into links to pages, and make the sources' own links anew."""
    for item in bundle.pages:
        page = writer.pages[item.number - 1]
        if item.kind == "annex":
            made = _source_links(item, annexes[item.annex], bundle)
            page[NameObject("/Annots")] = ArrayObject(
                writer._add_object(_annotation(writer, box, to, address)) for box, to, address in made
            )
            if not made:
                del page["/Annots"]
            continue
        annotations = page.get("/Annots", ArrayObject()).get_object()
        for reference in annotations if isinstance(annotations, ArrayObject) else ():
            _lead_to_page(writer, item, reference.get_object(), plan, bundle)


def _lead_to_page(
    writer: PdfWriter, item: BundlePage, annotation: DictionaryObject, plan: _Plan, bundle: Bundle
) -> None:
    action = annotation.get("/A", DictionaryObject()).get_object()
    address = str(action.get("/URI", ""))
    if not address.startswith(LINK_SCHEME):
        return
    kind, handle, page = address.removeprefix(LINK_SCHEME).split(":")
    to = plan.front.places["submission"] if kind == "page" else bundle.page_of_annex(handle, int(page))
    del annotation["/A"]
    annotation[NameObject("/Dest")] = _destination(writer, to)
    rect = annotation["/Rect"].get_object()
    if not isinstance(rect, ArrayObject):
        raise TypeError("a link without a place")
    left, bottom, right, top = (float(value) for value in rect)
    indexed = plan.front.places["index"] <= item.number < plan.front.places["submission"]
    bundle.links.append(
        BundleLink(item.number, (left, bottom, right, top), to, "index" if indexed else "citation")
    )


def _source_links(item: BundlePage, annex: AnnexPages, bundle: Bundle) -> list[tuple[Box, int, str]]:
    """The links of a source page that still make sense in the bundle."""
    made = []
    for link in annex.links:
        if link.page != item.source_page:
            continue
        box = apply(item.shrink, link.box) if item.shrink else link.box
        if link.address:
            made.append((box, 0, link.address))
        elif link.to_page in annex.pages:
            to = bundle.page_of_annex(item.annex, annex.pages.index(link.to_page) + 1)
            made.append((box, to, ""))
            bundle.links.append(BundleLink(item.number, box, to, "source"))
    return made


def _annotation(writer: PdfWriter, box: Box, to: int, address: str) -> DictionaryObject:
    annotation = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): ArrayObject([FloatObject(value) for value in box]),
            NameObject("/Border"): ArrayObject([NumberObject(0)] * 3),
        }
    )
    if address:
        annotation[NameObject("/A")] = DictionaryObject(
            {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject(address)}
        )
    else:
        annotation[NameObject("/Dest")] = _destination(writer, to)
    return annotation


def _destination(writer: PdfWriter, number: int) -> ArrayObject:
    """The top of a page, at the zoom the reader has."""
    page = writer.pages[number - 1]
    reference = page.indirect_reference
    if reference is None:
        raise ValueError(f"page {number} is not in the file")
    top = FloatObject(page.cropbox.top)
    return ArrayObject([reference, NameObject("/XYZ"), NullObject(), top, NullObject()])


def _bookmark(writer: PdfWriter, plan: _Plan, contents: Contents, bundle: Bundle) -> None:
    """Bookmarks for the index, the submission with its sections, and each annex; with page numbers."""
    if "/Outlines" in writer.root_object:
        del writer.root_object["/Outlines"]

    def add(title: str, page: int, parent: IndirectObject | None = None) -> IndirectObject:
        shown = f"{title} (page {page})"
        bundle.bookmarks.append((shown, page))
        return writer.add_outline_item(title=shown, page_number=page - 1, parent=parent)

    places = plan.front.places
    add("Index", places["index"])
    submission = add(contents.profile.kind, places["submission"])
    for section in contents.sections:
        title = section.title or contents.profile.titles.get(section.kind, "")
        if title and f"section:{section.handle}:0" in places:
            add(title, places[f"section:{section.handle}:0"], submission)
    for sheet in plan.sheets:
        add(f"{sheet.mark}: {sheet.title}", plan.starts[sheet.handle])


def _finish(writer: PdfWriter, submission: Submission, pages: int) -> None:
    """Page labels, the opening view, and properties that name no person and no other program."""
    writer.set_page_label(0, pages - 1, style=PageLabelStyle.DECIMAL, start=1)
    root = writer.root_object
    first = writer.pages[0].indirect_reference
    if first is None:
        raise ValueError("the bundle has no pages")
    view = [first, NameObject("/XYZ"), NullObject(), NullObject(), NumberObject(1)]
    root[NameObject("/OpenAction")] = ArrayObject(view)
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    root[NameObject("/Metadata")] = _properties(writer, submission)
    writer.metadata = {
        "/Title": submission.title,
        "/Author": submission.submitter,
        "/Producer": f"Evidence Pack {__version__}",
    }
    mark = hashlib.sha256(f"{submission.title}|{submission.date}|{pages}".encode()).digest()[:16]
    writer._ID = ArrayObject([ByteStringObject(mark), ByteStringObject(mark)])


def _properties(writer: PdfWriter, submission: Submission) -> IndirectObject:
    """The properties as XML. They no longer claim what was true of the typeset part alone."""
    from xml.sax.saxutils import escape

    title, language = escape(submission.title), escape(submission.language)
    stream = StreamObject()
    stream._data = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()
    stream[NameObject("/Type")] = NameObject("/Metadata")
    stream[NameObject("/Subtype")] = NameObject("/XML")
    return writer._add_object(stream)
