"""Takes the files out of an archive, with limits on what it may unpack to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from evidencepack.errors import BadInput
from evidencepack.intake.archive_names import in_order, left_behind, tame
from evidencepack.intake.folder import DOCUMENTS
from evidencepack.intake.parts import MOST, PartsFolder
from evidencepack.intake.prepared import Container, Part
from evidencepack.intake.saved_page import page_of
from evidencepack.model.wording import counted

WORST_RATIO = 100
"""How many times its packed size a file may unpack to; text packs ten times, an empty scan fifty."""
HARMLESS = 50 << 20
"""A file of fewer bytes than this does no harm, however well it was packed."""
_DAMAGED = "it is damaged and cannot be unpacked; get the archive again from where it came"


@dataclass(frozen=True)
class Entry:
    """A file in an archive, before it is taken out.

    Attributes:
        name: Its name there, as it stands.
        size: How many bytes it says it has.
        packed: How many it takes up in the archive; 0 if that cannot be said.
        open: Gives its bytes.
        skipped: Why it cannot be taken out, as half a sentence.
    """

    name: str
    size: int
    packed: int
    open: Callable[[], AbstractContextManager[BinaryIO]]
    skipped: str = ""


@dataclass(frozen=True)
class _Named:
    """A file in an archive under a name that leads nowhere."""

    name: str
    warning: str
    entry: Entry


def take_out(
    path: Path, kind: str, entries: Sequence[Entry], workspace: Path, trouble: tuple[type[Exception], ...]
) -> Container:
    """Take the files out of an archive.

    Args:
        path: The archive.
        kind: What it is, in a sentence, with its article.
        entries: The files in it.
        workspace: Where they go.
        trouble: What reading a damaged one raises.

    Raises:
        BadInput: If it holds too many files, or nothing but what would fill the disk.
    """
    if len(entries) > MOST:
        raise BadInput(
            f"“{path.name}” is {kind} with {len(entries):,} files, more than the {MOST:,} that are taken out "
            "of one; unpack it and import the folders that matter.",
            file=str(path),
        )
    named = sorted((_named(entry) for entry in entries), key=lambda one: in_order(one.name))
    wanted = [one for one in named if not left_behind(one.name)]
    swollen = [one for one in wanted if _swells(one.entry)]
    if swollen and len(swollen) == len(wanted):
        raise BadInput(
            f"“{path.name}” is {kind} that was not unpacked: “{swollen[0].name}” in it "
            f"{_swelling(swollen[0])}; ask its sender for the document itself.",
            file=str(path),
        )
    return Container(path, kind, _Taking(named, workspace, trouble).parts(), [])


def _named(entry: Entry) -> _Named:
    name, warning = tame(entry.name)
    return _Named(name, warning, entry)


def _swells(entry: Entry) -> bool:
    return bool(entry.packed) and entry.size > HARMLESS and entry.size > WORST_RATIO * entry.packed


def _swelling(one: _Named) -> str:
    times = one.entry.size // max(1, one.entry.packed)
    return f"would unpack to {one.entry.size >> 20:,} MB, {times:,} times its packed size"


class _BrokenError(Exception):
    """A file in the archive cannot be unpacked to its end."""


class _Careful:
    """The bytes of a file in an archive; whatever goes wrong in unpacking them is told from a full disk."""

    def __init__(
        self, opening: Callable[[], AbstractContextManager[BinaryIO]], trouble: tuple[type[Exception], ...]
    ) -> None:
        self._trouble = trouble
        self._closing = ExitStack()
        try:
            self._stream = self._closing.enter_context(opening())
        except trouble as problem:
            raise _BrokenError from problem

    def read(self, size: int) -> bytes:
        """The next bytes."""
        try:
            return self._stream.read(size)
        except self._trouble as problem:
            raise _BrokenError from problem

    def close(self) -> None:
        """There is no need of more."""
        self._closing.close()


class _Taking:
    """The files of one archive on their way out."""

    def __init__(
        self, named: Sequence[_Named], workspace: Path, trouble: tuple[type[Exception], ...]
    ) -> None:
        self._named = named
        self._folder = PartsFolder(workspace)
        self._trouble = trouble
        self._pages = _saved_pages([one.name for one in named])

    def parts(self) -> list[Part]:
        """Take out every file that is a document; those of a saved page's folder go beside the page."""
        beside: dict[str, list[_Named]] = {}
        for one in self._named:
            page = self._page_of(one)
            if page:
                beside.setdefault(page, []).append(one)
            elif reason := self._reason(one):
                self._folder.skip(one.name, reason)
            else:
                self._take(one)
        for page, files in beside.items():
            self._put_beside(page, files)
        return self._folder.parts

    def _reason(self, one: _Named) -> str:
        if found := left_behind(one.name) or one.entry.skipped:
            return found
        if _swells(one.entry):
            return f"it {_swelling(one)} and was not unpacked; ask its sender for the document itself"
        hidden = PurePosixPath(one.name).name.startswith(".")
        return "an empty hidden file" if hidden and not one.entry.size else ""

    def _take(self, one: _Named) -> None:
        try:
            with self._opened(one.entry) as stream:
                self._folder.add_stream(one.name, stream, size=one.entry.size, warning=one.warning)
        except _BrokenError:
            self._folder.skip(one.name, _DAMAGED)

    @contextmanager
    def _opened(self, entry: Entry) -> Iterator[BinaryIO]:
        stream = _Careful(entry.open, self._trouble)
        try:
            yield cast(BinaryIO, stream)
        finally:
            stream.close()

    def _page_of(self, one: _Named) -> str:
        """The saved page to which a file belongs; empty if it is a document of its own."""
        path = PurePosixPath(one.name)
        if path.suffix.lower() in DOCUMENTS:
            return ""
        return next((self._pages[str(up)] for up in path.parents if str(up) in self._pages), "")

    def _put_beside(self, page: str, files: Sequence[_Named]) -> None:
        part = next((part for part in self._folder.parts if part.name == page and part.path), None)
        folder = next(folder for folder, owner in self._pages.items() if owner == page)
        if part is None:
            self._folder.skip(folder, f"saved with “{page}”, which could not be taken out")
            return
        up = PurePosixPath(folder).parent
        for one in files:
            if one.entry.skipped or _swells(one.entry):
                continue
            try:
                with self._opened(one.entry) as stream:
                    names = PurePosixPath(one.name).relative_to(up).parts
                    self._folder.add_beside(part, names, stream, size=one.entry.size)
            except _BrokenError:
                continue  # the page says how many of its pictures are missing
        self._folder.skip(
            folder, f"saved with “{page}” and read together with it ({counted(len(files), 'file')})"
        )


def _saved_pages(names: Sequence[str]) -> dict[str, str]:
    """The folders that were saved with a page of the archive: the folder's name to the page's."""
    files: dict[PurePosixPath, set[str]] = {}
    folders: set[PurePosixPath] = set()
    for name in names:
        path = PurePosixPath(name)
        files.setdefault(path.parent, set()).add(path.name)
        folders.update(path.parents)
    found = {}
    for folder in folders:
        if page := page_of(folder, files.get(folder.parent, set())):
            found[str(folder)] = str(folder.parent / page)
    return found
