"""How bytes become text, and what is told about it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.intake.decoding import decode, is_binary

WORDS = "The £5 “café” – naïve … €10 ‘quoted’ ½"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_unicode_is_read_without_its_mark_and_without_a_warning(encoding: str) -> None:
    found = decode(WORDS.encode(encoding))
    assert found.text == WORDS
    assert found.warnings == ()


def test_windows_text_is_read_exactly_and_the_guess_is_told() -> None:
    found = decode(WORDS.encode("cp1252"))
    assert found.text == WORDS
    assert "cp1252" in found.warnings[0]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_without_a_mark_is_recognised(encoding: str) -> None:
    text = "The department confirmed it in writing."
    data = text.encode(encoding)
    assert not is_binary(data)
    assert decode(data).text == text


def test_cyrillic_text_is_not_taken_for_western() -> None:
    text = "Министерство подтвердило, что данные не передаются другим ведомствам. " * 4
    assert decode(text.encode("cp1251")).text == text


def test_text_with_a_few_damaged_bytes_stays_what_it_is_and_the_places_are_counted() -> None:
    found = decode("éèàüöß and so on ".encode() * 5 + b"\xff\xfe end")
    assert "éèàüöß" in found.text
    assert "2 places" in found.warnings[0]


def test_a_declared_encoding_that_does_not_exist_is_told() -> None:
    found = decode("£5 café".encode("cp1252"), "x-nonsense")
    assert found.text == "£5 café"
    assert "x-nonsense" in found.warnings[0]


@pytest.mark.parametrize("declared", ["iso-8859-1", "latin1", "windows-1252"])
def test_western_declarations_mean_what_browsers_take_them_for(declared: str) -> None:
    assert decode(b"\x93quoted\x94", declared).text == "“quoted”"


@pytest.mark.parametrize("declared", ["base64", "idna", "rot13", "\0", "undefined"])
def test_a_codec_that_is_not_for_texts_is_no_encoding(declared: str) -> None:
    assert decode(b"plain words", declared).text == "plain words"


def test_a_program_is_not_text() -> None:
    assert is_binary(bytes(range(256)) * 20)


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "utf-16", "shift_jis", "ascii"]))
def test_any_bytes_become_some_text(data: bytes, declared: str) -> None:
    decode(data, declared).text.encode("utf-8")


@given(st.text(max_size=200))
def test_every_text_in_utf8_comes_back(text: str) -> None:
    if not text.startswith("\ufeff") and "\0" not in text:
        assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("He said “never” – it’s £500 in the café.", "mac-roman"),
        ("The cost was £500 at the café.", "cp850"),
        ("The price is 5 € for the œuvre.", "iso8859-15"),
        ("He said “never” – it’s £500 in the café, Éire.", "cp1252"),
    ],
)
def test_the_encodings_of_western_europe_are_told_apart(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding) == (text, encoding)
    assert "£ signs" in found.warnings[0]
