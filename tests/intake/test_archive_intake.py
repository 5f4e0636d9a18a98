"""That archives are opened within limits, and that nothing in them leads, links or swells out of it."""

from __future__ import annotations

import base64
import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.errors import BadInput, NeedsPassword
from evidencepack.intake.archive_names import decoded_name, in_order, tame
from evidencepack.intake.prepared import Container, Intake
from evidencepack.intake.registry import read_file
from evidencepack.reading.reader import Reader

TakeOut = Callable[..., Container]
TextOf = Callable[[Intake], str]

# One file, letter.txt with the words "A locked letter", locked with "secret" (the old ZIP encryption).
LOCKED = base64.b64decode(
    "UEsDBAoACQAAAMqLfF1XWCH1GwAAAA8AAAAKAAAAbGV0dGVyLnR4dGkKuewIuqBAcUF3FnzuHhy2Miny0QTgPDf+c1BLBwhX"
    "WCH1GwAAAA8AAABQSwECHgMKAAkAAADKi3xdV1gh9RsAAAAPAAAACgAAAAAAAAABAAAApIEAAAAAbGV0dGVyLnR4dFBLBQYA"
    "AAAAAQABADgAAABTAAAAAAA="
)


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files:
            package.writestr(name, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(mode: str, *members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as package:  # type: ignore[call-overload]
        for member, data in members:
            member.size = len(data)
            package.addfile(member, io.BytesIO(data))
    return out.getvalue()


def of_kind(name: str, kind: bytes) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type = kind
    return member


def test_the_files_come_out_in_the_order_of_a_folder(take_out: TakeOut) -> None:
    found = take_out(
        "files.zip",
        zipped(("b/page 10.txt", b"ten"), ("b/", b""), ("b/page 9.txt", b"nine"), ("c.txt", b"c")),
    )
    assert found.name == "a ZIP archive"
    assert [part.name for part in found.parts] == ["c.txt", "b/page 9.txt", "b/page 10.txt"]
    assert [part.path.read_bytes() for part in found.parts if part.path] == [b"c", b"nine", b"ten"]


def test_clutter_is_skipped_with_its_reason(take_out: TakeOut) -> None:
    found = take_out(
        "files.zip",
        zipped(
            ("a.txt", b"a"),
            (".DS_Store", b"x"),
            ("__MACOSX/a.txt", b"x"),
            ("b/~$a.docx", b"x"),
            (".keep", b""),
        ),
    )
    assert {part.name: part.skipped for part in found.parts} == {
        "a.txt": "",
        ".DS_Store": "a note that macOS leaves in every folder",
        "__MACOSX/a.txt": "a side file that macOS leaves beside another",
        "b/~$a.docx": "a lock that Word or Excel leaves while a document is open",
        ".keep": "an empty hidden file",
    }


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil.txt", "C:\\x\\evil.txt", "a\\..\\..\\evil.txt"]
)
def test_a_name_that_leads_out_is_tamed_and_told(take_out: TakeOut, tmp_path: Path, name: str) -> None:
    (part,) = take_out("files.zip", zipped((name, b"words"))).parts
    assert part.path
    assert part.path.is_relative_to(tmp_path / "workspace")
    assert part.name == part.path.name == "evil.txt"
    assert f"“{name}”, which leads out of any folder" in part.warning


def test_folders_with_backslashes_are_folders(take_out: TakeOut) -> None:
    (part,) = take_out("files.zip", zipped(("Letters\\2021\\a.txt", b"words"))).parts
    assert (part.name, part.warning) == ("Letters/2021/a.txt", "")


@given(st.text(max_size=60))
def test_no_name_leads_anywhere(name: str) -> None:
    parts = PurePosixPath(tame(name)[0])
    assert not parts.is_absolute()
    assert ".." not in parts.parts
    assert in_order(tame(name)[0]) <= in_order(tame(name)[0])


def test_links_are_not_followed(take_out: TakeOut) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    found = take_out("files.zip", zipped((link, b"/etc/passwd"), ("a.txt", b"a")))
    assert [part.skipped for part in found.parts] == ["", "a link to another file"]


def test_an_archive_that_only_swells_is_refused(take_out: TakeOut, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidencepack.intake.archive.HARMLESS", 1 << 16)
    with pytest.raises(
        BadInput, match=r"“bomb.zip” is a ZIP archive that was not unpacked: “a.txt” in it would"
    ):
        take_out("bomb.zip", zipped(("a.txt", bytes(2 << 20))))
    found = take_out("half.zip", zipped(("a.txt", bytes(2 << 20)), ("b.txt", b"words")))
    assert "times its packed size and was not unpacked" in found.parts[0].skipped
    assert found.parts[1].path


def test_an_archive_whose_files_overlap_is_refused(take_out: TakeOut) -> None:
    data = bytearray(zipped(("a.txt", b"words" * 50), ("b.txt", b"words" * 50)))
    second = data.rfind(b"PK\x01\x02")
    data[second + 42 : second + 46] = (0).to_bytes(4, "little")  # where the second file is said to begin
    with pytest.raises(BadInput, match="whose files lie one within another"):
        take_out("files.zip", bytes(data))


def test_too_many_files_are_refused_in_one_sentence(take_out: TakeOut) -> None:
    with pytest.raises(BadInput, match="is a ZIP archive with 2,001 files"):
        take_out("files.zip", zipped(*((f"{number}.txt", b"x") for number in range(2001))))


def test_a_damaged_file_costs_only_itself(take_out: TakeOut) -> None:
    data = bytearray(zipped(("a.txt", b"words" * 50), ("b.txt", b"other")))
    at = data.find(b"a.txt") + 5
    data[at : at + 4] = b"\xff\xff\xff\xff"
    found = take_out("files.zip", bytes(data))
    assert found.parts[0].skipped.startswith("it is damaged and cannot be unpacked")
    assert found.parts[1].path


def test_a_locked_archive_opens_with_its_password(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "letters.zip"
    path.write_bytes(LOCKED)
    with pytest.raises(NeedsPassword, match=r"“letters\.zip” is locked with a password"):
        read_file(path, tmp_path / "w", reader)
    with pytest.raises(NeedsPassword, match="does not open it"):
        read_file(path, tmp_path / "w", reader, password="wrong")
    found = read_file(path, tmp_path / "w", reader, password="secret")
    assert found.parts[0].path
    assert found.parts[0].path.read_bytes() == b"A locked letter"


def test_a_file_locked_in_a_way_that_is_not_known_is_told(take_out: TakeOut) -> None:
    data = bytearray(LOCKED)
    at = data.find(b"PK\x01\x02") + 10
    data[at : at + 2] = (99).to_bytes(2, "little")
    (part,) = take_out("letters.zip", bytes(data)).parts
    assert part.skipped.startswith("it is encrypted in a way that this version cannot open")


@pytest.mark.parametrize(
    ("raw", "system", "name"),
    [
        ("Café £5.txt".encode("cp437"), 0, "Café £5.txt"),
        ("Café £5.txt".encode("cp1252"), 0, "Café £5.txt"),
        ("Café – £5.txt".encode("cp1252"), 3, "Café – £5.txt"),
        ("Café 王.txt".encode(), 3, "Café 王.txt"),
    ],
)
def test_a_name_is_read_as_it_was_written(raw: bytes, system: int, name: str) -> None:
    assert decoded_name(raw, is_utf8=False, system=system) == name


def test_a_saved_page_keeps_its_pictures(
    take_out: TakeOut, reader: Reader, workspace: Path, picture: bytes
) -> None:
    found = take_out(
        "page.zip",
        zipped(
            ("saved/News.html", b'<p>Words<img src="News_files/a.png"><img src="News_files/gone.png">'),
            ("saved/News_files/a.png", picture),
            ("saved/News_files/letter.docx", b"x"),
        ),
    )
    assert [part.name for part in found.parts if part.path] == [
        "saved/News.html",
        "saved/News_files/letter.docx",
    ]
    assert found.parts[-1].skipped == "saved with “saved/News.html” and read together with it (1 file)"
    assert found.parts[0].path
    page = read_file(found.parts[0].path, workspace, reader)
    assert page.warnings == ["1 picture that is not stored in the file is left out; nothing was fetched."]


@pytest.fixture
def picture() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (20, 20), "navy").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "mode"), [("files.tar", "w"), ("files.tgz", "w:gz"), ("files.tar.xz", "w:xz")]
)
def test_a_tar_archive_gives_only_its_ordinary_files(take_out: TakeOut, name: str, mode: str) -> None:
    link = of_kind("b", tarfile.SYMTYPE)
    link.linkname = "/etc/passwd"
    data = tarred(
        mode,
        (tarfile.TarInfo("../up.txt"), b"words"),
        (link, b""),
        (of_kind("c", tarfile.CHRTYPE), b""),
        (of_kind("d", tarfile.DIRTYPE), b""),
    )
    found = take_out(name, data)
    assert found.warnings == []
    assert {part.name: part.skipped for part in found.parts} == {
        "up.txt": "",
        "b": "a link to another file",
        "c": "not an ordinary file",
    }


def test_a_packed_file_gives_that_file(take_out: TakeOut) -> None:
    (part,) = take_out("letter.txt.gz", gzip.compress(b"words")).parts
    assert part.name == "letter.txt"
    assert part.path
    assert part.path.read_bytes() == b"words"


def test_a_packed_file_that_swells_is_refused(take_out: TakeOut, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidencepack.intake.tar_archive.HARMLESS", 1 << 16)
    with pytest.raises(BadInput, match="would unpack to more than"):
        take_out("bomb.gz", gzip.compress(bytes(8 << 20)))
