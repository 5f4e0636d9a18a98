"""PDFs: cleaned, titled by themselves only when that makes sense."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter

from evidencepack.errors import BadInput, NeedsPassword
from evidencepack.intake.prepared import Intake, Story
from evidencepack.intake.reading_copy import make_copy
from evidencepack.intake.registry import read_file
from evidencepack.reading.reader import Reader

TakeIn = Callable[..., Intake]


@pytest.fixture
def letter(reader: Reader, tmp_path: Path) -> Path:
    out = tmp_path / "source.pdf"
    story = Story(blocks=[{"kind": "para", "runs": [{"text": "The answer is no."}]}])
    make_copy(story, "Reply of 3 May", tmp_path / "x.txt", out, reader)
    return out


def _saved(path: Path, *, title: str | None = None, password: str = "", blank: int = 0) -> bytes:
    writer = PdfWriter(clone_from=path)
    for _ in range(blank):
        writer.add_blank_page(200, 200)
    if title is not None:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_becomes_its_own_reading_copy(
    take_in: TakeIn, letter: Path, text_of: Callable[[Intake], str]
) -> None:
    intake = take_in("letter.pdf", letter.read_bytes())
    assert text_of(intake) == "The answer is no."
    assert (intake.media_type, intake.title) == ("application/pdf", "Reply of 3 May")
    assert intake.original.read_bytes() == letter.read_bytes()
    assert intake.warnings == []


def test_a_title_that_is_only_a_file_name_is_not_believed(take_in: TakeIn, letter: Path) -> None:
    data = _saved(letter, title="Microsoft Word - Doc3.docx")
    assert take_in("Letter of complaint.pdf", data).title == "Letter of complaint"


def test_a_locked_pdf_asks_for_its_password_and_opens_with_it(
    reader: Reader, tmp_path: Path, workspace: Path, letter: Path
) -> None:
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(_saved(letter, password="letmein"))
    with pytest.raises(NeedsPassword):
        read_file(locked, workspace, reader)
    intake = read_file(locked, workspace, reader, password="letmein")
    with reader.open(intake.rendition) as document:
        assert document.page(1).text.strip() == "The answer is no."


def test_a_pdf_with_another_name_is_noticed(take_in: TakeIn, letter: Path) -> None:
    told = take_in("letter.txt", letter.read_bytes()).warnings
    assert told == ["Its name ends in “.txt”, but it is a PDF and was read as one."]


def test_a_damaged_pdf_is_refused(take_in: TakeIn) -> None:
    with pytest.raises(BadInput, match=r"“broken\.pdf”"):
        take_in("broken.pdf", b"%PDF-1.7\n" + b"nothing that makes sense\n" * 20)
