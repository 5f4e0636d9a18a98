"""The three ways of citing: annex and page in the text, OSCOLA footnotes, and author and date.

One of them is made for each document that is composed. It is asked for each citation in the order in which
a reader meets them; that order gives the footnotes their numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from evidencepack.model.tables import Quote, Source
from evidencepack.submission.author_date import cited_sources, list_of_sources, source_labels
from evidencepack.submission.blocks import Block, Link, Note, Run, Runs, plain
from evidencepack.submission.citations import NO_BREAK, cite, describe
from evidencepack.submission.contents import Contents
from evidencepack.submission.oscola import full_citation, short_citation


class Citing(Protocol):
    """A way of citing.

    Attributes:
        has_notes: Citations stand in footnotes.
    """

    has_notes: bool

    def beside(self, quote: Quote) -> Runs:
        """What follows the words of a quotation in a sentence."""

    def alone(self, quotes: Sequence[Quote]) -> Runs:
        """Citations without the quoted words."""

    def apart(self, quote: Quote) -> tuple[Runs, Runs]:
        """For a quotation set apart: what follows its words, and the line below it."""

    def sources(self) -> Iterator[Block]:
        """The list of sources, where this way of citing needs one."""


class AnnexAndPage:
    """``Annex A, page 1``: where to look, and nothing else."""

    has_notes = False

    def __init__(self, contents: Contents) -> None:
        self._annexed = contents.annexed

    def beside(self, quote: Quote) -> Runs:
        """The citation in brackets."""
        return (Run(" ("), *self._cite(quote), Run(")"))

    def alone(self, quotes: Sequence[Quote]) -> Runs:
        """The citations, with semicolons between them."""
        runs: Runs = ()
        for quote in quotes:
            runs += (Run("; "), *self._cite(quote)) if runs else self._cite(quote)
        return runs

    def apart(self, quote: Quote) -> tuple[Runs, Runs]:
        """Who said it, in what, and where it stands."""
        return (), self._below(describe(quote, "full"), quote)

    def sources(self) -> Iterator[Block]:
        """None: the list of annexes is enough."""
        return iter(())

    def _cite(self, quote: Quote) -> Runs:
        return cite(quote, self._annexed)

    def _below(self, lead: str, quote: Quote) -> Runs:
        emphasis = (Run(f"; {quote.emphasis}"),) if quote.emphasis else ()
        return (Run(f"{lead} (" if lead else "("), *self._cite(quote), Run(")"), *emphasis)


class AuthorAndDate(AnnexAndPage):
    """``Department for Education 2016a, Annex F, page 1``, and a list of sources at the end."""

    def __init__(self, contents: Contents) -> None:
        super().__init__(contents)
        self._contents = contents
        self._labels = source_labels(cited_sources(contents))

    def apart(self, quote: Quote) -> tuple[Runs, Runs]:
        """Whose words they are, if the source's author does not say it, and where they stand."""
        told = quote.speaker.casefold() in quote.source.author.casefold()
        return (), self._below("" if told else quote.speaker, quote)

    def sources(self) -> Iterator[Block]:
        """Every source that is cited, by the label it is cited with."""
        return list_of_sources(self._contents, self._labels)

    def _cite(self, quote: Quote) -> Runs:
        source = quote.source
        label = self._labels.get(source.handle) or source_labels([source])[source.handle]
        place = cite(quote, self._annexed, titled=False)
        return (Run(label, link=Link("source", source.handle)), Run(", "), *place)


class Oscola:
    """A footnote for each citation: the source in full the first time, then in short with ``(n 3)``."""

    has_notes = True

    def __init__(self, contents: Contents) -> None:
        self._annexed = contents.annexed
        self._notes = 0
        self._first: dict[str, int] = {}
        self._speakers: dict[str, str] = {}

    def beside(self, quote: Quote) -> Runs:
        """The mark of a footnote."""
        return self.alone([quote])

    def alone(self, quotes: Sequence[Quote]) -> Runs:
        """The mark of one footnote for all the quotations."""
        self._notes += 1
        runs: list[Run] = []
        named: set[str] = set()
        for quote in quotes:
            runs += (Run("; "),) if runs else ()
            runs += self._citation(quote, again=quote.source.handle in named)
            named.add(quote.source.handle)
        return (Run("", note=Note(self._notes, (*runs, Run(".")))),)

    def apart(self, quote: Quote) -> tuple[Runs, Runs]:
        """The mark of a footnote; no line below."""
        return self.alone([quote]), ()

    def sources(self) -> Iterator[Block]:
        """None: the footnotes say it all."""
        return iter(())

    def _citation(self, quote: Quote, *, again: bool) -> Runs:
        """One source and the place in it; ``again`` if this very note has named the source."""
        named = () if again else self._named(quote.source)
        speaker = self._speaker(quote, named)
        place = cite(quote, self._annexed, titled=False)
        emphasis = (Run(f" ({quote.emphasis})"),) if quote.emphasis else ()
        return (*named, *speaker, *((Run(", "),) if named or speaker else ()), *place, *emphasis)

    def _named(self, source: Source) -> Runs:
        first = self._first.setdefault(source.handle, self._notes)
        if first == self._notes:
            return full_citation(source)
        back = Run(f"n{NO_BREAK}{first}", link=Link("note", str(first)))
        return (*short_citation(source), Run(" ("), back, Run(")"))

    def _speaker(self, quote: Quote, named: Runs) -> Runs:
        """Whose words they are, where the citation does not say it and no note on this source did last."""
        source, speaker = quote.source, quote.speaker
        told = self._speakers.get(source.handle, "")
        self._speakers[source.handle] = speaker
        if not speaker or speaker == told or speaker.casefold() in plain(named).casefold():
            return ()
        return (Run(f" ({speaker})" if named else f"({speaker})"),)


def citing_for(contents: Contents) -> Citing:
    """The way of citing that the matter asks for, fresh for one document."""
    ways: dict[str, type[AnnexAndPage] | type[Oscola]] = {"oscola": Oscola, "author-date": AuthorAndDate}
    return ways.get(contents.matter.citation_style, AnnexAndPage)(contents)


def after_stops(runs: Runs) -> Runs:
    """Footnote marks where printers set them: behind the stop that follows, with no space before them.

    A full stop after a quotation that ends its own sentence is left out: ``“No.”`` and the mark.
    """
    settled: list[Run] = []
    for run in runs:
        before = settled[-1] if settled else Run("")
        if run.note and before.text.endswith(" "):
            settled[-1] = replace(before, text=before.text.rstrip(" "))
        elif before.note and run.text.startswith(_STOPS):
            said = settled[-2].text.rstrip("”’") if len(settled) > 1 else ""
            if run.text[0] != "." or not said.endswith((".", "?", "!")):
                settled.insert(-1, Run(run.text[0]))
            run = replace(run, text=run.text[1:])
        settled.append(run)
    return tuple(run for run in settled if run.text or run.note)


_STOPS = (".", ",", ";", ":", "?", "!")
