"""Search in the words of every page, by SQLite's full-text index."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection, text

INDEX = "page_index"
_CREATE = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5(text, content='page', content_rowid='row', "
    "tokenize='unicode61 remove_diacritics 2')"
)


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


@dataclass(frozen=True)
class Hit:
    """One page on which all the words stand; ``snippet`` has the words between [ and ]."""

    source: str
    page: int
    snippet: str


def search_pages(connection: Connection, words: str, limit: int = 200) -> list[Hit]:
    """Find the pages on which all the words stand, best first.

    Words in double quotation marks are sought as a phrase; the last word may be a beginning.
    """
    query = _as_query(words)
    if not query:
        return []
    rows = connection.execute(
        text(
            "SELECT source.handle, page.number, "
            f"snippet({INDEX}, 0, '[', ']', '…', 16) "
            f"FROM {INDEX} JOIN page ON page.row = {INDEX}.rowid "
            "JOIN rendition ON rendition.sha256 = page.rendition_sha256 "
            "JOIN source ON source.id = rendition.source_id "
            f"WHERE {INDEX} MATCH :query AND rendition.n = "
            "(SELECT max(n) FROM rendition r WHERE r.source_id = source.id) "
            f"ORDER BY {INDEX}.rank, source.handle, page.number LIMIT :limit"
        ),
        {"query": query, "limit": limit},
    )
    return [Hit(source, page, " ".join(snippet.split())) for source, page, snippet in rows]


def _as_query(words: str) -> str:
    """The person's words as a full-text query in which nothing is an operator."""
    parts = []
    for phrase, word in re.findall(r'["“]([^"”]*)["”]|(\S+)', words):
        tokens = re.findall(r"\w+", phrase or word)
        if tokens:
            parts.append('"' + " ".join(tokens) + '"')
    if parts and not words.rstrip().endswith(('"', "”")):
        parts[-1] += "*"
    return " AND ".join(parts)
