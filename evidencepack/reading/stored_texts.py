"""The stored texts of a reading copy's pages, laid beside it where they would be read otherwise today."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

_ENDING = ".texts"


def _texts_beside(path: Path) -> Path:
    """Where the stored texts of a reading copy lie, if they do."""
    return path.with_name(path.name + _ENDING)


def keep_texts(path: Path, texts: Mapping[int, str]) -> None:
    """Lay the stored texts of a reading copy's pages, by number from 1, beside it."""
    _texts_beside(path).write_text(json.dumps(texts), encoding="utf-8")


def read_texts(path: Path) -> dict[int, str]:
    """The stored texts that lie beside a reading copy; none if there are none."""
    beside = _texts_beside(path)
    if not beside.is_file():
        return {}
    return {int(number): text for number, text in json.loads(beside.read_text("utf-8")).items()}
