"""The main window: its menus, its frame of pages, and what a person does to packs as a whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QMainWindow, QMessageBox

from evidencepack import __version__
from evidencepack.gui import icons
from evidencepack.gui.crash import FAILED, CrashWatch, state_folder
from evidencepack.gui.deeds import DEEDS, MENUS
from evidencepack.gui.desk import Desk
from evidencepack.gui.dialogs.find_anything import FindAnything
from evidencepack.gui.dialogs.keys import KeysDialog
from evidencepack.gui.dialogs.matter import MatterDialog
from evidencepack.gui.frame import Frame
from evidencepack.gui.models import pack_view
from evidencepack.gui.models.find_session import FindSession
from evidencepack.gui.models.pack_view import PackView
from evidencepack.gui.pack_files import PackFiles
from evidencepack.gui.pages.all_pages import make_pages
from evidencepack.gui.pages.page import make_action
from evidencepack.gui.pages.reader import ReaderPage
from evidencepack.gui.widgets.jobs_panel import JobsLine
from evidencepack.gui.widgets.notices import ShortenedLine
from evidencepack.store.pack import Pack

_ABOUT = (
    "Evidence Pack {version}\n\nQuotations proved word for word, numbered and bundled for a committee or a "
    "court. Everything stays on this computer: the program opens no network connection.\n\n"
    "MIT licence. The window uses Qt for Python under the LGPL, IBM Plex under the Open Font License and "
    "Lucide icons under the ISC licence."
)


class MainWindow(QMainWindow):
    """The window.

    Attributes:
        desk: The open pack, shared by all pages.
        frame: The pages.
    """

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(self)
        self.finds = FindSession(self.desk)
        self.crash = CrashWatch(state_folder())
        self.files = PackFiles(self, self.desk)
        self.setAcceptDrops(True)
        self.setWindowTitle("Evidence Pack")
        self._dialog: QDialog | None = None
        self._ready_to_close = False
        self.actions_by_name = self._make_actions()
        self.frame = Frame(self.desk, self.actions_by_name, make_pages(self.desk))
        self.setCentralWidget(self.frame)
        for page in self.frame.pages.values():
            self.actions_by_name.update(page.deeds)
        self._make_menus()
        self._make_status_bar()
        self._listen()
        self.refresh_actions()
        self._remember_place()
        self.setWindowIcon(icons.app_icon())
        if self.crash.last:
            self._tell_last_stop(self.crash.last)

    @property
    def pack(self) -> Pack | None:
        """The open pack, if there is one."""
        return self.desk.pack

    # Building

    def _make_actions(self) -> dict[str, QAction]:
        slots: dict[str, Callable[[], object]] = {
            "file.new": self.files.ask_new,
            "file.open": self.files.ask_open,
            "file.sample": self.files.open_sample,
            "file.build": self.files.ask_build,
            "file.matter": self.edit_matter,
            "file.recipe": self.files.ask_recipe,
            "file.show": self.show_in_folder,
            "file.close": self.close_pack,
            "file.quit": self.close,
            "edit.undo": self.undo,
            "edit.redo": self.redo,
            "edit.find": self.find_anything,
            "view.inspector": self._toggle_inspector,
            "view.next-pane": lambda: self.frame.go_to_part(1),
            "view.previous-pane": lambda: self.frame.go_to_part(-1),
            "view.jobs": self._toggle_jobs,
            "export.verify": self.files.ask_verify,
            "help.keys": lambda: self._open(KeysDialog(self)),
            "help.about": self.show_about,
        }
        for name in DEEDS:
            if name.startswith("view.") and name not in slots:
                slots[name] = partial(self._show_place, name.removeprefix("view."))
        actions = {name: make_action(self, DEEDS[name], slot) for name, slot in slots.items()}
        self.addActions(list(actions.values()))
        actions["file.quit"].setMenuRole(QAction.MenuRole.QuitRole)
        actions["help.about"].setMenuRole(QAction.MenuRole.AboutRole)
        return actions

    def _make_menus(self) -> None:
        for title, deeds in MENUS.items():
            present = [deed for deed in deeds if deed is None or deed.name in self.actions_by_name]
            if not any(present):
                continue
            menu = self.menuBar().addMenu(title)
            menu.setToolTipsVisible(True)
            for deed in present:
                if deed is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self.actions_by_name[deed.name])

    def _make_status_bar(self) -> None:
        self.status = ShortenedLine()
        self.status.setContentsMargins(12, 4, 12, 4)
        self.receiver = QLabel()
        self.receiver.setContentsMargins(8, 4, 12, 4)
        self.jobs_line = JobsLine(self.desk.jobs, self.actions_by_name["view.jobs"])
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addPermanentWidget(self.status, 1)
        bar.addPermanentWidget(self.jobs_line)
        bar.addPermanentWidget(self.receiver)
        self.status.say("Ready")

    def _listen(self) -> None:
        self.desk.changed.connect(self._show_view)
        self.desk.said.connect(self.status.say)
        self.desk.went.connect(self._show_found)
        self.desk.jobs.changed.connect(self.refresh_actions)
        self.frame.matter_wanted.connect(self.edit_matter)
        self.frame.page_shown.connect(self.refresh_actions)
        self.frame.welcome.opened.connect(lambda path: self.open_path(Path(path)))
        self.crash.failed.connect(self._tell_failure)

    def _remember_place(self) -> None:
        self.resize(1280, 800)
        geometry = QSettings().value("window/geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)

    # What a person can do

    def open_path(self, path: Path) -> None:
        """Open a pack instead of the one that is open; what is wrong with it is said in the window."""
        self.files.open_path(path)

    def open_sample(self) -> None:
        """Open a copy of the sample pack."""
        self.files.open_sample()

    def close_pack(self) -> None:
        """Close the pack, once all is saved, and go back to the first page."""
        self.files.when_free("Close the pack", self.files.close)

    def edit_matter(self) -> None:
        """Edit what the pack is about."""
        if self.desk.pack is not None:
            self._open(MatterDialog(self.desk, self))

    def undo(self) -> None:
        """Undo the last deed."""
        self.desk.change(pack_view.undo, said=lambda name: f"undone: {name}")

    def redo(self) -> None:
        """Do again what was undone last."""
        self.desk.change(pack_view.redo, said=lambda name: f"done again: {name}")

    def find_anything(self) -> None:
        """Find an item, a page or a command."""
        self._open(FindAnything(self.desk, self.actions_by_name, self, self.finds))

    def show_in_folder(self) -> None:
        """Show where the pack lies."""
        if self.desk.pack is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.pack.path.parent)))

    def show_about(self) -> None:
        """Say what this program is."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, "About Evidence Pack", _ABOUT.format(version=__version__))
        box.setParent(self, box.windowFlags())
        self._open(box)

    # How it is shown

    def _open(self, dialog: QDialog) -> None:
        self._dialog = dialog  # else it would be gone at once
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_place(self, place: str) -> None:
        self.frame.show_place(place)

    def _show_found(self, where: str) -> None:
        """Show pages in the Reader: ``find:S3:12:words``, ``page:S3:12``, ``beside:S1:2:S3:4``."""
        kind, _, rest = where.partition(":")
        if kind not in ("find", "page", "beside"):
            return
        self.frame.show_place("reader")
        reader = self.frame.pages["reader"]
        if not isinstance(reader, ReaderPage):
            return
        if kind == "find":
            source, page, words = rest.split(":", 2)
            reader.show_found(source, int(page), words)
        elif kind == "page":
            source, page = rest.split(":")
            reader.show_page(source, int(page))
        else:
            source, page, other, there = rest.split(":")
            reader.show_pages(source, int(page), other, int(there))

    def _toggle_inspector(self) -> None:
        page = self.frame.pages.get(self.frame.place)
        if page is not None:
            page.toggle_inspector()

    def _toggle_jobs(self) -> None:
        panel = self.frame.jobs_panel
        panel.setVisible(not panel.isVisible())

    def _show_view(self, view: PackView) -> None:
        pack = self.desk.pack
        title = f"{view.title} – Evidence Pack" if pack else "Evidence Pack"
        self.setWindowTitle(title)
        due = view.matter.get("deadline") or view.matter.get("hearing_date")
        self.receiver.setText(
            "  |  ".join(part for part in (f"Sends to: {view.receiver}", due and f"Due {due}") if part)
            if pack
            else "No network connection is opened"
        )
        self.crash.working_on(pack.path if pack and not pack.read_only else None)
        self.refresh_actions()

    def refresh_actions(self) -> None:
        """Grey what cannot be done now, and name what Undo and Redo would do."""
        pack, view = self.desk.pack, self.desk.view
        for name, action in self.actions_by_name.items():
            deed = DEEDS[name]
            if deed.place:
                page = self.frame.pages[deed.place]
                in_front = deed.anywhere or self.frame.place == deed.place
                allowed = self.desk.can_change if deed.changes else pack is not None
                action.setEnabled(bool(in_front and allowed and page.can(name)))
            else:
                action.setEnabled(
                    (pack is not None or not deed.needs_pack) and (self.desk.can_change or not deed.changes)
                )
        for name, verb, done in (("edit.undo", "&Undo", view.undo), ("edit.redo", "&Redo", view.redo)):
            action = self.actions_by_name[name]
            action.setText(f"{verb}: {done.replace('&', '&&')}" if done else verb)
            action.setEnabled(self.desk.can_change and bool(done))

    def _tell_failure(self, report: str) -> None:
        sentence = FAILED.format(time=self.files.saved_at)
        self.frame.failure.say(sentence, "Copy report", lambda: QGuiApplication.clipboard().setText(report))

    def _tell_last_stop(self, last: dict[str, str]) -> None:
        path = Path(last["pack"])
        if path.is_file():
            self.frame.failure.say(
                f"The program stopped while {path.name} was open. Your work is safe up to the last change.",
                "Open it again",
                lambda: self.open_path(path),
            )

    def recolour(self) -> None:
        """Take the icons and colours of the present scheme."""
        for name, action in self.actions_by_name.items():
            if DEEDS[name].icon:
                action.setIcon(icons.icon(DEEDS[name].icon))
        self.frame.recolour()

    # What Qt tells

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Open a pack that was dropped; bring other files in as sources."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.files.take_dropped(paths)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Save what is being typed, ask about running work, then close the pack."""
        if not self._ready_to_close:
            event.ignore()
            self.files.when_free("Close", self._close_now)
            return
        QSettings().setValue("window/geometry", self.saveGeometry())
        event.accept()

    def _close_now(self) -> None:
        self.files.close()
        for page in self.frame.pages.values():
            page.end()
        self.desk.end()
        self.crash.stop()
        self._ready_to_close = True
        QTimer.singleShot(0, self.close)
