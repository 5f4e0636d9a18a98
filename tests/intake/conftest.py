"""What the tests of intake share: a reader, a workspace, and small Word documents made on the spot."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evidencepack.intake.prepared import Container, Intake
from evidencepack.intake.registry import read_file
from evidencepack.reading.reader import Reader

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader() as opened:
        yield opened


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


@pytest.fixture
def take_in(reader: Reader, workspace: Path, tmp_path: Path) -> Callable[..., Intake]:
    """Write bytes to a file of a name and read it in."""

    def taken(name: str, data: bytes | str) -> Intake:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        found = read_file(path, workspace, reader)
        assert isinstance(found, Intake)
        return found

    return taken


@pytest.fixture
def take_out(reader: Reader, workspace: Path, tmp_path: Path) -> Callable[..., Container]:
    """Write bytes to a file that holds others, and take those out."""

    def taken(name: str, data: bytes | str) -> Container:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        found = read_file(path, workspace, reader)
        assert isinstance(found, Container)
        return found

    return taken


@pytest.fixture
def text_of(reader: Reader) -> Callable[[Intake], str]:
    """The words of a reading copy as they can be quoted, pages divided by form feeds, lines joined."""

    def words(intake: Intake) -> str:
        with reader.open(intake.rendition) as document:
            pages = [document.page(n).text for n in range(1, document.pages + 1)]
        return "\f".join(" ".join(page.split()) for page in pages)

    return words


@pytest.fixture
def own_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVIDENCEPACK_CONVERTER", "own")


@pytest.fixture
def make_docx(tmp_path: Path) -> Callable[..., Path]:
    """Write a Word document from the XML of its body."""

    def made(
        body: str,
        *,
        relations: str = "",
        parts: dict[str, str | bytes] | None = None,
        main_type: str = MAIN,
        name: str = "letter.docx",
    ) -> Path:
        others = dict(parts or {})
        rows = "".join(
            f'<Relationship Id="p{n}" Type="{R}/{part.removesuffix(".xml")}" Target="{part}"/>'
            for n, part in enumerate(
                p.removeprefix("word/") for p in others if p.endswith(".xml") and "/" in p
            )
            if "/" not in part
        )
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr(
                "[Content_Types].xml",
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>',
            )
            root = f'<Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/>'
            if "docProps/core.xml" in others:
                root += f'<Relationship Id="r2" Type="{CORE}" Target="docProps/core.xml"/>'
            package.writestr("_rels/.rels", _relations(root))
            package.writestr("word/document.xml", document_xml(body))
            package.writestr("word/_rels/document.xml.rels", _relations(rows + relations))
            for part, content in others.items():
                package.writestr(part, content)
        return path

    return made


def document_xml(body: str) -> str:
    return (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:o="urn:schemas-microsoft-com:office:office">'
        f"<w:body>{body}</w:body></w:document>"
    )


def _relations(rows: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{rows}</Relationships>'
