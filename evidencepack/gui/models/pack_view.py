"""What the window shows of a pack: a plain copy of its rows, made beside the window's own thread."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidencepack.errors import BadInput
from evidencepack.progress import Progress
from evidencepack.settings import samples
from evidencepack.store.pack import Pack, open_pack
from evidencepack.submission import overview
from evidencepack.submission.contents import load_contents

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class PackView:
    """A pack as it was when it was looked at.

    Attributes:
        title: What the pack is about, or its file's name.
        receiver: The name of the receiver's rules.
        rows: The rows of each noun that ``list`` knows, and of the history, newest first.
        undo: The name of the deed that Undo would undo, if there is one.
        redo: The name of the deed that Redo would do again, if there is one.
    """

    title: str
    receiver: str
    rows: dict[str, Rows]
    undo: str | None
    redo: str | None


def look_at(pack: Pack) -> PackView:
    """Copy what the window shows."""
    with pack.reading() as session:
        contents = load_contents(session)
        rows = {noun: list_rows(contents) for noun, list_rows in overview.NOUNS.items()}
    rows["history"] = [
        {"n": deed.n, "when": deed.at, "who": deed.person, "action": deed.name}
        for deed in reversed(pack.history())
    ]
    done, undone = pack.undo_stacks()
    return PackView(
        title=contents.matter.title or pack.path.stem,
        receiver=contents.profile.name,
        rows=rows,
        undo=done[-1].name if done else None,
        redo=undone[-1].name if undone else None,
    )


def open_and_look(path: Path) -> tuple[Pack, PackView]:
    """Open a pack, read-only if it is open elsewhere, and copy what the window shows."""
    return _look_or_close(open_pack(path, or_read_only=True))


def build_sample(progress: Progress) -> tuple[Pack, PackView]:
    """Build the sample pack in a new folder for temporary files; on failure nothing is left behind."""
    from evidencepack.actions.recipe_reading import build_recipe  # loads the importers: not at every start

    recipe = samples() / "pupil-data" / "recipe.toml"
    folder = Path(tempfile.mkdtemp(prefix="evidencepack-sample-"))
    try:
        return _look_or_close(build_recipe(recipe, folder / f"{recipe.parent.name}.evpack", progress))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def undo(pack: Pack) -> tuple[str, PackView]:
    """Undo the last deed: its name, and the pack as it is then."""
    return _turn(pack, pack.undo)


def redo(pack: Pack) -> tuple[str, PackView]:
    """Do again what was undone last: its name, and the pack as it is then."""
    return _turn(pack, pack.redo)


def _turn(pack: Pack, turn: Callable[[], str | None]) -> tuple[str, PackView]:
    name = turn()
    if name is None:
        raise BadInput(f"{pack.path.name} has nothing left to undo or redo in this direction.")
    return name, look_at(pack)


def _look_or_close(pack: Pack) -> tuple[Pack, PackView]:
    try:
        return pack, look_at(pack)
    except BaseException:
        pack.close()
        raise
