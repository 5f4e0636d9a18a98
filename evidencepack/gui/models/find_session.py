"""What the search remembers while the window is open: the last searches, and the pack made ready."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from evidencepack.gui.desk import Desk
from evidencepack.gui.models.pack_view import PackView
from evidencepack.store.pack import Pack
from evidencepack.submission.search import Finder, Group

_MOST_RECENT = 8


class FindSession:
    """Searches of one pack. Nothing of it is written anywhere, and another pack finds it empty.

    Attributes:
        recent: What was searched for with success, the latest first.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._pack: Pack | None = None
        self._prepared: tuple[PackView, Finder] | None = None
        self.recent: list[str] = []
        desk.changed.connect(self._hear)

    def _hear(self, _view: object) -> None:
        if self._desk.pack is not self._pack:
            self._pack, self._prepared = self._desk.pack, None
            self.recent.clear()

    def remember(self, typed: str) -> None:
        """Keep a search that led somewhere."""
        typed = " ".join(typed.split())
        if typed:
            self.recent = [typed, *(each for each in self.recent if each != typed)][:_MOST_RECENT]

    def prepare(self, pack: Pack) -> None:
        """Make the pack ready before the first word is typed; beside the window's own thread."""
        with pack.reading() as session:
            self._finder(self._desk.view).prepare(session.connection())

    def question(self, typed: str, most: int, more: Mapping[str, int]) -> Callable[[Pack], list[Group]]:
        """What to ask the pack, beside the window's own thread, so that the words are found."""
        view = self._desk.view

        def ask(pack: Pack) -> list[Group]:
            with pack.reading() as session:
                return self._finder(view).find(session.connection(), typed, most, more)

        return ask

    def _finder(self, view: PackView) -> Finder:
        prepared = self._prepared
        if prepared is not None and prepared[0] is view:
            return prepared[1]
        finder = Finder(view.rows, view.matter, prepared[1] if prepared else None)
        self._prepared = (view, finder)
        return finder
