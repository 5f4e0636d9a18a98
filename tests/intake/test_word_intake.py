"""Word documents: cleaned of what is not seen, numbered as Word would, and nothing lost in silence."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from evidencepack.errors import BadInput
from evidencepack.intake import libreoffice, word_package
from evidencepack.intake.prepared import Intake
from evidencepack.intake.registry import read_file
from evidencepack.intake.word_cleaning import clean, words_of, written
from evidencepack.intake.word_package import open_package
from evidencepack.reading.reader import Reader

MakeDocx = Callable[..., Path]
TextOf = Callable[[Intake], str]

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

pytestmark = pytest.mark.usefixtures("own_converter")
REMOTE_PICTURE = (
    f'<Relationship Id="i1" Type="{REL}/image" Target="http://127.0.0.1:9/pixel.png" TargetMode="External"/>'
)


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.fixture
def seen(reader: Reader, workspace: Path, text_of: TextOf) -> Callable[[Path], tuple[str, list[str]]]:
    def read(path: Path) -> tuple[str, list[str]]:
        intake = read_file(path, workspace, reader)
        return text_of(intake), intake.warnings

    return read


Seen = Callable[[Path], tuple[str, list[str]]]


def test_a_letter_is_read(make_docx: MakeDocx, reader: Reader, workspace: Path, text_of: TextOf) -> None:
    core = (
        "<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Reply to your request</dc:title>'
        "<dc:creator>A Typist</dc:creator></cp:coreProperties>"
    )
    intake = read_file(make_docx(p("Dear Sir"), parts={"docProps/core.xml": core}), workspace, reader)
    assert text_of(intake) == "Dear Sir"
    assert (intake.title, intake.author) == ("Reply to your request", "")
    assert intake.media_type.endswith("wordprocessingml.document")
    assert intake.converter.startswith("evidencepack (mammoth")
    assert intake.warnings == []


def test_tracked_changes_are_shown_as_accepted_and_counted(make_docx: MakeDocx, seen: Seen) -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">Will </w:t></w:r>'
        '<w:del w:id="1"><w:r><w:delText>never </w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t xml:space="preserve">perhaps </w:t></w:r></w:ins><w:r><w:t>'
        "share.</w:t></w:r></w:p>"
        '<w:moveFrom w:id="3"><w:p><w:r><w:t>Moved</w:t></w:r></w:p></w:moveFrom>'
        '<w:p><w:moveTo w:id="4"><w:r><w:t>Moved</w:t></w:r></w:moveTo></w:p>'
        '<w:p><w:pPr><w:rPr><w:del w:id="5"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Joined '
        "</w:t></w:r></w:p>"
        + p("paragraph")
        + '<w:tbl><w:tr><w:trPr><w:del w:id="6"/></w:trPr><w:tc><w:p><w:r>'
        "<w:delText>ROW</w:delText></w:r></w:p>"
        "</w:tc></w:tr><w:tr><w:tc>" + p("cell") + "</w:tc></w:tr></w:tbl>"
    )
    text, told = seen(make_docx(body))
    assert text == "Will perhaps share. Moved Joined paragraph cell"
    assert "2 tracked deletions left out of the reading copy." in told
    assert "1 tracked insertion shown as if accepted." in told


def test_hidden_and_white_text_is_left_out_and_told(make_docx: MakeDocx, seen: Seen) -> None:
    styles = (
        f'<w:styles {NS}><w:style w:type="character" w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Heir"><w:basedOn w:val="Ghost"/></w:style></w:styles>'
    )
    body = (
        p("Seen") + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ONE</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t xml:space="preserve"> shown </w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="Heir"/></w:rPr><w:t>TWO</w:t></w:r>'
        '<w:r><w:rPr><w:color w:val="ffffff"/></w:rPr><w:t>THREE</w:t></w:r>'
        '<w:r><w:rPr><w:color w:val="FFFFFF"/><w:shd w:fill="000000"/></w:rPr><w:t>dark</w:t></w:r></w:p>'
    )
    text, told = seen(make_docx(body, parts={"word/styles.xml": styles}))
    assert text == "Seen shown dark"
    assert "3 hidden words left out of the reading copy." in told
    assert not any(word in sentence for word in ("ONE", "TWO", "THREE") for sentence in told)


def test_fields_show_what_they_last_showed_and_run_nothing(make_docx: MakeDocx, seen: Seen) -> None:
    body = (
        f"<w:p>{field('DATE', '3 May 2021')}</w:p>"
        f"<w:p>{field('DDEAUTO cmd.exe', 'Total')}</w:p>"
        '<w:p><w:fldSimple w:instr=" INCLUDETEXT /etc/passwd "><w:r><w:t>quoted</w:t></w:r>'
        "</w:fldSimple></w:p>"
        f"<w:p>{field('IF ' + field('PAGE', '7') + ' = 1', 'outcome')}</w:p>"
    )
    path = make_docx(body)
    text, told = seen(path)
    assert text.startswith("3 May 2021 Total quoted")
    assert text.endswith("outcome")
    assert any("2 fields" in sentence and "(DDEAUTO, INCLUDETEXT)" in sentence for sentence in told)


def test_comments_macros_and_objects_are_left_out_and_told(make_docx: MakeDocx, seen: Seen) -> None:
    comments = (
        f'<w:comments {NS}><w:comment w:id="0" w:author="Jane">{p("SECRET REMARK")}</w:comment></w:comments>'
    )
    body = (
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Words</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    path = make_docx(
        body,
        parts={
            "word/comments.xml": comments,
            "word/vbaProject.bin": b"x",
            "word/embeddings/oleObject1.bin": b"x",
        },
        main_type="application/vnd.ms-word.document.macroEnabled.main+xml",
        name="letter.docm",
    )
    text, told = seen(path)
    assert text == "Words"
    assert told == [
        "1 comment left out of the reading copy.",
        "1 embedded object not opened; at most a picture of it is shown.",
        "The document has macros; they were not run and are left out.",
    ]


def test_the_cleaned_copy_has_no_address_no_name_and_no_stranger(make_docx: MakeDocx, tmp_path: Path) -> None:
    relations = (
        f'<Relationship Id="i1" Type="{REL}/image" Target="http://127.0.0.1:9/pixel.png" '
        'TargetMode="External"/>'
        f'<Relationship Id="h1" Type="{REL}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
        f'<Relationship Id="h2" Type="{REL}/hyperlink" Target="file://server/share" TargetMode="External"/>'
        f'<Relationship Id="c1" Type="{REL}/customXml" Target="../customXml/item1.xml"/>'
    )
    body = (
        '<w:p><w:r><w:drawing><a:blip r:link="i1"/></w:drawing></w:r>'
        '<w:hyperlink r:id="h1"><w:r><w:t>good</w:t></w:r></w:hyperlink>'
        '<w:hyperlink r:id="h2"><w:r><w:t>bad</w:t></w:r></w:hyperlink>'
        '<w:ins w:author="Jane Typist"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'
    )
    settings = (
        f'<w:settings {NS} xmlns:r="{REL}"><w:attachedTemplate r:id="t1"/>'
        '<w:updateFields w:val="true"/></w:settings>'
    )
    path = make_docx(
        body,
        relations=relations,
        parts={
            "word/settings.xml": settings,
            "word/_rels/settings.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="t1" Type="{REL}/attachedTemplate" Target="http://127.0.0.1:9/t.dotm" '
                'TargetMode="External"/></Relationships>'
            ),
            "customXml/item1.xml": "<secret>Jane</secret>",
            "docProps/app.xml": "<p>Jane</p>",
        },
    )
    package = open_package(path)
    left = clean(package)
    copy = tmp_path / "copy.docx"
    copy.write_bytes(written(package))
    with zipfile.ZipFile(copy) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        names = set(archive.namelist())
    assert left.remote == 2
    for stranger in (b"127.0.0.1", b"file://", b"Jane", b"attachedTemplate", b"updateFields", b"r:link"):
        assert stranger not in everything
    assert b"https://example.org/" in everything
    assert not {n for n in names if n.startswith(("customXml", "docProps"))}
    assert open_package(copy).main == "word/document.xml"


def test_entities_are_refused_wherever_they_stand(make_docx: MakeDocx, seen: Seen) -> None:
    evil = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    with pytest.raises(BadInput, match=r"declares entities in docProps/core\.xml"):
        seen(make_docx(p("Words"), parts={"docProps/core.xml": evil}))


def test_a_document_that_would_unpack_without_end_is_refused(
    make_docx: MakeDocx, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_package, "LARGEST", 1 << 20)
    with pytest.raises(BadInput, match="would unpack to"):
        seen(make_docx(p("Words"), parts={"word/media/image1.png": bytes(2 << 20)}))


def test_a_document_without_its_words_is_refused(tmp_path: Path, make_docx: MakeDocx, seen: Seen) -> None:
    whole = make_docx(p("Words"))
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            if name != "word/document.xml":
                new.writestr(name, old.read(name))
    with pytest.raises(BadInput, match="the part with its words is missing"):
        seen(broken)


def test_a_document_whose_every_word_was_deleted_is_refused(make_docx: MakeDocx, seen: Seen) -> None:
    with pytest.raises(BadInput, match="no words that are seen"):
        seen(make_docx("<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"))


def test_a_missing_part_is_told(make_docx: MakeDocx, seen: Seen) -> None:
    relations = f'<Relationship Id="s" Type="{REL}/styles" Target="styles.xml"/>'
    _, told = seen(make_docx(p("Words"), relations=relations))
    assert told == ["1 part that the document refers to missing from it: word/styles.xml."]


def test_the_strict_form_is_translated_and_told(make_docx: MakeDocx, tmp_path: Path, seen: Seen) -> None:
    strict = tmp_path / "strict.docx"
    with zipfile.ZipFile(make_docx(p("Strict words"))) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            data = data.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                                b"http://purl.oclc.org/ooxml/wordprocessingml/main")  # fmt: skip
            data = data.replace(REL.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            new.writestr(name, data)
    text, told = seen(strict)
    assert text == "Strict words"
    assert any("ISO Strict" in sentence for sentence in told)


def _numbering(*levels: str, nums: str = "") -> str:
    rows = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/>{level}</w:lvl>' for n, level in enumerate(levels)
    )
    return (
        f'<w:numbering {NS}><w:abstractNum w:abstractNumId="0">{rows}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{nums}</w:numbering>'
    )


def _level(form: str, text: str) -> str:
    return f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'


def _item(text: str, depth: int = 0, number: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_paragraph_numbers_are_those_that_word_prints(make_docx: MakeDocx, seen: Seen) -> None:
    numbering = _numbering(
        _level("decimal", "%1."), _level("lowerLetter", "(%2)"), _level("decimal", "%1.%2.%3"),
        nums='<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
             '<w:startOverride w:val="40"/></w:lvlOverride></w:num>',
    )  # fmt: skip
    body = (
        _item("one") + p("Not numbered") + _item("two") + _item("sub", 1) + _item("sub", 1) + _item("deep", 2)
        + _item("three") + _item("again", 1) + _item("forty", number=2) + _item("next", number=2)
    )  # fmt: skip
    text, told = seen(make_docx(body, parts={"word/numbering.xml": numbering}))
    assert text == (
        "1. one Not numbered 2. two (a) sub (b) sub 2.b.1 deep 3. three (a) again 40. forty 41. next"
    )
    assert told == []


def test_a_legal_level_counts_in_figures_only(make_docx: MakeDocx, seen: Seen) -> None:
    numbering = _numbering(_level("upperRoman", "%1"), _level("decimal", "%1.%2") + "<w:isLgl/>")
    body = _item("part") + _item("part") + _item("rule", 1)
    assert seen(make_docx(body, parts={"word/numbering.xml": numbering}))[0] == "I part II part 2.1 rule"


def test_a_style_can_bring_the_number_and_a_paragraph_can_refuse_it(make_docx: MakeDocx, seen: Seen) -> None:
    styles = (
        f'<w:styles {NS}><w:style w:type="paragraph" w:styleId="Para"><w:name w:val="Judgment para"/>'
        "<w:pPr><w:numPr>"
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    style = '<w:pStyle w:val="Para"/>'
    body = (
        p("first", style) + p("none", style + '<w:numPr><w:numId w:val="0"/></w:numPr>') + p("second", style)
    )
    parts = {"word/numbering.xml": _numbering(_level("upperRoman", "%1")), "word/styles.xml": styles}
    assert seen(make_docx(body, parts=parts))[0] == "I first none II second"


def test_footnotes_keep_their_words_and_get_nothing_added(make_docx: MakeDocx, seen: Seen) -> None:
    notes = f'<w:footnotes {NS}><w:footnote w:id="2">{p("See the answer.")}</w:footnote></w:footnotes>'
    body = '<w:p><w:r><w:t>Act 2000</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    text, told = seen(make_docx(body, parts={"word/footnotes.xml": notes}))
    assert text == "Act 2000¹ 1. See the answer."
    assert told == []


def test_words_that_the_conversion_loses_are_told(make_docx: MakeDocx, seen: Seen) -> None:
    box = (
        "<w:p><w:r><w:t>Words</w:t></w:r><w:r><w:unknown><w:txbxContent>"
        + p("BOXED away")
        + "</w:txbxContent>"
        "</w:unknown></w:r></w:p>"
    )
    _, told = seen(make_docx(box))
    assert told == [
        "2 words of the original are missing from the reading copy: “boxed”, “away”; "
        "compare it with the original before you quote."
    ]


def test_the_words_of_a_text_box_are_counted_once(make_docx: MakeDocx) -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice><w:t>once</w:t></mc:Choice>"
        "<mc:Fallback><w:t>once</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert "".join(words_of(open_package(make_docx(body)))).split() == ["once"]


def test_libreoffice_that_takes_too_long_is_ended_and_told(tmp_path: Path) -> None:
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60\n")
    slow.chmod(0o755)
    with pytest.raises(BadInput, match="took LibreOffice more than 0 seconds"):
        libreoffice.convert(str(slow), b"x", "letter.docx", tmp_path / "out.pdf", time_limit=0.2)


def test_libreoffice_that_makes_nothing_is_told(tmp_path: Path) -> None:
    idle = tmp_path / "soffice"
    idle.write_text("#!/bin/sh\nexit 0\n")
    idle.chmod(0o755)
    with pytest.raises(BadInput, match=r"“letter\.docx” could not be converted"):
        libreoffice.convert(str(idle), b"x", "letter.docx", tmp_path / "out.pdf")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_sets_the_page_and_is_named(
    make_docx: MakeDocx, reader: Reader, workspace: Path, text_of: TextOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EVIDENCEPACK_CONVERTER")
    relations = REMOTE_PICTURE
    body = (
        _item("Numbered") + f"<w:p>{field('DATE', '3 May 2021')}</w:p>"
        '<w:p><w:r><w:drawing><a:blip r:link="i1"/></w:drawing></w:r><w:del><w:r><w:delText>'
        "GONE</w:delText></w:r>"
        "</w:del></w:p>"
    )
    path = make_docx(
        body, relations=relations, parts={"word/numbering.xml": _numbering(_level("decimal", "[%1]"))}
    )
    intake = read_file(path, workspace, reader)
    assert text_of(intake) == "[1] Numbered 3 May 2021"
    assert intake.converter.startswith("LibreOffice ")
    assert intake.converter_version[0].isdigit()
    assert any("1 link to pictures" in told for told in intake.warnings)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_has_letters_as_wide_as_those_of_word(
    make_docx: MakeDocx, reader: Reader, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EVIDENCEPACK_CONVERTER")
    run = '<w:r><w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}"/></w:rPr><w:t>Words in {0}</w:t></w:r>'
    body = "".join(f"<w:p>{run.format(font)}</w:p>" for font in ("Arial", "Times New Roman"))
    intake = read_file(make_docx(body), workspace, reader)
    assert isinstance(intake, Intake)
    with pikepdf.open(intake.rendition) as pdf:
        fonts = {str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()}
    # Liberation and Arimo or Tinos are of one design; a machine with Word has Word's own.
    assert not any("DejaVu" in font for font in fonts)
