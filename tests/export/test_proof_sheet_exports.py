"""The proof sheet in what is sent: the same in Word and PDF, as data beside them, and no name unasked."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.sections import add_paragraph, add_section
from evidencepack.actions.sources import import_paths
from evidencepack.export.exporting import Wanted, export_files
from evidencepack.export.verify_any import verify_any
from evidencepack.quoting.grade_words import GRADE_MEANINGS
from evidencepack.store.pack import Pack, open_pack
from evidencepack.submission.contents import ProofChoice
from evidencepack.submission.profiles import load_profile

PERSON = "Petronella Checker"
SECRET = "a private note that nobody may read"
WORDS = "Nothing at all is shared with anybody"


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheet")
    (folder / "letter.txt").write_text(f"{WORDS}, and nobody has asked. This is not used.\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch, new_pack(folder / "p.evpack", "A matter") as made:
        patch.setenv("EVIDENCEPACK_PERSON", PERSON)
        import_paths(made, [folder / "letter.txt"])
        add_annex(made, "S1")
        add_quote(made, WORDS, "claim", speaker="Minister", note=SECRET)
        add_quote(made, "This is not used.", "claim", note=SECRET)
        add_paragraph(made, "paragraphs", "It says @Q1.")
        add_section(made, "proof-sheet")
    return folder / "p.evpack"


@pytest.fixture
def pack(made_once: Path, tmp_path: Path) -> Iterator[Pack]:
    with open_pack(Path(shutil.copy(made_once, tmp_path / "p.evpack"))) as opened:
        yield opened


def words_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(
            " ".join(document[n].get_textpage().get_text_range().split()) for n in range(len(document))
        )
    finally:
        document.close()


def everything_in(path: Path) -> str:
    """All that a file holds, unpacked, as far as it can be read as text."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            return "".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())
    if path.suffix == ".pdf":
        unpacked = io.BytesIO()
        with pikepdf.open(path) as pdf:
            pdf.save(unpacked, stream_decode_level=pikepdf.StreamDecodeLevel.specialized)
        return unpacked.getvalue().decode("latin-1") + words_of(path)
    return path.read_text("utf-8")


def test_word_and_pdf_have_it_and_are_proved(pack: Pack, tmp_path: Path) -> None:
    word, pdf = tmp_path / "a.docx", tmp_path / "a.pdf"
    exported = export_files(pack, Wanted(word=word, pdf=pdf))
    assert exported.certificate.ok
    said = words_of(pdf)
    assert "Proof sheet" in said
    assert "1 quotation from 1 source: 1 exact. It matches its page." in said
    assert said.count(f"“{WORDS}”") == 2  # in the paragraph, and in the sheet
    assert "Used in paragraph 1" in said.replace("\u00a0", " ")
    with zipfile.ZipFile(word) as package:
        document = package.read("word/document.xml").decode()
    assert document.count(f"“{WORDS}”") == 2
    assert 'w:name="proved_S1"' in document
    assert 'w:anchor="proved_S1"' in document  # the row of the quotation leads to that of its source


def test_the_digest_is_set_in_letters_of_one_width(pack: Pack, tmp_path: Path) -> None:
    word, pdf = tmp_path / "a.docx", tmp_path / "a.pdf"
    export_files(pack, Wanted(word=word, pdf=pdf))
    with zipfile.ZipFile(word) as package:
        assert package.read("word/document.xml").decode().count('w:ascii="Courier New"') == 2  # two lines
    assert "LiberationMono" in everything_in(pdf)


def test_the_data_goes_beside_the_exports_and_into_the_filing(pack: Pack, tmp_path: Path) -> None:
    wanted = Wanted(filing=tmp_path / "filing", proof=tmp_path / "sheet.json")
    exported = export_files(pack, wanted)
    beside = json.loads((tmp_path / "sheet.json").read_text("utf-8"))
    assert [row["text"] for row in beside["quotes"]] == [WORDS]
    inside = json.loads((tmp_path / "filing" / "proof-sheet.json").read_text("utf-8"))
    assert inside == beside
    assert verify_any(tmp_path / "filing", None).ok
    manifest = json.loads((tmp_path / "filing" / "manifest.json").read_text("utf-8"))
    assert "proof-sheet.json" in {file["path"] for file in manifest["files"]}
    assert exported.files[0]["kind"] == "proof"


def test_the_same_pack_gives_the_same_sheet(pack: Pack, tmp_path: Path) -> None:
    for name in ("one", "two"):
        export_files(pack, Wanted(proof=tmp_path / f"{name}.json"))
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


@pytest.mark.parametrize("names", [False, True])
def test_who_checked_is_in_no_file_unless_it_was_chosen(pack: Pack, tmp_path: Path, names: bool) -> None:
    wanted = Wanted(
        word=tmp_path / "a.docx",
        pdf=tmp_path / "a.pdf",
        proof=tmp_path / "a.json",
        proof_choice=ProofChoice(all_quotes=True, names=names),
    )
    export_files(pack, wanted)
    for path in wanted.places:
        held = " ".join(everything_in(path).replace("\u00a0", " ").split())
        assert (PERSON in held) == names, path.name
        assert SECRET not in held, path.name
        assert "This is not used." in held, path.name


def test_what_was_exported_with_other_choices_still_agrees_with_its_pack(pack: Pack, tmp_path: Path) -> None:
    word, pdf = tmp_path / "a.docx", tmp_path / "a.pdf"
    export_files(pack, Wanted(word=word, pdf=pdf, proof_choice=ProofChoice(all_quotes=True, names=True)))
    path = pack.path
    pack.close()
    assert verify_any(word, path).ok
    assert verify_any(pdf, path).ok


def test_a_bundle_is_proved_though_a_paragraph_goes_over_a_page(pack: Pack, tmp_path: Path) -> None:
    for n in range(12):
        add_paragraph(pack, "paragraphs", f"Paragraph {n}: " + "words that fill many lines of a page " * 40)
    assert export_files(pack, Wanted(pdf=tmp_path / "a.pdf")).certificate.ok


def test_the_certificate_says_how_many_quotations_have_each_grade(pack: Pack, tmp_path: Path) -> None:
    exported = export_files(pack, Wanted(pdf=tmp_path / "a.pdf"))
    assert exported.certificate.grades == {"exact": 1}  # the other one is not used
    assert "The quotations: 1 exact." in exported.certificate.text()
    path = pack.path
    pack.close()
    assert verify_any(path, None).as_json()["grades"] == {"exact": 2}


def test_a_grade_is_explained_in_the_same_words_on_the_sheet_and_above_the_claims() -> None:
    note = load_profile("plain").words["claims_note"].casefold()
    for grade in ("exact", "equivalent"):
        assert GRADE_MEANINGS[grade].casefold().rstrip(".") in note
