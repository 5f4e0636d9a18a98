"""The preview shows what is being typed, and saves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencepack.actions.packs import new_pack
from evidencepack.actions.sections import add_paragraph
from evidencepack.export.preview import NEW, Typed, compose_typed, set_pages
from evidencepack.store.pack import Pack, open_pack
from evidencepack.submission.blocks import Bullet, Numbered, Submission, plain


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    with new_pack(tmp_path / "p.evpack", "A matter", "commons") as made:
        add_paragraph(made, "introduction", "The first words.")
        add_paragraph(made, "introduction", "The last words.")
        yield made


def said(submission: Submission) -> list[tuple[str, str]]:
    return [(b.label, plain(b.runs)) for b in submission.blocks if isinstance(b, Numbered)]


def test_the_words_being_typed_stand_in_the_place_of_the_saved_ones(pack: Pack) -> None:
    composed = compose_typed(pack, Typed("Other words.", handle="P1"))
    assert said(composed.submission) == [("1.", "Other words."), ("2.", "The last words.")]
    assert composed.words == 5
    assert said(compose_typed(pack).submission)[0] == ("1.", "The first words.")


def test_a_level_being_changed_numbers_the_paragraph_anew(pack: Pack) -> None:
    composed = compose_typed(pack, Typed("The last words.", 3, "P2"))
    assert said(composed.submission)[1] == ("(a)", "The last words.")


def test_a_new_paragraph_stands_after_the_one_it_follows(pack: Pack) -> None:
    composed = compose_typed(pack, Typed("In between.", section="T3", after="P1"))
    assert [label for label, _ in said(composed.submission)] == ["1.", "2.", "3."]
    assert said(composed.submission)[1] == ("2.", "In between.")


def test_a_new_paragraph_of_a_summary_is_a_bullet(pack: Pack) -> None:
    composed = compose_typed(pack, Typed("In short.", section="T2"))
    assert [plain(b.runs) for b in composed.submission.blocks if isinstance(b, Bullet)] == ["In short."]


def test_words_without_a_place_and_a_place_without_words_change_nothing(pack: Pack) -> None:
    usual = compose_typed(pack).submission
    assert compose_typed(pack, Typed("Lost.", section="T99")).submission == usual
    assert compose_typed(pack, Typed(" ", section="T3")).submission == usual
    assert compose_typed(pack, Typed("", handle="P1")).submission == usual


def test_nothing_of_it_is_saved_and_nothing_is_written_to_a_read_only_pack(pack: Pack) -> None:
    deeds = len(pack.history())
    with open_pack(pack.path, read_only=True) as other:
        compose_typed(other, Typed("Other words.", handle="P1"))
        compose_typed(other, Typed("In between.", section="T3", after="P1"))
    compose_typed(pack, Typed("In between.", section="T3", after="P1"))
    assert len(pack.history()) == deeds
    assert said(compose_typed(pack).submission) == [("1.", "The first words."), ("2.", "The last words.")]


def test_the_pages_say_where_the_new_paragraph_is(pack: Pack) -> None:
    pages = set_pages(compose_typed(pack, Typed("In between.", section="T3", after="P1")))
    assert pages.pdf.startswith(b"%PDF")
    assert pages.places[f"paragraph:{NEW}:0"] == 1
    assert pages.places["paragraph:P2:0"] == 1
