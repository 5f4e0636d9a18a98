"""Working through changed quotes, and chains of quotations, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typed_commands import Typed

WORDS = "the data will not be shared with the Home Office"


@pytest.fixture
def pack(typed: Typed, tmp_path: Path) -> Path:
    """A letter that was replaced, and a news page that quotes it."""
    path = tmp_path / "case.evpack"
    (tmp_path / "letter.txt").write_text(f"I can confirm that {WORDS}. We met 18 requests.")
    (tmp_path / "newer.txt").write_text(f"I can confirm that {WORDS}. We met 20 requests.")
    (tmp_path / "news.txt").write_text(f"“I can confirm that {WORDS},” the Minister wrote.")
    typed.json("new", path, "--title", "A case")
    typed.json("import", path, tmp_path / "letter.txt", tmp_path / "news.txt")
    return path


def test_the_primary_is_quoted_and_the_repeat_is_kept(typed: Typed, pack: Path) -> None:
    answer = typed.json("quote", pack, "--text", WORDS, "--as", "claim", "--quoted-in", "S2")
    assert (answer["quote"], answer["source"], answer["quoted_in"]) == ("Q1", "S1", ["Q2"])
    (relation,) = typed.json("list", pack, "relations")
    assert (relation["from"], relation["kind"], relation["to"]) == ("Q1", "quoted-in", "Q2")


def test_changed_quotes_are_listed_and_settled(typed: Typed, pack: Path, tmp_path: Path) -> None:
    typed.json("quote", pack, "--text", "We met 18 requests", "--as", "evidence")
    typed.json("quote", pack, "--text", "met 18 requests", "--as", "evidence")
    typed.json("replace", pack, "S1", tmp_path / "newer.txt")
    rows = typed.json("requote", pack)
    assert [(row["quote"], row["outcome"], row["target"]) for row in rows] == [
        ("Q1", "changed", "S3"),
        ("Q2", "changed", "S3"),
    ]
    assert rows[0]["proposed"] == "We met 20 requests"
    assert typed.json("requote", pack, "Q1", "--to", "S3", "--text", "We met 20 requests")["source"] == "S3"
    assert typed.json("requote", pack, "q2", "--keep", "--because", "As it was.") == {
        "quote": "Q2",
        "kept": True,
    }
    assert typed.json("requote", pack) == []
