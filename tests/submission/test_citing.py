"""The three ways of citing, chosen for a matter: in the text, in footnotes, by author and date."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.entries import add_entry
from evidencepack.actions.fields import set_fields
from evidencepack.actions.items import move_item, remove_item
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.relations import add_relation
from evidencepack.actions.sections import add_paragraph
from evidencepack.actions.sources import import_paths
from evidencepack.errors import BadInput
from evidencepack.store.pack import Pack, open_pack
from evidencepack.submission.blocks import (
    Body,
    Bullet,
    Details,
    Heading,
    Link,
    Note,
    Numbered,
    Pairs,
    Quotation,
    Run,
    Runs,
    Table,
    notes_of,
    plain,
    texts,
)
from evidencepack.submission.citing import after_stops
from evidencepack.submission.compose import compose, count_words
from evidencepack.submission.contents import load_contents


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """S1, a letter (Q1, Q2), S2, a report of the same office and year (Q3), S3, a note (Q4); two annexes."""
    folder = tmp_path_factory.mktemp("citing")
    path = folder / "x.evpack"
    words = {"letter": "First words. More words.", "report": "It was counted.", "note": "Nothing at all."}
    for name, text in words.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    with new_pack(path, title="The matter") as pack:
        import_paths(pack, [folder / f"{name}.txt" for name in words])
        set_fields(pack, "S1", {"kind": "letter", "author": "The Office", "recipient": "A Parent"})
        set_fields(pack, "S1", {"sent": "6 October 2016"})
        set_fields(pack, "S2", {"kind": "report", "author": "The Office", "title": "Counts: a report"})
        set_fields(pack, "S2", {"reference": "HC 12", "published": "3 May 2016"})
        set_fields(pack, "S3", {"title": "A note"})
        add_quote(pack, "First words.", "claim", speaker="Minister")
        add_quote(pack, "More words.", "evidence", speaker="Minister")
        add_quote(pack, "It was counted.", "evidence")
        add_quote(pack, "Nothing at all.", "evidence")
        add_annex(pack, "S1")
        add_annex(pack, "S2")
        set_fields(pack, "matter", {"citation_style": "oscola"})
    return path


@pytest.fixture
def pack(imported: Path, tmp_path: Path) -> Iterator[Pack]:
    with open_pack(Path(shutil.copy(imported, tmp_path / "x.evpack"))) as opened:
        yield opened


def composed(pack: Pack) -> list:
    with pack.reading() as session:
        return list(compose(load_contents(session)).blocks)


def marked(runs: Runs) -> str:
    """Words with the footnotes' numbers in square brackets where their marks stand."""
    parts = (f"[{run.note.number}]" if run.note else run.text for run in runs)
    return "".join(parts).replace("\u00a0", " ")


def paragraphs(pack: Pack) -> list[str]:
    return [marked(block.runs) for block in composed(pack) if isinstance(block, Numbered | Body | Bullet)]


def notes(pack: Pack) -> list[Note]:
    return [note for block in composed(pack) for note in notes_of(block)]


def note_words(pack: Pack) -> list[str]:
    return [f"{note.number} {marked(note.runs)}" for note in notes(pack)]


# Choosing


def test_annex_and_page_is_how_a_new_matter_cites(tmp_path: Path) -> None:
    with new_pack(tmp_path / "n.evpack") as pack, pack.reading() as session:
        assert load_contents(session).matter.citation_style == "annex"


def test_only_a_style_there_is_can_be_chosen(pack: Pack) -> None:
    with pytest.raises(BadInput, match="it is one of annex, oscola, author-date"):
        set_fields(pack, "matter", {"citation_style": "harvard"})
    set_fields(pack, "matter", {"citation_style": "Author date"})
    with pack.reading() as session:
        assert load_contents(session).matter.citation_style == "author-date"


def test_the_same_text_is_cited_in_each_style(pack: Pack) -> None:
    add_paragraph(pack, "paragraphs", "It says @Q1. It adds more (@Q2.cite).")
    said = {}
    for style in ("annex", "oscola", "author-date"):
        set_fields(pack, "matter", {"citation_style": style})
        said[style] = paragraphs(pack)
    assert said == {
        "annex": ["It says “First words.” (Annex A, page 1). It adds more (Annex A, page 1)."],
        "oscola": ["It says “First words.”[1] It adds more.[2]"],
        "author-date": [
            "It says “First words.” (The Office 2016, Annex A, page 1). "
            "It adds more (The Office 2016, Annex A, page 1)."
        ],
    }


# Footnotes


def test_the_first_note_gives_the_source_in_full_and_later_ones_point_back(pack: Pack) -> None:
    add_paragraph(pack, "paragraphs", "One @Q1, two @Q3 and three @Q2.")
    add_paragraph(pack, "paragraphs", "Four (@Q3.cite) and five (@Q4.cite).")
    assert note_words(pack) == [
        "1 Letter from The Office to A Parent (6 October 2016) (Minister), Annex A, page 1.",
        "2 The Office, Counts: a report (HC 12, 2016), Annex B, page 1.",
        "3 Letter from The Office (n 1), Annex A, page 1.",
        "4 The Office (n 2), Annex B, page 1.",
        "5 ‘A note’, page 1, not annexed.",
    ]
    report = notes(pack)[1]
    assert [run.text for run in report.runs if run.italic] == ["Counts: a report"]


def test_notes_lead_to_annex_pages_and_to_the_first_note(pack: Pack) -> None:
    add_paragraph(pack, "paragraphs", "One @Q1, two @Q2.")
    first, second = notes(pack)
    assert [run.link for run in first.runs if run.link] == [Link("annex", "A1", 1)]
    assert [run.link for run in second.runs if run.link] == [Link("note", "1"), Link("annex", "A1", 1)]


def test_numbers_and_first_citations_follow_what_is_moved_and_removed(pack: Pack) -> None:
    for text in ("One @Q1.", "Two @Q3.", "Three @Q2."):
        add_paragraph(pack, "paragraphs", text)
    move_item(pack, "P3", "first")
    assert paragraphs(pack) == [
        "Three “More words.”[1]",
        "One “First words.”[2]",
        "Two “It was counted.”[3]",
    ]
    assert note_words(pack)[:2] == [
        "1 Letter from The Office to A Parent (6 October 2016) (Minister), Annex A, page 1.",
        "2 Letter from The Office (n 1), Annex A, page 1.",
    ]
    remove_item(pack, "P3")
    assert note_words(pack) == [
        "1 Letter from The Office to A Parent (6 October 2016) (Minister), Annex A, page 1.",
        "2 The Office, Counts: a report (HC 12, 2016), Annex B, page 1.",
    ]


def test_notes_are_numbered_through_bullets_quotations_and_paragraphs(pack: Pack) -> None:
    add_paragraph(pack, "summary", "In short @Q1.")
    add_paragraph(pack, "introduction", "We say:\n@Q3\nand @Q4.")
    add_paragraph(pack, "paragraphs", "At last @Q2.")
    assert [note.number for note in notes(pack)] == [1, 2, 3, 4]
    [apart] = [block for block in composed(pack) if isinstance(block, Quotation)]
    assert (marked(apart.runs), apart.source) == ("It was counted.[2]", ())


def test_citations_together_in_brackets_share_one_note(pack: Pack) -> None:
    add_paragraph(pack, "paragraphs", "All agree (@Q1.cite; @Q2.cite and @Q3.cite), they say.")
    assert paragraphs(pack) == ["All agree,[1] they say."]
    assert note_words(pack) == [
        "1 Letter from The Office to A Parent (6 October 2016) (Minister), Annex A, page 1; Annex A, page 1; "
        "The Office, Counts: a report (HC 12, 2016), Annex B, page 1."
    ]


def test_added_emphasis_and_a_quotation_that_is_gone_are_told(pack: Pack) -> None:
    set_fields(pack, "Q3", {"emphasis": "emphasis added"})
    add_paragraph(pack, "paragraphs", "One @Q3. Two (@Q4.cite).")
    remove_item(pack, "Q4")
    assert note_words(pack) == [
        "1 The Office, Counts: a report (HC 12, 2016), Annex B, page 1 (emphasis added)."
    ]
    assert "Two [missing: Q4]." in paragraphs(pack)[0].replace("Two[", "Two [")


def test_tables_keep_annex_and_page(pack: Pack) -> None:
    add_relation(pack, "Q3", "qualifies", "Q1")
    add_entry(pack, date="2016", text="It says @Q1.", quotes=["Q1"])
    blocks = [block for block in composed(pack) if isinstance(block, Table | Pairs)]
    assert [note for block in blocks for note in notes_of(block)] == []
    words = " ".join(text for block in blocks for text in texts(block)).replace("\u00a0", " ")
    assert "It says “First words.” (Annex A, page 1)." in words


def test_footnotes_are_read_by_the_checks_but_not_counted(pack: Pack) -> None:
    add_paragraph(pack, "paragraphs", "Two words @Q1.")
    blocks = composed(pack)
    assert count_words(blocks) == 4
    [details] = [block for block in blocks if isinstance(block, Details)]
    assert dict(details.rows)["Length"] == "4 words, without headings, footnotes, tables and annexes"
    assert any("Letter from The Office" in text for block in blocks for text in texts(block))


def test_a_mark_stands_behind_the_stop_and_close_to_the_word() -> None:
    mark = Run("", note=Note(1, (Run("x"),)))
    assert marked(after_stops((Run("see "), mark, Run("; then")))) == "see;[1] then"
    assert marked(after_stops((Run("“a”"), mark, Run(".")))) == "“a”.[1]"
    assert marked(after_stops((Run("“a.”"), mark, Run(". Then")))) == "“a.”[1] Then"
    assert marked(after_stops((Run("“a.”"), mark, Run("; then")))) == "“a.”;[1] then"
    assert marked(after_stops((mark, Run(" then")))) == "[1] then"
    assert after_stops((Run("a"), Run("."))) == (Run("a"), Run("."))


# Author and date


@pytest.fixture
def dated(pack: Pack) -> Pack:
    set_fields(pack, "matter", {"citation_style": "author-date"})
    return pack


def test_letters_tell_apart_what_one_author_wrote_in_one_year(dated: Pack) -> None:
    add_paragraph(dated, "paragraphs", "One @Q1, two @Q3, three @Q4.")
    assert paragraphs(dated) == [
        "One “First words.” (The Office 2016b, Annex A, page 1), two “It was counted.” (The Office 2016a, "
        "Annex B, page 1), three “Nothing at all.” (A note, page 1, not annexed)."
    ]


def test_the_list_of_sources_has_what_is_cited_and_stands_before_the_annexes(dated: Pack) -> None:
    add_paragraph(dated, "paragraphs", "One @Q3.")
    add_entry(dated, date="2016", text="It was.", quotes=["Q1"])
    blocks = composed(dated)
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert headings[-2:] == ["List of sources", "List of annexes"]
    [table] = [block for block in blocks if isinstance(block, Table) and block.kind == "sources"]
    rows = [[plain(cell).replace("\u00a0", " ") for cell in row.cells] for row in table.rows]
    assert rows == [
        ["The Office 2016a", "The Office, Counts: a report (HC 12, 2016)", "B"],
        ["The Office 2016b", "Letter from The Office to A Parent (6 October 2016)", "A"],
    ]
    assert [row.link for row in table.rows] == [Link("source", "S2"), Link("source", "S1")]


def test_a_citation_leads_to_its_row_and_to_the_page(dated: Pack) -> None:
    add_paragraph(dated, "paragraphs", "(@Q1.cite)")
    [block] = [block for block in composed(dated) if isinstance(block, Numbered)]
    assert [run.link for run in block.runs if run.link] == [Link("source", "S1"), Link("annex", "A1", 1)]


def test_a_quotation_set_apart_names_its_speaker_unless_the_author_does(dated: Pack) -> None:
    add_paragraph(dated, "paragraphs", "They say:\n@Q1\nand\n@Q3")
    below = [marked(block.source) for block in composed(dated) if isinstance(block, Quotation)]
    assert below == ["Minister (The Office 2016b, Annex A, page 1)", "(The Office 2016a, Annex B, page 1)"]


def test_undated_sources_of_one_author_are_told_apart(dated: Pack) -> None:
    for handle, kind in (("S1", "sent"), ("S2", "published")):
        set_fields(dated, handle, {kind: ""})
    add_paragraph(dated, "paragraphs", "One @Q1, two @Q3.")
    [said] = paragraphs(dated)
    assert "(The Office undated b, Annex A" in said or "(The Office undated a, Annex A" in said


def test_nothing_cited_means_no_list(dated: Pack) -> None:
    add_paragraph(dated, "paragraphs", "Nothing.")
    assert "List of sources" not in [block.text for block in composed(dated) if isinstance(block, Heading)]


@pytest.mark.parametrize("style", ["oscola", "author-date"])
def test_composing_twice_gives_the_same(pack: Pack, style: str) -> None:
    set_fields(pack, "matter", {"citation_style": style})
    add_paragraph(pack, "paragraphs", "One @Q1, two @Q3, three @Q2.")
    with pack.reading() as session:
        contents = load_contents(session)
        assert compose(contents) == compose(contents)
