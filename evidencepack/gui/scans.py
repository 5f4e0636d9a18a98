"""Reading scans by OCR as a task of the window, with how far it is and Cancel."""

from __future__ import annotations

from collections.abc import Sequence

from evidencepack.actions.ocr import ReadByOcr, read_by_ocr
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.intake.ocr import missing
from evidencepack.model.wording import counted
from evidencepack.progress import Progress


def read_scans(desk: Desk, handles: Sequence[str]) -> None:
    """Read the pages without words of some sources; where none of theirs are, all of their pages.

    Args:
        desk: The open pack.
        handles: The sources.
    """
    pack = desk.pack
    if pack is None or not handles:
        return
    what = f"Read {handles[0]} by OCR" if len(handles) == 1 else f"Read {len(handles)} sources by OCR"
    if reason := missing():
        desk.troubled.emit(Trouble(what, reason))
        return

    pages = _pages(desk, handles[0]) if len(handles) == 1 else ""

    def work(progress: Progress) -> list[ReadByOcr]:
        return read_by_ocr(pack, handles, pages=pages, progress=progress)

    def ended(found: list[ReadByOcr]) -> None:
        desk.change(lambda _: None, said=_said(found))

    def stopped() -> None:
        desk.change(lambda _: None, said="OCR stopped; the sources that it had read are kept")

    desk.jobs.run(what, work, ended, stopped=stopped)


def _pages(desk: Desk, handle: str) -> str:
    """All pages, where none lacks words: then the person wants what she sees read anew."""
    row = desk.view.by_handle[handle]
    return "" if row["without_words"] else f"1-{row['pages']}"


def _said(found: list[ReadByOcr]) -> str:
    pages = sum(len(read.pages) for read in found)
    if not pages:
        return "OCR found no words there"
    sources = ", ".join(read.source for read in found if read.pages)
    return f"{counted(pages, 'page')} of {sources} read by OCR"
