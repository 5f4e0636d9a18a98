"""Starts the desktop program."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from evidencepack import __version__

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_CANNOT_START = 3
_TURN = 0.0005  # seconds for which a thread may keep the others of this program waiting


def run_window(pack: str | None) -> int:
    """Show the window until it is closed.

    Args:
        pack: The path of a pack to open, if one was named.

    Returns:
        The exit code: 0, or 3 where no window can be shown.
    """
    if sys.platform == "linux" and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        return _complain("There is no screen here to show a window on")
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as problem:
        return _complain(f"The window needs a part of the system that is missing ({problem})")
    from evidencepack.gui.main_window import MainWindow

    app = QApplication(sys.argv[:1])
    prepare(app)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal; every change is saved already
    window = MainWindow()
    window.crash.start()
    app.styleHints().colorSchemeChanged.connect(window.recolour)
    window.show()
    favour_the_window()
    if pack is not None:
        window.open_path(Path(pack))
    return app.exec()


def favour_the_window() -> None:
    """Let the window's thread have its turn soon, whatever is done in the background.

    A full round of the collector looks at every object of the program's libraries while no other thread may
    run: measured, 120 ms in which the window stands still. What is loaded for good is taken out of its
    rounds; then 9 ms. And a thread that works keeps its turn for 5 ms, at each of the many moments in which
    the window's thread gave up its own while it paints: measured, 80 ms for one picture of the window.
    """
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(_TURN)


def prepare(app: QApplication) -> None:
    """Name the application, and give it its fonts and the system's light or dark colours."""
    from PySide6.QtCore import QSettings

    from evidencepack.gui.theme import follow_system

    app.setApplicationName("Evidence Pack")
    app.setApplicationVersion(__version__)
    app.setOrganizationName("Evidence Pack")
    app.setDesktopFileName("evidencepack")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    app.setStyle("Fusion")
    follow_system(app)


def _complain(cause: str) -> int:
    sys.stderr.write(f"evidencepack: {cause}; the commands work without one: evidencepack --help\n")
    return _CANNOT_START
