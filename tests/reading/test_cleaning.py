"""A cleaned PDF is unlocked, sound, and has every page of the original."""

from __future__ import annotations

import os
from pathlib import Path

import pypdf
import pytest
from conftest import PdfMaker, make_pdf

from evidencepack.errors import BadInput, CannotWrite, NeedsPassword, ReaderFailed
from evidencepack.reading import cleaning
from evidencepack.reading.reader import Reader


def texts(reader: Reader, path: Path) -> list[str]:
    with reader.open(path) as document:
        return [page.text for page in document.texts()]


def test_a_sound_file_is_copied_without_a_warning(reader: Reader, pdf: PdfMaker, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    assert reader.clean(pdf("one", "two"), target) == []
    assert texts(reader, target) == ["one", "two"]


@pytest.mark.parametrize(("user", "given"), [("", None), ("sesame", "sesame"), ("sesame", "owner")])
def test_a_lock_is_taken_off(
    reader: Reader, pdf: PdfMaker, tmp_path: Path, user: str, given: str | None
) -> None:
    writer = pypdf.PdfWriter(clone_from=pdf("one", "two"))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    source, target = tmp_path / "locked.pdf", tmp_path / "out.pdf"
    writer.write(source)
    reader.clean(source, target, given)
    assert not pypdf.PdfReader(target).is_encrypted
    assert texts(reader, target) == ["one", "two"]


def test_a_locked_file_without_its_password_leaves_nothing(
    reader: Reader, pdf: PdfMaker, tmp_path: Path
) -> None:
    writer = pypdf.PdfWriter(clone_from=pdf("one"))
    writer.encrypt("sesame", algorithm="RC4-128")
    source = tmp_path / "locked.pdf"
    writer.write(source)
    with pytest.raises(NeedsPassword):
        reader.clean(source, tmp_path / "out.pdf", "barley")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.pdf", "locked.pdf"]


def test_cleaning_twice_gives_the_same_bytes(reader: Reader, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.generate_file_identifiers()
    source, one, two = (tmp_path / name for name in ("in.pdf", "one.pdf", "two.pdf"))
    writer.write(source)
    reader.clean(source, one)
    reader.clean(source, two)
    assert one.read_bytes() == two.read_bytes()
    assert len(pypdf.PdfReader(one, strict=True).pages) == 1


def test_a_file_may_be_cleaned_onto_itself(reader: Reader, pdf: PdfMaker) -> None:
    path = pdf("one", "two")
    reader.clean(path, path)
    assert texts(reader, path) == ["one", "two"]


def test_a_broken_table_is_mended_and_told(reader: Reader, tmp_path: Path) -> None:
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    whole = make_pdf(["one", "two"])
    source.write_bytes(whole[: whole.index(b"xref\n")] + b"trailer<</Size 9/Root 1 0 R>>\n")
    assert any("was damaged" in warning for warning in reader.clean(source, target))
    assert texts(reader, target) == ["one", "two"]


def test_a_file_that_only_the_second_reader_opens_is_rebuilt_and_told(reader: Reader, tmp_path: Path) -> None:
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(make_pdf(["one", "two"]).replace(b"%PDF-1.7", b"%XYZ-1.7"))
    with pytest.raises(BadInput):
        reader.open(source)
    assert any("rebuilt" in warning for warning in reader.clean(source, target))
    assert texts(reader, target) == ["one", "two"]


def test_pages_that_are_announced_and_missing_are_told(reader: Reader, pdf: PdfMaker, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    warnings = reader.clean(pdf("one", announce=3), target)
    assert any("2 of its 3 pages" in warning for warning in warnings)
    with reader.open(target) as document:
        assert document.pages == 3


def test_a_form_is_told_of(reader: Reader, pdf: PdfMaker, tmp_path: Path) -> None:
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(said)/Rect[0 0 99 20]/F 4>>"
    path = pdf("one", page="/Annots[7 0 R]", catalogue="/AcroForm<</Fields[7 0 R]>>", more=[field])
    assert any("form" in warning for warning in reader.clean(path, tmp_path / "out.pdf"))


def test_an_earlier_revision_is_not_carried_along(reader: Reader, pdf: PdfMaker, tmp_path: Path) -> None:
    source, target = pdf(b"BT /F1 12 Tf 50 700 Td (SECRET) Tj ET"), tmp_path / "out.pdf"
    writer = pypdf.PdfWriter(source, incremental=True)
    public = pypdf.generic.DecodedStreamObject()
    public.set_data(b"BT /F1 12 Tf 50 700 Td (PUBLIC) Tj ET")
    writer._replace_object(writer.pages[0].raw_get("/Contents"), public)
    writer.write(source)
    assert b"SECRET" in source.read_bytes()
    reader.clean(source, target)
    assert texts(reader, target) == ["PUBLIC"]
    assert (
        b"SECRET"
        not in b"".join(
            item.get_object().get_data() for item in (pypdf.PdfReader(target).pages[0].raw_get("/Contents"),)
        )
        + target.read_bytes()
    )


@pytest.mark.parametrize("data", [b"not a PDF at all, only words", make_pdf([]), make_pdf(["a"])[:200]])
def test_what_cannot_be_saved_leaves_no_file(reader: Reader, tmp_path: Path, data: bytes) -> None:
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(data)
    with pytest.raises(BadInput, match=r"“in.pdf”"):
        reader.clean(source, target)
    assert list(tmp_path.iterdir()) == [source]


def test_a_target_that_cannot_be_written_is_named(reader: Reader, pdf: PdfMaker, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"“out.pdf” cannot be written"):
        reader.clean(pdf("one"), tmp_path / "missing" / "out.pdf")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_and_leaves_nothing(reader: Reader, pdf: PdfMaker, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    (tmp_path / "out.pdf.part").symlink_to("/dev/full")
    with pytest.raises(CannotWrite):
        reader.clean(pdf("one"), target)
    assert not target.exists()


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_cleaning_that_takes_too_long_leaves_no_file(pdf: PdfMaker, tmp_path: Path) -> None:
    import signal

    with Reader() as reader:
        source = pdf("one")
        reader.open(source)
        assert reader.worker is not None
        os.kill(reader.worker, signal.SIGSTOP)
        with pytest.raises(ReaderFailed):
            reader.clean(source, tmp_path / "out.pdf", time_limit=0.3)
        assert list(tmp_path.iterdir()) == [source]


def test_real_documents_say_the_same_after_cleaning(reader: Reader, corpora: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    for path in sorted((corpora / "real" / "pdf").glob("*.pdf"))[:3]:
        reader.clean(path, target)
        assert texts(reader, target) == texts(reader, path)


@pytest.mark.parametrize(
    ("last", "told", "left"),
    [
        (b"10 0 obj", "1 of its 3 pages is", ["one", "two"]),
        (b"xref", "1 of its 3 pages is blank", ["one", "two"]),
        (b"8 0 obj", "of its 3 pages", ["one"]),
    ],
)
def test_a_file_that_was_cut_off_is_told_with_the_pages_that_went(
    reader: Reader, tmp_path: Path, last: bytes, told: str, left: list[str]
) -> None:
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    whole = make_pdf(["one", "two", "three"])
    source.write_bytes(whole[: whole.index(last)])
    warnings = reader.clean(source, target)
    assert any("damaged" in warning for warning in warnings)
    assert any(told in warning for warning in warnings)
    assert [text for text in texts(reader, target) if text] == left


def test_a_large_file_is_copied_piece_by_piece_with_the_same_pages(
    reader: Reader, pdf: PdfMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> bool:
        raise AssertionError("pdfium would hold it in memory")

    monkeypatch.setattr(cleaning, "_LARGE", 0)
    monkeypatch.setattr(cleaning, "save", never)
    writer = pypdf.PdfWriter(clone_from=pdf("one", "two"))
    writer.encrypt("sesame", algorithm="RC4-128")
    source, target = tmp_path / "large.pdf", tmp_path / "out.pdf"
    writer.write(source)
    assert cleaning.clean(str(source), str(target), "sesame") == []
    assert not pypdf.PdfReader(target).is_encrypted
    assert texts(reader, target) == ["one", "two"]
