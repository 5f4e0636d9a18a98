"""Footnotes in the Word file, the PDF and the bundle: read back, proved, and refused when altered."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pytest
from census_case import annex, made, words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.fields import set_fields
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.sections import add_paragraph
from evidencepack.actions.sources import import_paths
from evidencepack.export.exporting import Wanted, export_files
from evidencepack.export.pdf import COMMONS, COURT, typeset
from evidencepack.export.verify_any import verify_any
from evidencepack.export.word import write_word
from evidencepack.export.word_proof import prove_word, read_back
from evidencepack.submission.blocks import (
    Body,
    Bullet,
    Column,
    Link,
    Note,
    Numbered,
    Quotation,
    Row,
    Run,
    Runs,
    Submission,
    Table,
    Title,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def noted(number: int, *parts: str | Run) -> Run:
    return Run("", note=Note(number, words(*parts)))


def back(number: int) -> Run:
    return Run(f"n {number}", link=Link("note", str(number)))


def case() -> Submission:
    """Footnotes in a bullet, a paragraph, a quotation and a body, with links to annexes and to each other."""
    return made(
        Title("Evidence"),
        Bullet(words("In short", noted(1, "Letter from A (6 October 2016), ", annex("A", 2), ".")), "P1"),
        Numbered(
            "1.",
            "1",
            1,
            words(
                "It says so;",
                noted(2, "B, ", Run("Title", italic=True), " (2016)."),
                " and again.",
                noted(3, "C."),
            ),
            "P2",
        ),
        Quotation(
            words("The very words.", noted(4, "Letter from A (", back(1), "), ", annex("A", 1), ".")),
            (),
            "Q1",
        ),
        Body(words("At last.", noted(5, "B (", back(2), ")."))),
        Table(
            "annexes",
            (Column("Annex", 18), Column("Document")),
            (Row((words("A"), words("The letter")), Link("annex", "A1")),),
        ),
    )


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_word(case())


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name)


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """The file with one thing changed in a part, as somebody with an editor could do it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w") as altered:
        for each in packed.namelist():
            content = packed.read(each).decode() if each == name else packed.read(each)
            if isinstance(content, str):
                assert old in content
                content = content.replace(old, new, 1).encode()
            altered.writestr(each, content)
    return out.getvalue()


# Word


def test_word_has_real_footnotes_with_their_words_numbers_and_places(written: bytes) -> None:
    notes = [(each.text, note) for each in read_back(written).paragraphs for note in each.notes]
    assert [(text[: note.at], note.number, note.text) for text, note in notes] == [
        ("In short", 1, "Letter from A (6 October 2016), Annex A, page 2."),
        ("It says so;", 2, "B, Title (2016)."),
        ("It says so; and again.", 3, "C."),
        ("The very words.", 4, "Letter from A (n 1), Annex A, page 1."),
        ("At last.", 5, "B (n 2)."),
    ]
    assert {note.style for _, note in notes} == {"footnote text"}
    assert notes[3][1].links == (("n 1", "note_1"), ("Annex A, page 1", "annex_A1"))
    assert prove_word(written, case()) == []


def test_the_parts_of_the_word_file_are_as_word_asks(written: bytes) -> None:
    assert b"/word/footnotes.xml" in part(written, "[Content_Types].xml")
    assert b"relationships/footnotes" in part(written, "word/_rels/document.xml.rels")
    told = [child.tag for child in etree.fromstring(part(written, "word/settings.xml"))]
    assert told.index(f"{W}footnotePr") + 1 == told.index(f"{W}compat")
    footnotes = etree.fromstring(part(written, "word/footnotes.xml"))
    assert [each.get(f"{W}id") for each in footnotes] == ["-1", "0", "1", "2", "3", "4", "5"]
    assert [each.get(f"{W}type") for each in footnotes][:3] == ["separator", "continuationSeparator", None]


def test_a_document_without_footnotes_has_no_part_for_them() -> None:
    names = zipfile.ZipFile(io.BytesIO(write_word(made(Body(words("None.")))))).namelist()
    assert "word/footnotes.xml" not in names


ALTERED = {
    "a word": ("word/footnotes.xml", "(6 October", "(7 October", "Footnote 1 of the Word file says"),
    "a link": ("word/footnotes.xml", 'anchor="note_1"', 'anchor="note_2"', "the wrong place"),
    "a link to nowhere": ("word/footnotes.xml", 'anchor="annex_A1"', 'anchor="annex_A9"', "does not have"),
    "a number": ("word/footnotes.xml", "<w:footnoteRef/>", "", "other numbers"),
    "an order": ("word/document.xml", 'Reference w:id="2"', 'Reference w:id="3"', "Footnote 2"),
    "a mark": ("word/document.xml", '<w:footnoteReference w:id="3"/>', "", "no mark leads: “C.”"),
    "a style": ("word/footnotes.xml", '"FootnoteText"', '"Quote"', "has the style"),
    "a bookmark": ("word/document.xml", 'w:name="note_1"', 'w:name="note_9"', "does not have"),
    "a field": ("word/footnotes.xml", "<w:footnoteRef/>", "<w:instrText>x</w:instrText>", "a field"),
    "a place": (
        "word/document.xml",
        "In short</w:t></w:r>",
        "In</w:t></w:r>",
        "where the submission says “In short”",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", ALTERED)
def test_the_proof_names_what_was_altered_in_a_footnote(written: bytes, what: str) -> None:
    name, old, new, said = ALTERED[what]
    assert said in "\n".join(prove_word(changed(written, name, old, new), case()))


def test_a_moved_mark_is_seen(written: bytes) -> None:
    (mark,) = re.findall(
        r'<w:bookmarkStart w:id="\d+" w:name="note_2"/>.*?<w:bookmarkEnd w:id="\d+"/>',
        part(written, "word/document.xml").decode(),
    )
    without = changed(written, "word/document.xml", mark, "")
    moved = changed(without, "word/document.xml", "</w:pPr>", f"</w:pPr>{mark}")
    assert prove_word(moved, case()) != []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_the_footnotes(written: bytes, tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_bytes(written)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    told = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "notes.docx")]
    subprocess.run(["soffice", profile, *told], check=True, capture_output=True, timeout=120)
    printed = " ".join(PdfReader(tmp_path / "notes.pdf").pages[0].extract_text().split())
    for words_of_note in ("1 Letter from A (6 October 2016), Annex A, page 2.", "3 C.", "5 B (n 2)."):
        assert words_of_note.replace(" ", "") in printed.replace(" ", "")


# PDF


def front(submission: Submission) -> str:
    pdf = typeset(submission, COMMONS).pdf
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_pdf_has_each_footnote_with_its_number_at_the_foot_of_the_page() -> None:
    said = " ".join(front(case()).split())
    assert "It says so;2 and again.3" in said
    body, foot = said.index("The letter"), said.index("1 Letter from A (6 October 2016), Annex A, page 2.")
    assert body < foot
    assert "4 Letter from A (n 1), Annex A, page 1. 5 B (n 2)." in said


def test_footnotes_are_tagged_as_notes_and_can_be_led_to() -> None:
    laid = typeset(case(), COMMONS)
    assert {f"note:{n}:0" for n in range(1, 6)} <= set(laid.places)
    with pikepdf.open(io.BytesIO(laid.pdf)) as pdf:
        kinds = [str(each.get("/S", "")) for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    assert kinds.count("/Note") == 5


def test_a_footnote_is_not_parted_over_two_pages() -> None:
    long = "Words of a source that are many and go on, line after line after line. " * 12
    blocks = [
        Numbered(f"{n}.", str(n), 1, words(f"Paragraph {n}.", noted(n, f"Begin{n} {long}End{n}.")), f"P{n}")
        for n in range(1, 12)
    ]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(typeset(made(*blocks), COURT).pdf)).pages]
    assert len(pages) > 2
    for n in range(1, 12):
        assert [f"Begin{n} " in page for page in pages] == [f"End{n}." in page for page in pages]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.text(st.characters(exclude_categories=())), st.text(st.characters(exclude_categories=()), min_size=1)
)
def test_any_words_survive_in_a_footnote_of_both(one: str, other: str) -> None:
    note: Runs = words(f"{one}x, ", Run(f"y{other}", italic=True), annex("A", 1))
    submission = made(Body((*words("It is so."), Run("", note=Note(1, note)))))
    assert prove_word(write_word(submission), submission) == []
    assert typeset(submission, COMMONS).pages >= 1


MARKUP = "#let x = 1 $a$ *b* _c_ <d> @e `f` // [g] \\h & <w:t> ~ -- ... 'i' \"j\" = k / l"


def test_markup_in_a_footnote_is_printed_as_it_is() -> None:
    submission = made(Body(words("It is so.", noted(1, MARKUP))))
    assert " ".join(MARKUP.split()) in " ".join(front(submission).split())
    [note] = [note for each in read_back(write_word(submission)).paragraphs for note in each.notes]
    assert note.text == MARKUP


def test_the_same_footnotes_give_the_same_bytes(written: bytes) -> None:
    assert write_word(case()) == written
    assert typeset(case(), COURT).pdf == typeset(case(), COURT).pdf


# The whole export


@pytest.mark.parametrize("style", ["oscola", "author-date"])
def test_an_export_in_each_style_is_proved_and_its_citations_lead_to_pages(
    tmp_path: Path, style: str
) -> None:
    source, path = tmp_path / "letter.txt", tmp_path / "x.evpack"
    source.write_text("First words. More words.", "utf-8")
    filler = " ".join(f"Sentence {n} of a paragraph that is longer than a page." for n in range(120))
    with new_pack(path, title="The matter", profile="commons") as pack:
        import_paths(pack, [source])
        set_fields(pack, "S1", {"kind": "letter", "author": "The <Office> & *Co*", "sent": "6 October 2016"})
        add_quote(pack, "First words.", "claim")
        add_quote(pack, "More words.", "evidence")
        add_annex(pack, "S1")
        set_fields(pack, "matter", {"citation_style": style})
        add_paragraph(pack, "paragraphs", f"They say @Q1. {filler} Then @Q2, and")
        add_paragraph(pack, "paragraphs", "Again:\n@Q1")
        done = export_files(pack, Wanted(pdf=tmp_path / "b.pdf", word=tmp_path / "s.docx"))
        assert done.certificate.ok
    for name in ("b.pdf", "s.docx"):
        assert verify_any(tmp_path / name, path).ok
        assert verify_any(tmp_path / name, None).ok
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        last = len(pdf.pages)
        numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages, start=1)}
        links = [note for page in pdf.pages[2:-2] for note in page.get("/Annots", []) if "/Dest" in note]
        led = [numbers.get(link.Dest[0].objgen) for link in links if isinstance(link.Dest, pikepdf.Array)]
    assert led.count(last) >= 3


def test_another_style_than_the_exported_one_is_no_match(tmp_path: Path) -> None:
    source, path = tmp_path / "letter.txt", tmp_path / "x.evpack"
    source.write_text("First words.", "utf-8")
    with new_pack(path, title="The matter") as pack:
        import_paths(pack, [source])
        add_quote(pack, "First words.", "claim")
        set_fields(pack, "matter", {"citation_style": "oscola"})
        add_paragraph(pack, "paragraphs", "They say @Q1.")
        export_files(pack, Wanted(pdf=tmp_path / "b.pdf", word=tmp_path / "s.docx"))
        set_fields(pack, "S1", {"author": "Somebody"})
    assert not verify_any(tmp_path / "s.docx", path).ok
    assert not verify_any(tmp_path / "b.pdf", path).ok
