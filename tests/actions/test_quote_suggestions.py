"""What the page says of a quote is offered, and taken over only when a person says so."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomli_w

from evidencepack.actions.fields import set_fields
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quote_suggestions import suggest_for_quote, take_for_quote
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.recipe_reading import build_recipe
from evidencepack.actions.recipe_writing import write_recipe
from evidencepack.actions.sources import import_paths
from evidencepack.errors import BadInput
from evidencepack.store.handles import find
from evidencepack.store.pack import Pack

DEBATE = """Pupils: Personal Records

The Minister for School Standards (Nick Gibb): The power in section 537A of the Education Act 1996 was used on
Wednesday 30 March. Further requests under section 40(2) of the Freedom of Information Act 2000 were refused.

Angela Rayner (Ashton-under-Lyne) (Lab): The answer to PQ 48634 says otherwise.
"""
WORDS = "Further requests under section 40(2) of the Freedom of Information Act 2000 were refused."
ACT = "Freedom of Information Act 2000, s 40(2)"


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    (tmp_path / "debate.txt").write_text(DEBATE)
    with new_pack(tmp_path / "case.evpack", "A case") as made:
        import_paths(made, [tmp_path / "debate.txt"])
        set_fields(made, "S1", {"kind": "debate", "published": "10 October 2016"})
        add_quote(made, WORDS, "claim", source="S1")
        add_quote(made, "The answer to PQ 48634 says otherwise.", "evidence", source="S1")
        yield made


def offered(pack: Pack, handle: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in suggest_for_quote(pack, handle):
        found.setdefault(one.detail.field, []).append(one.detail.value)
    return found


def test_speaker_role_dates_and_references_are_offered_and_nothing_is_set_by_itself(pack: Pack) -> None:
    assert offered(pack, "Q1") == {
        "speaker": ["Nick Gibb"],
        "role": ["Minister for School Standards"],
        "date": ["10 October 2016", "Wednesday 30 March 2016"],
        "authorities": [ACT],
    }
    assert offered(pack, "Q2")["authorities"] == ["UIN 48634"]
    assert offered(pack, "Q2")["speaker"] == ["Angela Rayner"]
    with pack.reading() as session:
        quote = find(session, "Q1", "quote")
        assert (quote.speaker, quote.role, quote.date_edtf, quote.authorities) == ("", "", "", [])


def test_a_year_that_was_inferred_is_said(pack: Pack) -> None:
    (inferred,) = [one.detail for one in suggest_for_quote(pack, "Q1") if "March" in one.detail.value]
    assert "2016 is taken from the document’s own date, 10 October 2016" in inferred.note


def test_what_is_beyond_doubt_is_taken_at_once_and_a_date_only_if_it_is_named(pack: Pack) -> None:
    taken = take_for_quote(pack, "Q1")
    assert taken == {"speaker": "Nick Gibb", "role": "Minister for School Standards", "authorities": ACT}
    assert offered(pack, "Q1").keys() == {"date"}
    assert take_for_quote(pack, "Q1", ["date"]) == {"date": "10 October 2016"}
    assert pack.undo() == "Edit Q1"
    with pytest.raises(BadInput, match="nothing new of the role of Q1"):
        take_for_quote(pack, "Q1", ["role"])


def test_authorities_are_set_by_hand_in_their_normal_form_and_kept_by_a_recipe(
    pack: Pack, tmp_path: Path
) -> None:
    set_fields(pack, "Q1", {"authorities": "s. 12 FOIA; Smith's case ;s 12 FOIA"})
    with pack.reading() as session:
        accepted = find(session, "Q1", "quote").authorities
    assert accepted == ["Freedom of Information Act 2000, s 12", "Smith's case"]
    (added,) = [one for one in suggest_for_quote(pack, "Q1") if one.detail.field == "authorities"]
    set_fields(pack, "Q1", added.change)
    accepted.append(ACT)
    written = tomllib.loads(write_recipe(pack, tmp_path / "out").read_text("utf-8"))
    assert written["quote"][0]["authorities"] == accepted
    written |= {"matter": {"title": "Again"}, "section": []}
    (tmp_path / "out" / "again.toml").write_text(tomli_w.dumps(written))
    with (
        build_recipe(tmp_path / "out" / "again.toml", tmp_path / "again.evpack") as again,
        again.reading() as session,
    ):
        assert find(session, "Q1", "quote").authorities == accepted


def test_who_wrote_a_letter_and_in_which_office_is_offered(tmp_path: Path) -> None:
    letter = (
        "Department for Education\n\n6 October 2016\n\nDear Ms Smith\n\nWe have met 18 requests.\n\n"
        "Yours sincerely\n\nNick Gibb\nMinister of State for School Standards\n"
    )
    (tmp_path / "letter.txt").write_text(letter)
    with new_pack(tmp_path / "letter.evpack", "A case") as pack:
        import_paths(pack, [tmp_path / "letter.txt"])
        set_fields(pack, "S1", {"kind": "letter"})
        add_quote(pack, "We have met 18 requests.", "claim", source="S1")
        found = offered(pack, "Q1")
    assert found["speaker"] == ["Nick Gibb"]
    assert found["role"] == ["Minister of State for School Standards"]
