"""The pack's history: every changed row before and after, who did it and why; undo is a reading of it.

TEMP triggers, made from the model on each connection, write the rows down; so cascades and changes made
by plain SQL are caught too, and no other program is hindered by triggers that it does not know.
An undo is itself a step of the history. Steps are sealed with a chain of SHA-256 digests.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Float, Table, text

from evidencepack.model.tables import TRACKED

CONTEXT = "history_context"


def _as_json(table: Table, row: str) -> str:
    """SQL for one row as a JSON object. Real numbers go as text, for SQLite's JSON rounds them."""
    parts = []
    for column in table.columns:
        value = f'{row}."{column.name}"'
        if isinstance(column.type, Float):
            value = f"CASE WHEN {value} IS NOT NULL THEN printf('%!.17g', {value}) END"
        parts.append(f"'{column.name}', {value}")
    return f"json_object({', '.join(parts)})"


def install_triggers(connection: sqlite3.Connection) -> None:
    """Make the triggers that write the history, on one connection."""
    connection.execute(f"CREATE TEMP TABLE {CONTEXT} (step INTEGER)")
    for table in TRACKED:
        old, new = _as_json(table, "OLD"), _as_json(table, "NEW")
        for event, row, before, after in (
            ("INSERT", "NEW", "NULL", new),
            ("UPDATE", "NEW", old, new),
            ("DELETE", "OLD", old, "NULL"),
        ):
            condition = f"WHEN {old} IS NOT {new}" if event == "UPDATE" else ""
            connection.execute(
                f'CREATE TEMP TRIGGER "history_{table.name}_{event}" AFTER {event} ON main."{table.name}" '
                f"{condition} BEGIN "
                "INSERT INTO history_change (step, table_name, row_id, before, after) VALUES "
                f"((SELECT step FROM {CONTEXT}), '{table.name}', {row}.id, {before}, {after}); END"
            )


def begin_step(
    connection: Connection, *, deed: str, kind: str, name: str, person: str, at: str, of_deed: str | None
) -> int:
    """Open a step; what the transaction changes from here on belongs to it."""
    step = connection.execute(
        text(
            "INSERT INTO history_step (deed, kind, name, person, made_at, of_deed) "
            "VALUES (:deed, :kind, :name, :person, :at, :of_deed) RETURNING n"
        ),
        {"deed": deed, "kind": kind, "name": name, "person": person, "at": at, "of_deed": of_deed},
    ).scalar_one()
    connection.execute(text(f"INSERT INTO {CONTEXT} (step) VALUES (:step)"), {"step": step})
    return int(step)


def end_step(connection: Connection, step: int) -> bool:
    """Seal a step, or take it away if nothing changed. Says whether anything changed."""
    connection.execute(text(f"DELETE FROM {CONTEXT}"))
    changes = connection.execute(
        text("SELECT n, table_name, row_id, before, after FROM history_change WHERE step = :s ORDER BY n"),
        {"s": step},
    ).all()
    if not changes:
        connection.execute(text("DELETE FROM history_step WHERE n = :s"), {"s": step})
        return False
    digests = {change.n: change_digest(*change[1:]) for change in changes}
    connection.execute(
        text("UPDATE history_change SET digest = :digest WHERE n = :n"),
        [{"n": n, "digest": digest} for n, digest in digests.items()],
    )
    row = connection.execute(
        text("SELECT deed, kind, name, person, made_at, of_deed FROM history_step WHERE n = :s"), {"s": step}
    ).one()
    before = connection.execute(
        text("SELECT chain FROM history_step WHERE n < :s ORDER BY n DESC LIMIT 1"), {"s": step}
    ).scalar()
    connection.execute(
        text("UPDATE history_step SET chain = :chain WHERE n = :s"),
        {"s": step, "chain": step_chain(before, step, tuple(row), list(digests.values()))},
    )
    return True


def change_digest(table: str, row_id: str, before: str | None, after: str | None) -> str:
    """The digest of one changed row."""
    return hashlib.sha256(json.dumps([table, row_id, before, after]).encode()).hexdigest()


def step_chain(previous: str | None, n: int, row: tuple[str | None, ...], digests: list[str]) -> str:
    """The chain value that seals a step."""
    return hashlib.sha256(json.dumps([previous or "", n, list(row), digests]).encode()).hexdigest()


def broken_link(connection: Connection) -> int | None:
    """The first step whose seal does not hold, or None. An erased change (before and after empty) holds."""
    previous: str | None = None
    steps = connection.execute(
        text("SELECT n, chain, deed, kind, name, person, made_at, of_deed FROM history_step ORDER BY n")
    ).all()
    for step in steps:
        digests = []
        for change in connection.execute(
            text(
                "SELECT table_name, row_id, before, after, digest FROM history_change "
                "WHERE step = :s ORDER BY n"
            ),
            {"s": step.n},
        ):
            erased = change.before is None and change.after is None
            if not erased and change_digest(*change[:4]) != change.digest:
                return int(step.n)
            digests.append(change.digest)
        if step_chain(previous, step.n, tuple(step[2:]), digests) != step.chain:
            return int(step.n)
        previous = step.chain
    return None


@dataclass(frozen=True)
class Deed:
    """One thing a person did, as the history shows it.

    Attributes:
        of_deed: The deed that an undo or a redo turned. A record of what happened outside the pack names
            itself here.
    """

    n: int
    deed: str
    kind: str
    name: str
    person: str
    at: str
    of_deed: str | None

    @property
    def is_record(self) -> bool:
        """Whether it only tells what happened outside the pack (files were written) and is never undone."""
        return self.kind == "do" and self.of_deed == self.deed


def deeds(connection: Connection) -> list[Deed]:
    """Everything that was done, oldest first; the transactions of one deed are one row."""
    rows = connection.execute(
        text(
            "SELECT min(n) AS n, deed, kind, name, person, min(made_at) AS at, of_deed "
            "FROM history_step GROUP BY deed ORDER BY 1"
        )
    )
    return [Deed(*row) for row in rows]


@dataclass(frozen=True)
class Change:
    """One row that a deed changed.

    Attributes:
        table: The table's name.
        row: The row's id.
        before: The row before, by columns; None if the deed made it.
        after: The row after; None if the deed removed it.
    """

    table: str
    row: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def changes_of(connection: Connection, deed: str) -> list[Change]:
    """What a deed changed, each row once: as it was before the deed, and as it was after it."""
    found: dict[tuple[str, str], Change] = {}
    for table, row, before, after in connection.execute(
        text(
            "SELECT c.table_name, c.row_id, c.before, c.after FROM history_change c "
            "JOIN history_step s ON s.n = c.step WHERE s.deed = :deed ORDER BY c.n"
        ),
        {"deed": deed},
    ):
        first = found.get((table, row))
        was = first.before if first else _row(before)
        found[table, row] = Change(table, row, was, _row(after))
    return [one for one in found.values() if one.before != one.after]


def handle_of(connection: Connection, row: str) -> str | None:
    """The handle that a row has, or had before it was removed."""
    return connection.execute(
        text(
            "SELECT json_extract(coalesce(after, before), '$.handle') FROM history_change "
            "WHERE row_id = :row AND json_extract(coalesce(after, before), '$.handle') IS NOT NULL "
            "ORDER BY n DESC LIMIT 1"
        ),
        {"row": row},
    ).scalar()


def items_of(connection: Connection, after: int = 0) -> dict[str, list[str]]:
    """For each deed, the handles of the items whose rows it changed, in order.

    Args:
        connection: To the pack.
        after: Only for steps with a higher number.
    """
    found: dict[str, dict[str, None]] = {}
    for deed, handle in connection.execute(
        text(
            "SELECT coalesce(s.of_deed, s.deed), "
            "json_extract(coalesce(c.after, c.before), '$.handle') AS handle "
            "FROM history_change c JOIN history_step s ON s.n = c.step "
            "WHERE s.n > :after AND handle IS NOT NULL ORDER BY c.n"
        ),
        {"after": after},
    ):
        found.setdefault(deed, {})[handle] = None
    return {deed: list(handles) for deed, handles in found.items()}


def _row(written: str | None) -> dict[str, Any] | None:
    return None if written is None else dict(json.loads(written))


def undo_stacks(connection: Connection) -> tuple[list[Deed], list[Deed]]:
    """What can be undone and what can be redone, the next one last.

    A redo of deed X puts X back on the first stack, so that undoing again undoes what the redo did. A deed
    of several transactions stands where its first one stands, for later deeds may rest on it; one that was
    undone while it was still going on (a long import) stands again from its next transaction. A record is on
    neither stack and leaves both as they are.
    """
    done: dict[str, Deed] = {}
    undone: dict[str, Deed] = {}
    for row in connection.execute(
        text("SELECT n, deed, kind, name, person, made_at, of_deed FROM history_step ORDER BY n")
    ):
        deed = Deed(*row)
        if deed.kind == "barrier":
            done, undone = {}, {}
        elif deed.is_record:
            continue
        elif deed.kind == "do":
            done.setdefault(deed.deed, deed)
            undone = {}
        elif deed.kind == "undo":
            key, last = done.popitem()
            undone[key] = last
        elif deed.kind == "redo":
            key, last = undone.popitem()
            done[key] = last
    return list(done.values()), list(undone.values())


def reverse(connection: Connection, deed: str) -> None:
    """Put every row that a deed changed back to what it was before."""
    changes = connection.execute(
        text(
            "SELECT c.table_name, c.row_id, c.before, c.after FROM history_change c "
            "JOIN history_step s ON s.n = c.step WHERE s.deed = :deed ORDER BY c.n DESC"
        ),
        {"deed": deed},
    ).all()
    for change in changes:
        _set_row(connection, change.table_name, change.row_id, change.before)


def repeat(connection: Connection, deed: str) -> None:
    """Put every row that a deed changed to what it was after."""
    changes = connection.execute(
        text(
            "SELECT c.table_name, c.row_id, c.before, c.after FROM history_change c "
            "JOIN history_step s ON s.n = c.step WHERE s.deed = :deed ORDER BY c.n"
        ),
        {"deed": deed},
    ).all()
    for change in changes:
        _set_row(connection, change.table_name, change.row_id, change.after)


_KNOWN = {table.name: table for table in TRACKED}


def _set_row(connection: Connection, table_name: str, row_id: str, wanted: str | None) -> None:
    """Make a row be what the history says, by inserting, updating or deleting it."""
    table = _KNOWN[table_name]
    if wanted is None:
        connection.execute(text(f'DELETE FROM "{table.name}" WHERE id = :id'), {"id": row_id})
        return
    values = json.loads(wanted)
    names = [name for name in values if name in table.columns]
    columns = ", ".join(f'"{name}"' for name in names)
    placed = ", ".join(f":{name}" for name in names)
    kept = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != "id")
    connection.execute(
        text(
            f'INSERT INTO "{table.name}" ({columns}) VALUES ({placed}) ON CONFLICT (id) DO UPDATE SET {kept}'
        ),
        {name: values[name] for name in names},
    )
