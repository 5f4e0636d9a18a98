"""The program as a process of its own: what it loads, and what it does when it is interrupted."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evidencepack.cli.interrupting import hear_interruptions
from evidencepack.cli.output import PrintedProgress
from evidencepack.errors import Cancelled
from evidencepack.progress import stop_if_cancelled

PROGRAM = [sys.executable, "-m", "evidencepack"]
HEAVY = ("PySide6", "shiboken6", "sqlalchemy", "typst", "docx", "pypdf", "lxml", "pypdfium2", "pikepdf")


def run(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the program in a fresh process."""
    return subprocess.run([*PROGRAM, *map(str, words)], capture_output=True, encoding="utf-8", check=False)


def loaded_by(*words: object) -> set[str]:
    """The packages that a command loads in a fresh interpreter."""
    code = (
        "import sys\n"
        "from evidencepack.__main__ import main\n"
        f"assert main({[str(word) for word in words]!r}) == 0\n"
        "print('LOADED', *{name.partition('.')[0] for name in sys.modules})\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    return set(done.stdout.rpartition("LOADED ")[2].split())


def test_help_and_usage_load_nothing_heavy() -> None:
    assert not loaded_by("--help") & set(HEAVY)
    assert not loaded_by("export", "--help") & set(HEAVY)


def test_a_list_loads_no_qt_and_no_writer(pack: Path) -> None:
    assert not loaded_by("list", pack, "quotes") & {"PySide6", "shiboken6", "typst", "docx", "pypdfium2"}


def test_an_export_loads_no_qt(pack: Path) -> None:
    loaded = loaded_by("export", pack, "--word", pack.with_name("x.docx"))
    assert not loaded & {"PySide6", "shiboken6", "pypdfium2"}


def test_the_program_answers_json_from_a_process_of_its_own(pack: Path) -> None:
    done = run("list", pack, "quotes", "--json")
    assert done.returncode == 0
    assert done.stderr == ""
    assert [quote["handle"] for quote in json.loads(done.stdout)] == ["Q1", "Q2"]
    wrong = run("--json", "quote", pack)
    assert wrong.returncode == 2
    assert json.loads(wrong.stdout)["error"]["code"] == "usage"
    assert wrong.stderr == ""


def test_a_terminal_without_unicode_is_served(pack: Path) -> None:
    surroundings = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*PROGRAM, "list", pack, "quotes"], capture_output=True, env=surroundings, check=False
    )
    assert done.returncode == 0
    assert b"\\u201cwill not be shared" in done.stdout


def test_words_that_are_not_unicode_do_no_harm(pack: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "entry", pack, "--date", "2016", "--text", b"caf\xe9 \xff", "--json"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["text"] == "caf\ufffd \ufffd"


def test_a_reader_that_leaves_early_gets_no_complaint(pack: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "list", pack, "history"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == b""
    assert program.returncode == 0


def test_an_interruption_that_python_loses_still_stops_the_work() -> None:
    progress = PrintedProgress()
    with hear_interruptions():
        assert not progress.cancelled()
        with contextlib.suppress(KeyboardInterrupt):  # as it is lost in a finaliser
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(Cancelled):
            stop_if_cancelled(progress)
    with hear_interruptions():
        assert not progress.cancelled()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT between processes")
def test_an_interrupted_import_keeps_what_was_imported(pack: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(500):
        (folder / f"{n}.txt").write_text(f"The words of document number {n}.", "utf-8")
    with subprocess.Popen(
        [*PROGRAM, "import", pack, folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as program:
        while len(json.loads(run("list", pack, "sources", "--json").stdout)) < 4:
            assert program.poll() is None
            time.sleep(0.05)
        os.killpg(program.pid, signal.SIGINT)  # as Ctrl+C does: to the program and its worker
        out, err = program.communicate(timeout=30)
    assert program.returncode == 130
    assert out == ""
    assert err == "evidencepack: Cancelled; what was finished before is kept.\n"
    sources = json.loads(run("list", pack, "sources", "--json").stdout)
    assert 4 <= len(sources) < 502
    assert run("set", pack, "title=Still open to change").returncode == 0
    assert run("verify", pack).returncode == 0
    assert [path.name for path in pack.parent.iterdir() if path.name.startswith(pack.name)] == [pack.name]
