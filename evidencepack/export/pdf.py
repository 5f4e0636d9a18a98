"""The PDF writer: a composed submission, or the front part of a bundle, set on pages.

The words go to the typesetter as data, never as markup, so no source can change how the document is made.
The result is tagged for those who listen to it and fit to be kept (PDF/UA-1 and PDF/A-2a), and the same
submission gives the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

from evidencepack.errors import CannotWrite
from evidencepack.export.coverage import Replaced
from evidencepack.export.page_data import LINK_SCHEME, Composer
from evidencepack.export.page_style import COMMONS, COURT, PD32, Style
from evidencepack.settings import resources
from evidencepack.submission.blocks import Submission

__all__ = ["COMMONS", "COURT", "LINK_SCHEME", "PD32", "Style", "Typeset", "typeset"]

_STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
_UNDATED = date(2000, 1, 1)
_MANY_PAGES = 40
_REMEMBERED_RUNS = 10


@dataclass(frozen=True)
class Typeset:
    """A document on pages.

    Attributes:
        pdf: The file's bytes.
        pages: How many pages it has.
        places: The page, from 1, on which each target begins: a link's key such as ``paragraph:P4:0``,
            ``entry:E1:0``, ``quote:Q2:0``, ``section:T3:0`` or ``annex:A1:0`` (its front sheet in a bundle,
            its row in the list of annexes otherwise), and ``index`` and ``submission``.
        replaced: The characters no font could print.
    """

    pdf: bytes
    pages: int
    places: dict[str, int]
    replaced: tuple[Replaced, ...]


def typeset(submission: Submission, style: Style, *, bundle: bool = False) -> Typeset:
    """Set a submission on pages.

    Args:
        submission: What to set.
        style: How it looks.
        bundle: It is the front part of a bundle: no headers, footers or page numbers, and links to annexes
            and from the index are web links ``evpack:`` and the target's key, for the bundle to turn into
            links to pages.

    Raises:
        CannotWrite: If the typesetter refuses the document.
    """
    try:
        return _set(Composer(submission, style, bundle=bundle), submission)
    except typst.TypstError:
        # An unforeseen mixture of marks and letters. The document must come out all the same: every mark
        # that is not part of a letter is then printed as its code, and told.
        composer = Composer(submission, style, bundle=bundle, strict=True)
    try:
        return _set(composer, submission)
    except typst.TypstError as error:
        raise CannotWrite(
            f"“{submission.title}” could not be set as a PDF because the typesetter says “{error}”; "
            "export it as a Word file and report this."
        ) from error


@cache
def _fonts() -> typst.Fonts:
    """The shipped fonts, read once; nothing depends on what the machine has."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(resources() / "fonts")]
    )


def _set(composer: Composer, submission: Submission) -> Typeset:
    folder = resources() / "typst"
    data = json.dumps(composer.data(), sort_keys=True).encode("ascii")
    # The typesetter's own description of what it takes leaves out several files under their names.
    files: Any = {"main": (folder / "submission.typ").read_bytes(), "data.json": data}
    # A compiler of one's own, because one may not be used from two threads; the fonts are shared.
    compiler = typst.Compiler(files, root=str(folder), font_paths=_fonts())
    places = json.loads(compiler.query("<places>", field="value", one=True))
    moment = _moment(submission.date)
    pdf = cast("bytes", compiler.compile(files, format="pdf", pdf_standards=_STANDARDS, timestamp=moment))
    pages = places.pop("")
    if pages > _MANY_PAGES:
        _forget(folder)
    return Typeset(pdf, pages, places, tuple(dict.fromkeys(composer.replaced)))


def _forget(folder: Path) -> None:
    """Make the typesetter forget a long document: it keeps what its last ten runs worked out, and a pack
    exported a few times would otherwise fill the memory. Ten small runs take a twentieth of a second.
    """
    for _ in range(_REMEMBERED_RUNS + 1):
        typst.Compiler(root=str(folder), font_paths=_fonts()).compile(b".", format="pdf")


def _moment(day: str) -> datetime:
    """The only date in the file: midnight of the day the document bears."""
    try:
        bears = date.fromisoformat(day)
    except ValueError:  # empty, or no more than a month is known
        bears = _UNDATED
    return datetime(bears.year, bears.month, bears.day, tzinfo=UTC)
