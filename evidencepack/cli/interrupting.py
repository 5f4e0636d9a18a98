"""Ctrl+C: it interrupts at once, and where Python loses the interruption the work still hears of it.

Python raises ``KeyboardInterrupt`` wherever it happens to be. Where that is a finaliser or a callback from C,
the exception is printed and forgotten (https://docs.python.org/3/library/signal.html), and long work would go
on to its end as if nobody had asked.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator

_asked = threading.Event()


@contextlib.contextmanager
def hear_interruptions() -> Iterator[None]:
    """Remember Ctrl+C while a command runs, besides raising it."""
    if threading.current_thread() is not threading.main_thread():  # elsewhere no signal can be heard
        yield
        return

    def interrupt(_signal: int, _frame: object) -> None:
        _asked.set()
        raise KeyboardInterrupt

    _asked.clear()
    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def interrupted() -> bool:
    """Whether the person has asked this command to stop."""
    return _asked.is_set()
