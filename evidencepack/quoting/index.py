"""The page texts of a pack, prepared once, so that a thousand quotations are found in seconds.

A search goes by letters and figures alone: one long string a source, in which Python's own ``find`` is fast.
Each find is then compared with the page's own text by ``grading.compare``; nothing is believed before that.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice, pairwise

from evidencepack.quoting.folding import Folded, fold_text, letters_map, letters_of
from evidencepack.quoting.furniture import bodies
from evidencepack.quoting.grading import NOT_THE_SAME, ORDER, Comparison, WordGrade, compare
from evidencepack.quoting.places import PageWords, cut_notes, cuts_sense, parts_a_letter

_BETWEEN_PAGES = "\n"  # never among letters, so no find runs over it
MOST_FINDS = 1000  # in a source: a single letter stands everywhere; nobody chooses among more than this
_MOST_LOOKED_AT = 20_000  # a row of noughts stands in a table as often as there are rows
_MOST_UNLIKE = 20
_MOST_AT_EDGE = 60
_BRACKETED = re.compile(r"\[[^\[\]]{1,400}\]")
_HYPHENS = "-\u2010\u2011\u00ad"


@dataclass(frozen=True)
class Span:
    """A stretch of one page: the page's number in its source from 0, and code points."""

    page: int
    start: int
    end: int


@dataclass(frozen=True)
class Hit:
    """A piece of a quotation found: in one stretch, or over a page break in two or more.

    Attributes:
        spans: Where, in reading order.
        parts: The words as written that belong to each span.
        grade: How it compares; None if only the letters are the same.
        notes: What there is to say about it.
        cuts: It stands there letter for letter, but cuts a figure or leaves off an apostrophe.
    """

    spans: tuple[Span, ...]
    parts: tuple[str, ...]
    grade: WordGrade | None
    notes: tuple[str, ...] = ()
    cuts: bool = False

    @property
    def first(self) -> tuple[int, int]:
        """Page and code point where it begins."""
        return self.spans[0].page, self.spans[0].start

    @property
    def last(self) -> tuple[int, int]:
        """Page and code point where it ends."""
        return self.spans[-1].page, self.spans[-1].end


@dataclass(frozen=True)
class _Sought:
    """A piece of a quotation, its letters, and the punctuation before the first and after the last one."""

    written: str
    letters: str
    lead: str
    tail: str

    @classmethod
    def of(cls, written: str) -> _Sought:
        places = letters_map(written)
        if not places.text:
            return cls(written, "", "", "")
        return cls(written, places.text, written[: places.starts[0]], written[places.ends[-1] :])


@dataclass
class _Stream:
    """The pages of a source read through, page after page, as letters without a break."""

    letters: str
    offsets: list[int]  # of each page's letters in the stream
    bodies: list[tuple[int, int]]


@dataclass
class SourcePages:
    """The pages of one reading copy, in their order, prepared for searching.

    Attributes:
        pages: The pages.
    """

    pages: list[PageWords]
    _maps: dict[int, Folded] = field(default_factory=dict)
    _folded: dict[int, str] = field(default_factory=dict)
    _streams: dict[bool, _Stream] = field(default_factory=dict)

    @cached_property
    def _letters(self) -> tuple[str, list[int]]:
        keys = [letters_of(page.text) for page in self.pages]
        offsets = [0]
        for key in keys:
            offsets.append(offsets[-1] + len(key) + 1)
        return _BETWEEN_PAGES.join(keys), offsets

    @cached_property
    def bodies(self) -> list[tuple[int, int]]:
        """For each page, its text without running head and foot."""
        return bodies(self.pages)

    @cached_property
    def bracketed(self) -> list[Counter[str]]:
        """The words of each passage in square brackets, counted."""
        return [
            Counter(found.casefold().split())
            for page in self.pages
            for found in _BRACKETED.findall(page.text)
        ]

    def map_of(self, number: int) -> Folded:
        """The letters of a page with their places; made when first needed."""
        if number not in self._maps:
            self._maps[number] = letters_map(self.pages[number].text)
        return self._maps[number]

    def folded(self, number: int) -> str:
        """A page's folded text; made when first needed."""
        if number not in self._folded:
            self._folded[number] = fold_text(self.pages[number].text)
        return self._folded[number]

    def finds(self, letters: str) -> Iterator[tuple[int, int]]:
        """Each page, and the position among its letters, where these letters stand."""
        everything, offsets = self._letters
        position = everything.find(letters)
        while position >= 0:
            number = bisect_right(offsets, position) - 1
            yield number, position - offsets[number]
            position = everything.find(letters, position + 1)

    def hits(self, written: str) -> list[Hit]:
        """Every place where the letters of a piece stand, with the grade of each, in reading order.

        A piece that stands on no page as a whole, even with other punctuation, is sought over page breaks.
        """
        sought = _Sought.of(written)
        if not sought.letters:
            return self._signs(written)
        found: list[Hit] = []
        unlike: list[Hit] = []
        for number, position in islice(self.finds(sought.letters), _MOST_LOOKED_AT):
            hit = self._on_page(sought, number, position)
            if hit:
                (found if hit.grade else unlike).append(hit)
                if len(found) >= MOST_FINDS:
                    break
        found += unlike[:_MOST_UNLIKE]
        if best(found):
            return sorted(found, key=lambda hit: hit.first)
        return sorted(found + self._over_breaks(sought), key=lambda hit: hit.first)

    def _signs(self, written: str) -> list[Hit]:
        """Where a piece without a letter or figure stands: character for character only."""
        found: list[Hit] = []
        for number, page in enumerate(self.pages):
            start = page.text.find(written)
            while start >= 0 and len(found) < MOST_FINDS:
                place = (start, start + len(written))
                notes, cuts = cut_notes(page.text, *place), cuts_sense(page.text, *place)
                found.append(_hit((Span(number, *place),), (written,), "exact", notes, cuts))
                start = page.text.find(written, start + 1)
        return found

    def _on_page(self, sought: _Sought, number: int, position: int) -> Hit | None:
        text, places = self.pages[number].text, self.map_of(number)
        after = position + len(sought.letters)
        start, end = places.span(position, after)
        start = _reach_back(sought.lead, text, start, places.ends[position - 1] if position else 0)
        end = _reach_on(
            sought.tail, text, end, places.starts[after] if after < len(places.starts) else len(text)
        )
        if parts_a_letter(text, start) or parts_a_letter(text, end):
            return None
        result = compare(sought.written, text[start:end])
        if result.grade == "words" and _stops_in_a_word(sought, text, start, end):
            result = NOT_THE_SAME
        cuts = cuts_sense(text, start, end)
        notes = (*result.notes, *cut_notes(text, start, end)) if result.grade else ()
        return _hit((Span(number, start, end),), (sought.written,), result.grade, notes, cuts)

    def _over_breaks(self, sought: _Sought) -> list[Hit]:
        """Where a piece runs over a page break: first with heads and feet as text, then without them."""
        for whole in (True, False):
            stream = self._stream(whole)
            found: list[Hit] = []
            position = stream.letters.find(sought.letters)
            while position >= 0 and len(found) < MOST_FINDS:
                hit = self._over_break(stream, sought, position)
                if hit and hit.grade:
                    found.append(hit)
                position = stream.letters.find(sought.letters, position + 1)
            if found:
                return found
        return []

    def _stream(self, whole: bool) -> _Stream:
        if whole not in self._streams:
            ranges = [(0, len(page.text)) for page in self.pages] if whole else self.bodies
            keys = [
                letters_of(page.text[start:end])
                for page, (start, end) in zip(self.pages, ranges, strict=True)
            ]
            offsets = [0]
            for key in keys:
                offsets.append(offsets[-1] + len(key))
            self._streams[whole] = _Stream("".join(keys), offsets, ranges)
        return self._streams[whole]

    def _over_break(self, stream: _Stream, sought: _Sought, position: int) -> Hit | None:
        beyond = position + len(sought.letters)
        first = bisect_right(stream.offsets, position) - 1
        last = bisect_left(stream.offsets, beyond) - 1
        if first == last:
            return None
        spans, counts = [], []
        ends = (first, last)
        for number in range(first, last + 1):
            low, high = stream.offsets[number], stream.offsets[number + 1]
            if low == high:
                continue  # a page without words
            begin, finish = max(position, low), min(beyond, high)
            spans.append(self._part(stream, sought, number, (begin - low, finish - low), ends))
            counts.append(finish - begin)
        if len(spans) < 2:
            return None
        slices = [self.pages[span.page].text[span.start : span.end] for span in spans]
        if sought.written == " ".join(slices):
            result = Comparison("exact")
        else:
            result = compare(sought.written, "\n".join(slices))
        notes = (*result.notes, *self._break_notes(spans))
        first_text, last_text = self.pages[spans[0].page].text, self.pages[spans[-1].page].text
        cut = cuts_sense(first_text, spans[0].start, spans[0].end, at_end=False)
        cut = cut or cuts_sense(last_text, spans[-1].start, spans[-1].end, at_start=False)
        parts = _share_out(sought.written, counts)
        spans = [_without_hyphen(*each) for each in zip(spans, slices, parts, strict=True)]
        return _hit(tuple(spans), parts, result.grade, notes, cut)

    def _part(
        self, stream: _Stream, sought: _Sought, number: int, letters: tuple[int, int], ends: tuple[int, int]
    ) -> Span:
        """The stretch of one page that holds these letters of its body; whole where the words go on."""
        low, high = letters
        text, places = self.pages[number].text, self.map_of(number)
        start, end = _stripped(text, *stream.bodies[number])
        before = bisect_left(places.starts, stream.bodies[number][0])
        size = stream.offsets[number + 1] - stream.offsets[number]
        if number == ends[0]:
            floor = places.ends[before + low - 1] if low else start
            start = _reach_back(sought.lead, text, places.starts[before + low], floor)
        if number == ends[1]:
            ceiling = places.starts[before + high] if high < size else end
            end = _reach_on(sought.tail, text, places.ends[before + high - 1], ceiling)
        return Span(number, start, end)

    def _break_notes(self, spans: Sequence[Span]) -> Iterator[str]:
        one, other = self.pages[spans[0].page], self.pages[spans[-1].page]
        yield f"runs over the page break from page {one.page} to page {other.page}"
        for span, following in pairwise(spans):
            passed = [
                self.pages[span.page].text[span.end :],
                self.pages[following.page].text[: following.start],
            ]
            for words in filter(None, (" ".join(part.split()) for part in passed)):
                yield f"running head or foot passed over at the page break: “{words}”"
        yield from cut_notes(one.text, spans[0].start, len(one.text))
        yield from cut_notes(other.text, 0, spans[-1].end)


def best(hits: list[Hit], *, cuts: bool = False) -> list[Hit]:
    """The hits that count as standing there: exact or equivalent ones; with ``cuts``, those that cut too."""
    return [
        hit
        for hit in hits
        if hit.grade is not None and (ORDER[hit.grade] < ORDER["words"] or (cuts and hit.cuts))
    ]


def _hit(
    spans: tuple[Span, ...],
    parts: tuple[str, ...],
    grade: WordGrade | None,
    notes: tuple[str, ...],
    cuts: bool,
) -> Hit:
    """A hit; what cuts a figure has no better grade than the same words."""
    cuts = cuts and grade in ("exact", "equivalent")
    return Hit(spans, parts, "words" if cuts else grade, notes, cuts)


def _reach_back(lead: str, text: str, start: int, floor: int) -> int:
    """Take in the punctuation before the first letter that the quotation has as well."""
    if not lead:
        return start
    if start - len(lead) >= floor and text.startswith(lead, start - len(lead)):
        return start - len(lead)
    wanted = fold_text(lead).strip()
    for candidate in range(start - 1, max(floor, start - _MOST_AT_EDGE) - 1, -1):
        if not text[candidate].isspace() and fold_text(text[candidate:start]).strip() == wanted:
            return candidate
    return start


def _reach_on(tail: str, text: str, end: int, ceiling: int) -> int:
    """Take in the punctuation after the last letter that the quotation has as well."""
    if not tail:
        return end
    if end + len(tail) <= ceiling and text.startswith(tail, end):
        return end + len(tail)
    wanted = fold_text(tail).strip()
    for candidate in range(end + 1, min(ceiling, end + _MOST_AT_EDGE) + 1):
        if not text[candidate - 1].isspace() and fold_text(text[end:candidate]).strip() == wanted:
            return candidate
    return end


def _stops_in_a_word(sought: _Sought, text: str, start: int, end: int) -> bool:
    """Whether a quotation sets a mark where the page's word goes on: “pupil.” is not in “pupils.”."""
    begun = sought.lead.strip() and start > 0 and text[start - 1].isalpha() and text[start].isalpha()
    goes_on = sought.tail.strip() and text[end - 1].isalpha() and text[end : end + 1].isalpha()
    return bool(begun or goes_on)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - (len(inner) - len(inner.rstrip()))


def _without_hyphen(span: Span, words: str, part: str) -> Span:
    """Leave out the hyphen at a page's end where the quotation writes the word in one piece."""
    bare = words.rstrip(_HYPHENS)
    return span if part.endswith(tuple(_HYPHENS)) else replace(span, end=span.end - len(words) + len(bare))


def _share_out(written: str, counts: list[int]) -> tuple[str, ...]:
    """Cut a quotation into the words that stand on each page, given how many letters each page has of it."""
    places = letters_map(written)
    parts, begun, used = [], 0, 0
    for count in counts[:-1]:
        used += count
        cut, following = places.ends[used - 1], places.starts[used]
        while cut < following and not written[cut].isspace():
            cut += 1
        parts.append(written[begun:cut].strip())
        begun = cut
    return (*parts, written[begun:].strip())
