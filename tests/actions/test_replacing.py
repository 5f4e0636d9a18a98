"""A newer version of a source comes in beside the old one, and takes the quotes that stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from evidencepack.actions.annexes import add_annex
from evidencepack.actions.packs import new_pack
from evidencepack.actions.quotes import add_quote
from evidencepack.actions.replacing import replace_source
from evidencepack.actions.sources import import_paths
from evidencepack.errors import BadInput
from evidencepack.model.tables import ImportReport, Quote, Source
from evidencepack.rules.checks import check_pack
from evidencepack.store.handles import find
from evidencepack.store.pack import Pack

OLD = (
    "Answer of 6 October.\n"
    "The Department has met 18 requests since 2012.\n"
    "There are no plans to share the data.\n"
)
NEW = OLD.replace("18 requests", "20 requests") + "Corrected on 12 October.\n"


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Pack]:
    (tmp_path / "answer.txt").write_text(OLD)
    (tmp_path / "corrected.txt").write_text(NEW)
    with new_pack(tmp_path / "case.evpack", "A case") as made:
        import_paths(made, [tmp_path / "answer.txt"])
        add_quote(made, "no plans to share the data", "claim")
        add_quote(made, "has met 18 requests since 2012", "evidence")
        yield made


def _quotes(pack: Pack) -> dict[str, tuple[str, str]]:
    with pack.reading() as session:
        return {quote.handle: (quote.source.handle, quote.grade) for quote in session.scalars(select(Quote))}


def test_quotes_that_stand_there_go_over_and_the_others_stay_and_are_told(pack: Pack, tmp_path: Path) -> None:
    made = replace_source(pack, "S1", tmp_path / "corrected.txt")
    assert (made.source, made.replaces) == ("S2", "S1")
    assert [(row.quote, row.outcome, row.source) for row in made.quotes] == [
        ("Q1", "same", "S2"),
        ("Q2", "changed", "S1"),
    ]
    assert "“20 requests”" in made.quotes[1].told
    assert _quotes(pack) == {"Q1": ("S2", "exact"), "Q2": ("S1", "exact")}
    assert [finding.rule for finding in check_pack(pack)[1] if finding.severity == "error"] == []


def test_the_old_version_stays_and_both_know_each_other(pack: Pack, tmp_path: Path) -> None:
    replace_source(pack, "S1", tmp_path / "corrected.txt")
    with pack.reading() as session:
        old, new = find(session, "S1", "source"), find(session, "S2", "source")
        assert new.replaces_id == old.id
        (report,) = session.scalars(select(ImportReport).where(ImportReport.made_at != "").offset(1))
    assert report.rows[0]["replaces"] == "S1"
    assert [row["outcome"] for row in report.rows[0]["quotes"]] == ["same", "changed"]


def test_what_a_person_wrote_about_the_old_one_holds_for_the_new_one(pack: Pack, tmp_path: Path) -> None:
    from evidencepack.actions.fields import set_fields

    set_fields(
        pack, "S1", {"reference": "UIN 48634", "asked": "15 September 2016", "answered": "6 October 2016"}
    )
    replace_source(pack, "S1", tmp_path / "corrected.txt")
    with pack.reading() as session:
        new = find(session, "S2", "source")
        assert new.reference == "UIN 48634"
        assert [dated.kind for dated in new.dates] == ["asked"]


def test_a_quotation_typed_without_a_source_is_sought_in_the_newer_version_only(
    pack: Pack, tmp_path: Path
) -> None:
    replace_source(pack, "S1", tmp_path / "corrected.txt")
    assert add_quote(pack, "Answer of 6 October", "evidence").source == "S2"


def test_one_undo_takes_the_newer_version_back(pack: Pack, tmp_path: Path) -> None:
    before = _quotes(pack)
    replace_source(pack, "S1", tmp_path / "corrected.txt")
    pack.undo()
    assert _quotes(pack) == before
    with pack.reading() as session:
        assert [source.handle for source in session.scalars(select(Source))] == ["S1"]


def test_an_annex_stays_with_the_version_it_attaches_and_it_is_told(pack: Pack, tmp_path: Path) -> None:
    add_annex(pack, "S1")
    made = replace_source(pack, "S1", tmp_path / "corrected.txt")
    assert any("attaches S1 still" in warning for warning in made.warnings)


def test_the_same_bytes_are_no_newer_version(pack: Pack, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="very bytes of S1"):
        replace_source(pack, "S1", tmp_path / "answer.txt")


def test_attachments_of_a_newer_version_come_in_too(pack: Pack, tmp_path: Path) -> None:
    part = "Content-Type: text/plain\nContent-Disposition: attachment; filename=table.txt\n\nA table"
    mail = (
        "From: a@example.org\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n"
        f"--B\nContent-Type: text/plain\n\nWords\n--B\n{part}\n--B--\n"
    )
    (tmp_path / "mail.eml").write_text(mail)
    assert replace_source(pack, "S1", tmp_path / "mail.eml").source == "S2"
    with pack.reading() as session:
        assert [source.handle for source in session.scalars(select(Source))] == ["S1", "S2", "S3"]
