"""The typesetter works in a process of its own, which may crash, hang or be ended without harm."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from evidencepack.typesetting.typesetter import Laid, RefusedError, Typesetter, TypesettingError
from evidencepack.workers import child

posix = pytest.mark.skipif(os.name != "posix", reason="signals")
ROOT = Path(__file__).resolve().parents[2]
MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture
def typesetter() -> Iterator[Typesetter]:
    typesetter = Typesetter()
    yield typesetter
    typesetter.close()


def paragraphs(*texts: str) -> dict[str, Any]:
    fonts = {"body": ["Liberation Serif"], "mono": ["Liberation Mono"]}
    blocks = [{"kind": "para", "runs": [{"text": [[text]]}]} for text in texts]
    return {"title": "Letter", "fonts": fonts, "blocks": blocks}


def laid(typesetter: Typesetter, *texts: str) -> Laid:
    return typesetter.lay_out("reading.typ", paragraphs(*texts), moment=MOMENT)


def worker(typesetter: Typesetter) -> int:
    assert typesetter.worker is not None
    return typesetter.worker


def test_the_worker_starts_with_the_first_document_and_stays_for_the_next(typesetter: Typesetter) -> None:
    assert typesetter.worker is None
    first = laid(typesetter, "words")
    started = worker(typesetter)
    assert first.pdf.startswith(b"%PDF")
    assert first.value is None
    assert laid(typesetter, "words") == first
    assert typesetter.worker == started


def test_a_fresh_worker_gives_the_same_bytes(typesetter: Typesetter) -> None:
    first = laid(typesetter, "words")
    typesetter.close()
    assert typesetter.worker is None
    assert laid(typesetter, "words") == first


def test_a_refusal_is_told_apart_from_a_failure_and_the_worker_stays(typesetter: Typesetter) -> None:
    laid(typesetter, "words")
    started = worker(typesetter)
    wrong = {**paragraphs(), "blocks": [{"kind": "para", "runs": 3}]}
    with pytest.raises(RefusedError, match="the typesetter says “"):
        typesetter.lay_out("reading.typ", wrong, moment=MOMENT)
    assert typesetter.worker == started
    assert laid(typesetter, "words").pdf


def test_a_long_document_leaves_no_memory_behind(typesetter: Typesetter) -> None:
    assert laid(typesetter, *(f"{n} passed on" * 9 for n in range(4500))).pdf
    assert typesetter.worker is None


@posix
def test_a_worker_that_died_between_documents_is_replaced(typesetter: Typesetter) -> None:
    first = laid(typesetter, "words")
    os.kill(worker(typesetter), signal.SIGKILL)
    assert laid(typesetter, "words") == first


@posix
def test_a_crash_in_the_middle_of_a_document_costs_one_retry(typesetter: Typesetter) -> None:
    first = laid(typesetter, "words")
    started = worker(typesetter)
    os.kill(started, signal.SIGSTOP)  # it is now in the middle of the document
    threading.Timer(0.2, os.kill, (started, signal.SIGKILL)).start()
    assert laid(typesetter, "words") == first
    assert typesetter.worker not in (None, started)


@posix
def test_a_worker_that_hangs_is_ended_and_the_next_document_is_set(typesetter: Typesetter) -> None:
    first = laid(typesetter, "words")
    os.kill(worker(typesetter), signal.SIGSTOP)
    typesetter.time_limit = 0.3
    with pytest.raises(TypesettingError, match=r"more than 0\.3 seconds") as problem:
        laid(typesetter, "words")
    assert not isinstance(problem.value, RefusedError)
    typesetter.time_limit = 60
    assert laid(typesetter, "words") == first


def test_a_second_crash_is_reported_and_the_next_document_is_set(
    typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(child, "_surroundings", lambda: {**os.environ, "PYTHONHOME": "/nowhere"})
        with pytest.raises(TypesettingError, match="crashed or ran out of memory twice"):
            laid(typesetter, "words")
    assert laid(typesetter, "words").pdf


def test_several_threads_get_each_their_own_document(typesetter: Typesetter) -> None:
    texts = [f"Document number {n}" for n in range(6)]
    alone = [laid(typesetter, text) for text in texts]
    with ThreadPoolExecutor(6) as threads:
        together = list(threads.map(lambda text: laid(typesetter, text), texts))
    assert together == alone
    assert len({result.pdf for result in together}) == len(texts)


def run_alone(program: str) -> list[str]:
    """Run a program in a fresh interpreter that finds the package and this file."""
    head = f"import sys; sys.path[:0] = {[str(ROOT), str(Path(__file__).parent)]!r}\n"
    done = subprocess.run([sys.executable, "-c", head + program], capture_output=True, text=True, check=True)
    return done.stdout.split()


def is_gone(process: str) -> bool:
    stat = Path("/proc") / process / "stat"
    for _ in range(200):
        try:
            if stat.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.05)
    return False


def test_the_program_itself_never_loads_the_typesetters_library() -> None:
    loaded = run_alone("""
import evidencepack.export.pdf, evidencepack.intake.reading_copy
from test_typesetter import laid
from evidencepack.typesetting.typesetter import TYPESETTER
assert TYPESETTER.worker is None
assert laid(TYPESETTER, "words").pdf
print(*[name for name in sys.modules if name.startswith("typst")])
""")
    assert loaded == []


def test_the_worker_loads_nothing_but_the_typesetter_and_what_talks_to_it() -> None:
    loaded = run_alone("""
import evidencepack.typesetting.worker
print(*[name for name in sys.modules if name.startswith("evidencepack.")])
print(*{"PySide6", "sqlalchemy", "pypdf", "lxml"} & set(sys.modules))
""")
    assert sorted(loaded) == [
        "evidencepack.typesetting",
        "evidencepack.typesetting.worker",
        "evidencepack.workers",
        "evidencepack.workers.serving",
        "evidencepack.workers.wire",
    ]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.parametrize("leaving", ["os._exit(0)", "pass"])
def test_an_idle_worker_ends_with_the_program(leaving: str) -> None:
    [process] = run_alone(f"""
import os
from test_typesetter import laid
from evidencepack.typesetting.typesetter import TYPESETTER
laid(TYPESETTER, "words")
print(TYPESETTER.worker, flush=True)
{leaving}
""")
    assert is_gone(process)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_busy_worker_is_ended_when_the_program_is_closed() -> None:
    [process] = run_alone("""
import os, signal, threading
from test_typesetter import laid
from evidencepack.typesetting.typesetter import TYPESETTER
laid(TYPESETTER, "words")
worker = TYPESETTER.worker
os.kill(worker, signal.SIGSTOP)  # busy for as long as one likes
threading.Thread(target=laid, args=(TYPESETTER, "words"), daemon=True).start()
while not TYPESETTER._lock.locked():
    pass
print(worker, flush=True)
""")
    assert is_gone(process)
