"""What every submission owes its reader, whoever receives it: true quotations and references that lead."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from evidencepack.actions.elisions import as_findings, doubts_of
from evidencepack.actions.unsettled import kept_because
from evidencepack.model.date_years import names_year
from evidencepack.model.findings import Finding
from evidencepack.model.tables import PICTURE, Quote, Section
from evidencepack.quoting.grading import same_words
from evidencepack.rules.receiver import check_receiver
from evidencepack.store.pack import Pack
from evidencepack.submission.citations import cite, ocr_confidence
from evidencepack.submission.compose import compose
from evidencepack.submission.contents import Contents, load_contents
from evidencepack.submission.page_texts import page_text
from evidencepack.submission.references import references_in

PROMISE = "Evidence Pack: every quotation is true, every number is right"


def check_pack(pack: Pack, profile_id: str | None = None) -> tuple[str, list[Finding]]:
    """Check a pack against a receiver's rules and the program's own.

    Args:
        pack: The pack.
        profile_id: The receiver's rules, if not those of the matter.

    Returns:
        The profile's id, and the findings: errors first.
    """
    with pack.reading() as session:
        contents = load_contents(session, profile_id)
        submission = compose(contents)
        findings = [finding for check in _CHECKS for finding in check(session, contents)]
        findings += check_receiver(session, contents, submission)
    order = {"error": 0, "warning": 1, "info": 2}
    return contents.profile.id, sorted(findings, key=lambda finding: order[finding.severity])


def _quotes_stand(session: Session, contents: Contents) -> Iterator[Finding]:
    """Every quotation is compared with its page again."""
    for quote in contents.quotes:
        if quote.grade == PICTURE:
            yield Finding(
                "words-typed-from-picture",
                "info",
                quote.handle,
                f"The words of {quote.handle} were typed from a picture on page {quote.anchors[0].page} of "
                f"{quote.source.handle}; no program can compare them.",
                "Read them against the picture once more.",
                PROMISE,
            )
            continue
        for anchor in quote.anchors:
            text = page_text(session, anchor.rendition_sha256, anchor.page)
            there = text[anchor.start : anchor.end] if text is not None else ""
            if there != anchor.exact or same_words(anchor.written, there) is None:
                yield Finding(
                    "quote-not-on-page",
                    "error",
                    quote.handle,
                    f"{quote.handle} does not stand on page {anchor.page} of {quote.source.handle}.",
                    "Correct the quotation, or remove it.",
                    PROMISE,
                )


def _quotes_in_present_copies(session: Session, contents: Contents) -> Iterator[Finding]:
    """A reader finds a quotation in the document as it is annexed: its latest version and reading copy."""
    newer = {source.replaces_id: source.handle for source in contents.sources if source.replaces_id}
    kept = kept_because(session, contents.quotes, contents.sources)
    for quote in contents.quotes:
        source = quote.source
        if any(anchor.rendition_sha256 != source.rendition.sha256 for anchor in quote.anchors):
            yield Finding(
                "quote-in-earlier-copy",
                "error",
                quote.handle,
                f"{quote.handle} stands in an earlier reading copy of {source.handle} and was not found in "
                "the present one.",
                "Work through the changed quotes: quote the present pages, or remove it.",
                PROMISE,
            )
        elif source.id in newer and quote.handle in kept:
            yield Finding(
                "quote-in-earlier-version",
                "info",
                quote.handle,
                f"{quote.handle} quotes {source.handle}, which {newer[source.id]} replaces, and is kept with "
                f"it: {kept[quote.handle]}",
                "Say in the text that the words were changed later.",
                "A court or committee is shown the document as it now stands",
            )
        elif source.id in newer:
            yield Finding(
                "quote-in-earlier-version",
                "warning",
                quote.handle,
                f"{quote.handle} quotes {source.handle}, which {newer[source.id]} replaces.",
                f"Work through the changed quotes: quote {newer[source.id]}, or keep it with a reason.",
                "A court or committee is shown the document as it now stands",
            )


def _quotes_by_ocr(_: Session, contents: Contents) -> Iterator[Finding]:
    for quote in contents.quotes:
        sure = ocr_confidence(quote)
        if sure is not None and not quote.compared_at:
            yield Finding(
                "ocr-not-compared",
                "warning",
                quote.handle,
                f"The words of {quote.handle} were read by OCR from page {quote.anchors[0].page} of "
                f"{quote.source.handle}, {sure} % sure, and nobody has compared them with the picture.",
                "Compare them with the picture, and note that you did.",
                PROMISE,
            )


def _quotes_dated_by_their_source(_: Session, contents: Contents) -> Iterator[Finding]:
    for quote in contents.quotes:
        if quote.date_words and quote.date is not None and not names_year(quote.date_words):
            yield Finding(
                "quote-year-inferred",
                "info",
                quote.handle,
                f"The date of {quote.handle}, “{quote.date_words}”, names no year; by the date of "
                f"{quote.source.handle} itself, {quote.date.shown} is meant.",
                "Look whether the document means that year.",
                "No year is made up: it comes from the document's own date",
            )


def _quote_sources(_: Session, contents: Contents) -> Iterator[Finding]:
    """A reader can look up what is quoted in the submission."""
    used = {ref.handle for p in contents.paragraphs for ref in references_in(p.text)}
    used |= {quote.handle for r in contents.relations for quote in (r.from_quote, r.to_quote)}
    used |= {link.quote.handle for _, entry in contents.entries for link in entry.quote_links}
    for quote in contents.quotes:
        if quote.handle in used and not any(run.link for run in cite(quote, contents.annexed)):
            yield Finding(
                "quote-not-annexed",
                "warning",
                quote.handle,
                f"{quote.handle} is quoted, but its page of {quote.source.handle} is not in an annex.",
                "Annex the source, or those pages of it.",
                "A quotation is worth what the reader can look up",
            )
        if any(anchor.omitted for anchor in quote.anchors):
            omitted = " / ".join(
                " ".join(anchor.omitted.split())[:80] for anchor in quote.anchors if anchor.omitted
            )
            yield Finding(
                "quote-elided",
                "info",
                quote.handle,
                f"{quote.handle} leaves out: “{omitted}”.",
                "Read what is left out once more: does it change the sense?",
                PROMISE,
            )


def _quotes_leave_out(session: Session, contents: Contents) -> Iterator[Finding]:
    """What a quotation leaves out may turn its sense round: a person says why it does not."""
    for quote in contents.quotes:
        yield from as_findings(doubts_of(session, quote), quote.handle, quote.elision_because)


def _references_lead(_: Session, contents: Contents) -> Iterator[Finding]:
    """Nothing is referred to that is not there."""
    texts = [(p.handle, p.text) for p in contents.paragraphs]
    texts += [(entry.handle, entry.text) for _, entry in contents.entries]
    for place, text in texts:
        for reference in references_in(text):
            if reference.handle not in contents.by_handle:
                yield Finding(
                    "reference-missing",
                    "error",
                    place,
                    f"{place} refers to {reference.handle}, which is not in the pack.",
                    "Take the reference out, or undo the removal.",
                    "Evidence Pack: every number is right",
                )


def _entries_rest(_: Session, contents: Contents) -> Iterator[Finding]:
    for _number, entry in contents.entries:
        if not entry.quote_links:
            yield Finding(
                "entry-without-source",
                "warning",
                entry.handle,
                f"{entry.handle} rests on no quotation.",
                "Attach the quotation that shows it.",
                "A chronology entry names its source",
            )
        if entry.date is None:
            yield Finding(
                "entry-undated",
                "info",
                entry.handle,
                f"{entry.handle} has no date and stands last.",
                "Give it a date, of any precision.",
            )
        for warning in entry.date.warnings if entry.date else ():
            yield Finding(
                "entry-date", "warning", entry.handle, f"{entry.handle}: {warning}", "Check the date."
            )


def _relations_reasoned(_: Session, contents: Contents) -> Iterator[Finding]:
    answered = {relation.to_quote.handle for relation in contents.relations if relation.kind != "quoted-in"}
    for relation in contents.relations:
        if not relation.because:
            yield Finding(
                "relation-without-reason",
                "warning",
                relation.handle,
                f"{relation.handle} gives no reason why {relation.from_quote.handle} {relation.kind} "
                f"{relation.to_quote.handle}.",
                "Say why in one line.",
                "An opponent asks first why the two belong together",
            )
    for quote in contents.quotes:
        if isinstance(quote, Quote) and quote.kind == "claim" and quote.handle not in answered:
            yield Finding(
                "claim-unanswered",
                "info",
                quote.handle,
                f"No evidence is set against the claim {quote.handle}.",
                "Relate evidence to it, or leave it.",
            )


def _matter_titled(_: Session, contents: Contents) -> Iterator[Finding]:
    if not contents.matter.title:
        yield Finding(
            "matter-title", "error", "matter", "The matter has no title.", "Give it a title.", "PDF/UA-1, 7.1"
        )
    if not any(isinstance(section, Section) and section.enabled for section in contents.sections):
        yield Finding(
            "no-sections", "error", "submission", "The submission has no sections.", "Add a section."
        )


_CHECKS: tuple[Callable[[Session, Contents], Iterator[Finding]], ...] = (
    _matter_titled,
    _quotes_stand,
    _quotes_in_present_copies,
    _quotes_by_ocr,
    _quotes_dated_by_their_source,
    _quotes_leave_out,
    _references_lead,
    _quote_sources,
    _entries_rest,
    _relations_reasoned,
)
