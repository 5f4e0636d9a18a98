"""Tables of words on pages: the sheets of a workbook, and files of values with commas between them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidencepack.errors import BadInput
from evidencepack.intake import reading_copy
from evidencepack.intake.decoding import LARGEST, decode, load
from evidencepack.intake.prepared import Intake, Story, first_few, new_place, own_version, stem
from evidencepack.model.wording import counted

if TYPE_CHECKING:
    from evidencepack.reading.reader import Reader

MOST_CELLS = 200_000
_COLUMNS_AT_ONCE, _ROWS_AT_ONCE = 14, 400  # of one table on the pages
_DELIMITERS = ",;\t|"
_NAMED_DELIMITER = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)  # for Excel
_SAMPLE = 1 << 16


@dataclass
class Sheet:
    """One sheet as it is seen: the words of its cells, without rows and columns that are hidden.

    Attributes:
        name: What its tab says.
        rows: The words of each row.
        spans: For a cell (row, column) that takes up several, how many columns and rows.
        hidden_columns: How many columns were left out.
        hidden_rows: How many rows were left out.
        comments: How many remarks hang on cells; they are left out.
    """

    name: str
    rows: list[list[str]]
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden_columns: int = 0
    hidden_rows: int = 0
    comments: int = 0


def read_csv(path: Path, workspace: Path, reader: Reader, password: str | None = None) -> Intake:
    """Make a reading copy of values with commas, semicolons or tabs between them.

    Raises:
        BadInput: If it is not text, is empty or has too many values.
    """
    del password
    found = decode(load(path))
    text = found.text.lstrip("\ufeff")
    named = _NAMED_DELIMITER.match(text)
    text = text[named.end() :] if named else text
    delimiter = named[1] if named else delimiter_of(text, path.suffix.lower() in (".tsv", ".tab"))
    try:
        rows = [row for row in _rows(text, delimiter) if any(row)]
    except csv.Error as problem:
        raise BadInput(
            f"“{path.name}” is not a table that can be read ({problem}); open it in a spreadsheet program "
            "and save it as XLSX.",
            file=str(path),
        ) from problem
    refuse_too_many(path, sum(map(len, rows)))
    story = Story(warnings=list(found.warnings))
    story.blocks += _tables(Sheet("", rows), story.warnings)
    settings = {"encoding": found.encoding, "delimiter": delimiter}
    return _prepared(path, workspace, reader, story, "text/csv", settings)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(LARGEST)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=delimiter != "\t")


def delimiter_of(text: str, tabs: bool) -> str:
    """What stands between the values: whatever divides most rows into the same number of them.

    Args:
        text: The file's words.
        tabs: Whether the file's name says that it is tabs.
    """
    if tabs:
        return "\t"
    sample = text[:_SAMPLE]
    alike: dict[str, float] = {}
    for delimiter in _DELIMITERS:
        try:
            rows = [row for row in _rows(sample, delimiter) if any(row)]
        except csv.Error:
            continue
        counts = Counter(len(row) for row in rows if len(row) > 1)
        if counts:
            alike[delimiter] = counts.most_common(1)[0][1] / len(rows)
    best = max(alike, key=lambda one: alike[one], default=",")
    if best == "," and alike.get(";", 0) >= alike.get(",", 1) and not re.search(r",(?!\d)|(?<!\d),", sample):
        return ";"  # all commas stand in numbers, as they do on the Continent
    return best


def refuse_too_many(path: Path, cells: int) -> None:
    """Refuse what would fill more pages than anybody reads.

    Raises:
        BadInput: If there are more cells than a reading copy takes.
    """
    if cells > MOST_CELLS:
        raise BadInput(
            f"“{path.name}” has more than {MOST_CELLS:,} cells, too many for pages; save the part that "
            "matters as a file of its own.",
            file=str(path),
        )


def copy_of_workbook(
    path: Path,
    workspace: Path,
    reader: Reader,
    sheets: Sequence[Sheet],
    *,
    hidden: Sequence[str],
    warnings: Sequence[str],
    media_type: str,
) -> Intake:
    """Make a reading copy of a workbook, sheet after sheet.

    Args:
        path: The workbook.
        workspace: Where the reading copy goes.
        reader: Lays it out.
        sheets: Those that are seen, in their order.
        hidden: The names of those that are not.
        warnings: What is to be told of the file beside what its sheets tell.
        media_type: What the file is.

    Raises:
        BadInput: If nothing is in it.
    """
    story = Story(warnings=list(warnings))
    for sheet in sheets:
        if story.blocks:
            story.blocks.append({"kind": "break"})
        story.blocks.append({"kind": "heading", "level": 2, "runs": [{"text": sheet.name}]})
        for many, what in ((sheet.hidden_columns, "column"), (sheet.hidden_rows, "row")):
            if many:
                story.warnings.append(
                    f"{counted(many, what)} hidden in the sheet “{sheet.name}” "
                    f"{'is' if many == 1 else 'are'} left out of the reading copy."
                )
        if sheet.comments:
            story.warnings.append(
                f"{counted(sheet.comments, 'comment')} on cells of “{sheet.name}” left out."
            )
        story.blocks += _tables(sheet, story.warnings)
    if hidden:
        story.warnings.append(
            f"{counted(len(hidden), 'sheet')} hidden in the workbook {'is' if len(hidden) == 1 else 'are'} "
            f"left out: {first_few(list(hidden))}."
        )
    return _prepared(path, workspace, reader, story, media_type, {"sheets": len(sheets)})


def with_gaps(used: set[int], hidden: set[int]) -> list[int]:
    """The rows that are seen, in order, and one empty row wherever some are left free between.

    Args:
        used: The rows in which something stands.
        hidden: Those of them that are not seen.
    """
    kept: list[int] = []
    last = None
    for row in sorted(used):
        if last is not None and row > last + 1 and kept:
            kept.append(last + 1)
        if row not in hidden:
            kept.append(row)
        last = row
    return kept


def damaged(path: Path) -> BadInput:
    """The refusal of a workbook that cannot be opened."""
    return BadInput(
        f"“{path.name}” is a workbook that is damaged; get it again from where it came, or save it anew.",
        file=str(path),
    )


def _tables(sheet: Sheet, warnings: list[str]) -> Iterator[dict[str, Any]]:
    """Rows as tables that fit a page, the columns side by side as far as there is room."""
    rows = list(sheet.rows)
    while rows and not any(text.strip() for text in rows[-1]):
        rows.pop()
    most = max((n + 1 for row in rows for n, text in enumerate(row) if text.strip()), default=0)
    if most > _COLUMNS_AT_ONCE:
        where = f" of “{sheet.name}”" if sheet.name else ""
        warnings.append(f"The {most} columns{where} are too many for a page; the later ones follow below.")
    for left in range(0, most, _COLUMNS_AT_ONCE):
        wide = min(_COLUMNS_AT_ONCE, most - left)
        for top in range(0, len(rows), _ROWS_AT_ONCE):
            part = rows[top : top + _ROWS_AT_ONCE]
            cells = list(_cells(part, left, wide, top, sheet.spans))
            yield {"kind": "table", "columns": wide, "header": 0, "cells": cells}


def _cells(
    rows: Sequence[Sequence[str]],
    left: int,
    wide: int,
    top: int,
    spans: Mapping[tuple[int, int], tuple[int, int]],
) -> Iterator[dict[str, Any]]:
    covered: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        for x in range(wide):
            if (y, x) in covered:
                continue
            across, down = spans.get((top + y, left + x), (1, 1))
            across, down = min(across, wide - x), min(down, len(rows) - y)
            covered |= {(y + b, x + a) for a in range(across) for b in range(down)}
            text = row[left + x] if left + x < len(row) else ""
            blocks = [{"kind": "para", "runs": [{"text": text}]}] if text.strip() else []
            yield {"x": x, "y": y, "colspan": across, "rowspan": down, "blocks": blocks}


def _prepared(
    path: Path, workspace: Path, reader: Reader, story: Story, media_type: str, settings: dict[str, Any]
) -> Intake:
    title = stem(path)
    out = new_place(workspace)
    told = reading_copy.make_copy(story, title, path, out, reader)
    return Intake(
        original=path, media_type=media_type, kind="document", title=title, author="", url="", dates={},
        rendition=out, converter=reading_copy.converter(), converter_version=own_version(),
        settings={**reading_copy.SETTINGS, **settings}, warnings=[*story.warnings, *told],
    )  # fmt: skip
