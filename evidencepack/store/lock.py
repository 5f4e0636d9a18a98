"""Who has a pack open: a small file beside the pack, locked by the operating system while in use.

The lock goes with its process, also when that is killed; a file left behind holds nobody back.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidencepack.errors import CannotWrite, PackLocked
from evidencepack.settings import person

_GUARD_OFFSET = 1 << 20  # the locked byte lies beyond the text, so that others can read who it is


@dataclass(frozen=True)
class Holder:
    """Who has the pack open, on which machine, since when."""

    person: str
    machine: str
    process: int
    since: str

    def sentence(self) -> str:
        """The holder in words."""
        return f"{self.person} on {self.machine}, since {self.since}"


def _lock(descriptor: int) -> bool:
    """Try to lock; say whether it worked."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _GUARD_OFFSET, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class PackLock:
    """The right to change a pack.

    Args:
        pack: The pack's path; the lock file is beside it.
    """

    def __init__(self, pack: Path) -> None:
        self.path = pack.with_name(pack.name + ".lock")
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            PackLocked: Somebody else has it; the message says who.
            CannotWrite: The folder does not allow a lock file.
        """
        while True:
            try:
                descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError as problem:
                raise self._refusal(f"cannot be written ({problem.strerror})") from problem
            try:
                locked = _lock(descriptor)
            except OSError as problem:  # some network drives have no locks
                os.close(descriptor)
                raise self._refusal(f"cannot be locked ({problem.strerror})") from problem
            if not locked:
                holder = self._read(descriptor)
                os.close(descriptor)
                raise PackLocked(
                    f"{self.path.name.removesuffix('.lock')} is open elsewhere"
                    + (f" ({holder.sentence()})" if holder else "")
                    + "; close it there first.",
                    file=str(self.path),
                )
            if self._still_there(descriptor):
                break
            os.close(descriptor)  # its last user removed the file between our opening and our locking
        self._descriptor = descriptor
        self._write(descriptor)

    def _refusal(self, cause: str) -> CannotWrite:
        return CannotWrite(
            f"{self.path.parent} {cause}, so the pack cannot be changed; copy it to a folder of your own.",
            file=str(self.path),
        )

    def holder(self) -> Holder | None:
        """Who has the lock, as far as the file says."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY)
        except OSError:
            return None
        with contextlib.closing(os.fdopen(descriptor, "rb", closefd=False)):
            holder = self._read(descriptor)
        os.close(descriptor)
        return holder

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if self._descriptor is None:
            return
        if sys.platform != "win32":  # Windows cannot remove an open file; there it stays, unlocked
            self.path.unlink(missing_ok=True)
        os.close(self._descriptor)
        self._descriptor = None

    def _still_there(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), os.stat(self.path))
        except FileNotFoundError:
            return False

    def _write(self, descriptor: int) -> None:
        holder = {
            "person": person(),
            "machine": socket.gethostname(),
            "process": os.getpid(),
            "since": f"{datetime.now():%H:%M on %d/%m/%Y}",
        }
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, json.dumps(holder).encode())

    def _read(self, descriptor: int) -> Holder | None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            return Holder(**json.loads(os.read(descriptor, 4096)))
        except (ValueError, TypeError):  # being written at this moment, or by another version
            return None
