"""The number that is printed on a page, where the file does not know it."""

from __future__ import annotations


def printed_label(number: int, label: str, offset: int) -> str:
    """The label of a page, as a person would name it.

    Many reports begin with a cover and contents that are not counted, and the file says nothing of it. The
    person then says by how much the printed numbers differ from the counted ones.

    Args:
        number: The page, counted from 1.
        label: The label that the file has, or the number.
        offset: What to add to the number: ``-4`` where the fifth page is printed as 1; 0 to trust the file.

    Returns:
        The label; empty for a page before the one that is printed as 1.
    """
    if not offset:
        return label
    moved = number + offset
    return str(moved) if moved > 0 else ""
