"""No file, however broken or hostile, harms more than its own reading."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pypdf
import pytest
from conftest import PdfMaker, make_pdf

from evidencepack.errors import BadInput, NeedsPassword, NotFound, PackError, ReaderFailed
from evidencepack.reading.reader import Reader
from evidencepack.workers import child

posix = pytest.mark.skipif(os.name != "posix", reason="signals")
root = Path(__file__).resolve().parents[2]


def locked(path: Path, user: str, owner: str = "owner") -> Path:
    writer = pypdf.PdfWriter(clone_from=path)
    writer.encrypt(user, owner, algorithm="RC4-128")
    target = path.with_name("locked.pdf")
    writer.write(target)
    return target


def test_a_locked_file_asks_for_its_password(reader: Reader, pdf: PdfMaker) -> None:
    path = locked(pdf("words"), "open sesame")
    with pytest.raises(NeedsPassword, match=r"“locked.pdf” is locked with a password") as none:
        reader.open(path)
    with pytest.raises(NeedsPassword, match="does not open it") as wrong:
        reader.open(path, "open barley")
    assert none.value.file == wrong.value.file == str(path)
    assert reader.open(path, "open sesame").page(1).text == "words"


def test_a_password_with_an_accent_opens_an_old_file(reader: Reader, pdf: PdfMaker) -> None:
    assert reader.open(locked(pdf("words"), "sésame"), "sésame").page(1).text == "words"


def test_a_file_locked_against_changes_opens_without_a_password(reader: Reader, pdf: PdfMaker) -> None:
    assert reader.open(locked(pdf("words"), "")).page(1).text == "words"


def test_a_missing_file_is_not_found(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"“gone.pdf” is not there"):
        reader.open(tmp_path / "gone.pdf")


def test_a_folder_is_refused(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        reader.open(tmp_path)


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "is empty"),
        (b"MZ\x90\x00" * 500, "is not a PDF"),
        (make_pdf(["words"])[:200], "is damaged beyond repair"),
        (make_pdf([]), "has no pages"),
    ],
)
def test_an_unusable_file_is_named_with_its_cause(
    reader: Reader, tmp_path: Path, data: bytes, cause: str
) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=f"“bad.pdf” {cause}"):
        reader.open(path)


def test_a_file_name_of_any_bytes_is_opened(reader: Reader, tmp_path: Path) -> None:
    name = "王’s £ letter.pdf" if os.name != "posix" else os.fsdecode("王’s £ ".encode() + b"\xff.pdf")
    path = tmp_path / name
    try:
        path.write_bytes(make_pdf(["words"]))
    except OSError:
        pytest.skip("this system takes no such names")
    assert reader.open(path).page(1).text == "words"


@posix
def test_a_crash_costs_one_retry(pdf: PdfMaker) -> None:
    with Reader() as reader:
        document, other = reader.open(pdf("words")), reader.open(pdf("other", name="other.pdf"))
        first = reader.worker
        assert first is not None
        os.kill(first, signal.SIGSTOP)  # it is now in the middle of the request
        killer = threading.Timer(0.2, os.kill, (first, signal.SIGKILL))
        killer.start()
        assert document.page(1).text == "words"
        assert reader.worker not in (None, first)
        assert other.page(1).text == "other"


@posix
def test_a_worker_that_died_between_requests_is_replaced(pdf: PdfMaker) -> None:
    with Reader() as reader:
        document = reader.open(pdf("words"))
        assert reader.worker is not None
        os.kill(reader.worker, signal.SIGKILL)
        assert document.draw(1, 0.1).width == 60


def test_a_second_crash_is_reported_and_the_next_request_works(
    pdf: PdfMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Reader() as reader:
        path = pdf("words")
        with monkeypatch.context() as patch:
            patch.setattr(child, "_surroundings", lambda: {**os.environ, "PYTHONHOME": "/nowhere"})
            with pytest.raises(ReaderFailed, match=r"crashed or ran out of memory twice over “letter.pdf”"):
                reader.open(path)
        assert reader.open(path).page(1).text == "words"


@posix
def test_a_worker_that_hangs_is_ended_and_replaced(pdf: PdfMaker) -> None:
    with Reader() as reader:
        document = reader.open(pdf("words"))
        stuck = reader.worker
        assert stuck is not None
        reader.time_limit = 0.3
        os.kill(stuck, signal.SIGSTOP)
        with pytest.raises(ReaderFailed, match=r"more than 0.3 seconds for page 1 of “letter.pdf”"):
            document.page(1)
        reader.time_limit = 60
        assert document.page(1).text == "words"
        assert reader.worker != stuck


@posix
def test_an_interrupted_request_leaves_no_answer_for_the_next(
    pdf: PdfMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    with Reader() as reader:
        document = reader.open(pdf("one", "two"))
        with monkeypatch.context() as patch:
            patch.setattr(child, "receive", interrupt)
            with pytest.raises(KeyboardInterrupt):
                document.page(1)
        assert document.page(2).text == "two"


@posix
def test_a_file_exchanged_while_it_was_open_is_noticed(pdf: PdfMaker) -> None:
    with Reader() as reader:
        document = reader.open(pdf("one", "two"))
        pdf("another")
        assert reader.worker is not None
        os.kill(reader.worker, signal.SIGKILL)
        with pytest.raises(BadInput, match="was changed while it was being read"):
            document.page(1)


@pytest.mark.skipif(sys.platform != "linux", reason="address space limits")
def test_a_document_that_needs_too_much_memory_fails_alone(pdf: PdfMaker) -> None:
    with Reader(memory_limit=700 << 20) as reader:
        document, sound = reader.open(pdf("words")), reader.open(pdf("sound", name="sound.pdf"))
        with pytest.raises(ReaderFailed):
            document.draw(1, 30.0, most_pixels=400_000_000)
        assert sound.page(1).text == "sound"


def test_a_closed_reader_and_its_documents_can_be_used_again(pdf: PdfMaker) -> None:
    reader = Reader()
    document = reader.open(pdf("words"))
    reader.close()
    assert reader.worker is None
    assert document.page(1).text == "words"
    reader.close()


def alone(program: str, cwd: Path) -> str:
    """Run a program in a fresh interpreter that finds the package."""
    ready = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(root)!r})\n{program}"],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=True,
    )
    return ready.stdout.strip()


def test_the_program_itself_never_loads_pdfium(pdf: PdfMaker, tmp_path: Path) -> None:
    program = f"""
from pathlib import Path
from evidencepack.reading.reader import Reader, extractor_version
with Reader() as reader:
    reader.open(Path({str(pdf("words"))!r})).page(1)
    extractor_version()
print([name for name in sys.modules if name.startswith(("pypdf", "PySide6", "sqlalchemy"))])
"""
    assert alone(program, tmp_path) == "[]"


def test_the_worker_loads_neither_the_window_nor_the_store(tmp_path: Path) -> None:
    program = """
import evidencepack.reading.worker
print([name for name in sys.modules if name.startswith(("PySide6", "sqlalchemy", "pypdf."))])
"""
    assert alone(program, tmp_path) == "[]"


def test_the_worker_loads_nothing_from_the_current_folder(pdf: PdfMaker, tmp_path: Path) -> None:
    for name in ("json.py", "queue.py", "pypdfium2.py"):
        (tmp_path / name).write_text("raise SystemExit('from the current folder')")
    path = pdf("words")
    program = f"""
sys.path[:] = [folder for folder in sys.path if folder not in ("", {str(tmp_path)!r})]
from pathlib import Path
from evidencepack.reading.reader import Reader
with Reader() as reader:
    print(reader.open(Path({str(path)!r})).page(1).text)
"""
    assert alone(program, tmp_path) == "words"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_the_worker_ends_with_its_parent(pdf: PdfMaker, tmp_path: Path) -> None:
    program = f"""
import os
from pathlib import Path
from evidencepack.reading.reader import Reader
reader = Reader()
reader.open(Path({str(pdf("words"))!r}))
print(reader.worker, flush=True)
os._exit(0)
"""
    worker = Path("/proc") / alone(program, tmp_path)
    for _ in range(100):
        stat = worker / "stat"
        try:
            state = stat.read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return
        if state == "Z":
            return
        time.sleep(0.05)
    pytest.fail("the worker outlived its parent")


def test_real_and_hostile_documents_never_break_the_worker(corpora: Path) -> None:
    paths = sorted({path.name: path for path in corpora.glob("hard/*/*.pdf")}.values())
    paths += sorted(path for path in corpora.glob("bad/*/*.pdf") if "bomb" not in path.name)
    with Reader() as reader:
        refused = [problem for path in paths if (problem := first_page_problem(reader, path))]
        assert reader._started == 1
        assert {type(problem) for problem in refused} == {BadInput, NeedsPassword}
        assert all(Path(problem.file or "").name in problem.message for problem in refused)


def first_page_problem(reader: Reader, path: Path) -> PackError | None:
    try:
        with reader.open(path) as document:
            left, bottom, right, top = document.page(1).box
            for box in document.rectangles(1, 0, 200):
                assert left <= box[0] < box[2] <= right
                assert bottom <= box[1] < box[3] <= top
            document.outline()
            document.metadata()
            document.draw(1, 0.2, gray=True)
    except PackError as problem:
        return problem
    return None
