"""The proof sheet as it is printed: what was compared, the sources with their digests, every quotation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidencepack.model.dates import from_edtf
from evidencepack.model.tables import PICTURE, Source
from evidencepack.quoting.grade_words import GRADE_MEANINGS, GRADE_NAMES, grades_counted
from evidencepack.submission.blocks import (
    Block,
    Column,
    Heading,
    Link,
    Row,
    Run,
    Runs,
    Table,
    TableNote,
    apart,
    plain,
)
from evidencepack.submission.citations import (
    NO_BREAK,
    describe,
    held_together,
    ocr_confidence,
    source_date,
)
from evidencepack.submission.contents import Contents
from evidencepack.submission.quotes_proved import Proved, QuotedPage, QuotesProved, prove_quotes

_FIRST, _LAST = 36, 14  # words of a long text that are shown, from its beginning and from its end
_SLACK = 10  # a text with so few words more is shown whole
_GROUP = 8  # letters of a digest between two spaces

_NOT_ANNEXED = "Not annexed"
_WHAT_IT_IS = (
    "Each quotation was compared with the page it is taken from when this sheet was made. The sheet shows "
    "that the words stand there. It is unsigned, and is "
)
_DIGESTS = (
    "SHA-256 is a fingerprint of a file: whoever has the same file, byte for byte, gets the same 64 letters "
    "and figures, printed here in groups of eight."
)


def proof_sheet(contents: Contents) -> Iterator[Block]:
    """The blocks of the proof sheet; none where there is no quotation to list."""
    proved = prove_quotes(contents)
    if not proved.quotes:
        return
    whose = (
        " It lists every quotation in the pack, also those that this submission does not use."
        if contents.proof_choice.all_quotes
        else " It lists the quotations that this submission uses."
    )
    yield TableNote(
        (Run(_WHAT_IT_IS), Run("not", bold=True), Run(f" proof that a source is authentic.{whose}"))
    )
    yield TableNote(_result(proved))
    yield Heading("Sources", 2)
    yield TableNote((Run(_DIGESTS),))
    columns = (
        Column("No.", 10, "right"),
        Column("Document, file and SHA-256"),
        Column(contents.annexed.word, 22),
    )
    yield Table("sources", (*columns, Column("Pages", 15, "right")), tuple(_source_rows(proved)), high=True)
    yield Heading("Quotations", 2)
    yield TableNote(_meanings(proved))
    columns = (Column("No.", 10, "right"), Column("Quotation"), Column("Where it stands", 38))
    rows = tuple(_quote_row(one, contents) for one in proved.quotes)
    yield Table("quotations", (*columns, Column("Check", 36)), rows, high=True)


def sheet_lines(proved: QuotesProved) -> Iterator[str]:
    """The sheet for a person at the command line: the result, then a few lines for each quotation."""
    if not proved.quotes:
        yield "There is no quotation to list yet."
        return
    counted, verdict = result_words(proved)
    yield f"{counted} {verdict}".replace(NO_BREAK, " ")
    for grade in proved.grades:
        yield f"{GRADE_NAMES[grade]}: {GRADE_MEANINGS[grade]}"
    for row, source in zip(_source_rows(proved), proved.sources, strict=True):
        marks = plain(row.cells[2]).replace("\n", ", ")
        mark = marks if marks == _NOT_ANNEXED else f"{proved.contents.annexed.word} {marks}"
        yield f"Source {plain(row.cells[0])}: {_titled(source)} ({source.file_name}), {mark}".replace(
            NO_BREAK, " "
        )
        yield f"    SHA-256 {source.sha256}"
    for one in proved.quotes:
        number, *cells = _quote_row(one, proved.contents).cells
        said, where, check = (plain(cell).replace(NO_BREAK, " ").split("\n") for cell in cells)
        yield f"{plain(number)}. {said[0]}"
        yield from (f"    {line}" for line in said[1:])
        yield f"    {'; '.join(where)}"
        yield f"    {'; '.join(check)}"


def result_words(proved: QuotesProved) -> tuple[str, str]:
    """What the comparison came to: how many and of which grade, and whether all stand on their pages."""
    count = len(proved.quotes)
    grades = grades_counted(proved.grades)
    sources = len(proved.sources)
    counted = (
        f"{count:,} quotation{'s' * (count != 1)} from {sources:,} source{'s' * (sources != 1)}: {grades}."
    )
    wrong = [f"No.{NO_BREAK}{one.number}" for one in proved.quotes if not one.matches]
    if not wrong:
        return counted, "It matches its page." if count == 1 else "Every one matches its page."
    verb = "does" if len(wrong) == 1 else "do"
    return counted, f"{len(wrong):,} {verb} not match the page any more: {', '.join(wrong)}."


def _result(proved: QuotesProved) -> Runs:
    counted, verdict = result_words(proved)
    return (Run(f"{counted} "), Run(verdict, bold=not proved.ok))


def _meanings(proved: QuotesProved) -> Runs:
    runs: list[Run] = []
    for grade in proved.grades:
        runs += [Run(f"{' ' if runs else ''}{GRADE_NAMES[grade]}: ", italic=True), Run(GRADE_MEANINGS[grade])]
    return tuple(runs)


def _source_rows(proved: QuotesProved) -> Iterator[Row]:
    annexed = proved.contents.annexed
    for number, source in enumerate(proved.sources, start=1):
        marks = [
            (Run(annexed.marks[annex.handle], bold=True, link=Link("annex", annex.handle)),)
            for annex in annexed.ordered
            if annex.source_id == source.id
        ]
        document = (
            (Run(_titled(source)),),
            (Run(source.file_name),),
            *((Run(line, even=True),) for line in _digest_lines(source.sha256)),
        )
        cells = (
            (Run(str(number)),),
            apart(document),
            apart(marks) or (Run(_NOT_ANNEXED),),
            (Run(f"{source.rendition.pages:,}"),),
        )
        yield Row(cells, Link("proved", source.handle))


def _titled(source: Source) -> str:
    date = source_date(source)
    return f"{source.title}, {held_together(date.shown)}" if date else source.title


def _digest_lines(sha256: str) -> Iterator[str]:
    groups = [sha256[start : start + _GROUP] for start in range(0, len(sha256), _GROUP)]
    yield " ".join(groups[:4])
    yield " ".join(groups[4:])


def _quote_row(one: Proved, contents: Contents) -> Row:
    names = contents.proof_choice.names
    number = (Run(str(one.number), bold=not one.matches),)
    words = apart(_words(one, names=names))
    return Row((number, words, apart(_where(one, contents)), apart(_check(one, names=names))))


def _words(one: Proved, *, names: bool) -> Iterator[Runs]:
    quote = one.quote
    yield _shortened(quote.text)
    if whose := describe(quote, "short"):
        yield (Run(whose),)
    if quote.emphasis:
        yield (Run(f"{quote.emphasis[:1].upper()}{quote.emphasis[1:]}."),)
    if not one.matches:
        yield (Run(f"Does not match its page: {_sentence(one.told)}", bold=True),)
    elif one.told:
        yield (Run("Noted: ", italic=True), Run(_sentence(one.told)))
    for omitted in one.omitted:
        yield (Run("Left out: ", italic=True), *_shortened(omitted))
    if quote.elision_because:
        yield (Run("Why it may be left out: ", italic=True), Run(quote.elision_because))
    if quote.accepted:
        who = f", by {quote.checked_by}" if names and quote.checked_by else ""
        yield (Run(f"Difference accepted{who}: ", italic=True), Run(quote.accepted))


def _sentence(parts: Iterable[str]) -> str:
    said = "; ".join(part.rstrip(".") for part in parts) or "nothing like it was found"
    return f"{said}."


def _shortened(text: str) -> Runs:
    """Words in quotation marks; of a long text its beginning and its end, with how much is between."""
    words = text.split()
    between = len(words) - _FIRST - _LAST
    if between <= _SLACK:
        return (Run(f"“{' '.join(words)}”"),)
    return (
        Run(f"“{' '.join(words[:_FIRST])}"),
        Run(f" ({between:,} words not repeated here) ", italic=True),
        Run(f"{' '.join(words[-_LAST:])}”"),
    )


def _where(one: Proved, contents: Contents) -> Iterator[Runs]:
    quote = one.quote
    for page in one.pages:
        if page.mark:
            annex = contents.annexed.place(quote.source, page.page)
            link = Link("annex", annex.annex.handle, page.annex_page) if annex else None
            words = f"{contents.annexed.word}{NO_BREAK}{page.mark}, page{NO_BREAK}{page.annex_page}"
            yield (Run(words, link=link),)
    pages = [_page_words(page) for page in one.pages]
    source = Run(f"Source{NO_BREAK}{one.source_number}", link=Link("proved", quote.source.handle))
    yield (source, Run(f", {' and '.join(pages)}"))
    if one.uses:
        yield (Run("Used in ", italic=True), *_uses(one))


def _page_words(page: QuotedPage) -> str:
    printed = f" (printed{NO_BREAK}{page.label})" if page.label and page.label != str(page.page) else ""
    return f"page{NO_BREAK}{page.page}{printed}"


def _uses(one: Proved) -> Iterator[Run]:
    for place, use in enumerate(one.uses):
        if place:
            yield Run("; ")
        yield Run(use.words.replace(" ", NO_BREAK), link=use.link)


def _check(one: Proved, *, names: bool) -> Iterator[Runs]:
    quote = one.quote
    yield (Run(GRADE_NAMES[one.grade], bold=not one.matches),)
    if one.grade != quote.grade:
        yield (Run(f"{GRADE_NAMES[quote.grade]} when it was tagged"),)
    if quote.grade == PICTURE:
        yield (Run("Words typed from the picture"),)
    sure = ocr_confidence(quote)
    if sure is not None:
        yield (Run(f"Read by OCR, {sure}{NO_BREAK}% sure"),)
        if quote.compared_at:
            yield (
                Run(f"Compared with the picture {_on(quote.compared_at, quote.compared_by, names=names)}"),
            )
        else:
            yield (Run("Not compared with the picture"),)
    if quote.checked_at:
        yield (Run(f"Checked {_on(quote.checked_at, quote.checked_by, names=names)}"),)


def _on(moment: str, person: str, *, names: bool) -> str:
    """The day of a moment, and who it was if the person chose to say so."""
    day = held_together(from_edtf(moment[:10], "").shown)
    return f"{day} by {person}" if names and person else day
