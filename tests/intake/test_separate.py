"""A file is read in a process of its own; whatever it does to that process costs only this file."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencepack.errors import BadInput, Cancelled, NeedsPassword, ReaderFailed
from evidencepack.intake import worker
from evidencepack.intake.separate import SeparateIntake
from evidencepack.workers import limits


@pytest.fixture
def intake() -> Iterator[SeparateIntake]:
    made = SeparateIntake()
    yield made
    made.close()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text("The data will not be shared.", encoding="utf-8")
    return path


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A text that takes the typesetter a while."""
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(f"Line {n} of a long text." for n in range(20_000)), encoding="utf-8")
    return path


def test_a_file_is_read_as_it_is_in_this_process(
    intake: SeparateIntake, letter: Path, workspace: Path
) -> None:
    found = intake.read(letter, workspace)
    assert found.title == "letter"
    assert found.original == letter
    assert found.rendition.is_file()
    assert found.rendition.is_relative_to(workspace)
    assert intake.worker not in (None, os.getpid())


def test_a_refusal_comes_back_with_its_sentence_and_its_kind(
    intake: SeparateIntake, tmp_path: Path, workspace: Path
) -> None:
    (tmp_path / "nothing.txt").touch()
    with pytest.raises(BadInput, match=r"“nothing\.txt” is empty") as caught:
        intake.read(tmp_path / "nothing.txt", workspace)
    assert caught.value.file == str(tmp_path / "nothing.txt")


def test_a_process_that_dies_costs_that_file_only(
    intake: SeparateIntake, letter: Path, long: Path, workspace: Path
) -> None:
    intake.read(letter, workspace)
    first = intake.worker
    assert first
    killer = threading.Timer(0.3, os.kill, (first, signal.SIGKILL if os.name != "nt" else signal.SIGTERM))
    killer.start()
    with pytest.raises(ReaderFailed, match=r"“long\.txt” brought down the process that reads it"):
        intake.read(long, workspace)
    assert intake.read(letter, workspace).title == "letter"
    assert intake.worker != first


def test_a_file_that_takes_too_long_is_given_up(long: Path, workspace: Path) -> None:
    hasty = SeparateIntake(time_limit=0.5)
    with pytest.raises(ReaderFailed, match="was given up; open it in the program it comes from"):
        hasty.read(long, workspace)
    assert hasty.worker is None


def test_cancel_ends_the_reading_in_the_middle(intake: SeparateIntake, long: Path, workspace: Path) -> None:
    asked = threading.Event()
    threading.Timer(0.5, asked.set).start()
    with pytest.raises(Cancelled):
        intake.read(long, workspace, stop=asked.is_set)
    assert intake.worker is None


@pytest.mark.skipif(sys.platform != "linux", reason="looks at the processes of Linux")
def test_what_the_process_started_ends_with_it(
    intake: SeparateIntake, long: Path, letter: Path, workspace: Path
) -> None:
    intake.read(letter, workspace)
    leader = intake.worker
    assert leader
    asked = threading.Event()
    threading.Timer(0.5, asked.set).start()
    assert len(group(leader)) > 1
    with pytest.raises(Cancelled):
        intake.read(long, workspace, stop=asked.is_set)
    deadline = time.monotonic() + 10
    while group(leader) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not group(leader)


def group(leader: int) -> list[int]:
    """The living processes of a group."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(fields[2]) == leader and fields[0] != "Z":
                found.append(int(entry.name))
    return found


@pytest.mark.parametrize(
    ("raised", "fault"), [(ZeroDivisionError("odd"), "library"), (MemoryError(), "memory")]
)
def test_a_fault_of_a_library_is_an_answer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, raised: BaseException, fault: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(worker, "read_file", broken)
    ask = {"do": "read", "path": "a", "workspace": str(tmp_path), "password": None, "environment": {}}
    answer = worker.answer(ask)
    assert answer["fault"] == fault
    assert type(raised).__name__ in answer["complaint"] or fault == "memory"


def test_a_locked_document_asks_for_its_password(
    intake: SeparateIntake, tmp_path: Path, workspace: Path
) -> None:
    import pikepdf

    path = tmp_path / "locked.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path, encryption=pikepdf.Encryption(owner="o", user="open-sesame"))
    with pytest.raises(NeedsPassword):
        intake.read(path, workspace)
    assert intake.read(path, workspace, password="open-sesame").title == "locked"


def test_a_process_that_reads_files_reaches_no_network() -> None:
    with pytest.raises(PermissionError, match="no network connection"):
        limits._refuse("socket.connect", (None, ("192.0.2.1", 80)))
    with pytest.raises(PermissionError, match="no network connection"):
        limits._refuse("socket.getaddrinfo", ("example.org", 80, 0, 0, 0))
    limits._refuse("socket.connect", (None, "/tmp/a-path-on-this-machine"))
    limits._refuse("open", ("a file", "r", 0))
