"""Finds the folder that a browser saves beside a web page, and gives the page's pictures out of it."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath
from urllib.parse import unquote

from evidencepack.intake.pictures import Album

_FOLDER_ENDINGS = ("_files", ".files")
_PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".xht")
_LARGEST = 50 << 20
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//|/|\\")


def folder_of(page: Path) -> Path | None:
    """The folder that was saved with a page, if it is there."""
    for ending in _FOLDER_ENDINGS:
        folder = page.with_name(page.stem + ending)
        if folder.is_dir() and not folder.is_symlink():
            return folder
    return None


def page_of(folder: PurePath, beside: set[str]) -> str:
    """The name of the page that a folder was saved with; empty if it was saved with none.

    Args:
        folder: A folder.
        beside: The names of the files beside it.
    """
    for ending in _FOLDER_ENDINGS:
        if folder.name.endswith(ending):
            stem = folder.name.removesuffix(ending)
            return next((stem + end for end in _PAGE_ENDINGS if stem + end in beside), "")
    return ""


def album_of(page: Path) -> Album | None:
    """The pictures that were saved with a page; None if no folder was.

    Only files inside that folder are given, whatever address the page names.
    """
    folder = folder_of(page)
    if folder is None:
        return None
    home = folder.resolve()

    def find(source: str) -> bytes | None:
        if _ELSEWHERE.match(source):
            return None
        named = unquote(re.split(r"[?#]", source, maxsplit=1)[0])
        if "\0" in named:
            return None
        file = Path(os.path.realpath(page.parent / named))
        if not file.is_relative_to(home) or not file.is_file() or file.stat().st_size > _LARGEST:
            return None
        return file.read_bytes()

    return find
