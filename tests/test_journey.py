"""The whole journey by command, as a person would type it, on documents of several formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evidencepack.__main__ import main

LETTER = """Department for Records

10 October 2016

We have met 18 requests since 2012. Each request asks for the latest address or school of named individuals.
"""


class Typed:
    """Types commands and reads their JSON."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *words: object, code: int = 0) -> Any:
        self.capsys.readouterr()
        assert main([*map(str, words), "--json"]) == code
        return json.loads(self.capsys.readouterr().out)


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    return Typed(capsys)


def test_from_a_folder_of_documents_to_a_proved_bundle(typed: Typed, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "letter.txt").write_text(LETTER, "utf-8")
    (folder / "page.html").write_text(
        "<html><head><title>Assurance given</title></head><body><p>A spokesperson said: “The new items will "
        "not be passed on.”</p></body></html>",
        "utf-8",
    )
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    pack = tmp_path / "case.evpack"
    typed("new", pack, "--title", "What was passed on", "--profile", "commons")
    typed("set", pack, "submitter=Records Group", "date=21 November 2016")
    rows = typed("import", pack, folder, code=3)["imported"]
    assert {Path(row["path"]).name: row["status"] for row in rows} == {
        "broken.pdf": "failed",
        "letter.txt": "imported",
        "page.html": "imported",
    }
    claim = typed("quote", pack, "--text", "The new items will not be passed on", "--as", "claim")
    shown = typed("quote", pack, "--text", "We have met 18 requests since 2012.", "--as", "evidence")
    assert (claim["quote"], shown["quote"]) == ("Q1", "Q2")
    refused = typed("quote", pack, "--text", "We have met 81 requests since 2012.", "--as", "claim", code=1)
    assert "18" in refused["error"]["message"]
    typed("relate", pack, "Q2", "qualifies", "Q1", "--because", "Other items were passed on.")
    typed("entry", pack, "--date", "between 2012 and 2016", "--text", "Requests are met.", "--quote", "Q2")
    typed("entry", pack, "--date", "03/05/2012", "--text", "The first request.", "--quote", "Q2")
    typed("entry", pack, "--date", "29/02/2023", "--text", "Never.", code=3)
    assert [row["shown"] for row in typed("list", pack, "entries")] == [
        "between 2012 and 2016",
        "3 May 2012",
    ]
    typed("paragraph", pack, "--section", "summary", "--text", "Requests were met.")
    typed("paragraph", pack, "--section", "introduction", "--text", "We are a group.")
    typed("paragraph", pack, "--section", "paragraphs", "--text", "It was said: @Q1.\nThen:\n@Q2")
    typed("paragraph", pack, "--section", "recommendations", "--text", "Publish the figures (paragraph @P3).")
    typed("annex", pack, "S1")
    typed("annex", pack, "S2")
    typed("annex", pack, "S1", "--pages", "2-5", code=3)
    assert not [f for f in typed("check", pack)["findings"] if f["severity"] == "error"]
    out = tmp_path / "out"
    done = typed("export", pack, "--pdf", out / "b.pdf", "--word", out / "s.docx", "--filing", out / "filing")
    assert {file["kind"] for file in done["files"]} == {"bundle", "word", "filing"}
    for file in (out / "b.pdf", out / "s.docx", out / "filing"):
        assert typed("verify", file, "--pack", pack)["ok"]
    assert typed("verify", pack)["ok"]
    assert typed("search", pack, "latest", "address")[0]["page"] == 1


def test_a_quote_that_stands_twice_is_asked_about(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "twice.txt").write_text("No plans.\n\nAgain: No plans.\n", "utf-8")
    pack = tmp_path / "case.evpack"
    typed("new", pack)
    typed("import", pack, tmp_path / "twice.txt")
    refused = typed("quote", pack, "--text", "No plans.", "--as", "claim", code=1)
    assert "2 places" in refused["error"]["message"]
    assert typed("list", pack, "quotes") == []
    kept = typed("quote", pack, "--text", "No plans.", "--as", "claim", "--occurrence", "2")
    assert kept["fragments"][0]["start"] > 10
