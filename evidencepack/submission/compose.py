"""A pack's contents composed into a submission: every block, number and reference, as pure data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidencepack.errors import BadInput
from evidencepack.model.dates import FuzzyDate, read_date
from evidencepack.model.tables import PICTURE, Annex, Entry, Paragraph, Quote, Relation, Section, Source
from evidencepack.reading.picture import png_size
from evidencepack.submission.authorities import authority_tables
from evidencepack.submission.blocks import (
    Block,
    Body,
    Bullet,
    Column,
    Details,
    Heading,
    Link,
    Marking,
    Numbered,
    Pair,
    Pairs,
    Picture,
    Quotation,
    Row,
    Run,
    Runs,
    Side,
    Submission,
    Subtitle,
    Table,
    TableNote,
    Title,
    notes_of,
    plain,
)
from evidencepack.submission.citations import NO_BREAK, cite, describe, held_together, source_date
from evidencepack.submission.citing import AnnexAndPage, Citing, after_stops, citing_for
from evidencepack.submission.contents import UNNUMBERED_KINDS, Contents
from evidencepack.submission.page_ranges import show_pages
from evidencepack.submission.proof_sheet import proof_sheet
from evidencepack.submission.references import Reference, fill, passages

COUNTED = (Numbered, Body, Bullet, Quotation)
_APPENDED = ("authorities", "proof-sheet", "annexes")


def compose(contents: Contents) -> Submission:
    """Compose the submission in the order of its sections."""
    matter, profile = contents.matter, contents.profile
    citing = citing_for(contents)
    blocks = list(_blocks(contents, citing))
    words = count_words(blocks)
    notes = "footnotes, " if any(note for block in blocks for note in notes_of(block)) else ""
    length = f"{words:,} words, without headings, {notes}tables and annexes"
    blocks = [_with_length(block, length) if isinstance(block, Details) else block for block in blocks]
    heading = profile.heading.format(submitter=_named(matter.submitter), title=matter.title).strip()
    opening: list[Block] = [Marking(matter.marking)] if matter.marking else []
    opening.append(Title(heading or matter.title))
    if heading and matter.title and heading != matter.title:
        opening.append(Subtitle(matter.title))
    return Submission(
        title=matter.title or heading,
        submitter=matter.submitter,
        kind=profile.kind,
        subject=matter.subject or matter.title,
        language=matter.language or "en-GB",
        date=_iso_day(matter.date),
        blocks=(*opening, *blocks),
    )


def _blocks(contents: Contents, citing: Citing) -> Iterator[Block]:
    """The blocks of all sections, with the list of sources before what is appended."""
    listed = False
    for section in contents.sections:
        if section.kind in _APPENDED and not listed:
            yield from citing.sources()
            listed = True
        yield from _section(section, contents, citing)
    if not listed:
        yield from citing.sources()


def count_words(blocks: list[Block]) -> int:
    """Words of paragraphs, bullets and quotations set apart.

    Headings, tables, footnotes and the lines below quotations are not counted; a citation in a sentence is.
    """
    return sum(
        len(plain(block.runs).replace(NO_BREAK, " ").split())
        for block in blocks
        if isinstance(block, COUNTED)
    )


def quotation(quote: Quote) -> Runs:
    """The words of a quote on one line."""
    return (Run(" ".join(quote.text.split())),)


def _named(submitter: str) -> str:
    """A submitter's name that is not broken over two lines."""
    return submitter.replace(" ", NO_BREAK)


def _iso_day(words: str) -> str:
    if not words:
        return ""
    try:
        date = read_date(words)
    except BadInput:  # the check names it; the document is then simply undated inside
        return ""
    return date.earliest.isoformat() if date.earliest and date.precision == "day" else ""


def _section(section: Section, contents: Contents, citing: Citing) -> Iterator[Block]:
    if not section.enabled:
        return
    made = {
        "details": _details,
        "chronology": _chronology,
        "claims": _claims,
        "authorities": authority_tables,
        "proof-sheet": proof_sheet,
        "annexes": _annexes,
    }.get(section.kind)
    parts = list(made(contents)) if made else []
    paragraphs = [p for p in contents.paragraphs if p.section_id == section.id]
    if not parts and not paragraphs:
        return
    if title := section.title or contents.profile.titles.get(section.kind, ""):
        yield Heading(title, 1, section.handle)
    for paragraph in paragraphs:
        yield from _paragraph(paragraph, contents, citing)
    yield from parts


def _details(contents: Contents) -> Iterator[Block]:
    matter = contents.matter
    submitted = ", ".join(part for part in (matter.submitter, matter.about) if part)
    rows = (
        ("Committee", matter.committee),
        ("Inquiry", matter.inquiry),
        ("Court", matter.court),
        ("Claim number", matter.claim_number),
        ("Parties", matter.parties),
        ("Hearing", matter.hearing_date),
        ("Submitted by", submitted),
        ("Witness", matter.witness),
        ("Date", held_together(matter.date)),
        ("Length", ""),
        ("Publication", matter.publication),
    )
    yield Details(tuple((label, value) for label, value in rows if value or label == "Length"))


def _with_length(details: Details, length: str) -> Details:
    return Details(tuple((label, length if label == "Length" else value) for label, value in details.rows))


def _paragraph(paragraph: Paragraph, contents: Contents, citing: Citing) -> Iterator[Block]:
    def shown(reference: Reference) -> Runs:
        return show_reference(reference, contents, citing)

    def noted(references: Sequence[Reference]) -> Runs:
        items = [contents.by_handle.get(reference.handle) for reference in references]
        quotes = [item for item in items if isinstance(item, Quote)]
        gone = [missing(ref.handle) for ref, item in zip(references, items, strict=True) if item is None]
        return (*gone, *citing.alone(quotes)) if quotes else tuple(gone)

    parts = list(passages(paragraph.text))
    if parts and parts[0].quote:  # a number needs words beside it, so the first quotation runs in
        parts[0] = type(parts[0])(text=f"@{parts[0].quote}")
    first = True
    for n, part in enumerate(parts):
        if part.quote:
            yield _quotation(part.quote, contents, citing)
            continue
        runs = after_stops(fill(part.text, shown, noted if citing.has_notes else None))
        leads_in = n + 1 < len(parts) and bool(parts[n + 1].quote)
        if not first:
            yield Body(runs)
        elif paragraph.section.kind in UNNUMBERED_KINDS:
            yield Bullet(runs, paragraph.handle)
        else:
            number = contents.numbers[paragraph.handle]
            yield Numbered(
                label=number.label,
                number=number.full,
                level=paragraph.level,
                runs=runs,
                handle=paragraph.handle,
                leads_in=leads_in or part.text.endswith(":"),
            )
        first = False


def _quotation(handle: str, contents: Contents, citing: Citing) -> Block:
    quote = contents.by_handle.get(handle)
    if not isinstance(quote, Quote):
        return Body((missing(handle),))
    after, below = citing.apart(quote)
    return Quotation((*quotation(quote), *after), below, quote.handle, _picture(quote, contents))


def _picture(quote: Quote, contents: Contents) -> Picture | None:
    """The region that is quoted as an image."""
    drawn = contents.picture(quote)
    if drawn is None:
        return None
    width, height = png_size(drawn)
    page = quote.anchors[0].page
    described = f"Part of page {page} of {quote.source.title}: {' '.join(quote.text.split())}"
    return Picture(drawn, width, height, described)


def missing(handle: str) -> Run:
    """What stands in place of a reference to something that is no longer there."""
    return Run(f"[missing: {handle}]", bold=True)


def show_reference(reference: Reference, contents: Contents, citing: Citing) -> Runs:
    """What a reader sees in place of a reference."""
    item = contents.by_handle.get(reference.handle)
    match item:
        case Quote():
            if reference.cite_only:
                return citing.alone([item])
            return (Run(f"“{plain(quotation(item))}”"), *citing.beside(item))
        case Entry():
            number = contents.entry_numbers[item.handle]
            return (Run(f"entry{NO_BREAK}{number}", link=Link("entry", item.handle)),)
        case Annex():
            return (Run(contents.annexed.named(item), link=Link("annex", item.handle)),)
        case Paragraph() if item.handle in contents.numbers:
            number_words = f"paragraph{NO_BREAK}{contents.numbers[item.handle].full}"
            return (Run(number_words, link=Link("paragraph", item.handle)),)
        case Section():
            title = item.title or contents.profile.titles.get(item.kind, "")
            return (Run(f"“{title}”", link=Link("section", item.handle)),)
        case Source():
            annex = contents.annexed.of_source(item)
            if annex is not None:
                return (Run(contents.annexed.named(annex), link=Link("annex", annex.handle)),)
            return (Run(item.title),)
    return (missing(reference.handle),)


def _date_runs(date: FuzzyDate | None) -> Runs:
    if date is None:
        return (Run("undated", italic=True),)
    return (Run(held_together(date.shown), italic=not date.exact),)


def _joined(citations: list[Runs]) -> Runs:
    """Citations one after another, the same one once."""
    joined: list[Run] = []
    for runs in dict.fromkeys(citations):
        if joined:
            joined.append(Run("; "))
        joined.extend(runs)
    return tuple(joined)


def _chronology(contents: Contents) -> Iterator[Block]:
    if not contents.entries:
        return
    if note := contents.profile.words.get("chronology_note"):
        yield TableNote((Run(note),))
    in_table = AnnexAndPage(contents)  # a footnote, or a name and a year, has no room there
    rows = []
    for number, entry in contents.entries:
        sources = _joined([cite(link.quote, contents.annexed, in_table=True) for link in entry.quote_links])
        cells: tuple[Runs, ...] = (
            (Run(str(number)),),
            _date_runs(entry.date),
            fill(
                " ".join(entry.text.split()), lambda reference: show_reference(reference, contents, in_table)
            ),
            sources or (Run("No source given"),),
        )
        rows.append(Row(cells, Link("entry", entry.handle)))
    columns = (Column("No.", 11, "right"), Column("Date", 37), Column("Event"), Column("Source", 31))
    yield Table("chronology", columns, tuple(rows))


def _claims(contents: Contents) -> Iterator[Block]:
    if not contents.pairs:
        return
    words = contents.profile.words
    yield TableNote((Run(words["claims_note"]),))
    pairs = []
    for number, relation in enumerate(contents.pairs, start=1):
        pairs.append(
            Pair(
                number=str(number),
                relation=f"{relation.from_quote.kind.capitalize()} {relation.kind} {relation.to_quote.kind}",
                claim=_side(relation.to_quote, contents),
                evidence=_side(relation.from_quote, contents),
                reason=(Run("Reason: ", italic=True), Run(relation.because)) if relation.because else (),
                comparison=_comparison(relation),
                handle=relation.handle,
            )
        )
    yield Pairs(("No.", words["claim_column"], words["evidence_column"]), tuple(pairs))


def _side(quote: Quote, contents: Contents) -> Side:
    grade = {"words": "same words, punctuation or capitals differ"}.get(quote.grade, quote.grade)
    graded = () if quote.grade == PICTURE else (Run(f", {grade}"),)  # the citation says so of a picture
    return Side(
        heading=describe(quote, "short"),
        quotation=(Run("“"), *quotation(quote), Run("”")),
        citation=(*cite(quote, contents.annexed), *graded),
    )


def _comparison(relation: Relation) -> Runs:
    said = (
        ("Same subject: ", relation.same_subject),
        ("Same data: ", relation.same_data),
        ("Same period: ", relation.same_period),
    )
    runs: list[Run] = []
    for label, value in said:
        if value == "unknown":
            continue
        if runs:
            runs.append(Run(" "))
        runs += [Run(label, italic=True), Run(f"{value}.")]
    return tuple(runs)


def _annexes(contents: Contents) -> Iterator[Block]:
    annexed = contents.annexed
    if not annexed.ordered:
        return
    rows = []
    for annex in annexed.ordered:
        pages = annexed.pages(annex)
        whole = len(pages) == annex.source.rendition.pages
        date = source_date(annex.source)
        cells: tuple[Runs, ...] = (
            (Run(annexed.marks[annex.handle], bold=True),),
            (Run(annex_title(annex), link=Link("annex", annex.handle)),),
            _date_runs(date) if date else (Run(""),),
            (Run(str(len(pages)) if whole else f"{show_pages(pages)} of {annex.source.rendition.pages}"),),
        )
        rows.append(Row(cells, Link("annex", annex.handle)))
    columns = (Column(annexed.word, 18), Column("Document"), Column("Date", 36), Column("Pages", 16, "right"))
    yield Table("annexes", columns, tuple(rows))


def annex_title(annex: Annex) -> str:
    """An annex's title: its own, or its source's."""
    return annex.title or annex.source.title
