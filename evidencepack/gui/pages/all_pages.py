"""The pages of the window, in the order of the sidebar."""

from __future__ import annotations

from evidencepack.gui.desk import Desk
from evidencepack.gui.pages.listing import ListingPage
from evidencepack.gui.pages.page import Page


def make_pages(desk: Desk) -> list[Page]:
    """One of each."""
    return [
        ListingPage(desk, "sources", "Sources", "sources"),
        ListingPage(desk, "reader", "Reader", "quotes"),
        ListingPage(desk, "claims", "Claims & evidence", "relations"),
        ListingPage(desk, "chronology", "Chronology", "entries"),
        ListingPage(desk, "submission", "Submission", "sections", "paragraphs"),
        ListingPage(desk, "export", "Export", "annexes"),
        ListingPage(desk, "history", "History", "history"),
    ]
