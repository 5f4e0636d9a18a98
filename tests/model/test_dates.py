"""Dates: how they are shown, stored, warned about and sorted, whatever the phrase."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.errors import BadInput
from evidencepack.model.date_points import MONTHS, STRETCHES, Point
from evidencepack.model.dates import FuzzyDate, from_edtf, read_date
from evidencepack.model.law_terms import TERMS, Term, easter


def test_a_weekday_that_does_not_fit_is_warned_about() -> None:
    assert read_date("Monday 11 October 2016").warnings == (
        "The document says Monday, but 11 October 2016 was a Tuesday.",
    )
    assert read_date("Tues. 11 October 2016").warnings == ()
    assert read_date("Thurs 11/10/2016").warnings == (
        "The document says Thursday, but 11 October 2016 was a Tuesday.",
    )
    both = read_date("Tuesday 10 to Tuesday 12 October 2016").warnings
    assert [warning.split(",")[0] for warning in both] == ["The document says Tuesday"] * 2
    assert "10 October 2016 was a Monday" in both[0]


def test_a_weekday_under_the_old_calendar_is_not_judged() -> None:
    assert read_date("Monday 2 September 1752").warnings == ()
    assert read_date("Monday 14 September 1752").warnings == (
        "The document says Monday, but 14 September 1752 was a Thursday.",
    )


def test_a_stored_date_warns_again_as_it_did_when_typed() -> None:
    typed = read_date("Monday 11 October 2016")
    assert from_edtf(typed.edtf, typed.words) == typed
    assert from_edtf(typed.edtf, "30 February").warnings == ()
    assert from_edtf(typed.edtf, "Monday 30 February 2023").warnings == ()
    assert from_edtf(typed.edtf, "Monday 12 October 2016").warnings == ()


def test_what_can_be_a_month_or_two_years_says_how_it_was_read() -> None:
    assert read_date("2009-10").warnings == ("Read as October 2009; for the years, write 2009 to 2010.",)
    assert read_date("2009–10").warnings == ("Read as the years 2009 to 2010; if not, write October 2009.",)
    assert read_date("2015–16").warnings == ()
    assert read_date("2016-10").warnings == ()


def test_a_winter_says_which_months_are_meant_unless_the_words_do() -> None:
    assert "December 2016 to February 2017" in read_date("winter 2016").warnings[0]
    assert read_date("winter 2016–17").warnings == ()


@pytest.mark.parametrize("words", ["10 October 2016", "October 2016", "2016", "July 2015 to September 2016"])
def test_a_plain_date_is_exact(words: str) -> None:
    assert read_date(words).exact
    assert not read_date(words).approximate


@pytest.mark.parametrize(
    ("words", "approximate"),
    [
        ("about 1998", True),
        ("on or about 30 September 2016", True),
        ("about the end of September 2016", True),
        ("about 2012 to 2016", True),
        ("2012 to about 2016", True),
        ("possibly 1998", False),
        ("late September 2016", False),
        ("early 2015 to late 2016", False),
        ("autumn 2016", False),
        ("the third quarter of 2016", False),
        ("Michaelmas term 2016", False),
        ("before 6 October 2016", False),
        ("since 2015", False),
        ("between 2012 and 2016", False),
        ("from 2015 onwards", False),
    ],
)
def test_a_date_that_the_document_leaves_open_is_not_exact(words: str, approximate: bool) -> None:
    assert not read_date(words).exact
    assert read_date(words).approximate is approximate


def test_the_law_terms_are_those_that_the_courts_published() -> None:
    def days(year: int) -> list[str]:
        return [f"{Term(name, year).first:%d.%m}-{Term(name, year).last:%d.%m}" for name in TERMS]

    assert days(2015) == ["11.01-01.04", "14.04-22.05", "02.06-31.07", "01.10-21.12"]
    assert days(2012) == ["11.01-04.04", "17.04-01.06", "12.06-31.07", "01.10-21.12"]
    assert days(2024) == ["11.01-27.03", "09.04-24.05", "04.06-31.07", "01.10-21.12"]


@pytest.mark.parametrize(
    "day", ["1818-03-22", "1943-04-25", "1981-04-19", "2000-04-23", "2008-03-23", "2016-03-27", "2038-04-25"]
)
def test_easter_falls_where_the_calendars_say(day: str) -> None:
    assert easter(int(day[:4])) == date.fromisoformat(day)


def test_a_mid_january_to_late_march_period_is_not_taken_for_a_term() -> None:
    period, term = read_date("mid-January to late March 2010"), read_date("Hilary term 2010")
    assert (period.earliest, period.latest) == (term.earliest, term.latest)
    assert period.edtf != term.edtf
    assert from_edtf(period.edtf).shown == "mid-January 2010 to late March 2010"


@pytest.mark.parametrize(
    "edtf", ["", "hello", "2016-25", "{2016,2017}", "201X", "2012/", "[2016]", "[..]", "2016-W03"]
)
def test_a_stored_expression_of_another_kind_is_refused(edtf: str) -> None:
    with pytest.raises(BadInput, match="type the date again in words"):
        from_edtf(edtf)


def test_the_library_for_edtf_is_not_loaded_for_british_words() -> None:
    code = (
        "import sys; from evidencepack.model.dates import read_date, from_edtf; "
        "read_date('late 2016'); from_edtf('[..2016-10-05]'); "
        "sys.exit('edtf' in sys.modules or 'pyparsing' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_refusing_an_edtf_expression_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BadInput):
        read_date("2016-1X")
    assert capsys.readouterr().out == ""


def test_dates_of_one_day_stand_in_order_of_precision() -> None:
    in_order = [
        "before 2 January 2016",
        "1 January 2016",
        "about 1 January 2016",
        "the beginning of January 2016",
        "early January 2016",
        "January 2016",
        "the first quarter of 2016",
        "2016",
        "1 to 12 January 2016",
        "between 1 January and 1 March 2016",
        "since 2016",
        "2 January 2016",
    ]
    shuffled = random.Random(7).sample(in_order, len(in_order))
    assert sorted(shuffled, key=lambda words: read_date(words).sort_key()) == in_order


def test_the_same_date_in_other_words_keeps_its_place() -> None:
    assert read_date("3 May 2021").sort_key() == read_date("Mon 03/05/2021").sort_key()


days = st.dates(date(1000, 1, 1), date(9999, 12, 31))
near_days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
WRITTEN = [
    "{day} {month} {year}", "{day}{th} {month} {year}", "the {day}{th} of {month} {year}",
    "{day} {short} {year}", "{weekday} {day} {month} {year}", "{weekday}, {day}{th} {month}, {year}",
    "{month} {day}, {year}", "{month} {day}{th} {year}", "{day:02}/{number:02}/{year}",
    "{day}/{number}/{year}", "{day:02}.{number:02}.{year}", "{day}-{number}-{year}",
    "{year}-{number:02}-{day:02}", "{day}-{short}-{year}", "{day}\u00a0{month}\u00a0{year}.",
]  # fmt: skip


def written(day: date, form: str) -> str:
    th = "th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    month = MONTHS[day.month - 1]
    weekday = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[day.weekday()]
    return form.format(
        day=day.day, th=th, month=month, short=month[:3], number=day.month, year=day.year, weekday=weekday
    )


@given(days)
def test_every_day_reads_back_from_every_way_of_writing_it(day: date) -> None:
    for form in WRITTEN:
        read = read_date(written(day, form))
        assert (read.earliest, read.latest, read.edtf) == (day, day, day.isoformat()), form
        assert read.warnings == ()


@given(st.integers(1, 31), st.integers(1, 31), st.integers(1000, 9999))
def test_the_second_number_is_never_read_as_the_day(first: int, second: int, year: int) -> None:
    for gap in "/.-":
        try:
            read = read_date(f"{first:02}{gap}{second:02}{gap}{year}")
        except BadInput:
            with pytest.raises(ValueError):
                date(year, second, first)
        else:
            assert read.earliest == date(year, second, first)


@st.composite
def single(draw: st.DrawFn) -> str:
    """A day, a month, a year, a season, a quarter or a part of one, in words."""
    day = draw(near_days)
    month = f"{MONTHS[day.month - 1]} {day.year}"
    season = draw(st.sampled_from(["spring", "summer", "autumn", "winter"]))
    quarter = draw(st.sampled_from(["first", "second", "third", "fourth"]))
    whole = draw(st.sampled_from([month, str(day.year)]))
    stretch = draw(
        st.sampled_from(["early ", "mid-", "late ", "the beginning of ", "the middle of ", "the end of "])
    )
    words = draw(
        st.sampled_from(
            [
                f"{day.day} {month}",
                whole,
                f"{season} {day.year}",
                f"the {quarter} quarter of {day.year}",
                stretch + whole,
            ]
        )
    )
    return draw(st.sampled_from(["", "", "about "])) + words


@st.composite
def any_date(draw: st.DrawFn) -> FuzzyDate:
    """A date of any kind that can be read."""
    one, other = draw(single()), draw(single())
    if read_date(other).sort_key() < read_date(one).sort_key():
        one, other = other, one
    kind = draw(
        st.sampled_from(
            ["{0}", "{0} to {1}", "between {0} and {1}", "from {0} onwards", "up to {0}", "side", "term"]
        )
    )
    if kind == "term":
        return read_date(f"{draw(st.sampled_from(TERMS))} term {draw(st.integers(1972, 2030))}")
    if kind == "side":
        side = draw(
            st.sampled_from(["before", "by", "by the end of", "after", "since", "on or after", "until"])
        )
        plain = [words for words in (one, other) if read_date(words).precision != "part"]
        return read_date(f"{side} {plain[0]}") if plain else read_date(one)
    return read_date(kind.format(one, other))


@given(any_date())
def test_what_is_shown_reads_back_to_the_same_date(fuzzy: FuzzyDate) -> None:
    again = read_date(fuzzy.shown)
    assert (again.edtf, again.shown, again.exact) == (fuzzy.edtf, fuzzy.shown, fuzzy.exact)


@given(any_date())
def test_a_date_is_made_again_from_its_edtf_expression(fuzzy: FuzzyDate) -> None:
    again = from_edtf(fuzzy.edtf)
    assert again.words == fuzzy.shown
    for field in ("edtf", "earliest", "latest", "precision", "approximate", "shown", "exact"):
        assert getattr(again, field) == getattr(fuzzy, field)
    assert from_edtf(fuzzy.edtf, fuzzy.words) == fuzzy
    assert read_date(fuzzy.edtf).shown == fuzzy.shown


@given(any_date())
def test_what_is_shown_has_no_signs(fuzzy: FuzzyDate) -> None:
    assert all(letter.isalnum() or letter in " -" for letter in fuzzy.shown)
    assert "-" not in fuzzy.shown.replace("mid-", "")


@given(any_date(), any_date())
def test_sorting_follows_the_earliest_day_and_ties_only_the_same_date(
    one: FuzzyDate, other: FuzzyDate
) -> None:
    if one.earliest and other.earliest and one.earliest < other.earliest:
        assert one.sort_key() < other.sort_key()
    if one.earliest is None and other.earliest and one.latest and one.latest <= other.earliest:
        assert one.sort_key() < other.sort_key()
    assert (one.sort_key() == other.sort_key()) == (one.edtf == other.edtf)


@given(any_date())
def test_the_first_day_is_never_after_the_last(fuzzy: FuzzyDate) -> None:
    assert fuzzy.earliest or fuzzy.latest
    assert fuzzy.earliest is None or fuzzy.latest is None or fuzzy.earliest <= fuzzy.latest


@given(st.text(max_size=40) | st.text("0123456789-/.[]{}~?%X ,to", max_size=24))
def test_any_other_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        outcome = read_date(text).shown
    except BadInput as refusal:
        outcome = refusal.message
    assert outcome[-1:].isalnum() or outcome.endswith(".")


@given(st.integers(1000, 9998), st.integers(1, 4))
def test_seasons_and_quarters_follow_one_another_without_a_gap(year: int, number: int) -> None:
    season, quarter = Point("season", year, number), Point("quarter", year, number)
    if (year, number) < (9998, 4):
        assert season.moved(1).first == season.last + timedelta(days=1)
    assert quarter.moved(1).first == quarter.last + timedelta(days=1)
    assert season.moved(1).moved(-1) == season if (year, number) < (9998, 4) else season.year == 9998


def test_every_part_of_every_month_lies_in_it() -> None:
    for month in MONTHS:
        whole = read_date(f"{month} 2023")
        for stretch in STRETCHES:
            joined = f"the {stretch} of" if stretch in ("beginning", "middle", "end") else stretch
            part = read_date(f"{joined} {month} 2023")
            in_order = [day for day in (whole.earliest, part.earliest, part.latest, whole.latest) if day]
            assert len(in_order) == 4
            assert in_order == sorted(in_order)
