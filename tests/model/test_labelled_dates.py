"""British phrases for dates from real usage, each with what it is read as, or that it is refused."""

from __future__ import annotations

from pathlib import Path

from evidencepack.errors import BadInput
from evidencepack.model.dates import from_edtf, read_date

LABELLED = Path(__file__).with_name("labelled_dates.tsv")


def labelled() -> list[list[str]]:
    lines = LABELLED.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line[:1] not in ("", "#")]


def _read(words: str) -> tuple[str, str]:
    try:
        date = read_date(words)
    except BadInput:
        return "refused", ""
    return date.edtf, " ".join(date.warnings)


def test_the_labelled_set_is_read_without_a_miss_and_without_a_false_one() -> None:
    rows = labelled()
    assert len(rows) >= 280
    assert [(words, said, found) for words, said, *_ in rows if (found := _read(words)[0]) != said] == []


def test_what_is_doubtful_is_told_and_nothing_else() -> None:
    for words, _, *told in labelled():
        warning = _read(words)[1]
        assert (told[0] in warning) if told else not warning, words


def test_every_date_of_the_set_is_made_again_from_what_is_stored_and_shown() -> None:
    for words, said, *_ in labelled():
        if said != "refused":
            date = read_date(words)
            assert from_edtf(date.edtf, date.words) == date
            assert read_date(date.shown).edtf == date.edtf
