"""A pack: the saved work, opened, read, changed one step at a time, and closed into a single file."""

from __future__ import annotations

import contextlib
import glob
import os
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from evidencepack.errors import (
    BadInput,
    CannotWrite,
    NotFound,
    PackDamaged,
    PackError,
    PackLocked,
    PackUnavailable,
)
from evidencepack.model.tables import Base
from evidencepack.settings import person
from evidencepack.store import history
from evidencepack.store.lock import Holder, PackLock
from evidencepack.store.migrate import MIGRATIONS, NEWEST, migrate, refuse_unknown, revision_of
from evidencepack.store.search import create_index

APPLICATION_ID = 0x4556504B  # "EVPK"
SUFFIX = ".evpack"


def now() -> str:
    """The present moment in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Pack:
    """An open pack. Use :func:`create_pack` or :func:`open_pack`, and close it.

    Attributes:
        path: The pack's file.
        read_only: Whether changes are refused.
        holder: Who else has it open, if that is why it is read-only.
    """

    def __init__(self, path: Path, engine: Engine, lock: PackLock | None, holder: Holder | None) -> None:
        self.path = path
        self.read_only = lock is None
        self.holder = holder
        self._engine = engine
        self._lock = lock
        self._writing = threading.RLock()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A view of the pack that does not change while it is looked at.

        Raises:
            PackDamaged: SQLite finds the file malformed.
        """
        with Session(self._engine, expire_on_commit=False) as session, _damage_told(self.path):
            yield session

    @contextlib.contextmanager
    def change(self, name: str, *, deed: str | None = None) -> Iterator[Session]:
        """One change, saved whole when the block ends and not at all if it fails.

        Args:
            name: What is done, for the history and "Undo …": ``Add quote``.
            deed: The deed this transaction belongs to, where one deed takes several.

        Raises:
            PackLocked: The pack is open elsewhere.
            CannotWrite: The disk is full or gone.
        """
        with self.step(name, "do", deed=deed) as session:
            yield session

    @contextlib.contextmanager
    def record(self, name: str) -> Iterator[Session]:
        """Like :meth:`change`, to keep what happened outside the pack: files were written, say.

        That cannot be undone, so Undo passes over it, and what was undone before can still be redone. Only
        for rows that no other kind of change touches.

        Args:
            name: What happened, for the history: ``Export``.

        Raises:
            PackLocked: The pack is open elsewhere.
            CannotWrite: The disk is full or gone.
        """
        deed = str(uuid.uuid4())
        with self.step(name, "do", deed=deed, of_deed=deed) as session:
            yield session

    @contextlib.contextmanager
    def step(
        self, name: str, kind: str, *, deed: str | None = None, of_deed: str | None = None
    ) -> Iterator[Session]:
        """One step of the history of any kind; :meth:`change` is the kind that a person makes."""
        if self.read_only:
            raise PackLocked(
                f"{self.path.name} is open read-only"
                + (f", because {self.holder.sentence()} has it open" if self.holder else "")
                + "; nothing was changed.",
                file=str(self.path),
            )
        with (
            self._writing,
            _damage_told(self.path),
            Session(self._engine.execution_options(writes=True), expire_on_commit=False) as session,
        ):
            connection = session.connection()
            step = history.begin_step(
                connection,
                deed=deed or str(uuid.uuid4()),
                kind=kind,
                name=name,
                person=person(),
                at=now(),
                of_deed=of_deed,
            )
            yield session
            session.flush()
            history.end_step(connection, step)
            session.commit()

    def undo(self) -> str | None:
        """Undo the last deed not yet undone; its name, or None if there is none."""
        return self._turn("undo")

    def redo(self) -> str | None:
        """Do again what was undone last; its name, or None if there is nothing."""
        return self._turn("redo")

    def _turn(self, kind: str) -> str | None:
        with self._writing:
            done, undone = self.undo_stacks()
            stack = done if kind == "undo" else undone
            if not stack:
                return None
            deed = stack[-1]
            verb = "Undo" if kind == "undo" else "Redo"
            with self.step(f"{verb}: {deed.name}", kind, of_deed=deed.deed) as session:
                connection = session.connection()
                connection.execute(text("PRAGMA defer_foreign_keys = ON"))
                (history.reverse if kind == "undo" else history.repeat)(connection, deed.deed)
            return deed.name

    def undo_stacks(self) -> tuple[list[history.Deed], list[history.Deed]]:
        """What can be undone and what can be redone, the next one last."""
        with self.reading() as session:
            return history.undo_stacks(session.connection())

    def history(self) -> list[history.Deed]:
        """Everything that was done, oldest first."""
        with self.reading() as session:
            return history.deeds(session.connection())

    def close(self) -> None:
        """Close the pack; it is then a single file."""
        self._engine.dispose()
        if self._lock is not None:
            # A reader is there, or the disk is full: the log stays beside, and whoever opens both has it all.
            with (
                contextlib.suppress(sqlite3.OperationalError),
                contextlib.closing(sqlite3.connect(self.path, timeout=1)) as connection,
            ):
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # what can go into the file goes there
                connection.execute("PRAGMA journal_mode = DELETE")
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Pack:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextlib.contextmanager
def _damage_told(path: Path) -> Iterator[None]:
    """Turn the database's own failures into sentences."""
    try:
        yield
    except DatabaseError as problem:
        told = _sentence(path, str(problem.orig))
        if told is None:
            raise
        raise told from problem


_NO_ROOM = ("full", "disk I/O", "readonly", "unable to open")
_DAMAGE = ("malformed", "not a database", "corrupt", "Could not decode")


def _sentence(path: Path, cause: str) -> PackError | None:
    """What the database's complaint means to a person; None if it is a mistake of the program's."""
    if any(words in cause for words in _NO_ROOM):
        return CannotWrite(
            f"{path.name} cannot be written ({cause}); free some space or copy the pack to another drive. "
            "What was saved before is safe.",
            file=str(path),
        )
    if "locked" in cause:
        return PackLocked(f"{path.name} is being changed elsewhere; try again.", file=str(path))
    if any(words in cause for words in _DAMAGE):
        return PackDamaged(f"{path.name} is damaged ({cause}); open a backup of the pack.", file=str(path))
    return None


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection with the pack's rules: foreign keys on, no trust in the file's own schema."""
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        timeout=30,
        check_same_thread=False,
        isolation_level=None,
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA foreign_keys = ON")
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        history.install_triggers(connection)
    return connection


def _engine(path: Path, *, read_only: bool) -> Engine:
    engine = create_engine(
        "sqlite://", creator=lambda: _connect(path, read_only=read_only), poolclass=QueuePool, pool_size=8
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def create_pack(path: Path, fill: Callable[[Session], None]) -> Pack:
    """Make a new pack and open it. Its first contents cannot be undone.

    Args:
        path: Where; the file must not exist yet.
        fill: Puts in what every pack has.

    Raises:
        BadInput: The file exists.
        CannotWrite: The folder cannot be written.
    """
    if not path.parent.is_dir():
        raise CannotWrite(f"There is no folder {path.parent}; make it first.", file=str(path))
    _refuse_existing(path)
    lock = PackLock(path)
    lock.acquire()
    building = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        _refuse_existing(path)  # somebody may have made it while we waited for nobody else to
        for left in path.parent.glob(f".{glob.escape(path.name)}.*.new"):
            left.unlink()  # of a process that was killed; the lock says that nobody is making it now
        _write_new_pack(building, fill)
        os.replace(building, path)
    except BaseException as problem:
        building.unlink(missing_ok=True)
        lock.release()
        if isinstance(problem, (OSError, sqlite3.OperationalError, OperationalError)):
            cause = getattr(problem, "orig", None) or getattr(problem, "strerror", None) or problem
            raise CannotWrite(
                f"{path} cannot be written ({cause}); choose another folder.", file=str(path)
            ) from problem
        raise
    return Pack(path, _engine(path, read_only=False), lock, None)


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise BadInput(f"{path} exists already; choose another name.", file=str(path))


def _write_new_pack(path: Path, fill: Callable[[Session], None]) -> None:
    """Make a pack with its first contents, under a name that nobody opens: whole, or never seen."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path))  # a URL would read “?” anew
    with engine.begin() as bound:
        Base.metadata.create_all(bound)
        create_index(bound)
        bound.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
        bound.execute(text("INSERT INTO alembic_version VALUES (:v)"), {"v": NEWEST})
    engine.dispose()
    lock = PackLock(path)
    lock.acquire()
    with (
        Pack(path, _engine(path, read_only=False), lock, None) as pack,
        pack.step("New pack", "barrier") as session,
    ):
        fill(session)


def open_pack(path: Path, *, read_only: bool = False, or_read_only: bool = False) -> Pack:
    """Open a pack.

    Args:
        path: The pack's file.
        read_only: Only to look; no lock is taken.
        or_read_only: If it is open elsewhere, open it read-only instead of refusing.

    Raises:
        NotFound: No such file.
        BadInput: The file is not a pack.
        PackLocked: It is open elsewhere.
        PackNewer: A later version wrote it.
        PackDamaged: Its contents cannot be read.
    """
    if not path.is_file():
        raise NotFound(f"There is no pack at {path}.", file=str(path))
    _refuse_foreign(path)
    lock: PackLock | None = None
    holder: Holder | None = None
    if not read_only:
        lock = PackLock(path)
        try:
            lock.acquire()
        except (PackLocked, CannotWrite):
            if not or_read_only:
                raise
            holder = lock.holder()
            lock = None
    try:
        _check_form(path, may_migrate=lock is not None)
        return Pack(path, _engine(path, read_only=lock is None), lock, holder)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _refuse_foreign(path: Path) -> None:
    """Refuse what is not a pack, by its first bytes: the application's mark stands at byte 68."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as problem:
        raise PackUnavailable(f"{path} cannot be read ({problem.strerror}).", file=str(path)) from problem
    if not head.startswith(b"SQLite format 3\0") or head[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        raise BadInput(f"{path.name} is not an Evidence Pack file.", file=str(path))


def _check_form(path: Path, *, may_migrate: bool) -> None:
    """Bring an older pack to the present form; refuse a newer or a damaged one."""
    try:
        if may_migrate:
            migrate(path)
            return
        with contextlib.closing(_connect(path, read_only=True)) as connection:
            present = revision_of(connection)
            if present != NEWEST:
                refuse_unknown(path, present, MIGRATIONS)
                raise PackUnavailable(
                    f"{path.name} is of an older form and can only be brought up to date when nobody else "
                    "has it open.",
                    file=str(path),
                )
    except sqlite3.DatabaseError as problem:
        raise _sentence(path, str(problem)) or PackDamaged(
            f"{path.name} is damaged ({problem}); open a backup of the pack.", file=str(path)
        ) from problem
