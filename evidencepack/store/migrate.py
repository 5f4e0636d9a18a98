"""Older packs are brought to the present shape: backed up first, all or nothing, and counted afterwards."""

from __future__ import annotations

import sqlite3
import uuid
from datetime import UTC, datetime
from pathlib import Path

from evidencepack.errors import PackDamaged, PackNewer

NEWEST = "0001"
MIGRATIONS = Path(__file__).parent / "migrations"


def revision_of(connection: sqlite3.Connection) -> str:
    """The revision that a pack was written by."""
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise PackDamaged("The pack is damaged: it does not say which version wrote it.")
    return str(row[0])


def back_up(path: Path, name: str) -> Path:
    """Copy a pack beside itself with SQLite's own backup, and return the copy's path."""
    copy = path.with_name(f"{path.stem}.{name}{path.suffix}")
    with sqlite3.connect(path) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()
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
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        present = revision_of(connection)
        if present == newest:
            return None
        refuse_unknown(path, present, migrations)
        backup = back_up(path, f"before-{newest}")
        connection.execute("PRAGMA foreign_keys = OFF")  # a batch migration drops and renames tables
        connection.execute("BEGIN IMMEDIATE")
        try:
            counts = _row_counts(connection)
            _upgrade(connection, newest, migrations)
            _set_barrier(connection, newest)
            _refuse_losses(connection, counts)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
        return backup
    finally:
        connection.close()


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


def _upgrade(connection: sqlite3.Connection, newest: str, migrations: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    with engine.connect() as bound:
        config = Config()
        config.set_main_option("script_location", str(migrations))
        config.attributes["connection"] = bound
        command.upgrade(config, newest)
        bound.detach()  # or closing the engine would roll back and close what we still need


def _row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE 'page_index%' AND name <> 'alembic_version'"
        )
    ]
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for name in names
    }


def _refuse_losses(connection: sqlite3.Connection, before: dict[str, int]) -> None:
    after = _row_counts(connection)
    lost = [name for name, count in before.items() if after.get(name, 0) < count]
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if lost or broken:
        raise PackDamaged(
            "The pack could not be brought to the present version without loss "
            f"({', '.join(lost) or 'references'}); it was left as it was."
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
