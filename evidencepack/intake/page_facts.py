"""What a web page says of itself: where it came from, when it was published, by whom, when it was saved."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from evidencepack.intake.message_header import sent_day
from evidencepack.intake.prepared import one_line
from evidencepack.model.dates import from_edtf

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "govuk:first-published-at", "dcterms.issued",
    "dcterms.date", "dc.date.issued", "citation_publication_date", "citation_date", "datepublished",
    "parsely-pub-date", "sailthru.date",
)  # fmt: skip
_DAY = re.compile(r"(\d{4}[-/](?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[01]))(?!\d)")
_LINKED_DATA = re.compile(
    r"<script\b[^>]*type\s*=\s*[\"']?application/ld\+json[^>]*>(.{1,500000}?)</script",
    re.IGNORECASE | re.DOTALL,
)
_ARTICLES = re.compile(r"article|posting|webpage|report|legislation|review", re.IGNORECASE)
_SINGLE_FILE = re.compile(r"\s*Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n]*)")
_SAVED_FROM = re.compile(r"\s*saved from url=\(\d+\)(\S+)")
_SINGLE_FILE_DAY = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) ([\d:]{8}) GMT([+-]\d{4})")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def saved_note(comment: str) -> tuple[str, str]:
    """The address and the ISO day that a browser noted in a comment when it saved a page; else nothing."""
    if found := _SINGLE_FILE.match(comment):
        day = _SINGLE_FILE_DAY.match(found[2])
        return found[1], sent_day("{1} {0} {2} {3} {4}".format(*day.groups())) if day else ""
    plain = _SAVED_FROM.match(comment)
    return (plain[1], "") if plain else ("", "")


def address_of(facts: dict[str, str], saved_from: str) -> str:
    """Where a page came from, as the page says; empty if it does not.

    Args:
        facts: Its meta and link tags.
        saved_from: What a browser noted when it saved the page.
    """
    said = (facts.get("canonical"), facts.get("og:url"), saved_from)
    return one_line(next((one for one in said if one and _ADDRESS.match(one)), ""))


def published_on(facts: dict[str, str], page: str) -> str:
    """The ISO day on which a page was published, as the page says; empty if it does not, or says several.

    Args:
        facts: Its meta tags.
        page: The whole page, which may describe itself for search engines too.
    """
    for name in _PUBLISHED:
        if found := _day(facts.get(name, "")):
            return found
    days = {_day(said) for said in _described(page)} - {""}
    return days.pop() if len(days) == 1 else ""


def _day(said: str) -> str:
    found = _DAY.match(said)
    day = found[1].replace("/", "-") if found else ""
    try:
        return date.fromisoformat(day).isoformat() if day else ""
    except ValueError:  # the 31st of a month that has none
        return ""


def _described(page: str) -> Iterator[str]:
    """The dates in what a page says of itself as linked data (schema.org)."""
    for script in _LINKED_DATA.findall(page):
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):  # written by hand, as many are
            continue
        things = data if isinstance(data, list) else [data]
        for thing in things:
            graph = thing.get("@graph") if isinstance(thing, dict) else None
            for one in graph if isinstance(graph, list) else [thing]:
                if isinstance(one, dict) and _ARTICLES.search(str(one.get("@type", ""))):
                    yield str(one.get("datePublished", ""))


def head_of_page(url: str, dates: dict[str, str]) -> list[dict[str, Any]]:
    """A page's address and dates, to stand above its words; nothing if it says none.

    Args:
        url: Where it came from.
        dates: The kind of date to an ISO day.
    """
    rows = [("Address:", url)] if url else []
    for kind, label in (("published", "Published:"), ("accessed", "Saved:")):
        if dates.get(kind):
            rows.append((label, from_edtf(dates[kind]).shown))
    return [{"kind": "fields", "rows": rows, "small": True}] if rows else []
