"""The program started as a person starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evidencepack.store.pack import open_pack

ROOT = Path(__file__).resolve().parents[2]
OPEN = [sys.executable, "-m", "evidencepack", "open"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_open_holds_the_pack_until_ctrl_c_ends_the_program_and_nothing_is_lost(
    small_pack: Path, tmp_path: Path
) -> None:
    lock = small_pack.with_name("small.evpack.lock")
    at_home = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path / "settings")}
    with subprocess.Popen([*OPEN, str(small_pack)], cwd=ROOT, env=at_home, stderr=subprocess.PIPE) as program:
        until = time.monotonic() + 30
        while not lock.exists() and program.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        held = lock.exists()
        program.send_signal(signal.SIGINT)
        _, complaints = program.communicate(timeout=30)
    assert held, complaints
    assert program.returncode == -signal.SIGINT
    assert b"Traceback" not in complaints
    with open_pack(small_pack) as pack:
        assert [deed.name for deed in pack.history()] == ["New pack", "Add entry", "Add entry"]


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a screen be missing")
def test_without_a_screen_the_program_says_so_in_a_sentence(small_pack: Path) -> None:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    blind = {name: value for name, value in os.environ.items() if name not in screens}
    ran = subprocess.run(
        [*OPEN, str(small_pack)], cwd=ROOT, env=blind, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 3
    assert ran.stderr.startswith("evidencepack: There is no screen here")
    assert len(ran.stderr.splitlines()) == 1
