"""From a pack to blocks: where quotations can be looked up, and what stands in which order."""

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
from evidencepack.actions.sections import add_paragraph, add_section
from evidencepack.actions.sources import import_paths
from evidencepack.store.pack import Pack, open_pack
from evidencepack.submission.blocks import (
    Block,
    Body,
    Bullet,
    Details,
    Heading,
    Link,
    Marking,
    Numbered,
    Pairs,
    Quotation,
    Submission,
    Subtitle,
    Table,
    TableNote,
    Title,
    plain,
    texts,
)
from evidencepack.submission.citations import Annexed
from evidencepack.submission.compose import compose
from evidencepack.submission.contents import load_contents

FILLING = "A line of a long letter that says nothing new at all, number {}.\n\n"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack with S1, a letter of several pages, and S2, a note; Q1 on page 1, Q2 on 2, Q3 over both."""
    folder = tmp_path_factory.mktemp("compose")
    letter, note, path = folder / "letter.txt", folder / "note.txt", folder / "x.evpack"
    letter.write_text("The first words.\n\n" + "".join(FILLING.format(n) for n in range(80)), "utf-8")
    note.write_text("A note says otherwise.", "utf-8")
    with new_pack(path, title="The matter") as pack:
        import_paths(pack, [letter, note])
        set_fields(pack, "S1", {"title": "Letter", "author": "The Office", "answered": "6 October 2016"})
        set_fields(pack, "S1", {"kind": "letter", "reference": "L/1"})
        with pack.reading() as session:
            source = load_contents(session).sources[0]
        assert source.rendition.pages >= 2
        on_two = _number_on_page(pack, 2)
        add_quote(pack, "The first words.", "claim", speaker="Minister", date="July 2016")
        add_quote(pack, f"that says nothing new at all, number {on_two}.", "evidence")
        add_quote(pack, f"The first words. […] number {on_two}.", "evidence")
        add_quote(pack, "A note says otherwise.", "evidence")
    return path


def _number_on_page(pack: Pack, page: int) -> int:
    """The number of a line that stands whole on a page."""
    from evidencepack.actions.anchors import page_words

    with pack.reading() as session:
        text = page_words(session, "S1")[page - 1].text
    return next(n for n in range(80) if f"at all, number {n}." in text and f"number {n + 1}." in text)


@pytest.fixture
def pack(imported: Path, tmp_path: Path) -> Iterator[Pack]:
    with open_pack(Path(shutil.copy(imported, tmp_path / "x.evpack"))) as opened:
        yield opened


def composed(pack: Pack, profile: str | None = None) -> Submission:
    with pack.reading() as session:
        return compose(load_contents(session, profile))


def said(pack: Pack) -> str:
    """The words of the numbered paragraphs, with their spaces made plain."""
    runs = [plain(b.runs) for b in composed(pack).blocks if isinstance(b, Numbered)]
    return " ".join(runs).replace("\u00a0", " ")


def of_kind(pack: Pack, kind: type[Block]) -> list[Block]:  # type: ignore[valid-type]
    return [block for block in composed(pack).blocks if isinstance(block, kind)]


# Citations


def test_a_quote_of_an_annexed_page_names_annex_and_page_and_leads_there(pack: Pack) -> None:
    add_annex(pack, "S2")
    add_annex(pack, "S1")
    add_paragraph(pack, "paragraphs", "It says @Q1 and @Q2.cite.")
    assert "“The first words.” (Annex B, page 1) and Annex B, page 2." in said(pack)
    [block] = of_kind(pack, Numbered)
    assert [run.link for run in block.runs if run.link] == [Link("annex", "A2", 1), Link("annex", "A2", 2)]


def test_pages_of_a_partial_annex_are_counted_from_its_own_first(pack: Pack) -> None:
    add_annex(pack, "S1", pages="2")
    add_paragraph(pack, "paragraphs", "(@Q2.cite) but (@Q1.cite)")
    assert "(Annex A, page 1) but (Letter, page 1, not annexed)" in said(pack)


def test_a_quote_over_two_pages_names_both(pack: Pack) -> None:
    add_annex(pack, "S1")
    add_paragraph(pack, "paragraphs", "(@Q3.cite)")
    assert "(Annex A, pages 1 and 2)" in said(pack)


def test_a_quote_only_half_annexed_is_called_not_annexed(pack: Pack) -> None:
    add_annex(pack, "S1", pages="2")
    add_paragraph(pack, "paragraphs", "(@Q3.cite)")
    assert "(Letter, pages 1 and 2, not annexed)" in said(pack)
    add_annex(pack, "S1", pages="1")  # each page in an annex of its own
    assert "not annexed" in said(pack)


def test_a_page_annexed_twice_is_cited_from_the_first_annex(pack: Pack) -> None:
    add_annex(pack, "S1", pages="2")
    add_annex(pack, "S1")
    add_paragraph(pack, "paragraphs", "(@Q2.cite)")
    assert "(Annex A, page 1)" in said(pack)
    move_item(pack, "A2", "first")
    assert "(Annex A, page 2)" in said(pack)


def test_the_receiver_decides_what_an_annex_is_called(pack: Pack) -> None:
    add_annex(pack, "S1")
    add_paragraph(pack, "paragraphs", "(@Q1.cite)")
    with pack.reading() as session:
        contents = load_contents(session)
        contents.annexed = Annexed(contents.annexed.ordered, "Exhibit")
        words = " ".join(text for block in compose(contents).blocks for text in texts(block))
    assert "Exhibit\u00a0A, page\u00a01" in words
    assert "Annex\u00a0A" not in words


# References


def test_every_reference_shows_what_a_reader_needs(pack: Pack) -> None:
    add_annex(pack, "S1")
    add_entry(pack, date="2016", text="Second.")
    add_entry(pack, date="2012", text="First.")
    add_paragraph(pack, "paragraphs", "One.")
    add_paragraph(pack, "paragraphs", "See @P1, @E1, @A1, @S1, @S2, @T7 and @P2.")
    seen = said(pack)
    for words in ("paragraph 1,", "entry 2,", "Annex A, Annex A, note,", "and paragraph 2."):
        assert words in seen


def test_a_reference_to_what_is_gone_is_seen_and_leads_nowhere(pack: Pack) -> None:
    add_entry(pack, date="2016", text="Soon gone.")
    add_paragraph(pack, "paragraphs", "See @E1 and @Q1.\n@Q1\n")
    remove_item(pack, "E1")
    remove_item(pack, "Q1")
    assert "See [missing: E1] and [missing: Q1]." in said(pack)
    assert [plain(block.runs) for block in of_kind(pack, Body)] == ["[missing: Q1]"]
    assert all(run.link is None for block in of_kind(pack, Numbered) for run in block.runs)


def test_a_reference_to_an_unnumbered_bullet_is_called_missing(pack: Pack) -> None:
    add_paragraph(pack, "summary", "In short.")
    add_paragraph(pack, "paragraphs", "See @P1.")
    assert "[missing: P1]" in said(pack)


# The order of the parts


def test_the_parts_stand_in_the_usual_order(pack: Pack) -> None:
    set_fields(pack, "matter", {"submitter": "A Group", "marking": "A draft"})
    add_annex(pack, "S1")
    add_relation(pack, "Q4", "contradicts", "Q1", because="It differs.")
    add_entry(pack, date="2016", text="It happened.", quotes=["Q1"])
    set_fields(pack, "T4", {"title": "What happened"})
    for kind in ("recommendations", "paragraphs", "introduction", "summary"):
        add_paragraph(pack, kind, f"Words of the {kind}.")
    kinds = [type(block) for block in composed(pack, "commons").blocks]
    seen = [kind for n, kind in enumerate(kinds) if n == 0 or kinds[n - 1] is not kind]
    assert seen == [
        Marking, Title, Subtitle, Details,
        Heading, Bullet,
        Heading, Numbered,
        Heading, Numbered,
        Heading, TableNote, Table,
        Heading, TableNote, Pairs,
        Heading, Numbered,
        Heading, Table,
    ]  # fmt: skip
    tables = [block.kind for block in composed(pack).blocks if isinstance(block, Table)]
    assert tables == ["chronology", "annexes"]


def test_numbers_run_on_through_sections_and_headings(pack: Pack) -> None:
    add_section(pack, "paragraphs", title="More", after="T4")
    for kind in ("introduction", "T4", "T4", "T9", "recommendations"):
        add_paragraph(pack, kind, "Words.")
    assert [block.label for block in of_kind(pack, Numbered)] == ["1.", "2.", "3.", "4.", "5."]


def test_summary_points_are_bullets_and_take_no_number(pack: Pack) -> None:
    add_paragraph(pack, "summary", "First point.")
    add_paragraph(pack, "summary", "Second point.")
    add_paragraph(pack, "paragraphs", "Words.")
    assert [plain(block.runs) for block in of_kind(pack, Bullet)] == ["First point.", "Second point."]
    assert [block.label for block in of_kind(pack, Numbered)] == ["1."]


def test_a_section_with_nothing_in_it_has_no_heading(pack: Pack) -> None:
    assert of_kind(pack, Heading) == []
    add_paragraph(pack, "introduction", "Words.")
    assert [block.text for block in of_kind(pack, Heading)] == ["Introduction"]


def test_a_section_left_out_takes_its_paragraphs_and_their_numbers_along(pack: Pack) -> None:
    add_paragraph(pack, "introduction", "Left out.")
    add_paragraph(pack, "paragraphs", "Words.")
    set_fields(pack, "T3", {"enabled": "no"})
    assert [(block.label, plain(block.runs)) for block in of_kind(pack, Numbered)] == [("1.", "Words.")]


def test_moving_a_paragraph_moves_its_number(pack: Pack) -> None:
    for words in ("One.", "Two.", "Three."):
        add_paragraph(pack, "paragraphs", words)
    move_item(pack, "P3", "P1")
    assert [(b.handle, b.number) for b in of_kind(pack, Numbered)] == [("P1", "1"), ("P3", "2"), ("P2", "3")]


# Quotations


def test_a_quotation_set_apart_says_whose_words_it_has_and_where_they_stand(pack: Pack) -> None:
    add_annex(pack, "S1")
    set_fields(pack, "Q1", {"emphasis": "emphasis added"})
    add_paragraph(pack, "paragraphs", "The letter said:\n@Q1\nand no more.")
    [lead] = of_kind(pack, Numbered)
    assert lead.leads_in
    [quotation] = of_kind(pack, Quotation)
    assert plain(quotation.runs) == "The first words."
    source = plain(quotation.source).replace("\u00a0", " ")
    assert source == "Minister, letter L/1, July 2016 (Annex A, page 1); emphasis added"
    assert [plain(block.runs) for block in of_kind(pack, Body)] == ["and no more."]


def test_a_paragraph_that_begins_with_a_quotation_still_has_words_beside_its_number(pack: Pack) -> None:
    add_paragraph(pack, "paragraphs", "@Q1\n@Q4")
    [block] = of_kind(pack, Numbered)
    assert plain(block.runs).startswith("“The first words.” (")
    assert len(of_kind(pack, Quotation)) == 1


# Tables


def test_the_chronology_has_numbers_dates_events_and_sources(pack: Pack) -> None:
    add_annex(pack, "S1")
    add_entry(pack, date="3/5/2021", text="Later, see @A1.", quotes=["Q1", "Q4", "Q1"])
    add_entry(pack, date="about 1998", text="Earlier.")
    add_entry(pack, date="", text="Undated.")
    [table] = of_kind(pack, Table)[:1]
    rows = [[plain(cell).replace("\u00a0", " ") for cell in row.cells] for row in table.rows]
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert [row[1] for row in rows] == ["about 1998", "3 May 2021", "undated"]
    assert rows[1][2:] == ["Later, see Annex A.", "Annex A, page 1; Not annexed"]
    assert rows[0][3] == "No source given"
    assert [row.link for row in table.rows] == [Link("entry", "E2"), Link("entry", "E1"), Link("entry", "E3")]
    italic = [any(run.italic for run in row.cells[1]) for row in table.rows]
    assert italic == [True, False, True]


def test_a_pair_shows_claim_evidence_reason_and_how_far_they_compare(pack: Pack) -> None:
    add_annex(pack, "S1")
    compared = {"same_subject": "yes", "same_data": "in part", "same_period": "unknown"}
    add_relation(pack, "Q4", "contradicts", "Q1", because="It differs.", same=compared)
    add_relation(pack, "Q2", "quoted-in", "Q3")
    [pairs] = of_kind(pack, Pairs)
    [pair] = pairs.rows
    assert (pair.number, pair.relation, pair.handle) == ("1", "Evidence contradicts claim", "R1")
    assert pair.claim.heading.replace("\u00a0", " ") == "Minister, July 2016"
    assert plain(pair.claim.quotation) == "“The first words.”"
    assert plain(pair.claim.citation).replace("\u00a0", " ") == "Annex A, page 1, exact"
    assert plain(pair.evidence.citation).endswith("not annexed, exact")
    assert plain(pair.reason) == "Reason: It differs."
    assert plain(pair.comparison) == "Same subject: yes. Same data: in part."


def test_the_list_of_annexes_says_which_pages_are_attached(pack: Pack) -> None:
    add_annex(pack, "S2", title="The note")
    add_annex(pack, "S1", pages="1")
    with pack.reading() as session:
        whole = load_contents(session).sources[0].rendition.pages
    [table] = of_kind(pack, Table)
    rows = [[plain(cell).replace("\u00a0", " ") for cell in row.cells] for row in table.rows]
    assert rows == [["A", "The note", "", "1"], ["B", "Letter", "6 October 2016", f"1 of {whole}"]]


# The first page


def test_the_length_counts_words_of_paragraphs_and_quotations_only(pack: Pack) -> None:
    set_fields(pack, "matter", {"submitter": "A Group", "committee": "A Committee"})
    add_entry(pack, date="2016", text="Words of a table are not counted.")
    add_paragraph(pack, "summary", "Three words here.")
    add_paragraph(pack, "paragraphs", "Two words:\n@Q1\nand three more.")
    [details] = of_kind(pack, Details)
    rows = dict(details.rows)
    assert rows["Length"] == "11 words, without headings, tables and annexes"
    assert rows["Submitted by"] == "A Group"
    assert rows["Committee"] == "A Committee"
    assert "Court" not in rows


def test_the_properties_of_the_document_come_from_the_matter(pack: Pack) -> None:
    set_fields(pack, "matter", {"submitter": "A Group", "date": "21/11/2016", "subject": "Short"})
    submission = composed(pack)
    assert (submission.title, submission.submitter, submission.subject) == ("The matter", "A Group", "Short")
    assert (submission.date, submission.language) == ("2016-11-21", "en-GB")
    set_fields(pack, "matter", {"date": "November 2016"})
    assert composed(pack).date == ""


def test_private_notes_are_in_no_block(pack: Pack) -> None:
    add_entry(pack, date="2016", text="It happened.", quotes=["Q1"])
    add_annex(pack, "S1")
    for handle in ("matter", "S1", "Q1", "E1"):
        set_fields(pack, handle, {"note": "Xanthippe"})
    assert "Xanthippe" not in " ".join(text for block in composed(pack).blocks for text in texts(block))


def test_composing_twice_gives_the_same_submission(pack: Pack) -> None:
    add_paragraph(pack, "paragraphs", "See @Q1.")
    assert composed(pack) == composed(pack)
