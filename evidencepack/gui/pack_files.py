"""Packs as files: new, open, close, the sample, recipes; and what is dropped on the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QObject, QSettings, QStandardPaths, QTimer
from PySide6.QtWidgets import QFileDialog, QMessageBox

from evidencepack.gui.crash import state_folder
from evidencepack.gui.desk import Desk
from evidencepack.gui.jobs import Trouble
from evidencepack.gui.models.pack_view import PackView, look_or_close, open_and_look
from evidencepack.gui.pack_state import leave_as, left_as
from evidencepack.gui.recent import remember_pack
from evidencepack.progress import Progress
from evidencepack.settings import samples
from evidencepack.store.pack import SUFFIX, Pack

if TYPE_CHECKING:
    from evidencepack.gui.main_window import MainWindow

_PACKS = f"Evidence packs (*{SUFFIX})"
_POLL = 30  # milliseconds between looks whether everything is saved


class PackFiles(QObject):
    """What a person does to whole packs.

    Attributes:
        saved_at: When something was last saved, for a person.
    """

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._dialog: QFileDialog | QMessageBox | None = None
        self.saved_at = QDateTime.currentDateTime().toString("HH:mm")
        desk.said.connect(self._note_time)

    # Asking

    def ask_new(self) -> None:
        """Ask where a new pack goes, and make it."""
        self._ask("New pack", _PACKS, self.make, save=f"Untitled{SUFFIX}")

    def ask_open(self) -> None:
        """Ask which pack to open, and open it."""
        self._ask("Open a pack", _PACKS, self.open_path)

    def ask_build(self) -> None:
        """Ask for a recipe, and build a pack beside it."""
        self._ask("Build a pack from a recipe", "Recipes (*.toml)", self.build)

    def ask_recipe(self) -> None:
        """Ask for a folder, and write the pack there as a recipe with its sources."""
        self._ask("Write as a recipe: choose an empty folder", "", self.write_recipe, folder=True)

    def ask_verify(self) -> None:
        """Ask for a file, and prove it."""
        page = self._window.frame.pages["export"]
        verify = getattr(page, "verify_path", None)
        if verify is not None:
            kinds = f"Bundles, Word files and packs (*.pdf *.docx *{SUFFIX});;All files (*)"
            self._ask("Prove a file", kinds, verify)

    def _ask(
        self,
        title: str,
        kinds: str,
        then: Callable[[Path], object],
        *,
        save: str = "",
        folder: bool = False,
    ) -> None:
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        start = str(QSettings().value("window/folder", home))
        dialog = QFileDialog(self._window, title, start, kinds)
        dialog.setObjectName("choose")
        if folder:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        elif save:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(SUFFIX.lstrip("."))
            dialog.selectFile(save)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)

        def chosen(name: str) -> None:
            QSettings().setValue("window/folder", str(Path(name).parent))
            then(Path(name))

        dialog.fileSelected.connect(chosen)
        self._dialog = dialog
        dialog.open()

    # Doing

    def make(self, path: Path, then: Callable[[], object] | None = None) -> None:
        """Make a new pack and open it."""
        from evidencepack.actions.packs import new_pack

        def work(_: Progress) -> tuple[Pack, PackView]:
            return look_or_close(new_pack(path, path.stem))

        def opened(result: tuple[Pack, PackView]) -> None:
            self._opened(result)
            if then:
                then()

        self.when_free("Open another pack", lambda: self._run(f"Make {path.name}", work, opened))

    def open_path(self, path: Path) -> None:
        """Open a pack instead of the one that is open."""
        pack = self._desk.pack
        if pack is not None and path.resolve() == pack.path.resolve():
            self._desk.said.emit(f"{path.name} is open already.")
            return
        self.when_free(
            "Open another pack",
            lambda: self._run(f"Open {path.name}", lambda _: open_and_look(path), self._opened),
        )

    def open_sample(self) -> None:
        """Open this person's copy of the sample; the first time it is built."""
        copy = state_folder() / "sample" / f"pupil-data{SUFFIX}"
        if copy.is_file():
            self.open_path(copy)
        else:
            copy.parent.mkdir(parents=True, exist_ok=True)
            self.build(samples() / "pupil-data" / "recipe.toml", copy, "Build the sample")

    def build(self, recipe: Path, target: Path | None = None, title: str = "") -> None:
        """Build a pack from a recipe and open it."""
        place = target or recipe.with_suffix(SUFFIX)

        def work(progress: Progress) -> tuple[Pack, PackView]:
            from evidencepack.actions.recipe_reading import build_recipe  # loads the importers

            return look_or_close(build_recipe(recipe, place, progress))

        self.when_free(
            "Open another pack", lambda: self._run(title or f"Build {place.name}", work, self._opened)
        )

    def write_recipe(self, folder: Path) -> None:
        """Write the pack as a recipe with its sources."""
        from evidencepack.actions.recipe_writing import write_recipe

        pack = self._desk.pack
        if pack is not None:
            self._desk.jobs.run(
                "Write the recipe",
                lambda _: write_recipe(pack, folder),
                lambda path: self._desk.said.emit(f"Written: {path}"),
            )

    def take_dropped(self, paths: list[Path]) -> None:
        """Open a pack; import anything else, into a new pack where none is open."""
        if len(paths) == 1 and paths[0].suffix.lower() == SUFFIX:
            self.open_path(paths[0])
            return
        others = [path for path in paths if path.suffix.lower() != SUFFIX]
        if not others:
            self._desk.troubled.emit(Trouble("", "Drop one pack at a time, or files of this computer."))
            return
        if self._desk.pack is not None:
            self._import(others)
            return
        self._ask(
            "New pack for these files",
            _PACKS,
            lambda path: self.make(path, lambda: self._import(others)),
            save=f"Untitled{SUFFIX}",
        )

    def _import(self, paths: list[Path]) -> None:
        self._window.frame.show_place("sources")
        page = self._window.frame.pages["sources"]
        add = getattr(page, "add_paths", None)
        if add is not None:
            add(paths)

    def _run(
        self,
        title: str,
        work: Callable[[Progress], tuple[Pack, PackView]],
        then: Callable[[tuple[Pack, PackView]], object],
    ) -> None:
        self._desk.jobs.run(title, work, then, failed=self._desk.troubled.emit)

    def _opened(self, result: tuple[Pack, PackView]) -> None:
        old = self._desk.pack
        self._remember_window()
        self._desk.take(*result)
        if old is not None:
            self._desk.release(old)
        pack, view = result
        remember_pack(pack.path, view)
        self._window.frame.failure.hide()
        self._window.frame.take_state(left_as(pack.path))
        safe = "." if pack.read_only else "; everything is saved as you work."
        self._desk.said.emit(f"Opened {pack.path.name}{safe}")

    def close(self) -> None:
        """Close the pack; it is then a single file."""
        pack = self._desk.pack
        if pack is None:
            return
        remember_pack(pack.path, self._desk.view)
        self._remember_window()
        self._desk.take(None)
        pack.close()
        self._desk.said.emit(f"Closed {pack.path.name}; everything is saved.")

    def _remember_window(self) -> None:
        """Remember how the window of the open pack is left."""
        if self._desk.pack is not None:
            leave_as(self._desk.pack.path, self._window.frame.state())

    # Waiting until nothing is under way

    def when_free(self, what: str, then: Callable[[], object]) -> None:
        """Do something once what is being typed is saved and no job runs; asks before it stops one."""
        for page in self._window.frame.pages.values():
            page.leave()
        running = [job for job in self._desk.jobs.waiting if not job.cancelled()]
        if running and self._desk.pack is not None:
            self._ask_to_stop(what, running[0].title, then)
        else:
            self._desk.jobs.cancel_all()
            self._wait(then)

    def _ask_to_stop(self, what: str, title: str, then: Callable[[], object]) -> None:
        box = QMessageBox(self._window)
        box.setObjectName("stop-jobs")
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(what)
        box.setText(f"“{title}” is still running.")
        box.setInformativeText("What it has finished is saved. Stopping loses only what it has not done yet.")
        stop = box.addButton(f"Stop it and {what[0].lower()}{what[1:]}", QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton("Keep working", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)

        def answered() -> None:
            if box.clickedButton() is stop:
                self._desk.jobs.cancel_all()
                self._wait(then)

        box.finished.connect(answered)
        self._dialog = box
        box.open()

    def _wait(self, then: Callable[[], object]) -> None:
        if self._desk.busy or self._desk.jobs.waiting:
            self._desk.said.emit("Stopping…")
            QTimer.singleShot(_POLL, lambda: self._wait(then))
        else:
            then()

    def _note_time(self, sentence: str) -> None:
        if sentence.startswith("Saved"):
            self.saved_at = QDateTime.currentDateTime().toString("HH:mm")
