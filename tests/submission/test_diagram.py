"""Claims and evidence over time: where they stand, and the picture of it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from evidencepack.submission.diagram import Diagram, lay_out
from evidencepack.submission.diagram_svg import draw_svg

Row = dict[str, Any]
SVG = "{http://www.w3.org/2000/svg}"


def quote(handle: str, kind: str, first: str | None, last: str | None = None, *, text: str = "Words.") -> Row:
    return {
        "handle": handle,
        "kind": kind,
        "speaker": "A. Clerk",
        "text": text,
        "earliest": first,
        "latest": last or first,
        "shown": first,
        "edtf": first,
    }


def relation(start: str, end: str) -> Row:
    return {"handle": "R1", "from": start, "to": end, "kind": "contradicts", "because": "It says <so> & not."}


def pictured(*quotes: Row, relations: tuple[Row, ...] = ()) -> Diagram:
    return lay_out({"quotes": quotes, "relations": relations})


def test_claims_stand_above_the_line_of_time_and_evidence_below() -> None:
    made = pictured(quote("Q1", "claim", "2016-07-25"), quote("Q2", "evidence", "2016-10-06"))
    claim, evidence = made.nodes
    assert claim.y < made.axis < evidence.y
    assert claim.left < evidence.left
    assert [tick.name for tick in made.ticks] == ["25 Jul 2016", "6 Oct 2016"]


def test_quotes_of_one_day_do_not_lie_on_each_other() -> None:
    made = pictured(*(quote(f"Q{n}", "claim", "2016-07-25") for n in range(1, 6)))
    assert len({node.y for node in made.nodes}) == 5


def test_a_span_is_a_bar_and_its_mark_is_open() -> None:
    [node] = pictured(quote("Q1", "claim", "2016-07-01", "2016-07-31")).nodes
    assert node.right > node.left
    assert node.open


def test_quotes_without_a_date_stand_apart_at_the_end() -> None:
    made = pictured(quote("Q1", "claim", None), quote("Q2", "claim", "2016-07-25"))
    dated, undated = made.nodes
    assert (dated.handle, undated.handle) == ("Q2", "Q1")
    assert made.undated is not None
    assert undated.left > made.undated > dated.left
    assert pictured(quote("Q1", "claim", None)).ticks == ()


def test_nothing_gives_an_empty_picture() -> None:
    made = pictured()
    assert made.nodes == ()
    ET.fromstring(draw_svg(made, "Nothing"))


def test_the_picture_has_the_words_of_all_and_the_reasons_of_the_relations() -> None:
    made = pictured(
        quote("Q1", "claim", "2016-07-25", text="Fish & <chips>"),
        quote("Q2", "evidence", "2016-10-06"),
        relations=(relation("Q2", "Q1"),),
    )
    root = ET.fromstring(draw_svg(made, "A & B"))
    assert root.findtext(f"{SVG}title") == "A & B"
    words = [one.text for one in root.iter(f"{SVG}text")]
    assert "“Fish & <chips>”" in words
    assert "×" in words
    [path] = root.iter(f"{SVG}path")
    assert path.findtext(f"{SVG}title") == "Q2 contradicts Q1: It says <so> & not."


def test_lines_of_other_quotes_are_faint_beside_those_of_the_chosen_one() -> None:
    made = pictured(
        quote("Q1", "claim", "2016-07-25"),
        quote("Q2", "evidence", "2016-10-06"),
        relations=(relation("Q2", "Q1"),),
    )
    assert 'stroke-opacity="0.15"' in draw_svg(made, "T", chosen="Q9")
    assert 'stroke-opacity="0.15"' not in draw_svg(made, "T", chosen="Q1")


DAYS = st.one_of(st.none(), st.dates().map(str))


@given(
    st.lists(
        st.tuples(st.sampled_from(["claim", "evidence"]), DAYS, st.integers(0, 400), st.text(max_size=80)),
        max_size=12,
    )
)
def test_any_quotes_give_a_picture_that_is_xml_and_in_which_none_covers_another(
    made: list[tuple[str, str | None, int, str]],
) -> None:
    from datetime import date, timedelta

    quotes = []
    for n, (kind, first, days, text) in enumerate(made):
        last = None
        if first is not None:
            start = date.fromisoformat(first)
            last = str(start + timedelta(days=min(days, (date.max - start).days)))
        quotes.append(quote(f"Q{n}", kind, first, last, text=text))
    diagram = pictured(*quotes)
    ET.fromstring(draw_svg(diagram, "Any"))
    for n, one in enumerate(diagram.nodes):
        assert 0 <= one.left <= one.right < diagram.width
        assert 0 < one.y < diagram.height
        for other in diagram.nodes[n + 1 :]:
            if one.y == other.y:
                left, right = sorted((one, other), key=lambda node: node.left)
                assert left.left + left.room <= right.left
