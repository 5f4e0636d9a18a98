"""Recipes: a pack written out and built anew has the same content; what is untrue or missing is refused."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
import tomli_w

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.entries import add_entry
from evidencepack.actions.fields import set_fields
from evidencepack.actions.items import move_item, remove_item
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.recipe_reading import build_recipe, load_recipe, schema_path
from evidencepack.actions.recipe_writing import safe_name, write_recipe
from evidencepack.actions.relations import add_relation
from evidencepack.actions.sections import add_paragraph, add_section
from evidencepack.actions.sources import import_paths
from evidencepack.errors import BadInput, CannotWrite, NotFound, PackError, QuoteNotStored
from evidencepack.model.tables import Matter
from evidencepack.store.pack import Pack
from evidencepack.submission import overview
from evidencepack.submission.contents import load_contents

ODD = "quotes \"'“” back\\slash tab\tbell\x07 emoji 👩‍🚀 王 percent% #hash [table] = {x} \x7f\x1b"
MAIL = """From: A Sender <sender@example.org>
To: reader@example.org
Subject: What was sent
Date: Fri, 23 Sep 2016 10:00:00 +0000
Content-Type: text/plain; charset=utf-8

The words of the message stand here.
"""


def rows_of(pack: Pack) -> dict[str, Any]:
    """All that a pack says, as its lists show it, and the matter."""
    with pack.reading() as session:
        contents = load_contents(session)
        rows: dict[str, Any] = {noun: rows(contents) for noun, rows in overview.NOUNS.items()}
        columns = [column.name for column in Matter.__table__.columns if column.name != "id"]
        rows["matter"] = {name: getattr(contents.matter, name) for name in columns}
        rows["private"] = [(item.handle, item.note) for item in (*contents.sources, *contents.quotes)]
        rows["anchors"] = [
            [(anchor.page, anchor.start, anchor.exact, anchor.omitted) for anchor in quote.anchors]
            for quote in contents.quotes
        ]
        rows["entry fields"] = [
            (entry.handle, entry.material, entry.status_by, entry.note) for _, entry in contents.entries
        ]
    return rows


@pytest.fixture(scope="module")
def full_pack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pack]:
    """A pack with something odd in every corner."""
    folder = tmp_path_factory.mktemp("full")
    letter, mail = folder / "a letter; with (odd) name.txt", folder / "mail.eml"
    letter.write_text("The same words. Other words of 25%. The same words. It said: Yes.", "utf-8")
    mail.write_text(MAIL, "utf-8")
    with new_pack(folder / "full.evpack", title=f"Title {ODD}", profile="lords") as pack:
        set_fields(
            pack, "matter", {"submitter": "Somebody", "date": "3/5/2021", "note": f"Note\n{ODD}\r\nend"}
        )
        import_paths(pack, [letter, mail])
        set_fields(
            pack, "S1", {"kind": "letter", "answered": "03/05/2021", "label_offset": "-2", "note": ODD}
        )
        set_fields(pack, "S2", {"author": "", "title": "", "sent": "", "received": "about 2016"})
        add_quote(pack, "Other words of 25%.", "evidence", handle="Q1", speaker=ODD, topics=["b", "a, and c"])
        remove_item(pack, "Q1")
        add_quote(pack, "The same words.", "claim", occurrence=2, date="July 2016", note="private", role=ODD)
        add_quote(
            pack,
            "The same […] 25%. […] It said",
            "evidence",
            topics=["a, and c"],
            elision_because=f"Because {ODD}",
        )
        add_quote(pack, "it said: yes", "claim", accept_words="Small letters inside our sentence.")
        add_quote(pack, "words of the message", "evidence", emphasis="emphasis added")
        add_relation(pack, "Q3", "answers", "Q1", because=ODD, same={"same_data": "in part"})
        add_entry(pack, date="3 May 2021", text="Second of the day.", quotes=["Q3", "Q1"])
        add_entry(pack, date="3 May 2021", text=f"First of the day. {ODD}", status="agreed")
        move_item(pack, "E1", "E2")
        add_entry(pack, date="", text="Undated.")
        set_fields(pack, "E3", {"material": "no", "note": "private", "status_by": "us"})
        add_section(pack, "paragraphs", title=f"More {ODD}", after="T4")
        set_fields(pack, "T1", {"enabled": "no"})
        add_paragraph(pack, "T9", f"Words\n@Q1\nmore @E1 {ODD}")
        add_paragraph(pack, "T9", "Below.", level=3)
        add_paragraph(pack, "T1", "In a section that is left out.")
        add_paragraph(pack, "T9", "First.", after="P1")
        add_annex(pack, "S2", title=ODD)
        add_annex(pack, "S1", pages="1")
        move_item(pack, "A2", "first")
        yield pack


def test_a_pack_written_out_and_built_anew_has_the_same_content(full_pack: Pack, tmp_path: Path) -> None:
    recipe = write_recipe(full_pack, tmp_path / "out")
    with build_recipe(recipe, tmp_path / "again.evpack") as again:
        assert rows_of(again) == rows_of(full_pack)
        twice = write_recipe(again, tmp_path / "out2")
    assert twice.read_bytes() == recipe.read_bytes()


def test_what_is_written_fits_the_published_schema(full_pack: Pack, tmp_path: Path) -> None:
    recipe = tomllib.loads(write_recipe(full_pack, tmp_path / "out").read_text("utf-8"))
    schema = json.loads(schema_path().read_text("utf-8"))
    fastjsonschema.compile(schema)(recipe)
    assert recipe["quote"][0]["occurrence"] == 2
    assert "occurrence" not in recipe["quote"][1]


def test_the_sample_fits_the_published_schema(sample_recipe: Path) -> None:
    schema = json.loads(schema_path().read_text("utf-8"))
    fastjsonschema.compile(schema)(tomllib.loads(sample_recipe.read_text("utf-8")))
    assert load_recipe(sample_recipe)["recipe"] == 1


def test_the_schema_names_every_field_of_the_matter() -> None:
    schema = json.loads(schema_path().read_text("utf-8"))
    columns = {column.name for column in Matter.__table__.columns} - {"id"}
    assert set(schema["properties"]["matter"]["properties"]) == columns


def test_handles_are_kept_and_go_on_after_the_highest(full_pack: Pack, tmp_path: Path) -> None:
    recipe = write_recipe(full_pack, tmp_path / "out")
    with build_recipe(recipe, tmp_path / "again.evpack") as again:
        assert add_entry(again, date="2020", text="One more.") == "E4"
        assert add_annex(again, "S1") == "A3"
        assert add_paragraph(again, "T9", "One more.") == "P5"
        assert add_section(again, "paragraphs") == "T10"


def test_source_files_keep_their_bytes_and_their_names(full_pack: Pack, tmp_path: Path) -> None:
    recipe = write_recipe(full_pack, tmp_path / "out")
    sources = tomllib.loads(recipe.read_text("utf-8"))["source"]
    assert sources[1]["path"] == "sources/S2/mail.eml"
    assert (recipe.parent / sources[1]["path"]).read_text("utf-8") == MAIL
    assert all((recipe.parent / source["path"]).is_file() for source in sources)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a:b?c*.txt", "a-b-c-.txt"),
        ("王.docx", "王.docx"),
        (" . ", "document"),
        ("", "document"),
        ("..", "document"),
        ("no ending", "no ending"),
    ],
)
def test_a_file_name_in_a_recipe_is_one_that_every_system_takes(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_file_name_is_cut_and_keeps_its_ending() -> None:
    name = safe_name("é" * 300 + ".pdf")
    assert name.endswith("é.pdf")
    assert len(name.encode()) < 210


def test_a_recipe_is_not_written_into_a_folder_with_other_things(full_pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(BadInput, match="not empty"):
        write_recipe(full_pack, tmp_path / "out")
    with pytest.raises(CannotWrite):
        write_recipe(full_pack, tmp_path / "out" / "mine.txt" / "below")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]
    (tmp_path / "empty").mkdir()
    assert write_recipe(full_pack, tmp_path / "empty").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "out"]


# Refusals: each starts from a good recipe and spoils one thing.


@pytest.fixture
def good(tmp_path: Path) -> dict[str, Any]:
    """A small recipe that can be built; its file lies in ``tmp_path / "in"``."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "letter.txt").write_text("The words of the letter. The words again.", "utf-8")
    return {
        "recipe": 1,
        "matter": {"title": "T"},
        "source": [{"handle": "S1", "path": "letter.txt"}],
        "quote": [{"handle": "Q7", "source": "S1", "as": "claim", "text": "words of the letter"}],
        "entry": [{"handle": "E1", "date": "2016", "text": "It happened.", "quotes": ["Q7"]}],
        "section": [{"handle": "T1", "kind": "paragraphs", "paragraph": [{"handle": "P1", "text": "@Q7"}]}],
        "annex": [{"handle": "A1", "source": "S1"}],
    }


def build(recipe: dict[str, Any], tmp_path: Path) -> Pack:
    """Build a recipe given as data."""
    path = tmp_path / "in" / "recipe.toml"
    path.write_text(tomli_w.dumps(recipe), "utf-8")
    return build_recipe(path, tmp_path / "built.evpack")


def refused(recipe: dict[str, Any], tmp_path: Path, kind: type[PackError], words: str) -> None:
    """Building must fail with one sentence and leave no pack and nothing beside it."""
    with pytest.raises(kind, match=words) as caught:
        build(recipe, tmp_path)
    assert "\n" not in caught.value.message
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("built")] == []


def test_a_good_recipe_is_built(good: dict[str, Any], tmp_path: Path) -> None:
    with build(good, tmp_path) as pack:
        assert [row["handle"] for row in rows_of(pack)["quotes"]] == ["Q7"]
        assert add_quote(pack, "The words again.", "claim").handle == "Q8"


def test_the_way_of_citing_is_kept_in_a_recipe(good: dict[str, Any], tmp_path: Path) -> None:
    good["matter"]["citation_style"] = "author-date"
    with build(good, tmp_path) as pack:
        again = load_recipe(write_recipe(pack, tmp_path / "out"))
    assert again["matter"]["citation_style"] == "author-date"


def test_a_way_of_citing_that_there_is_not_is_refused(good: dict[str, Any], tmp_path: Path) -> None:
    good["matter"]["citation_style"] = "harvard"
    refused(good, tmp_path, BadInput, "citation_style")


def test_a_recipe_saved_with_a_byte_order_mark_is_read(good: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "in" / "recipe.toml"
    path.write_bytes(b"\xef\xbb\xbf" + tomli_w.dumps(good).encode())
    assert load_recipe(path)["matter"] == {"title": "T"}


@pytest.mark.parametrize("path", ["../outside.txt", "/etc/hostname", "in/../../outside.txt", "way-out.txt"])
def test_a_path_outside_the_folder_is_refused(good: dict[str, Any], tmp_path: Path, path: str) -> None:
    (tmp_path / "outside.txt").write_text("Not yours.", "utf-8")
    (tmp_path / "in" / "way-out.txt").symlink_to(tmp_path / "outside.txt")
    good["source"][0]["path"] = path
    refused(good, tmp_path, BadInput, "outside the recipe's folder")


def test_a_path_that_no_file_can_have_is_refused(good: dict[str, Any], tmp_path: Path) -> None:
    good["source"][0]["path"] = "letter\0.txt"
    refused(good, tmp_path, BadInput, "cannot be")


def test_a_file_that_is_missing_or_changed_is_refused(good: dict[str, Any], tmp_path: Path) -> None:
    good["source"][0]["sha256"] = "0" * 64
    refused(good, tmp_path, BadInput, "does not have the bytes")
    good["source"][0]["path"] = "absent.txt"
    refused(good, tmp_path, BadInput, "absent.txt, which is not there")


def test_a_file_that_cannot_be_imported_is_refused(good: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "in" / "letter.txt").write_bytes(b"")
    refused(good, tmp_path, BadInput, "letter.txt")


def test_two_sources_of_one_file_are_refused(good: dict[str, Any], tmp_path: Path) -> None:
    good["source"].append({"handle": "S2", "path": "./letter.txt"})
    refused(good, tmp_path, BadInput, "for two sources")
    shutil.copy(tmp_path / "in" / "letter.txt", tmp_path / "in" / "copy.txt")
    good["source"][1]["path"] = "copy.txt"
    refused(good, tmp_path, BadInput, "S1")


def test_an_unknown_key_is_refused_with_its_place(good: dict[str, Any], tmp_path: Path) -> None:
    good["quote"][0]["speeker"] = "Minister"
    refused(good, tmp_path, BadInput, r"quote\[0\].*speeker")


def test_a_wrong_value_is_refused_with_its_place(good: dict[str, Any], tmp_path: Path) -> None:
    good["quote"][0]["as"] = "rumour"
    refused(good, tmp_path, BadInput, r"quote\[0\].as")
    good["quote"][0]["as"] = "claim"
    good["source"][0]["label_offset"] = 10**30
    refused(good, tmp_path, BadInput, "label_offset")


def test_a_handle_given_twice_is_refused(good: dict[str, Any], tmp_path: Path) -> None:
    good["entry"].append({"handle": "E1", "text": "Again."})
    refused(good, tmp_path, BadInput, "E1 twice")


def test_an_untrue_quote_leaves_no_pack_behind(good: dict[str, Any], tmp_path: Path) -> None:
    good["quote"][0]["text"] = "words of the ladder"
    refused(good, tmp_path, QuoteNotStored, "^Q7: .*ladder")


def test_a_quote_that_stands_twice_must_say_which(good: dict[str, Any], tmp_path: Path) -> None:
    good["quote"][0]["text"] = "The words"
    refused(good, tmp_path, QuoteNotStored, "2 places")
    good["quote"][0]["occurrence"] = 2
    with build(good, tmp_path) as pack:
        assert rows_of(pack)["anchors"][0][0][1] > 0


def test_what_points_nowhere_is_refused_by_its_own_handle(good: dict[str, Any], tmp_path: Path) -> None:
    good["entry"][0]["quotes"] = ["Q8"]
    refused(good, tmp_path, NotFound, "^E1: .*Q8")
    good["entry"][0]["quotes"] = []
    good["annex"][0]["pages"] = "1-9"
    refused(good, tmp_path, BadInput, "^A1: ")
    del good["annex"]
    good["entry"][0]["date"] = "29/02/2023"
    refused(good, tmp_path, BadInput, "^E1: .*leap year")
    del good["entry"]
    good["matter"]["profile"] = "martian"
    refused(good, tmp_path, NotFound, "martian")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"not = a recipe",
        b"recipe = 1",
        b"\xff\xfe",
        b"recipe = ",
        b"[matter]\ntitle = 2016-07-25\n",
        b"a=" + b"[" * 9000,
    ],
)
def test_what_is_no_recipe_is_refused_in_a_sentence(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "recipe.toml"
    path.write_bytes(text)
    with pytest.raises(BadInput, match=r"^recipe\.toml ") as caught:
        load_recipe(path)
    assert caught.value.message.endswith(".")
    assert "\n" not in caught.value.message


def test_a_recipe_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        load_recipe(tmp_path)
    with pytest.raises(BadInput, match="absent"):
        load_recipe(tmp_path / "absent.toml")
