"""Opens the pack that a command names, to change it or only to look, and the files of words it names."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from evidencepack.cli.output import Answer
from evidencepack.errors import BadInput

if TYPE_CHECKING:
    from evidencepack.store.pack import Pack

Args = argparse.Namespace
Command = Callable[[Args], Answer]


@contextlib.contextmanager
def changing(path: Path) -> Iterator[Pack]:
    """The pack, open to be changed.

    Raises:
        PackLocked: It is open elsewhere.
    """
    from evidencepack.store.pack import open_pack

    with open_pack(path) as pack:
        yield pack


@contextlib.contextmanager
def looking(path: Path) -> Iterator[Pack]:
    """The pack, open to be looked at; somebody else may be changing it."""
    from evidencepack.store.pack import open_pack

    with open_pack(path, read_only=True) as pack:
        yield pack


def read_text(path: Path) -> str:
    """The words of a text file, as UTF-8.

    Raises:
        BadInput: It cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text("utf-8-sig")
    except OSError as problem:
        raise BadInput(f"{path} cannot be read ({problem.strerror}).", file=str(path)) from problem
    except UnicodeDecodeError as problem:
        raise BadInput(f"{path} is not a text in UTF-8; save it as UTF-8.", file=str(path)) from problem
