"""An import takes in each file on its own, and its report says what became of every one."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import select

from evidencepack.actions.packs import new_pack
from evidencepack.actions.sources import import_paths
from evidencepack.errors import Cancelled
from evidencepack.model.tables import ImportReport, Source
from evidencepack.store.pack import Pack


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    with new_pack(tmp_path / "case.evpack", "A case") as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def test_pages_without_words_are_told_in_one_sentence(pack: Pack, folder: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.add_blank_page()
        pdf.save(folder / "scan.pdf")
    (row,) = import_paths(pack, [folder])
    assert (row.status, row.pages) == ("imported", 2)
    assert [warning for warning in row.warnings if "words" in warning] == [
        "No page has words that can be quoted: it is a scan or made of pictures."
    ]


def _mail(subject: str, *parts: str, words: str = "Please see the answer.") -> str:
    head = f"From: Office <office@example.org>\nSubject: {subject}\nDate: Mon, 26 Sep 2016 10:00:00 +0100\n"
    plain = f"Content-Type: text/plain\n\n{words}\n"
    inner = "".join(f"--B\n{part}\n" for part in (plain, *parts))
    return f'{head}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="B"\n\n{inner}--B--\n'


def _attached(name: str, words: str) -> str:
    head = f'Content-Type: text/plain\nContent-Disposition: attachment; filename="{name}"'
    return f"{head}\n\n{words}"


def _parents(pack: Pack) -> dict[str, str | None]:
    with pack.reading() as session:
        sources = list(session.scalars(select(Source)))
        handles = {source.id: source.handle for source in sources}
        return {source.handle: handles.get(source.parent_id or "") for source in sources}


def test_attachments_become_sources_that_know_their_letter(pack: Pack, folder: Path) -> None:
    (folder / "answer.eml").write_text(_mail("Answer", _attached("../table.txt", "Eighteen requests")))
    mail, table = import_paths(pack, [folder])
    assert (mail.status, mail.source, table.status, table.source) == ("imported", "S1", "imported", "S2")
    assert table.within == ["answer.eml"]
    assert table.path.endswith("answer.eml/table.txt")
    assert _parents(pack) == {"S1": None, "S2": "S1"}


def test_an_e_mail_in_an_e_mail_keeps_who_came_in_whom(pack: Pack, folder: Path) -> None:
    inner = f"Content-Type: message/rfc822\n\n{_mail('Inner', _attached('deep.txt', 'Deep words'))}"
    # Nested boundaries have to differ.
    (folder / "outer.eml").write_text(_mail("Outer", inner.replace("--B", "--C").replace('"B"', '"C"')))
    rows = import_paths(pack, [folder])
    assert [(row.source, row.within) for row in rows] == [
        ("S1", []),
        ("S2", ["outer.eml"]),
        ("S3", ["outer.eml", "Inner.eml"]),
    ]
    assert _parents(pack) == {"S1": None, "S2": "S1", "S3": "S2"}


def test_a_mailbox_is_told_in_a_row_and_its_messages_stand_alone(pack: Pack, folder: Path) -> None:
    one = "From a@b.c Tue Mar 14 09:30:00 2023\nFrom: a@b.c\nSubject: one\n\nONE\n\n"
    (folder / "box.mbox").write_text(one + one.replace("one", "two"))
    box, first, second = import_paths(pack, [folder])
    assert (box.status, box.source, box.holds) == ("imported", "S1", 2)
    assert box.warnings == ["It is a mailbox: 2 files in it, each told of below."]
    assert [first.source, second.source] == ["S1", "S2"]
    assert _parents(pack) == {"S1": None, "S2": None}


def test_one_attachment_that_fails_holds_no_other_back(pack: Pack, folder: Path) -> None:
    bad = _attached("empty.txt", "")
    (folder / "answer.eml").write_text(_mail("Answer", bad, _attached("note.txt", "Good words")))
    rows = import_paths(pack, [folder])
    assert [row.status for row in rows] == ["imported", "imported"]  # what is empty is no attachment
    (folder / "other.eml").write_text(
        _mail("Other", _attached("x.exe", "MZ\0\0\0\0"), _attached("note2.txt", "Other good words"))
    )
    rows = import_paths(pack, [folder / "other.eml"])
    assert [row.status for row in rows] == ["imported", "failed", "imported"]
    assert "is a program" in rows[1].reason


def _zip(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files:
            package.writestr(name, data)
    return out.getvalue()


def _packed(name: str, data: bytes) -> str:
    head = f'Content-Type: application/zip\nContent-Disposition: attachment; filename="{name}"'
    return f"{head}\nContent-Transfer-Encoding: base64\n\n{base64.encodebytes(data).decode()}"


def test_an_archive_in_an_e_mail_is_opened_and_its_files_know_the_e_mail(pack: Pack, folder: Path) -> None:
    inner = _zip(("letters/a.txt", b"First words"), ("inner.zip", _zip(("b.txt", b"Second words"))))
    (folder / "answer.eml").write_text(_mail("Answer", _packed("files.zip", inner)))
    rows = import_paths(pack, [folder])
    assert [(row.source, row.within, row.holds, row.pages) for row in rows] == [
        ("S1", [], 0, 1),
        ("S2", ["answer.eml"], 2, 2),
        ("S2", ["answer.eml", "files.zip"], 1, 1),
        ("S2", ["answer.eml", "files.zip", "inner.zip"], 0, 1),
        ("S3", ["answer.eml", "files.zip"], 0, 1),
    ]
    assert _parents(pack) == {"S1": None, "S2": "S1", "S3": "S1"}


def test_an_archive_that_would_fill_the_disk_is_refused_its_e_mail_not(pack: Pack, folder: Path) -> None:
    bomb = _zip(("a.txt", bytes(60 << 20)))
    (folder / "answer.eml").write_text(_mail("Answer", _packed("bomb.zip", bomb)))
    mail, archive = import_paths(pack, [folder])
    assert (mail.status, archive.status) == ("imported", "failed")
    assert archive.reason.startswith("“bomb.zip” is a ZIP archive that was not unpacked: “a.txt” in it would")


class _StopsAfter:
    """Progress that is cancelled once so many files are done."""

    def __init__(self, files: int) -> None:
        self.left = files

    def total(self, steps: int) -> None: ...

    def step(self, steps: int = 1) -> None:
        self.left -= steps

    def note(self, text: str) -> None: ...

    def cancelled(self) -> bool:
        return self.left <= 0


def test_cancel_leaves_whole_files_and_a_report_of_all(pack: Pack, folder: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(f"Words of {name}")
    with pytest.raises(Cancelled):
        import_paths(pack, [folder], progress=_StopsAfter(1))
    with pack.reading() as session:
        (report,) = session.scalars(select(ImportReport))
        assert [source.file_name for source in session.scalars(select(Source))] == ["a.txt"]
    assert [(row["path"], row["status"]) for row in report.rows] == [
        ("a.txt", "imported"),
        ("b.txt", "skipped"),
        ("c.txt", "skipped"),
    ]


def test_files_too_deep_within_others_are_left_out(
    pack: Pack, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidencepack.actions.sources.DEEPEST", 0)
    (folder / "answer.eml").write_text(_mail("Answer", _attached("table.txt", "Eighteen requests")))
    mail, table = import_paths(pack, [folder])
    assert (mail.status, table.status) == ("imported", "skipped")
    assert "deep" in table.reason


def test_a_password_opens_what_was_locked_in_an_e_mail_that_is_in_already(pack: Pack, folder: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(user="sesame", owner="owner"))
    part = base64.encodebytes((folder / "locked.pdf").read_bytes()).decode()
    (folder / "locked.pdf").unlink()
    head = 'Content-Type: application/pdf; name="locked.pdf"\nContent-Transfer-Encoding: base64\n'
    (folder / "answer.eml").write_text(_mail("Answer", f"{head}\n{part}"))
    _, locked = import_paths(pack, [folder])
    assert (locked.status, locked.code) == ("failed", "needs-password")
    mail, opened = import_paths(pack, [Path(locked.outer)], passwords=["sesame"])
    assert (mail.status, opened.status, opened.source) == ("duplicate", "imported", "S2")
    assert _parents(pack) == {"S1": None, "S2": "S1"}
