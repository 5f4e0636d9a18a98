"""Citations of sources as OSCOLA (4th edition) writes them: in full the first time, then in short.

A citation says what is known of a source. What is not known is left out with the commas and brackets that
would have held it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from evidencepack.model.dates import FuzzyDate
from evidencepack.model.tables import Source
from evidencepack.submission.blocks import Run, Runs
from evidencepack.submission.citations import KIND_WORDS, held_together, source_date
from evidencepack.submission.hansard import hansard, short_hansard, written_question
from evidencepack.submission.newspapers import site_and_title

_SHORT_TITLE = 60  # characters
_YEAR = re.compile(r"\b(?:1[6-9]|20)[0-9]{2}\b")
_ISBN = re.compile(r"ISBN\b", re.IGNORECASE)
_REF = re.compile(r"(?:(?:our|your)\s+)?ref(?:erence)?\b[.:\s]*", re.IGNORECASE)
_CASE = re.compile(r"(?P<name>.*?\S)[,.]?\s+(?P<citation>(?:\[[0-9]{4}\]|\([0-9]{4}\)\s[0-9]).*)")
_CROWN = re.compile(
    r"R\s?\((?:on the application of\s+)?(?P<name>[^()]+)\)\s+v\b|(?:R|Regina) v (?P<other>.+)"
)
_CHAPTER = re.compile(r"(?:c|ch|asp|asc|anaw|nawm)\.?\s?[0-9]+\Z")
_ROLES = re.compile(
    r"\s*\((?:Appellant|Respondent|Claimant|Defendant|Applicant|Petitioner|Pursuer|Defender)s?\)"
)
_ADDRESS = re.compile(r"\s*<[^<>\s]+@[^<>\s]+>|\A[^<>\s@]+@[^<>\s@]+\Z")


def full_citation(source: Source) -> Runs:
    """The first citation of a source: ``Letter from A to B (6 October 2016)``."""
    return _FULL[source.kind](source) or (Run(KIND_WORDS[source.kind].capitalize()),)


def short_citation(source: Source) -> Runs:
    """What names a source again, before ``(n 3)``: its author, or its title cut short."""
    match source.kind:
        case "letter" | "e-mail":
            author = person_named(source.author)
            return (Run(_message(source) + (f" from {author}" if author else "")),)
        case "debate" | "written-answer" if said := short_hansard(source, _date(source)):
            return (Run(said),)
        case "judgment" if source.title.strip():
            return _italic(_short_case(_case(source)[0]))
        case "legislation" if source.title.strip():
            return (Run(source.title),)
    _, title, author = _named(source)
    if author:
        return (Run(author),)
    title = short_title(title)
    shown = _italic(title) if source.kind == "report" else _quoted(title)
    return shown or full_citation(source)


def short_title(title: str) -> str:
    """A title up to its colon, or as many of its words as stand on a line."""
    before = title.partition(": ")[0]
    words = before if len(before.split()) > 1 else title
    if len(words) <= _SHORT_TITLE:
        return words
    return words[:_SHORT_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def years(date: FuzzyDate | None) -> str:
    """The year of a date, or its first and last: ``2016``, ``2015–2016``."""
    ends = [end.year for end in (date.earliest, date.latest) if end] if date else []
    return "–".join(map(str, dict.fromkeys(ends)))


# --- a form for each kind of source -----------------------------------------------------------------


def _letter(source: Source) -> Runs:
    """``Letter from A to B (6 October 2016)``; one by nobody to nobody has its title."""
    people = (("from", person_named(source.author)), ("to", person_named(source.recipient)))
    named = "".join(f" {sign} {name}" for sign, name in people if name)
    reference = _REF.sub("", source.reference, count=1) if source.reference else ""
    brackets = _bracketed(f"ref {reference}" if reference else "", _date(source))
    return _laid_out(_message(source) + named, () if named else _quoted(source.title), brackets)


def _foi_response(source: Source) -> Runs:
    """``Department, Response to request for information 2016-0042 (6 October 2016)``."""
    number = source.reference
    what = (
        f"Response to request for information {number}" if number else "Response to a request for information"
    )
    return _laid_out(person_named(source.author), (Run(what),), _bracketed(_date(source)))


def _parliament(source: Source) -> Runs:
    """``HC Deb 10 October 2016, vol 615, col 12``; a written answer by its number."""
    written = source.kind == "written-answer"
    said = (written_question if written else hansard)(source, _date(source))
    return (Run(said),) if said else _document(source)


def _report(source: Source) -> Runs:
    """``Education Committee, *Title* (HC 123, 2016)``: a report has its year, not its day."""
    number = "" if _ISBN.match(source.reference) else source.reference
    year = "" if _YEAR.search(number) else years(source_date(source))
    return _laid_out(
        person_named(source.author), _italic(source.title), _bracketed(number, year), _web_address(source)
    )


def _news(source: Source) -> Runs:
    """``Jane Smith, ‘Title’ *Newspaper* (26 September 2016) <address> accessed 3 May 2021``."""
    site, title, author = _named(source)
    brackets = _bracketed(_date(source))
    return _laid_out(author, _quoted(title), _italic(site), brackets, _web_address(source))


def _web_page(source: Source) -> Runs:
    """``Author, ‘Title’ (Site, 1 May 2009) <address> accessed 3 May 2021``."""
    site, title, author = _named(source)
    return _laid_out(author, _quoted(title), _bracketed(site, _date(source)), _web_address(source))


def _legislation(source: Source) -> Runs:
    """``Education Act 1996, s 537A``; a chapter stands without a comma."""
    title, reference = source.title, source.reference
    if not title or not reference or reference in title:
        return (Run(title or reference),) if title or reference else ()
    return (Run(f"{title}{' ' if _CHAPTER.match(reference) else ', '}{reference}"),)


def _judgment(source: Source) -> Runs:
    """``*R (Reilly) v Secretary of State* [2016] EWCA Civ 413``; without that, number and date."""
    name, citation = _case(source)
    if citation.startswith(("[", "(")):
        return _laid_out("", _italic(name), (Run(citation),))
    return _laid_out("", _italic(name), _bracketed(citation, _date(source)))


def _picture(source: Source) -> Runs:
    """``Author, ‘Title’ (picture, 3 May 2016)``."""
    what = "picture" if source.title or source.author else ""
    brackets = _bracketed(what, source.reference, _date(source))
    return _laid_out(person_named(source.author), _quoted(source.title), brackets, _web_address(source))


def _document(source: Source) -> Runs:
    """``Author, ‘Title’ (reference, 3 May 2016)``."""
    brackets = _bracketed(source.reference, _date(source))
    return _laid_out(person_named(source.author), _quoted(source.title), brackets, _web_address(source))


_FULL: dict[str, Callable[[Source], Runs]] = {
    "letter": _letter,
    "foi-response": _foi_response,
    "written-answer": _parliament,
    "debate": _parliament,
    "news": _news,
    "web-page": _web_page,
    "e-mail": _letter,
    "bulletin": _document,
    "report": _report,
    "legislation": _legislation,
    "judgment": _judgment,
    "picture": _picture,
    "document": _document,
}


# --- parts of a citation ----------------------------------------------------------------------------


def _laid_out(author: str, *parts: Runs) -> Runs:
    """Parts with a space between them; the author is parted by a comma from a title that follows."""
    runs: list[Run] = [Run(author)] if author else []
    for part in parts:
        if not part:
            continue
        if runs:
            titled = part[0].text[0] not in "(<"
            runs.append(Run(", " if titled and len(runs) == 1 and author else " "))
        runs += part
    return tuple(runs)


def _quoted(title: str) -> Runs:
    return (Run(f"‘{title.strip()}’"),) if title.strip() else ()


def _italic(title: str) -> Runs:
    return (Run(title.strip(), italic=True),) if title.strip() else ()


def _bracketed(*parts: str) -> Runs:
    said = ", ".join(part for part in parts if part)
    return (Run(f"({said})"),) if said else ()


def _web_address(source: Source) -> Runs:
    """``<www.example.org/page> accessed 3 May 2021``; "http://" only where no "www" tells what it is."""
    if not source.url.strip():
        return ()
    address = re.sub(r"\Ahttps?://(?=www\.)", "", source.url.strip(), flags=re.IGNORECASE)
    accessed = next((dated.date for dated in source.dates if dated.kind == "accessed"), None)
    return (Run(f"<{address}>" + (f" accessed {held_together(accessed.shown)}" if accessed else "")),)


def _date(source: Source) -> str:
    date = source_date(source)
    return held_together(date.shown) if date else ""


def _message(source: Source) -> str:
    return "Email" if source.kind == "e-mail" else "Letter"


def person_named(name: str) -> str:
    """A name without the address that may stand behind it, or in its place, in an e-mail."""
    return _ADDRESS.sub("", name).strip()


def _named(source: Source) -> tuple[str, str, str]:
    """The site a source is from, its title and its author."""
    if source.kind in ("news", "web-page"):
        return site_and_title(source.title, source.author, source.url)
    return "", source.title, person_named(source.author)


def _case(source: Source) -> tuple[str, str]:
    """The name of a case, and its citation, which may stand in the title."""
    found = _CASE.fullmatch(source.title)
    name, citation = (found["name"], found["citation"]) if found else (source.title, source.reference)
    return _ROLES.sub("", name), citation


def _short_case(name: str) -> str:
    """``R (Reilly) v Secretary of State`` is *Reilly*; of other cases the first party."""
    crown = _CROWN.match(name)
    if crown:
        return (crown["name"] or crown["other"]).strip()
    return name.partition(" v ")[0]
