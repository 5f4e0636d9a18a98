"""The files within a PDF: attached to the whole, pinned to a page, or put together as a portfolio."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from evidencepack.reading.hidden import words_of

_STREAMS = ("/UF", "/F", "/Unix", "/Mac", "/DOS")
_MOST_NODES = 20_000


@dataclass(frozen=True)
class AttachedFile:
    """A file within a PDF.

    Attributes:
        name: What it is called there; may be empty.
        media_type: What it is said to be; may be empty.
        stream: Its bytes, packed.
        page: The page that it is pinned to, from 1; 0 if it belongs to the whole.
    """

    name: str
    media_type: str
    stream: Any
    page: int


def files_in(pdf: pikepdf.Pdf) -> list[AttachedFile]:
    """All files within a PDF, each once, in the order of the PDF."""
    found: list[AttachedFile] = []
    seen: set[tuple[int, int]] = set()
    for record, name, page in _records(pdf):
        if not isinstance(record, pikepdf.Dictionary):
            continue
        held = record.get("/EF")
        versions = [held.get(key) for key in _STREAMS] if isinstance(held, pikepdf.Dictionary) else []
        stream = next((each for each in versions if isinstance(each, pikepdf.Stream)), None)
        if stream is None or stream.objgen in seen:
            continue  # a record without a file within only points to one elsewhere
        seen.add(stream.objgen)
        own = next(
            (words_of(record[key]) for key in _STREAMS if isinstance(record.get(key), pikepdf.String)), ""
        )
        said = stream.get("/Subtype")
        media_type = words_of(said)[1:] if isinstance(said, pikepdf.Name) else ""
        found.append(AttachedFile(own or name, media_type, stream, page))
    return found


def _records(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, str, int]]:
    """What may describe a file, with the name it is listed under and its page."""
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        for name, record in rows_of(names.get("/EmbeddedFiles")):
            yield record, name, 0
    yield from ((record, "", 0) for record in _array(pdf.Root.get("/AF")))
    for number, page in enumerate(pdf.pages, start=1):
        if "/AF" in page.obj:
            yield from ((record, "", number) for record in _array(page.obj.get("/AF")))
        for item in _array(page.obj.get("/Annots")):
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/FileAttachment":
                yield item.get("/FS"), "", number


def _array(found: Any) -> list[Any]:
    return list(found) if isinstance(found, pikepdf.Array) else []


def rows_of(tree: Any) -> Iterator[tuple[str, Any]]:
    """The rows of a name tree, in order; a loop in it is gone through once."""
    waiting = [tree]
    seen: set[tuple[int, int]] = set()
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        row = _array(node.get("/Names"))
        for name, value in zip(row[::2], row[1::2], strict=False):
            yield words_of(name) if isinstance(name, pikepdf.String) else "", value
        waiting.extend(reversed(_array(node.get("/Kids"))))
