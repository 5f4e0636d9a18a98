"""Words that OCR read are said to be wherever they are quoted, until and after a person compared them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.fields import set_fields
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.regions import quote_picture
from evidencepack.actions.sources import import_paths
from evidencepack.errors import BadInput
from evidencepack.model.tables import Page
from evidencepack.rules.checks import check_pack
from evidencepack.store.handles import find
from evidencepack.store.pack import Pack
from evidencepack.submission.citations import cite
from evidencepack.submission.contents import load_contents
from evidencepack.submission.overview import quotes


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    """A source whose first line, one may suppose, was read by OCR."""
    text = "The Department has met 18 requests since 2012.\nThese words were typed.\n"
    (tmp_path / "scan.txt").write_text(text)
    with new_pack(tmp_path / "case.evpack", "A case") as made:
        import_paths(made, [tmp_path / "scan.txt"])
        with made.change("Read by OCR") as session:
            session.execute(update(Page).values(ocr=[[0, 18, 97], [19, 46, 81]]))
        add_annex(made, "S1")
        add_quote(made, "met 18 requests", "evidence")
        add_quote(made, "These words were typed", "evidence")
        yield made


def _rules(pack: Pack) -> list[tuple[str, str]]:
    return [(found.rule, found.place) for found in check_pack(pack)[1] if found.rule.startswith("ocr")]


def _citation(pack: Pack, handle: str) -> str:
    with pack.reading() as session:
        contents = load_contents(session)
        return "".join(run.text for run in cite(find(session, handle, "quote"), contents.annexed))


def test_the_least_sure_word_tells_how_sure_a_quotation_is(pack: Pack) -> None:
    with pack.reading() as session:
        rows = quotes(load_contents(session))
    assert [(row["ocr"], row["compared"]) for row in rows] == [(81, False), (None, False)]


def test_a_quotation_that_nobody_compared_is_a_warning_until_somebody_did(pack: Pack) -> None:
    assert _rules(pack) == [("ocr-not-compared", "Q1")]
    set_fields(pack, "Q1", {"compared": "yes"})
    assert _rules(pack) == []
    with pack.reading() as session:
        assert find(session, "Q1", "quote").compared_by
    set_fields(pack, "Q1", {"compared": "no"})
    assert _rules(pack) == [("ocr-not-compared", "Q1")]


def test_the_citation_always_says_that_ocr_read_it(pack: Pack) -> None:
    assert _citation(pack, "Q1").endswith("page\u00a01, words read by OCR")
    assert _citation(pack, "Q2").endswith("page\u00a01")
    set_fields(pack, "Q1", {"compared": "yes"})
    assert _citation(pack, "Q1").endswith("page\u00a01, words read by OCR and compared")


def test_words_that_ocr_did_not_read_cannot_be_noted_as_compared(pack: Pack) -> None:
    with pytest.raises(BadInput, match="not read by OCR"):
        set_fields(pack, "Q2", {"compared": "yes"})


def test_other_words_have_to_be_compared_anew(pack: Pack) -> None:
    set_fields(pack, "Q1", {"compared": "yes"})
    set_fields(pack, "Q1", {"text": "18 requests since 2012"})
    assert _rules(pack) == [("ocr-not-compared", "Q1")]


def test_the_part_of_the_page_where_a_quotation_stands_can_be_looked_at(pack: Pack) -> None:
    assert quote_picture(pack, "Q1").startswith(b"\x89PNG")
