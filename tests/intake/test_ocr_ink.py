"""Letters are parted into words where the ink says so."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy", reason="OCR is an extra and is not installed")
pytest.importorskip("cv2", reason="OCR is an extra and is not installed")

from evidencepack.intake.ocr_ink import Letter, words_of  # noqa: E402
from evidencepack.intake.ocr_letters import Alphabet  # noqa: E402


def line(*places: int, width: int = 200):
    """A line of letters that are bars, eight columns wide, from these columns on."""
    picture = np.full((40, width), 255, np.uint8)
    for place in places:
        picture[10:30, place : place + 8] = 0
    return picture


def letters(text: str, *places: int, width: int = 200) -> list[Letter]:
    shown = iter(places)
    found, last = [], 0
    for letter in text:
        last = last + 8 if letter == " " else next(shown)
        found.append(Letter(letter, (last + 4) / width, 0.9))
    return found


def test_a_word_begins_and_ends_with_its_ink():
    words, top, bottom = words_of(line(20, 30, 60, 70), letters("ab cd", 20, 30, 60, 70))
    assert [(word.text, word.start * 200, word.end * 200) for word in words] == [
        ("ab", 20, 38), ("cd", 60, 78)
    ]  # fmt: skip
    assert (top * 40, bottom * 40) == (10, 30)


def test_a_space_that_was_overlooked_is_found_in_the_ink():
    places = (20, 30, 60, 70, 100, 110)
    words, _, _ = words_of(line(*places), letters("ab cdef", *places))
    assert [word.text for word in words] == ["ab", "cd", "ef"]


def test_letters_that_stand_close_stay_one_word():
    places = (20, 30, 41, 51)
    words, _, _ = words_of(line(*places), letters("abcd", *places))
    assert [word.text for word in words] == ["abcd"]


def test_the_least_certain_letter_makes_the_word_doubtful():
    read = [Letter("1", 0.12, 0.99), Letter("7", 0.17, 0.4)]
    (word,), _, _ = words_of(line(20, 30), read)
    assert word.confidence == 0.4


KNOWN = ["", *"abwýŵŷ'’\"“1", " "]


def chances(*steps: dict[str, float]):
    table = np.zeros((len(steps), len(KNOWN)))
    for step, row in zip(table, steps, strict=True):
        for letter, chance in row.items():
            step[KNOWN.index(letter)] = chance
    return table


def read(*steps: dict[str, float]) -> str:
    return "".join(letter.text for letter in Alphabet(KNOWN).letters(chances(*steps), 1.0))


def test_a_letter_is_read_once_unless_there_is_nothing_between_two():
    a, nothing = {"a": 0.99}, {"": 0.99}
    assert read(a, a, nothing, a, {"b": 0.9}) == "aab"


def test_a_welsh_letter_that_is_seen_and_not_ventured_is_read():
    assert read({"a": 1.0}, {"": 0.9, "w": 0.03, "ŵ": 1e-6}, {"b": 1.0}) == "aŵb"
    assert read({"a": 1.0}, {"ý": 0.6, "ŷ": 2e-3}, {"b": 1.0}) == "aŷb"
    assert read({"a": 1.0}, {"w": 0.8, "ŵ": 1e-10}, {"b": 1.0}) == "awb"


def test_a_curly_mark_is_read_as_one_and_only_once():
    assert read({"a": 1.0}, {"'": 0.9, "’": 0.08}, {"'": 0.9, "’": 1e-5}) == "a’"
    assert read({'"': 0.99, "“": 1e-4}, {"a": 1.0}) == '"a'


def test_what_may_have_been_overlooked_makes_the_letter_before_it_doubtful():
    found = Alphabet(KNOWN).letters(chances({"1": 1.0}, {"": 0.8, "b": 0.2}, {"1": 1.0}), 1.0)
    assert [(letter.text, letter.confidence) for letter in found] == [("1", 0.8), ("1", 1.0)]
