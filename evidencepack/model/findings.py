"""A finding: one thing a check found, with its place, its authority and how to mend it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class Finding:
    """One thing a check found.

    Attributes:
        rule: The rule's identifier, by which a person accepts it: ``quote-not-on-page``.
        severity: An *error* stops an export until accepted; what a rule says "should" be is a warning.
        place: The handle it concerns (``Q3``), or ``matter``, ``submission``, ``bundle``.
        message: One sentence: what is so.
        mend: One sentence: what to do.
        authority: Who says so.
    """

    rule: str
    severity: Severity
    place: str
    message: str
    mend: str = ""
    authority: str = ""

    def as_json(self) -> dict[str, Any]:
        """The finding as plain data."""
        return asdict(self)
