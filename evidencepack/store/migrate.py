"""Older packs are brought to the present shape: backed up first, all or nothing, and counted afterwards."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from evidencepack.errors import PackDamaged, PackNewer, PackUnavailable

if TYPE_CHECKING:
    from sqlalchemy import Connection

NEWEST = "0004"
MIGRATIONS = Path(__file__).parent / "migrations"


def revision_of(connection: sqlite3.Connection) -> str:
    """The revision that a pack was written by.

    Raises:
        PackDamaged: The pack does not say.
    """
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise PackDamaged("The pack is damaged: it does not say which version wrote it.")
    return str(row[0])


def back_up(path: Path, name: str) -> Path:
    """Copy a pack beside itself with SQLite's own backup, and return the copy's path.

    Args:
        path: The pack.
        name: Put before the ending; a number follows if there is a file of that name already.
    """
    copy = path.with_name(f"{path.stem}.{name}{path.suffix}")
    number = 1
    while copy.exists():  # an earlier backup is never written over
        number += 1
        copy = path.with_name(f"{path.stem}.{name}-{number}{path.suffix}")
    part = copy.with_name(f".{copy.name}.part")
    part.unlink(missing_ok=True)
    try:
        with (
            contextlib.closing(sqlite3.connect(path)) as source,
            contextlib.closing(sqlite3.connect(part)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        os.replace(part, copy)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return copy


def migrate(path: Path, newest: str = NEWEST, migrations: Path = MIGRATIONS) -> Path | None:
    """Bring a pack to the newest revision.

    Args:
        path: The pack; the caller holds its lock.
        newest: The revision to reach.
        migrations: The folder of Alembic's ``env.py`` and versions.

    Returns:
        The backup that was made, or None if there was nothing to do.

    Raises:
        PackNewer: The pack was written by a later version; it is not touched.
        PackDamaged: Rows were lost or references broken; the pack is as it was.
        PackUnavailable: A step failed; the pack is as it was.
    """
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        present = revision_of(connection)
        if present == newest:
            return None
        refuse_unknown(path, present, migrations)
        backup = back_up(path, f"before-{newest}")
        try:
            with _all_or_nothing(path, connection) as bound:
                counts = _row_counts(connection)
                _upgrade(bound, newest, migrations)
                _set_barrier(connection, newest)
                _refuse_losses(path, connection, counts)
        except BaseException:
            backup.unlink()  # the pack itself is what the backup was
            raise
        return backup


@contextlib.contextmanager
def _all_or_nothing(path: Path, connection: sqlite3.Connection) -> Iterator[Connection]:
    """One transaction in which Alembic may drop and rename tables without emptying others.

    Raises:
        PackUnavailable: A step failed.
    """
    from sqlalchemy import create_engine, event
    from sqlalchemy.exc import SQLAlchemyError
    from sqlalchemy.pool import StaticPool

    connection.execute("PRAGMA foreign_keys = OFF")  # cannot be changed inside a transaction
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(bound: Connection) -> None:
        bound.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        with engine.connect() as bound, bound.begin():
            yield bound
    except (SQLAlchemyError, sqlite3.Error) as problem:
        cause = getattr(problem, "orig", None) or problem
        raise PackUnavailable(
            f"{path.name} could not be brought to the form of this version ({cause}); it was left as it was. "
            "Please report this, and open it with the version that wrote it.",
            file=str(path),
        ) from problem


def refuse_unknown(path: Path, present: str, migrations: Path) -> None:
    """Refuse a pack whose form this version has never heard of.

    Raises:
        PackNewer: Always, unless the form is known.
    """
    known = {file.name.split("_")[0] for file in (migrations / "versions").glob("*.py")}
    if present not in known:
        raise PackNewer(
            f"{path.name} was written by a later version of Evidence Pack (its form is {present}); "
            "open it with that version. It was not changed.",
            file=str(path),
        )


def _upgrade(bound: Connection, newest: str, migrations: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = bound
    command.upgrade(config, newest)


def _row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE 'page_index%' AND name <> 'alembic_version'"
        )
    ]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def _refuse_losses(path: Path, connection: sqlite3.Connection, before: dict[str, int]) -> None:
    after = _row_counts(connection)
    lost = [name for name, count in before.items() if after.get(name, 0) < count]
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if lost or broken:
        raise PackDamaged(
            f"{path.name} could not be brought to the form of this version without loss "
            f"({', '.join(lost) or 'references'}); it was left as it was. Please report this, and open it "
            "with the version that wrote it.",
            file=str(path),
        )


def _set_barrier(connection: sqlite3.Connection, newest: str) -> None:
    """Rows of the history have the old shape: nothing before this step can be undone."""
    from evidencepack.store.history import step_chain

    previous = connection.execute("SELECT chain FROM history_step ORDER BY n DESC LIMIT 1").fetchone()
    row = (
        str(uuid.uuid4()),
        "barrier",
        f"Brought the pack to form {newest}",
        "Evidence Pack",
        datetime.now(UTC).isoformat(timespec="seconds"),
        None,
    )
    n = connection.execute(
        "INSERT INTO history_step (deed, kind, name, person, made_at, of_deed) VALUES (?, ?, ?, ?, ?, ?)", row
    ).lastrowid
    chain = step_chain(previous[0] if previous else None, int(n or 0), row, [])
    connection.execute("UPDATE history_step SET chain = ? WHERE n = ?", (chain, n))
