"""What lies hidden in a PDF is not in its reading copy, and the person is told; its pages stay as they were.

Every hidden thing bears a mark, which must not be found anywhere in the copy.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

from evidencepack.reading.defusing import defuse
from evidencepack.reading.reader import Reader

MARK = "MARK-OF-THE-HIDDEN"
Plant = Callable[[Pdf], None]


def letter(*pages: str) -> Pdf:
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for words in pages or ("The answer is no.", "Yours faithfully"):
        page = pdf.add_blank_page(page_size=(400, 300))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(b"BT /F1 12 Tf 40 200 Td (%s) Tj ET" % words.encode())
    return pdf


def lay(pdf: Pdf, page: int = 1, /, **entries: object) -> pikepdf.Object:
    """Put an annotation on a page."""
    note = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([40, 40, 200, 60]), **entries))
    holder = pdf.pages[page - 1].obj
    holder.Annots = Array([*holder.get("/Annots", []), note])
    return note


def look(pdf: Pdf, commands: bytes = b"0 0 1 rg 0 0 160 20 re f") -> Dictionary:
    """How an annotation or a field is drawn."""
    drawing = pdf.make_stream(commands)
    drawing.Type, drawing.Subtype, drawing.BBox = Name.XObject, Name.Form, Array([0, 0, 160, 20])
    drawing.Resources = pdf.pages[0].obj.Resources
    return Dictionary(N=drawing)


def link(pdf: Pdf, command: Dictionary) -> None:
    lay(pdf, Subtype=Name.Link, A=command)


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(MARK))


def attach(pdf: Pdf, name: str = "table.csv") -> Dictionary:
    stream = pdf.make_stream(MARK.encode())
    stream.Type = Name.EmbeddedFile
    return Dictionary(Type=Name.Filespec, F=String(name), UF=String(name), EF=Dictionary(F=stream))


def add_field(pdf: Pdf, page: int = 1, /, **entries: object) -> pikepdf.Object:
    field = lay(pdf, page, Subtype=Name.Widget, **entries)
    form = pdf.Root.get("/AcroForm") or Dictionary(
        Fields=Array([]),
        DR=Dictionary(Font=Dictionary(Helv=pdf.pages[0].obj.Resources.Font.F1)),
        DA=String("/Helv 12 Tf 0 g"),
    )
    form.Fields = Array([*form.Fields, field])
    pdf.Root.AcroForm = form
    return field


def text_field(pdf: Pdf, page: int = 1, value: str = "Filled by hand", **more: object) -> pikepdf.Object:
    return add_field(
        pdf, page, FT=Name.Tx, T=String("answer"), V=String(value), DA=String("/Helv 12 Tf 0 g"), F=4, **more
    )


def outline_with(command: Dictionary) -> Plant:
    def plant(pdf: Pdf) -> None:
        row = pdf.make_indirect(Dictionary(Title=String("One"), A=command))
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=row, Last=row, Count=1))
        row.Parent = pdf.Root.Outlines

    return plant


def in_root(key: str, make: Callable[[Pdf], object]) -> Plant:
    return lambda pdf: pdf.Root.__setitem__(key, make(pdf))


def written(pdf: Pdf, path: Path) -> Path:
    pdf.save(path)
    return path


def cleaned(reader: Reader, tmp_path: Path, pdf: Pdf) -> tuple[Path, list[str]]:
    source, target = written(pdf, tmp_path / "letter.pdf"), tmp_path / "out.pdf"
    return target, reader.clean(source, target)


def everything_in(path: Path) -> bytes:
    """All that a PDF holds, unpacked."""
    with pikepdf.open(path) as pdf:
        pieces = [pdf.trailer.unparse(resolved=False)]
        for each in pdf.objects:
            pieces.append(each.unparse(resolved=False))
            if isinstance(each, pikepdf.Stream):
                pieces.append(each.read_bytes())
        return b"\n".join(pieces)


def texts(reader: Reader, path: Path) -> list[str]:
    with reader.open(path) as document:
        return [page.text for page in document.texts()]


def picture(reader: Reader, path: Path, page: int = 1) -> bytes:
    with reader.open(path) as document:
        return document.draw(page, 1.0).data


def alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures differ by no more than how the edges of letters are smoothed."""
    far = sum(abs(a - b) > 96 for a, b in zip(one, other, strict=True))
    return far < len(one) / 5000


COMMANDS = {
    "a script": (Dictionary(S=Name.JavaScript, JS=String(MARK)), "script in JavaScript"),
    "a program": (Dictionary(S=Name.Launch, F=String(MARK)), "to start a program"),
    "a form sent": (Dictionary(S=Name.SubmitForm, F=String(f"http://{MARK}")), "over the internet"),
    "data fetched": (Dictionary(S=Name.ImportData, F=String(MARK)), "to fetch data"),
    "another file": (Dictionary(S=Name.GoToR, F=String(MARK), D=Array([0, Name.Fit])), "link to a file"),
    "a file in a file": (Dictionary(S=Name.GoToE, F=String(MARK)), "link to a file"),
    "a file by address": (Dictionary(S=Name.URI, URI=String(f"file:///{MARK}")), "link to a file"),
    "a drive": (Dictionary(S=Name.URI, URI=String(f"C:\\{MARK}")), "link to a file"),
    "a server": (Dictionary(S=Name.URI, URI=String(f"\\\\{MARK}\\share")), "link to a file"),
    "a server's address": (Dictionary(S=Name.URI, URI=String(f" //{MARK}/share")), "link to a file"),
    "a share": (Dictionary(S=Name.URI, URI=String(f"smb://{MARK}")), "link to a file"),
    "a script as address": (Dictionary(S=Name.URI, URI=String(f"java\tscript:{MARK}")), "JavaScript"),
    "a film": (Dictionary(S=Name.Rendition, JS=String(MARK)), "film"),
}


@pytest.mark.parametrize("where", ["link", "open", "outline", "page", "field", "chain"])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_taken_out_wherever_it_stands(
    reader: Reader, tmp_path: Path, name: str, where: str
) -> None:
    command, told = COMMANDS[name]
    pdf = letter()
    if where == "link":
        link(pdf, command)
    elif where == "open":
        pdf.Root.OpenAction = command
    elif where == "outline":
        outline_with(command)(pdf)
    elif where == "page":
        pdf.pages[0].obj.AA = Dictionary(O=command)
    elif where == "field":
        text_field(pdf, AA=Dictionary(K=command))
    else:
        first = Dictionary(S=Name.GoTo, D=Array([pdf.pages[1].obj, Name.Fit]), Next=Array([command]))
        link(pdf, first)
    target, warnings = cleaned(reader, tmp_path, pdf)
    assert [warning for warning in warnings if told in warning]
    assert MARK.encode() not in everything_in(target)
    assert texts(reader, target)[1] == "Yours faithfully"


def test_scripts_of_the_document_are_counted(reader: Reader, tmp_path: Path) -> None:
    pdf = letter()
    rows = Array([String("one"), script(), String("two"), script()])
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=rows))
    target, warnings = cleaned(reader, tmp_path, pdf)
    assert warnings == ["2 scripts in JavaScript were taken out and never run."]
    assert MARK.encode() not in everything_in(target)


@pytest.mark.parametrize(
    "address", ["https://www.parliament.uk/", "http://a.example", "mailto:a@b.example", "www.gov.uk"]
)
def test_links_to_the_web_and_within_the_document_stay(reader: Reader, tmp_path: Path, address: str) -> None:
    pdf = letter()
    link(pdf, Dictionary(S=Name.URI, URI=String(address)))
    lay(pdf, Subtype=Name.Link, Dest=Array([pdf.pages[1].obj, Name.Fit]), Contents=String(MARK))
    outline_with(Dictionary(S=Name.GoTo, D=Array([pdf.pages[1].obj, Name.Fit])))(pdf)
    target, warnings = cleaned(reader, tmp_path, pdf)
    assert warnings == []
    assert MARK.encode() not in everything_in(target)
    with pikepdf.open(target) as copy:
        assert str(copy.pages[0].obj.Annots[0].A.URI) == address
        assert copy.pages[0].obj.Annots[1].Dest[0].objgen == copy.pages[1].obj.objgen
    with reader.open(target) as document:
        assert document.outline() == [(1, "One", 2)]


def test_what_plays_becomes_what_is_seen_of_it(reader: Reader, tmp_path: Path) -> None:
    pdf = letter()
    lay(pdf, Subtype=Name.RichMedia, AP=look(pdf), RichMediaContent=Dictionary(X=String(MARK)))
    lay(pdf, 2, Subtype=Name.Movie, Movie=Dictionary(F=String(MARK)))
    target, warnings = cleaned(reader, tmp_path, pdf)
    assert warnings == [
        "2 sounds, films or 3D objects (pages 1 and 2) were taken out; what was drawn of them stays."
    ]
    assert MARK.encode() not in everything_in(target)
    assert picture(reader, target) == picture(reader, tmp_path / "letter.pdf")


def test_files_within_are_named_and_left_out(reader: Reader, tmp_path: Path) -> None:
    pdf = letter()
    names = Array([String("a"), attach(pdf), String("b"), attach(pdf, "reply.docx")])
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Kids=Array([Dictionary(Names=names)])))
    lay(pdf, 2, Subtype=Name.FileAttachment, FS=attach(pdf, "pinned.txt"))
    target, warnings = cleaned(reader, tmp_path, pdf)
    assert warnings == [
        "3 files (“table.csv”, “reply.docx”, “pinned.txt”) are attached within it (page 2) and no part of "
        "its pages."
    ]
    assert MARK.encode() not in everything_in(target)


def test_the_cover_of_a_portfolio_is_told(reader: Reader, tmp_path: Path) -> None:
    pdf = letter("Open this in Acrobat")
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), attach(pdf)])))
    pdf.Root.Collection = Dictionary(Type=Name.Collection)
    _, warnings = cleaned(reader, tmp_path, pdf)
    assert "portfolio" in warnings[0]


def test_what_programs_note_for_themselves_goes_without_a_word(reader: Reader, tmp_path: Path) -> None:
    pdf = letter()
    pdf.docinfo["/Author"], pdf.docinfo["/Title"] = MARK, "Reply"
    pdf.Root.Metadata = pdf.make_stream(MARK.encode())
    pdf.pages[0].obj.PieceInfo = Dictionary(X=String(MARK))
    pdf.pages[0].obj.Thumb = pdf.make_stream(MARK.encode())
    pdf.pages[0].obj.Resources.Font.F1.Metadata = pdf.make_stream(MARK.encode())
    target, warnings = cleaned(reader, tmp_path, pdf)
    assert warnings == []
    assert MARK.encode() not in everything_in(target)
    with reader.open(target) as document:
        assert document.metadata() == {"Title": "Reply"}


def test_a_signature_is_told(reader: Reader, tmp_path: Path) -> None:
    pdf = letter()
    add_field(pdf, FT=Name.Sig, T=String("sig"), V=Dictionary(Type=Name.Sig, Contents=String(MARK)), F=132)
    target, warnings = cleaned(reader, tmp_path, pdf)
    assert [warning for warning in warnings if "It bears 1 digital signature (page 1)" in warning]
    assert MARK.encode() not in everything_in(target)


def test_a_redaction_that_was_never_applied_is_told(reader: Reader, tmp_path: Path) -> None:
    pdf = letter()
    lay(pdf, Subtype=Name.Redact, OverlayText=String(MARK))
    target, warnings = cleaned(reader, tmp_path, pdf)
    assert warnings == [
        "1 redaction (page 1) was marked but never applied: the words under it can still be read."
    ]
    assert texts(reader, target)[0] == "The answer is no."


def test_comments_go_and_what_is_drawn_stays(reader: Reader, tmp_path: Path) -> None:
    pdf = letter()
    sticky = lay(pdf, Subtype=Name.Text, Contents=String(MARK), T=String(MARK))
    sticky.Popup = lay(pdf, Subtype=Name.Popup, Contents=String(MARK), Parent=sticky)
    lay(pdf, 2, Subtype=Name.Stamp, AP=look(pdf), Contents=String(MARK), T=String(MARK))
    lay(pdf, 2, Subtype=Name.FreeText, AP=look(pdf), Contents=String(MARK))
    lay(pdf, 2, Subtype=Name.Square, AP=look(pdf))
    pdf.Root.StructTreeRoot = Dictionary(K=Dictionary(Type=Name.OBJR, Obj=sticky))
    target, warnings = cleaned(reader, tmp_path, pdf)
    assert warnings == [
        "2 comments (pages 1 and 2) were left out of the reading copy: look at them in the original.",
        "1 text box put on its pages afterwards (page 2) is shown, but the words in it cannot be searched or "
        "quoted.",
    ]
    assert MARK.encode() not in everything_in(target)
    assert picture(reader, target, 2) == picture(reader, tmp_path / "letter.pdf", 2)


LAYERS: dict[str, Callable[[Pdf, pikepdf.Object], Dictionary]] = {
    "switched off": lambda pdf, layer: Dictionary(OFF=Array([layer])),
    "off unless on": lambda pdf, layer: Dictionary(BaseState=Name.OFF, ON=Array([])),
}


@pytest.mark.parametrize("how", LAYERS)
@pytest.mark.parametrize("through", ["mark", "drawing", "group", "not"])
def test_what_is_on_a_layer_that_is_off_cannot_be_quoted(
    reader: Reader, tmp_path: Path, how: str, through: str
) -> None:
    pdf = letter("Seen")
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    other = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Final")))
    default = LAYERS[how](pdf, layer)
    if "/ON" in default:
        default.ON = Array([other])
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer, other]), D=default)
    group = pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([layer])))
    never = pdf.make_indirect(Dictionary(Type=Name.OCMD, VE=Array([Name.Not, other])))
    page = pdf.pages[0].obj
    member = {"mark": layer, "drawing": layer, "group": group, "not": never}[through]
    page.Resources.Properties = Dictionary(L=member, M=other)
    drawing = look(pdf, b"BT /F1 12 Tf (%s) Tj ET" % MARK.encode()).N
    page.Resources.XObject = Dictionary(X=drawing)
    hidden = (
        b"/X Do" if through == "drawing" else b"/OC /L BDC BT /F1 9 Tf (%s) Tj ET /X Do EMC" % MARK.encode()
    )
    if through == "drawing":
        drawing.OC = layer
    before, after = (b"BT /F1 12 Tf 40 %d Td (%s) Tj ET " % row for row in ((200, b"Seen"), (150, b"too")))
    page.Contents = pdf.make_stream(before + hidden + b" /OC /M BDC " + after + b" EMC")
    shown = picture(reader, written(pdf, tmp_path / "letter.pdf"))
    target, warnings = cleaned(reader, tmp_path, pdf)
    assert warnings == [
        "1 layer of it is switched off (“Draft”): what is on it was left out of the reading copy."
    ]
    assert texts(reader, target) == ["Seen\ntoo"]
    assert MARK.encode() not in everything_in(target)
    assert picture(reader, target) == shown


def test_invisible_words_are_told_apart_from_those_of_a_scan(reader: Reader, tmp_path: Path) -> None:
    pdf = letter("Cover", "Scan", "Trick")
    for page in pdf.pages[1:]:
        page.obj.Contents = pdf.make_stream(
            b"q 400 0 0 300 0 0 cm /I Do Q BT 3 Tr /F1 12 Tf 40 200 Td (under) Tj ET"
        )
    scan = pdf.make_stream(bytes(4))
    scan.Type, scan.Subtype, scan.Width, scan.Height = Name.XObject, Name.Image, 2, 2
    scan.ColorSpace, scan.BitsPerComponent = Name.DeviceGray, 8
    pdf.pages[1].obj.Resources.XObject = Dictionary(I=scan)
    target, warnings = cleaned(reader, tmp_path, pdf)
    assert [warning.partition(":")[0] for warning in warnings] == [
        "The words of 1 page (page 2) were put under the picture by another program's OCR",
        "1 page (page 3) has words on it that nobody sees; look before you quote from it.",
    ]
    assert texts(reader, target) == ["Cover", "under", "under"]


@pytest.mark.parametrize("drawn", [True, False])
@pytest.mark.parametrize("turn", [0, 90])
def test_what_is_filled_in_becomes_words_of_the_page(
    reader: Reader, tmp_path: Path, drawn: bool, turn: int
) -> None:
    pdf = letter()
    pdf.pages[0].rotate(turn, relative=False)
    field = text_field(pdf)
    if drawn:
        field.AP = look(pdf, b"/Tx BMC BT /F1 12 Tf 2 5 Td (Filled by hand) Tj ET EMC")
    shown = picture(reader, written(pdf, tmp_path / "letter.pdf"))
    target, warnings = cleaned(reader, tmp_path, pdf)
    assert warnings == ["It is a form: what was filled in is now part of the words of its pages."]
    assert sorted(texts(reader, target)[0].split("\n")) == ["Filled by hand", "The answer is no."]
    assert alike(picture(reader, target), shown)
    with pikepdf.open(target) as copy:
        assert "/AcroForm" not in copy.Root
        assert "/Annots" not in copy.pages[0].obj


def test_a_ticked_box_stays_ticked(reader: Reader, tmp_path: Path) -> None:
    pdf = letter()
    box = add_field(pdf, FT=Name.Btn, T=String("agree"), V=Name.Yes, AS=Name.Yes, F=4)
    box.AP = Dictionary(N=Dictionary(Yes=look(pdf).N, Off=look(pdf, b"").N))
    shown = picture(reader, written(pdf, tmp_path / "letter.pdf"))
    target, warnings = cleaned(reader, tmp_path, pdf)
    assert any("filled in is now" in warning for warning in warnings)
    assert picture(reader, target) == shown


def test_an_empty_form_and_a_hidden_field_are_told(reader: Reader, tmp_path: Path) -> None:
    pdf = letter()
    text_field(pdf, value="")
    _, warnings = cleaned(reader, tmp_path, pdf)
    assert warnings == ["It is a form in which nothing is filled in."]
    text_field(pdf, 2, MARK).F = 2
    target, warnings = cleaned(reader, tmp_path, pdf)
    assert any("1 hidden field of the form (page 2)" in warning for warning in warnings)
    assert MARK.encode() not in everything_in(target)


def test_a_document_with_nothing_hidden_is_not_touched(tmp_path: Path) -> None:
    pdf = letter()
    lay(pdf, Subtype=Name.Link, Dest=Array([pdf.pages[1].obj, Name.Fit]))
    path = written(pdf, tmp_path / "letter.pdf")
    before = path.read_bytes(), path.stat().st_ino
    assert defuse(str(path)) == []
    assert (path.read_bytes(), path.stat().st_ino) == before


def test_a_file_that_cannot_be_searched_is_kept_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise pikepdf.PdfError("loop")

    path = written(letter(), tmp_path / "letter.pdf")
    before = path.read_bytes()
    monkeypatch.setattr(pikepdf, "open", broken)
    (told,) = defuse(str(path))
    assert "could not be searched" in told
    assert path.read_bytes() == before


def test_loops_end(reader: Reader, tmp_path: Path) -> None:
    pdf = letter()
    command = pdf.make_indirect(script())
    command.Next = command
    pdf.Root.OpenAction = command
    tree = pdf.make_indirect(Dictionary())
    tree.Kids = Array([tree])
    pdf.Root.Names = Dictionary(EmbeddedFiles=tree, JavaScript=tree)
    field = text_field(pdf)
    field.Kids, field.Parent = Array([field]), field
    drawing = look(pdf).N
    drawing.Resources = Dictionary(XObject=Dictionary(X=drawing))
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=drawing)
    target, warnings = cleaned(reader, tmp_path, pdf)
    assert "1 script in JavaScript was taken out and never run." in warnings
    assert len(texts(reader, target)) == 2


PLANTS: dict[str, Plant] = {
    "script": lambda pdf: link(pdf, script()),
    "launch": in_root("/OpenAction", lambda pdf: Dictionary(S=Name.Launch, F=String(MARK))),
    "comment": lambda pdf: lay(pdf, 2, Subtype=Name.Text, Contents=String(MARK)) and None,
    "file": lambda pdf: lay(pdf, Subtype=Name.FileAttachment, FS=attach(pdf)) and None,
    "redaction": lambda pdf: lay(pdf, Subtype=Name.Redact, OverlayText=String(MARK)) and None,
    "private": lambda pdf: pdf.pages[1].obj.__setitem__("/PieceInfo", Dictionary(X=String(MARK))),
    "portfolio": in_root("/Collection", lambda pdf: Dictionary(X=String(MARK))),
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.sets(st.sampled_from(sorted(PLANTS))), turn=st.sampled_from([0, 90, 180, 270]))
def test_whatever_is_hidden_goes_and_the_pages_stay(
    reader: Reader, tmp_path: Path, chosen: set[str], turn: int
) -> None:
    pdf = letter()
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r, St=4)]))
    pdf.pages[1].rotate(turn, relative=False)
    before = pages(reader, written(pdf, tmp_path / "plain.pdf"))
    for name in sorted(chosen):
        PLANTS[name](pdf)
    target, warnings = cleaned(reader, tmp_path, pdf)
    assert len(warnings) == len(chosen - {"private"})
    assert pages(reader, target) == before
    assert MARK.encode() not in everything_in(target)
    first = target.read_bytes()
    assert reader.clean(tmp_path / "letter.pdf", target) == warnings
    assert target.read_bytes() == first
    assert reader.clean(target, target) == [told for told in warnings if "redaction" in told]


def pages(reader: Reader, path: Path) -> list[object]:
    with reader.open(path) as document:
        return [*document.texts(), document.outline()]
