"""Every form a pack has had is kept here as a pack, and still opens with everything in it."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from evidencepack.actions.packs import new_pack
from evidencepack.export.verify_pack import verify_pack
from evidencepack.store.pack import open_pack
from evidencepack.submission import overview
from evidencepack.submission.contents import load_contents

PACKS = Path(__file__).parent / "packs"


def schema(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    connection.close()
    return {" ".join(row[0].split()) for row in rows}


@pytest.mark.parametrize("name", sorted(path.name for path in PACKS.glob("*.evpack")))
def test_an_old_pack_opens_with_everything_in_it(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    shutil.copy(PACKS / name, path)
    with open_pack(path) as pack:
        assert verify_pack(pack).ok
        with pack.reading() as session:
            contents = load_contents(session)
            assert contents.matter.title == "An old pack"
            assert [row["text"] for row in overview.quotes(contents)] == ["18 requests since 2012"]
            assert [row["shown"] for row in overview.entries(contents)] == ["about 2012"]
            assert [row["number"] for row in overview.paragraphs(contents)] == ["1"]
            assert [row["mark"] for row in overview.annexes(contents)] == ["A"]
        assert "Tag quote" in {deed.name for deed in pack.history()}
    new_pack(tmp_path / "new.evpack").close()
    assert schema(path) == schema(tmp_path / "new.evpack")
