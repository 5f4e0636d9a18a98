"""What counts as the same words and what does not, case by case: a page, a quotation and its grade."""

from __future__ import annotations

import unicodedata

import pytest

from evidencepack.quoting.finding import Check, check_quote
from evidencepack.quoting.places import PageWords

Case = tuple[str, str]


def check(page: str, quotation: str) -> Check:
    return check_quote(quotation, [PageWords("S1", "sha", 1, "1", page)])


EQUIVALENT: list[Case] = [
    ("no\u00a0plans\u2003exist\t\n now", "no plans exist now"),
    ("1\u202f000 pupils and 1\u2009500 more", "1 000 pupils and 1 500 more"),
    ("in\u00adfor\u00admation is shared", "information is shared"),
    ("the infor-\nmation is shared", "the information is shared"),
    ("the infor-  \r\n  mation is shared", "the information is shared"),
    ("the re-\nsign thing was seen", "the re-sign thing was seen"),
    ("COVID-\n19 cases were seen", "COVID-19 cases were seen"),
    ("pre-\nand post-war rules", "pre- and post-war rules"),
    ("from 2015-\n16 onwards it was", "from 2015-16 onwards it was"),
    ("ﬁve ofﬁces with ﬂoors, eﬃcient and shuﬄed", "five offices with floors, efficient and shuffled"),
    ("he said “it is ‘so’ now” to us", "he said \"it is 'so' now\" to us"),
    ("«oui» he said then", '"oui" he said then'),
    ("the pupil`s data were", "the pupil's data were"),
    ("the pupil´s data were", "the pupil’s data were"),
    ("the pupils′ data were", "the pupils' data were"),
    ("the pupilʼs data were", "the pupil's data were"),
    ("from 10–15 people came", "from 10-15 people came"),
    ("from 10‑15 people came", "from 10-15 people came"),
    ("the word – another word", "the word — another word"),
    ("the word—\nanother word", "the word—another word"),
    ("It was –5 degrees then", "It was -5 degrees then"),
    ("It rose by 25 % last year", "It rose by 25% last year"),
    ("It cost £ 5 each then", "It cost £5 each then"),
    ("section 12(1)(a) applies to us", "section 12 (1) (a) applies to us"),
    ("the word , then another", "the word, then another"),
    ("( the word ) then another", "(the word) then another"),
    ("R & D was seen here", "R&D was seen here"),
    ("\u200fשלום עולם\u200e טוב מאוד", "שלום עולם טוב מאוד"),
    ("ŵy ac ŷd yn y tŷ", unicodedata.normalize("NFD", "ŵy ac ŷd yn y tŷ")),
    (unicodedata.normalize("NFD", "naïve café in Ynys Môn"), "naïve café in Ynys Môn"),
    (
        "see https://www.gov.uk/gover\nnment/publi\ncations/x for it",
        "see https://www.gov.uk/government/publications/x for it",
    ),
    ("(a) one thing;\n(b) two things", "(a) one thing; (b) two things"),
]

WORDS: list[Case] = [
    ("CONCLUSION AND RESULTS\nthe data", "Conclusion and results"),
    ("he may go home now", "he May go home now"),
    ("• one thing\n• two things", "one thing two things"),
    ("figures; were then seen", "figures: were then seen"),
    ("we agreed to it!", "we agreed to it?"),
    ("Ministers, not officials, decided", "Ministers not officials decided"),
    ("no-one was told about it", "no one was told about it"),
    ("a long-term plan was made", "a long term plan was made"),
    ("the “pupils” and parents", "the pupils and parents"),
    ("the “pupils” and parents", "the ‘pupils’ and parents"),
    ("he said “it is ‘so’ now” to us", "he said ‘it is “so” now’ to us"),
    ("he said “it is ‘so’” to us", "he said ‘it is “so”’ to us"),
    ("well… I never did that", "well... I never did that"),
    ("well… I never did that", "well […] I never did that"),
    ("no current plans are known", "no […] current plans are"),
    ("the word—another word", "the word - another word"),
]  # fmt: skip

CUT: list[Case] = [  # it stands there, but cuts what belongs to it: kept only when a person accepts that
    ("It rose by 2.5% of all", "It rose by 2.5"),
    ("It rose by 2.5% of all", "5% of all"),
    ("It rose by 2.5 % of all", "It rose by 2.5"),
    ("It cost £1,000 a year", "1,000 a year"),
    ("It cost £1,000 a year", "It cost £1"),
    ("It cost £5m a year", "It cost £5"),
    ("It was −5 degrees", "5 degrees"),
    ("a loss of -£5 each", "£5 each"),
    ("in 2015–16 it was", "in 2015"),
    ("at 10:30 it began", "at 10"),
    ("on 26/07/2016 it was", "on 26/07"),
    ("it isn’t shared", "it is"),
    ("the pupil’s data", "the pupil"),
    ("the pupils’ data", "the pupils"),
    ("we’re sure of it", "re sure of it"),
]

ALTERED: list[Case] = [
    # a word
    ("The data will not be shared with them", "The data will be shared with them"),
    ("The data will be shared with them", "The data will not be shared with them"),
    ("The data will never be shared with them", "The data will ever be shared with them"),
    ("The data cannot be shared with them", "The data can be shared with them"),
    ("The data cannot be shared with them", "The data can not be shared with them"),
    ("The data isn't shared with them", "The data is shared with them"),
    ("The data isn’t shared with them", "The data isnt shared with them"),
    ("The data is unlawful in all cases", "The data is lawful in all cases"),
    ("The data were shared with all schools", "The data were shared with some schools"),
    ("The data were shared with all schools", "The data were shared with schools"),
    ("The data were shared with schools", "The data were shared with all schools"),
    ("The data were shared with schools", "The data shared were with schools"),
    ("Only ministers may see the data", "Ministers may only see the data"),
    ("nowhere is it said to us", "now here is it said to us"),
    ("all together it is said here", "altogether it is said here"),
    ("to re-sign the letter today", "to resign the letter today"),
    ("to resign the letter today", "to re-sign the letter today"),
    ("to resign the letter today", "to re sign the letter today"),
    ("in\u00adfor\u00admation is shared here", "in-formation is shared here"),
    ("there are no plans for it", "there are noplans for it"),
    # an apostrophe
    ("The pupil's data were taken away", "The pupils' data were taken away"),
    ("The pupil's data were taken away", "The pupils data were taken away"),
    ("The pupils’ and parents’ data here", "The pupils and parents data here"),
    ("The data says we're there now", "The data says were there now"),
    ("its data were shared with us", "it's data were shared with us"),
    ("in the ’90s we did that", "in the 90s we did that"),
    ("the 1990s’ data were lost", "the 1990s data were lost"),
    # a figure
    ("It rose by 2.5 % last year", "It rose by 25 % last year"),
    ("It rose by 2.5% last year", "It rose by 2,5% last year"),
    ("It rose by 2.5% last year", "It rose by 2·5% last year"),
    ("It rose by 2.5% last year", "It rose by 2.5 last year"),
    ("It rose by 2.5% last year", "It rose by 2.5‰ last year"),
    ("It rose by 25 last year", "It rose by 25% last year"),
    ("1,000 pupils a year came", "1000 pupils a year came"),
    ("1,000 pupils a year came", "1.000 pupils a year came"),
    ("1,000 pupils a year came", "1, 000 pupils a year came"),
    ("1 000 pupils a year came", "1000 pupils a year came"),
    ("2,462 pupils a year came", "2,642 pupils a year came"),
    ("5 , 000 were seen there", "5,000 were seen there"),
    ("It cost $5 or £6 each", "It cost £5 or £6 each"),
    ("It cost €5 each time", "It cost 5 each time"),
    ("It cost 5 each time", "It cost £5 each time"),
    ("It cost GBP 5m in all", "It cost GBP 5bn in all"),
    ("It was −5 degrees then", "It was -5 degrees then"),
    ("It was −5 degrees then", "It was 5 degrees then"),
    ("It was –5 degrees then", "It was 5 degrees then"),
    ("from 10-15 people came", "from 10−15 people came"),
    ("from 10–15 people came", "from 10 15 people came"),
    ("from 10–15 people came", "from 1015 people came"),
    ("pre-1997 rules are here", "pre1997 rules are here"),
    ("5 ± 2 people were seen", "5 2 people were seen"),
    ("5 × 2 people were seen", "5 x 2 people were seen"),
    ("if x < 5 and y > 6 then", "if x > 5 and y > 6 then"),
    ("if x ≥ 5 and so on then", "if x > 5 and so on then"),
    ("if x = 5 and so on then", "if x ≠ 5 and so on then"),
    ("about 20°C it was today", "about 20C it was today"),
    ("½ of the people were seen", "1/2 of the people were seen"),
    ("an area of 5 m² was seen", "an area of 5 m2 was seen"),
    ("data³ were shared with us", "data were shared with us"),
    ("data3 were shared with us", "data were shared with us"),
    ("1ˢᵗ May 2016 it came in", "1st May 2016 it came in"),
    ("paragraph 2.5 says no to it", "paragraph 25 says no to it"),
    ("at 10.30 am it began then", "at 10:30 am it began then"),
    ("at 10 am it began today", "at 10am it began today"),
    ("on 1/2/2016 it was dated", "on 1.2.2016 it was dated"),
    ("on 1/2/2016 it was dated", "on 1/2/2061 it was dated"),
    ("section 12(1)(a) applies here", "section 12(1)a applies here"),
    ("in 2016 (the first year) it", "in 2016 the first year it"),
    ("figures; 25 were seen there", "figures: 25 were seen there"),
    ("we had 5,000. Then it was", "we had 5,000, Then it was"),
    ("(a) one thing;\n(b) two things", "one thing; two things"),
    # a sign, an accent, a letter
    ("R&D was seen here by us", "R D was seen here by us"),
    ("write to x@example.uk about it", "write to x example.uk about it"),
    ("and/or the like of it here", "and or the like of it here"),
    ("naïve coffee in the café", "naive coffee in the cafe"),
    ("yr ŵy ac yr ŷd yn y tŷ", "yr wy ac yr yd yn y ty"),
    ("𝒜 data 😀 here and now", "A data 😀 here and now"),
    ("𝒜 data 😀 here and now", "𝒜 data here and now"),
    ("the U.K. has data of it", "the UK has data of it"),
    # brackets that stand in the source
    ("see R (A) v B [2016] EWHC 12", "see R (A) v B [2017] EWHC 12"),
    ("see R (A) v B [2016] EWHC 12", "see R (A) v B 2016 EWHC 12"),
    ("he wrote “the [sic] data” to us", "he wrote “the data” to him"),
    ("[the pupils] were shared with us", "[the parents] were shared with us then"),
    ("we share [names and dates of birth] with all", "we share [names and places of birth] with all"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "quotation"), EQUIVALENT)
def test_only_the_setting_differs(page: str, quotation: str) -> None:
    assert check(page, quotation).grade == "equivalent"
    assert check(f"Before it. {page} after it.", quotation).grade == "equivalent"


@pytest.mark.parametrize(("page", "quotation"), [*EQUIVALENT, *WORDS, *CUT, *ALTERED])
def test_the_very_characters_are_exact(page: str, quotation: str) -> None:
    for text in (page, quotation):
        assert check(text, text).grade == "exact"


@pytest.mark.parametrize(("page", "quotation"), WORDS)
def test_the_same_words_otherwise_written(page: str, quotation: str) -> None:
    assert check(page, quotation).grade == "words"


@pytest.mark.parametrize(("page", "quotation"), CUT)
def test_a_cut_figure_or_apostrophe_is_never_plain(page: str, quotation: str) -> None:
    found = check(page, quotation)
    assert found.grade == "words"
    assert any("inside the" in note for note in found.notes)
    assert found.fragments[0].place.exact == quotation


@pytest.mark.parametrize(("page", "quotation"), ALTERED)
def test_what_says_something_else(page: str, quotation: str) -> None:
    assert check(page, quotation).grade in ("altered", "missing")


def test_a_place_that_cuts_nothing_goes_before_one_that_does() -> None:
    found = check("There were 2.25 requests a day. There were 25 requests in all.", "25 requests")
    assert (found.grade, found.fragments[0].place.start) == ("exact", 43)


def test_a_hyphen_that_is_joined_is_told_in_each_way() -> None:
    assert check("to re-\nsign it now", "to resign it now").notes == (
        "hyphen at a line end joined: re-sign / resign",
    )
    assert check("to re-\nsign it now", "to re-sign it now").notes == ()


def test_a_word_split_over_two_pages_is_one_word() -> None:
    pages = [PageWords("S1", "sha", n, str(n), text) for n, text in ((1, "the infor-"), (2, "mation is"))]
    assert check_quote("the information is", pages).grade == "equivalent"
    assert check_quote("the infor mation is", pages).grade == "words"
