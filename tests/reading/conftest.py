"""Small PDFs made by hand, in which every byte is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evidencepack.reading.reader import Reader

PdfMaker = Callable[..., Path]


def stream(data: bytes) -> bytes:
    return b"<</Length %d>>stream\n" % len(data) + data + b"\nendstream"


def assemble(objects: list[bytes]) -> bytes:
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    )


def make_pdf(
    pages: list[str | bytes],
    *,
    letters: dict[str, str] | None = None,
    page: str = "",
    catalogue: str = "",
    more: list[bytes] | None = None,
    box: tuple[int, int, int, int] = (0, 0, 600, 800),
    announce: int | None = None,
) -> bytes:
    """A PDF of pages; a page is lines of text (str) or a content stream (bytes).

    ``letters`` maps a code, as two hex digits, to the UTF-16 hex digits that the font says it is.
    ``more`` are objects numbered from 5 + 2 * pages.
    """
    left, bottom, right, top = box
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    rows = [f"<{code}> <{units}>" for code, units in (letters or {}).items()]
    chunks = [rows[n : n + 100] for n in range(0, len(rows), 100)]
    ranges = "\n".join(f"{len(c)} beginbfchar {' '.join(c)} endbfchar" for c in chunks)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{ranges}\nendcmap end end"
    )
    objects = [
        f"<</Type/Catalog/Pages 2 0 R {catalogue}>>".encode(),
        f"<</Type/Pages/Kids[{kids}]/Count {announce or len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding"
        + (b"/ToUnicode 4 0 R>>" if letters else b">>"),
        stream(cmap.encode()),
    ]
    for number, content in enumerate(pages):
        if isinstance(content, str):
            lines = b"".join(
                b"<" + line.encode("cp1252").hex().encode() + b"> Tj 0 -25 Td\n"
                for line in content.split("\n")
            )
            content = b"BT /F1 16 Tf %d %d Td\n" % (left + 50, top - 80) + lines + b"ET"
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[{left} {bottom} {right} {top}]"
            f"/Contents {6 + 2 * number} 0 R/Resources<</Font<</F1 3 0 R>>>>{page}>>".encode(),
            stream(content),
        ]
    return assemble(objects + (more or []))


@pytest.fixture
def pdf(tmp_path: Path) -> PdfMaker:
    def write(*pages: str | bytes, name: str = "letter.pdf", **how: object) -> Path:
        path = tmp_path / name
        path.write_bytes(make_pdf(list(pages), **how))  # type: ignore[arg-type]
        return path

    return write


@pytest.fixture(scope="module")
def shared_reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


@pytest.fixture
def reader(shared_reader: Reader) -> Reader:
    return shared_reader


@pytest.fixture(scope="session")
def corpora() -> Path:
    folder = Path(__file__).resolve().parents[2].parent / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip("the real documents are not on this computer")
    return folder
