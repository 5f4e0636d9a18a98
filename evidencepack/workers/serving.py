"""The worker's end: takes one request after the other, answers it, and goes when the program goes.

Requests come on standard input and answers go to standard output, one for one. A worker ends when the
program closes its standard input, even while a library is busy.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from typing import IO, Any

from evidencepack.workers.wire import WireError, receive, send


def serve(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Answer requests until the program goes away.

    Args:
        answer: Does what one request asks. What it raises ends the worker.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program decides what Ctrl+C means
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    requests: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    while True:
        send(answers, answer(requests.get()))


def _listen(stream: IO[bytes], requests: queue.SimpleQueue[dict[str, Any]]) -> None:
    """Pass requests on, and end the process as soon as the program is gone."""
    try:
        while (ask := receive(stream)) is not None:
            requests.put(ask)
    except (WireError, OSError) as problem:
        print(f"the program cannot be heard: {problem}", file=sys.stderr, flush=True)  # noqa: T201
        os._exit(1)
    os._exit(0)
