"""Which words are said to be lost, and which only look different."""

from __future__ import annotations

from evidencepack.intake.losses import NOTE, loss_warning, lost_words


def test_a_missing_word_is_named() -> None:
    assert lost_words(["the data will not be shared"], ["the data will be shared"]) == ["not"]


def test_a_word_that_stands_twice_must_be_there_twice() -> None:
    assert lost_words(["no, no"], ["no"]) == ["no"]


def test_line_ends_ligatures_and_case_are_no_loss() -> None:
    assert lost_words(["office co-operation confidential"], ["oﬀice co-\noperation CONFI-\nDENTIAL"]) == []


def test_a_raised_letter_that_stands_apart_is_no_loss() -> None:
    assert lost_words(["on the 9th of May"], ["on the 9 th of May"]) == []


def test_a_note_number_may_stand_at_the_end_of_a_word() -> None:
    assert lost_words([f"Act 2000{NOTE} says"], ["Act 20006 says"]) == []
    assert lost_words([f"Act 2000{NOTE} says"], ["Act says"]) == ["2000"]


def test_a_short_word_within_a_longer_one_does_not_count() -> None:
    assert lost_words(["he did not"], ["he did nothing"]) == ["not"]


def test_the_warning_counts_and_shows_the_first_few() -> None:
    [told] = loss_warning([" ".join(f"word{n}" for n in range(20))], [""])
    assert told.startswith("20 words of the original are missing")
    assert "“word0”" in told
    assert "word19" not in told
