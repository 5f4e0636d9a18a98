"""No file is lost: not the pack to what is written, nor an earlier file to a full disk, nor one unlisted."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typed_commands import Typed, contents_of

WRONG_USE, BAD = 2, 3


@pytest.mark.parametrize("command", [("proof",), ("diagram",), ("picture", "Q1")])
def test_nothing_that_is_drawn_or_listed_takes_the_place_of_its_pack(
    typed: Typed, pack: Path, command: tuple[str, ...]
) -> None:
    before = contents_of(pack)
    typed.complaint(command[0], pack, *command[1:], "--out", pack, code=WRONG_USE)
    assert contents_of(pack) == before


def test_an_earlier_proof_sheet_stays_where_a_new_one_cannot_be_written_whole(
    typed: Typed, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> int:
        path.open("wb").close()
        raise OSError(errno.ENOSPC, "No space left on device")

    sheet = tmp_path / "sheet.json"
    sheet.write_text("an earlier one")
    monkeypatch.setattr(Path, "write_bytes", full)
    assert "sheet.json" in typed.complaint("proof", pack, "--out", sheet, code=BAD)
    assert sheet.read_text() == "an earlier one"


def test_a_folder_that_cannot_be_listed_is_no_clutter_but_a_failure(
    typed: Typed, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "in" / "closed"
    closed.mkdir(parents=True)
    (closed.parent / "open.txt").write_text("Words that can be read.", "utf-8")
    listed = Path.iterdir

    def iterdir(path: Path) -> Iterator[Path]:
        if path == closed:
            raise PermissionError(errno.EACCES, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    rows = typed.json("import", pack, closed.parent, code=BAD)["imported"]
    assert [(row["status"], row["reason"]) for row in rows] == [
        ("imported", ""),
        ("failed", "the folder cannot be listed (Permission denied)"),
    ]


def test_a_complaint_that_nobody_reads_to_its_end_is_no_mistake(pack: Path) -> None:
    command = [sys.executable, "-m", "evidencepack", "--json", "quote", str(pack)]
    words = ["--as", "claim", "--text", "Words that stand nowhere. " * 4000]
    with subprocess.Popen([*command, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as typed:
        assert typed.stdout is not None
        assert typed.stderr is not None
        typed.stdout.close()
        said = typed.stderr.read().decode()
    assert (said, typed.returncode) == ("", 1)
