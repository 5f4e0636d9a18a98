"""What a file became: its reading copy, and what the file says about itself."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidencepack import __version__

_LONGEST_TITLE = 300
_FILE_NAME = re.compile(
    r"\.(docx?|docm|dotx?|odt|rtf|pdf|xlsx?|pptx?|html?|txt|indd|qxp|pub|wpd)$", re.IGNORECASE
)
_NO_TITLE = re.compile(
    r"^(microsoft (word|excel|powerpoint)\b.*|untitled.*|do[ck]ument ?\d*|title|no title|slide \d+|page \d+|"
    r"powerpoint presentation|\[.*\]|print|scan(ned)?( document)?|about:blank|null|none|\W*|.* template)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Part:
    """A file within a file: an attachment of an e-mail, a file in an archive.

    Attributes:
        name: What it is called there; with its folders, if it has any.
        path: A copy of it; None if it is left out.
        skipped: Why it is left out, as half a sentence.
        warning: What the person must know about the copy.
    """

    name: str
    path: Path | None
    skipped: str = ""
    warning: str = ""


@dataclass(frozen=True)
class Container:
    """A file that is no document itself but holds some: an archive, a mailbox.

    Attributes:
        original: The file, untouched.
        name: What it is, in a sentence, with its article.
        parts: What is in it.
        warnings: Sentences for the person.
    """

    original: Path
    name: str
    parts: list[Part]
    warnings: list[str]


@dataclass(frozen=True)
class Intake:
    """What a file became.

    Attributes:
        original: The file, untouched.
        media_type: What it is by its content.
        kind: A word of ``evidencepack.model.tables.SOURCE_KINDS``.
        title: From the document, else the file's stem.
        author: Who wrote it, where the document itself shows that; file properties are not believed.
        url: Where a web page came from, if it says so.
        dates: The kind of date to an ISO day: ``{"sent": "2016-09-26"}``; nothing is ever guessed.
        rendition: The reading copy, a PDF.
        converter: What made it.
        converter_version: The version of that.
        settings: What the conversion was told to do, and what it found it had to know.
        warnings: Sentences for the person.
        parts: The files within it, such as attachments.
    """

    original: Path
    media_type: str
    kind: str
    title: str
    author: str
    url: str
    dates: dict[str, str]
    rendition: Path
    converter: str
    converter_version: str
    settings: dict[str, Any]
    warnings: list[str]
    parts: list[Part] = field(default_factory=list)


@dataclass
class Story:
    """A document between its own format and the page: the words in order, as plain blocks.

    A block is a dict with a ``kind``:

    * ``heading`` (``level`` 1-6), ``para``, ``item`` (``marker``, ``depth``), each with ``runs`` and, where
      it matters, ``indent`` (steps) and ``quiet`` (what frames a page: set small); a run is
      ``{"text": …}`` with ``bold``, ``italic``, ``mono`` or ``raise`` (``sup`` or ``sub``); a line break is
      a line feed in the text;
    * ``lines`` (``lines``: texts whose line breaks and spaces stand; ``mono``);
    * ``table`` (``columns``, ``header`` rows, ``cells`` with ``x``, ``y``, ``colspan``, ``rowspan``,
      ``blocks``);
    * ``fields`` (``rows`` of label and text; ``small`` where they are not the document's own), ``rule``,
      ``break`` (a new page);
    * ``image`` (``picture``: the number of a picture, ``width`` and ``height`` in points).

    Attributes:
        blocks: The blocks, in order.
        pictures: PNG and JPEG files that ``image`` blocks show.
        title: The title the document gives itself; may be empty.
        author: Likewise.
        url: Likewise.
        dates: Likewise.
        warnings: What the person must know.
    """

    blocks: list[dict[str, Any]] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    title: str = ""
    author: str = ""
    url: str = ""
    dates: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def one_line(text: str) -> str:
    """A text as one line without anything unprintable, for titles and names."""
    kept = "".join(c if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} else " " for c in text)
    return " ".join(kept.split())


def sensible_title(text: str) -> str:
    """A title that a document gives itself, or nothing if it is only a program's filler or a file name."""
    title = one_line(text)
    if len(title) > _LONGEST_TITLE or sum(c.isalpha() for c in title) < 2 or "\ufffd" in title:
        return ""
    return "" if _NO_TITLE.match(title) or _FILE_NAME.search(title) else title


def stem(path: Path) -> str:
    """The file's name without its ending, as a title of last resort."""
    return one_line(path.stem) or one_line(path.name) or "Untitled"


def new_place(workspace: Path) -> Path:
    """Where in the workspace the next reading copy goes; no two files share it."""
    workspace.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="copy-", dir=workspace)) / "reading-copy.pdf"


def first_few(words: Iterable[str], limit: int = 8) -> str:
    """The first few of some words, in quotation marks, for a warning."""
    chosen = list(words)
    shown = ", ".join(f"“{one_line(word)}”" for word in chosen[:limit])
    return shown + (", …" if len(chosen) > limit else "")


def own_version() -> str:
    """The version of this program, recorded with what it made."""
    return __version__
