"""Whose words a passage is: labels before it, and "said Ms X" beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.quoting.speakers import label_before, office_below, sender_before, speakers_at


def said_by(text: str, passage: str) -> list[tuple[str, str]]:
    start = text.index(passage)
    return [(one.name, one.role) for one in speakers_at(text, start, start + len(passage))]


@pytest.mark.parametrize(
    ("text", "passage", "name", "role"),
    [
        ("Nick Gibb: It is kept.\nAngela Rayner: Is it so?", "It is kept", "Nick Gibb", ""),
        ("Nick Gibb: It is kept.\nAngela Rayner: Is it so?", "Is it so", "Angela Rayner", ""),
        (
            "The Minister for School Standards (Nick Gibb): It is kept.",
            "It is kept",
            "Nick Gibb",
            "Minister for School Standards",
        ),
        (
            "The Secretary of State for Education (Justine Greening)\nI am glad.",
            "I am glad",
            "Justine Greening",
            "Secretary of State for Education",
        ),
        ("Q2 Chair: Is it so?\nNick Gibb: Yes, it is.", "Is it so", "Chair", ""),
        ("Mr Nick Gibb (Bognor Regis) (Con): It is safe.", "It is safe", "Mr Nick Gibb", ""),
        ("Ms Smith (Director of Data): We hold it.", "We hold it", "Ms Smith", "Director of Data"),
        ("“It is safe,” said Ms Jones, the head of data.", "It is safe", "Ms Jones", "Head of data"),
        (
            "Nick Gibb, the schools minister, said: “It is safe.”",
            "It is safe",
            "Nick Gibb",
            "Schools minister",
        ),
        (
            "Then schools minister Nick Gibb told MPs that “it is safe”.",
            "it is safe",
            "Nick Gibb",
            "Schools minister",
        ),
        ("“It is safe,” a Home Office spokesman said.", "It is safe", "Home Office spokesman", ""),
    ],
)
def test_the_speaker_is_named_by_the_label_or_the_sentence(
    text: str, passage: str, name: str, role: str
) -> None:
    assert said_by(text, passage)[0] == (name, role)


@pytest.mark.parametrize(
    "text", ["Background: It is so.", "He said: “It is so.”", "Question: It is so.", "Date: It is so."]
)
def test_a_heading_or_a_pronoun_is_no_speaker(text: str) -> None:
    assert said_by(text, "It is so") == []


def test_the_sender_of_a_message_is_the_one_of_the_last_header() -> None:
    text = (
        "From: Jane Doe <jane@example.org>\n\nI agree.\n\n"
        "On 6 October 2016 at 10:12, John Smith wrote:\n> We hold it."
    )
    first, second = sender_before(text, text.index("I agree")), sender_before(text, text.index("We hold"))
    assert (first and first.name, second and second.name) == ("Jane Doe", "John Smith")


def test_the_office_stands_below_the_signature() -> None:
    found = office_below("Yours sincerely\nNick Gibb MP\nMinister of State\n", "Nick Gibb")
    assert found is not None
    assert found.role == "Minister of State"
    assert office_below("Nick Gibb\nSanctuary Buildings", "Nick Gibb") is None


@given(st.text(max_size=150), st.integers(0, 150), st.integers(0, 40))
def test_any_text_is_looked_through_and_the_words_stand_in_it(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    found = [*speakers_at(text, start, end), label_before(text, start), sender_before(text, start)]
    for one in filter(None, found):
        assert one.name
        assert 0 <= one.start < one.end <= len(text)
