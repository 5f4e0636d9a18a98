"""Files that are whole or absent: made beside their place, proved there, and only then put into it."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from evidencepack.errors import CannotWrite


@contextlib.contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A path to write to; when the block ends well, the file takes its place, else it is gone.

    Args:
        target: The file to make; an earlier one is kept until the new one is whole.

    Raises:
        CannotWrite: The folder cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise CannotWrite(f"{target} is a folder; choose a file name.", file=str(target))
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as problem:
        raise CannotWrite(
            f"{target} cannot be written ({problem.strerror}); choose another folder.", file=str(target)
        ) from problem
    os.close(descriptor)
    part = Path(name)
    try:
        yield part
        part.chmod(0o644)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(part, target)
    except OSError as problem:
        raise CannotWrite(
            f"{target} cannot be written ({problem.strerror}); free some space or choose another folder.",
            file=str(target),
        ) from problem
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def whole_folder(target: Path, marker: str) -> Iterator[Path]:
    """A folder to fill; when the block ends well it takes its place, else it is gone.

    Args:
        target: The folder to make. One that is there already is replaced only if it is empty or holds
            ``marker``, which says that it is one of ours.
        marker: The name of a file that every such folder holds.

    Raises:
        CannotWrite: The folder is somebody else's, or cannot be written.
    """
    if target.exists() and (
        not target.is_dir() or (any(target.iterdir()) and not (target / marker).is_file())
    ):
        raise CannotWrite(f"{target} holds other files; choose an empty folder.", file=str(target))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent))
    except OSError as problem:
        raise CannotWrite(
            f"{target} cannot be written ({problem.strerror}); choose another folder.", file=str(target)
        ) from problem
    try:
        yield part
        part.chmod(0o755)
        old = part.with_suffix(".old")
        if target.exists():
            os.replace(target, old)
        os.replace(part, target)
        shutil.rmtree(old, ignore_errors=True)  # the new folder is in place; what is left over does no harm
    except OSError as problem:
        raise CannotWrite(f"{target} cannot be written ({problem.strerror}).", file=str(target)) from problem
    finally:
        shutil.rmtree(part, ignore_errors=True)  # not there any more when all went well
