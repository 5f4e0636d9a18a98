"""The submission as it would be printed now, with what is being typed and is not saved yet."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evidencepack.actions.order import in_order, place_after
from evidencepack.export.bundle import STYLES
from evidencepack.export.page_style import Style
from evidencepack.export.pdf import Typeset, typeset
from evidencepack.model.tables import Paragraph
from evidencepack.model.words import storable
from evidencepack.store.pack import Pack
from evidencepack.submission.blocks import Submission
from evidencepack.submission.compose import compose, count_words
from evidencepack.submission.contents import Contents, load_contents

NEW = "P0"
"""The handle in :attr:`Typeset.places` of a paragraph that was not saved yet."""


@dataclass(frozen=True)
class Typed:
    """A paragraph as it is being typed.

    Attributes:
        text: Its words now.
        level: Its level now, 1 to 4.
        handle: The paragraph's handle; empty while it is not in the pack yet.
        section: For a new one, the handle of its section.
        after: For a new one, the handle of the paragraph it follows; empty if it comes last.
    """

    text: str
    level: int = 1
    handle: str = ""
    section: str = ""
    after: str = ""


@dataclass(frozen=True)
class Composed:
    """A submission with what is being typed.

    Attributes:
        submission: Ready to be set on pages.
        style: How its receiver wants it to look.
        words: How many words count towards its length.
    """

    submission: Submission
    style: Style
    words: int


def compose_typed(pack: Pack, typed: Typed | None = None) -> Composed:
    """Compose the submission as it would be if what is being typed were saved. Nothing is saved.

    Args:
        pack: The pack.
        typed: The paragraph being typed, if there is one.
    """
    # Whatever the database is asked for meanwhile, the unsaved words must not be sent to it.
    with pack.reading() as session, session.no_autoflush:
        contents = load_contents(session)
        if typed is not None:
            _put(contents, typed)
        submission = compose(contents)
        style = replace(STYLES[contents.profile.page_style], page_numbers=contents.profile.page_numbers)
        session.expunge_all()
    return Composed(submission, style, count_words(list(submission.blocks)))


def _put(contents: Contents, typed: Typed) -> None:
    """Put the paragraph being typed where it will stand; one whose place is gone is left out."""
    there = {paragraph.handle: paragraph for section in contents.sections for paragraph in section.paragraphs}
    words = storable(typed.text).strip()
    if paragraph := there.get(typed.handle):
        paragraph.text, paragraph.level = words or paragraph.text, typed.level
        return
    home = next((section for section in contents.sections if section.handle == typed.section), None)
    if home is None or not words:
        return
    row = in_order(home.paragraphs)
    before = there.get(typed.after)
    if before not in row:
        before = row[-1] if row else None
    new = Paragraph(handle=NEW, section_id=home.id, section=home, level=typed.level, text=words)
    place_after(new, before, row)


def set_pages(composed: Composed) -> Typeset:
    """Set the submission on pages; the pack is not needed any more.

    Raises:
        CannotWrite: The typesetter cannot set the document.
    """
    return typeset(composed.submission, composed.style)
