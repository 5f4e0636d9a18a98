"""Each kind of source as OSCOLA cites it, with what is missing left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.model.dates import read_date
from evidencepack.model.tables import SOURCE_KINDS, Source, SourceDate
from evidencepack.submission.blocks import Runs, plain
from evidencepack.submission.oscola import full_citation, short_citation


def source(kind: str, **said: str) -> Source:
    """A source of a kind; its dates are given by their kinds."""
    names = ("title", "author", "recipient", "reference", "url")
    dates = [
        SourceDate(kind=name, date_edtf=read_date(words).edtf, date_words=words)
        for name, words in said.items()
        if name not in names
    ]
    return Source(kind=kind, dates=dates, **{name: said.get(name, "") for name in names})


def shown(runs: Runs) -> str:
    """The words of a citation, italics between stars."""
    marked = "".join(f"*{run.text}*" if run.italic else run.text for run in runs)
    return marked.replace("\u00a0", " ")


DFE = "Department for Education"
ACT = "Education Act 1996"
WEEK = "https://schoolsweek.co.uk/heads-told"
CITED = [
    # letters and e-mails
    (
        source("letter", author=DFE, recipient="Pupil Records Group", sent="6/10/2016"),
        "Letter from Department for Education to Pupil Records Group (6 October 2016)",
        "Letter from Department for Education",
    ),
    (
        source("letter", author=DFE, reference="Our ref: L/12", sent="October 2016"),
        "Letter from Department for Education (ref L/12, October 2016)",
        "Letter from Department for Education",
    ),
    (source("letter", recipient="A Parent"), "Letter to A Parent", "Letter"),
    (
        source("letter", title="To all parents", sent="about September 2016"),
        "Letter, ‘To all parents’ (about September 2016)",
        "Letter",
    ),
    (
        source("e-mail", author="Jo Bloggs <jo@example.org>", recipient="The members", sent="1 May 2018"),
        "Email from Jo Bloggs to The members (1 May 2018)",
        "Email from Jo Bloggs",
    ),
    (
        source("e-mail", author="An Officer", recipient="someone@example.org", sent="1 May 2018"),
        "Email from An Officer (1 May 2018)",
        "Email from An Officer",
    ),
    (source("e-mail", title="Census", sent="1 May 2018"), "Email, ‘Census’ (1 May 2018)", "Email"),
    # freedom of information
    (
        source("foi-response", author=DFE, reference="2016-0042345", answered="6 October 2016"),
        "Department for Education, Response to request for information 2016-0042345 (6 October 2016)",
        "Department for Education",
    ),
    (source("foi-response"), *["Response to a request for information"] * 2),
    # Parliament
    (
        source("written-answer", reference="42942", author="A Minister", answered="25 July 2016"),
        "HC Deb 25 July 2016, Written question 42942",
        "Written question 42942",
    ),
    (
        source("written-answer", reference="UIN HL1234", answered="25 July 2016"),
        "HL Deb 25 July 2016, Written question HL1234",
        "Written question HL1234",
    ),
    (
        source("written-answer", reference="HC Deb 19 December 1977 vol 941 c273W", answered="19 Dec 1977"),
        "HC Deb 19 December 1977, vol 941, col 273W",
        "HC Deb 19 December 1977",
    ),
    (source("written-answer", reference="42942"), "Written question 42942", "Written question 42942"),
    (
        source("written-answer", reference="NI 7/16", answered="25 July 2016"),
        "25 July 2016, Written question NI 7/16",
        "Written question NI 7/16",
    ),
    (
        source("written-answer", reference="HCWS183", answered="10 October 2016"),
        "HC Deb 10 October 2016, Written statement HCWS183",
        "Written statement HCWS183",
    ),
    (
        source("debate", author="House of Commons", reference="Volume 615, Col 12", published="10/10/2016"),
        "HC Deb 10 October 2016, vol 615, col 12",
        "HC Deb 10 October 2016",
    ),
    (
        source("debate", reference="HL Deb 12 November 2007 vol 696 cc137-138", published="12 November 2007"),
        "HL Deb 12 November 2007, vol 696, cols 137–138",
        "HL Deb 12 November 2007",
    ),
    (
        source("debate", title="House of Commons: Lords reform", published="10 July 2012"),
        "HC Deb 10 July 2012",
        "HC Deb 10 July 2012",
    ),
    (
        source("debate", title="Schools", author="Scottish Parliament", published="10 July 2012"),
        "Scottish Parliament, ‘Schools’ (10 July 2012)",
        "Scottish Parliament",
    ),
    # committees and other reports
    (
        source("report", author="Health Committee", title="Safety", reference="HC 151", published="2009"),
        "Health Committee, *Safety* (HC 151, 2009)",
        "Health Committee",
    ),
    (
        source("report", author="Health Committee", title="Patient Safety", reference="HC 2008–09, 151-I"),
        "Health Committee, *Patient Safety* (HC 2008–09, 151-I)",
        "Health Committee",
    ),
    (
        source("report", title="Pupil Data: a Review", reference="ISBN 978-1-78634-0", published="May 2016"),
        "*Pupil Data: a Review* (2016)",
        "*Pupil Data*",
    ),
    (
        source("report", author="Home Office", title="Evidence", reference="Cm 7656", published="3 May 2009"),
        "Home Office, *Evidence* (Cm 7656, 2009)",
        "Home Office",
    ),
    # news and the web
    (
        source(
            "news",
            author="Jane Smith",
            title="Heads told of census | Schools Week",
            url=WEEK,
            published="23 September 2016",
            accessed="3 May 2021",
        ),
        "Jane Smith, ‘Heads told of census’ *Schools Week* (23 September 2016) "
        "<https://schoolsweek.co.uk/heads-told> accessed 3 May 2021",
        "Jane Smith",
    ),
    (
        source(
            "news", author="BBC News", title="School census - BBC News", url="https://www.bbc.co.uk/news/1"
        ),
        "‘School census’ *BBC News* <www.bbc.co.uk/news/1>",
        "‘School census’",
    ),
    (
        source("news", title="School census - what we know", url="https://www.bbc.co.uk/news/1"),
        "‘School census - what we know’ <www.bbc.co.uk/news/1>",
        "‘School census - what we know’",
    ),
    (
        source("news", author="Jane Smith", title="Heads told", published="23 September 2016"),
        "Jane Smith, ‘Heads told’ (23 September 2016)",
        "Jane Smith",
    ),
    (
        source(
            "web-page",
            author="Sarah Cole",
            title="Virtual Friend Fires Employee | Naked Law",
            url="http://www.nakedlaw.com/2009/05/index.html",
            published="1 May 2009",
            accessed="19 November 2009",
        ),
        "Sarah Cole, ‘Virtual Friend Fires Employee’ (Naked Law, 1 May 2009) "
        "<www.nakedlaw.com/2009/05/index.html> accessed 19 November 2009",
        "Sarah Cole",
    ),
    (
        source("web-page", url="https://example.org/a", accessed="3 May 2021"),
        "<https://example.org/a> accessed 3 May 2021",
        "<https://example.org/a> accessed 3 May 2021",
    ),
    # the law
    (source("legislation", title=ACT, reference="s 537A"), f"{ACT}, s 537A", ACT),
    (source("legislation", title=ACT, reference="c 56"), f"{ACT} c 56", ACT),
    (
        source("legislation", title="The Pupil Information Regulations 2016", reference="SI 2016/808"),
        "The Pupil Information Regulations 2016, SI 2016/808",
        "The Pupil Information Regulations 2016",
    ),
    (
        source("judgment", title="R (Reilly) v Secretary of State", reference="[2016] EWCA Civ 413"),
        "*R (Reilly) v Secretary of State* [2016] EWCA Civ 413",
        "*Reilly*",
    ),
    (
        source("judgment", title="Hodgson v Creation Consumer Finance Ltd, [2021] EWHC 2167 (Comm)"),
        "*Hodgson v Creation Consumer Finance Ltd* [2021] EWHC 2167 (Comm)",
        "*Hodgson*",
    ),
    (
        source("judgment", title="Smith v Jones", reference="HQ16X01", published="3 May 2016"),
        "*Smith v Jones* (HQ16X01, 3 May 2016)",
        "*Smith*",
    ),
    (
        source("judgment", title="R v Sussex", reference="[1924] 1 KB 256"),
        "*R v Sussex* [1924] 1 KB 256",
        "*Sussex*",
    ),
    # the rest
    (
        source("bulletin", author="ASCL", title="What we told the press", reference="No 12", sent="2016"),
        "ASCL, ‘What we told the press’ (No 12, 2016)",
        "ASCL",
    ),
    (source("picture", title="Notice", published="2016"), "‘Notice’ (picture, 2016)", "‘Notice’"),
    (source("document", author=DFE, title="Protocol"), f"{DFE}, ‘Protocol’", DFE),
    (
        source("document", title="A very long title that goes on and on and says a great deal about nothing"),
        "‘A very long title that goes on and on and says a great deal about nothing’",
        "‘A very long title that goes on and on and says a great deal…’",
    ),
]


@pytest.mark.parametrize(("cited", "full", "short"), CITED, ids=[full for _, full, _ in CITED])
def test_a_source_is_cited_as_its_kind_is(cited: Source, full: str, short: str) -> None:
    assert shown(full_citation(cited)) == full
    assert shown(short_citation(cited)) == short


@pytest.mark.parametrize("kind", SOURCE_KINDS)
def test_a_source_of_which_nothing_is_known_is_called_what_it_is(kind: str) -> None:
    for runs in (full_citation(source(kind)), short_citation(source(kind))):
        assert shown(runs)[:1].isupper()
        assert "unknown" not in shown(runs).lower()


FIELDS = ("title", "author", "recipient", "reference")


@given(
    st.sampled_from(SOURCE_KINDS),
    st.lists(st.sampled_from((*FIELDS, "url", "sent", "accessed")), unique=True),
)
def test_what_is_missing_leaves_no_bracket_comma_or_space_behind(kind: str, known: list[str]) -> None:
    said = dict.fromkeys(known, "Words")
    said |= {name: "3 May 2021" for name in ("sent", "accessed") if name in said}
    cited = source(kind, **said)
    for runs in (full_citation(cited), short_citation(cited)):
        words = plain(runs)
        assert words == words.strip(" ,")
        assert not any(wrong in words for wrong in ("()", "‘’", "<>", ", ,", "  ", " ,", "(,", ", )"))
        assert all(run.text for run in runs)


@given(st.sampled_from(SOURCE_KINDS), st.text(min_size=1), st.text(min_size=1))
def test_any_title_and_author_can_be_cited(kind: str, title: str, author: str) -> None:
    cited = source(kind, title=title, author=author, sent="2016")
    assert full_citation(cited)
    assert short_citation(cited)
    if kind in ("report", "document", "bulletin"):
        assert title.strip() in plain(full_citation(cited))


@pytest.mark.parametrize("kind", SOURCE_KINDS)
def test_the_day_of_the_request_is_never_the_date_of_the_document_that_answers_it(kind: str) -> None:
    assert "September" not in shown(full_citation(source(kind, title="Refusal", asked="12 September 2016")))
