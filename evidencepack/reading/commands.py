"""What a PDF would have a viewer do: turning its own pages and web links may stay, all else is taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from evidencepack.reading.hidden import Hidden, words_of

_KINDS = {
    "/JavaScript": "script",
    "/Launch": "launch",
    "/SubmitForm": "submit",
    "/ImportData": "import",
    "/GoToR": "elsewhere",
    "/GoToE": "elsewhere",
    "/Rendition": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/RichMediaExecute": "media",
    "/GoTo3DView": "media",
}
_UNTOLD = "other"
_TURNS = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_WEB = {"http", "https", "mailto", "tel"}
_PROGRAMS = {"javascript", "vbscript", "data"}
_LONGEST_CHAIN = 1000


def take_out(holder: Any, key: str, hidden: Hidden, page: int = 0) -> None:
    """Take the command out that an object has under a key, if it may not stay, and whatever follows it.

    Args:
        holder: A dictionary of the PDF.
        key: ``/A``, ``/OpenAction`` and the like.
        hidden: Counts it.
        page: The page it is on, from 1, if any.
    """
    command = holder.get(key)
    if not isinstance(command, pikepdf.Dictionary):
        if command is not None and not isinstance(command, pikepdf.Array):
            _drop(holder, key, hidden)
        return
    if "/S" not in command and "/D" in command:
        return  # a bare destination
    for each in _chain(command):
        _tell(_kind(each), hidden, page)
    if _kind(command):
        _drop(holder, key, hidden)
    elif "/Next" in command:
        _drop(command, "/Next", hidden)


def take_out_all(holder: Any, hidden: Hidden, page: int = 0) -> None:
    """Take the commands out that an object has for every occasion (``/AA``)."""
    if "/AA" not in holder:
        return
    occasions = holder.get("/AA")
    if isinstance(occasions, pikepdf.Dictionary):
        for occasion in list(occasions.keys()):
            for each in _chain(occasions[occasion]):
                _tell(_kind(each), hidden, page)
    _drop(holder, "/AA", hidden)


def of_outline(root: Any, hidden: Hidden, most: int = 20_000) -> None:
    """Take out what the rows of the contents list would do other than show a page; the rows stay."""
    waiting = [root.get("/Outlines")]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < most:
        row = waiting.pop()
        if not isinstance(row, pikepdf.Dictionary) or row.objgen in seen:
            continue
        seen.add(row.objgen)
        take_out(row, "/A", hidden)
        take_out_all(row, hidden)
        waiting += [row.get("/Next"), row.get("/First")]


def _drop(holder: Any, key: str, hidden: Hidden) -> None:
    del holder[key]
    hidden.changed = True


def _tell(kind: str, hidden: Hidden, page: int) -> None:
    if kind not in ("", _UNTOLD):
        hidden.note(kind, page)


def _chain(first: Any) -> Iterator[Any]:
    """A command and those that follow it, each once."""
    waiting = [first]
    seen: set[tuple[int, int]] = set()
    for _ in range(_LONGEST_CHAIN):
        if not waiting:
            return
        command = waiting.pop()
        if isinstance(command, pikepdf.Array):
            waiting.extend(command)
        elif isinstance(command, pikepdf.Dictionary):
            if command.is_indirect and command.objgen in seen:
                continue
            seen.add(command.objgen)
            yield command
            waiting.append(command.get("/Next"))


def _kind(command: Any) -> str:
    """What a command is, as a kind that is told; ``other`` if it is not worth telling, empty if it stays."""
    name = words_of(command.get("/S"))
    if name == "/GoTo":
        return ""
    if name == "/Named":
        return "" if words_of(command.get("/N")) in _TURNS else _UNTOLD
    if name == "/URI":
        return _address_kind(command.get("/URI"))
    return _KINDS.get(name, _UNTOLD)


def _address_kind(address: Any) -> str:
    """Whether an address is of the web or of an e-mail, which may stay.

    Viewers pass over blanks and control characters, so they are no disguise.
    """
    text = "".join(c for c in words_of(address) if c.isprintable() and c != " ")
    scheme = _SCHEME.match(text)
    if scheme:
        name = scheme[1].lower()
        return "" if name in _WEB else "script" if name in _PROGRAMS else "elsewhere"
    return "elsewhere" if text.startswith(("/", "\\")) else ""
