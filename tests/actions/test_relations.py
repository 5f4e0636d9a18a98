from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencepack.actions.fields import set_fields
from evidencepack.actions.items import remove_item
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.relations import add_relation
from evidencepack.actions.sources import import_paths
from evidencepack.errors import BadInput, NotFound
from evidencepack.store.pack import Pack
from evidencepack.submission import overview
from evidencepack.submission.contents import load_contents

SENTENCES = ("The first count is 18 requests.", "The second count is 25 requests.", "Nobody has asked since.")


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    text = tmp_path / "answer.txt"
    text.write_text("\n\n".join(SENTENCES), encoding="utf-8")
    with new_pack(tmp_path / "relations.evpack", "Counts", "court") as pack:
        import_paths(pack, [text])
        for kind, sentence in zip(("claim", "evidence", "claim"), SENTENCES, strict=True):
            add_quote(pack, sentence, kind)
        yield pack


def relations(pack: Pack) -> list[dict[str, str]]:
    with pack.reading() as session:
        return overview.relations(load_contents(session))


def test_a_relation_keeps_its_reason_on_one_line_and_is_unknown_where_nothing_is_said(pack: Pack) -> None:
    add_relation(pack, "q2", "Quoted in", "q1", because=" two\n counts ", same={"same_data": "In part"})
    assert relations(pack) == [
        {
            "handle": "R1",
            "from": "Q2",
            "kind": "quoted-in",
            "to": "Q1",
            "because": "two counts",
            "same_subject": "unknown",
            "same_data": "in part",
            "same_period": "unknown",
        }
    ]


def test_the_same_relation_twice_is_refused_and_names_the_first(pack: Pack) -> None:
    add_relation(pack, "Q2", "qualifies", "Q1")
    with pytest.raises(BadInput, match=r"Q2 already qualifies Q1 \(R1\); change that relation instead\."):
        add_relation(pack, "Q2", "qualifies", "Q1", because="again")
    add_relation(pack, "Q2", "contradicts", "Q1")
    with pytest.raises(BadInput, match="R1"):
        set_fields(pack, "R2", {"kind": "qualifies"})
    assert [row["kind"] for row in relations(pack)] == ["qualifies", "contradicts"]


def test_the_other_way_round_is_another_relation(pack: Pack) -> None:
    add_relation(pack, "Q2", "contradicts", "Q1")
    assert add_relation(pack, "Q1", "contradicts", "Q2") == "R2"


def test_a_relation_to_itself_is_refused_when_made_and_when_changed(pack: Pack) -> None:
    with pytest.raises(BadInput, match="Q1 cannot be related to itself"):
        add_relation(pack, "Q1", "supports", "Q1")
    add_relation(pack, "Q2", "supports", "Q1")
    with pytest.raises(BadInput, match="Q2 cannot be related to itself"):
        set_fields(pack, "R1", {"to": "Q2"})
    assert relations(pack)[0]["to"] == "Q1"


def test_an_unknown_verb_comparison_or_quote_is_refused_and_nothing_is_kept(pack: Pack) -> None:
    with pytest.raises(BadInput, match="“proves” is not a relation"):
        add_relation(pack, "Q2", "proves", "Q1")
    with pytest.raises(BadInput, match="“perhaps” will not do"):
        add_relation(pack, "Q2", "supports", "Q1", same={"same_data": "perhaps"})
    with pytest.raises(BadInput, match="“same_colour” cannot be compared"):
        add_relation(pack, "Q2", "supports", "Q1", same={"same_colour": "yes"})
    with pytest.raises(NotFound, match="Q9"):
        add_relation(pack, "Q9", "supports", "Q1")
    assert relations(pack) == []


def test_several_fields_changed_at_once_are_one_step_to_undo(pack: Pack) -> None:
    add_relation(pack, "Q2", "supports", "Q1", because="one")
    was = relations(pack)
    set_fields(pack, "R1", {"kind": "answers", "to": "Q3", "because": "two", "same_period": "no"})
    changed = relations(pack)[0]
    assert (changed["kind"], changed["to"], changed["because"]) == ("answers", "Q3", "two")
    pack.undo()
    assert relations(pack) == was


def test_a_removed_relation_comes_back_as_it_was_and_its_number_is_not_given_again(pack: Pack) -> None:
    add_relation(pack, "Q2", "supports", "Q1", because="one", same={"same_subject": "yes"})
    was = relations(pack)
    remove_item(pack, "R1")
    assert relations(pack) == []
    pack.undo()
    assert relations(pack) == was
    pack.redo()
    assert add_relation(pack, "Q2", "supports", "Q1") == "R2"


def test_removing_a_quote_takes_its_relations_along(pack: Pack) -> None:
    add_relation(pack, "Q2", "supports", "Q1")
    remove_item(pack, "Q2")
    assert relations(pack) == []
