"""What a command prints: lines for a person, or one JSON document and nothing else."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TextIO

from evidencepack.cli.interrupting import interrupted
from evidencepack.errors import PackError

_JOINERS = "\u200c\u200d\u00ad"
_CLEAR_LINE = "\r\x1b[K"


@dataclass(frozen=True)
class Answer:
    """What a command has to say.

    Attributes:
        data: The JSON document.
        lines: The same for a person.
        exit_code: 0 unless something is wrong though the command did its work.
    """

    data: Any
    lines: Iterable[str] = ()
    exit_code: int = 0


def say(answer: Answer, *, as_json: bool) -> None:
    """Print an answer on standard output.

    Raises:
        BrokenPipeError: Nobody reads it any more.
    """
    if as_json:
        _print_json(answer.data)
    else:
        for line in answer.lines:
            print(_safe(line, sys.stdout))
    sys.stdout.flush()  # here, where a closed pipe is understood, and not when the interpreter ends


def complain(problem: PackError, *, as_json: bool) -> None:
    """Print an error: as JSON on standard output, else a sentence on standard error."""
    if as_json:
        try:
            _print_json({"error": error_data(problem) | problem.details, **problem.details})
            sys.stdout.flush()
        except BrokenPipeError:  # whoever was reading has read enough; the exit code says the rest
            hush()
        return
    if sys.stderr.isatty():
        print(_CLEAR_LINE, end="", file=sys.stderr)
    print(_safe(f"evidencepack: {problem.message}", sys.stderr), file=sys.stderr)
    for finding in problem.details.get("findings", []):
        if finding["severity"] == "info":
            continue
        print(_safe(f"  {finding_line(finding)}", sys.stderr), file=sys.stderr)


def error_data(problem: PackError) -> dict[str, Any]:
    """An error as plain data: its code, its sentence and the file it concerns."""
    return {"code": problem.code, "message": problem.message, "file": problem.file}


def hush() -> None:
    """Send what is left to nowhere, so that the interpreter does not stumble over it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def finding_line(finding: dict[str, Any]) -> str:
    """A finding in a line: severity, rule, place, what is so and what to do."""
    mend = f" {finding['mend']}" if finding.get("mend") else ""
    authority = f" [{finding['authority']}]" if finding.get("authority") else ""
    head = f"{finding['severity']}: {finding['rule']} ({finding['place']})"
    return f"{head}: {finding['message']}{mend}{authority}"


def _print_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=True, indent=1))


def _safe(line: str, stream: TextIO) -> str:
    """A line that the terminal can show and that no document's control character can steer."""
    shown = "".join(c if _is_harmless(c) else c.encode("unicode_escape").decode() for c in line)
    encoding = stream.encoding or "utf-8"
    return shown.encode(encoding, "backslashreplace").decode(encoding)


def _is_harmless(character: str) -> bool:
    """Whether a character only shows itself; a no-break space does, though it does not count as printable."""
    return (
        character.isprintable()
        or character in _JOINERS
        or character == "\n"
        or unicodedata.category(character) == "Zs"
    )


class PrintedProgress:
    """Progress on standard error, when a person is watching; Ctrl+C interrupts at once."""

    def __init__(self) -> None:
        self._watched = sys.stderr.isatty()
        self._total = 0
        self._done = 0
        self._note = ""

    def total(self, steps: int) -> None:
        """Start a bar of so many steps."""
        self._total, self._done = steps, 0

    def step(self, steps: int = 1) -> None:
        """Move the bar."""
        self._done += steps
        if self._watched:
            note = _safe(self._note, sys.stderr)[:60]
            print(f"{_CLEAR_LINE}{self._done}/{self._total} {note}", end="", file=sys.stderr, flush=True)
            if self._done >= self._total:
                print(_CLEAR_LINE, end="", file=sys.stderr, flush=True)

    def note(self, text: str) -> None:
        """Say what is being done."""
        self._note = text

    def cancelled(self) -> bool:
        """Whether an interruption was lost: Ctrl+C usually interrupts before anybody can ask."""
        return interrupted()
