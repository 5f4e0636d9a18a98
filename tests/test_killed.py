"""The journey is killed at random moments: every acknowledged change is there, and no half-written file."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evidencepack.export.verify_any import verify_any
from evidencepack.store.pack import open_pack
from evidencepack.submission import overview
from evidencepack.submission.contents import load_contents

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")

KILLS = int(os.environ.get("EVIDENCEPACK_KILLS", "5"))
WORDS = [f"Sentence number {n} says that {n * 7} records were passed on." for n in range(1, 6)]
JOURNEY = """
import sys
from pathlib import Path
from evidencepack.__main__ import main
folder = Path(sys.argv[1]); words = sys.argv[2:]; pack = str(folder / "case.evpack")
print("start", flush=True)
def do(mark, *command):
    assert main([command[0], pack, *command[1:]]) == 0, command
    print("done", mark, flush=True)
do("new", "new", "--title", "Case")
do("set", "set", "submitter=Group", "date=21 November 2016")
do("sources", "import", str(folder / "documents"))
for n, text in enumerate(words, start=1):
    do(f"quote {n}", "quote", "--text", text, "--as", "claim", "--source", "S1")
do("relation", "relate", "Q2", "qualifies", "Q1", "--because", "So.")
for n in range(1, 4):
    do(f"entry {n}", "entry", "--date", f"{n} May 2016", "--text", "Event.", "--quote", "Q1")
do("paragraph", "paragraph", "--section", "paragraphs", "--text", "It was said: @Q1")
do("annex", "annex", "S1")
for n in (1, 2):
    out = folder / "out"
    do(f"export {n}", "export", "--pdf", str(out / "b.pdf"), "--word", str(out / "s.docx"))
do("filing", "export", "--filing", str(folder / "out" / "filing"))
"""


def start(folder: Path) -> subprocess.Popen[str]:
    documents = folder / "documents"
    documents.mkdir(parents=True)
    for n in range(3):
        (documents / f"{n}.txt").write_text("\n\n".join([f"Document {n}", *WORDS]), "utf-8")
    command = [sys.executable, "-c", JOURNEY, str(folder), *WORDS]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=folder)


@pytest.fixture(scope="module")
def whole_time(tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long the journey takes when nobody kills it."""
    process = start(tmp_path_factory.mktemp("whole"))
    began = time.monotonic()
    out, _ = process.communicate(timeout=300)
    assert out.splitlines()[-1] == "done filing"
    return time.monotonic() - began


def acknowledged(process: subprocess.Popen[str], moment: float) -> list[str]:
    """Let the journey run until the moment, kill it, and say what it had acknowledged."""
    time.sleep(moment)
    process.kill()
    out, _ = process.communicate(timeout=60)
    return [line.removeprefix("done ") for line in out.splitlines() if line.startswith("done ")]


@pytest.mark.parametrize("n", range(KILLS))
def test_what_was_acknowledged_survives_a_sudden_end(n: int, whole_time: float, tmp_path: Path) -> None:
    share = (n + random.Random(n).random()) / KILLS
    marks = acknowledged(start(tmp_path), share * whole_time)
    for file in (tmp_path / "out" / "b.pdf", tmp_path / "out" / "s.docx", tmp_path / "out" / "filing"):
        assert not file.exists() or verify_any(file, None).ok
    for mark, file in (("export 1", "b.pdf"), ("export 1", "s.docx"), ("filing", "filing")):
        assert mark not in marks or (tmp_path / "out" / file).exists()
    path = tmp_path / "case.evpack"
    if "new" not in marks and not path.exists():
        return
    with open_pack(path) as pack, pack.reading() as session:
        contents = load_contents(session)
        found = {noun: len(overview.NOUNS[noun](contents)) for noun in overview.NOUNS}
        assert "set" not in marks or contents.matter.submitter == "Group"
    for noun, word in (("quotes", "quote"), ("entries", "entry")):
        count = sum(mark.startswith(word) for mark in marks)
        assert count <= found[noun] <= count + 1
    for noun, mark in (("relations", "relation"), ("paragraphs", "paragraph"), ("annexes", "annex")):
        assert found[noun] == 1 or mark not in marks
    assert found["sources"] == 3 or "sources" not in marks
    assert verify_any(path, None).ok
