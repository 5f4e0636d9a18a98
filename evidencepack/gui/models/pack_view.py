"""What the window shows of a pack: a plain copy of its rows, made beside the window's own thread."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from evidencepack.actions.unsettled import waiting_quotes
from evidencepack.errors import BadInput
from evidencepack.model.tables import Quote
from evidencepack.store.history import Deed
from evidencepack.store.pack import Pack, open_pack
from evidencepack.submission import overview
from evidencepack.submission.contents import Contents, load_contents

Row = dict[str, Any]
Rows = list[Row]
_REFERENCE = re.compile(r"@([A-Z]\d+)")
_SOURCE = ("recipient", "note", "size", "file_name", "label_offset")
_MATTER = (
    *("title", "profile", "committee", "inquiry", "terms_of_reference", "court", "claim_number", "parties"),
    *("submitter", "about", "witness", "signatory", "subject", "marking", "publication", "language", "note"),
    *("date", "deadline", "hearing_date", "citation_style"),
)


def badge_of(quote: Row) -> str:
    """What a quote's badge shows: its grade, or that OCR read its words."""
    if quote["ocr"] is None:
        return str(quote["match"])
    return "ocr-compared" if quote["compared"] else "ocr"


@dataclass(frozen=True)
class PackView:
    """A pack as it was when it was looked at.

    Attributes:
        title: What the pack is about, or its file's name.
        receiver: The name of the receiver's rules.
        profile: Their id.
        matter: The matter's fields as typed.
        rows: The rows of each noun that ``list`` knows, and of the history, newest first. Quotes have their
            ``anchors``, sources the SHA-256 of their ``rendition`` and their dates as typed.
        undo: The name of the deed that Undo would undo, if there is one.
        redo: The name of the deed that Redo would do again, if there is one.
    """

    title: str = ""
    receiver: str = ""
    profile: str = ""
    matter: Row = field(default_factory=dict)
    rows: dict[str, Rows] = field(default_factory=dict)
    undo: str | None = None
    redo: str | None = None

    def of(self, noun: str) -> Rows:
        """The rows of a noun: ``sources``, ``quotes``, ``relations``, ``entries`` and so on."""
        return self.rows.get(noun, [])

    @cached_property
    def by_handle(self) -> dict[str, Row]:
        """Every row that has a handle."""
        return {row["handle"]: row for rows in self.rows.values() for row in rows if "handle" in row}

    @cached_property
    def uses(self) -> dict[str, Rows]:
        """For each handle, the entries and paragraphs that rest on it or refer to it, in printed order."""
        found: dict[str, Rows] = {}
        for entry in self.of("entries"):
            for handle in entry["quotes"]:
                found.setdefault(handle, []).append(entry)
        for paragraph in self.of("paragraphs"):
            for handle in dict.fromkeys(_REFERENCE.findall(paragraph["text"])):
                found.setdefault(handle, []).append(paragraph)
        return found


NOTHING = PackView()


def look_at(pack: Pack) -> PackView:
    """Copy what the window shows."""
    with pack.reading() as session:
        contents = load_contents(session)
        rows = {noun: list_rows(contents) for noun, list_rows in overview.NOUNS.items()}
        _add_places(rows, contents)
        rows["unsettled"] = _unsettled(session, contents)
        matter = {name: getattr(contents.matter, name) for name in _MATTER}
    done, undone = pack.undo_stacks()
    rows["history"] = _history(pack, done, undone)
    return PackView(
        title=contents.matter.title or pack.path.stem,
        receiver=contents.profile.name,
        profile=contents.profile.id,
        matter=matter,
        rows=rows,
        undo=done[-1].name if done else None,
        redo=undone[-1].name if undone else None,
    )


def _history(pack: Pack, done: list[Deed], undone: list[Deed]) -> Rows:
    """What was done, newest first; ``state`` says whether it can be undone, was undone, or is a record."""
    state = {deed.deed: "done" for deed in done} | {deed.deed: "undone" for deed in undone}
    return [
        {
            "n": deed.n,
            "when": deed.at,
            "who": deed.person,
            "action": deed.name,
            "deed": deed.of_deed or deed.deed,
            "state": state.get(deed.deed, "") if deed.kind == "do" and not deed.is_record else "",
            "kind": "record" if deed.is_record else deed.kind,
        }
        for deed in reversed(pack.history())
    ]


def _unsettled(session: Session, contents: Contents) -> Rows:
    """The quotes that wait to be worked through after a replacement or a new reading."""
    waiting = waiting_quotes(session, contents.quotes, contents.sources)
    return [
        {"quote": one.quote.handle, "target": one.target.handle, "copy": one.target.rendition.sha256}
        for one in waiting
    ]


def _add_places(rows: dict[str, Rows], contents: Contents) -> None:
    """Add where quotes stand and which reading copy a source has; lists for people do without them."""
    for row, source in zip(rows["sources"], contents.sources, strict=True):
        row["rendition"] = source.rendition.sha256
        row["first_days"] = {dated.kind: dated.date_earliest or "" for dated in source.dates}
        row["typed_dates"] = {dated.kind: dated.date_words or dated.date_edtf for dated in source.dates}
        row.update({name: getattr(source, name) for name in _SOURCE})
    for row, quote in zip(rows["quotes"], contents.quotes, strict=True):
        row["anchors"] = _anchors(quote)
        row["accepted"], row["emphasis"] = quote.accepted, quote.emphasis
        row["checked_at"], row["checked_by"] = quote.checked_at, quote.checked_by
        row["compared_at"], row["compared_by"] = quote.compared_at, quote.compared_by
    for row, (_, entry) in zip(rows["entries"], contents.entries, strict=True):
        row.update(material=entry.material, status_by=entry.status_by, note=entry.note)


def _anchors(quote: Quote) -> Rows:
    names = ("page", "start", "end", "rectangles", "exact", "prefix", "suffix", "omitted")
    return [{name: getattr(anchor, name) for name in names} for anchor in quote.anchors]


def open_and_look(path: Path) -> tuple[Pack, PackView]:
    """Open a pack, read-only if it is open elsewhere, and copy what the window shows."""
    return look_or_close(open_pack(path, or_read_only=True))


def look_or_close(pack: Pack) -> tuple[Pack, PackView]:
    """Copy what the window shows of a pack just opened; close it if that fails."""
    try:
        return pack, look_at(pack)
    except BaseException:
        pack.close()
        raise


def undo(pack: Pack) -> str:
    """Undo the last deed; its name."""
    return _turn(pack, pack.undo)


def redo(pack: Pack) -> str:
    """Do again what was undone last; its name."""
    return _turn(pack, pack.redo)


def _turn(pack: Pack, turn: Callable[[], str | None]) -> str:
    name = turn()
    if name is None:
        raise BadInput(f"{pack.path.name} has nothing left to undo or redo in this direction.")
    return name
