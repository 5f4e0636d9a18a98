"""Commands run as a person types them, and a look at all that a pack holds."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from evidencepack.__main__ import main


class Typed:
    """Runs a command in this process; every run proves the promises that hold for all of them."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capfd = capfd

    def json(self, *words: object, code: int = 0) -> Any:
        """Run with ``--json``; standard output must hold one JSON document and nothing else."""
        got, out, err = self.run(*words, "--json")
        document = json.loads(out)
        assert got == code, (got, out)
        assert "Traceback" not in err
        if isinstance(document, dict) and "error" in document:
            error = document["error"]
            assert {"code", "message", "file"} <= set(error)
            assert got != 0
            assert_sentence(error["message"])
        return document

    def said(self, *words: object, code: int = 0) -> str:
        """Run for a person; what was printed on standard output."""
        got, out, err = self.run(*words)
        assert got == code, (got, out, err)
        assert err == "" or code, err
        return out

    def complaint(self, *words: object, code: int) -> str:
        """Run what cannot work; the one sentence on standard error."""
        got, out, err = self.run(*words)
        assert got == code, (got, out, err)
        assert err.startswith("evidencepack: ")
        sentence = err.removeprefix("evidencepack: ").strip()
        assert_sentence(sentence)
        return sentence

    def run(self, *words: object) -> tuple[int, str, str]:
        """Run; the exit code and both streams."""
        self._capfd.readouterr()
        got = main([str(word) for word in words])
        out, err = self._capfd.readouterr()
        assert "Traceback" not in err
        return got, out, err


def assert_sentence(words: str) -> None:
    """It is one plain sentence: no traceback, no name of a class, and it ends."""
    assert words.strip() == words
    assert "\n" not in words
    assert words[-1] in ".”)", words
    assert "Error:" not in words
    assert "<class" not in words


def contents_of(pack: Path) -> dict[str, list[Any]]:
    """Every row of every table of a pack."""
    with contextlib.closing(sqlite3.connect(f"{pack.as_uri()}?mode=ro", uri=True)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return {
            name: connection.execute(f'SELECT * FROM "{name}"').fetchall()
            for (name,) in names.fetchall()
            if not name.startswith("sqlite_")
        }
