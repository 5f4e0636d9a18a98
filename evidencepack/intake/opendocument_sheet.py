"""Reads OpenDocument spreadsheets by the words that each cell shows, which the file itself keeps.

The elements and attributes are those of OpenDocument 1.3, part 3, chapter 9.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from evidencepack.errors import BadInput
from evidencepack.intake.prepared import Intake
from evidencepack.intake.sheet import MOST_CELLS, Sheet, copy_of_workbook, damaged, refuse_too_many

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

_MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"
_MOST_UNPACKED = 300 << 20


def _name(space: str, local: str) -> str:
    return _SPACE % (space, local)


def read_ods(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of an OpenDocument spreadsheet.

    Raises:
        BadInput: If it is damaged, locked, dangerous, empty or too large.
    """
    del password
    body, with_macros = _opened(path)
    unseen = {
        style.get(_name("style", "name"))
        for style in body.iter(_name("style", "style"))
        for properties in style.iter(_name("style", "table-properties"))
        if properties.get(_name("table", "display")) == "false"
    }
    sheets, hidden = [], []
    for table in body.findall(f".//{_name('office', 'spreadsheet')}/{_name('table', 'table')}"):
        name = table.get(_name("table", "name"), "")
        if table.get(_name("table", "style-name")) in unseen:
            hidden.append(name)
        else:
            sheets.append(_sheet(table, name, path))
    refuse_too_many(path, sum(len(row) for sheet in sheets for row in sheet.rows))
    told = ["It holds macros; they were not run and are not in the reading copy."] if with_macros else []
    return copy_of_workbook(
        path, workspace, reader, sheets, hidden=hidden, warnings=told, media_type=_MEDIA_TYPE
    )


_GROUPS = {_name("table", name) for name in ("table-rows", "table-header-rows", "table-row-group")}
_CELLS = {_name("table", name) for name in ("table-cell", "covered-table-cell")}


def _opened(path: Path) -> tuple[Any, bool]:
    """What the file has for content, and whether it holds macros."""
    try:
        with zipfile.ZipFile(path) as package:
            if sum(part.file_size for part in package.infolist()) > _MOST_UNPACKED:
                raise BadInput(
                    f"“{path.name}” unpacks to more than {_MOST_UNPACKED >> 20} MB and was not opened.",
                    file=str(path),
                )
            if b"encryption-data" in package.read("META-INF/manifest.xml"):
                raise BadInput(
                    f"“{path.name}” is a spreadsheet that is locked with a password; save it without one "
                    "and import that.",
                    file=str(path),
                )
            data = package.read("content.xml")
            with_macros = any(name.startswith("Basic/") for name in package.namelist())
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError, NotImplementedError) as problem:
        raise damaged(path) from problem
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise BadInput(
            f"“{path.name}” declares entities of its own, which no spreadsheet needs; it was not opened.",
            file=str(path),
        )
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return etree.fromstring(data, parser), with_macros
    except etree.XMLSyntaxError as problem:
        raise damaged(path) from problem


def _sheet(table: Any, name: str, path: Path) -> Sheet:
    hidden = _hidden_columns(table)
    sheet = Sheet(name, [])
    held: list[list[str]] = []  # empty rows count only if something follows them
    cells = 0
    for row in _rows(table):
        words, spans = _cells(row, hidden, sheet)
        again = int(row.get(_name("table", "number-rows-repeated"), "1"))
        if row.get(_name("table", "visibility"), "visible") != "visible":
            sheet.hidden_rows += again if any(words) else 0
            continue
        if not any(words):
            held += [[]] * min(again, MOST_CELLS)
            refuse_too_many(path, len(held) if cells else 0)
            continue
        cells += again * len(words)
        refuse_too_many(path, cells + len(held))
        sheet.rows += held
        held = []
        sheet.spans.update({(len(sheet.rows), at): span for at, span in spans.items()})
        sheet.rows += [words] * again
    sheet.hidden_columns = sum(1 for at in hidden if at < max(map(len, sheet.rows), default=0) + len(hidden))
    return sheet


def _rows(table: Any) -> Iterator[Any]:
    """The rows, also those within groups and heads."""
    for child in table:
        if child.tag == _name("table", "table-row"):
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _hidden_columns(table: Any) -> set[int]:
    """Which columns, counted from 0, are not shown."""
    found: set[int] = set()
    at = 0
    for column in table.iter(_name("table", "table-column")):
        again = int(column.get(_name("table", "number-columns-repeated"), "1"))
        if column.get(_name("table", "visibility"), "visible") != "visible":
            found |= set(range(at, at + min(again, 1024)))
        at += again
    return found


def _cells(row: Any, hidden: set[int], sheet: Sheet) -> tuple[list[str], dict[int, tuple[int, int]]]:
    """The words of a row's cells that are shown, and which of them take up several."""
    words: list[str] = []
    spans: dict[int, tuple[int, int]] = {}
    at = empty = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        again = int(cell.get(_name("table", "number-columns-repeated"), "1"))
        text = _words(cell)
        sheet.comments += sum(1 for _ in cell.iter(_name("office", "annotation")))
        if not text and cell.get(_name("table", "number-columns-spanned")) is None:
            shown = again - sum(1 for n in hidden if at <= n < at + again)
            empty += shown
        else:
            for n in range(at, at + min(again, MOST_CELLS)):
                if n in hidden:
                    continue
                words += [""] * empty
                empty = 0
                spans |= _span(cell, len(words), n, hidden)
                words.append(text)
        at += again
    return words, spans


def _span(cell: Any, place: int, at: int, hidden: set[int]) -> dict[int, tuple[int, int]]:
    across = int(cell.get(_name("table", "number-columns-spanned"), "1"))
    down = int(cell.get(_name("table", "number-rows-spanned"), "1"))
    across -= sum(1 for n in hidden if at <= n < at + across)
    return {place: (max(1, across), down)} if (across, down) != (1, 1) else {}


def _words(cell: Any) -> str:
    """What the cell shows: its paragraphs, without the remarks that hang on it."""
    return "\n".join(_line(part) for part in cell if part.tag == _name("text", "p")).strip()


def _line(part: Any) -> str:
    words = part.text or ""
    for child in part:
        if child.tag == _name("text", "s"):
            words += " " * int(child.get(_name("text", "c"), "1"))
        elif child.tag == _name("text", "tab"):
            words += "\t"
        elif child.tag == _name("text", "line-break"):
            words += "\n"
        elif child.tag != _name("office", "annotation"):
            words += _line(child)
        words += child.tail or ""
    return words
