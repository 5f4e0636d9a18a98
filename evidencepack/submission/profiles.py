"""A profile: the receiving body's rules and house style, read from a data file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from evidencepack.errors import NotFound
from evidencepack.settings import resources


@dataclass(frozen=True)
class Rule:
    """One rule of a receiving body.

    Attributes:
        id: By which a finding is accepted: ``commons-words``.
        check: The check in ``rules/`` that decides it.
        severity: ``error`` for a "must", ``warning`` for a "should".
        limit: The threshold, if it has one.
        authority: Who says so, and when.
        second_hand: Whether the figure comes from somebody who quotes the authority.
    """

    id: str
    check: str
    severity: str
    authority: str
    limit: float | None = None
    mend: str = ""
    second_hand: bool = False


@dataclass(frozen=True)
class Profile:
    """The rules and house style of a receiving body."""

    id: str
    name: str
    version: str
    heading: str
    kind: str
    annex_word: str
    page_style: str
    page_numbers: bool
    light_quotes: bool
    titles: dict[str, str]
    words: dict[str, str]
    rules: tuple[Rule, ...] = field(default=())


@cache
def load_profile(profile_id: str) -> Profile:
    """Load a profile by its id.

    Raises:
        NotFound: No such profile; the message lists those there are.
    """
    folder = resources() / "profiles"
    path = folder / f"{profile_id}.toml"
    if not profile_id.isidentifier() or not path.is_file():
        known = ", ".join(profile_ids())
        raise NotFound(f"There are no receiver's rules called “{profile_id}”; there are: {known}.")
    data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    base = tomllib.loads((folder / "plain.toml").read_text("utf-8"))
    style = {**base["style"], **data["style"]}
    return Profile(
        id=profile_id,
        name=data["name"],
        version=data["version"],
        titles={**base["titles"], **data.get("titles", {})},
        words={**base["words"], **data.get("words", {})},
        rules=tuple(Rule(**rule) for rule in data.get("rule", [])),
        **style,
    )


def profile_ids() -> list[str]:
    """The profiles there are, the plain one first."""
    names = sorted(path.stem for path in (resources() / "profiles").glob("*.toml"))
    return sorted(names, key=lambda name: (name != "plain", name))
