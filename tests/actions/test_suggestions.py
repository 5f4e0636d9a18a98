"""What a source's pages say about it is offered, and taken over only when a person says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencepack.actions.fields import set_fields
from evidencepack.actions.packs import new_pack
from evidencepack.actions.sources import import_paths
from evidencepack.actions.suggestions import suggest, take_suggestions
from evidencepack.errors import BadInput
from evidencepack.store.handles import find
from evidencepack.store.pack import Pack

ANSWER = """Written questions and answers

Pupils: Nationality
UIN 48634, tabled on 15 September 2016
Asked on: 15 September 2016
Department for Education
To ask the Secretary of State for Education, how many requests have been met.
Answered by: A. Minister
Answered on: 6 October 2016
The Department has met 18 requests since 2012.
"""


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    (tmp_path / "answer.txt").write_text(ANSWER)
    with new_pack(tmp_path / "case.evpack", "A case") as made:
        import_paths(made, [tmp_path / "answer.txt"])
        yield made


def _offered(pack: Pack) -> dict[str, str]:
    return {each.detail.field: each.detail.value for each in suggest(pack, "S1")}


def test_dates_and_reference_are_offered_and_nothing_is_set_by_itself(pack: Pack) -> None:
    offered = _offered(pack)
    assert offered["asked"] == "15 September 2016"
    assert offered["answered"] == "6 October 2016"
    assert "48634" in offered["reference"]
    with pack.reading() as session:
        source = find(session, "S1", "source")
        assert (source.reference, source.dates) == ("", [])


def test_what_is_taken_over_is_set_in_one_deed_and_offered_no_more(pack: Pack) -> None:
    taken = take_suggestions(pack, "S1")
    assert taken["answered"] == "6 October 2016"
    assert not {"asked", "answered"} & set(_offered(pack))
    assert pack.undo() == "Edit S1"
    assert "answered" in _offered(pack)


def test_a_date_that_is_known_otherwise_written_is_not_offered(pack: Pack) -> None:
    set_fields(pack, "S1", {"answered": "6.10.2016"})
    assert "answered" not in _offered(pack)
    set_fields(pack, "S1", {"answered": "7 October 2016"})
    (suggestion,) = [each for each in suggest(pack, "S1") if each.detail.field == "answered"]
    assert (suggestion.present, suggestion.fills) == ("2016-10-07", False)
    assert "answered" not in take_suggestions(pack, "S1")


def test_only_what_is_suggested_can_be_taken_over(pack: Pack) -> None:
    assert take_suggestions(pack, "S1", ["reference"]).keys() == {"reference"}
    with pytest.raises(BadInput, match="nothing new of the url of S1"):
        take_suggestions(pack, "S1", ["url"])
