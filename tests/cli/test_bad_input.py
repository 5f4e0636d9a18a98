"""Bad input: each is one sentence with the right exit code, and nothing is changed."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from typed_commands import Typed, contents_of

from evidencepack.settings import samples
from evidencepack.store.pack import create_pack, open_pack

WRONG_USE, BAD, UNAVAILABLE = 2, 3, 4
Unchanged = Callable[[], None]


@pytest.fixture
def locked_pdf(tmp_path: Path) -> Path:
    """A PDF that opens only with the word “sesame”."""
    target = tmp_path / "locked.pdf"
    with pikepdf.open(samples() / "pupil-data" / "sources" / "written-answer-42842.pdf") as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(user="sesame", owner="owner"))
    return target


def test_files_that_cannot_be_read_fail_and_the_good_ones_are_in(
    typed: Typed, pack: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1-empty.pdf").write_bytes(b"")
    (folder / "2-unknown.bin").write_bytes(bytes(range(256)) * 8)
    (folder / "3-damaged.pdf").write_bytes(b"%PDF-1.7\n1 0 obj <<")
    (folder / "4-damaged.docx").write_bytes(b"PK\x03\x04 not much of a zip")
    (folder / "5-good.txt").write_text("Words that can be read.", "utf-8")
    answer = typed.json("import", pack, folder, tmp_path / "absent.pdf", code=BAD)
    rows = {Path(row["path"]).name: row for row in answer["imported"]}
    assert [row["status"] for row in answer["imported"]] == ["failed"] * 4 + ["imported", "failed"]
    for name, row in rows.items():
        if row["status"] == "failed":
            assert name in row["reason"]
            assert row["source"] is None
    assert answer["error"]["file"].endswith("1-empty.pdf")
    sources = typed.json("list", pack, "sources")
    assert [source["handle"] for source in sources] == ["S1", "S2", "S3"]
    said = typed.run("import", pack, folder / "1-empty.pdf")[1]
    assert "1-empty.pdf: failed." in said
    assert "1 of 1 file could not be imported." in said


def test_a_file_that_cannot_be_read_adds_nothing(typed: Typed, pack: Path, tmp_path: Path) -> None:
    before = contents_of(pack)
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4 nothing more")
    assert typed.json("import", pack, tmp_path / "x.pdf", code=BAD)["imported"][0]["status"] == "failed"
    told_only = {"import_report", "history_step", "history_change"}  # that it was tried is kept
    after = contents_of(pack)
    assert {name: after[name] for name in after if name not in told_only} == {
        name: before[name] for name in before if name not in told_only
    }


def test_paths_that_are_not_there_are_refused(typed: Typed, pack: Path, unchanged: Unchanged) -> None:
    answer = typed.json("import", pack, "/nowhere/a.pdf", "/nowhere/b.pdf", code=BAD)
    assert answer["error"]["code"] == "not-found"
    assert [row["status"] for row in answer["imported"]] == ["failed", "failed"]
    assert "/nowhere/a.pdf" in typed.complaint("import", pack, "/nowhere/a.pdf", code=BAD)
    unchanged()


def test_a_locked_pdf_needs_its_password_from_a_file(
    typed: Typed, pack: Path, locked_pdf: Path, tmp_path: Path
) -> None:
    refused = typed.json("import", pack, locked_pdf, code=BAD)["imported"][0]
    assert refused["status"] == "failed"
    assert "password" in refused["reason"]
    words = tmp_path / "passwords.txt"
    words.write_text("wrong\n", "utf-8")
    typed.json("import", pack, locked_pdf, "--password-file", words, code=BAD)
    words.write_text("wrong\r\nsesame\r\n", "utf-8")
    taken = typed.json("import", pack, locked_pdf, "--password-file", words)["imported"][0]
    assert (taken["status"], taken["source"]) == ("imported", "S3")
    rows = typed.json("search", pack, "legally", "required")
    assert rows[0]["source"] == "S3"
    assert b"sesame" not in pack.read_bytes()


def test_a_password_file_that_is_not_there_is_named(typed: Typed, pack: Path, unchanged: Unchanged) -> None:
    said = typed.complaint("import", pack, __file__, "--password-file", "/nowhere/p.txt", code=BAD)
    assert "/nowhere/p.txt" in said
    unchanged()


def test_an_altered_quote_is_refused_with_the_nearest_passage(
    typed: Typed, pack: Path, unchanged: Unchanged
) -> None:
    words = ["--text", "The information will be shared with the Home Office", "--as", "claim"]
    answer = typed.json("quote", pack, *words, code=1)
    for place in (answer, answer["error"]):
        assert place["quote"] is None
        assert place["match"] == "altered"
        assert place["fragments"] == []
        assert place["nearest"]["source"] == "S1"
        assert "not be shared" in " ".join(place["nearest"]["text"].split())
        assert "not" in place["nearest"]["difference"]
    said = typed.complaint("quote", pack, *words, code=1)
    assert "S1 page 1 has “The information will not be shared with the Home Office”" in said
    unchanged()


@pytest.mark.parametrize(
    "words",
    [
        "address of 26% of pupils",
        "address of 25 of pupils all",
        "The Departments reply",
        "will not be shared with the Foreign Office",
    ],
)
def test_a_changed_figure_sign_or_word_is_never_stored(
    typed: Typed, pack: Path, unchanged: Unchanged, words: str
) -> None:
    answer = typed.json("quote", pack, "--text", words, "--as", "evidence", code=1)
    assert answer["quote"] is None
    assert answer["match"] in ("altered", "missing")
    unchanged()


def test_words_that_stand_nowhere_are_missing(typed: Typed, pack: Path, unchanged: Unchanged) -> None:
    answer = typed.json("quote", pack, "--text", "zebras crossed xylophones", "--as", "claim", code=1)
    assert (answer["match"], answer["quote"], answer["nearest"]) == ("missing", None, None)
    unchanged()


def test_words_that_stand_twice_are_refused_until_one_is_named(
    typed: Typed, pack: Path, unchanged: Unchanged
) -> None:
    words = ["--text", "Requests were met in 2015", "--as", "evidence"]
    answer = typed.json("quote", pack, *words, code=1)
    assert (answer["match"], answer["quote"], answer["occurrences"]) == ("ambiguous", None, 2)
    assert [place["occurrence"] for place in answer["places"]] == [1, 2]
    said = typed.complaint("quote", pack, *words, code=1)
    assert "1: S1 page 1" in said
    assert "2: S1 page 1" in said
    unchanged()
    first = typed.json("quote", pack, *words, "--occurrence", 1)
    second = typed.json("quote", pack, *words, "--occurrence", 2)
    assert first["fragments"][0]["start"] < second["fragments"][0]["start"]


def test_words_on_two_pages_are_told_apart_by_the_page(typed: Typed, tmp_path: Path) -> None:
    pack, file = tmp_path / "x.evpack", tmp_path / "long.txt"
    line = "Some words that fill the page and say nothing.\n\n"
    file.write_text("The same words here.\n\n" + line * 60 + "The same words here.\n", "utf-8")
    typed.json("new", pack)
    pages = typed.json("import", pack, file)["imported"][0]["pages"]
    assert pages > 1
    words = ["--text", "The same words here.", "--as", "claim"]
    assert typed.json("quote", pack, *words, code=1)["match"] == "ambiguous"
    assert typed.json("quote", pack, *words, "--page", pages)["page"] == pages
    said = typed.complaint("quote", pack, *words, "--page", pages + 7, code=1)
    assert f"not on page {pages + 7}" in said
    assert typed.json("quote", pack, *words, "--page", 1, "--occurrence", 3, code=1)["quote"] is None


def test_other_capitals_are_stored_only_when_accepted(typed: Typed, pack: Path, unchanged: Unchanged) -> None:
    words = ["quote", pack, "--text", "the information will not be shared", "--as", "claim"]
    answer = typed.json(*words, code=1)
    assert (answer["match"], answer["quote"]) == ("words", None)
    assert "“The”" in answer["nearest"]["difference"]
    assert "Only capitals or punctuation differ" in typed.complaint(*words, code=1)
    unchanged()
    stored = typed.json(*words, "--accept", "words", "--because", "It stands inside a sentence.")
    assert (stored["match"], stored["quote"]) == ("words", "Q3")
    assert typed.json("list", pack, "quotes")[2]["match"] == "words"


@pytest.mark.parametrize("date", ["29/02/2023", "31 June 2016", "2016-13-01", "sometime", "32/01/2020"])
def test_an_impossible_date_is_refused(typed: Typed, pack: Path, unchanged: Unchanged, date: str) -> None:
    said = typed.complaint("entry", pack, "--date", date, "--text", "It happened.", code=BAD)
    assert {"29/02/2023": "not a leap year", "2016-13-01": "no month 13"}.get(date, "") in said
    assert typed.json("set", pack, "E1", f"date={date}", code=BAD)["error"]["code"] == "bad-input"
    words = ["--text", "address of 25% of pupils", "--as", "claim", "--date", date]
    assert typed.json("quote", pack, *words, code=BAD)["error"]["code"] == "bad-input"
    unchanged()


def test_a_date_in_figures_is_read_as_in_britain(typed: Typed, pack: Path) -> None:
    entry = typed.json("entry", pack, "--date", "03/05/2021", "--text", "It happened.")
    assert (entry["earliest"], entry["shown"]) == ("2021-05-03", "3 May 2021")


@pytest.mark.parametrize("pages", ["2", "1-2", "0", "9" * 5000, "1-", "3-1", "one"])
def test_annex_pages_that_are_not_there_are_refused(
    typed: Typed, pack: Path, unchanged: Unchanged, pages: str
) -> None:
    typed.complaint("annex", pack, "S1", "--pages", pages, code=BAD)
    assert typed.json("set", pack, "A1", f"pages={pages}", code=BAD)["error"]["code"] == "bad-input"
    unchanged()


@pytest.mark.parametrize(
    "words",
    [
        ["relate", "Q1", "contradicts", "Q9"],
        ["relate", "Q1", "contradicts", "Q1"],
        ["relate", "Q1", "disproves", "Q2"],
        ["relate", "Q2", "contradicts", "Q1"],
        ["quote", "--source", "S9", "--text", "x", "--as", "claim"],
        ["quote", "--text", "  ", "--as", "claim"],
        ["annex", "Q1"],
        ["annex", "S1\udcff"],
        ["move", "P1", "--after", "E1"],
        ["move", "E1", "--after", "E2"],
        ["move", "A1", "--after", "A1"],
        ["remove", "X1"],
        ["remove", "P99"],
        ["set", "P1", "level=7"],
        ["set", "Q1", "colour=red"],
        ["set", "Q1", "text=Words that are not there"],
        ["set", "title"],
        ["set", "E1", "text="],
        ["section", "appendix"],
        ["paragraph", "--section", "nonsense", "--text", "x"],
        ["paragraph", "--section", "T4", "--text", " "],
        ["paragraph", "--section", "T4", "--text", "x", "--after", "P1"],
        ["entry", "--date", "2016", "--text", "x", "--status", "doubted"],
        ["entry", "--date", "2016", "--text", " "],
        ["entry", "--text", "x", "--quote", "E1"],
        ["check", "--profile", "martian"],
        ["check", "--profile", "../plain"],
        ["paragraph", "--section", "T4", "--text-file", "/nowhere/x.txt"],
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    typed: Typed, pack: Path, unchanged: Unchanged, words: list[str]
) -> None:
    command, *rest = words
    code, out, err = typed.run(command, pack, *rest)
    assert code in (1, WRONG_USE, BAD), out
    assert err.count("\n") == 1
    assert set(typed.json(command, pack, *rest, code=code)["error"]) >= {"code", "message", "file"}
    unchanged()


def test_a_folder_that_cannot_be_written_is_named(typed: Typed, pack: Path, unchanged: Unchanged) -> None:
    below_a_file = pack / "folder"
    for option, name in (("--pdf", "x.pdf"), ("--word", "x.docx"), ("--filing", "x")):
        assert name in typed.complaint("export", pack, option, below_a_file / name, code=BAD)
    assert (
        typed.json("recipe", pack, "--out", below_a_file / "x", code=BAD)["error"]["code"] == "cannot-write"
    )
    assert typed.json("new", below_a_file / "x.evpack", code=BAD)["error"]["code"] == "cannot-write"
    assert typed.json("new", "/proc/x.evpack", code=BAD)["error"]["code"] == "cannot-write"
    assert typed.json("demo", "--out", below_a_file, code=BAD)["error"]["code"] == "cannot-write"
    unchanged()


def test_an_export_never_takes_the_place_of_its_pack(typed: Typed, pack: Path, unchanged: Unchanged) -> None:
    typed.complaint("export", pack, "--pdf", pack, code=WRONG_USE)
    same = pack.with_name("same")
    typed.complaint("export", pack, "--pdf", same, "--word", same, code=WRONG_USE)
    unchanged()


def test_a_new_pack_never_takes_the_place_of_a_file(typed: Typed, pack: Path, unchanged: Unchanged) -> None:
    assert "exists already" in typed.complaint("new", pack, "--title", "T", code=BAD)
    unchanged()


def test_a_pack_open_elsewhere_is_not_changed_and_says_who_has_it(
    typed: Typed, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVIDENCEPACK_PERSON", "Ann Clerk")
    with open_pack(pack):
        for words in (
            ["set", pack, "title=T"],
            ["import", pack, __file__],
            ["export", pack, "--word", tmp_path / "x.docx"],
            ["undo", pack],
        ):
            assert "Ann Clerk" in typed.complaint(*words, code=UNAVAILABLE)
        assert typed.json("remove", pack, "Q1", code=UNAVAILABLE)["error"]["code"] == "locked"
        assert typed.json("list", pack, "quotes")[0]["handle"] == "Q1"
        assert typed.json("check", pack)["profile"] == "plain"
    assert not (tmp_path / "x.docx").exists()


def test_what_is_not_a_pack_is_said_to_be_none(typed: Typed, tmp_path: Path) -> None:
    text, database = tmp_path / "a.evpack", tmp_path / "b.evpack"
    text.write_text("not a pack", "utf-8")
    sqlite3.connect(database).execute("CREATE TABLE t (x)").connection.close()
    for path in (text, database):
        before = path.read_bytes()
        assert path.name in typed.complaint("list", path, "quotes", code=BAD)
        typed.complaint("set", path, "title=T", code=BAD)
        assert path.read_bytes() == before
    assert typed.json("list", tmp_path / "none.evpack", "quotes", code=BAD)["error"]["code"] == "not-found"
    typed.complaint("list", tmp_path, "quotes", code=BAD)


def test_a_pack_cut_short_is_said_to_be_damaged(typed: Typed, pack: Path) -> None:
    whole = pack.read_bytes()
    pack.write_bytes(whole[: len(whole) // 2])
    assert typed.json("list", pack, "quotes", code=UNAVAILABLE)["error"]["code"] == "damaged"
    assert "damaged" in typed.complaint("set", pack, "title=T", code=UNAVAILABLE)


def test_a_pack_of_a_later_version_is_left_unharmed(typed: Typed, pack: Path) -> None:
    connection = sqlite3.connect(pack)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = pack.read_bytes()
    assert typed.json("list", pack, "quotes", code=UNAVAILABLE)["error"]["code"] == "newer"
    assert typed.json("set", pack, "title=T", code=UNAVAILABLE)["error"]["code"] == "newer"
    assert pack.read_bytes() == before


@pytest.mark.parametrize("odd", ["王小明", "👩‍🚀", "bell\x07 escape\x1b[31m half\udcff \ufffe a\u202eb"])
def test_odd_characters_are_exported_or_named(typed: Typed, pack: Path, odd: str) -> None:
    title = f"Title {odd} end"
    typed.json("set", pack, f"title={title}", f"submitter={odd}")
    typed.json("set", pack, "Q1", f"speaker={odd}", f"note={odd}")
    typed.json("set", pack, "S1", f"title={odd}")
    typed.json("entry", pack, "--date", "2016", "--text", f"It {odd} happened.")
    typed.json("paragraph", pack, "--section", "paragraphs", "--text", f"Words {odd} words.")
    said = typed.said("list", pack, "quotes")
    assert not {"\x07", "\x1b", "\u202e"} & set(said)
    code, out, err = typed.run("quote", pack, "--text", f"{odd} is not there", "--as", "claim", "--json")
    assert (code, json.loads(out)["quote"]) == (1, None), err
    files = [pack.with_name("x.docx"), pack.with_name("x.pdf")]
    answer = typed.json("export", pack, "--word", files[0], "--pdf", files[1])
    assert all(file.is_file() for file in files)
    named = "".join(finding["message"] for finding in answer["findings"])
    if not odd.startswith("王"):
        assert "U+" in named
    for file in files:
        assert typed.json("verify", file, "--pack", pack)["ok"]


def test_a_file_whose_name_is_not_unicode_is_imported(typed: Typed, pack: Path, tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9 \xff.txt"
    Path(os.fsdecode(raw)).write_text("Words of a file with an odd name.", "utf-8")
    row = typed.json("import", pack, os.fsdecode(raw))["imported"][0]
    assert row["status"] == "imported"
    typed.said("import", pack, os.fsdecode(raw))
    typed.json("recipe", pack, "--out", tmp_path / "recipe")


def test_a_pack_in_a_folder_whose_name_is_not_unicode_works(typed: Typed, tmp_path: Path) -> None:
    pack = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff?#%20.evpack"))
    typed.json("new", pack, "--title", "T")
    assert typed.json("list", pack, "quotes") == []
    assert typed.json("set", pack, "title=U")["changed"] == "matter"


def test_a_huge_number_is_refused_like_any_other(typed: Typed, pack: Path, unchanged: Unchanged) -> None:
    words = ["--text", "address of 25%", "--as", "claim"]
    for number in (0, -1, 10**30):
        for option in ("--page", "--occurrence"):
            assert typed.json("quote", pack, *words, f"{option}={number}", code=1)["quote"] is None
    unchanged()


def test_a_pack_with_nothing_in_it_can_be_looked_at_but_not_exported_without_a_title(
    typed: Typed, tmp_path: Path
) -> None:
    pack = tmp_path / "x.evpack"
    with create_pack(pack, lambda session: None):  # not even a matter
        pass
    pack.unlink()
    typed.json("new", pack)
    for noun in ("sources", "quotes", "entries", "annexes", "history"):
        typed.said("list", pack, noun)
    answer = typed.json("export", pack, "--word", tmp_path / "x.docx", code=1)
    assert answer["error"]["code"] == "findings"
    assert {"matter-title"} <= {finding["rule"] for finding in answer["findings"]}
    assert not (tmp_path / "x.docx").exists()
