"""The receiving body's own rules, each a row of its profile and a check here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.model.dates import read_date
from evidencepack.model.findings import Finding, Severity
from evidencepack.model.tables import Page
from evidencepack.submission.blocks import Submission, texts
from evidencepack.submission.compose import count_words
from evidencepack.submission.contents import Contents
from evidencepack.submission.profiles import Rule

_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|(?<!\d)(?:\+44\s?|0)(?:\d\s?){9,10}(?!\d)"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"
)
_DIGEST = re.compile(r"(?:[0-9a-f]{8}\s?){8}")  # ten figures of it in a row are no telephone number
_PARLIAMENT = ("written-answer", "debate")
_OUTPUT_CHECKS = ("word-file-at-most", "word-wanted", "summary-over-pages")

Told = Iterator[tuple[str, str]]
"""A place and a sentence."""


def check_receiver(session: Session, contents: Contents, submission: Submission) -> Iterator[Finding]:
    """Apply the profile's rules that can be decided before anything is written.

    Raises:
        KeyError: A profile names a check that does not exist.
    """
    for rule in contents.profile.rules:
        if rule.check in _OUTPUT_CHECKS:
            continue
        for place, message in _CHECKS[rule.check](rule, session, contents, submission):
            yield as_finding(rule, place, message)


def as_finding(rule: Rule, place: str, message: str) -> Finding:
    """A broken rule as a finding."""
    authority = rule.authority + (" (figure at second hand)" if rule.second_hand else "")
    return Finding(rule.id, cast(Severity, rule.severity), place, message, rule.mend, authority)


def _submitter(_: Rule, __: Session, contents: Contents, ___: Submission) -> Told:
    if not contents.matter.submitter:
        yield "matter", "The submission does not say who submits it."


def _dated(_: Rule, __: Session, contents: Contents, ___: Submission) -> Told:
    if not contents.matter.date or read_date(contents.matter.date).precision != "day":
        yield "matter", "The submission is not dated."


def _words(rule: Rule, _: Session, __: Contents, submission: Submission) -> Told:
    words = count_words(list(submission.blocks))
    if rule.limit is not None and words > rule.limit:
        yield (
            "submission",
            (
                f"The submission has {words:,} words (without headings, tables and annexes); "
                f"{rule.limit:,.0f} are recommended at most."
            ),
        )


def _has_paragraphs(kind: str) -> Callable[[Rule, Session, Contents, Submission], Told]:
    def check(_: Rule, __: Session, contents: Contents, ___: Submission) -> Told:
        if not any(paragraph.section.kind == kind for paragraph in contents.paragraphs):
            yield "submission", f"The submission has no {kind}."

    return check


def _contact_details(_: Rule, __: Session, ___: Contents, submission: Submission) -> Told:
    for block in submission.blocks:
        for text in texts(block):
            for match in _CONTACT.finditer(_DIGEST.sub("", text)):
                yield (
                    str(getattr(block, "handle", "") or "submission"),
                    (f"“{match[0]}” looks like somebody's contact details."),
                )


def _pages_without_text(_: Rule, session: Session, contents: Contents, __: Submission) -> Told:
    for annex in contents.annexed.ordered:
        wanted = contents.annexed.pages(annex)
        flagged = session.execute(
            select(Page.number, Page.flags).where(
                Page.rendition_sha256 == annex.source.rendition.sha256, Page.number.in_(wanted)
            )
        )
        bare = [str(number) for number, flags in flagged if "no-text" in flags]
        if bare:
            yield (
                annex.handle,
                (f"Page {', '.join(bare[:8])} of {annex.source.handle} has no words that can be searched."),
            )


def _privilege(_: Rule, __: Session, contents: Contents, ___: Submission) -> Told:
    for quote in contents.quotes:
        if quote.source.kind in _PARLIAMENT:
            yield quote.handle, f"{quote.handle} is taken from proceedings in Parliament."


_CHECKS: dict[str, Callable[[Rule, Session, Contents, Submission], Told]] = {
    "submitter": _submitter,
    "dated": _dated,
    "words-at-most": _words,
    "summary": _has_paragraphs("summary"),
    "introduction": _has_paragraphs("introduction"),
    "recommendations": _has_paragraphs("recommendations"),
    "contact-details": _contact_details,
    "pages-without-text": _pages_without_text,
    "parliamentary-privilege": _privilege,
}
