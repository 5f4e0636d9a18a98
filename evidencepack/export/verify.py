"""Opens a finished bundle with other libraries than the one that wrote it and proves it page by page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf

from evidencepack.errors import BadInput
from evidencepack.export.certificate import Certificate
from evidencepack.export.measuring import (
    MeasuredLink,
    bookmarks_of,
    content_digest,
    digest,
    forbidden_in_catalogue,
    ink_of,
    links_of,
    page_numbers,
    same_picture,
    spaced,
    unpacked_ink,
)
from evidencepack.export.proof import read_record
from evidencepack.progress import NoProgress, Progress, stop_if_cancelled
from evidencepack.quoting.folding import fold_text
from evidencepack.reading.page import Box, PageText
from evidencepack.reading.reader import Document, Reader

_NEAR = 1.0  # points: another program may round a link's box


def verify_bundle(path: Path, progress: Progress | None = None) -> Certificate:
    """Prove a bundle against the record it carries. The file's name plays no part.

    Raises:
        BadInput: The file cannot be opened as a PDF at all.
    """
    progress = progress or NoProgress()
    certificate = Certificate()
    try:
        with Reader() as reader, reader.open(path) as document, pikepdf.open(path) as pdf:
            record = read_record(pdf)
            if record is None:
                certificate.fail(0, "proof", f"{path.name} carries no proof of its own that can be read.")
                return certificate
            _verify(document, pdf, record, certificate, progress)
    except pikepdf.PdfError as problem:
        raise BadInput(f"{path.name} cannot be opened as a PDF ({problem}).", file=str(path)) from problem
    certificate.checked.append(
        "The PDF agrees with the record it carries."
        if certificate.ok
        else "The PDF does not agree with the record it carries."
    )
    return certificate


def _verify(
    document: Document, pdf: pikepdf.Pdf, record: dict[str, Any], certificate: Certificate, progress: Progress
) -> None:
    expected = record["pages"]
    certificate.pages = document.pages
    if document.pages != len(expected):
        certificate.fail(0, "page", f"There are {document.pages} pages; there must be {len(expected)}.")
    progress.total(document.pages)
    texts: dict[int, str] = {}
    for number in range(1, min(document.pages, len(expected)) + 1):
        stop_if_cancelled(progress)
        progress.note(f"proving page {number}")
        page = document.page(number)
        texts[number] = spaced(page.text)
        _verify_page(document, pdf, page, expected, certificate)
        progress.step()
    _verify_links(document, pdf, record["links"], certificate)
    _verify_bookmarks(pdf, record["bookmarks"], certificate)
    _verify_quotes(texts, record["quotes"], certificate)
    if "/PageLabels" not in pdf.Root:
        certificate.fail(0, "label", "The pages have no labels.")
    for words in forbidden_in_catalogue(pdf):
        certificate.fail(0, "action", f"The file has {words}, which a bundle must not have.")


def _verify_page(
    document: Document,
    pdf: pikepdf.Pdf,
    page: PageText,
    expected: list[dict[str, Any]],
    certificate: Certificate,
) -> None:
    number, wanted = page.number, expected[page.number - 1]
    if page.label != wanted["label"]:
        certificate.fail(number, "label", f"The page label is {page.label}; it must be {wanted['label']}.")
    _verify_stamps(document, number, wanted["stamps"], certificate)
    text = digest(spaced(page.text))
    content = content_digest(pdf.pages[number - 1])
    if text == wanted["text"] and content == wanted["content"]:
        return
    ink = ink_of(document, number)
    if text != wanted["text"]:
        other = [n for n, item in enumerate(expected, start=1) if item["text"] == text and n != number]
        if other:
            certificate.fail(number, "page", f"The page that must be page {other[0]} stands here.")
        elif not page.text.strip() or not any(ink):
            certificate.fail(number, "blank", "The page is blank, and was not.")
        else:
            certificate.fail(number, "text", "The words on the page are not those that were proved.")
    elif not same_picture(ink, unpacked_ink(wanted["ink"])):
        what = "blank" if not any(ink) else "picture"
        certificate.fail(number, what, "The page does not look as it did when it was proved.")


def _verify_stamps(
    document: Document, number: int, stamps: list[list[Any]], certificate: Certificate
) -> None:
    for box, words in stamps:
        printed = spaced(document.text_in(number, _box(box)))
        if digest(printed) != words:
            certificate.fail(
                number, "number", f"The number printed on the page is “{printed}”, which is wrong."
            )


def _box(values: list[float]) -> Box:
    left, bottom, right, top = values
    return left, bottom, right, top


def _verify_links(
    document: Document, pdf: pikepdf.Pdf, expected: list[dict[str, Any]], certificate: Certificate
) -> None:
    numbers = page_numbers(pdf)
    present = {n: links_of(pdf, n, numbers) for n in range(1, document.pages + 1)}
    _refuse_actions(present, certificate)
    rows: set[tuple[int, int]] = set()
    for wanted in expected:
        kind = "index" if wanted["kind"] == "index" else "link"
        number, box = wanted["page"], _box(wanted["box"])
        certificate.links += 1
        if kind == "index":
            rows.add((number, wanted["to"]))
        near = [link for link in present.get(number, []) if _same_box(link.box, box)]
        if not near:
            certificate.fail(number, kind, f"A link to page {wanted['to']} is missing.")
            continue
        if all(link.to != wanted["to"] for link in near):
            certificate.fail(
                number, kind, f"A link leads to page {near[0].to}; it must lead to page {wanted['to']}."
            )
        printed = spaced(document.text_in(number, box))
        if digest(printed) != wanted["words"]:
            certificate.fail(
                number, kind, f"The words of a link are “{printed}”, which is not what was proved."
            )
        if kind == "index" and _is_number_cell(wanted, expected) and printed != str(wanted["to"]):
            certificate.fail(number, kind, f"A row of the index says {printed} but leads to {wanted['to']}.")
    certificate.index_rows = len(rows)
    counted = sum(1 for links in present.values() for link in links if link.to)
    if counted > len(expected):
        certificate.fail(
            0, "link", f"There are {counted} links within the bundle; there must be {len(expected)}."
        )


def _refuse_actions(present: dict[int, list[MeasuredLink]], certificate: Certificate) -> None:
    for number, links in present.items():
        for link in links:
            if link.forbidden:
                certificate.fail(
                    number, "action", f"A link of the page does {link.forbidden}, which is not allowed."
                )


def _is_number_cell(wanted: dict[str, Any], expected: list[dict[str, Any]]) -> bool:
    """Whether a link of the index is over the page number, which stands at the right of its row.

    A title may be a bare figure too, so what it says does not decide.
    """
    left, bottom, _, top = wanted["box"]
    beside = [
        other["box"][0]
        for other in expected
        if other["kind"] == "index"
        and (other["page"], other["to"]) == (wanted["page"], wanted["to"])
        and other["box"][1] < top
        and bottom < other["box"][3]
    ]
    return len(beside) > 1 and left == max(beside)


def _same_box(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


def _verify_bookmarks(pdf: pikepdf.Pdf, expected: list[dict[str, Any]], certificate: Certificate) -> None:
    found = bookmarks_of(pdf, page_numbers(pdf))
    certificate.bookmarks = len(found)
    if len(found) != len(expected):
        certificate.fail(0, "bookmark", f"There are {len(found)} bookmarks; there must be {len(expected)}.")
    for (title, page), wanted in zip(found, expected, strict=False):
        if digest(spaced(title)) != wanted["title"]:
            certificate.fail(page, "bookmark", f"The bookmark “{title}” is not one that was proved.")
        elif page != wanted["to"]:
            certificate.fail(
                page,
                "bookmark",
                f"The bookmark “{title}” leads to page {page}; it must lead to {wanted['to']}.",
            )


def _verify_quotes(texts: dict[int, str], expected: list[dict[str, Any]], certificate: Certificate) -> None:
    folded: dict[int, str] = {}
    for wanted in expected:
        number = wanted["page"]
        certificate.quotes += 1
        if number not in folded:
            folded[number] = fold_text(texts.get(number, ""))
        if digest(folded[number][wanted["start"] : wanted["end"]]) != wanted["words"]:
            certificate.fail(number, "quote", "A quoted passage no longer stands on the page word for word.")


def is_pdf(path: Path) -> bool:
    """Whether a file begins like a PDF.

    Raises:
        BadInput: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return b"%PDF-" in file.read(1024)
    except OSError as problem:
        raise BadInput(f"{path} cannot be read ({problem.strerror}).", file=str(path)) from problem
