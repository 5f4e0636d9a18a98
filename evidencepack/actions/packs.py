"""Starting a pack: the matter's row and the usual sections, in the usual order."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from evidencepack.actions.order import STEP
from evidencepack.model.tables import SECTION_KINDS, Matter, Section
from evidencepack.model.words import one_line
from evidencepack.store.handles import next_handle
from evidencepack.store.pack import Pack, create_pack
from evidencepack.submission.profiles import load_profile

_WHEN_WANTED = ("authorities", "proof-sheet")  # few submissions have them, so a person adds them
_USUAL_SECTIONS = tuple(kind for kind in SECTION_KINDS if kind not in _WHEN_WANTED)


def new_pack(path: Path, title: str = "", profile: str = "plain", *, with_sections: bool = True) -> Pack:
    """Make a pack and open it.

    Args:
        path: Where; ``.evpack`` is the usual ending, and any other name will do.
        title: What the pack is about.
        profile: The receiver's rules, by id.
        with_sections: Whether to start with the usual sections.

    Raises:
        BadInput: The file exists.
        NotFound: No such profile.
        CannotWrite: The folder cannot be written.
    """
    load_profile(profile)

    def fill(session: Session) -> None:
        session.add(Matter(title=one_line(title), profile=profile))
        for n, kind in enumerate(_USUAL_SECTIONS if with_sections else (), start=1):
            session.add(Section(handle=next_handle(session, "section"), kind=kind, position=n * STEP))

    return create_pack(path, fill)
