"""The check of a quotation: where it stands, letter for letter, or how the nearest passage differs.

One function for tagging, import, composing, export and verifying: :func:`check_quote`. Whoever has many
quotations to check makes a :class:`PageIndex` once and asks it for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from evidencepack.quoting.difference import Nearest, compare_words, nearest
from evidencepack.quoting.edited import Chain, between, chains
from evidencepack.quoting.elision import forms, take_apart, without_outer_marks
from evidencepack.quoting.grading import WordGrade, same_words
from evidencepack.quoting.index import MOST_FINDS, Hit, SourcePages, best
from evidencepack.quoting.places import PageWords, Place, place_on

Grade: TypeAlias = Literal["exact", "equivalent", "words", "altered", "ambiguous", "missing"]

_MOST_READINGS = MOST_FINDS


@dataclass(frozen=True)
class Fragment:
    """One piece of a quotation that stands in one stretch of one page.

    Attributes:
        written: The words as quoted.
        place: Where they stand.
        grade: How they compare with the page.
        omitted: The source's words that were left out before this piece; empty for the first.
        notes: What there is to say about it, such as that it starts inside a word.
    """

    written: str
    place: Place
    grade: WordGrade
    omitted: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """What a check came to.

    Attributes:
        grade: ``exact``, ``equivalent`` or ``words``: it stands there. ``ambiguous``: it stands in several
            places and none was chosen. ``altered``: a near match. ``missing``: nothing like it.
        fragments: The pieces with their places, if it stands there.
        occurrences: Where the first piece stands, for each way to read the whole quotation, in order.
        omitted: What an elision left out, piece by piece.
        nearest: The nearest passage and the difference, if it does not stand there.
        notes: What there is to say, in sentences for a person.
        inserted: What the writer put in, with its brackets; it does not stand in the source.
    """

    grade: Grade
    fragments: tuple[Fragment, ...] = ()
    occurrences: tuple[Place, ...] = ()
    omitted: tuple[str, ...] = ()
    nearest: Nearest | None = None
    notes: tuple[str, ...] = ()
    inserted: tuple[str, ...] = ()

    @property
    def page_words(self) -> str:
        """The page's own words for it, with ``[…]`` between the pieces; empty if it does not stand there."""
        return " […] ".join(" ".join(part.place.exact.split()) for part in self.fragments)


@dataclass(frozen=True)
class _Reading:
    """One way to read a whole quotation: a hit a piece, in one source."""

    source: SourcePages
    hits: tuple[Hit, ...]
    grade: WordGrade
    notes: tuple[str, ...] = ()
    inserted: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        span = self.hits[0].spans[0]
        return place_on(self.source.pages[span.page], span.start, span.end)


class PageIndex:
    """Pages prepared for many checks.

    Args:
        pages: The pages; those of one source and reading copy in reading order.
    """

    def __init__(self, pages: Iterable[PageWords]) -> None:
        grouped: dict[tuple[str, str], list[PageWords]] = {}
        for page in pages:
            grouped.setdefault((page.source, page.rendition), []).append(page)
        self._sources = [SourcePages(each) for each in grouped.values()]

    def check(
        self,
        text: str,
        *,
        page: int | None = None,
        occurrence: int | None = None,
        source: str | None = None,
        cuts: bool = False,
    ) -> Check:
        """Check one quotation.

        Args:
            text: The quotation as typed or pasted, with ``[…]`` where words are left out.
            page: The page index, from 1, on which it begins; None for any.
            occurrence: Which of several places is meant, from 1, in the order of the pages.
            source: The handle of the source to look in; None for all.
            cuts: A place where it cuts a figure counts as much as one where it cuts nothing.
        """
        sources = [each for each in self._sources if source in (None, each.pages[0].source)]
        search = _Search(sources, cuts=cuts)
        pieces = take_apart(text)
        if not pieces.spans and not pieces.inserted:
            return Check("missing", notes=("There are no words to look for.",))
        readings = search.readings(text.strip())
        if not readings:
            return search.failure(text.strip(), page)
        return _select(readings, page, occurrence)


def check_quote(
    text: str, pages: Iterable[PageWords], *, page: int | None = None, occurrence: int | None = None
) -> Check:
    """Check one quotation against pages; see :meth:`PageIndex.check`, which is faster for many."""
    return PageIndex(pages).check(text, page=page, occurrence=occurrence)


class _Search:
    """One quotation being sought; keeps what was found for each piece."""

    def __init__(self, sources: Sequence[SourcePages], *, cuts: bool = False) -> None:
        self.sources = sources
        self._cuts = cuts
        self._found: dict[tuple[int, str], list[Hit]] = {}

    def readings(self, text: str) -> list[_Reading]:
        """All ways to read the quotation, of the best kind there is.

        The text as given comes first, then without the quote marks around it; standing there letter for
        letter comes before the same words with other punctuation.
        """
        inner = without_outer_marks(text)
        given: list[tuple[str, tuple[str, ...]]] = [(text, ())]
        if inner:
            note = "the quote marks around the text are not on the page and were left off"
            given.append((inner, (note,)))
        for strict in (True, False):
            for words, notes in given if strict else reversed(given):
                found = self._whole(words, notes, strict) or self._in_pieces(words, notes, strict)
                if found:
                    return found
        return []

    def _hits(self, number: int, words: str, strict: bool) -> list[Hit]:
        """Where these very words stand in a source, in reading order."""
        key = (number, words)
        if key not in self._found:
            self._found[key] = sorted(self.sources[number].hits(words), key=lambda hit: hit.first)
        found = self._found[key]
        return best(found, cuts=self._cuts) if strict else [hit for hit in found if hit.grade]

    def _piece(self, number: int, piece: str, strict: bool) -> list[Hit]:
        """Where a piece stands, which may have a changed capital."""
        return next(filter(None, (self._hits(number, form, strict) for form in forms(piece))), [])

    def _whole(self, text: str, notes: tuple[str, ...], strict: bool) -> list[_Reading]:
        return [
            _Reading(source, (hit,), hit.grade, notes)
            for number, source in enumerate(self.sources)
            for hit in self._hits(number, text, strict)
            if hit.grade
        ]

    def _in_pieces(self, text: str, notes: tuple[str, ...], strict: bool) -> list[_Reading]:
        pieces = take_apart(text)
        if not pieces.edited:
            return []

        def read(number: int) -> Iterator[Chain]:
            def strictly(piece: str) -> list[Hit]:
                return self._piece(number, piece, strict=True)

            def loosely(piece: str) -> list[Hit]:
                return self._piece(number, piece, strict=False)

            return chains(pieces, self.sources[number], strictly, strictly if strict else loosely)

        return [
            _Reading(source, chain.hits, chain.grade, (*notes, *map(_put_in, chain.inserted)), chain.inserted)
            for number, source in enumerate(self.sources)
            for chain in read(number)
        ]

    def failure(self, text: str, page: int | None) -> Check:
        """Say how near the sources come to a quotation that does not stand there."""
        inner = without_outer_marks(text) or text
        pieces = take_apart(inner).words or (inner,)
        lost = [piece for piece in pieces if not self._stands(piece)]
        if not lost:
            return self._out_of_order(pieces)
        near = self._same_letters(lost[0], page) or nearest(lost[0], self.sources, page)
        notes = [f"“{piece}” does not stand there." for piece in lost] if len(pieces) > 1 else []
        if near is None:
            return Check("missing", notes=(*notes, "Nothing like it stands on any page that was searched."))
        return Check("altered" if near.is_altered else "missing", nearest=near, notes=tuple(notes))

    def _stands(self, piece: str) -> bool:
        return any(self._piece(number, piece, strict=False) for number in range(len(self.sources)))

    def _same_letters(self, piece: str, page: int | None) -> Nearest | None:
        """The passage with the same letters and other signs, if there is one: 25 for 2.5."""
        for wanted in (page, None):
            for number, source in enumerate(self.sources):
                for hit in self._found.get((number, forms(piece)[0]), []):
                    span = hit.spans[0]
                    if wanted in (None, source.pages[span.page].page):
                        return compare_words(piece, source, span.page, span.start, span.end)
        return None

    def _out_of_order(self, pieces: tuple[str, ...]) -> Check:
        note = (
            "Each piece stands there, but not in this order in one source, or more is left out than marked."
        )
        for number, source in enumerate(self.sources):
            found = self._piece(number, pieces[0], strict=False)
            if found:
                span = found[0].spans[0]
                near = compare_words(pieces[0], source, span.page, span.start, span.end)
                return Check("altered", nearest=near, notes=(note,))
        return Check("altered", notes=(note,))


def _put_in(inserted: str) -> str:
    return f"put in by the writer: “{inserted}”"


def _select(readings: list[_Reading], page: int | None, occurrence: int | None) -> Check:
    """Choose the reading that is meant, or say that the person must."""
    wanted = [reading for reading in readings if page in (None, reading.place.page)]
    if not wanted:
        places = tuple(reading.place for reading in readings)
        elsewhere = _pages(places)
        return Check("missing", occurrences=places, notes=(f"Not on page {page}; it stands on {elsewhere}.",))
    places = tuple(reading.place for reading in wanted)
    if occurrence is not None and 1 <= occurrence <= len(wanted):
        return _settled(wanted[occurrence - 1], places)
    if len(wanted) == 1 and occurrence is None:
        return _settled(wanted[0], places)
    count = f"{len(wanted)} places" if len(wanted) > 1 else "one place"
    if len(readings) >= _MOST_READINGS:
        count = f"at least {count}"  # no further ones were sought
    note = f"It stands in {count}, on {_pages(places)}; say which is meant."
    if occurrence is not None:
        note = f"There is no place number {occurrence}: it stands in {count}, on {_pages(places)}."
    return Check("ambiguous", occurrences=places, notes=(note,))


def _pages(places: Sequence[Place]) -> str:
    """The pages of some places, in words, naming the sources if there are several."""
    several = len({place.source for place in places}) > 1
    names = [f"{place.source} page {place.page}" if several else str(place.page) for place in places]
    names = list(dict.fromkeys(names))
    shown = ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
    return shown if several else f"page{'s' if len(names) > 1 else ''} {shown}"


def _settled(reading: _Reading, occurrences: tuple[Place, ...]) -> Check:
    fragments: list[Fragment] = []
    omitted: list[str] = []
    for number, hit in enumerate(reading.hits):
        left_out = between(reading.source, reading.hits[number - 1], hit) if number else ""
        if left_out:
            omitted.append(left_out)
        fragments += _fragments(reading.source, hit, left_out)
    notes = [*reading.notes, *(note for fragment in fragments for note in fragment.notes)]
    return Check(
        reading.grade,
        tuple(fragments),
        occurrences,
        tuple(omitted),
        None,
        tuple(dict.fromkeys(notes)),
        reading.inserted,
    )


def _fragments(source: SourcePages, hit: Hit, left_out: str) -> list[Fragment]:
    """One fragment a page; what is to be said stands with the first."""
    fragments = []
    for number, (span, part) in enumerate(zip(hit.spans, hit.parts, strict=True)):
        place = place_on(source.pages[span.page], span.start, span.end)
        grade = same_words(part, place.exact) or hit.grade or "words"
        if len(hit.spans) == 1 and hit.grade:
            grade = hit.grade  # it may cut a figure
        fragments.append(
            Fragment(part, place, grade, "" if number else left_out, () if number else hit.notes)
        )
    return fragments
