"""What each deed of the history changed, told as a person knows it: item, field, before and after."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from evidencepack.model.wording import counted
from evidencepack.store.history import Change, changes_of, handle_of

Row = dict[str, Any]

LABELS = {
    "text": "Words",
    "title": "Title",
    "kind": "Kind",
    "author": "Author",
    "recipient": "Recipient",
    "reference": "Reference",
    "url": "Address",
    "note": "Note",
    "file_name": "File",
    "label_offset": "Page labels moved by",
    "accepted": "Difference accepted because",
    "elision_because": "May be left out because",
    "exemptions": "Exemptions",
    "internal_review": "Internal review",
    "compared_by": "Compared with the picture by",
    "speaker": "Speaker",
    "role": "Role",
    "emphasis": "Emphasis",
    "checked_by": "Checked by",
    "date_words": "Date",
    "status": "Status",
    "status_by": "Status given by",
    "material": "Material",
    "enabled": "Shown",
    "level": "Level",
    "pages": "Pages",
    "because": "Reason",
    "same_subject": "Same subject",
    "same_data": "Same data",
    "same_period": "Same period",
    "profile": "Receiver",
    "language": "Language",
    "committee": "Committee",
    "inquiry": "Inquiry",
    "terms_of_reference": "Terms of reference",
    "deadline": "Deadline",
    "court": "Court",
    "claim_number": "Claim number",
    "parties": "Parties",
    "hearing_date": "Hearing",
    "submitter": "Submitter",
    "about": "About the submitter",
    "witness": "Witness",
    "signatory": "Signed by",
    "date": "Date",
    "subject": "Subject",
    "marking": "Marking",
    "publication": "Publication",
    "decision": "Decision",
    "comment": "Comment",
    "suggestion": "Suggestion",
    "resolved": "Resolved",
    "reason": "Reason",
    "page": "Page",
    "name": "Name",
    "rule": "Rule",
    "place": "Place",
}
_YES_OR_NO = ("material", "enabled", "resolved")
_FILES = {"word": "Word file", "bundle": "PDF bundle", "filing": "filing folder"}
_WHOLE = ("Added", "Removed")
_POINTERS = {
    "source_id": "Source",
    "section_id": "Section",
    "from_id": "From",
    "to_id": "To",
    "parent_id": "Came with",
    "replaces_id": "Replaces",
}
_OWNERS = {
    "source_date": "source_id",
    "rendition": "source_id",
    "anchor": "quote_id",
    "quote_topic": "quote_id",
    "entry_quote": "entry_id",
    "redaction": "annex_id",
}


@dataclass(frozen=True)
class Told:
    """One thing that a deed changed.

    Attributes:
        handle: Of the item; empty for what has none.
        what: The field: ``Speaker``; or what became of the item: ``Added``.
        before: As it was; empty if it was nothing.
        after: As it is.
    """

    handle: str
    what: str
    before: str = ""
    after: str = ""

    @property
    def sentence(self) -> str:
        """In one line: ``Q3 · Speaker: A. Clerk → B. Officer``."""
        whole = self.what in _WHOLE or not self.before
        change = self.before or self.after if whole else f"{self.before} → {self.after or 'nothing'}"
        what = f"{self.what}: {change}" if change else self.what
        return f"{self.handle} · {what}" if self.handle else what


def tell_deed(session: Session, deed: str) -> list[Told]:
    """What a deed changed, the items in the order of their handles.

    Args:
        session: A view of the pack.
        deed: The deed's id, or that of the deed which an undo turned.
    """
    return _Teller(session.connection(), changes_of(session.connection(), deed)).told()


class _Teller:
    """Tells the changes of one deed."""

    def __init__(self, connection: Connection, changes: list[Change]) -> None:
        self._connection = connection
        self._changes = changes
        self._handles: dict[str, str] = {}
        self._whole = {one.row for one in changes if one.before is None or one.after is None}

    def told(self) -> list[Told]:
        found: list[Told] = []
        for change in self._changes:
            found += self._tell(change)
        return sorted(dict.fromkeys(found), key=lambda one: (_order(one.handle), one.what not in _WHOLE))

    def _tell(self, change: Change) -> Iterable[Told]:
        match change.table:
            case "anchor":
                return self._tell_anchor(change)
            case "source_date":
                return self._tell_date(change)
            case "quote_topic":
                return self._tell_topic_link(change)
            case "entry_quote":
                return self._tell_quote_link(change)
            case "rendition":
                return self._tell_rendition(change)
            case "import_report":
                return self._tell_report(change)
            case "filing":
                return self._tell_filing(change)
            case "topic":
                return ()  # its quotes tell of it
            case _:
                return self._tell_row(change)

    def _handle(self, row: str | None) -> str:
        """The handle of a row, now or when it was there."""
        if not row:
            return ""
        if row not in self._handles:
            self._handles[row] = handle_of(self._connection, row) or ""
        return self._handles[row]

    def _tell_row(self, change: Change) -> Iterable[Told]:
        before, after = change.before or {}, change.after or {}
        there = after or before
        handle = str(there.get("handle") or self._handle(there.get(_OWNERS.get(change.table, ""))) or "")
        if change.table == "matter":
            handle = "Matter"
        if (change.before is None or change.after is None) and change.table != "matter":
            said = _summary(change.table, there)
            yield Told(handle, "Added", "", said) if after else Told(handle, "Removed", said, "")
            return
        moved = before.get("position") != after.get("position")
        fields = list(self._fields(handle, before, after))
        yield from fields
        if moved and not fields and handle:
            yield Told(handle, "Moved")

    def _fields(self, handle: str, before: Row, after: Row) -> Iterable[Told]:
        for column in dict.fromkeys([*before, *after]):
            was, now = before.get(column), after.get(column)
            if was == now:
                continue
            if column in LABELS:
                yield Told(handle, LABELS[column], _shown(column, was), _shown(column, now))
            elif column in _POINTERS:
                yield Told(handle, _POINTERS[column], self._handle(was), self._handle(now))

    def _tell_anchor(self, change: Change) -> Iterable[Told]:
        before, after = change.before or {}, change.after or {}
        quote = (after or before)["quote_id"]
        if quote not in self._whole:
            yield Told(self._handle(quote), "Place", _place(before), _place(after))

    def _tell_date(self, change: Change) -> Iterable[Told]:
        before, after = change.before or {}, change.after or {}
        there = after or before
        if there["source_id"] not in self._whole:
            what = f"{str(there['kind']).capitalize()} on"
            yield Told(self._handle(there["source_id"]), what, _date(before), _date(after))

    def _tell_topic_link(self, change: Change) -> Iterable[Told]:
        before, after = change.before or {}, change.after or {}
        there = after or before
        if change.before is not None and change.after is not None:
            return
        name = self._topic(there["topic_id"])
        if there["quote_id"] not in self._whole:
            yield Told(
                self._handle(there["quote_id"]), "Topic", name if before else "", name if after else ""
            )

    def _topic(self, row: str) -> str:
        name = self._connection.execute(text("SELECT name FROM topic WHERE id = :row"), {"row": row}).scalar()
        if name is None:
            name = self._connection.execute(
                text(
                    "SELECT json_extract(coalesce(after, before), '$.name') FROM history_change "
                    "WHERE row_id = :row ORDER BY n DESC LIMIT 1"
                ),
                {"row": row},
            ).scalar()
        return str(name or "")

    def _tell_quote_link(self, change: Change) -> Iterable[Told]:
        before, after = change.before or {}, change.after or {}
        there = after or before
        if change.before is not None and change.after is not None:
            return
        quote = self._handle(there["quote_id"])
        yield Told(
            self._handle(there["entry_id"]), "Rests on", quote if before else "", quote if after else ""
        )

    def _tell_rendition(self, change: Change) -> Iterable[Told]:
        there = change.after or change.before or {}
        if there["source_id"] not in self._whole:
            yield Told(self._handle(there["source_id"]), "Reading copy made anew")

    def _tell_report(self, change: Change) -> Iterable[Told]:
        rows = len(_listed((change.after or change.before or {}).get("rows")))
        yield Told("", "Import report", "", counted(rows, "file"))

    def _tell_filing(self, change: Change) -> Iterable[Told]:
        there = change.after or change.before or {}
        kinds = [str(file.get("kind")) for file in _listed(there.get("files"))]
        yield Told("", "Files written", "", ", ".join(_FILES.get(kind, kind) for kind in kinds))


def _listed(value: Any) -> list[Any]:
    """A list as the history has it: JSON within JSON."""
    found = json.loads(value) if isinstance(value, str) else value
    return found if isinstance(found, list) else []


def _summary(table: str, row: Row) -> str:
    words = row.get("text") or row.get("title") or row.get("because") or row.get("comment") or row.get("kind")
    return " ".join(str(words or table.replace("_", " ")).split())


def _shown(column: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if column in _YES_OR_NO:
        return "yes" if value else "no"
    return " ".join(str(value).split())


def _place(anchor: Row) -> str:
    return f"page {anchor['page']}" if anchor else ""


def _date(row: Row) -> str:
    return str(row.get("date_words") or row.get("date_edtf") or "") if row else ""


def _order(handle: str) -> tuple[str, int, str]:
    letters = handle[:1]
    number = handle[1:]
    return (letters, int(number) if number.isdecimal() else 0, handle)
