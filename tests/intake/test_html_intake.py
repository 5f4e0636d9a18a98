"""Saved web pages: what is seen is kept, what is hidden or elsewhere is left out and told."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from evidencepack.errors import BadInput
from evidencepack.intake.html import story_of
from evidencepack.intake.losses import story_texts
from evidencepack.intake.numerals import numeral
from evidencepack.intake.pictures import shown
from evidencepack.intake.prepared import Intake
from evidencepack.intake.saved_page import album_of

TakeIn = Callable[..., Intake]
TextOf = Callable[[Intake], str]


def _kinds(html: str) -> list[Any]:
    return [block["kind"] for block in story_of(html).blocks]


def _words(html: str) -> list[str]:
    return [" ".join(text.split()) for text in story_of(html).blocks and story_texts(story_of(html))]


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xff\0\0" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def test_a_page_says_what_it_is_and_where_from(take_in: TakeIn, text_of: TextOf) -> None:
    intake = take_in(
        "news.html",
        '<html><head><meta charset="utf-8"><title>Assurances &amp; data</title>'
        '<link rel="canonical" href="https://example.org/news/1">'
        '<meta property="article:published_time" content="2016-09-26T10:00:00Z">'
        '<meta name="author" content="Education correspondent"></head>'
        "<body><h1>Assurances</h1><p>Nothing will <b>not</b> be\n shared.<br>“Never”</p></body></html>",
    )
    assert text_of(intake) == (
        "Address: https://example.org/news/1 Published: 26 September 2016 "
        "Assurances Nothing will not be shared. “Never”"
    )
    assert (intake.title, intake.url) == ("Assurances & data", "https://example.org/news/1")
    assert intake.dates == {"published": "2016-09-26"}
    assert (intake.author, intake.kind) == ("Education correspondent", "web-page")
    assert intake.warnings == []


def test_the_address_a_browser_noted_when_saving_is_found() -> None:
    assert story_of("<!-- saved from url=(0022)https://example.org/a --><p>x").url == "https://example.org/a"


def test_an_address_that_is_not_of_the_web_is_no_address() -> None:
    assert story_of('<link rel=canonical href="javascript:alert(1)"><p>x').url == ""


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display: none">SECRET</p>', "<div hidden><p>SECRET</div>", "<template>SECRET</template>",
        '<span class="govuk-visually-hidden">SECRET</span>', '<i style="visibility:hidden">SECRET</i>',
        "<noscript>SECRET</noscript>", '<b style="font-size:0">SECRET</b>', "<dialog>SECRET</dialog>",
    ],
)  # fmt: skip
def test_hidden_words_are_left_out_and_told_but_not_repeated(hidden: str) -> None:
    story = story_of(f"<p>Visible</p>{hidden}<p>also</p>")
    assert "".join(story_texts(story)).split() == ["Visible", "also"]
    assert story.warnings == [
        "1 word that a reader of the page does not see is left out of the reading copy."
    ]


def test_scripts_and_styles_are_no_words_and_nothing_to_tell() -> None:
    story = story_of("<style>p{}</style><script>document.write('RAN')</script><p>Visible")
    assert ["".join(t.split()) for t in story_texts(story)] == ["Visible"]
    assert story.warnings == []


def test_pictures_elsewhere_are_counted_and_not_fetched() -> None:
    story = story_of(
        '<p>x<img src="http://127.0.0.1:9/a.png"><img src="b.png"><iframe src="http://127.0.0.1:9/">'
    )
    assert story.warnings[0].startswith("2 pictures that are not stored in the file")
    assert story.warnings[1].startswith("1 embedded object")


def test_a_picture_within_the_page_is_shown(take_in: TakeIn) -> None:
    data = base64.b64encode(_png(40, 20)).decode()
    story = story_of(f'<p>Before<img src="data:image/png;base64,{data}">after')
    assert [b["kind"] for b in story.blocks] == ["para", "image", "para"]
    assert (story.blocks[1]["width"], story.blocks[1]["height"]) == (30.0, 15.0)
    assert take_in("p.html", f'<p>x<img src="data:image/png;base64,{data}">').warnings == []


def test_a_picture_that_would_fill_the_memory_is_left_out() -> None:
    bomb = base64.b64encode(
        _png(1, 1).replace(struct.pack(">II", 1, 1), struct.pack(">II", 60000, 60000))
    ).decode()
    story = story_of(f'<p>x<img src="data:image/png;base64,{bomb}">')
    assert story.pictures == []
    assert "1 picture" in story.warnings[0]


def test_pictures_are_shown_upright_and_without_what_a_camera_wrote() -> None:
    camera = Image.Exif()
    camera[ExifTags.Base.Make] = "Maker"
    camera[ExifTags.Base.Orientation] = 6
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, "JPEG", exif=camera)
    found = shown(out.getvalue())
    assert found is not None
    picture, width, height = found
    assert (width, height) == (15.0, 30.0)
    assert b"Maker" not in picture


def test_pictures_of_other_kinds_are_shown_too_and_damaged_ones_are_not() -> None:
    for kind in ("GIF", "WEBP", "BMP"):
        out = io.BytesIO()
        Image.new("RGB", (8, 4), "red").save(out, kind)
        found = shown(out.getvalue())
        assert found is not None
        assert found[0].startswith(b"\x89PNG")
        assert shown(out.getvalue()[:20]) is None
    assert shown(b"<svg/>") is None


def test_a_saved_page_shows_the_pictures_in_its_own_folder_only(take_in: TakeIn, tmp_path: Path) -> None:
    folder = tmp_path / "A page_files"
    folder.mkdir()
    (folder / "in.png").write_bytes(_png(40, 20))
    (tmp_path / "out.png").write_bytes(_png(40, 20))
    (folder / "link.png").symlink_to(tmp_path / "out.png")
    sources = (
        "./A%20page_files/in.png?x=1",
        "A page_files/../out.png",
        "A page_files/link.png",
        f"file://{tmp_path}/out.png",
        str(tmp_path / "out.png"),
        "A page_files/none.png",
    )
    page = "<p>Words</p>" + "".join(f'<img src="{source}">' for source in sources)
    album = album_of(tmp_path / "A page.html")
    assert [album is not None and album(source) is not None for source in sources] == [True] + [False] * 5
    intake = take_in("A page.html", page)
    assert any(told.startswith("5 pictures") for told in intake.warnings)


def test_lists_count_as_the_page_says() -> None:
    story = story_of(
        "<ol start=3><li>c<ul><li>x</ul><li value=7>g</ol><ol type=a><li>a<li>b</ol><ol type=I><li>r</ol>"
    )
    assert [(b["marker"], b["depth"]) for b in story.blocks] == [
        ("3.", 1), ("–", 2), ("7.", 1), ("a.", 1), ("b.", 1), ("I.", 1),
    ]  # fmt: skip


def test_numerals() -> None:
    assert [numeral(n, "i") for n in (1, 4, 9, 14, 40, 1994)] == ["i", "iv", "ix", "xiv", "xl", "mcmxciv"]
    assert [numeral(n, "A") for n in (1, 26, 27, 52)] == ["A", "Z", "AA", "AZ"]
    assert [numeral(n, "i") for n in (0, -3, 4000)] == ["0", "-3", "4000"]


def test_a_table_with_spans_keeps_its_places() -> None:
    [table] = story_of(
        "<table><tr><th rowspan=2>Year<th colspan=2>Requests<tr><th>Made<th>Met<tr><td>2015<td>12<td>"
        "10</table>"
    ).blocks
    assert (table["columns"], table["header"]) == (3, 2)
    assert [(c["x"], c["y"], c["colspan"], c["rowspan"]) for c in table["cells"]] == [
        (0, 0, 1, 2), (1, 0, 2, 1), (1, 1, 1, 1), (2, 1, 1, 1), (0, 2, 1, 1), (1, 2, 1, 1), (2, 2, 1, 1),
    ]  # fmt: skip


def test_a_table_that_only_arranges_is_read_in_order() -> None:
    html = "<table><tr><td>Menu<td><table><tr><td>Name<td>Said</table><p>Text</table>"
    assert _kinds(html) == ["para", "table", "para"]
    assert _words("<table role=presentation><tr><td>one<td>two</table>") == ["one", "two"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=5), max_size=5))
def test_no_two_cells_of_any_table_share_a_place(rows: list[list[tuple[int, int]]]) -> None:
    cells = "".join(
        "<tr>" + "".join(f"<td colspan={c} rowspan={r}>w{y}x{x}</td>" for x, (c, r) in enumerate(row))
        for y, row in enumerate(rows)
    )
    story = story_of(f"<table>{cells}</table>")
    assert sorted(w for t in story_texts(story) for w in t.split()) == sorted(
        f"w{y}x{x}" for y, row in enumerate(rows) for x in range(len(row))
    )
    for table in (b for b in story.blocks if b["kind"] == "table"):
        places = [
            (c["x"] + w, c["y"] + h)
            for c in table["cells"]
            for w in range(c["colspan"])
            for h in range(c["rowspan"])
        ]
        assert len(places) == len(set(places))
        assert all(x < table["columns"] for x, _ in places)


def test_an_uneven_table_can_be_set(take_in: TakeIn, text_of: TextOf) -> None:
    html = (
        "<table><tr><td colspan=99>a<tr><td rowspan=50>b<td>c<td>d<tr><td>e<tr><td>f<td>g<td>h<td>i</table>"
    )
    assert sorted(text_of(take_in("t.html", html)).split()) == list("abcdefghi")


def test_nesting_without_end_is_no_trouble(take_in: TakeIn, text_of: TextOf) -> None:
    assert text_of(take_in("deep.html", "<div>" * 60_000 + "DEEP" + "</div>" * 60_000)) == "DEEP"


def test_an_undeclared_windows_page_is_read_and_told(take_in: TakeIn, text_of: TextOf) -> None:
    intake = take_in("old.html", "<html><p>£ – “café” €5</p></html>".encode("cp1252"))
    assert text_of(intake) == "£ – “café” €5"
    assert "cp1252" in intake.warnings[0]


def test_the_declared_encoding_of_a_page_counts(take_in: TakeIn, text_of: TextOf) -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Привет'
    assert text_of(take_in("ru.html", page.encode("cp1251"))) == "Привет"


def test_typed_lines_keep_their_breaks() -> None:
    [block] = story_of("<pre>\na\n  b  c\n</pre>").blocks
    assert block["lines"] == ["a", "  b  c"]


def test_a_page_without_words_is_refused(take_in: TakeIn) -> None:
    with pytest.raises(BadInput, match="has no words"):
        take_in("empty.html", "<html><body><script>x()</script><hr></body></html>")


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>", "</p>", "<div>", "</div>", "<table>", "</table>", "<tr>", "<td>",
                "</td>", "<th>", "<ul>", "<ol>", "</ul>", "<li>", "</li>", "<pre>",
                "</pre>", "<h1>", "</h1>", "<b>", "</b>", "<br>", "<hr>", "<blockquote>",
                "</blockquote>", "<dd>", "<title>", "</title>", "<thead>", "<caption>", "word",
            ]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_no_order_of_tags_loses_a_word(tags: list[str]) -> None:
    html = "<body>" + " ".join(tags)
    story = story_of(html)
    found = sum(t.count("word") for t in story_texts(story))
    # Words of a title are the title; everything else must be among the blocks.
    assert found + ("title" in html) * 40 >= tags.count("word")
    assert found <= tags.count("word")


def test_linked_data_says_when_a_page_was_published(take_in: TakeIn) -> None:
    page = (
        '<script type="application/ld+json">{"@graph": [{"@type": "Organization"}, '
        '{"@type": "NewsArticle", "datePublished": "2021-05-03T10:00:00Z"}]}</script><p>Words.'
    )
    assert take_in("a.html", page).dates == {"published": "2021-05-03"}
    two = page + page.replace("05-03", "05-04")
    assert take_in("b.html", two).dates == {}
    assert take_in("c.html", page.replace("05-03", "02-31")).dates == {}


def test_what_a_browser_noted_when_it_saved_a_page_is_taken(take_in: TakeIn) -> None:
    intake = take_in(
        "a.html",
        "<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: https://example.org/x \n"
        " saved date: Mon Jan 08 2024 10:37:19 GMT+0000 (Greenwich Mean Time)\n--><p>Words.",
    )
    assert intake.url == "https://example.org/x"
    assert intake.dates == {"accessed": "2024-01-08"}


def test_what_the_page_s_own_style_hides_is_left_out_and_told(take_in: TakeIn, text_of: TextOf) -> None:
    intake = take_in(
        "a.html",
        "<style>.cookie, #skip {display: none} @media print {.story {display: none}} "
        ".tab {display:none} .tab.on {display:block} /* .seen {display:none} */</style>"
        "<div class=cookie>Accept cookies</div><a id=skip>Skip</a><p class=tab>Tab</p>"
        "<p class=story>Story</p><p class=seen>Seen</p><p class=cookie style='display:block'>Shown</p>",
    )
    assert text_of(intake) == "Tab Story Seen Shown"
    assert "3 words that a reader of the page does not see" in " ".join(intake.warnings)


def test_words_look_as_the_page_s_own_style_sets_them() -> None:
    page = story_of(
        "<style>.fn {vertical-align: super} .key {font-weight: bold} "
        "@media print {p {font-style: italic}}</style>"
        "<p>Fraud<a class=fn>1</a> <span class=key>fell</span> <span style='font-style:italic'>twice</span>"
    )
    assert page.blocks[0]["runs"] == [
        {"text": "Fraud"},
        {"text": "1", "raise": "sup"},
        {"text": " "},
        {"text": "fell", "bold": True},
        {"text": " "},
        {"text": "twice", "italic": True},
    ]


def test_a_page_that_hides_nearly_all_until_a_script_runs_is_shown(take_in: TakeIn, text_of: TextOf) -> None:
    page = "<style>#main {display: none}</style><p>Loading</p><div id=main>The whole story of the day</div>"
    assert text_of(take_in("a.html", page)) == "Loading The whole story of the day"


def test_menus_and_the_foot_of_a_page_are_set_small_and_kept() -> None:
    page = story_of("<nav><ul><li>Home</ul></nav><p>Words</p><footer><p>Contact us</p></footer>")
    assert list(story_texts(page)) == ["• Home", " Words", " Contact us"]
    assert [block.get("quiet", False) for block in page.blocks] == [True, False, True]
