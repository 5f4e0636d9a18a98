"""Spreadsheets and files of values become tables of what is seen in them, and what is not seen is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from evidencepack.errors import BadInput
from evidencepack.intake.prepared import Intake
from evidencepack.intake.sheet import with_gaps

TakeIn = Callable[..., Intake]
TextOf = Callable[[Intake], str]


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book() -> openpyxl.Workbook:
    """Requests by year, with a merged head, formats, a second sheet, and things that are not seen."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Requests"
    sheet.append(["Requests of the office", None, None])
    sheet.merge_cells("A1:C1")
    sheet.append(["Year", "Answered", "Share"])
    sheet.append([datetime(2016, 7, 26), 1234, 0.125])
    sheet["A3"].number_format, sheet["B3"].number_format = "dd/mm/yyyy", "#,##0"
    sheet["C3"].number_format = "0.0%"
    sheet.append(["HIDDEN-ROW", 1, 1])
    sheet.row_dimensions[4].hidden = True
    sheet["E2"] = "HIDDEN-COLUMN"
    sheet.column_dimensions["E"].hidden = True
    sheet["B2"].comment = Comment("COMMENTED", "A. Clerk")
    other = made.create_sheet("Second sheet")
    other["A1"] = "On the second sheet"
    secret = made.create_sheet("Kept back")
    secret["A1"] = "HIDDEN-SHEET"
    secret.sheet_state = "hidden"
    return made


def test_a_workbook_shows_what_is_seen_in_it_figure_for_figure(take_in: TakeIn, text_of: TextOf) -> None:
    intake = take_in("requests.xlsx", saved(book()))
    text = text_of(intake)
    for words in ("Requests of the office", "26/07/2016 1,234 12.5%", "Second sheet", "On the second sheet"):
        assert words in text
    assert "HIDDEN" not in text
    assert "COMMENTED" not in text
    assert (intake.kind, intake.title, intake.settings["sheets"]) == ("document", "requests", 2)
    told = " ".join(intake.warnings)
    for part in ("1 sheet hidden", "“Kept back”", "1 column hidden", "1 row hidden", "1 comment"):
        assert part in told, told
    assert "missing" not in told


def test_results_that_are_not_stored_are_told(take_in: TakeIn) -> None:
    made = book()
    made["Requests"]["B5"] = "=SUM(B3:B4)"
    intake = take_in("sum.xlsx", saved(made))
    assert any("1 result of formulas is not stored" in warning for warning in intake.warnings)


def old_book() -> bytes:
    made = xlwt.Workbook()
    sheet = made.add_sheet("Requests")
    sheet.write_merge(0, 0, 0, 2, "Requests of the office")
    for at, words in enumerate(("Year", "Answered", "Share")):
        sheet.write(1, at, words)
    sheet.write(2, 0, datetime(2016, 7, 26), xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    sheet.write(2, 1, 1234, xlwt.easyxf(num_format_str="#,##0"))
    sheet.write(2, 2, 0.125, xlwt.easyxf(num_format_str="0.0%"))
    sheet.write(3, 0, "HIDDEN-ROW")
    sheet.row(3).hidden = True
    sheet.write(1, 4, "HIDDEN-COLUMN")
    sheet.col(4).hidden = True
    secret = made.add_sheet("Kept back")
    secret.write(0, 0, "HIDDEN-SHEET")
    secret.visibility = 1
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_workbook_of_the_old_kind_is_read_alike(take_in: TakeIn, text_of: TextOf) -> None:
    intake = take_in("requests.xls", old_book())
    text = text_of(intake)
    assert "Requests of the office Year Answered Share 26/07/2016 1,234 12.5%" in text
    assert "HIDDEN" not in text
    told = " ".join(intake.warnings)
    for part in ("1 sheet hidden", "“Kept back”", "1 column hidden", "1 row hidden"):
        assert part in told, told


def test_an_old_workbook_that_is_cut_off_is_refused(take_in: TakeIn) -> None:
    data = old_book()
    for cut in (600, 2000, len(data) // 2):
        with pytest.raises(BadInput, match=r"damaged|cannot be read|no words|Office file"):
            take_in("cut.xls", data[:cut])


def test_an_opendocument_spreadsheet_is_read_alike(take_in: TakeIn, text_of: TextOf) -> None:
    cells = "".join(
        f"<table:table-cell office:value-type='string'><text:p>{words}</text:p></table:table-cell>"
        for words in ("Year", "Answered")
    )
    hidden = (
        "<table:table-row table:visibility='collapse'><table:table-cell><text:p>HIDDEN</text:p>"
        "</table:table-cell></table:table-row>"
    )
    blank = "<table:table-row table:number-rows-repeated='%d'><table:table-cell/></table:table-row>"
    wide = (
        "<table:table-row><table:table-cell table:number-columns-spanned='2'>"
        "<text:p>One<text:s text:c='2'/>wide<office:annotation><text:p>COMMENTED</text:p>"
        "</office:annotation></text:p></table:table-cell><table:covered-table-cell/>"
        "<table:table-cell table:number-columns-repeated='16000'/></table:table-row>"
    )
    rows = f"<table:table-row>{cells}</table:table-row>{hidden}{blank % 3}{wide}{blank % 1048000}"
    names = " ".join(
        f"xmlns:{one}='urn:oasis:names:tc:opendocument:xmlns:{one}:1.0'"
        for one in ("office", "text", "table")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            f"<office:document-content {names} office:version='1.2'><office:body><office:spreadsheet>"
            f"<table:table table:name='First'>{rows}</table:table>"
            "</office:spreadsheet></office:body></office:document-content>",
        )
        package.writestr(
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>"
            "<manifest:file-entry manifest:full-path='/' "
            "manifest:media-type='application/vnd.oasis.opendocument.spreadsheet'/>"
            "<manifest:file-entry manifest:full-path='content.xml' manifest:media-type='text/xml'/>"
            "</manifest:manifest>",
        )
    intake = take_in("table.ods", out.getvalue())
    assert text_of(intake) == "First Year Answered One wide"
    assert any("1 row hidden" in warning for warning in intake.warnings)
    assert intake.media_type == "application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", 'Year,Answered\n2016,"1,234"\n', "Year Answered 2016 1,234"),
        ("b.csv", "Year;Answered\n2016;1,5\n", "Year Answered 2016 1,5"),
        ("c.tsv", "Year\tAnswered\n2016\tnone\n", "Year Answered 2016 none"),
        ("d.csv", "Only\none\ncolumn\n", "Only one column"),
        ("e.csv", "Name,Cost\nŴyn,£5\n".encode("utf-16"), "Name Cost Ŵyn £5"),
    ],
)
def test_values_are_told_apart_by_what_stands_between_them(
    take_in: TakeIn, text_of: TextOf, name: str, data: str | bytes, words: str
) -> None:
    intake = take_in(name, data)
    assert text_of(intake) == words
    assert intake.media_type == "text/csv"


def test_many_columns_go_on_below_and_that_is_told(take_in: TakeIn, text_of: TextOf) -> None:
    row = [f"c{n}" for n in range(30)]
    intake = take_in("wide.csv", ",".join(row) + "\n")
    assert set(text_of(intake).split()) == set(row)
    assert any("30 columns" in warning for warning in intake.warnings)


def test_a_table_too_large_for_pages_is_refused(take_in: TakeIn) -> None:
    with pytest.raises(BadInput, match="too many for pages"):
        take_in("large.csv", ("1,2,3,4,5\n" * 50_000))


def test_a_workbook_that_declares_entities_or_is_damaged_is_refused(take_in: TakeIn) -> None:
    data = saved(book())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/workbook.xml"] = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "a">]>' + parts["xl/workbook.xml"]
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    with pytest.raises(BadInput, match="declares entities"):
        take_in("bad.xlsx", out.getvalue())
    parts["xl/workbook.xml"] = b"<workbook"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    with pytest.raises(BadInput, match="damaged"):
        take_in("bad.xlsx", out.getvalue())


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("sep=;\nA;B\n1,5;2,5\n", "A B 1,5 2,5"),
        ("1,5;2,5\n3,25;4,0\n", "1,5 2,5 3,25 4,0"),
        ('Q,A\n"What, then?","So; and so"\n', "Q A What, then? So; and so"),
        ('A, B\n"x", "y, z"\n', "A B x y, z"),
        ('\ufeffDate;Note\r\n3 May;"St John; the ""Elder"""\r\n', 'Date Note 3 May St John; the "Elder"'),
    ],
)
def test_values_are_divided_where_their_writer_divided_them(
    take_in: TakeIn, text_of: TextOf, data: str, text: str
) -> None:
    assert text_of(take_in("a.csv", data)) == text


def test_a_value_of_any_length_is_read(take_in: TakeIn, text_of: TextOf) -> None:
    assert text_of(take_in("a.csv", f'A,B\n1,"{"word " * 30000}"\n')).count("word") == 30000


def test_a_sheet_whose_last_cell_is_far_away_fills_no_pages(take_in: TakeIn, text_of: TextOf) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"], sheet["XFD1"], sheet["B1048576"] = "near", "wide", "far"
    intake = take_in("far.xlsx", saved(made))
    assert text_of(intake) == "Sheet near wide far"


@given(st.sets(st.integers(1, 40)), st.sets(st.integers(1, 40)))
def test_no_hidden_row_is_kept_and_no_seen_one_lost(used: set[int], hidden: set[int]) -> None:
    kept = with_gaps(used, hidden & used)
    assert kept == sorted(set(kept))
    assert set(kept) & used == used - hidden
    assert len([row for row in kept if row not in used]) <= len(used)


@pytest.mark.parametrize("hidden", [2, 3, 5])
def test_a_hidden_row_between_others_is_left_out(take_in: TakeIn, text_of: TextOf, hidden: int) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (1, 2, 3, 5, 7):
        sheet.cell(row, 1).value = f"row-{row}"
    sheet.row_dimensions[hidden].hidden = True
    intake = take_in("a.xlsx", saved(made))
    assert text_of(intake) == "Sheet " + " ".join(f"row-{row}" for row in (1, 2, 3, 5, 7) if row != hidden)
    assert intake.warnings == ["1 row hidden in the sheet “Sheet” is left out of the reading copy."]
