"""What was found hidden in a PDF, counted by kind, and the sentence that a person reads about each kind."""

from __future__ import annotations

from dataclasses import dataclass, field

from evidencepack.model.wording import counted, listed_pages

_MOST_NAMES = 5
_LONGEST_NAME = 80


@dataclass
class Kind:
    """One kind of hidden thing: how often it was found, on which pages, and under what names."""

    count: int = 0
    pages: set[int] = field(default_factory=set)
    names: list[str] = field(default_factory=list)


def words_of(value: object) -> str:
    """A name or a text of a PDF as words; nothing if it is neither, or in no known writing."""
    try:
        return "" if value is None else str(value)
    except UnicodeDecodeError:
        return ""


class Hidden:
    """Counts what is found.

    Attributes:
        changed: Whether anything was taken out, told or not, so that the copy has to be saved anew.
    """

    def __init__(self) -> None:
        self.changed = False
        self._kinds: dict[str, Kind] = {}

    def note(self, kind: str, page: int = 0, name: str = "") -> None:
        """Count one of a kind of :data:`_SENTENCES`, on a page (from 1) and under a name if it has them."""
        found = self._kinds.setdefault(kind, Kind())
        found.count += 1
        if page:
            found.pages.add(page)
        if name:
            found.names.append(name)

    def told(self, pages: int) -> list[str]:
        """One sentence for each kind that was found.

        Args:
            pages: How many pages the document has; with one only, no page is named.
        """
        return [
            sentence.format(
                what=counted(found.count, one, many),
                be="is" if found.count == 1 else "are",
                have="has" if found.count == 1 else "have",
                was="was" if found.count == 1 else "were",
                it="it" if found.count == 1 else "them",
                on=_on(found.pages) if pages > 1 else "",
                names=_listed(found.names),
            )
            for kind, (one, many, sentence) in _SENTENCES.items()
            if (found := self._kinds.get(kind))
        ]


_SENTENCES = {
    "portfolio": (
        "", "", "It is a portfolio: its own pages are only the cover of the files in it, which come in as "
        "documents of their own.",
    ),
    "file": (
        "file", "files", "{what}{names} {be} attached within it{on} and no part of its pages.",
    ),
    "form": (
        "", "", "It is a form: what was filled in is now part of the words of its pages.",
    ),
    "empty-form": ("", "", "It is a form in which nothing is filled in."),
    "xfa": (
        "", "", "It is an XFA form, of which only the ordinary pages can be shown: compare with the "
        "original.",
    ),
    "unshown-field": (
        "filled-in field", "filled-in fields",
        "{what}{names}{on} {be} not shown on the page: look at {it} in the original.",
    ),
    "hidden-field": (
        "hidden field", "hidden fields",
        "{what} of the form{on} with something in {it} {was} left out of the reading copy.",
    ),
    "signature": (
        "digital signature", "digital signatures",
        "It bears {what}{on}, which the reading copy does not carry; the original has {it}.",
    ),
    "comment": (
        "comment", "comments",
        "{what}{on} {was} left out of the reading copy: look at {it} in the original.",
    ),
    "text-box": (
        "text box", "text boxes",
        "{what} put on its pages afterwards{on} {be} shown, but the words in {it} cannot be searched or "
        "quoted.",
    ),
    "redaction": (
        "redaction", "redactions",
        "{what}{on} {was} marked but never applied: the words under {it} can still be read.",
    ),
    "layer": (
        "layer", "layers",
        "{what} of it {be} switched off{names}: what is on {it}{on} was left out of the reading copy.",
    ),
    "ocr": (
        "page", "pages",
        "The words of {what}{on} were put under the picture by another program's OCR: compare what you quote "
        "with the picture.",
    ),
    "invisible": (
        "page", "pages",
        "{what}{on} {have} words on {it} that nobody sees; look before you quote from {it}.",
    ),
    "script": (
        "script", "scripts", "{what} in JavaScript{on} {was} taken out and never run.",
    ),
    "launch": (
        "command", "commands", "{what} to start a program or open a file{on} {was} taken out.",
    ),
    "submit": (
        "command", "commands", "{what} to send its data over the internet{on} {was} taken out.",
    ),
    "import": (
        "command", "commands", "{what} to fetch data from another file{on} {was} taken out.",
    ),
    "elsewhere": (
        "link to a file on a computer or a network", "links to files on a computer or a network",
        "{what}{on} {was} taken out.",
    ),
    "media": (
        "sound, film or 3D object", "sounds, films or 3D objects",
        "{what}{on} {was} taken out; what was drawn of {it} stays.",
    ),
    "template": (
        "page template", "page templates", "{what}, shown by nothing but a script, {was} taken out.",
    ),
}  # fmt: skip
"""Each kind with its noun, if it is counted, in the singular and the plural, and its sentence, in the order
in which they are told."""


def _on(pages: set[int]) -> str:
    return f" ({listed_pages(sorted(pages), begins=False)})" if pages else ""


def _listed(names: list[str]) -> str:
    """The first names, in brackets."""
    lines = [" ".join("".join(c if c.isprintable() else " " for c in name).split()) for name in names]
    shown = [f"“{line[:_LONGEST_NAME]}”" for line in lines if line]
    return f" ({', '.join(shown[:_MOST_NAMES])}{', …' if len(shown) > _MOST_NAMES else ''})" if shown else ""
