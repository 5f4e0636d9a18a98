"""Files of the world outside, where they are at hand: each is in, or refused with the right reason."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import evidencepack
from evidencepack.errors import BadInput
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


def _manifest() -> list[tuple[str, str]]:
    if not (BAD / "MANIFEST.tsv").is_file():
        return []
    with (BAD / "MANIFEST.tsv").open(encoding="utf-8") as stream:
        rows = [(row["path"], row["expect"]) for row in csv.DictReader(stream, delimiter="\t")]
    return [(path, expect) for path, expect in rows if path.split("/")[0] in KINDS]


@pytest.mark.parametrize(("path", "expect"), _manifest())
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
