"""Files of the world outside, where they are at hand: each is in, or refused with the right reason."""

from __future__ import annotations

import csv
from pathlib import Path

import pikepdf
import pytest

import evidencepack
from evidencepack.errors import BadInput, NeedsPassword
from evidencepack.intake.prepared import Container, Intake
from evidencepack.intake.registry import read_file
from evidencepack.reading.reader import Reader

CORPORA = Path(evidencepack.__file__).resolve().parent.parent.parent / "shared" / "corpora"
BAD = CORPORA / "bad"
KINDS = ("docx", "html", "txt", "eml", "msg", "odt", "img", "empty", "wrongext")
# Too large for any computer: refused in a sentence.
REFUSED = {"img/08_bomb_60000x60000.png"}
# The manifest would have these told; there is nothing in them that the reader could stumble over.
HARMLESS = {"LIMIT", "OK"}

pytestmark = [
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not at hand"),
    pytest.mark.usefixtures("own_converter"),
]


def _manifest(kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    if not (BAD / "MANIFEST.tsv").is_file():
        return []
    with (BAD / "MANIFEST.tsv").open(encoding="utf-8") as stream:
        rows = [(row["path"], row["expect"]) for row in csv.DictReader(stream, delimiter="\t")]
    return [(path, expect) for path, expect in rows if path.split("/")[0] in kinds]


@pytest.mark.parametrize(("path", "expect"), _manifest(KINDS))
def test_a_bad_file_ends_as_its_manifest_says(
    path: str, expect: str, reader: Reader, workspace: Path
) -> None:
    if expect == "REFUSE" or path in REFUSED:
        with pytest.raises(BadInput) as refused:
            read_file(BAD / path, workspace, reader)
        assert refused.value.message.startswith("“")
        return
    intake = read_file(BAD / path, workspace, reader)
    if isinstance(intake, Container):
        assert all(part.path for part in intake.parts)
        return
    with reader.open(intake.rendition) as document:
        text = "".join(page.text for page in document.texts())
    assert text.strip() or intake.kind == "picture"
    assert not any(mark in text for mark in ("SCRIPT-RAN", "ONERROR-RAN", "HIDDEN", "root:x:0"))
    assert intake.warnings or expect in HARMLESS


# Told by the import, which knows the other sources.
TWINS = {"pdf/40a_same_content.pdf"}


@pytest.mark.parametrize(("path", "expect"), _manifest(("pdf",)))
def test_a_bad_pdf_ends_as_its_manifest_says(path: str, expect: str, reader: Reader, workspace: Path) -> None:
    if expect in {"REFUSE", "ASK"}:
        with pytest.raises(NeedsPassword if expect == "ASK" else BadInput):
            read_file(BAD / path, workspace, reader)
        return
    intake = read_file(BAD / path, workspace, reader)
    assert isinstance(intake, Intake)
    flags = _flags_of_every_page(BAD / path, intake, reader)
    assert intake.warnings or flags or expect != "WARN" or path in TWINS


def _flags_of_every_page(path: Path, intake: Intake, reader: Reader) -> set[str]:
    """What is doubtful about the pages of a reading copy, which has all of them."""
    with pikepdf.open(path, suppress_warnings=True) as pdf:
        count = len(pdf.pages)
    with reader.open(intake.rendition) as document:
        assert document.pages == count
        return {flag for page in document.texts() for flag in page.flags}


HARD = sorted(
    {path.name: path for path in (CORPORA / "hard").rglob("*.pdf")}.values()
)  # some are there twice


@pytest.mark.parametrize("path", HARD, ids=lambda path: f"{path.parent.name}/{path.name[-40:]}")
def test_a_hard_pdf_keeps_all_its_pages(path: Path, reader: Reader, workspace: Path) -> None:
    if path.parent.name == "encrypted-needs-password" and "attachment" not in path.name:
        with pytest.raises(NeedsPassword):
            read_file(path, workspace, reader)
        return
    intake = read_file(path, workspace, reader)
    assert isinstance(intake, Intake)
    if "attachment" in path.name and "encrypted" in path.name:
        assert [part.path for part in intake.parts] == [None]
        return
    _flags_of_every_page(path, intake, reader)


FORMATS = ("docx", "html", "eml", "msg", "rtf", "odt")
# Of two lines of one letter each the PDF library makes one word.
TORN = "splitParagraphFormatTest"
REAL = sorted(
    path for kind in FORMATS for path in (CORPORA / "real" / kind).glob("*") if TORN not in path.name
)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name[-40:])
def test_a_real_file_comes_in_without_losing_a_word(path: Path, reader: Reader, workspace: Path) -> None:
    intake = read_file(path, workspace, reader)
    assert isinstance(intake, Intake)
    assert not [told for told in intake.warnings if "missing from the reading copy" in told]
    assert intake.title
