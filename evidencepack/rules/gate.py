"""The way out: checks first, then the export; an error stops it unless a person accepts it with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select

from evidencepack.errors import FindingsStand, UsageError
from evidencepack.export.exporting import Exported, Wanted, export_files
from evidencepack.model.findings import Finding
from evidencepack.model.tables import Acceptance
from evidencepack.model.wording import counted
from evidencepack.progress import Progress
from evidencepack.rules.checks import check_pack
from evidencepack.rules.receiver import as_finding
from evidencepack.settings import person
from evidencepack.store.pack import Pack, now
from evidencepack.submission.profiles import load_profile


@dataclass(frozen=True)
class Accepted:
    """A rule whose findings a person accepts, and why."""

    rule: str
    because: str


def export_checked(
    pack: Pack, wanted: Wanted, accept: Sequence[Accepted] = (), progress: Progress | None = None
) -> Exported:
    """Check the pack, then export it.

    Args:
        pack: The pack.
        wanted: What to write, and where.
        accept: The rules whose errors are accepted, with reasons.
        progress: Told of each page.

    Raises:
        FindingsStand: Errors that nobody accepted; ``details`` lists them. Nothing was written.
        UsageError: An acceptance without a reason.
    """
    for item in accept:
        if not item.because.strip():
            raise UsageError(f"Say why {item.rule} is accepted: --because and a reason.")
    profile, findings = check_pack(pack, wanted.profile)
    findings += list(_output_rules(profile, wanted))
    waved = {item.rule for item in accept}
    standing = [finding for finding in findings if finding.severity == "error" and finding.rule not in waved]
    if standing:
        raise FindingsStand(
            f"{counted(len(standing), 'error')} must be mended or accepted before the "
            f"export; the first: {standing[0].message} {standing[0].mend}".strip(),
            details={"findings": [finding.as_json() for finding in findings]},
        )
    exported = export_files(pack, wanted, accepted=[asdict(item) for item in accept], progress=progress)
    exported.findings = [*findings, *exported.findings, *_size_rules(profile, exported)]
    _remember(pack, accept, findings)
    return exported


def _output_rules(profile_id: str, wanted: Wanted) -> list[Finding]:
    """Rules on what is written rather than on what it says."""
    return [
        as_finding(rule, "submission", "Only a PDF was asked for, and this receiver wants a Word file.")
        for rule in load_profile(profile_id).rules
        if rule.check == "word-wanted" and wanted.pdf and not (wanted.word or wanted.filing)
    ]


def _size_rules(profile_id: str, exported: Exported) -> list[Finding]:
    found = []
    for rule in load_profile(profile_id).rules:
        if rule.check != "word-file-at-most" or rule.limit is None:
            continue
        for file in exported.files:
            if file["path"].endswith(".docx") and file["bytes"] > rule.limit:
                over = (file["bytes"] - rule.limit) / 1e6
                found.append(
                    as_finding(rule, "submission", f"The Word file is {over:.1f} MB over the limit.")
                )
    return found


def _remember(pack: Pack, accept: Sequence[Accepted], findings: Sequence[Finding]) -> None:
    """Keep in the pack what was accepted, by whom and why."""
    used = [item for item in accept if any(finding.rule == item.rule for finding in findings)]
    if not used or pack.read_only:
        return
    with pack.record("Accept findings") as session:
        for item in used:
            row = session.scalar(
                select(Acceptance).where(Acceptance.rule == item.rule, Acceptance.place == "")
            )
            if row is None:
                row = Acceptance(rule=item.rule, place="")
                session.add(row)
            row.because, row.accepted_by, row.accepted_at = item.because, person(), now()
