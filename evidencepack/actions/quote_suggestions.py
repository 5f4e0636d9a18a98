"""Suggestions at a quote: when it was said, by whom, which references it has; a person takes them or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from evidencepack.actions.fields import set_fields
from evidencepack.actions.suggestions import Suggestion, chosen_from
from evidencepack.intake.details import Detail, details
from evidencepack.model.dates import read_date
from evidencepack.model.tables import PICTURE, Anchor, Quote, Source
from evidencepack.quoting.dates_near import dates_near
from evidencepack.quoting.mentions import mentions
from evidencepack.quoting.speakers import Speaker, label_before, office_below, sender_before, speakers_at
from evidencepack.store.handles import find
from evidencepack.store.pack import Pack
from evidencepack.submission.citations import source_date
from evidencepack.submission.page_texts import page_text

_MOST_DATES = 4
_WRITTEN_BY_ONE = ("letter", "foi-response", "e-mail")
"""Documents of one person: nobody is named before what he or she says."""
_OFFICES_ON = 3  # pages on which a letter may be signed, besides the last


def suggest_for_quote(pack: Pack, handle: str) -> list[Suggestion]:
    """What the pages say of a quote that is not known yet: date, speaker, role, authorities.

    Raises:
        NotFound: No such quote.
    """
    with pack.reading() as session:
        quote = find(session, handle, "quote")
        present = {
            "date": quote.date_edtf,
            "speaker": quote.speaker,
            "role": quote.role,
            "authorities": "; ".join(quote.authorities),
        }
        found = [*_speakers(session, quote), *_dates(session, quote), *_authorities(session, quote)]
    new = [one for one in found if not _known(one, present[one.field])]
    kept: dict[tuple[str, str], Detail] = {}
    for one in new:
        kept.setdefault((one.field, one.value.casefold()), one)
    order = ("speaker", "role", "date", "authorities")
    ordered = sorted(kept.values(), key=lambda one: order.index(one.field))
    return [Suggestion(one, present[one.field]) for one in ordered]


def take_for_quote(pack: Pack, handle: str, fields: Sequence[str] = ()) -> dict[str, str]:
    """Take suggestions over into a quote: the surest of each field, and of authorities all.

    Args:
        pack: The pack.
        handle: The quote.
        fields: Which; if none are named, those for empty fields of which the text leaves no doubt.

    Returns:
        What was set, by field.

    Raises:
        BadInput: Nothing is suggested for a field that is named.
        NotFound: No such quote.
    """
    chosen = chosen_from(suggest_for_quote(pack, handle), handle, fields)
    if chosen:
        set_fields(pack, handle, chosen)
    return chosen


def _known(detail: Detail, present: str) -> bool:
    if detail.field == "date" and present:
        return read_date(detail.value).edtf == present
    if detail.field == "authorities":
        return detail.value in present.split("; ")
    return detail.value.casefold() == present.casefold()


def _page(session: Session, anchor: Anchor, number: int) -> str:
    """The stored text of a page of the rendition that an anchor is fixed to; empty if there is none."""
    return page_text(session, anchor.rendition_sha256, number) or ""


def _end(quote: Quote) -> int:
    """Where the quotation ends on the page on which it begins."""
    first = quote.anchors[0]
    return max(anchor.end for anchor in quote.anchors if anchor.page == first.page)


def _detail(
    field: str, value: str, text: str, page: int, span: tuple[int, int], *, sure: bool, note: str = ""
) -> Detail:
    return Detail(field, value, " ".join(text[span[0] : span[1]].split()), page, *span, sure, note)


def _speakers(session: Session, quote: Quote) -> Iterator[Detail]:
    anchor, source = quote.anchors[0], quote.source
    text = _page(session, anchor, anchor.page)
    labels = source.kind not in _WRITTEN_BY_ONE
    found = list(speakers_at(text, anchor.start, _end(quote), labels=labels))
    for one in found:
        yield from _of_speaker(one, text, anchor.page)
    if source.kind == "e-mail" and (sender := sender_before(text, anchor.start)):
        yield from _of_speaker(sender, text, anchor.page)
    if not found and labels and anchor.page > 1:
        before = _page(session, anchor, anchor.page - 1)
        if one_before := label_before(before, len(before)):
            yield from _of_speaker(one_before, before, anchor.page - 1)
    if source.kind in (*_WRITTEN_BY_ONE, "written-answer"):
        yield from _author(session, anchor, source)


def _of_speaker(speaker: Speaker, text: str, page: int) -> Iterator[Detail]:
    span = (speaker.start, speaker.end)
    yield _detail("speaker", speaker.name, text, page, span, sure=speaker.sure)
    if speaker.role:
        yield _detail("role", speaker.role, text, page, span, sure=speaker.sure)


def _author(session: Session, anchor: Anchor, source: Source) -> Iterator[Detail]:
    """Who wrote the document, and the office under the signature."""
    last = source.rendition.pages
    numbers = sorted({*range(1, min(_OFFICES_ON, last) + 1), last})
    pages = [(number, _page(session, anchor, number)) for number in numbers]
    read = details(pages, kind=source.kind, media_type=source.media_type)
    said = [one for one in read if one.field == "author"]
    name = source.author or (said[0].value if said else "")
    if not name:
        return
    where = next((one for one in said if one.value.casefold() == name.casefold()), None)
    for number, text in pages:
        there = re.search(re.escape(name), text)
        if where is None and there:
            where = _detail("author", name, text, number, there.span(), sure=False)
        if office := office_below(text, name):
            span = (office.start, office.end)
            yield _detail("role", office.role, text, number, span, sure=True)
            break
    if where is not None:
        yield Detail("speaker", name, where.words, where.page, where.start, where.end, sure=True)


def _dates(session: Session, quote: Quote) -> Iterator[Detail]:
    anchor, source = quote.anchors[0], quote.source
    own = source_date(source)
    if own is not None:
        said = f"the document’s own date, {own.shown}"
        yield Detail("date", own.words or own.shown, said, 1, 0, 0, sure=False)
    text = _page(session, anchor, anchor.page)
    for near in dates_near(text, anchor.start, _end(quote), own)[:_MOST_DATES]:
        span = (near.start, near.end)
        yield _detail("date", near.words, text, anchor.page, span, sure=False, note=near.note)


def _authorities(session: Session, quote: Quote) -> Iterator[Detail]:
    """The references within the quoted words; what the page names shortly before is understood."""
    if quote.grade == PICTURE:
        for one in mentions(quote.text):
            yield Detail("authorities", one.normal, one.words, quote.anchors[0].page, 0, 0, sure=True)
        return
    for anchor in quote.anchors:
        text = _page(session, anchor, anchor.page)
        for one in mentions(text):
            if anchor.start <= one.start and one.end <= anchor.end:
                span = (one.start, one.end)
                yield _detail("authorities", one.normal, text, anchor.page, span, sure=True)
