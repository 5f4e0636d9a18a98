"""Anything in a pack is found by its words: on pages and in what a person wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.entries import add_entry
from evidencepack.actions.fields import set_fields
from evidencepack.actions.items import remove_item
from evidencepack.actions.packs import new_pack
from evidencepack.actions.relations import add_relation
from evidencepack.actions.sections import add_paragraph
from evidencepack.model.tables import Anchor, Page, Quote, Rendition, Source
from evidencepack.store.pack import Pack, now
from evidencepack.store.search import index_pages
from evidencepack.submission.contents import load_contents
from evidencepack.submission.excerpt import Marked, excerpt, marked, side_by_side
from evidencepack.submission.search import Finder, Group

LETTER = "We will not share the pupil data with the Home\nOffice. An assess-\nment followed."
ANSWER = "An other Minister said: 25 requests were met in 2012–2016 by the “Data Unit”, in a café."


def add_source(pack: Pack, handle: str, title: str, pages: Sequence[tuple[str, str]], n: int = 1) -> None:
    """Put in a source of which only the page texts matter, or another reading copy of it."""
    with pack.change("Import") as session:
        source = session.query(Source).filter_by(handle=handle).one_or_none()
        if source is None:
            source = Source(handle=handle, title=title, media_type="text/plain", sha256=handle, size=1)
            source.imported_at = now()
            session.add(source)
        session.flush()
        rendition = Rendition(source_id=source.id, n=n, sha256=f"{handle}-{n}", pages=len(pages))
        rendition.converter, rendition.made_at = "test", now()
        rendition.extractor, rendition.extractor_version = "test", "1"
        session.add(rendition)
        for number, (label, text) in enumerate(pages, start=1):
            page = Page(rendition_sha256=rendition.sha256, number=number, label=label, text=text)
            page.width, page.height = 595.0, 842.0
            session.add(page)
        session.flush()
        index_pages(session.connection(), rendition.sha256)


def add_quote(pack: Pack, handle: str, source: str, text: str, **fields: str) -> None:
    """Put in a quote of a source's first page."""
    with pack.change("Add quote") as session:
        of = session.query(Source).filter_by(handle=source).one()
        quote = Quote(handle=handle, source_id=of.id, text=text, grade="exact", **fields)
        around = {"prefix": "", "suffix": "", "start": 0, "end": len(text)}
        anchor = Anchor(n=1, page=1, exact=text, written=text, grade="exact", **around)
        anchor.rendition_sha256 = f"{source}-1"
        quote.anchors = [anchor]
        session.add(quote)


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    """S1 a letter of two pages, S2 an answer; a claim, evidence, a relation, an entry, a paragraph, notes."""
    with new_pack(tmp_path / "case.evpack", "A matter") as pack:
        add_source(pack, "S1", "Letter on pupil data", [("i", LETTER), ("ii", "Yours, the Department.")])
        add_source(pack, "S2", "An answer", [("1", ANSWER)])
        words = "We will not share the pupil data"
        add_quote(pack, "Q1", "S1", words, kind="claim", speaker="Léa Müller", note="Ring Ann.")
        add_quote(pack, "Q2", "S2", "25 requests were met", kind="evidence")
        set_fields(pack, "Q2", {"topics": "sharing"})
        add_relation(pack, "Q2", "contradicts", "Q1", because="Requests were met all the same.")
        add_entry(pack, date="5 May 2016", text="The letter is sent.")
        add_paragraph(pack, "paragraphs", "Data were shared (@Q2).")
        add_annex(pack, "S1")
        set_fields(pack, "matter", {"note": "Ask the clerk."})
        yield pack


def find(pack: Pack, typed: str, most: int = 200, **more: int) -> dict[str, Group]:
    with pack.reading() as session:
        groups = Finder.of(load_contents(session)).find(session.connection(), typed, most, more)
    return {group.kind: group for group in groups}


def handles(pack: Pack, typed: str) -> dict[str, list[str]]:
    return {kind: [hit.handle for hit in group.hits] for kind, group in find(pack, typed).items()}


def pages(pack: Pack, typed: str) -> list[tuple[str, int, str]]:
    group = find(pack, typed).get("page")
    return [(hit.handle, hit.page, hit.words.between("[", "]")) for hit in group.hits] if group else []


@pytest.mark.parametrize(
    ("typed", "kind", "handle"),
    [
        ("pupil data", "quote", "Q1"),
        ("leA muller", "quote", "Q1"),
        ("sharing", "quote", "Q2"),
        ("all the same", "relation", "R1"),
        ("contradicts", "relation", "R1"),
        ("letter sent", "entry", "E1"),
        ("5 may", "entry", "E1"),
        ("entry 1", "entry", "E1"),
        ("data shared", "paragraph", "P1"),
        ("letter on", "source", "S1"),
        ("annex A", "annex", "A1"),
        ("chronology", "section", "T5"),
        ("ring", "note", "Q1"),
        ("clerk", "note", "matter"),
        ("yours", "page", "S1"),
        ("q2", "handle", "Q2"),
    ],
)
def test_every_kind_of_thing_is_found(pack: Pack, typed: str, kind: str, handle: str) -> None:
    assert handle in handles(pack, typed)[kind]


def test_words_of_a_page_are_found_over_line_ends_and_marked(pack: Pack) -> None:
    assert pages(pack, "home office") == [
        ("S1", 1, "We will not share the pupil data with the [Home Office]. An assess-ment followed.")
    ]
    assert pages(pack, "ASSESSMENT")[0][2].endswith("An [assess-ment] followed.")
    assert pages(pack, '"data unit" CAFE')[0][2].endswith("by the “[Data Unit]”, in a [café].")
    assert pages(pack, "2012-2016")[0][:2] == ("S2", 1)


def test_two_words_are_not_taken_for_one(pack: Pack) -> None:
    assert pages(pack, "another") == []
    assert pages(pack, "an-other")[0][0] == "S2"


def test_signs_of_the_index_are_no_operators(pack: Pack) -> None:
    for typed in ('"', "(", "* OR (", "NEAR(", "pupil AND", "NOT data", "text : x", "-", "^", "a\x00b"):
        assert "handle" not in find(pack, typed)


def test_a_page_says_its_label_and_how_often(pack: Pack) -> None:
    hit = find(pack, "the").get("page")
    assert hit is not None
    places = [each.place.text for each in hit.hits]
    assert "S1, page 1 (printed i) · 2 places · Letter on pupil data" in places
    assert "S2, page 1 · An answer" in places


def test_pages_with_the_words_side_by_side_come_first_and_beginnings_last(pack: Pack) -> None:
    add_source(pack, "S3", "Third", [("1", "zeta eta"), ("2", "eta theta zeta"), ("3", "zetas etas eta")])
    assert [page for _, page, _ in pages(pack, "zeta eta")] == [1, 2, 3]


def test_only_the_latest_reading_copy_is_searched_and_nothing_of_a_removed_source(pack: Pack) -> None:
    add_source(pack, "S2", "", [("1", "Quite other words.")], n=2)
    assert pages(pack, "café") == []
    assert pages(pack, "quite")[0][0] == "S2"
    add_source(pack, "S3", "Third", [("1", "zeta")])
    remove_item(pack, "S3")
    assert find(pack, "zeta") == {}


def test_a_handle_goes_first_and_words_in_private_notes_are_no_item(pack: Pack) -> None:
    with pack.reading() as session:
        groups = Finder.of(load_contents(session)).find(session.connection(), "Q2")
    assert (groups[0].kind, groups[0].hits[0].handle, groups[0].hits[0].item) == ("handle", "Q2", "quote")
    assert "note" not in handles(pack, "@ ring")


def test_after_an_at_sign_only_items_are_found(pack: Pack) -> None:
    assert handles(pack, "@q") == {"quote": ["Q1", "Q2"]}
    assert handles(pack, "@S2") == {"source": ["S2"]}
    found = handles(pack, "@pupil data")
    assert "page" not in found
    assert found["quote"] == ["Q1"]
    assert {"source", "quote", "section", "annex", "entry", "paragraph", "relation"} <= set(
        handles(pack, "@")
    )


def test_a_title_that_begins_with_the_words_comes_before_pages(pack: Pack) -> None:
    assert next(iter(find(pack, "letter on pupil"))) in ("source", "annex")


def test_the_count_is_of_all_though_few_are_given(pack: Pack) -> None:
    add_source(pack, "S3", "Many", [(str(n), f"omega {n}") for n in range(1, 31)])
    group = find(pack, "omega", 4)["page"]
    assert (len(group.hits), group.total) == (4, 30)
    assert len(find(pack, "omega", 4, page=20)["page"].hits) == 20


def test_an_excerpt_shows_where_most_words_stand_together() -> None:
    text = "alpha " + "and so on " * 40 + "alpha beta\ngamma " + "and so on " * 40
    made = excerpt(text, [(0, 5), (406, 411), (412, 416), (417, 422)], 80)
    assert "[alpha] [beta] [gamma]" in made.between("[", "]")
    assert made.text.startswith("…")
    assert made.text.endswith("…")
    assert len(made.text) <= 82


def test_an_excerpt_of_what_was_not_found_is_the_beginning() -> None:
    assert excerpt("One two", []) == Marked("One two")
    assert excerpt("word " * 100, [], 20).text == "word word word word…"


def test_found_words_with_only_space_between_are_one_find() -> None:
    assert side_by_side("home\noffice, home", [(0, 4), (5, 11), (13, 17)]) == [(0, 11), (13, 17)]
    assert marked("a\n b", [(3, 4)]) == Marked("a b", ((2, 3),))
