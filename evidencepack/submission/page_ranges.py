"""Which pages of a source are meant: “2-5, 7”."""

from __future__ import annotations

import re

from evidencepack.errors import BadInput
from evidencepack.model.wording import counted

_PART = re.compile(r"\s*(\d{1,9})\s*(?:[-–—]\s*(\d{1,9})\s*)?\Z")


def read_pages(typed: str, last: int, what: str = "The document") -> list[int]:
    """Read page numbers, from 1, in the order typed; all pages when nothing is typed.

    Args:
        typed: Such as ``2-5, 7``.
        last: How many pages there are.
        what: What has the pages, to begin the sentence with if they do not fit.

    Raises:
        BadInput: Not page numbers, backwards, or beyond the last page.
    """
    if not typed.strip():
        return list(range(1, last + 1))
    pages: list[int] = []
    for part in typed.split(","):
        match = _PART.match(part)
        if match is None:
            raise BadInput(f"“{typed}” is not a list of pages; write it like 2-5, 7.")
        first, end = int(match[1]), int(match[2] or match[1])
        if first < 1 or end < first:
            raise BadInput(f"“{part.strip()}” is not a range of pages; the first comes first, from 1.")
        if end > last:
            raise BadInput(f"{what} has {counted(last, 'page')}; there is no page {end}.")
        pages.extend(range(first, end + 1))
    return list(dict.fromkeys(pages))


def show_pages(pages: list[int]) -> str:
    """Write page numbers shortly: 2–5, 7."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and page == spans[-1][-1] + 1:
            spans[-1].append(page)
        else:
            spans.append([page])
    return ", ".join(f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans)
