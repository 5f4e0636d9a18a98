"""What a command prints: lines for a person, or one JSON document and nothing else."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evidencepack.errors import PackError


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
    """Print an answer on standard output."""
    if as_json:
        _print_json(answer.data)
        return
    for line in answer.lines:
        print(_safe(line))


def complain(problem: PackError, *, as_json: bool) -> None:
    """Print an error: as JSON on standard output, else a sentence on standard error."""
    if as_json:
        error = {"code": problem.code, "message": problem.message, "file": problem.file, **problem.details}
        _print_json({"error": error, **problem.details})
        return
    print(_safe(f"evidencepack: {problem.message}"), file=sys.stderr)
    for finding in problem.details.get("findings", []):
        print(_safe(f"  {finding_line(finding)}"), file=sys.stderr)


def finding_line(finding: dict[str, Any]) -> str:
    """A finding in a line: severity, rule, place, what is so and what to do."""
    mend = f" {finding['mend']}" if finding.get("mend") else ""
    authority = f" [{finding['authority']}]" if finding.get("authority") else ""
    return f"{finding['severity']}: {finding['rule']} ({finding['place']}): {finding['message']}{mend}{authority}"


def _print_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=True, indent=1))


def _safe(line: str) -> str:
    """A line that the terminal can show and that no document's control character can steer."""
    shown = "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in line)
    encoding = sys.stdout.encoding or "utf-8"
    return shown.encode(encoding, "backslashreplace").decode(encoding)


class PrintedProgress:
    """Progress on standard error, when a person is watching; Ctrl+C cancels between two steps."""

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
            print(f"\r\x1b[K{self._done}/{self._total} {_safe(self._note)[:60]}", end="", file=sys.stderr)
            if self._done >= self._total:
                print("\r\x1b[K", end="", file=sys.stderr)

    def note(self, text: str) -> None:
        """Say what is being done."""
        self._note = text

    def cancelled(self) -> bool:
        """Never: Ctrl+C interrupts instead."""
        return False
