"""Running heads and feet are told from the text by what other pages have."""

from evidencepack.quoting.furniture import bodies
from evidencepack.quoting.places import PageWords


def body_texts(*texts: str) -> list[str]:
    pages = [PageWords("S1", "r", number, "", text) for number, text in enumerate(texts, start=1)]
    return [page.text[start:end].strip() for page, (start, end) in zip(pages, bodies(pages), strict=True)]


def test_heads_feet_and_page_numbers_are_left_out() -> None:
    assert body_texts(
        "Select Committee on Data\nalpha\n\nHC 245\n\nPage 1 of 3",
        "Select Committee on Data\nbeta\n\nHC 245\n\nPage 2 of 3",
        "Select Committee on Data\ngamma\n\nHC 245\n\nPage 3 of 3",
    ) == ["alpha\n\nHC 245", "beta\n\nHC 245", "gamma\n\nHC 245"]


def test_page_numbers_that_start_elsewhere_are_known_by_their_counting() -> None:
    assert body_texts("alpha\n17", "beta\n18", "gamma\n19") == ["alpha", "beta", "gamma"]


def test_a_number_that_ends_a_line_of_the_text_stays() -> None:
    assert body_texts("there were\n25", "requests and\n1,000", "more of\n£3") == [
        "there were\n25",
        "requests and\n1,000",
        "more of\n£3",
    ]


def test_a_short_answer_repeated_at_page_ends_stays() -> None:
    assert body_texts("Was it?\nYes.", "And then?\nYes.", "Was it so?\nYes.")[0] == "Was it?\nYes."


def test_a_single_page_stays_whole() -> None:
    assert body_texts("Select Committee on Data\nalpha") == ["Select Committee on Data\nalpha"]


def test_a_reference_that_is_mostly_figures_is_a_running_head_if_every_page_has_the_very_same() -> None:
    texts = [f"UA-2021-000019-T\n{words}." for words in ("One is here", "Then two", "Three", "At last four")]
    pages = [PageWords("S1", "sha", n, str(n), text) for n, text in enumerate(texts, start=1)]
    assert [start for start, _ in bodies(pages)] == [16, 16, 16, 16]
    other = [PageWords("S1", "sha", n, str(n), f"UA-2021-00001{n}-T\nWords.") for n in range(1, 5)]
    assert [start for start, _ in bodies(other)] == [0, 0, 0, 0]
