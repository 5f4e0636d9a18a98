"""The person's own preferences and where the program's own files lie; no Qt."""

from __future__ import annotations

import getpass
import os
from functools import cache
from pathlib import Path


@cache
def shipped(name: str) -> Path:
    """Find a folder that is shipped with the program: ``resources`` or ``samples``.

    Looks beside ``pyproject.toml`` first: an editable install leaves a stale copy inside the package.
    """
    package = Path(__file__).resolve().parent
    beside = package.parent / name
    if (package.parent / "pyproject.toml").is_file() and beside.is_dir():
        return beside
    return package / name


def resources() -> Path:
    """The folder of profiles, typst and Word templates, and fonts."""
    return shipped("resources")


def samples() -> Path:
    """The folder of sample documents and recipes."""
    return shipped("samples")


def person() -> str:
    """Who makes the changes, for the pack's history: ``EVIDENCEPACK_PERSON`` or the login name."""
    named = os.environ.get("EVIDENCEPACK_PERSON", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no login name, as in some containers
        return "somebody"
