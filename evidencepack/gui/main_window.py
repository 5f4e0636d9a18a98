"""The main window: menus, the welcome page or the open pack, and what was done last."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QMainWindow,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidencepack import __version__
from evidencepack.errors import Cancelled, PackError
from evidencepack.gui.jobs import Job
from evidencepack.gui.models import pack_view
from evidencepack.gui.models.pack_view import PackView
from evidencepack.gui.pages.pack import PackPage
from evidencepack.gui.pages.parts import Notice, ShortenedLine
from evidencepack.gui.pages.welcome import WelcomePage
from evidencepack.progress import Progress
from evidencepack.store.pack import SUFFIX, Pack

_ABOUT = (
    "Evidence Pack {version}\n\nQuotations proved word for word, numbered and bundled for a committee or a "
    "court. Everything stays on this computer: the program opens no network connection.\n\n"
    "MIT licence. The window uses Qt for Python under the LGPL."
)


class MainWindow(QMainWindow):
    """The window. One piece of work runs at a time; meanwhile what would disturb it is greyed.

    Attributes:
        pack: The open pack, if there is one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pack: Pack | None = None
        self._view: PackView | None = None
        self._job: Job | None = None
        self._then: Callable[[Any], None] = lambda _: None
        self._closing = False
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self.setAcceptDrops(True)
        self._make_menus()
        self._make_pages()
        self._make_status_bar()
        self._show_pack()
        self.resize(1280, 800)
        geometry = QSettings().value("window/geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)

    def _make_menus(self) -> None:
        keys = QKeySequence.StandardKey
        file, edit, help_menu = (self.menuBar().addMenu(name) for name in ("&File", "&Edit", "&Help"))
        self.open_action = self._action("&Open a pack…", self.choose_pack, keys.Open)
        self.sample_action = self._action("Open the &sample", self.open_sample, "Ctrl+Shift+O")
        self.close_action = self._action("&Close pack", self.close_pack, keys.Close)
        self.quit_action = self._action("&Quit", self.close, "Ctrl+Q")
        self.quit_action.setMenuRole(QAction.MenuRole.QuitRole)
        self.undo_action = self._action("&Undo", self.undo, "Ctrl+Z")
        self.redo_action = self._action("&Redo", self.redo, "Ctrl+Shift+Z", "Ctrl+Y")
        self.about_action = self._action("&About Evidence Pack", self.show_about)
        self.about_action.setMenuRole(QAction.MenuRole.AboutRole)
        file.addActions([self.open_action, self.sample_action, self.close_action])
        file.addSeparator()
        file.addAction(self.quit_action)
        edit.addActions([self.undo_action, self.redo_action])
        help_menu.addAction(self.about_action)

    def _action(self, text: str, deed: Callable[[], Any], *keys: QKeySequence.StandardKey | str) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda: deed())
        action.setShortcuts([QKeySequence(key) for key in keys])
        return action

    def _make_pages(self) -> None:
        self.trouble = Notice("error")
        self.welcome = WelcomePage(self.open_action, self.sample_action)
        self.pack_page = PackPage()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.welcome)
        self.stack.addWidget(self.pack_page)
        middle = QWidget()
        down = QVBoxLayout(middle)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.trouble)
        down.addWidget(self.stack, 1)
        self.setCentralWidget(middle)

    def _make_status_bar(self) -> None:
        self.status = ShortenedLine()
        self.status.setContentsMargins(12, 4, 12, 4)
        self.progress = QProgressBar(textVisible=False)
        self.progress.setMaximumWidth(200)
        self.progress.setAccessibleName("How far the work is")
        self.cancel = QPushButton("Cancel")
        for widget, stretch in ((self.status, 1), (self.progress, 0), (self.cancel, 0)):
            self.statusBar().addPermanentWidget(widget, stretch)
        self.progress.hide()
        self.cancel.hide()
        self.status.say("Ready")

    # What a person can do

    def choose_pack(self) -> None:
        """Ask which pack to open, and open it."""
        folder = QSettings().value("window/folder", "")
        kinds = f"Evidence packs (*{SUFFIX})"
        name, _ = QFileDialog.getOpenFileName(self, "Open a pack", str(folder), kinds)
        if name:
            QSettings().setValue("window/folder", str(Path(name).parent))
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Open a pack instead of the one that is open; what is wrong with it is said in the window."""
        if self.pack is not None and path.resolve() == self.pack.path.resolve():
            self.status.say(f"{path.name} is open already.")
            return
        self._start(f"Opening {path.name}…", lambda _: pack_view.open_and_look(path), self._opened)

    def open_sample(self) -> None:
        """Build the sample pack and open it."""
        self._start("Building the sample…", pack_view.build_sample, self._opened)
        self.cancel.show()

    def close_pack(self) -> None:
        """Close the pack and go back to the welcome page."""
        if self.pack is not None:
            name = self.pack.path.name
            self.pack.close()
            self.pack = self._view = None
            self._show_pack()
            self.status.say(f"Closed {name}; everything is saved.")

    def undo(self) -> None:
        """Undo the last deed."""
        self._turn("Undone", pack_view.undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._turn("Done again", pack_view.redo)

    def show_about(self) -> None:
        """Say what this program is."""
        QMessageBox.about(self, "About Evidence Pack", _ABOUT.format(version=__version__))

    # How it is done

    def _start(self, saying: str, work: Callable[[Progress], Any], then: Callable[[Any], None]) -> None:
        """Do something in the background; what comes next hears the result in the window's own thread."""
        if self._job is not None:
            return
        self._job, self._then = Job(work), then
        self._job.moved.connect(self._moved)
        self._job.ended.connect(self._ended)
        self.cancel.clicked.connect(self._job.cancel)
        self.trouble.say("")
        self.status.say(saying)
        self.progress.setRange(0, 0)
        self.progress.show()
        self._refresh_actions()
        self._job.start(self._threads)

    def _moved(self, done: int, total: int, note: str) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.status.say(f"Building the sample: {note}" if note else "Building the sample…")

    def _ended(self, future: Future[Any]) -> None:
        self._job = None
        self.progress.hide()
        self.cancel.hide()
        self.status.say("Nothing was changed.")
        try:
            self._then(future.result())
        except Cancelled:
            self.status.say("Stopped; nothing was opened.")
        except PackError as problem:
            self.trouble.say(problem.message)
        except (OSError, MemoryError) as problem:
            self.trouble.say(f"The computer stopped the work ({problem or 'out of memory'}); try again.")
        except Exception:
            self.trouble.say("The program itself failed at this; what was saved before is safe.")
            raise
        finally:
            self._refresh_actions()
            if self._closing:
                self.close()

    def _opened(self, result: tuple[Pack, PackView]) -> None:
        if self.pack is not None:
            self.pack.close()
        self.pack, self._view = result
        self._show_pack()
        where = self.pack.path if "evidencepack-sample-" in str(self.pack.path) else self.pack.path.name
        self.status.say(f"Opened {where}" + ("." if self.pack.read_only else "; everything is saved."))

    def _turn(self, said: str, turn: Callable[[Pack], tuple[str, PackView]]) -> None:
        pack = self.pack
        if pack is None:
            return

        def show(result: tuple[str, PackView]) -> None:
            name, self._view = result
            self._show_pack()
            self.status.say(f"{said}: {name}; everything is saved.")

        self._start("Working…", lambda _: turn(pack), show)

    def _show_pack(self) -> None:
        if self.pack is None or self._view is None:
            self.setWindowTitle("Evidence Pack")
            self.stack.setCurrentWidget(self.welcome)
        else:
            self.setWindowTitle(f"{self._view.title} – Evidence Pack")
            self.pack_page.show_pack(self._view, self.pack.path, _why_read_only(self.pack))
            self.stack.setCurrentWidget(self.pack_page)
        self._refresh_actions()

    def _refresh_actions(self) -> None:
        """Grey what cannot be done now, and name what Undo and Redo would do."""
        free = self._job is None
        changeable = free and self.pack is not None and not self.pack.read_only
        for action in (self.open_action, self.sample_action):
            action.setEnabled(free)
        self.close_action.setEnabled(free and self.pack is not None)
        for action, verb, deed in (
            (self.undo_action, "&Undo", self._view and self._view.undo),
            (self.redo_action, "&Redo", self._view and self._view.redo),
        ):
            action.setText(f"{verb}: {deed.replace('&', '&&')}" if deed else verb)
            action.setEnabled(changeable and bool(deed))

    # What Qt tells

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Take files, unless something is being done."""
        if event.mimeData().hasUrls() and self._job is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Open the pack that was dropped."""
        names = [url.toLocalFile() for url in event.mimeData().urls()]
        if len(names) != 1 or not names[0]:
            self.trouble.say(f"Drop one pack at a time: a file on this computer that ends in {SUFFIX}.")
            return
        event.acceptProposedAction()
        self.open_path(Path(names[0]))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Let running work come to a safe end, then close the pack and remember the window's place."""
        if self._job is not None:
            self._closing = True
            self._job.cancel()
            self.status.say("Stopping…")
            event.ignore()
            return
        self.close_pack()
        self._threads.shutdown()
        QSettings().setValue("window/geometry", self.saveGeometry())
        event.accept()


def _why_read_only(pack: Pack) -> str:
    if not pack.read_only:
        return ""
    who = f"by {pack.holder.sentence()}" if pack.holder else "or in a folder that cannot be written"
    return f"Open elsewhere {who}. You can read, not change."
