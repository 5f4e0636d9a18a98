"""What the stored quotes leave out that may turn their sense round, with the reasons people gave for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session

from evidencepack.model.findings import Finding, Severity
from evidencepack.model.tables import PICTURE, Anchor, Quote
from evidencepack.quoting.elision import take_apart
from evidencepack.quoting.finding import Check
from evidencepack.quoting.honesty import Doubt, Stretch, doubts, put_in
from evidencepack.quoting.places import PageWords
from evidencepack.submission.page_texts import page_text

_AUTHORITY = "Evidence Pack: what an elision leaves out is kept and shown"


def doubts_of(session: Session, quote: Quote) -> list[Doubt]:
    """What a stored quote leaves out that wants a reason; nothing for a picture."""
    if quote.grade == PICTURE:
        return []
    source, rendition = quote.source.handle, quote.anchors[0].rendition_sha256

    def page_at(number: int) -> PageWords | None:
        text = page_text(session, rendition, number)
        return None if text is None else PageWords(source, rendition, number, "", text)

    own = "\n".join(anchor.exact for anchor in quote.anchors)
    inserted = [words for words in take_apart(quote.text).inserted if words not in own]
    return [*doubts([_stretch(anchor) for anchor in quote.anchors], _once(page_at)), *put_in(inserted)]


def doubts_about(check: Check, pages: Iterable[PageWords]) -> list[Doubt]:
    """The same for a quotation that was checked just now; nothing if it does not stand there."""
    if not check.fragments:
        return []
    rendition = check.fragments[0].place.rendition
    by_number = {page.page: page for page in pages if page.rendition == rendition}
    stretches = [
        Stretch(part.place.page, part.place.start, part.place.end, part.omitted) for part in check.fragments
    ]
    return [*doubts(stretches, by_number.get), *put_in(check.inserted)]


def as_findings(found: Iterable[Doubt], handle: str, because: str) -> list[Finding]:
    """Doubts as findings: warnings that want a reason, or, with one, for the reader's information."""
    severity: Severity = "info" if because else "warning"
    mend = "" if because else "Quote the whole of it, or say in the quote why it may be left out."
    reason = f" Reason: {because.rstrip('.')}." if because else ""
    return [
        Finding(doubt.rule, severity, handle, f"{handle} {doubt.told}.{reason}", mend, _AUTHORITY)
        for doubt in found
    ]


def _stretch(anchor: Anchor) -> Stretch:
    return Stretch(anchor.page, anchor.start, anchor.end, anchor.omitted)


def _once(page_at: Callable[[int], PageWords | None]) -> Callable[[int], PageWords | None]:
    known: dict[int, PageWords | None] = {}

    def asked(number: int) -> PageWords | None:
        if number not in known:
            known[number] = page_at(number)
        return known[number]

    return asked
