"""Measures how long the window stands still while it imports, scrolls, builds, exports and searches.

Run as ``python tests/measure_stalls.py [FOLDER] [--times 3] [--stacks FILE]``; no test, because a busy
machine is no defect. FOLDER may hold PDFs, Word files, web pages and e-mails to try; without one, pages are
made and the sample's documents are taken. The goal is under 100 ms for every gap, and 50 ms for 99 in 100.

The table has the medians of several runs, and of the worst gap of all how long the window's own thread and
the others worked in it, and how long it only queued for a processor that was busy with other programs.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from evidencepack.gui.main_window import MainWindow

PAGES = 500
LONGEST, USUAL = 100.0, 50.0  # milliseconds: no gap, and 99 gaps in 100
_TICK = 5  # milliseconds
_SHOWN_FROM = 0.08  # seconds after which all threads are written down
_OTHERS = ("*.docx", "*.html", "*.xhtml", "*.htm", "*.eml")
_QUEUE = Path("/proc/thread-self/schedstat")  # where Linux says how long a thread waited for a processor
_TYPED = ("pupil", "home office", "the information", "S1", "export", "1997 act")


@dataclass
class Watch:
    """Notes every gap between two ticks of the window's own clock.

    Attributes:
        stacks: Where the threads are written down during a long gap; empty for nowhere.
        gaps: For each thing done: milliseconds, of which the window's thread and the others were at work,
            and of which the window's thread waited for a processor.
    """

    stacks: str = ""
    gaps: dict[str, list[tuple[float, ...]]] = field(default_factory=dict)
    _now: str = ""
    _last: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._out = open(self.stacks, "a", encoding="utf-8") if self.stacks else None  # noqa: SIM115
        self._clock = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=_TICK)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._over = threading.Event()
        if self._out:
            threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        """Write down once what all threads do in a long gap.

        From a thread that asks Python for its turn: dumping without it now and then ends the program.
        """
        seen: tuple[float, ...] = ()
        while self._out and not self._over.wait(0.01):
            last = self._last
            if self._now and last is not seen and _clocks()[0] - last[0] > _SHOWN_FROM * 1000:
                seen = last
                faulthandler.dump_traceback(file=self._out)

    def _tick(self) -> None:
        here = _clocks()
        if self._now:
            whole, own, all_threads, queued = (a - b for a, b in zip(here, self._last, strict=True))
            self.gaps[self._now].append((whole, own, all_threads - own, queued))
            if self._out and whole > _SHOWN_FROM * 1000:
                parts = ", ".join(f"{part:.0f}" for part in self.gaps[self._now][-1])
                self._out.write(f"^ {self._now} (whole, window, others, queued): {parts}\n\n")
                self._out.flush()
        self._last = here

    @contextmanager
    def during(self, what: str) -> Iterator[None]:
        """Note the gaps of one thing done."""
        self.gaps.setdefault(what, [])
        self._last = _clocks()
        self._now = what
        yield
        self._now = ""

    def table(self) -> dict[str, dict[str, float]]:
        """For each thing done, the longest gap, whose work it was, and the 99th percentile."""
        rows = {}
        for what, gaps in self.gaps.items():
            whole, own, others, queued = max(gaps)
            usual = statistics.quantiles([gap[0] for gap in gaps], n=100)[98]
            over = sum(gap[0] > LONGEST for gap in gaps)
            seconds = sum(gap[0] for gap in gaps) / 1000
            rows[what] = {"longest": whole, "window": own, "others": others, "queued": queued,
                          "usual": usual, "over": over, "seconds": seconds}  # fmt: skip
        return rows

    def stop(self) -> None:
        """Look no more."""
        self._clock.stop()
        self._over.set()


def _clocks() -> tuple[float, ...]:
    """Now, the work of this thread and of all, and its waiting for a processor; in milliseconds."""
    queued = int(_QUEUE.read_text("ascii").split()[1]) / 1e6 if _QUEUE.exists() else 0.0
    return time.perf_counter() * 1000, time.thread_time() * 1000, time.process_time() * 1000, queued


def pause(milliseconds: int) -> None:
    """Let the window live for a while."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(done: Callable[[], bool], seconds: float = 600) -> None:
    """Let the window live until something is so.

    Raises:
        TimeoutError: If it does not come about.
    """
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("it takes too long")
        pause(20)


def settle(window: MainWindow) -> None:
    """Wait until nothing runs, and half a second for what follows of it."""
    wait_until(lambda: not window.desk.jobs.waiting and not window.desk.busy)
    pause(500)
    wait_until(lambda: not window.desk.jobs.waiting and not window.desk.busy)
    for trouble in window.desk.jobs.troubles:
        sys.stderr.write(f"{trouble.what}: {trouble.sentence}\n")
    window.desk.jobs.troubles.clear()


def long_document(folder: Path | None, out: Path) -> Path:
    """A PDF of 500 pages: those of a folder again and again, or made ones."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    writer = PdfWriter()
    found = sorted(folder.rglob("*.pdf")) if folder else []
    while found and len(writer.pages) < PAGES:
        for path in list(found):
            try:
                pages = len(PdfReader(path).pages)
                writer.append(path, pages=(0, min(pages, PAGES - len(writer.pages))), import_outline=False)
            except (PyPdfError, OSError, ValueError) as problem:
                sys.stderr.write(f"{path.name} is left out: {problem}\n")
                found.remove(path)
    if not len(writer.pages):
        return made_document(out)
    with out.open("wb") as file:
        writer.write(file)
    return out


def made_document(out: Path) -> Path:
    """A PDF of 500 pages of plain words."""
    from evidencepack.intake.prepared import Story
    from evidencepack.intake.reading_copy import make_copy
    from evidencepack.reading.reader import Reader

    blocks: list[dict[str, Any]] = []
    for page in range(PAGES):
        words = [f"Page {page}, line {n}: the information about pupils was shared." for n in range(45)]
        blocks += [{"kind": "lines", "lines": words, "mono": False}, {"kind": "break"}]
    with Reader() as reader:
        make_copy(Story(blocks=blocks[:-1]), "Five hundred pages", out, out, reader, compare=False)
    return out


def other_documents(folder: Path | None) -> list[Path]:
    """Word files, web pages and e-mails to import."""
    from evidencepack.settings import samples

    found = [path for kind in _OTHERS for path in sorted((folder or samples()).rglob(kind))]
    return found or [path for kind in _OTHERS for path in sorted(samples().rglob(kind))]


def scroll_through(window: MainWindow) -> None:
    """Scroll a document from its first page to its last, as with a wheel that never rests."""
    from evidencepack.gui.widgets.pages_view import PagesView

    window.desk.went.emit("read:S1")
    views = window.frame.pages["reader"].findChildren(PagesView)
    wait_until(lambda: any(view.isVisible() and view.pages > 0 for view in views))
    bar = next(view for view in views if view.isVisible() and view.pages).verticalScrollBar()
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + 600)
        pause(12)


def search_everything(window: MainWindow) -> None:
    """Open the box that finds anything and type several things."""
    from PySide6.QtTest import QTest

    window.find_anything()
    box: Any = window._dialog
    for words in _TYPED:
        for letter in words:
            QTest.keyClick(box.box, letter)
            pause(70)
        pause(450)  # the pages are searched after a pause
        box.box.clear()
    box.close()
    pause(300)


def export_all(window: MainWindow, folder: Path) -> None:
    """Export what the page proposes."""
    page: Any = window.frame.pages["export"]
    window.frame.show_place("export")
    page.choices.set_folder(str(folder))
    wait_until(lambda: bool(page.deeds["export.export"].isEnabled()))
    page.export()
    settle(window)
    if not page.choices.wanted().pdf.is_file():
        raise RuntimeError(page.trouble.words.text())


def measure(folder: Path | None, home: Path, stacks: str) -> dict[str, dict[str, float]]:
    """Do everything once in a window of its own, and tell the gaps."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from evidencepack.gui.app import favour_the_window, prepare
    from evidencepack.gui.main_window import MainWindow
    from evidencepack.settings import samples

    faulthandler.enable()
    document = long_document(folder, home / "long.pdf")
    app = QApplication([])
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(home / "settings"))
    prepare(app)
    window = MainWindow()
    window.show()
    favour_the_window()
    watch = Watch(stacks)
    window.files.make(home / "stalls.evpack")
    settle(window)
    sources: Any = window.frame.pages["sources"]
    window.frame.show_place("sources")
    with watch.during("nothing"):
        settle(window)
    with watch.during(f"import of {PAGES} pages"):
        sources.add_paths([document])
        settle(window)
    with watch.during("scrolling through them"):
        scroll_through(window)
    window.frame.show_place("sources")
    with watch.during("import of Word, web, e-mail"):
        sources.add_paths(other_documents(folder))
        settle(window)
    with watch.during("typing in the search"):
        search_everything(window)
    with watch.during("building the sample"):
        window.files.build(samples() / "pupil-data" / "recipe.toml", home / "sample.evpack")
        settle(window)
    with watch.during("exporting it"):
        export_all(window, home)
    watch.stop()
    window.close()
    wait_until(lambda: not window.isVisible())
    return watch.table()


def several(options: argparse.Namespace) -> list[dict[str, dict[str, float]]]:
    """Measure in one fresh process after another."""
    runs = []
    for _ in range(options.times):
        with tempfile.TemporaryDirectory(prefix="evidencepack-stalls-") as home:
            command = [sys.executable, __file__, "--home", home, "--stacks", options.stacks]
            command += [str(options.folder)] if options.folder else []
            surroundings = {**os.environ, "XDG_DATA_HOME": home}
            done = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=surroundings)
            runs.append(json.loads(done.stdout))
    return runs


_COLUMNS = ("ms", "longest", "(worst)", "window", "others", "queued", "99 in 100", "over 100", "seconds")


def report(runs: list[dict[str, dict[str, float]]]) -> bool:
    """Print the medians; tells whether all goals are met."""
    sys.stdout.write(f"{_COLUMNS[0]:30}" + "".join(f"{name:>11}" for name in _COLUMNS[1:]) + "\n")
    good = True
    for what in runs[0]:
        middle = {key: statistics.median(run[what][key] for run in runs) for key in runs[0][what]}
        worst = max((run[what] for run in runs), key=lambda row: row["longest"])
        good = good and middle["longest"] < LONGEST and middle["usual"] < USUAL
        numbers = [middle["longest"], *(worst[key] for key in ("longest", "window", "others", "queued"))]
        numbers += [middle["usual"], middle["over"], middle["seconds"]]
        sys.stdout.write(f"{what:30}" + "".join(f"{number:11.0f}" for number in numbers) + "\n")
    return good


def main() -> int:
    """Measure several times and print a table; 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path, help="documents to import")
    parser.add_argument("--times", type=int, default=3, help="runs, each in a fresh process")
    parser.add_argument("--stacks", default="", help="a file for what all threads did in long gaps")
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)  # one run, in this process
    options = parser.parse_args()
    if options.home:
        sys.stdout.write(json.dumps(measure(options.folder, options.home, options.stacks)))
        return 0
    return 0 if report(several(options)) else 1


if __name__ == "__main__":
    sys.exit(main())
