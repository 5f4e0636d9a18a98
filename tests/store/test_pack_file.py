"""The pack file: one file at rest, one person at a time, damage noticed, old packs brought up to date."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from evidencepack.actions.entries import add_entry
from evidencepack.actions.packs import new_pack
from evidencepack.errors import BadInput, CannotWrite, NotFound, PackDamaged, PackLocked, PackNewer
from evidencepack.store.blobs import CHUNK, read_pieces, store_file
from evidencepack.store.history import broken_link
from evidencepack.store.migrate import MIGRATIONS, NEWEST, migrate
from evidencepack.store.pack import Pack, open_pack

HOLDER = """
import sys, time
from pathlib import Path
from evidencepack.store.pack import open_pack
pack = open_pack(Path(sys.argv[1]))
print("open", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "case.evpack"
    with new_pack(path, "Case") as pack:
        add_entry(pack, date="2016", text="It happened.")
    return path


def test_a_closed_pack_is_a_single_file_with_the_programs_mark(path: Path) -> None:
    assert [file.name for file in path.parent.iterdir()] == ["case.evpack"]
    assert path.read_bytes()[68:72] == b"EVPK"


def test_a_pack_open_in_another_process_is_refused_and_says_who_has_it(path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(path)]
    named = {**os.environ, "EVIDENCEPACK_PERSON": "A Caseworker"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=named) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(PackLocked, match="A Caseworker"):
            open_pack(path)
        with open_pack(path, or_read_only=True) as pack:
            assert pack.read_only
            with pytest.raises(PackLocked, match="nothing was changed"):
                add_entry(pack, date="2017", text="Not now.")
        other.kill()
    with open_pack(path) as pack:  # the lock went with its process
        assert not pack.read_only


def test_a_flipped_bit_in_a_stored_document_is_noticed(path: Path, tmp_path: Path) -> None:
    document = tmp_path / "long.bin"
    document.write_bytes(os.urandom(2 * CHUNK + 5))
    with open_pack(path) as pack:
        with pack.change("Store") as session:
            sha256 = store_file(session, document)
            add = "INSERT INTO topic (id, name) VALUES ('x', 'so that the step is not empty')"
            session.execute(text(add))
        with pack.reading() as session:
            assert b"".join(read_pieces(session, sha256)) == document.read_bytes()
    with sqlite3.connect(path) as connection:
        data = bytearray(connection.execute("SELECT data FROM blob_chunk WHERE n = 1").fetchone()[0])
        data[100] ^= 1
        connection.execute("UPDATE blob_chunk SET data = ? WHERE n = 1", (bytes(data),))
    connection.close()
    with open_pack(path) as pack, pack.reading() as session, pytest.raises(PackDamaged):
        list(read_pieces(session, sha256))


def test_what_is_not_a_pack_or_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        open_pack(tmp_path / "none.evpack")
    (tmp_path / "text.evpack").write_text("hello", "utf-8")
    with pytest.raises(BadInput, match="not an Evidence Pack"):
        open_pack(tmp_path / "text.evpack")


def test_a_damaged_pack_is_told_and_not_changed(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(PackDamaged):
        open_pack(path)
    assert path.read_bytes() == bytes(data)


def test_a_change_that_fails_half_way_changes_nothing(path: Path) -> None:
    with open_pack(path) as pack:
        with pytest.raises(RuntimeError), pack.change("Fail") as session:  # noqa: PT012 - fails at its end
            session.execute(text("DELETE FROM entry"))
            raise RuntimeError
        with pack.reading() as session:
            assert session.execute(text("SELECT count(*) FROM entry")).scalar() == 1
        assert [deed.name for deed in pack.history()] == ["New pack", "Add entry"]


def test_an_altered_history_is_found_and_an_erased_change_is_not_an_alteration(path: Path) -> None:
    with open_pack(path) as pack, pack.reading() as session:
        assert broken_link(session.connection()) is None
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE history_change SET before = NULL, after = NULL WHERE table_name = 'entry'")
    connection.close()
    with open_pack(path) as pack, pack.reading() as session:
        assert broken_link(session.connection()) is None
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE history_step SET person = 'Somebody else' WHERE n = 2")
    connection.close()
    with open_pack(path) as pack, pack.reading() as session:
        assert broken_link(session.connection()) == 2


GOOD = """
from alembic import op
import sqlalchemy as sa
revision = "9998"
down_revision = "NEWEST"
def upgrade():
    with op.batch_alter_table("section") as batch:
        batch.add_column(sa.Column("colour", sa.String, nullable=False, server_default=""))
""".replace("NEWEST", NEWEST)
LOSING = GOOD.replace("def upgrade():", "def upgrade():\n    op.execute('DELETE FROM entry')")
BREAKING = GOOD.replace("def upgrade():", "def upgrade():\n    op.execute('DROP TABLE entry')\n    1 / 0")


def migrations(folder: Path, script: str) -> Path:
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_text((MIGRATIONS / "env.py").read_text("utf-8"), "utf-8")
    for known in (MIGRATIONS / "versions").glob("0*.py"):
        (folder / "versions" / known.name).write_text(known.read_text("utf-8"), "utf-8")
    (folder / "versions" / "9998_next.py").write_text(script, "utf-8")
    return folder


def dump(path: Path) -> str:
    connection = sqlite3.connect(path)
    lines = [line for line in connection.iterdump() if "page_index" not in line]
    connection.close()
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def test_an_older_pack_is_backed_up_and_brought_up_to_date(path: Path, tmp_path: Path) -> None:
    before = dump(path)
    backup = migrate(path, "9998", migrations(tmp_path / "migrations", GOOD))
    assert backup is not None
    assert dump(backup) == before
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM section WHERE colour = ''").fetchone()[0] == 8
    assert connection.execute("SELECT count(*) FROM entry").fetchone()[0] == 1
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone()[0] == "9998"
    last = connection.execute("SELECT kind FROM history_step ORDER BY n DESC LIMIT 1").fetchone()[0]
    assert last == "barrier"
    connection.close()


@pytest.mark.parametrize(("script", "error"), [(LOSING, PackDamaged), (BREAKING, ZeroDivisionError)])
def test_a_migration_that_loses_rows_or_fails_leaves_the_pack_as_it_was(
    path: Path, tmp_path: Path, script: str, error: type[Exception]
) -> None:
    before = dump(path)
    with pytest.raises(error):
        migrate(path, "9998", migrations(tmp_path / "migrations", script))
    assert dump(path) == before


def test_a_newer_pack_is_refused_unharmed(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(PackNewer, match="later version"):
        open_pack(path)
    assert path.read_bytes() == before
    assert NEWEST != "9999"


def test_a_full_disk_is_told_in_a_sentence_and_what_was_saved_stays(path: Path) -> None:
    resource = pytest.importorskip("resource", reason="only Unix can limit how large a file may grow")

    def fill(pack: Pack) -> None:
        for number in range(200):
            add_entry(pack, date="2017", text=f"Entry {number}. " + "It happened again. " * 200)

    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    pack = open_pack(path)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 40_000, unlimited[1]))
        with pytest.raises(CannotWrite, match="free some space"):
            fill(pack)
        pack.close()  # nor does this fail, though nothing more can be written
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    with open_pack(path) as pack, pack.reading() as session:
        assert not pack.read_only
        texts = list(session.scalars(text("SELECT text FROM entry ORDER BY rowid")))
    assert texts[0] == "It happened."
    assert len(texts) > 1
    assert [file.name for file in path.parent.iterdir()] == ["case.evpack"]
