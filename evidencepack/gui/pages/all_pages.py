"""The pages of the window, in the order of the sidebar."""

from __future__ import annotations

from evidencepack.gui.desk import Desk
from evidencepack.gui.pages.changed_page import ChangedPage
from evidencepack.gui.pages.chronology import ChronologyPage
from evidencepack.gui.pages.claims import ClaimsPage
from evidencepack.gui.pages.export_page import ExportPage
from evidencepack.gui.pages.history_page import HistoryPage
from evidencepack.gui.pages.page import Page
from evidencepack.gui.pages.reader import ReaderPage
from evidencepack.gui.pages.sources_page import SourcesPage
from evidencepack.gui.pages.submission import SubmissionPage


def make_pages(desk: Desk) -> list[Page]:
    """One of each."""
    return [
        SourcesPage(desk),
        ReaderPage(desk),
        ClaimsPage(desk),
        ChronologyPage(desk),
        SubmissionPage(desk),
        ExportPage(desk),
        HistoryPage(desk),
        ChangedPage(desk),
    ]
