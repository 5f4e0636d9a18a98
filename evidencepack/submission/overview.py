"""What is in a pack, as plain rows: what ``list`` prints and the window's tables show."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.model.dates import FuzzyDate
from evidencepack.model.tables import ImportReport, Quote
from evidencepack.store.handles import handle_number
from evidencepack.submission.citations import ocr_confidence
from evidencepack.submission.contents import Contents
from evidencepack.submission.profiles import load_profile, profile_ids


def _dates(date: FuzzyDate | None) -> dict[str, Any]:
    return {
        "date": date.words or date.edtf if date else None,
        "edtf": date.edtf if date else None,
        "earliest": date.earliest.isoformat() if date and date.earliest else None,
        "latest": date.latest.isoformat() if date and date.latest else None,
        "shown": date.shown if date else None,
    }


def sources(contents: Contents) -> list[dict[str, Any]]:
    """The sources, in the order they were imported."""
    handles = {source.id: source.handle for source in contents.sources}
    newer = {source.replaces_id: source.handle for source in contents.sources if source.replaces_id}
    return [
        {
            "handle": source.handle,
            "title": source.title,
            "kind": source.kind,
            "pages": source.rendition.pages,
            "sha256": source.sha256,
            "media_type": source.media_type,
            "author": source.author,
            "reference": source.reference,
            "url": source.url,
            "file": source.file_name,
            "dates": {dated.kind: dated.date.shown for dated in source.dates if dated.date},
            "converter": source.rendition.converter,
            "warnings": source.rendition.warnings,
            "exemptions": source.exemptions,
            "internal_review": source.internal_review,
            "parent": handles.get(source.parent_id or ""),
            "replaces": handles.get(source.replaces_id or ""),
            "replaced_by": newer.get(source.id),
            "without_words": source.rendition.settings.get("without_words", []),
            "ocr_pages": source.rendition.settings.get("ocr", {}).get("pages", []),
        }
        for source in contents.sources
    ]


def quote_row(quote: Quote) -> dict[str, Any]:
    """One quote."""
    return {
        "handle": quote.handle,
        "kind": quote.kind,
        "text": quote.text,
        "source": quote.source.handle,
        "page": quote.anchors[0].page,
        "pages": list(dict.fromkeys(anchor.page for anchor in quote.anchors)),
        "speaker": quote.speaker,
        "role": quote.role,
        "match": quote.grade,
        "omitted": [anchor.omitted for anchor in quote.anchors if anchor.omitted],
        "elision_because": quote.elision_because,
        "topics": [link.topic.name for link in quote.topic_links],
        "note": quote.note,
        "ocr": ocr_confidence(quote),
        "compared": bool(quote.compared_at),
        "authorities": list(quote.authorities),
        **_dates(quote.date),
    }


def quotes(contents: Contents) -> list[dict[str, Any]]:
    """The quotes, in the order they were tagged."""
    return [quote_row(quote) | _second_hand(quote, contents) for quote in contents.quotes]


def _second_hand(quote: Quote, contents: Contents) -> dict[str, Any]:
    """Whether a quote repeats somebody's words: whose, what it repeats, and whether a person said so."""
    found = contents.annexed.second_hand.get(quote.handle)
    if found is None:
        return {"second_hand": None}
    chain = [each.handle for each in found.chain]
    return {"second_hand": {"by": found.by, "chain": chain, "sure": found.sure}}


def relations(contents: Contents) -> list[dict[str, Any]]:
    """The relations between quotes."""
    return [
        {
            "handle": relation.handle,
            "from": relation.from_quote.handle,
            "kind": relation.kind,
            "to": relation.to_quote.handle,
            "because": relation.because,
            "same_subject": relation.same_subject,
            "same_data": relation.same_data,
            "same_period": relation.same_period,
        }
        for relation in contents.relations
    ]


def entries(contents: Contents) -> list[dict[str, Any]]:
    """The chronology in printed order; undated entries last, their dates null."""
    return [
        {
            "handle": entry.handle,
            "number": number,
            "text": entry.text,
            "quotes": [link.quote.handle for link in entry.quote_links],
            "status": entry.status,
            **_dates(entry.date),
        }
        for number, entry in contents.entries
    ]


def sections(contents: Contents) -> list[dict[str, Any]]:
    """The submission's sections in order."""
    return [
        {
            "handle": section.handle,
            "kind": section.kind,
            "title": section.title or contents.profile.titles.get(section.kind, ""),
            "paragraphs": len(section.paragraphs),
            "enabled": section.enabled,
        }
        for section in contents.sections
    ]


def paragraphs(contents: Contents) -> list[dict[str, Any]]:
    """The paragraphs in printed order; a bullet, or one of a section that is left out, has no number."""
    return [
        {
            "handle": paragraph.handle,
            "number": contents.numbers[paragraph.handle].full if paragraph.handle in contents.numbers else "",
            "section": section.handle,
            "level": paragraph.level,
            "text": paragraph.text,
            "printed": section.enabled,
        }
        for section in contents.sections
        for paragraph in sorted(section.paragraphs, key=lambda p: (p.position, handle_number(p.handle)))
    ]


def annexes(contents: Contents) -> list[dict[str, Any]]:
    """The annexes in order, with their marks and the pages of the source they have."""
    annexed = contents.annexed
    return [
        {
            "handle": annex.handle,
            "mark": annexed.marks[annex.handle],
            "source": annex.source.handle,
            "pages": annexed.pages(annex),
            "title": annex.title or annex.source.title,
        }
        for annex in annexed.ordered
    ]


def topics(contents: Contents) -> list[dict[str, Any]]:
    """The topics in use, with the quotes filed under each."""
    filed: dict[str, list[str]] = {}
    for quote in contents.quotes:
        for link in quote.topic_links:
            filed.setdefault(link.topic.name, []).append(quote.handle)
    return [{"title": name, "quotes": handles} for name, handles in sorted(filed.items())]


NOUNS = {
    "sources": sources,
    "quotes": quotes,
    "relations": relations,
    "entries": entries,
    "sections": sections,
    "paragraphs": paragraphs,
    "annexes": annexes,
    "topics": topics,
}


_UNTOLD: dict[str, Any] = {
    "within": [],
    "holds": 0,
    "without_words": 0,
    "outer": "",
    "replaces": "",
    "quotes": [],
}
"""What the reports of earlier versions do not have."""


def imports(session: Session) -> list[dict[str, Any]]:
    """The reports of the imports, oldest first: when, and what became of each file."""
    reports = session.scalars(select(ImportReport).order_by(ImportReport.made_at))
    return [{"when": report.made_at, "files": [_UNTOLD | row for row in report.rows]} for report in reports]


def profiles() -> list[dict[str, Any]]:
    """The receivers whose rules are known."""
    return [
        {"id": profile_id, "name": load_profile(profile_id).name, "version": load_profile(profile_id).version}
        for profile_id in profile_ids()
    ]
