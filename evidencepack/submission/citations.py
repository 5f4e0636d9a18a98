"""Where a quotation can be looked up: its annex and page there, and whose words it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from evidencepack.model.dates import FuzzyDate
from evidencepack.model.tables import PICTURE, Annex, Quote, Source
from evidencepack.submission.blocks import Link, Run, Runs
from evidencepack.submission.numbering import mark_annexes
from evidencepack.submission.page_ranges import read_pages

if TYPE_CHECKING:
    from evidencepack.submission.quoted_in import QuotedIn

NO_BREAK = "\u00a0"
KIND_WORDS = {
    "letter": "letter",
    "foi-response": "response to a request for information",
    "written-answer": "written answer",
    "debate": "debate",
    "news": "news report",
    "web-page": "web page",
    "e-mail": "e-mail",
    "bulletin": "bulletin",
    "report": "report",
    "legislation": "legislation",
    "judgment": "judgment",
    "picture": "picture",
    "document": "document",
}
_DATE_ORDER = ("answered", "published", "sent", "corrected", "received")


@dataclass(frozen=True)
class AnnexPage:
    """A page of a source as it is found in an annex: the annex and the page there, from 1."""

    annex: Annex
    mark: str
    page: int


class Annexed:
    """Which pages of which sources are annexed, and where they are found.

    Args:
        annexes: All annexes of the pack.
        word: What the receiver calls one: ``Annex``, ``Exhibit``, ``Tab``.
        second_hand: The quotes that repeat somebody's words, by handle; they are cited as *quoted in*.
    """

    def __init__(
        self, annexes: list[Annex], word: str, second_hand: Mapping[str, QuotedIn] | None = None
    ) -> None:
        self.word = word
        self.second_hand = second_hand or {}
        self.marks = mark_annexes(annexes)
        self.ordered = sorted(annexes, key=lambda annex: list(self.marks).index(annex.handle))
        self._pages: dict[tuple[str, int], AnnexPage] = {}
        self._sources: dict[str, Annex] = {}
        for annex in self.ordered:
            self._sources.setdefault(annex.source_id, annex)
            for n, page in enumerate(self.pages(annex), start=1):
                self._pages.setdefault((annex.source_id, page), AnnexPage(annex, self.marks[annex.handle], n))

    @staticmethod
    def pages(annex: Annex) -> list[int]:
        """The pages of the source that an annex has, in order."""
        return read_pages(annex.pages, annex.source.rendition.pages, f"“{annex.source.title}”")

    def named(self, annex: Annex) -> str:
        """``Annex A``, held together on a line."""
        return f"{self.word}{NO_BREAK}{self.marks[annex.handle]}"

    def place(self, source: Source, page: int) -> AnnexPage | None:
        """Where a page of a source is found."""
        return self._pages.get((source.id, page))

    def of_source(self, source: Source) -> Annex | None:
        """The first annex of a source."""
        return self._sources.get(source.id)


def cite(quote: Quote, annexed: Annexed, *, in_table: bool = False, titled: bool = True) -> Runs:
    """``Annex A, page 1``, linked to that page; if it is not annexed, the source's title and page.

    The title is left out where ``titled`` is False: the source is named beside it.

    In a table, where there is little room, what is not annexed is only called that. Of a region that is
    quoted as an image it is always said that its words were typed, and of words in a scan that OCR read them.
    Words at second hand are cited as ``quoted in Annex B, page 2``, after the primary if it is in the pack.
    """
    where = _place(quote, annexed, in_table=in_table, titled=titled)
    place = (*_repeated(quote, annexed, in_table=in_table), *where)
    if quote.grade == PICTURE:
        return (*place, Run(", words typed from the picture"))
    if ocr_confidence(quote) is None:
        return place
    return (*place, Run(", words read by OCR and compared" if quote.compared_at else ", words read by OCR"))


def _repeated(quote: Quote, annexed: Annexed, *, in_table: bool) -> Runs:
    """What stands before the place of words at second hand: those who had them before, the primary first."""
    second_hand = annexed.second_hand.get(quote.handle)
    if second_hand is None or not second_hand.sure:
        return ()
    if in_table and annexed.place(quote.source, quote.anchors[0].page) is None:
        return ()
    before = [_place(each, annexed, in_table=in_table, titled=True) for each in second_hand.chain]
    runs = [run for place in before for run in (*place, Run(", quoted in "))]
    return tuple(runs) or (Run("quoted in "),)


def ocr_confidence(quote: Quote) -> int | None:
    """How sure OCR is of a quotation, in per cent, by its least sure word; None if OCR did not read it."""
    sure = [anchor.ocr_confidence for anchor in quote.anchors if anchor.ocr_confidence is not None]
    return min(sure, default=None)


def _place(quote: Quote, annexed: Annexed, *, in_table: bool, titled: bool) -> Runs:
    pages = list(dict.fromkeys(anchor.page for anchor in quote.anchors))
    places = [annexed.place(quote.source, page) for page in pages]
    found = [place for place in places if place is not None]
    if not found or len(found) < len(places) or len({place.annex.id for place in found}) > 1:
        if in_table:
            return (Run("Not annexed"),)
        title = f"{quote.source.title}, " if titled else ""
        return (Run(f"{title}{_page_words(pages)}, not annexed"),)
    first = found[0]
    words = f"{annexed.named(first.annex)}, {_page_words([place.page for place in found])}"
    return (Run(words, link=Link("annex", first.annex.handle, first.page)),)


def _page_words(pages: list[int]) -> str:
    if len(pages) == 1:
        return f"page{NO_BREAK}{pages[0]}"
    return f"pages{NO_BREAK}{', '.join(map(str, pages[:-1]))} and{NO_BREAK}{pages[-1]}"


def held_together(date: str) -> str:
    """A date whose day and month stay on one line."""
    words = date.split(" ")
    joined = words[0]
    for before, word in pairwise(words):
        joined += (NO_BREAK if before.isdigit() and len(before) <= 2 else " ") + word
    return joined


def source_date(source: Source) -> FuzzyDate | None:
    """The date a source is known by: answered, published, sent, and so on."""
    dates = {dated.kind: dated.date for dated in source.dates}
    return next((dates[kind] for kind in _DATE_ORDER if dates.get(kind)), None)


def shown_date(quote: Quote) -> str:
    """The date of a quotation's words, or of the document they stand in."""
    date = quote.date or source_date(quote.source)
    return held_together(date.shown) if date else ""


def speaker(quote: Quote) -> str:
    """Whose words they are: the speaker, or the document's author."""
    return quote.speaker or quote.source.author


def describe(quote: Quote, style: Literal["short", "full"]) -> str:
    """Who said it and when: ``Minister, 25 July 2016``; in full also in what."""
    parts = [speaker(quote)]
    if style == "full":
        kind = KIND_WORDS[quote.source.kind]
        parts.append(f"{kind} {quote.source.reference}".strip())
        parts.append(shown_date(quote))
    else:  # beside a speaker's name the whole date stays on a line
        parts.append(shown_date(quote).replace(" ", NO_BREAK))
    return ", ".join(part for part in parts if part)
