"""Search in the words of every page, by SQLite's full-text index.

Long lists come as one JSON text: Python's database module gives way to other threads at every row, and while
the window is busy a list of ten thousand rows would take seconds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, text

INDEX = "page_index"
_CREATE = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5(text, content='page', content_rowid='row', "
    "tokenize='unicode61 remove_diacritics 2')"
)
_AT_ONCE = 500  # pages whose text is fetched in one question


def create_index(connection: Connection) -> None:
    """Make the empty full-text index of a new pack."""
    connection.execute(text(_CREATE))


def index_pages(connection: Connection, rendition_sha256: str) -> None:
    """Bring the pages of a rendition into the index, once, right after they were stored."""
    connection.execute(
        text(
            f"INSERT INTO {INDEX} (rowid, text) "
            "SELECT row, text FROM page WHERE rendition_sha256 = :sha ORDER BY number"
        ),
        {"sha": rendition_sha256},
    )


PageKey = tuple[str, int]
"""A page that is searched: its source's handle, and its number from 1."""


def searched_pages(connection: Connection) -> dict[int, list[PageKey]]:
    """The pages of every source's latest reading copy, by the key that the index knows them by.

    Two sources may share a reading copy: its pages are then those of both.
    """
    found = connection.execute(
        text(
            "WITH latest AS (SELECT source_id, max(n) AS n FROM rendition GROUP BY source_id) "
            "SELECT json_group_array(json_array(page.row, source.handle, page.number)) FROM latest "
            "JOIN rendition USING (source_id, n) JOIN source ON source.id = source_id "
            "JOIN page ON page.rendition_sha256 = rendition.sha256"
        )
    ).scalar_one()
    pages: dict[int, list[PageKey]] = {}
    for row, source, number in json.loads(found):
        pages.setdefault(row, []).append((source, number))
    return pages


def either(ways: Iterable[str], *, beginning: bool) -> str:
    """A full-text query for words side by side, written in one of several ways; nothing is an operator.

    Args:
        ways: Words with spaces between them, without punctuation.
        beginning: Whether the last word may be the beginning of one.
    """
    star = "*" if beginning else ""
    quoted = ['"' + way.replace('"', " ") + '"' + star for way in ways]
    return f"({' OR '.join(quoted)})"


def matching_rows(connection: Connection, query: str, other_than: Sequence[str] = ()) -> list[int]:
    """The index's keys of the pages that a full-text query finds, best first.

    Args:
        connection: To the pack.
        query: Made of :func:`either`, joined by ``AND``.
        other_than: Queries whose pages are left out.
    """
    if other_than:
        query = f"({query}) NOT ({' OR '.join(f'({other})' for other in other_than)})"
    found = connection.execute(
        text(
            "SELECT json_group_array(rowid) FROM "
            f"(SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH :query ORDER BY rank)"
        ),
        {"query": query},
    ).scalar_one()
    rows: list[int] = json.loads(found)
    return rows


def labels_and_texts(connection: Connection, rows: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The printed label and the stored text of pages, by the index's keys."""
    pages: dict[int, tuple[str, str]] = {}
    question = text("SELECT row, label, text FROM page WHERE row IN :rows").bindparams(
        bindparam("rows", expanding=True)
    )
    for start in range(0, len(rows), _AT_ONCE):
        found = connection.execute(question, {"rows": list(rows[start : start + _AT_ONCE])})
        pages.update((row, (label, words)) for row, label, words in found)
    return pages
