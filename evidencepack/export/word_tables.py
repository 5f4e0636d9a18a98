"""The tables of the Word file: fixed columns, horizontal rules, rows that stay together."""

from __future__ import annotations

import math
from collections.abc import Iterable

from evidencepack.export.word_paragraphs import (
    Element,
    Places,
    element,
    keep_with_next,
    paragraph,
    row_target,
)
from evidencepack.submission.blocks import Column, Details, Pair, Pairs, Row, Runs, Side, Table, plain

TEXT_WIDTH = 9072
"""The width between the margins, in twentieths of a point: 160 mm."""

_MM = 1440 / 25.4
_GUTTER = 142
_LETTER = 95  # a middling letter of table text is half an em of 9.5 pt wide
_LONG_ROW = 8  # a row of so many lines may break
_LONG_HIGH_ROW = 20  # in a table whose rows are high
_LONG_HIGH_ROW = 20  # in a table whose rows are high
_SHORT_TABLE = 8  # a table of so many rows stays whole


def details_table(block: Details, places: Places) -> Element:
    """Draw the matter's details: label and value."""
    widths = [round(32 * _MM), TEXT_WIDTH - round(32 * _MM)]
    rows = []
    for at, (label, value) in enumerate(block.rows):
        held = _held(at, len(block.rows))
        cells = [
            _cell(widths[0], [paragraph("TableHead", label, places, *held())]),
            _cell(widths[1], [paragraph("TableText", value, places, *held())], _flush_right()),
        ]
        rows.append(_row(cells, whole=True))
    return _table("DetailsTable", widths, rows, first_column=True)


def ruled_table(block: Table, places: Places) -> Element:
    """Draw a table with a repeated head.

    Raises:
        ValueError: If a row has not a cell a column.
    """
    widths = column_widths(block.columns)
    rows = [_head(block.columns, widths, places)]
    longest = _LONG_HIGH_ROW if block.high else _LONG_ROW
    for at, row in enumerate(block.rows):
        held = _held(at, len(block.rows), high=block.high)
        whole = _lines(row.cells, widths) < longest
        rows.append(_ruled_row(row, block.columns, widths, places, held, whole=whole))
    return _table("RuledTable", widths, rows)


def pairs_table(block: Pairs, places: Places) -> Element:
    """Draw claims against evidence: the relation, the two sides, then reason and comparison."""
    number = round(10.5 * _MM)
    side = (TEXT_WIDTH - number) // 2
    widths = [number, side, TEXT_WIDTH - number - side]
    rows = [_head([Column(title) for title in block.head], widths, places)]
    for at, pair in enumerate(block.rows):
        rows += _pair_rows(pair, widths, places, first=at == 0)
    return _table("PairsTable", widths, rows)


def column_widths(columns: Iterable[Column]) -> list[int]:
    """Share the text width out, in twentieths of a point; what is left goes to columns without a width."""
    wanted = [None if column.width is None else column.width * _MM for column in columns]
    fixed = sum(width for width in wanted if width is not None)
    open_columns = wanted.count(None)
    share = max((TEXT_WIDTH - fixed) / open_columns, 20 * _MM) if open_columns else 0.0
    raw = [share if width is None else width for width in wanted]
    scale = min(1.0, TEXT_WIDTH / sum(raw)) if sum(raw) else 1.0
    widths = [max(1, round(width * scale)) for width in raw]
    widest = widths.index(max(widths))
    if open_columns:  # rounding must not move the right edge
        widths[widest] += TEXT_WIDTH - sum(widths)
    return widths


class _Hold:
    """Makes, for each paragraph of a row, the property that holds the row to the next one."""

    def __init__(self, *, on: bool) -> None:
        self._on = on

    def __call__(self) -> list[Element]:
        return [keep_with_next()] if self._on else []


def _held(at: int, rows: int, *, high: bool = False) -> _Hold:
    """A short table stays whole; a longer one leaves two rows or more on each page."""
    last = rows - 1
    return _Hold(on=at < last and ((rows <= _SHORT_TABLE and not high) or at in (0, last - 1)))


def _head(columns: Iterable[Column], widths: list[int], places: Places) -> Element:
    cells = []
    for at, column in enumerate(columns):
        # The head of the first column is flush with the text above, also over right-aligned numbers.
        aligned = _aligned(column) if at else []
        drawn = paragraph("TableHead", column.title, places, keep_with_next(), *aligned)
        cells.append(_cell(widths[at], [drawn], *_edge(at, widths)))
    return _row(cells, whole=True, head=True)


def _ruled_row(
    row: Row, columns: Iterable[Column], widths: list[int], places: Places, held: _Hold, *, whole: bool
) -> Element:
    named = next((at for at, runs in enumerate(row.cells) if plain(runs)), 0)  # a bookmark needs words
    cells = []
    for at, (runs, column, width) in enumerate(zip(row.cells, columns, widths, strict=True)):
        target = row_target(row) if at == named else None
        drawn = paragraph("TableText", runs, places, *held(), *_aligned(column), target=target)
        cells.append(_cell(width, [drawn], *_edge(at, widths)))
    return _row(cells, whole=whole)


def _pair_rows(pair: Pair, widths: list[int], places: Places, *, first: bool) -> list[Element]:
    """Three rows; each but the last holds the next on its page.

    The cells under the number stay single: a cell merged downwards loses the rule below it in LibreOffice.
    """
    both = widths[1] + widths[2]
    hold = _Hold(on=True)
    number = paragraph("TableText", pair.number, places, *hold(), target=("pair", pair.handle))
    relation = paragraph("TableHead", pair.relation, places, *hold())
    across = [paragraph("TableText", runs, places) for runs in (pair.reason, pair.comparison) if plain(runs)]
    return [
        _row(
            [
                _cell(widths[0], [number], *_rule_above(first=first)),
                _cell(both, [relation], _two_wide(), *_rule_above(first=first), _flush_right()),
            ],
            whole=True,
        ),
        _row(
            [
                _cell(widths[0], [paragraph("TableText", "", places, *hold())]),
                _cell(widths[1], _side(pair.claim, places)),
                _cell(widths[2], _side(pair.evidence, places), _flush_right()),
            ],
            whole=True,
        ),
        _row(
            [
                _cell(widths[0], [_nothing(places)]),
                _cell(both, across or [_nothing(places)], _two_wide(), _flush_right()),
            ],
            whole=True,
        ),
    ]


def _side(side: Side, places: Places) -> list[Element]:
    drawn = [paragraph("TableHead", side.heading, places, keep_with_next())] if side.heading else []
    drawn += [
        paragraph("TableText", runs, places, keep_with_next())
        for runs in (side.quotation, side.citation)
        if plain(runs)
    ]
    return drawn or [paragraph("TableText", "", places, keep_with_next())]


def _nothing(places: Places) -> Element:
    """What the format wants in an empty cell."""
    return paragraph("TableText", "", places)


def _two_wide() -> Element:
    return element("gridSpan", val="2")


def _lines(cells: Iterable[Runs], widths: list[int]) -> int:
    """About how many lines a row takes; good enough to know a long row from a short one."""
    return max(
        sum(
            math.ceil(len(line) * _LETTER / max(width - _GUTTER, _LETTER)) or 1
            for line in plain(runs).split("\n")
        )
        for runs, width in zip(cells, widths, strict=True)
    )


def _aligned(column: Column) -> list[Element]:
    return [element("jc", val="right")] if column.align == "right" else []


def _edge(at: int, widths: list[int]) -> list[Element]:
    return [_flush_right()] if at == len(widths) - 1 else []


def _flush_right() -> Element:
    """No space after the last column, so that its text may reach the end of the rules."""
    return element("tcMar", element("right", w="0", type="dxa"))


def _rule_above(*, first: bool) -> list[Element]:
    """The rule that parts a pair from the one before."""
    rule = element("top", val="single", sz="6", space="0", color="000000")
    return [] if first else [element("tcBorders", rule)]


def _cell(width: int, content: list[Element], *properties: Element) -> Element:
    """One cell; the properties come in the order of the format: span, merge, borders, margins."""
    measured = element("tcW", w=str(width), type="dxa")
    return element("tc", element("tcPr", measured, *properties), *content)


def _row(cells: list[Element], *, whole: bool, head: bool = False) -> Element:
    wanted = [element("cantSplit")] if whole else []
    wanted += [element("tblHeader")] if head else []
    return element("tr", *([element("trPr", *wanted)] if wanted else []), *cells)


def _table(style: str, widths: list[int], rows: list[Element], *, first_column: bool = False) -> Element:
    look = element(
        "tblLook",
        val="0680" if first_column else "0620",
        firstRow="0" if first_column else "1",
        lastRow="0",
        firstColumn="1" if first_column else "0",
        lastColumn="0",
        noHBand="1",
        noVBand="1",
    )
    wanted = element(
        "tblPr",
        element("tblStyle", val=style),
        element("tblW", w=str(sum(widths)), type="dxa"),
        element("tblLayout", type="fixed"),
        look,
    )
    grid = element("tblGrid", *(element("gridCol", w=str(width)) for width in widths))
    return element("tbl", wanted, grid, *rows)
