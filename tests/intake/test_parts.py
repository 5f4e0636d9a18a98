"""Files within a file come out under names that can do no harm, and never too many or too large."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.intake import parts
from evidencepack.intake.parts import PartsFolder, safe_name


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("C:\\temp\\a.doc", "a.doc"),
        ("nul.txt", "_nul.txt"),
        ("COM1", "_COM1"),
        ("trailing. . ", "trailing"),
        ("answer\u202efdp.exe", "answer fdp.exe"),
        ('a<b>:"c|?.txt', "a_b___c__.txt"),
        ("", "attachment.pdf"),
        ("...", "attachment.pdf"),
    ],
)
def test_a_name_from_elsewhere_is_made_safe(given_name: str, safe: str) -> None:
    assert safe_name(given_name, "application/pdf") == safe


@given(st.text(max_size=400))
def test_no_name_leaves_its_folder_or_is_too_long(name: str) -> None:
    safe = safe_name(name)
    assert Path("folder", safe).resolve().parent == Path("folder").resolve()
    assert 0 < len(safe.encode()) <= parts.LONGEST_NAME
    assert not {unicodedata.category(letter) for letter in safe} & {"Cc", "Cf", "Cs"}
    assert safe[-1] not in " ."


def test_two_of_one_name_are_both_there(tmp_path: Path) -> None:
    folder = PartsFolder(tmp_path)
    folder.add("a.txt", b"one")
    folder.add("b/a.txt", b"two")
    assert [part.path and part.path.read_bytes() for part in folder.parts] == [b"one", b"two"]


def test_what_is_too_much_is_left_out_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LARGEST", 10)
    monkeypatch.setattr(parts, "MOST", 3)
    folder = PartsFolder(tmp_path)
    for name in ("one", "two", "three", "four"):
        folder.add(name, b"12345" if name != "three" else b"1234567")
    assert [(part.name, bool(part.path)) for part in folder.parts] == [
        ("one", True),
        ("two", True),
        ("three", False),
        ("four", False),
    ]
    assert "come to more than" in folder.parts[2].skipped
    assert "more than 3 files" in folder.parts[3].skipped
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2
