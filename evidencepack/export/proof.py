"""The proof that a bundle carries: what each page, index row, link, label and quotation must be.

It lies in a private stream of the PDF's catalogue and holds digests of what is printed, page numbers and
places, and nothing else: no notes, no names. It says that a bundle is what it was when it was built; it is
not signed and proves nothing about who built it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pikepdf
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from evidencepack import __version__
from evidencepack.errors import ProofFailed
from evidencepack.export.bundle import Bundle
from evidencepack.export.measuring import (
    content_digest,
    digest,
    ink_of,
    links_of,
    packed_ink,
    page_numbers,
    spaced,
)
from evidencepack.model.tables import PICTURE
from evidencepack.progress import Progress, stop_if_cancelled
from evidencepack.quoting.folding import fold_text
from evidencepack.reading.page import Box
from evidencepack.reading.reader import Document, Reader
from evidencepack.submission.contents import Contents

KEY = "/EvidencePackProof"
FORM = 1


def make_record(
    built: Path, bundle: Bundle, contents: Contents, reader: Reader, progress: Progress
) -> dict[str, Any]:
    """Measure a bundle as it was written, and note down what it must be.

    Args:
        built: The bundle, as yet without its proof.
        bundle: What was meant to be built.
        contents: The pack's contents, for the quotations.
        reader: To read the pages with.
        progress: Told of each page.
    """
    pages: list[dict[str, Any]] = []
    texts: dict[int, str] = {}
    with reader.open(built) as document, pikepdf.open(built) as pdf:
        progress.total(len(bundle.pages))
        for item in bundle.pages:
            stop_if_cancelled(progress)
            progress.note(f"measuring page {item.number}")
            page = document.page(item.number)
            texts[item.number] = spaced(page.text)
            pages.append(
                {
                    "label": str(item.number),
                    "text": digest(texts[item.number]),
                    "content": content_digest(pdf.pages[item.number - 1]),
                    "ink": packed_ink(ink_of(document, item.number)),
                    "stamps": [[_rounded(box), digest(spaced(words))] for words, box in item.stamps],
                }
            )
            progress.step()
        return {
            "form": FORM,
            "program": __version__,
            "title": digest(bundle.title),
            "pages": pages,
            "links": _links(pdf, document, bundle),
            "bookmarks": [{"title": digest(spaced(title)), "to": page} for title, page in bundle.bookmarks],
            "quotes": _quotes(contents, bundle, texts),
        }


def _rounded(box: Box) -> list[float]:
    return [round(value, 2) for value in box]


def _links(pdf: pikepdf.Pdf, document: Document, bundle: Bundle) -> list[dict[str, Any]]:
    """Every link within the bundle: where, the words under it, and the page it must lead to."""
    numbers = page_numbers(pdf)
    meant = {(link.page, *_rounded(link.box)): link for link in bundle.links}
    found = []
    for number in range(1, len(pdf.pages) + 1):
        for link in links_of(pdf, number, numbers):
            if not link.to:
                continue
            known = meant.get((number, *_rounded(link.box)))
            found.append(
                {
                    "page": number,
                    "box": _rounded(link.box),
                    "words": digest(spaced(document.text_in(number, link.box))),
                    "to": known.to if known else link.to,
                    "kind": known.kind if known else "inner",
                }
            )
    return found


def _quotes(contents: Contents, bundle: Bundle, texts: dict[int, str]) -> list[dict[str, Any]]:
    """Where each quoted passage stands on the annexes' pages, as a stretch of the page's folded words.

    Raises:
        ProofFailed: If a passage is not found on the page that must have it.
    """
    folded = {number: fold_text(text) for number, text in texts.items()}
    places = {}
    for annex in contents.annexed.ordered:
        pages = contents.annexed.pages(annex)
        for quote in contents.quotes:
            for anchor in quote.anchors if quote.grade != PICTURE else ():  # the page's ink proves it
                if quote.source_id == annex.source_id and anchor.page in pages:
                    number = bundle.page_of_annex(annex.handle, pages.index(anchor.page) + 1)
                    places[(number, anchor.start, anchor.end)] = (anchor, quote)
    found = []
    for (number, _, _), (anchor, quote) in sorted(places.items(), key=lambda place: place[0]):
        wanted = fold_text(spaced(anchor.exact)).strip()
        start = folded[number].find(wanted)
        if start < 0:
            raise ProofFailed(
                f"The words of {quote.handle} are not on page {number} of the bundle as they are in the "
                "source; nothing was exported."
            )
        found.append({"page": number, "start": start, "end": start + len(wanted), "words": digest(wanted)})
    return found


def add_record(writer: PdfWriter, record: dict[str, Any]) -> None:
    """Put the proof into the bundle's catalogue."""
    stream = StreamObject()
    stream._data = json.dumps(record, sort_keys=True, separators=(",", ":")).encode()
    writer.root_object[NameObject(KEY)] = writer._add_object(stream.flate_encode())


def read_record(pdf: pikepdf.Pdf) -> dict[str, Any] | None:
    """The proof that a PDF carries, or None if it carries none that can be read."""
    stream = pdf.Root.get(KEY)
    if not isinstance(stream, pikepdf.Stream):
        return None
    try:
        record = json.loads(stream.read_bytes())
    except (ValueError, pikepdf.PdfError):
        return None
    return record if isinstance(record, dict) and record.get("form") == FORM else None
