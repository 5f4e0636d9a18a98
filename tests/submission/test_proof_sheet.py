"""The proof sheet: every quotation compared anew, what a reader needs to look it up, and no name unasked."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.entries import add_entry
from evidencepack.actions.fields import set_fields
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.regions import add_region
from evidencepack.actions.relations import add_relation
from evidencepack.actions.sections import add_paragraph, add_section
from evidencepack.actions.sources import import_paths
from evidencepack.model.tables import BlobChunk, Page, Quote
from evidencepack.rules.checks import check_pack
from evidencepack.store.pack import Pack, open_pack
from evidencepack.submission.blocks import Heading, Table, TableNote, plain, texts
from evidencepack.submission.compose import compose, count_words
from evidencepack.submission.contents import ProofChoice, load_contents
from evidencepack.submission.proof_sheet import sheet_lines
from evidencepack.submission.quotes_proved import QuotesProved, prove_quotes

PERSON = "Petronella Checker"
SECRET = "a private note that nobody may read"


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """S1 a letter in Annex A, S2 a note that is not annexed; Q1 to Q4, of which Q4 is not used."""
    folder = tmp_path_factory.mktemp("proof")
    (folder / "letter.txt").write_text(
        "Nothing is shared. Officials met twice in May. No record is kept, for now.\n", "utf-8"
    )
    (folder / "note.txt").write_text("The note says 18 requests were met.\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch, new_pack(folder / "p.evpack", "A matter") as made:
        patch.setenv("EVIDENCEPACK_PERSON", PERSON)
        import_paths(made, [folder / "letter.txt", folder / "note.txt"])
        set_fields(made, "S1", {"author": "The Office", "note": SECRET})
        add_annex(made, "S1")
        add_quote(made, "18 requests were met", "evidence", speaker="A clerk", note=SECRET)
        add_quote(
            made, "Nothing is shared. […] No record is kept", "claim", speaker="Minister", date="May 2016"
        )
        add_quote(made, "nothing is Shared", "claim", accept_words="It stands at a sentence’s start.")
        add_quote(made, "Officials met twice in May.", "claim")
        add_relation(made, "Q1", "contradicts", "Q2", because="They were met.")
        add_paragraph(made, "paragraphs", "It says @Q2, and again @Q3.")
        add_entry(made, date="May 2016", text="A meeting.", quotes=["Q2"])
    return folder / "p.evpack"


@pytest.fixture
def pack(made_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pack]:
    monkeypatch.setenv("EVIDENCEPACK_PERSON", PERSON)
    with open_pack(Path(shutil.copy(made_once, tmp_path / "p.evpack"))) as opened:
        yield opened


def proved(pack: Pack, *, all_quotes: bool = False, names: bool = False) -> QuotesProved:
    with pack.reading() as session:
        sheet = prove_quotes(load_contents(session, proof_choice=ProofChoice(all_quotes, names)))
        list(sheet_lines(sheet))  # what it needs is loaded while the pack is open
        return sheet


def data(pack: Pack, **choice: bool) -> dict[str, Any]:
    with pack.reading() as session:
        read: dict[str, Any] = prove_quotes(
            load_contents(session, proof_choice=ProofChoice(**choice))
        ).as_json()
        return read


def printed(pack: Pack, **choice: bool) -> str:
    with pack.reading() as session:
        blocks = compose(load_contents(session, proof_choice=ProofChoice(**choice))).blocks
    return "\n".join(text for block in blocks for text in texts(block)).replace("\u00a0", " ")


def cells(pack: Pack, kind: str) -> list[list[str]]:
    with pack.reading() as session:
        blocks = compose(load_contents(session)).blocks
    [table] = [block for block in blocks if isinstance(block, Table) and block.kind == kind]
    return [[plain(cell).replace("\u00a0", " ") for cell in row.cells] for row in table.rows]


def overwrite(pack: Pack, text: str) -> None:
    with pack.change("The page says something else") as session:
        session.execute(update(Page).where(Page.text.contains("Nothing is")).values(text=text))


def test_it_is_printed_only_where_somebody_added_it(pack: Pack) -> None:
    assert "Proof sheet" not in printed(pack)
    add_section(pack, "proof-sheet")
    assert "Proof sheet" in printed(pack)


def test_it_lists_what_the_submission_uses_in_the_order_in_which_it_has_it(pack: Pack) -> None:
    add_section(pack, "proof-sheet")
    rows = cells(pack, "quotations")
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert [row[1].split("\n")[0] for row in rows] == [
        "“Nothing is shared. […] No record is kept”",
        "“nothing is Shared”",
        "“18 requests were met”",
    ]
    assert "Used in paragraph 1; entry 1; pair 1" in rows[0][2]
    assert "Used in pair 1" in rows[2][2]


def test_a_section_that_is_not_printed_uses_nothing(pack: Pack) -> None:
    with pack.reading() as session:
        kinds = {section.kind: section.handle for section in load_contents(session).sections}
    set_fields(pack, kinds["claims"], {"enabled": "no"})
    assert [one.quote.handle for one in proved(pack).quotes] == ["Q2", "Q3"]


def test_all_quotations_of_the_pack_are_listed_by_choice_only(pack: Pack) -> None:
    assert [one.quote.handle for one in proved(pack).quotes] == ["Q2", "Q3", "Q1"]
    everything = proved(pack, all_quotes=True).quotes
    assert [(one.number, one.quote.handle) for one in everything] == [
        (1, "Q2"), (2, "Q3"), (3, "Q1"), (4, "Q4"),
    ]  # fmt: skip
    assert data(pack, all_quotes=True)["quotes"][3]["used_in"] == []


def test_each_row_says_whose_where_how_and_what_was_left_out(pack: Pack) -> None:
    add_section(pack, "proof-sheet")
    first, second, third = cells(pack, "quotations")
    assert "Minister, May 2016" in first[1]
    assert "Left out: “Officials met twice in May.”" in first[1]
    assert first[2].split("\n")[:2] == ["Annex A, page 1", "Source 1, page 1"]
    assert first[3].startswith("Equivalent\nChecked ")
    assert "Difference accepted: It stands at a sentence’s start." in second[1]
    assert second[3].startswith("Same words\n")
    assert third[2].startswith("Source 2, page 1")  # not annexed


def test_each_source_stands_there_once_with_its_digest(pack: Pack) -> None:
    add_section(pack, "proof-sheet")
    rows = cells(pack, "sources")
    assert [(row[0], row[2]) for row in rows] == [("1", "A"), ("2", "Not annexed")]
    for row, source in zip(rows, data(pack)["sources"], strict=True):
        title, file, *digest = row[1].split("\n")
        assert file == source["file"]
        assert title.startswith(source["title"])
        assert "".join(digest).replace(" ", "") == source["sha256"]
        assert all(len(group) == 8 for line in digest for group in line.split())


def test_what_a_grade_means_is_said_once_above_the_table(pack: Pack) -> None:
    add_section(pack, "proof-sheet")
    said = printed(pack)
    assert said.count("Every character agrees with the page.") == 1  # of Q1, which is exact
    assert said.count("capitals or punctuation differ, and a person must say why") == 1
    assert "nearly these words" not in said  # no quotation has this grade


def test_a_printed_page_number_is_told_where_it_is_another(pack: Pack) -> None:
    set_fields(pack, "S1", {"label_offset": "6"})
    add_section(pack, "proof-sheet")
    assert "page 1 (printed 7)" in cells(pack, "quotations")[0][2]
    assert data(pack)["quotes"][0]["pages"] == [{"page": 1, "label": "7", "annex": "A", "annex_page": 1}]


def test_a_quotation_that_does_not_match_any_more_is_named_plainly(pack: Pack) -> None:
    add_section(pack, "proof-sheet")
    overwrite(pack, "Nothing is shared. Officials met twice in May. A record is kept, for now.")
    sheet = proved(pack)
    assert [one.matches for one in sheet.quotes] == [False, True, True]
    assert not sheet.ok
    said = printed(pack)
    assert "1 does not match the page any more: No. 1." in said
    assert "Does not match its page: " in said
    row = data(pack)["quotes"][0]
    assert (row["ok"], row["match"], row["match_when_tagged"]) == (False, "altered", "equivalent")


def test_a_difference_that_nobody_accepted_does_not_match(pack: Pack) -> None:
    overwrite(pack, "NOTHING is shared. Officials met twice in May. No record is kept, for now.")
    sheet = proved(pack)
    assert [(one.grade, one.matches) for one in sheet.quotes[:2]] == [("words", False), ("words", True)]


def test_words_that_stand_twice_on_the_page_are_still_the_ones_meant(pack: Pack) -> None:
    overwrite(
        pack, "Nothing is shared. Officials met twice in May. No record is kept. Nothing is shared, ever."
    )
    assert proved(pack).ok


def test_no_name_of_those_who_checked_leaves_unasked(pack: Pack) -> None:
    add_section(pack, "proof-sheet")
    assert PERSON not in printed(pack)
    assert PERSON not in printed(pack, all_quotes=True)
    assert PERSON not in json.dumps(data(pack, all_quotes=True))
    assert f"by {PERSON}" in printed(pack, names=True)
    assert data(pack, names=True)["quotes"][1]["accepted_by"] == PERSON


def test_no_private_note_leaves_whatever_is_chosen(pack: Pack) -> None:
    add_section(pack, "proof-sheet")
    assert SECRET not in printed(pack, all_quotes=True, names=True)
    assert SECRET not in json.dumps(data(pack, all_quotes=True, names=True))


def test_the_words_of_a_picture_and_of_ocr_are_said_to_be_such(pack: Pack) -> None:
    handle = add_region(pack, "S1", 1, (50, 600, 300, 790), "A stamp", "evidence")
    add_paragraph(pack, "paragraphs", f"See @{handle}.")
    with pack.change("Read by OCR") as session:
        quote = session.query(Quote).filter_by(handle="Q1").one()
        quote.anchors[0].ocr_confidence = 81
    add_section(pack, "proof-sheet")
    said = printed(pack)
    assert "Picture\nWords typed from the picture" in said
    assert "Read by OCR, 81 % sure\nNot compared with the picture" in said
    set_fields(pack, "Q1", {"compared": "yes"})
    assert "Compared with the picture " in printed(pack)
    assert PERSON not in printed(pack)
    rows = {row["handle"]: row for row in data(pack)["quotes"]}
    assert (rows[handle]["typed_from_picture"], rows["Q1"]["ocr"]) == (True, 81)


def test_a_picture_whose_bytes_are_damaged_does_not_match(pack: Pack) -> None:
    handle = add_region(pack, "S1", 1, (50, 600, 300, 790), "A stamp", "evidence")
    with pack.change("Damage") as session:
        quote = session.query(Quote).filter_by(handle=handle).one()
        sha256 = quote.anchors[0].picture_sha256
        session.execute(update(BlobChunk).where(BlobChunk.sha256 == sha256).values(data=b"other"))
    [damaged] = [one for one in proved(pack, all_quotes=True).quotes if not one.matches]
    assert damaged.told == ("The picture that was kept is damaged.",)


def test_the_sheet_counts_no_words_and_looks_like_nobodys_telephone_number(pack: Pack) -> None:
    def counted() -> int:
        with pack.reading() as session:
            return count_words(list(compose(load_contents(session)).blocks))

    before = counted()
    add_section(pack, "proof-sheet")
    assert counted() == before
    with pack.change("A digest of figures") as session:
        for source in load_contents(session).sources:
            source.sha256 = "0123456789abcdef" * 4
    rules = {finding.rule for finding in check_pack(pack, "commons")[1]}
    assert "commons-contact-details" not in rules


def test_long_words_are_shown_by_their_beginning_and_end(pack: Pack, tmp_path: Path) -> None:
    words = [f"word{n}" for n in range(200)]
    (tmp_path / "long.txt").write_text(" ".join(words), "utf-8")
    import_paths(pack, [tmp_path / "long.txt"])
    handle = add_quote(pack, " ".join(words), "evidence").handle
    add_paragraph(pack, "paragraphs", f"See @{handle}.")
    add_section(pack, "proof-sheet")
    [row] = [row for row in cells(pack, "quotations") if "word0 " in row[1]]
    assert "word35 (150 words not repeated here) word186" in row[1]
    assert data(pack)["quotes"][2]["text"].split() == words  # a program gets them all


def test_a_pack_without_quotations_prints_no_sheet(tmp_path: Path) -> None:
    with new_pack(tmp_path / "empty.evpack", "Nothing yet") as empty:
        add_section(empty, "proof-sheet")
        with empty.reading() as session:
            blocks = compose(load_contents(session)).blocks
        assert not [block for block in blocks if isinstance(block, Heading | Table | TableNote)]


def test_the_data_has_just_these_keys(pack: Pack) -> None:
    read = data(pack)
    assert set(read) == {
        "proof", "program", "matter", "quotes_listed", "ok", "grades", "meanings", "sources", "quotes",
    }  # fmt: skip
    assert set(read["sources"][0]) == {
        "number", "handle", "title", "kind", "file", "media_type", "bytes", "sha256", "pages", "annexes",
    }  # fmt: skip
    keys = {
        "number", "handle", "kind", "text", "speaker", "role", "date", "emphasis", "source", "source_number",
        "sha256", "pages", "match", "match_when_tagged", "ok", "told", "omitted", "omitted_because", "ocr",
        "compared_at", "typed_from_picture", "accepted_because", "checked_at", "used_in",
    }  # fmt: skip
    assert set(read["quotes"][0]) == keys
    named = {"checked_by", "compared_by", "accepted_by"}
    assert set(data(pack, names=True)["quotes"][0]) == keys | named
    assert read["grades"] == {"exact": 1, "equivalent": 1, "words": 1}


def test_a_person_reads_the_same_in_lines(pack: Pack) -> None:
    with pack.reading() as session:
        lines = list(sheet_lines(prove_quotes(load_contents(session))))
    assert lines[0].startswith("3 quotations from 2 sources: 1 exact, 1 equivalent, 1 same words.")
    assert any(line.startswith("Source 2: note") and line.endswith("Not annexed") for line in lines)
    assert "1. “Nothing is shared. […] No record is kept”" in lines
