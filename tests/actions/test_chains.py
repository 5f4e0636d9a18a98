"""The primary source of a quotation is preferred, and the chain to those that repeat it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.chains import add_quote_and_repeats
from evidencepack.actions.fields import set_fields
from evidencepack.actions.items import remove_item
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.relations import add_relation
from evidencepack.actions.sources import import_paths
from evidencepack.errors import BadInput, QuoteNotStored
from evidencepack.model.tables import Quote
from evidencepack.rules.weak_spots import find_weak_spots
from evidencepack.store.pack import Pack
from evidencepack.submission import overview
from evidencepack.submission.citations import NO_BREAK, cite
from evidencepack.submission.contents import load_contents

WORDS = "the data will not be shared with the Home Office"
LETTER = f"Thank you for your letter.\nI can confirm that {WORDS}.\nNick Gibb\n"
NEWS = f"Ministers have backed down.\n“I can confirm that {WORDS},” Nick Gibb wrote on Monday.\n"
ANSWER = "The Department answered the question on Tuesday.\n"


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    for name, text in (("news", NEWS), ("letter", LETTER), ("answer", ANSWER)):
        (tmp_path / f"{name}.txt").write_text(text)
    with new_pack(tmp_path / "case.evpack", "A case") as made:
        import_paths(made, [tmp_path / f"{name}.txt" for name in ("news", "letter", "answer")])
        set_fields(made, "S1", {"kind": "news", "author": "A Reporter"})
        set_fields(made, "S2", {"kind": "letter", "author": "Nick Gibb MP"})
        yield made


def rows(pack: Pack, noun: str) -> list[dict[str, object]]:
    with pack.reading() as session:
        return overview.NOUNS[noun](load_contents(session))


def cited(pack: Pack, handle: str) -> str:
    with pack.reading() as session:
        contents = load_contents(session)
        quote = contents.by_handle[handle]
        assert isinstance(quote, Quote)
        return "".join(run.text for run in cite(quote, contents.annexed)).replace(NO_BREAK, " ")


def weak(pack: Pack) -> dict[str, str]:
    with pack.reading() as session:
        contents = load_contents(session)
        made = {noun: list_rows(contents) for noun, list_rows in overview.NOUNS.items()}
    (spot,) = [spot for spot in find_weak_spots(made) if spot.rule == "second-hand"]
    return {one.handle: one.sentence for one in spot.found}


def test_words_in_two_sources_are_quoted_from_the_primary_and_the_other_is_told_of(pack: Pack) -> None:
    quoted = add_quote(pack, WORDS, "claim")
    assert (quoted.source, quoted.check.grade) == ("S2", "exact")
    places = quoted.as_json()["places"]
    assert [(place["source"], place["second_hand"]) for place in places] == [("S1", True), ("S2", False)]
    assert "Nick Gibb wrote" in places[0]["reason"]


def test_words_that_two_sources_have_themselves_stay_ambiguous(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "again.txt").write_text(f"It is so that {WORDS}. Yours")
    import_paths(pack, [tmp_path / "again.txt"])
    with pytest.raises(QuoteNotStored) as refused:
        add_quote(pack, WORDS, "claim")
    assert refused.value.details["places"][0]["second_hand"] is True


def test_the_chain_is_kept_in_one_deed(pack: Pack) -> None:
    quoted, repeats = add_quote_and_repeats(pack, WORDS, "claim", ["S1"])
    assert (quoted.handle, repeats) == ("Q1", ["Q2"])
    (relation,) = rows(pack, "relations")
    assert (relation["from"], relation["kind"], relation["to"]) == ("Q1", "quoted-in", "Q2")
    assert "quotation marks" in str(relation["because"])
    assert rows(pack, "quotes")[1]["speaker"] == "Nick Gibb MP"
    pack.undo()
    assert rows(pack, "quotes") == rows(pack, "relations") == []


def test_a_source_that_does_not_have_the_words_stops_it_before_anything_is_stored(pack: Pack) -> None:
    with pytest.raises(BadInput, match="S3 does not have these words"):
        add_quote_and_repeats(pack, WORDS, "claim", ["S3"])
    assert rows(pack, "quotes") == []


def test_a_quote_that_is_there_already_becomes_the_end_of_the_chain(pack: Pack) -> None:
    add_quote(pack, WORDS, "claim", source="S1")
    assert add_quote_and_repeats(pack, WORDS, "claim", ["S1", "S1"], source="S2")[1] == ["Q1", "Q1"]
    assert len(rows(pack, "relations")) == 1


def test_a_source_is_not_said_to_quote_itself(pack: Pack) -> None:
    with pytest.raises(BadInput, match="quoted from S2 itself"):
        add_quote_and_repeats(pack, WORDS, "claim", ["s2"], source="S2")


def test_where_the_repeat_has_other_capitals_its_own_words_are_quoted(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "blog.txt").write_text(f"He wrote that “The Data{WORDS[8:]}”.")
    import_paths(pack, [tmp_path / "blog.txt"])
    add_quote_and_repeats(pack, WORDS, "claim", ["S4"], source="S2")
    assert rows(pack, "quotes")[1]["text"] == f"The Data{WORDS[8:]}"


def test_a_chain_is_cited_from_the_primary_onwards(pack: Pack) -> None:
    add_quote_and_repeats(pack, WORDS, "claim", ["S1"])
    for source in ("S2", "S1"):
        add_annex(pack, source)
    assert cited(pack, "Q1") == "Annex A, page 1"
    assert cited(pack, "Q2") == "Annex A, page 1, quoted in Annex B, page 1"
    assert rows(pack, "quotes")[1]["second_hand"] == {"by": "Nick Gibb MP", "chain": ["Q1"], "sure": True}


def test_a_circle_of_relations_does_no_harm(pack: Pack) -> None:
    add_quote_and_repeats(pack, WORDS, "claim", ["S1"])
    add_relation(pack, "Q2", "quoted-in", "Q1")
    assert cited(pack, "Q1").count("quoted in") == 1


def test_without_the_primary_the_named_speaker_makes_it_quoted_in_and_a_weak_spot(pack: Pack) -> None:
    remove_item(pack, "S2")
    add_quote(pack, WORDS, "claim", source="S1")
    assert cited(pack, "Q1") == "news, page 1, not annexed"
    assert weak(pack) == {
        "Q1": "S1 has it as the words of Nick Gibb. If they are, name the speaker, and obtain the primary."
    }
    set_fields(pack, "Q1", {"speaker": "Nick Gibb"})
    assert cited(pack, "Q1") == "quoted in news, page 1, not annexed"
    assert weak(pack) == {
        "Q1": "These are given as the words of Nick Gibb; only S1, which quotes them, is in the pack. "
        "Obtain the primary."
    }
    set_fields(pack, "Q1", {"speaker": "A Reporter"})
    assert weak(pack) == {}
