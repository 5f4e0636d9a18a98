"""Typesets a cleaned Word document with our own means, where LibreOffice is not there."""

from __future__ import annotations

import re
from importlib.metadata import version
from io import BytesIO
from typing import Any

import mammoth

from evidencepack.errors import BadInput
from evidencepack.intake import reading_copy
from evidencepack.intake.html import story_of
from evidencepack.intake.prepared import Story
from evidencepack.intake.word_cleaning import written
from evidencepack.intake.word_numbering import DEEPEST, INDENT_STYLE, ITEM_STYLE, NUMBER_STYLE, write_numbers
from evidencepack.intake.word_package import Package, W
from evidencepack.model.wording import counted

_STYLE_MAP = "\n".join(
    [
        *(f"p.{ITEM_STYLE}{depth} => p.evidence-item-{depth + 1}:fresh" for depth in range(DEEPEST)),
        f"p.{INDENT_STYLE} => blockquote > p:fresh",
        f"r.{NUMBER_STYLE} => span.evidence-number",
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => h2:fresh",
        "p[style-name='Quote'] => blockquote > p:fresh",
        "p[style-name='Intense Quote'] => blockquote > p:fresh",
        "u => span",
    ]
)
# What mammoth adds to notes on its own account; the document has a bare number.
_NOTE_BACK = re.compile(r'\s*<a href="#(?:foot|end)note-ref-[^"]*">↑</a>')
_NOTE_NUMBER = re.compile(r'(<a href="#(?:foot|end)note-[^"]*" id="[^"]*">)\[(\d+)\]</a>')


def converter() -> str:
    """What makes the reading copy, with the versions of its parts."""
    return f"evidencepack (mammoth {version('mammoth')}, typst {version('typst')})"


def story(package: Package, name: str) -> Story:
    """The words of a cleaned document as blocks, its paragraph numbers among them.

    Args:
        package: The document; changed.
        name: The file's name, for errors.

    Raises:
        BadInput: If it cannot be understood.
    """
    aside = _headers(package)
    write_numbers(package)
    try:
        made = mammoth.convert_to_html(BytesIO(written(package)), style_map=_STYLE_MAP)
    except (KeyError, ValueError, IndexError, AttributeError, TypeError, RecursionError) as problem:
        # mammoth trusts a document to be as Word would write it.
        raise BadInput(
            f"“{name}” has a structure that could not be understood; open it in Word, save it as PDF "
            "and import that."
        ) from problem
    html = _NOTE_NUMBER.sub(r"\1\2</a>", _NOTE_BACK.sub("", made.value))
    found = story_of(html)
    if aside:
        found.warnings.append(
            f"{counted(aside, 'header or footer', 'headers and footers')} not shown in the reading copy; "
            "with LibreOffice installed they would be."
        )
    return found


def settings() -> dict[str, Any]:
    """What the conversion was told to do."""
    return dict(reading_copy.SETTINGS)


def _headers(package: Package) -> int:
    """How many headers and footers with words there are."""
    parts = [*package.related("header"), *package.related("footer")]
    trees = [package.trees.get(part) for part in parts]
    return sum(any((t.text or "").strip() for t in tree.iter(W + "t")) for tree in trees if tree is not None)
