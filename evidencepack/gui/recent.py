"""The packs opened lately, and what was in them, so that the first page can show them without opening."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QSettings

from evidencepack.gui.models.pack_view import PackView

_KEY = "packs/recent"
_MOST = 8
BRITISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


@dataclass(frozen=True)
class Recent:
    """A pack opened lately.

    Attributes:
        path: Where it is.
        title: What it is about.
        receiver: Whose rules it follows.
        sources: How many sources it had.
        quotes: How many quotes it had.
        when: When it was last open, ISO 8601, local time.
    """

    path: str
    title: str
    receiver: str
    sources: int
    quotes: int
    when: str

    @property
    def counts(self) -> str:
        """What was in it, for a person."""
        return f"{_counted(self.sources, 'source')} · {_counted(self.quotes, 'quote')}"

    @property
    def shown_when(self) -> str:
        """When it was open, as people say it."""
        then = QDateTime.fromString(self.when, "yyyy-MM-ddTHH:mm:ss")
        days = then.daysTo(QDateTime.currentDateTime())
        if days == 0:
            return f"Today {then.toString('HH:mm')}"
        if days == 1:
            return "Yesterday"
        return BRITISH.toString(then, "d MMMM" if then.date().year() == _year() else "d MMMM yyyy")


def recent_packs() -> list[Recent]:
    """The packs opened lately that are still there, the last one first."""
    try:
        rows = json.loads(str(QSettings().value(_KEY, "[]")))
        packs = [Recent(**row) for row in rows]
    except (ValueError, TypeError):  # written by another version, or by hand
        return []
    return [pack for pack in packs if Path(pack.path).is_file()]


def remember_pack(path: Path, view: PackView) -> None:
    """Put a pack first in the list."""
    entry = Recent(
        path=str(path.resolve()),
        title=view.title,
        receiver=view.receiver,
        sources=len(view.of("sources")),
        quotes=len(view.of("quotes")),
        when=QDateTime.currentDateTime().toString("yyyy-MM-ddTHH:mm:ss"),
    )
    others = [pack for pack in recent_packs() if pack.path != entry.path]
    _write([entry, *others][:_MOST])


def forget_pack(path: str) -> None:
    """Take a pack from the list; the file stays."""
    _write([pack for pack in recent_packs() if pack.path != path])


def _write(packs: list[Recent]) -> None:
    QSettings().setValue(_KEY, json.dumps([asdict(pack) for pack in packs]))


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def _year() -> int:
    return QDateTime.currentDateTime().date().year()
