"""A small pack to try the commands on, and commands run as a person types them."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typed_commands import Typed, contents_of

from evidencepack.__main__ import main

LETTER = """The Department’s reply

The information will not be shared with the Home Office. Requests were met in 2015.

We hold the address of 25% of pupils. Requests were met in 2015 and refused in 2016.
"""
NOTE = """# Note of a meeting

The Department said that 18 requests had been met since 2012.
"""


@pytest.fixture
def typed(capfd: pytest.CaptureFixture[str]) -> Typed:
    return Typed(capfd)


@pytest.fixture(scope="session")
def finished_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """S1 a letter, S2 a note; Q1 a claim, Q2 evidence; R1; E1 to E4; P1 to P3; A1."""
    folder = tmp_path_factory.mktemp("pack")
    letter, note, pack = folder / "letter.txt", folder / "note.md", folder / "case.evpack"
    letter.write_text(LETTER, "utf-8")
    note.write_text(NOTE, "utf-8")
    for words in (
        ["new", pack, "--title", "Who may see the addresses"],
        ["set", pack, "matter", "submitter=A Group of Parents", "date=21 November 2016"],
        ["import", pack, letter, note],
        ["set", pack, "S1", "author=The Department", "answered=6 October 2016"],
        [
            *("quote", pack, "--text", "will not be shared with the Home Office", "--as", "claim"),
            *("--speaker", "Minister", "--role", "Schools", "--date", "July 2016", "--topic", "sharing"),
        ],
        ["quote", pack, "--source", "S2", "--text", "18 requests […] since 2012", "--as", "evidence"],
        ["relate", pack, "Q2", "contradicts", "Q1", "--because", "Requests were met."],
        ["entry", pack, "--date", "6 October 2016", "--text", "The reply is sent.", "--quote", "Q1"],
        ["entry", pack, "--date", "2012", "--text", "Requests begin.", "--quote", "Q2", "--status", "agreed"],
        ["entry", pack, "--text", "A meeting nobody dated."],
        ["entry", pack, "--date", "July 2016 to September 2016", "--text", "Letters are exchanged."],
        ["paragraph", pack, "--section", "summary", "--text", "Addresses were given out."],
        ["paragraph", pack, "--section", "paragraphs", "--text", "The reply says @Q1; see @E1 and @A1."],
        ["paragraph", pack, "--section", "T4", "--text", "The note differs (@Q2.cite).", "--level", "2"],
        ["annex", pack, "S1"],
    ):
        with contextlib.redirect_stdout(io.StringIO()):
            assert main([str(word) for word in words]) == 0, words
    return pack


@pytest.fixture
def pack(finished_pack: Path, tmp_path: Path) -> Path:
    """A copy of the small pack, to do with as a test likes."""
    return Path(shutil.copy(finished_pack, tmp_path / "case.evpack"))


@pytest.fixture
def unchanged(pack: Path) -> Callable[[], None]:
    """Call it at the end: nothing in the pack may have changed, and nothing may lie beside it."""
    before = contents_of(pack)
    beside = set(pack.parent.iterdir())

    def check() -> None:
        assert contents_of(pack) == before
        assert set(pack.parent.iterdir()) == beside

    return check
