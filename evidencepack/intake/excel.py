"""Reads Excel workbooks, new and old: what is seen in them, with the results that they store."""

from __future__ import annotations

import io
import re
import struct
import warnings as python_warnings
import zipfile
import zlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import xlrd
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from xlrd.biffh import error_text_from_code
from xlrd.compdoc import CompDocError

from evidencepack.errors import BadInput
from evidencepack.intake.cell_words import shown
from evidencepack.intake.prepared import Intake
from evidencepack.intake.sheet import Sheet, copy_of_workbook, damaged, refuse_too_many, with_gaps
from evidencepack.model.wording import counted

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_XLS = "application/vnd.ms-excel"
_MOST_UNPACKED = 300 << 20
_MOST_STORED = 3_000_000  # with those in which nothing stands
_UNSTORED = re.compile(rb"<c [^>]*>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_UNZIP_TROUBLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)
# What the two libraries raise for files that are cut off or made to trouble them.
_TROUBLE = (
    InvalidFileException, SyntaxError, ValueError, LookupError, TypeError, AttributeError, AssertionError,
    OSError, struct.error, CompDocError, *_UNZIP_TROUBLE,
)  # fmt: skip


def read_xlsx(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of an Excel workbook.

    Raises:
        BadInput: If it is damaged, dangerous, empty or too large.
    """
    del password
    warnings = _looked_through(path)
    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")  # about what the library leaves out; it is not shown here
            book = openpyxl.load_workbook(path, data_only=True, keep_links=False)
    except _TROUBLE as problem:
        raise damaged(path) from problem
    seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    refuse_too_many(path, sum(len(_filled(sheet)) for sheet in seen))
    return copy_of_workbook(
        path,
        workspace,
        reader,
        [_sheet_of_xlsx(sheet) for sheet in seen],
        hidden=[sheet.title for sheet in book.worksheets if sheet not in seen],
        warnings=warnings,
        media_type=_XLSX,
    )


def _looked_through(path: Path) -> list[str]:
    """Refuse what is dangerous before it is opened; what is in the file and not on its pages."""
    unstored = cells = 0
    with_macros = False
    try:
        with zipfile.ZipFile(path) as package:
            if sum(part.file_size for part in package.infolist()) > _MOST_UNPACKED:
                raise BadInput(
                    f"“{path.name}” unpacks to more than {_MOST_UNPACKED >> 20} MB and was not opened.",
                    file=str(path),
                )
            for part in package.infolist():
                with_macros = with_macros or part.filename.lower().endswith("vbaproject.bin")
                if part.filename.endswith((".xml", ".rels")):
                    data = package.read(part)
                    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
                        raise BadInput(
                            f"“{path.name}” declares entities of its own, which no workbook needs; it was "
                            "not opened.",
                            file=str(path),
                        )
                    if part.filename.startswith("xl/worksheets/"):
                        cells += data.count(b"<c ")
                        unstored += len(_UNSTORED.findall(data))
    except _UNZIP_TROUBLE as problem:
        raise damaged(path) from problem
    if cells > _MOST_STORED:
        refuse_too_many(path, cells)  # they would fill the memory before they could be counted
    told = []
    if with_macros:
        told.append("It holds macros; they were not run and are not in the reading copy.")
    if unstored:
        told.append(
            f"{counted(unstored, 'result')} of formulas {'is' if unstored == 1 else 'are'} not stored in "
            "the file and left empty: open it in Excel, save it and import it again."
        )
    return told


def _sheet_of_xlsx(sheet: Any) -> Sheet:
    filled = _filled(sheet)
    used_rows, used_columns = {row for row, _ in filled}, {column for _, column in filled}
    hidden_rows = {n for n in used_rows if sheet.row_dimensions[n].hidden}
    hidden_columns = {n for n in used_columns if _column_hidden(sheet, n)}
    columns, kept = sorted(used_columns - hidden_columns), with_gaps(used_rows, hidden_rows)
    rows = [
        [shown(cell.value, cell.number_format or "") for cell in (sheet.cell(row, n) for n in columns)]
        for row in kept
    ]
    merged = [(area.min_row, area.max_row, area.min_col, area.max_col) for area in sheet.merged_cells.ranges]
    return Sheet(
        name=sheet.title,
        rows=rows,
        spans=_spans(merged, kept, columns),
        hidden_columns=len(hidden_columns),
        hidden_rows=len(hidden_rows),
        comments=sum(1 for cell in sheet._cells.values() if cell.comment is not None),
    )


def _filled(sheet: Any) -> list[tuple[int, int]]:
    """The places (row, column) in which something stands.

    Asked of the library's own store: its ways of going through a sheet make every cell between the first and
    the last, of which there may be seventeen thousand million.
    """
    return [place for place, cell in sheet._cells.items() if cell.value not in (None, "")]


def _column_hidden(sheet: Any, number: int) -> bool:
    letter = get_column_letter(number)
    for name, dimension in sheet.column_dimensions.items():
        first, last = dimension.min or 0, dimension.max or 0
        if dimension.hidden and (name == letter or first <= number <= last):
            return True
    return False


def _spans(
    merged: list[tuple[int, int, int, int]], rows: list[int], columns: list[int]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell that takes up several: how many columns and rows of those that are seen."""
    row_at = {number: at for at, number in enumerate(rows)}
    column_at = {number: at for at, number in enumerate(columns)}
    found = {}
    for top, bottom, left, right in merged:
        high = [row_at[n] for n in range(top, bottom + 1) if n in row_at]
        wide = [column_at[n] for n in range(left, right + 1) if n in column_at]
        if top in row_at and left in column_at:
            found[high[0], wide[0]] = (len(wide), len(high))
    return found


def read_xls(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of an Excel workbook of the old kind.

    Raises:
        BadInput: If it is damaged, locked, empty or too large.
    """
    del password
    try:
        book = xlrd.open_workbook(str(path), formatting_info=True, logfile=io.StringIO())
        seen = [sheet for sheet in book.sheets() if sheet.visibility == 0]
        refuse_too_many(path, sum(len(_filled_of_xls(sheet)) for sheet in seen))
        sheets = [_sheet_of_xls(book, sheet) for sheet in seen]
    except xlrd.XLRDError as problem:
        if "encrypted" in str(problem):
            raise BadInput(
                f"“{path.name}” is a workbook that is locked with a password; save it in Excel without one "
                "and import that.",
                file=str(path),
            ) from problem
        raise damaged(path) from problem
    except _TROUBLE as problem:
        raise damaged(path) from problem
    return copy_of_workbook(
        path,
        workspace,
        reader,
        sheets,
        hidden=[sheet.name for sheet in book.sheets() if sheet.visibility != 0],
        warnings=(),
        media_type=_XLS,
    )


def _sheet_of_xls(book: Any, sheet: Any) -> Sheet:
    filled = _filled_of_xls(sheet)
    used_rows, used_columns = {row for row, _ in filled}, {column for _, column in filled}
    hidden_rows = {n for n in used_rows if n in sheet.rowinfo_map and sheet.rowinfo_map[n].hidden}
    hidden_columns = {n for n in used_columns if n in sheet.colinfo_map and sheet.colinfo_map[n].hidden}
    columns, kept = sorted(used_columns - hidden_columns), with_gaps(used_rows, hidden_rows)
    merged = [(top, bottom - 1, left, right - 1) for top, bottom, left, right in sheet.merged_cells]
    return Sheet(
        name=sheet.name,
        rows=[[_words_of_xls(book, sheet.cell(row, n)) for n in columns] for row in kept],
        spans=_spans(merged, kept, columns),
        hidden_columns=len(hidden_columns),
        hidden_rows=len(hidden_rows),
        comments=len(sheet.cell_note_map),
    )


def _filled_of_xls(sheet: Any) -> list[tuple[int, int]]:
    """The places (row, column) in which something stands; not those that only have a format."""
    return [
        (row, column)
        for row in range(sheet.nrows)
        for column, kind in enumerate(sheet.row_types(row))
        if kind not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
    ]


def _words_of_xls(book: Any, cell: Any) -> str:
    value: object = cell.value
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(error_text_from_code.get(cell.value, "#ERROR"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        value = bool(cell.value)
    form = book.format_map.get(book.xf_list[cell.xf_index].format_key if cell.xf_index is not None else 0)
    code = form.format_str if form is not None else "General"
    if cell.ctype == xlrd.XL_CELL_DATE:
        moment: datetime = xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
        value = moment.time() if cell.value < 1 else moment
    return shown(value, code)
