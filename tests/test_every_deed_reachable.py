"""What a person can do to a pack can be done in the window and on the command line."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import evidencepack.actions
from evidencepack.store.pack import Pack

PACKAGE = Path(evidencepack.actions.__file__).resolve().parents[1]
CALLED_BY_OTHERS = {"rectangles"}  # a step of add_quote, not a deed


def deeds() -> set[str]:
    """The public functions of ``actions/`` that take a pack or give one."""
    found = set()
    for module in pkgutil.iter_modules(evidencepack.actions.__path__):
        loaded = importlib.import_module(f"evidencepack.actions.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if name.startswith("_") or function.__module__ != loaded.__name__:
                continue
            hints = inspect.get_annotations(function, eval_str=False)
            if next(iter(hints.values()), "") == Pack.__name__ or hints.get("return") == Pack.__name__:
                found.add(name)
    return found - CALLED_BY_OTHERS


def used_in(folder: str) -> set[str]:
    """The names that a part of the program takes from ``actions/`` and uses."""
    used: set[str] = set()
    for file in (PACKAGE / folder).rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        imported = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("evidencepack.actions")
            for alias in node.names
        }
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        used |= imported & names
    return used


def test_every_deed_can_be_done_on_the_command_line() -> None:
    assert len(deeds()) >= 12
    assert deeds() - used_in("cli") == set()


def test_every_deed_can_be_done_in_the_window() -> None:
    assert deeds() - used_in("gui") == set()
