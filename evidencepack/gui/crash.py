"""When the program itself fails: it is said in the window, kept as a report, and told at the next start."""

from __future__ import annotations

import faulthandler
import json
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QDateTime, QObject, QStandardPaths, Signal, qVersion

from evidencepack import __version__

FAILED = "The program failed at this. Your work is safe up to {time}. Please report it: nothing was sent."
STOPPED = "The program stopped. Your work is safe up to {time}."


def state_folder() -> Path:
    """Where the program keeps what concerns itself; no document of anybody's is there."""
    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    folder = Path(where)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class CrashWatch(QObject):
    """Hears of failures in any thread, and knows at the next start whether the last one ended well.

    Signals:
        failed: A failure's report, in the window's thread.
    """

    failed = Signal(str)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._note = folder / "running.json"
        self._faults: TextIO | None = None
        self._folder = folder
        self.last = self._read_last()
        self._noted: tuple[Path | None, ...] = ()

    def start(self) -> None:
        """Watch from here on."""
        sys.excepthook = self._failed
        threading.excepthook = lambda args: self._failed(args.exc_type, args.exc_value, args.exc_traceback)
        self._faults = (self._folder / "faults.txt").open("w", encoding="utf-8")
        faulthandler.enable(self._faults)

    def stop(self) -> None:
        """Watch no longer: the program ends well."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            self._faults = None
        self._note.unlink(missing_ok=True)

    def working_on(self, pack: Path | None) -> None:
        """Keep a note of what is open, for the next start; asked after every change."""
        if self._noted == (pack,):
            return  # measured: a file written anew waits for a busy disk, once 850 ms
        self._noted = (pack,)
        if pack is None:
            self._note.unlink(missing_ok=True)
            return
        now = QDateTime.currentDateTime().toString("HH:mm")
        self._note.write_text(json.dumps({"pack": str(pack), "time": now}), encoding="utf-8")

    def _read_last(self) -> dict[str, str] | None:
        """What was open when the program last stopped without having been closed."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return {"pack": str(note["pack"]), "time": str(note["time"])}
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _failed(
        self, kind: type[BaseException], problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem or kind(), trace)
            return
        report = write_report(kind, trace)
        (self._folder / "last-failure.txt").write_text(report, encoding="utf-8")
        sys.stderr.write(report)
        self.failed.emit(report)


def write_report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What failed and where in the program; never what a document or an error says of one."""
    places = traceback.extract_tb(trace)
    package = Path(__file__).resolve().parents[1]
    lines = [
        f"Evidence Pack {__version__}, Python {platform.python_version()}, Qt {qVersion()}",
        platform.system(),
        f"{kind.__name__} at:",
    ]
    for place in places:
        path = Path(place.filename)
        name = path.relative_to(package) if path.is_relative_to(package) else path.name
        lines.append(f"  {name}:{place.lineno} in {place.name}")
    return "\n".join(lines) + "\n"
