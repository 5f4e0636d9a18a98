"""The result of a verification: what was proved, what failed, and what it does not say."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from evidencepack.quoting.grade_words import grades_counted


@dataclass(frozen=True)
class Failure:
    """One thing that is not as it must be.

    Attributes:
        page: The page, from 1; 0 where it concerns the whole.
        kind: ``text``, ``picture``, ``blank``, ``number``, ``label``, ``index``, ``link``, ``bookmark``,
            ``quote``, ``action``, ``page``, ``proof``, ``pack``, ``file`` or ``word``.
        message: One sentence.
    """

    page: int
    kind: str
    message: str


@dataclass
class Certificate:
    """What a verification found.

    Attributes:
        grades: How many quotations have each grade, where the pack itself was looked into.
    """

    pages: int = 0
    index_rows: int = 0
    links: int = 0
    bookmarks: int = 0
    quotes: int = 0
    failures: list[Failure] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)
    grades: dict[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether nothing failed."""
        return not self.failures

    def fail(self, page: int, kind: str, message: str) -> None:
        """Note a failure, the same one once."""
        failure = Failure(page, kind, message)
        if failure not in self.failures:
            self.failures.append(failure)

    def add(self, other: Certificate) -> None:
        """Take over what another verification found."""
        for name in ("pages", "index_rows", "links", "bookmarks", "quotes"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for grade, count in other.grades.items():
            self.grades[grade] = self.grades.get(grade, 0) + count
        self.failures += other.failures
        self.checked += other.checked

    def as_json(self) -> dict[str, Any]:
        """The certificate as plain data."""
        return {"ok": self.ok, **asdict(self)}

    def text(self) -> str:
        """The certificate for a reader."""
        counted = (
            f"{self.pages} pages, {self.index_rows} index rows, {self.links} links, "
            f"{self.bookmarks} bookmarks and {self.quotes} quoted passages compared."
        )
        lines = [*self.checked, counted]
        if self.grades:
            lines.append(f"The quotations: {grades_counted(self.grades)}.")
        if self.ok:
            lines.append("Everything agrees.")
        for failure in self.failures:
            where = f"Page {failure.page}" if failure.page else "The whole"
            lines.append(f"{where} ({failure.kind}): {failure.message}")
        lines.append(
            "This compares the file with the record it carries. The record is not signed: it shows that "
            "nothing was changed by mistake or on the way, not who made it."
        )
        return "\n".join(lines)
