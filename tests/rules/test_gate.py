"""An error stops the export, unless a person accepts it with a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from evidencepack.actions.fields import set_fields
from evidencepack.actions.items import remove_item
from evidencepack.errors import FindingsStand, UsageError
from evidencepack.export.exporting import Wanted
from evidencepack.model.tables import Acceptance
from evidencepack.rules.gate import Accepted, export_checked
from evidencepack.store.pack import Pack


def test_an_error_stops_the_export_and_nothing_is_written(pack: Pack, tmp_path: Path) -> None:
    remove_item(pack, "Q1")
    with pytest.raises(FindingsStand) as refusal:
        export_checked(pack, Wanted(word=tmp_path / "out.docx"))
    assert "P3 refers to Q1" in refusal.value.message
    assert refusal.value.details["findings"][0]["rule"] == "reference-missing"
    assert not (tmp_path / "out.docx").exists()


def test_an_accepted_error_lets_the_export_through_and_is_kept_with_its_reason(
    pack: Pack, tmp_path: Path
) -> None:
    remove_item(pack, "Q1")
    accepted = [Accepted("reference-missing", "The clerk asked for it.")]
    exported = export_checked(pack, Wanted(filing=tmp_path / "filing"), accepted)
    assert any(finding.rule == "reference-missing" for finding in exported.findings)
    manifest = json.loads((tmp_path / "filing" / "manifest.json").read_text("utf-8"))
    assert manifest["accepted"] == [{"rule": "reference-missing", "because": "The clerk asked for it."}]
    with pack.reading() as session:
        assert session.scalars(select(Acceptance)).one().because == "The clerk asked for it."


def test_an_acceptance_needs_a_reason(pack: Pack, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="why"):
        export_checked(pack, Wanted(word=tmp_path / "out.docx"), [Accepted("matter-title", " ")])


def test_a_committee_that_wants_word_is_told_when_only_a_pdf_is_asked_for(pack: Pack, tmp_path: Path) -> None:
    exported = export_checked(pack, Wanted(pdf=tmp_path / "out.pdf"))
    assert "commons-word" in {finding.rule for finding in exported.findings}
    exported = export_checked(pack, Wanted(pdf=tmp_path / "out.pdf", word=tmp_path / "out.docx"))
    assert "commons-word" not in {finding.rule for finding in exported.findings}


def test_a_character_that_no_font_has_is_a_finding_and_not_a_failure(pack: Pack, tmp_path: Path) -> None:
    set_fields(pack, "matter", {"title": "王 🦄 \x07 title"})
    exported = export_checked(pack, Wanted(pdf=tmp_path / "out.pdf", word=tmp_path / "out.docx"))
    told = " ".join(f.message for f in exported.findings if f.rule == "character-not-printable")
    assert "U+1F984" in told
    assert "U+738B" not in told
    assert exported.certificate.ok


def test_neither_the_export_nor_what_was_accepted_for_it_is_a_step_to_undo(
    pack: Pack, tmp_path: Path
) -> None:
    remove_item(pack, "Q1")
    accepted = [Accepted("reference-missing", "The clerk asked for it.")]
    export_checked(pack, Wanted(word=tmp_path / "out.docx"), accepted)
    assert [deed.name for deed in pack.history()][-2:] == ["Export", "Accept findings"]
    assert pack.undo() == "Remove quote"
    export_checked(pack, Wanted(word=tmp_path / "out.docx"), accepted)
    assert pack.redo() == "Remove quote"
    with pack.reading() as session:
        assert session.scalars(select(Acceptance)).one().because == "The clerk asked for it."
