"""What is read from a document about itself: the right things, at their place, and nothing in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.intake.details import FIELDS, Detail, details
from evidencepack.model.dates import read_date
from evidencepack.model.tables import DATE_KINDS, SOURCE_KINDS
from tests.intake.details_further_papers import FURTHER
from tests.intake.details_papers import (
    JUDGMENTS,
    LETTERS,
    REPLIES,
    REPORTS,
    SILENT,
    WEB,
    WRITTEN_ANSWERS,
    Paper,
)

PAPERS = WRITTEN_ANSWERS | REPLIES | LETTERS | REPORTS | JUDGMENTS | WEB | FURTHER


def read(paper: Paper) -> list[Detail]:
    return details(list(enumerate(paper.pages, 1)), kind=paper.kind, title=paper.title)


def by_field(found: list[Detail]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for one in found:
        values.setdefault(one.field, []).append(one.value)
    return values


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_gives_just_what_it_says_of_itself(name: str) -> None:
    assert by_field(read(PAPERS[name])) == PAPERS[name].found


@pytest.mark.parametrize("name", PAPERS)
def test_every_suggestion_shows_the_words_it_was_read_from(name: str) -> None:
    hold(list(enumerate(PAPERS[name].pages, 1)), read(PAPERS[name]))


@pytest.mark.parametrize("name", SILENT)
def test_a_text_that_says_nothing_of_itself_gives_nothing(name: str) -> None:
    assert details([(1, SILENT[name])]) == []


def test_what_is_labelled_is_sure_and_what_stands_where_it_is_usual_is_not() -> None:
    paper = REPLIES["a department that holds back names"]
    assert {one.field for one in read(paper) if not one.sure} == set(paper.unsure)


def hold(pages: list[tuple[int, str]], found: list[Detail]) -> None:
    """What holds of any suggestion."""
    texts = dict(pages)
    for one in found:
        assert one.field in FIELDS
        assert one.words == " ".join(texts[one.page][one.start : one.end].split())
        assert one.words
        assert one.value == one.value.strip()
        assert "\n" not in one.value
        if one.field in DATE_KINDS:
            read_date(one.value)
        if one.field == "kind":
            assert one.value in SOURCE_KINDS


_PIECES = sorted(
    {line for paper in PAPERS.values() for page in paper.pages for line in page.split("\n")}
    | {
        "Dear ",
        "Date: ",
        "31 June 2016",
        "section 40(2",
        "Our ref: ",
        "\x0c",
        "\u2028",
        "From:",
        "[2016] UKSC 1",
    }
)
_ANY_PAGE = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(_PIECES), max_size=30).map("\n".join))


@given(st.lists(_ANY_PAGE, max_size=5), st.sampled_from(["", "e-mail", *SOURCE_KINDS]))
def test_any_text_can_be_looked_through(texts: list[str], kind: str) -> None:
    pages = list(enumerate(texts, 1))
    hold(pages, details(pages, kind=kind))


@given(st.sampled_from(sorted(PAPERS)), st.sampled_from(["\r\n", " \n", "\n ", "\n\n", "\t\n"]))
def test_how_lines_end_and_are_indented_makes_no_difference(name: str, ending: str) -> None:
    paper = PAPERS[name]
    pages = [(n, page.replace("\n", ending)) for n, page in enumerate(paper.pages, 1)]
    found = details(pages, kind=paper.kind, title=paper.title)
    hold(pages, found)
    assert by_field(found) == paper.found


def test_a_date_with_the_month_first_in_figures_is_never_turned_round() -> None:
    found = details([(1, "To: A B\nFrom: C D\nDate: 10/13/2016\nSubject: E")])
    assert by_field(found) == {"title": ["E"], "author": ["C D"], "recipient": ["A B"]}


def test_a_kind_that_a_person_or_the_format_gave_is_not_doubted() -> None:
    paper = LETTERS["a memorandum"]
    assert "kind" not in by_field(details([(1, paper.pages[0])], kind="bulletin"))


def test_a_title_that_the_source_has_already_is_not_suggested() -> None:
    paper = REPORTS["oral evidence"]
    found = details([(1, paper.pages[0])], title="Oral evidence: Pupil data")
    assert "title" not in by_field(found)


def test_a_document_whose_first_page_has_no_text_gives_nothing() -> None:
    paper = REPLIES["too dear to answer"]
    assert details([(1, ""), (2, paper.pages[0])]) == []


def test_pages_may_come_in_any_order() -> None:
    paper = REPLIES["a department that holds back names"]
    assert by_field(details([(2, paper.pages[1]), (1, paper.pages[0])])) == paper.found


def test_hundreds_of_pages_on_the_same_thing_add_nothing_to_the_first() -> None:
    first = REPORTS["a report of a select committee"].pages[0]
    pages = [(1, first), *((n, "Section 40(2) was exempt on 3 May 2016. " * 80) for n in range(2, 401))]
    assert by_field(details(pages)) == REPORTS["a report of a select committee"].found


HOSTILE = (
    *(
        "(",
        "a. ",
        "\n",
        "1 May 2016 ",
        "A",
        "Section 40 and ",
        "From: a\n",
        "Dear A A A A A ",
        "your request ",
    ),
    *(
        "Oral evidence: x ",
        "- ",
        "s.40(2), ",
        "Before\n",
        "Ref: 1 ",
        "To ask the ",
        "By A B\n",
        "A v. B and ",
    ),
)


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize(
    "kind", ["", "e-mail", "foi-response", "judgment", "report", "written-answer", "news"]
)
def test_text_made_to_be_sought_through_for_ever_comes_to_an_end(piece: str, kind: str) -> None:
    hostile = "FOI held your request was " + piece * (20_000 // len(piece))
    found = details([(1, hostile), (2, hostile)], kind=kind)
    assert all(hostile[one.start : one.end].strip() for one in found)


def test_what_a_message_quotes_is_not_its_own() -> None:
    head = "From: FOI <foi@council.example>\nTo: Jane Doe\nDate: 6 March 2018\nSubject: Yours\nDear Ms Doe\n"
    own = (
        head + "Thank you for your request under the Freedom of Information Act 2000.\nSome of it is exempt:"
    )
    pages = [(1, own), (2, "section 43(2) applies.\n-----Original Message-----\nexempt under section 40(2)")]
    assert by_field(details(pages, media_type="message/rfc822"))["exemptions"] == ["s.43(2)"]


def test_the_media_type_says_what_came_as_an_e_mail() -> None:
    text = "From: Ann White \nTo: Jane Doe <j@d.example>\nDate: 6 March 2018\nSubject: Census\nHello"
    assert by_field(details([(1, text)], media_type="message/rfc822")) == {"recipient": ["Jane Doe"]}
