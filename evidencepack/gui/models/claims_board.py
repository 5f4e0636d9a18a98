"""Which evidence stands beside which claim, and what a filter leaves of it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from evidencepack.gui.models.claims_choices import matches
from evidencepack.gui.models.claims_words import Row
from evidencepack.gui.models.pack_view import PackView

NO_EVIDENCE, SOME_EVIDENCE, WEAK = "none", "some", "weak"


@dataclass(frozen=True)
class Link:
    """A relation, with the quote it starts from."""

    relation: Row
    quote: Row


@dataclass(frozen=True)
class Block:
    """A quote, usually a claim, and the relations that are done to it, in the order they were made."""

    quote: Row
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Filter:
    """What the person wants to see; empty means everything.

    Attributes:
        topic: A topic that the claim, or a piece of its evidence, is filed under.
        speaker: Who said either of them.
        kind: Of the relations.
        typed: Words that stand in the claim, its evidence or the reasons.
        state: ``none`` for claims without evidence, ``some`` for those with some, ``weak`` for those that
            have a weak spot, or a relation that has one.
        days: The first and the last day, ISO 8601, of a time in which one of the quotes was said; a quote
            whose time only overlaps it may have been.
    """

    topic: str = ""
    speaker: str = ""
    kind: str = ""
    typed: str = ""
    state: str = ""
    days: tuple[str, str] | None = None


@dataclass(frozen=True)
class Board:
    """All claims with their evidence, in the order they were tagged.

    Attributes:
        blocks: Every claim, and every other quote that something is done to.
        loose: The evidence that stands in no relation.
    """

    blocks: tuple[Block, ...] = ()
    loose: tuple[Row, ...] = field(default=())

    @classmethod
    def of(cls, view: PackView) -> Board:
        """The board of a pack."""
        quotes = {row["handle"]: row for row in view.of("quotes")}
        done_to: dict[str, list[Link]] = {}
        related = set()
        for relation in view.of("relations"):
            done_to.setdefault(relation["to"], []).append(Link(relation, quotes[relation["from"]]))
            related |= {relation["from"], relation["to"]}
        return cls(
            tuple(
                Block(quote, tuple(done_to.get(handle, ())))
                for handle, quote in quotes.items()
                if quote["kind"] == "claim" or handle in done_to
            ),
            tuple(
                quote
                for handle, quote in quotes.items()
                if quote["kind"] == "evidence" and handle not in related
            ),
        )

    def filtered(self, wanted: Filter, weak: Container[str] = ()) -> list[Block]:
        """The blocks that a filter leaves; of these, a kind of relation leaves only its own.

        Args:
            wanted: The filter.
            weak: The handles of the quotes and relations that have a weak spot.
        """
        kept = [_of_kind(block, wanted.kind) for block in self.blocks]
        return [
            block for block in kept if block and _left(block, wanted) and _stands(block, wanted.state, weak)
        ]


def _of_kind(block: Block, kind: str) -> Block | None:
    if not kind:
        return block
    links = tuple(link for link in block.links if link.relation["kind"] == kind)
    return Block(block.quote, links) if links else None


def _left(block: Block, wanted: Filter) -> bool:
    quotes = [block.quote, *(link.quote for link in block.links)]
    return (
        (not wanted.topic or any(wanted.topic in quote["topics"] for quote in quotes))
        and (not wanted.speaker or any(wanted.speaker == quote["speaker"] for quote in quotes))
        and (not wanted.typed or _has(block, quotes, wanted.typed))
        and (wanted.days is None or any(_within(quote, wanted.days) for quote in quotes))
    )


def _within(quote: Row, days: tuple[str, str]) -> bool:
    first, last = quote["earliest"], quote["latest"]
    return bool(first or last) and (first or "") <= days[1] and (last or "9999") >= days[0]


def _stands(block: Block, state: str, weak: Container[str]) -> bool:
    """Whether a block is as the person wants to see it."""
    if state == WEAK:
        handles = [block.quote["handle"], *(link.relation["handle"] for link in block.links)]
        return any(handle in weak for handle in handles)
    return not state or bool(block.links) == (state == SOME_EVIDENCE)


def _has(block: Block, quotes: Sequence[Row], typed: str) -> bool:
    if any(matches(quote, typed) for quote in quotes):
        return True
    reasons = [
        f"{link.relation['handle']} {link.relation['kind']} {link.relation['because']}".casefold()
        for link in block.links
    ]
    return any(all(word in reason for word in typed.casefold().split()) for reason in reasons)


def counted(view: PackView) -> str:
    """“6 claims, 6 pieces of evidence, 7 relations”."""
    kinds = [row["kind"] for row in view.of("quotes")]
    claims, evidence, relations = kinds.count("claim"), kinds.count("evidence"), len(view.of("relations"))
    return ", ".join(
        (
            f"{claims} claim{'s' * (claims != 1)}",
            f"{evidence} piece{'s' * (evidence != 1)} of evidence",
            f"{relations} relation{'s' * (relations != 1)}",
        )
    )
