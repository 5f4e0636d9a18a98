"""The commands as they are searched: every deed with its keys, and why it cannot be done now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence

from evidencepack.gui.deeds import MENUS, Deed
from evidencepack.quoting.sought import Sought
from evidencepack.submission.excerpt import Marked, marked
from evidencepack.submission.search import FIRST

_PLACES = {
    "sources": "Sources",
    "reader": "the Reader",
    "claims": "Claims & evidence",
    "chronology": "Chronology",
    "submission": "Submission",
    "export": "Export",
}


@dataclass(frozen=True)
class Command:
    """A command that was found.

    Attributes:
        name: The deed's.
        words: Its name, the words found marked.
        menu: The menu it is in.
        keys: Its first shortcut, as the platform writes it.
        icon: Its icon's name.
        possible: Whether it can be done now.
        reason: If not, why not; a short remark.
        rank: How well it was found.
    """

    name: str
    words: Marked
    menu: str
    keys: str
    icon: str
    possible: bool
    reason: str
    rank: int


def plain(text: str) -> str:
    """A menu's or an action's text without the marks for its letter."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def commands_for(
    typed: str, actions: Mapping[str, QAction], *, pack_open: bool, can_change: bool
) -> list[Command]:
    """The commands that have the words, those that can be done now first; with no words, all of them."""
    sought = Sought(typed)
    found = []
    for title, deeds in MENUS.items():
        menu = plain(title)
        for deed in deeds:
            action = actions.get(deed.name) if deed else None
            if deed is None or action is None:
                continue
            name = plain(action.text())
            rank = 1 if not sought else sought.how_well(f"{name} {menu} {deed.tip}")
            if sought and rank and sought.begins(name):
                rank = FIRST
            if rank:
                words = marked(name, sought.stretches(name) if sought else [])
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                reason = "" if action.isEnabled() else _why_not(deed, pack_open, can_change)
                found.append(
                    Command(deed.name, words, menu, keys, deed.icon, action.isEnabled(), reason, rank)
                )
    return sorted(found, key=lambda command: (not command.possible, -command.rank))


def _why_not(deed: Deed, pack_open: bool, can_change: bool) -> str:
    if deed.needs_pack and not pack_open:
        return "needs an open pack"
    if deed.changes and not can_change:
        return "this pack can only be read"
    if deed.place and not deed.anywhere:
        return f"on {_PLACES.get(deed.place, deed.place)}"
    return "nothing to do it to"
