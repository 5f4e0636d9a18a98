"""Proves a pack against itself, and a finished bundle or Word file against the pack it was made from."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidencepack.errors import PackDamaged
from evidencepack.export.certificate import Certificate
from evidencepack.export.front_part import sheets_of
from evidencepack.model.tables import Anchor, Quote, Source
from evidencepack.progress import NoProgress, Progress, stop_if_cancelled
from evidencepack.quoting.grade_words import GRADE_NAMES
from evidencepack.quoting.grading import same_words
from evidencepack.reading.reader import Document, Reader
from evidencepack.store.blobs import read_pieces
from evidencepack.store.history import broken_link
from evidencepack.store.pack import Pack
from evidencepack.submission.blocks import Runs, notes_of
from evidencepack.submission.compose import compose
from evidencepack.submission.contents import Contents, load_contents
from evidencepack.submission.page_texts import page_text
from evidencepack.submission.quotes_used import used_quotes

_CODE = re.compile(r"\[U\+[0-9A-F]{4,6}\]")
_FIRST = 6  # letters of a paragraph that stand together on its first line
_PIECE = 100  # letters
_LONG_NOTE = 1500  # letters; a footnote as long as half a page may be parted over two
_RARE = "\u0530"  # below it stand the Latin, Greek and Cyrillic letters that every shipped face has


def verify_pack(pack: Pack, progress: Progress | None = None) -> Certificate:
    """Prove that every document has the bytes it was stored with and every quote its words on its page."""
    progress = progress or NoProgress()
    certificate = Certificate()
    with pack.reading() as session:
        sources = list(session.scalars(select(Source)))
        progress.total(len(sources))
        for source in sources:
            stop_if_cancelled(progress)
            progress.note(source.title)
            for sha256, what in ((source.sha256, "original"), (source.rendition.sha256, "reading copy")):
                try:
                    for _ in read_pieces(session, sha256):
                        pass
                except PackDamaged:
                    certificate.fail(
                        0, "pack", f"The {what} of {source.handle}, “{source.title}”, is damaged."
                    )
            certificate.pages += source.rendition.pages
            progress.step()
        grades: dict[str, int] = {}
        for quote in session.scalars(select(Quote)):
            failed = len(certificate.failures)
            for anchor in quote.anchors:
                certificate.quotes += 1
                if anchor.picture_sha256:
                    _prove_picture(session, quote, anchor, certificate)
                    continue
                text = page_text(session, anchor.rendition_sha256, anchor.page)
                stands = text is not None and text[anchor.start : anchor.end] == anchor.exact
                if not stands or same_words(anchor.written, anchor.exact) is None:
                    certificate.fail(
                        anchor.page,
                        "quote",
                        f"{quote.handle} does not stand on page {anchor.page} of {quote.source.handle}.",
                    )
            grade = quote.grade if len(certificate.failures) == failed else "missing"
            grades[grade] = grades.get(grade, 0) + 1
        certificate.grades = {grade: grades[grade] for grade in GRADE_NAMES if grade in grades}
        if (step := broken_link(session.connection())) is not None:
            certificate.fail(0, "pack", f"The history was altered at step {step}.")
    certificate.checked.append("The pack was compared with itself: documents, quotes and history.")
    return certificate


def _prove_picture(session: Session, quote: Quote, anchor: Anchor, certificate: Certificate) -> None:
    """Whether a region that is quoted as an image still has the picture it was stored with."""
    try:
        for _ in read_pieces(session, anchor.picture_sha256 or ""):
            pass
    except PackDamaged:
        certificate.fail(anchor.page, "quote", f"The picture of {quote.handle} is damaged.")


def compare_bundle(path: Path, pack: Pack, contents: Contents | None = None) -> Certificate:
    """Prove that a bundle's annexes are the pack's: every page there, in order, with its words.

    Args:
        path: The bundle.
        pack: The pack it was made from.
        contents: The pack's contents as exported, if another receiver's rules were followed.
    """
    certificate = Certificate()
    with pack.reading() as session, Reader() as reader, reader.open(path) as document:
        contents = contents or load_contents(session)
        sheets = list(sheets_of(contents))
        annexed = sum(len(sheet.pages) + 1 for sheet in sheets)
        number = document.pages - annexed
        if number < 1:
            certificate.fail(0, "pack", "The bundle has fewer pages than the pack's annexes.")
            return certificate
        for sheet in sheets:
            number += 1
            if sheet.mark.replace("\u00a0", " ") not in " ".join(document.page(number).text.split()):
                certificate.fail(number, "pack", f"The sheet of {sheet.mark} does not stand here.")
            for page in sheet.pages:
                number += 1
                stored = page_text(session, sheet.rendition, page)
                if not _has_words(document, number, stored or ""):
                    certificate.fail(
                        number,
                        "pack",
                        f"The words are not those of page {page} of the source of {sheet.mark}.",
                    )
        _compare_words(document, contents, document.pages - annexed, certificate)
        used = used_quotes(contents)
        kept = [quote.grade for quote in contents.quotes if quote.handle in used]
        certificate.grades = {grade: kept.count(grade) for grade in GRADE_NAMES if grade in kept}
    certificate.checked.append("The bundle was compared with the pack.")
    return certificate


def _has_words(document: Document, number: int, stored: str) -> bool:
    """Whether a page's words are there in order; stamps and filled-in forms may stand among them."""
    printed = iter(document.page(number).text.split())
    return all(word in printed for word in stored.split())


def _compare_words(document: Document, contents: Contents, last: int, certificate: Certificate) -> None:
    """Whether every paragraph and footnote of the submission is printed in the front part word for word."""
    pages = [
        _letters(" ".join(_without_number(document.page(n).text.split(), n))) for n in range(1, last + 1)
    ]
    for block in compose(contents).blocks:
        said = [_with_marks(getattr(block, "runs", ()))]
        notes = [f"{note.number}{_with_marks(note.runs)}" for note in notes_of(block)]
        for words in (*said, *notes):
            if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in words):
                continue  # read off a page, words from right to left come in another order
            letters = _letters(words)
            if not _stands(letters, pages) and not (words in notes and _stands_parted(letters, pages)):
                certificate.fail(0, "pack", f"The submission's words “{words[:60]}…” are not in the bundle.")


def _with_marks(runs: Runs) -> str:
    """Words with the numbers of the footnotes where their marks stand."""
    return "".join(str(run.note.number) if run.note else run.text for run in runs)


def _stands(words: str, pages: list[str]) -> bool:
    """Whether words stand on a page, or begin on it and go on at the top of the next.

    Between the two parts come the first page's footnotes and its number.
    """
    if any(words in page for page in pages):
        return True
    for number, page in enumerate(pages[:-1]):
        at = page.find(words[:_FIRST])
        while at >= 0:
            if _goes_on(words, page[at:], pages[number + 1 :]):
                return True
            at = page.find(words[:_FIRST], at + 1)
    return False


def _stands_parted(words: str, pages: list[str]) -> bool:
    """Whether a footnote of half a page and more is there, but for the piece that lies across two pages."""
    pieces = [words[at : at + _PIECE] for at in range(0, len(words), _PIECE)]
    lost = sum(all(piece not in page for page in pages) for piece in pieces)
    return len(words) >= _LONG_NOTE and lost <= len(words) // _LONG_NOTE


def _goes_on(words: str, page: str, later: list[str]) -> bool:
    """Whether words begin at the beginning of a page's rest and go on at the top of the later pages."""
    length = min(len(words), len(page))
    same = next((n for n in range(length) if words[n] != page[n]), length)
    if same == len(words):
        return True
    return bool(later) and any(_goes_on(words[n:], later[0], later[1:]) for n in range(same, 0, -1))


def _without_number(words: list[str], number: int) -> list[str]:
    """A page's words without its stamped number, which would part a paragraph that goes over to the next."""
    stamp = str(number)
    if words[-1:] == [stamp]:
        return words[:-1]
    return words[1:] if words[:1] == [stamp] else words


def _letters(text: str) -> str:
    """Letters and figures alone: line breaks and page furniture aside, the same in every layout.

    Rare letters are left out, because a font may lack them: their code is printed then.
    """
    known = unicodedata.normalize("NFC", _CODE.sub("", text))
    return "".join(letter for letter in known if letter.isalnum() and letter < _RARE)
