"""Every quotation compared with its page once more, with all that a reader needs to look it up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from evidencepack import __version__
from evidencepack.errors import PackDamaged
from evidencepack.model.page_labels import printed_label
from evidencepack.model.tables import PICTURE, Page, Quote, Source
from evidencepack.quoting.finding import Check, PageIndex
from evidencepack.quoting.grade_words import GRADE_MEANINGS, GRADE_NAMES
from evidencepack.quoting.places import PageWords
from evidencepack.submission.citations import NO_BREAK, ocr_confidence, shown_date, speaker
from evidencepack.submission.contents import Contents
from evidencepack.submission.quotes_used import Use, used_quotes

TRUE = ("exact", "equivalent", "words", PICTURE)
FORM = 1


@dataclass(frozen=True)
class QuotedPage:
    """A page that a quotation stands on.

    Attributes:
        page: Its place in the source, from 1.
        label: The number printed on it, or what the file calls it.
        mark: The annex it is in, or empty.
        annex_page: Its place in the annex, from 1; 0 if it is not annexed.
    """

    page: int
    label: str
    mark: str
    annex_page: int


@dataclass(frozen=True)
class Proved:
    """A quotation and what the check says of it now.

    Attributes:
        number: Its number in the sheet, from 1.
        quote: The quotation.
        source_number: The number of its source in the sheet.
        pages: The pages it stands on.
        grade: What the check says now; ``missing`` too where the picture that was kept is damaged.
        told: What else the check has to say, in sentences or parts of one.
        uses: Where the submission has it, in printed order.
    """

    number: int
    quote: Quote
    source_number: int
    pages: tuple[QuotedPage, ...]
    grade: str
    told: tuple[str, ...]
    uses: tuple[Use, ...]

    @property
    def matches(self) -> bool:
        """Whether the quotation is what the page says; other capitals only if somebody accepted them."""
        return self.grade in TRUE and (self.grade != "words" or bool(self.quote.accepted))

    @property
    def omitted(self) -> list[str]:
        """What was left out, piece by piece, on one line each."""
        return [" ".join(anchor.omitted.split()) for anchor in self.quote.anchors if anchor.omitted.strip()]


@dataclass(frozen=True)
class QuotesProved:
    """All that were compared, and their sources.

    Attributes:
        sources: The sources in the order of their numbers, from 1.
        quotes: The quotations in the order of their numbers.
    """

    contents: Contents = field(repr=False)
    sources: tuple[Source, ...]
    quotes: tuple[Proved, ...]

    @property
    def ok(self) -> bool:
        """Whether every one is what its page says."""
        return all(quote.matches for quote in self.quotes)

    @property
    def grades(self) -> dict[str, int]:
        """How many have each grade; grades that none has are left out."""
        counts = {grade: sum(one.grade == grade for one in self.quotes) for grade in GRADE_NAMES}
        return {grade: count for grade, count in counts.items() if count}

    def as_json(self) -> dict[str, Any]:
        """The proof sheet as plain data; who checked only if the person chose so."""
        choice = self.contents.proof_choice
        return {
            "proof": FORM,
            "program": f"Evidence Pack {__version__}",
            "matter": self.contents.matter.title,
            "quotes_listed": "all" if choice.all_quotes else "used",
            "ok": self.ok,
            "grades": self.grades,
            "meanings": {grade: GRADE_MEANINGS[grade] for grade in self.grades},
            "sources": [self._source(number, source) for number, source in enumerate(self.sources, start=1)],
            "quotes": [self._quote(one, names=choice.names) for one in self.quotes],
        }

    def _source(self, number: int, source: Source) -> dict[str, Any]:
        annexed = self.contents.annexed
        return {
            "number": number,
            "handle": source.handle,
            "title": source.title,
            "kind": source.kind,
            "file": source.file_name,
            "media_type": source.media_type,
            "bytes": source.size,
            "sha256": source.sha256,
            "pages": source.rendition.pages,
            "annexes": [
                annexed.marks[annex.handle] for annex in annexed.ordered if annex.source_id == source.id
            ],
        }

    @staticmethod
    def _quote(one: Proved, *, names: bool) -> dict[str, Any]:
        quote = one.quote
        said = {
            "number": one.number,
            "handle": quote.handle,
            "kind": quote.kind,
            "text": quote.text,
            "speaker": speaker(quote),
            "role": quote.role,
            "date": shown_date(quote).replace(NO_BREAK, " ") or None,
            "emphasis": quote.emphasis,
            "source": quote.source.handle,
            "source_number": one.source_number,
            "sha256": quote.source.sha256,
            "pages": [
                {
                    "page": page.page,
                    "label": page.label,
                    "annex": page.mark or None,
                    "annex_page": page.annex_page or None,
                }
                for page in one.pages
            ],
            "match": one.grade,
            "match_when_tagged": quote.grade,
            "ok": one.matches,
            "told": list(one.told),
            "omitted": one.omitted,
            "omitted_because": quote.elision_because,
            "ocr": ocr_confidence(quote),
            "compared_at": quote.compared_at or None,
            "typed_from_picture": quote.grade == PICTURE,
            "accepted_because": quote.accepted,
            "checked_at": quote.checked_at or None,
            "used_in": [use.words for use in one.uses],
        }
        if names:
            said |= {"checked_by": quote.checked_by or None, "compared_by": quote.compared_by or None}
            said["accepted_by"] = quote.checked_by if quote.accepted else None
        return said


def sheet_file(data: dict[str, Any]) -> bytes:
    """The proof sheet as a file: the same data, the same bytes."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def prove_quotes(contents: Contents) -> QuotesProved:
    """Compare the quotations of the submission, or all of the pack, with their pages.

    They stand in the order in which the submission has them; those it does not use follow in the order in
    which they were tagged.
    """
    used = used_quotes(contents)
    wanted = [quote for quote in contents.quotes if contents.proof_choice.all_quotes or quote.handle in used]
    places = {handle: place for place, handle in enumerate(used)}
    wanted.sort(key=lambda quote: places.get(quote.handle, len(places)))  # the rest keep their order
    sources = list(dict.fromkeys(quote.source for quote in wanted))
    by_source: dict[str, list[Quote]] = {}
    for quote in wanted:
        by_source.setdefault(quote.source_id, []).append(quote)
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    labels: dict[str, dict[int, str]] = {}
    for source in sources:
        pages = _pages(contents, source)
        labels[source.id] = {page.page: page.label for page in pages}
        index = PageIndex(pages)  # once for all quotations of a source
        for quote in by_source[source.id]:
            found[quote.handle] = _compare(contents, quote, index)
    return QuotesProved(
        contents,
        tuple(sources),
        tuple(
            Proved(
                number,
                quote,
                sources.index(quote.source) + 1,
                tuple(_places(contents, quote, labels[quote.source_id])),
                *found[quote.handle],
                tuple(used.get(quote.handle, ())),
            )
            for number, quote in enumerate(wanted, start=1)
        ),
    )


def _pages(contents: Contents, source: Source) -> list[PageWords]:
    rendition = source.rendition.sha256
    rows = contents.session.execute(
        select(Page.number, Page.label, Page.text)
        .where(Page.rendition_sha256 == rendition)
        .order_by(Page.number)
    )
    return [
        PageWords(source.handle, rendition, number, printed_label(number, label, source.label_offset), text)
        for number, label, text in rows
    ]


def _places(contents: Contents, quote: Quote, labels: dict[int, str]) -> Iterator[QuotedPage]:
    for page in dict.fromkeys(anchor.page for anchor in quote.anchors):
        place = contents.annexed.place(quote.source, page)
        yield QuotedPage(page, labels.get(page, ""), place.mark if place else "", place.page if place else 0)


def _compare(contents: Contents, quote: Quote, index: PageIndex) -> tuple[str, tuple[str, ...]]:
    """What the check says of a quotation now, and what there is to say about it."""
    if quote.grade == PICTURE:
        try:
            contents.picture(quote)
        except PackDamaged:
            return "missing", ("The picture that was kept is damaged.",)
        return PICTURE, ()
    first = quote.anchors[0]
    check = index.check(quote.text, page=first.page)
    if check.grade == "ambiguous" and check.occurrences:
        distances = [abs(place.start - first.start) for place in check.occurrences]
        check = index.check(quote.text, page=first.page, occurrence=distances.index(min(distances)) + 1)
    return check.grade, tuple(_told(quote, check))


def _told(quote: Quote, check: Check) -> Iterable[str]:
    yield from check.notes
    if check.nearest is not None:
        there = " ".join(check.nearest.place.exact.split())
        yield f"Page {check.nearest.place.page} has “{there}” ({check.nearest.sentence})."
    if check.grade in TRUE:
        return
    if any(anchor.rendition_sha256 != quote.source.rendition.sha256 for anchor in quote.anchors):
        yield "It was tagged in an earlier reading copy of this source."
