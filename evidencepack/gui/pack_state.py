"""How a person left the window of each pack: kept with the program's settings, never in the pack."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

_KEY = "packs/windows"
_MOST = 50  # packs; those left longest ago are forgotten

State = dict[str, Any]


def left_as(path: Path) -> State:
    """How the window of a pack was left; empty for a pack that is new here."""
    return _read().get(str(path.resolve()), {})


def leave_as(path: Path, state: State) -> None:
    """Remember how the window of a pack is left."""
    known = _read()
    known.pop(str(path.resolve()), None)
    known[str(path.resolve())] = state
    while len(known) > _MOST:
        del known[next(iter(known))]
    QSettings().setValue(_KEY, json.dumps(known))


def _read() -> dict[str, State]:
    try:
        known = json.loads(str(QSettings().value(_KEY, "{}")))
    except ValueError:  # written by hand, or cut short
        return {}
    if not isinstance(known, dict):
        return {}
    return {str(path): state for path, state in known.items() if isinstance(state, dict)}
