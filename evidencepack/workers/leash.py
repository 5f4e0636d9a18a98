"""Runs another program and ends it, with all that it started, when the one who asked for it is gone.

Started as ``python -m evidencepack.workers.leash PROGRAM ARGUMENT…``, in a session of its own; its standard
input is held open by whoever wants the program to go on. Its exit code is the program's.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading


def _end_with_the_owner(child: subprocess.Popen[bytes]) -> None:
    while os.read(0, 1024):
        continue
    end(child)


def end(child: subprocess.Popen[bytes]) -> None:
    """End everything in this session, this process among it."""
    if hasattr(os, "killpg"):
        os.killpg(os.getpgrp(), signal.SIGKILL)
    child.kill()
    os._exit(1)


def main() -> None:
    """Run the program."""
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
    threading.Thread(target=_end_with_the_owner, args=(child,), daemon=True).start()
    os._exit(child.wait() & 0xFF)


if __name__ == "__main__":
    main()
