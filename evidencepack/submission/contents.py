"""Everything of a pack that a submission is made from, loaded once, with its numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from evidencepack.model.tables import (
    Annex,
    Entry,
    EntryQuote,
    Matter,
    Paragraph,
    Quote,
    QuoteTopic,
    Relation,
    Section,
    Source,
)
from evidencepack.store.blobs import read_pieces
from evidencepack.store.handles import handle_number
from evidencepack.submission.citations import Annexed, source_date
from evidencepack.submission.numbering import Number, number_entries, number_paragraphs
from evidencepack.submission.profiles import Profile, load_profile
from evidencepack.submission.quoted_in import quotes_at_second_hand

Item: TypeAlias = Source | Quote | Relation | Entry | Section | Annex | Paragraph
UNNUMBERED_KINDS = ("summary",)  # its paragraphs are bullets


@dataclass(frozen=True)
class ProofChoice:
    """What a proof sheet lists; as it is left, nothing that the person has not chosen to show.

    Attributes:
        all_quotes: Every quotation in the pack, and not only those that the submission uses.
        names: Who checked each, and who accepted a difference.
    """

    all_quotes: bool = False
    names: bool = False


@dataclass
class Contents:
    """A pack's contents in the order in which people number them. Notes and reviews are not loaded."""

    matter: Matter
    profile: Profile
    sources: list[Source]
    quotes: list[Quote]
    relations: list[Relation]
    entries: list[tuple[int, Entry]]
    sections: list[Section]
    annexed: Annexed
    session: Session = field(repr=False)
    proof_choice: ProofChoice = ProofChoice()

    def title_of(self, section: Section) -> str:
        """A section's heading: its own, or the usual one of its kind."""
        return section.title or self.profile.titles.get(section.kind, "")

    def picture(self, quote: Quote) -> bytes | None:
        """The PNG file of a region that is quoted as an image; read when it is needed.

        Raises:
            PackDamaged: If its bytes are not those that were stored.
        """
        sha256 = quote.anchors[0].picture_sha256
        return b"".join(read_pieces(self.session, sha256)) if sha256 else None

    @cached_property
    def by_handle(self) -> dict[str, Item]:
        """Every item that can be referred to."""
        items: list[Item] = [*self.sources, *self.quotes, *self.relations, *self.sections]
        items += [entry for _, entry in self.entries]
        items += [*self.annexed.ordered, *self.paragraphs]
        return {item.handle: item for item in items}

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """All paragraphs of the sections that are printed, in printed order."""
        return [
            paragraph
            for section in self.sections
            if section.enabled
            for paragraph in sorted(section.paragraphs, key=lambda p: (p.position, handle_number(p.handle)))
        ]

    @cached_property
    def numbers(self) -> dict[str, Number]:
        """The number of each numbered paragraph, by handle."""
        numbered = [p for p in self.paragraphs if p.section.kind not in UNNUMBERED_KINDS]
        given = number_paragraphs(paragraph.level for paragraph in numbered)
        return {paragraph.handle: number for paragraph, number in zip(numbered, given, strict=True)}

    @cached_property
    def entry_numbers(self) -> dict[str, int]:
        """The number of each entry, by handle."""
        return {entry.handle: number for number, entry in self.entries}

    @cached_property
    def pairs(self) -> list[Relation]:
        """The relations that are printed as claim beside evidence, in printed order."""
        return sorted((r for r in self.relations if r.kind != "quoted-in"), key=_pair_order)


def _pair_order(relation: Relation) -> tuple[object, ...]:
    """Pairs in the order of their claims' dates, then of the claims, then of the relations."""
    claim = relation.to_quote
    date = claim.date or source_date(claim.source)
    dated: tuple[object, ...] = (0, *date.sort_key()) if date else (1,)
    return (*dated, handle_number(claim.handle), handle_number(relation.handle))


def load_contents(
    session: Session, profile_id: str | None = None, proof_choice: ProofChoice | None = None
) -> Contents:
    """Load what a submission is made from.

    Args:
        session: A session of the pack.
        profile_id: The receiver's rules to follow, if not those of the matter.
        proof_choice: What a proof sheet lists, if there is more than usual.
    """
    matter = session.scalars(select(Matter)).one()
    profile = load_profile(profile_id or matter.profile)
    sources = list(
        session.scalars(select(Source).options(selectinload(Source.dates), selectinload(Source.renditions)))
    )
    quotes = list(
        session.scalars(
            select(Quote).options(
                selectinload(Quote.anchors),
                selectinload(Quote.topic_links).selectinload(QuoteTopic.topic),
                selectinload(Quote.source),
            )
        )
    )
    entries = session.scalars(
        select(Entry).options(selectinload(Entry.quote_links).selectinload(EntryQuote.quote))
    )
    sections = list(
        session.scalars(
            select(Section).options(selectinload(Section.paragraphs).selectinload(Paragraph.section))
        )
    )
    annexes = list(session.scalars(select(Annex).options(selectinload(Annex.source))))
    relations = list(session.scalars(select(Relation)))
    second_hand = quotes_at_second_hand(session, quotes, relations, sources)
    return Contents(
        matter=matter,
        profile=profile,
        sources=sorted(sources, key=lambda item: handle_number(item.handle)),
        quotes=sorted(quotes, key=lambda item: handle_number(item.handle)),
        relations=sorted(relations, key=lambda item: handle_number(item.handle)),
        entries=number_entries(entries),
        sections=sorted(sections, key=lambda item: (item.position, handle_number(item.handle))),
        annexed=Annexed(annexes, profile.annex_word, second_hand),
        session=session,
        proof_choice=proof_choice or ProofChoice(),
    )
