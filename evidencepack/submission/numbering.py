"""The numbers that readers see: paragraphs, entries and annex marks, computed here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidencepack.model.tables import Annex, Entry
from evidencepack.store.handles import handle_number

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True)
class Number:
    """A paragraph's number.

    Attributes:
        label: As printed before the paragraph: ``3.``, ``3.1``, ``(a)``, ``(i)``.
        full: As referred to from elsewhere: ``3``, ``3.1``, ``3(a)``, ``3.1(a)(i)``.
    """

    label: str
    full: str


def letters(number: int) -> str:
    """1 is A, 26 is Z, 27 is AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def repeated_letter(number: int) -> str:
    """1 is a, 26 is z, 27 is aa, 28 is bb: as Word counts in letters, so that both documents agree."""
    turns, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (turns + 1)


def roman(number: int) -> str:
    """1 is i, 4 is iv, 29 is xxix."""
    name = ""
    for value, figure in _ROMAN:
        while number >= value:
            name += figure
            number -= value
    return name


def number_paragraphs(levels: Iterable[int]) -> list[Number]:
    """Number paragraphs of levels 1 to 4 as 1. / 1.1 / (a) / (i).

    Level 1 runs through the whole submission. A deeper level begins anew after any higher one; (a) may
    follow 1 directly, and a number is never made of a level that has not been used.
    """
    counts = [0, 0, 0, 0]
    numbers = []
    for level in levels:
        counts[level - 1] += 1
        counts[level:] = [0] * (4 - level)
        one, two, three, four = counts
        full = f"{one}.{two}" if two else str(one)
        if three:
            full += f"({repeated_letter(three)})"
        if four:
            full += f"({roman(four)})"
        label = {
            1: f"{one}.",
            2: f"{one}.{two}",
            3: f"({repeated_letter(three)})",
            4: f"({roman(four)})",
        }[level]
        numbers.append(Number(label, full))
    return numbers


def entry_order(entry: Entry) -> tuple[object, ...]:
    """Entries in order: dated first, by earliest day, then precision, then the person's own order."""
    date = entry.date
    key: tuple[object, ...] = (1,) if date is None else (0, *date.sort_key())
    return (*key, entry.position, handle_number(entry.handle))


def number_entries(entries: Iterable[Entry]) -> list[tuple[int, Entry]]:
    """The chronology in printed order with its numbers from 1; undated entries come last."""
    return list(enumerate(sorted(entries, key=entry_order), start=1))


def mark_annexes(annexes: Sequence[Annex]) -> dict[str, str]:
    """Each annex's mark by its handle: A, B, C in the order of the annexes."""
    ordered = sorted(annexes, key=lambda annex: (annex.position, handle_number(annex.handle)))
    return {annex.handle: letters(n) for n, annex in enumerate(ordered, start=1)}
