"""Numbers with their nouns and pages in a row, as the sentences that a person reads have them."""

from __future__ import annotations

from collections.abc import Sequence

_MOST_PAGES = 8


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 picture``, ``3 pictures``.

    Args:
        number: How many.
        one: The noun for one.
        many: The noun for several, if it is not made with an s.
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed_pages(numbers: Sequence[int], *, begins: bool = True) -> str:
    """Pages in words: ``Page 3``, ``Pages 3, 4 and 7``, and no more than a few of them.

    Args:
        numbers: The pages, from 1, at least one.
        begins: Whether a sentence begins with it.
    """
    noun = "Page" if begins else "page"
    if len(numbers) == 1:
        return f"{noun} {numbers[0]}"
    if len(numbers) > _MOST_PAGES:
        first = ", ".join(map(str, numbers[:_MOST_PAGES]))
        return f"{noun}s {first} and {len(numbers) - _MOST_PAGES:,} more"
    return f"{noun}s {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
