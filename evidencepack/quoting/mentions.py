"""Finds the references that British papers make: questions, Hansard, papers, Acts, instruments, cases, files.

Each is found with its kind and one normal form, which reads again as the same reference. Nothing is looked
up: what is found is what the words say. A part of the text itself ("section 3 of this report", "Table 5") is
no reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from evidencepack.quoting.mention import Mention, flat
from evidencepack.quoting.mentions_cases import cases
from evidencepack.quoting.mentions_european import european
from evidencepack.quoting.mentions_law import acts_and_instruments
from evidencepack.quoting.mentions_parliament import parliamentary
from evidencepack.quoting.mentions_records import records, web_addresses

__all__ = ["GROUPS", "KINDS", "Mention", "group_of", "mention_of", "mentions", "normal_forms"]

GROUPS = {
    "cases": ("case", "tribunal-appeal"),
    "legislation": ("act", "statutory-instrument", "european-law", "treaty", "court-rules"),
    "parliamentary papers": (
        "written-question",
        "written-statement",
        "hansard",
        "paper",
        "command-paper",
        "bill",
        "early-day-motion",
    ),
    "other": ("information-request", "information-commissioner", "law-commission", "web-address"),
}
"""The kinds of reference, as lawyers group them in a table of authorities."""
KINDS = tuple(kind for kinds in GROUPS.values() for kind in kinds)

_MAIL_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


def mentions(text: str) -> list[Mention]:
    """The references in a text, in order; none lies inside another.

    Args:
        text: Any text; a reference may run over the end of a line.
    """
    addresses = list(web_addresses(text))
    taken = [(one.start, one.end) for one in addresses]
    taken += [match.span() for match in _MAIL_ADDRESS.finditer(text)]
    hidden = _hidden(text, taken)
    found = [*parliamentary(hidden), *acts_and_instruments(hidden), *european(hidden)]
    found += [*cases(hidden), *records(hidden)]
    return sorted([*addresses, *_apart(found)], key=lambda one: one.start)


def mention_of(words: str) -> Mention | None:
    """The one reference that these words are as a whole, or None."""
    text = flat(words)
    found = mentions(text)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))
    return found[0] if whole else None


def normal_forms(listed: str) -> list[str]:
    """References as a person lists them, with semicolons between, each in its normal form and once.

    What is no reference that is known here is kept as it was typed: the person knows better.
    """
    typed = [flat(one) for one in re.split(r"[;\n]", listed)]
    known = ((mention_of(one), one) for one in typed if one)
    return list(dict.fromkeys(found.normal if found else one for found, one in known))


def group_of(kind: str) -> str:
    """The group in a table of authorities to which a kind of reference belongs."""
    return next((group for group, kinds in GROUPS.items() if kind in kinds), "other")


def _hidden(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """The text with addresses blacked out: what stands in an address is part of it."""
    for start, end in stretches:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def _apart(found: Iterable[Mention]) -> list[Mention]:
    """Of those that overlap, the one that begins first; of those that begin together, the longest."""
    kept: list[Mention] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
