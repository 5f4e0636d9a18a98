"""Reading scanned pages by OCR: a new reading copy of the same source, with its words under the picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.actions.ocr_words import OWN_WORDS_OF_NO_USE, WITHOUT_WORDS, beside_own, per_cent, spans
from evidencepack.actions.reading_copies import ReadingCopies
from evidencepack.actions.requoting import Requoted, requote, told
from evidencepack.actions.stored_sources import ABOUT_PAGES, PageRead, about_pages, page_warnings, store_pages
from evidencepack.errors import BadInput
from evidencepack.intake.ocr import OCR, missing, reads_with
from evidencepack.intake.ocr_words import PageWords
from evidencepack.intake.separate import INTAKE
from evidencepack.model.tables import Page, Rendition, Source
from evidencepack.model.wording import counted, listed_pages
from evidencepack.progress import NoProgress, Progress, stop_if_cancelled
from evidencepack.reading.reader import EXTRACTOR, extractor_version
from evidencepack.store.blobs import store_file
from evidencepack.store.handles import find, handle_number
from evidencepack.store.pack import Pack, now
from evidencepack.submission.page_ranges import read_pages

NAME = "Read by OCR"


@dataclass(frozen=True)
class ReadByOcr:
    """What OCR made of a source.

    Attributes:
        source: Its handle.
        pages: The pages that were read.
        confidence: How sure OCR is, in per cent, by the mean of the pages.
        warnings: What the person must know.
        quotes: What became of its quotes.
    """

    source: str
    pages: list[int]
    confidence: int
    warnings: list[str] = field(default_factory=list)
    quotes: list[Requoted] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The answer as plain data."""
        return asdict(self)


def _without_words(pack: Pack, handles: Iterable[str] = ()) -> dict[str, list[int]]:
    """The pages that OCR could give words to, by the handle of their source; of all sources if none is named.

    Raises:
        NotFound: No such source.
    """
    with pack.reading() as session:
        wanted = [find(session, handle, "source") for handle in handles]
        if not wanted:
            every = session.scalars(select(Source))
            wanted = sorted(every, key=lambda source: handle_number(source.handle))
        found = {source.handle: _bare_pages(session, source) for source in wanted}
    return {handle: pages for handle, pages in found.items() if pages}


def _bare_pages(session: Session, source: Source) -> list[int]:
    pages = session.execute(
        select(Page.number, Page.flags)
        .where(Page.rendition_sha256 == source.rendition.sha256)
        .order_by(Page.number)
    )
    return [number for number, flags in pages if WITHOUT_WORDS & set(flags) and "ocr" not in flags]


def read_by_ocr(
    pack: Pack,
    handles: Sequence[str] = (),
    *,
    pages: str = "",
    progress: Progress | None = None,
    deed: str | None = None,
) -> list[ReadByOcr]:
    """Read pages by OCR. Each source is saved on its own.

    Args:
        pack: The pack.
        handles: The sources; all that have pages without words if none is named.
        pages: The pages as typed, ``2-5, 7``, if not those without words; then just one source is named.
        progress: Told of each page.
        deed: The deed that this belongs to, where it follows an import.

    Returns:
        What was read, a source each; nothing where every page has its words.

    Raises:
        BadInput: OCR is not installed, or a page is not there.
        NotFound: No such source.
        Cancelled: The sources that were read before are kept.
    """
    progress = progress or NoProgress()
    wanted = _typed(pack, handles, pages) if pages.strip() else _without_words(pack, handles)
    if wanted and (reason := missing()):
        raise BadInput(reason)
    progress.total(sum(map(len, wanted.values())))
    found = []
    try:
        with ReadingCopies(pack) as copies:
            for handle, numbers in wanted.items():
                stop_if_cancelled(progress)
                found.append(_read(pack, copies, handle, numbers, progress, deed))
    finally:
        OCR.close()
    return found


def _typed(pack: Pack, handles: Sequence[str], pages: str) -> dict[str, list[int]]:
    if len(handles) != 1:
        raise BadInput("Name the one source whose pages you mean.")
    with pack.reading() as session:
        source = find(session, handles[0], "source")
        return {source.handle: read_pages(pages, source.rendition.pages, source.handle)}


class _Steps:
    """A part of some work: it steps on, and leaves the whole to whoever knows it."""

    def __init__(self, whole: Progress) -> None:
        self.step, self.note, self.cancelled = whole.step, whole.note, whole.cancelled

    def total(self, steps: int) -> None:
        """Ignore how long the part is."""


def _read(
    pack: Pack, copies: ReadingCopies, handle: str, numbers: list[int], progress: Progress, deed: str | None
) -> ReadByOcr:
    with pack.reading() as session:
        source = find(session, handle, "source")
        rendition, title = source.rendition, source.title
        known = _known_pages(session, rendition.sha256)
    document = copies.document(rendition.sha256)
    progress.note(f"Reading {source.handle}, {title}")
    words = OCR.read_pages(document, numbers, _Steps(progress))
    useless = {n for n in numbers if OWN_WORDS_OF_NO_USE & set(known[n].flags)}
    words = [
        each if each.number in useless else beside_own(each, document, known[each.number]) for each in words
    ]
    read = [each for each in words if each.lines]
    warnings = _told_of(words)
    if not read:
        return ReadByOcr(source.handle, [], 0, [*warnings, "OCR found no words on these pages."])
    out = copies.folder / f"{rendition.sha256}-read.pdf"
    try:
        replaced = [each.number for each in read if each.number in useless]
        INTAKE.add_layer(document.path, read, out, replaced, stop=progress.cancelled)
        made = _pages_with_words(copies, out, read, known)
        with pack.change(NAME, deed=deed) as session:
            source = find(session, handle, "source")
            _add_rendition(session, source, out, made, read, warnings)
            quotes = requote(session, source, source, same_pages=True)
    finally:
        out.unlink(missing_ok=True)
    confidence = per_cent(sum(each.confidence for each in read) / len(read))
    numbers = [each.number for each in read]
    return ReadByOcr(source.handle, numbers, confidence, [*warnings, *told(quotes)], quotes)


def _known_pages(session: Session, rendition_sha256: str) -> dict[int, Page]:
    pages = session.scalars(select(Page).where(Page.rendition_sha256 == rendition_sha256))
    return {page.number: page for page in pages}


def _pages_with_words(
    copies: ReadingCopies, path: Path, read: Sequence[PageWords], known: dict[int, Page]
) -> list[PageRead]:
    """The pages of the new reading copy; what OCR read earlier is still known of the other pages."""
    by_number = {each.number: each for each in read}
    with copies.reader.open(path) as document:
        texts = list(document.texts())
    if len(texts) != len(known):
        raise BadInput(f"The reading copy with words has {len(texts)} pages instead of {len(known)}.")
    pages = []
    for page in texts:
        earlier, words = known[page.number], by_number.get(page.number)
        if words is not None:
            kept = [flag for flag in page.flags if flag not in WITHOUT_WORDS]
            pages.append(PageRead(replace(page, flags=(*kept, "ocr")), spans(page.text, words)))
        elif earlier.text == page.text:
            pages.append(PageRead(replace(page, flags=tuple(earlier.flags)), earlier.ocr))
        elif earlier.ocr:  # the same words, read otherwise by a later version: they stay marked
            least = min(sure for _, _, sure in earlier.ocr)
            marked = replace(page, flags=(*page.flags, "ocr"))
            pages.append(PageRead(marked, [[0, len(page.text), least]]))
        else:
            pages.append(PageRead(page, []))
    return pages


def _told_of(words: Sequence[PageWords]) -> list[str]:
    """What the person must know of the reading itself."""
    warnings = [each.trouble for each in words if each.trouble]
    turned = [each.number for each in words if each.turned and each.lines]
    if turned:
        one = "lay on its side or upside down and was"
        lay = one if len(turned) == 1 else "lay on their sides or upside down and were"
        warnings.append(f"{listed_pages(turned)} {lay} turned upright in the reading copy.")
    empty = [each.number for each in words if not each.lines and not each.trouble]
    if empty and len(empty) < len(words):
        warnings.append(f"OCR found no words on {listed_pages(empty, begins=False)}.")
    return warnings


def _add_rendition(
    session: Session,
    source: Source,
    path: Path,
    pages: list[PageRead],
    read: Sequence[PageWords],
    warnings: list[str],
) -> None:
    """Keep the reading copy with words as the source's latest."""
    before = source.rendition
    earlier = before.settings.get("ocr", {})
    sure = {str(each.number): per_cent(each.confidence) for each in read}
    ocr = {
        "engine": reads_with(),
        "pages": sorted({*earlier.get("pages", []), *(each.number for each in read)}),
        "confidence": {**earlier.get("confidence", {}), **sure},
        "turned": {
            **earlier.get("turned", {}),
            **{str(each.number): each.turned for each in read if each.turned},
        },
    }
    about = {key: value for key, value in before.settings.items() if key not in ABOUT_PAGES}
    told_before = set(before.settings.get("page_warnings", []))
    kept = [told for told in before.warnings if told not in told_before]
    by_ocr = f"OCR read the words of {counted(len(read), 'page')}; compare what you quote with the picture."
    source.renditions.append(
        Rendition(
            n=before.n + 1,
            sha256=store_file(session, path),
            pages=len(pages),
            converter=before.converter,
            converter_version=before.converter_version,
            settings={**about, "ocr": ocr, **about_pages(pages)},
            warnings=[*kept, *page_warnings(pages), by_ocr, *warnings],
            extractor=EXTRACTOR,
            extractor_version=extractor_version(),
            made_at=now(),
        )
    )
    session.flush()
    store_pages(session, source.rendition.sha256, pages)
