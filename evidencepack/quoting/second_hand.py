"""Which of several places has words at first hand, and which only repeats them; and why, in plain words.

A news page that quotes a letter has the words at second hand; the letter is the primary. Nothing is decided
here for a person: each place is told of, with the reason, and the best ones come first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from evidencepack.quoting.places import Place
from evidencepack.quoting.reported import Signs, signs_at

NEWS = "news"
_LETTER_LIKE = ("letter", "e-mail", "foi-response", "written-answer", "debate", "judgment", "legislation")
_TITLES = frozenset(
    (
        *(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "dr",
            "prof",
            "professor",
            "sir",
            "dame",
            "lord",
            "lady",
            "baroness",
        ),
        *("baron", "the", "rt", "hon", "right", "honourable", "mp", "mps", "qc", "kc", "cbe", "obe", "mbe"),
        *("of", "for", "and", "an", "a"),
    )
)
_NAMED = re.compile(r"(?<=\s)[A-Z]|^(?!The\b|An?\b|Its\b|Her\b|His\b|Our\b|Their\b)[A-Z]")
_FEWEST_WORDS = 4  # fewer in quotation marks are a term rather than somebody's sentence
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which"})


@dataclass(frozen=True)
class KnownSource:
    """What is known of a source.

    Attributes:
        handle: Its handle.
        kind: Such as ``letter`` or ``news``.
        author: Who wrote it; empty if that is not known.
        earliest: The first day of its date, ISO 8601; empty if it has none.
        latest: The last day of its date.
        shown: Its date as shown.
        replaced_by: The handle of the newer version that replaces it; empty if none does.
        family: The handle of the first version of it; sources with the same one are versions of a document.
    """

    handle: str
    kind: str = "document"
    author: str = ""
    earliest: str = ""
    latest: str = ""
    shown: str = ""
    replaced_by: str = ""
    family: str = ""


@dataclass(frozen=True)
class Standing:
    """What a place is among all that have the words.

    Attributes:
        place: The place.
        signs: What its page shows.
        second_hand: Whether it only repeats the words.
        primary: The place that has them at first hand; None if none of the places does.
        by: Who is said to have written or said them; empty if the page names nobody.
        replaced_by: The newer version of its source.
        reason: Why it is second-hand, or replaced, in a sentence; empty if there is nothing to say.
    """

    place: Place
    signs: Signs
    second_hand: bool = False
    primary: Place | None = None
    by: str = ""
    replaced_by: str = ""
    reason: str = ""

    @property
    def rank(self) -> tuple[bool, bool]:
        """What sorts primary places before second-hand ones, and newer versions before replaced ones."""
        return self.second_hand, bool(self.replaced_by)


def standings(
    places: Sequence[Place], texts: Mapping[tuple[str, int], str], sources: Mapping[str, KnownSource]
) -> list[Standing]:
    """Say of each place what it is.

    Args:
        places: Where the words stand, in any order.
        texts: The stored text of each page, by the reading copy's SHA-256 and the page's number.
        sources: What is known of the sources, by handle.

    Returns:
        One for each place, in the same order.
    """
    read = [
        Standing(place, _signs(place, texts), by="", replaced_by=_source(sources, place).replaced_by)
        for place in places
    ]
    read = [replace(one, by=_named(one.signs)) for one in read]
    return [_judged(one, read, sources) for one in read]


def seems_second_hand(signs: Signs, source: KnownSource, speaker: str, words: str) -> bool:
    """Whether a quotation has somebody's words out of another's document, as far as the page shows.

    Args:
        signs: What the page shows of it.
        source: The source that it stands in.
        speaker: Whose words they are, as a person says; nothing is second-hand until somebody does.
        words: The quotation.
    """
    if not speaker.strip() or not signs.quoted or len(words.split()) < _FEWEST_WORDS:
        return False
    if source.author:
        return not same_person(speaker, source.author)
    return source.kind == NEWS or same_person(speaker, signs.by)


def same_person(one: str, other: str) -> bool:
    """Whether two names may be the same person's or body's: ``Nick Gibb MP`` and ``Mr Gibb``."""
    first, second = _names(one), _names(other)
    if not first or not second:
        return False
    return first <= second or second <= first


def _names(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    plain = re.sub(r"'s\b", "", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return frozenset(re.findall(r"[^\W\d_]+", plain)) - _TITLES


def _named(signs: Signs) -> str:
    return "" if signs.by.casefold() in _PRONOUNS else signs.by


def _source(sources: Mapping[str, KnownSource], place: Place) -> KnownSource:
    return sources.get(place.source) or KnownSource(place.source)


def _signs(place: Place, texts: Mapping[tuple[str, int], str]) -> Signs:
    text = texts.get((place.rendition, place.page), "")
    return signs_at(text, place.start, place.end)


def _judged(one: Standing, every: Sequence[Standing], sources: Mapping[str, KnownSource]) -> Standing:
    """A place beside all others."""
    source = _source(sources, one.place)
    others = [
        each
        for each in every
        if _family(_source(sources, each.place)) != _family(source) and not each.replaced_by
    ]
    found = [(each, why) for each in others if (why := _firsthand(each, one, sources))]
    if found:
        primary, why = max(found, key=lambda pair: _likeness(pair[0], one, sources))
        return replace(
            one, second_hand=True, primary=primary.place, reason=f"Second-hand: {_here(one, source)}; {why}."
        )
    alone = one.signs.quoted and (source.kind == NEWS or _by_another(one, source))
    if alone and len(one.place.exact.split()) >= _FEWEST_WORDS:
        author = f" of {one.by}" if one.by else ""
        return replace(
            one,
            second_hand=True,
            reason=f"Second-hand, as it seems: {_here(one, source)}. No source has them at first hand: "
            f"obtain the primary{author}.",
        )
    if one.replaced_by:
        return replace(one, reason=f"{one.replaced_by} replaces this version.")
    return one


def _family(source: KnownSource) -> str:
    return source.family or source.handle


def _by_another(one: Standing, source: KnownSource) -> bool:
    """Whether the page names somebody else than the source's author."""
    named = one.by and _NAMED.search(one.by)  # “the minister” may well be the author
    return bool(named and source.author and not same_person(one.by, source.author))


def _firsthand(other: Standing, one: Standing, sources: Mapping[str, KnownSource]) -> str:
    """Why another place has the words at first hand and this one does not; empty if that cannot be said."""
    here, there = _source(sources, one.place), _source(sources, other.place)
    signs = bool(one.signs.told) or here.kind == NEWS
    if not signs or (other.signs.quoted and not _own_words(one, there)):
        return ""
    if _own_words(one, there) and not _own_words(one, here):
        return f"{there.handle} is by {there.author}, whose words they are"
    if one.signs.quoted and not other.signs.told:
        return f"{there.handle} has them itself, not in quotation marks"
    if here.kind == NEWS and there.kind in _LETTER_LIKE:
        return f"{there.handle} has them itself"
    if one.signs.told and not other.signs.told and there.kind != NEWS and _earlier(there, here):
        return f"{there.handle} has them itself and is earlier ({there.shown})"
    if here.kind == NEWS and there.kind != NEWS and _earlier(there, here):
        return f"{there.handle} is earlier ({there.shown})"
    return ""


def _own_words(one: Standing, source: KnownSource) -> bool:
    """Whether the person that a page names is the author of a source."""
    return bool(one.by) and same_person(one.by, source.author)


def _earlier(one: KnownSource, other: KnownSource) -> bool:
    return bool(one.latest and other.earliest and one.latest < other.earliest)


def _likeness(
    other: Standing, one: Standing, sources: Mapping[str, KnownSource]
) -> tuple[bool, bool, bool, str]:
    """What makes one primary likelier than another: its author, no signs, its kind, an early date."""
    there = _source(sources, other.place)
    return (
        _own_words(one, there),
        not other.signs.told,
        there.kind in _LETTER_LIKE,
        "".join(chr(0x10FFFF - ord(sign)) for sign in there.latest or "9999"),
    )


def _here(one: Standing, source: KnownSource) -> str:
    """What this place shows, as half a sentence."""
    told = one.signs.told
    if told and one.signs.quoted:
        return f"the words stand {told}" + (", on a news page" if source.kind == NEWS else "")
    if told:
        return f"the words are told of {told.replace('with ', '', 1)}"
    return "this is a news page"
