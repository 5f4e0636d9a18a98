"""How long work tells the person how far it has come, and hears that it should stop."""

from __future__ import annotations

from typing import Protocol

from evidencepack.errors import Cancelled


class Progress(Protocol):
    """What long work is given. The window draws it, the command line prints it, tests ignore it."""

    def total(self, steps: int) -> None:
        """Say how many steps there will be."""

    def step(self, steps: int = 1) -> None:
        """Say that so many more steps are done."""

    def note(self, text: str) -> None:
        """Say what is being done now, in words for the person."""

    def cancelled(self) -> bool:
        """Whether the person asked to stop."""
        ...


class NoProgress:
    """Nobody is watching."""

    def total(self, steps: int) -> None:
        """Ignore the number of steps."""

    def step(self, steps: int = 1) -> None:
        """Ignore the step."""

    def note(self, text: str) -> None:
        """Ignore the note."""

    def cancelled(self) -> bool:
        """Nobody cancels."""
        return False


def stop_if_cancelled(progress: Progress) -> None:
    """Leave the work at a place where nothing is half done.

    Raises:
        Cancelled: If the person asked to stop.
    """
    if progress.cancelled():
        raise Cancelled
