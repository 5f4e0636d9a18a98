"""Every command with ``--json``: the keys that scripts rely on."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import update
from typed_commands import Typed

from evidencepack.model.tables import Page
from evidencepack.store.pack import open_pack

SHA256 = 64


def test_new_names_the_pack_and_its_profile(typed: Typed, tmp_path: Path) -> None:
    made = typed.json("new", tmp_path / "x.evpack", "--title", "T", "--profile", "lords")
    assert made == {"pack": str(tmp_path / "x.evpack"), "profile": "lords"}
    assert (tmp_path / "x.evpack").is_file()


def test_a_new_pack_may_have_any_name(typed: Typed, tmp_path: Path) -> None:
    typed.json("new", tmp_path / "my case")
    assert typed.json("list", tmp_path / "my case", "sections")[0]["handle"] == "T1"


def test_import_says_of_each_file_what_became_of_it(typed: Typed, tmp_path: Path) -> None:
    pack, folder = tmp_path / "x.evpack", tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Words of the first.", "utf-8")
    (folder / "b.md").write_text("Words of the second.", "utf-8")
    (folder / "copy of a.txt").write_text("Words of the first.", "utf-8")
    (folder / "Thumbs.db").write_bytes(b"clutter")
    typed.json("new", pack)
    rows = {Path(row["path"]).name: row for row in typed.json("import", pack, folder)["imported"]}
    keys = {
        "path", "status", "source", "pages", "sha256", "ocr_pages", "converter", "warnings", "reason",
    }  # fmt: skip
    assert all(keys <= set(row) for row in rows.values())
    assert {name: row["status"] for name, row in rows.items()} == {
        "a.txt": "imported",
        "b.md": "imported",
        "copy of a.txt": "duplicate",
        "Thumbs.db": "skipped",
    }
    assert rows["a.txt"]["source"] == rows["copy of a.txt"]["source"] == "S1"
    assert rows["a.txt"]["pages"] == 1
    assert len(rows["a.txt"]["sha256"]) == SHA256
    assert rows["Thumbs.db"]["reason"]


def test_set_says_what_was_changed(typed: Typed, pack: Path) -> None:
    assert typed.json("set", pack, "title=New title", "committee=A Committee")["changed"] == "matter"
    assert typed.json("set", pack, "matter", "inquiry=I")["fields"] == ["inquiry"]
    assert typed.json("set", pack, "q1", "speaker=Somebody = else")["changed"] == "Q1"
    assert typed.json("list", pack, "quotes")[0]["speaker"] == "Somebody = else"


def test_several_items_are_set_and_removed_at_once(typed: Typed, pack: Path) -> None:
    assert typed.json("set", pack, "S1", "s2", "author=The department")["changed"] == "S1, S2"
    assert {row["author"] for row in typed.json("list", pack, "sources")[:2]} == {"The department"}
    assert typed.json("undo", pack)["undone"] == "Edit S1, S2"
    assert typed.json("remove", pack, "Q1", "Q2") == {"removed": "Q1, Q2"}
    assert typed.json("undo", pack)["undone"] == "Remove 2 quotes"


def test_a_quote_that_stands_is_stored_with_its_place(typed: Typed, pack: Path) -> None:
    quote = typed.json("quote", pack, "--text", "address of 25% of pupils", "--as", "evidence", "--page", "1")
    assert quote["quote"] == "Q3"
    assert (quote["source"], quote["page"], quote["label"]) == ("S1", 1, "1")
    assert quote["match"] == "exact"
    assert quote["occurrences"] == 1
    assert quote["omitted"] == []
    assert [(part["page"], part["match"]) for part in quote["fragments"]] == [(1, "exact")]
    assert quote["fragments"][0]["text"] == "address of 25% of pupils"
    assert "findings" in quote


def test_without_a_source_all_sources_are_searched(typed: Typed, pack: Path) -> None:
    words = "The Department said that 18 requests"
    assert typed.json("quote", pack, "--text", words, "--as", "claim")["source"] == "S2"


def test_a_region_is_quoted_as_an_image(typed: Typed, pack: Path) -> None:
    words = ("quote", pack, "--text", "A heading", "--as", "claim", "--source", "s1", "--page", "1")
    answer = typed.json(*words, "--region", "50,600,400,800")
    assert answer == {"quote": "Q3", "source": "S1", "page": 1, "match": "picture"}
    assert typed.json("list", pack, "quotes")[2]["match"] == "picture"
    assert typed.json(*words, "--region", "0,0,1,1", code=3)["error"]["code"] == "bad-input"
    assert typed.json(*words, "--region", "0,0,100", code=2)["error"]["code"] == "usage"


def test_an_elided_quote_says_what_it_leaves_out(typed: Typed, pack: Path) -> None:
    quote = typed.json("quote", pack, "--text", "The information […] the Home Office", "--as", "claim")
    assert quote["omitted"] == ["will not be shared with"]
    assert [part["text"] for part in quote["fragments"]] == ["The information", "the Home Office"]
    assert quote["inserted"] == []
    warned = [found for found in quote["findings"] if found["severity"] == "warning"]
    assert [found["message"] for found in warned] == ["Q3 leaves out “not”."]


def test_a_reason_for_what_is_left_out_is_kept_and_shown(typed: Typed, pack: Path) -> None:
    words = ("quote", pack, "--text", "The information […] the Home Office", "--as", "claim")
    quote = typed.json(*words, "--elision-because", "The next line says so.")
    (found,) = (each for each in quote["findings"] if each["rule"] == "elision-negation")
    assert found["severity"] == "info"
    assert found["message"].endswith("Reason: The next line says so.")
    typed.json("set", pack, "Q3", "elision_because=")
    assert typed.json("list", pack, "quotes")[2]["elision_because"] == ""
    assert "elision-negation" in {each["rule"] for each in typed.json("check", pack)["findings"]}


def test_words_put_in_are_told_and_a_note_of_emphasis_is_recorded_apart(typed: Typed, pack: Path) -> None:
    words = "[These] will not be shared with the Home Office (emphasis added)"
    quote = typed.json("quote", pack, "--text", words, "--as", "claim")
    assert quote["inserted"] == ["[These]", "(emphasis added)"]
    assert quote["match"] == "equivalent"
    assert typed.json("list", pack, "quotes")[2]["text"] == "[These] will not be shared with the Home Office"


def test_making_an_item_answers_with_its_handle(typed: Typed, pack: Path) -> None:
    relation = typed.json("relate", pack, "Q1", "quoted in", "Q2", "--because", "So it is.")
    assert relation == {"relation": "R2"}
    entry = typed.json("entry", pack, "--date", "about 1998", "--text", "It began.", "--quote", "Q1")
    assert (entry["entry"], entry["number"], entry["quotes"]) == ("E5", 1, ["Q1"])
    assert typed.json("section", pack, "paragraphs", "--title", "More", "--after", "T4")["section"] == "T9"
    paragraph = typed.json("paragraph", pack, "--section", "T9", "--text", "Words.")
    assert paragraph == {"paragraph": "P4", "number": "2"}
    annex = typed.json("annex", pack, "S2", "--pages", "1", "--title", "The note")
    assert (annex["annex"], annex["mark"], annex["pages"]) == ("A2", "B", [1])


def test_a_paragraph_may_come_from_a_file(typed: Typed, pack: Path, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_bytes("\ufeffFrom a file: @Q1".encode())
    typed.json("paragraph", pack, "--section", "introduction", "--text-file", tmp_path / "words.txt")
    assert typed.json("list", pack, "paragraphs")[1]["text"] == "From a file: @Q1"


def test_moving_changes_the_order_and_removing_takes_out(typed: Typed, pack: Path) -> None:
    typed.json("annex", pack, "S2")
    assert typed.json("move", pack, "A1", "--after", "A2") == {"moved": "A1"}
    assert [annex["handle"] for annex in typed.json("list", pack, "annexes")] == ["A2", "A1"]
    assert typed.json("remove", pack, "A2") == {"removed": "A2"}
    assert [annex["mark"] for annex in typed.json("list", pack, "annexes")] == ["A"]


def test_undo_and_redo_name_the_deed(typed: Typed, pack: Path) -> None:
    typed.json("remove", pack, "Q2")
    assert typed.json("list", pack, "relations") == []
    assert typed.json("undo", pack) == {"undone": "Remove quote"}
    assert [row["handle"] for row in typed.json("list", pack, "relations")] == ["R1"]
    assert typed.json("redo", pack) == {"redone": "Remove quote"}
    assert typed.json("redo", pack) == {"redone": None}


def test_quotes_are_listed_with_place_and_match(typed: Typed, pack: Path) -> None:
    first = typed.json("list", pack, "quotes")[0]
    wanted = {"handle": "Q1", "kind": "claim", "source": "S1", "page": 1, "speaker": "Minister"}
    assert wanted.items() <= first.items()
    assert (first["text"], first["date"]) == ("will not be shared with the Home Office", "July 2016")
    assert first["match"] == "exact"


def test_entries_are_listed_in_printed_order_and_undated_ones_last(typed: Typed, pack: Path) -> None:
    rows = typed.json("list", pack, "entries")
    keys = {"handle", "number", "date", "earliest", "latest", "shown", "text", "quotes", "status"}
    assert all(keys <= set(row) for row in rows)
    assert [row["handle"] for row in rows] == ["E2", "E4", "E1", "E3"]
    assert [row["number"] for row in rows] == [1, 2, 3, 4]
    assert (rows[0]["earliest"], rows[0]["latest"]) == ("2012-01-01", "2012-12-31")
    assert (rows[1]["earliest"], rows[1]["latest"]) == ("2016-07-01", "2016-09-30")
    assert rows[2]["shown"] == "6 October 2016"
    assert rows[3]["date"] is rows[3]["earliest"] is rows[3]["latest"] is rows[3]["shown"] is None


def test_relations_annexes_sources_and_paragraphs_are_listed(typed: Typed, pack: Path) -> None:
    relation = typed.json("list", pack, "relations")[0]
    wanted = {"handle": "R1", "from": "Q2", "kind": "contradicts", "to": "Q1"}
    assert (wanted | {"because": "Requests were met."}).items() <= relation.items()
    annex = typed.json("list", pack, "annexes")[0]
    assert {"handle", "mark", "source", "pages", "title"} <= set(annex)
    source = typed.json("list", pack, "sources")[0]
    assert {"handle", "title", "kind", "pages", "sha256", "media_type"} <= set(source)
    assert source["media_type"].startswith("text/")
    paragraphs = typed.json("list", pack, "paragraphs")
    assert [(row["handle"], row["number"], row["section"]) for row in paragraphs] == [
        ("P1", "", "T2"),
        ("P2", "1", "T4"),
        ("P3", "1.1", "T4"),
    ]


def test_a_paragraph_of_a_section_left_out_is_still_listed(typed: Typed, pack: Path) -> None:
    typed.json("set", pack, "T4", "enabled=no")
    rows = typed.json("list", pack, "paragraphs")
    assert [(row["handle"], row["number"], row["printed"]) for row in rows] == [
        ("P1", "", True),
        ("P2", "", False),
        ("P3", "", False),
    ]


def test_the_history_says_who_did_what_and_when(typed: Typed, pack: Path) -> None:
    rows = typed.json("list", pack, "history")
    assert all({"n", "when", "who", "action"} <= set(row) for row in rows)
    assert [row["n"] for row in rows] == sorted(row["n"] for row in rows)
    actions = [row["action"] for row in rows]
    assert actions[0] == "New pack"
    assert {"Import documents", "Tag quote", "Relate quotes"} <= set(actions)


def test_every_noun_can_be_listed(typed: Typed, pack: Path) -> None:
    for noun in ("sources", "quotes", "relations", "entries", "sections", "paragraphs", "annexes"):
        rows = typed.json("list", pack, noun)
        assert rows
        assert all(row["handle"] for row in rows)
    assert typed.json("list", pack, "topics")[0]["title"] == "sharing"
    assert "commons" in [row["id"] for row in typed.json("list", pack, "profiles")]


def test_search_names_source_and_page(typed: Typed, pack: Path) -> None:
    rows = typed.json("search", pack, "home", "office")
    assert [(row["source"], row["page"]) for row in rows] == [("S1", 1)]
    assert "Home" in rows[0]["snippet"]
    assert typed.json("search", pack, "zebra") == []
    assert typed.json("search", pack, '"* OR (') == []


def test_weak_spots_are_given_by_rule_with_what_each_found(typed: Typed, pack: Path) -> None:
    spots = {spot["rule"]: spot for spot in typed.json("weak-spots", pack)}
    assert "claim-without-evidence" in spots
    for spot in spots.values():
        assert {"title", "why", "found"} <= set(spot)
        assert all(one["handle"] and one["sentence"] for one in spot["found"])


def test_check_gives_findings_with_their_parts(typed: Typed, pack: Path) -> None:
    answer = typed.json("check", pack, "--profile", "commons")
    assert answer["profile"] == "commons"
    keys = {"rule", "severity", "place", "message", "mend", "authority"}
    assert all(keys <= set(finding) for finding in answer["findings"])
    assert {finding["severity"] for finding in answer["findings"]} <= {"error", "warning", "info"}
    assert "entry-undated" in {finding["rule"] for finding in answer["findings"]}


def test_an_error_among_the_findings_gives_exit_code_1(typed: Typed, pack: Path) -> None:
    typed.json("remove", pack, "E1")
    answer = typed.json("check", pack, code=1)
    assert [f["place"] for f in answer["findings"] if f["severity"] == "error"] == ["P2"]


def test_the_recipe_command_says_where_it_wrote(typed: Typed, pack: Path, tmp_path: Path) -> None:
    answer = typed.json("recipe", pack, "--out", tmp_path / "out")
    assert answer == {"recipe": str(tmp_path / "out" / "recipe.toml")}


def test_the_version_is_told_as_json_too(typed: Typed) -> None:
    from evidencepack import __version__

    assert typed.json("--version") == {"version": __version__}
    assert typed.said("--version") == f"Evidence Pack {__version__}\n"


def test_proof_says_of_every_quotation_what_the_check_says_now(
    typed: Typed, pack: Path, tmp_path: Path
) -> None:
    sheet = typed.json("proof", pack, "--out", tmp_path / "sheet.json")
    assert sheet["ok"]
    assert [(row["number"], row["handle"], row["match"]) for row in sheet["quotes"]] == [
        (1, "Q1", "exact"),
        (2, "Q2", "equivalent"),
    ]
    assert len(sheet["sources"][0]["sha256"]) == SHA256
    assert "checked_by" not in sheet["quotes"][0]
    assert typed.json("proof", pack, "--names")["quotes"][0]["checked_by"]
    assert json.loads((tmp_path / "sheet.json").read_text("utf-8")) == sheet


def test_proof_ends_in_failure_where_a_quotation_does_not_match(typed: Typed, pack: Path) -> None:
    with open_pack(pack) as opened, opened.change("Another text") as session:
        session.execute(update(Page).values(text="Nothing of the kind."))
    assert not typed.json("proof", pack, code=1)["ok"]


def test_an_export_may_be_the_proof_sheet_alone(typed: Typed, pack: Path, tmp_path: Path) -> None:
    files = typed.json("export", pack, "--proof", tmp_path / "sheet.json", "--all-quotes")["files"]
    assert [file["kind"] for file in files] == ["proof"]
    assert json.loads((tmp_path / "sheet.json").read_text("utf-8"))["quotes_listed"] == "all"
