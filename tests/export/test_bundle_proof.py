"""A finished bundle is proved by what it contains: every tampering is named with its page and kind."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pypdf import PdfWriter

from evidencepack.actions.recipe_reading import build_recipe
from evidencepack.export.bundle import STYLES
from evidencepack.export.exporting import Wanted, export_files
from evidencepack.export.measuring import bookmarks_of, links_of, page_numbers
from evidencepack.export.verify import verify_bundle
from evidencepack.export.verify_pack import compare_bundle
from evidencepack.reading.reader import Reader
from evidencepack.store.pack import Pack, open_pack

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pypdf")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, sample_recipe: Path) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    with build_recipe(sample_recipe, folder / "demo.evpack") as pack:
        export_files(pack, Wanted(pdf=folder / "bundle.pdf"))
    return folder


@pytest.fixture
def bundle(demo: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "another name.bin"
    shutil.copy(demo / "bundle.pdf", copy)
    return copy


@pytest.fixture
def pack(demo: Path) -> Iterator[Pack]:
    with open_pack(demo / "demo.evpack", read_only=True) as pack:
        yield pack


def kinds(path: Path) -> set[tuple[int, str]]:
    return {(failure.page, failure.kind) for failure in verify_bundle(path).failures}


def tampered(bundle: Path, change: Callable[[pikepdf.Pdf], None]) -> set[tuple[int, str]]:
    with pikepdf.open(bundle, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(bundle)
    return kinds(bundle)


def first_annex_page(bundle: Path) -> int:
    """The page behind the first annex's front sheet."""
    with pikepdf.open(bundle) as pdf:
        titles = dict(bookmarks_of(pdf, page_numbers(pdf)))
        return next(page for title, page in titles.items() if title.startswith("Annex A")) + 1


def test_a_bundle_proves_itself_under_any_name(bundle: Path) -> None:
    certificate = verify_bundle(bundle)
    assert certificate.ok
    assert certificate.pages == 24
    assert certificate.index_rows == 8
    assert certificate.links >= 60
    assert certificate.quotes == 14


def test_printed_numbers_pdf_pages_labels_bookmarks_and_index_agree(bundle: Path) -> None:
    with Reader() as reader, reader.open(bundle) as document, pikepdf.open(bundle) as pdf:
        numbers = page_numbers(pdf)
        for n in range(1, document.pages + 1):
            page = document.page(n)
            assert page.label == str(n)
            assert page.text.split()[-1] == str(n) or str(n) in page.text.split()[-5:]
        for title, page_number in bookmarks_of(pdf, numbers):
            assert title.endswith(f"(page {page_number})")
        for link in links_of(pdf, 2, numbers):
            words = document.text_in(2, link.box).split()
            if words[-1].isdigit() and len(words) == 1:
                assert int(words[0]) == link.to
        opening = pdf.Root.OpenAction
        assert opening[1] == "/XYZ"
        assert float(opening[4]) == 1.0
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.Root.Lang) == "en-GB"


def test_an_index_link_moved_by_a_page_is_named(bundle: Path) -> None:
    def move(pdf: pikepdf.Pdf) -> None:
        link = [item for item in pdf.pages[1].Annots if "/Dest" in item][2]
        link.Dest[0] = pdf.pages[12].obj

    assert tampered(bundle, move) == {(2, "index")}


def test_a_changed_printed_number_is_named(bundle: Path) -> None:
    def renumber(pdf: pikepdf.Pdf) -> None:
        stamp = pdf.pages[4].obj.Contents[-1]
        stamp.write(stamp.read_bytes().replace(b"(5)", b"(6)"))

    assert (5, "number") in tampered(bundle, renumber)


def test_a_blanked_page_is_named(bundle: Path) -> None:
    page = first_annex_page(bundle)

    def blank(pdf: pikepdf.Pdf) -> None:
        pdf.pages[page - 1].obj.Contents = pdf.make_stream(b"")

    assert (page, "blank") in tampered(bundle, blank)


def test_a_page_painted_over_is_named_though_its_words_are_still_there(bundle: Path) -> None:
    page = first_annex_page(bundle)

    def paint(pdf: pikepdf.Pdf) -> None:
        pdf.pages[page - 1].contents_add(b"q 1 g 0 0 2000 2000 re f Q")

    assert (page, "blank") in tampered(bundle, paint)


def test_two_swapped_annex_pages_are_both_named(bundle: Path) -> None:
    page = first_annex_page(bundle)

    def swap(pdf: pikepdf.Pdf) -> None:
        pages = list(pdf.pages)
        pages[page - 1], pages[page + 1] = pages[page + 1], pages[page - 1]
        del pdf.pages[:]
        pdf.pages.extend(pages)

    named = tampered(bundle, swap)
    assert {(page, "page"), (page + 2, "page")} <= named


def test_a_changed_word_of_a_quoted_page_is_named(bundle: Path) -> None:
    page = first_annex_page(bundle)

    def change(pdf: pikepdf.Pdf) -> None:
        commands = []
        done = False
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[page - 1]):
            if str(operator) == "TJ" and not done and len(operands[0]) > 4:
                operands[0] = pikepdf.Array(list(operands[0])[2:])
                done = True
            commands.append((operands, operator))
        pdf.pages[page - 1].obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(commands))

    assert (page, "text") in tampered(bundle, change)


@pytest.mark.parametrize("what", ["renamed", "moved", "removed"])
def test_a_bookmark_that_is_not_as_proved_is_named(bundle: Path, what: str) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            if what == "renamed":
                outline.root[2].title = "Annex Z"
            elif what == "removed":
                del outline.root[2]
            else:
                outline.root[2].destination = pikepdf.make_page_destination(pdf, 3)

    assert "bookmark" in {kind for _, kind in tampered(bundle, change)}


def test_page_labels_taken_away_or_changed_are_named(bundle: Path) -> None:
    def letters(pdf: pikepdf.Pdf) -> None:
        pdf.Root.PageLabels = pikepdf.Dictionary(
            Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.r), 8, pikepdf.Dictionary(S=pikepdf.Name.D)]
        )

    assert (1, "label") in tampered(bundle, letters)

    def none(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.PageLabels

    assert (0, "label") in tampered(bundle, none)


@pytest.mark.parametrize("action", ["JavaScript", "Launch", "SubmitForm"])
def test_an_action_that_a_bundle_must_not_have_is_named(bundle: Path, action: str) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name("/" + action))
        pdf.pages[2].obj.Annots.append(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Link,
                Rect=[0, 0, 9, 9],
                A=pikepdf.Dictionary(S=pikepdf.Name("/" + action)),
            )
        )

    assert {(0, "action"), (3, "action")} <= tampered(bundle, add)


def test_a_page_too_few_or_too_many_is_named(bundle: Path) -> None:
    def remove(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[-1]

    assert (0, "page") in tampered(bundle, remove)


def test_a_pdf_without_a_proof_is_told_so(bundle: Path) -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/EvidencePackProof"]

    assert tampered(bundle, strip) == {(0, "proof")}


@pytest.mark.parametrize("way", ["pikepdf", "pypdf", "pdfium"])
def test_a_lossless_resave_by_another_program_still_proves(bundle: Path, tmp_path: Path, way: str) -> None:
    saved = tmp_path / "saved.pdf"
    if way == "pikepdf":
        with pikepdf.open(bundle) as pdf:
            pdf.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)
    elif way == "pypdf":
        PdfWriter(clone_from=bundle).write(saved)
    else:
        with pypdfium2.PdfDocument(bundle) as document:
            document.save(saved)
    assert kinds(saved) == set()


@pytest.mark.parametrize(
    "option", ["--stream-data=uncompress", "--coalesce-contents", "--normalize-content=y", "--linearize"]
)
def test_a_resave_by_qpdf_still_proves(bundle: Path, tmp_path: Path, option: str) -> None:
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        pytest.skip("qpdf is not installed on this machine")
    saved = tmp_path / "saved.pdf"
    subprocess.run([qpdf, option, str(bundle), str(saved)], check=True)
    assert kinds(saved) == set()


def test_a_bundle_is_compared_with_the_pack_it_was_made_from(bundle: Path, pack: Pack) -> None:
    assert compare_bundle(bundle, pack).ok


def test_a_bundle_of_another_pack_does_not_pass(bundle: Path, pack: Pack, tmp_path: Path) -> None:
    other = tmp_path / "other.evpack"
    shutil.copy(pack.path, other)
    with open_pack(other) as changed:
        from evidencepack.actions.items import move_item

        move_item(changed, "A1", "A2")
        assert {failure.kind for failure in compare_bundle(bundle, changed).failures} == {"pack"}


def test_two_exports_of_the_same_pack_are_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    with open_pack(demo / "demo.evpack", read_only=True) as pack:
        export_files(pack, Wanted(pdf=tmp_path / "a.pdf", word=tmp_path / "a.docx"))
        export_files(pack, Wanted(pdf=tmp_path / "b.pdf", word=tmp_path / "b.docx"))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_no_private_word_reaches_the_bundle(demo: Path, tmp_path: Path) -> None:
    from evidencepack.actions.fields import set_fields

    copy = tmp_path / "noted.evpack"
    shutil.copy(demo / "demo.evpack", copy)
    with open_pack(copy) as pack:
        for handle in ("Q1", "S1", "E1", "matter"):
            set_fields(pack, handle, {"note": "WHISPERED"})
        export_files(pack, Wanted(pdf=tmp_path / "noted.pdf"))
    with pikepdf.open(tmp_path / "noted.pdf") as pdf:
        for item in pdf.objects:
            data = item.read_bytes() if isinstance(item, pikepdf.Stream) and "/Length1" not in item else b""
            assert b"WHISPERED" not in data
            assert b".eml" not in data
            assert b"checked_by" not in data


def test_quoted_words_are_lit_or_not_as_wished(demo: Path, tmp_path: Path) -> None:
    with open_pack(demo / "demo.evpack", read_only=True) as pack:
        export_files(pack, Wanted(pdf=tmp_path / "clean.pdf", light_quotes=False))
    for path, lit in ((tmp_path / "clean.pdf", False), (demo / "bundle.pdf", True)):
        page = first_annex_page(path)
        with pikepdf.open(path) as pdf:
            assert (b"/EvpkLight gs" in pdf.pages[page - 1].obj.Contents[-1].read_bytes()) is lit
        assert kinds(path) == set()


def test_a_document_whose_title_is_a_number_is_not_mistaken_for_a_page_number(tmp_path: Path) -> None:
    from evidencepack.actions.annexes import add_annex
    from evidencepack.actions.packs import new_pack
    from evidencepack.actions.sources import import_paths

    (tmp_path / "2012.txt").write_text("The year.", "utf-8")
    with new_pack(tmp_path / "years.evpack", "Years") as pack:
        import_paths(pack, [tmp_path / "2012.txt"])
        add_annex(pack, "S1")
        exported = export_files(pack, Wanted(pdf=tmp_path / "years.pdf"))
    assert exported.certificate.ok


def test_every_profile_has_a_page_style() -> None:
    from evidencepack.submission.profiles import load_profile, profile_ids

    assert {load_profile(profile).page_style for profile in profile_ids()} <= set(STYLES)
