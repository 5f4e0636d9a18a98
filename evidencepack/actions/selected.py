"""Words selected on a page: what they are, and their check at the very place where they were selected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidencepack.errors import BadInput
from evidencepack.quoting.finding import Check, PageIndex
from evidencepack.quoting.furniture import bodies
from evidencepack.quoting.places import PageWords, Place

MOST_SELECTED = 20_000
"""Letters of the longest selection that is checked; beyond that it takes minutes and is no quotation."""
_SLACK = 60  # letters that a line's end or a mark may add or take
_BESIDE = 5


def check_at(text: str, pages: Sequence[PageWords], page: int, start: int) -> Check:
    """Check words that were selected on a page: at the place where they begin there, and at no other.

    Args:
        text: The words.
        pages: The pages of one source, in reading order.
        page: The page, from 1, on which they begin.
        start: The code point of its stored text at which they begin; signs and spaces there do not count.

    Returns:
        The check of that place; ``missing`` with the places there are, if the words do not begin there.

    Raises:
        BadInput: They are too many to be checked.
    """
    if len(text) > MOST_SELECTED:
        raise BadInput(f"{len(text):,} letters are too many for one quotation; select a shorter passage.")
    here = next((each for each in pages if each.page == page), None)
    if here is None:
        return Check("missing", notes=(f"There is no page {page}.",))
    places: tuple[Place, ...] = ()
    for near in _neighbourhoods(pages, here, start + len(text)):
        index = PageIndex(near)
        check = index.check(text, page=page, cuts=True)
        places = check.occurrences
        number = _beginning(places, here.text, start)
        if number:
            return index.check(text, page=page, occurrence=number, cuts=True) if len(places) > 1 else check
    return Check("missing", occurrences=places, notes=(f"Not at the place marked on page {page}.",))


def _neighbourhoods(pages: Sequence[PageWords], here: PageWords, reach: int) -> Iterator[list[PageWords]]:
    """The page alone, if the words may end there; then with the pages they may run over to.

    Pages before and after go along, for only beside them is a running head known for what it is.
    """
    if reach <= len(here.text) + _SLACK:
        yield [here]
    last = here.page
    for page in pages[here.page - 1 :]:
        last, reach = page.page, reach - len(page.text)
        if reach < -_SLACK:
            break
    yield [page for page in pages if here.page - _BESIDE <= page.page <= last + _BESIDE]


def _beginning(places: Sequence[Place], text: str, start: int) -> int:
    """Which of the places, from 1, begins here but for signs and spaces; 0 if none does."""
    near = [
        (abs(place.start - start), number)
        for number, place in enumerate(places, start=1)
        if not any(map(str.isalnum, text[min(place.start, start) : max(place.start, start)]))
    ]
    return min(near)[1] if near else 0


def words_between(
    pages: Sequence[PageWords], first_page: int, start: int, last_page: int, end: int
) -> tuple[str, int]:
    """The words of a selection, without the running heads and feet it passes over from page to page.

    Args:
        pages: The pages of one source, in reading order.
        first_page: The page, from 1, on which the selection begins.
        start: Its first code point there.
        last_page: The page on which it ends.
        end: The code point after its last one there.

    Returns:
        The words without spaces around them, pages joined by a line break; and the code point of the first
        page at which they begin.
    """
    pieces: list[str] = []
    for page, (head, foot) in zip(pages, bodies(pages), strict=True):
        if not first_page <= page.page <= last_page:
            continue
        low, high = (head, foot) if first_page < last_page else (0, len(page.text))
        if page.page == first_page:  # what was marked by hand inside a head or foot is meant
            low, high = start, high if start < high else len(page.text)
        if page.page == last_page:
            low, high = low if low < end else 0, end
        words = page.text[low:high]
        if page.page == first_page:
            start += len(words) - len(words.lstrip())
        pieces.append(words.strip())
    return "\n".join(filter(None, pieces)), start
