"""PDFs: cleaned, titled by themselves only when that makes sense."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
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


def _with_files(letter: Path, *files: tuple[str, bytes], password: str = "") -> bytes:
    """The letter with files attached to it, the last one pinned to its page."""
    out = BytesIO()
    with pikepdf.open(letter) as pdf:
        records = []
        for name, data in files:
            stream = pdf.make_stream(data)
            records.append(
                pdf.make_indirect(Dictionary(Type=Name.Filespec, UF=String(name), EF=Dictionary(F=stream)))
            )
        rows = [each for record in records[:-1] for each in (record.UF, record)]
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(rows)))
        pin = Dictionary(Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=records[-1])
        pdf.pages[0].obj.Annots = Array([pin])
        lock = pikepdf.Encryption(owner=password, user=password, R=4) if password else False
        pdf.save(out, encryption=lock)
    return out.getvalue()


def test_the_files_within_a_pdf_come_along(take_in: TakeIn, letter: Path) -> None:
    data = _with_files(letter, ("../reply.docx", b"PK"), ("tool.exe", b"MZ"), ("note.txt", b"Seen 3 May"))
    intake = take_in("letter.pdf", data)
    named = [(part.name, part.path and part.path.name, part.skipped) for part in intake.parts]
    assert named == [
        ("../reply.docx", "reply.docx", ""),
        ("tool.exe", "tool.exe", ""),
        ("note.txt", "note.txt", ""),
    ]
    assert intake.parts[2].path is not None
    assert intake.parts[2].path.read_bytes() == b"Seen 3 May"
    assert "3 files (“../reply.docx”, “tool.exe”, “note.txt”) are attached within it" in intake.warnings[0]


def test_the_files_of_a_locked_pdf_come_with_its_password(
    reader: Reader, tmp_path: Path, workspace: Path, letter: Path
) -> None:
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(_with_files(letter, ("note.txt", b"Seen 3 May"), password="pässword"))
    intake = read_file(locked, workspace, reader, password="pässword")
    assert isinstance(intake, Intake)
    assert [part.path and part.path.read_bytes() for part in intake.parts] == [b"Seen 3 May"]


def test_a_file_within_that_would_burst_is_left_out(
    take_in: TakeIn, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidencepack.intake.parts.LARGEST", 1 << 20)
    data = _with_files(letter, ("bomb.txt", bytes(20 << 20)), ("note.txt", b"Seen"))
    parts = take_in("letter.pdf", data).parts
    assert [(part.name, bool(part.path)) for part in parts] == [("bomb.txt", False), ("note.txt", True)]


def test_a_damaged_file_within_is_named(take_in: TakeIn, letter: Path) -> None:
    data = _with_files(letter, ("note.txt", b"Seen 3 May" * 100))
    with pikepdf.open(BytesIO(data)) as pdf:
        stream = pdf.pages[0].obj.Annots[0].FS.EF.F
        stream.write(b"no such thing", filter=Name.FlateDecode)
        out = BytesIO()
        pdf.save(out, compress_streams=False)
    (part,) = take_in("letter.pdf", out.getvalue()).parts
    assert part.path is None
    assert "damaged" in part.skipped
