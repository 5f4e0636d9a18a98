"""The places that a person visited while reading, to go back to and forward again."""

from __future__ import annotations

from dataclasses import dataclass

_MOST = 200


@dataclass(frozen=True)
class Visited:
    """A place in a source.

    Attributes:
        source: Its handle.
        page: From 1.
        above: How much of that page lay above the view.
    """

    source: str
    page: int
    above: float

    def is_near(self, other: Visited) -> bool:
        """Whether going from one to the other is no jump."""
        same = (self.source, self.page) == (other.source, other.page)
        return same and abs(self.above - other.above) < 0.5


class Trail:
    """Places left by jumping, in order; scrolling leaves none."""

    def __init__(self) -> None:
        self._behind: list[Visited] = []
        self._ahead: list[Visited] = []

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        return bool(self._behind)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place to go forward to."""
        return bool(self._ahead)

    def leave(self, here: Visited) -> None:
        """Remember a place that is left by a jump; what lay ahead is forgotten."""
        self._ahead.clear()
        if here.source and not (self._behind and self._behind[-1].is_near(here)):
            self._behind.append(here)
            del self._behind[:-_MOST]

    def back(self, here: Visited) -> Visited | None:
        """The place before; ``here`` lies ahead then."""
        return _step(self._behind, self._ahead, here)

    def forward(self, here: Visited) -> Visited | None:
        """The place that was gone back from; ``here`` lies behind then."""
        return _step(self._ahead, self._behind, here)

    def clear(self) -> None:
        """Forget all places."""
        self._behind.clear()
        self._ahead.clear()


def _step(towards: list[Visited], away: list[Visited], here: Visited) -> Visited | None:
    while towards:
        place = towards.pop()
        if not place.is_near(here):
            away.append(here)
            return place
    return None
