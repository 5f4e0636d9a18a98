"""The table of authorities: every case, law and paper that is relied on, and where in the submission.

It is made from the references that a person accepted at the quotes, and from those that paragraphs and
entries name in their own words. What is written in several ways stands once, in its fullest form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from evidencepack.model.tables import Quote
from evidencepack.quoting.mentions import GROUPS, Mention, group_of, mention_of, mentions
from evidencepack.submission.blocks import Block, Column, Heading, Link, Row, Run, Runs, Table
from evidencepack.submission.citations import NO_BREAK
from evidencepack.submission.contents import UNNUMBERED_KINDS, Contents
from evidencepack.submission.references import references_in, without_references

_WHERE = 52  # millimetres for the numbers of paragraphs and entries
_CITATION = re.compile(r"(?=\s[\[(]?(?:1[5-9]|20)[0-9]{2}[\])]?\s)")


@dataclass(frozen=True)
class Place:
    """Where an authority is relied on: what the place is called, its number, and its link."""

    noun: str
    number: str
    link: Link


@dataclass
class Authority:
    """One authority, and the places that rely on it, in printed order.

    Attributes:
        group: ``cases``, ``legislation``, ``parliamentary papers`` or ``other``.
        words: Its normal form.
        keys: By which the same authority is known.
        places: Where it is relied on.
    """

    group: str
    words: str
    keys: set[str]
    places: list[Place] = field(default_factory=list)


def authorities(contents: Contents) -> list[Authority]:
    """The authorities that the printed paragraphs and entries rely on, group by group and sorted."""
    found: list[Authority] = []
    for place, text in _texts(contents):
        for one in _relied_on(text, contents):
            _note(found, one, place)
    groups = list(GROUPS)
    return sorted(found, key=lambda one: (groups.index(one.group), _in_order(one.words)))


def authority_tables(contents: Contents) -> Iterator[Block]:
    """The tables of authorities, one a group, each under its heading."""
    listed = authorities(contents)
    for group in GROUPS:
        rows = tuple(
            Row((_shown(one), _where(one.places))) for one in listed if one.group == group and one.places
        )
        if rows:
            yield Heading(group.capitalize(), 2)
            columns = (Column("Authority"), Column("Relied on in", _WHERE))
            yield Table("authorities", columns, rows)


def _texts(contents: Contents) -> Iterator[tuple[Place, str]]:
    """Every printed paragraph and entry, with what it is called."""
    for paragraph in contents.paragraphs:
        link = Link("paragraph", paragraph.handle)
        if paragraph.section.kind in UNNUMBERED_KINDS:
            yield Place("summary", "", link), paragraph.text
        else:
            yield Place("paragraph", contents.numbers[paragraph.handle].full, link), paragraph.text
    if any(section.kind == "chronology" and section.enabled for section in contents.sections):
        for number, entry in contents.entries:
            quoted = " ".join(f"@{linked.quote.handle}" for linked in entry.quote_links)
            yield Place("entry", str(number), Link("entry", entry.handle)), f"{entry.text} {quoted}"


def _relied_on(text: str, contents: Contents) -> Iterator[Mention]:
    """What a text names itself, and what was accepted at the quotes that it refers to."""
    yield from mentions(without_references(text))
    for reference in references_in(text):
        item = contents.by_handle.get(reference.handle)
        for accepted in item.authorities if isinstance(item, Quote) else ():
            yield mention_of(accepted) or Mention("", accepted, accepted, 0, len(accepted), (accepted,))


def _note(found: list[Authority], one: Mention, place: Place) -> None:
    """Note that an authority is relied on at a place; what is the same authority comes together."""
    same = [there for there in found if there.keys & set(one.keys)]
    if not same:
        found.append(Authority(group_of(one.kind), one.normal, set(one.keys), [place]))
        return
    first, *others = same
    first.keys |= set(one.keys)
    first.words = max(first.words, one.normal, key=len)
    for other in others:  # known by title here and by number there until one text gave both
        first.keys |= other.keys
        first.words = max(first.words, other.words, key=len)
        first.places += [there for there in other.places if there not in first.places]
        found.remove(other)
    if place not in first.places:
        first.places.append(place)


def _in_order(words: str) -> tuple[tuple[int, int, str], ...]:
    """The order of a lawyer's list: by letters, numbers by their value, a law before its sections."""
    parts = re.findall(r"[0-9]+|[^\W\d_]+", words.casefold())
    return tuple((1, int(part), "") if part.isdigit() else (2, 0, part) for part in parts)


def _shown(one: Authority) -> Runs:
    """An authority as it is printed: the name of a case in italics."""
    name = _CITATION.split(one.words, maxsplit=1)
    if one.group != "cases" or len(name) < 2 or not name[0]:
        return (Run(one.words),)
    return (Run(name[0], italic=True), Run(name[1]))


def _where(places: Iterable[Place]) -> Runs:
    """``paragraphs 2.1 and 3; entry 4``, each number linked to its place."""
    runs: list[Run] = []
    by_noun: dict[str, list[Place]] = {}
    for place in places:
        by_noun.setdefault(place.noun, []).append(place)
    for noun, there in by_noun.items():
        runs += [Run("; ")] if runs else []
        if not there[0].number:
            runs.append(Run(noun, link=there[0].link))
            continue
        plural = {"paragraph": "paragraphs", "entry": "entries"}[noun] if len(there) > 1 else noun
        runs.append(Run(f"{plural}{NO_BREAK}"))
        for n, place in enumerate(there):
            joint = "" if not n else " and " if n + 1 == len(there) else ", "
            runs += [Run(joint)] if joint else []
            runs.append(Run(place.number, link=place.link))
    return tuple(runs)
