"""The PDF writer: what a committee and a court are given to read."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import cycle

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from evidencepack.export import pdf as pdf_module
from evidencepack.export.pdf import COMMONS, COURT, PD32, Typeset, typeset
from evidencepack.submission.blocks import (
    Block,
    Body,
    Bullet,
    Column,
    Cover,
    Details,
    FrontSheet,
    Heading,
    Index,
    IndexRow,
    Link,
    Marking,
    Numbered,
    Pair,
    Pairs,
    Quotation,
    Row,
    Run,
    Runs,
    Side,
    Submission,
    Subtitle,
    Table,
    TableNote,
    Title,
    texts,
)
from evidencepack.typesetting.typesetter import RefusedError

NB = "\u00a0"


def annex(mark: str, page: int) -> Run:
    handle = f"A{ord(mark) - 64}"
    return Run(f"Annex{NB}{mark}, page{NB}{page}", link=Link("annex", handle, page))


def said(*parts: str | Run) -> Runs:
    return tuple(part if isinstance(part, Run) else Run(part) for part in parts)


def numbered(label: str, handle: str, *parts: str | Run, level: int = 1, leads_in: bool = False) -> Numbered:
    return Numbered(label, label.rstrip("."), level, said(*parts), handle, leads_in)


def quotation(handle: str, who: str, page: Run, *words: str | Run, tail: str = ")") -> Quotation:
    return Quotation(said(*words), said(f"{who} (", page, tail), handle)


OPENING: tuple[Block, ...] = (
    Marking("Demonstration. The wording is reconstructed and roles stand in for names."),
    Title(f"Written evidence submitted by the{NB}Pupil{NB}Records{NB}Group"),
    Subtitle("Where pupils were born: the assurances of 2016 and the record of disclosures"),
    Details(
        (
            ("Committee", "Education Committee, House of Commons"),
            ("Inquiry", "How pupil data are used (demonstration)"),
            ("Submitted by", "Pupil Records Group"),
            ("Date", f"21{NB}November 2016"),
            ("Length", "612 words, not counting tables, lists and annexes"),
            (
                "Publication",
                "The Committee may publish all of it. Nothing is confidential and no private address, "
                "telephone number or e-mail address is given.",
            ),
        )
    ),
    Heading("Summary", 1, "T1"),
    Bullet(
        said(
            "Schools in England were told in 2016 to ask every pupil for nationality and country of birth. "
            "Ministers said that the answers would serve the Department’s own analysis."
        )
    ),
    Bullet(
        said(
            "On the day of the census the Department confirmed that the Home Office had for years been "
            "given pupils’ addresses and schools on request."
        )
    ),
    Bullet(
        said(
            "The assurance spoke of the ",
            Run("new items", italic=True),
            "; the disclosures were of ",
            Run("items already held", italic=True),
            ". Both can be true. Parents were told only the one.",
        )
    ),
    Heading("Who we are", 1, "T2"),
    numbered(
        "1.",
        "P1",
        "We are a group of parents, governors and people who fill in the school census. We have no view on "
        "immigration policy; we care that a form says what becomes of the answers.",
    ),
    numbered(
        "2.",
        "P2",
        "Each quotation below was compared with a page of an annexed document, letter by letter. Where we "
        "draw a conclusion we say that it is ours.",
    ),
)

ARGUMENT: tuple[Block, ...] = (
    Heading("What was promised", 1, "T3"),
    numbered("3.", "P3", "Two written answers in July deal with the purpose of the data:", leads_in=True),
    quotation(
        "Q1",
        f"Minister, written answer 42942, 25{NB}July 2016",
        annex("A", 1),
        "The new items on nationality and country of birth are for analysis, statistics and research "
        "within the Department. […] There are no plans at present to share them with any other department.",
    ),
    quotation(
        "Q2",
        f"Minister, written answer 42842, 26{NB}July 2016",
        annex("A", 2),
        "[There are] no plans at present to share the data, ",
        Run("unless the law requires it", italic=True),
        ".",
        tail="); emphasis added",
    ),
    numbered(
        "4.",
        "P4",
        "The second answer has a condition that the first has not. Neither says a word about what the "
        "database had been used for until then.",
    ),
    numbered("5.", "P5", "In September the condition was lost on the way to parents:", leads_in=True),
    numbered(
        "(a)",
        "P6",
        f"on 23{NB}September 2016 the education press printed the words of a school leader who had been "
        "assured that nothing would go to the Home Office (",
        annex("B", 1),
        "); and",
        level=3,
    ),
    numbered(
        "(b)",
        "P7",
        f"on 26{NB}September 2016 a spokesperson told a broadcaster that the answers “will not be passed "
        "to the Home Office” (",
        annex("C", 1),
        ").",
        level=3,
    ),
    Heading("What the documents show", 1, "T4"),
    Heading(f"The answer of 6{NB}October", 2),
    numbered(
        "6.",
        "P8",
        f"On census day, 6{NB}October 2016, the Department answered a request under the Freedom of "
        "Information Act 2000. It gives these facts:",
        leads_in=True,
    ),
    numbered("6.1", "P9", "eighteen requests had been met since 2012 (", annex("D", 2), ");", level=2),
    numbered("6.2", "P10", "one form is used for all of them, and it asks for:", level=2, leads_in=True),
    numbered("(a)", "P11", "the name, the date of birth and the sex of a pupil;", level=3),
    numbered("(b)", "P12", "the school, and of schools", level=3, leads_in=True),
    numbered("(i)", "P13", "the one where the pupil is on the roll now; or", level=4),
    numbered("(ii)", "P14", "if there is none, the last one known; and", level=4),
    numbered("6.3", "P15", "every request names the persons it concerns (", annex("D", 2), ").", level=2),
    Heading("A second count", 2),
    numbered(
        "7.",
        "P16",
        f"On 29{NB}October 2016 a parliamentary answer counted 25 requests about 2,462 persons in fifteen "
        "months (",
        annex("E", 1),
        "). We cannot reconcile it with ",
        Run(f"paragraph{NB}6.1", link=Link("paragraph", "P9")),
        " or with ",
        Run(f"entry{NB}1", link=Link("entry", "E1")),
        ".",
    ),
    Body(said("This paragraph bears no number and belongs to the section on the second count.")),
)


def entry(number: int, date: str | Run, words: str, source: str | Run) -> Row:
    return Row((said(str(number)), said(date), said(words), said(source)), Link("entry", f"E{number}"))


CHRONOLOGY = Table(
    "chronology",
    (Column("No.", 11, "right"), Column("Date", 37), Column("Event"), Column("Source", 31)),
    (
        entry(
            1,
            Run(f"between 2012 and 5{NB}October 2016", italic=True),
            "The Home Office asks for pupil data, and the Department gives them, 18 times.",
            annex("D", 2),
        ),
        entry(2, "July 2015 to September 2016", "By the later count, 25 requests are made.", annex("E", 1)),
        entry(3, f"25{NB}July 2016", "The first written answer: no plans to share.", annex("A", 1)),
        entry(4, f"26{NB}July 2016", "The second written answer adds a condition.", annex("A", 2)),
        entry(
            5,
            f"23{NB}September 2016",
            "A school leader tells the press of an assurance that nothing goes to the Home Office. The "
            "document that gave the assurance has not been found.",
            annex("B", 1),
        ),
        entry(
            6,
            f"26{NB}September 2016",
            "A spokesperson tells a broadcaster that the answers will not be passed on.",
            annex("C", 1),
        ),
        entry(
            7,
            Run("about the end of September 2016", italic=True),
            "Schools send the form home. Of the letters seen, most repeat the assurance; none bears a date.",
            annex("B", 1),
        ),
        entry(8, f"6{NB}October 2016", "School census day.", annex("D", 1)),
        entry(9, f"6{NB}October 2016", "The Department describes the requests.", annex("D", 1)),
        entry(10, f"10{NB}October 2016", "The Secretary of State answers in the House.", "Not annexed"),
        entry(11, f"29{NB}October 2016", "The later count is published.", annex("E", 1)),
        entry(12, "not dated", "A form for requests, as used by the Home Office.", annex("D", 3)),
    ),
)


def pair(number: int, relation: str, claim: Side, evidence: Side, reason: str, *same: str) -> Pair:
    compared: list[str | Run] = []
    for name, word in zip(("Same subject:", "Same data:", "Same period:"), same, strict=True):
        compared += [Run(name, italic=True), f" {word}. "]
    reasons = said(Run("Reason:", italic=True), f" {reason}")
    return Pair(str(number), relation, claim, evidence, reasons, said(*compared), f"R{number}")


PAIRS = Pairs(
    ("No.", "What was said (claim)", "What the document shows (evidence)"),
    (
        pair(
            1,
            "Evidence qualifies claim",
            Side(
                f"Minister, 25{NB}July 2016",
                said("“There are no plans at present to share them with any other department.”"),
                said(annex("A", 1), ", exact"),
            ),
            Side(
                f"Minister, 26{NB}July 2016",
                said("“[…] no plans at present to share the data, unless the law requires it.”"),
                said(annex("A", 2), ", exact"),
            ),
            "One day later the same answer carries a condition.",
            "yes",
            "yes",
            "yes",
        ),
        pair(
            2,
            "Evidence does not contradict, but qualifies, claim",
            Side(
                f"Department spokesperson, 26{NB}September 2016",
                said("“The answers will not be passed to the Home Office.”"),
                said(annex("C", 1), ", exact"),
            ),
            Side(
                f"Department, 6{NB}October 2016",
                said("“Every request names a person and asks for the latest address or school.”"),
                said(annex("D", 2), ", equivalent"),
            ),
            "True of the new answers as far as the documents go; silent on what was already being passed on "
            "from the same record.",
            "yes",
            "no",
            "in part",
        ),
    ),
)

ANNEXES = Table(
    "annexes",
    (Column("Annex", 18), Column("Document"), Column("Date", 36), Column("Pages", 16, "right")),
    tuple(
        Row(
            (said(Run(mark, link=Link("annex", handle))), said(title), said(day), said(pages)),
            Link("annex", handle),
        )
        for mark, handle, title, day, pages in (
            ("A", "A1", "Two written answers about the school census", "25 and 26 July 2016", "2"),
            ("B", "A2", "Education press: “Heads told not to worry”", f"23{NB}September 2016", "1"),
            ("C", "A3", "News page of a broadcaster, with a statement", f"26{NB}September 2016", "1"),
            ("D", "A4", "Answer to a request for information, with the form", f"6{NB}October 2016", "3"),
            ("E", "A5", "Parliamentary answer on requests, as corrected", f"29{NB}October 2016", "1"),
        )
    ),
)

TABLES: tuple[Block, ...] = (
    Heading("Chronology", 1, "T5"),
    TableNote(said("A date in italics is not exact; the words before it say how far it can be trusted.")),
    CHRONOLOGY,
    Heading("Claims against evidence", 1, "T6"),
    numbered("8.", "P17", "Beside each claim stands the passage that bears on it."),
    TableNote(
        said("“Exact”: letter for letter. “Equivalent”: only spaces, quotation marks or dashes differ.")
    ),
    PAIRS,
    Heading("List of annexes", 1, "T7"),
    ANNEXES,
)


def submission(*more: Block, **changes: str) -> Submission:
    whole = Submission(
        title="Written evidence submitted by the Pupil Records Group",
        submitter="Pupil Records Group",
        kind="Written evidence",
        subject="What was said about pupil data in 2016",
        language="en-GB",
        date="2016-11-21",
        blocks=more or (*OPENING, *ARGUMENT, *TABLES),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


FRONT: tuple[Block, ...] = (
    Cover(
        ("In the High Court of Justice", "King’s Bench Division", "Claim no. DEMO-2016-0002"),
        "Hearing bundle A",
        (
            ("Claimant", "The Pupil Records Group"),
            ("Defendant", "The Department"),
            ("Hearing", f"5{NB}December 2016, 10.30 am"),
            ("Pages", "1 to 20"),
        ),
    ),
    Index(
        "Index",
        ("Exhibit", "Document", "Date", "Page"),
        (
            IndexRow("", "Submission", "", 3, Link("page", "submission"), is_section=True),
            IndexRow(
                "", "Written evidence of the Group", f"21{NB}November 2016", 3, Link("page", "submission")
            ),
            IndexRow("", "Exhibits", "", 9, Link("annex", "A1"), is_section=True),
            IndexRow("A", "Two written answers about the school census", "July 2016", 9, Link("annex", "A1")),
            IndexRow(
                "B",
                "Education press: “Heads told not to worry”",
                f"23{NB}September 2016",
                12,
                Link("annex", "A2"),
            ),
        ),
    ),
)
SHEETS: tuple[Block, ...] = (
    FrontSheet(
        "A",
        "Two written answers about the school census, 42942 and 42842",
        "25 and 26 July 2016",
        (
            "Pages 1 and 2 of this exhibit are pages 10 and 11 of this bundle.",
            "The PDF is as it was received.",
        ),
        "A1",
    ),
    FrontSheet(
        "B",
        "Education press: “Heads told not to worry”",
        f"23{NB}September 2016",
        ("Converted from Word.",),
        "A2",
    ),
)


def bundle(*more: Block) -> Submission:
    return submission(*FRONT, *(more or (*OPENING, *ARGUMENT, *TABLES)), *SHEETS)


def opened(made: Typeset) -> PdfReader:
    return PdfReader(io.BytesIO(made.pdf))


def words(made: Typeset) -> str:
    """Everything on the pages, in the order of the file, without white space."""
    return folded("".join(page.extract_text() for page in opened(made).pages))


def folded(text: str) -> str:
    return re.sub(r"\s+", "", text)


def uris(made: Typeset) -> list[list[str]]:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        return [
            [str(note.A.URI) for note in page.get("/Annots", []) if "/A" in note and "/URI" in note.A]
            for page in pdf.pages
        ]


def inner_links(made: Typeset) -> int:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        return sum("/Dest" in note or ("/A" in note and note.A.S == "/GoTo") for note in notes)


def tags(made: Typeset) -> list[str]:
    found: list[str] = []

    def visit(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node.as_list():
                visit(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(str(node.S))
            visit(node.get("/K", pikepdf.Array()))

    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        visit(pdf.Root.StructTreeRoot.K)
    return found


def bookmarks(made: Typeset) -> list[tuple[int, str]]:
    def visit(items: object, depth: int) -> list[tuple[int, str]]:
        assert isinstance(items, list)
        found: list[tuple[int, str]] = []
        for item in items:
            found += visit(item, depth + 1) if isinstance(item, list) else [(depth, item.title)]
        return found

    return visit(opened(made).outline, 1)


@pytest.fixture(scope="module")
def evidence() -> Typeset:
    return typeset(submission(), COMMONS)


@pytest.fixture(scope="module")
def front_part() -> Typeset:
    return typeset(bundle(), COURT, bundle=True)


def test_every_word_stands_on_the_pages_in_the_composed_order(front_part: Typeset) -> None:
    printed = words(front_part)
    at = 0
    for block in bundle().blocks:
        for text in texts(block):
            found = printed.find(folded(text), at)
            assert found >= 0, text
            at = found + len(folded(text))


def test_the_file_says_its_title_its_language_and_that_it_is_tagged(evidence: Typeset) -> None:
    with pikepdf.open(io.BytesIO(evidence.pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.docinfo.Title == submission().title
        assert pdf.docinfo.CreationDate == "D:20161121000000Z"
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["pdfuaid:part"] == "1"


def test_headings_paragraphs_quotations_lists_and_tables_are_tagged_as_such(evidence: Typeset) -> None:
    found = tags(evidence)
    assert found.count("/H1") == 7
    assert found.count("/H2") == 2
    assert found.count("/BlockQuote") == 2
    assert found.count("/Table") == 3
    assert found.count("/TH") == 4 + 3 + 4
    assert found.count("/LI") == 6 + 3


def test_every_heading_is_a_bookmark(evidence: Typeset) -> None:
    composed = [(b.level, b.text) for b in submission().blocks if isinstance(b, Heading)]
    assert bookmarks(evidence) == composed


def test_index_and_front_sheets_of_a_bundle_are_bookmarks_of_the_first_rank(front_part: Typeset) -> None:
    found = bookmarks(front_part)
    assert found[0] == (1, "Index")
    assert found[-1] == (1, "B: Education press: “Heads told not to worry”")


def test_a_heading_never_falls_more_than_one_rank() -> None:
    made = typeset(submission(Heading("Deep", 3), Heading("Top", 1), Heading("Deep again", 3)), COMMONS)
    assert bookmarks(made) == [(1, "Deep"), (1, "Top"), (2, "Deep again")]


def test_pages_are_numbered_and_bear_submitter_and_kind_from_the_second(evidence: Typeset) -> None:
    first, second, *_ = [page.extract_text() for page in opened(evidence).pages]
    assert f"Page 1 of {evidence.pages}" in first
    assert f"Page 2 of {evidence.pages}" in second
    assert "Written evidence\n" not in first.replace("submitted", "")
    assert "Written evidence" in second
    assert "What was said about pupil data in 2016" in first


def test_a_receiver_may_forbid_page_numbers() -> None:
    made = typeset(submission(), replace(COMMONS, page_numbers=False))
    assert "Page1of" not in words(made)


def test_a_bundles_pages_bear_no_header_and_no_number(front_part: Typeset) -> None:
    printed = words(front_part)
    assert "Page1of" not in printed
    assert folded(submission().subject) not in printed


@pytest.mark.parametrize("style", [COMMONS, COURT, PD32])
def test_places_name_the_page_on_which_a_target_is_printed(style: object) -> None:
    made = typeset(submission(), style)  # type: ignore[arg-type]
    pages = [folded(page.extract_text()) for page in opened(made).pages]
    assert len(pages) == made.pages
    for block in submission().blocks:
        if isinstance(block, Numbered):
            page = made.places[f"paragraph:{block.handle}:0"]
            assert folded(block.runs[0].text)[:20] in pages[page - 1]
        if isinstance(block, Heading) and block.handle:
            assert folded(block.text) in pages[made.places[f"section:{block.handle}:0"] - 1]
    assert {"entry:E12:0", "quote:Q1:0", "annex:A5:0", "submission"} <= made.places.keys()


def test_cover_index_submission_and_each_front_sheet_begin_on_pages_of_their_own(front_part: Typeset) -> None:
    places = front_part.places
    assert (places["index"], places["submission"]) == (2, 3)
    assert places["annex:A1:0"] > places["section:T7:0"]
    assert places["annex:A2:0"] == places["annex:A1:0"] + 1 == front_part.pages


def test_links_to_annexes_lead_within_the_document_when_it_stands_alone(evidence: Typeset) -> None:
    assert uris(evidence) == [[]] * evidence.pages
    composed = sum(run.link is not None for block in submission().blocks for run in all_runs(block))
    assert inner_links(evidence) >= composed


def all_runs(block: Block) -> list[Run]:
    match block:
        case Numbered() | Body() | Bullet():
            return list(block.runs)
        case Quotation():
            return [*block.runs, *block.source]
        case Table():
            return [run for row in block.rows for cell in row.cells for run in cell]
        case Pairs():
            return [run for row in block.rows for side in (row.claim, row.evidence) for run in side.citation]
    return []


def test_links_to_annexes_of_a_bundle_are_web_links_with_the_key_of_the_target(front_part: Typeset) -> None:
    found = {uri for page in uris(front_part) for uri in page}
    composed = {
        f"evpack:{run.link.key}"
        for block in bundle().blocks
        for run in all_runs(block)
        if run.link and run.link.kind == "annex"
    }
    assert composed <= found
    assert inner_links(front_part) == 2


def test_title_and_number_of_every_index_row_are_links(front_part: Typeset) -> None:
    on_index = uris(front_part)[front_part.places["index"] - 1]
    index = next(block for block in FRONT if isinstance(block, Index))
    assert on_index == [f"evpack:{row.target.key}" for row in index.rows for _ in range(2)]


def test_a_link_without_a_target_is_set_as_words() -> None:
    made = typeset(submission(Body((Run("paragraph 99", link=Link("paragraph", "P99")),))), COMMONS)
    assert inner_links(made) == 0
    assert "paragraph99" in words(made)


def test_a_quotation_used_twice_is_one_target() -> None:
    twice = quotation("Q1", "Minister", annex("A", 1), "The same words.")
    assert typeset(submission(twice, twice), COMMONS).places["quote:Q1:0"] == 1


def test_the_same_submission_gives_the_same_bytes(evidence: Typeset) -> None:
    assert typeset(submission(), COMMONS).pdf == evidence.pdf


def test_a_document_without_a_day_bears_a_fixed_one() -> None:
    made = [typeset(submission(Body(said("Words.")), date=day), COMMONS).pdf for day in ("", "2016-11")]
    assert made[0] == made[1]


def test_a_lead_in_stays_on_the_page_of_what_it_introduces() -> None:
    lead = numbered("1.", "P1", "It says:", leads_in=True)
    for lines in range(24, 34):
        filler = [Body(said("Words."))] * lines
        quote = quotation("Q1", "Minister", annex("A", 1), "Two lines of words at the least. " * 4)
        places = typeset(submission(*filler, lead, quote), COMMONS).places
        assert places["paragraph:P1:0"] == places["quote:Q1:0"]


def test_a_long_table_leaves_at_least_two_rows_on_each_page() -> None:
    for lines in range(10, 30, 2):
        filler = [Body(said("Words."))] * lines
        places = typeset(submission(*filler, Heading("Chronology"), CHRONOLOGY), COMMONS).places
        rows = [page for key, page in places.items() if key.startswith("entry")]
        assert all(rows.count(page) >= 2 for page in set(rows))


@pytest.mark.parametrize("rows", [1, 2, 3, 4, 5, 8, 9])
def test_a_table_of_high_rows_may_go_over_a_page_however_short_it_is(rows: int) -> None:
    lines = tuple(Run(f"line {n}", begins_line=n > 0, even=n > 2) for n in range(9))
    row = Row((said("1"), lines), None)
    table = Table("sources", (Column("No.", 10, "right"), Column("Words")), (row,) * rows, high=True)
    made = typeset(submission(*[Body(said("Words."))] * 12, table), COMMONS)
    assert words(made).count("line8") == rows
    if rows > 3:
        assert sum("line 8" in page.extract_text() for page in opened(made).pages) > 1


def test_a_short_table_and_each_pair_stay_whole() -> None:
    for lines in range(20, 32, 3):
        filler = [Body(said("Words."))] * lines
        made = typeset(submission(*filler, ANNEXES, PAIRS), COMMONS)
        assert len({page for key, page in made.places.items() if key.startswith("annex")}) == 1
        for page in opened(made).pages:
            printed = page.extract_text()
            assert printed.count("Reason:") == printed.count("Evidence qualifies") + printed.count(
                "but qualifies"
            )


def test_a_pair_longer_than_a_page_is_broken_and_nothing_is_lost() -> None:
    first = PAIRS.rows[0]
    endless = replace(first.claim, quotation=said("endless words " * 900 + "at last"))
    made = typeset(submission(replace(PAIRS, rows=(replace(first, claim=endless),))), COMMONS)
    assert words(made).count("endlesswords") > 850
    assert made.pages > 1


def test_a_front_sheet_is_one_page_whatever_its_title() -> None:
    for title in ("", "Short", "A very long title " * 400, "Unbroken" * 900):
        sheet = FrontSheet("A" * 9, title, title, (title, title), "A1")
        made = typeset(submission(sheet, replace(sheet, handle="A2")), COURT, bundle=True)
        assert made.pages == 2
        assert made.places["annex:A2:0"] == 2
    assert "Averylongtitle" in words(typeset(submission(sheet, SHEETS[1]), COURT, bundle=True)) or title


def test_a_word_longer_than_the_line_is_parted_without_a_hyphen() -> None:
    digest = "0123456789abcdef" * 16
    made = typeset(submission(Body(said(digest))), COMMONS)
    lines = opened(made).pages[0].extract_text().splitlines()
    assert max(len(line) for line in lines) < 100
    assert digest in words(made)


HOSTILE = (
    "#set page(fill: red)",
    "$ x^2 $ #sys.version <label> @label &amp; *bold* _it_ `raw` ~ -- --- ... // comment /* x */",
    "\\ \\u{41} \"quotes\" 'single' #{ } [ ] ; #x; =heading + - / term: x",
    "שלום עולם and مرحبا بالعالم together",
    "\u202egnp.exe\u202c \u2066isolated",
    "nul \x00 bell \x07 escape \x1b delete \x7f next \x85 line\nfeed\ttab\r\nreturn",
    "\ufffe \uffff \ufeff \ue000 \U000f0000 \ud800",
    "😀 👩‍👩‍👧 🇬🇧 王 Ŵ ŷ ﷽ ﬁ",
    "a\u00adb\u200bc\u200dd\ufe0fe\U000e0041 \u0301leading mark 王\u0323\u0301",
)


def hostile(strings: list[str]) -> Submission:
    """A submission of every kind of block, filled with the strings in turn."""
    turn = cycle(strings)

    def one() -> str:
        return next(turn)

    def some() -> Runs:
        return (Run(one()), Run(one(), bold=True), Run(one(), italic=True, link=Link("annex", "A1", 1)))

    both = Side(one(), some(), some())
    blocks: tuple[Block, ...] = (
        Cover((one(),), one(), ((one(), one()),)),
        Index(
            "Index", (one(), one(), one(), one()), (IndexRow(one(), one(), one(), 1, Link("annex", "A1")),)
        ),
        Marking(one()),
        Title(one()),
        Subtitle(one()),
        Details(((one(), one()),)),
        Heading(one(), 2),
        Numbered(one(), "1", 1, some(), "P1"),
        Body(some()),
        Bullet(some()),
        Quotation(some(), some(), "Q1"),
        TableNote(some()),
        Table("chronology", (Column(one()), Column(one(), 30)), (Row((some(), some())),)),
        Pairs((one(), one(), one()), (Pair(one(), one(), both, both, some(), some(), "R1"),)),
        FrontSheet(one(), one(), one(), (one(),), "A1"),
    )
    title, submitter, kind, subject = (strings * 4)[:4]
    return Submission(title, submitter, kind, subject, "en-GB", "", blocks)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_words_are_read_as_markup_or_stop_the_document(text: str) -> None:
    made = typeset(hostile([text]), COMMONS)
    assert made.pages >= 1
    if text.isascii() and text.isprintable():
        assert folded(text) in words(made)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(max_size=8), min_size=40, max_size=60))
def test_no_string_can_stop_the_document(strings: list[str]) -> None:
    made = typeset(hostile(strings), COMMONS, bundle=True)
    assert opened(made).pages
    assert {told.character for told in made.replaced} <= set("".join(strings))


def test_a_character_no_font_has_is_printed_as_its_code_and_told_with_its_place() -> None:
    made = typeset(submission(numbered("1.", "P1", "A beast 🦄 here")), COMMONS)
    assert "Abeast[U+1F984]here" in words(made)
    assert [(r.character, r.printed, r.place) for r in made.replaced] == [("🦄", "[U+1F984]", "P1")]


def test_letters_of_other_scripts_are_borrowed_and_not_replaced() -> None:
    made = typeset(submission(Body(said("王 Ŵ ŷ Ω Ж שלום"))), COURT)
    assert made.replaced == ()
    assert "王ŴŷΩЖ" in words(made)


def test_an_unforeseen_refusal_is_met_by_printing_every_mark_as_its_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = pdf_module._set
    calls: list[bool] = []

    def refuse_once(composer: pdf_module.Composer, whole: Submission) -> Typeset:
        calls.append(composer.strict)
        if not composer.strict:
            raise RefusedError("the typesetter says “no glyph”")
        return real(composer, whole)

    monkeypatch.setattr(pdf_module, "_set", refuse_once)
    made = typeset(submission(Body(said("e\u0301"))), COMMONS)
    assert calls == [False, True]
    assert "e[U+0301]" in words(made)


def test_a_submission_of_nothing_is_one_page() -> None:
    empty = Submission("", "", "", "", "not a language", "", ())
    assert typeset(empty, COMMONS).pages == 1
