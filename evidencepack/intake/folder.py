"""Lists the files of a folder in the order a person expects, and says which are clutter."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from evidencepack.intake.saved_page import page_of

_CLUTTER = {
    ".ds_store": "a note that macOS leaves in every folder",
    "thumbs.db": "a store of small pictures that Windows leaves in folders",
    "desktop.ini": "a note that Windows leaves in folders",
}
DOCUMENTS = {".pdf", ".doc", ".docx", ".odt", ".rtf", ".eml", ".msg", ".xls", ".xlsx", ".ods", ".csv"}
"""Endings of files that no browser saves with a page: a person put them into its folder."""
_NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Candidate:
    """A file that may be brought in.

    Attributes:
        path: The file.
        skipped: Why it is left alone, as half a sentence; empty if it is to be read.
        closed: It is a folder that may hold documents, but does not let itself be listed.
    """

    path: Path
    skipped: str = ""
    closed: bool = False


def walk(paths: Iterable[Path]) -> Iterator[Candidate]:
    """The files that were named, and those in the folders that were named, folders within them too.

    A folder's files come in natural order (``page 9`` before ``page 10``), each once. Clutter and what cannot
    be listed come too, with the reason why they are skipped. A file that was named itself is never skipped:
    who names it means it. Links are not followed out of the folder they are in, and links to folders not at
    all: what they lead to inside the folder is met there anyway.
    """
    seen: set[Path] = set()
    for path in paths:
        found = _in_folder(path, path.resolve()) if path.is_dir() else [Candidate(path)]
        for candidate in found:
            place = Path(os.path.abspath(candidate.path))
            if place not in seen:
                seen.add(place)
                yield candidate


def _in_folder(top: Path, home: Path) -> Iterator[Candidate]:
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            names = sorted(folder.iterdir(), key=natural)
        except OSError as problem:
            reason = f"the folder cannot be listed ({problem.strerror or problem})"
            yield Candidate(folder, reason, closed=True)
            continue
        inner: list[Path] = []
        files = {path.name for path in names}
        for path in names:
            if path.is_dir() and not path.is_symlink():
                if page := page_of(path, files):
                    yield Candidate(path, f"saved with “{page}” and read together with it")
                    yield from _documents_in(path, home)
                else:
                    inner.append(path)
            else:
                yield Candidate(path, _reason(path, home))
        waiting.extend(reversed(inner))


def _documents_in(folder: Path, home: Path) -> Iterator[Candidate]:
    """What a person may have put into the folder of a saved page, where browsers keep none."""
    for candidate in _in_folder(folder, home):
        if candidate.path.suffix.lower() in DOCUMENTS:
            yield candidate


def natural(path: PurePath) -> tuple[list[tuple[int, int, str]], str]:
    """A key that sorts names as people count: numbers by value, letters without regard to case."""
    parts = _NUMBERS.split(path.name.casefold())
    # isdecimal: a superscript two is a digit to a pattern but not a number to Python.
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part], path.name


def _reason(path: Path, home: Path) -> str:
    name = path.name
    if path.is_symlink():
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):  # RuntimeError: links that lead in a circle
            return "a link that leads nowhere"
        if target.is_dir():
            return "a link to a folder"
        if not target.is_relative_to(home):
            return "a link that leads out of the folder"
    if found := clutter(name):
        return found
    return _not_plain(path)


def clutter(name: str) -> str:
    """Why a file of this name is no document but something a computer left there, as half a sentence.

    Empty if it may be a document.
    """
    folded = name.casefold()
    if folded in _CLUTTER:
        return _CLUTTER[folded]
    if name.startswith("~$"):
        return "a lock that Word or Excel leaves while a document is open"
    if name.startswith("._"):
        return "a side file that macOS leaves beside another"
    if name.startswith(".~lock.") or folded.endswith(".lock"):
        return "a lock of another program"
    if folded.endswith((".evpack", ".evpack-wal", ".evpack-shm")):
        return "a pack of this program"
    return ""


def _not_plain(path: Path) -> str:
    if not path.is_file():
        return "not an ordinary file"
    try:
        empty = path.stat().st_size == 0
    except OSError as problem:
        return f"cannot be looked at ({problem.strerror or problem})"
    return "an empty hidden file" if empty and path.name.startswith(".") else ""
