"""The entry point: a command, or the window."""

from __future__ import annotations

import importlib
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

WINDOW_COMMAND = "open"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command if one is named, else open the window.

    Args:
        arguments: What was typed behind the program's name; taken from the command line when left out.

    Returns:
        The exit code.
    """
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    words = [argument for argument in arguments if argument != "--json"]
    asks_for_window = words[:1] == [WINDOW_COMMAND] and not {"-h", "--help"} & set(words)
    if arguments == ["demo"]:
        return _demo_and_window()
    if arguments and not asks_for_window:
        from evidencepack.cli.main import run

        return run(arguments)
    return _open_window(words[1] if len(words) > 1 else None, as_json=words != arguments)


def _demo_and_window() -> int:
    """Build the demonstration, say where it is, and show it; without a screen it is built all the same."""
    from evidencepack.cli.main import run

    folder = Path(tempfile.mkdtemp(prefix="evidencepack-demo-"))
    code = run(["demo", "--out", str(folder)])
    if code == 0:
        _open_window(str(folder / "pupil-data.evpack"), as_json=False)
    return code


def _open_window(pack: str | None, *, as_json: bool) -> int:
    """Open the window; where it cannot be loaded, say so, since every command works without it."""
    try:
        window = importlib.import_module("evidencepack.gui.app")
    except ImportError as problem:
        from evidencepack.cli.output import complain
        from evidencepack.errors import PackError

        cause = PackError(
            f"The window cannot be opened here ({problem}); the commands work without it: "
            "“evidencepack --help” lists them."
        )
        complain(cause, as_json=as_json)
        return cause.exit_code
    return int(window.run_window(pack))


if __name__ == "__main__":
    sys.exit(main())
