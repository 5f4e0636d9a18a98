"""A quotation is taken apart only where its writer left words out."""

import pytest

from evidencepack.quoting.elision import take_apart, without_outer_marks


@pytest.mark.parametrize(
    ("text", "words", "elided"),
    [
        ("no marks. at all.. here", ("no marks. at all.. here",), False),
        ("one […] two […] three", ("one", "two", "three"), True),
        ("one. . . . two", ("one", "two"), True),
        ("one [ ... ] two", ("one", "two"), True),
        ("[…] one …", ("one",), True),
        ("[…] […]", (), True),
        ("  ", (), False),
        ("one [they] two", ("one", "two"), False),
        ("child[ren] [T]he two", ("child", "[T]he two"), False),
        ("Contents ........ 5", ("Contents ........ 5",), False),
        ("Contents . . . . . . 5", ("Contents . . . . . . 5",), False),
        ("Contents ……… 5", ("Contents ……… 5",), False),
    ],
)
def test_taking_apart(text: str, words: tuple[str, ...], elided: bool) -> None:
    pieces = take_apart(text)
    assert (pieces.words, pieces.elided) == (words, elided)


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“all of it”", "all of it"),
        ('"all of it"', "all of it"),
        ("‘the pupils’ data’", "the pupils’ data"),
        ("“one” and “two”", None),
        ('"one" and "two"', None),
        ("“half", None),
        ("“”", None),
        ("“", None),
        ("plain", None),
    ],
)
def test_the_outer_pair_of_quote_marks(text: str, inner: str | None) -> None:
    assert without_outer_marks(text) == inner
