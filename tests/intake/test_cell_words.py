"""A figure in a spreadsheet is shown as the spreadsheet shows it, and never as another figure."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.intake.cell_words import shown


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (1234567, "General", "1234567"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234567.5, "#,##0", "1,234,568"),
        (0.125, "0%", "13%"),
        (0.125, "0.0%", "12.5%"),
        (2.005, "0.00", "2.01"),
        (-12.5, "0.00", "-12.50"),
        (-12.5, "#,##0.00;(#,##0.00)", "(12.50)"),
        (0, "#,##0;-#,##0;\"none\"", "none"),
        (-0.001, "0.00", "0.00"),
        (7, "000", "007"),
        (12, "[$£-809]#,##0.00", "£12.00"),
        (12, '"£"#,##0', "£12"),
        (12, '0 "of 100."', "12 of 100."),
        (3, '"Q"0', "Q3"),
        (1500000, "#,##0,", "1,500"),
        (0.5, "#.##", ".5"),
        (5, "#.##", "5"),
        (12.5, "[Red]0.0", "12.5"),
        (0.333333, "# ?/?", "0.333333"),
        (12345.678, "0.00E+00", "12345.678"),
        (3, "[<5]\"few\";\"many\"", "3"),
        (True, "General", "TRUE"),
        ("a word", "0.00", "a word"),
        (None, "0.00", ""),
        (datetime(2016, 7, 26), "dd/mm/yyyy", "26/07/2016"),
        (datetime(2016, 7, 6), "d mmmm yyyy", "6 July 2016"),
        (datetime(2016, 7, 26, 9, 5), "ddd d mmm yy hh:mm", "Tue 26 Jul 16 09:05"),
        (datetime(2016, 7, 26, 15, 5), "h:mm AM/PM", "3:05 PM"),
        (time(9, 5, 7), "mm:ss", "05:07"),
        (date(2016, 7, 26), "General", "26/07/2016"),
        (datetime(2016, 7, 26), '"on" d\\-mmm', "on 26-Jul"),
    ],
)  # fmt: skip
def test_a_value_is_shown_as_its_format_has_it(value: object, form: str, words: str) -> None:
    assert shown(value, form) == words


@given(
    st.integers(-(10**14), 10**14), st.sampled_from(["0", "#,##0", "General", "#,##0.00", "0.0", "£#,##0"])
)
def test_no_digit_of_a_whole_number_is_ever_changed(value: int, form: str) -> None:
    assert Decimal(re.sub(r"[,£]", "", shown(value, form)) or "0") == value


@given(st.floats(-1e9, 1e9, allow_nan=False), st.text('0#,.%;()"-_*[]£EGhmsdy?/@ ', max_size=14))
def test_an_odd_format_never_breaks_the_reading(value: float, form: str) -> None:
    assert isinstance(shown(value, form), str)
    assert isinstance(shown(datetime(2016, 7, 26, 9, 5), form), str)
