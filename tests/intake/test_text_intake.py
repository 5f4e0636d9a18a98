"""Plain text and Markdown on pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencepack.errors import BadInput
from evidencepack.intake import decoding
from evidencepack.intake.prepared import Intake

TakeIn = Callable[..., Intake]
TextOf = Callable[[Intake], str]


def test_a_text_keeps_its_lines_and_a_form_feed_is_a_new_page(take_in: TakeIn, text_of: TextOf) -> None:
    intake = take_in("minutes.txt", "First  line\n\n    indented\n\x0cSecond page\n")
    assert text_of(intake) == "First line indented\fSecond page"
    assert intake.title == "minutes"
    assert intake.converter.startswith("evidencepack (typst")
    assert intake.warnings == []


def test_what_stands_in_columns_stands_in_columns(take_in: TakeIn, reader: object) -> None:
    intake = take_in("table.txt", "Year    Requests\n2015    12\n2016\t13\n")
    with reader.open(intake.rendition) as document:  # type: ignore[attr-defined]
        text = document.page(1).text
        lefts = {round(document.rectangles(1, text.index(w), text.index(w) + 2)[0][0]) for w in ("12", "13")}
    assert len(lefts) == 1


def test_words_that_look_like_commands_are_only_words(take_in: TakeIn, text_of: TextOf) -> None:
    words = '<b>&amp; "quotes" ]]> {{jinja}} %s {0} \\n $(touch x) `id` \'; DROP TABLE docs;-- #panic()'
    assert text_of(take_in("odd.txt", words)) == words


@pytest.mark.parametrize("data", [b" \n\t\n", b"\xef\xbb\xbf", b"\n\n\x0c\n"])
def test_a_text_of_nothing_but_space_is_refused(take_in: TakeIn, data: bytes) -> None:
    with pytest.raises(BadInput, match="has no words"):
        take_in("blank.txt", data)


def test_a_text_beyond_measure_is_refused(take_in: TakeIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LARGEST", 1 << 20)
    with pytest.raises(BadInput, match="more than 1 MB"):
        take_in("log.txt", b"words and words\n" * 100_000)


def test_markdown_is_set_as_it_is_meant(take_in: TakeIn, text_of: TextOf) -> None:
    source = (
        "# Written answer\n\nThe *new* items are **not** shared.\n\n3. third\n4. fourth\n\n"
        "| Year | Requests |\n|---|---|\n| 2015 | 12 |\n\n> quoted\n"
    )
    intake = take_in("answer.md", source)
    assert text_of(intake) == (
        "Written answer The new items are not shared. 3. third 4. fourth Year Requests 2015 12 quoted"
    )
    assert intake.title == "Written answer"
    assert intake.media_type == "text/markdown"


def test_html_in_markdown_is_shown_and_not_obeyed(take_in: TakeIn, text_of: TextOf) -> None:
    intake = take_in(
        "page.md", "Before <script>alert(1)</script> after\n\n![logo](https://example.org/x.png)\n"
    )
    assert "<script>alert(1)</script>" in text_of(intake)
    assert any("1 picture" in told for told in intake.warnings)


def test_what_stands_above_a_markdown_text_is_shown_as_it_was_typed(take_in: TakeIn, text_of: TextOf) -> None:
    text = text_of(take_in("a.md", "---\ntitle: Notes\ndate: 3 May 2021\n---\n# Heading\n\nWords\n"))
    assert text == "title: Notes date: 3 May 2021 Heading Words"


def test_every_kind_of_line_end_ends_a_line(take_in: TakeIn, text_of: TextOf) -> None:
    assert text_of(take_in("a.txt", "one\x0btwo\u2028three\rfour\r\nfive")) == "one two three four five"


@pytest.mark.parametrize("name", ["meeting.ics", "card.vcf"])
def test_calendars_and_cards_are_read_as_texts(take_in: TakeIn, text_of: TextOf, name: str) -> None:
    intake = take_in(name, "BEGIN:VCALENDAR\r\nSUMMARY:Meeting with the Minister\r\nEND:VCALENDAR\r\n")
    assert text_of(intake) == "BEGIN:VCALENDAR SUMMARY:Meeting with the Minister END:VCALENDAR"
    assert intake.warnings == []
