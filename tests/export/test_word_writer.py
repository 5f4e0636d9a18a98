"""The Word file says what the blocks say, with Word's own numbers, and an independent reader agrees."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from census_case import annex, census_case, made, words
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader

from evidencepack.export.word import write_word
from evidencepack.export.word_proof import WordParagraph, prove_word, read_back
from evidencepack.submission.blocks import (
    Body,
    Column,
    Cover,
    Details,
    FrontSheet,
    Heading,
    Index,
    Link,
    Numbered,
    Quotation,
    Row,
    Run,
    Table,
    Title,
    texts,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def case() -> bytes:
    return write_word(census_case())


def part(data: bytes, name: str = "word/document.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name)


def paragraphs(*blocks) -> tuple[WordParagraph, ...]:
    return tuple(each for each in read_back(write_word(made(*blocks))).paragraphs if each.text or each.number)


def numbered(levels: list[int]) -> list[Numbered]:
    """Numbered paragraphs of these levels, with labels counted here, simply."""
    counts = [0, 0, 0, 0]
    blocks = []
    for at, level in enumerate(levels):
        counts[level - 1] += 1
        counts[level:] = [0] * (4 - level)
        letter = chr(ord("a") + (counts[2] - 1) % 26) * ((counts[2] - 1) // 26 + 1)
        roman = "".join(
            (
                ("", "x", "xx", "xxx", "xl", "l")[counts[3] // 10],
                ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[counts[3] % 10],
            )
        )
        label = [f"{counts[0]}.", f"{counts[0]}.{counts[1]}", f"({letter})", f"({roman})"][level - 1]
        blocks.append(Numbered(label, label, level, words(f"word{at}x"), f"P{at}"))
    return blocks


def test_the_file_is_proved_against_the_submission_it_was_drawn_from(case: bytes) -> None:
    assert prove_word(case, census_case()) == []


def test_every_text_of_every_block_is_read_back_in_order(case: bytes) -> None:
    said = [text for block in census_case().blocks for text in texts(block) if text]
    shown = [text for each in read_back(case).paragraphs for text in (each.number, each.text) if text]
    assert shown == said


def test_the_numbers_word_shows_are_the_labels_of_the_blocks(case: bytes) -> None:
    labels = [block.label for block in census_case().blocks if isinstance(block, Numbered)]
    assert [each.number for each in read_back(case).paragraphs if each.number] == labels
    assert len(labels) == 18


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 4), max_size=40))
def test_automatic_numbers_equal_computed_labels_for_any_sequence_of_levels(levels: list[int]) -> None:
    blocks = numbered([1, *levels])
    assert [each.number for each in paragraphs(*blocks)] == [block.label for block in blocks]
    assert prove_word(write_word(made(*blocks)), made(*blocks)) == []


def test_headings_and_tables_between_paragraphs_do_not_restart_their_numbers() -> None:
    first, second, third = numbered([1, 1, 1])
    table = Table("questions", (Column("Question"),), (Row((words("Why?"),)),))
    shown = paragraphs(first, Heading("Next"), second, table, third)
    assert [each.number for each in shown if each.number] == ["1.", "2.", "3."]


def test_numbers_are_not_typed_into_the_text(case: bytes) -> None:
    styles = {each.text: each.number for each in read_back(case).paragraphs if each.style == "Numbered 3"}
    assert styles["name, date of birth and sex;"] == "(a)"
    assert b"(a)" not in part(case)
    assert b"4.2<" not in part(case)


def test_letters_go_on_with_aa_and_bb_after_z_as_word_does() -> None:
    shown = paragraphs(*numbered([1, *[3] * 28]))
    assert [each.number for each in shown][-3:] == ["(z)", "(aa)", "(bb)"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_the_same_numbers(tmp_path: Path) -> None:
    levels = [1, 3, 2, 2, 1, 4, 3, 2, 3, 4, 2, 1, 2, 3, 3, 4, 4, 3, 1, 2, 4, 3, 1, 1, *[3] * 27, 1]
    blocks = numbered(levels)
    (tmp_path / "numbers.docx").write_bytes(write_word(made(*blocks)))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    told = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "numbers.docx")]
    subprocess.run(["soffice", profile, *told], check=True, capture_output=True, timeout=120)
    text = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "numbers.pdf").pages)
    printed = {int(at): number for number, at in re.findall(r"(\S+?)\s*word(\d+)x", text)}
    assert [printed.get(at) for at in range(len(levels))] == [block.label for block in blocks]


def test_links_lead_to_bookmarks_named_after_kind_and_handle(case: bytes) -> None:
    found = read_back(case).paragraphs
    where = {name: each.text for each in found for name in each.bookmarks}
    assert where["annex_A4"] == "D"
    assert where["entry_E12"] == "12"
    assert where["section_T3"] == "What the record shows"
    assert where["quote_Q2"] == "There are no such plans, save where the law obliges us."
    assert ("Annex D, page 2", "annex_A4") in {link for each in found for link in each.links}
    assert all(anchor in where for each in found for _, anchor in each.links)


def test_a_link_whose_target_is_absent_is_drawn_as_plain_words() -> None:
    (shown,) = paragraphs(Body(words("see ", annex("F", 3), " there")))
    assert (shown.text, shown.links) == ("see Annex F, page 3 there", ())


def test_one_link_covers_neighbouring_words_with_one_destination() -> None:
    first, second = numbered([1, 1])
    link = Link("paragraph", "P0")
    reference = Body((Run("paragraph ", link=link), Run("1", bold=True, link=link), Run(", above")))
    assert paragraphs(first, reference, second)[1].links == (("paragraph 1", "paragraph_P0"),)


def test_a_quotation_printed_twice_is_found_at_its_first_place() -> None:
    quotation = Quotation(words("No plans."), words("Minister"), "Q1")
    shown = paragraphs(quotation, Body(words(Run("there", link=Link("quote", "Q1")))), quotation)
    assert [each.bookmarks for each in shown if each.style == "Quote"] == [("quote_Q1",), ()]
    assert prove_word(write_word(made(quotation, quotation)), made(quotation, quotation)) == []


def test_a_bookmark_name_is_legal_in_word_whatever_the_handle() -> None:
    handles = ["A" * 60, "A" * 61, "é:1 <&>", "\ud800"]
    blocks = [Numbered("1.", "1", 1, words("one"), handle) for handle in handles]
    names = [name for each in paragraphs(*blocks) for name in each.bookmarks]
    assert len(set(names)) == 4
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", name) for name in names)


HOSTILE = "  <w:t>&amp; “q” \u202eעברית\u202c 王 😀 e\u0301 %1. {kind} @Q1 \xa0 \xad\u2011  "


def test_hostile_text_is_read_back_letter_for_letter() -> None:
    shown = paragraphs(Title(HOSTILE), Body(words(HOSTILE)), *numbered([1]))
    assert [each.text for each in shown[:2]] == [HOSTILE, HOSTILE]


def test_a_control_character_is_shown_and_a_line_break_becomes_a_space() -> None:
    (shown,) = paragraphs(Body(words("a\x07b\r\nc\td\ud83de\ufffef\uffffg\x0bh")))
    assert shown.text == "a[U+0007]b c d[U+D83D]e[U+FFFE]f[U+FFFF]g[U+000B]h"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=())), min_size=6, max_size=6))
def test_any_text_survives_in_any_part(said: list[str]) -> None:
    a, b, c, d, e, f = said
    submission = made(
        Details(((a, b),)),
        Heading(c, 2, "T1"),
        Numbered("1.", "1", 1, words(d, Run(e, italic=True, link=Link("annex", "A1", 1))), "P1"),
        Quotation(words(f), words(a), "Q1"),
        Table("annexes", (Column(b), Column(c)), (Row((words(d), words(e)), Link("annex", "A1")),)),
        title=a,
        submitter=b,
        kind=c,
        subject=d,
        language="en-GB",
    )
    assert prove_word(write_word(submission), submission) == []


def test_python_docx_opens_the_file_and_knows_its_styles(case: bytes) -> None:
    opened = docx.Document(io.BytesIO(case))
    assert [each.text for each in opened.paragraphs if each.style.name == "Heading 2"] == [
        "The answer of 6 October"
    ]
    assert len(opened.tables) == 4
    assert opened.tables[1].rows[12].cells[3].text == "Annex E, page 1"


def test_the_properties_bear_the_title_the_submitter_and_the_day_and_no_other_name(case: bytes) -> None:
    properties = docx.Document(io.BytesIO(case)).core_properties
    assert (properties.title, properties.author) == (
        "Written evidence: School Data Watch",
        "School Data Watch",
    )
    assert properties.created == properties.modified == datetime(2016, 12, 14, 12, tzinfo=UTC)
    assert (properties.last_modified_by, properties.comments, properties.keywords) == ("", "", "")


@pytest.mark.parametrize("day", ["", "2016", "2016-12", "soon"])
def test_a_submission_without_an_exact_day_gets_a_constant_one(day: str) -> None:
    properties = docx.Document(io.BytesIO(write_word(made(date=day)))).core_properties
    assert properties.created == datetime(1980, 1, 1, 12, tzinfo=UTC)


def test_the_same_submission_gives_the_same_bytes(case: bytes) -> None:
    assert write_word(census_case()) == case


def test_the_language_of_the_submission_is_the_language_of_the_file() -> None:
    styles = part(write_word(made(language="cy-GB")), "word/styles.xml")
    assert b'w:lang w:val="cy-GB"' in styles


def test_the_head_begins_on_page_two_and_the_foot_counts_pages(case: bytes) -> None:
    section = docx.Document(io.BytesIO(case)).sections[0]
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == "School Data Watch\tWritten evidence"
    assert section.first_page_header.is_linked_to_previous  # the first page has none
    for name in ("word/footer1.xml", "word/footer2.xml"):
        assert re.findall(rb'instr=" (\w+) "', part(case, name)) == [b"PAGE", b"NUMPAGES"]


def test_page_numbers_are_left_out_where_the_receiver_forbids_them() -> None:
    data = write_word(census_case(), page_numbers=False)
    section = docx.Document(io.BytesIO(data)).sections[0]
    assert section.footer.paragraphs[0].text == "Pupils’ nationality data, 2016"
    assert section.first_page_footer.paragraphs[0].text == "Pupils’ nationality data, 2016"
    assert b"fldSimple" not in part(data, "word/footer1.xml")
    assert prove_word(data, census_case()) == []


def test_table_heads_repeat_and_short_rows_do_not_break(case: bytes) -> None:
    for table in docx.Document(io.BytesIO(case)).tables[1:]:
        rows = [row._tr for row in table.rows]
        assert [at for at, row in enumerate(rows) if row.find(f"{W}trPr/{W}tblHeader") is not None] == [0]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_row_longer_than_seven_lines_may_break_across_pages() -> None:
    table = Table("chronology", (Column("Event", 50),), (Row((words("event " * 200),)),))
    opened = docx.Document(io.BytesIO(write_word(made(table))))
    assert opened.tables[0].rows[1]._tr.find(f"{W}trPr/{W}cantSplit") is None


@pytest.mark.parametrize(
    ("rows", "held"),
    [(1, []), (3, [1, 2]), (8, [1, 2, 3, 4, 5, 6, 7]), (9, [1, 8]), (20, [1, 19])],
)
def test_a_short_table_stays_whole_and_a_long_one_leaves_two_rows_on_each_page(
    rows: int, held: list[int]
) -> None:
    table = Table("questions", (Column("Question"),), tuple(Row((words("Why?"),)) for _ in range(rows)))
    drawn = docx.Document(io.BytesIO(write_word(made(table)))).tables[0].rows
    keeps = [at for at, row in enumerate(drawn) if row.cells[0].paragraphs[0].paragraph_format.keep_with_next]
    assert keeps == [0, *held]


def test_all_rows_of_a_pair_but_the_last_are_held_to_the_next(case: bytes) -> None:
    rows = docx.Document(io.BytesIO(case)).tables[2].rows
    held = [all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells) for row in rows]
    assert held == [True] + [True, True, False] * 3


def test_a_lead_in_stays_with_what_it_introduces(case: bytes) -> None:
    opened = docx.Document(io.BytesIO(case)).paragraphs
    leads_in = [
        each.text[-1]
        for each in opened
        if each.style.name[:8] == "Numbered" and each._p.pPr.keepNext is not None
    ]
    assert leads_in == [":"] * 5


def test_columns_fill_the_width_between_the_margins(case: bytes) -> None:
    for grid in etree.fromstring(part(case)).iter(f"{W}tblGrid"):
        assert sum(int(column.get(f"{W}w")) for column in grid) == 9072


def test_columns_wider_than_the_page_are_made_to_fit() -> None:
    columns = (Column("A", 120), Column("B", 120), Column("C"))
    data = write_word(made(Table("questions", columns, (Row((words("a"), words("b"), words("c"))),))))
    widths = [int(each.get(f"{W}w")) for each in etree.fromstring(part(data)).iter(f"{W}gridCol")]
    assert sum(widths) == 9072
    assert min(widths) > 500


def test_two_tables_that_follow_each_other_stay_two_and_the_body_ends_in_a_paragraph() -> None:
    table = Table("questions", (Column("Question"),), (Row((words("Why?"),)),))
    body = etree.fromstring(part(write_word(made(table, table)))).find(f"{W}body")
    assert [each.tag.removeprefix(W) for each in body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_properties_of_paragraphs_stand_in_the_order_the_format_prescribes(case: bytes) -> None:
    order = [
        "pStyle",
        "keepNext",
        "keepLines",
        "widowControl",
        "numPr",
        "pBdr",
        "tabs",
        "suppressAutoHyphens",
        "spacing",
        "ind",
        "jc",
        "outlineLvl",
    ]
    skips = write_word(made(*numbered([1, 3, 2, 4, 3])))
    for data, name in ((case, "word/document.xml"), (case, "word/styles.xml"), (skips, "word/document.xml")):
        for properties in etree.fromstring(part(data, name)).iter(f"{W}pPr"):
            ranks = [order.index(each.tag.removeprefix(W)) for each in properties]
            assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    "block",
    [Cover((), "Bundle", ()), Index("Index", ("", "", "", ""), ()), FrontSheet("A", "", "", (), "A1")],
)
def test_a_part_of_a_bundle_is_refused(block) -> None:
    with pytest.raises(TypeError, match="part of a bundle"):
        write_word(made(block))


@pytest.mark.parametrize("block", [Heading("Too deep", 4), Numbered("1", "1", 5, words("x"), "P1")])
def test_a_level_that_does_not_exist_is_refused(block) -> None:
    with pytest.raises(ValueError, match="level"):
        write_word(made(block))


def test_a_row_without_a_cell_a_column_is_refused() -> None:
    with pytest.raises(ValueError):
        write_word(made(Table("annexes", (Column("A"), Column("B")), (Row((words("a"),)),))))
