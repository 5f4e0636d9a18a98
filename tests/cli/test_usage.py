"""How commands may be typed, and what is said when they are typed wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest
from typed_commands import Typed

from evidencepack.cli.commands import COMMANDS
from evidencepack.cli.parser import make_parser


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["paint"],
        ["new"],
        ["list", "x.evpack"],
        ["list", "x.evpack", "dreams"],
        ["quote", "x.evpack", "--as", "claim"],
        ["quote", "x.evpack", "--text", "T", "--as", "rumour"],
        ["quote", "x.evpack", "--text", "T", "--as", "claim", "--page", "two"],
        ["quote", "x.evpack", "--text", "T", "--as", "claim", "--pag", "2"],
        ["quote", "x.evpack", "--text", "T", "--as", "claim", "--accept", "altered"],
        ["export", "x.evpack", "--nonsense"],
        ["export", "x.evpack"],
        ["export", "x.evpack", "--word", "y.docx", "--accept", "rule"],
        ["paragraph", "x.evpack", "--section", "T1", "--text", "a", "--text-file", "b"],
        ["set", "x.evpack", "Q1"],
        ["set", "x.evpack", "Q1", "speaker"],
        ["build", "recipe.toml"],
    ],
)
def test_wrong_use_is_one_sentence_or_one_json_document(typed: Typed, words: list[str]) -> None:
    assert typed.json(*words, code=2)["error"]["code"] == "usage"
    if words:
        typed.complaint(*words, code=2)


def test_json_may_stand_before_or_after_the_command(typed: Typed, pack: Path) -> None:
    after = typed.json("list", pack, "quotes")
    for words in (
        ["--json", "list", str(pack), "quotes"],
        ["list", "--json", str(pack), "quotes"],
        ["list", str(pack), "--json", "quotes"],
    ):
        assert typed.json(*words) == after
    changed = typed.json("set", pack, "Q1", "--json", "speaker=X")
    assert changed["changed"] == "Q1"


def test_after_two_dashes_json_is_a_word_like_others(typed: Typed, pack: Path) -> None:
    assert typed.said("search", pack, "--", "--json") == "Not found.\n"


def test_help_explains_every_command(typed: Typed) -> None:
    said = typed.said("--help")
    for command in (*COMMANDS, "open"):
        assert f"\n    {command} " in said or f"\n    {command}\n" in said
    for command in COMMANDS:
        assert typed.said(command, "--help").startswith(f"usage: evidencepack {command}")


def test_every_command_that_is_explained_can_be_run() -> None:
    explained = make_parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    assert set(explained) == {*COMMANDS, "open"}


def test_every_option_of_the_design_is_understood() -> None:
    for line in (
        "demo --out D",
        "build R.toml --out D",
        "recipe P --out D",
        "new P --title T --profile commons",
        "set P Q1 speaker=X role=Y",
        "set P matter title=T",
        "set P title=T",
        "import P a b c --password-file F",
        "quote P --source S1 --text T --as claim --page 1 --occurrence 2 --speaker S --role R --date D",
        "relate P Q2 contradicts Q1 --because T",
        "entry P --date D --text T --quote Q1 --quote Q2",
        "section P paragraphs --title T --after T1",
        "paragraph P --section T1 --text T --after P1",
        "paragraph P --section summary --text-file F",
        "annex P S1 --pages 2-5 --title T",
        "move P A1 --after A2",
        "remove P Q1",
        "undo P",
        "redo P",
        "list P history",
        "search P some words",
        "check P --profile commons",
        "export P --pdf F --word G --filing H --profile lords --accept A --because B --accept C --because D",
        "verify F --pack P",
    ):
        words = line.split()
        assert make_parser().parse_args(words).command == words[0]


def test_the_lists_read_well(typed: Typed, pack: Path) -> None:
    typed.json("annex", pack, "S2", "--pages", "1")
    lines = {
        noun: typed.said("list", pack, noun).splitlines()
        for noun in (
            "sources",
            "quotes",
            "relations",
            "entries",
            "sections",
            "paragraphs",
            "annexes",
            "topics",
        )
    }
    assert lines["sources"][1].startswith("S2  document, 1 page  Note")
    assert lines["quotes"][0] == (
        "Q1  claim, exact  S1 page 1  Minister, July 2016: “will not be shared with the Home Office”"
    )
    assert lines["relations"] == ["R1  Q2 contradicts Q1: Requests were met."]
    assert lines["entries"][0] == "E2  1.  2012  Requests begin.  [Q2]  agreed"
    assert lines["entries"][3] == "E3  4.  undated  A meeting nobody dated."
    assert lines["sections"][1] == "T2  summary  Summary  1 paragraph"
    assert lines["paragraphs"][2] == "P3  T4  1.1  The note differs (@Q2.cite)."
    assert lines["annexes"][1].startswith("A2  B  S2, 1 page  Note")
    assert lines["topics"] == ["sharing: Q1"]
    assert typed.said("list", pack, "history").splitlines()[0].endswith("New pack")
    assert "commons  House of Commons" in typed.said("list", pack, "profiles")


def test_a_list_of_nothing_says_so(typed: Typed, tmp_path: Path) -> None:
    typed.json("new", tmp_path / "x.evpack")
    assert typed.said("list", tmp_path / "x.evpack", "quotes") == "No quotes yet.\n"


def test_every_command_answers_a_person(typed: Typed, pack: Path, tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text("More words.", "utf-8")
    words = ["--text", "Requests were met in 2015 and refused", "--as", "evidence"]
    for command, answer in (
        (["import", pack, tmp_path / "more.txt"], "S3  more.txt: 1 page"),
        (["quote", pack, *words], "Q3: exact, S1 page 1."),
        (
            ["quote", pack, "--text", "We hold […] of pupils", "--as", "claim"],
            "leaves out: “the address of 25%”",
        ),
        (["relate", pack, "Q3", "supports", "Q1"], "R2: Q3 supports Q1."),
        (["entry", pack, "--date", "3/5/2021", "--text", "T"], "E5: entry 4, 3 May 2021."),
        (["entry", pack, "--text", "T"], "E6: entry 6, undated."),
        (["section", pack, "paragraphs"], "T9: paragraphs."),
        (["paragraph", pack, "--section", "T9", "--text", "T"], "P4: paragraph 2."),
        (["paragraph", pack, "--section", "summary", "--text", "T"], "P5: without a number."),
        (["annex", pack, "S2"], "A2: B, 1 page of S2."),
        (["move", pack, "A2", "--after", "first"], "Moved A2"),
        (["set", pack, "Q3", "speaker=X"], "Changed Q3: speaker."),
        (["remove", pack, "Q3"], "Removed Q3; “undo” brings it back."),
        (["undo", pack], "Undone: Remove quote."),
        (["redo", pack], "Done again: Remove quote."),
        (["redo", pack], "There is nothing to do again."),
        (["search", pack, "home office"], "S1 page 1: "),
        (["check", pack], "warning: entry-without-source (E3): E3 rests on no quotation."),
        (["recipe", pack, "--out", tmp_path / "r"], "recipe.toml."),
    ):
        assert answer in typed.said(*command)
