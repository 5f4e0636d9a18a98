"""The entry point: a command, or the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence

WINDOW_COMMANDS = ("open",)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command if one is named, else open the window."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if not arguments or (arguments[0] in WINDOW_COMMANDS and "--help" not in arguments[1:]):
        from evidencepack.gui.app import run_window

        return run_window(arguments[1] if len(arguments) > 1 else None)
    from evidencepack.cli.main import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
