"""The PDF writer: a composed submission, or the front part of a bundle, set on pages.

The words go to the typesetter as data, never as markup, so no source can change how the document is made.
The result is tagged for those who listen to it and fit to be kept (PDF/UA-1 and PDF/A-2a), and the same
submission gives the same bytes.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from evidencepack.errors import CannotWrite
from evidencepack.export.coverage import Replaced
from evidencepack.export.page_data import LINK_SCHEME, Composer
from evidencepack.export.page_style import COMMONS, COURT, PD32, Style
from evidencepack.submission.blocks import Submission
from evidencepack.typesetting.typesetter import TYPESETTER, RefusedError, TypesettingError

__all__ = ["COMMONS", "COURT", "LINK_SCHEME", "PD32", "Style", "Typeset", "typeset"]

_STANDARDS = ("ua-1", "a-2a")
_UNDATED = date(2000, 1, 1)


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
        CannotWrite: If the typesetter refuses the document, crashes over it or takes too long.
    """
    try:
        return _set_or_strictly(submission, style, bundle=bundle)
    except TypesettingError as error:
        raise CannotWrite(
            f"“{submission.title}” could not be set as a PDF because {error}; "
            "export it as a Word file and report this."
        ) from error


def _set_or_strictly(submission: Submission, style: Style, *, bundle: bool) -> Typeset:
    try:
        return _set(Composer(submission, style, bundle=bundle), submission)
    except RefusedError:
        # An unforeseen mixture of marks and letters. The document must come out all the same: every mark
        # that is not part of a letter is then printed as its code, and told.
        return _set(Composer(submission, style, bundle=bundle, strict=True), submission)


def _set(composer: Composer, submission: Submission) -> Typeset:
    data = composer.data()
    with tempfile.TemporaryDirectory(prefix="evidencepack-") as folder:
        for number, png in enumerate(composer.pictures, start=1):
            (Path(folder) / f"{number}.png").write_bytes(png)
        laid = TYPESETTER.lay_out(
            "submission.typ",
            data,
            moment=_moment(submission.date),
            root=Path(folder),
            standards=_STANDARDS,
            label="<places>",
        )
    places = laid.value
    pages = places.pop("")
    return Typeset(laid.pdf, pages, places, tuple(dict.fromkeys(composer.replaced)))


def _moment(day: str) -> datetime:
    """The only date in the file: midnight of the day the document bears."""
    try:
        bears = date.fromisoformat(day)
    except ValueError:  # empty, or no more than a month is known
        bears = _UNDATED
    return datetime(bears.year, bears.month, bears.day, tzinfo=UTC)
