"""What there is, in the words of the trade: sources, quotes, relations, entries, annexes, paragraphs.

Rows are keyed by UUID. What people call an item is its *handle*: ``S1``, ``Q1``, ``E1``, given once and
never reused. The numbers that readers see (entry 12, paragraph 3.2, annex B) are never stored: they are
computed by ``submission/``.

Tables marked ``tracked`` are recorded in the history row by row. Blobs, page texts and the search index
are not: they never change once written, and are found by the hash of what they were made from.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from evidencepack.model.dates import FuzzyDate, from_edtf

QUOTE_KINDS = ("claim", "evidence")
RELATION_KINDS = ("contradicts", "supports", "qualifies", "supersedes", "answers", "quoted-in")
SAMENESS = ("yes", "no", "in part", "unknown")
ENTRY_STATUSES = ("agreed", "disputed-by-us", "disputed-by-them", "undisputed", "to-be-confirmed")
SOURCE_KINDS = (
    "letter",
    "foi-response",
    "written-answer",
    "debate",
    "news",
    "web-page",
    "e-mail",
    "bulletin",
    "report",
    "legislation",
    "judgment",
    "picture",
    "document",
)
DATE_KINDS = ("asked", "answered", "published", "received", "corrected", "accessed", "sent")
SECTION_KINDS = (
    "details",
    "summary",
    "introduction",
    "paragraphs",
    "chronology",
    "claims",
    "recommendations",
    "authorities",
    "proof-sheet",
    "annexes",
)
CITATION_STYLES = ("annex", "oscola", "author-date")
GRADES = ("exact", "equivalent", "words", "picture")
PICTURE = "picture"  # a region of a page is quoted as an image; its words were typed by a person
REVIEW_DECISIONS = ("agree", "query", "correct", "leave-out")

HANDLE_PREFIXES = {
    "source": "S",
    "quote": "Q",
    "relation": "R",
    "entry": "E",
    "paragraph": "P",
    "section": "T",
    "annex": "A",
}


def new_id() -> str:
    """A fresh row key."""
    return str(uuid.uuid4())


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """A column that holds one of a few words."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"ck_{column}")


class Base(DeclarativeBase):
    """All tables of a pack."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {list[Any]: JSON, dict[str, Any]: JSON}


class Tracked:
    """A table whose every change is kept in the history and can be undone."""

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)


class Dated:
    """A date of any precision, as three columns that can be sorted and searched."""

    date_words: Mapped[str] = mapped_column(default="")
    date_edtf: Mapped[str] = mapped_column(default="")
    date_earliest: Mapped[str | None]
    date_latest: Mapped[str | None]

    @property
    def date(self) -> FuzzyDate | None:
        """The date, or None where none is known."""
        return from_edtf(self.date_edtf, self.date_words) if self.date_edtf else None

    @date.setter
    def date(self, value: FuzzyDate | None) -> None:
        self.date_words = value.words if value else ""
        self.date_edtf = value.edtf if value else ""
        self.date_earliest = value.earliest.isoformat() if value and value.earliest else None
        self.date_latest = value.latest.isoformat() if value and value.latest else None


class Matter(Tracked, Base):
    """What the pack is about; a pack has one."""

    __tablename__ = "matter"
    title: Mapped[str] = mapped_column(default="")
    profile: Mapped[str] = mapped_column(default="plain")
    language: Mapped[str] = mapped_column(default="en-GB")
    committee: Mapped[str] = mapped_column(default="")
    inquiry: Mapped[str] = mapped_column(default="")
    terms_of_reference: Mapped[str] = mapped_column(default="")
    deadline: Mapped[str] = mapped_column(default="")
    court: Mapped[str] = mapped_column(default="")
    claim_number: Mapped[str] = mapped_column(default="")
    parties: Mapped[str] = mapped_column(default="")
    hearing_date: Mapped[str] = mapped_column(default="")
    submitter: Mapped[str] = mapped_column(default="")
    about: Mapped[str] = mapped_column(default="")
    witness: Mapped[str] = mapped_column(default="")
    signatory: Mapped[str] = mapped_column(default="")
    date: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    marking: Mapped[str] = mapped_column(default="")
    publication: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    citation_style: Mapped[str] = mapped_column(default="annex", server_default="annex", sort_order=1)


class Source(Tracked, Base):
    """An imported document: its original bytes, and what is known about it."""

    __tablename__ = "source"
    __table_args__ = (one_of("kind", SOURCE_KINDS),)
    handle: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="document")
    author: Mapped[str] = mapped_column(default="")
    recipient: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    file_name: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int]
    imported_at: Mapped[str]
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("source.id", ondelete="SET NULL"))
    replaces_id: Mapped[str | None] = mapped_column(ForeignKey("source.id", ondelete="SET NULL"))
    label_offset: Mapped[int] = mapped_column(default=0)
    exemptions: Mapped[str] = mapped_column(default="", server_default="", sort_order=1)
    internal_review: Mapped[str] = mapped_column(default="", server_default="", sort_order=1)

    dates: Mapped[list[SourceDate]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="SourceDate.kind"
    )
    renditions: Mapped[list[Rendition]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="Rendition.n"
    )

    @property
    def rendition(self) -> Rendition:
        """The reading copy in use: the latest."""
        return self.renditions[-1]


class SourceDate(Tracked, Dated, Base):
    """One of a source's dates: when it was asked, answered, published, received, corrected, accessed."""

    __tablename__ = "source_date"
    __table_args__ = (one_of("kind", DATE_KINDS), UniqueConstraint("source_id", "kind"))
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"))
    kind: Mapped[str]


class Rendition(Tracked, Base):
    """A source as a PDF with a text layer: what is read, quoted, annexed and verified. Immutable."""

    __tablename__ = "rendition"
    __table_args__ = (UniqueConstraint("source_id", "n"),)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"))
    n: Mapped[int] = mapped_column(default=1)
    sha256: Mapped[str] = mapped_column(index=True)
    pages: Mapped[int]
    converter: Mapped[str]
    converter_version: Mapped[str] = mapped_column(default="")
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    warnings: Mapped[list[Any]] = mapped_column(default=list)
    extractor: Mapped[str]
    extractor_version: Mapped[str]
    made_at: Mapped[str]


class Topic(Tracked, Base):
    """A subject that quotes and entries are filed under."""

    __tablename__ = "topic"
    name: Mapped[str] = mapped_column(unique=True)


class Quote(Tracked, Dated, Base):
    """Verbatim words of a source, tagged claim or evidence.

    ``compared_at`` and ``compared_by`` tell when and by whom words that OCR read were compared with
    the picture. ``elision_because`` is the reason why what was left out may be left out. ``authorities`` are
    the references in the quotation that a person accepted, as they are listed.
    """

    __tablename__ = "quote"
    __table_args__ = (one_of("kind", QUOTE_KINDS), one_of("grade", GRADES))
    handle: Mapped[str] = mapped_column(unique=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    text: Mapped[str]
    grade: Mapped[str]
    accepted: Mapped[str] = mapped_column(default="")
    speaker: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    emphasis: Mapped[str] = mapped_column(default="")
    checked_at: Mapped[str] = mapped_column(default="")
    checked_by: Mapped[str] = mapped_column(default="")
    compared_at: Mapped[str] = mapped_column(default="", server_default="", sort_order=1)
    compared_by: Mapped[str] = mapped_column(default="", server_default="", sort_order=1)
    elision_because: Mapped[str] = mapped_column(default="", server_default="", sort_order=2)
    authorities: Mapped[list[Any]] = mapped_column(default=list, server_default="[]", sort_order=2)

    source: Mapped[Source] = relationship()
    anchors: Mapped[list[Anchor]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="Anchor.n"
    )
    topic_links: Mapped[list[QuoteTopic]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="QuoteTopic.n"
    )


class Anchor(Tracked, Base):
    """Where one fragment of a quote stands: code points ``start`` to ``end`` of a page's stored text.

    ``rectangles`` are in PDF points of the rendition's page, origin bottom left, one a line:
    left, bottom, right, top. ``omitted`` holds the words left out before this fragment.

    Where a region is quoted as an image, its only rectangle is the region, no words of the page are meant
    (``start`` and ``end`` are 0), and ``picture_sha256`` is the stored PNG file as it was drawn then.

    ``ocr_confidence`` is how sure OCR is of the words, in per cent, by its least sure word; None where they
    were not read by OCR.
    """

    __tablename__ = "anchor"
    __table_args__ = (UniqueConstraint("quote_id", "n"), one_of("grade", GRADES))
    quote_id: Mapped[str] = mapped_column(ForeignKey("quote.id", ondelete="CASCADE"))
    n: Mapped[int]
    rendition_sha256: Mapped[str] = mapped_column(index=True)
    page: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    written: Mapped[str]
    omitted: Mapped[str] = mapped_column(default="")
    rectangles: Mapped[list[Any]] = mapped_column(default=list)
    grade: Mapped[str]
    picture_sha256: Mapped[str | None] = mapped_column(sort_order=1)  # last, as in packs that were migrated
    ocr_confidence: Mapped[int | None] = mapped_column(sort_order=2)


class QuoteTopic(Tracked, Base):
    """A quote filed under a topic."""

    __tablename__ = "quote_topic"
    __table_args__ = (UniqueConstraint("quote_id", "topic_id"),)
    quote_id: Mapped[str] = mapped_column(ForeignKey("quote.id", ondelete="CASCADE"))
    topic_id: Mapped[str] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"))
    n: Mapped[int] = mapped_column(default=0)
    topic: Mapped[Topic] = relationship()


class Relation(Tracked, Base):
    """From one quote to another: contradicts, supports, qualifies, with the reason and its limits."""

    __tablename__ = "relation"
    __table_args__ = (
        one_of("kind", RELATION_KINDS),
        one_of("same_subject", SAMENESS),
        one_of("same_data", SAMENESS),
        one_of("same_period", SAMENESS),
        UniqueConstraint("from_id", "to_id", "kind"),
    )
    handle: Mapped[str] = mapped_column(unique=True)
    from_id: Mapped[str] = mapped_column(ForeignKey("quote.id", ondelete="CASCADE"))
    to_id: Mapped[str] = mapped_column(ForeignKey("quote.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    because: Mapped[str] = mapped_column(default="")
    same_subject: Mapped[str] = mapped_column(default="unknown")
    same_data: Mapped[str] = mapped_column(default="unknown")
    same_period: Mapped[str] = mapped_column(default="unknown")

    from_quote: Mapped[Quote] = relationship(foreign_keys=[from_id])
    to_quote: Mapped[Quote] = relationship(foreign_keys=[to_id])


class Entry(Tracked, Dated, Base):
    """One event of the chronology: a date, a neutral sentence, the quotes it rests on."""

    __tablename__ = "entry"
    __table_args__ = (Index("ix_entry_date", "date_earliest"),)
    handle: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(default="")
    status_by: Mapped[str] = mapped_column(default="")
    material: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str] = mapped_column(default="")

    quote_links: Mapped[list[EntryQuote]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="EntryQuote.n"
    )


class EntryQuote(Tracked, Base):
    """A quote that an entry rests on."""

    __tablename__ = "entry_quote"
    __table_args__ = (UniqueConstraint("entry_id", "quote_id"),)
    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"))
    quote_id: Mapped[str] = mapped_column(ForeignKey("quote.id", ondelete="CASCADE"), index=True)
    n: Mapped[int] = mapped_column(default=0)
    quote: Mapped[Quote] = relationship()


class Section(Tracked, Base):
    """A section of the submission; its kind says what is printed in it besides its paragraphs."""

    __tablename__ = "section"
    __table_args__ = (one_of("kind", SECTION_KINDS),)
    handle: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    position: Mapped[int]
    enabled: Mapped[bool] = mapped_column(default=True)

    paragraphs: Mapped[list[Paragraph]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="Paragraph.position"
    )


class Paragraph(Tracked, Base):
    """A paragraph; its number is computed from where it stands and its level, 1 to 4."""

    __tablename__ = "paragraph"
    __table_args__ = (CheckConstraint("level BETWEEN 1 AND 4", name="ck_level"),)
    handle: Mapped[str] = mapped_column(unique=True)
    section_id: Mapped[str] = mapped_column(ForeignKey("section.id", ondelete="CASCADE"), index=True)
    level: Mapped[int] = mapped_column(default=1)
    text: Mapped[str]
    position: Mapped[int]
    section: Mapped[Section] = relationship(back_populates="paragraphs")


class Annex(Tracked, Base):
    """A source, or some of its pages, as attached. ``pages`` is as typed, ``2-5, 7``; empty means all."""

    __tablename__ = "annex"
    handle: Mapped[str] = mapped_column(unique=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    pages: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    position: Mapped[int]
    source: Mapped[Source] = relationship()
    redactions: Mapped[list[Redaction]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class Redaction(Tracked, Base):
    """A box of an annex's page whose words must never leave; PDF points, origin bottom left."""

    __tablename__ = "redaction"
    annex_id: Mapped[str] = mapped_column(ForeignKey("annex.id", ondelete="CASCADE"))
    page: Mapped[int]
    left: Mapped[float]
    bottom: Mapped[float]
    right: Mapped[float]
    top: Mapped[float]
    reason: Mapped[str] = mapped_column(default="")


class Review(Tracked, Base):
    """A reviewer's decision or comment on an item, named by its handle."""

    __tablename__ = "review"
    target: Mapped[str] = mapped_column(index=True)
    reviewer: Mapped[str]
    decision: Mapped[str] = mapped_column(default="")
    comment: Mapped[str] = mapped_column(default="")
    suggestion: Mapped[str] = mapped_column(default="")
    resolved: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[str]
    answers_id: Mapped[str | None] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"))


class Acceptance(Tracked, Base):
    """A finding that a person accepted, with the reason."""

    __tablename__ = "acceptance"
    __table_args__ = (UniqueConstraint("rule", "place"),)
    rule: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    because: Mapped[str]
    accepted_by: Mapped[str]
    accepted_at: Mapped[str]


class Filing(Tracked, Base):
    """What was written out, under which rules, with which hashes; to compare a later state with."""

    __tablename__ = "filing"
    made_at: Mapped[str]
    profile: Mapped[str]
    profile_version: Mapped[str] = mapped_column(default="")
    receiver: Mapped[str] = mapped_column(default="")
    files: Mapped[list[Any]] = mapped_column(default=list)


class ImportReport(Tracked, Base):
    """What one import did with each file it was given."""

    __tablename__ = "import_report"
    made_at: Mapped[str]
    rows: Mapped[list[Any]] = mapped_column(default=list)


class Blob(Base):
    """A document's bytes, found by their SHA-256; kept in 1 MiB pieces."""

    __tablename__ = "blob"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]


class BlobChunk(Base):
    """One piece of a document's bytes."""

    __tablename__ = "blob_chunk"
    __table_args__ = (UniqueConstraint("sha256", "n"),)
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"))
    n: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class Page(Base):
    """One page of a rendition: its stored text, never extracted again. Sizes are PDF points as displayed.

    ``row`` is the key that the search index knows the page by. ``ocr`` has the words that were read by OCR:
    the first code point, the one after the last, and how sure OCR is, in per cent.
    """

    __tablename__ = "page"
    __table_args__ = (UniqueConstraint("rendition_sha256", "number"),)
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    rendition_sha256: Mapped[str]
    number: Mapped[int]
    label: Mapped[str]
    width: Mapped[float]
    height: Mapped[float]
    rotation: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]
    flags: Mapped[list[Any]] = mapped_column(default=list)
    ocr: Mapped[list[Any]] = mapped_column(default=list, server_default="[]", sort_order=1)


class HandleCounter(Base):
    """The last handle given to each kind of item. Never undone, so that no handle is ever reused."""

    __tablename__ = "handle_counter"
    prefix: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


class HistoryStep(Base):
    """One transaction of the history. Transactions of one ``deed`` are undone together.

    ``chain`` is the SHA-256 over the previous step's chain, this step's own particulars and the digests of
    its changes: a change's content can be erased for privacy and the chain still holds.
    """

    __tablename__ = "history_step"
    __table_args__ = (one_of("kind", ("do", "undo", "redo", "barrier")),)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    deed: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(default="do")
    name: Mapped[str]
    person: Mapped[str]
    made_at: Mapped[str]
    of_deed: Mapped[str | None]
    chain: Mapped[str | None]


class HistoryChange(Base):
    """One row that a step inserted, updated or deleted, before and after, as JSON."""

    __tablename__ = "history_change"
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    step: Mapped[int] = mapped_column(ForeignKey("history_step.n"), index=True)
    table_name: Mapped[str]
    row_id: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
    digest: Mapped[str | None]


_TRACKED_NAMES = {
    str(mapper.local_table) for mapper in Base.registry.mappers if issubclass(mapper.class_, Tracked)
}
TRACKED = tuple(table for table in Base.metadata.sorted_tables if table.name in _TRACKED_NAMES)
BY_HANDLE: dict[str, type[Base]] = {
    "S": Source,
    "Q": Quote,
    "R": Relation,
    "E": Entry,
    "P": Paragraph,
    "T": Section,
    "A": Annex,
}
