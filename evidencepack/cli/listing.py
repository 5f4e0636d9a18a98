"""How a list reads for a person: one line an item, what names it first and its words last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from evidencepack.model.wording import counted

Row = dict[str, Any]
_LONGEST = 300


def list_lines(noun: str, rows: list[Row]) -> Iterator[str]:
    """The lines of a list.

    Args:
        noun: What is listed: ``quotes``.
        rows: The same rows that ``--json`` prints.
    """
    for row in rows:
        yield _LINES[noun](row)
    if not rows:
        yield f"No {noun} yet."


def _short(words: str) -> str:
    """Words on one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"


def _joined(*parts: str | None) -> str:
    return "  ".join(part for part in parts if part)


def _source(row: Row) -> str:
    return _joined(row["handle"], f"{row['kind']}, {counted(row['pages'], 'page')}", _short(row["title"]))


def _quote(row: Row) -> str:
    who = ", ".join(part for part in (row["speaker"], row["shown"]) if part)
    said = f"“{_short(row['text'])}”"
    where = f"{row['source']} page {row['page']}"
    return _joined(row["handle"], f"{row['kind']}, {row['match']}", where, f"{who}: {said}" if who else said)


def _relation(row: Row) -> str:
    said = f"{row['from']} {row['kind']} {row['to']}"
    return _joined(row["handle"], f"{said}: {_short(row['because'])}" if row["because"] else said)


def _entry(row: Row) -> str:
    rests = f"[{', '.join(row['quotes'])}]" if row["quotes"] else ""
    return _joined(
        row["handle"],
        f"{row['number']}.",
        row["shown"] or "undated",
        _short(row["text"]),
        rests,
        row["status"],
    )


def _section(row: Row) -> str:
    left_out = "" if row["enabled"] else "left out"
    count = counted(row["paragraphs"], "paragraph") if row["paragraphs"] else ""
    return _joined(row["handle"], row["kind"], _short(row["title"]), count, left_out)


def _paragraph(row: Row) -> str:
    number = row["number"] or ("•" if row["printed"] else "left out")
    return _joined(row["handle"], row["section"], number, _short(row["text"]))


def _annex(row: Row) -> str:
    pages = f"{row['source']}, {counted(len(row['pages']), 'page')}"
    return _joined(row["handle"], row["mark"], pages, _short(row["title"]))


def _deed(row: Row) -> str:
    head = _joined(str(row["n"]), row["when"], row["who"], row["action"])
    return "\n".join([head, *(f"    {change}" for change in row["changes"])])


def _topic(row: Row) -> str:
    return f"{row['title']}: {', '.join(row['quotes'])}"


def _profile(row: Row) -> str:
    return _joined(row["id"], row["name"], f"rules of {row['version']}")


def import_lines(row: Row) -> list[str]:
    """What became of one file of an import; a file within another stands further in."""
    name = Path(row["path"]).name
    if row["status"] == "imported" and not row["holds"]:
        first = f"{row['source']}  {name}: {counted(row['pages'], 'page')}, by {row['converter']}"
    elif row["status"] == "imported":
        first = f"--  {name}:"
    else:
        first = f"--  {name}: {row['status']}. {row['reason'][:1].upper()}{row['reason'][1:]}"
    further_in = "    " * len(row["within"])
    return [further_in + line for line in (first, *(f"      {warning}" for warning in row["warnings"]))]


def _import(row: Row) -> str:
    told = [f"  {line}" for file in row["files"] for line in import_lines(file)]
    return "\n".join([f"{row['when']}  {counted(len(row['files']), 'file')}", *told])


_LINES: dict[str, Callable[[Row], str]] = {
    "sources": _source,
    "quotes": _quote,
    "relations": _relation,
    "entries": _entry,
    "sections": _section,
    "paragraphs": _paragraph,
    "annexes": _annex,
    "history": _deed,
    "topics": _topic,
    "profiles": _profile,
    "imports": _import,
}
